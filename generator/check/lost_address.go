package check

import (
	"path"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

var lostAddress = Rule{
	Name:  LostAddress,
	What:  diag.T("una dirección publicada que dejaría de responder", "a published address that would no longer answer"),
	Why:   diag.T("los enlaces, las citas y los programas que la usan se romperían", "links, citations and programs that use it would break"),
	Wrong: "borrar content/es/commitments/CO0065.md, y nada más",
	Right: "borrarlo, y escribir en datasets/removed/removed.csv:\ncommitment,CO0065,2026-11-25,\"Por qué\",\"Why\",",
	Find:  findLostAddress,
}

// findLostAddress looks for things of the register that are gone. The build
// itself compares address by address.
func findLostAddress(ix *index, report report) {
	here := ix.present()
	gone := map[thing]bool{}
	ix.removed(func(row int, of thing) { gone[of] = true })
	reported, registered := map[thing]bool{}, map[string]bool{}
	if ix.Register != nil {
		if ix.Register.Column("kind") < 0 || ix.Register.Column("id") < 0 {
			return
		}
		for row := range ix.Register.Rows {
			registered[ix.Register.Cell(row, "address")] = true
			of := thing{ix.Register.Cell(row, "kind"), ix.Register.Cell(row, "id")}
			if !kindsOfThings[of.kind] || here[of] || gone[of] || reported[of] {
				continue
			}
			reported[of] = true
			report(ix.Register.Pos(row, 0), LostMessage(of.kind, of.id, ix.Register.Cell(row, "address")), LostHint(of.kind, of.id))
		}
	}
	// What was published since the last edition and is gone has no line in the
	// register yet, which its tombstones need.
	if ix.Published == nil {
		return
	}
	lines := map[thing][]string{}
	var lost []thing
	for row := range ix.Published.Rows {
		of, address := thing{ix.Published.Cell(row, "kind"), ix.Published.Cell(row, "id")}, ix.Published.Cell(row, "address")
		if !kindsOfThings[of.kind] || here[of] || registered[address] || reported[of] {
			continue
		}
		if lines[of] == nil {
			lost = append(lost, of)
		}
		lines[of] = append(lines[of], address)
	}
	for _, of := range lost {
		report(whole(source.RegisterFile), LostMessage(of.kind, of.id, lines[of][0]), UnregisteredHint(of.kind, of.id, len(lines[of])))
	}
}

// LostMessage and LostHint are what a finding of lost-address says.
func LostMessage(kind, id, address string) diag.Text {
	return diag.T("%[3]s ya no se publicaría (%[1]s %[2]q)", "%[3]s would no longer be published (%[1]s %[2]q)", kind, id, address)
}

// LostHint says how a published address is kept.
func LostHint(kind, id string) diag.Text {
	return diag.T("devuélvalo, o escriba en datasets/removed/removed.csv la fila %[1]s,%[2]s con la fecha y la razón", "bring it back, or write the row %[1]s,%[2]s with date and reason into datasets/removed/removed.csv", kind, id)
}

// UnregisteredHint says how a published address is kept that the register does
// not have, being younger than the last edition; lines counts the addresses of
// its thing.
func UnregisteredHint(kind, id string, lines int) diag.Text {
	return diag.T("devuélvalo; o copie en datasets/releases/addresses.csv las líneas de data/v/addresses.csv del sitio publicado que dicen %[1]s,%[2]s (%[3]d), y escriba en datasets/removed/removed.csv la fila %[1]s,%[2]s con la fecha y la razón",
		"bring it back; or copy into datasets/releases/addresses.csv the lines of data/v/addresses.csv of the published site that say %[1]s,%[2]s (%[3]d), and write the row %[1]s,%[2]s with date and reason into datasets/removed/removed.csv", kind, id, lines)
}

// LostAddress is the name of the rule, which the build reports too.
const LostAddress = "lost-address"

// thing is what an address of the register is about.
type thing struct{ kind, id string }

var kindsOfThings = map[string]bool{"commitment": true, "plan": true, "entity": true, "dataset": true, "page": true}

// nameOf is the name of a file without its ending.
func nameOf(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// present are the things that the sources hold and publish.
func (ix *index) present() map[thing]bool {
	out := map[thing]bool{{"dataset", "commitments"}: true}
	for _, c := range ix.Commitments {
		if !c.IsDraft() {
			out[thing{"commitment", c.ID.Value}] = true
			// Of a wrong id file-name tells already.
			out[thing{"commitment", nameOf(c.Path)}] = true
		}
	}
	for file := range ix.Broken { // what cannot be read is not lost
		if path.Base(path.Dir(file)) == "commitments" {
			out[thing{"commitment", nameOf(file)}] = true
		}
	}
	for _, p := range ix.Pages {
		if !p.IsDraft() {
			out[thing{"page", p.Name}] = true
		}
	}
	for _, d := range ix.Datasets {
		out[thing{"dataset", table.Name(d.Name)}] = true
		kind := map[string]string{"plans": "plan", "entities": "entity", "codes/themes": "theme"}[d.Name]
		if kind == "" || d.Table == nil {
			continue
		}
		column := "id"
		if d.IsCodeList() {
			column = "code"
		}
		for row := range d.Table.Rows {
			out[thing{kind, d.Table.Cell(row, column)}] = true
		}
	}
	return out
}

// removed calls f for each row of the table of what was removed.
func (ix *index) removed(f func(row int, of thing)) {
	d := ix.Dataset("removed")
	if d == nil || d.Table == nil || d.Table.Column("kind") < 0 || d.Table.Column("id") < 0 {
		return
	}
	for row := range d.Table.Rows {
		f(row, thing{d.Table.Cell(row, "kind"), d.Table.Cell(row, "id")})
	}
}
