package render

import (
	"slices"

	"vitrina/generator/model"
)

// dispute shows one disagreement. Its claims are grouped by what they say.
func (p *page) dispute(d *model.Disagreement) Dispute {
	v := Dispute{ID: model.Slug(d.Kind + "-" + d.Subject + "-" + d.Property.Code), Property: p.label(d.Property), Subject: Link{Text: d.Subject}}
	worded := slices.ContainsFunc(d.Claims, func(c *model.Claim) bool { return c.Words.Given() })
	var values []Link
	for _, c := range d.Claims {
		line := p.claimLine(c)
		value := line.Value
		if worded && !c.Words.Given() && line.Unit != "" {
			value.Text += " " + line.Unit // a number beside words says of what
		}
		if !slices.ContainsFunc(values, func(other Link) bool { return other.Text == value.Text }) {
			values = append(values, value)
		}
		v.Claims = append(v.Claims, line)
	}
	switch {
	case d.Apart && d.AmongSources():
		v.Values = p.eitherOf(append(values, p.countedHere(d.Claims, d.Counted)))
	case d.Apart:
		v.Values = p.sentence("disagreement.own", "declared", values[0], "counted", p.countedHere(d.Claims, d.Counted))
	default:
		v.Values = p.eitherOf(values)
	}
	v.Address = p.at(p.site.Address("disagreements")) + "#" + v.ID
	switch {
	case d.Plan != nil:
		v.Subject = p.planLink(d.Plan)
	case d.Commitment != nil:
		v.Subject = Link{Text: d.Commitment.ID.Value + " · " + p.carried(d.Commitment.Title), Address: p.at(d.Commitment.URL)}
	case d.Kind == "member":
		for _, m := range p.site.Members {
			if m.ID == d.Subject {
				v.Subject = Link{Text: p.carried(m.Name), Address: p.at(p.site.Address("members")) + "#" + model.Slug(m.ID)}
			}
		}
	}
	if d.Property.Code == "action-plan-label" && d.Commitment != nil && d.Commitment.Plan != nil {
		v.Counted = p.sentence("disagreement.filed", "plan", p.planLink(d.Commitment.Plan))
	}
	if d.Counted != nil {
		v.Counted = p.countSentence(d.Plan, d.Claims, d.Counted)
	}
	if d.Plan != nil && d.Property.Code == "period" {
		v.Counted = p.sentence("disagreement.period", "period", Link{Text: p.period(d.Plan), Address: p.row("plans", d.Plan.ID)})
	}
	return v
}

func (p *page) disagreements() Disagreements {
	w := p.words
	frame, _ := p.headed("disagreements", w.Word("disagreements.title"), w.Word("disagreements.description"), "")
	v := Disagreements{Frame: frame}
	among := p.site.AmongSources()
	v.Count.add(p.counted("count.disagreements", among, p.allRows("claims")))
	if own := len(p.site.Disagreements) - among; own > 0 {
		v.Count.add(Link{Text: " · "})
		v.Count.add(p.counted("count.own-totals", own, p.allRows("plan_totals")))
	}
	if t := p.site.Table("claims"); t != nil {
		v.Rows = Link{Text: w.Word("see-rows"), Address: p.at(t.URL)}
	}
	for _, d := range p.site.Disagreements {
		dispute := p.dispute(d)
		id := model.Slug(d.Kind + "-" + d.Subject)
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].ID != id {
			v.Groups = append(v.Groups, DisputeGroup{ID: id, Title: dispute.Subject})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Disputes = append(g.Disputes, dispute)
	}
	return v
}
