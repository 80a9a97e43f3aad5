package check

import "vitrina/generator/diag"

// byteOrderMark is reported while the sources are read.
var byteOrderMark = Rule{
	Name:  "byte-order-mark",
	What:  diag.T("una marca de orden de bytes (BOM) al comienzo de un archivo", "a byte-order mark at the start of a file"),
	Why:   diag.T("se pega al nombre de la primera columna o clave, y quien la busca no la encuentra", "it sticks to the name of the first column or key, and whoever looks for it does not find it"),
	Wrong: "\\ufeffid,title",
	Right: "id,title",
}
