package main

import (
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What all milestones of a commitment share is said once, above them.
func TestMilestonesSayOnceWhatTheyShare(t *testing.T) {
	s := wholeSite(t)
	tables := 0
	for _, p := range s.order {
		for _, table := range find(p.root, byClass("milestones")) {
			body := find(table, byName("tbody"))[0]
			rows := find(body, byName("tr"))
			if len(rows) < 2 {
				continue
			}
			tables++
			for name, match := range map[string]func(*html.Node) bool{"note": byClass("note"), "source": byClass("at"), "unknown deadline": byClass("unknown")} {
				texts := map[string]int{}
				for _, n := range find(body, match) {
					texts[textOf(n)]++
				}
				for text, n := range texts {
					if n == len(rows) {
						t.Errorf("%s: every one of %d rows has the %s %q", p.address, n, name, text)
					}
				}
			}
		}
	}
	if tables == 0 {
		t.Error("no table of milestones was looked at")
	}
}

// A theme's page does not pretend to be all that was promised about it.
func TestThemesSayHowManyCommitmentsHaveNone(t *testing.T) {
	s := wholeSite(t)
	none := 0
	for _, c := range s.tree.Commitments {
		if len(c.Front.Themes) == 0 {
			none++
		}
	}
	for _, l := range s.tree.Languages {
		themes := path.Join(l.Code, l.Section("themes"))
		list := path.Join(themes, "none", "index.html")
		if name := l.Section("none"); name != "" {
			list = path.Join(themes, name, "index.html")
		}
		said := 0
		for _, p := range s.order {
			if p.address != l.Code+"/index.html" && !strings.HasPrefix(p.address, themes+"/") || p.address == list {
				continue
			}
			says, searches := false, false
			for _, a := range find(p.root, byName("a")) {
				address, _, inside, err := follow(p.address, attr(a, "href"))
				says = says || err == nil && inside && address == list && textOf(a) == l.Count("count.commitments", none)
				searches = searches || err == nil && inside && strings.HasPrefix(address, path.Join(l.Code, l.Section("search"))) && strings.Contains(attr(a, "href"), "?q=")
			}
			if !says {
				t.Errorf("%s: does not say that %d commitments have no theme", p.address, none)
			}
			if path.Dir(path.Dir(p.address)) == themes && !searches {
				t.Errorf("%s: has no way to search for the words of the theme", p.address)
			}
			said++
		}
		if said < 5 {
			t.Errorf("%s: only %d pages were looked at", l.Code, said)
		}
	}
}
