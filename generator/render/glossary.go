package render

import (
	"bytes"
	"html/template"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"vitrina/generator/model"
	"vitrina/generator/search"
)

// The words of the glossary are linked where a page first uses them: in the
// texts of authors, in the summary and the milestones of a commitment, and in
// the sentences that explain a part of a page, never inside a link, a heading or
// code. A term is a line of content/.../glossary.md that begins "- **Term**:".
// It is found with its accents, whatever its capitals, and in the plural when
// its words take an s or es; one of capitals only (an acronym) as it is written.

// glossary holds the terms of one language.
type glossary struct {
	// byFirst holds the terms by their first word in small letters.
	byFirst map[string][]term
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
		out[i].byFirst = map[string][]term{}
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
	type word struct{ from, to int }
	var words []word
	from := -1
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		switch {
		case letter && from < 0:
			from = i
		case !letter && from >= 0:
			words = append(words, word{from, i})
			from = -1
		}
	}
	if from >= 0 {
		words = append(words, word{from, len(text)})
	}
	fits := func(t term, at int) (to int, ok bool) {
		for j, want := range t.words {
			if at+j >= len(words) || j > 0 && text[words[at+j-1].to:words[at+j].from] != " " {
				return 0, false
			}
			got := text[words[at+j].from:words[at+j].to]
			to = words[at+j].to
			if t.acronym {
				if got != want {
					return 0, false
				}
				continue
			}
			if got = strings.ToLower(got); got != want && got != want+"s" && got != want+"es" {
				return 0, false
			}
		}
		return to, true
	}
	var out []found
	for at := 0; at < len(words); at++ {
		got := strings.ToLower(text[words[at].from:words[at].to])
		best := found{}
		for _, first := range []string{got, strings.TrimSuffix(got, "s"), strings.TrimSuffix(got, "es")} {
			for _, t := range g.byFirst[first] {
				if to, ok := fits(t, at); ok && to > best.to {
					best = found{words[at].from, to, t.id}
				}
			}
		}
		if best.to > 0 {
			out = append(out, best)
			for at+1 < len(words) && words[at+1].from < best.to {
				at++
			}
		}
	}
	return out
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
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				panic("render: a text written by us cannot be read: " + z.Err().Error())
			}
			return out.Bytes()
		}
		switch kind {
		case html.StartTagToken, html.EndTagToken:
			name, _ := z.TagName()
			switch string(name) {
			case "a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6":
				if kind == html.StartTagToken {
					closed++
				} else {
					closed--
				}
			case "li":
				if kind == html.StartTagToken {
					out.Write(raw)
					item = out.Len()
					continue
				}
			}
		case html.TextToken:
			if p.atGlossary() {
				// The first bold words of an item are its term.
				if bytes.HasSuffix(out.Bytes(), []byte("<li><strong>")) && item == out.Len()-len("<strong>") {
					out.Truncate(item - 1)
					out.WriteString(` id="` + termID(html.UnescapeString(string(raw))) + `"><strong>`)
				}
				out.Write(raw)
				continue
			}
			if closed == 0 && utf8.Valid(raw) {
				at := 0
				for _, f := range p.firstUses(string(raw)) {
					out.Write(raw[at:f.from])
					out.WriteString(`<a class="term" href="` + template.HTMLEscapeString(p.term(f.id)) + `">`)
					out.Write(raw[f.from:f.to])
					out.WriteString("</a>")
					at = f.to
				}
				out.Write(raw[at:])
				continue
			}
		}
		out.Write(raw)
	}
}
