package model

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/quick"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/date"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

const interfaceWords = `name: x
sections: {commitments: %s}
months: [a, b, c, d, e, f, g, h, i, j, k, l]
day: "{day} {month} {year}"
month: "{month} {year}"
year: "{year}"
words: {}
`

// described returns a dataset's two files, its fields being text but for what
// types says.
func described(files map[string]string, name, key, rows string, types ...string) {
	header, _, _ := strings.Cut(rows, "\n")
	var schema strings.Builder
	fmt.Fprintf(&schema, "key: [%s]\nfields:\n", key)
	for column := range strings.SplitSeq(header, ",") {
		kind := "text"
		for i := 0; i+1 < len(types); i += 2 {
			if types[i] == column {
				kind = types[i+1]
			}
		}
		fmt.Fprintf(&schema, "  - {name: %s, type: %s}\n", column, kind)
	}
	files["datasets/"+name+"/schema.yaml"] = schema.String()
	files["datasets/"+name+"/"+name[strings.LastIndexByte(name, '/')+1:]+".csv"] = rows
}

func small() map[string]string {
	files := map[string]string{
		"content/site.yaml":     "title: {es: Sitio, en: Site}\nlanguages: [es, en]\nbase_url: https://example.org/a\nrepository: https://example.org/git/\n",
		"layouts/words/es.yaml": fmt.Sprintf(interfaceWords, "compromisos"),
		"layouts/words/en.yaml": fmt.Sprintf(interfaceWords, "commitments"),

		"content/es/commitments/C1.md": "---\nid: C1\nplan: I\nnumber: \"2.10\"\ntitle: Uno\nsummary: Resumen\nlead: [b]\nsupport: [a]\nsources: [s]\n---\n",
		"content/en/commitments/C1.md": "---\ntitle: One\n---\n",
		"content/es/commitments/C2.md": "---\nid: C2\nplan: I\nnumber: \"2.2\"\ntitle: Dos\nlead: [b]\n---\n",
		"content/es/commitments/C3.md": "---\nid: C3\nplan: I\ntitle: Tres\nlead: [b]\ncontinues: [C1]\n---\n",
		"content/es/commitments/C4.md": "---\nid: C4\nplan: I\ntitle: Cuatro\nlead: [b]\ndraft: true\n---\n",
		"content/es/commitments/C5.md": "---\nid: C5\nplan: II\nnumber: \"1\"\ntitle: Cinco\nlead: [a]\n---\n",
		"content/es/about.md":          "---\ntitle: Acerca\n---\n",
		"content/en/about.md":          "---\ntitle: About\n---\n",
		"content/es/only.md":           "---\ntitle: Solo\n---\n",
		"content/es/later.md":          "---\ntitle: Luego\ndraft: true\n---\n",
	}
	described(files, "plans", "id", "id,number,title_es\nII,2,Segundo\nI,1,Primero\n", "number", "integer")
	described(files, "entities", "id", "id,name_es,name_en\na,Á,A\nb,B,\n")
	described(files, "sources", "id", "id,title\ns,Fuente\nt,Otra\n")
	described(files, "reports", "id", "id,title,plan,published,source\nr1,Primer informe,I,2014,s\nr2,Segundo informe,I,2016-05,s\n", "published", "date")
	described(files, "milestones", "commitment|order", "commitment,order,title_es,due,status,source\n"+
		"C1,10,j,2015-06-30,,s\nC1,2,b,2015-06,,s\nC1,1,a,,,s\nC1,3,c,2015-05,done,s\nC1,4,d,2015-04,,s\nC4,1,x,2010,,s\n", "due", "date", "order", "integer")
	files["datasets/milestones/schema.yaml"] = strings.Replace(files["datasets/milestones/schema.yaml"], "[commitment|order]", "[commitment, order]", 1)
	described(files, "ratings", "commitment", "commitment,report,variable,part,value,scale,source\n"+
		"C1,r1,completion,,limited,completion,s\nC1,r2,completion,,complete,completion,s\nC1,r2,ambition,,high,ambition,s\n"+
		"C2,r1,completion,,not-reviewed,absences,s\nC2,r1,early-results,,not-applicable,absences,s\nC2,r2,starred,,no-data,absences,s\n")
	described(files, "updates", "id", "id,commitment,milestone_order,date,voice,status,percent,text_es,evidence,source\n"+
		"u1,C1,,2015-02,government,completed,100,Hecho,,s\nu2,C1,4,2015-03-01,civil-society,,,No,t,s\nu3,C1,,,irm,,,Observa,,s\nu4,C2,,,government,,0,Nada,,s\n",
		"date", "date", "percent", "number", "evidence", "list")
	described(files, "claims", "id", "id,subject_kind,subject,property,value,source,date\n"+
		"1,plan,I,commitments-count,10,s,\n2,plan,I,commitments-count,9,t,\n3,plan,I,entities-count,4,s,\n4,plan,I,entities-count,4,t,\n"+
		"5,plan,II,entities-count,1,s,\n6,member,x,joined,2011,s,\n7,member,x,joined,2012,t,\n8,commitment,C1,label,a,s,\n9,commitment,C1,label,b,t,\n", "date", "date")
	described(files, "codes/completion", "code", "code,label_es,label_en,order\ncomplete,Completo,Complete,2\nlimited,Limitado,Limited,1\n", "order", "integer")
	described(files, "codes/absences", "code", "code,label_es,label_en,order\nnot-reviewed,No revisado,,1\nnot-applicable,No aplica,Not applicable,2\nno-data,Sin dato,No data,3\n", "order", "integer")
	return files
}

