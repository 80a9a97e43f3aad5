package render

import (
	"slices"

	"vitrina/generator/date"
	"vitrina/generator/model"
)

// silence shows what is past its deadline without a word, and who has spoken
// of what.
func (p *page) silence() Overview {
	w := p.words
	v := p.begin("silence", w.Word("silence.title"), w.Fill("silence.description", "date", w.Date(p.site.AsOf)), "")
	sum := Grid{Caption: w.Word("silence.deadlines-table"), Columns: columns(w.Word("table.plan"), w.Word("pending.end"), "#"+w.Word("silence.goals"), "#"+w.Word("silence.overdue"), "#"+w.Word("plan-milestones.spoken"), "#"+w.Word("plan-milestones.ahead"), "#"+w.Word("silence.undated"))}
	voices := Grid{Caption: w.Word("silence.voices-table"), Columns: columns(w.Word("table.plan"), "#"+w.Word("table.commitments"), "#"+w.Word("voice.government"), "#"+w.Word("voice.civil-society"), "#"+w.Word("voice.irm"), "#"+w.Word("silence.nobody"))}
	var lists []OverviewSection
	var ended []date.Date
	nobody := 0
	silent := OverviewSection{ID: "nobody", Title: w.Word("silence.nobody-title"), Explain: p.plain(w.Word("silence.nobody-explain")), Missing: p.plain(w.Word("silence.nobody-missing")), Rows: p.rows("updates", "ratings")}
	for _, s := range p.site.Silences() {
		id := "plan-" + model.Slug(s.Plan.ID)
		goals, spoken := p.at(p.site.Address("plans", s.Plan.Slug(), "milestones")), p.at(p.site.Address("silence", "voices"))+"#"+id+"-"
		end := p.dated(p.moment(s.Plan.End))
		if s.Plan.End.EndsBefore(p.site.AsOf) {
			ended = append(ended, s.Plan.End)
			end.Under = p.sentence("silence.ended", "days", p.counted("count.days", s.Plan.End.DaysUntil(p.site.AsOf), p.row("plans", s.Plan.ID))).Parts
		}
		sum.Rows = append(sum.Rows, GridRow{Cells: []GridCell{p.planHead(s.Plan), end, p.number(s.Milestones, goals), p.number(len(s.Overdue), "#"+id), p.number(s.Spoken, goals+"#spoken"), p.number(s.Ahead, goals+"#ahead"), p.number(s.Undated, goals+"#undated")}})
		voices.Rows = append(voices.Rows, GridRow{Cells: []GridCell{p.planHead(s.Plan), p.number(len(s.Plan.Commitments), p.at(s.Plan.URL)+"#commitments"), p.number(len(s.Government), spoken+"government"), p.number(len(s.CivilSociety), spoken+"civil-society"), p.number(len(s.IRM), spoken+"irm"), p.number(len(s.Silent), spoken+"nobody")}})
		if n := len(s.Silent); n > 0 {
			nobody += n
			silent.Folds = append(silent.Folds, CommitmentGroup{ID: "nobody-" + model.Slug(s.Plan.ID), Title: Link{Text: w.Fill("plan.name", "id", s.Plan.ID)}, Count: w.Count("count.commitments", n), Lines: p.commitmentLines(s.Silent)})
		}
		if len(s.Overdue) == 0 {
			continue
		}
		name := w.Fill("silence.plan", "plan", w.Fill("plan.name", "id", s.Plan.ID))
		var past []date.Date
		for _, o := range s.Overdue {
			past = append(past, o.Due)
		}
		lists = append(lists, OverviewSection{ID: id, Title: name, Count: w.Count("count.milestones", len(s.Overdue)), Explain: p.plain(w.Word("silence.plan-explain"), p.leastDays(past...)), Tables: p.overdue(s.Overdue), Rows: p.rows("status", "milestones")})
	}
	silent.Count = w.Count("count.commitments", nobody)
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

// overdue are the milestones of a plan that are overdue, folded by their
// commitments: a plan may have a hundred, of which each commitment shares who
// answers and what the IRM says. The commitments stand in the order of their
// oldest deadline.
func (p *page) overdue(all []model.Overdue) []Grid {
	w := p.words
	var out []Grid
	at := map[*model.Commitment]int{}
	for _, o := range all {
		c := o.Commitment
		i, ok := at[c]
		if !ok {
			i = len(out)
			at[c] = i
			out = append(out, p.overdueOf(c))
		}
		g := &out[i]
		t, due := p.say(o.Title), p.dated(p.moment(o.Due))
		if o.Last != nil {
			due.Under = []Link{{Text: p.saidBefore(o.Last), Address: p.row("updates", o.Last.ID)}}
		}
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: t.Text, Language: t.Language}), due, p.number(o.DaysPast, p.row("milestones", c.ID.Value, o.Order))}})
		g.Count = w.Count("count.milestones", len(g.Rows))
	}
	return out
}

