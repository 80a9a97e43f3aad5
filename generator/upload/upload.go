// Package upload takes downloaded tables back into the sources, the way that
// package download has them: the CSV of a dataset into its file, the rows of
// the commitments into the front matter of their pages.
//
// Only what differs is changed. The rows of a dataset are told apart by the key
// of its schema and keep their place and their bytes; of a page only the keys
// whose cells differ are written, and its text, comments and order stay. The
// columns that a download adds, labels and addresses, are compared and dropped:
// a label is changed in its code list. A column that is left out is left alone.
//
// Nothing is half done: Read changes bytes in memory only, the changed sources
// are read and checked like any others, Verify holds them against the tables
// that came in, and only then does the caller put all of them in place.
//
// It refuses derived tables, whose rows follow from the others; rows that are
// missing, unless it is told to remove them, for a table that was filtered or
// cut is the likelier reason; and commitments that have no page, unless it is
// told to write new ones, for a misspelt id would make one. Such a page has the
// facts and no text, which an editor writes. It never removes a page, and writes
// to no disk.
//
// Its findings have the names of the checks where those fit, and five more:
// derived-table, missing-row, edited-label (a warning), lost-value, for a value
// that the program cannot write at its place, and rewritten-value.
package upload

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/download"
	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

// File is a file to be taken in.
type File struct {
	// Name is where it lies, for findings; its last part names the table:
	// milestones.csv, codes-completion.csv.
	Name string
	Data []byte
	// Listed is whether it came with its folder rather than by its name: then a
	// derived table is no mistake.
	Listed bool
}

// Options say what may be done.
type Options struct {
	// Remove takes rows out of datasets that the file does not have.
	Remove bool
	// New writes pages of commitments that have none.
	New bool
}

// Change is what taking in the files makes of the sources.
type Change struct {
	// Files are the new bytes of the sources that change or are new, by path.
	Files map[string][]byte
	// Left are the derived tables that were passed over.
	Left []string

	inputs []*input
	notes  map[string][]diag.Text // by path
	cells  []string               // what changes in tables that a spreadsheet program saved
}

// input is a file with the table that it is of.
type input struct {
	*table.Table
	// typed is the table as it stands in the file where that has the form for
	// spreadsheet programs, else nil.
	typed     *table.Table
	name      string
	published *model.Published
	dataset   *source.Dataset // nil for the commitments
	key       []int           // of its own columns
	// own are the columns of the table as written, by their place in the
	// input, -1 where it lacks one; added are those that the download adds.
	own, added []int
	before     map[string][]string // the cells of the download, by key
	header     []string            // of the download
	// file is the changed source of a dataset, rows the input's row of each of
	// its rows.
	file string
	rows []int
}

// Read says what the files make of the sources from which the site was built.
// The site must have passed the checks. The error is a disk that fails.
func Read(site *model.Site, sources fs.FS, files []File, o Options) (*Change, diag.List, error) {
	c := &Change{Files: map[string][]byte{}, notes: map[string][]diag.Text{}}
	var found diag.List
	seen := map[string]string{}
	for _, f := range files {
		in := c.open(site, f, seen, &found)
		if in == nil {
			continue
		}
		c.inputs = append(c.inputs, in)
	}
	if found.Errors() > 0 {
		return c, found, nil
	}
	for _, in := range c.inputs {
		if in.dataset != nil {
			c.readRows(in, o, &found)
			continue
		}
		if err := c.readFacts(site, sources, in, o, &found); err != nil {
			return c, found, err
		}
	}
	return c, found, nil
}

// again is what a browser adds to the name of a file that is there already.
var again = regexp.MustCompile(` ?\(\d+\)$`)

