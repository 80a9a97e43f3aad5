package main

import (
	"path"
	"strconv"
	"strings"
	"testing"
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
