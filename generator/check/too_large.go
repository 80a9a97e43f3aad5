package check

import "vitrina/generator/diag"

// tooLarge is reported while the sources are read.
var tooLarge = Rule{
	Name:    "too-large",
	What:    diag.T("un archivo o un texto que pasa de los límites", "a file or a text beyond the limits"),
	Why:     diag.T("un archivo desmedido detiene la revisión de todos los demás", "an outsized file holds up the checking of all others"),
	Wrong:   "una línea de más de 10.000 caracteres",
	Right:   "la misma línea, dividida en párrafos",
	WrongEN: "a line of more than 10,000 characters",
	RightEN: "the same line, divided into paragraphs",
}
