package render

import (
	"bytes"
	"html/template"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"vitrina/generator/model"
	"vitrina/generator/search"
	"vitrina/generator/words"
)

// The words of the glossary are linked where a page first uses them: in the
// texts of authors, in the summary and the milestones of a commitment, and in
// the sentences that explain a part of a page, never inside a link, a heading or
// code. A term is a line of content/.../glossary.md that begins "- **Term**:".
// It is found with its accents, whatever its capitals, and in the plural of its
// language; one of capitals only (an acronym) as it is written.

// glossary holds the terms of one language.
type glossary struct {
	// byFirst holds the terms by their first word in small letters.
	byFirst map[string][]term
	plurals []words.Plural
}

type term struct {
	words   []string
	acronym bool
	id      string
}

var termLine = regexp.MustCompile(`(?m)^- \*\*([^*]+)\*\*:`)

// termID is where a term stands: its words without accents, as in
// term-plan-de-accion.
func termID(name string) string { return "term-" + strings.Join(search.Words(name), "-") }

// glossaries reads the terms of every language.
func glossaries(s *model.Site) []glossary {
	out := make([]glossary, len(s.Languages))
	page := s.Page("glossary")
	if page == nil {
		return out
	}
	for i := range out {
		f := page.In[i]
		if f == nil || f.Text.Doc == nil {
			continue
		}
		out[i] = glossary{map[string][]term{}, s.Language(i).Endings}
		for _, m := range termLine.FindAllStringSubmatch(string(f.Text.Doc.Source()), -1) {
			t := term{words: strings.Fields(m[1]), acronym: m[1] == strings.ToUpper(m[1]), id: termID(m[1])}
			if !t.acronym {
				for j := range t.words {
					t.words[j] = strings.ToLower(t.words[j])
				}
			}
			first := strings.ToLower(t.words[0])
			out[i].byFirst[first] = append(out[i].byFirst[first], t)
		}
	}
	return out
}

// found is a term in a text, from and to in bytes.
type found struct {
	from, to int
	id       string
}

// find returns the terms in a text, from left to right, the longest where
// several begin at one word.
func (g glossary) find(text string) []found {
	if len(g.byFirst) == 0 {
		return nil
	}
	var out []found
	spans := wordsIn(text)
	for len(spans) > 0 {
		best := found{from: spans[0].from, to: spans[0].from}
		for _, t := range g.beginningWith(text[spans[0].from:spans[0].to]) {
			if to := g.fits(t, text, spans); to > best.to {
				best.to, best.id = to, t.id
			}
		}
		spans = spans[1:]
		if best.id != "" {
			out = append(out, best)
			for len(spans) > 0 && spans[0].from < best.to {
				spans = spans[1:]
			}
		}
	}
	return out
}

// span is a word of a text, in bytes.
type span struct{ from, to int }

func wordsIn(text string) []span {
	var out []span
	from := -1
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		switch {
		case letter && from < 0:
			from = i
		case !letter && from >= 0:
			out = append(out, span{from, i})
			from = -1
		}
	}
	if from >= 0 {
		out = append(out, span{from, len(text)})
	}
	return out
}

// beginningWith are the terms whose first word a word is, in either number.
func (g glossary) beginningWith(word string) []term {
	word = strings.ToLower(word)
	out := g.byFirst[word]
	for _, p := range g.plurals {
		if one, ok := p.Singular(word); ok {
			out = append(slices.Clip(out), g.byFirst[one]...)
		}
	}
	return out
}

// fits is where a term ends that begins with the first word of a text; 0 where
// the text has other words, or more than a space between two.
func (g glossary) fits(t term, text string, spans []span) (to int) {
	if len(spans) < len(t.words) {
		return 0
	}
	for i, want := range t.words {
		if i > 0 && text[to:spans[i].from] != " " {
			return 0
		}
		to = spans[i].to
		got := text[spans[i].from:to]
		if got != want && (t.acronym || !g.alike(want, strings.ToLower(got))) {
			return 0
		}
	}
	return to
}

