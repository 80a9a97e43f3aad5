package render

import "vitrina/generator/model"

// goals shows the Sustainable Development Goals, empty where no source assigns
// any.
func (p *page) goals() Overview {
	w := p.words
	s := p.site
	v := p.begin("goals", w.Word("goals.title"), w.Word("goals.description"), "")
	l := s.List("sdgs")
	if l == nil {
		return v
	}
	tallies := s.Tally(l.Codes, s.Commitments, goalsOf)
	none := len(tallies[len(l.Codes)].Commitments)
	section := OverviewSection{ID: "goals", Title: w.Word("goals.section"), Tables: []Grid{p.unassigned(tallies[:len(l.Codes)], p.byPlan(w.Word("goals.table"), w.Word("goals.goal"), tallies[:len(l.Codes)], func(t model.Tally) Link {
		return Link{Text: t.Code.Code + ". " + p.label(t.Code), Address: p.at(s.Address("goals", model.Slug(t.Code.Code)))}
	}, func(t model.Tally) (string, string) { return p.at(s.Address("goals", model.Slug(t.Code.Code))), "" }))}, Rows: p.rows(model.CommitmentsTable, "codes-sdgs")}
	section.Explain = []Words{p.sentence("goals.none", "count", p.figure(none, p.at(s.Address("goals", "none"))), "all", p.counted("count.commitments", len(s.Commitments), p.at(s.Address("commitments")))), {Text: w.Word("by-plan.unassigned")}}
	if none == len(s.Commitments) {
		section.Explain = append(section.Explain, Words{Text: w.Word("goals.unassigned")})
	}
	if none > 0 {
		section.Missing = p.plain(w.Word("goals.missing"))
	}
	v.Sections = append(v.Sections, section)
	return v.end()
}

func goalsOf(c *model.Commitment) []*model.Code { return c.SDGs }
