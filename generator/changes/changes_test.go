package changes

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/table"
	"vitrina/generator/written"
)

// any edition: few names, so that two of them have much in common.
func anyEdition(r *rand.Rand) *Edition {
	e := &Edition{}
	for _, name := range []string{"claims", "codes-kinds", "milestones", "sources"} {
		if r.IntN(4) > 0 {
			e.Tables = append(e.Tables, anyTable(r, name))
		}
	}
	return e
}

func anyTable(r *rand.Rand, name string) *Table {
	t := &Table{Name: name}
	columns := []string{"id", "order", "due", "title", "note"}
	r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	for _, c := range columns[:1+r.IntN(len(columns))] {
		t.Header = append(t.Header, c)
		f := table.Field{Name: written.Text{Value: c}, Type: written.Text{Value: []string{"text", "integer"}[r.IntN(2)]}}
		if r.IntN(3) == 0 {
			f.Required.Value = "true"
		}
		if r.IntN(3) == 0 {
			f.Minimum.Value = fmt.Sprint(r.IntN(3))
		}
		t.Schema.Fields = append(t.Schema.Fields, f)
	}
	for _, k := range t.Header[:r.IntN(min(3, len(t.Header)+1))] {
		t.Schema.Key = append(t.Schema.Key, written.Text{Value: k})
	}
	for range r.IntN(7) {
		row := make([]string, len(t.Header))
		for i := range row {
			row[i] = []string{"", "a", "b", "9", "10"}[r.IntN(5)]
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// inOrder puts the rows of an edition in an order that depends on nothing but
// their cells: editions that differ only in the order of rows are the same.
func inOrder(e *Edition) *Edition {
	out := &Edition{Version: e.Version, Date: e.Date}
	for _, t := range e.Tables {
		t := &Table{Name: t.Name, Shape: t.Shape, Rows: slices.Clone(t.Rows)}
		slices.SortFunc(t.Rows, slices.Compare[[]string])
		out.Tables = append(out.Tables, t)
	}
	return out
}

func TestNothingChangesBetweenAnEditionAndItself(t *testing.T) {
	for seed := range uint64(200) {
		e := anyEdition(rand.New(rand.NewPCG(seed, 1)))
		if d := Between(e, e); len(d.Tables) > 0 || d.Level() != None {
			t.Fatalf("seed %d: %+v", seed, d.Tables[0])
		}
	}
}

func TestWhatChangedMakesTheNewerEditionOfTheOlder(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 2))
		a, b := anyEdition(r), anyEdition(r)
		if diff := cmp.Diff(inOrder(b), inOrder(apply(a, Between(a, b)))); diff != "" {
			t.Fatalf("seed %d (-newer +made):\n%s", seed, diff)
		}
	}
}

func TestTheDifferenceTheOtherWayRoundIsTheInverse(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 3))
		a, b := anyEdition(r), anyEdition(r)
		there := Between(a, b)
		if diff := cmp.Diff(Between(b, a), there.inverse()); diff != "" {
			t.Fatalf("seed %d (-way back +inverse):\n%s", seed, diff)
		}
		if diff := cmp.Diff(inOrder(a), inOrder(apply(b, there.inverse()))); diff != "" {
			t.Fatalf("seed %d (-older +made):\n%s", seed, diff)
		}
	}
}

func edition(columns, key []string, rows ...[]string) *Edition {
	t := &Table{Name: "milestones", Rows: rows}
	t.Header = columns
	for _, c := range columns {
		t.Schema.Fields = append(t.Schema.Fields, table.Field{Name: written.Text{Value: c}})
	}
	for _, k := range key {
		t.Schema.Key = append(t.Schema.Key, written.Text{Value: k})
	}
	return &Edition{Tables: []*Table{t}}
}

