package main

import (
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A rating deduced from what a report says of all commitments at once cannot
// confirm that total: it is marked where it stands, shares nothing out, and no
// total is counted from it.
func TestATotalIsNotConfirmedByWhatWasDeducedFromIt(t *testing.T) {
	s := wholeSite(t)
	deduced := map[string]int{}
	whole := map[string]bool{}
	for _, row := range rowsOf(t, "datasets/claims/claims.csv") {
		if row["property"] == "rated-as-a-whole" {
			whole[pick(row, "subject", "value", "source")] = true
		}
	}
	planOf := map[string]string{}
	for _, c := range s.tree.Commitments {
		planOf[c.ID.Value] = c.Plan.Value
	}
	for _, row := range rowsOf(t, "datasets/ratings/ratings.csv") {
		row["subject"] = planOf[row["commitment"]]
		from := whole[pick(map[string]string{"subject": row["subject"], "value": row["variable"], "source": row["source"]}, "subject", "value", "source")]
		if strings.HasPrefix(row["note_es"], "Se apoya en la afirmación del informe") != from {
			t.Errorf("%s, %s: the note and the claim disagree on whether it was deduced", row["commitment"], row["variable"])
		}
		if !from {
			continue
		}
		deduced[row["subject"]+" "+row["variable"]]++
		for _, l := range s.tree.Languages {
			p := s.pages[path.Join(l.Code, l.Section("commitments"), strings.ToLower(row["commitment"]), "index.html")]
			lines := find(p.root, func(n *html.Node) bool {
				return isElement(n, "tr") && strings.Contains(textOf(n), l.Word("rating.from-total"))
			})
			if len(lines) != 1 {
				t.Errorf("%s: %d ratings marked as deduced, want one", p.address, len(lines))
			}
		}
	}
	if len(deduced) != 2 || deduced["III relevance"] != 26 || deduced["IV open-government-lens"] != 15 {
		t.Errorf("deduced: %v", deduced)
	}
	totals := map[string]string{"iii-irm-relevant-1": "", "iv-open-government-lens-1": ""}
	for _, row := range s.rows(t, "plan_totals") {
		if _, ok := totals[row["id"]]; ok {
			totals[row["id"]] = row["counted"] + row["comparison"]
		}
	}
	for id, said := range totals {
		if said != "not-counted" {
			t.Errorf("%s: %q", id, said)
		}
	}
	for _, l := range s.tree.Languages {
		plan := s.pages[path.Join(l.Code, l.Section("plans"), "iii", "index.html")]
		for _, n := range find(plan.root, byClass("rating-count")) {
			if strings.HasPrefix(textOf(n), "Relevan") {
				t.Errorf("%s shares out relevance: %q", plan.address, textOf(n))
			}
		}
		scales := s.pages[path.Join(l.Code, l.Section("scales"), "index.html")]
		if n := strings.Count(textOf(scales.root), l.Fill("scales.from-total", "count", "26")); n != 1 {
			t.Errorf("%s tells %d times of 26 deduced", scales.address, n)
		}
	}
}

// Every row of a list of commitments ends with what came of it: the IRM's value
// with its variable, else what another voice says, else that it is awaited or not
// on record.
func TestEveryRowOfAListSaysWhatCameOfIt(t *testing.T) {
	s := wholeSite(t)
	want := map[string]string{
		"CO0097": "MRI · Resultados tempranos: Excepcional", "CO0082": "MRI · Resultados tempranos: Marginal",
		"CO0065": "El Gobierno: Declarado cumplido, sin evidencia (2020)", "CO0076": "El Gobierno: lo muestra un acto público (2018)",
		"CO0060": "Sin calificación de cumplimiento ni de resultados en nuestro registro", "CO0105": "MRI · Resultados tempranos: Pendiente", "CO-P5-1-2": "En espera del MRI; nadie dice qué pasó en nuestro registro",
		"CO0081": "MRI · Resultados tempranos: Significativo", "CO0087": "El MRI: El informe de resultados 2020-2022 destaca este compromiso por haber diseñado y publicado la plataforma",
		"CO0053": "MRI · Cumplimiento al fin de término: Sustancial",
	}
	seen := map[string]bool{}
	lists := 0
	for _, p := range s.pages {
		for _, list := range find(p.root, byClass("commitments")) {
			if !isElement(list, "ul") {
				continue
			}
			for _, row := range find(list, byName("li")) {
				lists++
				id, last := textOf(find(row, byClass("id"))[0]), ""
				for _, under := range find(row, byClass("under")) {
					for end := under.LastChild; end != nil && last == ""; end = end.PrevSibling {
						if isElement(end, "span") && !byClass("mark")(end) {
							last = textOf(end)
						}
					}
				}
				if last == "" {
					t.Errorf("%s: the row of %s ends without what came of it", p.address, id)
				}
				if said := want[id]; said != "" && strings.HasPrefix(p.address, "es/") {
					seen[id] = true
					if last != said {
						t.Errorf("%s: %s ends with %q, want %q", p.address, id, last, said)
					}
				}
			}
		}
	}
	if len(seen) != len(want) || lists < 500 {
		t.Errorf("%d rows seen, of those wanted %v", lists, seen)
	}
}

// A plan of which only the progress was rated is not said to be rated for good,
// and the commitments whose deadline fell after that report are told, but for
// those that it rates complete.
func TestARatingOfProgressIsNoFinalOne(t *testing.T) {
	s := wholeSite(t)
	later := 0
	complete := map[string]bool{}
	for _, r := range s.rows(t, "ratings") {
		if r["variable"] == "completion-progress" && r["value"] == "complete" {
			complete[r["commitment"]] = true
		}
	}
	for _, c := range s.tree.Commitments {
		if c.Plan.Value == "I" && c.End.Value > "2013-09" && !complete[c.ID.Value] {
			later++
		}
	}
	for _, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("pending"), "index.html")]
		section := find(p.root, func(n *html.Node) bool { return attr(n, "aria-labelledby") == "later-i" })
		if len(section) != 1 || len(find(section[0], byName("li"))) != later || later == 0 {
			t.Errorf("%s does not list the %d commitments of plan I rated before their deadline", p.address, later)
		}
		if n := strings.Count(textOf(p.root), l.Word("pending.all")); n != 1 {
			t.Errorf("%s says of %d plans that all are rated, want one", p.address, n)
		}
	}
}

