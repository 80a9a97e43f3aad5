package check

import (
	"path"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/table"
	"vitrina/generator/words"
)

var pathCollision = Rule{
	Name:  "path-collision",
	What:  diag.T("dos páginas o conjuntos de datos con una misma dirección", "two pages or datasets with one address"),
	Why:   diag.T("una de las dos no se podría leer", "one of the two could not be read"),
	Wrong: "content/es/lessons.md\ncontent/es/lessons/index.md",
	Right: "content/es/lessons/index.md",
	Find:  findPathCollision,
}

// taken is who has an address: a page, a dataset, or a section made by the site.
type taken struct {
	name    string
	section bool
	at      diag.Pos
}

func findPathCollision(ix *index, report report) {
	for _, l := range ix.Languages {
		addresses := map[string]taken{}
		take := func(address, name string, section bool, at diag.Pos) {
			before, twice := addresses[address]
			if !twice || before.section && before.name == strings.TrimSuffix(name, "/index") {
				addresses[address] = taken{name, section, at} // a page may be the text of a section
				return
			}
			report(at, diag.T("%[1]q y %[2]q tienen la misma dirección, /%[3]s/%[4]s", "%[1]q and %[2]q have the same address, /%[3]s/%[4]s", name, before.name, l.Code, address),
				diag.T("cambie el nombre de una, o su palabra en sections de %s", "change the name of one, or its word in sections of %s", l.File),
				diag.Related{Pos: before.at, Message: diag.T("la otra está aquí", "the other is here")})
		}
		mapped := map[string]diag.Pos{}
		for _, s := range l.Form.Sections {
			mapped[s.Language.Value] = s.Text.In(l.File)
		}
		for _, name := range Sections {
			at, ok := mapped[name]
			if !ok {
				at = whole(l.File)
			}
			take(addressOf(l, name), name, true, at)
		}
		for _, x := range ix.texts {
			if x.language == l.Code {
				take(addressOf(l, x.name), x.name, false, whole(x.path))
			}
		}
		for _, d := range ix.Datasets { // a code list has the address of the dataset codes-NAME
			if d.Name != strings.ToLower(d.Name) {
				continue // its name is a finding already
			}
			take(addressOf(l, "data/"+table.Name(d.Name)), "datasets/"+d.Name, false, whole(path.Dir(d.SchemaFile)))
		}
	}
}

// addressOf returns the address of a page below that of its language.
func addressOf(l *words.Language, name string) string {
	parts := strings.Split(strings.ToLower(name), "/")
	if parts[len(parts)-1] == "index" {
		parts = parts[:len(parts)-1]
	}
	for i, p := range parts {
		parts[i] = l.Section(p)
	}
	return path.Join(parts...)
}
