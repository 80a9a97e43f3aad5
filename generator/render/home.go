package render

import (
	"cmp"
	"slices"
	"strings"

	"vitrina/generator/changes"
	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/words"
)

// How much of each list the home page shows; the link below it leads to the
// whole.
const (
	homeDisputes    = 5
	homeOverdue     = 4
	homeEntities    = 8
	homeThemes      = 8
	homeTerritories = 8
	homeNews        = 3
)

// home is the front page: what this is, the plans at a glance, what nobody has
// spoken of, what the sources disagree on, and the ways in.
func (p *page) home() Home {
	s, w := p.site, p.words
	title := p.titled(s.Site.Title)
	headline := p.titled(s.Site.Description)
	if headline.Text == "" {
		headline = title
	}
	description, file := headline.Text, ""
	front, text, language := p.textOf("index")
	if front != nil {
		description, file = cmp.Or(front.Summary.Value, description), front.Path
	}
	v := Home{Frame: p.frame(title.Text, description, file), Headline: headline,
		AllPlans:    Link{Text: w.Word("home.all-plans"), Address: p.at(s.Address("plans"))},
		AllDisputes: Link{Text: w.Word("home.all-disagreements"), Address: p.at(s.Address("disagreements"))},
		Data:        Link{Text: w.Word("home.data"), Address: p.at(s.Address("data"))},
	}
	v.Prose, v.ProseLanguage = text, language
	v.titledIn(title.Language)
	total := func(n int, key string, urls []string) {
		v.Totals = append(v.Totals, Total{Figure: w.Integer(n), What: strings.TrimSpace(strings.Replace(w.Count(key, n), w.Integer(n), "", 1)), Address: p.at(urls)})
	}
	total(len(s.Plans), "count.plans", s.Address("plans"))
	total(len(s.Commitments), "count.commitments", s.Address("commitments"))
	answering := s.Answering()
	total(len(answering), countOf(answering), s.Address("entities"))
	total(s.AmongSources(), "count.disagreements", s.Address("disagreements"))
	total(len(s.Tables), "count.datasets", s.Address("data"))
	for i, line := range p.planLines() {
		card := PlanCard{PlanLine: line}
		// The number stands before the title, which may begin with it.
		if rest, ok := strings.CutPrefix(card.Title.Text, card.ID+" "); ok && card.Title.Parts == nil {
			card.Title.Text = rest
		}
		p.outcome(&card, s.Plans[i])
		v.Plans = append(v.Plans, card)
	}
	// Each plan has its turn before one has a second. Lists of words are too long
	// for a line, and what this site counts is no source.
	for turn := 0; turn < len(s.Disagreements) && len(v.Disputes) < homeDisputes; turn++ {
		seen := map[*model.Plan]int{}
		for _, d := range s.Disagreements {
			if d.Plan == nil || d.Apart || slices.ContainsFunc(d.Claims, func(c *model.Claim) bool { return c.Words.Given() }) {
				continue
			}
			if seen[d.Plan]++; seen[d.Plan] == turn+1 && len(v.Disputes) < homeDisputes {
				v.Disputes = append(v.Disputes, p.dispute(d))
			}
		}
	}
	v.Silence = p.homeSilence()
	v.Ways = p.ways()
	v.News, v.AllNews = p.news(), Link{Text: w.Word("home.all-news"), Address: p.at(s.Address("changes"))}
	v.Feed = Link{Text: w.Word("changes.feed"), Address: p.root + p.siteFeed(p.i)}
	return v
}

// news are the latest changes of the data: those that no edition holds yet,
// and the newest editions, with how much changed in each.
func (p *page) news() []NewsLine {
	w := p.words
	var out []NewsLine
	line := func(e *model.Edition, link Link, d *changes.Difference) {
		n := NewsLine{Link: link}
		if d == nil {
			n.What = w.Word("changes.first-entry")
		} else {
			n.What = w.Count("count.datasets", len(d.Tables))
			if touched := len(p.touchedCommitments(e)); touched > 0 {
				n.What += " · " + w.Count("count.commitments", touched)
			}
		}
		out = append(out, n)
	}
	if latest := p.site.Latest(); latest != nil && p.site.Pending != nil {
		line(nil, Link{Text: w.Fill("changes.since", "version", latest.Version.String()), Address: p.at(p.site.Address("changes")) + "#" + editionID(nil)}, p.site.Pending)
	}
	for _, e := range slices.Backward(p.site.Editions) {
		if len(out) < homeNews {
			line(e, p.editionLink(e), e.Changes)
		}
	}
	return out
}

// outcome puts on the card of a plan how many of its commitments have each
// value of completion in the report that judges it last.
func (p *page) outcome(card *PlanCard, plan *model.Plan) {
	w := p.words
	address := p.at(plan.URL) + "#ratings"
	if sp, ps := p.judged(plan); ps != nil {
		rest := len(plan.Commitments)
		card.Outcome = w.Fill("home.irm-says", "variable", p.label(sp.Variable))
		for i, level := range slices.Backward(sp.Levels) {
			if n := ps.Levels[i]; n > 0 {
				card.Values = append(card.Values, Link{Text: p.label(level), Count: w.Integer(n), Address: p.ratingPage(sp.Variable.Code, sp.Scale) + inPlan(plan) + "-" + model.Slug(level.Code)})
				rest -= n
			}
		}
		if rest > 0 {
			card.Values = append(card.Values, Link{Text: w.Word("home.otherwise"), Count: w.Integer(rest), Address: address})
		}
		return
	}
	card.Outcome = w.Word("home.irm-silent")
	if told := p.site.Assessment(plan).Told; len(told) > 0 {
		for _, c := range told {
			card.Values = append(card.Values, Link{Text: p.label(c.Property), Count: p.claimValue(c), Address: p.claimRow(c)})
		}
		card.Values = append(card.Values, Link{Text: w.Word("home.irm-which"), Address: p.at(p.site.Address("pending")) + "#" + pendingOf(plan)})
		return
	}
	card.Values = []Link{{Text: w.Word("home.irm-silent-link"), Address: p.at(p.site.Address("pending"))}}
}

