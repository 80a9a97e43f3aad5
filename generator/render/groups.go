package render

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"vitrina/generator/model"
)

// ownPage is a page of the site that is not one of many. What menus, the
// search and the entrance to co-creation say of it stands here.
type ownPage struct {
	// path is where it lies, as in content/; word is what menus call it.
	path, word string
	// title is the word that is its title, where that is not what menus call it.
	title string
	// view makes it; a page without one is a text of the editors, or made when
	// the others are known.
	view func(p *page) any
	// kind is its layout; empty for an overview and for a text.
	kind string
	// gathers says of a page that is no overview that it shows rows without
	// pages of their own, by which the search finds it. It asks every overview.
	gathers bool
	// calls is a word with what it is looked for by and does not say, says are
	// words that it is found by besides.
	calls string
	says  []string
	// weight is its place among what the search finds; 0 for that of lists.
	weight int
	// door is how the entrance to co-creation leads to it; nil where it does not.
	door *doorWords
}

// doorWords are what tells a page at the entrance to co-creation, where it is
// no text of the editors, and the tables that it shows: a table with the word
// that counts its rows.
type doorWords struct {
	word   string
	tables [][2]string
}

// group is a heading with the pages under it.
type group struct {
	id, word string
	pages    []ownPage
}

// ownMade are the pages of the groups, made once: their views ask for them in
// turn, so that they cannot be made with the package.
var ownMade struct {
	once   sync.Once
	groups []group
	pages  []ownPage
	at     map[string]ownPage // by path
}

func makeOwn() {
	ownMade.groups, ownMade.at = writtenGroups(), map[string]ownPage{}
	for _, g := range ownMade.groups {
		ownMade.pages = append(ownMade.pages, g.pages...)
	}
	ownMade.pages = append(ownMade.pages, ownPage{path: "contents", word: "contents.title", view: shows((*page).contents)})
	for _, o := range ownMade.pages {
		ownMade.at[o.path] = o
	}
}

// groups are the site's own pages by what they answer. They are not to be
// changed.
func groups() []group {
	ownMade.once.Do(makeOwn)
	return ownMade.groups
}

// writtenGroups are the groups as they are written. A page added here has its
// address, its place in the list of contents, its links from its neighbours and
// its place in the search.
func writtenGroups() []group {
	return []group{
		{"results", "group.results", []ownPage{
			{path: "commitments", word: "menu.commitments", title: "commitments.title", kind: "commitments", view: shows((*page).commitmentsByPlan)},
			{path: "commitments/a-z", word: "commitments.by-title", kind: "commitments", view: shows((*page).commitmentsByTitle)},
			{path: "silence", word: "silence.title", view: shows((*page).silence)},
			{path: "pending", word: "pending.title", view: shows((*page).pending)},
			{path: "starred", word: "starred.title", view: shows((*page).starred)},
			{path: "scales", word: "scales.title", view: shows((*page).scales)},
			{path: "disagreements", word: "menu.disagreements", title: "disagreements.title", kind: "disagreements", view: shows((*page).disagreements), gathers: true},
			{path: "exercises", word: "exercises.title", view: shows((*page).exercises)},
		}},
		{"plans", "group.plans", []ownPage{
			{path: "plans", word: "menu.plans", kind: "plans", view: shows((*page).plans), calls: "search.calls-plans"},
			{path: "timeline", word: "timeline.title", view: shows((*page).timeline)},
			{path: "lineage", word: "lineage.title", view: shows((*page).lineage)},
		}},
		{"state", "group.state", []ownPage{
			{path: "entities", word: "menu.entities", title: "entities.title", kind: "entities", view: shows((*page).entities)},
			{path: "branches", word: "branches.title", view: shows((*page).branches)},
			{path: "territories", word: "territories.title", view: shows((*page).territories)},
			{path: "load", word: "load.title", view: shows((*page).load)},
			{path: "governance", word: "governance.title", view: shows((*page).governance),
				door: &doorWords{"process.governance", [][2]string{{"body_members", "count.seats"}, {"bodies", "count.bodies"}}}},
		}},
		{"topics", "group.topics", []ownPage{
			{path: "themes", word: "menu.themes", title: "themes.title", kind: "themes", view: shows((*page).themes)},
			{path: "values", word: "values.title", view: shows((*page).values)},
			{path: "goals", word: "goals.title", view: shows((*page).goals)},
		}},
		{"process", "group.process", []ownPage{
			// The overviews show its tables one by one.
			{path: "process", word: "menu.process", title: "process.title", kind: "process", view: shows((*page).process), gathers: true, weight: weightGathering},
			{path: "process/funnel", word: "funnel.title", view: shows((*page).funnel),
				door: &doorWords{"process.funnel", [][2]string{{"topics", "count.topics"}}}},
			// It has the sources of figures that others repeat.
			{path: "process/participation", word: "participation.title", view: shows((*page).participation), weight: weightList + 1,
				door: &doorWords{"process.participation", [][2]string{{"participation", "count.figures"}, {"tools", "count.tools"}}}},
			{path: "process/schedule", word: "schedule.title", view: shows((*page).schedule),
				door: &doorWords{"process.schedule", [][2]string{{"schedule", "count.activities"}}}},
			{path: "process/criteria", word: "criteria.title", view: shows((*page).criteria),
				door: &doorWords{"process.criteria", [][2]string{{"criteria", "count.criteria"}}}},
			{path: "process/principles", word: "principles.title", view: shows((*page).principles),
				door: &doorWords{"process.principles", [][2]string{{"principles", "count.elements"}}}},
			{path: "process/agenda", word: "agenda.title", view: shows((*page).agenda),
				door: &doorWords{"process.agenda", [][2]string{{"events", "count.events"}}}},
			{path: "process/self-check", word: "self-check.title", view: shows((*page).selfCheck),
				door: &doorWords{"process.self-check", [][2]string{{"codes-minimum-requirements", "count.requirements"}}}},
			{path: "lessons", word: "menu.lessons", door: &doorWords{"", [][2]string{{"lessons", "count.lessons"}}}},
		}},
		{"world", "group.world", []ownPage{
			{path: "members", word: "menu.members", title: "members.title", kind: "members", view: shows((*page).members), gathers: true},
			{path: "comparison", word: "comparison.title", view: shows((*page).comparison)},
		}},
		{"data", "group.data", []ownPage{
			{path: "data", word: "menu.data", title: "data.title", kind: "catalogue", view: shows((*page).catalogue), calls: "search.calls-data", says: formats},
			{path: "data/api", word: "api.title", kind: "api", view: shows((*page).api), gathers: true, calls: "search.calls-api", says: formats},
			{path: "changes", word: "changes.title", view: shows((*page).changes), calls: "search.calls-changes"},
			{path: "sources", word: "menu.sources", title: "sources.title", kind: "sources", view: shows((*page).sources), gathers: true},
		}},
		{"site", "group.site", []ownPage{
			{path: "about", word: "menu.about", calls: "search.calls-about"},
			{path: "methodology", word: "menu.methodology"},
			{path: "glossary", word: "menu.glossary"},
			{path: "participate", word: "menu.participate"},
			{path: "accessibility", word: "menu.accessibility"},
			{path: "privacy", word: "menu.privacy"},
			{path: "search", word: "search.a-z", kind: "search"},
		}},
	}
}

