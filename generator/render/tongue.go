package render

import (
	"bytes"
	"strings"

	"vitrina/generator/model"
)

// A label or a name that stands in for one in the page's language goes into
// sentences, headings, cells and drawings, each with its own way to a page. It
// carries its language with it, so that none can lose it: between signs of the
// private use of Unicode, which nothing but this file writes or reads. The last
// step of a page turns them into marks for those who hear it; where there can be
// none, as in the title of the window, it takes them out.
const (
	tongueBegin = "\uf8f0" // then the code of the language
	tongueText  = "\uf8f1" // then the text
	tongueEnd   = "\uf8f2"
)

// tongue is a phrase that carries its language, where that is not the page's.
func tongue(f model.Phrase) string {
	if f.Language == "" || f.Text == "" {
		return f.Text
	}
	return tongueBegin + f.Language + tongueText + f.Text + tongueEnd
}

// cutTongue splits a text at the first phrase that carries its language. The
// sources hold no signs, but an escape of YAML or of HTML can write one: a sign
// that begins no language is left out and takes nothing with it.
func cutTongue(text string) (before, language, after string, ok bool) {
	for {
		at, rest, found := strings.Cut(text, tongueBegin)
		before += at
		if !found {
			return before, "", "", false
		}
		if language, after, ok = strings.Cut(rest, tongueText); ok && isLanguage(language) {
			return before, language, after, true
		}
		text = rest
	}
}

// isLanguage reports whether a text can be the code of a language.
func isLanguage(code string) bool {
	return code != "" && !strings.ContainsFunc(code, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

var closing = strings.NewReplacer(tongueText, "", tongueEnd, "")

// bare is a text without the signs, for what is no page.
func bare(text string) string {
	var b strings.Builder
	for {
		before, _, after, ok := cutTongue(text)
		if b.WriteString(before); !ok {
			return closing.Replace(b.String())
		}
		text = after
	}
}

// tongued is a page with lang attributes in place of the signs.
func tongued(page []byte) []byte {
	if !bytes.Contains(page, []byte(tongueBegin)) {
		return page
	}
	s := speaker{out: make([]byte, 0, len(page)+len(page)/8)}
	for len(page) > 0 {
		if page[0] == '<' {
			tag := page[:tagEnd(page)]
			s.tag(tag)
			page = page[len(tag):]
			continue
		}
		end := bytes.IndexByte(page, '<')
		if end < 0 {
			end = len(page)
		}
		s.text(string(page[:end]), page[end:])
		page = page[end:]
	}
	return s.out
}

// tagEnd is where a tag ends, past > in quotes.
func tagEnd(page []byte) int {
	quote := byte(0)
	for i, c := range page {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(page)
}

// speaker writes a page tag by tag.
type speaker struct {
	out []byte
	// element is the name of the tag written last, empty when it closes one; bare
	// tells that it has no language of its own.
	element string
	bare    bool
	drawing bool // inside a drawing, where a span is none
	// open is the language of a text of a drawing that goes on in the next line.
	open string
}

func (s *speaker) tag(tag []byte) {
	name := string(bytes.TrimRight(tag[1:], ">"))
	if i := strings.IndexAny(name, " \t\n"); i >= 0 {
		name = name[:i]
	}
	switch name {
	case "svg":
		s.drawing = true
	case "/svg":
		s.drawing = false
	}
	s.element, s.bare = name, !bytes.Contains(tag, []byte(" lang="))
	if strings.HasPrefix(name, "/") {
		s.element = ""
	}
	s.out = append(s.out, bare(string(tag))...)
}

// text writes the text between two tags. One that is all of an element gives it
// its language; else each part has an element of its own.
func (s *speaker) text(text string, rest []byte) {
	if s.open != "" && strings.TrimSpace(text) != "" {
		text, s.open = tongueBegin+s.open+tongueText+text, ""
	}
	if at := strings.LastIndex(text, tongueBegin); s.drawing && at >= 0 && !strings.Contains(text[at:], tongueEnd) {
		if _, language, _, ok := cutTongue(text[at:]); ok {
			s.open = language
			text += tongueEnd
		}
	}
	before, language, _, ok := cutTongue(text)
	if !ok {
		s.out = append(s.out, closing.Replace(before)...)
		return
	}
	if s.element != "" && strings.HasPrefix(text, tongueBegin) && strings.HasSuffix(text, tongueEnd) && strings.Count(text, tongueBegin) == 1 && bytes.HasPrefix(rest, []byte("</"+s.element)) {
		if s.bare {
			s.out = append(s.out[:len(s.out)-1], ` lang="`+language+`">`...)
		}
		s.out = append(s.out, bare(text)...)
		return
	}
	part := "span"
	switch {
	case s.element == "title" || s.element == "desc" || s.element == "option" || s.element == "script" || s.element == "style":
		s.out = append(s.out, bare(text)...)
		return
	case s.drawing:
		part = "tspan"
	}
	for {
		before, language, after, ok := cutTongue(text)
		s.out = append(s.out, closing.Replace(before)...)
		if !ok {
			return
		}
		said, next, _ := strings.Cut(after, tongueEnd)
		s.out = append(s.out, "<"+part+` lang="`+language+`">`+said+"</"+part+">"...)
		text = next
	}
}