// What sources declare of the people and the days of a co-creation stands in the
// section of its plan, each in its row.
func TestParticipationShowsWhatSourcesDeclare(t *testing.T) {
	s := wholeSite(t)
	properties := map[string]bool{"citizens-in-survey": true, "survey-duration": true, "people-in-regional-dialogues": true}
	for _, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("process"), l.Section("participation"), "index.html")]
		seen := 0
		for _, c := range s.rows(t, "claims") {
			if !properties[c["property"]] || c["computed"] == "true" {
				continue
			}
			seen++
			sections := find(p.root, func(n *html.Node) bool { return attr(n, "aria-labelledby") == "plan-"+strings.ToLower(c["subject"]) })
			said := c["value_"+l.Code] // what is no number has no link
			if len(sections) != 1 || !slices.ContainsFunc(find(sections[0], byName("a")), func(a *html.Node) bool { return strings.HasSuffix(attr(a, "href"), "#row-"+c["id"]) }) && (said == "" || !strings.Contains(textOf(sections[0]), said)) {
				t.Errorf("%s lacks the row of %s", p.address, c["id"])
			}
		}
		if seen < 6 {
			t.Errorf("only %d claims", seen)
		}
	}
}

// A scale is not said to be of other years in a plan that has a value of its
// variable or a mark that there is none, nor where the IRM finds no value of OGP
// clear.
func TestAScaleOfAPlanIsNotOfOtherYears(t *testing.T) {
	s := wholeSite(t)
	plan, has := map[string]string{}, map[string]map[string]bool{}
	for _, c := range s.tree.Commitments {
		plan[c.ID.Value] = c.Plan.Value
	}
	for _, r := range s.rows(t, "ratings") {
		if has[r["variable"]] == nil {
			has[r["variable"]] = map[string]bool{}
		}
		has[r["variable"]][plan[r["commitment"]]] = true
	}
	for _, l := range s.tree.Languages {
		pages := map[string]string{"ogp-values-relevance": "ogp-values", "ogp-values-ogp-values": "ogp-values"}
		for variable := range has {
			pages[variable] = variable
		}
		seen := 0
		for name, variable := range pages {
			p := s.pages[path.Join(l.Code, l.Section("ratings"), name, "index.html")]
			if p == nil {
				continue
			}
			for id := range has[variable] {
				seen++
				if p.ids["plan-"+strings.ToLower(id)+"-outside"] != 0 {
					t.Errorf("%s: plan %s has %s, and its scale is said to be of other years", p.address, id, variable)
				}
			}
		}
		if seen < 20 {
			t.Errorf("%s: only %d plans seen", l.Code, seen)
		}
		values := s.pages[path.Join(l.Code, l.Section("ratings"), "ogp-values-relevance", "index.html")]
		section := find(values.root, func(n *html.Node) bool { return attr(n, "aria-labelledby") == "plan-i-not-clear" })
		if len(section) != 1 || !strings.Contains(textOf(section[0]), "CO0003") || !strings.Contains(textOf(section[0]), "CO0007") {
			t.Errorf("%s does not list those without a clear relevance", values.address)
		}
	}
}

// The link between two commitments cites what states it, and not all that the
// later one rests on.
func TestALineageCitesWhatStatesIt(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("lineage"), "index.html")]
		table := find(p.root, byName("table"))[0]
		cells := find(find(table, byName("tbody"))[0], byName("td"))
		last := cells[len(cells)-1]
		links := find(last, byName("a"))
		if len(links) != 2 || !strings.HasSuffix(attr(links[1], "href"), "#row-ii-commitments-carried-forward-1") {
			t.Errorf("%s cites %q", p.address, textOf(last))
		}
	}
}
