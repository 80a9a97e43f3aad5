package render

import (
	"cmp"
	"slices"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/model"
)

// The pages of this file list the rows behind figures that stand elsewhere,
// part by part, so that a figure leads to exactly what it counts, with script
// or without.

// listing is a page of this kind.
type listing struct {
	path []string
	view func(p *page) Overview
	// of is the path of the overview whose figures lead to it; empty where it
	// is one of many, one for each plan or source.
	of string
}

// rated is a variable with a page that lists its values.
type rated struct {
	model.Spread
	path string
}

// ratedVariables are the variables and scales that have values, in the order
// of the variables.
func ratedVariables(s *model.Site) []rated {
	var variables []*model.Code
	seen := map[string]bool{}
	for _, c := range s.Commitments {
		for _, r := range c.Ratings {
			if !seen[r.Variable.Code] {
				seen[r.Variable.Code] = true
				variables = append(variables, r.Variable)
			}
		}
	}
	slices.SortStableFunc(variables, func(a, b *model.Code) int { return cmp.Compare(a.Order, b.Order) })
	var out []rated
	for _, v := range variables {
		spreads := s.Spreads(v.Code)
		for _, sp := range spreads {
			name := model.Slug(v.Code)
			if len(spreads) > 1 {
				name += "-" + model.Slug(sp.Scale)
			}
			out = append(out, rated{sp, name})
		}
	}
	return out
}

// ratingPage is the address of the page that lists the values of a variable on
// a scale.
func (p *page) ratingPage(variable, scale string) string {
	for _, r := range p.renderer.rated {
		if r.Variable.Code == variable && r.Scale == scale {
			return p.at(p.site.Address("ratings", r.path))
		}
	}
	return ""
}

// listings are the pages that list rows.
func (r *renderer) listings() []listing {
	s := r.site
	out := []listing{
		{[]string{"silence", "voices"}, (*page).voiceLists, "silence"},
		{[]string{"branches", "entities"}, (*page).leadingLists, "branches"},
		{[]string{"themes", "none"}, func(p *page) Overview {
			return p.without("themes", "themes.title", "without.themes-title", "without.themes-description", func(c *model.Commitment) bool { return len(c.Themes) == 0 })
		}, "themes"},
	}
	for _, c := range codings {
		out = append(out, listing{[]string{c.path, "none"}, func(p *page) Overview {
			return p.without(c.path, c.title, c.without, c.withoutDescription, c.lacks)
		}, c.path})
	}
	for _, rated := range r.rated {
		out = append(out, listing{[]string{"ratings", rated.path}, func(p *page) Overview { return p.ratingLists(rated) }, "scales"})
	}
	for _, plan := range s.Plans {
		out = append(out, listing{[]string{"plans", plan.Slug(), "milestones"}, func(p *page) Overview { return p.planMilestones(plan) }, ""})
	}
	for _, kind := range []struct {
		list, path string
		of         func(c *model.Commitment) *model.Code
	}{{"branches", "branches", branchOf}, {"levels", "levels", levelOf}} {
		if l := s.List(kind.list); l != nil {
			for _, t := range s.Tally(l.Codes, s.Commitments, func(c *model.Commitment) []*model.Code { return []*model.Code{kind.of(c)} }) {
				if len(t.Commitments) > 0 {
					out = append(out, listing{[]string{kind.path, tallyName(t)}, func(p *page) Overview { return p.tallied(kind.path, t) }, "branches"})
				}
			}
		}
	}
	for _, source := range s.Sources() {
		out = append(out, listing{[]string{"sources", model.Slug(source.ID)}, func(p *page) Overview { return p.source(source) }, ""})
	}
	return out
}

func branchOf(c *model.Commitment) *model.Code { return c.Branch }
func levelOf(c *model.Commitment) *model.Code  { return c.Level }

// tallyName names a tally in addresses: its code, or that there is none.
func tallyName(t model.Tally) string {
	if t.Code == nil {
		return "none"
	}
	return model.Slug(t.Code.Code)
}

// listedCommitments is a section of commitments with their number beside the heading.
func (p *page) listedCommitments(id, title string, list []*model.Commitment, rows ...string) OverviewSection {
	return OverviewSection{ID: id, Title: title, Count: p.words.Count("count.commitments", len(list)), Commitments: p.commitmentLines(list), Rows: p.rows(rows...)}
}

