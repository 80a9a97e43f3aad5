package check

import "vitrina/generator/diag"

var missingSummary = Rule{
	Name:     "missing-summary",
	Severity: diag.Warning,
	What:     diag.T("una página o un compromiso sin resumen", "a page or a commitment without a summary"),
	Why:      diag.T("el resumen es lo que se ve en las listas y en los buscadores", "the summary is what lists and search engines show"),
	Wrong:    "title: Acerca de este sitio",
	Right:    "title: Acerca de este sitio\nsummary: Qué es este sitio y quién lo hace.",
	Find:     findMissingSummary,
}

func findMissingSummary(ix *index, report report) {
	for _, x := range ix.texts {
		if !x.summary().Given() && ix.Lacks(x.path, "summary", x.summary().Line) {
			report(x.summary().In(x.path),
				diag.T("falta el resumen", "the summary is missing"),
				diag.T("escriba «summary:» con una frase sencilla", "write summary: with one plain sentence"))
		}
	}
}
