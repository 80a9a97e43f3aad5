package render

import (
	"slices"
	"strings"
	"testing"

	"vitrina/generator/table"
)

// pageAt makes the page of an address.
func pageAt[T any](t *testing.T, r *renderer, jobs []job, address string) T {
	t.Helper()
	v, ok := spanish(t, r, jobs, address).(T)
	if !ok {
		t.Fatalf("%s is another page", address)
	}
	return v
}

// edited puts an edited copy in the place of a table, as if it had been written
// so.
func edited(t *testing.T, r *renderer, name string, edit func(header []string, rows [][]string) ([]string, [][]string)) {
	t.Helper()
	d := r.site.Tree.Dataset(name)
	rows := make([][]string, len(d.Table.Rows))
	for i, row := range d.Table.Rows {
		rows[i] = slices.Clone(row)
	}
	header, rows := edit(slices.Clone(d.Table.Header), rows)
	d.Table = &table.Table{File: d.Table.File, Header: header, Rows: rows}
	if p := r.site.Table(name); p != nil {
		p.Header, p.Rows = header, rows
	}
}

// A value and its words may change from the same to the same in one edition,
// as Minor to Major in both languages: the two are told each in its list.
func TestAFactAndItsWordsMayChangeAlike(t *testing.T) {
	r, jobs := realSite(t)
	p := r.pageOf(&jobs[0])
	change := func(name string, wording bool) ChangeLine {
		return ChangeLine{Column: "Valor", Before: "Minor", After: "Major", table: "claims", name: name, wording: wording, Rows: []Link{{Text: name}}}
	}
	var line HistoryLine
	p.fold(&line, []ChangeLine{change("a", false), change("b", true), change("c", true), change("d", false)})
	for what, list := range map[string][]ChangeLine{"a d": line.Facts, "b c": line.Changes} {
		var rows []string
		for _, c := range list {
			for _, row := range c.Rows {
				rows = append(rows, row.Text)
			}
		}
		if len(list) != 1 || strings.Join(rows, " ") != what {
			t.Errorf("%s are told as %+v", what, list)
		}
	}
}

// A slip in the weeks leaves the chart out and the table whole.
func TestWeeksThatNoMonthHasAreNotDrawn(t *testing.T) {
	r, jobs := realSite(t)
	edited(t, r, "schedule", func(header []string, rows [][]string) ([]string, [][]string) {
		rows[0][slices.Index(header, "start_week")] = "3-45"
		return header, rows
	})
	v := pageAt[Overview](t, r, jobs, "en/process/schedule/")
	if len(v.Sections) == 0 || len(v.Sections[0].Tables) != 1 {
		t.Fatalf("the schedule has no table: %+v", v.Sections)
	}
	for _, s := range v.Sections {
		if len(s.Charts) > 0 {
			t.Errorf("%s is drawn", s.ID)
		}
	}
}

func TestStagesAreCountedWithTheColumnsThereAre(t *testing.T) {
	r, jobs := realSite(t)
	p := r.pageOf(&jobs[0])
	whole := p.stagesOf()
	want := map[string]int{}
	versions := recordsOf(t, "codes/stage-versions/stage-versions.csv")
	for _, row := range recordsOf(t, "stages/stages.csv") {
		if row["version"] == versions[len(versions)-1]["code"] {
			want[row["plan"]]++
		}
	}
	for plan, n := range want {
		if whole[plan] != n {
			t.Errorf("%d stages of %s, want %d", whole[plan], plan, n)
		}
	}
	without := func(column string) {
		edited(t, r, "stages", func(header []string, rows [][]string) ([]string, [][]string) {
			i := slices.Index(header, column)
			for at := range rows {
				rows[at] = slices.Delete(rows[at], i, i+1)
			}
			return slices.Delete(header, i, i+1), rows
		})
	}
	all := map[string]int{}
	for _, row := range recordsOf(t, "stages/stages.csv") {
		all[row["plan"]]++
	}
	without("version")
	for plan, n := range all {
		if got := p.stagesOf()[plan]; got != n {
			t.Errorf("without versions: %d stages of %s, want %d", got, plan, n)
		}
	}
	without("plan")
	if got := p.stagesOf(); len(got) > 0 {
		t.Errorf("without plans: %v", got)
	}
	pageAt[Process](t, r, jobs, "en/process/")
}

// What is told in another language says so, on the page of the schedule as
// elsewhere, and the notes of single activities are shown.
func TestNotesOfTheScheduleSayTheirLanguage(t *testing.T) {
	r, jobs := realSite(t)
	edited(t, r, "schedule", func(header []string, rows [][]string) ([]string, [][]string) {
		es, en := slices.Index(header, "note_es"), slices.Index(header, "note_en")
		for i := range rows {
			rows[i][es], rows[i][en] = "De la hoja.", ""
		}
		rows[1][es] = "De la hoja. Sin responsable."
		return header, rows
	})
	address := "en/process/schedule/"
	v := pageAt[Overview](t, r, jobs, address)
	if got := v.Sections[0].Explain[0]; got.Text != "De la hoja." || got.Language != "es" {
		t.Errorf("the shared note is %+v", got)
	}
	if got := v.Sections[0].Tables[0].Rows[1].Cells[0].Under; len(got) != 1 || got[0].Text != "Sin responsable." || got[0].Language != "es" {
		t.Errorf("the note of an activity is %+v", got)
	}
	edited(t, r, "schedule", func(header []string, rows [][]string) ([]string, [][]string) {
		rows[2][slices.Index(header, "note_en")] = "De la hoja."
		return header, rows
	})
	v = pageAt[Overview](t, r, jobs, address)
	for at, want := range []Link{{Text: "De la hoja.", Language: "es"}, {Text: "De la hoja. Sin responsable.", Language: "es"}, {Text: "De la hoja."}} {
		if got := v.Sections[0].Tables[0].Rows[at].Cells[0].Under; len(got) != 1 || got[0] != want {
			t.Errorf("of notes in two languages, row %d says %+v, want %+v", at+1, got, want)
		}
	}
}

func TestTheDoorOfTheLessonsSaysItsLanguage(t *testing.T) {
	r, jobs := realSite(t)
	e := r.site.Page("lessons/index")
	for at := range e.In {
		if e.In[at] != e.Original() {
			e.In[at] = nil
		}
	}
	v := pageAt[Process](t, r, jobs, "en/process/")
	for _, d := range v.Doors {
		if want := (Words{Text: e.Original().Summary.Value, Language: "es"}); d.What.Text == want.Text {
			if d.What.Language != want.Language {
				t.Errorf("the door says %+v", d.What)
			}
			return
		}
	}
	t.Error("there is no door to the lessons")
}

// A change of a source is told by the name that readers of the page know it by.
func TestASourceThatIsReferredToGoesByItsName(t *testing.T) {
	r, _ := realSite(t)
	named := 0
	for _, s := range r.site.Sources() {
		for i := range r.site.Languages {
			name := s.Name.In(i)
			want := s.Title
			if name.Text != "" && name.Language == "" {
				want = name.Text
				named++
			}
			if got := r.refersTo(i, "sources", s.ID); got != want {
				t.Errorf("%s is called %q, want %q", s.ID, got, want)
			}
		}
	}
	if named == 0 {
		t.Error("no source has a name of its own")
	}
}
