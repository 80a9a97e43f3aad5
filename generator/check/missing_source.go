package check

import "vitrina/generator/diag"

var missingSource = Rule{
	Name:     "missing-source",
	Severity: diag.Warning,
	What:     diag.T("un compromiso sin fuentes", "a commitment without sources"),
	Why:      diag.T("quien lee no podría comprobar lo que se dice", "a reader could not verify what is said"),
	Wrong:    "sources: []",
	Right:    "sources: [deck-2020]",
	Find:     findMissingSource,
}

func findMissingSource(ix *index, report report) {
	for _, c := range ix.Commitments {
		if len(c.Sources) == 0 && ix.Lacks(c.Path, "sources", 0) {
			report(diag.Pos{File: c.Path, Line: 1, Column: 1},
				diag.T("el compromiso no cita ninguna fuente", "the commitment cites no source"),
				diag.T("escriba «sources:» con identificadores de datasets/sources/sources.csv", "write sources: with ids of datasets/sources/sources.csv"))
		}
	}
}
