package render

import (
	"slices"
	"strings"

	"vitrina/generator/model"
)

func valuesOf(c *model.Commitment) []*model.Code { return c.Values }
func goalsOf(c *model.Commitment) []*model.Code  { return c.SDGs }

// branches shows how far the plans reach beyond the executive: commitments and
// entities by branch and level, plan by plan.
func (p *page) branches() Overview {
	w := p.words
	s := p.site
	v := p.begin("branches", w.Word("branches.title"), w.Word("branches.description"), "")
	labelled := func(t model.Tally) Link {
		if t.Code == nil {
			return Link{Text: w.Word("unknown")}
		}
		return Link{Text: p.label(t.Code)}
	}
	table := func(caption, of, list, path string, code func(c *model.Commitment) *model.Code) (Grid, []string) {
		l := s.List(list)
		if l == nil {
			return Grid{}, nil
		}
		var some []model.Tally
		var none []string
		for _, t := range s.Tally(l.Codes, s.Commitments, func(c *model.Commitment) []*model.Code { return []*model.Code{code(c)} }) {
			switch {
			case len(t.Commitments) > 0:
				some = append(some, t)
			// Territorial entities are a branch in the list and a level in the
			// facts: they are counted as a level, so a zero would mislead.
			case t.Code != nil && (s.List("levels") == nil || s.Code("levels", t.Code.Code).Label == nil || !p.isLevel(t.Code.Code)):
				none = append(none, p.label(t.Code))
			}
		}
		return p.byPlan(caption, of, some, func(t model.Tally) Link {
			l := labelled(t)
			l.Address = p.at(s.Address(path, tallyName(t)))
			return l
		}, func(t model.Tally) (string, string) { return p.at(s.Address(path, tallyName(t))), "" }), none
	}
	byBranch, none := table(w.Word("branches.table"), w.Word("branches.branch"), "branches", "branches", branchOf)
	byLevel, _ := table(w.Word("branches.level-table"), w.Word("fact.level"), "levels", "levels", levelOf)
	section := OverviewSection{ID: "branches", Title: w.Word("branches.commitments"), Explain: p.branchesExplained(), Tables: []Grid{byBranch, byLevel}, Missing: p.plain(w.Word("branches.missing")), Rows: p.rows(model.CommitmentsTable, "codes-branches", "codes-levels")}
	if len(none) > 0 {
		section.Explain = append(section.Explain, Words{Text: w.Fill("branches.none", "branches", strings.Join(none, ", "))})
	}
	v.Sections = append(v.Sections, section)

	// Entities that lead, by branch and level, each once a plan.
	leading := Grid{Caption: w.Word("branches.entities-table"), Columns: columns(w.Word("fact.branch"))}
	lists := p.at(s.Address("branches", "entities"))
	sum := GridRow{Cells: []GridCell{p.head(Link{Text: w.Word("table.total")})}}
	anyPlan := map[*model.Entity]bool{}
	for _, plan := range s.Plans {
		leading.Columns = append(leading.Columns, Column{Name: w.Fill("plan.name", "id", plan.ID), Numeric: true})
		list := s.Leading(plan)
		sum.Cells = append(sum.Cells, p.number(len(list), lists+inPlan(plan)))
		for _, e := range list {
			anyPlan[e] = true
		}
	}
	leading.Columns = append(leading.Columns, Column{Name: w.Word("branches.any-plan"), Numeric: true})
	sum.Cells = append(sum.Cells, p.number(len(anyPlan), lists+"#any"))
	for _, k := range p.leadingKinds() {
		row := GridRow{Cells: []GridCell{p.head(Link{Text: p.branchName(k.branch, k.level)})}}
		total := map[*model.Entity]bool{}
		for _, plan := range s.Plans {
			n := 0
			for _, e := range s.Leading(plan) {
				if e.Branch == k.branch && e.Level == k.level {
					n++
					total[e] = true
				}
			}
			row.Cells = append(row.Cells, p.number(n, lists+"#"+k.id+"-"+inPlan(plan)[1:]))
		}
		row.Cells = append(row.Cells, p.number(len(total), lists+"#"+k.id))
		leading.Rows = append(leading.Rows, row)
	}
	leading.Rows = append(leading.Rows, sum)
	v.Sections = append(v.Sections,
		OverviewSection{ID: "entities", Title: w.Word("branches.entities"), Explain: p.plain(w.Word("branches.entities-explain")), Charts: p.branchChart(), Tables: []Grid{leading}, Rows: p.rows("entities", model.CommitmentsTable)},
		OverviewSection{ID: "declared", Title: w.Word("branches.declared"), Explain: p.plain(w.Word("branches.declared-explain")), Tables: []Grid{p.declared(w.Word("branches.declared-table"), "entities-count", "lead-institutions-count", "territorial-entities", "executive-commitments", "national-executive-commitments", "subnational-commitments", "local-commitments", "control-and-judicial-commitments")}, Rows: p.rows("claims")})
	return v.end()
}

