package render

import (
	"strings"

	"vitrina/generator/model"
)

func (p *page) planLink(plan *model.Plan) Link {
	if plan == nil {
		return Link{}
	}
	return Link{Text: p.words.Fill("plan.name", "id", plan.ID), Address: p.at(plan.URL)}
}

// planHead heads a row with a plan, whose name is one word even on the narrowest
// screen.
func (p *page) planHead(plan *model.Plan) GridCell {
	link := p.planLink(plan)
	link.Text = strings.ReplaceAll(link.Text, " ", "\u00a0")
	return p.head(link)
}

func (p *page) period(plan *model.Plan) string {
	from, to := p.words.Date(plan.Start), p.words.Date(plan.End)
	switch {
	case from == "":
		return to
	case to == "":
		return p.words.Fill("since", "date", from)
	}
	return p.words.Fill("from-to", "from", from, "to", to)
}

func (p *page) planLines() []PlanLine {
	var out []PlanLine
	for _, plan := range p.site.Plans {
		line := PlanLine{Link: p.planLink(plan), ID: plan.ID, Period: p.period(plan), Title: p.say(plan.Title), Held: p.sentence("plan.held", "count", p.counted("count.commitments", len(plan.Commitments), p.at(plan.URL)+"#commitments"))}
		values := map[string]bool{}
		for _, c := range plan.Claims {
			if c.Property.Code == "commitments-count" && !c.Computed {
				values[c.Value] = true
			}
		}
		if len(values) > 0 {
			line.Declared = p.sentence("plan.declared", "values", Link{Text: p.either(values), Address: p.at(plan.URL) + "#figures"})
		}
		for _, r := range plan.Reports {
			line.Reports = append(line.Reports, p.reportName(r))
		}
		out = append(out, line)
	}
	return out
}

func (p *page) plans() Plans {
	frame, _ := p.headed("plans", p.words.Word("menu.plans"), p.words.Word("plans.description"), "")
	v := Plans{Frame: frame, Lines: p.planLines(), Sections: p.spreadSections()}
	for _, s := range v.Sections {
		v.Jump = append(v.Jump, Link{Text: s.Title, Address: "#" + s.ID})
	}
	return v
}

// unrated says that the record lacks the ratings of commitments of some plans,
// with the totals that their reports give; nothing where none gives any.
func (p *page) unrated(variable string) []Words {
	var out []Words
	for _, plan := range p.site.Plans {
		if told := p.told(p.site.TotalsTold(plan, variable)); told.Text != "" {
			line := p.sentence("plans.told", "plan", p.planLink(plan))
			line.follow(told)
			out = append(out, line)
		}
	}
	if out == nil {
		return nil
	}
	return append(p.plain(p.words.Word("plans.unrated")), out...)
}
