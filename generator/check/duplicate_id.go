package check

import (
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

var duplicateID = Rule{
	Name:    "duplicate-id",
	What:    diag.T("un identificador, una clave o un valor único que se repite", "an id, a key or a unique value that stands twice"),
	Why:     diag.T("una referencia llevaría a cualquiera de los dos", "a reference would lead to either of the two"),
	Wrong:   "id: CO0065   # en dos archivos",
	Right:   "id: CO0066",
	WrongEN: "id: CO0065   # in two files",
	Find:    findDuplicateID,
}

func findDuplicateID(ix *index, report report) {
	for _, c := range ix.Commitments {
		if first := ix.byID[c.ID.Value]; c.ID.Given() && first != c {
			report(c.ID.In(c.Path),
				diag.T("el identificador %q está repetido", "the id %q is repeated", c.ID.Value),
				diag.T("un identificador no se usa dos veces; ponga el de este compromiso", "an id is not used twice; put that of this commitment"),
				diag.Related{Pos: first.ID.In(first.Path), Message: diag.T("usado antes aquí", "used before here")})
		}
	}
	for _, d := range ix.described() {
		key := keyColumns(d.Dataset)
		if len(key) > 0 {
			findRepeated(d.Table, key, report)
		}
		for _, f := range d.Schema.Fields {
			at := d.Table.Column(f.Name.Value)
			if f.IsUnique() && at >= 0 && (len(key) != 1 || key[0] != at) {
				findRepeated(d.Table, []int{at}, report)
			}
		}
	}
}

// keyColumns returns the columns of the key, or none when one is missing.
func keyColumns(d *source.Dataset) []int {
	var key []int
	for _, name := range d.Schema.Key {
		at := d.Table.Column(name.Value)
		if at < 0 {
			return nil
		}
		key = append(key, at)
	}
	return key
}

// findRepeated reports rows that have the same values in the columns as an
// earlier row. Rows in which all are empty are not compared.
func findRepeated(t *table.Table, columns []int, report report) {
	first := make(map[string]int, len(t.Rows))
	var values []string
	for row, cells := range t.Rows {
		values = values[:0]
		for _, at := range columns {
			values = append(values, cells[at])
		}
		key := strings.Join(values, "\x1f")
		if strings.Trim(key, "\x1f") == "" {
			continue
		}
		before, twice := first[key]
		if !twice {
			first[key] = row
			continue
		}
		report(t.Pos(row, columns[0]),
			diag.T("la clave %q está repetida", "the key %q is repeated", strings.Join(values, ", ")),
			diag.T("cada fila lleva valores distintos en %[1]s", "each row has other values in %[1]s", columnNames(t, columns)),
			diag.Related{Pos: t.Pos(before, columns[0]), Message: diag.T("usada antes aquí", "used before here")})
	}
}

func columnNames(t *table.Table, columns []int) string {
	names := make([]string, len(columns))
	for i, at := range columns {
		names[i] = t.Header[at]
	}
	return strings.Join(names, ", ")
}
