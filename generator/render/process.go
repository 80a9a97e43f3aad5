package render

import (
	"slices"

	"vitrina/generator/model"
)

// doors are the pages of co-creation, with what tells each and the tables that
// it shows: a table with the word that counts its rows.
var doors = []struct {
	path, title, word string
	tables            [][2]string
}{
	{"process/funnel", "funnel.title", "process.funnel", [][2]string{{"topics", "count.topics"}}},
	{"process/participation", "participation.title", "process.participation", [][2]string{{"participation", "count.figures"}, {"tools", "count.tools"}}},
	{"process/schedule", "schedule.title", "process.schedule", [][2]string{{"schedule", "count.activities"}}},
	{"process/criteria", "criteria.title", "process.criteria", [][2]string{{"criteria", "count.criteria"}}},
	{"process/principles", "principles.title", "process.principles", [][2]string{{"principles", "count.elements"}}},
	{"process/agenda", "agenda.title", "process.agenda", [][2]string{{"events", "count.events"}}},
	{"process/self-check", "self-check.title", "process.self-check", [][2]string{{"codes-minimum-requirements", "count.requirements"}}},
	{"governance", "governance.title", "process.governance", [][2]string{{"body_members", "count.seats"}, {"bodies", "count.bodies"}}},
	{"lessons", "menu.lessons", "", [][2]string{{"lessons", "count.lessons"}}},
}

// process is the entrance to how the plans were made: its pages, each plan at a
// glance, and the tables that have no page of their own.
func (p *page) process() Process {
	w := p.words
	v := Process{Overview: p.begin("process", w.Word("process.title"), w.Word("process.description"), "")}
	for _, d := range doors {
		door := Door{Link: Link{Text: w.Word(d.title)}}
		switch d.path {
		case "lessons":
			e := p.site.Page("lessons/index")
			if e == nil {
				continue
			}
			front, _, language := p.textOf("lessons")
			door.Address, door.What = p.at(e.URL), Words{Text: front.Summary.Value, Language: language}
		case "governance":
			door.Address, door.What = p.at(p.site.Address("governance")), Words{Text: w.Word(d.word)}
		default:
			_, name, _ := cutLast(d.path)
			door.Address, door.What = p.at(p.site.Address("process", name)), Words{Text: w.Word(d.word)}
		}
		for _, t := range d.tables {
			if table := p.site.Table(t[0]); table != nil && len(table.Rows) > 0 {
				link := p.counted(t[1], len(table.Rows), p.allRows(t[0]))
				link.Name = t[0]
				door.Rows = append(door.Rows, link)
			}
		}
		v.Doors = append(v.Doors, door)
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
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(p.planLink(plan)), p.written(plan.CoCreation), number(stages[plan.ID], "#stages"),
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
