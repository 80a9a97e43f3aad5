package model_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/layouts"
)

// What the pages count is counted again here, from the files themselves.

const root = "../.."

var site = sync.OnceValue(func() *model.Site {
	tree, found, err := source.Load(layouts.Under(os.DirFS(root)), 0)
	if err != nil || found.Errors() > 0 {
		panic("the real sources do not load")
	}
	asOf, _ := date.Parse("2026-11-01")
	return model.Build(tree, model.Options{AsOf: asOf})
})

// records reads a dataset as maps, with the standard library.
func records(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(root, "datasets", name, filepath.Base(name)+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, h := range all[0] {
			m[h] = row[i]
		}
		out = append(out, m)
	}
	return out
}

var frontLine = regexp.MustCompile(`(?m)^([a-z_]+): *(.*)$`)

// fronts reads the facts of the commitments line by line.
func fronts(t *testing.T) map[string]map[string]string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(root, "content/es/commitments/*.md"))
	out := map[string]map[string]string{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		front, _, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---")
		m := map[string]string{}
		for _, line := range frontLine.FindAllStringSubmatch(front, -1) {
			m[line[1]] = strings.Trim(line[2], `"`)
		}
		out[m["id"]] = m
	}
	if len(out) == 0 {
		t.Fatal("no commitments were read")
	}
	return out
}

func TestTallyByBranch(t *testing.T) {
	s, files := site(), fronts(t)
	want := map[string]map[string]int{}
	for _, f := range files {
		if want[f["branch"]] == nil {
			want[f["branch"]] = map[string]int{}
		}
		want[f["branch"]][f["plan"]]++
	}
	for _, tally := range s.Tally(s.List("branches").Codes, s.Commitments, func(c *model.Commitment) []*model.Code { return []*model.Code{c.Branch} }) {
		code, sum := "", 0
		if tally.Code != nil {
			code = tally.Code.Code
		}
		for i, p := range s.Plans {
			sum += tally.ByPlan[i]
			if got := tally.ByPlan[i]; got != want[code][p.ID] {
				t.Errorf("branch %q, plan %s: %d, want %d", code, p.ID, got, want[code][p.ID])
			}
		}
		if sum != len(tally.Commitments) {
			t.Errorf("branch %q: plans sum to %d, %d commitments", code, sum, len(tally.Commitments))
		}
	}
}

func TestTallyOfValuesAndGoals(t *testing.T) {
	s, files := site(), fronts(t)
	for _, list := range []struct {
		name, field string
		of          func(c *model.Commitment) []*model.Code
	}{{"ogp-values", "values", func(c *model.Commitment) []*model.Code { return c.Values }}, {"sdgs", "sdgs", func(c *model.Commitment) []*model.Code { return c.SDGs }}} {
		want := map[string]int{}
		for _, f := range files {
			values := strings.Trim(f[list.field], "[]")
			if values == "" {
				want[""]++
				continue
			}
			for _, v := range strings.Split(values, ",") {
				want[strings.TrimSpace(v)]++
			}
		}
		for _, tally := range s.Tally(s.List(list.name).Codes, s.Commitments, list.of) {
			code := ""
			if tally.Code != nil {
				code = tally.Code.Code
			}
			if len(tally.Commitments) != want[code] {
				t.Errorf("%s %q: %d, want %d", list.name, code, len(tally.Commitments), want[code])
			}
		}
	}
}

func TestTerritories(t *testing.T) {
	s, files := site(), fronts(t)
	want := map[string]int{}
	for _, f := range files {
		want[f["territory"]]++
	}
	total := 0
	for _, d := range s.Territories() {
		total += len(d.Commitments)
		if len(d.Commitments) != want[d.Code.Code] {
			t.Errorf("department %s: %d, want %d", d.Code.Code, len(d.Commitments), want[d.Code.Code])
		}
	}
	if total+want[""] != len(files) {
		t.Errorf("%d placed and %d not, of %d", total, want[""], len(files))
	}
}

