package corpus

import (
	"bytes"
	"io/fs"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/check"
	"vitrina/generator/source"
	"vitrina/layouts"
)

func TestSourcesLoadAndCheckWithoutFindings(t *testing.T) {
	for _, n := range []int{1, 3, 100, 1001} {
		tree, found, err := source.Load(layouts.Under(FS(n, 7)), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range append(found, check.Run(tree)...) {
			t.Errorf("%d commitments: %s:%d:%d: %s [%s]", n, f.Pos.File, f.Pos.Line, f.Pos.Column, f.Message.EN, f.Rule)
		}
		if got := len(tree.Commitments); got != n {
			t.Errorf("%d commitments were read as %d", n, got)
		}
		for table, each := range map[string]int{"milestones": milestonesEach, "ratings": ratingsEach} {
			if got := len(tree.Dataset(table).Table.Rows); got != each*n {
				t.Errorf("%d commitments have %d rows of %s instead of %d", n, got, table, each*n)
			}
		}
		for _, c := range tree.Commitments {
			for _, l := range languages {
				text := c.Translation(l.code)
				if text == nil {
					t.Fatalf("%s has no text in %s", c.ID.Value, l.code)
				}
				if len(text.Text.Links) < 4 || len(text.Text.Headings) != len(l.headings) {
					t.Errorf("%s has %d links and %d headings", text.Path, len(text.Text.Links), len(text.Text.Headings))
				}
			}
		}
	}
}

func TestBodiesAreAsLongAsPromised(t *testing.T) {
	c := newCorpus(500, 3)
	for i := range c.commitments {
		for _, l := range languages {
			var b bytes.Buffer
			c.body(&b, l, c.chance(uint64(i)), i)
			if b.Len() < minBody || b.Len() > maxBody {
				t.Errorf("the body of %s in %s has %d bytes", c.id(i), l.code, b.Len())
			}
		}
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, 30, 5); err != nil {
		t.Fatal(err)
	}
	first := contents(t, FS(30, 5))
	if d := cmp.Diff(first, contents(t, os.DirFS(dir))); d != "" {
		t.Errorf("in memory and on disk differ (-memory +disk):\n%s", d)
	}
	if cmp.Equal(first, contents(t, FS(30, 6))) {
		t.Error("another seed made the same bytes")
	}
}

func contents(t *testing.T, files fs.FS) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(files, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, p)
		all[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
