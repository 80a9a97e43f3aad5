package render

import (
	"slices"

	"vitrina/generator/date"
	"vitrina/generator/model"
)

// pending shows the commitments without an IRM value of completion, and
// whether the IRM or our record is what is awaited.
func (p *page) pending() Overview {
	w := p.words
	v := p.begin("pending", w.Word("pending.title"), w.Fill("pending.description", "date", w.Date(p.site.AsOf)), "")
	g := Grid{Caption: w.Word("pending.table"), Columns: columns(w.Word("table.plan"), w.Word("pending.end"), "#"+w.Word("table.commitments"), "#"+w.Word("pending.rated"), "#"+w.Word("pending.unrated"), w.Word("pending.final"), w.Word("pending.state"))}
	var lists, rated []OverviewSection
	var waited []date.Date
	for _, a := range p.site.Assessments() {
		id := pendingOf(a.Plan)
		if len(a.Rated) > 0 {
			rated = append(rated, OverviewSection{ID: "rated-" + model.Slug(a.Plan.ID), Title: w.Fill("pending.rated-list", "plan", w.Fill("plan.name", "id", a.Plan.ID)), Count: w.Count("count.commitments", len(a.Rated)), Commitments: p.commitmentLines(a.Rated), Rows: p.rows("ratings")})
		}
		state, missing, least := Words{}, Words{}, ""
		switch {
		case len(a.Unrated) == 0:
			switch {
			case a.Halfway == nil:
				state = p.sentence("pending.all")
			case a.AtEnd():
				state = p.sentence("pending.not-in-record")
			default:
				state = p.sentence("pending.halfway", "moment", w.Word("chart.at-"+a.Halfway.Variable.Code))
			}
		case a.Final != nil:
			state, missing = p.sentence("pending.not-in-record"), p.sentence("pending.not-in-record-missing", "report", p.reportName(a.Final))
		case a.Ended:
			waited, least = append(waited, a.Plan.End), p.leastDays(a.Plan.End)
			state, missing = p.sentence("pending.awaiting", "date", w.Date(a.Plan.End), "days", p.counted("count.days", a.Days, p.row("plans", a.Plan.ID))), p.sentence("pending.awaiting-missing")
		default:
			state, missing = p.sentence("pending.running"), p.sentence("pending.awaiting-missing")
		}
		told := p.told(a.Told)
		final := p.reported(a.Final)
		if a.Final == nil {
			final = p.cellOf(w.Word("pending.no-report"))
		} else if !a.Final.Published.IsZero() {
			final.Under = []Link{{Text: w.Date(a.Final.Published)}}
		}
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.planHead(a.Plan), p.dated(p.moment(a.Plan.End)), p.number(len(a.Plan.Commitments), p.at(a.Plan.URL)+"#commitments"), p.number(len(a.Rated), "#rated-"+id[5:]), p.number(len(a.Unrated), "#"+id), final, {Values: state.Parts, Run: true, Under: told.Parts}}})
		if len(a.Later) > 0 {
			state.follow(p.sentence("pending.later", "count", p.counted("count.commitments", len(a.Later), "#later-"+id[5:])))
			g.Rows[len(g.Rows)-1].Cells[6].Values = state.Parts
			ended := p.sentence("pending.halfway-missing")
			if a.AtEnd() {
				ended = p.sentence("pending.not-in-record-missing", "report", p.reportName(a.Final))
			}
			lists = append(lists, OverviewSection{ID: "later-" + id[5:], Title: w.Fill("pending.later-list", "plan", w.Fill("plan.name", "id", a.Plan.ID)), Count: w.Count("count.commitments", len(a.Later)), Missing: []Words{ended}, Commitments: p.commitmentLines(a.Later)})
		}
		if len(a.Unrated) > 0 {
			lists = append(lists, OverviewSection{ID: id, Title: w.Fill("pending.unrated-list", "plan", w.Fill("plan.name", "id", a.Plan.ID)), Count: w.Count("count.commitments", len(a.Unrated)), Explain: append(spoken([]Words{state.stopped(), told}), p.plain(least)...), Missing: []Words{missing}, Commitments: p.commitmentLines(a.Unrated)})
		}
	}
	v.Sections = append(v.Sections, OverviewSection{ID: "plans", Title: w.Word("pending.plans"), Explain: p.plain(w.Word("pending.explain"), p.leastDays(waited...)), Tables: []Grid{g}, Rows: p.rows("ratings", "reports", "plans")})
	v.Sections = append(v.Sections, lists...)
	v.Sections = append(v.Sections, rated...)
	return v.end()
}

// pendingOf is where the page of what is not rated has the commitments of a
// plan.
func pendingOf(plan *model.Plan) string { return "plan-" + model.Slug(plan.ID) }

// told says what the reports on a plan count of it where the record has no
// commitment's value; nothing where they count nothing.
func (p *page) told(totals []*model.Claim) Words {
	var counts []Link
	for i, c := range totals {
		if i > 0 {
			counts = append(counts, Link{Text: "; "})
		}
		counts = append(counts, Link{Text: p.label(c.Property) + ", "}, Link{Text: p.claimValue(c), Address: p.claimRow(c)})
	}
	if counts == nil {
		return Words{}
	}
	return p.sentence("pending.told", "counts", counts)
}

// spoken are the texts that say something.
func spoken(all []Words) []Words {
	return slices.DeleteFunc(all, func(v Words) bool { return v.Text == "" })
}
