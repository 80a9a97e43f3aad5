package check

import (
	"vitrina/generator/diag"
	"vitrina/generator/written"
)

// wrongType is also reported while the sources are read.
var wrongType = Rule{
	Name:  written.RuleWrongType,
	What:  diag.T("un valor que no tiene la forma esperada", "a value that does not have the expected form"),
	Why:   diag.T("no se sabría qué quiere decir: [mintic] es una lista y mintic no", "nobody could tell what it means: [mintic] is a list and mintic is not"),
	Wrong: "lead: mintic",
	Right: "lead: [mintic]",
	Find:  findWrongType,
}

func findWrongType(ix *index, report report) {
	for _, x := range ix.texts {
		var draft written.Text
		if x.page != nil {
			draft = x.page.Draft
		} else {
			draft = x.commitment.Draft
		}
		if draft.Given() && draft.Value != "true" && draft.Value != "false" {
			report(draft.In(x.path), diag.T("se esperaba true o false, y se encontró %q", "expected true or false, and found %q", draft.Value), diag.Text{})
		}
	}
}
