package render

import (
	"cmp"
	"slices"
	"strings"

	"vitrina/generator/model"
)

// measure is what the record says of one governing element: figures with where
// they come from, what they do not show, and whether they measure the element
// or only touch it.
type measure struct {
	figures  []Link
	measured bool
	note     string
	// property is the kind of statement on the plan that the figures count
	// otherwise, where its sources may disagree.
	property string
}

// principles is the scorecard of the governing elements of a plan: the figure
// that measures each, or that none does. The column "measure" says which figure
// that is; an element without one is shown as not measured.
func (p *page) principles() Overview {
	w := p.words
	v := p.begin("process/principles", w.Word("principles.title"), w.Word("principles.description"), "datasets/principles/principles.csv")
	t := p.site.Table("principles")
	if t == nil {
		return v
	}
	for _, plan := range p.site.Plans {
		name := w.Fill("plan.name", "id", plan.ID)
		g := Grid{Caption: w.Fill("principles.table", "plan", name), Columns: columns(w.Word("principles.element"), w.Word("principles.state"), w.Word("principles.figures"), w.Word("principles.limits"), w.Word("table.source"))}
		measured := 0
		for _, row := range t.Rows {
			cell := func(column string) string {
				if i := slices.Index(t.Header, column); i >= 0 {
					return row[i]
				}
				return ""
			}
			if cell("plan") != plan.ID {
				continue
			}
			m := p.measureOf(plan, cell("measure"))
			if m.measured {
				measured++
			}
			g.Rows = append(g.Rows, p.principle(plan, cell, m))
		}
		if len(g.Rows) > 0 {
			at := inPlan(plan)
			v.Sections = append(v.Sections, OverviewSection{ID: "plan-" + model.Slug(plan.ID), Title: name, Explain: append(p.plain(w.Word("principles.explain")), p.sentence("principles.count", "measured", p.figure(measured, at), "all", p.figure(len(g.Rows), at))), Tables: []Grid{g}, Rows: p.rows("principles", "claims", "topics", "participation", "body_members", model.CommitmentsTable)})
		}
	}
	return v.end()
}

// principle is the row of an element, with what measures it.
func (p *page) principle(plan *model.Plan, cell func(column string) string, m measure) GridRow {
	w := p.words
	state := w.Word("principles.not-measured")
	if m.measured {
		state = w.Word("principles.measured")
	}
	title := Link{}
	for i, language := range p.languagesFrom() {
		if title.Text = cell("title_" + language); title.Text != "" {
			if i > 0 {
				title.Language = language
			}
			break
		}
	}
	figures := GridCell{Values: m.figures}
	if d := p.site.Disagreement("plan", plan.ID, m.property); d != nil {
		figures.Values = append(figures.Values, Link{Text: w.Fill("principles.differ", "property", p.label(d.Property)), Address: p.dispute(d).Address})
	}
	if len(figures.Values) == 0 {
		figures.Values = []Link{{Text: "—"}}
	}
	return GridRow{Cells: []GridCell{p.head(title), p.cellOf(state), figures, p.cellOf(cmp.Or(m.note, w.Word("principles.no-figure"))), p.cited(p.site.Source(cell("source")))}}
}

// measureOf is the figure of a plan that the column "measure" names; empty
// where the record has none.
func (p *page) measureOf(plan *model.Plan, name string) measure {
	switch name {
	case "fewer-commitments":
		return p.fewerCommitments(plan)
	case "more-transformative":
		return p.moreTransformative(plan)
	case "national-plan":
		return measure{figures: p.claimedOf(plan, "executive-activities-in-ndp"), note: p.words.Word("principles.aligned")}
	case "topics":
		return p.topicsOf(plan)
	case "involvement":
		return measure{figures: p.peopleOf(plan), note: p.words.Word("principles.involvement")}
	case "forum-renewal":
		return measure{figures: p.seatsOf(plan), note: p.words.Word("principles.renewal")}
	case "ogp-values":
		return p.valued(plan)
	case "quality-criteria":
		return p.qualityCriteria(plan)
	}
	return measure{}
}

// claimedOf is what sources declare of a property of a plan; nothing where none
// does.
func (p *page) claimedOf(plan *model.Plan, property string) []Link {
	values := map[string]bool{}
	name, unit := "", ""
	for _, c := range plan.Claims {
		if c.Property.Code == property && !c.Computed {
			values[p.claimValue(c)] = true
			name, unit = p.label(c.Property), p.carried(c.Unit)
		}
	}
	if len(values) == 0 {
		return nil
	}
	return []Link{p.ofPlan(plan, name, strings.TrimSpace(p.either(values)+" "+unit), p.at(plan.URL))}
}

