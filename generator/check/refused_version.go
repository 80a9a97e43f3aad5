package check

import "vitrina/generator/diag"

// refusedVersion is reported when an edition is frozen.
var refusedVersion = Rule{
	Name:    RefusedVersion,
	What:    diag.T("un número o una fecha que una edición no puede llevar", "a number or a date that an edition may not have"),
	Why:     diag.T("el número promete a los programas cuánto cambió desde la edición anterior", "the number promises programs how much has changed since the edition before"),
	Wrong:   "vitrina release 1.0.1   # desde la 1.0.0 se quitó una columna",
	Right:   "vitrina release 2.0.0",
	WrongEN: "vitrina release 1.0.1   # a column went since 1.0.0",
}
