package check

import (
	"path"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

var lostAddress = Rule{
	Name:    LostAddress,
	What:    diag.T("una dirección publicada que dejaría de responder", "a published address that would no longer answer"),
	Why:     diag.T("los enlaces, las citas y los programas que la usan se romperían", "links, citations and programs that use it would break"),
	Wrong:   "borrar content/es/commitments/CO0065.md, y nada más",
	Right:   "borrarlo, y escribir en datasets/removed/removed.csv:\ncommitment,CO0065,2026-11-25,\"Por qué\",\"Why\",",
	WrongEN: "delete content/es/commitments/CO0065.md, and nothing else",
	RightEN: "delete it, and write into datasets/removed/removed.csv:\ncommitment,CO0065,2026-11-25,\"Por qué\",\"Why\",",
	Find:    findLostAddress,
}

// findLostAddress looks for things of the register, and of the list of what is
// published now, that are gone. The build itself compares address by address.
func findLostAddress(ix *index, report report) {
	here, unread := ix.present()
	gone := map[thing]bool{}
	ix.removed(func(row int, of thing) { gone[of] = true })
	var removed *table.Table
	if d := ix.Dataset("removed"); d != nil {
		removed = d.Table
	}
	reported, registered := map[thing]bool{}, map[string]bool{}
	if ix.Register != nil {
		if ix.Register.Column("kind") < 0 || ix.Register.Column("id") < 0 {
			return
		}
		for row := range ix.Register.Rows {
			registered[ix.Register.Cell(row, "address")] = true
			of := thing{ix.Register.Cell(row, "kind"), ix.Register.Cell(row, "id")}
			if !kindsOfThings[of.kind] || unread[of.kind] || here[of] || gone[of] || reported[of] {
				continue
			}
			reported[of] = true
			hint, related := Mend(removed, of.kind, of.id)
			report(ix.Register.Pos(row, 0), LostMessage(of.kind, of.id, ix.Register.Cell(row, "address")), hint, related...)
		}
	}
	// What was published since the last edition and is gone has no line in the
	// register yet, which its tombstones need.
	if ix.Published == nil {
		return
	}
	lines, first := map[thing][][]string{}, map[thing]string{}
	var lost []thing
	for row := range ix.Published.Rows {
		of, address := thing{ix.Published.Cell(row, "kind"), ix.Published.Cell(row, "id")}, ix.Published.Cell(row, "address")
		if !kindsOfThings[of.kind] || unread[of.kind] || here[of] || registered[address] || reported[of] {
			continue
		}
		if lines[of] == nil {
			lost, first[of] = append(lost, of), address
		}
		if lines[of] == nil && ix.Register == nil {
			lines[of] = append(lines[of], ix.Published.Header)
		}
		lines[of] = append(lines[of], []string{address, of.kind, of.id, ix.Published.Cell(row, "since")})
	}
	for _, of := range lost {
		hint, related := Mend(removed, of.kind, of.id, lines[of]...)
		if gone[of] { // its row is there, and comes last
			related = related[:len(related)-1]
		}
		report(whole(source.RegisterFile), LostMessage(of.kind, of.id, first[of]), hint, related...)
	}
}

// LostMessage is what a finding of lost-address says of an address, and of the
// thing that it is about.
func LostMessage(kind, id, address string) diag.Text {
	return diag.T("%[3]s ya no se publicaría (%[1]s %[2]q)", "%[3]s would no longer be published (%[1]s %[2]q)", kind, id, address)
}

// Mend says how a published address is kept, and gives the lines to be added for
// one that is really removed, each with its file: to the register those that it
// lacks, since what is younger than the last edition is not in it, and a row of
// kind and id to the table of what was removed, which may be nil.
func Mend(removed *table.Table, kind, id string, missing ...[]string) (diag.Text, []diag.Related) {
	hint := diag.T("devuélvalo; o, si se retira, agregue al final de cada archivo lo que sigue, con el día y la razón", "bring it back; or, where it is removed, add what follows at the end of each file, with the day and the reason")
	line := func(cells []string) string { return strings.TrimSpace(string(table.Write(cells, nil))) }
	var related []diag.Related
	add := func(file string, es, en []string) {
		related = append(related, diag.Related{Pos: whole(file), Message: diag.Text{ES: line(es), EN: line(en)}})
	}
	for _, cells := range missing {
		add(source.RegisterFile, cells, cells)
	}
	header := []string{"kind", "id", "date", "reason_es", "reason_en", "moved_to"}
	if removed != nil {
		header = removed.Header
	}
	row := func(day string) []string {
		cells := make([]string, len(header))
		for i, column := range header {
			switch {
			case column == "kind":
				cells[i] = kind
			case column == "id":
				cells[i] = id
			case column == "date":
				cells[i] = day
			}
		}
		return cells
	}
	add("datasets/removed/removed.csv", row("AAAA-MM-DD"), row("YYYY-MM-DD"))
	return hint, related
}

// Names of the rules that the build, or the freezing of an edition, reports too.
const (
	LostAddress    = "lost-address"
	AlteredEdition = "altered-edition"
	RemovedInUse   = "removed-in-use"
	RefusedVersion = "refused-version"
)

// thing is what an address of the register is about.
type thing struct{ kind, id string }

var kindsOfThings = map[string]bool{"commitment": true, "plan": true, "entity": true, "theme": true, "dataset": true, "page": true}

// nameOf is the name of a file without its ending.
func nameOf(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// present are the things that the sources hold and publish. Of the unread kinds
// some may be there that could not be read: none of them is lost.
func (ix *index) present() (out map[thing]bool, unread map[string]bool) {
	out, unread = map[thing]bool{{"dataset", "commitments"}: true}, map[string]bool{}
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
			unread["theme"] = true // it may be the only one of its theme
		}
	}
	drafts := map[string]bool{} // a draft's translations are none the less drafts
	for _, p := range ix.Pages {
		drafts[p.Name] = drafts[p.Name] || p.IsDraft()
	}
	for _, p := range ix.Pages {
		if !drafts[p.Name] {
			out[thing{"page", p.Name}] = true
		}
	}
	used := map[string]bool{}
	for _, c := range ix.Commitments {
		if !c.IsDraft() {
			for _, theme := range c.Themes.Values() {
				used[theme] = true
			}
		}
	}
	for _, d := range ix.Datasets {
		out[thing{"dataset", table.Name(d.Name)}] = true
		kind := map[string]string{"plans": "plan", "entities": "entity", "codes/themes": "theme"}[d.Name]
		if kind == "" {
			continue
		}
		k := ix.keysOf(d.Name)
		if !k.complete {
			unread[kind] = true
		}
		for id := range k.has {
			if kind != "theme" || used[id] { // a theme of no commitment has no page
				out[thing{kind, id}] = true
			}
		}
	}
	return out, unread
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
