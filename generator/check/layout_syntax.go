package check

import "vitrina/generator/diag"

// layoutSyntax is reported while the layouts are read, by package render.
var layoutSyntax = Rule{
	Name:  "layout-syntax",
	What:  diag.T("una plantilla o un programa de layouts/ que no se puede usar", "a layout or a script of layouts/ that cannot be used"),
	Why:   diag.T("ninguna página que la usa se podría escribir", "no page that uses it could be written"),
	Wrong: "<h1>{{.Titel}}</h1>",
	Right: "<h1>{{.Title}}</h1>",
}
