package check

import "vitrina/generator/diag"

// refusedYAML is reported while the sources are read.
var refusedYAML = Rule{
	Name:  "refused-yaml",
	What:  diag.T("anclas, referencias, etiquetas, mezclas o un segundo documento en YAML", "anchors, aliases, tags, merge keys or a second document in YAML"),
	Why:   diag.T("dicen un valor en otro lugar del que se lee, y unas pocas líneas pueden crecer sin medida", "they say a value elsewhere than it is read, and a few lines can grow without measure"),
	Wrong: "lead: *otros",
	Right: "lead: [mintic]",
}
