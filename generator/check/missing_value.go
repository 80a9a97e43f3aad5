package check

import (
	"slices"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/written"
)

var missingValue = Rule{
	Name:  "missing-value",
	What:  diag.T("una celda o una clave obligatoria sin valor", "a required cell or key without a value"),
	Why:   diag.T("sin ella no se sabe qué es la fila o la página", "without it nobody knows what the row or the page is"),
	Wrong: "title: \"\"",
	Right: "title: Acerca de este sitio",
	Find:  findMissingValue,
}

func findMissingValue(ix *index, report report) {
	missing := func(file, key string, t written.Text) {
		if !t.Given() && ix.Lacks(file, key, t.Line) {
			report(t.In(file), diag.T("falta %q", "%q is missing", key), diag.T("escriba «%[1]s:» con su valor", "write %[1]s: with its value", key))
		}
	}
	missingAny := func(file, key string, n int) {
		if n == 0 {
			missing(file, key, written.Text{})
		}
	}
	missingAny(source.SiteFile, "title", len(ix.Site.Title))
	missingAny(source.SiteFile, "languages", len(ix.Site.Languages))
	if ix.Dataset("member_ratings") != nil { // which of its members the site compares with the others
		missing(source.SiteFile, "member_id", ix.Site.MemberID)
	}
	for _, c := range ix.Commitments {
		missing(c.Path, "id", c.ID)
		missing(c.Path, "plan", c.Plan)
	}
	for _, x := range ix.texts {
		missing(x.path, "title", x.title())
	}
	for _, d := range ix.Datasets {
		if !d.Described {
			continue
		}
		missingAny(d.SchemaFile, "title", len(d.Schema.Title))
		missing(d.SchemaFile, "licence", d.Schema.Licence)
		missingAny(d.SchemaFile, "key", len(d.Schema.Key))
		missingAny(d.SchemaFile, "fields", len(d.Schema.Fields))
		for _, f := range d.Schema.Fields {
			// A field without a name is reported where its type stands, and the
			// other way round.
			if !f.Name.Given() {
				f.Name.Line, f.Name.Column = max(f.Name.Line, f.Type.Line), max(f.Name.Column, f.Type.Column)
			}
			if !f.Type.Given() && f.Type.Line == 0 {
				f.Type = written.Text{Line: f.Name.Line, Column: f.Name.Column}
			}
			missing(d.SchemaFile, "name", f.Name)
			missing(d.SchemaFile, "type", f.Type)
		}
	}
	findMissingCells(ix, report)
}

// findMissingCells finds cells without a value in columns that need one.
func findMissingCells(ix *index, report report) {
	for _, c := range ix.columns {
		why := diag.T("la columna es obligatoria (required) en %s", "the column is required in %s", c.dataset.SchemaFile)
		if !c.field.IsRequired() {
			if !slices.Contains(neededValues[c.dataset.Name], c.field.Name.Value) {
				continue
			}
			why = diag.T("sin ese valor ninguna página muestra la fila; escríbalo o quite la fila", "without that value no page shows the row; write it or take the row out")
		}
		for row, cells := range c.dataset.Table.Rows {
			if cells[c.at] == "" {
				report(c.dataset.Table.Pos(row, c.at), diag.T("falta el valor de %q", "the value of %q is missing", c.field.Name.Value), why)
			}
		}
	}
}

// neededValues are the columns of the tables that the pages know without which
// a row says nothing, whether or not a schema requires them.
var neededValues = map[string][]string{
	"claims":    {"property"},
	"exercises": {"kind"},
	"ratings":   {"variable", "value"},
}
