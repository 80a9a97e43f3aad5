package render

import "vitrina/generator/model"

// load shows what each entity answers for, and what is known of it.
func (p *page) load() Overview {
	w := p.words
	v := p.begin("load", w.Word("load.title"), w.Fill("load.description", "date", w.Date(p.site.AsOf)), "")
	g := Grid{Caption: w.Word("load.table"), Columns: columns(w.Word("table.entity"), "#"+w.Word("load.leads"), "#"+w.Word("load.supports"), w.Word("menu.plans"), "#"+w.Word("silence.goals"), "#"+w.Word("load.past"), "#"+w.Word("load.past-terms"), "#"+w.Word("load.declared"), "#"+w.Word("load.proved"))}
	var entities []*model.Entity
	for _, l := range p.site.Loads() {
		entities = append(entities, l.Entity)
		address := p.at(l.Entity.URL)
		var plans []Link
		for _, plan := range l.Plans {
			plans = append(plans, Link{Text: plan.ID, Address: p.at(plan.URL)})
		}
		name := p.head(p.entityLink(l.Entity, 0))
		name.Under = p.below(l.Entity.Note)
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{name, p.number(len(l.Entity.Leads), address+"#lead"), p.number(len(l.Entity.Supports), address+"#support"), p.linked(plans...),
			p.number(l.Milestones, address+"#load"), p.number(l.Past, address+"#load"), p.number(l.PastTerms, address+"#load"), p.number(l.Declared, address+"#load"), p.number(l.Proved, address+"#load")}})
	}
	v.Sections = append(v.Sections, OverviewSection{ID: "load", Title: w.Word("load.section"), Count: w.Count(countOf(entities), len(g.Rows)), Explain: p.plain(w.Word("load.explain")), Tables: []Grid{g}, Missing: p.plain(w.Word("load.missing")), Rows: p.rows(model.CommitmentsTable, "milestones", "updates")})
	return v.end()
}