// judged is the variable in which the report that judges a plan last gives
// completion, and how many of its commitments have each value; nil where none
// does.
func (p *page) judged(plan *model.Plan) (sp *model.Spread, ps *model.PlanSpread) {
	for _, variable := range []string{"completion-end-of-term", "completion-midterm", "completion-progress"} {
		for _, sp := range p.site.Spreads(variable) {
			for i := range sp.Plans {
				if ps := &sp.Plans[i]; ps.Plan == plan && ps.Counted() > 0 {
					return &sp, ps
				}
			}
		}
	}
	return nil, nil
}

// homeSilence tells what is overdue and of what nobody has spoken, with the
// longest overdue goals, one a commitment.
func (p *page) homeSilence() Silence {
	s, w := p.site, p.words
	var overdue []model.Overdue
	silent, terms := 0, 0
	for _, q := range s.Silences() {
		overdue = append(overdue, q.Overdue...)
		silent += len(q.Silent)
		terms += len(q.PastTerms)
	}
	if len(overdue)+silent+terms == 0 {
		return Silence{}
	}
	v := Silence{Rows: Link{Text: w.Word("home.all-silence"), Address: p.at(s.Address("silence"))}}
	if len(overdue) > 0 {
		v.Sentence = p.sentence("home.silence", "count", p.counted("count.milestones", len(overdue), v.Rows.Address+"#deadlines"), "date", w.Date(s.AsOf))
	}
	if terms > 0 {
		v.Terms = p.sentence("home.terms", "count", p.counted("count.commitments", terms, v.Rows.Address+"#terms"))
	}
	if silent > 0 {
		v.Quiet = Link{Text: w.Fill("home.quiet", "count", w.Count("count.commitments", silent)), Address: v.Rows.Address + "#nobody"}
	}
	slices.SortStableFunc(overdue, model.Longest)
	seen := map[*model.Commitment]bool{}
	var past []date.Date
	for _, o := range overdue {
		if seen[o.Commitment] || len(v.Lines) == homeOverdue {
			continue
		}
		seen[o.Commitment] = true
		past = append(past, o.Due)
		t := p.say(o.Commitment.Title)
		line := MilestoneLine{Title: p.say(o.Title), Due: p.moment(o.Due), State: runOf("{days}", "days", p.counted("count.days", o.DaysPast, p.row("milestones", o.Commitment.ID.Value, o.Order))),
			Commitment: Link{Text: t.Text, Language: t.Language, Address: p.at(o.Commitment.URL) + "#milestones"}}
		// A commitment can be judged complete while no source speaks of a goal.
		if r := o.Commitment.Completion(); r != nil {
			line.Note.Text = w.Fill("list.rated", "variable", p.label(r.Variable), "value", p.label(r.Value))
		}
		v.Lines = append(v.Lines, line)
	}
	v.Days = p.leastDays(past...)
	return v
}

// ways are the ways into the commitments: who answers, what about, where.
func (p *page) ways() []Way {
	s, w := p.site, p.words
	entities := Way{ID: "entities", Title: w.Word("home.entities"), All: Link{Text: w.Word("home.all-entities"), Address: p.at(s.Address("entities"))}}
	busy := slices.Clone(s.Entities)
	slices.SortStableFunc(busy, func(a, b *model.Entity) int { return cmp.Compare(len(b.Leads), len(a.Leads)) })
	for _, e := range busy[:min(homeEntities, len(busy))] {
		if len(e.Leads) > 0 {
			entities.Links = append(entities.Links, p.entityLink(e, len(e.Leads)))
		}
	}
	themes := Way{ID: "themes", Title: w.Word("home.themes"), All: Link{Text: w.Word("home.all-themes"), Address: p.at(s.Address("themes"))}}
	common := slices.Clone(s.Themes)
	slices.SortStableFunc(common, func(a, b *model.Theme) int { return cmp.Compare(len(b.Commitments), len(a.Commitments)) })
	common = common[:min(homeThemes, len(common))]
	if len(s.Bases()) > 1 {
		words.Sort(w, common, func(t *model.Theme) string { return t.Label.In(p.i).Text })
	}
	for _, t := range common {
		if len(t.Commitments) > 0 {
			l := Link{Text: p.label(t.Code), Address: p.at(t.URL)}
			// Those who assign themes have their own vocabularies: what two of
			// them give the same name is not summed.
			if len(s.Bases()) < 2 {
				l.Count = w.Integer(len(t.Commitments))
			}
			themes.Links = append(themes.Links, l)
		}
	}
	places := Way{ID: "territories", Title: w.Word("home.territories"), All: Link{Text: w.Word("home.all-territories"), Address: p.at(s.Address("territories"))}}
	territories := s.Territories()
	slices.SortStableFunc(territories, func(a, b *model.Territory) int { return cmp.Compare(len(b.Commitments), len(a.Commitments)) })
	for _, t := range territories[:min(homeTerritories, len(territories))] {
		if len(t.Commitments) > 0 {
			places.Links = append(places.Links, Link{Text: p.label(t.Code), Address: p.at(t.URL), Count: w.Integer(len(t.Commitments))})
		}
	}
	var out []Way
	themes.Note = p.themeless("home.no-theme")
	for _, way := range []Way{entities, themes, places} {
		if len(way.Links) > 0 {
			out = append(out, way)
		}
	}
	return out
}
