package describe

import (
	"slices"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/written"
)

// Words are the words of the interface that this package asks for.
var Words = []string{"describe.address", "describe.address-of", "describe.column", "describe.edition", "describe.label", "describe.label-of", "describe.schema", "describe.series", "describe.whole", "languages.case"}

// texts are a text in the languages that have it, in the order of the site.
type texts []text

type text struct{ language, text string }

// first returns the text of the first language that has it.
func (t texts) first() string {
	if len(t) == 0 {
		return ""
	}
	return t[0].text
}

// with changes every text.
func (t texts) with(change func(language int, text string) string, codes []string) texts {
	out := make(texts, 0, len(t))
	for _, x := range t {
		out = append(out, text{x.language, change(slices.Index(codes, x.language), x.text)})
	}
	return out
}

// said are the texts that an author wrote, in the site's languages.
func (d *describer) said(l written.Labels) texts {
	var out texts
	for _, code := range d.codes {
		if s := strings.TrimSpace(l.Of(code)); s != "" {
			out = append(out, text{code, s})
		}
	}
	return out
}

// meant are the texts of the model that are in the reader's language.
func (d *describer) meant(t model.Text) texts {
	var out texts
	for i, code := range d.codes {
		if p := t.In(i); p.Text != "" && p.Language == "" {
			out = append(out, text{code, p.Text})
		}
	}
	return out
}

// word are a word of the interface, filled, in every language.
func (d *describer) word(key string, pairs func(language int) []string) texts {
	var out texts
	for i, l := range d.site.Languages {
		out = append(out, text{l.Code, l.Fill(key, pairs(i)...)})
	}
	return out
}

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// set adds a member unless its value is empty.
func (o *object) set(name string, value any) {
	switch v := value.(type) {
	case nil:
		return
	case string:
		if v == "" {
			return
		}
	case texts:
		if len(v) == 0 {
			return
		}
	case object:
		if len(v) == 0 {
			return
		}
	case []string:
		if len(v) == 0 {
			return
		}
	case []object:
		if len(v) == 0 {
			return
		}
	case []any:
		if len(v) == 0 {
			return
		}
	}
	*o = append(*o, member{name, value})
}
