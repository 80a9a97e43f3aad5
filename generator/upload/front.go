package upload

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/written"
)

// spot is where a column of the commitments is written.
type spot struct {
	// language is that of the page, label that of the text in a group of
	// labels, "" where the key has one value.
	language, key, label string
	list                 bool
}

// translated are the keys that a translation has of its own.
var translated = []string{"title", "summary", "change"}

// renamed are the columns that are called otherwise than their key.
var renamed = map[string]string{"note": "notes"}

// spotOf finds where a column is written; false for one that no key holds.
func spotOf(column string, site *model.Site) (spot, bool) {
	kinds := map[string]reflect.Type{}
	front := reflect.TypeFor[source.Front]()
	for i := range front.NumField() {
		kinds[front.Field(i).Tag.Get("yaml")] = front.Field(i).Type
	}
	switch kinds[column] {
	case reflect.TypeFor[written.Text]():
		return spot{language: site.Default(), key: column}, !slices.Contains(translated, column)
	case reflect.TypeFor[written.List]():
		return spot{language: site.Default(), key: column, list: true}, true
	}
	for _, l := range site.Languages {
		key, ok := strings.CutSuffix(column, "_"+l.Code)
		if !ok {
			continue
		}
		if to := renamed[key]; to != "" {
			key = to
		}
		if slices.Contains(translated, key) {
			return spot{language: l.Code, key: key}, true
		}
		if kinds[key] == reflect.TypeFor[written.Labels]() {
			return spot{language: site.Default(), key: key, label: l.Code}, true
		}
	}
	return spot{}, false
}

// value is a cell as the key holds it.
func (s spot) value(cell string) written.Value {
	text := written.Text{Value: cell}
	switch {
	case s.list:
		list := written.List{}
		for _, v := range table.SplitList(cell) {
			list = append(list, written.Text{Value: v})
		}
		return list
	case s.label != "":
		return written.Labels{{Language: written.Text{Value: s.label}, Text: text}}
	}
	return text
}

// readFacts puts the rows of the commitments into the front matter of their
// pages.
func (c *Change) readFacts(site *model.Site, sources fs.FS, in *input, o Options, found *diag.List) error {
	order := written.Keys(source.Front{})
	id := in.Column("id")
	for i, cells := range in.Rows {
		before := in.before[in.keyAt(i)]
		page := site.Find(cells[id])
		if before == nil || page == nil {
			c.newPage(site, sources, in, i, o, order, found)
			continue
		}
		for column, at := range in.own {
			name := in.published.Header[column]
			if at < 0 || cells[at] == before[slices.Index(in.header, name)] {
				continue
			}
			where, ok := spotOf(name, site)
			var file *source.Commitment
			if ok {
				file = page.Commitment.Translation(where.language)
			}
			switch {
			case !ok:
				found.Add(in.Pos(i, at), "lost-value",
					diag.T("la columna %q no se escribe en la página", "the column %q is not written in the page", name),
					diag.T("deje la celda como estaba", "leave the cell as it was"))
				continue
			case file == nil:
				found.Add(in.Pos(i, at), "missing-file",
					diag.T("el compromiso %[1]q no tiene página en el idioma %[2]q", "the commitment %[1]q has no page in the language %[2]q", cells[id], where.language),
					diag.T("escriba primero content/%[1]s/commitments/%[2]s.md", "first write content/%[1]s/commitments/%[2]s.md", where.language, cells[id]))
				continue
			}
			data := c.Files[file.Path]
			if data == nil {
				var err error
				if data, err = fs.ReadFile(sources, file.Path); err != nil {
					return fmt.Errorf("reading a page to change it: %w", err)
				}
			}
			from, to, ok := source.FrontMatter(data)
			if !ok {
				panic("upload: " + file.Path + " has no front matter, and was read before")
			}
			c.Files[file.Path] = slices.Concat(data[:from], written.Edit(data[from:to:to], order, where.key, where.value(cells[at])), data[to:])
			c.changed(in, i, name, before[slices.Index(in.header, name)], cells[at])
			c.notes[file.Path] = append(c.notes[file.Path], diag.Text{ES: name, EN: name})
		}
	}
	return nil
}

// newPage writes the facts of a commitment that has no page, one file a language
// in which the row has something of its own.
func (c *Change) newPage(site *model.Site, sources fs.FS, in *input, row int, o Options, order []string, found *diag.List) {
	cells, at := in.Rows[row], in.Column("id")
	id, pos := cells[at], in.Pos(row, at)
	file := func(language string) string { return "content/" + language + "/commitments/" + id + ".md" }
	switch {
	case !source.CommitmentID.MatchString(id):
		found.Add(pos, "file-name",
			diag.T("%q no es un identificador", "%q is not an id", id),
			diag.T("use letras mayúsculas sin tildes, números y guiones, como CO0065", "use capital letters without accents, digits and hyphens, such as CO0065"))
		return
	case !o.New:
		found.Add(pos, "unknown-commitment",
			diag.T("el compromiso %q no tiene página", "the commitment %q has no page", id),
			diag.DidYouMean(id, commitmentIDs(site), diag.T("si es nuevo, use --new: crea %s con estos datos, y después se escribe su texto", "if it is new, use --new: it writes %s with these facts, and its text is written after that", file(site.Default()))))
		return
	}
	for _, l := range site.Languages {
		if _, err := fs.Stat(sources, file(l.Code)); err == nil {
			found.Add(pos, "duplicate-id",
				diag.T("%[1]q ya tiene un archivo que no se publica: %[2]s", "%[1]q has a file already that is not published: %[2]s", id, file(l.Code)),
				diag.T("cámbielo allí, o quite «draft» primero", "change it there, or take draft: out first"))
			return
		}
	}
	fronts := map[string][]byte{}
	for column, from := range in.own {
		if from < 0 || cells[from] == "" {
			continue
		}
		name := in.published.Header[column]
		where, ok := spotOf(name, site)
		if !ok {
			found.Add(in.Pos(row, from), "lost-value",
				diag.T("la columna %q no se escribe en la página", "the column %q is not written in the page", name),
				diag.T("deje la celda vacía", "leave the cell empty"))
			continue
		}
		fronts[where.language] = written.Edit(fronts[where.language], order, where.key, where.value(cells[from]))
	}
	for language, front := range fronts {
		c.Files[file(language)] = slices.Concat([]byte("---\n"), front, []byte("---\n"))
		c.notes[file(language)] = append(c.notes[file(language)], diag.T("página nueva; falta su texto", "new page; its text is missing"))
	}
}

func commitmentIDs(site *model.Site) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, c := range site.Commitments {
			if !yield(c.Front.ID.Value) {
				return
			}
		}
	}
}
