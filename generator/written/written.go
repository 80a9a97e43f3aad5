// Package written holds what an author wrote in YAML, and where: leaf types
// that keep the text as typed with its place, and one strict decoder.
//
// Strict means: a key that is not known, a key given twice, a value of the
// wrong shape, an anchor, an alias, a tag, a merge key or a second document is
// a finding, and all of them are reported at once. Numbers, dates and booleans
// are never interpreted: 05001 stays 05001.
//
// It refuses to know what the keys mean, and never changes a value.
package written

import (
	"go.yaml.in/yaml/v4"

	"vitrina/generator/diag"
)

// Text is one value as typed and the place where it begins. Line is 0 when
// the key was not given at all.
type Text struct {
	Value        string
	Line, Column int
	// Width is the number of characters of the value in the source, its
	// quotes included.
	Width int
}

// UnmarshalYAML takes a scalar of any kind as its text.
func (t *Text) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return wrongShape{n, diag.T("un solo valor", "a single value")}
	}
	*t = Text{Value: n.Value, Line: n.Line, Column: n.Column, Width: width(n)}
	return nil
}

// width is exact for values on one line, which are all that carry facts.
func width(n *yaml.Node) int {
	w := len([]rune(n.Value))
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		w += 2
	}
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		w = 1
	}
	return w
}

// String returns the text as typed.
func (t Text) String() string { return t.Value }

// Given reports whether the author wrote a value that is not empty.
func (t Text) Given() bool { return t.Value != "" }

// In returns the place of the text in the given file.
func (t Text) In(file string) diag.Pos {
	if t.Line == 0 {
		return diag.Pos{File: file, Line: 1, Column: 1}
	}
	p := diag.Pos{File: file, Line: t.Line, Column: t.Column}
	if t.Width > 0 {
		p.EndColumn = t.Column + t.Width
	}
	return p
}

// List is a sequence of texts.
type List []Text

// UnmarshalYAML refuses a single value where a list stands, since [mintic] and
// mintic are too easily confused to be taken for one another.
func (l *List) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		return wrongShape{n, diag.T("una lista entre corchetes, como [%s]", "a list in brackets, such as [%s]", example(n))}
	}
	out := make(List, 0, len(n.Content))
	for _, item := range n.Content {
		var t Text
		if err := t.UnmarshalYAML(item); err != nil {
			return err
		}
		out = append(out, t)
	}
	*l = out
	return nil
}

func example(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode && n.Value != "" {
		return n.Value
	}
	return "a, b"
}

// Values returns the texts without their places.
func (l List) Values() []string {
	if len(l) == 0 {
		return nil
	}
	out := make([]string, len(l))
	for i, t := range l {
		out[i] = t.Value
	}
	return out
}

// Labels holds one text a language, in the order written.
type Labels []Label

// Label is the text of one language.
type Label struct {
	Language Text
	Text     Text
}

// UnmarshalYAML reads a mapping from language to text.
func (l *Labels) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		return wrongShape{n, diag.T("un texto por idioma, como {es: …, en: …}", "a text for each language, such as {es: …, en: …}")}
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		var key, value Text
		if err := key.UnmarshalYAML(n.Content[i]); err != nil {
			return err
		}
		if err := value.UnmarshalYAML(n.Content[i+1]); err != nil {
			return err
		}
		*l = append(*l, Label{key, value})
	}
	return nil
}

// Of returns the text of a language, or "" when there is none.
func (l Labels) Of(language string) string {
	for _, label := range l {
		if label.Language.Value == language {
			return label.Text.Value
		}
	}
	return ""
}

// Or returns the text of a language, or else the first there is.
func (l Labels) Or(language string) string {
	text, _ := l.OrIn(language)
	return text
}

// OrIn is Or with the language of the text that it returns.
func (l Labels) OrIn(language string) (text, of string) {
	if text := l.Of(language); text != "" {
		return text, language
	}
	for _, label := range l {
		if label.Text.Given() {
			return label.Text.Value, label.Language.Value
		}
	}
	return "", language
}

type wrongShape struct {
	node     *yaml.Node
	expected diag.Text
}

func (w wrongShape) Error() string { return "expected " + w.expected.EN }
