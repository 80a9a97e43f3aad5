package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/source"
)

// derivable is the small site with every derived table described in full.
func derivable() map[string]string {
	files := small()
	for _, d := range source.Derivations {
		columns := slices.Clone(d.Columns)
		for _, name := range d.Translated {
			columns = append(columns, name+"_es", name+"_en")
		}
		key := map[string]string{"commitment_entities": "commitment, role, entity", "commitment_themes": "commitment, theme"}[d.Name]
		if key == "" {
			key = "id"
		}
		schema := "derived_from: [commitments, plans]\nkey: [" + key + "]\nfields:\n"
		for _, c := range columns {
			schema += fmt.Sprintf("  - {name: %s, type: text}\n", c)
		}
		files["datasets/"+d.Name+"/schema.yaml"] = schema
	}
	return files
}

// of returns some columns of a table's rows, one line a row.
func of(t *testing.T, p *Published, columns ...string) []string {
	t.Helper()
	if p == nil {
		t.Fatal("the table is not published")
	}
	var out []string
	for _, row := range p.Rows {
		var line []string
		for _, c := range columns {
			line = append(line, row[slices.Index(p.Header, c)])
		}
		out = append(out, strings.Join(line, " "))
	}
	return out
}

// What the checks call a known derived table or column is one that can be
// computed, and no row has a cell that no column takes.
func TestEveryDerivationIsKnownToTheChecks(t *testing.T) {
	var names []string
	s := newSite(t, derivable(), "2016-01-01")
	for _, d := range source.Derivations {
		names = append(names, d.Name)
		derive := derivations[d.Name]
		if derive == nil {
			t.Errorf("%s is not computed", d.Name)
			continue
		}
		for _, row := range derive(s) {
			for column := range row {
				if !d.Has(column, s.codes) {
					t.Errorf("%s: the column %s is computed and not known", d.Name, column)
				}
			}
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(derivations)), slices.Sorted(slices.Values(names))); diff != "" {
		t.Error(diff)
	}
}

func TestEntitiesOfCommitments(t *testing.T) {
	files := derivable()
	files["content/es/commitments/C5.md"] = "---\nid: C5\nplan: II\ntitle: Cinco\nlead: [b, a, b]\nsupport: [a]\nthemes: [y, x]\nthemes_basis: page\n---\n"
	s := newSite(t, files, "2016-01-01")
	// A draft is not there; an entity that leads and supports stands in each role.
	want := []string{"C1 lead b 1 I", "C1 support a 1 I", "C2 lead b 1 I", "C3 lead b 1 I", "C5 lead a 2 II", "C5 lead b 1 II", "C5 support a 1 II"}
	if diff := cmp.Diff(want, of(t, s.Table("commitment_entities"), "commitment", "role", "entity", "order", "plan")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"C5 x page II", "C5 y page II"}, of(t, s.Table("commitment_themes"), "commitment", "theme", "basis", "plan")); diff != "" {
		t.Error(diff)
	}
}

