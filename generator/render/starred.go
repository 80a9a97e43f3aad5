package render

import (
	"slices"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/table"
)

// starred shows the commitments with a star, with what a star is, and those
// that the IRM calls promising, which is another thing.
func (p *page) starred() Overview {
	w := p.words
	v := p.begin("starred", w.Word("starred.title"), w.Word("starred.description"), "")
	method := filled(p.where("codes-starred", w.Word("starred.method-table"), []string{"code", "order", "status"}, nil), "valid_to", w.Word("scales.open"))
	counts := Grid{Caption: w.Word("starred.counts-table"), Columns: columns(w.Word("table.plan"), w.Word("table.report"), "#"+w.Word("starred.with"), "#"+w.Word("starred.without"), "#"+w.Word("starred.none"))}
	var lists, others []OverviewSection
	for _, s := range p.marked("starred") {
		id := s.id
		rest := slices.DeleteFunc(slices.Clone(s.Plan.Commitments), func(c *model.Commitment) bool {
			return slices.Contains(s.Starred, c) || slices.Contains(s.Others, c)
		})
		counts.Rows = append(counts.Rows, GridRow{Cells: []GridCell{p.planHead(s.Plan), p.reported(s.Report), p.number(len(s.Starred), "#"+id), p.number(len(s.Others), "#"+id+"-without"), p.number(len(rest), "#"+id+"-none")}})
		kind := ""
		if s.Report != nil {
			kind = p.label(s.Report.Kind)
		}
		name := w.Fill("plan.name", "id", s.Plan.ID)
		lists = append(lists, OverviewSection{ID: id, Title: w.Fill("starred.list", "plan", w.Fill("plan.name", "id", s.Plan.ID), "report", kind), Count: w.Count("count.commitments", len(s.Starred)), Commitments: p.commitmentLines(s.Starred), Rows: p.rows("ratings")})
		for _, part := range []struct {
			id, word string
			list     []*model.Commitment
		}{{"-without", "starred.without-list", s.Others}, {"-none", "starred.none-list", rest}} {
			if len(part.list) > 0 {
				others = append(others, OverviewSection{ID: id + part.id, Title: w.Fill(part.word, "plan", name, "report", kind), Count: w.Count("count.commitments", len(part.list)), Commitments: p.commitmentLines(part.list), Rows: p.rows("ratings")})
			}
		}
	}
	declared := p.declared(w.Word("starred.declared-table"), "irm-starred", "irm-starred-at-midterm", "starred-with-major-or-outstanding-opening")
	transformative := p.declared(w.Word("starred.transformative-table"), "transformative")
	for _, c := range p.site.Comparisons() {
		if c.Variable.Code != "starred" || len(c.Rows) == 0 || !c.Rows[0].Own {
			continue
		}
		r := c.Rows[0]
		if slices.ContainsFunc(p.site.Plans, func(plan *model.Plan) bool {
			return slices.ContainsFunc(plan.Claims, func(c *model.Claim) bool { return c.Property.Code == "irm-starred" && c.Source == r.Source })
		}) {
			continue // it stands among the statements above
		}
		declared.Rows = append(declared.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: w.Fill("comparison.generation", "number", c.Generation)}), p.cellOf(p.label(c.Variable)),
			{Values: p.sentence("starred.items", "count", p.figure(r.Items["starred"], p.memberRow(c, r.Member.Code, "starred")), "all", p.figure(r.All, p.memberRow(c, r.Member.Code, ""))).Parts, Run: true}, p.cited(r.Source), p.dated(p.moment(r.AsOf))}})
	}
	promising := Grid{Caption: w.Word("starred.promising-table"), Columns: columns(w.Word("table.plan"), "#"+w.Word("starred.promising-count"), w.Word("table.report"), w.Word("table.source"), w.Word("starred.report-says"))}
	var named []OverviewSection
	for _, s := range p.marked("promising") {
		id := s.id
		says, from := model.Text(nil), Link{}
		if s.Report != nil {
			says, from = s.Report.KeyResults, p.rowLink("reports", s.Report.ID)
		}
		promising.Rows = append(promising.Rows, GridRow{Cells: []GridCell{p.planHead(s.Plan), p.number(len(s.Starred), "#"+id), p.reported(s.Report), p.cited(s.Source), p.written(says)}, From: from})
		named = append(named, p.listedCommitments(id, w.Word("starred.promising")+" · "+w.Fill("plan.name", "id", s.Plan.ID), s.Starred, "ratings"))
	}
	v.Sections = append(v.Sections,
		OverviewSection{ID: "method", Title: w.Word("starred.method"), Explain: p.plain(w.Word("starred.method-explain")), Tables: []Grid{method}, Rows: p.rows("codes-starred")},
		OverviewSection{ID: "counts", Title: w.Word("starred.counts"), Explain: p.plain(w.Word("starred.counts-explain")), Tables: []Grid{counts, declared, transformative}, Missing: p.plain(w.Word("starred.counts-missing")), Rows: p.rows("ratings", "claims", "member_ratings")})
	v.Sections = append(v.Sections, lists...)
	v.Sections = append(v.Sections,
		OverviewSection{ID: "ended", Title: w.Word("starred.ended"), Explain: p.plain(w.Word("starred.ended-explain")), Missing: p.plain(w.Word("starred.ended-missing")), Rows: p.rows("codes-starred", "codes-rating-scales")},
		OverviewSection{ID: "promising", Title: w.Word("starred.promising"), Explain: p.plain(w.Word("starred.promising-explain")), Tables: []Grid{promising}, Missing: p.plain(w.Word("starred.promising-missing")), Rows: p.rows("ratings", "reports")})
	v.Sections = append(v.Sections, named...)
	v.Sections = append(v.Sections, others...)
	return v.end()
}

