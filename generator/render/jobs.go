package render

import (
	"cmp"
	"slices"
	"strings"

	"vitrina/generator/model"
)

// Addresses returns those of the pages that others may rely on, and those at
// which a page will say that something was removed; the search's pages of
// letters, which come and go, are left out.
func Addresses(s *model.Site) (pages, removed []string) {
	r := &renderer{site: s, rated: ratedVariables(s)}
	jobs := r.pages()
	pages = slices.Clone(s.Address("search"))
	for _, j := range jobs {
		if !j.hidden {
			pages = append(pages, j.address)
		}
	}
	for _, j := range r.tombstones(jobs) {
		removed = append(removed, j.address)
	}
	return pages, removed
}

// job makes one of the site's own pages.
func (o ownPage) job(s *model.Site) job {
	return job{kind: cmp.Or(o.kind, "overview"), urls: o.addresses(s), view: o.view, own: &o}
}

// pages lists every page of the site in the order of their addresses' kinds,
// without those of the search.
func (r *renderer) pages() []job {
	s := r.site
	var jobs []job
	add := func(j job) {
		for i := range s.Languages {
			j.language, j.address = i, j.urls[i]
			jobs = append(jobs, j)
		}
	}
	own := func(paths ...string) {
		for _, path := range paths {
			add(ownAt(path).job(s))
		}
	}
	home := job{kind: "home", urls: s.Address(), view: shows((*page).home)}
	add(home)
	// The site's top is the default language's home, complete.
	home.hidden = true
	jobs = append(jobs, home, job{kind: "404", address: "404.html", view: shows((*page).missing), hidden: true})

	own("plans")
	for _, plan := range s.Plans {
		add(job{kind: "plan", urls: plan.URL, view: func(p *page) any { return p.plan(plan) }})
		add(job{kind: "print", urls: s.Address("plans", plan.Slug(), "print"), view: func(p *page) any { return p.printEdition(plan) }})
	}
	own("commitments", "commitments/a-z")
	for _, c := range s.Commitments {
		add(job{kind: "commitment", urls: c.URL, view: func(p *page) any { return p.commitment(c) }})
	}
	own("entities")
	for _, e := range s.Entities {
		add(job{kind: "entity", urls: e.URL, view: func(p *page) any { return p.entity(e) }})
	}
	own("themes")
	for _, t := range s.Themes {
		if len(t.Commitments) > 0 {
			add(job{kind: "theme", urls: t.URL, view: func(p *page) any { return p.theme(t) }})
		}
	}
	own("disagreements", "members", "process")
	r.overviewJobs(add)
	own("data", "data/api")
	for _, t := range s.Tables {
		add(job{kind: "dataset", urls: t.URL, view: func(p *page) any { return p.dataset(t) }})
		for number := range t.RowPages() {
			add(job{kind: "rows", urls: t.RowPage(number), view: func(p *page) any { return p.rowPage(t, number) }})
		}
	}
	own("sources")
	for _, editorial := range s.Pages {
		if !ownText(s, editorial) {
			add(job{kind: "text", urls: editorial.URL, view: func(p *page) any { return p.editorial(editorial) }})
		}
	}
	return jobs
}

// ownText reports whether an editorial text stands on a page that the
// generator makes: the home page, a plan, a list.
func ownText(s *model.Site, e *model.Page) bool {
	return e.Name == "index" || ownAt(strings.TrimSuffix(e.Name, "/index")).generated() ||
		slices.ContainsFunc(s.Plans, func(plan *model.Plan) bool { return e.Name == "plans/"+plan.ID })
}