// parts are the values and the other parts of a spread, by their codes, with
// what each is called.
func (p *page) parts(sp model.Spread) (codes, labels []string) {
	for _, c := range slices.Concat(sp.Levels, sp.Aside) {
		codes, labels = append(codes, c.Code), append(labels, p.label(c))
	}
	for _, other := range p.otherParts(sp.Variable) {
		codes, labels = append(codes, other.part), append(labels, other.label)
	}
	return codes, labels
}

// ratingLists shows which commitments of each plan have each value of a
// variable on a scale.
func (p *page) ratingLists(r rated) Overview {
	w := p.words
	name := p.label(r.Variable)
	scale := p.scaleLink(r.Scale).Text
	title := w.Fill("rating-lists.title", "variable", name, "scale", scale)
	if strings.HasPrefix(scale, name) { // the one scale of a variable, or one that names it
		title = w.Fill("rating-lists.title-alone", "variable", scale)
	}
	v := p.begin("ratings/"+r.path, title, w.Fill("rating-lists.description", "variable", name, "scale", scale), "datasets/ratings/ratings.csv",
		Link{Text: w.Word("scales.title"), Address: p.at(p.site.Address("scales"))})
	codes, labels := p.parts(r.Spread)
	for i := range r.Plans {
		ps := &r.Plans[i]
		if len(ps.Plan.Commitments) == 0 {
			continue
		}
		plan, id := w.Fill("plan.name", "id", ps.Plan.ID), inPlan(ps.Plan)[1:]
		g := Grid{Caption: w.Fill("rating-lists.table", "variable", name, "plan", plan), Columns: columns(w.Word("table.value"), "#"+w.Word("table.commitments"))}
		var lists []OverviewSection
		for j, code := range codes {
			list := ps.Of(code)
			if len(list) == 0 {
				continue
			}
			at := id + "-" + model.Slug(code)
			g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: labels[j]}), p.number(len(list), "#"+at)}})
			lists = append(lists, p.listedCommitments(at, plan+" · "+labels[j], list, "ratings"))
		}
		explain := []Words{p.defined(r.Variable)}
		if note := p.spreadNote(*ps, "#"+id+"-"+model.PartUnreported); note.Text != "" {
			explain = append(explain, note.stopped())
		}
		if list := ps.Of(model.PartUnreported); len(list) > 0 {
			lists = append(lists, p.listedCommitments(id+"-"+model.PartUnreported, w.Fill("rating-lists.unreported", "plan", plan), list, "ratings"))
		}
		v.Sections = append(v.Sections, OverviewSection{ID: id, Title: plan, Explain: explain, Tables: []Grid{g}, Rows: p.rows("ratings", "codes-"+r.Scale)})
		v.Sections = append(v.Sections, lists...)
	}
	return v.end()
}

// voiceLists shows of which commitments each voice says what came of them.
func (p *page) voiceLists() Overview {
	w := p.words
	v := p.begin("silence/voices", w.Word("voice-lists.title"), w.Word("voice-lists.description"), "")
	for _, s := range p.site.Silences() {
		for _, part := range []struct {
			id, word string
			list     []*model.Commitment
		}{{"government", "voice.government", s.Government}, {"civil-society", "voice.civil-society", s.CivilSociety}, {"irm", "voice.irm", s.IRM}, {"nobody", "silence.nobody", s.Silent}} {
			if len(part.list) > 0 {
				v.Sections = append(v.Sections, p.listedCommitments(inPlan(s.Plan)[1:]+"-"+part.id, w.Fill("plan.name", "id", s.Plan.ID)+" · "+w.Word(part.word), part.list, "updates", "ratings"))
			}
		}
	}
	return v.end()
}

