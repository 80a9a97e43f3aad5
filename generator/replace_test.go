package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// tree is every file below a folder with its bytes and mode; of links, where
// they lead.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		text := info.Mode().String()
		if d.Type().IsRegular() {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text += " " + string(data)
		}
		all[name] = text
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func same(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, text := range a {
		if b[name] != text {
			return false
		}
	}
	return true
}

// A disk that fails at any of the renames leaves every file as it was, and
// nothing beside them.
func TestFilesAreReplacedAllOrNone(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]byte{}
	for _, name := range []string{"a/1.csv", "a/2.csv", "b/3.md"} {
		put(t, filepath.Join(dir, name), []byte("old "+name))
		files[name] = []byte("new " + name)
	}
	files["b/4.md"] = []byte("new b/4.md")
	if err := os.Chmod(filepath.Join(dir, "a/2.csv"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("3.md", filepath.Join(dir, "b/link.md")); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	full := errors.New("the disk fails")
	for fails := range len(files) {
		calls := 0
		err := replaceAll(dir, files, func(from, to string) error {
			if calls++; calls == fails+1 {
				return full
			}
			return os.Rename(from, to)
		})
		if !errors.Is(err, full) {
			t.Fatalf("rename %d fails, and the error is %v", fails, err)
		}
		if after := tree(t, dir); !same(before, after) {
			t.Fatalf("rename %d fails, and the files are %q, before %q", fails, after, before)
		}
	}
	if err := replaceAll(dir, files, os.Rename); err != nil {
		t.Fatal(err)
	}
	after := tree(t, dir)
	if len(after) != len(before)+1 {
		t.Errorf("something is left: %q", after)
	}
	for name, data := range files {
		mode := "-rw-r--r-- "
		if name == "a/2.csv" {
			mode = "-rw------- "
		}
		if got := after[filepath.Join(dir, name)]; got != mode+string(data) {
			t.Errorf("%s is %q", name, got)
		}
	}
	// Through a link the file changes that it leads to.
	if err := replaceAll(dir, map[string][]byte{"b/link.md": []byte("newer")}, os.Rename); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir)[filepath.Join(dir, "b/3.md")]; got != "-rw-r--r-- newer" {
		t.Errorf("the link led to %q", got)
	}
}

// A folder in place of a file, or a file in place of a folder, fails before any
// file has changed.
func TestFilesWithoutAPlaceChangeNothing(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a/1.csv"), []byte("old"))
	put(t, filepath.Join(dir, "b/2.csv/inside"), []byte("old"))
	put(t, filepath.Join(dir, "c"), []byte("old"))
	before := tree(t, dir)
	for _, place := range []string{"b/2.csv", "c/3.csv", "d/4.csv"} {
		if err := replaceAll(dir, map[string][]byte{"a/1.csv": []byte("new"), place: []byte("new")}, os.Rename); err == nil {
			t.Errorf("%s could be written", place)
		}
		if after := tree(t, dir); !same(before, after) {
			t.Errorf("%s cannot be written, and the files are %q, before %q", place, after, before)
		}
	}
}
