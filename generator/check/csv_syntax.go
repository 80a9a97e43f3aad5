package check

import "vitrina/generator/diag"

// csvSyntax is reported while the sources are read.
var csvSyntax = Rule{
	Name:  "csv-syntax",
	What:  diag.T("una tabla que no es CSV con comas y comillas dobles", "a table that is not CSV with commas and double quotes"),
	Why:   diag.T("una comilla mal puesta corre todas las celdas que siguen", "one misplaced quote shifts every cell after it"),
	Wrong: "deck-2020,\"Presentación",
	Right: "deck-2020,\"Presentación\"",
}
