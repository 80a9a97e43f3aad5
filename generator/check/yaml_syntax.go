package check

import "vitrina/generator/diag"

// yamlSyntax is reported while the sources are read.
var yamlSyntax = Rule{
	Name:  "yaml-syntax",
	What:  diag.T("YAML que no se puede leer", "YAML that cannot be read"),
	Why:   diag.T("ningún dato del archivo se entiende", "no fact of the file can be understood"),
	Wrong: "title: \"Acerca de",
	Right: "title: \"Acerca de\"",
}
