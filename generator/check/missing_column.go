package check

import (
	"vitrina/generator/diag"
	"vitrina/generator/source"
)

var missingColumn = Rule{
	Name:  "missing-column",
	What:  diag.T("una columna que el esquema describe y la tabla no tiene", "a column that the schema describes and the table does not have"),
	Why:   diag.T("quien descarga los datos esperaría valores que no están", "whoever downloads the data would expect values that are not there"),
	Wrong: "id,title",
	Right: "id,title,date",
	Find:  findMissingColumn,
}

func findMissingColumn(ix *index, report report) {
	for _, d := range ix.described() {
		misspelt := map[string]bool{}
		if _, to, ok := renamed(d); ok {
			misspelt[to] = true
		}
		for _, name := range unknownColumns(d) {
			misspelt[diag.Nearest(name, d.fieldNames())] = true
		}
		for _, f := range d.Schema.Fields {
			name := f.Name.Value
			if name == "" || d.Table.Column(name) >= 0 || misspelt[name] {
				continue // a misspelt one is reported by unknown-column
			}
			report(diag.Pos{File: d.Table.File, Line: 1, Column: 1},
				diag.T("falta la columna %q", "the column %q is missing", name),
				diag.T("agréguela, aunque sus celdas queden vacías, o quítela de %s", "add it, even if its cells stay empty, or take it out of %s", d.SchemaFile),
				diag.Related{Pos: f.Name.In(d.SchemaFile), Message: diag.T("descrita aquí", "described here")})
		}
	}
}

// renamed returns the one column that the schema does not describe and the one
// that it describes and the table lacks: most likely they are the same.
func renamed(d describedTable) (from, to string, ok bool) {
	unknown := unknownColumns(d)
	var missing []string
	for name := range d.fieldNames() {
		if name != "" && d.Table.Column(name) < 0 {
			missing = append(missing, name)
		}
	}
	if len(unknown) != 1 || len(missing) != 1 {
		return "", "", false
	}
	return unknown[0], missing[0], true
}

// describedTable is a dataset that has both a schema with fields and rows.
type describedTable struct{ *source.Dataset }

func (ix *index) described() []describedTable {
	var out []describedTable
	for _, d := range ix.Datasets {
		if d.Described && d.Table != nil && len(d.Table.Header) > 0 && len(d.Schema.Fields) > 0 {
			out = append(out, describedTable{d})
		}
	}
	return out
}

func (d describedTable) fieldNames() func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, f := range d.Schema.Fields {
			if !yield(f.Name.Value) {
				return
			}
		}
	}
}

// unknownColumns returns the columns of the table that the schema does not
// describe.
func unknownColumns(d describedTable) []string {
	known := map[string]bool{}
	for name := range d.fieldNames() {
		known[name] = true
	}
	var out []string
	for _, name := range d.Table.Header {
		if name != "" && !known[name] {
			out = append(out, name)
		}
	}
	return out
}
