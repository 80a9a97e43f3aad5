package render

import (
	"slices"
	"strings"
	"testing"
)

// A plan with values from its middle alone: a report on its end that the record
// has is not said to lack, and nothing is listed where no deadline fell later.
func TestValuesFromTheMiddleOfAPlanBesideAReportOnItsEnd(t *testing.T) {
	r, jobs := realSite(t)
	of := func() (state, missing string, later bool) {
		v := pageIn[Overview](t, r, jobs, 1, ownAt("pending"))
		for _, s := range v.Sections {
			for _, g := range s.Tables {
				for _, l := range g.Rows[0].Cells[6].Values {
					state += l.Text
				}
			}
			if s.ID == "later-i" {
				missing, later = s.Missing[0].Text, true
			}
		}
		return state, missing, later
	}
	plan := r.site.Plans[0]
	if a := r.site.Assessment(plan); a.Halfway == nil || len(a.Later) == 0 {
		t.Fatal("the first plan has no values from its middle alone, or no later deadlines")
	}
	if state, missing, _ := of(); !strings.Contains(state, "no final assessment") || !strings.Contains(missing, "report on the end") {
		t.Errorf("without a report on the end: %q, missing %q", state, missing)
	}
	end := *plan.Judging()
	end.Kind, end.Title = r.site.Code("report-kinds", "end-of-term"), "The End of It"
	plan.Reports = append(slices.Clone(plan.Reports), &end)
	if state, missing, _ := of(); strings.Contains(state, "no final assessment") || !strings.Contains(state, "has published its report") || !strings.Contains(missing, end.Title) {
		t.Errorf("with a report on the end: %q, missing %q", state, missing)
	}
	for _, c := range r.site.Assessment(plan).Later {
		c.End = plan.Start
	}
	if state, _, later := of(); later || strings.Contains(state, "deadline of") {
		t.Errorf("without later deadlines: %q, a section %v", state, later)
	}
}
