package main

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What two sources call by one name is not summed: neither on the home page,
// nor on the page of the theme, and the filter that joins it says so.
func TestCountsOfSeveralVocabulariesAreNotSummed(t *testing.T) {
	s := wholeSite(t)
	bases := map[string]map[string]bool{} // theme, then basis
	for _, c := range s.tree.Commitments {
		for _, theme := range c.Themes {
			if bases[theme.Value] == nil {
				bases[theme.Value] = map[string]bool{}
			}
			bases[theme.Value][c.ThemesBasis.Value] = true
		}
	}
	several := 0
	for _, l := range s.tree.Languages {
		home := s.pages[path.Join(l.Code, "index.html")]
		for _, part := range find(home.root, byClass("counted")) {
			for _, a := range find(part, byName("a")) {
				if address, _, _, _ := follow(home.address, attr(a, "href")); path.Base(path.Dir(path.Dir(address))) == l.Section("themes") && digits.MatchString(textOf(a)) {
					t.Errorf("%s: %q has a figure", home.address, textOf(a))
				}
			}
		}
		p := s.pages[path.Join(l.Code, l.Section("commitments"), "index.html")]
		for _, word := range []string{"filter.themes-apart", "filter.values-apart"} {
			if !strings.Contains(textOf(p.root), l.Word(word)) {
				t.Errorf("%s does not say %s", p.address, word)
			}
		}
		// Each choice counts the commitments to which one source assigns the theme,
		// and stands under the name of that source.
		choices := map[string]int{}
		for _, n := range find(p.root, func(n *html.Node) bool { return attr(n, "id") == "f-theme" }) {
			for _, group := range find(n, byName("optgroup")) {
				for _, option := range find(group, byName("option")) {
					basis, theme, ok := strings.Cut(attr(option, "value"), ".")
					if !ok || !bases[theme][basis] || attr(group, "label") == "" {
						t.Errorf("%s: the choice %q under %q", p.address, attr(option, "value"), attr(group, "label"))
					}
					choices[attr(option, "value")]++
				}
			}
		}
		for theme, by := range bases {
			for basis := range by {
				if choices[basis+"."+theme] != 1 {
					t.Errorf("%s: %d choices of %s by %s", p.address, choices[basis+"."+theme], theme, basis)
				}
			}
		}
		for theme, by := range bases {
			p := s.pages[path.Join(l.Code, l.Section("themes"), theme, "index.html")]
			head := find(p.root, byClass("head"))[0]
			apart := strings.Contains(textOf(head), l.Word("theme.not-summed"))
			counts := len(find(head, byClass("count")))
			if apart != (len(by) > 1) || counts != map[bool]int{true: 0, false: 1}[apart] {
				t.Errorf("%s: %d vocabularies, %q", p.address, len(by), textOf(head))
			}
			if apart {
				several++
			}
		}
	}
	if several == 0 {
		t.Error("no theme has several vocabularies")
	}
}

// An empty cell means one thing, that the record has no value, and the page
// says so. What is counted and found to be none is a zero.
func TestEmptyCellsAreExplained(t *testing.T) {
	s := wholeSite(t)
	seen := 0
	for _, p := range s.order {
		if kind := attr(find(p.root, byName("body"))[0], "class"); kind == "p-rows" || kind == "p-dataset" {
			continue // the dictionary says what an empty cell of each column means
		}
		says := strings.ToLower(textOf(p.root))
		for _, cell := range find(p.root, byName("td")) {
			if textOf(cell) != "" || within(cell, "figure") || len(find(cell, func(n *html.Node) bool { return n.Data == "meter" || n.Data == "svg" })) > 0 {
				continue
			}
			if drawn := cell.Parent.Parent.Parent.Parent.Parent; byClass("drawn")(drawn) {
				continue // beside a drawing: its first step has nothing before it
			}
			seen++
			if !strings.Contains(says, "una celda vacía") && !strings.Contains(says, "an empty cell") {
				t.Errorf("%s has an empty cell in %q", p.address, textOf(cell.Parent))
				break
			}
		}
	}
	if seen == 0 {
		t.Error("no empty cell was seen")
	}
}

