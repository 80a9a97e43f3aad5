package render

import (
	"cmp"
	"slices"
	"strconv"

	"vitrina/generator/date"
	"vitrina/generator/model"
)

// timeline is the history of the plans as a table: their periods, and whatever
// of them has a date.
func (p *page) timeline() Overview {
	w := p.words
	v := p.begin("timeline", w.Word("timeline.title"), w.Word("timeline.description"), "datasets/plans/plans.csv")
	periods := Grid{Caption: w.Word("timeline.periods-table"), Columns: columns(w.Word("table.plan"), w.Word("timeline.start"), w.Word("timeline.end"), w.Word("fact.document-date"), "#"+w.Word("table.commitments"), w.Word("table.source"))}
	type moment struct {
		at     date.Date
		plan   *model.Plan
		kind   string
		what   Link
		source *model.Source
		from   Link
	}
	var all []moment
	add := func(m moment) {
		if !m.at.IsZero() {
			all = append(all, m)
		}
	}
	for _, plan := range p.site.Plans {
		periods.Rows = append(periods.Rows, GridRow{Cells: []GridCell{p.planHead(plan), p.dated(p.moment(plan.Start)), p.dated(p.moment(plan.End)), p.dated(p.moment(plan.DocumentDate)), p.number(len(plan.Commitments), p.at(plan.URL)+"#commitments"), p.cited(plan.Source)}})
		title := p.say(plan.Title)
		add(moment{plan.Start, plan, w.Word("timeline.starts"), Link{Text: title.Text, Language: title.Language}, plan.Source, p.rowLink("plans", plan.ID)})
		add(moment{plan.End, plan, w.Word("timeline.ends"), Link{Text: title.Text, Language: title.Language}, plan.Source, p.rowLink("plans", plan.ID)})
		add(moment{plan.DocumentDate, plan, w.Word("timeline.document"), Link{Text: title.Text, Language: title.Language}, plan.Source, p.rowLink("plans", plan.ID)})
		for _, r := range plan.Reports {
			add(moment{r.Published, plan, p.label(r.Kind), p.reportName(r), r.Source, p.rowLink("reports", r.ID)})
		}
	}
	for _, e := range p.site.Events() {
		t := p.say(e.Title)
		add(moment{e.Start, e.Plan, p.label(e.Kind), Link{Text: t.Text, Language: t.Language}, e.Source, p.eventLink(&e)})
	}
	slices.SortStableFunc(all, func(a, b moment) int { return a.at.Compare(b.at) })
	dates := Grid{Caption: w.Word("timeline.dates-table"), Columns: columns(w.Word("timeline.what"), w.Word("timeline.date"), w.Word("timeline.kind"), w.Word("table.plan"), w.Word("table.source"))}
	for _, m := range all {
		dates.Rows = append(dates.Rows, GridRow{Cells: []GridCell{p.head(m.what), p.dated(p.moment(m.at)), p.cellOf(m.kind), p.linked(p.planLink(m.plan)), p.cited(m.source)}, From: m.from})
	}
	v.Sections = append(v.Sections,
		OverviewSection{ID: "periods", Title: w.Word("timeline.periods"), Explain: p.plain(w.Word("timeline.periods-explain")), Charts: p.timelineChart(), Tables: []Grid{periods}, Rows: p.rows("plans", "claims")},
		OverviewSection{ID: "declared", Title: w.Word("timeline.declared"), Explain: p.plain(w.Word("timeline.declared-explain")), Tables: []Grid{p.declared(w.Word("timeline.declared-table"), "period", "action-plan-cycle", "start", "launch-date", "document-date")}, Rows: p.rows("claims")},
		OverviewSection{ID: "dates", Title: w.Word("timeline.dates"), Explain: p.plain(w.Word("timeline.dates-explain")), Tables: []Grid{dates}, Rows: p.rows("plans", "reports", "events")})
	return v.end()
}

// lineage lists the commitments that a source says continue an earlier one.
func (p *page) lineage() Overview {
	w := p.words
	v := p.begin("lineage", w.Word("lineage.title"), w.Word("lineage.description"), "")
	g := Grid{Caption: w.Word("lineage.table"), Columns: columns(w.Word("lineage.later"), w.Word("table.plan"), w.Word("lineage.earlier"), w.Word("table.plan"), w.Word("lineage.sources"))}
	for _, c := range p.site.Commitments {
		for _, earlier := range c.Continues {
			g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(p.commitmentLink(c)), p.linked(p.planLink(c.Plan)), p.linked(p.commitmentLink(earlier)), p.linked(p.planLink(earlier.Plan)), p.continuity(c, earlier)}})
		}
	}
	v.Sections = append(v.Sections,
		OverviewSection{ID: "links", Title: w.Word("lineage.links"), Count: w.Count("count.links", len(g.Rows)), Explain: p.plain(w.Word("lineage.explain")), Tables: []Grid{g}, Missing: p.plain(w.Word("lineage.missing")), Rows: p.rows(model.CommitmentsTable)},
		OverviewSection{ID: "declared", Title: w.Word("lineage.declared"), Tables: []Grid{p.declared(w.Word("lineage.declared-table"), "commitments-carried-forward")}, Rows: p.rows("claims")})
	return v.end()
}

