package check

import "vitrina/generator/diag"

var headingOrder = Rule{
	Name:     "heading-order",
	Severity: diag.Warning,
	What:     diag.T("un título de primer nivel dentro del texto, o un nivel saltado", "a heading of the first level inside the text, or a level left out"),
	Why:      diag.T("quien escucha la página se orienta por los niveles de los títulos", "who listens to the page finds the way by the levels of its headings"),
	Wrong:    "## Qué se prometió\n\n#### Metas",
	Right:    "## Qué se prometió\n\n### Metas",
	Find:     findHeadingOrder,
}

func findHeadingOrder(ix *index, report report) {
	for _, x := range ix.texts {
		last := 1 // the page's title
		for _, h := range x.Headings {
			switch {
			case h.Level == 1:
				report(x.pos(h.Line, h.Column),
					diag.T("%q es un título de primer nivel, y ese es el de la página", "%q is a heading of the first level, which is the page's title", h.Text),
					diag.T("escríbalo con ##", "write it with ##"))
			case h.Level > last+1:
				report(x.pos(h.Line, h.Column),
					diag.T("el título %[1]q es de nivel %[2]d y el anterior es de nivel %[3]d", "the heading %[1]q is of level %[2]d and the one before of level %[3]d", h.Text, h.Level, last),
					diag.T("baje de a un nivel: %s", "go down one level at a time: %s", "######"[:last+1]))
			}
			last = h.Level
		}
	}
}
