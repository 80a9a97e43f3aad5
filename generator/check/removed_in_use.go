package check

import (
	"net/url"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/table"
)

var removedInUse = Rule{
	Name:    RemovedInUse,
	What:    diag.T("una fila de lo retirado que no puede ser", "a row of what was removed that cannot be"),
	Why:     diag.T("una dirección diría que algo se retiró y no es así, o mandaría a donde no hay nada", "an address would say that something was removed which was not, or would send readers where nothing is"),
	Wrong:   "kind,id,…\ncommitment,CO0065,…   # y CO0065.md sigue ahí",
	Right:   "kind,id,…",
	WrongEN: "kind,id,…\ncommitment,CO0065,…   # and CO0065.md is still there",
	Find:    findRemovedInUse,
}

func findRemovedInUse(ix *index, report report) {
	here, unread := ix.present()
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
		to, there := t.Cell(row, "moved_to"), t.Pos(row, t.Column("moved_to"))
		switch {
		case to == "":
		case strings.Contains(to, "://"):
			if u, err := url.Parse(to); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || strings.ContainsAny(to, " \t") {
				report(there, diag.T("%q no es una dirección de la web", "%q is no address on the web", to), diag.T("escríbala completa, con https://", "write it whole, with https://"))
			}
		case of.kind == "address":
			if !known[thing{of.kind, to}] || to == of.id || !strings.HasSuffix(to, "/") {
				report(there, diag.T("%q no es otra página de este sitio", "%q is no other page of this site", to), diag.T("escriba una dirección del registro que acabe en /, o una dirección completa", "write an address of the register that ends with /, or a whole address"))
			}
		case !here[thing{of.kind, to}] && !unread[of.kind]:
			report(there, diag.T("no hay %[1]s %[2]q", "there is no %[1]s %[2]q", of.kind, to),
				diag.T("escriba un identificador de la misma clase, o una dirección completa", "write an id of the same kind, or a whole address"))
		}
	})
}
