package changes

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"vitrina/generator/table"
	"vitrina/generator/words"
)

// Teller says changes in a language. Every sentence is a word of the interface.
type Teller struct {
	*words.Language
	// Value writes a cell of a column for readers; nil leaves it as it is.
	Value func(f table.Field, cell string) string
}

// Report is a difference in words, what breaks readers first.
type Report struct {
	// Title names both editions, Summary says how much the change asks of the
	// next version number.
	Title, Summary string
	// Breaking are the changes after which a program that reads the data may
	// fail.
	Breaking []string
	// Moved are the deadlines that moved.
	Moved  []string
	Tables []TableReport
}

// TableReport is a table in words.
type TableReport struct {
	Name, Title string
	// Counts says how many rows came, went and changed; Columns what changed in
	// columns and table.
	Counts  string
	Columns []string
	Rows    []RowReport
}

// RowReport is a row in words. Sign is + for a row that came, - for one that
// went, ~ for one that changed.
type RowReport struct {
	Sign   string
	Key    string
	Fields []FieldReport
}

// FieldReport is a cell in words; Before and After are empty for empty cells.
// Note says by how many days a deadline moved.
type FieldReport struct {
	Column, Title string
	Before, After string
	Note          string
}

// Edition names an edition: its number and day, or the sources as they stand.
func (t *Teller) Edition(e *Edition) string {
	switch {
	case e.Version.IsZero() && e.Name != "":
		return e.Name
	case e.Version.IsZero():
		return t.Word("change.sources")
	}
	return t.Fill("change.edition", "version", e.Version.String(), "date", t.Date(e.Date))
}

// Report says a difference.
func (t *Teller) Report(d *Difference) Report {
	r := Report{Title: t.Fill("change.from-to", "old", t.Edition(d.Old), "new", t.Edition(d.New)), Summary: t.Word("change.level." + d.Level().String())}
	if !d.Old.Version.IsZero() && d.New.Version.IsZero() && d.Level() > None {
		r.Summary += " " + t.Fill("change.least", "version", d.Old.Version.Least(d.Level()).String())
	}
	for _, c := range d.Tables {
		one := t.Table(c)
		for _, column := range c.Columns {
			if column.Kind.Level() == Major {
				r.Breaking = append(r.Breaking, c.Name+": "+t.Column(c, column))
			}
		}
		if _, removed, _ := c.Count(); removed > 0 && c.After != nil {
			var keys []string
			for _, row := range c.Rows {
				if row.After == nil {
					keys = append(keys, strings.Join(row.Key, " "))
				}
			}
			r.Breaking = append(r.Breaking, c.Name+": "+t.Count("count.rows-removed", removed)+": "+strings.Join(keys, ", "))
		}
		for i, row := range c.Rows {
			for _, f := range c.Told(row) {
				// One that was not known before has not moved.
				if row.Before != nil && row.After != nil && f.Before != "" && ClassOf(c.Name, f.Column) == Deadline {
					r.Moved = append(r.Moved, strings.Join(c.Rows[i].Key, " ")+": "+t.Field(c, f).Sentence(t))
				}
			}
		}
		r.Tables = append(r.Tables, one)
	}
	return r
}

// Table says what changed in a table.
func (t *Teller) Table(c *TableChange) TableReport {
	out := TableReport{Name: c.Name, Title: cmp.Or(c.Shape().Schema.Title.Or(t.Code), c.Name), Counts: t.Counts(c)}
	// What breaks readers comes first.
	columns := slices.Clone(c.Columns)
	slices.SortStableFunc(columns, func(a, b ColumnChange) int { return cmp.Compare(b.Kind.Level(), a.Kind.Level()) })
	for _, column := range columns {
		out.Columns = append(out.Columns, t.Column(c, column))
	}
	for _, row := range c.Rows {
		fields := c.Told(row)
		one := RowReport{Sign: "~", Key: strings.Join(row.Key, " ")}
		switch {
		case row.Before == nil:
			one.Sign = "+"
		case row.After == nil:
			one.Sign = "-"
		case len(fields) == 0:
			continue
		default:
			for _, f := range fields {
				one.Fields = append(one.Fields, t.Field(c, f))
			}
		}
		out.Rows = append(out.Rows, one)
	}
	return out
}

// Counts says how many rows of a table came, went and changed.
func (t *Teller) Counts(c *TableChange) string {
	added, removed, changed := c.Count()
	var parts []string
	for _, n := range []struct {
		word string
		n    int
	}{{"count.rows-added", added}, {"count.rows-removed", removed}, {"count.rows-changed", changed}} {
		if n.n > 0 {
			parts = append(parts, t.Count(n.word, n.n))
		}
	}
	return strings.Join(parts, ", ")
}

// Column says what changed in a column, or in the table.
func (t *Teller) Column(c *TableChange, column ColumnChange) string {
	none := func(s string) string { return cmp.Or(s, t.Word("change.none")) }
	if column.Kind == DescribedAnew || column.Kind == ColumnDescribed { // texts, which the page of the table shows
		return t.Fill("change."+string(column.Kind), "column", column.Column)
	}
	return t.Fill("change."+string(column.Kind), "column", column.Column, "before", none(column.Before), "after", none(column.After))
}

// Field says a cell that changed.
func (t *Teller) Field(c *TableChange, f FieldChange) FieldReport {
	out := FieldReport{Column: f.Column, Title: f.Column, Before: f.Before, After: f.After}
	field, described := c.Shape().Schema.Field(f.Column)
	if described {
		out.Title = cmp.Or(field.Title.Or(t.Code), f.Column)
	}
	if t.Value != nil {
		out.Before, out.After = t.Value(field, f.Before), t.Value(field, f.After)
	}
	if ClassOf(c.Name, f.Column) == Deadline && f.Before != "" && f.After != "" {
		out.Note = t.Moved(f.Before, f.After)
	}
	return out
}

// Moved says by how many days a deadline moved, or that it cannot be told.
func (t *Teller) Moved(before, after string) string {
	days, known := Days(before, after)
	switch {
	case known && days < 0:
		return t.Fill("change.earlier", "days", t.Count("count.days", -days))
	case known:
		return t.Fill("change.later", "days", t.Count("count.days", days))
	}
	return t.Word("change.days-unknown")
}

// Sentence says a cell in one line.
func (f FieldReport) Sentence(t *Teller) string {
	none := func(s string) string { return cmp.Or(s, t.Word("change.none")) }
	s := t.Fill("change.field", "column", f.Title, "before", none(f.Before), "after", none(f.After))
	if f.Note != "" {
		s += " (" + f.Note + ")"
	}
	return s
}

// plain is a text on one line without characters that a terminal acts on.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
