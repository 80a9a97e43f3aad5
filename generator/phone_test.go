package main

import (
	"path"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"vitrina/generator/words"
)

// at returns the page of a language at a path of sections.
func (s *realSite) at(t testing.TB, l *words.Language, sections ...string) *page {
	t.Helper()
	parts := []string{l.Code}
	for _, name := range sections {
		parts = append(parts, l.Section(name))
	}
	address := path.Join(append(parts, "index.html")...)
	p := s.pages[address]
	if p == nil {
		t.Fatalf("there is no %s", address)
	}
	return p
}

// Tables that a reader could not use on a phone: what mattered was off screen.
func TestTheseTablesAreCardsOnAPhone(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		for _, sections := range [][]string{{"members"}, {"entities"}, {"entities", "mintic"}, {"entities", "dnp"}, {"changes"}, {"pending"}, {"process", "funnel"}, {"governance"}, {"exercises"}} {
			p := s.at(t, l, sections...)
			tables := find(p.root, byName("table"))
			if len(tables) == 0 {
				t.Errorf("%s has no table", p.address)
			}
			for _, table := range tables {
				columns := find(table, func(n *html.Node) bool {
					return isElement(n, "th") && attr(n, "scope") == "col" && attr(n, "class") != "n"
				})
				if len(columns) > 2 && !byClass("stacked")(table) {
					t.Errorf("%s: a table of words is none of cards: %.80s", p.address, textOf(table))
				}
			}
		}
	}
}

// The sources are named by their titles, and a bracket is not parted from the
// number in it.
func TestTheListOfSourcesShowsNoKeys(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		p := s.at(t, l, "sources")
		if codes := find(p.root, byName("code")); len(codes) > 0 {
			t.Errorf("%s shows the key %s", p.address, textOf(codes[0]))
		}
		joint := 0
		for _, n := range find(p.root, byClass("joint")) {
			joint++
			if text := textOf(n); !strings.HasPrefix(text, "(") || !strings.HasSuffix(text, ")") {
				t.Errorf("%s: %q is no number in brackets", p.address, text)
			}
		}
		if joint < 100 {
			t.Errorf("%s has %d numbers in brackets", p.address, joint)
		}
	}
}

// A unit is written as many as there are, and the plans come in their order,
// what is no star apart from the stars.
func TestStatementsOnStarsStandByPlan(t *testing.T) {
	s := wholeSite(t)
	wrong := regexp.MustCompile(`\b(compromiso|commitment): 1\b`)
	for _, p := range s.order {
		if said := wrong.FindString(textOf(p.root)); said != "" {
			t.Errorf("%s says %q", p.address, said)
		}
	}
	for _, l := range s.tree.Languages {
		p := s.at(t, l, "starred")
		seen := 0
		for _, table := range find(p.root, byName("table")) {
			var plans []string
			for _, th := range find(table, func(n *html.Node) bool { return attr(n, "scope") == "row" }) {
				if links := find(th, byName("a")); len(links) > 0 && strings.Contains(attr(links[0], "href"), "/"+l.Section("plans")+"/") {
					plans = append(plans, textOf(links[0]))
				}
			}
			for i := 1; i < len(plans); i++ {
				seen++
				if len(plans[i]) < len(plans[i-1]) && !strings.HasSuffix(plans[i], "V") {
					t.Errorf("%s: %s stands after %s", p.address, plans[i], plans[i-1])
				}
			}
		}
		if seen < 5 {
			t.Errorf("%s: only %d plans follow another", p.address, seen)
		}
	}
}

// A page whose text leads to the pages below it does not list them again, and
// no title of the contents says a word twice.
func TestNothingIsListedTwice(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		seen := map[string]int{}
		p := s.at(t, l, "lessons")
		for _, a := range find(p.root, func(n *html.Node) bool { return isElement(n, "a") && within(n, "article") }) {
			if to, _, inside, _ := follow(p.address, attr(a, "href")); inside && to != p.address && strings.HasPrefix(to, path.Dir(p.address)) {
				seen[to]++
			}
		}
		if len(seen) < 3 {
			t.Errorf("%s leads to %v", p.address, seen)
		}
		for href, n := range seen {
			if n > 1 {
				t.Errorf("%s leads to %s %d times", p.address, href, n)
			}
		}
		for _, a := range find(s.at(t, l, "contents").root, byName("a")) {
			for _, twice := range []string{"Ambición (Ambición", "Ambition (Ambition", "Rama: Rama", "branch: "} {
				if strings.Contains(textOf(a), twice) {
					t.Errorf("the contents say %q", textOf(a))
				}
			}
		}
	}
}
