package render

import (
	"cmp"
	"slices"

	"vitrina/generator/model"
)

// governance shows the forums of government and civil society, plan by plan.
func (p *page) governance() Overview {
	w := p.words
	v := p.begin("governance", w.Word("governance.title"), w.Word("governance.description"), "")
	sum := Grid{Caption: w.Word("governance.table"), Columns: columns(w.Word("table.plan"), w.Word("governance.body"), "#"+w.Word("governance.seats"), "#"+w.Word("governance.entities"), w.Word("governance.since"))}
	var lists []OverviewSection
	for i, b := range p.site.Bodies() {
		entities := 0
		g := Grid{Caption: w.Fill("governance.members-table", "plan", w.Fill("plan.name", "id", b.Plan.ID)), Columns: columns(w.Word("governance.member"), w.Word("table.entity"), w.Word("governance.listed"))}
		for _, m := range b.Members {
			row := GridRow{Cells: []GridCell{p.head(Link{Text: m.Name, Language: cmp.Or(p.named(m.Name).Language, p.columnLanguage("body_members", "member"))}), {Values: []Link{{Text: w.Word("governance.not-entity")}}}, p.dated(p.moment(m.Since))}}
			if m.Entity != nil {
				entities++
				row.Cells[1] = p.linked(p.entityLink(m.Entity, 0))
			}
			g.Rows = append(g.Rows, row)
		}
		id := "body-" + w.Integer(i+1)
		name := p.say(b.Name)
		row := GridRow{Cells: []GridCell{p.planHead(b.Plan), p.linked(Link{Text: name.Text, Language: name.Language}), {Numeric: true, Unknown: true}, {Numeric: true, Unknown: true}, p.dated(p.moment(b.Since))}}
		section := OverviewSection{ID: id, Title: p.carried(b.Name) + " · " + w.Fill("plan.name", "id", b.Plan.ID), Tables: []Grid{g}, Rows: p.rows("bodies", "body_members")}
		if len(b.Members) > 0 {
			row.Cells[2], row.Cells[3] = p.number(len(b.Members), "#"+id), p.number(entities, "#"+id)
			section.Count = w.Count("count.seats", len(b.Members))
			if sharesSources(b) {
				section.Missing = p.plain(w.Word("governance.shared-sources"))
			}
		} else {
			section.Missing = p.plain(w.Word("governance.no-members"))
		}
		sum.Rows = append(sum.Rows, row)
		for _, s := range b.Sources {
			section.Links = append(section.Links, p.sourceLink(s))
		}
		lists = append(lists, section)
	}
	v.Sections = append(v.Sections, OverviewSection{ID: "bodies", Title: w.Word("governance.bodies"), Explain: p.plain(w.Word("governance.explain")), Tables: []Grid{sum}, Missing: p.plain(w.Word("governance.names-missing")), Rows: p.rows("bodies", "body_members")})
	v.Sections = append(v.Sections, lists...)
	v.Sections = append(v.Sections, OverviewSection{ID: "meetings", Title: w.Word("governance.meetings"), Missing: p.plain(w.Word("governance.meetings-missing"))})
	return v.end()
}

// sharesSources reports whether each member rests on the whole list of the
// body's sources, which does not tell the one that names it.
func sharesSources(b *model.Body) bool {
	return len(b.Sources) > 1 && !slices.ContainsFunc(b.Members, func(m model.BodyMember) bool { return !slices.Equal(m.Sources, b.Sources) })
}
