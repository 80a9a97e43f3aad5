package main

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"vitrina/generator/source"
	"vitrina/generator/words"
)

// A number in an author's text is a figure, in digits or written out, unless it
// is of a kind named here. Each figure is the text of a link to the rows it
// comes from; that they say the same is the rule figure-differs. A summary, in
// which nothing can be linked, says no figure that its text does not link.

// notFigures are the kinds of numbers that are no figures wherever they stand.
var notFigures = []struct {
	kind string
	what *regexp.Regexp
}{
	{"a day", regexp.MustCompile(`\b\d{1,2}(?: al \d{1,2})? de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b`)},
	{"a day", regexp.MustCompile(`\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b`)},
	{"a year", regexp.MustCompile(`\b(?:199|20[0-4])\d(?:-20[0-4]\d)?\b`)},
	{"the number of a law", regexp.MustCompile(`\b(?:Ley|Ordenanza|Law|Ordinance) \d+\b`)},
	{"the number of a commitment in its plan", regexp.MustCompile(`(?i)\b(?:compromiso|compromiso número|número|commitment|number) \d+(?:\.\d+)?\b`)},
	{"a code, a name, a standard", regexp.MustCompile(`\b(?:WCAG|CC BY|CC0) \d\.\d\b|\b[A-Z][A-Za-z]*-?\d[-A-Z0-9]*\b`)},
	{"how far a page is enlarged when it is tried", regexp.MustCompile(`\b400[ \x{a0}]?%`)},
	{"a span between two dates told beside it", regexp.MustCompile(`(?i)\b(?:dos|tres|seis|two|three|six)[ -](?:años|meses|years?|months)\b`)},
	{"what was just named (the two)", regexp.MustCompile(`(?i)\b(?:los|las|sus|the|its) (?:dos|tres|two|three)\b`)},
	{"how many things the text goes on to name", regexp.MustCompile(`(?i)\b(?:tres programas buscan barreras:|three programs look for barriers:|cuatro ausencias distintas|four different absences)`)},
}

// prose is a number in a text: the link that it stands in, "" for none.
type prose struct{ text, around, link string }

// numbersIn are the numbers of a sentence that may be figures; each kind that is
// none is counted by its name.
func numbersIn(l *words.Language, text string, kinds map[string]int) []prose {
	bare := text
	for _, k := range notFigures {
		bare = k.what.ReplaceAllStringFunc(bare, func(s string) string {
			kinds[k.kind]++
			return strings.Repeat("_", len(s))
		})
	}
	at := digits.FindAllStringIndex(bare, -1)
	for _, number := range l.Numbers(bare) {
		if number.Value != 1 && !strings.ContainsAny(bare[number.From:number.To], "0123456789") {
			at = append(at, []int{number.From, number.To})
		}
	}
	var out []prose
	for _, place := range at {
		from, to := max(0, place[0]-40), min(len(bare), place[1]+40)
		out = append(out, prose{text: bare[place[0]:place[1]], around: strings.ToValidUTF8(text[from:to], "")})
	}
	return out
}

// numbersOf are those of a whole text, with the links that they stand in.
func numbersOf(l *words.Language, t source.Text, kinds map[string]int) []prose {
	var made bytes.Buffer
	t.Doc.Write(&made, func(destination string) string { return destination })
	root, err := html.Parse(&made)
	if err != nil {
		panic(err)
	}
	var out []prose
	var walk func(n *html.Node, link string)
	walk = func(n *html.Node, link string) {
		switch {
		case isElement(n, "code"):
			return
		case isElement(n, "a"):
			link = attr(n, "href")
		case n.Type == html.TextNode:
			for _, number := range numbersIn(l, n.Data, kinds) {
				number.link = link
				out = append(out, number)
			}
		}
		for c := range n.ChildNodes() {
			walk(c, link)
		}
	}
	walk(root, "")
	return out
}

