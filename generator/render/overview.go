package render

import (
	"cmp"
	"slices"

	"vitrina/generator/model"
	"vitrina/generator/table"
)

// Overview is the view of overview.html: a page that says what one is looking
// at, and then shows it in sections of tables and lists. Most pages that
// answer one question are of this kind.
type Overview struct {
	Frame
	// Intro is what one is looking at and where it comes from.
	Intro    Words
	Jump     []Link
	Sections []OverviewSection

	page *page
}

// OverviewSection is one part of an overview.
type OverviewSection struct {
	ID, Title, Count string
	Explain          []Words
	// Missing says what the record does not hold, and what would settle it.
	Missing []Words
	// Charts are drawings; one without a table shows the numbers of the tables
	// that follow it.
	Charts      []Drawing
	Tables      []Grid
	Cards       []Card
	Commitments []CommitmentLine
	// Folds are lists of commitments, each folded.
	Folds []CommitmentGroup
	Links []Link
	// Rows lead to the datasets that the section is computed from.
	Rows []Link
}

// Card tells one thing: what it is, what it is part of and what is known of it.
type Card struct {
	Title, Tie, Note Words
	Facts            []Fact
	Source, Row      Link
}

// overviewJobs adds the pages of this kind.
func (r *renderer) overviewJobs(add func(j job)) {
	s := r.site
	each := func(urls []string, unsearched bool, view func(p *page) Overview) {
		add(job{kind: "overview", urls: urls, view: shows(view), unsearched: unsearched})
	}
	for _, g := range groups() {
		for _, o := range g.pages {
			if o.overview() {
				add(o.job(s))
			}
		}
	}
	for _, e := range s.Editions {
		each(s.Address("changes", e.Version.String()), true, func(p *page) Overview { return p.frozen(e) })
	}
	for _, l := range r.listings() {
		each(s.Address(l.path...), l.of == "", l.view)
	}
	add(ownAt("contents").job(s))
	for _, t := range s.Territories() {
		if len(t.Commitments)+len(t.Entities) > 0 {
			each(t.URL, false, func(p *page) Overview { return p.territory(t) })
		}
	}
	for _, c := range codings {
		for _, code := range c.codes(s) {
			each(c.address(s, code), false, func(p *page) Overview { return p.coded(c, code) })
		}
	}
}

// begin makes an overview with its frame. File is where its facts are written.
func (p *page) begin(path, title, intro, file string, crumbs ...Link) Overview {
	if parent, _, nested := cutLast(path); nested && len(crumbs) == 0 {
		if o := ownAt(parent); o.path != "" {
			crumbs = append(crumbs, Link{Text: p.words.Word(o.word), Address: p.at(o.addresses(p.site))})
		}
	}
	frame, said := p.headed(path, title, intro, file, crumbs...)
	return Overview{Frame: frame, Intro: said, page: p}
}

// end leaves out sections that show nothing, and lists the others where there
// are several.
func (v Overview) end() Overview {
	v.Intro = v.page.glossed(v.Intro)
	kept := v.Sections[:0:0]
	for _, s := range v.Sections {
		if len(s.Charts)+len(s.Tables)+len(s.Cards)+len(s.Commitments)+len(s.Folds)+len(s.Links)+len(s.Missing)+len(s.Explain) > 0 {
			for i := range s.Tables {
				s.Tables[i] = v.page.settled(alike(s.Tables[i]))
				s.Tables[i] = stacked(s.Tables[i])
				s.Tables[i].Blank = slices.ContainsFunc(s.Tables[i].Rows, func(r GridRow) bool {
					return slices.ContainsFunc(r.Cells, func(c GridCell) bool { return !c.Unknown && len(c.Values)+len(c.Under) == 0 && c.Moment.Text == "" })
				})
			}
			for i := range s.Explain {
				s.Explain[i] = v.page.glossed(s.Explain[i])
			}
			kept = append(kept, s)
		}
	}
	v.Sections = kept
	if len(kept) > 2 {
		for _, s := range kept {
			v.Jump = append(v.Jump, Link{Text: s.Title, Address: "#" + s.ID})
		}
	}
	return v
}

// rows lead to the pages of datasets, by name.
func (p *page) rows(names ...string) []Link {
	var out []Link
	for _, name := range names {
		if t := p.site.Table(name); t != nil {
			out = append(out, Link{Text: p.tableTitle(t), Address: p.at(t.URL)})
		}
	}
	return out
}

