package publish

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/parse/v2"
)

// Minifier makes pages, styles and script smaller. One that is Plain changes
// nothing. It may be used from several goroutines.
type Minifier struct {
	// Plain leaves everything as it is.
	Plain bool

	m *minify.M
}

// NewMinifier returns a minifier, or one that changes nothing.
func NewMinifier(plain bool) *Minifier {
	m := minify.New()
	// Tags and quotes stay: "view source" is part of an open site, and the
	// compressed page is hardly larger for it.
	page := &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true, TemplateDelims: [2]string{"{{", "}}"}}
	m.Add("text/html", page)
	m.AddFunc("text/css", css.Minify)
	m.AddFuncRegexp(regexp.MustCompile("^(application|text)/javascript$"), js.Minify)
	return &Minifier{Plain: plain, m: m}
}

// Layout makes a layout smaller once, before it is filled many times; template
// actions stay as they are.
func (m *Minifier) Layout(text string) (string, error) {
	if m.Plain {
		return text, nil
	}
	out, err := m.m.String("text/html", text)
	if err != nil {
		return "", fmt.Errorf("minifying a layout: %w", err)
	}
	return out, nil
}

// Fragment writes a piece of a page, such as an author's text, smaller into
// out.
func (m *Minifier) Fragment(out *bytes.Buffer, fragment []byte) error {
	if m.Plain {
		out.Write(fragment)
		return nil
	}
	if err := m.m.Minify("text/html", out, bytes.NewReader(fragment)); err != nil {
		return fmt.Errorf("minifying a text: %w", err)
	}
	return nil
}

// Unreadable says where styles or a script cannot be read. Message is the
// minifier's own, in English.
type Unreadable struct {
	Line, Column int
	Message      string
}

// Error returns place and message, in English.
func (u *Unreadable) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", u.Line, u.Column, u.Message)
}

// Styles makes a stylesheet smaller. The error is an [*Unreadable].
func (m *Minifier) Styles(text []byte) ([]byte, error) { return m.bytes("text/css", text) }

// Script makes a script smaller. The error is an [*Unreadable].
func (m *Minifier) Script(text []byte) ([]byte, error) { return m.bytes("text/javascript", text) }

func (m *Minifier) bytes(kind string, text []byte) ([]byte, error) {
	if m.Plain {
		return text, nil
	}
	out, err := m.m.Bytes(kind, text)
	if at, ok := errors.AsType[*parse.Error](err); ok {
		return nil, &Unreadable{at.Line, at.Column, at.Message}
	}
	if err != nil {
		return nil, &Unreadable{1, 1, err.Error()}
	}
	return out, nil
}
