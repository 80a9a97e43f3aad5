package render

import (
	"net/url"

	"vitrina/generator/model"
)

// selfCheck holds the minimum requirements of the partnership's co-creation
// standards beside the records that speak of each. It finds what the record
// has and lacks; whether a requirement is met is for the IRM to say.
func (p *page) selfCheck() Overview {
	w := p.words
	v := p.begin("process/self-check", w.Word("self-check.title"), w.Word("self-check.description"), "datasets/codes/minimum-requirements/minimum-requirements.csv")
	l := p.site.List("minimum-requirements")
	if l == nil {
		return v
	}
	since := p.firstYears("codes-minimum-requirements", "valid_from")
	for _, plan := range p.site.Plans {
		if plan.Start.IsZero() {
			continue
		}
		year := plan.Start.First().String()[:4]
		g := Grid{Caption: w.Fill("self-check.table", "plan", w.Fill("plan.name", "id", plan.ID)), Columns: columns(w.Word("self-check.requirement"), w.Word("self-check.means"), w.Word("self-check.record"), w.Word("self-check.lacks"))}
		found := 0
		for _, code := range l.Codes {
			// The requirements bind plans that begin from the year on that the
			// list gives.
			if since[code.Code] == "" || year < since[code.Code] {
				continue
			}
			records, lacks := p.evidence(code.Code, plan)
			cell := GridCell{Values: records}
			if len(records) == 0 {
				cell.Values = []Link{{Text: w.Word("self-check.none")}}
			} else {
				found++
			}
			g.Rows = append(g.Rows, GridRow{ID: "r" + model.Slug(code.Code), Cells: []GridCell{p.head(Link{Text: code.Code + " " + p.label(code)}), p.written(code.Definition), cell, p.cellOf(lacks)}})
		}
		if len(g.Rows) == 0 {
			continue
		}
		at := inPlan(plan)
		v.Sections = append(v.Sections, OverviewSection{ID: "plan-" + model.Slug(plan.ID), Title: w.Fill("plan.name", "id", plan.ID), Explain: []Words{p.sentence("self-check.explain", "since", p.earliest(since), "date", w.Date(p.site.AsOf)), p.sentence("self-check.count", "found", p.figure(found, at), "all", p.figure(len(g.Rows), at))}, Tables: []Grid{g}, Missing: p.plain(w.Word("self-check.missing")), Rows: p.rows("codes-minimum-requirements", "bodies", "body_members", "participation", "schedule", "events")})
	}
	var older []Link
	for _, plan := range p.site.Plans {
		if !plan.Start.IsZero() && plan.Start.First().String()[:4] < p.earliest(since) {
			older = append(older, p.planLink(plan))
		}
	}
	if len(older) > 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "older", Title: w.Word("self-check.older"), Explain: p.plain(w.Fill("self-check.older-explain", "since", p.earliest(since))), Links: older, Rows: p.rows("codes-cocreation-standards")})
	}
	return v.end()
}

// firstYears reads a column of a code list by code.
func (p *page) firstYears(name, column string) map[string]string {
	out := map[string]string{}
	if t := p.site.Table(name); t != nil {
		code, at := -1, -1
		for i, h := range t.Header {
			switch h {
			case "code":
				code = i
			case column:
				at = i
			}
		}
		for _, row := range t.Rows {
			if code >= 0 && at >= 0 {
				out[row[code]] = row[at]
			}
		}
	}
	return out
}

func (p *page) earliest(years map[string]string) string {
	first := ""
	for _, y := range years {
		if y != "" && (first == "" || y < first) {
			first = y
		}
	}
	return first
}

// evidence returns the records that speak of a requirement for a plan, and what
// the record lacks to say that it is met. Requirements are known by their
// number in the standards.
func (p *page) evidence(requirement string, plan *model.Plan) (records []Link, lacks string) {
	w := p.words
	dialogues := 0
	var facts []Link
	for _, a := range p.site.Participation() {
		if a.Plan != plan {
			continue
		}
		if a.Kind == "regional-dialogue" {
			dialogues++
		} else {
			facts = append(facts, Link{Text: p.say(a.Title).Text + ": " + w.Number(a.Value.Value) + " " + p.say(a.Unit).Text, Address: p.at(p.site.Address("process", "participation")) + "#plan-" + model.Slug(plan.ID)})
		}
	}
	spaces := func() []Link {
		if dialogues == 0 {
			return nil
		}
		return []Link{{Text: w.Count("count.dialogues", dialogues), Address: p.at(p.site.Address("process", "participation")) + "#plan-" + model.Slug(plan.ID)}}
	}
	switch requirement {
	case "1.1":
		for _, b := range p.site.Bodies() {
			if b.Plan == plan {
				records = append(records, Link{Text: p.say(b.Name).Text + ": " + w.Count("count.seats", len(b.Members)), Address: p.at(p.site.Address("governance"))})
			}
		}
		lacks = w.Word("self-check.lacks-meetings")
	case "1.2":
		lacks = w.Word("self-check.lacks-rules")
	case "2.1":
		// A home page that a source is: its address has no path.
		for _, s := range p.site.Sources() {
			if u, err := url.Parse(s.URL); err == nil && s.URL != "" && (u.Path == "" || u.Path == "/") && u.RawQuery == "" && p.citedByClaim(s) {
				records = append(records, Link{Text: s.Title, Language: p.foreign(s.Language), Address: s.URL})
			}
		}
		lacks = w.Word("self-check.lacks-site")
	case "2.2":
		lacks = w.Word("self-check.lacks-repository")
	case "3.1":
		n := 0
		for _, a := range p.site.Schedule() {
			if a.Plan == plan {
				n++
			}
		}
		if n > 0 {
			records = []Link{{Text: w.Count("count.activities", n), Address: p.at(p.site.Address("process", "schedule"))}}
		}
		lacks = w.Word("self-check.lacks-timeline")
	case "3.2":
		records, lacks = spaces(), w.Word("self-check.lacks-outreach")
	case "3.3":
		records, lacks = append(facts, spaces()...), w.Word("self-check.lacks-input")
	case "4.1":
		lacks = w.Word("self-check.lacks-response")
	case "5.1":
		lacks = w.Word("self-check.lacks-progress")
	default:
		lacks = w.Word("self-check.lacks-any")
	}
	return records, lacks
}

// citedByClaim reports whether some statement rests on a source.
func (p *page) citedByClaim(s *model.Source) bool {
	for _, d := range p.site.Disagreements {
		for _, c := range d.Claims {
			if c.Source == s {
				return true
			}
		}
	}
	for _, plan := range p.site.Plans {
		for _, c := range plan.Claims {
			if c.Source == s {
				return true
			}
		}
	}
	return false
}
