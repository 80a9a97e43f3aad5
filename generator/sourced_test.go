package main

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"vitrina/generator/model"
)

// unread are the sources of which only the address is known, which both notes say.
func unread(sources []map[string]string) (ids []string, unlike string) {
	for _, r := range sources {
		es, en := strings.Contains(r["note_es"], "no se consultó"), strings.Contains(r["note_en"], "not consulted")
		if es != en {
			unlike = r["id"]
		}
		if es || en {
			ids = append(ids, r["id"])
		}
	}
	return ids, unlike
}

// resting are the sources among some that rows rest on.
func resting(rows []map[string]string, among []string) (ids []string) {
	for _, r := range rows {
		for _, column := range []string{"source", "sources", "other_sources", "evidence"} {
			for _, id := range splitCell(r[column]) {
				if slices.Contains(among, id) {
					ids = append(ids, id)
				}
			}
		}
	}
	return ids
}

// A document of which only the address is known supports nothing: a plan's row
// may say where it is, and no other row rests on it.
func TestNothingRestsOnASourceThatWasNotConsulted(t *testing.T) {
	ids, unlike := unread(rowsOf(t, "datasets/sources/sources.csv"))
	if unlike != "" {
		t.Errorf("the notes of %s differ on whether it was consulted", unlike)
	}
	tables, err := fs.Glob(realSources(), "datasets/*/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range tables {
		if name := path.Base(file); name == "sources.csv" || name == "plans.csv" || strings.Contains(file, "releases") {
			continue
		}
		if found := resting(rowsOf(t, file), ids); len(found) > 0 {
			t.Errorf("%s rests on %s", file, found)
		}
	}
}

// The test above sees what it looks for, whether any source is left unread.
func TestARowThatRestsOnASourceNotConsultedIsSeen(t *testing.T) {
	ids, unlike := unread([]map[string]string{
		{"id": "read"}, {"id": "closed", "note_es": "Solo la dirección; no se consultó.", "note_en": "Address only; not consulted."}, {"id": "half", "note_es": "El texto no se consultó.", "note_en": "Read."},
	})
	if !slices.Equal(ids, []string{"closed", "half"}) || unlike != "half" {
		t.Errorf("unread are %s, and the notes of %q differ", ids, unlike)
	}
	rows := []map[string]string{{"source": "read"}, {"source": "closed"}, {"sources": "read|half"}, {"other_sources": "closed"}, {"evidence": "half|read"}}
	if found := resting(rows, ids); !slices.Equal(found, []string{"closed", "half", "closed", "half"}) {
		t.Errorf("rows rest on %s", found)
	}
}

// The page of the committees says where the sources are those of the plan's row
// and nobody noted which of them names a member.
func TestCommitteesSayWhoseSourcesAreShared(t *testing.T) {
	s := wholeSite(t)
	shared := map[string]bool{}
	bodies := map[string]string{}
	for _, b := range s.rows(t, "bodies") {
		bodies[b["id"]+" "+b["plan"]] = b["sources"]
	}
	for _, m := range s.rows(t, "body_members") {
		key := m["body"] + " " + m["plan"]
		if was, seen := shared[key]; !seen || was {
			shared[key] = m["sources"] == bodies[key]
		}
	}
	want := 0
	for _, is := range shared {
		if is {
			want++
		}
	}
	for _, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("governance"), "index.html")]
		if got := strings.Count(textOf(p.root), l.Word("governance.shared-sources")); got != want || want == 0 {
			t.Errorf("%s says of %d committees that their sources are shared; they are of %d", p.address, got, want)
		}
	}
	if !slices.Contains(splitCell(bodies["comite-estado-abierto V"]), "cepal-plan-5") {
		t.Error("the committee of plan V has lost its sources")
	}
}

// Each variable of the IRM has a scale and the years of the plans that use it.
func TestEveryVariableHasItsScale(t *testing.T) {
	scaled := map[string]bool{}
	for _, r := range rowsOf(t, "datasets/codes/rating-scales/rating-scales.csv") {
		if r["scale"] != "absences" && r["first_plan_year"] != "" {
			scaled[r["variable"]] = true
		}
	}
	for _, r := range rowsOf(t, "datasets/codes/rating-variables/rating-variables.csv") {
		if !scaled[r["code"]] {
			t.Errorf("%s has no scale", r["code"])
		}
	}
}

// A source that no row rests on is listed as one, with what it is for where that
// is written.
func TestSourcesSayWhenNothingRestsOnThem(t *testing.T) {
	s := wholeSite(t)
	noted := map[string]bool{}
	for _, row := range rowsOf(t, "datasets/sources/sources.csv") {
		noted[model.Slug(row["id"])] = row["note_es"]+row["note_en"] != ""
	}
	for _, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("sources"), "index.html")]
		bare := 0
		for _, line := range find(find(p.root, byClass("library"))[0], byName("li")) {
			supports := strings.Contains(textOf(line), l.Word("source.supports"))
			none := strings.Contains(textOf(line), l.Word("source.supports-none"))
			if supports == none {
				t.Errorf("%s: %s supports rows: %v, and none: %v", p.address, attr(line, "id"), supports, none)
			}
			if none {
				bare++
				if id := attr(line, "id"); noted[id] && len(find(line, byClass("note"))) == 0 {
					t.Errorf("%s does not say what %s is for", p.address, attr(line, "id"))
				}
			}
		}
		if bare == 0 {
			t.Errorf("%s: every source supports rows", p.address)
		}
	}
}
