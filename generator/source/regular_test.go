package source

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"vitrina/generator/diag"
)

// unread fails a test that reads a file.
type unread struct {
	fstest.MapFS
	t     *testing.T
	never string
}

func (u unread) ReadFile(name string) ([]byte, error) {
	if name == u.never {
		u.t.Errorf("%s was read", name)
	}
	return u.MapFS.ReadFile(name)
}

// The size of a file is looked at before it is read, so that an outsized one
// takes no memory.
func TestAnOutsizedFileIsNotRead(t *testing.T) {
	const name = "content/es/about.md"
	files := fstest.MapFS{SiteFile: {Data: []byte("title: {es: x}\nlanguages: [es]\n")}, name: {Data: make([]byte, MaxTextBytes+1)}}
	_, found, err := Load(unread{files, t, name}, 1)
	if err != nil || !told(found, name, RuleTooLarge) {
		t.Errorf("got %v, %v", found, err)
	}
	if data, found, err := ReadFile(unread{files, t, name}, name, MaxTextBytes); err != nil || data != nil || !told(found, name, RuleTooLarge) {
		t.Errorf("got %d bytes, %v, %v", len(data), found, err)
	}
}

// A folder that is a link is not followed, and what would be in it is not said
// to be missing.
func TestFoldersBehindLinksAreRefused(t *testing.T) {
	files := fstest.MapFS{
		"elsewhere/site.yaml": {Data: []byte("title: {es: x}\nlanguages: [es]\n")},
		"content":             {Data: []byte("elsewhere"), Mode: fs.ModeSymlink},
		"layouts/static":      {Data: []byte("../elsewhere"), Mode: fs.ModeSymlink},
	}
	_, found, err := Load(files, 1)
	if err != nil || len(found) != 1 || !told(found, "content", RuleUnexpectedFile) {
		t.Errorf("got %v, %v", found, err)
	}
	if entries, _, err := Entries(files, "layouts/static"); err != nil || len(entries) > 0 {
		t.Errorf("got %v, %v", entries, err)
	}
	entries, found, err := Entries(files, "layouts")
	if err != nil || len(entries) > 0 || !told(found, "layouts/static", RuleUnexpectedFile) {
		t.Errorf("got %v, %v, %v", entries, found, err)
	}
}

func told(found diag.List, file, rule string) bool {
	for _, f := range found {
		if f.File == file && f.Rule == rule {
			return true
		}
	}
	return false
}
