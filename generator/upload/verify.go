package upload

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"vitrina/generator/diag"
	"vitrina/generator/download"
	"vitrina/generator/model"
	"vitrina/generator/table"
)

// Over returns the sources with the changed files in place of their own.
func (c *Change) Over(sources fs.FS) fs.FS { return over{sources, c.Files} }

type over struct {
	fs.FS
	files map[string][]byte
}

func (o over) Open(name string) (fs.File, error) {
	f, err := o.FS.Open(name)
	data, ok := o.files[name]
	switch {
	case ok && errors.Is(err, fs.ErrNotExist):
		return &changed{added{name, len(data)}, bytes.NewReader(data)}, nil
	case err != nil || !ok:
		return f, err
	}
	return &changed{f, bytes.NewReader(data)}, nil
}

// ReadDir lists a folder with the files that are new in it.
func (o over) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	if err != nil {
		return nil, err
	}
	there := map[string]bool{}
	for _, e := range entries {
		there[e.Name()] = true
	}
	for file, data := range o.files {
		if path.Dir(file) == name && !there[path.Base(file)] {
			entries = append(entries, fs.FileInfoToDirEntry(added{file, len(data)}))
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// changed is a file with other bytes.
type changed struct {
	fs.File
	data *bytes.Reader
}

func (c *changed) Read(p []byte) (int, error) { return c.data.Read(p) }

// added is a file that lies on no disk yet.
type added struct {
	path string
	size int
}

func (a added) Name() string               { return path.Base(a.path) }
func (a added) Size() int64                { return int64(a.size) }
func (a added) Mode() fs.FileMode          { return 0o644 }
func (a added) ModTime() time.Time         { return time.Time{} }
func (a added) IsDir() bool                { return false }
func (a added) Sys() any                   { return nil }
func (a added) Stat() (fs.FileInfo, error) { return a, nil }
func (a added) Read([]byte) (int, error)   { return 0, io.EOF }
func (a added) Close() error               { return nil }

// Place turns a finding in a changed source into one in the file that it came
// from, where it came from there.
func (c *Change) Place(f diag.Finding) diag.Finding {
	data := c.Files[f.File]
	if data == nil || f.Line == 0 {
		return f
	}
	for _, in := range c.inputs {
		if in.dataset != nil && in.file == f.File {
			if at, ok := in.rowPlace(data, f.Pos); ok {
				f.Pos = at
			}
			return f
		}
	}
	for _, in := range c.inputs {
		if in.dataset == nil {
			if at, ok := in.factPlace(data, f); ok {
				f.Pos = at
			}
		}
	}
	return f
}

// rowPlace finds the cell of the input that a cell of its dataset's new file
// came from.
func (in *input) rowPlace(data []byte, at diag.Pos) (diag.Pos, bool) {
	t, _ := table.Parse(in.file, data)
	for row := len(t.Rows) - 1; row >= 0 && len(t.Rows) == len(in.rows); row-- {
		if t.Pos(row, 0).Line > at.Line {
			continue
		}
		column := 0
		for i := range t.Header {
			if p := t.Pos(row, i); p.Line < at.Line || p.Line == at.Line && p.Column <= at.Column {
				column = i
			}
		}
		if in.rows[row] < 0 || in.own[column] < 0 {
			return at, false
		}
		return in.Pos(in.rows[row], in.own[column]), true
	}
	return at, false
}

// factPlace finds the cell of the input that a key of a page came from; of a
// key that is not there any more, by what is said of it.
func (in *input) factPlace(data []byte, f diag.Finding) (diag.Pos, bool) {
	at := f.Pos
	parts := strings.Split(at.File, "/") // content/es/commitments/ID.md
	lines := strings.Split(string(data), "\n")
	if len(parts) != 4 || at.Line > len(lines) {
		return at, false
	}
	key := ""
	for _, line := range lines[:at.Line] {
		if name, _, ok := strings.Cut(line, ":"); ok && name != "" && !strings.ContainsAny(name, " #-\"'") {
			key = name
		}
	}
	if key == "" {
		_, rest, _ := strings.Cut(f.Message.EN, `"`)
		key, _, _ = strings.Cut(rest, `"`)
	}
	language, id := parts[1], in.Column("id")
	for i, cells := range in.Rows {
		if cells[id] != strings.TrimSuffix(parts[3], ".md") {
			continue
		}
		for _, name := range []string{key, key + "_" + language} {
			column := in.Column(name)
			if column < 0 || !slices.Contains(in.own, column) {
				continue
			}
			return in.Pos(i, column), true
		}
	}
	return at, false
}

// Verify holds the site that the changed sources make against the tables that
// came in: every cell must have arrived, and a label or an address that is
// neither the old nor the new one is told.
func (c *Change) Verify(next *model.Site) diag.List {
	var found diag.List
	for _, in := range c.inputs {
		p := next.Table(in.name)
		header, rows := download.Cells(next, in.name)
		after := map[string][]string{}
		for i, row := range rows {
			after[keyOf(p.Schema, p.Header, p.Rows[i])] = row
		}
		for i := range in.Rows {
			row := after[in.keyAt(i)]
			in.lost(i, header, row, &found)
			in.edited(i, header, row, &found)
		}
	}
	return found
}

// lost finds cells of a row that the changed sources do not have.
func (in *input) lost(i int, header, row []string, found *diag.List) {
	for column, at := range in.own {
		if at < 0 || row != nil && row[slices.Index(header, in.published.Header[column])] == in.Rows[i][at] {
			continue
		}
		found.Add(in.Pos(i, at), "lost-value",
			diag.T("el programa no sabe escribir este valor en %s", "the program cannot write this value into %s", in.written()),
			diag.T("escríbalo allí a mano", "write it there by hand"))
	}
}

// edited finds labels and addresses of a row that are neither the old nor the
// new ones.
func (in *input) edited(i int, header, row []string, found *diag.List) {
	before := in.before[in.keyAt(i)]
	for _, at := range in.added {
		name, cell := in.Header[at], in.Rows[i][at]
		now, then := "", ""
		if column := slices.Index(header, name); column >= 0 && row != nil {
			now = row[column]
		}
		if before != nil {
			then = before[slices.Index(in.header, name)]
		}
		if cell == now || cell == then || before == nil && cell == "" || isAddress(name) && sameAddress(cell, now) {
			continue
		}
		found.Warn(in.Pos(i, at), "edited-label", in.labelMessage(name, cell), in.labelHint(name))
	}
}

func (in *input) written() string {
	if in.dataset != nil {
		return in.file
	}
	return in.published.File
}

func isAddress(column string) bool { return strings.HasPrefix(column, "url_") }

// sameAddress reports whether two addresses name one page: a site is often
// published at an address that its sources do not know.
func sameAddress(a, b string) bool {
	return a != "" && b != "" && (strings.HasSuffix(a, "/"+b) || strings.HasSuffix(b, "/"+a))
}

func (in *input) labelMessage(name, cell string) diag.Text {
	if isAddress(name) {
		return diag.T("la dirección %q no es la de la página, y no se toma", "the address %q is not the page's, and is not taken", cell)
	}
	return diag.T("%q no es la etiqueta del código, y no se toma", "%q is not the label of the code, and is not taken", cell)
}

func (in *input) labelHint(name string) diag.Text {
	if isAddress(name) {
		return diag.T("las direcciones siguen del identificador", "addresses follow from the id")
	}
	code, _, _ := strings.Cut(name, "_label_")
	if f, ok := in.published.Schema.Field(code); ok && f.Codes.Given() {
		return diag.T("cambie el código en %[1]q, o la etiqueta en datasets/codes/%[2]s/%[2]s.csv", "change the code in %[1]q, or the label in datasets/codes/%[2]s/%[2]s.csv", code, f.Codes.Value)
	}
	return diag.T("cambie el código en %[1]q, o la etiqueta en su lista de datasets/codes/", "change the code in %[1]q, or the label in its list in datasets/codes/", code)
}
