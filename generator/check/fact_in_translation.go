package check

import (
	"reflect"
	"slices"

	"vitrina/generator/diag"
	"vitrina/generator/written"
)

var factInTranslation = Rule{
	Name:  "fact-in-translation",
	What:  diag.T("un dato en una traducción, que solo lleva textos", "a fact in a translation, which carries texts only"),
	Why:   diag.T("los dos idiomas podrían llegar a decir cosas distintas", "the two languages could come to say different things"),
	Wrong: "title: Open data\nplan: III",
	Right: "title: Open data",
	Find:  findFactInTranslation,
}

func findFactInTranslation(ix *index, report report) {
	for _, x := range ix.texts {
		if x.original == nil {
			continue
		}
		var front any
		texts := []string{"title", "summary"}
		if x.page != nil {
			front = x.page.PageFront
		} else {
			front = x.commitment.Front
			texts = append(texts, "change")
		}
		for key, at := range given(front) {
			if slices.Contains(texts, key) {
				continue
			}
			report(at.In(x.path),
				diag.T("una traducción no lleva %q", "a translation does not carry %q", key),
				diag.T("bórrelo: los datos se escriben una sola vez, en %s", "delete it: facts are written once, in %s", x.original.path))
		}
	}
}

// given returns the keys of front matter that have a value, and its beginning.
func given(front any) map[string]written.Text {
	out := map[string]written.Text{}
	v := reflect.ValueOf(front)
	for i := range v.NumField() {
		key := v.Type().Field(i).Tag.Get("yaml")
		switch f := v.Field(i).Interface().(type) {
		case written.Text:
			if f.Line > 0 {
				out[key] = f
			}
		case written.List:
			if len(f) > 0 {
				out[key] = f[0]
			}
		case written.Labels:
			if len(f) > 0 {
				out[key] = f[0].Text
			}
		}
	}
	return out
}
