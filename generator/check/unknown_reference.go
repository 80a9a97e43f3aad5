package check

import (
	"vitrina/generator/diag"
	"vitrina/generator/source"
)

var unknownReference = Rule{
	Name:  "unknown-reference",
	What:  diag.T("una celda que nombra una fila de otro conjunto de datos que no existe", "a cell that names a row of another dataset which does not exist"),
	Why:   diag.T("las dos tablas no se podrían unir", "the two tables could not be joined"),
	Wrong: "body,member\ncomite,mintc",
	Right: "body,member\ncomite,mintic",
	Find:  findUnknownReference,
}

func findUnknownReference(ix *index, report report) {
	seen := map[string]bool{"": true, source.CommitmentsDataset: true, sourcesDataset: true} // these have rules of their own
	for _, c := range ix.columns {
		dataset := c.field.References.Value
		if seen[dataset] {
			continue
		}
		seen[dataset] = true
		ix.unknownCells(dataset, func(at diag.Pos, value string, k *keys) {
			report(at, diag.T("%[1]q no está en el conjunto de datos %[2]q", "%[1]q is not in the dataset %[2]q", value, dataset),
				ix.nearKey(value, k, diag.T("los valores están en %s", "the values are in %s", k.file)))
		})
	}
}
