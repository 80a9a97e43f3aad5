package check

import "vitrina/generator/diag"

// missingFrontMatter is reported while the sources are read.
var missingFrontMatter = Rule{
	Name:  "missing-front-matter",
	What:  diag.T("una página que no empieza con sus datos entre dos líneas «---»", "a page that does not begin with its front matter between two lines of ---"),
	Why:   diag.T("sin título no hay página, y los datos aparecerían como texto", "without a title there is no page, and the facts would show as text"),
	Wrong: "title: Acerca de",
	Right: "---\ntitle: Acerca de\n---",
}