// What a voice says has its date, or says that it is not known.
func TestEveryVoiceHasItsDate(t *testing.T) {
	s := wholeSite(t)
	year := regexp.MustCompile(`\b(?:19|20)\d\d$`)
	with, without := 0, 0
	for _, l := range s.tree.Languages {
		for _, c := range s.tree.Commitments {
			p := s.pages[path.Join(l.Code, l.Section("commitments"), strings.ToLower(c.ID.Value), "index.html")]
			for _, voice := range find(p.root, byClass("voices")) {
				for _, said := range find(voice, byClass("says")) {
					switch text := textOf(said); {
					case strings.HasSuffix(text, ", "+l.Word("voice.undated")):
						without++
					case year.MatchString(text):
						with++
					default:
						t.Errorf("%s: %q", p.address, text)
					}
				}
			}
		}
	}
	if with == 0 || without == 0 {
		t.Errorf("%d voices have a date, %d have none", with, without)
	}
}

// Who looks for a day can take all of them to a calendar.
func TestTheAgendaAndTheScheduleLeadToTheCalendar(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		for _, name := range []string{"agenda", "schedule"} {
			p := s.pages[path.Join(l.Code, l.Section("process"), l.Section(name), "index.html")]
			calendars := find(p.root, func(n *html.Node) bool { return n.Data == "a" && strings.HasSuffix(attr(n, "href"), ".ics") })
			if len(calendars) != 1 {
				t.Fatalf("%s leads to %d calendars", p.address, len(calendars))
			}
			if address := path.Join(path.Dir(p.address), attr(calendars[0], "href")); len(s.File(address)) == 0 {
				t.Errorf("%s leads to %s, which is not there", p.address, address)
			}
		}
	}
}

// A commitment that counts in a branch though no entity is known to answer for
// it is named.
func TestBranchesNameTheCommitmentsWithoutAnEntity(t *testing.T) {
	s := wholeSite(t)
	named := 0
	for _, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("branches"), "index.html")]
		for _, c := range s.tree.Commitments {
			leads := slices.ContainsFunc(find(p.root, byName("a")), func(a *html.Node) bool { return textOf(a) == c.ID.Value })
			if want := len(c.Lead) == 0 && c.Branch.Value != ""; leads != want {
				t.Errorf("%s: %s is named: %v", p.address, c.ID.Value, leads)
			} else if want {
				named++
			}
		}
	}
	if named == 0 {
		t.Error("every commitment has an entity")
	}
}

// The contents of the site leave nothing out but the pages of which there is
// one for each thing, whose list they lead to.
func TestTheContentsLeaveNoPageOut(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		contents := s.pages[path.Join(l.Code, l.Section("contents"), "index.html")]
		listed := map[string]bool{contents.address: true, path.Join(l.Code, "index.html"): true}
		for _, a := range find(find(contents.root, byName("main"))[0], byName("a")) {
			address, _, _, _ := follow(contents.address, attr(a, "href"))
			listed[address] = true
		}
		// Who searches finds them too.
		index := s.pages[path.Join(l.Code, l.Section("search"), "index.html")]
		found := map[string]bool{index.address: true}
		for _, a := range find(find(index.root, byName("main"))[0], byName("a")) {
			address, _, _, _ := follow(index.address, attr(a, "href"))
			found[address] = true
		}
		for _, a := range find(find(contents.root, byName("main"))[0], byName("a")) {
			if address, _, _, _ := follow(contents.address, attr(a, "href")); !found[address] {
				t.Errorf("%s does not lead to %s", index.address, address)
			}
		}
		many := regexp.MustCompile(`^` + l.Code + `/(?:` + strings.Join([]string{l.Section("commitments"), l.Section("entities"), l.Section("plans"), l.Section("themes"), l.Section("values"), l.Section("goals"),
			l.Section("territories"), l.Section("lessons"), l.Section("data"), l.Section("sources"), l.Section("changes")}, "|") + `)/.`)
		for _, p := range s.order {
			if p.language != l.Code || listed[p.address] {
				continue
			}
			parent := path.Join(path.Dir(path.Dir(p.address)), "index.html")
			if !many.MatchString(p.address) || !listed[path.Join(strings.Join(strings.Split(p.address, "/")[:2], "/"), "index.html")] {
				t.Errorf("%s lists neither %s nor %s", contents.address, p.address, parent)
			}
		}
	}
}

