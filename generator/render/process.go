package render

import (
	"slices"

	"vitrina/generator/model"
)

// doors are the pages that the entrance to co-creation leads to: those of its
// group first, texts of the editors last.
func doors() []ownPage {
	var own, others, texts []ownPage
	for _, g := range groups() {
		for _, o := range g.pages {
			switch {
			case o.door == nil:
			case !o.generated():
				texts = append(texts, o)
			case g.id == "process":
				own = append(own, o)
			default:
				others = append(others, o)
			}
		}
	}
	return slices.Concat(own, others, texts)
}

// doorTo leads to a page with what it answers and how many rows it shows.
func (p *page) doorTo(o ownPage) Door {
	door := Door{Link: Link{Text: p.words.Word(o.word), Address: p.at(o.addresses(p.site))}}
	if o.generated() {
		door.What.Text = p.words.Word(o.door.word)
	} else {
		front, _, language := p.textOf(o.path)
		door.What = Words{Text: front.Summary.Value, Language: language}
	}
	for _, t := range o.door.tables {
		if table := p.site.Table(t[0]); table != nil && len(table.Rows) > 0 {
			link := p.counted(t[1], len(table.Rows), p.allRows(t[0]))
			link.Name = t[0]
			door.Rows = append(door.Rows, link)
		}
	}
	return door
}

// process is the entrance to how the plans were made: its pages, each plan at a
// glance, and the tables that have no page of their own.
func (p *page) process() Process {
	w := p.words
	v := Process{Overview: p.begin("process", w.Word("process.title"), w.Word("process.description"), "")}
	for _, o := range doors() {
		if o.on(p.site) {
			v.Doors = append(v.Doors, p.doorTo(o))
		}
	}
	v.Sections = append(v.Sections, p.made())
	if t := p.site.Table("stages"); t != nil {
		stages := OverviewSection{ID: "stages", Title: p.tableTitle(t), Count: w.Count("count.stages", len(t.Rows)), Explain: p.plain(w.Word("process.stages")), Rows: p.rows("stages")}
		if l := p.site.List("stage-versions"); l != nil {
			for _, plan := range p.site.Plans {
				for _, version := range l.Codes {
					g := p.where("stages", w.Fill("process.stages-table", "plan", w.Fill("plan.name", "id", plan.ID), "version", p.label(version)), []string{"plan", "version", "order"}, func(cell func(string) string) bool {
						return cell("plan") == plan.ID && cell("version") == version.Code
					})
					if len(g.Rows) > 0 {
						stages.Tables = append(stages.Tables, condensed(g))
					}
				}
			}
		}
		v.Sections = append(v.Sections, stages)
	}
	if t := p.site.Table("activities"); t != nil {
		s := OverviewSection{ID: "activities", Title: p.tableTitle(t), Count: w.Count("count.activities", len(t.Rows)), Explain: p.plain(w.Word("process.activities")), Rows: p.rows("activities")}
		for _, plan := range p.site.Plans {
			g := p.where("activities", w.Fill("schedule.table", "plan", w.Fill("plan.name", "id", plan.ID)), []string{"plan", "order"}, func(cell func(string) string) bool { return cell("plan") == plan.ID })
			if len(g.Rows) > 0 {
				s.Tables = append(s.Tables, condensed(g))
			}
		}
		v.Sections = append(v.Sections, s)
	}
	v.Overview = v.end()
	return v
}

// made is each plan at a glance: how it was made, and how much of that is in
// the record.
func (p *page) made() OverviewSection {
	w := p.words
	g := Grid{Caption: w.Word("process.plans-table"), Columns: columns(w.Word("table.plan"), w.Word("process.how"), "#"+w.Word("process.stages-short"), "#"+w.Word("process.figures"), "#"+w.Word("process.events"))}
	stages := p.stagesOf()
	figures, events := map[*model.Plan]int{}, map[*model.Plan]int{}
	for _, a := range p.site.Participation() {
		figures[a.Plan]++
	}
	for _, e := range p.site.Events() {
		events[e.Plan]++
	}
	// What the record does not have is not known: it is no zero.
	number := func(n int, rows string) GridCell {
		if n == 0 {
			return GridCell{Numeric: true, Unknown: true}
		}
		return p.number(n, rows)
	}
	for _, plan := range p.site.Plans {
		place := "#plan-" + model.Slug(plan.ID)
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.planHead(plan), p.written(plan.CoCreation), number(stages[plan.ID], "#stages"),
			number(figures[plan], p.at(p.site.Address("process", "participation"))+place), number(events[plan], p.at(p.site.Address("process", "agenda")))}, From: p.rowLink("plans", plan.ID)})
	}
	return OverviewSection{ID: "plans", Title: w.Word("process.plans"), Explain: p.plain(w.Word("process.plans-explain")), Tables: []Grid{g}, Rows: p.rows("plans", "participation", "events")}
}

// stagesOf counts the stages of each plan in the last of the versions that the
// list of codes names, which is how they went; all where no version is told.
func (p *page) stagesOf() map[string]int {
	out := map[string]int{}
	t := p.site.Table("stages")
	if t == nil {
		return out
	}
	plan, version := slices.Index(t.Header, "plan"), slices.Index(t.Header, "version")
	l := p.site.List("stage-versions")
	if plan < 0 {
		return out
	}
	for _, row := range t.Rows {
		if version < 0 || l == nil || len(l.Codes) == 0 || row[version] == l.Codes[len(l.Codes)-1].Code {
			out[row[plan]]++
		}
	}
	return out
}
