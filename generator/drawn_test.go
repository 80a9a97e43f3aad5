package main

import (
	"path"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Wherever the last word on a deadline is a value that nothing proves, it says
// so, and by whom or that nobody knows.
func TestAValueWithoutProofSaysSoBesideItsDeadline(t *testing.T) {
	s := wholeSite(t)
	told := 0
	for _, u := range s.rows(t, "updates") {
		if u["percent"] == "" && u["status"] == "" || u["voice"] == "irm" {
			continue
		}
		for _, l := range s.tree.Languages {
			by := u["voice"]
			if u["speaker_known"] == "false" {
				by = "unnamed"
			}
			number, _ := strconv.ParseFloat(u["percent"], 64)
			percent := strings.ReplaceAll(l.Percent(number), "\u00a0", " ")
			caveat := l.Fill("said.unproven-"+by, "said", percent)
			bare := u["evidence"] != "" || u["percent"] == "0"
			for _, n := range find(s.pages[path.Join(l.Code, l.Section("commitments"), strings.ToLower(u["commitment"]), "index.html")].root, byName("a")) {
				text := strings.ReplaceAll(textOf(n), "\u00a0", " ")
				before, _, _ := strings.Cut(l.Word("milestone.before"), "{")
				whole, _, _ := strings.Cut(l.Word("milestone.before-whole"), "{")
				if !strings.HasSuffix(attr(n, "href"), "#row-"+u["id"]) || !strings.HasPrefix(text, before) && !strings.HasPrefix(text, whole) {
					continue
				}
				told++
				if strings.Contains(text, caveat) == bare {
					t.Errorf("%s: %q of %s", l.Code, text, u["id"])
				}
			}
		}
	}
	if told < 4 {
		t.Errorf("%d last words beside deadlines", told)
	}
}

// Each exercise stands in a card that says whether a source ties it to a
// commitment.
func TestExercisesStandInCardsWithTheirTie(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		p := s.at(t, l, "exercises")
		cards := find(p.root, byClass("cards"))
		if len(cards) != 1 {
			t.Fatalf("%s: %d lists of cards", p.address, len(cards))
		}
		byTitle := map[string]string{}
		for _, c := range find(cards[0], byName("li")) {
			byTitle[textOf(find(c, byName("h3"))[0])] = textOf(find(c, byClass("tie"))[0])
		}
		exercises := 0
		for _, e := range s.rows(t, "exercises") {
			if e["kind"] != "exercise" {
				continue
			}
			exercises++
			key := map[string]string{"yes": "exercises.tied", "no": "exercises.not-of", "unknown": "exercises.tie-unknown"}[e["counted"]]
			if e["commitment"] == "" {
				key = "exercises.untied"
			}
			before, _, _ := strings.Cut(l.Word(key), "{commitment}")
			tie := byTitle[e["title_"+l.Code]]
			if !strings.HasPrefix(tie, strings.TrimSpace(before)) || !strings.Contains(tie, e["commitment"]) {
				t.Errorf("%s: %q of %s", p.address, tie, e["id"])
			}
		}
		if exercises != len(byTitle) {
			t.Errorf("%s: %d cards for %d exercises", p.address, len(byTitle), exercises)
		}
	}
}

// What is no part of the state is of no branch, which is not the same as a
// branch that is not known.
func TestAnOrganisationOutsideTheStateHasNoBranch(t *testing.T) {
	s := wholeSite(t)
	outside, unknown := 0, 0
	for _, l := range s.tree.Languages {
		groups := map[string]string{} // the heading that an entity stands under
		heading := ""
		for n := range s.at(t, l, "entities").root.Descendants() {
			switch {
			case isElement(n, "h2"):
				heading = textOf(n)
			case isElement(n, "a"):
				if address, _, _, err := follow(s.at(t, l, "entities").address, attr(n, "href")); err == nil && groups[address] == "" {
					groups[address] = heading
				}
			}
		}
		explained := 0
		for _, n := range find(s.at(t, l, "entities").root, byClass("explain")) {
			if textOf(n) == l.Word("entities.outside-explain") && textOf(find(n.Parent, func(n *html.Node) bool { return isElement(n, "h2") })[0]) == l.Word("entities.outside") {
				explained++
			}
		}
		if explained != 1 {
			t.Errorf("%s: what puts an entity outside the state is said %d times", l.Code, explained)
		}
		for _, e := range s.rows(t, "entities") {
			if e["branch"] != "" {
				continue
			}
			p := s.pages[path.Join(l.Code, l.Section("entities"), e["id"], "index.html")]
			facts, group := textOf(find(p.root, byClass("facts"))[0]), groups[p.address]
			none := strings.Contains(facts, l.Word("entities.no-state-branch"))
			switch {
			case e["kind"] == "outside-state":
				outside++
				if !none || group != l.Word("entities.outside") {
					t.Errorf("%s stands under %q: %q", p.address, group, facts)
				}
			default:
				unknown++
				if none || !strings.HasPrefix(group, l.Word("entities.no-branch")) {
					t.Errorf("%s stands under %q: %q", p.address, group, facts)
				}
			}
		}
	}
	if outside == 0 || unknown == 0 {
		t.Errorf("%d outside the state, %d of an unknown branch", outside, unknown)
	}
}