// leadingLists shows the entities that lead commitments, by branch and level,
// plan by plan.
func (p *page) leadingLists() Overview {
	w := p.words
	v := p.begin("branches/entities", w.Word("branches.entities"), w.Word("leading-lists.description"), "datasets/entities/entities.csv")
	list := func(id, title string, entities []*model.Entity) {
		s := OverviewSection{ID: id, Title: title, Count: w.Count(countOf(entities), len(entities)), Rows: p.rows("entities")}
		for _, e := range entities {
			s.Links = append(s.Links, p.entityLink(e, 0))
		}
		v.Sections = append(v.Sections, s)
	}
	any := func(keep func(e *model.Entity) bool) []*model.Entity {
		var out []*model.Entity
		for _, e := range p.site.Entities {
			if len(e.Leads) > 0 && keep(e) {
				out = append(out, e)
			}
		}
		return out
	}
	list("any", w.Word("leading-lists.all"), any(func(e *model.Entity) bool {
		return slices.ContainsFunc(e.Leads, func(c *model.Commitment) bool { return c.Plan != nil })
	}))
	kinds := p.leadingKinds()
	for _, k := range kinds {
		list(k.id(), p.kindName(k), any(func(e *model.Entity) bool { return leadingKindOf(e) == k }))
	}
	for _, plan := range p.site.Plans {
		leading := p.site.Leading(plan)
		if len(leading) == 0 {
			continue
		}
		name := w.Fill("plan.name", "id", plan.ID)
		list(inPlan(plan)[1:], name, leading)
		for _, k := range kinds {
			own := slices.DeleteFunc(slices.Clone(leading), func(e *model.Entity) bool { return leadingKindOf(e) != k })
			if len(own) > 0 {
				list(k.id()+"-"+inPlan(plan)[1:], name+" · "+p.kindName(k), own)
			}
		}
	}
	return v.end()
}

// leadingKind is a branch with a level that entities which lead commitments
// have.
type leadingKind struct {
	branch, level *model.Code
	outside       bool // no part of the state
}

func leadingKindOf(e *model.Entity) leadingKind {
	if e.Outside() {
		return leadingKind{outside: true}
	}
	return leadingKind{branch: e.Branch, level: e.Level}
}

// id names it in addresses.
func (k leadingKind) id() string {
	if k.outside {
		return "outside"
	}
	id := "none"
	if k.branch != nil {
		id = model.Slug(k.branch.Code)
	}
	if k.level != nil {
		id += "-" + model.Slug(k.level.Code)
	}
	return id
}

