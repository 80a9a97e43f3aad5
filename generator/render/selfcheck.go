package render

import (
	"net/url"

	"vitrina/generator/date"
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
	since := p.columnByCode("codes-minimum-requirements", "valid_from")
	var unsure []Link
	status := p.columnByCode("codes-minimum-requirements", "status")
	for _, code := range l.Codes {
		if status[code.Code] == "to-confirm" {
			if len(unsure) > 0 {
				unsure = append(unsure, Link{Text: ", "})
			}
			unsure = append(unsure, Link{Text: code.Code, Address: p.rows("codes-minimum-requirements")[0].Address})
		}
	}
	for _, plan := range p.site.Plans {
		if plan.Start.IsZero() {
			continue
		}
		year := plan.Start.First().String()[:4]
		g := Grid{Caption: w.Fill("self-check.table", "plan", w.Fill("plan.name", "id", plan.ID)), Columns: columns(w.Word("self-check.requirement"), w.Word("self-check.means"), w.Word("self-check.record"), w.Word("self-check.lacks"), w.Word("self-check.lacks-since"))}
		found := 0
		for _, code := range l.Codes {
			// The requirements bind plans that begin from the year on that the
			// list gives.
			if since[code.Code] == "" || year < since[code.Code] {
				continue
			}
			records, lacks, last := p.evidence(code.Code, plan)
			cell := GridCell{Values: records}
			if len(records) == 0 {
				cell.Values = []Link{{Text: w.Word("self-check.none")}}
			} else {
				found++
			}
			g.Rows = append(g.Rows, GridRow{ID: "r" + model.Slug(code.Code), Cells: []GridCell{p.head(Link{Text: code.Code + " " + p.label(code)}), p.written(code.Definition), cell, p.cellOf(lacks), p.cellOf(p.missingSince(code.Code, plan, len(records) > 0, last))}, From: p.rowLink("codes-minimum-requirements", code.Code)})
		}
		if len(g.Rows) == 0 {
			continue
		}
		at := inPlan(plan)
		explain := []Words{p.sentence("self-check.explain", "since", p.earliest(since), "date", w.Date(p.site.AsOf)), p.sentence("self-check.count", "found", p.figure(found, at), "all", p.figure(len(g.Rows), at))}
		if len(unsure) > 0 {
			explain = append(explain, p.sentence("self-check.to-confirm", "codes", unsure))
		}
		v.Sections = append(v.Sections, OverviewSection{ID: "plan-" + model.Slug(plan.ID), Title: w.Fill("plan.name", "id", plan.ID), Explain: explain, Tables: []Grid{g}, Missing: p.plain(w.Word("self-check.missing")), Rows: p.rows("codes-minimum-requirements", "plans", "bodies", "body_members", "participation", "schedule", "events")})
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

// missingSince says how far the plan's records on a requirement reach, by the date
// of their newest source; where there are none, that they are missing since the
// plan's start at the latest, with the newest source of an earlier plan where
// there is one.
func (p *page) missingSince(requirement string, plan *model.Plan, found bool, last date.Date) string {
	w := p.words
	if !last.IsZero() {
		return w.Fill("self-check.since-source", "date", w.Date(last))
	}
	if found {
		return w.Word("self-check.since-undated")
	}
	text := w.Fill("self-check.since-start", "date", w.Date(plan.Start))
	var before *model.Plan
	for _, other := range p.site.Plans {
		if other.Start.IsZero() || !other.Start.EndsBefore(plan.Start) {
			continue
		}
		if _, _, at := p.evidence(requirement, other); last.Compare(at) < 0 {
			before, last = other, at
		}
	}
	if before != nil {
		text += " " + w.Fill("self-check.since-before", "plan", w.Fill("plan.name", "id", before.ID), "date", w.Date(last))
	}
	return text
}

// columnByCode reads a column of a code list by code.
func (p *page) columnByCode(name, column string) map[string]string {
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

// evidence returns the records that speak of a requirement for a plan, what the
// record lacks to say that it is met, and the date of the newest source of those
// records, zero when none has one. Requirements are known by their number in the
// standards.
func (p *page) evidence(requirement string, plan *model.Plan) (records []Link, lacks string, last date.Date) {
	w := p.words
	switch requirement {
	case "1.1":
		records, last = p.forumEvidence(plan)
		lacks = w.Word("self-check.lacks-meetings")
	case "1.2":
		lacks = w.Word("self-check.lacks-rules")
	case "2.1":
		records, last = p.siteEvidence()
		lacks = w.Word("self-check.lacks-site")
	case "2.2":
		lacks = w.Word("self-check.lacks-repository")
	case "3.1":
		records, last = p.timelineEvidence(plan)
		lacks = w.Word("self-check.lacks-timeline")
	case "3.2":
		_, records, last, _ = p.participationEvidence(plan)
		lacks = w.Word("self-check.lacks-outreach")
	case "3.3":
		records, last = p.inputEvidence(plan)
		lacks = w.Word("self-check.lacks-input")
	case "4.1":
		lacks = w.Word("self-check.lacks-response")
	case "5.1":
		lacks = w.Word("self-check.lacks-progress")
	default:
		lacks = w.Word("self-check.lacks-any")
	}
	return records, lacks, last
}

// newest is the later of a day and the days of sources.
func newest(at date.Date, sources ...*model.Source) date.Date {
	for _, s := range sources {
		if s != nil && at.Compare(s.Date) < 0 {
			at = s.Date
		}
	}
	return at
}

// forumEvidence are the lists of members of a plan's forums: no meeting is on
// record.
func (p *page) forumEvidence(plan *model.Plan) (records []Link, last date.Date) {
	for _, b := range p.site.Bodies() {
		if b.Plan == plan {
			last = newest(last, b.Sources...)
			records = append(records, Link{Text: p.words.Fill("self-check.forum", "body", p.carried(b.Name), "members", p.words.Count("count.seats", len(b.Members))), Address: p.at(p.site.Address("governance"))})
		}
	}
	return records, last
}

// siteEvidence are home pages that a source is: an address without a path.
func (p *page) siteEvidence() (records []Link, last date.Date) {
	for _, s := range p.site.Sources() {
		if u, err := url.Parse(s.URL); err == nil && s.URL != "" && (u.Path == "" || u.Path == "/") && u.RawQuery == "" && p.citedByClaim(s) {
			last = newest(last, s)
			record := p.sourceName(s)
			record.Address = s.URL
			records = append(records, record)
		}
	}
	return records, last
}

// timelineEvidence is the schedule of a plan.
func (p *page) timelineEvidence(plan *model.Plan) (records []Link, last date.Date) {
	n := 0
	for _, a := range p.site.Schedule() {
		if a.Plan == plan {
			n++
			last = newest(last, a.Source)
		}
	}
	if n > 0 {
		records = []Link{{Text: p.words.Count("count.activities", n), Address: p.at(p.site.Address("process", "schedule"))}}
	}
	return records, last
}

// participationEvidence are the figures on who took part in making a plan, how
// many dialogues there were, and the days of the newest sources of the
// dialogues and of all.
func (p *page) participationEvidence(plan *model.Plan) (facts, dialogues []Link, reached, heard date.Date) {
	at := p.at(p.site.Address("process", "participation")) + "#plan-" + model.Slug(plan.ID)
	n := 0
	for _, a := range p.site.Participation() {
		if a.Plan != plan {
			continue
		}
		heard = newest(heard, a.Source)
		if a.Kind == "regional-dialogue" {
			n++
			reached = newest(reached, a.Source)
		} else {
			facts = append(facts, Link{Text: p.carried(a.Title) + ": " + p.words.Number(a.Value.Value) + " " + p.carried(a.Unit), Address: at})
		}
	}
	if n > 0 {
		dialogues = []Link{{Text: p.words.Count("count.dialogues", n), Address: at}}
	}
	return facts, dialogues, reached, heard
}

// inputEvidence is what tells that people were heard. The plan's row tells of a
// consultation without a figure, too.
func (p *page) inputEvidence(plan *model.Plan) (records []Link, last date.Date) {
	facts, dialogues, _, heard := p.participationEvidence(plan)
	records, last = append(facts, dialogues...), heard
	if text := p.say(plan.CoCreation); text.Text != "" {
		w := p.words
		records = append(records, Link{Text: w.Fill("self-check.told", "plan", w.Fill("plan.name", "id", plan.ID), "text", text.Text), Language: text.Language, Address: p.row("plans", plan.ID)})
		last = newest(newest(last, plan.Source), plan.Others...)
	}
	return records, last
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
