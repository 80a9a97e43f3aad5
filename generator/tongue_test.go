package main

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Who reads the title of a report in another language sees that it is one: its
// pronunciation is marked for those who hear it.
func TestTitlesInAnotherLanguageSaySo(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		titles := map[string]bool{}
		for _, row := range s.rows(t, "sources") {
			titles[row["title"]] = true
		}
		said := 0
		for _, p := range s.order {
			address := p.address
			if !strings.HasPrefix(address, l.Code+"/") || strings.HasPrefix(address, l.Code+"/"+l.Section("data")+"/") {
				continue // the rows of a table show what is written there
			}
			for _, n := range find(p.root, byName("main")) {
				for _, a := range find(n, func(n *html.Node) bool {
					return attr(n, "lang") != "" && !isElement(n, "h1") && titles[textOf(n)] && attr(n.Parent, "class") != "hidden"
				}) {
					next := a.NextSibling
					for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
						next = next.NextSibling
					}
					if next == nil || attr(next, "class") != "in" {
						if !slices.ContainsFunc(find(n, byName("h1")), func(h *html.Node) bool { return textOf(h) == textOf(a) }) {
							t.Errorf("%s: nothing says that %q is not in the language of the page", address, textOf(a))
						}
						continue
					}
					said++
				}
			}
		}
		if said == 0 {
			t.Errorf("%s: no title says that it is in another language", l.Code)
		}
	}
}
