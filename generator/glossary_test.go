package main

import (
	"path"
	"regexp"
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
		{"es/compromisos/co0036", "sispro", "text"},
		{"es/compromisos/co0049", "ocde", "deck"},
		{"en/commitments/co0049", "oecd", "deck"},
		{"es/compromisos/co0053", "ctyrc", "milestones"},
		{"es/compromisos/co0056", "sivigila", "deck"},
		{"es/compromisos/co0074", "ita", "text"},
		{"en/commitments/co0074", "ita", "text"},
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

// Initials in the words of a commitment are terms of the glossary, or stand
// beside what they mean; a name that is written with capitals is none.
func TestNoInitialsOfACommitmentStandUnexplained(t *testing.T) {
	s := wholeSite(t)
	initials := regexp.MustCompile(`#?\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-?\d+)?\b`)
	names := regexp.MustCompile(`^(?:#.*|CO\d*|[IVX]+|LegalApp|SI|COVID-19|CVs|BID)$`) // SI Presencial; BID is told in place
	terms := map[string]map[string]bool{}
	for language, address := range map[string]string{"es": "es/glosario/index.html", "en": "en/glossary/index.html"} {
		terms[language] = map[string]bool{}
		for _, n := range find(s.pages[address].root, func(n *html.Node) bool { return isElement(n, "strong") && isElement(n.Parent, "li") }) {
			terms[language][textOf(n)] = true
		}
	}
	seen := 0
	for _, p := range s.order {
		if !s.isCommitment(p) {
			continue
		}
		whole := textOf(p.root)
		for _, class := range []string{"deck", "change", "text", "milestones"} {
			for _, part := range find(p.root, byClass(class)) {
				for n := range part.Descendants() {
					if n.Type != html.TextNode || within(n, "code") || byClass("at")(n.Parent.Parent) || byClass("note")(n.Parent) {
						continue
					}
					for _, at := range initials.FindAllString(n.Data, -1) {
						seen++
						if plural := strings.TrimSuffix(at, "s"); !terms[p.language][at] && !terms[p.language][plural] && !terms[p.language][at+"s"] && !names.MatchString(at) && !strings.Contains(whole, "("+at+")") {
							t.Errorf("%s: nothing says what %s means: %s", p.address, at, n.Data)
						}
					}
				}
			}
		}
	}
	if seen < 300 {
		t.Errorf("only %d initials were seen", seen)
	}
}
