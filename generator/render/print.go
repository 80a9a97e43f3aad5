package render

import (
	"vitrina/generator/model"
)

// printEdition is a plan with all its commitments on one page, for paper: what
// the pages of the commitments say first, one after another.
func (p *page) printEdition(plan *model.Plan) PrintEdition {
	w := p.words
	of := p.plan(plan)
	name := w.Fill("plan.name", "id", plan.ID)
	v := PrintEdition{Kicker: of.Kicker, TitleWords: of.TitleWords, Facts: of.Facts, Text: of.Text, TextWords: of.TextWords, CoCreation: of.CoCreation,
		Count: of.Count, Claims: of.Claims, Reports: of.Reports, Sources: of.Sources}
	v.Frame = p.frame(w.Fill("print.title", "plan", name+": "+tongue(model.Phrase{Text: of.TitleWords.Text, Language: of.TitleWords.Language})), w.Fill("print.description", "plan", name), of.Source,
		Link{Text: w.Word("menu.plans"), Address: p.at(p.site.Address("plans"))}, p.planLink(plan))
	v.Explain = w.Fill("print.description", "plan", name)
	for _, c := range plan.Commitments {
		leaf, _ := p.leaf(c) // what came of it is left out: the voices follow at once
		for _, f := range leaf.Key {
			for i, part := range f.State.Parts {
				if part.Address == ownMilestones {
					f.State.Parts[i].Address = "#" + leaf.ID
				}
			}
		}
		v.Commitments = append(v.Commitments, leaf)
	}
	return v
}
