package main

import (
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A reader who meets initials above or below the text of a commitment can ask
// what they stand for there, once a page.
func TestInitialsAreExplainedWhereACommitmentFirstUsesThem(t *testing.T) {
	s := wholeSite(t)
	for _, c := range []struct{ page, term, in string }{
		{"es/compromisos/co0025", "dnp", "deck"},
		{"es/compromisos/co0025", "eiti", "deck"},
		{"en/commitments/co0025", "eiti", "deck"},
		{"es/compromisos/co0039", "siac", "deck"},
		{"en/commitments/co0037", "rene", "text"},
		{"es/compromisos/co0049", "fca", "text"},
		{"es/compromisos/co0073", "tic", "milestones"},
		{"en/commitments/co0073", "ict", "milestones"},
	} {
		p := s.pages[path.Join(c.page, "index.html")]
		if p == nil {
			t.Errorf("no page %s", c.page)
			continue
		}
		leads := func(n *html.Node) bool { return strings.HasSuffix(attr(n, "href"), "#term-"+c.term) }
		inside := 0
		for _, part := range find(p.root, byClass(c.in)) {
			inside += len(find(part, leads))
		}
		if all := len(find(p.root, leads)); inside != 1 || all != 1 {
			t.Errorf("%s links %s %d times in the %s, %d in all", c.page, c.term, inside, c.in, all)
		}
	}
	// No page links a word twice.
	for _, p := range s.order {
		if !s.isCommitment(p) {
			continue
		}
		seen := map[string]bool{}
		for _, n := range find(p.root, byName("a")) {
			_, id, ok := strings.Cut(attr(n, "href"), "#term-")
			if ok && seen[id] {
				t.Errorf("%s links %s twice", p.address, id)
			}
			seen[id] = ok
		}
	}
}
