package check

import (
	"regexp"

	"vitrina/generator/diag"
)

var registerLine = Rule{
	Name:  "register-line",
	What:  diag.T("una línea del registro de direcciones que no puede ser", "a line of the register of addresses that cannot be"),
	Why:   diag.T("lo que se retiró no quedaría dicho en su dirección", "what was removed would not be told at its address"),
	Wrong: "es/compromisos/co0065/,commitment,CO0065,1.0.0\nes/compromisos/co0065/,commitment,CO0065,1.0.0",
	Right: "es/compromisos/co0065/,commitment,CO0065,1.0.0",
	Find:  findRegisterLine,
}

// addressForm is the form of what package publish takes; a page is a folder,
// whose name has a point only where it is the version of an edition.
var (
	addressForm = regexp.MustCompile(`^(?:(?:[a-z0-9_-]+|[0-9]+\.[0-9]+\.[0-9]+)/)*(?:[a-z0-9_-](?:[a-z0-9._-]*[a-z0-9_-])?|SHA256SUMS\.txt)?$`)
	frozenForm  = regexp.MustCompile(`^data/v/[0-9]+\.[0-9]+\.[0-9]+/`)
)

func findRegisterLine(ix *index, report report) {
	r := ix.Register
	if r == nil || r.Column("address") < 0 || r.Column("kind") < 0 || r.Column("id") < 0 {
		return
	}
	about := map[string]thing{} // what the published list says
	if p := ix.Published; p != nil {
		for row := range p.Rows {
			about[p.Cell(row, "address")] = thing{p.Cell(row, "kind"), p.Cell(row, "id")}
		}
	}
	first := map[string]int{}
	for row := range r.Rows {
		address, of := r.Cell(row, "address"), thing{r.Cell(row, "kind"), r.Cell(row, "id")}
		at := r.Pos(row, r.Column("address"))
		if before, ok := first[address]; ok {
			report(at, diag.T("la dirección %q está dos veces", "the address %q is there twice", address), diag.T("borre una de las dos líneas", "delete one of the two lines"),
				diag.Related{Pos: r.Pos(before, r.Column("address")), Message: diag.T("la primera", "the first")})
			continue
		}
		first[address] = row
		if address == "" || !addressForm.MatchString(address) {
			report(at, diag.T("%q no es una dirección de este sitio", "%q is not an address of this site", address),
				diag.T("cópiela de data/v/addresses.csv del sitio publicado: sin la raíz, y con / al final si es una página", "copy it from data/v/addresses.csv of the published site: without the site's top, and with / at its end where it is a page"))
		}
		if frozenForm.MatchString(address) != (of.kind == "frozen") {
			report(r.Pos(row, r.Column("kind")), diag.T("%[1]q dice %[2]q: son los archivos de las ediciones, y solo ellos, los que dicen \"frozen\"", "%[1]q says %[2]q: the files of editions, and they alone, say \"frozen\"", address, of.kind),
				diag.T("copie la línea de data/v/addresses.csv del sitio publicado", "copy the line from data/v/addresses.csv of the published site"))
			continue
		}
		// Of another digest altered-edition tells.
		if known, ok := about[address]; ok && known != of && of.kind != "frozen" {
			report(r.Pos(row, r.Column("kind")), diag.T("%[1]q trata de %[2]s %[3]q, y aquí dice %[4]s %[5]q", "%[1]q is about %[2]s %[3]q, and here it says %[4]s %[5]q", address, known.kind, known.id, of.kind, of.id),
				diag.T("copie la línea de data/v/addresses.csv del sitio publicado", "copy the line from data/v/addresses.csv of the published site"))
			continue
		}
		if !kindsOfThings[of.kind] && of.kind != "address" && of.kind != "frozen" {
			report(r.Pos(row, r.Column("kind")), diag.T("%q no es una clase de cosa", "%q is no kind of thing", of.kind),
				diag.T("las clases son: %s", "the kinds are: %s", "address, commitment, dataset, entity, frozen, page, plan, theme"))
		}
	}
}
