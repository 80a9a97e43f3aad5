package render

import (
	"slices"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/table"
)

// silence shows what is past its deadline without a word, and who has spoken
// of what.
func (p *page) silence() Overview {
	w := p.words
	v := p.begin("silence", w.Word("silence.title"), w.Fill("silence.description", "date", w.Date(p.site.AsOf)), "")
	sum := Grid{Caption: w.Word("silence.deadlines-table"), Columns: columns(w.Word("table.plan"), w.Word("pending.end"), "#"+w.Word("silence.goals"), "#"+w.Word("silence.overdue"), "#"+w.Word("silence.complete"), "#"+w.Word("plan-milestones.spoken"), "#"+w.Word("plan-milestones.ahead"), "#"+w.Word("silence.undated"))}
	voices := Grid{Caption: w.Word("silence.voices-table"), Columns: columns(w.Word("table.plan"), "#"+w.Word("table.commitments"), "#"+w.Word("voice.government"), "#"+w.Word("voice.civil-society"), "#"+w.Word("voice.irm"), "#"+w.Word("silence.nobody"))}
	var lists []OverviewSection
	var ended []date.Date
	silent := OverviewSection{ID: "nobody", Title: w.Word("silence.nobody-title"), Explain: p.plain(w.Word("silence.nobody-explain")), Missing: p.plain(w.Word("silence.nobody-missing")), Rows: p.rows("updates", "ratings")}
	for _, s := range p.site.Silences() {
		id := "plan-" + model.Slug(s.Plan.ID)
		goals, spoken := p.at(p.site.Address("plans", s.Plan.Slug(), "milestones")), p.at(p.site.Address("silence", "voices"))+"#"+id+"-"
		end := p.dated(p.moment(s.Plan.End))
		if s.Plan.End.EndsBefore(p.site.AsOf) {
			ended = append(ended, s.Plan.End)
			end.Under = p.sentence("silence.ended", "days", p.counted("count.days", s.Plan.End.DaysUntil(p.site.AsOf), p.row("plans", s.Plan.ID))).Parts
		}
		sum.Rows = append(sum.Rows, GridRow{Cells: []GridCell{p.head(p.planLink(s.Plan)), end, p.number(s.Milestones, goals), p.number(len(s.Overdue), "#"+id), p.number(s.Complete, "#"+id+"-complete"), p.number(s.Spoken, goals+"#spoken"), p.number(s.Ahead, goals+"#ahead"), p.number(s.Undated, goals+"#undated")}})
		voices.Rows = append(voices.Rows, GridRow{Cells: []GridCell{p.head(p.planLink(s.Plan)), p.number(len(s.Plan.Commitments), p.at(s.Plan.URL)+"#commitments"), p.number(len(s.Government), spoken+"government"), p.number(len(s.CivilSociety), spoken+"civil-society"), p.number(len(s.IRM), spoken+"irm"), p.number(len(s.Silent), spoken+"nobody")}})
		silent.Commitments = append(silent.Commitments, p.commitmentLines(s.Silent)...)
		if len(s.Overdue) == 0 {
			continue
		}
		name := w.Fill("silence.plan", "plan", w.Fill("plan.name", "id", s.Plan.ID))
		g := Grid{Caption: w.Fill("silence.plan-table", "plan", w.Fill("plan.name", "id", s.Plan.ID)), Columns: columns(w.Word("table.goal"), w.Word("table.due"), "#"+w.Word("silence.days"), w.Word("table.commitment"), w.Word("silence.lead"), w.Word("silence.irm-says"))}
		marked := false
		var past []date.Date
		for _, o := range s.Overdue {
			past = append(past, o.Due)
			irm := GridCell{}
			if r := o.Commitment.Completion(); r != nil {
				irm.Values = []Link{{Text: p.label(r.Value)}}
				irm.Under = []Link{{Text: p.label(r.Variable)}}
			}
			irm.Unknown = len(irm.Values) == 0
			t, due := p.say(o.Title), p.dated(p.moment(o.Due))
			if o.Last != nil {
				due.Under = []Link{{Text: p.saidBefore(o.Last), Address: p.row("updates", o.Last.ID)}}
			}
			lead := GridCell{Unknown: len(o.Commitment.Lead) == 0}
			for _, e := range o.Commitment.Lead {
				lead.Values = append(lead.Values, p.entityLink(e, 0))
			}
			row := GridRow{Cells: []GridCell{p.head(Link{Text: t.Text, Language: t.Language}), due, p.number(o.DaysPast, p.row("milestones", o.Commitment.ID.Value, o.Order)), p.linked(Link{Text: o.Commitment.ID.Value, Address: p.at(o.Commitment.URL)}), lead, irm}}
			if o.Complete && !marked {
				row.ID, marked = id+"-complete", true
			}
			g.Rows = append(g.Rows, row)
		}
		lists = append(lists, OverviewSection{ID: id, Title: name, Count: w.Count("count.milestones", len(s.Overdue)), Explain: p.plain(p.leastDays(past...)), Tables: []Grid{g}, Rows: p.rows("status", "milestones")})
	}
	silent.Count = w.Count("count.commitments", len(silent.Commitments))
	v.Sections = append(v.Sections,
		OverviewSection{ID: "deadlines", Title: w.Word("silence.deadlines"), Explain: p.plain(w.Word("silence.deadlines-explain"), p.leastDays(ended...)), Tables: []Grid{sum}, Missing: p.plain(w.Word("silence.deadlines-missing")), Rows: p.rows("status", "milestones", "updates")})
	v.Sections = append(v.Sections, p.terms()...)
	v.Sections = append(v.Sections, p.movedDeadlines()...)
	v.Sections = append(v.Sections,
		OverviewSection{ID: "voices", Title: w.Word("silence.voices"), Explain: p.plain(w.Word("silence.voices-explain")), Tables: []Grid{voices}, Rows: p.rows("updates", "ratings")})
	v.Sections = append(v.Sections, lists...)
	v.Sections = append(v.Sections, silent)
	return v.end()
}

