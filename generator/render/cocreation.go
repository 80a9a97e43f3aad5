package render

import (
	"strings"

	"vitrina/generator/chart"
	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/table"
)

// schedule shows the schedules of co-creation: the table, and then its chart.
func (p *page) schedule() Overview {
	w := p.words
	v := p.begin("process/schedule", w.Word("schedule.title"), w.Word("schedule.description"), "datasets/schedule/schedule.csv")
	all := p.site.Schedule()
	for _, plan := range p.site.Plans {
		g := Grid{Caption: w.Fill("schedule.table", "plan", w.Fill("plan.name", "id", plan.ID)), Columns: columns(w.Word("schedule.activity"), w.Word("schedule.stage"), w.Word("schedule.from"), w.Word("schedule.to"), w.Word("schedule.responsible"), w.Word("schedule.status"))}
		var sources []*model.Source
		seen := map[*model.Source]bool{}
		states := map[string]int{}
		shared := p.sharedNote(plan, all)
		for _, a := range all {
			if a.Plan != plan {
				continue
			}
			title := p.say(a.Title)
			g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: title.Text, Language: title.Language}), p.written(a.Stage), p.month(a.Start, a.StartWeek), p.month(a.End, a.EndWeek), p.written(a.Responsible), p.cellOf(p.label(a.Status))}, From: p.rowLink("schedule", plan.ID, a.Order)})
			note := p.say(a.Note)
			if own := strings.TrimSpace(strings.TrimPrefix(note.Text, shared.Text)); own != "" {
				g.Rows[len(g.Rows)-1].Cells[0].Under = []Link{{Text: own, Language: note.Language}}
			}
			if a.Status != nil {
				states[a.Status.Code]++
			}
			if a.Source != nil && !seen[a.Source] {
				seen[a.Source] = true
				sources = append(sources, a.Source)
			}
		}
		if len(g.Rows) == 0 {
			continue
		}
		section := OverviewSection{ID: "plan-" + model.Slug(plan.ID), Title: w.Fill("plan.name", "id", plan.ID), Count: w.Count("count.activities", len(g.Rows)), Tables: []Grid{g}, Missing: p.plain(w.Word("schedule.missing")), Rows: p.rows("schedule")}
		if shared.Text != "" {
			section.Explain = []Words{shared}
		}
		for _, s := range sources {
			l := p.sourceLink(s)
			section.Links = append(section.Links, l)
			if !s.Date.IsZero() {
				section.Explain = append(section.Explain, p.sentence("schedule.as-of", "date", w.Date(s.Date), "done", p.figure(states["done"], p.allRows("schedule")), "pending", p.figure(states["pending"], p.allRows("schedule"))))
			}
		}
		v.Sections = append(v.Sections, section)
		if charts := p.scheduleChart(plan, all); len(charts) > 0 {
			v.Sections = append(v.Sections, OverviewSection{ID: "chart-" + model.Slug(plan.ID), Title: w.Word("chart.schedule"), Charts: charts, Rows: p.rows("schedule")})
		}
	}
	if slots := p.site.Table("schedule_slots"); slots != nil && len(slots.Rows) > 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "slots", Title: w.Word("schedule.slots"), Explain: p.plain(w.Word("schedule.slots-explain")), Missing: p.plain(w.Word("schedule.slots-missing")), Rows: p.rows("schedule_slots")})
	}
	v.Sections = append(v.Sections, p.calendarSection())
	return v.end()
}

// sharedNote is the sentence that the notes of all activities of a plan begin
// with, in one language, which is said once.
func (p *page) sharedNote(plan *model.Plan, all []model.Scheduled) Words {
	shared, first := Words{}, true
	for _, a := range all {
		if a.Plan != plan {
			continue
		}
		note := p.say(a.Note)
		if first {
			shared, first = note, false
		}
		if note.Language != shared.Language {
			return Words{}
		}
		for shared.Text != "" && !strings.HasPrefix(note.Text, shared.Text) {
			// The last sentence is not shared.
			cut := strings.LastIndex(strings.TrimSuffix(shared.Text, "."), ". ")
			shared.Text = shared.Text[:cut+1]
		}
	}
	return shared
}

// calendarSection leads to the calendar of the site.
func (p *page) calendarSection() OverviewSection {
	w := p.words
	return OverviewSection{ID: "calendar", Title: w.Word("calendar.title"), Explain: p.plain(w.Word("calendar.explain")), Links: []Link{{Text: w.Word("changes.calendar"), Address: p.root + calendarAddress(p.site, p.i)}}}
}

