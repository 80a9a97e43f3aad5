package render

import (
	"strings"
	"testing"

	"vitrina/generator/model"
)

// Where sources disagree on more than one total of a plan, each dispute leads
// to its own, with a semicolon between them, and what is not disputed is left
// out.
func TestDisputedTotalsAreToldApart(t *testing.T) {
	r, jobs := realSite(t)
	seen := 0
	p := r.pageOf(&jobs[0])
	for _, plan := range r.site.Plans {
		var disputed []model.Told
		var want []string
		for _, c := range plan.Claims {
			d := r.site.Disagreement("plan", plan.ID, c.Property.Code)
			if d == nil || !d.AmongSources() || len(disputed) > 0 && disputed[len(disputed)-1].Property.Code == c.Property.Code {
				continue
			}
			disputed = append(disputed, model.Told{Claim: c})
			want = append(want, p.dispute(d).Address)
		}
		if len(disputed) < 2 {
			continue
		}
		var undisputed []model.Told
		for _, c := range plan.Claims {
			if r.site.Disagreement("plan", plan.ID, c.Property.Code) == nil {
				undisputed = append(undisputed, model.Told{Claim: c})
			}
		}
		got := p.disputedTotals("told.differ", plan, append(undisputed, disputed[:2]...))
		if len(got.Parts) != 3 || got.Parts[1].Text != "; " || got.Parts[1].Address != "" || got.Parts[0].Address != want[0] || got.Parts[2].Address != want[1] {
			t.Errorf("two disputed totals of plan %s: %+v", plan.ID, got.Parts)
		}
		if got.Text != got.Parts[0].Text+"; "+got.Parts[2].Text || strings.Contains(got.Text, "{") {
			t.Errorf("plan %s: %q", plan.ID, got.Text)
		}
		if one := p.disputedTotals("told.differ", plan, disputed[:1]); len(one.Parts) != 1 || strings.Contains(one.Text, ";") {
			t.Errorf("one disputed total of plan %s: %+v", plan.ID, one.Parts)
		}
		if none := p.disputedTotals("told.differ", plan, undisputed); none.Text != "" {
			t.Errorf("none of plan %s: %q", plan.ID, none.Text)
		}
		seen++
	}
	if seen == 0 {
		t.Error("no plan has two disputed totals")
	}
}