// terms shows the deadlines of whole commitments of which no milestone has
// one, apart from the milestones.
func (p *page) terms() []OverviewSection {
	w := p.words
	v := OverviewSection{ID: "terms", Title: w.Word("silence.terms"), Explain: p.plain(w.Word("silence.terms-explain")), Missing: p.plain(w.Word("silence.terms-missing")), Rows: p.rows("status", model.CommitmentsTable)}
	sum := Grid{Caption: w.Word("silence.terms-table"), Columns: columns(w.Word("table.plan"), "#"+w.Word("silence.overdue"), "#"+w.Word("silence.told"), "#"+w.Word("plan-milestones.ahead"))}
	var lists []OverviewSection
	for _, s := range p.site.Silences() {
		if len(s.PastTerms)+len(s.SpokenTerms)+len(s.AheadTerms) == 0 {
			continue
		}
		cells := []GridCell{p.head(p.planLink(s.Plan))}
		for _, part := range []struct {
			state string
			terms []*model.Term
		}{{"past", s.PastTerms}, {"spoken", s.SpokenTerms}, {"ahead", s.AheadTerms}} {
			id := termsOf(s.Plan, part.state)
			cells = append(cells, p.number(len(part.terms), "#"+id))
			if len(part.terms) > 0 {
				lists = append(lists, p.termList(id, w.Fill("silence.terms-"+part.state, "plan", w.Fill("plan.name", "id", s.Plan.ID)), part.terms))
			}
		}
		sum.Rows = append(sum.Rows, GridRow{Cells: cells})
	}
	if len(sum.Rows) == 0 {
		return nil
	}
	v.Tables = []Grid{sum}
	return append([]OverviewSection{v}, lists...)
}

// termsOf is where the page of what is overdue lists the deadlines of whole
// commitments of a plan that are in one state.
func termsOf(plan *model.Plan, state string) string {
	return "terms-" + model.Slug(plan.ID) + "-" + state
}

