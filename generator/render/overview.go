package render

import (
	"cmp"
	"slices"
	"strings"

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
	Commitments []CommitmentLine
	Links       []Link
	// Rows lead to the datasets that the section is computed from.
	Rows []Link
}

// overview is a page of this kind: where it lies, the word that names it in
// menus, and what makes it. An entry without a view is a page of another kind,
// listed among its neighbours.
type overview struct {
	path, word string
	view       func(p *page) Overview
}

// group is a heading with the pages under it.
type group struct {
	id, word string
	pages    []overview
}

// groups are the site's pages by what they answer. A page added here has its
// address, its place in the list of contents and its links from its
// neighbours.
func groups() []group {
	return []group{
		{"results", "group.results", []overview{
			{"commitments", "menu.commitments", nil}, {"commitments/a-z", "commitments.by-title", nil}, {"silence", "silence.title", (*page).silence}, {"pending", "pending.title", (*page).pending},
			{"starred", "starred.title", (*page).starred}, {"scales", "scales.title", (*page).scales}, {"disagreements", "menu.disagreements", nil},
			{"exercises", "exercises.title", (*page).exercises}}},
		{"plans", "group.plans", []overview{
			{"plans", "menu.plans", nil}, {"timeline", "timeline.title", (*page).timeline}, {"lineage", "lineage.title", (*page).lineage}}},
		{"state", "group.state", []overview{
			{"entities", "menu.entities", nil}, {"branches", "branches.title", (*page).branches}, {"territories", "territories.title", (*page).territories},
			{"load", "load.title", (*page).load}, {"governance", "governance.title", (*page).governance}}},
		{"topics", "group.topics", []overview{
			{"themes", "menu.themes", nil}, {"values", "values.title", (*page).values}, {"goals", "goals.title", (*page).goals}}},
		{"process", "group.process", []overview{
			{"process", "menu.process", nil}, {"process/funnel", "funnel.title", (*page).funnel}, {"process/participation", "participation.title", (*page).participation},
			{"process/schedule", "schedule.title", (*page).schedule}, {"process/criteria", "criteria.title", (*page).criteria},
			{"process/principles", "principles.title", (*page).principles}, {"process/agenda", "agenda.title", (*page).agenda},
			{"process/self-check", "self-check.title", (*page).selfCheck}, {"lessons", "menu.lessons", nil}}},
		{"world", "group.world", []overview{
			{"members", "menu.members", nil}, {"comparison", "comparison.title", (*page).comparison}}},
		{"data", "group.data", []overview{
			{"data", "menu.data", nil}, {"data/api", "api.title", nil}, {"changes", "changes.title", (*page).changes}, {"sources", "menu.sources", nil}}},
		{"site", "group.site", []overview{
			{"about", "menu.about", nil}, {"methodology", "menu.methodology", nil}, {"glossary", "menu.glossary", nil}, {"participate", "menu.participate", nil},
			{"accessibility", "menu.accessibility", nil}, {"privacy", "menu.privacy", nil}, {"search", "search.a-z", nil}}},
	}
}

// overviewJobs adds the pages of this kind.
func (r *renderer) overviewJobs(add func(kind string, urls []string, view func(p *page) any)) {
	s := r.site
	for _, g := range groups() {
		for _, o := range g.pages {
			if o.view != nil {
				add("overview", s.Address(strings.Split(o.path, "/")...), func(p *page) any { return o.view(p) })
			}
		}
	}
	for _, e := range s.Editions {
		add("overview", s.Address("changes", e.Version.String()), func(p *page) any { return p.frozen(e) })
	}
	for _, l := range r.listings() {
		add("overview", s.Address(l.path...), func(p *page) any { return l.view(p) })
	}
	add("overview", s.Address("contents"), func(p *page) any { return p.contents() })
	for _, t := range s.Territories() {
		if len(t.Commitments)+len(t.Entities) > 0 {
			add("overview", t.URL, func(p *page) any { return p.territory(t) })
		}
	}
	for _, list := range []struct {
		name, path string
		of         func(c *model.Commitment) []*model.Code
	}{{"ogp-values", "values", valuesOf}, {"sdgs", "goals", goalsOf}} {
		if l := s.List(list.name); l != nil {
			for _, code := range l.Codes {
				add("overview", s.Address(list.path, model.Slug(code.Code)), func(p *page) any { return p.coded(list.path, code, list.of) })
			}
		}
	}
}

