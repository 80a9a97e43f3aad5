package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rows reads a downloaded table as a stranger would.
func (s *realSite) rows(t testing.TB, name string) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(s.File("data/" + name + ".csv"))).ReadAll()
	if err != nil || len(all) < 2 {
		t.Fatalf("data/%s.csv: %d lines, %v", name, len(all), err)
	}
	var out []map[string]string
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[all[0][i]] = cell
		}
		out = append(out, row)
	}
	return out
}

func pick(row map[string]string, columns ...string) string {
	var out []string
	for _, c := range columns {
		out = append(out, row[c])
	}
	return strings.Join(out, ",")
}

func joinedLines(rows []map[string]string, columns ...string) []string {
	var out []string
	for _, r := range rows {
		out = append(out, pick(r, columns...))
	}
	slices.Sort(out)
	return out
}

func splitCell(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return r == '|' })
}

// The derived tables are computed again from the other downloads alone, by
// other ways than the program's.
func TestDerivedTablesFollowFromTheOthers(t *testing.T) {
	s := wholeSite(t)
	commitments := s.rows(t, "commitments")
	plan, lead := map[string]string{}, map[string]string{}
	var entities, themes []string
	for _, c := range commitments {
		plan[c["id"]], lead[c["id"]] = c["plan"], c["lead"]
		for _, role := range []string{"lead", "support"} {
			for i, e := range splitCell(c[role]) {
				entities = append(entities, fmt.Sprintf("%s,%s,%s,%d,%s", c["id"], role, e, i+1, c["plan"]))
			}
		}
		for _, theme := range splitCell(c["themes"]) {
			themes = append(themes, pick(c, "id")+","+theme+","+pick(c, "themes_basis", "plan"))
		}
	}
	slices.Sort(entities)
	slices.Sort(themes)
	if diff := cmp.Diff(entities, joinedLines(s.rows(t, "commitment_entities"), "commitment", "role", "entity", "order", "plan")); diff != "" {
		t.Errorf("commitment_entities:\n%s", diff)
	}
	if diff := cmp.Diff(themes, joinedLines(s.rows(t, "commitment_themes"), "commitment", "theme", "basis", "plan")); diff != "" {
		t.Errorf("commitment_themes:\n%s", diff)
	}
	facts := map[string]string{}
	for _, e := range s.rows(t, "entities") {
		facts[e["id"]] = pick(e, "branch", "level", "territory")
	}
	for _, r := range s.rows(t, "commitment_entities") {
		if got := pick(r, "entity_branch", "entity_level", "entity_territory"); got != facts[r["entity"]] {
			t.Errorf("%s of %s is said to be of %s, not %s", r["entity"], r["commitment"], got, facts[r["entity"]])
		}
	}

	published := map[string]string{}
	for _, r := range s.rows(t, "reports") {
		published[r["id"]] = r["published"]
	}
	var status []string
	add := func(commitment, milestone, kind, voice, date, variable, scale, value, percent, evidence, report, source string) {
		status = append(status, strings.Join([]string{commitment, milestone, plan[commitment], kind, voice, date, variable, scale, value, percent, evidence, report, source}, ","))
	}
	said, spoken := map[string]string{}, map[string]bool{}
	whole := map[string]string{} // until when all of a commitment is declared done
	for _, u := range s.rows(t, "updates") {
		scale := ""
		if u["status"] != "" {
			scale = "update-status"
		}
		add(u["commitment"], u["milestone_order"], "declared", u["voice"], u["date"], "", scale, u["status"], u["percent"], fmt.Sprint(u["evidence"] != ""), "", u["source"])
		spoken[u["commitment"]] = true
		about, until := u["commitment"]+"/"+u["milestone_order"], firstDay(u["date"])
		if u["milestone_order"] == "" && (u["status"] == "completed" || u["percent"] == "100") {
			whole[u["commitment"]] = max(whole[u["commitment"]], until)
		}
		if until == "" || u["status"] == "completed" || u["percent"] == "100" {
			until = "9999" // whenever it was said, it settles the matter
		}
		said[about] = max(said[about], until)
	}
	for _, r := range s.rows(t, "ratings") {
		if r["part"] == "overview-table" {
			continue
		}
		switch r["variable"] {
		case "completion", "completion-progress", "completion-midterm", "completion-end-of-term", "did-it-open-government", "early-results":
			add(r["commitment"], "", "rated", "irm", published[r["report"]], r["variable"], r["scale"], r["value"], "", "", r["report"], r["source"])
			spoken[r["commitment"]] = spoken[r["commitment"]] || r["scale"] != "absences"
		}
	}
	// A whole commitment is told of by the completion that the IRM gives it, of
	// after the deadline or, where it has no dated milestone, complete before.
	judged, denied := map[string]string{}, map[string]bool{}
	for _, r := range s.rows(t, "ratings") {
		if v := r["variable"]; r["part"] == "overview-table" || r["scale"] == "absences" || v != "completion" && v != "completion-progress" && v != "completion-end-of-term" {
			continue
		}
		until := firstDay(published[r["report"]])
		if until == "" {
			until = "9999"
		}
		judged[r["commitment"]] = max(judged[r["commitment"]], until)
	}
	for id, until := range judged {
		for _, r := range s.rows(t, "ratings") {
			if strings.HasPrefix(r["variable"], "completion") && r["variable"] != "completion-projected" && r["variable"] != "completion-midterm" && r["part"] != "overview-table" && r["scale"] != "absences" &&
				r["commitment"] == id && firstDay(published[r["report"]]) == until && r["value"] != "complete" {
				denied[id] = true
			}
		}
	}
	asOf := benchDate.String()
	due, own := map[string]string{}, map[string]int{}
	for _, m := range s.rows(t, "milestones") {
		last := lastDay(m["due"])
		state := "past-without-statement"
		switch {
		case m["due"] == "":
			state = "no-deadline"
		case last >= asOf:
			state = "ahead"
		case m["status"] != "" || said[m["commitment"]+"/"+m["order"]] >= last || whole[m["commitment"]] >= last,
			judged[m["commitment"]] >= last && !denied[m["commitment"]]:
			state = "past-with-statement"
		}
		due[m["commitment"]+"/"+m["order"]] = m["due"]
		add(m["commitment"], m["order"], "deadline", "", asOf, "", "deadline-states", state, "", "", "", "")
		if m["status"] != "" {
			add(m["commitment"], m["order"], "recorded", "", "", "", "milestone-status", m["status"], "", "", "", m["source"])
		}
	}
	// A commitment without a dated milestone has its own deadline: told of by who
	// speaks of the whole.
	milestones := s.rows(t, "milestones")
	for _, c := range commitments {
		id := c["id"]
		if c["end"] == "" || slices.ContainsFunc(milestones, func(m map[string]string) bool { return m["commitment"] == id && m["due"] != "" }) {
			continue
		}
		last, state := lastDay(c["end"]), "past-without-statement"
		switch {
		case last >= asOf:
			state = "ahead"
		case said[id+"/"] >= last || judged[id] >= last || judged[id] != "" && !denied[id]:
			state = "past-with-statement"
		}
		due[id+"/"] = c["end"]
		own[state]++
		add(id, "", "deadline", "", asOf, "", "deadline-states", state, "", "", "", "")
	}
	if own["past-without-statement"] == 0 || own["past-with-statement"] == 0 {
		t.Errorf("the states of own deadlines are %v", own)
	}
	for id := range plan {
		value := "silent"
		if spoken[id] {
			value = "spoken-of"
		}
		add(id, "", "silence", "", asOf, "", "silence-states", value, "", "", "", "")
	}
	slices.Sort(status)
	table := s.rows(t, "status")
	if diff := cmp.Diff(status, joinedLines(table, "commitment", "milestone_order", "plan", "kind", "voice", "date", "variable", "scale", "value", "percent", "evidence_given", "report", "source")); diff != "" {
		t.Errorf("status:\n%s", diff)
	}
	for _, r := range table {
		if past := r["value"] == "past-without-statement"; past != (r["days_past"] != "") {
			t.Errorf("%s is past by %q days", r["id"], r["days_past"])
		}
		want := ""
		if r["kind"] == "deadline" {
			want = due[r["commitment"]+"/"+r["milestone_order"]]
		}
		if r["due"] != want || r["lead"] != lead[r["commitment"]] {
			t.Errorf("%s: due %q by %q, want %q by %q", r["id"], r["due"], r["lead"], want, lead[r["commitment"]])
		}
	}
}

