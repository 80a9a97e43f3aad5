package render

import (
	"slices"

	"vitrina/generator/model"
)

// jobs lists every page of the site in the order of their addresses' kinds; the
// search comes last, since it lists the others.
func (r *renderer) jobs() []job {
	pages := r.pages()
	pages = append(pages, r.tombstones(pages)...)
	return append(pages, r.searchJobs(pages)...)
}

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

func (r *renderer) pages() []job {
	s := r.site
	var jobs []job
	add := func(kind string, urls []string, view func(p *page) any) {
		for i := range s.Languages {
			jobs = append(jobs, job{kind: kind, language: i, address: urls[i], urls: urls, view: view})
		}
	}
	home := s.Address()
	add("home", home, func(p *page) any { return p.home() })
	// The site's top is the default language's home, complete.
	jobs = append(jobs, job{kind: "home", language: 0, address: "", urls: home, view: func(p *page) any { return p.home() }, hidden: true})
	jobs = append(jobs, job{kind: "404", language: 0, address: "404.html", view: func(p *page) any { return p.missing() }, hidden: true})

	add("plans", s.Address("plans"), func(p *page) any { return p.plans() })
	for _, plan := range s.Plans {
		add("plan", plan.URL, func(p *page) any { return p.plan(plan) })
		add("print", s.Address("plans", plan.Slug(), "print"), func(p *page) any { return p.printEdition(plan) })
	}
	add("commitments", s.Address("commitments"), func(p *page) any { return p.commitmentsByPlan() })
	add("commitments", s.Address("commitments", "a-z"), func(p *page) any { return p.commitmentsByTitle() })
	for _, c := range s.Commitments {
		add("commitment", c.URL, func(p *page) any { return p.commitment(c) })
	}
	add("entities", s.Address("entities"), func(p *page) any { return p.entities() })
	for _, e := range s.Entities {
		add("entity", e.URL, func(p *page) any { return p.entity(e) })
	}
	add("themes", s.Address("themes"), func(p *page) any { return p.themes() })
	for _, t := range s.Themes {
		if len(t.Commitments) > 0 {
			add("theme", t.URL, func(p *page) any { return p.theme(t) })
		}
	}
	add("disagreements", s.Address("disagreements"), func(p *page) any { return p.disagreements() })
	add("members", s.Address("members"), func(p *page) any { return p.members() })
	add("process", s.Address("process"), func(p *page) any { return p.process() })
	r.overviewJobs(add)
	add("catalogue", s.Address("data"), func(p *page) any { return p.catalogue() })
	add("api", s.Address("data", "api"), func(p *page) any { return p.api() })
	for _, t := range s.Tables {
		add("dataset", t.URL, func(p *page) any { return p.dataset(t) })
		for number := range t.RowPages() {
			add("rows", t.RowPage(number), func(p *page) any { return p.rowPage(t, number) })
		}
	}
	add("sources", s.Address("sources"), func(p *page) any { return p.sources() })
	for _, editorial := range s.Pages {
		if !ownText(s, editorial) {
			add("text", editorial.URL, func(p *page) any { return p.editorial(editorial) })
		}
	}
	return jobs
}

// ownText reports whether an editorial text stands on a page that the
// generator makes: the home page, a plan, a list.
func ownText(s *model.Site, e *model.Page) bool {
	if e.Name == "index" || generated[e.Name] || isOverview(e.Name) {
		return true
	}
	for name := range generated {
		if e.Name == name+"/index" {
			return true
		}
	}
	for _, plan := range s.Plans {
		if e.Name == "plans/"+plan.ID {
			return true
		}
	}
	return false
}
