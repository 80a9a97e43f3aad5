package main

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

// The pages beside a page are reached from its top, as from its end.
func TestThePagesBesideAreReachedFromTheTop(t *testing.T) {
	s := wholeSite(t)
	seen := 0
	for _, p := range s.order {
		links := func(class string) (out []string) {
			for _, nav := range find(p.root, func(n *html.Node) bool { return isElement(n, "nav") && byClass(class)(n) }) {
				for _, a := range find(nav, byName("li")) {
					out = append(out, textOf(a))
				}
			}
			return out
		}
		near, related := links("near"), links("related")
		if strings.Join(near, "\n") != strings.Join(related, "\n") {
			t.Errorf("%s leads to %v at its top and to %v at its end", p.address, near, related)
		}
		if len(related) > 0 {
			seen++
		}
	}
	if seen < 100 {
		t.Errorf("only %d pages have others beside them", seen)
	}
}

// What changed is told in the words of readers: no ids of rows, the same change
// once, and of words only that they changed until a reader asks for them.
func TestHistoryIsFolded(t *testing.T) {
	s := wholeSite(t)
	id := regexp.MustCompile(`\bu-co0082-m\d`)
	for _, l := range s.tree.Languages {
		p := s.at(t, l, "commitments", "co0082")
		history := find(p.root, byClass("history"))
		if len(history) != 1 {
			t.Fatalf("%s tells %d histories", p.address, len(history))
		}
		if found := id.FindString(textOf(history[0])); found != "" {
			t.Errorf("%s names the row %s", p.address, found)
		}
		struck := map[string]bool{}
		for _, del := range find(history[0], byName("del")) {
			if text := textOf(del); struck[text] {
				t.Errorf("%s says twice that it changed: %.80s", p.address, text)
			} else {
				struck[text] = true
			}
			if text := textOf(del); len(text) > 100 && !within(del, "details") {
				t.Errorf("%s shows a long text that changed at once: %.80s", p.address, text)
			}
		}
		if len(struck) < 3 {
			t.Errorf("%s tells %d changes", p.address, len(struck))
		}
		// The wording of a commitment is told on its own page alone.
		for _, name := range []string{"mintic", "invias"} {
			p := s.at(t, l, "entities", name)
			for _, del := range find(p.root, byName("del")) {
				if text := textOf(del); len(text) > 100 {
					t.Errorf("%s tells a text of a commitment that changed: %.80s", p.address, text)
				}
			}
			if !strings.Contains(textOf(find(p.root, byClass("history"))[0]), "CO0") {
				t.Errorf("%s leads to no commitment that changed", p.address)
			}
		}
	}
}

// Paper is of the reader's size, and holds none of the lists that lead to other
// pages.
func TestPaperIsOfTheReadersSize(t *testing.T) {
	css, err := fs.ReadFile(realSources(), "layouts/static/site.css")
	if err != nil {
		t.Fatal(err)
	}
	// A rule of the paper may hold others, of its margins.
	pages := regexp.MustCompile(`@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}`).FindAll(css, -1)
	if len(pages) == 0 {
		t.Error("nothing is said of the paper")
	}
	for _, rule := range pages {
		if regexp.MustCompile(`\bsize\s*:`).Match(rule) {
			t.Errorf("the style sheet forces a size of paper: %s", rule)
		}
	}
	_, print, _ := strings.Cut(string(css), "@media print {")
	hidden := regexp.MustCompile(`(?m)^  ([^{}@]*) \{ display: none; \}$`).FindStringSubmatch(print)
	for _, list := range []string{".menu", ".languages", ".crumbs", ".turn", ".related", ".jump", ".near"} {
		if hidden == nil || !slices.Contains(strings.Split(hidden[1], ", "), list) {
			t.Errorf("paper holds %s, which leads to other pages", list)
		}
	}
}