// alike reports whether a word is another, or its plural.
func (g glossary) alike(one, word string) bool {
	return word == one || slices.ContainsFunc(g.plurals, func(p words.Plural) bool {
		many, ok := p.Of(one)
		return ok && many == word
	})
}

// firstUses are the terms of a text that the page has not used before.
func (p *page) firstUses(text string) []found {
	if p.glossaries == nil || p.atGlossary() {
		return nil
	}
	var out []found
	for _, f := range p.glossaries[p.i].find(text) {
		if !p.used[f.id] {
			if p.used == nil {
				p.used = map[string]bool{}
			}
			p.used[f.id] = true
			out = append(out, f)
		}
	}
	return out
}

// term is the address of a term in the glossary.
func (p *page) term(id string) string { return p.at(p.site.Page("glossary").URL) + "#" + id }

func (p *page) atGlossary() bool {
	g := p.site.Page("glossary")
	return g == nil || p.address == g.URL[p.i]
}

// glossed is a sentence of the page's own language with its terms linked.
func (p *page) glossed(v Words) Words {
	if v.Language != "" {
		return v
	}
	parts := v.Parts
	if parts == nil {
		parts = []Link{{Text: v.Text}}
	}
	var out Words
	linked := false
	for _, part := range parts {
		if part.Address != "" || part.Language != "" {
			out.add(part)
			continue
		}
		at := 0
		for _, f := range p.firstUses(part.Text) {
			linked = true
			out.add(Link{Text: part.Text[at:f.from]})
			out.add(Link{Text: part.Text[f.from:f.to], Address: p.term(f.id)})
			at = f.to
		}
		out.add(Link{Text: part.Text[at:]})
	}
	if !linked {
		return v
	}
	return out
}

// glossedHTML is an author's text with its terms linked; the glossary's own
// gets the places that the links lead to.
func (p *page) glossedHTML(text []byte) []byte {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(text))
	closed := 0 // open elements in which nothing is linked
	item := 0   // in bytes of out, where a list item ends its start tag
	for {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				panic("render: a text written by us cannot be read: " + z.Err().Error())
			}
			return out.Bytes()
		case html.StartTagToken, html.EndTagToken:
			out.Write(raw)
			name, _ := z.TagName()
			switch {
			case unlinked[string(name)] && kind == html.StartTagToken:
				closed++
			case unlinked[string(name)]:
				closed--
			case string(name) == "li" && kind == html.StartTagToken:
				item = out.Len()
			}
		case html.TextToken:
			switch {
			case p.atGlossary():
				placeTerm(&out, item, raw)
			case closed == 0 && utf8.Valid(raw):
				p.linkTerms(&out, raw)
			default:
				out.Write(raw)
			}
		default:
			out.Write(raw)
		}
	}
}

// unlinked are the elements in which no term is linked.
var unlinked = map[string]bool{"a": true, "code": true, "pre": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true}

// placeTerm writes a text of the glossary. The first bold words of a list item,
// whose start tag ends at item, are its term: the item is its place.
func placeTerm(out *bytes.Buffer, item int, raw []byte) {
	if bytes.HasSuffix(out.Bytes(), []byte("<li><strong>")) && item == out.Len()-len("<strong>") {
		out.Truncate(item - 1)
		out.WriteString(` id="` + termID(html.UnescapeString(string(raw))) + `"><strong>`)
	}
	out.Write(raw)
}

// linkTerms writes a text with the terms linked that the page has not used
// before.
func (p *page) linkTerms(out *bytes.Buffer, raw []byte) {
	at := 0
	for _, f := range p.firstUses(string(raw)) {
		out.Write(raw[at:f.from])
		out.WriteString(`<a class="term" href="` + template.HTMLEscapeString(p.term(f.id)) + `">`)
		out.Write(raw[f.from:f.to])
		out.WriteString("</a>")
		at = f.to
	}
	out.Write(raw[at:])
}
