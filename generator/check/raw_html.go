package check

import "vitrina/generator/diag"

var rawHTML = Rule{
	Name:  "raw-html",
	What:  diag.T("HTML escrito en el texto", "HTML written in the text"),
	Why:   diag.T("puede llevar código o romper la página, y no se publica", "it can carry code or break the page, and it is not published"),
	Wrong: "Es <b>importante</b>.",
	Right: "Es **importante**.",
	Find:  findRawHTML,
}

func findRawHTML(ix *index, report report) {
	for _, x := range ix.texts {
		for _, at := range x.RawHTML {
			report(x.pos(at.Line, at.Column),
				diag.T("aquí hay HTML, que no se admite", "there is HTML here, which is not accepted"),
				diag.T("escríbalo en Markdown; un signo < que no abre una etiqueta se escribe \\<", "write it in Markdown; a sign < that opens no tag is written \\<"))
		}
	}
}
