package render

import (
	"slices"

	"vitrina/generator/model"
)

// basis is who assigns values, with the commitments whose values it assigns.
type basis struct {
	code *model.Code
	list []*model.Commitment
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
		return Link{Text: p.label(t.Code), Language: p.labelIn(t.Code), Address: p.at(s.Address("values", model.Slug(t.Code.Code)))}
	}
	for _, b := range p.bases() {
		tallies := s.Tally(l.Codes, b.list, valuesOf)
		v.Sections = append(v.Sections, OverviewSection{ID: b.code.Code, Title: w.Fill("values.according", "who", p.label(b.code)), Explain: append(p.plain(w.Word("values.explain"), w.Word("by-plan.unassigned")), p.defined(b.code)),
			Tables: []Grid{p.unassigned(tallies[:len(l.Codes)], p.byPlan(w.Fill("values.table", "who", p.label(b.code)), w.Word("values.value"), tallies[:len(l.Codes)], link, func(t model.Tally) (string, string) {
				return p.at(s.Address("values", model.Slug(t.Code.Code))), b.code.Code + "-"
			}))}, Rows: p.rows(model.CommitmentsTable, "ratings")})
	}
	var without, unclear []*model.Commitment
	for _, c := range s.Commitments {
		switch {
		case unvalued(c):
			without = append(without, c)
		case len(c.Values) == 0:
			unclear = append(unclear, c)
		}
	}
	if len(unclear) > 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "unclear", Title: w.Word("values.unclear"), Count: w.Count("count.commitments", len(unclear)), Explain: p.plain(w.Word("values.unclear-explain")),
			Commitments: p.commitmentLines(unclear), Rows: p.rows("ratings", "codes-relevance")})
	}
	if len(without) > 0 {
		tallies := s.Tally(nil, without, valuesOf)
		v.Sections = append(v.Sections, OverviewSection{ID: "none", Title: w.Word("values.none"), Missing: p.plain(w.Word("values.missing")),
			Tables: []Grid{p.byPlan(w.Word("values.none-table"), w.Word("values.value"), tallies, func(model.Tally) Link { return Link{Text: w.Word("unknown")} }, func(model.Tally) (string, string) { return p.at(s.Address("values", "none")), "" })}, Rows: p.rows(model.CommitmentsTable)})
	}
	return v.end()
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
		if path == "values" && unvalued(c) || path != "values" && len(of(c)) == 0 {
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

// unvalued reports whether nobody says which values a commitment serves, nor
// that it serves none clearly.
func unvalued(c *model.Commitment) bool { return len(c.Values) == 0 && c.Unclear() == nil }

func valuesOf(c *model.Commitment) []*model.Code { return c.Values }