// isOverview reports whether a path in content/ is that of an overview.
func isOverview(name string) bool {
	for _, g := range groups() {
		if slices.ContainsFunc(g.pages, func(o overview) bool { return o.path == name && o.view != nil }) {
			return true
		}
	}
	return name == "contents"
}

// related are the pages of the group that the page belongs to.
func (p *page) related() (title string, links []Link) {
	switch p.kind {
	case "text", "overview", "plans", "commitments", "entities", "themes", "disagreements", "members", "process", "sources", "catalogue":
	default:
		return "", nil
	}
	for _, g := range groups() {
		if !slices.ContainsFunc(g.pages, func(o overview) bool { return p.under(o.path) }) {
			continue
		}
		return p.words.Word(g.word), p.groupLinks(g)
	}
	return "", nil
}

// under reports whether the page is the one of a path, or below it where the
// path is that of an overview.
func (p *page) under(path string) bool {
	address := p.site.Address(strings.Split(path, "/")...)[p.i]
	return p.address == address || path != "process" && p.kind == "overview" && strings.HasPrefix(p.address, address)
}

func (p *page) groupLinks(g group) []Link {
	var out []Link
	for _, o := range g.pages {
		if o.view == nil && !generated[o.path] && p.site.Page(o.path) == nil && p.site.Page(o.path+"/index") == nil {
			continue
		}
		address := p.site.Address(strings.Split(o.path, "/")...)
		out = append(out, Link{Text: p.words.Word(o.word), Address: p.at(address), Current: p.address == address[p.i]})
	}
	return out
}

// contents lists every page that is not one of many, those that list rows
// under the page whose figures lead to them.
func (p *page) contents() Overview {
	w := p.words
	v := p.begin("contents", w.Word("contents.title"), w.Word("contents.description"), "")
	listings := p.listings()
	for _, g := range groups() {
		s := OverviewSection{ID: g.id, Title: w.Word(g.word), Links: p.groupLinks(g)}
		for _, l := range listings {
			if slices.ContainsFunc(g.pages, func(o overview) bool { return o.path == l.of }) {
				s.Links = append(s.Links, Link{Text: l.view(p).Title, Address: p.at(p.site.Address(l.path...))})
			}
		}
		v.Sections = append(v.Sections, s)
	}
	others := OverviewSection{ID: "others", Title: w.Word("group.others")}
	for _, e := range p.site.Pages {
		if !ownText(p.site, e) && !inGroup(e.Name) {
			others.Links = append(others.Links, p.pageLink(e))
		}
	}
	v.Sections = append(v.Sections, others)
	return v.end()
}

// inGroup reports whether an editorial page is of a group, or below one that
// is and lists it.
func inGroup(name string) bool {
	name = strings.TrimSuffix(name, "/index")
	parent, _, _ := cutLast(name)
	for _, g := range groups() {
		if slices.ContainsFunc(g.pages, func(o overview) bool { return o.path == name || parent != "" && o.path == parent }) {
			return true
		}
	}
	return false
}

// begin makes an overview with its frame. File is where its facts are written.
func (p *page) begin(path, title, intro, file string, crumbs ...Link) Overview {
	if parent, _, nested := cutLast(path); nested && len(crumbs) == 0 {
		for _, g := range groups() {
			for _, o := range g.pages {
				if o.path == parent {
					crumbs = append(crumbs, Link{Text: p.words.Word(o.word), Address: p.at(p.site.Address(parent))})
				}
			}
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
		if len(s.Charts)+len(s.Tables)+len(s.Commitments)+len(s.Links)+len(s.Missing)+len(s.Explain) > 0 {
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
			out = append(out, Link{Text: p.tableTitle(t), Language: p.titleIn(t), Address: p.at(t.URL)})
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
	l := Link{Text: r.Title, Language: p.foreign(r.TitleLanguage)}
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