// month is a month with the weeks that the source marks in it.
func (p *page) month(d date.Date, weeks string) GridCell {
	c := p.dated(p.moment(d))
	switch {
	case weeks == "" || c.Unknown:
	case strings.Contains(weeks, "-"):
		c.Under = []Link{{Text: p.words.Fill("schedule.weeks", "weeks", weeks)}}
	default:
		c.Under = []Link{{Text: p.words.Fill("schedule.week", "week", weeks)}}
	}
	return c
}

// criteria shows what the actions were chosen by.
func (p *page) criteria() Overview {
	w := p.words
	v := p.begin("process/criteria", w.Word("criteria.title"), w.Word("criteria.description"), "datasets/criteria/criteria.csv")
	l := p.site.List("criterion-kinds")
	if l == nil {
		return v
	}
	for _, kind := range l.Codes {
		g := p.where("criteria", w.Fill("criteria.table", "kind", p.label(kind)), []string{"kind", "order"}, func(cell func(string) string) bool { return cell("kind") == kind.Code })
		if len(g.Rows) == 0 {
			continue
		}
		headBy(&g, "title")
		v.Sections = append(v.Sections, OverviewSection{ID: kind.Code, Title: p.label(kind), Count: w.Count("count.criteria", len(g.Rows)), Explain: []Words{p.defined(kind)}, Tables: []Grid{g}, Rows: p.rows("criteria")})
	}
	v.Sections = append(v.Sections, OverviewSection{ID: "scores", Title: w.Word("criteria.scores"), Missing: p.plain(w.Word("criteria.missing"))})
	return v.end()
}

// participation shows how many took part in making each plan, with the sums
// of the dialogues beside what sources declare.
func (p *page) participation() Overview {
	w := p.words
	v := p.begin("process/participation", w.Word("participation.title"), w.Word("participation.description"), "datasets/participation/participation.csv")
	all := p.site.Participation()
	for _, plan := range p.site.Plans {
		var facts, dialogues []model.Participation
		for _, a := range all {
			switch {
			case a.Plan != plan:
			case a.Kind == "regional-dialogue":
				dialogues = append(dialogues, a)
			default:
				facts = append(facts, a)
			}
		}
		v.Sections = append(v.Sections, p.participationOf(plan, facts, dialogues))
	}
	if tools := p.where("tools", w.Word("participation.tools-table"), []string{"order"}, nil); len(tools.Rows) > 0 {
		headBy(&tools, "title")
		v.Sections = append(v.Sections, OverviewSection{ID: "tools", Title: w.Word("participation.tools"), Tables: []Grid{tools}, Rows: p.rows("tools")})
	}
	return v.end()
}

// participationOf is the section of a plan: figures, dialogues and what sources
// declare, or that nobody tells.
func (p *page) participationOf(plan *model.Plan, facts, dialogues []model.Participation) OverviewSection {
	w := p.words
	name := w.Fill("plan.name", "id", plan.ID)
	s := OverviewSection{ID: "plan-" + model.Slug(plan.ID), Title: name}
	if len(facts)+len(dialogues) == 0 {
		s.Missing = p.plain(w.Word("participation.missing"))
		if t := p.say(plan.CoCreation); t.Text != "" {
			s.Explain = []Words{t}
		}
		return s
	}
	g := Grid{Caption: w.Fill("participation.facts-table", "plan", name), Columns: columns(w.Word("participation.what"), "#"+w.Word("participation.value"), w.Word("exercises.unit"), w.Word("table.source"))}
	for _, a := range facts {
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.headOf(a.Title), p.measured(a.Value, p.participationRow(&a)), p.written(a.Unit), p.cited(a.Source)}, From: p.participationLink(&a)})
	}
	s.Count, s.Tables, s.Rows = w.Count("count.figures", len(facts)), []Grid{g}, p.rows("participation")
	if len(dialogues) > 0 {
		p.addDialogues(&s, name, dialogues)
	}
	if claims := p.declaredOf(plan, w.Fill("participation.declared-table", "plan", name), "citizens-in-survey", "survey-duration", "people-in-regional-dialogues"); len(claims.Rows) > 0 {
		s.Tables = append(s.Tables, claims)
		s.Rows = p.rows("participation", "claims")
	}
	return s
}

