package check

import "vitrina/generator/diag"

// refusedYAML is reported while the sources are read.
var refusedYAML = Rule{
	Name:  "refused-yaml",
	What:  diag.T("anclas, referencias, etiquetas, mezclas, un segundo documento, o un valor sin comillas que un # corta, en YAML", "anchors, aliases, tags, merge keys, a second document, or a value without quotes that a # cuts short, in YAML"),
	Why:   diag.T("dicen un valor en otro lugar del que se lee, unas pocas líneas pueden crecer sin medida, y lo cortado no se publicaría", "they say a value elsewhere than it is read, a few lines can grow without measure, and what is cut would not be published"),
	Wrong: "lead: *otros",
	Right: "lead: [mintic]",
}