func TestEveryFigureInAnAuthorsTextLinksItsRow(t *testing.T) {
	tree, _, err := source.Load(realSources(), 2)
	if err != nil {
		t.Fatal(err)
	}
	languages := map[string]*words.Language{}
	for _, l := range tree.Languages {
		languages[l.Code] = l
	}
	kinds := map[string]int{}
	texts, linked, said, without := 0, 0, 0, 0
	read := func(path, language string, text source.Text, exempt func(value float64, n prose) string, front ...string) {
		texts++
		l := languages[language]
		rows := map[float64]bool{}
		look := func(n prose, inText bool) {
			var value float64 // 0 for what is no number of the language: 1.2
			if values := l.Numbers(n.text); len(values) == 1 {
				value = values[0].Value
			}
			to, ok := source.ParseRowsLink(n.link)
			switch kind := exempt(value, n); {
			case ok && to.Rows:
				linked++
				rows[value] = true
			case !inText && rows[value]:
				said++
			case kind != "":
				kinds[kind]++
			default:
				without++
				t.Errorf("%s: %q links no row: …%s…", path, n.text, n.around)
			}
		}
		for _, n := range numbersOf(l, text, kinds) {
			look(n, true)
		}
		for _, sentence := range front {
			for _, n := range numbersIn(l, sentence, kinds) {
				look(n, false)
			}
		}
	}
	for _, p := range tree.Pages {
		read(p.Path, p.Language, p.Text, func(_ float64, n prose) string {
			if strings.Contains(n.link, "commitments/") && strings.Contains(n.text, ".") {
				return "the number of a commitment in its plan"
			}
			return ""
		}, p.Summary.Value)
	}
	for _, c := range tree.Commitments {
		exempt := func(value float64, n prose) string {
			if strings.ContainsAny(n.text, "0123456789") {
				return ""
			}
			if value <= 3 {
				return "two or three, written out, of what the text names"
			}
			// The page shows these lists, which are rows of the commitment itself.
			for _, list := range []int{len(c.Lead), len(c.Support), len(c.Themes), len(c.Values)} {
				if value == float64(list) {
					return "how many entities, themes or values the page itself lists"
				}
			}
			return ""
		}
		read(c.Path, c.Language, c.Text, exempt, c.Summary.Value, c.Change.Value)
		for _, translated := range c.Translations {
			read(translated.Path, translated.Language, translated.Text, exempt, translated.Summary.Value, translated.Change.Value)
		}
	}
	t.Logf("%d texts: %d figures link their rows, %d more in summaries stand linked in the text, %d lead to no row", texts, linked, said, without)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		t.Logf("no figures: %d, %s", kinds[kind], kind)
	}
	if texts < 200 || linked < 300 {
		t.Errorf("only %d texts and %d figures were seen", texts, linked)
	}
}

// On the site such a link leads to the row on the page of its dataset.
func TestAFigureInAnAuthorsTextLeadsToItsRow(t *testing.T) {
	s := wholeSite(t)
	seen := 0
	for _, p := range s.order {
		for _, text := range find(p.root, byClass("text")) {
			for _, a := range find(text, byName("a")) {
				href := attr(a, "href")
				if strings.Contains(href, "datasets/") {
					t.Errorf("%s: the address %s is one of the sources", p.address, href)
				}
				address, fragment, inside, err := follow(p.address, href)
				if err != nil || !inside || !strings.HasPrefix(fragment, "row-") {
					continue
				}
				seen++
				if to := s.pages[address]; to == nil || len(find(to.root, func(n *html.Node) bool {
					return attr(n, "id") == fragment || strings.HasPrefix(attr(n, "id"), fragment+":")
				})) == 0 {
					t.Errorf("%s: there is no row at %s#%s", p.address, address, fragment)
				}
			}
		}
	}
	t.Logf("%d links of texts lead to rows", seen)
	if seen < 400 {
		t.Errorf("only %d links of texts to rows were seen", seen)
	}
}

// What a voice says alike of several milestones is said once, each of them
// leading to its row.
func TestAVoiceSaysTheSameOfSeveralMilestonesOnce(t *testing.T) {
	s := wholeSite(t)
	p := s.pages["es/compromisos/co0082/index.html"]
	if p == nil {
		t.Fatal("there is no page of CO0082")
	}
	var said []string
	for _, n := range find(p.root, byClass("what")) {
		said = append(said, fmt.Sprintf("%s: %d", textOf(n), len(find(n, byName("a")))))
	}
	if want := []string{"Sobre el hito 1: 0", "Sobre los hitos 2, 3, 4 y 5: 4"}; !slices.Equal(said[:min(2, len(said))], want) {
		t.Errorf("got %q, want %q first", said, want)
	}
}

// On the page the figures of a summary, in which an author can link nothing,
// lead where those of the text lead.
func TestFiguresOfSummariesLeadToTheirRows(t *testing.T) {
	s := wholeSite(t)
	linked := 0
	for _, p := range s.order {
		main := find(p.root, byName("main"))
		if len(main) == 0 || len(find(p.root, func(n *html.Node) bool {
			return isElement(n, "body") && strings.Contains(attr(n, "class"), "p-commitment")
		})) == 0 {
			continue
		}
		rows := map[string]bool{} // figures of the text in digits
		for _, text := range find(main[0], byClass("text")) {
			for _, a := range find(text, byName("a")) {
				if said := textOf(a); strings.Contains(attr(a, "href"), "#row-") && digits.MatchString(said) {
					rows[said] = true
				}
			}
		}
		for _, class := range []string{"deck", "change"} {
			for _, sentence := range find(main[0], byClass(class)) {
				leads := func(n *html.Node) bool { return isElement(n, "a") && strings.Contains(attr(n, "href"), "#row-") }
				linked += len(find(sentence, leads))
				var bare strings.Builder
				for n := range sentence.Descendants() {
					if n.Type == html.TextNode && !leads(n.Parent) {
						bare.WriteString(n.Data + " ")
					}
				}
				for _, said := range digits.FindAllString(bare.String(), -1) {
					if rows[said] {
						t.Errorf("%s: %q of the summary does not lead to its row", p.address, said)
					}
				}
			}
		}
	}
	if linked < 20 {
		t.Errorf("only %d figures of summaries lead to rows", linked)
	}
}