// starring are the marks of one kind (starred, promising) that a report gives
// the commitments of a plan, with the place where the page of marks lists them.
type starring struct {
	model.Stars
	id string
}

func (p *page) marked(mark string) []starring {
	var out []starring
	for i, s := range p.site.Stars(mark, mark) {
		m := starring{s, "stars-" + p.words.Integer(i+1)}
		if mark != "starred" {
			m.id = mark + "-" + inPlan(s.Plan)[1:]
			if i > 0 && out[i-1].id == m.id {
				m.id += "-" + p.words.Integer(i+1)
			}
		}
		out = append(out, m)
	}
	return out
}

// marks say how many commitments of a plan have a mark, according to which
// report, and where that was read when not in the report.
func (p *page) marks(plan *model.Plan) []Words {
	var out []Words
	for _, mark := range []string{"starred", "promising"} {
		for _, s := range p.marked(mark) {
			if s.Plan != plan || len(s.Starred) == 0 {
				continue
			}
			count := p.counted("count.commitments", len(s.Starred), p.at(p.site.Address("starred"))+"#"+s.id)
			name := p.label(p.site.Code("starred", mark))
			says := p.sentence("plan.mark", "mark", name, "count", count)
			if s.Report != nil {
				says = p.sentence("plan.mark-report", "mark", name, "count", count, "report", p.reportLine(s.Report))
			}
			if s.Source != nil && (s.Report == nil || s.Source != s.Report.Source) {
				says.add(Link{Text: " " + p.words.Word("report.seen") + " "})
				says.add(p.sourceLink(s.Source))
				says.add(Link{Text: "."})
			}
			out = append(out, says)
		}
	}
	return out
}

// stated is the value of a statement with its unit, where it counts something.
func (p *page) stated(c *model.Claim) Words {
	text := p.statedText(c)
	if !strings.ContainsAny(text, "0123456789") {
		return Words{Text: text, Language: p.claimLanguage(c)}
	}
	return runOf("{text}", "text", Link{Text: text, Address: p.claimRow(c), Language: p.claimLanguage(c)})
}

func (p *page) statedText(c *model.Claim) string {
	value, unit := p.claimValue(c), p.carried(c.Unit)
	if d, ok := date.Parse(c.Value); ok && d.Month > 0 {
		return value
	}
	switch n, ok := table.ParseNumber(c.Value); {
	// A text and a year need no unit.
	case !ok || len(c.Value) == 4 || unit == "":
		return value
	case n == 1:
		if one, ok := p.words.One(unit); ok {
			return one
		}
		return unit + ": " + value // other units are written in the plural
	}
	return value + " " + unit
}

// declared is a table of what sources say of plans, for some properties.
func (p *page) declared(caption string, properties ...string) Grid {
	return p.declaredIn(p.site.Plans, caption, properties...)
}

func (p *page) declaredIn(plans []*model.Plan, caption string, properties ...string) Grid {
	w := p.words
	g := Grid{Caption: caption, Columns: columns(w.Word("table.plan"), w.Word("declared.property"), w.Word("declared.says"), w.Word("table.source"), w.Word("table.as-of"))}
	for _, plan := range plans {
		for _, property := range properties {
			for _, c := range plan.Claims {
				if c.Property.Code != property || c.Computed {
					continue
				}
				says := p.cellOf(p.stated(c).Text)
				if parts := p.stated(c).Parts; parts != nil {
					says.Values = parts
				}
				says.Under = p.below(c.Note)
				g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.planHead(plan), p.cellOf(p.label(c.Property)), says, p.cited(c.Source), p.dated(p.moment(c.Date))}, From: p.rowLink("claims", c.ID)})
			}
		}
	}
	return g
}
