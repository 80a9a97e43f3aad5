package check

import "vitrina/generator/diag"

// raggedRow is reported while the sources are read.
var raggedRow = Rule{
	Name:  "ragged-row",
	What:  diag.T("una fila con más o menos celdas que columnas tiene la tabla", "a row with more or fewer cells than the table has columns"),
	Why:   diag.T("las celdas quedarían bajo la columna de otra y se publicarían como ciertas", "cells would stand under another's column and be published as true"),
	Wrong: "id,title\ndeck-2020",
	Right: "id,title\ndeck-2020,Presentación",
}
