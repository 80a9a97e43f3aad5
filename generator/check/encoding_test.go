package check

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"unicode/utf16"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/layouts"
)

// One file of the real sources saved in UTF-16, as some editors do, is one
// finding at its first character, and not one for each of its characters.
func TestAFileInUTF16IsOneFinding(t *testing.T) {
	for _, name := range []string{"content/site.yaml", "content/es/commitments/CO0065.md", "datasets/milestones/milestones.csv", "datasets/releases/addresses.csv", "layouts/words/en.yaml"} {
		tree, found, err := source.Load(wide{layouts.Under(os.DirFS("../..")), name}, 2)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, Run(tree)...).Sorted()
		if len(found) != 1 || found[0].Rule != source.RuleEncoding || found[0].Pos != (diag.Pos{File: name, Line: 1, Column: 1}) {
			t.Errorf("%s in UTF-16: %d findings, the first %v", name, len(found), found[0])
		}
	}
}

// wide are sources of which one file is in UTF-16.
type wide struct {
	fs.FS
	name string
}

func (w wide) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(w.FS, path.Clean(name)) }

func (w wide) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(w.FS, name)
	if err != nil || name != w.name {
		return data, err
	}
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(strings.ReplaceAll(string(data), "\n", "\r\n"))) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out, nil
}
