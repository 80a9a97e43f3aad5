package render

import (
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
	at := map[string]int{}
	for i, h := range t.Header {
		at[h] = i
	}
	cell := func(row []string, column string) string {
		if i, ok := at[column]; ok {
			return row[i]
		}
		return ""
	}
	for _, plan := range p.site.Plans {
		g := Grid{Caption: w.Fill("principles.table", "plan", w.Fill("plan.name", "id", plan.ID)), Columns: columns(w.Word("principles.element"), w.Word("principles.state"), w.Word("principles.figures"), w.Word("principles.limits"), w.Word("table.source"))}
		measured := 0
		for _, row := range t.Rows {
			if cell(row, "plan") != plan.ID {
				continue
			}
			m := p.measureOf(plan, cell(row, "measure"))
			state := w.Word("principles.not-measured")
			if m.measured {
				measured++
				state = w.Word("principles.measured")
			}
			note := m.note
			if note == "" {
				note = w.Word("principles.no-figure")
			}
			title := Link{}
			for i, language := range p.languagesFrom() {
				if title.Text = cell(row, "title_"+language); title.Text != "" {
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
			g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(title), p.cellOf(state), figures, p.cellOf(note), p.cited(p.site.Source(cell(row, "source")))}})
		}
		if len(g.Rows) == 0 {
			continue
		}
		at := inPlan(plan)
		v.Sections = append(v.Sections, OverviewSection{ID: "plan-" + model.Slug(plan.ID), Title: w.Fill("plan.name", "id", plan.ID), Explain: append(p.plain(w.Word("principles.explain")), p.sentence("principles.count", "measured", p.figure(measured, at), "all", p.figure(len(g.Rows), at))), Tables: []Grid{g}, Rows: p.rows("principles", "claims", "topics", "participation", "body_members", model.CommitmentsTable)})
	}
	return v.end()
}

func (p *page) measureOf(plan *model.Plan, code string) measure {
	w := p.words
	before := p.before(plan)
	claims := func(of *model.Plan, property string) Link {
		values := map[string]bool{}
		name, unit := "", ""
		for _, c := range of.Claims {
			if c.Property.Code == property && !c.Computed {
				values[p.claimValue(c)] = true
				name, unit = p.label(c.Property), p.say(c.Unit).Text
			}
		}
		if len(values) == 0 {
			return Link{}
		}
		return Link{Text: w.Fill("principles.claimed", "plan", w.Fill("plan.name", "id", of.ID), "property", name, "value", strings.TrimSpace(p.either(values)+" "+unit)), Address: p.at(of.URL)}
	}
	facts := func(measure string) []Link {
		var out []Link
		for _, a := range p.site.Participation() {
			if a.Plan == plan && a.Kind != "regional-dialogue" && a.Measure == measure {
				out = append(out, Link{Text: p.say(a.Title).Text + ": " + w.Number(a.Value.Value) + " " + p.say(a.Unit).Text, Address: p.at(p.site.Address("process", "participation"))})
			}
		}
		return out
	}
	known := func(links ...Link) []Link {
		var out []Link
		for _, l := range links {
			if l.Text != "" {
				out = append(out, l)
			}
		}
		return out
	}
	switch code {
	case "fewer-commitments":
		if before == nil {
			return measure{}
		}
		f := known(claims(before, "commitments-count"), claims(plan, "commitments-count"))
		return measure{figures: f, measured: len(f) == 2, note: w.Word("principles.fewer")}
	case "more-transformative":
		n := 0
		for _, s := range p.site.Stars("promising", "promising") {
			if s.Plan == plan {
				n += len(s.Starred)
			}
		}
		var f []Link
		if before != nil {
			f = known(claims(before, "transformative"))
		}
		if n > 0 {
			f = append(f, Link{Text: w.Fill("principles.promising", "plan", w.Fill("plan.name", "id", plan.ID), "count", w.Count("count.commitments", n)), Address: p.at(p.site.Address("starred")) + "#promising-" + inPlan(plan)[1:]})
		}
		return measure{figures: f, note: w.Word("principles.transformative")}
	case "national-plan":
		return measure{figures: known(claims(plan, "executive-activities-in-ndp")), note: w.Word("principles.aligned")}
	case "topics":
		var f []Link
		if t := p.site.Table("topics"); t != nil {
			if l := p.site.List("topic-kinds"); l != nil {
				for _, kind := range l.Codes {
					g := p.where("topics", "", nil, func(cell func(string) string) bool {
						return cell("plan") == plan.ID && cell("kind") == kind.Code
					})
					f = append(f, Link{Text: p.label(kind) + ": " + w.Integer(len(g.Rows)), Address: p.at(p.site.Address("process", "funnel")) + "#topics"})
				}
			}
		}
		return measure{figures: f, measured: len(f) > 0, note: w.Word("principles.topics"), property: "main-topics"}
	case "involvement":
		return measure{figures: facts("people"), note: w.Word("principles.involvement")}
	case "forum-renewal":
		var f []Link
		for _, b := range p.site.Bodies() {
			if (b.Plan == before || b.Plan == plan) && len(b.Members) > 0 {
				f = append(f, Link{Text: w.Fill("principles.claimed", "plan", w.Fill("plan.name", "id", b.Plan.ID), "property", p.say(b.Name).Text, "value", w.Count("count.seats", len(b.Members))), Address: p.at(p.site.Address("governance"))})
			}
		}
		return measure{figures: f, note: w.Word("principles.renewal")}
	case "ogp-values":
		with := 0
		for _, c := range plan.Commitments {
			if len(c.Values) > 0 {
				with++
			}
		}
		f := []Link{{Text: w.Fill("principles.values", "count", w.Integer(with), "all", w.Count("count.commitments", len(plan.Commitments))), Address: p.at(p.site.Address("values"))}}
		return measure{figures: f, note: w.Word("principles.pillars")}
	case "quality-criteria":
		g := p.where("criteria", "", nil, func(cell func(string) string) bool { return cell("plan") == plan.ID && cell("kind") == "selection" })
		f := []Link{{Text: w.Fill("principles.criteria", "count", w.Count("count.criteria", len(g.Rows))), Address: p.at(p.site.Address("process", "criteria"))}}
		return measure{figures: f, note: w.Word("principles.quality")}
	}
	return measure{}
}

// before is the plan before a plan, nil before the first.
func (p *page) before(plan *model.Plan) *model.Plan {
	for i, other := range p.site.Plans {
		if other == plan && i > 0 {
			return p.site.Plans[i-1]
		}
	}
	return nil
}
