package check

import (
	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/written"
)

var unknownCommitment = Rule{
	Name:  "unknown-commitment",
	What:  diag.T("un compromiso que no tiene archivo", "a commitment that has no file"),
	Why:   diag.T("el dato quedaría sin la página que lo explica", "the fact would stand without the page that explains it"),
	Wrong: "commitments: [CO0650]",
	Right: "commitments: [CO0065]",
	Find:  findUnknownCommitment,
}

func findUnknownCommitment(ix *index, report report) {
	k := ix.keysOf(source.CommitmentsDataset)
	complain := func(at diag.Pos, value string) {
		report(at, diag.T("el compromiso %q no existe", "the commitment %q does not exist", value),
			ix.nearKey(value, k, diag.T("los compromisos son los archivos de %s", "commitments are the files of %s", k.file)))
	}
	each := func(file string, ids written.List) {
		for _, id := range ids {
			if k.unknown(id.Value) {
				complain(id.In(file), id.Value)
			}
		}
	}
	for _, c := range ix.Commitments {
		each(c.Path, c.Continues)
	}
	for _, p := range ix.Pages {
		each(p.Path, p.Commitments)
	}
	ix.unknownCells(source.CommitmentsDataset, func(at diag.Pos, value string, _ *keys) { complain(at, value) })
}