// branchesExplained says where a commitment counts, and names those that count
// in the branch of the entities that support it, since none is known to lead.
func (p *page) branchesExplained() []Words {
	out := p.plain(p.words.Word("branches.explain"))
	var names []Link
	for _, c := range p.site.Commitments {
		alike := func(e *model.Entity) bool { return e.Branch == c.Branch && e.Level == c.Level }
		if len(c.Lead) > 0 || c.Branch == nil || !slices.ContainsFunc(c.Support, alike) {
			continue
		}
		if len(names) > 0 {
			names = append(names, Link{Text: ", "})
		}
		names = append(names, Link{Text: c.ID.Value, Address: p.at(c.URL)})
	}
	if len(names) > 0 {
		out = append(out, p.sentence("branches.leaderless", "names", names))
	}
	return out
}

func (p *page) isLevel(code string) bool {
	for _, c := range p.site.List("levels").Codes {
		if c.Code == code {
			return true
		}
	}
	return false
}

// territories lists the departments with territorial commitments.
func (p *page) territories() Overview {
	w := p.words
	v := p.begin("territories", w.Word("territories.title"), w.Word("territories.description"), "")
	g := Grid{Caption: w.Word("territories.table"), Columns: columns(w.Word("territories.department"), w.Word("territories.code"))}
	for _, plan := range p.site.Plans {
		g.Columns = append(g.Columns, Column{Name: w.Fill("plan.name", "id", plan.ID), Numeric: true})
	}
	g.Columns = append(g.Columns, columns("#"+w.Word("table.total"), "#"+w.Word("entities.title"))...)
	var others []string
	for _, t := range p.site.Territories() {
		if len(t.Commitments)+len(t.Entities) == 0 {
			others = append(others, p.label(t.Code))
			continue
		}
		row := GridRow{Cells: []GridCell{p.head(Link{Text: p.label(t.Code), Address: p.at(t.URL)}), p.linked(Link{Text: t.Code.Code, Address: p.row("codes-departments", t.Code.Code)})}}
		counts := map[*model.Plan]int{}
		for _, c := range t.Commitments {
			counts[c.Plan]++
		}
		for _, plan := range p.site.Plans {
			row.Cells = append(row.Cells, p.number(counts[plan], p.at(t.URL)+inPlan(plan)))
		}
		row.Cells = append(row.Cells, p.number(len(t.Commitments), p.at(t.URL)), p.number(len(t.Entities), p.at(t.URL)+"#entities"))
		g.Rows = append(g.Rows, row)
	}
	var unplaced []*model.Commitment
	for _, c := range p.site.Commitments {
		if c.Territory == nil && c.Level != nil && c.Level.Code == "territorial" {
			unplaced = append(unplaced, c)
		}
	}
	section := OverviewSection{ID: "departments", Title: w.Word("territories.departments"), Count: w.Count("count.departments", len(g.Rows)), Explain: p.plain(w.Word("territories.explain")), Tables: []Grid{g}, Rows: p.rows(model.CommitmentsTable, "entities", "codes-departments")}
	if len(others) > 0 {
		section.Missing = append(section.Missing, p.sentence("territories.others", "count", p.figure(len(others), p.allRows("codes-departments")), "names", strings.Join(others, ", ")))
	}
	if len(unplaced) > 0 {
		section.Missing = append(section.Missing, p.sentence("territories.unplaced", "count", p.counted("count.commitments", len(unplaced), "#unplaced")))
	}
	v.Sections = append(v.Sections, section)
	if len(unplaced) > 0 {
		v.Sections = append(v.Sections, p.listedCommitments("unplaced", w.Word("territories.unplaced-list"), unplaced, model.CommitmentsTable))
	}
	return v.end()
}