func TestLevels(t *testing.T) {
	columns, key := []string{"id", "due"}, []string{"id"}
	old := edition(columns, key, []string{"a", "2019"}, []string{"b", "2020"})
	with := func(change func(*Table)) *Edition {
		e := edition(columns, key, []string{"a", "2019"}, []string{"b", "2020"})
		change(e.Tables[0])
		return e
	}
	for _, c := range []struct {
		what  string
		new   *Edition
		level Level
	}{
		{"the same", old, None},
		{"rows in another order", with(func(t *Table) { slices.Reverse(t.Rows) }), None},
		{"a cell mended", with(func(t *Table) { t.Rows[1][1] = "2021" }), Patch},
		{"a description", with(func(t *Table) {
			t.Schema.Title = written.Labels{{Language: written.Text{Value: "en"}, Text: written.Text{Value: "Goals"}}}
		}), Patch},
		{"a row more", with(func(t *Table) { t.Rows = append(t.Rows, []string{"c", ""}) }), Minor},
		{"a table more", &Edition{Tables: []*Table{old.Tables[0], {Name: "sources"}}}, Minor},
		{"a row less", with(func(t *Table) { t.Rows = t.Rows[:1] }), Major},
		{"another key of a row", with(func(t *Table) { t.Rows[0][0] = "z" }), Major},
		{"a table less", &Edition{}, Major},
		{"a column more", edition([]string{"id", "due", "note"}, key, []string{"a", "2019", ""}, []string{"b", "2020", ""}), Major},
		{"a column less", edition([]string{"id"}, key, []string{"a"}, []string{"b"}), Major},
		{"columns in another order", edition([]string{"due", "id"}, key, []string{"2019", "a"}, []string{"2020", "b"}), Major},
		{"another type", with(func(t *Table) { t.Schema.Fields[1].Type.Value = "date" }), Major},
		{"another key", with(func(t *Table) { t.Schema.Key = append(t.Schema.Key, written.Text{Value: "due"}) }), Major},
		{"a cell that must be filled", with(func(t *Table) { t.Schema.Fields[1].Required.Value = "true" }), Major},
		{"a lower bound", with(func(t *Table) { t.Schema.Fields[1].Minimum.Value = "2000" }), Major},
	} {
		if got := Between(old, c.new).Level(); got != c.level {
			t.Errorf("%s is %v, want %v", c.what, got, c.level)
		}
	}
	// A number that counts something else is another; saying what it counts
	// changes no number.
	in := func(unit string) *Edition {
		return with(func(t *Table) {
			t.Schema.Fields[1].Unit = written.Labels{{Language: written.Text{Value: "en"}, Text: written.Text{Value: unit}}}
		})
	}
	for _, c := range []struct {
		old, new *Edition
		level    Level
	}{{old, in("days"), Patch}, {in("days"), old, Patch}, {in("days"), in("weeks"), Major}, {in("days"), in("days"), None}} {
		if got := Between(c.old, c.new).Level(); got != c.level {
			t.Errorf("another unit is %v, want %v", got, c.level)
		}
	}
	// The other way round a constraint is lifted, which breaks nobody.
	strict := with(func(t *Table) { t.Schema.Fields[1].Minimum.Value = "2000" })
	wider := with(func(t *Table) { t.Schema.Fields[1].Minimum.Value = "1990" })
	for _, e := range []*Edition{old, wider} {
		if got := Between(strict, e).Level(); got != Minor {
			t.Errorf("a constraint lifted is %v, want minor", got)
		}
	}
}

func TestLeast(t *testing.T) {
	for _, c := range []struct {
		from  string
		level Level
		want  string
	}{
		{"1.2.3", Patch, "1.2.4"}, {"1.2.3", Minor, "1.3.0"}, {"1.2.3", Major, "2.0.0"},
		{"0.9.0", Patch, "0.9.1"}, {"0.9.0", Major, "0.10.0"},
	} {
		v, _ := ParseVersion(c.from)
		if got := v.Least(c.level).String(); got != c.want {
			t.Errorf("after %s with %v changes: %s, want %s", c.from, c.level, got, c.want)
		}
	}
	for _, wrong := range []string{"", "1", "1.0", "v1.0.0", "1.0.0-rc1", "01.0.0", "1.0.0.0", "1.0.-1", "1.0.0 "} {
		if v, ok := ParseVersion(wrong); ok {
			t.Errorf("%q is taken for %v", wrong, v)
		}
	}
}

func TestADeadlineMovesFromTheEndOfOneToTheEndOfTheOther(t *testing.T) {
	for _, c := range []struct {
		before, after string
		days          int
		known         bool
	}{
		{"2019-08-31", "2019-12-31", 122, true}, {"2020-03-01", "2020-02-28", -2, true},
		{"2019-08", "2019-12-31", 122, true}, {"2015-12", "2016-06", 182, true}, {"2016-06", "2015-12", -182, true}, {"2019", "2020", 366, true},
		{"2019-08", "2019-08-15", 0, false}, {"2019", "2019-08", 0, false}, {"2019", "2019", 0, false}, {"", "2020-01-01", 0, false}, {"2020-01-01", "", 0, false},
	} {
		if days, known := Days(c.before, c.after); days != c.days || known != c.known {
			t.Errorf("from %q to %q: %d, %v", c.before, c.after, days, known)
		}
	}
}