// addDialogues adds the regional dialogues of a plan with their sums, and says
// where more attended than had registered.
func (p *page) addDialogues(s *OverviewSection, plan string, dialogues []model.Participation) {
	w := p.words
	g := Grid{Caption: w.Fill("participation.dialogues-table", "plan", plan), Columns: columns(w.Word("participation.dialogue"), "#"+w.Word("participation.registered"), "#"+w.Word("participation.attended"), "#"+w.Word("participation.women"), "#"+w.Word("participation.men"), w.Word("table.source"))}
	var sums [4]int
	var over []string
	for _, a := range dialogues {
		row := p.participationRow(&a)
		cells := []GridCell{p.headOf(a.Title)}
		for i, n := range []table.Number{a.Registered, a.Value, a.Women, a.Men} {
			sums[i] += int(n.Value)
			cells = append(cells, p.measured(n, row))
		}
		g.Rows = append(g.Rows, GridRow{Cells: append(cells, p.cited(a.Source)), From: p.participationLink(&a)})
		if a.Registered.Known && a.Value.Value > a.Registered.Value {
			over = append(over, row)
		}
	}
	here := p.participationRow(&dialogues[0])
	s.Explain = append(s.Explain, p.sentence("participation.dialogues", "count", p.counted("count.dialogues", len(dialogues), here)))
	sum := []GridCell{p.head(Link{Text: w.Word("participation.sum")})}
	for _, n := range sums {
		sum = append(sum, p.number(n, here))
	}
	g.Rows = append(g.Rows, GridRow{Cells: append(sum, GridCell{Values: []Link{{Text: w.Word("participation.computed")}}})})
	s.Tables = append(s.Tables, g)
	if len(over) > 0 {
		s.Missing = append(s.Missing, p.sentence("participation.over", "count", p.figure(len(over), over[0])))
	}
}

func (p *page) measured(n table.Number, row string) GridCell {
	if !n.Known {
		return GridCell{Numeric: true, Unknown: true}
	}
	return GridCell{Numeric: true, Values: []Link{p.measure(n, row)}}
}

func (p *page) participationRow(a *model.Participation) string {
	return p.row("participation", a.Plan.ID, a.Kind, a.Order)
}

func (p *page) participationLink(a *model.Participation) Link {
	return p.rowLink("participation", a.Plan.ID, a.Kind, a.Order)
}

// declaredOf is declared for one plan, whose name stands above the table.
func (p *page) declaredOf(plan *model.Plan, caption string, properties ...string) Grid {
	g := p.declaredIn([]*model.Plan{plan}, caption, properties...)
	g.Columns = g.Columns[1:]
	for i := range g.Rows {
		g.Rows[i].Cells = g.Rows[i].Cells[1:]
		g.Rows[i].Cells[0].Head = true
	}
	return g
}

// inlets are the ways by which actions came into a plan: what sources say came
// in, and what they say came out. Units differ, so no difference is computed
// between an activity and a commitment.
var inlets = []struct{ word, in, out string }{
	{"funnel.executive", "executive-activities-in-ndp", "national-executive-commitments"},
	{"funnel.territorial", "", "subnational-commitments"},
	{"funnel.others", "", "control-and-judicial-commitments"},
}

