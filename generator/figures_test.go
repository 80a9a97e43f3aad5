package main

import (
	"bytes"
	"index/suffixarray"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// A figure is a number that the site computes or takes from a row. Whatever
// number stands in the main part of a page is one, unless it is of a kind
// named here, and each must lead to the rows that it is made of.

// notFigure reports whether the numbers in an element are no figures: dates,
// code and addresses, drawings (whose numbers stand in the table beside them,
// which a test of package render compares), a cell before and after a change,
// an author's prose (which prose_test.go reads), names and order
// numbers of things, files with their sizes, the dictionary of a table, and
// the index of the site, whose entries say how much is on the page that they
// lead to.
func notFigure(n *html.Node) bool {
	switch n.Data {
	case "time", "code", "svg", "script", "option", "meter", "del", "ins":
		return true
	}
	for _, class := range []string{"text", "order", "id", "file", "files", "cite", "kicker", "pages", "fields", "index"} {
		if byClass(class)(n) {
			return true
		}
	}
	return false
}

var (
	digits = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
	// The kinds of numbers that a text node can hold and that are no figures.
	otherNumbers = []*regexp.Regexp{
		regexp.MustCompile(`\b\d{1,2} de [a-z]+ de (?:19|20)\d\d`),                                 // a day
		regexp.MustCompile(`\b\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d`),                                  // a day
		regexp.MustCompile(`\b(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?\b`),                             // a year
		regexp.MustCompile(`\bCO-?[0-9A-Z][-0-9A-Z]*`),                                             // a commitment
		regexp.MustCompile(`(?:Compromiso|Commitment|Sobre el hito|On milestone) \d+(?:[.,]\d+)*`), // its number in the plan
		regexp.MustCompile(`(?:semanas?|weeks?|week of) \d+(?:-\d+)*`),                             // a week of a month
		regexp.MustCompile(`\d+(?:[.,]\d+)? (?:B|kB|MB)\b`),                                        // the size of a file
		regexp.MustCompile(`\b[Pp]lan \d\b`),                                                       // a member's plan
		regexp.MustCompile(`(?:ODS|SDG|Sostenible|Development Goal|DIVIPOLA|DIVIPOLA code) \d+`),   // a code
		regexp.MustCompile(`^\d\.\d [A-Z]`),                                                        // a requirement
		regexp.MustCompile(`\b[A-Z]{2,}\d+\b`),                                                     // an acronym
		regexp.MustCompile(`(?:Ley|Law|Ordenanza|Ordinance) (?:no )?\d+`),                          // a law
		regexp.MustCompile(`\b\d+\.\d+\.\d+\b`),                                                    // an edition
		regexp.MustCompile(`\b[A-Za-z][A-Za-z0-9]*(?:[-._][A-Za-z0-9]+)+`),                         // an id
		regexp.MustCompile(`CC BY(?:-SA)? \d\.\d|SHA-256|UTF-8|ISO \d+(?:-\d+)?`),                  // a name
	}
)

// written is everything that authors wrote in texts and words, for a test to
// tell a quotation from a figure. What stands in cells is not in it: such a
// number leads to its row.
var written = sync.OnceValue(func() *suffixarray.Index {
	var all bytes.Buffer
	put := func(text string) {
		all.WriteString(strings.Join(strings.Fields(text), " "))
		all.WriteByte('\n')
	}
	err := fs.WalkDir(realSources(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(realSources(), name)
		if err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(name, "datasets/"):
		case strings.HasPrefix(name, "layouts/words/"):
			for line := range strings.Lines(string(data)) {
				for _, part := range regexp.MustCompile(`\{[a-z]+\}|#`).Split(line, -1) {
					put(part)
				}
			}
		case path.Ext(name) == ".md", path.Ext(name) == ".yaml":
			put(strings.NewReplacer(`\"`, `"`, "''", "'").Replace(string(data)))
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
	return suffixarray.New(all.Bytes())
})

// around is the number at from:to of a text with some words on both sides.
func around(text string, from, to, n int) string {
	start, end := max(0, from-n), min(len(text), to+n)
	for start > 0 && text[start]&0xc0 == 0x80 {
		start--
	}
	for end < len(text) && text[end]&0xc0 == 0x80 {
		end++
	}
	return strings.TrimSpace(text[start:end])
}

// quoted reports whether the number at from:to of a text stands there as an
// author wrote it, with words around it.
func quoted(text string, from, to int) bool {
	window := around(text, from, to, 14)
	if letters(window) >= 5 {
		return len(written().Lookup([]byte(window), 1)) > 0
	}
	return letters(text) > 0 && len(written().Lookup([]byte("\n"+text+"\n"), 1)) > 0
}

// besideItsRow reports whether the part of a page that a text stands in (an
// entry, a table's row, a paragraph with its heading) leads to a row that the
// number at from:to of the text is written in with the same words around it.
func (s *realSite) besideItsRow(p *page, n *html.Node, text string, from, to int) bool {
	window := strings.Trim(around(text, from, to, 25), " .,;:()")
	part := n.Parent
	for !slices.Contains([]string{"li", "tr", "section", "article", "main"}, part.Data) {
		part = part.Parent
	}
	for _, a := range find(part, byName("a")) {
		address, fragment, inside, err := follow(p.address, attr(a, "href"))
		if err != nil || !inside || s.pages[address] == nil {
			continue
		}
		// What is wrong with a table as a whole leads to all its rows.
		whole := byClass("problems")(part.Parent) && len(find(s.pages[address].root, byClass("p-rows"))) > 0
		if whole || strings.HasPrefix(fragment, "row-") && strings.Contains(s.row(address, fragment), window) {
			return true
		}
	}
	return false
}

// row is what the row with an id says on the page with an address.
func (s *realSite) row(address, id string) string {
	p := s.pages[address]
	if p == nil {
		return ""
	}
	read, _ := rowsOfPages.LoadOrStore(p, sync.OnceValue(func() map[string]string {
		says := map[string]string{}
		for _, n := range find(p.root, byName("tr")) {
			says[attr(n, "id")] = strings.Join(strings.Fields(textOf(n)), " ")
		}
		return says
	}))
	return read.(func() map[string]string)()[id]
}

var rowsOfPages sync.Map // what the rows of each page say, by their ids

func letters(text string) int {
	n := 0
	for _, r := range text {
		if r >= 'A' {
			n++
		}
	}
	return n
}

// figure is a number on a page, the link that it stands in, and whether the
// rows that it counts stand below it.
type figure struct {
	text, around string
	link         *html.Node
	here         bool
}

// listedBelow reports whether the part of the page that a number heads lists
// exactly as many things as it says.
func listedBelow(count *html.Node, number string) bool {
	part := count.Parent
	for !isElement(part, "section") && !isElement(part, "details") && !isElement(part, "main") {
		part = part.Parent
	}
	return slices.Contains(listedIn(part), number)
}

// listedIn says how many things a part of a page lists: in each kind of list,
// in each table, in all tables.
func listedIn(part *html.Node) []string {
	lists := map[any]int{}
	for _, n := range find(part, func(n *html.Node) bool { return n.Data == "li" || n.Data == "tr" || byClass("dispute")(n) }) {
		switch {
		case n.Data == "section":
			lists["disputes"]++
		case n.Data == "li" && !within(n, "nav"):
			lists[n.Parent.Data+" "+attr(n.Parent, "class")]++
		case n.Data == "tr" && isElement(n.Parent, "tbody") && len(find(n, func(h *html.Node) bool { return attr(h, "scope") == "rowgroup" && attr(h, "colspan") != "" })) == 0:
			lists["rows"]++
			lists[n.Parent]++
		}
	}
	var out []string
	for _, n := range lists {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

func within(n *html.Node, name string) bool {
	for a := range n.Ancestors() {
		if isElement(a, name) {
			return true
		}
	}
	return false
}

// figuresOf finds the figures of a page.
func figuresOf(s *realSite, p *page) []figure {
	var out []figure
	var walk func(n, link, count *html.Node)
	walk = func(n, link, count *html.Node) {
		switch {
		case n.Type == html.ElementNode && notFigure(n):
			return
		case n.Type == html.ElementNode && n.Data == "a":
			link = n
		case n.Type == html.ElementNode && byClass("count")(n):
			count = n
		case n.Type == html.TextNode:
			text := strings.Join(strings.Fields(n.Data), " ")
			bare := text
			for _, kind := range otherNumbers {
				bare = kind.ReplaceAllStringFunc(bare, func(s string) string {
					return digits.ReplaceAllStringFunc(s, func(d string) string { return strings.Repeat("_", len(d)) })
				})
			}
			for _, at := range digits.FindAllStringIndex(bare, -1) {
				if !quoted(text, at[0], at[1]) {
					f := figure{text: text[at[0]:at[1]], around: text[max(0, at[0]-30):min(len(text), at[1]+30)], link: link}
					f.here = link == nil && (count != nil && listedBelow(count, f.text) || s.besideItsRow(p, n, text, at[0], at[1]))
					if f.text != "0" { // made of no rows
						out = append(out, f)
					}
				}
			}
		}
		for c := range n.ChildNodes() {
			walk(c, link, count)
		}
	}
	if find(p.root, byName("body"))[0].Attr[0].Val == "p-rows" {
		return nil // the page is the rows
	}
	for _, main := range find(p.root, byName("main")) {
		walk(main, nil, nil)
	}
	return out
}

func TestEveryFigureLeadsToItsRows(t *testing.T) {
	s := wholeSite(t)
	all, here, without := 0, 0, 0
	for _, p := range s.order {
		for _, f := range figuresOf(s, p) {
			all++
			if f.here {
				here++
			} else if f.link == nil {
				without++
				t.Errorf("%s: %s leads nowhere: %q", p.address, f.text, f.around)
			}
		}
	}
	t.Logf("%d figures: %d with their rows below, %d without a way to their rows", all, here, without)
	if all < 5000 {
		t.Errorf("only %d figures were seen", all)
	}
}

// A figure that leads to a list leads to exactly as many things as it says.
func TestAFigureLeadsToAsManyRowsAsItSays(t *testing.T) {
	s := wholeSite(t)
	seen := 0
	for _, p := range s.order {
		for _, f := range figuresOf(s, p) {
			if f.link == nil || strings.ContainsAny(f.around, "%") {
				continue
			}
			address, fragment, inside, err := follow(p.address, attr(f.link, "href"))
			if err != nil || !inside || fragment == "" || s.pages[address] == nil {
				continue
			}
			at := find(s.pages[address].root, func(n *html.Node) bool { return attr(n, "id") == fragment })
			if len(at) == 0 || at[0].Data == "tr" {
				continue
			}
			part := at[0]
			for !isElement(part, "section") && !isElement(part, "main") {
				part = part.Parent
			}
			if len(find(part, byClass("commitments"))) == 0 {
				continue
			}
			seen++
			if !slices.Contains(listedIn(part), f.text) {
				t.Errorf("%s: %s (%q) leads to %s#%s, which lists %v", p.address, f.text, f.around, address, fragment, listedIn(part))
			}
		}
	}
	t.Logf("%d figures lead to a list of commitments", seen)
	if seen < 1000 {
		t.Errorf("only %d figures lead to a list of commitments", seen)
	}
}

// The tests above see a cell's figure that has lost its way, and one that is
// another than its row has.
func TestAFigureOfACellThatIsNotItsRowsIsSeen(t *testing.T) {
	s := wholeSite(t)
	lost := func(address string, spoil func(root *html.Node)) (out []string) {
		root, err := html.Parse(bytes.NewReader(s.File(address)))
		if err != nil {
			t.Fatal(err)
		}
		spoil(root)
		for _, f := range figuresOf(s, &page{address: address, root: root}) {
			if f.link == nil && !f.here {
				out = append(out, f.text)
			}
		}
		return out
	}
	for _, c := range []struct{ address, in, number, other string }{
		{"es/planes/i/index.html", "reports", "25", "26"}, {"en/plans/i/index.html", "reports", "25", "26"},
		{"es/compromisos/co0059/index.html", "ratings", "26", "27"}, {"en/commitments/co0059/index.html", "ratings", "26", "27"},
		{"es/planes/iii/metas/index.html", "grid", "1.400", "1.500"}, {"en/plans/iii/milestones/index.html", "grid", "1,400", "1,500"},
	} {
		if got := lost(c.address, func(*html.Node) {}); len(got) > 0 {
			t.Errorf("%s as it is: %v", c.address, got)
		}
		if got := lost(c.address, func(root *html.Node) {
			for _, a := range find(root, byClass("from")) {
				a.Parent.RemoveChild(a)
			}
		}); !slices.Contains(got, c.number) {
			t.Errorf("%s without the ways to rows: %v, want %s", c.address, got, c.number)
		}
		if got := lost(c.address, func(root *html.Node) {
			for _, part := range find(root, byClass(c.in)) {
				for n := range part.Descendants() {
					if n.Type == html.TextNode {
						n.Data = strings.ReplaceAll(n.Data, c.number, c.other)
					}
				}
			}
		}); !slices.Contains(got, c.other) {
			t.Errorf("%s with another number: %v, want %s", c.address, got, c.other)
		}
	}
}

// The way from a text to its row says to which row it leads, and stands there
// once.
func TestTheWayToARowSaysWhichRow(t *testing.T) {
	s := wholeSite(t)
	ways := map[string]int{}
	for _, p := range s.order {
		for _, a := range find(p.root, byClass("from")) {
			shown, name := textOf(a), attr(a, "aria-label")
			ways[p.language]++
			address, fragment, _, err := follow(p.address, attr(a, "href"))
			if err != nil || !strings.HasPrefix(name, shown+" ") || len(strings.Fields(name)) < 3 {
				t.Errorf("%s: %q is called %q", p.address, shown, name)
			}
			if fragment != "" && s.row(address, fragment) == "" {
				t.Errorf("%s: there is no row at %s#%s", p.address, address, fragment)
			}
			for part := a.Parent; ; part = part.Parent {
				if same := find(part, func(n *html.Node) bool { return isElement(n, "a") && attr(n, "href") == attr(a, "href") }); len(same) > 1 {
					t.Errorf("%s: %d ways to %s in one %s", p.address, len(same), name, part.Data)
				}
				if part.Data == "li" || part.Data == "tr" || part.Data == "section" || part.Data == "main" {
					break
				}
			}
		}
	}
	t.Logf("ways to rows: %v", ways)
	if ways["es"] < 100 || ways["en"] < 100 {
		t.Errorf("only %v ways to rows", ways)
	}
}
