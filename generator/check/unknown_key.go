package check

import "vitrina/generator/diag"

// unknownKey is reported while the sources are read.
var unknownKey = Rule{
	Name:  "unknown-key",
	What:  diag.T("una clave que el archivo no tiene", "a key that the file does not have"),
	Why:   diag.T("lo que se escribe bajo una clave mal escrita no se publica", "what stands under a misspelt key is not published"),
	Wrong: "titel: Acerca de",
	Right: "title: Acerca de",
}