// funnel shows how many actions came in and how many commitments came out,
// with every drop explained or marked as not known.
func (p *page) funnel() Overview {
	w := p.words
	v := p.begin("process/funnel", w.Word("funnel.title"), w.Word("funnel.description"), "")
	for _, plan := range p.site.Plans {
		if claimOf(plan, inlets[0].in) == nil {
			continue
		}
		name := w.Fill("plan.name", "id", plan.ID)
		g := Grid{Caption: w.Fill("funnel.table", "plan", name), Columns: columns(w.Word("funnel.step"), "#"+w.Word("funnel.in"), "#"+w.Word("funnel.out"), w.Word("funnel.why"), w.Word("table.source"))}
		var received, selected *model.Participation
		areas := Grid{Caption: w.Fill("funnel.inputs-table", "plan", name), Columns: columns(w.Word("participation.what"), "#"+w.Word("participation.value"), w.Word("exercises.unit"), w.Word("table.source"))}
		all := p.site.Participation()
		for i := range all {
			a := &all[i]
			if a.Plan != plan || a.Kind == "regional-dialogue" {
				continue
			}
			switch a.Measure {
			case "proposals-received":
				received = a
			case "proposals-selected":
				selected = a
			}
			title := p.say(a.Title)
			areas.Rows = append(areas.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: title.Text, Language: title.Language}), p.measured(a.Value, p.participationRow(a)), p.written(a.Unit), p.cited(a.Source)}, From: p.participationLink(a)})
		}
		var charts []Drawing
		for _, in := range inlets {
			from, to := claimOf(plan, in.in), claimOf(plan, in.out)
			row := GridRow{Cells: []GridCell{p.head(Link{Text: w.Word(in.word)}), p.claimed(from), p.claimed(to), p.cellOf(w.Word("funnel.unknown")), {}}}
			row.Cells[4] = p.cited(sourceOf(from), sourceOf(to))
			steps := []funnelStep{}
			if in.out == "subnational-commitments" && received != nil && selected != nil {
				steps = append(steps, p.participationStep(received, ""), p.participationStep(selected, ""))
				row.Cells[1] = p.measured(received.Value, p.participationRow(received))
				row.Cells[1].Under = p.below(received.Unit)
				row.Cells[3] = GridCell{Values: p.sentence("funnel.territorial-why", "received", p.measure(received.Value, p.participationRow(received)), "selected", p.measure(selected.Value, p.participationRow(selected)),
					"dropped", Link{Text: w.Number(received.Value.Value - selected.Value.Value), Address: p.participationRow(received)}).Parts, Run: true}
				row.Cells[4] = p.cited(received.Source, sourceOf(to))
			} else if in.in != "" {
				row.Cells[3] = p.cellOf(w.Word("funnel.executive-why"))
			}
			g.Rows = append(g.Rows, row)
			steps = append(steps, p.claimedStep(from, "")...)
			why := w.Word("chart.selected-why")
			if from != nil {
				why = w.Word("funnel.executive-why")
			}
			steps = append(steps, p.claimedStep(to, why)...)
			charts = append(charts, p.funnelChart(in.out, w.Fill("chart.funnel", "inlet", w.Word(in.word), "plan", name), steps)...)
		}
		total := claimOf(plan, "commitments-count")
		maximum := claimOf(plan, "commitments-maximum")
		end := GridRow{Cells: []GridCell{p.head(Link{Text: w.Word("funnel.plan")}), {Numeric: true, Unknown: true}, p.claimed(total), p.cellOf(w.Word("funnel.unknown-total")), p.cited(sourceOf(total))}}
		if maximum != nil {
			end.Cells[3] = GridCell{Values: p.sentence("funnel.plan-why", "maximum", Link{Text: p.claimValue(maximum), Address: p.claimRow(maximum)}).Parts, Run: true}
			end.Cells[4] = p.cited(sourceOf(maximum), sourceOf(total))
		}
		g.Rows = append(g.Rows, end)
		section := OverviewSection{ID: "plan-" + model.Slug(plan.ID), Title: name, Explain: append(p.plain(w.Word("funnel.explain")), p.sentence("funnel.counted", "count", p.counted("count.commitments", len(plan.Commitments), p.at(plan.URL)+"#commitments"))), Charts: charts, Tables: []Grid{g}, Missing: p.plain(w.Word("funnel.missing")), Rows: p.rows("claims", "participation", model.CommitmentsTable)}
		v.Sections = append(v.Sections, section,
			OverviewSection{ID: "inputs-" + model.Slug(plan.ID), Title: w.Word("funnel.inputs"), Explain: p.plain(w.Word("funnel.inputs-explain")), Tables: []Grid{areas}, Rows: p.rows("participation")})
	}
	topics := p.where("topics", w.Word("funnel.topics-table"), []string{"order", "stage"}, nil)
	headBy(&topics, "title")
	v.Sections = append(v.Sections, OverviewSection{ID: "topics", Title: w.Word("funnel.topics"), Explain: p.plain(w.Word("funnel.topics-explain")), Tables: []Grid{topics, p.declared(w.Word("funnel.main-topics-table"), "main-topics")}, Rows: p.rows("topics", "claims")})
	return v.end()
}

// participationStep is a figure of participation as a step of a funnel.
func (p *page) participationStep(a *model.Participation, why string) funnelStep {
	return funnelStep{p.carried(a.Title), p.carried(a.Unit), why, chart.Amount{N: a.Value.Value, Known: a.Value.Known}, a.Source, p.participationRow(a)}
}

// claimedStep is a statement as a step of a funnel; none where it counts
// nothing.
func (p *page) claimedStep(c *model.Claim, why string) []funnelStep {
	if c == nil {
		return nil
	}
	n, ok := table.ParseNumber(c.Value)
	if !ok {
		return nil
	}
	return []funnelStep{{p.label(c.Property), p.carried(c.Unit), why, chart.Known(n), c.Source, p.claimRow(c)}}
}

func sourceOf(c *model.Claim) *model.Source {
	if c == nil {
		return nil
	}
	return c.Source
}

// claimed is the value of a statement with its unit.
func (p *page) claimed(c *model.Claim) GridCell {
	if c == nil {
		return GridCell{Numeric: true, Unknown: true}
	}
	return GridCell{Numeric: true, Values: []Link{{Text: p.claimValue(c), Address: p.claimRow(c)}}, Under: p.below(c.Unit)}
}

func (p *page) eventLink(e *model.Event) Link {
	if e.Plan == nil || e.Kind == nil {
		return Link{}
	}
	return p.rowLink("events", e.Plan.ID, e.Kind.Code, e.Order)
}