// The languages count the same changes, and who reads without script is told
// that the search found nothing because it did not look.
func TestBothLanguagesTellTheSameOfTheSite(t *testing.T) {
	s := wholeSite(t)
	var news [][]string
	for _, l := range s.tree.Languages {
		home := s.pages[path.Join(l.Code, "index.html")]
		heading := find(home.root, func(n *html.Node) bool { return attr(n, "id") == "news" })[0]
		var counts []string
		for _, line := range find(heading.Parent, byClass("under")) {
			counts = append(counts, strings.Join(digits.FindAllString(textOf(line), -1), " "))
		}
		news = append(news, counts)
		for _, card := range find(home.root, byClass("card")) {
			name := strings.Fields(textOf(find(card, byClass("name"))[0]))
			if len(name) < 3 || name[0] == name[1] {
				t.Errorf("%s: a plan is called %q", home.address, name)
			}
		}
		search := s.pages[path.Join(l.Code, l.Section("search"), "index.html")]
		if told := find(search.root, byName("noscript")); len(told) != 1 || !strings.Contains(textOf(told[0]), l.Word("search.no-script")) {
			t.Errorf("%s does not say that it needs script", search.address)
		}
	}
	if len(news[0]) == 0 || !slices.Equal(news[0], news[1]) {
		t.Errorf("the news count %q and %q", news[0], news[1])
	}
}

// What an empty cell means is said under tables that have one, and under no
// other.
func TestEmptyCellsAreExplainedWhereThereAreSome(t *testing.T) {
	s := wholeSite(t)
	explained := 0
	for _, p := range s.order {
		for _, l := range s.tree.Languages {
			if l.Code != p.language {
				continue
			}
			for _, n := range find(p.root, byClass("explain")) {
				if textOf(n) != l.Word("grid.blank") {
					continue
				}
				explained++
				empty := find(n.PrevSibling, func(n *html.Node) bool { return n.Data == "td" && n.FirstChild == nil })
				if len(empty) == 0 {
					t.Errorf("%s explains empty cells under a table that has none", p.address)
				}
			}
		}
	}
	if explained == 0 {
		t.Error("no table has an empty cell")
	}
}

// Each source that a page of a commitment tells something by, stands among its
// sources, so that paper has its address.
func TestTheSourceOfATotalStandsAmongTheSources(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		cited := 0
		library := path.Join(l.Code, l.Section("sources"), "index.html")
		for _, c := range s.tree.Commitments {
			p := s.pages[path.Join(l.Code, l.Section("commitments"), strings.ToLower(c.ID.Value), "index.html")]
			listed := map[string]bool{}
			for _, list := range find(p.root, byClass("sources")) {
				for _, a := range find(list, byName("a")) {
					if address, fragment, _, err := follow(p.address, attr(a, "href")); err == nil && address == library {
						listed[fragment] = true
					}
				}
			}
			for _, says := range find(p.root, byClass("says")) {
				for _, a := range find(says, byName("a")) {
					address, fragment, _, err := follow(p.address, attr(a, "href"))
					if err != nil || address != library {
						continue
					}
					if cited++; !listed[fragment] {
						t.Errorf("%s cites %s and does not list it", p.address, fragment)
					}
				}
			}
		}
		if cited == 0 {
			t.Errorf("%s: no voice cites a source", l.Code)
		}
	}
}