func newSite(t testing.TB, files map[string]string, asOf string) *Site {
	t.Helper()
	sources := fstest.MapFS{}
	for name, text := range files {
		sources[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, found, err := source.Load(sources, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("%s:%d: %s", f.File, f.Line, f.Message.EN)
	}
	d, _ := date.Parse(asOf)
	return Build(tree, Options{AsOf: d})
}

func ids(commitments []*Commitment) string {
	var out []string
	for _, c := range commitments {
		out = append(out, c.ID.Value)
	}
	return strings.Join(out, " ")
}

func TestCommitmentsStandInTheOrderOfTheirPlans(t *testing.T) {
	s := newSite(t, small(), "2016-01-01")
	if got := ids(s.Commitments); got != "C2 C1 C3 C5" { // 2.2, 2.10, without a number, the second plan
		t.Errorf("got %s", got)
	}
	if got := ids(s.Plan("I").Commitments); got != "C2 C1 C3" {
		t.Errorf("of plan I: %s", got)
	}
	c := s.Find("C1")
	if c.Previous.ID.Value != "C2" || c.Next.ID.Value != "C3" || s.Find("C3").Next != nil || s.Find("C5").Previous != nil {
		t.Error("the neighbours are others")
	}
	if s.Plans[0].ID != "I" {
		t.Error("the plans are not in the order of their numbers")
	}
	if got := ids(s.Entity("b").Leads) + " / " + ids(s.Entity("a").Supports) + " / " + ids(s.Entity("a").Leads); got != "C2 C1 C3 / C1 / C5" {
		t.Errorf("of the entities: %s", got)
	}
	if ids(s.Find("C3").Continues) != "C1" || ids(s.Find("C1").Followed) != "C3" {
		t.Error("the lineage is lost")
	}
}

func TestNumbersOrderByTheirParts(t *testing.T) {
	want := []string{"1", "2", "2.1", "2.2", "2.10", "2.10.1", "3", "10", "A", ""}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compareNumbers)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	antisymmetric := func(a, b uint8, c, d bool) bool {
		x, y := fmt.Sprint(a%12), fmt.Sprint(b%12)
		if c {
			x += ".10"
		}
		if d {
			y += ".2"
		}
		return compareNumbers(x, y) == -compareNumbers(y, x) && (compareNumbers(x, y) == 0) == (x == y)
	}
	if err := quick.Check(antisymmetric, nil); err != nil {
		t.Error(err)
	}
}

// Drafts are nowhere, and what is said of them is left out.
func TestDraftsAreLeftOut(t *testing.T) {
	s := newSite(t, small(), "2016-01-01")
	if s.Find("C4") != nil || s.Page("later") != nil {
		t.Error("a draft is there")
	}
	for _, row := range s.Table("commitments").Rows {
		if row[0] == "C4" {
			t.Error("a draft is in the table")
		}
	}
}

func TestTheThreeVoicesStayApart(t *testing.T) {
	s := newSite(t, small(), "2016-01-01")
	v := s.Find("C1").Voices
	if len(v.Government) != 1 || v.Government[0].ID != "u1" || !v.Government[0].Percent.Known || v.Government[0].Percent.Value != 100 || v.Government[0].Evidence != nil {
		t.Errorf("the Government says %+v", v.Government)
	}
	if len(v.CivilSociety) != 1 || v.CivilSociety[0].ID != "u2" || v.CivilSociety[0].Percent.Known || len(v.CivilSociety[0].Evidence) != 1 {
		t.Errorf("civil society says %+v", v.CivilSociety)
	}
	if len(v.Remarks) != 1 || v.Remarks[0].ID != "u3" {
		t.Errorf("the IRM says %+v", v.Remarks)
	}
	var rated []string
	for _, r := range v.IRM {
		rated = append(rated, r.Report.ID+" "+r.Variable.Code+" "+r.Value.Code)
	}
	// The newest report first, and ambition is not what came of it.
	if diff := cmp.Diff([]string{"r2 completion complete", "r1 completion limited"}, rated); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if zero := s.Find("C2").Voices.Government[0].Percent; !zero.Known || zero.Value != 0 {
		t.Error("zero per cent has become nothing")
	}
}

// Not reviewed, not applicable and no data are three absences; none is zero,
// and none is a value of a scale.
func TestTheThreeAbsencesStayApart(t *testing.T) {
	s := newSite(t, small(), "2016-01-01")
	var got []string
	for _, r := range s.Find("C2").Ratings {
		if !r.Absent() || r.Levels != nil {
			t.Errorf("%s is a value of a scale", r.Value.Code)
		}
		got = append(got, r.Value.Code+" "+r.Value.Label.In(0).Text)
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"no-data Sin dato", "not-applicable No aplica", "not-reviewed No revisado"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if last := s.Find("C2").LastWord; !last.IsZero() {
		t.Errorf("an absence counts as a statement of %v", last)
	}
	r := s.Find("C1").Voices.IRM[0]
	if r.Absent() || len(r.Levels) != 2 || r.Levels[0].Code != "limited" {
		t.Errorf("the levels of %s are %v", r.Value.Code, r.Levels)
	}
}

// unrated is the small site without a rating.
func unrated() map[string]string {
	files := small()
	files["datasets/ratings/ratings.csv"] = "commitment,report,variable,part,value,scale,source\n"
	return files
}

// Lateness is computed from dates against the stated date: never typed, and
// not before the last day that a date may mean has passed.
func TestLatenessIsComputedAgainstTheAsOfDate(t *testing.T) {
	for asOf, want := range map[string]string{
		"2015-06-30": "1 none, 2 ahead, 3 spoken, 4 past 61 since u2, 10 ahead",
		"2015-07-01": "1 none, 2 past 1, 3 spoken, 4 past 62 since u2, 10 past 1",
		"2016-06-30": "1 none, 2 past 366, 3 spoken, 4 past 427 since u2, 10 past 366",
		"2015-04-30": "1 none, 2 ahead, 3 ahead, 4 ahead, 10 ahead",
	} {
		s := newSite(t, unrated(), asOf)
		var got []string
		for _, m := range s.Find("C1").Milestones {
			state := map[MilestoneState]string{NoDate: "none", Ahead: "ahead", Past: fmt.Sprint("past ", m.DaysPast), Spoken: "spoken"}[m.State]
			if m.State == Past && m.Last != nil {
				state += " since " + m.Last.ID
			}
			got = append(got, m.Order+" "+state)
		}
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("as of %s (-want +got):\n%s", asOf, diff)
		}
	}
	// A statement made before the deadline says how it went only when it
	// declares the milestone completed, and one that may be of before does no more.
	for update, want := range map[string]MilestoneState{
		"2015-04-29,government,,,No": Past, "2015-03,government,,99,Casi": Past, "2015-04-30,government,,,No": Spoken, "2015,government,,0,Nada": Past, "2015-04,government,,0,Nada": Past,
		"2015-05,government,,0,Nada": Spoken,
		",government,,0,Nada":        Spoken, "2015-03-01,government,completed,,Hecho": Spoken, "2015-03-01,government,,100,Hecho": Spoken,
	} {
		files := unrated()
		files["datasets/updates/updates.csv"] = "id,commitment,milestone_order,date,voice,status,percent,text_es,evidence,source\nu2,C1,4," + update + ",,s\n"
		for _, m := range newSite(t, files, "2015-12-31").Find("C1").Milestones {
			if m.Order == "4" && m.State != want {
				t.Errorf("after %q the milestone is %v, want %v", update, m.State, want)
			}
		}
	}
	// A statement on the whole speaks of each milestone whose deadline had passed
	// where it declares all of it done, and only there.
	for update, want := range map[string]MilestoneState{"2015-06,government,completed,100,Hecho": Spoken, "2015-06,government,,60,Va": Past,
		"2015-03,government,completed,100,Hecho": Past, "2015-04,government,completed,100,Hecho": Past, ",government,completed,100,Hecho": Past} {
		files := unrated()
		files["datasets/updates/updates.csv"] = "id,commitment,milestone_order,date,voice,status,percent,text_es,evidence,source\nu2,C1,," + update + ",,s\n"
		for _, m := range newSite(t, files, "2015-12-31").Find("C1").Milestones {
			if m.Order == "4" && m.State != want {
				t.Errorf("after %q of the whole the milestone is %v, want %v", update, m.State, want)
			}
		}
	}
	// So does the Independent Reporting Mechanism where it calls the whole complete,
	// in all its parts and after the deadline.
	for _, c := range []struct {
		name, published, ratings string
		want                     MilestoneState
	}{
		{"complete", "2015-06", "C1,r1,completion-progress,,complete,completion,s\n", Spoken},
		{"complete before", "2015-04", "C1,r1,completion-progress,,complete,completion,s\n", Past},
		{"complete in one part", "2015-06", "C1,r1,completion-progress,a,complete,completion,s\nC1,r1,completion-progress,b,limited,completion,s\n", Past},
		{"limited", "2015-06", "C1,r1,completion-progress,,limited,completion,s\n", Past},
		{"complete halfway", "2015-06", "C1,r1,completion-midterm,,complete,completion,s\n", Past},
	} {
		files := small()
		files["datasets/updates/updates.csv"] = "id,commitment,milestone_order,date,voice,status,percent,text_es,evidence,source\n"
		files["datasets/ratings/ratings.csv"] = "commitment,report,variable,part,value,scale,source\n" + c.ratings
		files["datasets/reports/reports.csv"] = strings.ReplaceAll(files["datasets/reports/reports.csv"], "r1,Primer informe,I,2014", "r1,Primer informe,I,"+c.published)
		for _, m := range newSite(t, files, "2015-12-31").Find("C1").Milestones {
			if m.Order == "4" && (m.State != c.want || (m.Rated != nil) != (c.want == Spoken)) {
				t.Errorf("rated %s, the milestone is %v by %v, want %v", c.name, m.State, m.Rated, c.want)
			}
		}
	}
	s := newSite(t, small(), "2020-01-01")
	if got := s.Find("C1").LastWord.String(); got != "2016-05" {
		t.Errorf("the last word on C1 is of %q", got)
	}
}

// The deadline of a whole commitment counts where no milestone has one, and is
// settled by what is said of the whole: of after it, or that it is done.
func TestADeadlineOfTheWholeIsComputedWhereNoMilestoneHasOne(t *testing.T) {
	const header = "id,commitment,milestone_order,date,voice,status,percent,text_es,evidence,source\n"
	const rated = "commitment,report,variable,part,value,scale,source\n"
	for _, c := range []struct{ name, asOf, updates, ratings, published, want string }{
		{"not passed", "2015-06-30", "", "", "", "ahead"},
		{"nobody spoke", "2015-07-02", "", "", "", "past-without-statement 2"},
		{"said before", "2015-07-02", "u1,C2,,2015-06,government,,40,Va,,s\n", "", "", "past-without-statement 2 u1"},
		{"said after", "2015-12-31", "u1,C2,,2015-07,government,,40,Va,,s\n", "", "", "past-with-statement u1"},
		{"said done before", "2015-12-31", "u1,C2,,2015-03,government,completed,,Va,,s\n", "", "", "past-with-statement u1"},
		{"said of a milestone", "2015-07-02", "u1,C2,1,2015-12,government,completed,,Va,,s\n", "", "", "past-without-statement 2"},
		{"rated before", "2015-07-02", "", "C2,r1,completion-progress,,limited,completion,s\n", "2014-05", "past-without-statement 2 limited"},
		{"rated after", "2015-12-31", "", "C2,r1,completion-progress,,limited,completion,s\n", "2015-07", "past-with-statement limited"},
		{"rated complete before", "2015-12-31", "", "C2,r1,completion-progress,,complete,completion,s\n", "2014-05", "past-with-statement complete"},
		{"one part complete before", "2015-07-02", "", "C2,r1,completion-progress,a,complete,completion,s\nC2,r1,completion-progress,b,limited,completion,s\n", "2014-05", "past-without-statement 2 limited"},
		{"rated halfway", "2015-07-02", "", "C2,r1,completion-midterm,,limited,completion,s\n", "2016-05", "past-without-statement 2 limited"},
		{"projected", "2015-07-02", "", "C2,r1,completion-projected,,complete,completion,s\n", "2016-05", "past-without-statement 2"},
		{"an absence", "2015-07-02", "", "C2,r1,completion,,no-data,absences,s\n", "2016-05", "past-without-statement 2"},
	} {
		files := small()
		files["content/es/commitments/C2.md"] = strings.Replace(files["content/es/commitments/C2.md"], "lead: [b]", "lead: [b]\nend: 2015-06", 1)
		files["content/es/commitments/C1.md"] = strings.Replace(files["content/es/commitments/C1.md"], "lead: [b]", "lead: [b]\nend: 2015-06", 1)
		files["datasets/updates/updates.csv"] = header + c.updates
		files["datasets/ratings/ratings.csv"] = rated + c.ratings
		files["datasets/reports/reports.csv"] = strings.ReplaceAll(files["datasets/reports/reports.csv"], "r1,Primer informe,I,2014", "r1,Primer informe,I,"+c.published)
		s := newSite(t, files, c.asOf)
		if s.Find("C1").Term != nil || s.Find("C3").Term != nil {
			t.Errorf("%s: one with dated milestones, or without an end, has a deadline of the whole", c.name)
		}
		term := s.Find("C2").Term
		got := term.State.String()
		if term.DaysPast > 0 {
			got += fmt.Sprint(" ", term.DaysPast)
		}
		if term.Said != nil {
			got += " " + term.Said.ID
		}
		if term.Rated != nil {
			got += " " + term.Rated.Value.Code
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		q := s.SilenceOf(s.Plan("I"))
		for state, terms := range map[MilestoneState][]*Term{Past: q.PastTerms, Spoken: q.SpokenTerms, Ahead: q.AheadTerms} {
			if has := len(terms) == 1 && terms[0] == term; has != (state == term.State) {
				t.Errorf("%s: the plan has %d deadlines %v", c.name, len(terms), state)
			}
		}
		for _, o := range q.Overdue {
			if o.Commitment.ID.Value == "C2" {
				t.Errorf("%s: it is counted among the milestones", c.name)
			}
		}
	}
}

// A property of which sources say different things is a disagreement; the
// same thing said twice is not.
func TestDisagreementsGroupWhatDiffers(t *testing.T) {
	s := newSite(t, small(), "2016-01-01")
	var got []string
	for _, d := range s.Disagreements {
		counted := -1
		if d.Counted != nil {
			counted = d.Counted.N
		}
		line := fmt.Sprint(d.Kind, " ", d.Subject, " ", d.Property.Code, " counted ", counted, ":")
		for _, c := range d.Claims {
			line += " " + c.Value + " (" + c.Source.ID + ")"
		}
		got = append(got, line)
	}
	want := []string{
		"plan I commitments-count counted 3: 9 (t) 10 (s)",
		"plan I entities-count counted 1: 4 (s) 4 (t)", // what two declare alike, the rows give otherwise
		"commitment C1 label counted -1: a (s) b (t)",
		"member x joined counted -1: 2011 (s) 2012 (t)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(s.Plan("I").Claims) != 4 || len(s.Find("C1").Claims) != 2 {
		t.Error("claims are lost")
	}
}

// What the reports on a plan count of its completion is told where the record
// has no commitment's value, and only what they themselves say.
func TestTotalsOfCompletionAreToldWhereNoCommitmentIsRated(t *testing.T) {
	files := small()
	files["datasets/reports/reports.csv"] += "r3,Informe,II,2018,s\n"
	files["datasets/claims/claims.csv"] = "id,subject_kind,subject,property,value,source,date\n" +
		"c1,plan,II,completed,1,s,\nc2,plan,II,completed,2,t,\nc3,plan,II,irm-starred,1,s,\nc4,plan,I,completed,1,s,\n"
	var got []string
	for _, a := range newSite(t, files, "2020-01-01").Assessments() {
		for _, c := range a.Told {
			got = append(got, a.Plan.ID+" "+c.ID)
		}
	}
	if diff := cmp.Diff([]string{"II c1"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A missing translation shows the original, marked with its language; a text
// that nobody wrote stays empty.
func TestAMissingTranslationFallsBackWithItsLanguage(t *testing.T) {
	s := newSite(t, small(), "2016-01-01")
	c1, c2 := s.Find("C1"), s.Find("C2")
	for what, c := range map[string]struct{ got, want Phrase }{
		"translated":                {c1.Title.In(1), Phrase{"One", ""}},
		"not translated":            {c2.Title.In(1), Phrase{"Dos", "es"}},
		"in its own language":       {c2.Title.In(0), Phrase{"Dos", ""}},
		"half translated":           {c1.Summary.In(1), Phrase{"Resumen", "es"}},
		"written by nobody":         {c1.Change.In(1), Phrase{}},
		"a cell, translated":        {s.Entity("a").Name.In(1), Phrase{"A", ""}},
		"a cell, not translated":    {s.Entity("b").Name.In(1), Phrase{"B", "es"}},
		"a column in one language":  {s.Plan("I").Title.In(1), Phrase{"Primero", "es"}},
		"a label, not translated":   {s.Code("absences", "not-reviewed").Label.In(1), Phrase{"No revisado", "es"}},
		"a code without its list":   {s.Code("nothing", "x").Label.In(1), Phrase{"x", ""}},
		"an entity without a name":  {s.text(func(string) string { return "" }).In(0), Phrase{}},
		"a language out of the set": {c1.Title.In(7), Phrase{}},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %+v, want %+v", what, c.got, c.want)
		}
	}
	if s.Code("absences", "") != nil {
		t.Error("no code is a code")
	}
	only := s.Page("only")
	if only.In[1] != nil || only.Original().Title.Value != "Solo" || only.URL[1] != "en/only/" {
		t.Errorf("a page in one language: %+v", only)
	}
	// Data never puts one language in the place of another.
	table := s.Table("commitments")
	at := slices.Index(table.Header, "title_en")
	for _, row := range table.Rows {
		if (row[at] == "") != (row[0] != "C1") {
			t.Errorf("title_en of %s is %q", row[0], row[at])
		}
	}
}

func TestRowsOfTablesStandInTheOrderOfTheirKey(t *testing.T) {
	s := newSite(t, small(), "2016-01-01")
	var got []string
	for _, row := range s.Table("milestones").Rows {
		got = append(got, row[0]+"."+row[1])
	}
	if diff := cmp.Diff([]string{"C1.1", "C1.2", "C1.3", "C1.4", "C1.10", "C4.1"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !slices.IsSortedFunc(s.Tables, func(a, b *Published) int { return strings.Compare(a.Name, b.Name) }) || s.Table("nothing") != nil {
		t.Error("the tables are not in order")
	}
}

func TestAddressesAndOptions(t *testing.T) {
	s := newSite(t, small(), "2016-01-01")
	if diff := cmp.Diff([]string{"es/compromisos/c1/", "en/commitments/c1/"}, s.Find("C1").URL); diff != "" {
		t.Error(diff)
	}
	if s.BaseURL != "https://example.org/a/" || s.Repository != "https://example.org/git" {
		t.Errorf("got %q, %q", s.BaseURL, s.Repository)
	}
	for id, want := range map[string]string{"CO0065": "co0065", "CO-P5-1.2": "co-p5-1-2", "a_b": "a-b", "Ñ": "-"} {
		if got := Slug(id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	o := Build(s.Tree, Options{BaseURL: "https://x.co", Repository: "https://y.co/"})
	if o.BaseURL != "https://x.co/" || o.Repository != "https://y.co" {
		t.Errorf("got %q, %q", o.BaseURL, o.Repository)
	}
}

// The sources are the facts: building twice from one tree finds them as they
// were written.
func TestBuildLeavesTheTreeAsItWas(t *testing.T) {
	s := newSite(t, small(), "2016-01-01")
	written := slices.Clone(s.Dataset("plans").Table.Rows)
	again := Build(s.Tree, Options{AsOf: s.AsOf})
	if diff := cmp.Diff(written, again.Dataset("plans").Table.Rows); diff != "" {
		t.Error(diff)
	}
	if written[0][0] != "II" {
		t.Error("the rows of the tree were sorted in place")
	}
	if ids(again.Commitments) != ids(s.Commitments) || len(again.Disagreements) != len(s.Disagreements) {
		t.Error("the second build differs")
	}
}

// knownRows are the rows that the model reads, by dataset.
var knownRows = map[string]any{
	"plans": planRow{}, "entities": entityRow{}, "sources": sourceRow{}, "milestones": milestoneRow{},
	"reports": reportRow{}, "ratings": ratingRow{}, "updates": updateRow{}, "claims": claimRow{},
	"members": memberRow{}, "exercises": exerciseRow{},
}

// Columns that the rows read must exist in the real site's schemas; a column
// renamed there would silently become empty here.
func TestRowsReadColumnsThatTheRealSiteHas(t *testing.T) {
	tree := realTree(t)
	for name, row := range knownRows {
		d := tree.Dataset(name)
		if d == nil {
			t.Errorf("the site has no dataset %s", name)
			continue
		}
		r := reflect.TypeOf(row)
		for i := range r.NumField() {
			column := r.Field(i).Tag.Get("csv")
			f, ok := d.Schema.Field(column)
			if !ok {
				t.Errorf("datasets/%s has no column %s", name, column)
				continue
			}
			want := map[reflect.Type][]string{
				reflect.TypeFor[table.Text](): {"text", "url", "boolean", "integer", "date"}, reflect.TypeFor[table.Number](): {"number", "integer"},
				reflect.TypeFor[table.Date](): {"date"}, reflect.TypeFor[table.List](): {"list"},
			}[r.Field(i).Type]
			if kind := f.Type.Value; kind != "" && !slices.Contains(want, kind) {
				t.Errorf("datasets/%s: %s is %s, and is read as %s", name, column, kind, r.Field(i).Type)
			}
		}
	}
}

func realTree(t *testing.T) *source.Tree {
	t.Helper()
	tree, found, err := source.Load(os.DirFS("../.."), 0)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return tree
}

// What voices say of a whole plan is told of a commitment of which they say
// nothing, source by source: only a public entity speaks for the Government, and
// a total of local commitments stands first, on local ones alone.
func TestTotalsOfAPlanAreToldByTheirSource(t *testing.T) {
	files := small()
	files["content/es/commitments/C5.md"] = "---\nid: C5\nplan: II\nnumber: \"1\"\ntitle: Cinco\nlead: [a]\nlevel: territorial\n---\n"
	files["content/es/commitments/C6.md"] = "---\nid: C6\nplan: II\nnumber: \"2\"\ntitle: Seis\nlead: [a]\n---\n"
	described(files, "codes/levels", "code", "code,label_es,label_en,order\nterritorial,Territorial,Local,1\n", "order", "integer")
	described(files, "codes/branches", "code", "code,label_es,label_en,order\nexecutive,Ejecutiva,Executive,1\n", "order", "integer")
	described(files, "entities", "id", "id,name_es,name_en,branch\na,Á,A,executive\nb,B,,\n")
	described(files, "sources", "id", "id,title,publisher\ns,Fuente,\nt,Otra,A\nu,Nueva,A\nv,Ajena,B\n")
	files["datasets/reports/reports.csv"] += "r3,Informe,II,2018,s\n"
	files["datasets/claims/claims.csv"] = "id,subject_kind,subject,property,value,source,date\n" +
		"g1,plan,II,completed,1,t,2015\ng2,plan,II,completed,2,u,2016\ng3,plan,II,limited,3,t,2015\nn1,plan,II,completed,4,v,2015\n" +
		"i1,plan,II,completed,5,s,\ni2,plan,II,local-completed,6,s,\n"
	s := newSite(t, files, "2020-01-01")
	for id, want := range map[string]string{"C5": "g1+g3 g2 | i2+i1", "C6": "g1+g3 g2 | i1"} {
		government, irm := s.Told(s.Find(id))
		var voices []string
		for _, groups := range [][][]Told{government, irm} {
			var out []string
			for _, group := range groups {
				var claims []string
				for _, told := range group {
					claims = append(claims, told.ID)
				}
				out = append(out, strings.Join(claims, "+"))
			}
			voices = append(voices, strings.Join(out, " "))
		}
		if got := strings.Join(voices, " | "); got != want {
			t.Errorf("%s is told %q, want %q", id, got, want)
		}
	}
}