func (p *page) plain(texts ...string) []Words {
	var out []Words
	for _, t := range texts {
		if t != "" {
			out = append(out, Words{Text: t})
		}
	}
	return out
}

// The cells of a table.

func (p *page) reported(r *model.Report) GridCell {
	if r == nil {
		return GridCell{Unknown: true}
	}
	return GridCell{Values: []Link{p.reportLine(r)}}
}

// reportLine leads to a report by its name.
func (p *page) reportLine(r *model.Report) Link {
	l := p.reportName(r)
	if r.Source != nil {
		l.Address = p.sourceLink(r.Source).Address
	}
	return l
}

// reportName is the title of a report: that of its source, where that is in the
// page's language and its own is not.
func (p *page) reportName(r *model.Report) Link {
	l := p.titleOf(r.Title, r.TitleLanguage, r.Languages...)
	if l.Language != "" && r.Source != nil && p.foreign(r.Source.TitleLanguage) == "" {
		return Link{Text: r.Source.Title}
	}
	return l
}

func (p *page) commitmentLink(c *model.Commitment) Link {
	t := p.say(c.Title)
	return Link{Text: c.ID.Value + " " + t.Text, Language: t.Language, Address: p.at(c.URL)}
}

// byPlan is a table of tallies, plan by plan, with the heading of each row.
// The commitments of a tally are listed at rows, those of a plan of it at the
// plan's place there; a place begins with # and may have a prefix.
func (p *page) byPlan(caption, of string, tallies []model.Tally, heading func(t model.Tally) Link, rows func(t model.Tally) (address, prefix string)) Grid {
	w := p.words
	g := Grid{Caption: caption, Columns: columns(of)}
	for _, plan := range p.site.Plans {
		g.Columns = append(g.Columns, Column{Name: w.Fill("plan.name", "id", plan.ID), Numeric: true})
	}
	g.Columns = append(g.Columns, Column{Name: w.Word("table.total"), Numeric: true})
	for _, t := range tallies {
		row := GridRow{Cells: []GridCell{p.head(heading(t))}}
		address, prefix := rows(t)
		for i, n := range t.ByPlan {
			row.Cells = append(row.Cells, p.number(n, address+"#"+prefix+inPlan(p.site.Plans[i])[1:]))
		}
		row.Cells = append(row.Cells, p.number(len(t.Commitments), address))
		g.Rows = append(g.Rows, row)
	}
	return g
}

// unassigned puts a dash for the zeros of a plan of which no commitment has any
// of the codes (nobody assigned them, so nobody found none), and of one that
// began before the code was in use.
func (p *page) unassigned(tallies []model.Tally, g Grid) Grid {
	dash := GridCell{Values: []Link{{Text: "—"}}, Numeric: true}
	var known []int // the plans of which somebody assigned some
	for i := range p.site.Plans {
		if slices.ContainsFunc(tallies, func(t model.Tally) bool { return t.ByPlan[i] > 0 }) {
			known = append(known, i)
		}
	}
	for r, row := range g.Rows {
		total := false
		for i, plan := range p.site.Plans {
			t := tallies[r]
			if !slices.Contains(known, i) || t.ByPlan[i] == 0 && t.Code != nil && !t.Code.UsedIn(plan) {
				row.Cells[i+1] = dash
			} else {
				total = true
			}
		}
		if !total {
			row.Cells[len(row.Cells)-1] = dash
		}
	}
	return g
}

// where picks the rows of a dataset that keep accepts, as a table, without the
// named columns.
func (p *page) where(name, caption string, without []string, keep func(cell func(column string) string) bool) Grid {
	t := p.site.Table(name)
	if t == nil {
		return Grid{}
	}
	rows := placesOf(0, len(t.Rows))
	if order := slices.Index(t.Header, "order"); t.IsCodeList && order >= 0 {
		slices.SortStableFunc(rows, func(a, b int) int {
			x, _ := table.ParseNumber(t.Rows[a][order])
			y, _ := table.ParseNumber(t.Rows[b][order])
			return cmp.Compare(x, y)
		})
	}
	if keep != nil {
		rows = slices.DeleteFunc(rows, func(at int) bool {
			return !keep(func(column string) string {
				if i := slices.Index(t.Header, column); i >= 0 {
					return t.Rows[at][i]
				}
				return ""
			})
		})
	}
	g := p.gridOf(t, rows, without)
	g.Caption = caption
	for i := range g.Rows {
		if len(g.Rows[i].Cells) > 0 && !g.Columns[0].Numeric {
			g.Rows[i].Cells[0].Head = true
		}
	}
	return g
}
