package render

import (
	"slices"

	"vitrina/generator/model"
)

// coding is a list of codes that somebody assigns to commitments and that has
// an overview, with a page for each code and one for the commitments without
// any below it.
type coding struct {
	// list has the codes, path is the overview's; title is the word that is the
	// overview's title, kind what the search calls a code.
	list, path, title, kind string
	// of are the codes of a commitment; lacks reports whether it is not known
	// which it has.
	of    func(c *model.Commitment) []*model.Code
	lacks func(c *model.Commitment) bool
	// numbered is the word that calls a code by its number; empty where it goes
	// by its name.
	numbered string
	// some, unassigned, unknown and none are the words that say of a code that
	// commitments have it, that nobody assigned any, that none is known to have
	// it, and that none has it.
	some, unassigned, unknown, none string
	// without and withoutDescription are the words above the commitments
	// without a code, missing is what would settle that, on the page of a code
	// that none has.
	without, withoutDescription, missing string
	// bases are who assigns the codes, each with its commitments; all at once
	// where nobody is told apart.
	bases func(p *page) []basis
}

// basis is who assigns codes, with the commitments whose codes it assigns.
type basis struct {
	code *model.Code
	list []*model.Commitment
}

var (
	valueCoding = coding{list: "ogp-values", path: "values", title: "values.title", kind: "kind.value", of: valuesOf, lacks: unvalued,
		some: "value.description", unassigned: "value.unassigned", unknown: "value.none-known", none: "value.none",
		without: "without.values-title", withoutDescription: "without.values-description", bases: (*page).valueBases}
	goalCoding = coding{list: "sdgs", path: "goals", title: "goals.title", kind: "kind.goal", of: goalsOf, lacks: func(c *model.Commitment) bool { return len(c.SDGs) == 0 },
		numbered: "goal.name", some: "goal.description", unassigned: "goal.unassigned", unknown: "goal.none-known", none: "goal.none",
		without: "without.goals-title", withoutDescription: "without.goals-description", missing: "goals.missing",
		bases: func(p *page) []basis { return []basis{{list: p.site.Commitments}} }}
)

// codings are the lists of this kind.
var codings = []coding{valueCoding, goalCoding}

func valuesOf(c *model.Commitment) []*model.Code { return c.Values }

func goalsOf(c *model.Commitment) []*model.Code { return c.SDGs }

// unvalued reports whether nobody says which values a commitment serves, nor
// that it serves none clearly.
func unvalued(c *model.Commitment) bool { return len(c.Values) == 0 && c.Unclear() == nil }

// codes are those of the list; none where the site lacks it.
func (c coding) codes(s *model.Site) []*model.Code {
	if l := s.List(c.list); l != nil {
		return l.Codes
	}
	return nil
}

// address is where the page of a code lies in each language.
func (c coding) address(s *model.Site, code *model.Code) []string {
	return s.Address(c.path, model.Slug(code.Code))
}

// having are the commitments of a list that have a code.
func (c coding) having(code *model.Code, list []*model.Commitment) []*model.Commitment {
	var out []*model.Commitment
	for _, one := range list {
		if slices.ContainsFunc(c.of(one), func(own *model.Code) bool { return own.Code == code.Code }) {
			out = append(out, one)
		}
	}
	return out
}

// lacking are the commitments of which it is not known which codes they have.
func (c coding) lacking(s *model.Site) []*model.Commitment {
	var out []*model.Commitment
	for _, one := range s.Commitments {
		if c.lacks(one) {
			out = append(out, one)
		}
	}
	return out
}

// codeTable counts the commitments of a list by code and plan, with what the
// places on the pages of the codes begin with.
func (p *page) codeTable(c coding, caption, head string, list []*model.Commitment, prefix string) Grid {
	codes := c.codes(p.site)
	tallies := p.site.Tally(codes, list, c.of)[:len(codes)]
	return p.unassigned(tallies, p.byPlan(caption, head, tallies, func(t model.Tally) Link {
		l := Link{Text: p.label(t.Code), Address: p.at(c.address(p.site, t.Code))}
		if c.numbered != "" {
			l.Text = t.Code.Code + ". " + l.Text
		}
		return l
	}, func(t model.Tally) (string, string) { return p.at(c.address(p.site, t.Code)), prefix }))
}

// coded is the page of one code, with the commitments that have it, apart for
// each who assigns it.
func (p *page) coded(c coding, code *model.Code) Overview {
	w := p.words
	name := p.label(code)
	title := name
	if c.numbered != "" {
		title = w.Fill(c.numbered, "number", code.Code, "name", name)
	}
	all, without := c.having(code, p.site.Commitments), len(c.lacking(p.site))
	// What nobody assigned is not counted as none.
	said, count := c.none, p.counted("count.commitments", without, p.at(p.site.Address(c.path, "none")))
	switch {
	case len(all) > 0:
		said, count = c.some, p.counted("count.commitments", len(all), whole)
	case without == len(p.site.Commitments):
		said = c.unassigned
	case without > 0:
		said = c.unknown
	}
	intro := p.sentence(said, "number", code.Code, "name", name, "count", count)
	v := p.begin(c.path+"/"+code.Code, title, intro.Text, "", Link{Text: w.Word(c.title), Address: p.at(p.site.Address(c.path))})
	if d := p.defined(code); d.Text != "" {
		v.Sections = append(v.Sections, OverviewSection{ID: "meaning", Title: w.Word("table.meaning"), Explain: append([]Words{d}, p.since(code)...), Rows: p.rows("codes-" + c.list)})
	}
	for _, b := range c.bases(p) {
		for _, s := range p.planSections(c.having(code, b.list), p.label(b.code)) {
			if b.code != nil {
				s.ID = b.code.Code + "-" + s.ID
			}
			v.Sections = append(v.Sections, s)
		}
	}
	if c.missing != "" && len(all) == 0 && without > 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "none", Title: w.Word("commitments.title"), Missing: p.plain(w.Word(c.missing)), Rows: p.rows(model.CommitmentsTable, "codes-"+c.list)})
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
