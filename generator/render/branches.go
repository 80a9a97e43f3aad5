package render

import (
	"slices"
	"strings"

	"vitrina/generator/model"
)

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
		row := GridRow{Cells: []GridCell{p.head(Link{Text: p.kindName(k)})}}
		total := map[*model.Entity]bool{}
		for _, plan := range s.Plans {
			n := 0
			for _, e := range s.Leading(plan) {
				if leadingKindOf(e) == k {
					n++
					total[e] = true
				}
			}
			row.Cells = append(row.Cells, p.number(n, lists+"#"+k.id()+"-"+inPlan(plan)[1:]))
		}
		row.Cells = append(row.Cells, p.number(len(total), lists+"#"+k.id()))
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
