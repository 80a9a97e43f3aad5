package check

import "vitrina/generator/diag"

// blankRow is reported while the sources are read.
var blankRow = Rule{
	Name:  "blank-row",
	What:  diag.T("una línea vacía entre las filas de una tabla", "an empty line between the rows of a table"),
	Why:   diag.T("los programas no se ponen de acuerdo en si una línea vacía es una fila", "programs disagree on whether an empty line is a row"),
	Wrong: "id,title\n\ndeck-2020,Presentación",
	Right: "id,title\ndeck-2020,Presentación",
}
