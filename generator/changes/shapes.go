package changes

import (
	"cmp"
	"slices"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/table"
	"vitrina/generator/written"
)

// compareShapes returns what changes in the columns of a table that both
// editions have, by column and kind.
func compareShapes(a, b *Shape) []ColumnChange {
	var out []ColumnChange
	add := func(kind Kind, column, before, after string) {
		out = append(out, ColumnChange{kind, column, before, after})
	}
	differs := func(kind Kind, column, before, after string) {
		if before != after {
			add(kind, column, before, after)
		}
	}
	list := func(l written.List) string { return strings.Join(l.Values(), ", ") }
	differs(KeyChanged, "", list(a.Schema.Key), list(b.Schema.Key))
	differs(LicenceChanged, "", a.Schema.Licence.Value, b.Schema.Licence.Value)
	differs(DescribedAnew, "", said(a.Schema.Title, a.Schema.Description)+list(a.Schema.Sources), said(b.Schema.Title, b.Schema.Description)+list(b.Schema.Sources))
	var both []string
	for _, h := range a.Header {
		if slices.Contains(b.Header, h) {
			both = append(both, h)
		} else {
			add(ColumnRemoved, h, h, "")
		}
	}
	var then []string
	for _, h := range b.Header {
		if slices.Contains(a.Header, h) {
			then = append(then, h)
		} else {
			add(ColumnAdded, h, "", h)
		}
	}
	differs(ColumnsMoved, "", strings.Join(both, ", "), strings.Join(then, ", "))
	for _, h := range both {
		x, _ := a.Schema.Field(h)
		y, _ := b.Schema.Field(h)
		before, after := []written.Labels{x.Title, x.Description}, []written.Labels{y.Title, y.Description}
		if len(x.Unit) == 0 || len(y.Unit) == 0 { // said or unsaid, what is counted is the same
			before, after = append(before, x.Unit), append(after, y.Unit)
			x.Unit, y.Unit = nil, nil
		}
		differs(ColumnRetyped, h, typed(x), typed(y))
		differs(ColumnDescribed, h, said(before...)+x.Example.Value, said(after...)+y.Example.Value)
		for _, r := range rules {
			before, after := r.of(x), r.of(y)
			switch {
			case before == after:
			case after == "" || before != "" && r.looser(before, after):
				add(RuleLoosened, h, rule(r.name, before), rule(r.name, after))
			default:
				add(RuleTightened, h, rule(r.name, before), rule(r.name, after))
			}
		}
	}
	slices.SortStableFunc(out, func(x, y ColumnChange) int {
		return cmp.Or(cmp.Compare(x.Column, y.Column), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Before, y.Before), cmp.Compare(x.After, y.After))
	})
	return out
}

// typed is a column's type with its unit: a number that counts something else
// is another number.
func typed(f table.Field) string {
	kind := cmp.Or(f.Type.Value, "text")
	if unit := said(f.Unit); unit != "" {
		kind += " (" + unit + ")"
	}
	return kind
}

// said is the texts of all languages, one after the other.
func said(all ...written.Labels) string {
	var parts []string
	for _, labels := range all {
		for _, l := range labels {
			parts = append(parts, l.Language.Value+": "+l.Text.Value)
		}
	}
	return strings.Join(parts, "; ")
}

func rule(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + value
}

// rules are the constraints of a column, with whether a change from one value
// to another lets in all that was let in before.
var rules = []struct {
	name   string
	of     func(table.Field) string
	looser func(before, after string) bool
}{
	{"required", func(f table.Field) string { return set(f.IsRequired()) }, never},
	{"unique", func(f table.Field) string { return set(f.IsUnique()) }, never},
	{"pattern", func(f table.Field) string { return f.Pattern.Value }, never},
	{"minimum", func(f table.Field) string { return f.Minimum.Value }, func(before, after string) bool { return less(after, before) }},
	{"maximum", func(f table.Field) string { return f.Maximum.Value }, func(before, after string) bool { return less(before, after) }},
	{"references", func(f table.Field) string { return f.References.Value }, never},
	{"codes", func(f table.Field) string { return f.Codes.Value }, never},
}

func set(yes bool) string {
	if yes {
		return "true"
	}
	return ""
}

func never(string, string) bool { return false }

// less compares two numbers, or two dates by the days they begin with.
func less(a, b string) bool {
	x, okX := table.ParseNumber(a)
	y, okY := table.ParseNumber(b)
	if okX && okY {
		return x < y
	}
	p, okP := date.Parse(a)
	q, okQ := date.Parse(b)
	return okP && okQ && p.Compare(q) < 0
}

// Class says what a cell that changed is about, as far as readers follow it.
type Class int

// Classes of cells.
const (
	Other Class = iota
	Deadline
	Status
	Rated
)

// ClassOf tells from a table and a column what a cell is about: deadlines are
// the columns named due, statuses those named status, ratings the values of
// the table ratings.
func ClassOf(name, column string) Class {
	switch {
	case column == "due":
		return Deadline
	case column == "status":
		return Status
	case name == "ratings" && column == "value":
		return Rated
	}
	return Other
}

// Days returns by how many days a deadline moved, negative when it came
// earlier. It cannot be told when a date is unknown, or when both may be the
// same day: from 2019-08 to 2019-08-15.
func Days(before, after string) (int, bool) {
	a, okA := date.Parse(before)
	b, okB := date.Parse(after)
	if !okA || !okB {
		return 0, false
	}
	return a.DaysMoved(b)
}
