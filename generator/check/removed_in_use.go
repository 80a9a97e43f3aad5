package check

import (
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/table"
)

var removedInUse = Rule{
	Name:  RemovedInUse,
	What:  diag.T("una fila de lo retirado que no puede ser", "a row of what was removed that cannot be"),
	Why:   diag.T("una dirección diría que algo se retiró y no es así, o mandaría a donde no hay nada", "an address would say that something was removed which was not, or would send readers where nothing is"),
	Wrong: "kind,id,…\ncommitment,CO0065,…   # y CO0065.md sigue ahí",
	Right: "kind,id,…",
	Find:  findRemovedInUse,
}

func findRemovedInUse(ix *index, report report) {
	here := ix.present()
	known := map[thing]bool{}
	for _, r := range []*table.Table{ix.Register, ix.Published} {
		if r == nil {
			continue
		}
		for row := range r.Rows {
			known[thing{r.Cell(row, "kind"), r.Cell(row, "id")}] = true
			known[thing{"address", r.Cell(row, "address")}] = true
		}
	}
	ix.removed(func(row int, of thing) {
		t := ix.Dataset("removed").Table
		at := t.Pos(row, t.Column("id"))
		switch {
		case here[of]:
			report(at, diag.T("%[1]s %[2]q está en las fuentes", "%[1]s %[2]q is in the sources", of.kind, of.id),
				diag.T("borre esta fila; un identificador no se usa dos veces", "delete this row; an id is not used twice"))
		case !known[of]:
			report(at, diag.T("%[1]s %[2]q nunca se publicó", "%[1]s %[2]q was never published", of.kind, of.id),
				diag.T("copie la clase y el identificador de datasets/releases/addresses.csv", "copy kind and id from datasets/releases/addresses.csv"))
		}
		to := t.Cell(row, "moved_to")
		if strings.Contains(to, "://") && !strings.HasPrefix(to, "https://") && !strings.HasPrefix(to, "http://") {
			report(t.Pos(row, t.Column("moved_to")), diag.T("%q no es una dirección de la web", "%q is no address on the web", to), diag.T("escríbala con https://", "write it with https://"))
		}
		if to != "" && !strings.Contains(to, "://") && !here[thing{of.kind, to}] && (of.kind != "address" || !known[thing{of.kind, to}]) {
			report(t.Pos(row, t.Column("moved_to")), diag.T("no hay %[1]s %[2]q", "there is no %[1]s %[2]q", of.kind, to),
				diag.T("escriba un identificador de la misma clase, o una dirección completa", "write an id of the same kind, or a whole address"))
		}
	})
}
