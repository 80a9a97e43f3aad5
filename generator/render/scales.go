package render

import (
	"slices"

	"vitrina/generator/model"
)

// scales shows which scale belongs to which years, and what may be compared.
func (p *page) scales() Overview {
	w := p.words
	v := p.begin("scales", w.Word("scales.title"), w.Word("scales.description"), "")
	years := filled(filled(p.where("codes-rating-scales", w.Word("scales.years-table"), []string{"code", "order", "label", "valid_from", "valid_to", "status", "source"}, func(cell func(string) string) bool { return cell("scale") != "absences" }), "last_plan_year", w.Word("scales.open")), "note", w.Word("chart.none"))
	if at := slices.IndexFunc(years.Columns, func(c Column) bool { return c.Key == "scale" }); at >= 0 {
		for _, r := range years.Rows {
			for i, scale := range r.Cells[at].Values {
				if link := p.scaleLink(scale.Text); link.Address != "" {
					r.Cells[at].Values[i] = link
				}
			}
		}
	}
	use := Grid{Caption: w.Word("scales.use-table"), Columns: columns(w.Word("table.variable"), w.Word("table.scale"))}
	for _, plan := range p.site.Plans {
		use.Columns = append(use.Columns, Column{Name: w.Fill("plan.name", "id", plan.ID), Numeric: true})
	}
	for _, r := range p.renderer.rated {
		use.Rows = append(use.Rows, p.scaleUse(r))
	}
	var scales []Grid
	for _, name := range p.scaleNames() {
		scales = append(scales, p.levelsOf(w.Fill("scales.levels-table", "scale", p.scaleLink(name).Text), p.site.List(name)))
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

// scaleUse says how many commitments of each plan are rated on a scale.
func (p *page) scaleUse(r rated) GridRow {
	page := p.ratingPage(r.Variable.Code, r.Scale)
	row := GridRow{Cells: []GridCell{p.head(Link{Text: p.label(r.Variable), Address: page}), p.linked(p.scaleLink(r.Scale))}}
	for _, ps := range r.Plans {
		n := ps.Counted() + ps.Apart
		for i, code := range r.Aside {
			if code.List != "absences" {
				n += ps.Aside[i]
			}
		}
		cell := p.number(n, page+inPlan(ps.Plan))
		if ps.FromTotal > 0 {
			cell.Under = p.sentence("scales.from-total", "count", p.figure(ps.FromTotal, page+inPlan(ps.Plan)+"-"+model.PartFromTotal)).Parts
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// scaleNames are the scales with a list of values: those that commitments are
// rated on, and then the others, which have meanings too.
func (p *page) scaleNames() []string {
	var out []string
	add := func(name string) {
		if !slices.Contains(out, name) && p.site.List(name) != nil {
			out = append(out, name)
		}
	}
	for _, r := range p.renderer.rated {
		add(r.Scale)
	}
	if t := p.site.Table("codes-rating-scales"); t != nil {
		at := slices.Index(t.Header, "scale")
		for _, row := range t.Rows {
			if at >= 0 && row[at] != "absences" {
				add(row[at])
			}
		}
	}
	return out
}

// scaleLink leads to the list of a scale by its title; a scale without a list
// has its name alone.
func (p *page) scaleLink(scale string) Link {
	t := p.site.Table("codes-" + scale)
	if t == nil {
		return Link{Text: scale}
	}
	return Link{Text: p.tableTitle(t), Address: p.at(t.URL)}
}

// levelsOf is a table of the values of a list with what each means.
func (p *page) levelsOf(caption string, l *model.List) Grid {
	g := Grid{Caption: caption, Columns: columns(p.words.Word("table.value"), p.words.Word("table.meaning"))}
	for _, c := range l.Codes {
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: p.label(c)}), p.written(c.Definition)}, From: p.rowLink("codes-"+c.List, c.Code)})
	}
	return g
}