// The page of co-creation is an entrance: it leads to its pages before it shows
// anything, counts what they hold, and every place that others link to is still
// there. What stood on it alone stands on it, or on the page that it leads to.
func TestThePageOfCoCreationIsAnEntrance(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		p := s.at(t, l, "process")
		text := textOf(find(p.root, byName("main"))[0])
		for _, id := range []string{"stages", "activities", "schedule", "criteria", "topics", "principles", "participation", "events", "tools", "lessons", "bodies", "body_members"} {
			if len(find(p.root, func(n *html.Node) bool { return attr(n, "id") == id })) != 1 {
				t.Errorf("%s has no place called %s", p.address, id)
			}
		}
		doors := find(p.root, func(n *html.Node) bool { return isElement(n, "li") && byClass("doors")(n.Parent) })
		led := map[string]bool{}
		for _, door := range doors {
			links := find(door, byName("a"))
			to, _, _, _ := follow(p.address, attr(links[0], "href"))
			led[to] = true
			if len(links) < 2 {
				t.Errorf("%s does not say what %s holds", p.address, textOf(links[0]))
			}
		}
		for _, sections := range [][]string{{"process", "funnel"}, {"process", "participation"}, {"process", "schedule"}, {"process", "criteria"}, {"process", "principles"}, {"process", "agenda"}, {"process", "self-check"}, {"governance"}, {"lessons"}} {
			if to := s.at(t, l, sections...); !led[to.address] {
				t.Errorf("%s has no door to %s", p.address, to.address)
			}
		}
		if tables := find(p.root, byName("table")); len(tables) > 5 {
			t.Errorf("%s shows %d tables", p.address, len(tables))
		}
		if strings.Contains(text, "comite-estado-abierto") {
			t.Errorf("%s shows a key", p.address)
		}
		schedule := textOf(s.at(t, l, "process", "schedule").root)
		row := rowsOf(t, "datasets/schedule/schedule.csv")[5]
		first, own, _ := strings.Cut(row["note_"+l.Code], ". ")
		if n := strings.Count(schedule, first); n != 1 {
			t.Errorf("the schedule says %d times: %s", n, first)
		}
		if own == "" || !strings.Contains(schedule, own) {
			t.Errorf("the schedule does not say: %s", own)
		}
	}
}

// The page of what is overdue and silent has a list that a reader can look over:
// its milestones are folded by their commitments, each with how many it has and
// what it needs to be chosen, and the places that figures lead to are seen
// without opening a fold.
func TestWhatIsOverdueIsFoldedByCommitments(t *testing.T) {
	s := wholeSite(t)
	overdue := map[string]int{}
	for _, row := range s.rows(t, "status") {
		if row["value"] == "past-without-statement" && row["milestone_order"] != "" {
			overdue[row["commitment"]]++
		}
	}
	for _, l := range s.tree.Languages {
		p := s.at(t, l, "silence")
		folds := map[string]int{}
		for _, fold := range find(p.root, byClass("fold")) {
			if attr(fold, "open") != "" {
				t.Errorf("%s: a fold is open", p.address)
			}
			summary := find(fold, byName("summary"))[0]
			if len(find(summary, byName("a"))) > 0 {
				t.Errorf("%s: %q leads somewhere, and opens", p.address, textOf(summary))
			}
			if id := ofCommitment.FindString(textOf(summary)); id != "" {
				folds[id] = len(find(fold, byName("tr"))) - 1
				if !strings.Contains(textOf(summary), l.Count("count.milestones", folds[id])) {
					t.Errorf("%s: %q does not say that it has %d rows", p.address, textOf(summary), folds[id])
				}
			}
			for n := range fold.Descendants() {
				if attr(n, "id") != "" {
					t.Errorf("%s: #%s is inside a fold", p.address, attr(n, "id"))
				}
			}
		}
		if diff := cmp.Diff(overdue, folds); diff != "" {
			t.Errorf("%s: %s", p.address, diff)
		}
	}
}

var ofCommitment = regexp.MustCompile(`CO\d{4}`)
