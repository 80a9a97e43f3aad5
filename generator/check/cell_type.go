package check

import "vitrina/generator/diag"

var cellType = Rule{
	Name:  "cell-type",
	What:  diag.T("una celda que no es del tipo de su columna", "a cell that is not of the type of its column"),
	Why:   diag.T("no se puede sumar, ordenar ni descargar con su tipo", "it cannot be added up, sorted or downloaded with its type"),
	Wrong: "1.250,5",
	Right: "1250.5",
	Find:  findCellType,
}

func findCellType(ix *index, report report) {
	for _, c := range ix.columns {
		t := c.dataset.Table
		for row, cells := range t.Rows {
			cell := cells[c.at]
			if cell == "" || c.kind.Valid(cell) {
				continue
			}
			hint := diag.Text{ES: c.kind.HintES, EN: c.kind.HintEN}
			if c.kind.Name == "date" {
				hint = dateHint(cell)
			}
			what := typeNames[c.kind.Name]
			report(t.Pos(row, c.at),
				diag.T("%[1]q no es %[2]s", "%[1]q is not %[3]s", cell, what.ES, what.EN), hint)
		}
	}
}

// typeNames are the types of columns as sentences name them.
var typeNames = map[string]diag.Text{
	"text":    diag.T("un texto", "a text"),
	"integer": diag.T("un número entero", "a whole number"),
	"number":  diag.T("un número", "a number"),
	"boolean": diag.T("true ni false", "true or false"),
	"date":    diag.T("una fecha", "a date"),
	"url":     diag.T("una dirección", "an address"),
	"list":    diag.T("una lista de valores", "a list of values"),
}