func TestStatusKeepsTheVoicesApart(t *testing.T) {
	s := newSite(t, derivable(), "2015-12-31")
	want := []string{
		"C1.deadline.1    2015-12-31  deadline-states no-deadline  ",
		"C1.deadline.10    2015-12-31  deadline-states past-with-statement  ",
		"C1.deadline.2    2015-12-31  deadline-states past-with-statement  ",
		"C1.deadline.3    2015-12-31  deadline-states past-with-statement  ",
		"C1.deadline.4    2015-12-31  deadline-states past-with-statement  ",
		"C1.declared.u1 government   2015-02  update-status completed  false",
		"C1.declared.u2 civil-society   2015-03-01     true",
		"C1.declared.u3 irm        false",
		"C1.rated.completion.r1.limited irm completion  2014 r1 completion limited  ",
		"C1.rated.completion.r2.complete irm completion  2016-05 r2 completion complete  ",
		"C1.recorded.3      milestone-status done  ",
		"C1.silence    2015-12-31  silence-states spoken-of  ",
		"C2.declared.u4 government        false",
		"C2.rated.completion.r1.not-reviewed irm completion  2014 r1 absences not-reviewed  ",
		"C2.rated.early-results.r1.not-applicable irm early-results  2014 r1 absences not-applicable  ",
		"C2.silence    2015-12-31  silence-states spoken-of  ",
		"C3.silence    2015-12-31  silence-states silent  ",
		"C5.silence    2015-12-31  silence-states silent  ",
	}
	got := of(t, s.Table("status"), "id", "voice", "variable", "part", "date", "report", "scale", "value", "days_past", "evidence_given")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A projection is no status, nor is design, and an overview repeats what is counted.
func TestStatusLeavesOutWhatIsNone(t *testing.T) {
	files := derivable()
	files["datasets/ratings/ratings.csv"] = "commitment,report,variable,part,value,scale,source\n" +
		"C1,r1,completion-projected,,complete,completion,s\nC1,r1,completion,overview-table,complete,completion,s\nC1,r1,potential-impact,,complete,completion,s\nC4,r1,completion,,complete,completion,s\n"
	for _, line := range of(t, newSite(t, files, "2015-12-31").Table("status"), "id", "kind") {
		if strings.HasSuffix(line, kindRated) {
			t.Errorf("%s is there", line)
		}
	}
}

func TestTotalsStandBesideWhatSourcesDeclare(t *testing.T) {
	files := derivable()
	files["datasets/claims/claims.csv"] = "id,subject_kind,subject,property,value,source,date\n" +
		"c1,plan,I,commitments-count,4,s,2015\nc2,plan,I,commitments-count,3,t,\nc3,plan,I,completed,1,s,\nc4,plan,I,people,80,s,\nc5,plan,I,period,2014,s,\n" +
		"c6,plan,II,completed,1,s,\nc7,commitment,C1,completed,1,s,\nc8,plan,II,irm-starred,0,s,\n"
	described(files, "codes/claim-properties", "code", "code,label_es,label_en,order,total\npeople,P,P,1,true\nperiod,Q,Q,2,false\n", "order", "integer")
	s := newSite(t, files, "2016-01-01")
	want := []string{
		"c1 I commitments-count 4 3 3 3 differs", // the draft is no commitment of the site
		"c2 I commitments-count 3 3 3 3 agrees",
		"c3 I completed 1 1 1 3 partial", // of C2 there is an absence, of C3 nothing
		"c4 I people 80    not-counted",
		"c6 II completed 1  0 1 not-counted",
		"c8 II irm-starred 0  0 1 not-counted",
		"i-lead-institutions-count-counted I lead-institutions-count  1 3 3 not-declared",
		"i-territorial-entities-counted I territorial-entities  0 3 3 not-declared",
		"ii-commitments-count-counted II commitments-count  1 1 1 not-declared",
		"ii-lead-institutions-count-counted II lead-institutions-count  1 1 1 not-declared",
		"ii-territorial-entities-counted II territorial-entities  0 1 1 not-declared",
	}
	got := of(t, s.Table("plan_totals"), "id", "plan", "property", "declared", "counted", "commitments_rated", "commitments_total", "comparison")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A derived table has the sources of those it is made of, and supports no row
// of its own.
func TestDerivedTablesAddNoCitations(t *testing.T) {
	files := derivable()
	plain := newSite(t, small(), "2016-01-01").Citations()
	s := newSite(t, files, "2016-01-01")
	if diff := cmp.Diff(len(plain["s"]), len(s.Citations()["s"])); diff != "" {
		t.Error(diff)
	}
	files["datasets/plans/schema.yaml"] = "sources: [t, s]\n" + files["datasets/plans/schema.yaml"]
	if got := newSite(t, files, "2016-01-01").Table("status").Schema.Sources.Values(); !slices.Equal(got, []string{"s", "t"}) {
		t.Errorf("the sources are %v", got)
	}
}

// What a source declares alone is in disagreement with what the rows give where
// the two cannot both be: not where the rows know a part that may yet grow to
// it, nor where the site has fewer commitments than it declares.
func TestADeclaredTotalDisagreesWithAnotherThatIsCounted(t *testing.T) {
	for claim, want := range map[string]string{
		"c1,plan,II,lead-institutions-count,2,s,": "1 of 1 of 1",
		"c1,plan,II,lead-institutions-count,1,s,": "",
		"c1,plan,II,commitments-count,3,s,":       "",
		"c1,plan,I,commitments-count,2,s,":        "3 of 3 of 3",
		"c1,plan,I,completed,0,s,":                "1 of 1 of 3", // what is known of a part is more already
		"c1,plan,I,completed,2,s,":                "",
		"c1,plan,I,people,2,s,":                   "",
		"c1,plan,I,completed,few,s,":              "",
	} {
		files := derivable()
		files["datasets/claims/claims.csv"] = "id,subject_kind,subject,property,value,source,date\n" + claim + "\n"
		got := ""
		for _, d := range newSite(t, files, "2016-01-01").Disagreements {
			if !d.Apart {
				t.Errorf("%s: no two claims differ", claim)
			}
			got += fmt.Sprint(d.Counted.N, " of ", d.Counted.Known, " of ", d.Counted.All)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", claim, got, want)
		}
	}
}
