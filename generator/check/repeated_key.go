package check

import "vitrina/generator/diag"

// repeatedKey is reported while the sources are read.
var repeatedKey = Rule{
	Name:  "repeated-key",
	What:  diag.T("una clave escrita dos veces", "a key written twice"),
	Why:   diag.T("uno de los dos valores se perdería sin aviso", "one of the two values would be lost without a word"),
	Wrong: "plan: III\nplan: IV",
	Right: "plan: IV",
}