// territory is a department: its commitments, entities and events.
func (p *page) territory(t *model.Territory) Overview {
	w := p.words
	name := p.label(t.Code)
	v := p.begin("territories/"+model.Slug(t.Code.Code), name, w.Fill("territory.description", "name", name, "code", t.Code.Code, "count", w.Count("count.commitments", len(t.Commitments))), "datasets/codes/departments/departments.csv",
		Link{Text: w.Word("territories.title"), Address: p.at(p.site.Address("territories"))})
	v.Sections = p.planSections(t.Commitments, "")
	v.Intro = p.sentence("territory.description", "name", name, "code", Link{Text: t.Code.Code, Address: p.row("codes-departments", t.Code.Code)}, "count", p.counted("count.commitments", len(t.Commitments), whole))
	if len(t.Commitments) == 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "none", Title: w.Word("commitments.title"), Missing: p.plain(w.Word("territory.none")), Rows: p.rows(model.CommitmentsTable)})
	}
	entities := OverviewSection{ID: "entities", Title: w.Word("entities.title"), Rows: p.rows("entities")}
	for _, e := range t.Entities {
		entities.Links = append(entities.Links, p.entityLink(e, len(e.Leads)+len(e.Supports)))
	}
	events := Grid{Caption: w.Fill("territory.events-table", "name", name), Columns: columns(w.Word("timeline.what"), w.Word("timeline.date"), w.Word("fact.place"), w.Word("table.plan"), w.Word("table.source"))}
	for _, e := range p.site.Events() {
		if e.Territory != nil && e.Territory.Code == t.Code.Code {
			title := p.say(e.Title)
			events.Rows = append(events.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: title.Text, Language: title.Language}), p.dated(p.moment(e.Start)), p.cellOf(e.Place), p.linked(p.planLink(e.Plan)), p.cited(e.Source)}, From: p.eventLink(&e)})
		}
	}
	if len(entities.Links) > 0 {
		v.Sections = append(v.Sections, entities)
	}
	if len(events.Rows) > 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "events", Title: w.Word("territory.events"), Tables: []Grid{events}, Rows: p.rows("events")})
	}
	return v.end()
}

// planSections lists commitments in a section for each plan.
func (p *page) planSections(list []*model.Commitment, prefix string) []OverviewSection {
	var out []OverviewSection
	for _, g := range p.groupsByPlan(list) {
		title := g.Title.Text
		if prefix != "" {
			title = prefix + " · " + title
		}
		out = append(out, OverviewSection{ID: g.ID, Title: title, Count: g.Count, Commitments: g.Lines, Rows: p.rows(model.CommitmentsTable)})
	}
	return out
}

// load shows what each entity answers for, and what is known of it.
func (p *page) load() Overview {
	w := p.words
	v := p.begin("load", w.Word("load.title"), w.Fill("load.description", "date", w.Date(p.site.AsOf)), "")
	g := Grid{Caption: w.Word("load.table"), Columns: columns(w.Word("table.entity"), "#"+w.Word("load.leads"), "#"+w.Word("load.supports"), w.Word("menu.plans"), "#"+w.Word("silence.goals"), "#"+w.Word("load.past"), "#"+w.Word("load.past-terms"), "#"+w.Word("load.declared"), "#"+w.Word("load.proved"))}
	for _, l := range p.site.Loads() {
		address := p.at(l.Entity.URL)
		var plans []Link
		for _, plan := range l.Plans {
			plans = append(plans, Link{Text: plan.ID, Address: p.at(plan.URL)})
		}
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(p.entityLink(l.Entity, 0)), p.number(len(l.Entity.Leads), address+"#lead"), p.number(len(l.Entity.Supports), address+"#support"), p.linked(plans...),
			p.number(l.Milestones, address+"#load"), p.number(l.Past, address+"#load"), p.number(l.PastTerms, address+"#load"), p.number(l.Declared, address+"#load"), p.number(l.Proved, address+"#load")}})
	}
	v.Sections = append(v.Sections, OverviewSection{ID: "load", Title: w.Word("load.section"), Count: w.Count("count.entities", len(g.Rows)), Explain: p.plain(w.Word("load.explain")), Tables: []Grid{g}, Missing: p.plain(w.Word("load.missing")), Rows: p.rows(model.CommitmentsTable, "milestones", "updates")})
	return v.end()
}

