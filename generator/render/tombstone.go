package render

import (
	"cmp"
	"strings"

	"vitrina/generator/model"
)

// Tombstone is the view of tombstone.html: what stands at the address of a page
// that was removed.
type Tombstone struct {
	Frame
	// What names what was removed, Removed says when.
	What    string
	Removed Moment
	Reason  Words
	// Moved leads to what took its place; without an address nothing did.
	Moved Link
}

// tombstones are the pages at the addresses of what was removed.
func (r *renderer) tombstones(others []job) []job {
	taken := map[string]bool{}
	for _, j := range others {
		taken[j.address] = true
	}
	var jobs []job
	search := r.site.Address("search") // made after the others, which its pages list
	for _, t := range r.site.Tombstones {
		code, _, _ := strings.Cut(t.Address, "/")
		for i, l := range r.site.Languages {
			if l.Code == code && strings.HasSuffix(t.Address, "/") && !taken[t.Address] && !strings.HasPrefix(t.Address, search[i]) {
				jobs = append(jobs, job{kind: "tombstone", language: i, address: t.Address, view: func(p *page) any { return p.tombstone(t) }, hidden: true})
			}
		}
	}
	return jobs
}

func (p *page) tombstone(t model.Tombstone) Tombstone {
	w := p.words
	what := t.ID
	if t.Kind == "plan" {
		what = w.Fill("plan.name", "id", t.ID)
	}
	title := w.Fill("tombstone.title", "what", what)
	v := Tombstone{Frame: p.frame(title, title, "datasets/"+model.RemovedTable+"/"+model.RemovedTable+".csv"), What: what, Removed: p.moment(t.Removed), Reason: p.say(t.Reason)}
	switch {
	case t.MovedOut != "":
		v.Moved = Link{Text: t.MovedOut, Address: t.MovedOut}
	case len(t.MovedTo) > 0:
		v.Moved = Link{Text: cmp.Or(p.nameAt(t.MovedTo[p.i]), t.MovedTo[p.i]), Address: p.at(t.MovedTo)}
	}
	return v
}

// nameAt is the title of the page of a commitment, plan or entity by address.
func (p *page) nameAt(address string) string {
	kind, id := p.site.Subject(address)
	switch kind {
	case "commitment":
		if c := p.site.Find(id); c != nil {
			return id + " " + p.say(c.Title).Text
		}
	case "plan":
		return p.words.Fill("plan.name", "id", id)
	case "entity":
		if e := p.site.Entity(id); e != nil {
			return p.say(e.Name).Text
		}
	case "dataset":
		if t := p.site.Table(id); t != nil {
			return p.tableTitle(t)
		}
	}
	return ""
}
