package render

import (
	"slices"
	"strings"
	"testing"
)

// A page is written once in groups, and everything that speaks of it asks
// there: each is made, found by the search under its own name, listed among the
// contents, and what menus and doors name is such a page.
func TestAPageOfTheSiteIsWrittenInOnePlace(t *testing.T) {
	r, jobs := realSite(t)
	seen := map[string]bool{}
	for i, l := range r.site.Languages {
		found := map[string]string{}
		for _, e := range r.entries(i, jobs, false) {
			found[e.Address] = e.Title
		}
		var listed []string
		for _, s := range pageIn[Overview](t, r, jobs, i, ownAt("contents")).Sections {
			for _, link := range s.Links {
				listed = append(listed, link.Address)
			}
		}
		for _, o := range ownPages() {
			seen[o.path] = true
			address := o.addresses(r.site)[i]
			if n := len(slices.DeleteFunc(slices.Clone(jobs), func(j job) bool { return j.address != address })); n != 1 {
				t.Errorf("%s: %s is made %d times", l.Code, o.path, n)
			}
			if o.kind == "search" {
				continue // it is not found by itself
			}
			if found[address] == "" {
				t.Errorf("%s: %s is not found by the search", l.Code, o.path)
			}
			if o.path != "contents" && !slices.ContainsFunc(listed, func(a string) bool { return strings.HasSuffix(a, "/"+address+"index.html") }) {
				t.Errorf("%s: %s is not among the contents", l.Code, o.path)
			}
			if o.gathers {
				pageIn[gathering](t, r, jobs, i, o)
			}
		}
	}
	for _, path := range slices.Concat(menu, foot) {
		if !seen[path] {
			t.Errorf("%s is in a menu and not in groups", path)
		}
	}
	if len(seen) < 40 || len(ownPages()) != len(seen) {
		t.Errorf("%d pages of the site's own, %d of them different", len(ownPages()), len(seen))
	}
}

// pageIn makes one of the site's own pages in a language.
func pageIn[T any](t *testing.T, r *renderer, jobs []job, i int, o ownPage) T {
	t.Helper()
	address := o.addresses(r.site)[i]
	at := slices.IndexFunc(jobs, func(j job) bool { return j.address == address })
	if at < 0 {
		t.Fatalf("%s is not made", address)
	}
	v, ok := jobs[at].view(r.pageOf(&jobs[at])).(T)
	if !ok {
		t.Fatalf("%s is another page", address)
	}
	return v
}

// The entrance to co-creation has the pages of its group in their order, then
// those of others, and last what the editors write.
func TestTheDoorsAreThePagesThatHaveOne(t *testing.T) {
	var paths []string
	for _, o := range doors() {
		paths = append(paths, o.path)
	}
	want := "process/funnel process/participation process/schedule process/criteria process/principles process/agenda process/self-check governance lessons"
	if got := strings.Join(paths, " "); got != want {
		t.Errorf("doors: %s", got)
	}
}

// Every page asks for the groups, so that they are made once.
func TestThePagesOfTheSiteAreMadeOnce(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { groups(); ownPages(); ownAt("plans") }); n != 0 {
		t.Errorf("the pages are made again at each call, with %.0f allocations", n)
	}
}