func TestSilences(t *testing.T) {
	s, files := site(), fronts(t)
	spoken := map[string]string{} // the last date of a statement
	whole := map[string]string{}  // that of one that declares all of a commitment done
	for _, u := range records(t, "updates") {
		key, said := u["commitment"]+"/"+u["milestone_order"], u["date"]
		completed := u["status"] == "completed" || u["percent"] == "100"
		if u["milestone_order"] == "" && completed {
			whole[u["commitment"]] = max(whole[u["commitment"]], said)
		}
		if completed || said == "" {
			said = "9999"
		}
		spoken[key] = max(spoken[key], said)
	}
	// A commitment that the IRM calls complete, in all parts of its last report,
	// is told of from that report on.
	published, judged, denied := map[string]string{}, map[string]string{}, map[string]bool{}
	for _, r := range records(t, "reports") {
		published[r["id"]] = r["published"]
	}
	completion := slices.DeleteFunc(records(t, "ratings"), func(r map[string]string) bool {
		return !strings.HasPrefix(r["variable"], "completion") || r["variable"] == "completion-projected" || r["variable"] == "completion-midterm" || r["scale"] == "absences" || r["part"] == "overview-table"
	})
	for _, r := range completion {
		judged[r["commitment"]] = max(judged[r["commitment"]], published[r["report"]])
	}
	for _, r := range completion {
		if published[r["report"]] == judged[r["commitment"]] && r["value"] != "complete" {
			denied[r["commitment"]] = true
		}
	}
	for id, until := range judged {
		if !denied[id] {
			whole[id] = max(whole[id], until)
		}
	}
	past, undated := map[string]int{}, map[string]int{}
	for _, m := range records(t, "milestones") {
		plan := files[m["commitment"]]["plan"]
		switch due, known := date.Parse(m["due"]); {
		case !known:
			undated[plan]++
		case due.EndsBefore(s.AsOf) && m["status"] == "" && !settled(spoken[m["commitment"]+"/"+m["order"]], due) && !settled(whole[m["commitment"]], due):
			past[plan]++
		}
	}
	for _, q := range s.Silences() {
		if len(q.Overdue) != past[q.Plan.ID] || q.Undated != undated[q.Plan.ID] {
			t.Errorf("plan %s: %d overdue and %d undated, want %d and %d", q.Plan.ID, len(q.Overdue), q.Undated, past[q.Plan.ID], undated[q.Plan.ID])
		}
		if n := len(q.Silent) + max(len(q.Government), len(q.CivilSociety), len(q.IRM)); n > len(q.Plan.Commitments) {
			t.Errorf("plan %s: silent and spoken are %d of %d commitments", q.Plan.ID, n, len(q.Plan.Commitments))
		}
	}
}

func TestAssessments(t *testing.T) {
	s, files := site(), fronts(t)
	rated := map[string]bool{}
	for _, r := range records(t, "ratings") {
		if strings.HasPrefix(r["variable"], "completion") && r["variable"] != "completion-projected" && r["scale"] != "absences" && r["part"] != "overview-table" {
			rated[r["commitment"]] = true
		}
	}
	want := map[string]int{}
	for id := range rated {
		want[files[id]["plan"]]++
	}
	for _, a := range s.Assessments() {
		if len(a.Rated) != want[a.Plan.ID] || len(a.Rated)+len(a.Unrated) != len(a.Plan.Commitments) {
			t.Errorf("plan %s: %d rated and %d not, want %d rated of %d", a.Plan.ID, len(a.Rated), len(a.Unrated), want[a.Plan.ID], len(a.Plan.Commitments))
		}
	}
	// A plan whose final report the record has is not called awaited.
	for _, a := range s.Assessments() {
		if got, want := a.Final != nil, a.Plan.ID != "V"; got != want {
			t.Errorf("plan %s: a report that judges completion: %v, want %v", a.Plan.ID, got, want)
		}
	}
}

func TestStars(t *testing.T) {
	want := map[string]map[string]bool{} // report: commitments
	for _, r := range records(t, "ratings") {
		if r["variable"] == "starred" && r["value"] == "starred" {
			if want[r["report"]] == nil {
				want[r["report"]] = map[string]bool{}
			}
			want[r["report"]][r["commitment"]] = true
		}
	}
	found := 0
	for _, st := range site().Stars("starred", "starred") {
		found++
		if len(st.Starred) != len(want[st.Report.ID]) {
			t.Errorf("report %s: %d starred, want %d", st.Report.ID, len(st.Starred), len(want[st.Report.ID]))
		}
	}
	if found != len(want) {
		t.Errorf("%d reports, want %d", found, len(want))
	}
}