func (p *page) termList(id, title string, terms []*model.Term) OverviewSection {
	w := p.words
	late := terms[0].State == model.Past
	names := []string{w.Word("table.commitment"), w.Word("table.due"), "#" + w.Word("silence.days"), w.Word("silence.last-word"), w.Word("silence.lead")}
	if !late {
		names = slices.Delete(names, 2, 3)
	}
	g := Grid{Caption: title, Columns: columns(names...)}
	var past []date.Date
	for _, t := range terms {
		c := t.Commitment
		name := p.say(c.Title)
		head := p.head(Link{Text: name.Text, Language: name.Language, Address: p.at(c.URL)})
		head.Under = []Link{{Text: c.ID.Value}}
		cells := []GridCell{head, p.dated(p.moment(t.Due))}
		if late {
			past = append(past, t.Due)
			cells = append(cells, p.number(t.DaysPast, p.row(model.CommitmentsTable, c.ID.Value)))
		}
		word := GridCell{Unknown: true}
		if last := p.lastWord(t); last.Text != "" {
			word = p.linked(last)
			if t.Rated != nil {
				word.Under = []Link{{Text: p.label(t.Rated.Variable)}}
			}
		}
		lead := GridCell{Unknown: len(c.Lead) == 0}
		for _, e := range c.Lead {
			lead.Values = append(lead.Values, p.entityLink(e, 0))
		}
		g.Rows = append(g.Rows, GridRow{Cells: append(cells, word, lead)})
	}
	return OverviewSection{ID: id, Title: title, Count: w.Count("count.commitments", len(terms)), Explain: p.plain(p.leastDays(past...)), Tables: []Grid{g}, Rows: p.rows("status", model.CommitmentsTable)}
}

// movedDeadlines tells of how many goals the first deadline is on record, and
// shows those of which another took its place, and those that keep it.
func (p *page) movedDeadlines() []OverviewSection {
	w, d := p.words, p.site.Deadlines()
	if d.All == 0 {
		return nil
	}
	v := OverviewSection{ID: "moved", Title: w.Word("moved.title"), Rows: p.rows("milestones")}
	all := p.counted("count.milestones", d.All, p.allRows("milestones"))
	if len(d.Moved)+len(d.Kept) < d.All {
		v.Missing = p.plain(w.Word("moved.missing"))
	}
	if len(d.Moved)+len(d.Kept) == 0 {
		v.Explain = []Words{p.sentence("moved.none-known", "all", all)}
		return []OverviewSection{v}
	}
	v.Explain = append([]Words{p.sentence("moved.known", "all", all, "moved", p.counted("count.milestones", len(d.Moved), "#moved"), "kept", p.counted("count.milestones", len(d.Kept), "#kept"))}, p.plain(w.Word("moved.explain"))...)
	g := Grid{Caption: w.Word("moved.table"), Columns: columns(w.Word("table.goal"), w.Word("moved.first"), w.Word("moved.present"), w.Word("moved.by"), w.Word("table.commitment"), w.Word("table.source"))}
	kept := Grid{Caption: w.Word("moved.kept"), Columns: columns(w.Word("table.goal"), w.Word("table.due"), w.Word("table.commitment"), w.Word("table.source"))}
	for _, m := range d.Moved {
		by := p.moved(m.Milestone, p.row("milestones", m.Commitment.ID.Value, m.Order)).Parts
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(p.goal(m.Milestone)), p.dated(p.moment(m.FirstDue)), p.dated(p.moment(m.Due)), {Values: by, Run: true, Unknown: len(by) == 0},
			p.linked(Link{Text: m.Commitment.ID.Value, Address: p.at(m.Commitment.URL)}), p.cited(m.Source)}})
	}
	for _, m := range d.Kept {
		kept.Rows = append(kept.Rows, GridRow{Cells: []GridCell{p.head(p.goal(m.Milestone)), p.dated(p.moment(m.Due)), p.linked(Link{Text: m.Commitment.ID.Value, Address: p.at(m.Commitment.URL)}), p.cited(m.Source)}})
	}
	if len(g.Rows) > 0 {
		v.Tables = []Grid{g}
	}
	out := []OverviewSection{v}
	if len(kept.Rows) > 0 {
		out = append(out, OverviewSection{ID: "kept", Title: w.Word("moved.kept"), Count: w.Count("count.milestones", len(kept.Rows)), Tables: []Grid{kept}, Rows: p.rows("milestones")})
	}
	return out
}

// goal is the title of a milestone.
func (p *page) goal(m *model.Milestone) Link {
	t := p.say(m.Title)
	return Link{Text: t.Text, Language: t.Language}
}

// saidBefore says when, and to what percentage, a goal was last spoken of at a
// date that may be before its deadline.
func (p *page) saidBefore(u *model.Update) string {
	return p.words.Fill("milestone.before", "last", p.saidWhen(u))
}

// saidWhen is the percentage or the status that a statement gives, as far as it
// does, and its date.
func (p *page) saidWhen(u *model.Update) string {
	when := p.words.Date(u.Date)
	if u.Date.IsZero() {
		when = p.words.Word("voice.undated")
	}
	switch {
	case u.Percent.Known:
		return p.words.Percent(u.Percent.Value) + ", " + when
	case u.Status != nil:
		return p.label(u.Status) + ", " + when
	}
	return when
}

