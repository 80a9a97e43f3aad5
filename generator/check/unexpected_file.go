package check

import "vitrina/generator/diag"

// unexpectedFile is reported while the sources are read.
var unexpectedFile = Rule{
	Name:  "unexpected-file",
	What:  diag.T("un archivo que no va en su carpeta", "a file that has no place in its folder"),
	Why:   diag.T("parecería publicado y no lo está", "it would look published and is not"),
	Wrong: "content/es/foto.png",
	Right: "content/es/about.md",
}
