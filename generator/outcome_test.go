package main

import (
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// The first facts of a commitment are who answers, by when and what came of it.
// The last says of each voice what its newest row says, and no more.
func TestTheFirstFactsSayWhatEachVoiceSays(t *testing.T) {
	s := wholeSite(t)
	updates, ratings := map[string][]map[string]string{}, map[string][]map[string]string{}
	for _, row := range rowsOf(t, "datasets/updates/updates.csv") {
		updates[row["commitment"]] = append(updates[row["commitment"]], row)
	}
	for _, row := range rowsOf(t, "datasets/ratings/ratings.csv") {
		ratings[row["commitment"]] = append(ratings[row["commitment"]], row)
	}
	published := map[string]string{}
	for _, row := range rowsOf(t, "datasets/reports/reports.csv") {
		published[row["id"]] = row["published"]
	}
	labels := func(list, language string) map[string]string {
		out := map[string]string{}
		for _, row := range rowsOf(t, "datasets/codes/"+list+"/"+list+".csv") {
			out[row["code"]] = row["label_"+language]
		}
		return out
	}

	// The variables that say what came of a commitment: completion before
	// results, and of one day what is final before what was on the way.
	weights := map[string]int{"completion": 4, "completion-end-of-term": 4, "completion-midterm": 3, "completion-progress": 3, "did-it-open-government": 1, "early-results": 1}
	completion := func(row map[string]string) bool { return weights[row["variable"]] > 1 }

	for _, l := range s.tree.Languages {
		status, variables := labels("update-status", l.Code), labels("rating-variables", l.Code)
		silent, speaking := 0, map[string]int{}
		for _, c := range s.tree.Commitments {
			id := c.ID.Value
			var want []string
			say := func(voice, said, date string) {
				if len(date) >= 4 {
					said += " (" + date[:4] + ")"
				}
				want = append(want, l.Word("voice."+voice)+": "+said)
				speaking[voice]++
			}
			speak := func(voice string) bool {
				var newest map[string]string
				for _, row := range updates[id] {
					if row["voice"] != voice {
						continue
					}
					whole := row["milestone_order"] == ""
					if newest == nil || whole && newest["milestone_order"] != "" || whole == (newest["milestone_order"] == "") && row["date"] >= newest["date"] {
						newest = row
					}
				}
				switch {
				case newest == nil:
					return false
				case newest["milestone_order"] != "":
					say(voice, l.Word("outcome.milestones"), newest["date"])
				case newest["status"] == "completed" && newest["evidence"] == "":
					say(voice, strings.ReplaceAll(l.Word("outcome.unproven"), "{said}", status[newest["status"]]), newest["date"])
				case newest["status"] != "":
					say(voice, status[newest["status"]], newest["date"])
				case newest["percent"] != "":
					t.Fatalf("%s: a percentage alone: tell this test what its page says", id)
				case newest["evidence"] != "":
					say(voice, l.Word("outcome.act"), newest["date"])
				default:
					say(voice, l.Word("outcome.words"), newest["date"])
				}
				return true
			}
			speak("government")
			speak("civil-society")

			var best map[string]string
			for _, row := range ratings[id] {
				if weights[row["variable"]] == 0 || row["scale"] == "absences" || row["part"] == "overview-table" {
					continue
				}
				a, b := completion(row), best != nil && completion(best)
				if best == nil || a && !b || a == b && (published[row["report"]] > published[best["report"]] ||
					published[row["report"]] == published[best["report"]] && weights[row["variable"]] > weights[best["variable"]]) {
					best = row
				}
			}
			if best != nil {
				values := labels(best["scale"], l.Code)
				var said []string
				for _, row := range ratings[id] {
					if value := values[row["value"]]; row["variable"] == best["variable"] && row["report"] == best["report"] && row["scale"] == best["scale"] && row["part"] != "overview-table" && !slices.Contains(said, value) {
						said = append(said, value)
					}
				}
				of := ""
				if !completion(best) {
					of = " · " + variables[best["variable"]]
				}
				speaking["irm"]++
				line := l.Word("voice.irm") + of + ": " + strings.Join(said, l.Word("list.and"))
				if date := published[best["report"]]; len(date) >= 4 {
					line += " (" + date[:4] + ")"
				}
				want = append(want, line)
			} else if speak("irm") && len(want) == 0 {
				t.Fatalf("%s: the IRM speaks and says nothing", id)
			}
			if len(want) == 0 {
				want = []string{l.Word("outcome.nobody")}
				silent++
			}

			p := s.pages[path.Join(l.Code, l.Section("commitments"), strings.ToLower(id), "index.html")]
			if p == nil {
				t.Fatalf("no page of %s in %s", id, l.Code)
			}
			key := find(p.root, byClass("key"))
			if len(key) != 1 {
				t.Fatalf("%s: %d groups of first facts", p.address, len(key))
			}
			var names []string
			for _, dt := range find(key[0], byName("dt")) {
				names = append(names, textOf(dt))
			}
			if first := []string{l.Word("fact.lead"), l.Word("fact.period"), l.Word("fact.outcome")}; len(names) < 3 || !slices.Equal(names[:3], first) {
				t.Errorf("%s begins with %q, want %q", p.address, names, first)
				continue
			}
			fact := find(key[0], byName("dd"))[2]
			var got []string
			for _, a := range find(fact, byName("a")) {
				got = append(got, textOf(a))
				if attr(a, "href") != "#voices" || p.ids["voices"] != 1 {
					t.Errorf("%s: %q leads to %s", p.address, textOf(a), attr(a, "href"))
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: what came of it (-rows +page):\n%s", p.address, diff)
			}
			below := slices.ContainsFunc(find(p.root, byClass("outcome")), func(n *html.Node) bool { return len(find(n, byClass("differ"))) > 0 })
			if marked := len(find(fact, byClass("mark"))) > 0; marked != below {
				t.Errorf("%s: marked as disagreed upon: %v above, %v below", p.address, marked, below)
			}
		}
		if silent == 0 || speaking["government"] == 0 || speaking["civil-society"] == 0 || speaking["irm"] < 50 {
			t.Errorf("%s: %d are silent, and those who speak are %v: the test has seen too little", l.Code, silent, speaking)
		}
	}
}
