package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// write puts files into a folder of the disk.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// held returns the files below a folder.
func held(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func newFolder(t *testing.T, target string) *Folder {
	t.Helper()
	f, err := NewFolder(target)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func put(t *testing.T, s Sink, files map[string]string) {
	t.Helper()
	for address, text := range files {
		if err := s.Put(address, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCommitReplacesTheTargetAtOnce(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "public")
	old := map[string]string{".nojekyll": "", "index.html": "old", "stale/index.html": "old", ".gitignore": "*\n"}
	write(t, target, old)
	f := newFolder(t, target)
	put(t, f, map[string]string{".nojekyll": "", "index.html": "new", "es/a/b/index.html": "deep"})
	if diff := cmp.Diff(old, held(t, target)); diff != "" {
		t.Errorf("before the commit the target has changed:\n%s", diff)
	}
	if files, bytes := f.Written(); files != 3 || bytes != 7 {
		t.Errorf("%d files of %d bytes", files, bytes)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"public/.nojekyll": "", "public/index.html": "new", "public/es/a/b/index.html": "deep", "public/.gitignore": "*\n"}
	if diff := cmp.Diff(want, held(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDiscardLeavesTheTargetAsItWas(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"public/.nojekyll": "", "public/index.html": "old"})
	f := newFolder(t, filepath.Join(dir, "public"))
	put(t, f, map[string]string{"index.html": "new"})
	if err := f.Discard(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"public/.nojekyll": "", "public/index.html": "old"}, held(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A build may be killed at any moment; the next one starts from the old output
// or the new one, whole.
func TestABuildThatWasKilledIsRecoveredFrom(t *testing.T) {
	whole := map[string]string{".nojekyll": "", "index.html": "old"}
	for name, left := range map[string]map[string]string{
		"while writing":           {"public/.nojekyll": "", "public/index.html": "old", ".public.staging/half.html": "x"},
		"between the two renames": {".public.before/.nojekyll": "", ".public.before/index.html": "old", ".public.staging/index.html": "new"},
		"before clearing away":    {"public/.nojekyll": "", "public/index.html": "old", ".public.before/index.html": "older"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, left)
			f := newFolder(t, filepath.Join(dir, "public"))
			if diff := cmp.Diff(whole, held(t, filepath.Join(dir, "public"))); diff != "" {
				t.Errorf("the old output is not whole:\n%s", diff)
			}
			put(t, f, map[string]string{".nojekyll": "", "index.html": "newer"})
			if err := f.Commit(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(map[string]string{"public/.nojekyll": "", "public/index.html": "newer"}, held(t, dir)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAFailingCommitPutsTheOldOutputBack(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"public/.nojekyll": "", "public/index.html": "old"})
	f := newFolder(t, filepath.Join(dir, "public"))
	if err := os.RemoveAll(f.staging); err != nil { // somebody's cleaning, say
		t.Fatal(err)
	}
	if err := f.Commit(); err == nil {
		t.Error("the commit says nothing")
	}
	if diff := cmp.Diff(map[string]string{"public/.nojekyll": "", "public/index.html": "old"}, held(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFoldersThatThisProgramDidNotMakeAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		files   map[string]string
		refused bool
	}{
		"missing":                 {nil, false},
		"only .gitignore":         {map[string]string{"public/.gitignore": "*"}, false},
		"an earlier build":        {map[string]string{"public/.nojekyll": "", "public/z": ""}, false},
		"somebody's notes":        {map[string]string{"public/notes.txt": ""}, true},
		"notes and .gitignore":    {map[string]string{"public/.gitignore": "*", "public/notes.txt": ""}, true},
		"the sources":             {map[string]string{"public/.nojekyll": "", "public/content/site.yaml": ""}, true},
		"a repository":            {map[string]string{"public/.nojekyll": "", "public/.git/HEAD": ""}, true},
		"a file in its place":     {map[string]string{"public": "text"}, true},
		"a module with .nojekyll": {map[string]string{"public/.nojekyll": "", "public/go.mod": ""}, true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, c.files)
			f, err := NewFolder(filepath.Join(dir, "public"))
			if (err != nil) != c.refused {
				t.Fatalf("got %v", err)
			}
			if err == nil {
				if err := f.Discard(); err != nil {
					t.Fatal(err)
				}
			} else if name != "a file in its place" && !errors.Is(err, ErrForeign) {
				t.Errorf("got %v", err)
			}
			if c.files == nil {
				c.files = map[string]string{}
			}
			if diff := cmp.Diff(c.files, held(t, dir)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// mustPanic returns what f panics with.
func mustPanic(t *testing.T, f func()) (said string) {
	t.Helper()
	defer func() {
		r := recover()
		if r == nil {
			t.Error("no panic")
		}
		said = fmt.Sprint(r)
	}()
	f()
	return ""
}

func TestTwoFilesAtOneAddressPanic(t *testing.T) {
	for name, s := range map[string]Sink{"in memory": &Memory{}, "in a folder": newFolder(t, filepath.Join(t.TempDir(), "public"))} {
		put(t, s, map[string]string{"es/index.html": "one"})
		if said := mustPanic(t, func() { _ = s.Put("es/index.html", nil) }); said != `publish: two files at "es/index.html"` {
			t.Errorf("%s: %s", name, said)
		}
	}
}

func TestAddressesAreThoseThatEveryHostServesAlike(t *testing.T) {
	for _, address := range []string{"index.html", "es/compromisos/co-p5-1-2/index.html", "data/member_ratings.csv", "static/site.0a1b.css", ".nojekyll", "data/SHA256SUMS.txt", "0"} {
		if !Valid(address) {
			t.Errorf("%q is refused", address)
		}
	}
	for _, address := range []string{"", "/", "/index.html", "es/", "es//a", "../a", "a/../b", ".", ".hidden", "a/.git/config", "a.", "es/CO0065.html", "año.html", "a b", `a\b`, "a:b", "a?b", "a#b", "a%20b", "a\x00b", "data/sha256SUMS.txt"} {
		if Valid(address) {
			t.Errorf("%q is taken", address)
		}
		m := &Memory{}
		mustPanic(t, func() { _ = m.Put(address, nil) })
	}
}

func FuzzAddressesStayBelowTheTop(f *testing.F) {
	for _, address := range []string{"es/index.html", "../x", "a/./b", "data/SHA256SUMS.txt"} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if Valid(address) && (!fs.ValidPath(address) || !filepath.IsLocal(filepath.FromSlash(address)) || strings.Contains(address, "..") && slices.Contains(strings.Split(address, "/"), "..")) {
			t.Errorf("%q is taken", address)
		}
	})
}

func TestMemoryKeepsCopiesFromManyGoroutines(t *testing.T) {
	m := &Memory{}
	var done sync.WaitGroup
	for w := range 8 {
		done.Go(func() {
			buffer := make([]byte, 1)
			for i := range 100 {
				buffer[0] = byte(i)
				if err := m.Put(fmt.Sprintf("%d/%d", w, i), buffer); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done.Wait()
	if n := len(m.Addresses()); n != 800 || !slices.IsSorted(m.Addresses()) {
		t.Errorf("%d addresses", n)
	}
	if got := m.File("3/42"); len(got) != 1 || got[0] != 42 {
		t.Errorf("got %v", got)
	}
	if m.File("nothing") != nil {
		t.Error("a file that was not put")
	}
}
