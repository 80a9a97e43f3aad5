package render

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/words"
)

func (p *page) themes() Themes {
	w := p.words
	frame, _ := p.headed("themes", w.Word("themes.title"), w.Word("themes.description"), "")
	v := Themes{Frame: frame}
	for _, plan := range p.site.Plans {
		v.Plans = append(v.Plans, p.planLink(plan))
	}
	list := slices.Clone(p.site.Themes)
	words.Sort(w, list, func(t *model.Theme) string { return t.Label.In(p.i).Text })
	bases := p.site.Bases()
	for _, basis := range bases {
		v.Parts = append(v.Parts, p.themesPart(basis, list))
	}
	if len(bases) > 1 {
		v.Explain = w.Word("themes.vocabularies")
	}
	if p.site.Table("topics") != nil {
		v.Topics = Link{Text: w.Word("themes.topics"), Address: p.at(p.site.Address("process", "funnel")) + "#topics"}
	}
	v.None = p.themeless("themes.none")
	return v
}

// themesPart counts the themes that somebody assigns, by plan.
func (p *page) themesPart(basis *model.Code, list []*model.Theme) ThemesPart {
	part := ThemesPart{ID: basisID(basis), Title: p.according(basis), Explain: p.defined(basis)}
	// Of each plan, the commitments to which it assigns any theme: only where
	// those are all is one without commitments a zero.
	assigned := map[*model.Plan]map[*model.Commitment]bool{}
	for _, t := range list {
		for _, c := range t.By(basis) {
			if assigned[c.Plan] == nil {
				assigned[c.Plan] = map[*model.Commitment]bool{}
			}
			assigned[c.Plan][c] = true
		}
	}
	with := 0
	rows := p.allRows(model.CommitmentsTable)
	of := func(n, all int, whole string) Words {
		return p.sentence("chart.of", "count", p.figure(n, rows), "all", p.figure(all, whole))
	}
	for _, plan := range p.site.Plans {
		with += len(assigned[plan])
		part.Assigned = append(part.Assigned, of(len(assigned[plan]), len(plan.Commitments), p.at(plan.URL)+"#commitments"))
	}
	part.Assigned = append(part.Assigned, of(with, len(p.site.Commitments), p.at(p.site.Address("commitments"))))
	for _, t := range list {
		if by := t.By(basis); len(by) > 0 {
			part.Rows = append(part.Rows, p.themeRow(t, by, part.ID, func(plan *model.Plan) bool { return len(assigned[plan]) == len(plan.Commitments) }))
		}
	}
	return part
}

// themeRow counts the commitments that have a theme, by plan; part is their
// place on its page, and whole tells the plans of which a zero is known.
func (p *page) themeRow(t *model.Theme, by []*model.Commitment, part string, whole func(*model.Plan) bool) ThemeRow {
	at := p.at(t.URL)
	row := ThemeRow{Link: Link{Text: p.label(t.Code), Address: at}, Total: p.figure(len(by), at+"#"+part)}
	counts := map[*model.Plan]int{}
	for _, c := range by {
		counts[c.Plan]++
	}
	for _, plan := range p.site.Plans {
		cell := p.figure(counts[plan], at+"#"+part+"-"+inPlan(plan)[1:])
		if counts[plan] == 0 && !whole(plan) {
			cell = Link{Text: p.words.Word("chart.none")}
		}
		row.Counts = append(row.Counts, cell)
	}
	return row
}

// basisID is the place on a page of what somebody assigns.
func basisID(basis *model.Code) string {
	if basis == nil {
		return "no-basis"
	}
	return model.Slug(basis.Code)
}

// according says who assigns themes.
func (p *page) according(basis *model.Code) string {
	if basis == nil {
		return p.words.Word("themes.no-basis")
	}
	return p.words.Fill("values.according", "who", p.label(basis))
}

// themeless says how many commitments have no theme; empty where all have one.
func (p *page) themeless(key string) Words {
	none := p.site.Themeless
	if none == 0 {
		return Words{}
	}
	return p.sentence(key, "count", p.counted("count.commitments", none, p.at(p.site.Address("themes", "none"))), "all", p.figure(len(p.site.Commitments), p.at(p.site.Address("commitments"))))
}

// searched leads to the search for some words.
func (p *page) searched(text, query string) Link {
	return Link{Text: text, Address: p.at(p.site.Address("search")) + "?q=" + url.QueryEscape(bare(query))}
}

func (p *page) theme(t *model.Theme) Theme {
	w := p.words
	name := p.label(t.Code)
	v := Theme{TitleWords: p.say(t.Label), Definition: p.defined(t.Code)}
	var counts []string
	for _, basis := range p.site.Bases() {
		by := t.By(basis)
		if len(by) == 0 {
			continue
		}
		part := ThemePart{ID: basisID(basis), Title: p.according(basis), Count: w.Count("count.commitments", len(by)), Groups: p.groupsByPlan(by)}
		for i := range part.Groups {
			part.Groups[i].ID = part.ID + "-" + part.Groups[i].ID
		}
		v.Parts = append(v.Parts, part)
		counts = append(counts, cmp.Or(p.label(basis), part.Title)+": "+part.Count)
	}
	description := w.Fill("theme.apart", "name", name, "counts", strings.Join(counts, "; "))
	if len(v.Parts) > 1 {
		v.Apart = w.Word("theme.not-summed")
	} else {
		v.Count = w.Count("count.commitments", len(t.Commitments))
		description = w.Fill("theme.description", "name", name, "count", v.Count)
	}
	v.Frame = p.frame(name, description, "datasets/codes/themes/themes.csv", Link{Text: w.Word("menu.themes"), Address: p.at(p.site.Address("themes"))})
	v.Twins = p.twinsOf("themes", model.Slug(t.Code.Code))
	v.Row = p.ownRow("codes-themes", t.Code.Code)
	if v.None = p.themeless("theme.none"); v.None.Text != "" {
		v.ByWords = p.searched(w.Fill("theme.search", "name", name), strings.ToLower(name))
	}
	// A theme can be called as another page is.
	v.Heading = w.Word("menu.themes") + ": " + name + " · " + v.SiteTitle
	return v
}