func TestComparisons(t *testing.T) {
	rows := records(t, "member_ratings")
	compared := site().Comparisons()
	renamed := *site().Tree
	renamed.Site.Member = nil // what the member is called is not how the data name it
	if n := len(model.Build(&renamed, model.Options{AsOf: site().AsOf}).Comparisons()); len(compared) == 0 || n != len(compared) {
		t.Errorf("%d comparisons, and %d where the member has another name", len(compared), n)
	}
	for _, c := range compared {
		if len(c.Rows) == 0 || !c.Rows[0].Own {
			t.Errorf("%s: the site's own member is not first", c.Variable.Code)
		}
		for _, r := range c.Rows {
			rated, sum := 0, 0
			for _, m := range rows {
				if m["member"] != r.Member.Code || m["plan"] != c.Generation || m["variable"] != c.Variable.Code {
					continue
				}
				n, _ := strconv.Atoi(m["items"])
				sum += n
				// What the IRM could not tell, and what was withdrawn, is no step of
				// these scales; of relevance, "unclear" is one.
				beside := m["value"] == "withdrawn" || m["value"] == "unclear" && m["scale"] != "relevance"
				if m["scale"] != "absences" && !beside {
					rated += n
				}
				if r.Items[m["value"]] != n {
					t.Errorf("%s, %s, %s: %d, want %d", c.Variable.Code, r.Member.Code, m["value"], r.Items[m["value"]], n)
				}
			}
			if r.Rated != rated || r.All != sum {
				t.Errorf("%s, %s: %d rated of %d, want %d of %d", c.Variable.Code, r.Member.Code, r.Rated, r.All, rated, sum)
			}
		}
	}
}

func TestLoads(t *testing.T) {
	want := map[string]int{}
	for _, f := range fronts(t) {
		for _, id := range strings.Split(strings.Trim(f["lead"], "[]"), ",") {
			if id = strings.TrimSpace(id); id != "" {
				want[id]++
			}
		}
	}
	loads := site().Loads()
	if len(loads) != len(want) {
		t.Errorf("%d entities lead, want %d", len(loads), len(want))
	}
	for _, l := range loads {
		if len(l.Entity.Leads) != want[l.Entity.ID] {
			t.Errorf("%s leads %d, want %d", l.Entity.ID, len(l.Entity.Leads), want[l.Entity.ID])
		}
		if l.Past > l.Milestones || l.Proved > l.Declared {
			t.Errorf("%s: a part is more than the whole: %+v", l.Entity.ID, l)
		}
	}
}

func TestCoCreationRows(t *testing.T) {
	s := site()
	members := 0
	for _, b := range s.Bodies() {
		members += len(b.Members)
	}
	for name, got := range map[string]int{"body_members": members, "bodies": len(s.Bodies()), "events": len(s.Events()), "schedule": len(s.Schedule()), "participation": len(s.Participation())} {
		if want := len(records(t, name)); got != want {
			t.Errorf("%s: %d rows, want %d", name, got, want)
		}
	}
}

func TestCitations(t *testing.T) {
	want := map[string]int{}
	for _, r := range records(t, "claims") {
		want[r["source"]]++
	}
	got := map[string]int{}
	for id, list := range site().Citations() {
		for _, c := range list {
			if c.Table.Name == "claims" {
				got[id] = len(c.Places)
			}
		}
	}
	for id, n := range want {
		if got[id] != n {
			t.Errorf("source %s: %d claims, want %d", id, got[id], n)
		}
	}
}

// Every commitment counts once in a spread, whatever is known of it.
func TestSpreadsCountEveryCommitmentOnce(t *testing.T) {
	s := site()
	for _, variable := range []string{"completion-progress", "completion-end-of-term", "potential-impact", "early-results", "novelty", "specificity", "relevance"} {
		spreads := s.Spreads(variable)
		if len(spreads) == 0 {
			t.Errorf("%s: no spread", variable)
		}
		for _, sp := range spreads {
			for _, p := range sp.Plans {
				sum := p.Counted() + p.Apart + p.FromTotal + p.Elsewhere + p.Valueless()
				for _, n := range p.Aside {
					sum += n
				}
				if sum != len(p.Plan.Commitments) {
					t.Errorf("%s, plan %s: %d of %d", variable, p.Plan.ID, sum, len(p.Plan.Commitments))
				}
			}
		}
	}
	// The two parts of commitment 3.4 of the first plan differ in novelty.
	if sp := s.Spreads("novelty"); sp[0].Plans[0].Apart != 1 {
		t.Errorf("%d commitments rated apart in novelty, want 1", sp[0].Plans[0].Apart)
	}
}

// settled reports whether a statement of a date may be of after the deadline.
func settled(said string, due date.Date) bool {
	d, known := date.Parse(said)
	return known && d.First().Compare(due.Last()) >= 0
}

// The table of scales is read once, and not for each plan.
func TestTheUsesOfScalesAreReadOnce(t *testing.T) {
	s := site()
	if n := testing.AllocsPerRun(10, func() { s.Applies("completion", "completion", s.Plans[0]) }); n != 0 {
		t.Errorf("whether a scale applies takes %.0f allocations", n)
	}
}