// saidOf says when, and to what percentage, a goal that somebody says how it
// went was last spoken of, or the whole commitment where that settles it.
func (p *page) saidOf(m *model.Milestone) string {
	if m.Last.Milestone == "" {
		return p.words.Fill("milestone.before-whole", "last", p.saidWhen(m.Last))
	}
	return p.saidBefore(m.Last)
}

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
			state = p.sentence("pending.all")
		case a.Final != nil:
			state, missing = p.sentence("pending.not-in-record"), p.sentence("pending.not-in-record-missing", "report", Link{Text: a.Final.Title, Language: p.foreign(a.Final.TitleLanguage)})
		case a.Ended:
			waited, least = append(waited, a.Plan.End), p.leastDays(a.Plan.End)
			state, missing = p.sentence("pending.awaiting", "date", w.Date(a.Plan.End), "days", p.counted("count.days", a.Days, p.row("plans", a.Plan.ID))), p.sentence("pending.awaiting-missing")
		default:
			state, missing = p.sentence("pending.running"), p.sentence("pending.awaiting-missing")
		}
		told := p.told(a)
		final := p.reported(a.Final)
		if a.Final == nil {
			final = p.cellOf(w.Word("pending.no-report"))
		} else if !a.Final.Published.IsZero() {
			final.Under = []Link{{Text: w.Date(a.Final.Published)}}
		}
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(p.planLink(a.Plan)), p.dated(p.moment(a.Plan.End)), p.number(len(a.Plan.Commitments), p.at(a.Plan.URL)+"#commitments"), p.number(len(a.Rated), "#rated-"+id[5:]), p.number(len(a.Unrated), "#"+id), final, {Values: state.Parts, Run: true, Under: told.Parts}}})
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

// told says what the reports on a plan count of its completion where the record
// has no commitment's value; nothing where they count nothing.
func (p *page) told(a model.Assessment) Words {
	var counts []Link
	for i, c := range a.Told {
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
		counts.Rows = append(counts.Rows, GridRow{Cells: []GridCell{p.head(p.planLink(s.Plan)), p.reported(s.Report), p.number(len(s.Starred), "#"+id), p.number(len(s.Others), "#"+id+"-without"), p.number(len(rest), "#"+id+"-none")}})
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
	declared := p.declared(w.Word("starred.declared-table"), "irm-starred", "irm-starred-at-midterm", "starred-with-major-or-outstanding-opening", "transformative")
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
		promising.Rows = append(promising.Rows, GridRow{Cells: []GridCell{p.head(p.planLink(s.Plan)), p.number(len(s.Starred), "#"+id), p.reported(s.Report), p.cited(s.Source), p.written(says)}, From: from})
		named = append(named, p.listedCommitments(id, w.Word("starred.promising")+" · "+w.Fill("plan.name", "id", s.Plan.ID), s.Starred, "ratings"))
	}
	v.Sections = append(v.Sections,
		OverviewSection{ID: "method", Title: w.Word("starred.method"), Explain: p.plain(w.Word("starred.method-explain")), Tables: []Grid{method}, Rows: p.rows("codes-starred")},
		OverviewSection{ID: "counts", Title: w.Word("starred.counts"), Explain: p.plain(w.Word("starred.counts-explain")), Tables: []Grid{counts, declared}, Missing: p.plain(w.Word("starred.counts-missing")), Rows: p.rows("ratings", "claims", "member_ratings")})
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
	value, unit := p.claimValue(c), p.say(c.Unit).Text
	if d, ok := date.Parse(c.Value); ok && d.Month > 0 {
		return value
	}
	switch n, ok := table.ParseNumber(c.Value); {
	// A text and a year need no unit.
	case !ok || len(c.Value) == 4 || unit == "":
		return value
	case n == 1:
		return unit + ": " + value // units are written in the plural
	}
	return value + " " + unit
}