// ofPlan is a figure of a plan with what it counts.
func (p *page) ofPlan(plan *model.Plan, property, value, address string) Link {
	w := p.words
	return Link{Text: w.Fill("principles.claimed", "plan", w.Fill("plan.name", "id", plan.ID), "property", property, "value", value), Address: address}
}

func (p *page) fewerCommitments(plan *model.Plan) measure {
	before := p.before(plan)
	if before == nil {
		return measure{}
	}
	f := append(p.claimedOf(before, "commitments-count"), p.claimedOf(plan, "commitments-count")...)
	return measure{figures: f, measured: len(f) == 2, note: p.words.Word("principles.fewer")}
}

func (p *page) moreTransformative(plan *model.Plan) measure {
	w := p.words
	n := 0
	for _, s := range p.site.Stars("promising", "promising") {
		if s.Plan == plan {
			n += len(s.Starred)
		}
	}
	var f []Link
	if before := p.before(plan); before != nil {
		f = p.claimedOf(before, "transformative")
	}
	if n > 0 {
		f = append(f, Link{Text: w.Fill("principles.promising", "plan", w.Fill("plan.name", "id", plan.ID), "count", w.Count("count.commitments", n)), Address: p.at(p.site.Address("starred")) + "#promising-" + inPlan(plan)[1:]})
	}
	return measure{figures: f, note: w.Word("principles.transformative")}
}

func (p *page) topicsOf(plan *model.Plan) measure {
	var f []Link
	if l := p.site.List("topic-kinds"); l != nil && p.site.Table("topics") != nil {
		for _, kind := range l.Codes {
			n := p.rowsOf("topics", plan, kind.Code)
			f = append(f, Link{Text: p.label(kind) + ": " + p.words.Integer(n), Address: p.at(p.site.Address("process", "funnel")) + "#topics"})
		}
	}
	return measure{figures: f, measured: len(f) > 0, note: p.words.Word("principles.topics"), property: "main-topics"}
}

// rowsOf is how many rows of a table are of a plan and of a kind.
func (p *page) rowsOf(table string, plan *model.Plan, kind string) int {
	return len(p.where(table, "", nil, func(cell func(string) string) bool { return cell("plan") == plan.ID && cell("kind") == kind }).Rows)
}

// peopleOf are the counts of people who took part in the making of a plan.
func (p *page) peopleOf(plan *model.Plan) []Link {
	var out []Link
	for _, a := range p.site.Participation() {
		if a.Plan == plan && a.Kind != "regional-dialogue" && a.Measure == "people" {
			out = append(out, Link{Text: p.carried(a.Title) + ": " + p.words.Number(a.Value.Value) + " " + p.carried(a.Unit), Address: p.at(p.site.Address("process", "participation"))})
		}
	}
	return out
}

// seatsOf are the seats of the forums of a plan and of the one before it.
func (p *page) seatsOf(plan *model.Plan) []Link {
	before := p.before(plan)
	var out []Link
	for _, b := range p.site.Bodies() {
		if (b.Plan == before || b.Plan == plan) && len(b.Members) > 0 {
			out = append(out, p.ofPlan(b.Plan, p.carried(b.Name), p.words.Count("count.seats", len(b.Members)), p.at(p.site.Address("governance"))))
		}
	}
	return out
}

func (p *page) valued(plan *model.Plan) measure {
	w := p.words
	with := 0
	for _, c := range plan.Commitments {
		if len(c.Values) > 0 {
			with++
		}
	}
	f := []Link{{Text: w.Fill("principles.values", "count", w.Integer(with), "all", w.Count("count.commitments", len(plan.Commitments))), Address: p.at(p.site.Address("values"))}}
	return measure{figures: f, note: w.Word("principles.pillars")}
}

func (p *page) qualityCriteria(plan *model.Plan) measure {
	w := p.words
	n := p.rowsOf("criteria", plan, "selection")
	f := []Link{{Text: w.Fill("principles.criteria", "count", w.Count("count.criteria", n)), Address: p.at(p.site.Address("process", "criteria"))}}
	return measure{figures: f, note: w.Word("principles.quality")}
}

// before is the plan before a plan, nil before the first.
func (p *page) before(plan *model.Plan) *model.Plan {
	if i := slices.Index(p.site.Plans, plan); i > 0 {
		return p.site.Plans[i-1]
	}
	return nil
}
