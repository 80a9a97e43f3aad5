package render

import (
	"strings"

	"vitrina/generator/model"
)

// territories lists the departments with territorial commitments.
func (p *page) territories() Overview {
	w := p.words
	v := p.begin("territories", w.Word("territories.title"), w.Word("territories.description"), "")
	g := Grid{Caption: w.Word("territories.table"), Columns: columns(w.Word("territories.department"), w.Word("territories.code"))}
	for _, plan := range p.site.Plans {
		g.Columns = append(g.Columns, Column{Name: w.Fill("plan.name", "id", plan.ID), Numeric: true})
	}
	g.Columns = append(g.Columns, columns("#"+w.Word("table.total"), "#"+w.Word("entities.title"))...)
	var others []string
	for _, t := range p.site.Territories() {
		if len(t.Commitments)+len(t.Entities) == 0 {
			others = append(others, p.label(t.Code))
			continue
		}
		row := GridRow{Cells: []GridCell{p.head(Link{Text: p.label(t.Code), Address: p.at(t.URL)}), p.linked(Link{Text: t.Code.Code, Address: p.row("codes-departments", t.Code.Code)})}}
		counts := map[*model.Plan]int{}
		for _, c := range t.Commitments {
			counts[c.Plan]++
		}
		for _, plan := range p.site.Plans {
			row.Cells = append(row.Cells, p.number(counts[plan], p.at(t.URL)+inPlan(plan)))
		}
		row.Cells = append(row.Cells, p.number(len(t.Commitments), p.at(t.URL)), p.number(len(t.Entities), p.at(t.URL)+"#entities"))
		g.Rows = append(g.Rows, row)
	}
	var unplaced []*model.Commitment
	for _, c := range p.site.Commitments {
		if c.Territory == nil && c.Level != nil && c.Level.Code == "territorial" {
			unplaced = append(unplaced, c)
		}
	}
	section := OverviewSection{ID: "departments", Title: w.Word("territories.departments"), Count: w.Count("count.departments", len(g.Rows)), Explain: p.plain(w.Word("territories.explain")), Tables: []Grid{g}, Rows: p.rows(model.CommitmentsTable, "entities", "codes-departments")}
	if len(others) > 0 {
		section.Missing = append(section.Missing, p.sentence("territories.others", "count", p.figure(len(others), p.allRows("codes-departments")), "names", strings.Join(others, ", ")))
	}
	if len(unplaced) > 0 {
		section.Missing = append(section.Missing, p.sentence("territories.unplaced", "count", p.counted("count.commitments", len(unplaced), "#unplaced")))
	}
	v.Sections = append(v.Sections, section)
	if len(unplaced) > 0 {
		v.Sections = append(v.Sections, p.listedCommitments("unplaced", w.Word("territories.unplaced-list"), unplaced, model.CommitmentsTable))
	}
	return v.end()
}

// territory is a department: its commitments, entities and events.
func (p *page) territory(t *model.Territory) Overview {
	w := p.words
	name := p.label(t.Code)
	v := p.begin("territories/"+model.Slug(t.Code.Code), name, w.Fill("territory.description", "name", name, "code", t.Code.Code, "count", w.Count("count.commitments", len(t.Commitments))), "datasets/codes/departments/departments.csv",
		Link{Text: w.Word("territories.title"), Address: p.at(p.site.Address("territories"))})
	v.Sections = p.planSections(t.Commitments, "")
	v.Intro = p.sentence("territory.description", "name", name, "code", Link{Text: t.Code.Code, Address: p.row("codes-departments", t.Code.Code)}, "count", p.counted("count.commitments", len(t.Commitments), whole))
	if len(t.Commitments) == 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "none", Title: w.Word("commitments.title"), Missing: p.plain(w.Word("territory.none")), Rows: p.rows(model.CommitmentsTable)})
	}
	entities := OverviewSection{ID: "entities", Title: w.Word("entities.title"), Rows: p.rows("entities")}
	for _, e := range t.Entities {
		entities.Links = append(entities.Links, p.entityLink(e, len(e.Leads)+len(e.Supports)))
	}
	events := Grid{Caption: w.Fill("territory.events-table", "name", name), Columns: columns(w.Word("timeline.what"), w.Word("timeline.date"), w.Word("fact.place"), w.Word("table.plan"), w.Word("table.source"))}
	for _, e := range p.site.Events() {
		if e.Territory != nil && e.Territory.Code == t.Code.Code {
			title := p.say(e.Title)
			events.Rows = append(events.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: title.Text, Language: title.Language}), p.dated(p.moment(e.Start)), p.cellOf(e.Place), p.linked(p.planLink(e.Plan)), p.cited(e.Source)}, From: p.eventLink(&e)})
		}
	}
	if len(entities.Links) > 0 {
		v.Sections = append(v.Sections, entities)
	}
	if len(events.Rows) > 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "events", Title: w.Word("territory.events"), Tables: []Grid{events}, Rows: p.rows("events")})
	}
	return v.end()
}

// planSections lists commitments in a section for each plan.
func (p *page) planSections(list []*model.Commitment, prefix string) []OverviewSection {
	var out []OverviewSection
	for _, g := range p.groupsByPlan(list) {
		title := g.Title.Text
		if prefix != "" {
			title = prefix + " · " + title
		}
		out = append(out, OverviewSection{ID: g.ID, Title: title, Count: g.Count, Commitments: g.Lines, Rows: p.rows(model.CommitmentsTable)})
	}
	return out
}
