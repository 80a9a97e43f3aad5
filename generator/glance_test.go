package main

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/net/html"
)

func TestThePrintEditionOfAPlanHoldsAllItsCommitments(t *testing.T) {
	s := wholeSite(t)
	plans := map[string]int{}
	for _, c := range s.tree.Commitments {
		plans[c.Plan.Value]++
	}
	for _, l := range s.tree.Languages {
		for plan, count := range plans {
			p := s.pages[path.Join(l.Code, l.Section("plans"), strings.ToLower(plan), l.Section("print"), "index.html")]
			if p == nil {
				t.Fatalf("%s: plan %s has no edition for printing", l.Code, plan)
			}
			for _, c := range s.tree.Commitments {
				if (c.Plan.Value == plan) != (p.ids[c.ID.Value] == 1) {
					t.Errorf("%s: %s of plan %s stands there %d times", p.address, c.ID.Value, c.Plan.Value, p.ids[c.ID.Value])
				}
			}
			if leaves := len(find(p.root, byClass("leaf"))); leaves != count {
				t.Errorf("%s: %d sheets for %d commitments", p.address, leaves, count)
			}
		}
	}
}

// What a card of the home page says came of a plan is what the rows of the
// report that judges last say, and together its numbers are all commitments.
func TestTheCardsOfThePlansCountWhatTheIRMSaid(t *testing.T) {
	s := wholeSite(t)
	plan, count := map[string]string{}, map[string]int{}
	for _, c := range s.tree.Commitments {
		plan[c.ID.Value] = c.Plan.Value
		count[c.Plan.Value]++
	}
	last := map[string]string{"I": "completion-progress", "II": "completion-end-of-term"}
	rated := map[string]map[string]bool{}
	for _, r := range rowsOf(t, "datasets/ratings/ratings.csv") {
		p := plan[r["commitment"]]
		if last[p] != "" && r["variable"] == last[p] && r["value"] == "complete" && r["part"] == "" {
			if rated[p] == nil {
				rated[p] = map[string]bool{}
			}
			rated[p][r["commitment"]] = true
		}
	}
	for _, l := range s.tree.Languages {
		home := s.pages[l.Code+"/index.html"]
		for _, list := range find(home.root, byClass("plan-cards")) {
			for _, card := range find(list, byClass("card")) {
				id := textOf(find(card, byClass("number"))[0])
				sum, first := 0, -1
				for _, n := range find(find(card, byClass("came"))[0], byClass("n")) {
					v := 0
					for _, d := range textOf(n) {
						v = v*10 + int(d-'0')
					}
					if sum += v; first < 0 {
						first = v
					}
				}
				switch {
				case last[id] == "" && first >= 0:
					t.Errorf("%s: plan %s has a count of completion, which the record has not", home.address, id)
				case last[id] != "" && (sum != count[id] || first != len(rated[id])):
					t.Errorf("%s: plan %s tells of %d commitments, %d of them complete; the rows of %d and %d", home.address, id, sum, first, count[id], len(rated[id]))
				}
			}
		}
		if n := len(find(home.root, byClass("card"))); n != len(count) {
			t.Errorf("%s shows %d plans of %d", home.address, n, len(count))
		}
	}
}

// A plan's page marks as in dispute what the page of disagreements lists of it,
// and nothing else.
func TestPlansMarkTheDisagreementsThatAreListed(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		list := s.pages[path.Join(l.Code, l.Section("disagreements"), "index.html")]
		listed := map[string][]string{}
		for _, group := range find(list.root, func(n *html.Node) bool { return n.Data == "section" && attr(n, "class") == "" }) {
			headings := find(group, byName("h2"))
			if len(headings) != 1 {
				continue
			}
			for _, d := range find(group, byClass("dispute")) {
				property, _, _ := strings.Cut(textOf(find(d, byName("h3"))[0]), ":")
				listed[textOf(headings[0])] = append(listed[textOf(headings[0])], property)
			}
		}
		marked := 0
		for _, plan := range []string{"I", "II", "III", "IV", "V"} {
			p := s.pages[path.Join(l.Code, l.Section("plans"), strings.ToLower(plan), "index.html")]
			var got []string
			for _, claim := range find(p.root, byClass("differ")) {
				heading := find(claim, byName("h3"))[0]
				mark := textOf(find(heading, byClass("mark"))[0])
				got = append(got, strings.TrimSpace(strings.TrimSuffix(textOf(heading), mark)))
			}
			want := listed["Plan "+plan]
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s (-listed +marked):\n%s", p.address, diff)
			}
			marked += len(got)
		}
		if marked == 0 {
			t.Errorf("%s: no plan marks a disagreement", l.Code)
		}
	}
}

// The register of the addresses ever published is there, the site answers at
// each, and no commitment of an edition is left out of it.
func TestTheSiteAnswersAtEveryRegisteredAddress(t *testing.T) {
	s := wholeSite(t)
	registered := map[string]bool{}
	for _, r := range rowsOf(t, "datasets/releases/addresses.csv") {
		address := r["address"]
		if address == "" || strings.HasSuffix(address, "/") {
			address += "index.html"
		}
		registered[address] = true
		if s.File(address) == nil {
			t.Errorf("%s is registered and not published", r["address"])
		}
	}
	editions, err := fs.ReadDir(realSources(), "datasets/releases")
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, e := range editions {
		// An edition holds the file where it changed.
		file := "datasets/releases/" + e.Name() + "/commitments.csv"
		if _, err := fs.Stat(realSources(), file); err != nil {
			continue
		}
		held++
		for _, r := range rowsOf(t, file) {
			slug := strings.ToLower(r["id"])
			for _, address := range []string{"es/compromisos/" + slug + "/index.html", "en/commitments/" + slug + "/index.html", "data/commitments/" + slug + ".json"} {
				if !registered[address] {
					t.Errorf("%s is not in the register", address)
				}
			}
		}
	}
	if held == 0 || len(registered) == 0 {
		t.Errorf("%d editions with commitments, %d addresses", held, len(registered))
	}
}