// declared is a table of what sources say of plans, for some properties.
func (p *page) declared(caption string, properties ...string) Grid {
	w := p.words
	g := Grid{Caption: caption, Columns: columns(w.Word("table.plan"), w.Word("declared.property"), w.Word("declared.says"), w.Word("table.source"), w.Word("table.as-of"))}
	for _, property := range properties {
		for _, plan := range p.site.Plans {
			for _, c := range plan.Claims {
				if c.Property.Code != property {
					continue
				}
				says := p.cellOf(p.stated(c).Text)
				if parts := p.stated(c).Parts; parts != nil {
					says.Values = parts
				}
				says.Under = p.below(c.Note)
				g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(p.planLink(plan)), p.cellOf(p.label(c.Property)), says, p.cited(c.Source), p.dated(p.moment(c.Date))}, From: p.rowLink("claims", c.ID)})
			}
		}
	}
	return g
}

// scales shows which scale belongs to which years, and what may be compared.
func (p *page) scales() Overview {
	w := p.words
	v := p.begin("scales", w.Word("scales.title"), w.Word("scales.description"), "")
	years := filled(filled(p.where("codes-rating-scales", w.Word("scales.years-table"), []string{"code", "order", "label", "valid_from", "valid_to", "status", "source"}, func(cell func(string) string) bool { return cell("scale") != "absences" }), "last_plan_year", w.Word("scales.open")), "note", w.Word("chart.none"))
	if at := slices.IndexFunc(years.Columns, func(c Column) bool { return c.Key == "scale" }); at >= 0 {
		for _, r := range years.Rows {
			for i, scale := range r.Cells[at].Values {
				if t := p.site.Table("codes-" + scale.Text); t != nil {
					r.Cells[at].Values[i] = Link{Text: p.tableTitle(t), Address: p.at(t.URL)}
				}
			}
		}
	}
	use := Grid{Caption: w.Word("scales.use-table"), Columns: columns(w.Word("table.variable"), w.Word("table.scale"))}
	for _, plan := range p.site.Plans {
		use.Columns = append(use.Columns, Column{Name: w.Fill("plan.name", "id", plan.ID), Numeric: true})
	}
	var scales []Grid
	shown := map[string]bool{}
	for _, r := range p.renderer.rated {
		scale := Link{Text: r.Scale}
		if t := p.site.Table("codes-" + r.Scale); t != nil {
			scale = Link{Text: p.tableTitle(t), Address: p.at(t.URL)}
		}
		page := p.ratingPage(r.Variable.Code, r.Scale)
		row := GridRow{Cells: []GridCell{p.head(Link{Text: p.label(r.Variable), Address: page}), p.linked(scale)}}
		for _, ps := range r.Plans {
			n := ps.Counted() + ps.Apart
			for i, code := range r.Aside {
				if code.List != "absences" {
					n += ps.Aside[i]
				}
			}
			row.Cells = append(row.Cells, p.number(n, page+inPlan(ps.Plan)))
		}
		use.Rows = append(use.Rows, row)
		if l := p.site.List(r.Scale); l != nil && !shown[r.Scale] {
			shown[r.Scale] = true
			scales = append(scales, p.levelsOf(w.Fill("scales.levels-table", "scale", scale.Text), l))
		}
	}
	absences := Grid{}
	if l := p.site.List("absences"); l != nil {
		absences = p.levelsOf(w.Word("scales.absences-table"), l)
	}
	v.Sections = append(v.Sections,
		OverviewSection{ID: "years", Title: w.Word("scales.years"), Explain: p.plain(w.Word("scales.years-explain")), Tables: []Grid{years}, Rows: p.rows("codes-rating-scales", "codes-rating-variables")},
		OverviewSection{ID: "compare", Title: w.Word("scales.compare"), Explain: p.plain(w.Word("scales.compare-explain"), w.Word("ratings.explain"), w.Word("scales.compare-more")), Tables: []Grid{use}, Rows: p.rows("ratings")},
		OverviewSection{ID: "levels", Title: w.Word("scales.levels"), Explain: p.plain(w.Word("scales.levels-explain")), Tables: scales},
		OverviewSection{ID: "absences", Title: w.Word("scales.absences"), Explain: p.plain(w.Word("scales.absences-explain")), Tables: []Grid{absences}, Rows: p.rows("codes-absences")})
	return v.end()
}

// levelsOf is a table of the values of a list with what each means.
func (p *page) levelsOf(caption string, l *model.List) Grid {
	g := Grid{Caption: caption, Columns: columns(p.words.Word("table.value"), p.words.Word("table.meaning"))}
	for _, c := range l.Codes {
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: p.label(c)}), p.written(c.Definition)}, From: p.rowLink("codes-"+c.List, c.Code)})
	}
	return g
}