// tableOf is the name of the table that a file is of.
func tableOf(file string) string {
	return again.ReplaceAllString(strings.TrimSuffix(path.Base(strings.ReplaceAll(file, `\`, "/")), ".csv"), "")
}

// open reads a file and finds its table; nil where there is nothing to take in.
func (c *Change) open(site *model.Site, f File, seen map[string]string, found *diag.List) *input {
	name := tableOf(f.Name)
	p := site.Table(name)
	whole := diag.Pos{File: f.Name}
	if p == nil {
		hint := diag.T("el archivo se llama como la tabla, por ejemplo milestones.csv", "the file is called as the table, such as milestones.csv")
		if strings.HasPrefix(string(f.Data), "section,item,field,") {
			hint = diag.T("son los datos de una página; descargue las tablas enteras, como commitments.csv", "this is the data of one page; download the whole tables, such as commitments.csv")
		}
		found.Add(whole, source.RuleUnexpectedFile, diag.T("no hay una tabla %q", "there is no table %q", name), diag.DidYouMean(name, tableNames(site), hint))
		return nil
	}
	if p.Schema.IsDerived() {
		if f.Listed {
			c.Left = append(c.Left, name)
			return nil
		}
		found.Add(whole, "derived-table",
			diag.T("la tabla %q se calcula de otras y no se puede cambiar", "the table %q is computed from others and cannot be changed", name),
			diag.T("cambie las tablas de las que sale: %s", "change the tables it comes from: %s", strings.Join(p.Schema.DerivedFrom.Values(), ", ")))
		return nil
	}
	if before, twice := seen[name]; twice {
		found.Add(whole, source.RuleUnexpectedFile,
			diag.T("la tabla %[1]q llega dos veces, también en %[2]s", "the table %[1]q comes twice, also in %[2]s", name, before),
			diag.T("deje uno de los dos archivos", "keep one of the two files"))
		return nil
	}
	seen[name] = f.Name
	header, rows := download.Cells(site, name)
	in := &input{name: name, published: p, header: header}
	s, bad := openSheet(site, p, f)
	if s != nil {
		if bad.Errors() == 0 {
			in.Table, in.typed = s.read(header, rows, &bad), s.typed
		}
	} else {
		in.Table, bad = source.ReadTable(f.Name, f.Data)
	}
	*found = append(*found, bad...)
	if bad.Errors() > 0 {
		return nil
	}
	for _, d := range site.Datasets {
		if d.Table != nil && table.Name(d.Name) == name {
			in.dataset, in.file = d, d.Table.File
		}
	}
	if !in.columns(found) {
		return nil
	}
	in.before = map[string][]string{}
	for i, row := range rows {
		in.before[keyOf(p.Schema, p.Header, p.Rows[i])] = row
	}
	for at := range in.Header {
		switch name := in.Header[at]; {
		case slices.Contains(in.own, at):
		case slices.Contains(in.header, name):
			in.added = append(in.added, at)
		default:
			found.Add(in.Pos(-1, at), "unknown-column",
				diag.T("la tabla %[1]q no tiene una columna %[2]q", "the table %[1]q has no column %[2]q", in.name, name),
				diag.DidYouMean(name, slices.Values(p.Header), diag.T("una columna nueva se describe primero en el schema.yaml de la tabla", "a new column is first described in the table's schema.yaml")))
		}
	}
	in.repeated(found)
	return in
}

// Pos is the place of a cell in the file.
func (in *input) Pos(row, column int) diag.Pos {
	if in.typed != nil {
		return in.typed.Pos(row, column)
	}
	return in.Table.Pos(row, column)
}

func tableNames(site *model.Site) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, t := range site.Tables {
			if !t.Schema.IsDerived() && !yield(t.Name) {
				return
			}
		}
	}
}

// columns finds the columns of the table among those of the input.
func (in *input) columns(found *diag.List) bool {
	for _, name := range in.published.Header {
		in.own = append(in.own, in.Column(name))
	}
	for _, k := range in.published.Schema.Key {
		at := in.Column(k.Value)
		if at < 0 {
			found.Add(diag.Pos{File: in.File, Line: 1, Column: 1}, "missing-column",
				diag.T("falta la columna %q, que distingue las filas", "the column %q, which tells the rows apart, is missing", k.Value),
				diag.T("descargue la tabla de nuevo", "download the table again"))
			return false
		}
		in.key = append(in.key, at)
	}
	return true
}

// repeated reports rows with the key of another.
func (in *input) repeated(found *diag.List) {
	seen := map[string]int{}
	for i := range in.Rows {
		key := in.keyAt(i)
		if before, twice := seen[key]; twice {
			found.Add(in.Pos(i, in.key[0]), "duplicate-id",
				diag.T("la fila %q está dos veces", "the row %q is there twice", shown(key)),
				diag.T("deje una sola", "keep one"), diag.Related{Pos: in.Pos(before, in.key[0]), Message: diag.T("antes aquí", "before here")})
			continue
		}
		seen[key] = i
	}
}

// keyAt is the key of an input's row.
func (in *input) keyAt(row int) string {
	parts := make([]string, len(in.key))
	for i, at := range in.key {
		parts[i] = in.Rows[row][at]
	}
	return strings.Join(parts, "\x00")
}

func keyOf(schema *table.Schema, header, row []string) string {
	var parts []string
	for _, k := range schema.Key {
		if at := slices.Index(header, k.Value); at >= 0 {
			parts = append(parts, row[at])
		}
	}
	return strings.Join(parts, "\x00")
}

// shown is a key for people.
func shown(key string) string { return strings.ReplaceAll(key, "\x00", " · ") }

// readRows puts the rows of an input into its dataset's file.
func (c *Change) readRows(in *input, o Options, found *diag.List) {
	t := in.dataset.Table
	m := c.merge(in)
	if m.missing > 0 && !o.Remove {
		found.Add(diag.Pos{File: in.File}, "missing-row",
			diag.T("faltan filas que la tabla %[1]q tiene: %[2]d; la primera es %[3]q", "rows are missing that the table %[1]q has: %[2]d; the first is %[3]q", in.name, m.missing, shown(m.first)),
			diag.T("traiga la tabla entera, sin filtros; para borrar esas filas de verdad use --remove", "bring the whole table, without filters; to really delete those rows use --remove"))
		return
	}
	if m.changed+m.missing+len(m.added) == 0 {
		return
	}
	m.place(in.dataset.Schema.Compare(t.Header))
	var kept [][]string
	var from []int
	for _, l := range m.kept {
		kept, from, in.rows = append(kept, l.cells), append(from, l.from), append(in.rows, l.input)
	}
	c.Files[in.file] = t.Rewrite(kept, from)
	for _, n := range []struct {
		count  int
		es, en string
	}{{m.changed, "filas que cambian: %d", "rows changed: %d"}, {len(m.added), "filas nuevas: %d", "rows added: %d"}, {m.missing, "filas que se quitan: %d", "rows removed: %d"}} {
		if n.count > 0 {
			c.notes[in.file] = append(c.notes[in.file], diag.T(n.es, n.en, n.count))
		}
	}
}

// line is a row of a file as it will be written: the row it was there and the
// row it is in the input, -1 where it is not in one.
type line struct {
	cells       []string
	from, input int
}

// merged is what an input makes of the rows of a file.
type merged struct {
	// kept are the rows that stay, in their order, and added are new.
	kept, added []line
	// changed and missing count rows; first is the key of the first that is
	// missing.
	changed, missing int
	first            string
}

// merge joins the rows of an input to those of its dataset's file by their keys.
func (c *Change) merge(in *input) merged {
	var m merged
	t := in.dataset.Table
	at := map[string]int{}
	for i, row := range t.Rows {
		at[keyOf(&in.dataset.Schema, t.Header, row)] = i
	}
	rows := make([]line, len(t.Rows))
	for i, cells := range in.Rows {
		old, known := at[in.keyAt(i)]
		row := make([]string, len(t.Header))
		if known {
			copy(row, t.Rows[old])
		}
		for column, from := range in.own {
			if from >= 0 {
				row[column] = cells[from]
			}
		}
		if !known {
			m.added = append(m.added, line{row, -1, i})
			continue
		}
		rows[old] = line{row, old, i}
		if slices.Equal(row, t.Rows[old]) {
			continue
		}
		m.changed++
		for column, name := range t.Header {
			c.changed(in, i, name, t.Rows[old][column], row[column])
		}
	}
	for i, l := range rows {
		if l.cells != nil {
			m.kept = append(m.kept, l)
		} else if m.missing++; m.missing == 1 {
			m.first = keyOf(&in.dataset.Schema, t.Header, t.Rows[i])
		}
	}
	return m
}

// place puts each new row after the last that the key's order has before it.
func (m *merged) place(compare func(a, b []string) int) {
	for _, a := range m.added {
		place := 0
		for i, l := range m.kept {
			if compare(l.cells, a.cells) <= 0 {
				place = i + 1
			}
		}
		m.kept = slices.Insert(m.kept, place, a)
	}
}

// changed remembers a cell that differs, for the summary: who saved a file with
// a program that rewrites cells wants to see that only theirs are changed.
func (c *Change) changed(in *input, row int, column, before, after string) {
	if in.typed != nil && before != after {
		c.cells = append(c.cells, fmt.Sprintf("  %s · %s: %q → %q", shown(in.keyAt(row)), column, before, after))
	}
}

// Summary says what changes, one line a file and one a cell of tables that a
// spreadsheet program saved, in a language of messages.
func (c *Change) Summary(lang string) []string {
	var out []string
	for _, file := range slices.Sorted(maps.Keys(c.Files)) {
		var what []string
		for _, n := range c.notes[file] {
			what = append(what, n.In(lang))
		}
		out = append(out, file+": "+strings.Join(what, ", "))
	}
	out = append(out, c.cells...)
	if len(c.Files) == 0 {
		out = append(out, diag.T("nada cambia", "nothing changes").In(lang))
	}
	if len(c.Left) > 0 {
		out = append(out, fmt.Sprintf("%s: %s", diag.T("no se leen, porque se calculan de las otras", "not read, since they are computed from the others").In(lang), strings.Join(c.Left, ", ")))
	}
	return out
}
