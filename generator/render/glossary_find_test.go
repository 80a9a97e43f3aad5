package render

import (
	"strings"
	"testing"

	"vitrina/generator/words"
)

// A term is found in the plural as its own language forms it, the longest where
// two begin alike, and an acronym only as it is written.
func TestTermsAreFoundInThePluralOfTheirLanguage(t *testing.T) {
	of := func(rules string, terms ...string) glossary {
		g := glossary{byFirst: map[string][]term{}}
		for _, rule := range strings.Fields(rules) {
			p, err := words.ParsePlural(rule)
			if err != nil {
				t.Fatal(err)
			}
			g.plurals = append(g.plurals, p)
		}
		for _, name := range terms {
			t := term{words: strings.Fields(name), acronym: name == strings.ToUpper(name), id: name}
			first := strings.ToLower(t.words[0])
			g.byFirst[first] = append(g.byFirst[first], t)
		}
		return g
	}
	spanish := of("[^s]//s [^aeiouc]//es /z/ces", "voz", "plan", "plan de acción", "MRI", "entidad")
	english := of("[^s]//s [^aeiou]/y/ies", "voice", "control body")
	for _, c := range []struct {
		g          glossary
		text, want string
	}{
		{spanish, "Las tres Voces del MRI, no del mri.", "Voces=voz MRI=MRI"},
		{spanish, "Los planes de acción y un plan; planes  de acción.", "planes de acción=plan de acción plan=plan planes=plan"},
		{spanish, "Otras entidades: entidads, entidadies", "entidades=entidad entidads=entidad"},
		{english, "Control bodies have voices, no voces.", "Control bodies=control body voices=voice"},
		{of("", "voice"), "voices and a voice", "voice=voice"},
		{spanish, "", ""},
	} {
		var got []string
		for _, f := range c.g.find(c.text) {
			got = append(got, c.text[f.from:f.to]+"="+f.id)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%q: %s", c.text, got)
		}
	}
}
