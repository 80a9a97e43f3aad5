// Package layouts holds the layouts, words, styles and script compiled into the
// program, so that a member's site needs only content/ and datasets/.
//
// It refuses to know anything of their meaning; package render does.
package layouts

import (
	"embed"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed *.html parts words static
var compiled embed.FS

// Under returns the sources with the compiled layouts beneath them: a file
// under layouts/ that the sources have wins, any other is the compiled one.
func Under(sources fs.FS) fs.FS { return over{sources} }

type over struct{ fs.FS }

func (o over) Open(name string) (fs.File, error) {
	f, err := o.FS.Open(name)
	inside, ok := below(name)
	if !ok {
		return f, err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return compiled.Open(inside)
	}
	return f, err
}

// ReadDir joins both folders, the sources' entries first at each name.
func (o over) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	inside, ok := below(name)
	if !ok || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return entries, err
	}
	more, errCompiled := fs.ReadDir(compiled, inside)
	if err != nil && errCompiled != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, e := range entries {
		have[e.Name()] = true
	}
	for _, e := range more {
		if !have[e.Name()] {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// Lstat says what lies at a name without following it.
func (o over) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(o.FS, name)
	if inside, ok := below(name); ok && errors.Is(err, fs.ErrNotExist) {
		return fs.Stat(compiled, inside)
	}
	return info, err
}

// ReadLink returns where a link of the sources leads; what is compiled has none.
func (o over) ReadLink(name string) (string, error) { return fs.ReadLink(o.FS, name) }

func below(name string) (string, bool) {
	if name == "layouts" {
		return ".", true
	}
	if rest, ok := strings.CutPrefix(name, "layouts/"); ok {
		return path.Clean(rest), true
	}
	return "", false
}