// overdueOf is the table of the overdue milestones of a commitment, without its
// rows.
func (p *page) overdueOf(c *model.Commitment) Grid {
	w := p.words
	title := p.say(c.Title)
	g := Grid{Caption: w.Fill("silence.commitment-table", "commitment", c.ID.Value), Columns: columns(w.Word("table.goal"), w.Word("table.due"), "#"+w.Word("silence.days"))}
	g.Fold.add(Link{Text: c.ID.Value + " "})
	g.Fold.add(Link{Text: title.Text, Language: title.Language})
	g.About.add(Link{Text: w.Word("table.commitment") + ": "})
	g.About.add(Link{Text: c.ID.Value, Address: p.at(c.URL)})
	g.About.add(Link{Text: " · " + w.Word("silence.lead") + ": "})
	for i, e := range c.Lead {
		l := p.entityLink(e, 0)
		if i > 0 {
			g.About.add(Link{Text: ", "})
			g.Under.add(Link{Text: ", "})
		}
		g.About.add(l)
		if e.Acronym != "" {
			l = Link{Text: e.Acronym}
		}
		g.Under.add(Link{Text: l.Text, Language: l.Language})
	}
	if len(c.Lead) == 0 {
		g.About.add(Link{Text: w.Word("unknown")})
	}
	if r := c.Outcome(); r != nil {
		g.About.add(Link{Text: " · " + w.Word("silence.irm-says") + ": "})
		g.About.add(Link{Text: p.label(r.Value)})
		g.About.add(Link{Text: " ("})
		g.About.add(Link{Text: p.label(r.Variable)})
		g.About.add(Link{Text: ")"})
		if g.Under.Text != "" {
			g.Under.add(Link{Text: " · "})
		}
		rated := p.sentence("list.rated", "variable", Link{Text: p.label(r.Variable)}, "value", Link{Text: p.label(r.Value)})
		for _, part := range rated.Parts {
			g.Under.add(part)
		}
	}
	return g
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
		cells := []GridCell{p.planHead(s.Plan)}
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
	g := Grid{Caption: title, Columns: columns(names...), Fold: Words{Text: w.Word("silence.list")}}
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
// does, by whom where nothing proves it, and its date.
func (p *page) saidWhen(u *model.Update) string {
	when := p.words.Date(u.Date)
	if u.Date.IsZero() {
		when = p.words.Word("voice.undated")
	}
	said := ""
	switch {
	case u.Percent.Known:
		said = p.words.Percent(u.Percent.Value)
	case u.Status != nil:
		said = p.label(u.Status)
	default:
		return when
	}
	if by := unprovenBy(u); by != "" {
		said = p.words.Fill("said.unproven-"+by, "said", said)
	}
	return said + ", " + when
}

// unprovenBy is the voice that declares a value without proof, or that nobody
// is known to; "" where there is proof or no value, and for the IRM, which
// assesses.
func unprovenBy(u *model.Update) string {
	switch {
	case !u.Unproven() || !u.Percent.Known && u.Status == nil || u.Voice == "irm":
		return ""
	case u.Unnamed:
		return "unnamed"
	}
	return u.Voice
}

// saidOf says when, and to what percentage, a goal that somebody says how it
// went was last spoken of, or the whole commitment where that settles it, with
// the row; nothing where the goal's own row says it.
func (p *page) saidOf(c *model.Commitment, m *model.Milestone) Link {
	switch {
	case m.Rated != nil:
		return Link{Text: p.words.Fill("milestone.before-whole", "last", p.ratedWord(c, m.Rated)), Address: p.ratingRow(c, m.Rated)}
	case m.Last == nil:
		return Link{}
	case m.Last.Milestone == "":
		return Link{Text: p.words.Fill("milestone.before-whole", "last", p.saidWhen(m.Last)), Address: p.row("updates", m.Last.ID)}
	}
	return Link{Text: p.saidBefore(m.Last), Address: p.row("updates", m.Last.ID)}
}