// continuity cites what says that a commitment continues an earlier one: the
// sources that count as carried forward as many of the earlier plan as the record
// links. Else it is one of those of the later commitment.
func (p *page) continuity(c, earlier *model.Commitment) GridCell {
	links := 0
	for _, other := range p.site.Commitments {
		for _, e := range other.Continues {
			if e.Plan == earlier.Plan {
				links++
			}
		}
	}
	var sources []*model.Source
	var from []Link
	if earlier.Plan != nil {
		for _, claim := range earlier.Plan.Claims {
			if claim.Property.Code == "commitments-carried-forward" && !claim.Computed && claim.Value == strconv.Itoa(links) && claim.Source != nil {
				sources = append(sources, claim.Source)
				from = append(from, p.rowLink("claims", claim.ID))
			}
		}
	}
	if len(sources) > 0 {
		cell := p.cited(sources...)
		cell.Under = from
		return cell
	}
	cell := p.cited(c.Sources...)
	if len(c.Sources) > 1 {
		cell.Under = p.sentence("lineage.one-of").Parts
	}
	return cell
}

// exercises shows the targets in figures, what was reported of them, and the
// exercises that are documented, each with whether it counts.
func (p *page) exercises() Overview {
	w := p.words
	v := p.begin("exercises", w.Word("exercises.title"), w.Word("exercises.description"), "datasets/exercises/exercises.csv")
	for _, c := range p.site.Commitments {
		if len(c.Exercises) == 0 {
			continue
		}
		targets := Grid{Caption: w.Fill("exercises.targets-table", "id", c.ID.Value), Columns: columns(w.Word("exercises.what"), w.Word("exercises.year"), "#"+w.Word("exercises.target"), "#"+w.Word("exercises.result"), w.Word("exercises.unit"), w.Word("table.source"))}
		documented, counted := 0, 0
		kinds := slices.Clone(c.Exercises)
		slices.SortStableFunc(kinds, func(a, b *model.Exercise) int {
			return p.site.Code("exercise-kinds", a.Kind).Order - p.site.Code("exercise-kinds", b.Kind).Order
		})
		for _, e := range kinds {
			if e.Kind == "exercise" {
				documented++
				if e.Counted == "yes" {
					counted++
				}
				continue
			}
			what := p.say(e.Title)
			row := GridRow{Cells: []GridCell{p.head(Link{Text: what.Text, Language: what.Language}), p.cellOf(e.Year), {Numeric: true, Unknown: true}, {Numeric: true, Unknown: true}, p.written(e.Unit), p.cited(e.Source)}, From: p.rowLink("exercises", e.ID)}
			row.Cells[0].Under = p.below(e.Note)
			switch {
			case e.Kind != "target":
				row.Cells[2] = p.cellOf(w.Word("exercises.no-target"))
			case e.Target.Known:
				row.Cells[2] = p.measured(e.Target, p.row("exercises", e.ID))
			}
			if e.Result.Known {
				row.Cells[3] = p.measured(e.Result, p.row("exercises", e.ID))
				row.Cells[3].Under = []Link{{Text: w.Word("proof.none")}}
			}
			targets.Rows = append(targets.Rows, row)
		}
		link := p.commitmentLink(c)
		v.Sections = append(v.Sections, OverviewSection{ID: "targets-" + c.Slug, Title: w.Fill("exercises.targets", "id", c.ID.Value), Links: []Link{link}, Charts: p.targetCharts(c, kinds), Tables: []Grid{targets},
			Explain: []Words{p.sentence("exercises.counted", "documented", p.figure(documented, p.at(c.URL)+"#exercises"), "counted", p.figure(counted, p.at(c.URL)+"#exercises"))}, Missing: p.plain(w.Word("exercises.missing")), Rows: p.rows("exercises")})
	}
	var cards []Card
	for _, e := range p.site.Exercises {
		if e.Kind == "exercise" {
			cards = append(cards, p.exerciseCard(e))
		}
	}
	if len(cards) > 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "documented", Title: w.Word("exercises.list"), Count: w.Count("count.exercises", len(cards)), Explain: p.plain(w.Word("exercises.list-explain")), Cards: cards, Rows: p.rows("exercises")})
	}
	return v.end()
}

// exerciseCard tells an exercise, and whether a source ties it to a commitment.
func (p *page) exerciseCard(e *model.Exercise) Card {
	w, row := p.words, p.row("exercises", e.ID)
	v := Card{Title: p.say(e.Title), Note: p.say(e.Note), Source: p.sourceLink(e.Source)}
	if e.Commitment == nil {
		v.Tie = p.sentence("exercises.untied")
	} else {
		key := map[string]string{"yes": "exercises.tied", "no": "exercises.not-of"}[e.Counted]
		v.Tie = p.sentence(cmp.Or(key, "exercises.tie-unknown"), "commitment", p.commitmentLink(e.Commitment))
	}
	when := Fact{Name: w.Word("exercises.when"), From: p.moment(e.Start), To: p.moment(e.End)}
	switch {
	case e.Start == e.End:
		when.To = Moment{}
		if e.Start.IsZero() {
			when = p.textFact("exercises.when", e.Year)
		}
	case e.Start.IsZero() && e.End.Day > 0:
		when.Links = []Link{{Text: w.Fill("exercise.until-day", "date", w.Date(e.End))}}
		when.To = Moment{}
	}
	v.Facts = []Fact{when}
	if who := p.promoter(e); who.Text != "" {
		v.Facts = append(v.Facts, Fact{Name: w.Word("exercises.promoter"), Lines: []Words{who}})
	}
	if !e.Result.Known {
		v.Row = p.rowLink("exercises", e.ID) // else the result leads there
	} else {
		v.Facts = append(v.Facts, Fact{Name: w.Word("exercises.outcome"), Links: []Link{{Text: w.Number(e.Result.Value) + " " + p.carried(e.Unit), Address: row}}})
	}
	return v
}