// Totals that a report gives of a variable stand under its chart and on the
// page of the plan where the record has no commitment's value, each leading to
// its row.
func TestTotalsOfReportsStandUnderTheirCharts(t *testing.T) {
	s := wholeSite(t)
	of := map[string]string{"completed": "completion", "transformative": "potential-impact", "did-it-open-government-major": "did-it-open-government", "did-it-open-government-outstanding": "did-it-open-government"}
	plan := map[string]string{}
	for _, c := range s.tree.Commitments {
		plan[c.ID.Value] = c.Plan.Value
	}
	rated := map[string]bool{} // plan and variable
	for _, r := range s.rows(t, "ratings") {
		if r["scale"] != "absences" {
			variable := r["variable"]
			if strings.HasPrefix(variable, "completion-") {
				variable = "completion"
			}
			rated[plan[r["commitment"]]+" "+variable] = true
		}
	}
	reports := map[string]bool{}
	for _, r := range s.rows(t, "reports") {
		reports[r["plan"]+" "+r["source"]] = true
	}
	told := 0
	for _, c := range s.rows(t, "claims") {
		variable := of[c["property"]]
		if c["subject_kind"] != "plan" || variable == "" || c["computed"] == "true" || !reports[c["subject"]+" "+c["source"]] {
			continue
		}
		for _, l := range s.tree.Languages {
			for _, at := range []struct {
				p  *page
				id string
			}{{s.at(t, l, "plans"), variable}, {s.pages[path.Join(l.Code, l.Section("plans"), strings.ToLower(c["subject"]), "index.html")], "ratings"}} {
				found := false
				for _, n := range find(at.p.root, byClass("missing")) {
					in := n.Parent
					for in.Data != "section" {
						in = in.Parent
					}
					if len(find(in, func(n *html.Node) bool { return n.Data == "h2" && attr(n, "id") == at.id })) == 0 {
						continue
					}
					for _, a := range find(n, byName("a")) {
						found = found || textOf(a) == c["value"] && strings.HasSuffix(attr(a, "href"), "#row-"+c["id"])
					}
				}
				if found == rated[c["subject"]+" "+variable] {
					t.Errorf("%s#%s: %s of plan %s is told: %v", at.p.address, at.id, c["property"], c["subject"], found)
				}
				if found {
					told++
				}
			}
		}
	}
	if told < 16 {
		t.Errorf("%d totals are told", told)
	}
}

// The comparison says how many members of the file it shows, which, and how
// many it does not.
func TestTheComparisonSaysWhatItLeavesOut(t *testing.T) {
	s := wholeSite(t)
	inFile, ours := map[string]bool{}, map[string]bool{}
	later := 0
	for _, r := range s.rows(t, "member_ratings") {
		inFile[r["member"]] = true
		if r["plan"] != "1" {
			later++
		}
	}
	for _, m := range s.rows(t, "members") {
		ours[m["id"]] = inFile[m["id"]]
	}
	shown := 0
	for _, in := range ours {
		if in {
			shown++
		}
	}
	for _, l := range s.tree.Languages {
		p := s.at(t, l, "comparison")
		said := textOf(p.root)
		for _, n := range []string{strconv.Itoa(shown), strconv.Itoa(len(inFile) - shown), l.Count("count.rows", later)} {
			if len(find(p.root, func(a *html.Node) bool {
				return a.Data == "a" && strings.ReplaceAll(textOf(a), "\u00a0", " ") == strings.ReplaceAll(n, "\u00a0", " ")
			})) == 0 {
				t.Errorf("%s: no figure %s that leads to its rows", p.address, n)
			}
		}
		for _, m := range s.rows(t, "members") {
			if !strings.Contains(said, m["name_"+l.Code]) {
				t.Errorf("%s does not name %s", p.address, m["id"])
			}
		}
	}
}
