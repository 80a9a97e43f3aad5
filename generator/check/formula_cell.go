package check

import (
	"strings"
	"unicode/utf8"

	"vitrina/generator/diag"
)

var formulaCell = Rule{
	Name:  "formula-cell",
	What:  diag.T("un texto que empieza como una fórmula de hoja de cálculo", "a text that begins like a spreadsheet formula"),
	Why:   diag.T("al abrir la descarga, el programa ejecutaría la fórmula en el equipo de quien lee", "when the download is opened, the program would run the formula on the reader's machine"),
	Wrong: "title\n=HYPERLINK(A1)",
	Right: "title\nEnlace a la primera fila",
	Find:  findFormulaCell,
}

// triggers are the characters that make programs read a cell as a formula, the
// full-width ones included
// (https://owasp.org/www-community/attacks/CSV_Injection).
const triggers = "=+-@\t＝＋－＠"

func findFormulaCell(ix *index, report report) {
	look := func(value string, at func() diag.Pos) {
		if first, _ := utf8.DecodeRuneInString(value); value != "" && strings.ContainsRune(triggers, first) {
			report(at(),
				diag.T("el texto empieza con %q, como una fórmula", "the text begins with %q, like a formula", string(first)),
				diag.T("empiece el texto con otro carácter", "begin the text with another character"))
		}
	}
	for _, c := range ix.columns {
		if c.kind.Name != "text" && c.kind.Name != "list" {
			continue // the others admit no formula
		}
		t := c.dataset.Table
		for row, cells := range t.Rows {
			look(cells[c.at], func() diag.Pos { return t.Pos(row, c.at) })
		}
	}
	for _, x := range ix.texts {
		if x.commitment == nil {
			continue // only commitments become rows
		}
		for key, value := range given(x.commitment.Front) {
			if key != "accepts" && key != "draft" {
				look(value.Value, func() diag.Pos { return value.In(x.path) })
			}
		}
	}
}