// leadingKinds are the kinds of entities that lead commitments, in the order of
// the code lists; the last are without a branch, where there are such.
func (p *page) leadingKinds() []leadingKind {
	var out []leadingKind
	for _, plan := range p.site.Plans {
		for _, e := range p.site.Leading(plan) {
			if k := leadingKindOf(e); !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	order := func(c *model.Code) int {
		if c == nil {
			return 1 << 20
		}
		return c.Order
	}
	slices.SortStableFunc(out, func(a, b leadingKind) int {
		return cmp.Or(cmp.Compare(order(a.branch), order(b.branch)), cmp.Compare(order(a.level), order(b.level)))
	})
	return out
}

// without lists the commitments for which the record has no code of a kind.
func (p *page) without(path, above, title, description string, lacks func(c *model.Commitment) bool) Overview {
	w := p.words
	var list []*model.Commitment
	for _, c := range p.site.Commitments {
		if lacks(c) {
			list = append(list, c)
		}
	}
	v := p.begin(path+"/none", w.Word(title), w.Word(description), "", Link{Text: w.Word(above), Address: p.at(p.site.Address(path))})
	v.Sections = p.planSections(list, "")
	return v.end()
}

// tallied lists the commitments of a branch or of a level, plan by plan.
func (p *page) tallied(path string, t model.Tally) Overview {
	w := p.words
	name, what := w.Word("unknown"), w.Word("branches.branch")
	if t.Code != nil {
		name = p.label(t.Code)
	}
	if path == "levels" {
		what = w.Word("fact.level")
	}
	title := what + ": " + name
	if strings.Contains(strings.ToLower(name), strings.ToLower(what)) {
		title = name // "Rama ejecutiva" says what it is
	}
	v := p.begin(path+"/"+tallyName(t), title, w.Fill("tallied.description", "what", title), "", Link{Text: w.Word("branches.title"), Address: p.at(p.site.Address("branches"))})
	if t.Code != nil {
		if d := p.defined(t.Code); d.Text != "" {
			v.Sections = append(v.Sections, OverviewSection{ID: "meaning", Title: w.Word("table.meaning"), Explain: []Words{d}, Rows: p.rows("codes-" + path)})
		}
	}
	v.Sections = append(v.Sections, p.planSections(t.Commitments, "")...)
	return v.end()
}

// planMilestones shows every goal of a plan with its deadline and where it
// stands, those of one state together.
func (p *page) planMilestones(plan *model.Plan) Overview {
	w := p.words
	name := w.Fill("plan.name", "id", plan.ID)
	v := p.begin("plans/"+plan.ID+"/milestones", w.Fill("plan-milestones.title", "plan", name), w.Fill("plan-milestones.description", "plan", name, "date", w.Date(p.site.AsOf)), "datasets/milestones/milestones.csv",
		Link{Text: w.Word("menu.plans"), Address: p.at(p.site.Address("plans"))}, p.planLink(plan))
	for _, state := range []struct {
		id string
		is model.MilestoneState
	}{{"past", model.Past}, {"spoken", model.Spoken}, {"ahead", model.Ahead}, {"undated", model.NoDate}} {
		g := Grid{Caption: w.Word("plan-milestones." + state.id), Columns: columns(w.Word("table.goal"), w.Word("table.due"), w.Word("table.state"), w.Word("table.commitment"), w.Word("table.source"))}
		var past []date.Date
		for _, c := range plan.Commitments {
			for _, m := range c.Milestones {
				if m.State != state.is {
					continue
				}
				if m.State == model.Past {
					past = append(past, m.Due)
				}
				line := p.milestoneLine(c, m)
				cell := GridCell{Values: line.State.Parts, Run: true}
				if len(cell.Values) == 0 {
					cell = p.cellOf(line.State.Text)
				}
				g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: line.Title.Text, Language: line.Title.Language}), p.dated(line.Due), cell,
					p.linked(Link{Text: c.ID.Value, Address: p.at(c.URL)}), p.cited(m.Source)}, From: p.rowLink("milestones", c.ID.Value, m.Order)})
			}
		}
		if len(g.Rows) > 0 {
			v.Sections = append(v.Sections, OverviewSection{ID: state.id, Title: w.Word("plan-milestones." + state.id), Count: w.Count("count.milestones", len(g.Rows)), Explain: p.plain(p.leastDays(past...)), Tables: []Grid{g}, Rows: p.rows("milestones")})
		}
	}
	if len(v.Sections) == 0 {
		v.Sections = []OverviewSection{{ID: "none", Title: w.Word("commitment.milestones"), Missing: p.plain(w.Word("plan-milestones.none")), Rows: p.rows("milestones")}}
		if slices.ContainsFunc(plan.Commitments, func(c *model.Commitment) bool { return c.Term != nil }) {
			v.Sections[0].Links = []Link{{Text: w.Word("silence.terms"), Address: p.at(p.site.Address("silence")) + "#terms"}}
		}
	}
	return v.end()
}

// loadOf is what is known of the commitments that an entity leads, one by one.
func (p *page) loadOf(e *model.Entity) Grid {
	w := p.words
	g := Grid{Caption: w.Word("load.entity-table"), Columns: columns(w.Word("table.commitment"), "#"+w.Word("silence.goals"), "#"+w.Word("load.past"), w.Word("load.term"), "#"+w.Word("load.statements"), "#"+w.Word("load.with-evidence"))}
	for _, c := range e.Leads {
		past, proved := 0, 0
		for _, m := range c.Milestones {
			if m.State == model.Past {
				past++
			}
		}
		for _, u := range c.Voices.Government {
			if len(u.Evidence) > 0 {
				proved++
			}
		}
		at := p.at(c.URL)
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: c.ID.Value, Address: at}), p.number(len(c.Milestones), at+"#milestones"), p.number(past, at+"#milestones"), p.ownTerm(c),
			p.number(len(c.Voices.Government), at+"#voices"), p.number(proved, at+"#voices")}})
	}
	return g
}

// ownTerm is the deadline of a whole commitment and where it stands, or that
// its milestones have the deadlines.
func (p *page) ownTerm(c *model.Commitment) GridCell {
	switch {
	case c.Term != nil:
		cell := p.dated(p.moment(c.Term.Due))
		state, _ := p.termState(c.Term)
		cell.Under = state.Parts
		return cell
	case !c.LastDue().IsZero():
		return p.cellOf(p.words.Word("load.by-milestones"))
	}
	return GridCell{Unknown: true}
}
