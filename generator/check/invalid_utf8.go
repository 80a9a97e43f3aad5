package check

import "vitrina/generator/diag"

// invalidUTF8 is reported while the sources are read.
var invalidUTF8 = Rule{
	Name:  "invalid-utf-8",
	What:  diag.T("bytes que no son UTF-8", "bytes that are not UTF-8"),
	Why:   diag.T("las tildes y las eñes llegarían dañadas al lector", "accents and letters such as ñ would reach the reader damaged"),
	Wrong: "title: Presentaci\\xf3n",
	Right: "title: Presentación",
}
