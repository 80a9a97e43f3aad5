package check

import "vitrina/generator/diag"

// controlCharacter is reported while the sources are read.
var controlCharacter = Rule{
	Name:  "control-character",
	What:  diag.T("un carácter de control, invisible o que invierte el sentido del texto", "a control character, one that does not show, or one that turns the direction of text"),
	Why:   diag.T("hace que un texto se lea distinto de lo que dice, y rompe canales y descargas", "it makes a text read otherwise than it says, and breaks feeds and downloads"),
	Wrong: "lead: [min\\u00adtic]",
	Right: "lead: [mintic]",
}