// values shows the OGP values of commitments, apart for each who assigns them.
func (p *page) values() Overview {
	w := p.words
	s := p.site
	v := p.begin("values", w.Word("values.title"), w.Word("values.description"), "")
	l := s.List("ogp-values")
	if l == nil {
		return v
	}
	v.Sections = append(v.Sections, OverviewSection{ID: "meaning", Title: w.Word("values.meaning"), Tables: []Grid{p.levelsOf(w.Word("values.meaning-table"), l)}, Rows: p.rows("codes-ogp-values")})
	link := func(t model.Tally) Link {
		return Link{Text: p.label(t.Code), Address: p.at(s.Address("values", model.Slug(t.Code.Code)))}
	}
	for _, b := range p.bases() {
		tallies := s.Tally(l.Codes, b.list, valuesOf)
		v.Sections = append(v.Sections, OverviewSection{ID: b.code.Code, Title: w.Fill("values.according", "who", p.label(b.code)), Explain: append(p.plain(w.Word("values.explain"), w.Word("by-plan.unassigned")), p.defined(b.code)),
			Tables: []Grid{p.unassigned(tallies[:len(l.Codes)], p.byPlan(w.Fill("values.table", "who", p.label(b.code)), w.Word("values.value"), tallies[:len(l.Codes)], link, func(t model.Tally) (string, string) {
				return p.at(s.Address("values", model.Slug(t.Code.Code))), b.code.Code + "-"
			}))}, Rows: p.rows(model.CommitmentsTable, "ratings")})
	}
	var without []*model.Commitment
	for _, c := range s.Commitments {
		if len(c.Values) == 0 {
			without = append(without, c)
		}
	}
	if len(without) > 0 {
		tallies := s.Tally(nil, without, valuesOf)
		v.Sections = append(v.Sections, OverviewSection{ID: "none", Title: w.Word("values.none"), Missing: p.plain(w.Word("values.missing")),
			Tables: []Grid{p.byPlan(w.Word("values.none-table"), w.Word("values.value"), tallies, func(model.Tally) Link { return Link{Text: w.Word("unknown")} }, func(model.Tally) (string, string) { return p.at(s.Address("values", "none")), "" })}, Rows: p.rows(model.CommitmentsTable)})
	}
	return v.end()
}

// basis is who assigns values, with the commitments whose values it assigns.
type basis struct {
	code *model.Code
	list []*model.Commitment
}

