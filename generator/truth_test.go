package main

import (
	"path"
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
		"CO0097": "MRI: Resultados tempranos: Excepcional", "CO0082": "MRI: Resultados tempranos: Marginal",
		"CO0065": "El Gobierno: Declarado cumplido, sin evidencia (2020)", "CO0076": "El Gobierno: lo muestra un acto público (2018)",
		"CO0060": "Sin calificación en nuestro registro", "CO0105": "MRI: Resultados tempranos: Pendiente", "CO-P5-1-2": "En espera del MRI",
		"CO0053": "MRI: Cumplimiento al fin de término: Completo",
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
					if spans := find(under, byName("span")); len(spans) > 1 {
						last = textOf(spans[len(spans)-1])
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

// mainText is what a page says in its own part.
func mainText(p *page) string {
	var out []string
	for _, n := range find(p.root, byName("main")) {
		out = append(out, textOf(n))
	}
	return strings.Join(out, " ")
}
