package main

import (
	"bytes"
	"html"
	"io/fs"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vitrina/generator/publish"
)

// shuffled lists every folder in an order of its own, as a file system may.
type shuffled struct {
	fs.FS
	random *rand.Rand
}

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	s.random.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return entries, err
}

func TestTheSameSourcesGiveTheSameBytes(t *testing.T) {
	want := wholeSite(t).Memory
	for name, again := range map[string]struct {
		sources fs.FS
		workers int
	}{
		"again":                        {realSources(), 0},
		"one worker":                   {realSources(), 1},
		"many workers, shuffled names": {shuffled{realSources(), rand.New(rand.NewPCG(1, 2))}, 64},
	} {
		got, err := buildMemory(again.sources, settings{date: benchDate, baseURL: siteBase, workers: again.workers})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Addresses(), want.Addresses()) {
			t.Errorf("%s: other addresses", name)
		}
		differing := 0
		for _, address := range want.Addresses() {
			if a, b := want.File(address), got.File(address); !bytes.Equal(a, b) {
				if differing++; differing > 5 {
					continue // five say it
				}
				at := 0
				for at < min(len(a), len(b)) && a[at] == b[at] {
					at++
				}
				t.Errorf("%s: %s differs at byte %d: %.60q, before %.60q", name, address, at, b[at:], a[at:])
			}
		}
	}
}

// Layouts are minified once, before they are filled, and authors' texts by
// themselves, which costs little. What minifying
// a finished page would still do is held here to be little: it
// takes white space away beside tags, where an action stood alone or came out
// empty, and chooses quotes that need no escaping.
func TestMinifyingAFinishedPageWouldOnlyTakeWhiteSpaceAndQuotesAway(t *testing.T) {
	m := publish.NewMinifier(false)
	pages, smaller := 0, 0
	for _, p := range wholeSite(t).order {
		again, err := m.Layout(string(p.data))
		if err != nil {
			t.Fatal(err)
		}
		pages += len(p.data)
		smaller += len(again)
		if a, b := unspaced(string(p.data)), unspaced(again); a != b {
			at := 0
			for at < min(len(a), len(b)) && a[at] == b[at] {
				at++
			}
			t.Errorf("%s at byte %d: %.80q, minified again %.80q", p.address, at, a[max(0, at-20):], b[max(0, at-20):])
		}
	}
	t.Logf("the pages have %d bytes, minified again %d", pages, smaller)
	if pages > smaller*102/100 {
		t.Errorf("the pages have %d bytes, and would have %d", pages, smaller)
	}
}

var space = regexp.MustCompile(`\s+`)

// unspaced is a page without white space and quotes, its references resolved.
func unspaced(page string) string {
	return strings.NewReplacer(`"`, "", "'", "").Replace(html.UnescapeString(space.ReplaceAllString(page, "")))
}