func (p *page) bases() []basis {
	l := p.site.List("values-basis")
	if l == nil {
		return nil
	}
	var out []basis
	for _, code := range l.Codes {
		b := basis{code: code}
		for _, c := range p.site.Commitments {
			if c.ValuesBasis != nil && c.ValuesBasis.Code == code.Code {
				b.list = append(b.list, c)
			}
		}
		if len(b.list) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// coded is the page of one OGP value or goal, with the commitments that have
// it, apart for each who assigns it.
func (p *page) coded(path string, code *model.Code, of func(c *model.Commitment) []*model.Code) Overview {
	w := p.words
	name := p.label(code)
	has := func(list []*model.Commitment) []*model.Commitment {
		var out []*model.Commitment
		for _, c := range list {
			for _, own := range of(c) {
				if own.Code == code.Code {
					out = append(out, c)
					break
				}
			}
		}
		return out
	}
	all := has(p.site.Commitments)
	without := 0
	for _, c := range p.site.Commitments {
		if len(of(c)) == 0 {
			without++
		}
	}
	title, crumb, word := name, w.Word("values.title"), func(value, goal string) string { return value }
	if path == "goals" {
		title, crumb, word = w.Fill("goal.name", "number", code.Code, "name", name), w.Word("goals.title"), func(value, goal string) string { return goal }
	}
	// What nobody assigned is not counted as none.
	unknown := p.counted("count.commitments", without, p.at(p.site.Address(path, "none")))
	var intro Words
	switch {
	case len(all) > 0:
		intro = p.sentence(word("value.description", "goal.description"), "number", code.Code, "name", name, "count", p.counted("count.commitments", len(all), whole))
	case without == len(p.site.Commitments):
		intro = p.sentence(word("value.unassigned", "goal.unassigned"), "number", code.Code, "name", name, "count", unknown)
	case without > 0:
		intro = p.sentence(word("value.none-known", "goal.none-known"), "number", code.Code, "name", name, "count", unknown)
	default:
		intro = p.sentence(word("value.none", "goal.none"), "number", code.Code, "name", name)
	}
	v := p.begin(path+"/"+code.Code, title, intro.Text, "", Link{Text: crumb, Address: p.at(p.site.Address(path))})
	if path == "values" {
		if d := p.defined(code); d.Text != "" {
			v.Sections = append(v.Sections, OverviewSection{ID: "meaning", Title: w.Word("table.meaning"), Explain: append([]Words{d}, p.since(code)...), Rows: p.rows("codes-ogp-values")})
		}
		for _, b := range p.bases() {
			for _, s := range p.planSections(has(b.list), p.label(b.code)) {
				s.ID = b.code.Code + "-" + s.ID
				v.Sections = append(v.Sections, s)
			}
		}
	} else {
		v.Sections = append(v.Sections, p.planSections(all, "")...)
		if len(all) == 0 && without > 0 {
			v.Sections = append(v.Sections, OverviewSection{ID: "none", Title: w.Word("commitments.title"), Missing: p.plain(w.Word("goals.missing")), Rows: p.rows(model.CommitmentsTable, "codes-sdgs")})
		}
	}
	v.Intro = intro
	return v.end()
}

// since says from which year plans use a code, where the site has older ones.
func (p *page) since(code *model.Code) []Words {
	if !slices.ContainsFunc(p.site.Plans, func(plan *model.Plan) bool { return !code.UsedIn(plan) }) {
		return nil
	}
	return p.plain(p.words.Fill("value.since", "year", p.words.Date(code.From)))
}

// goals shows the Sustainable Development Goals, empty where no source assigns
// any.
func (p *page) goals() Overview {
	w := p.words
	s := p.site
	v := p.begin("goals", w.Word("goals.title"), w.Word("goals.description"), "")
	l := s.List("sdgs")
	if l == nil {
		return v
	}
	tallies := s.Tally(l.Codes, s.Commitments, goalsOf)
	none := len(tallies[len(l.Codes)].Commitments)
	section := OverviewSection{ID: "goals", Title: w.Word("goals.section"), Tables: []Grid{p.unassigned(tallies[:len(l.Codes)], p.byPlan(w.Word("goals.table"), w.Word("goals.goal"), tallies[:len(l.Codes)], func(t model.Tally) Link {
		return Link{Text: t.Code.Code + ". " + p.label(t.Code), Address: p.at(s.Address("goals", model.Slug(t.Code.Code)))}
	}, func(t model.Tally) (string, string) { return p.at(s.Address("goals", model.Slug(t.Code.Code))), "" }))}, Rows: p.rows(model.CommitmentsTable, "codes-sdgs")}
	section.Explain = []Words{p.sentence("goals.none", "count", p.figure(none, p.at(s.Address("goals", "none"))), "all", p.counted("count.commitments", len(s.Commitments), p.at(s.Address("commitments")))), {Text: w.Word("by-plan.unassigned")}}
	if none == len(s.Commitments) {
		section.Explain = append(section.Explain, Words{Text: w.Word("goals.unassigned")})
	}
	if none > 0 {
		section.Missing = p.plain(w.Word("goals.missing"))
	}
	v.Sections = append(v.Sections, section)
	return v.end()
}
