package layouts

import (
	"errors"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
)

func names(t *testing.T, sources fs.FS, dir string) []string {
	t.Helper()
	entries, err := fs.ReadDir(sources, dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestTheCompiledLayoutsLieUnderTheSources(t *testing.T) {
	sources := Under(fstest.MapFS{
		"content/site.yaml":     {Data: []byte("site")},
		"layouts/frame.html":    {Data: []byte("ours")},
		"layouts/extra.html":    {Data: []byte("ours")},
		"layouts/words/fr.yaml": {Data: []byte("ours")},
	})
	for name, ours := range map[string]bool{"layouts/frame.html": true, "layouts/extra.html": true, "layouts/home.html": false, "layouts/words/fr.yaml": true, "layouts/words/es.yaml": false, "layouts/static/site.css": false} {
		data, err := fs.ReadFile(sources, name)
		if err != nil || (string(data) == "ours") != ours {
			t.Errorf("%s: %.20q, %v", name, data, err)
		}
	}
	for dir, want := range map[string][]string{"layouts": {"extra.html", "frame.html", "home.html", "words", "static", "parts"}, "layouts/words": {"en.yaml", "es.yaml", "fr.yaml"}} {
		got := names(t, sources, dir)
		if !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
			t.Errorf("%s is not listed in order, each once: %v", dir, got)
		}
		for _, name := range want {
			if !slices.Contains(got, name) {
				t.Errorf("%s lacks %s", dir, name)
			}
		}
	}
	// Nothing else is lent to the sources.
	for _, name := range []string{"content/es/index.md", "frame.html", "datasets", "layouts/nothing.html"} {
		if _, err := sources.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := fs.ReadDir(sources, "layouts/nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that nobody has: %v", err)
	}
}

func TestASiteWithoutLayoutsHasTheCompiled(t *testing.T) {
	sources := Under(fstest.MapFS{})
	if got := names(t, sources, "layouts"); !slices.Contains(got, "frame.html") {
		t.Errorf("got %v", got)
	}
	if files, err := fs.Glob(sources, "layouts/*.html"); err != nil || len(files) < 10 {
		t.Errorf("%d layouts, %v", len(files), err)
	}
}