// menu are the parts of the site in the head of every page, foot those in its
// foot, by their paths.
var (
	menu = []string{"commitments", "plans", "entities", "themes", "disagreements", "process", "data"}
	foot = []string{"contents", "about", "methodology", "glossary", "lessons", "members", "changes", "sources", "search", "participate", "accessibility", "privacy"}
)

// shows makes any view of a page's own.
func shows[V any](view func(p *page) V) func(p *page) any {
	return func(p *page) any { return view(p) }
}

// ownPages are the pages of the groups, and the one that lists them.
func ownPages() []ownPage {
	ownMade.once.Do(makeOwn)
	return ownMade.pages
}

// ownAt is the site's own page at a path; without a path where there is none.
func ownAt(path string) ownPage {
	ownMade.once.Do(makeOwn)
	return ownMade.at[path]
}

// generated reports whether the program makes it, whether or not content/ has a
// text for it.
func (o ownPage) generated() bool { return o.view != nil || o.kind != "" }

// overview reports whether it is a page of sections.
func (o ownPage) overview() bool { return o.view != nil && o.kind == "" }

// heading is the word that is its title.
func (o ownPage) heading() string { return cmp.Or(o.title, o.word) }

// rank is its weight among what the search finds.
func (o ownPage) rank() int { return cmp.Or(o.weight, weightList) }

// addresses are where it lies in each language.
func (o ownPage) addresses(s *model.Site) []string {
	return s.Address(strings.Split(o.path, "/")...)
}

// on reports whether the site has the page: one that the editors write may be
// missing.
func (o ownPage) on(s *model.Site) bool {
	return o.generated() || s.Page(o.path) != nil || s.Page(o.path+"/index") != nil
}

// related are the pages of the group that the page belongs to.
func (p *page) related() (title string, links []Link) {
	if p.own == nil && p.kind != "text" && p.kind != "overview" || p.kind == "api" {
		return "", nil
	}
	for _, g := range groups() {
		if slices.ContainsFunc(g.pages, p.under) {
			return p.words.Word(g.word), p.groupLinks(g)
		}
	}
	return "", nil
}

// under reports whether the page is the site's own page o, or below it where it
// is an overview.
func (p *page) under(o ownPage) bool {
	address := o.addresses(p.site)[p.i]
	return p.address == address || o.path != "process" && p.kind == "overview" && strings.HasPrefix(p.address, address)
}

func (p *page) groupLinks(g group) []Link {
	var out []Link
	for _, o := range g.pages {
		if o.on(p.site) {
			address := o.addresses(p.site)
			out = append(out, Link{Text: p.words.Word(o.word), Address: p.at(address), Current: p.address == address[p.i]})
		}
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
			if slices.ContainsFunc(g.pages, func(o ownPage) bool { return o.path == l.of }) {
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
	return ownAt(name).path != "" || parent != "" && ownAt(parent).path != ""
}
