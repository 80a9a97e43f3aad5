package render

import (
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/chart"
	"vitrina/generator/date"
	"vitrina/generator/model"
)

// Drawing is a chart with the numbers that it shows.
type Drawing struct {
	Title, Description string
	// SVG is the drawing for a phone, Wide that for a wide page, "" where there
	// is none.
	SVG, Wide template.HTML
	// Table holds the numbers; it is empty where they stand in a table of the
	// section.
	Table Grid
}

// drawing makes a view of a chart. A series that has no rows, or whose data
// cannot be drawn truthfully, is not drawn: the tables of the page say the same.
// A test holds the site to having every chart.
func (p *page) drawing(c chart.Chart, err error, rows [][]string) []Drawing {
	switch {
	case errors.Is(err, chart.ErrEmpty), errors.Is(err, chart.ErrRefused):
		return nil
	case err != nil:
		panic(fmt.Sprintf("render: a chart of %s: %v", p.address, err))
	}
	f := Drawing{Title: c.Title, Description: c.Description, SVG: c.SVG, Wide: c.Wide, Table: Grid{Caption: c.Title}}
	for _, col := range c.Columns {
		f.Table.Columns = append(f.Table.Columns, column(col.Title, col.Numeric))
	}
	for at, r := range c.Rows {
		row := GridRow{}
		for i, text := range r.Cells {
			cell := GridCell{Values: []Link{{Text: text}}, Numeric: c.Columns[i].Numeric}
			switch {
			case i == 0:
				cell.Head, cell.Values[0].Address = true, r.Link
			case text == p.words.Word("unknown"):
				cell.Values, cell.Unknown = nil, true
			case text == p.words.Word("chart.none"):
			case at < len(rows) && i <= len(rows[at]) && text != "0" && text != "":
				cell.Values[0].Address = rows[at][i-1]
			}
			row.Cells = append(row.Cells, cell)
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	f.Table = stacked(f.Table)
	return []Drawing{f}
}

// drawn leaves the numbers to the tables of the section.
func drawn(figures []Drawing) []Drawing {
	for i := range figures {
		figures[i].Table = Grid{}
	}
	return figures
}

func (p *page) chartHead(id, title, description string) chart.Head {
	w := p.words
	return chart.Head{ID: "chart-" + id, Title: title, Description: description, Words: chart.Words{
		Number: w.Number,
		Of:     func(n, all string) string { return w.Fill("chart.of", "count", n, "all", all) },
		Span: func(from, to string) string {
			switch {
			case from == to:
				return from
			case from == "":
				return w.Fill("chart.to", "to", to)
			case to == "":
				return w.Fill("chart.from", "from", from)
			}
			return w.Fill("from-to", "from", from, "to", to)
		},
		Date: func(iso string) string {
			d, _ := date.Parse(iso)
			return w.Date(d)
		},
		Unknown: w.Word("unknown"),
	}}
}

// said names who says something and when, in a few words.
func (p *page) said(s *model.Source) string {
	if s == nil {
		return ""
	}
	who := p.readersName(s.Publisher)
	if who == "" {
		who = p.sourceName(s).Text
	}
	for _, r := range p.site.Reports {
		if r.Source == s {
			who = p.words.Word("irm") + ", " + p.label(r.Kind) // the partnership publishes it, and does not say it
		}
	}
	if s.Date.IsZero() {
		return who
	}
	return who + ", " + p.words.Date(s.Date)
}

// spreads are the variables whose values the page of plans draws, plan by
// plan, on one scale a chart: those of one line, which say the same at several
// moments of a plan, in one chart.
var spreads = [][]string{{"completion-progress", "completion-midterm", "completion-end-of-term"}, {"potential-impact"}, {"did-it-open-government"}, {"early-results"}}

// spreadSections draw how far each plan came.
func (p *page) spreadSections() []OverviewSection {
	w := p.words
	var out []OverviewSection
	for _, variables := range spreads {
		for _, moments := range p.onOneScale(variables) {
			first := moments[0]
			name, id, explain := p.label(first.Variable), model.Slug(variables[0]), []Words{p.defined(first.Variable)}
			if len(variables) > 1 {
				name, id, explain = w.Word("chart.completion"), "completion", p.plain(w.Word("chart.completion-explain"))
			}
			if related := p.site.Related(first.Variable.Code); related != nil {
				explain = append(explain, p.plain(w.Fill("chart.related-explain", "variable", p.label(related)))...)
			}
			title := w.Fill("chart.spread", "variable", name)
			if len(out) > 0 && out[len(out)-1].ID == id {
				id += "-" + model.Slug(first.Scale)
			}
			out = append(out, OverviewSection{ID: id, Title: name, Explain: explain,
				Missing: p.unrated(variables[0]), Charts: p.spreadChart(p.chartHead(id, title, w.Word("chart.spread-explain")), moments, len(variables) > 1), Rows: p.rows("ratings", "reports", "codes-"+first.Scale)})
		}
	}
	return out
}

// onOneScale are the spreads of some variables, those of each scale together.
func (p *page) onOneScale(variables []string) [][]model.Spread {
	var out [][]model.Spread
	for _, variable := range variables {
		for _, sp := range p.site.Spreads(variable) {
			i := slices.IndexFunc(out, func(together []model.Spread) bool { return together[0].Scale == sp.Scale })
			if i < 0 {
				out = append(out, []model.Spread{sp})
			} else {
				out[i] = append(out[i], sp)
			}
		}
	}
	return out
}

// spreadRow is one bar of a spread: a plan, at one moment of it.
type spreadRow struct {
	spread model.Spread
	model.PlanSpread
	// known is false where none of the moments has any value for the plan.
	known bool
}

// spreadRows are the bars: each moment of a plan that has values, else the plan
// without any.
func spreadRows(moments []model.Spread) []spreadRow {
	var out []spreadRow
	for i, ps := range moments[0].Plans {
		if len(ps.Plan.Commitments) == 0 {
			continue
		}
		known := false
		for _, sp := range moments {
			if sp.Plans[i].Valueless() < len(ps.Plan.Commitments) {
				known = true
				out = append(out, spreadRow{sp, sp.Plans[i], true})
			}
		}
		if !known { // by a moment whose scale is of its years, if there is one
			at := max(0, slices.IndexFunc(moments, func(sp model.Spread) bool { return sp.Plans[i].Outside == 0 }))
			out = append(out, spreadRow{moments[at], moments[at].Plans[i], false})
		}
	}
	return out
}

// spreadColumn is a column of a spread: a value of the scale, an absence, or
// what is no value.
type spreadColumn struct {
	chart.Level
	// part is the name of the part of a plan that it counts.
	part string
}

// hatchOf are the hatches of what is no step of a scale, by its code or part:
// one meaning looks the same on every chart. The rest take what a chart leaves.
var hatchOf = map[string]int{model.PartOutside: 1, "not-reviewed": 2, "not-applicable": 3, "unclear": 4, "withdrawn": 5, "no-data": 6, "pending": 7}

// otherPart is a part of a spread that is no value, with what it is called.
type otherPart struct{ part, label string }

func (p *page) otherParts(variable *model.Code) []otherPart {
	w := p.words
	out := []otherPart{{model.PartApart, w.Word("chart.apart")}, {model.PartFromTotal, w.Word("chart.from-total")}, {model.PartElsewhere, w.Word("chart.elsewhere")}}
	if related := p.site.Related(variable.Code); related != nil {
		out = append(out, otherPart{model.PartRelated, w.Fill("chart.related", "variable", p.label(related))})
	}
	return append(out, otherPart{model.PartUnclear, w.Word("chart.unclear")}, otherPart{model.PartOutside, w.Word("chart.outside")}, otherPart{model.PartWithout, w.Word("rating.none-in-record")})
}

// spreadColumns are the columns that a spread needs, but for what has no value.
func (p *page) spreadColumns(moments []model.Spread, rows []spreadRow) []spreadColumn {
	var out []spreadColumn
	add := func(label, part string, absent bool) {
		if !slices.ContainsFunc(out, func(c spreadColumn) bool { return c.part == part }) {
			l := chart.Level{Label: label, Absent: absent}
			if absent {
				l.Hatch = hatchOf[part]
			}
			out = append(out, spreadColumn{l, part})
		}
	}
	for _, l := range moments[0].Levels {
		add(p.label(l), l.Code, false)
	}
	for _, sp := range moments {
		for _, a := range sp.Aside {
			add(p.label(a), a.Code, true)
		}
	}
	for _, other := range p.otherParts(moments[0].Variable) {
		if other.part != model.PartWithout && slices.ContainsFunc(rows, func(r spreadRow) bool { return len(r.Of(other.part)) > 0 }) {
			add(other.label, other.part, true)
		}
	}
	return out
}

// spreadChart draws a spread; its numbers lead to the page that lists them.
// What is left without a value is never dropped; a plan without any value has
// no zeros. Where the chart has several moments, each bar says of which it is.
func (p *page) spreadChart(head chart.Head, moments []model.Spread, several bool) []Drawing {
	w := p.words
	head.Words.Unknown = w.Word("chart.none") // a whole row of words would drown the numbers
	s := chart.Shares{Head: head, Categories: w.Word("table.plan"), Total: w.Word("chart.in-record"), Missing: w.Word("rating.none-in-record")}
	rows := spreadRows(moments)
	columns := p.spreadColumns(moments, rows)
	for _, c := range columns {
		s.Levels = append(s.Levels, c.Level)
	}
	var links [][]string
	for _, r := range rows {
		at := p.ratingPage(r.spread.Variable.Code, r.spread.Scale) + inPlan(r.Plan) + "-"
		row := chart.ShareRow{Label: w.Fill("plan.name", "id", r.Plan.ID), Note: p.spreadNote(r.PlanSpread, "").Text, Link: p.at(r.Plan.URL), Total: len(r.Plan.Commitments)}
		without := at + model.PartWithout
		switch {
		case several && r.known:
			row.Label = w.Fill("chart.moment", "plan", row.Label, "moment", w.Word("chart.at-"+r.spread.Variable.Code))
		case several:
			without = p.at(p.site.Address("pending")) + "#" + pendingOf(r.Plan)
		}
		var to []string
		for _, c := range columns {
			row.Counts = append(row.Counts, len(r.Of(c.part)))
			to = append(to, at+model.Slug(c.part))
		}
		if r.Without > 0 || slices.ContainsFunc(rows, func(r spreadRow) bool { return r.Without > 0 }) {
			to = append(to, without)
		}
		s.Rows, links = append(s.Rows, row), append(links, append(to, p.at(r.Plan.URL)+"#commitments"))
	}
	c, err := chart.DrawShares(s)
	return p.drawing(c, err, links)
}

// spreadNote says which reports the values of a plan are from.
func (p *page) spreadNote(ps model.PlanSpread, unreported string) Words {
	w := p.words
	var from []Link
	next := func(v Words) {
		if len(from) > 0 {
			from = append(from, Link{Text: "; "})
		}
		from = append(from, v.Parts...)
	}
	for _, r := range ps.Reports {
		name := p.label(r.Kind)
		if !r.Published.IsZero() {
			name += ", " + w.Date(r.Published)
		}
		next(runOf(name))
	}
	if ps.Unreported > 0 {
		next(p.sentence("chart.no-report", "count", p.figure(ps.Unreported, unreported)))
	}
	if len(from) == 0 {
		return Words{}
	}
	return p.sentence("chart.according", "who", from)
}

// timelineChart draws the periods of the plans.
func (p *page) timelineChart() []Drawing {
	w := p.words
	s := chart.Timeline{Head: p.chartHead("timeline", w.Word("chart.timeline"), w.Word("chart.timeline-explain")),
		Labels: w.Word("table.plan"), Starts: w.Word("timeline.start"), Ends: w.Word("timeline.end"), AsOf: p.site.AsOf.String(), AsOfIs: w.Word("chart.as-of")}
	for _, plan := range p.site.Plans {
		s.Spans = append(s.Spans, chart.Span{Label: w.Fill("plan.name", "id", plan.ID) + " · " + p.carried(plan.Title), Link: p.at(plan.URL), Start: plan.Start.String(), End: plan.End.String()})
	}
	c, err := chart.DrawTimeline(s)
	return drawn(p.drawing(c, err, nil))
}

// lineageChart draws what a commitment continues and what continues it, as
// the lists beside it say.
func (p *page) lineageChart(c *model.Commitment) []Drawing {
	w := p.words
	node := func(c *model.Commitment) chart.Node {
		n := chart.Node{Label: c.ID.Value + " " + p.carried(c.Title), Link: p.at(c.URL)}
		if c.Plan != nil {
			n.Note = w.Fill("plan.name", "id", c.Plan.ID)
		}
		return n
	}
	s := chart.Lineage{Head: p.chartHead("lineage", w.Fill("chart.lineage", "id", c.ID.Value), w.Word("chart.lineage-explain")), Labels: w.Word("table.commitment"), Notes: w.Word("table.plan"), Here: node(c)}
	for _, other := range c.Continues {
		s.Before = append(s.Before, node(other))
	}
	for _, other := range c.Followed {
		s.After = append(s.After, node(other))
	}
	made, err := chart.DrawLineage(s)
	return drawn(p.drawing(made, err, nil))
}

// branchChart draws the entities that lead commitments of each plan, by branch
// and level.
func (p *page) branchChart() []Drawing {
	w := p.words
	kinds := slices.DeleteFunc(p.leadingKinds(), func(k leadingKind) bool { return k.branch == nil && !k.outside })
	s := chart.Shares{Head: p.chartHead("branches", w.Word("branches.entities-table"), w.Word("chart.branches-explain")), Categories: w.Word("table.plan"), Total: w.Word("entities.title"), Missing: w.Word("entities.no-branch"), Unordered: true, Brief: true}
	for _, k := range kinds {
		s.Levels = append(s.Levels, chart.Level{Label: p.kindName(k)})
	}
	for _, plan := range p.site.Plans {
		leading := p.site.Leading(plan)
		if len(leading) == 0 {
			continue
		}
		row := chart.ShareRow{Label: w.Fill("plan.name", "id", plan.ID), Link: p.at(plan.URL), Total: len(leading), Counts: make([]int, len(kinds))}
		for _, e := range leading {
			if i := slices.IndexFunc(kinds, func(k leadingKind) bool { return k == leadingKindOf(e) }); i >= 0 {
				row.Counts[i]++
			}
		}
		s.Rows = append(s.Rows, row)
	}
	made, err := chart.DrawShares(s)
	return drawn(p.drawing(made, err, nil))
}

// kindName names a branch with its level, or what has none.
func (p *page) kindName(k leadingKind) string {
	name := p.label(k.branch)
	switch {
	case k.outside:
		return p.words.Word("entities.outside")
	case k.branch == nil:
		name = p.words.Word("entities.no-branch")
	}
	if k.level != nil {
		name += " · " + p.label(k.level)
	}
	return name
}

// funnelStep is a number of actions on their way into a plan, as a source gives
// it.
type funnelStep struct {
	label, unit, why string
	value            chart.Amount
	source           *model.Source
	row              string
}

// funnelChart draws one inlet: what came in, and what came out of it.
func (p *page) funnelChart(id, title string, steps []funnelStep) []Drawing {
	w := p.words
	if len(steps) < 2 {
		return nil
	}
	s := chart.Funnel{Head: p.chartHead("funnel-"+id, title, w.Word("chart.funnel-explain")), Labels: w.Word("chart.step"), Values: w.Word("table.value"), Changes: w.Word("chart.change"), Reasons: w.Word("funnel.why"),
		NotWhy: w.Word("chart.not-why"), Other: w.Word("chart.other-unit")}
	var rows [][]string
	for _, t := range steps {
		rows = append(rows, []string{t.row, t.row})
		s.Steps = append(s.Steps, chart.Step{Label: t.label, Note: p.said(t.source), Link: p.entry(t.source), Value: t.value, Unit: t.unit, Why: t.why})
	}
	c, err := chart.DrawFunnel(s)
	return p.drawing(c, err, rows)
}

// scheduleChart draws the activities of a plan's schedule over its weeks.
func (p *page) scheduleChart(plan *model.Plan, all []model.Scheduled) []Drawing {
	w := p.words
	s := chart.Gantt{Head: p.chartHead("schedule-"+model.Slug(plan.ID), w.Fill("schedule.table", "plan", w.Fill("plan.name", "id", plan.ID)), w.Word("chart.schedule-explain")),
		Labels: w.Word("schedule.activity"), Starts: w.Word("schedule.from"), Ends: w.Word("schedule.to"), Notes: w.Word("schedule.status")}
	var first, last date.Date
	count := map[date.Date]int{}
	reach := func(d date.Date, weeks string) {
		d.Day = 0
		if d.IsZero() || d.Month == 0 {
			return
		}
		if first.IsZero() || d.Compare(first) < 0 {
			first = d
		}
		if d.Compare(last) > 0 {
			last = d
		}
		for _, week := range weeksOf(weeks) {
			count[d] = max(count[d], week)
		}
	}
	slot := func(d date.Date, weeks string, end bool) chart.Slot {
		if d.IsZero() || d.Month == 0 {
			return chart.Slot{}
		}
		d.Day = 0
		t := chart.Slot{Month: d.String(), Text: w.Date(d)}
		if list := weeksOf(weeks); len(list) > 0 {
			if t.Week = list[0]; end {
				t.Week = list[len(list)-1]
			}
			t.Text = w.Fill("chart.week", "week", w.Integer(t.Week), "month", t.Text)
		}
		return t
	}
	for _, a := range all {
		if a.Plan != plan {
			continue
		}
		reach(a.Start, a.StartWeek)
		reach(a.End, a.EndWeek)
		s.Rows = append(s.Rows, chart.GanttRow{Group: p.carried(a.Stage), Label: p.carried(a.Title), Start: slot(a.Start, a.StartWeek, false), End: slot(a.End, a.EndWeek, true),
			Note: p.label(a.Status), Pending: a.Status != nil && a.Status.Code == "pending"})
	}
	for d := first; !d.IsZero() && d.Compare(last) <= 0; {
		s.Months = append(s.Months, chart.Month{Key: d.String(), Label: p.shortMonth(d.Month), Year: strconv.Itoa(d.Year), Weeks: max(4, count[d])})
		if d.Month++; d.Month > 12 {
			d = date.Date{Year: d.Year + 1, Month: 1}
		}
	}
	c, err := chart.DrawGantt(s)
	return drawn(p.drawing(c, err, nil))
}

// shortMonth is the beginning of a month's name.
func (p *page) shortMonth(month int) string {
	name := []rune(p.words.Form.Months[month-1].Value)
	return string(name[:min(3, len(name))])
}

// weeksOf reads the weeks that a schedule marks in a month, "3-4-5".
func weeksOf(marks string) []int {
	var out []int
	for _, m := range strings.Split(marks, "-") {
		if n, err := strconv.Atoi(strings.TrimSpace(m)); err == nil {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// targetCharts draw targets beside what was reported of them, each unit in a
// chart of its own. What was reported in a unit without a target was promised
// by nobody, and is told in the table alone.
func (p *page) targetCharts(c *model.Commitment, list []*model.Exercise) []Drawing {
	w := p.words
	var units []string
	byUnit := map[string][]chart.BarRow{}
	for _, e := range list {
		unit := p.carried(e.Unit)
		if e.Kind == "target" && e.Target.Known && !slices.Contains(units, unit) {
			units = append(units, unit)
		}
	}
	for _, e := range list {
		unit := p.carried(e.Unit)
		if e.Kind == "exercise" || !slices.Contains(units, unit) || !e.Target.Known && !e.Result.Known {
			continue
		}
		row := chart.BarRow{Label: p.carried(e.Title), Note: p.said(e.Source), Link: p.entry(e.Source)}
		if e.Result.Known {
			row.Value, row.Caveat = chart.Known(e.Result.Value), w.Word("proof.none")
		}
		if e.Kind == "target" && e.Target.Known {
			row.Target = chart.Known(e.Target.Value)
		}
		byUnit[unit] = append(byUnit[unit], row)
	}
	var out []Drawing
	for i, unit := range units {
		title, explain := w.Fill("chart.targets", "id", c.ID.Value, "unit", unit), w.Word("chart.targets-alone")
		if slices.ContainsFunc(byUnit[unit], func(r chart.BarRow) bool { return r.Value.Known }) {
			title, explain = w.Fill("chart.targets-declared", "id", c.ID.Value, "unit", unit), w.Word("chart.targets-explain")
		}
		c, err := chart.DrawBars(chart.Bars{Head: p.chartHead("targets-"+c.Slug+"-"+strconv.Itoa(i+1), title, explain),
			Labels: w.Word("exercises.what"), Values: w.Word("exercises.result"), Targets: w.Word("exercises.target"), Rows: byUnit[unit]})
		out = append(out, drawn(p.drawing(c, err, nil))...)
	}
	return out
}

// compared are the variables on which the comparison of members is also
// drawn: those of what came of the plans.
var compared = []string{"completion", "potential-impact", "did-it-open-government"}

// comparisonChart draws members side by side on one variable.
func (p *page) comparisonChart(c model.Comparison) []Drawing {
	w := p.words
	if !slices.Contains(compared, c.Variable.Code) {
		return nil
	}
	name := p.label(c.Variable)
	explain, items := w.Word("chart.members-explain"), "chart.items"
	// A date that all members share stands once.
	if as := c.Rows[0].AsOf; !as.IsZero() && !slices.ContainsFunc(c.Rows, func(r model.ComparisonRow) bool { return r.AsOf != as }) {
		explain, items = explain+" "+w.Fill("chart.items-as-of", "date", w.Date(as)), "chart.items-alone"
	}
	s := chart.Shares{Head: p.chartHead("members-"+model.Slug(c.Variable.Code), w.Fill("comparison.table", "variable", name, "number", c.Generation), explain),
		Categories: w.Word("table.member"), Total: w.Word("comparison.items"), Missing: w.Word("rating.none-in-record"), Brief: true, Noted: true}
	codes := slices.Concat(c.Levels, c.Absences)
	for _, l := range codes {
		level := chart.Level{Label: p.label(l), Absent: !l.IsStep()}
		if level.Absent {
			level.Hatch = hatchOf[l.Code]
		}
		s.Levels = append(s.Levels, level)
	}
	for _, r := range c.Rows {
		if r.All == 0 {
			continue
		}
		row := chart.ShareRow{Label: p.label(r.Member), Note: w.Fill(items, "count", w.Integer(r.Rated), "all", w.Integer(r.All), "date", w.Date(r.AsOf)), Total: r.All, Counts: make([]int, len(codes))}
		for i, l := range codes {
			row.Counts[i] = r.Items[l.Code]
		}
		s.Rows = append(s.Rows, row)
	}
	made, err := chart.DrawShares(s)
	return drawn(p.drawing(made, err, nil))
}
