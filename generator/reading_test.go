package main

import (
	"path"
	"slices"
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

// Titles of sources and reports, and names of entities, stand in an element of
// their own language wherever a page in another shows them.
func TestTitlesInAnotherLanguageAreMarked(t *testing.T) {
	s := wholeSite(t)
	written := map[string]string{}
	for _, file := range []string{"datasets/sources/sources.csv", "datasets/reports/reports.csv"} {
		for _, r := range rowsOf(t, file) {
			written[r["title"]] = r["title_language"]
		}
	}
	for _, r := range rowsOf(t, "datasets/entities/entities.csv") {
		if r["name_es"] != r["name_en"] {
			written[r["name_es"]], written[r["name_en"]] = "es", "en"
		}
	}
	seen := map[string]int{}
	var look func(p *page, n *html.Node, language string)
	look = func(p *page, n *html.Node, language string) {
		if l := attr(n, "lang"); l != "" {
			language, _, _ = strings.Cut(l, "-")
		}
		// The head has no place for a part in another language, scripts and
		// programs are read by machines, and what a cell was changed to is
		// quoted.
		if n.Type == html.ElementNode && slices.Contains([]string{"head", "script", "code", "ins", "del"}, n.Data) {
			return
		}
		if n.Type == html.TextNode {
			text := strings.TrimSpace(n.Data)
			if own := written[text]; own != "" {
				seen[p.language+own]++
				if own != language {
					t.Errorf("%s: %q is in %q and stands in an element in %q", p.address, text, own, language)
				}
			}
		}
		for c := range n.ChildNodes() {
			look(p, c, language)
		}
	}
	for _, p := range s.order {
		look(p, p.root, "")
	}
	for _, pair := range []string{"eses", "esen", "enen", "enes"} {
		if seen[pair] < 100 {
			t.Errorf("only %d titles were looked at on pages and in languages %s", seen[pair], pair)
		}
	}
}

// Both lists of commitments are tables to sort, with plans and values of
// completion in their own order.
func TestTheListsOfCommitmentsCanBeSorted(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		for _, address := range []string{path.Join(l.Code, l.Section("commitments")), path.Join(l.Code, l.Section("commitments"), "a-z")} {
			p := s.pages[address+"/index.html"]
			if p == nil {
				t.Fatalf("there is no %s", address)
			}
			tables := find(p.root, func(n *html.Node) bool { return n.Data == "table" && hasAttr(n, "data-sort") })
			if len(tables) != 1 {
				t.Fatalf("%s: %d tables to sort", address, len(tables))
			}
			rows := find(tables[0], func(n *html.Node) bool { return n.Data == "tr" && attr(n, "data-facets") != "" })
			if len(rows) != len(s.tree.Commitments) {
				t.Errorf("%s: %d rows for %d commitments", address, len(rows), len(s.tree.Commitments))
			}
			plans, values := map[string]string{}, map[string]string{}
			for _, row := range rows {
				cells := find(row, byName("td"))
				if len(cells) != 4 {
					t.Fatalf("%s: a row of %d cells", address, len(cells)+1)
				}
				plans[textOf(cells[1])] = attr(cells[1], "data-key")
				if key := attr(cells[3], "data-key"); key != "" {
					values[textOf(cells[3])] = key
				} else if len(find(cells[3], byClass("unknown"))) == 0 {
					t.Errorf("%s: %q has no place in an order", address, textOf(cells[3]))
				}
			}
			for text, order := range map[string]string{"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"} {
				if got := plans[l.Fill("plan.name", "id", text)]; got != order {
					t.Errorf("%s: plan %s has the place %q", address, text, got)
				}
			}
			places := map[string]bool{}
			for _, key := range values {
				places[key] = true
			}
			if len(values) < 6 || len(places) != len(values) {
				t.Errorf("%s: %d values have %d places", address, len(values), len(places))
			}
		}
	}
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// A printed sheet names its page beside the site; the front page is called as
// the site and is named once.
func TestASheetNamesItsPage(t *testing.T) {
	s := wholeSite(t)
	named, same := 0, 0
	for _, p := range s.order {
		titles := find(p.root, byName("title"))
		site := find(p.root, func(n *html.Node) bool { return isElement(n, "p") && byClass("title")(n) })
		for _, sheet := range find(p.root, byClass("sheet")) {
			title, own := textOf(site[0]), textOf(titles[0])
			if own == title {
				same++
				if strings.Count(textOf(sheet), title) != 1 {
					t.Errorf("%s names itself twice: %s", p.address, textOf(sheet))
				}
				continue
			}
			if named++; !strings.HasPrefix(textOf(sheet), title+" · ") || strings.HasPrefix(textOf(sheet), title+" · "+title) {
				t.Errorf("%s does not name its page: %s", p.address, textOf(sheet))
			}
		}
	}
	if named < 1000 || same == 0 {
		t.Errorf("%d sheets name their page, %d are called as the site", named, same)
	}
}