// The totals are counted again with sets, and what a source declares is there
// word for word.
func TestPlanTotalsAreCountedFromTheRows(t *testing.T) {
	s := wholeSite(t)
	plan := map[string]string{}
	sets := map[string]map[string]bool{} // property/plan to what it counts
	put := func(property, plan, what string) {
		key := property + "/" + plan
		if sets[key] == nil {
			sets[key] = map[string]bool{}
		}
		sets[key][what] = true
	}
	level, group := map[string]string{}, map[string]bool{}
	for _, e := range s.rows(t, "entities") {
		level[e["id"]] = e["level"]
		group[e["id"]] = e["kind"] != "organisation"
	}
	for _, c := range s.rows(t, "commitments") {
		plan[c["id"]] = c["plan"]
		put("commitments-count", c["plan"], c["id"])
		for _, e := range splitCell(c["lead"]) {
			put("lead-institutions-count", c["plan"], e)
			put("entities-count", c["plan"], e)
			if level[e] == "territorial" {
				put("territorial-entities", c["plan"], e)
			}
		}
		switch {
		case c["level"] == "territorial":
			put("subnational-commitments", c["plan"], c["id"])
			put("local-commitments", c["plan"], c["id"])
		case c["branch"] == "executive" && c["level"] == "national":
			put("executive-commitments", c["plan"], c["id"])
			put("national-executive-commitments", c["plan"], c["id"])
		}
		if c["branch"] == "control" || c["branch"] == "judicial" {
			put("control-and-judicial-commitments", c["plan"], c["id"])
		}
	}
	// A commitment in parts counts when all agree: what any part denies is taken
	// away again. On this site each plan's end is judged by one report.
	final := map[string]string{"I": "completion-progress", "II": "completion-end-of-term"}
	denied := map[string]bool{}
	star := map[string]map[string]bool{}
	for _, r := range s.rows(t, "ratings") {
		p, id := plan[r["commitment"]], r["commitment"]
		if r["part"] == "overview-table" || r["scale"] == "absences" {
			continue
		}
		judge := func(property string, yes bool) {
			if yes {
				put(property, p, id)
			} else {
				denied[property+"/"+p+"/"+id] = true
			}
		}
		switch r["variable"] {
		case final[p]:
			judge("completed", r["value"] == "complete")
			judge("substantial", r["value"] == "substantial")
			judge("limited", r["value"] == "limited")
			judge("not-started", r["value"] == "not-started")
			judge("completed-or-substantial", r["value"] == "substantial" || r["value"] == "complete")
		case "completion-midterm":
			judge("completed-at-midterm", r["value"] == "complete")
		case "relevance":
			judge("irm-relevant", r["value"] == "relevant")
		case "open-government-lens":
			judge("open-government-lens", r["value"] == "yes")
		case "potential-impact":
			judge("transformative", r["value"] == "transformative")
		case "did-it-open-government":
			judge("did-it-open-government-major", r["value"] == "major")
			judge("did-it-open-government-outstanding", r["value"] == "outstanding")
		case "starred":
			property := "irm-starred"
			if r["report"] == "irm-midterm-2015-2017" {
				property = "irm-starred-at-midterm"
			}
			if r["value"] == "starred" {
				put(property, p, id)
				if star[p] == nil {
					star[p] = map[string]bool{}
				}
				star[p][id] = star[p][id] || property == "irm-starred"
			}
		}
	}
	for key, set := range sets {
		for id := range set {
			if denied[key+"/"+id] {
				delete(set, id)
			}
		}
	}
	for p, starred := range star {
		for id, end := range starred {
			if end && (sets["did-it-open-government-major/"+p][id] || sets["did-it-open-government-outstanding/"+p][id]) {
				put("starred-with-major-or-outstanding-opening", p, id)
			}
		}
	}
	claims := map[string]map[string]string{}
	for _, c := range s.rows(t, "claims") {
		claims[c["id"]] = c
	}
	counted, totalled := 0, map[string]bool{}
	for _, r := range s.rows(t, "plan_totals") {
		totalled[r["plan"]+" "+r["property"]] = true
		if claims[r["claim"]]["computed"] == "true" {
			t.Errorf("%s takes what was computed for what a source declares", r["id"])
		}
		if r["counted"] != "" {
			counted++
			if want := fmt.Sprint(len(sets[r["property"]+"/"+r["plan"]])); r["counted"] != want {
				t.Errorf("%s: counted %s, the rows give %s", r["id"], r["counted"], want)
			}
		}
		if groups := 0; r["counted_from"] == "commitment_entities" && r["counted"] != "" {
			for e := range sets[r["property"]+"/"+r["plan"]] {
				if group[e] {
					groups++
				}
			}
			if r["counted_groups"] != fmt.Sprint(groups) {
				t.Errorf("%s: %s groups or programmes, the rows give %d", r["id"], r["counted_groups"], groups)
			}
		} else if r["counted_groups"] != "" {
			t.Errorf("%s: counts no entities and %s groups", r["id"], r["counted_groups"])
		}
		if r["commitments_total"] != "" && r["commitments_total"] != fmt.Sprint(len(sets["commitments-count/"+r["plan"]])) {
			t.Errorf("%s: the plan is said to have %s commitments", r["id"], r["commitments_total"])
		}
		want := "not-declared"
		switch c := claims[r["claim"]]; {
		case c == nil:
		case r["counted"] == "":
			want = "not-counted"
		case r["commitments_rated"] != r["commitments_total"]:
			want = "partial"
		case c["value"] == r["counted"]:
			want = "agrees"
		default:
			want = "differs"
		}
		if r["comparison"] != want {
			t.Errorf("%s: %s, want %s", r["id"], r["comparison"], want)
		}
		if c := claims[r["claim"]]; c != nil {
			if got, want := pick(r, "plan", "property", "declared", "source", "date", "unit_es", "note_es"), pick(c, "subject", "property", "value", "source", "date", "unit_es", "note_es"); got != want {
				t.Errorf("%s: %s, and the claim says %s", r["id"], got, want)
			}
		}
	}
	for _, c := range claims {
		if c["computed"] == "true" && !totalled[c["subject"]+" "+c["property"]] {
			t.Errorf("the totals lack the %s of plan %s, which was computed", c["property"], c["subject"])
		}
	}
	if counted < 50 {
		t.Errorf("only %d totals are counted", counted)
	}
}

// lastDay is the last day that a date may mean, for comparing with others.
func lastDay(date string) string {
	return map[int]string{4: date + "-12-31", 7: date + "-31", 10: date}[len(date)]
}

// firstDay is the first day that a date may mean.
func firstDay(date string) string {
	return map[int]string{4: date + "-01-01", 7: date + "-01", 10: date}[len(date)]
}
