package check

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/words"
	"vitrina/generator/written"
)

var wrongWord = Rule{
	Name:  "wrong-word",
	What:  diag.T("una palabra de la interfaz que las páginas no pueden usar como está", "a word of the interface that the pages cannot use as it is"),
	Why:   diag.T("se leería «{nombre}» donde va un nombre, una fecha sin su día o una dirección rota", "readers would see {nombre} where a name belongs, a date without its day or a broken address"),
	Wrong: "day: \"{dia} de {month} de {year}\"",
	Right: "day: \"{day} de {month} de {year}\"",
	Find:  findWrongWord,
}

var (
	gap         = regexp.MustCompile(`\{[a-z][a-z-]*\}`)
	sectionName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// gaps are the places of a word that the program fills, each once.
func gaps(text string) []string {
	found := gap.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func findWrongWord(ix *index, report report) {
	for _, l := range ix.Languages {
		if ix.Broken[l.File] {
			continue
		}
		checkDates(l, report)
		for _, s := range l.Form.Sections {
			for _, t := range []written.Text{s.Language, s.Text} {
				if !sectionName.MatchString(t.Value) {
					report(t.In(l.File), diag.T("%q no sirve como parte de una dirección", "%q does not do as a part of an address", t.Value),
						diag.T("use letras minúsculas sin tildes, cifras y guiones", "use small letters without accents, digits and hyphens"))
				}
			}
		}
		needed, plurals := l.Plurals()
		for _, e := range l.Form.Words {
			ix.checkWord(l, e, needed, plurals, report)
		}
	}
	ix.compareWords(report)
}

// checkDates reports a date of which a part would be left out, or shown as the
// name of a gap.
func checkDates(l *words.Language, report report) {
	for _, d := range []struct {
		key  string
		text written.Text
		want []string
	}{
		{"day", l.Form.Day, []string{"{day}", "{month}", "{year}"}},
		{"month", l.Form.Month, []string{"{month}", "{year}"}},
		{"year", l.Form.Year, []string{"{year}"}},
	} {
		if d.text.Given() && (!slices.Equal(gaps(d.text.Value), d.want) || strings.ContainsAny(gap.ReplaceAllString(d.text.Value, ""), "{}")) {
			report(d.text.In(l.File), diag.T("%q no es la forma de una fecha", "%q is not the form of a date", d.text.Value),
				diag.T("«%[1]s» lleva estos lugares y ningún otro: %[2]s", "%[1]s has these places and no other: %[2]s", d.key, strings.Join(d.want, ", ")))
		}
	}
	for _, m := range l.Form.Months {
		if !m.Given() {
			report(m.In(l.File), diag.T("un mes no tiene nombre", "a month has no name"), diag.T("escriba los doce nombres, de enero a diciembre", "write the twelve names, from January to December"))
		}
	}
}

func (ix *index) checkWord(l *words.Language, e words.Entry, needed, plurals []string, report report) {
	if e.Forms == nil {
		switch {
		case strings.ContainsAny(gap.ReplaceAllString(e.Text.Value, ""), "{}"):
			report(e.Text.In(l.File), diag.T("las llaves de %q no encierran el nombre de un lugar", "the braces of %q do not hold the name of a place", e.Key.Value),
				diag.T("escriba el lugar como {name}, en minúsculas y sin espacios, igual que en los demás idiomas", "write the place as {name}, in small letters and without blanks, the same as in the other languages"))
		case !e.Text.Given():
			report(e.Key.In(l.File), diag.T("la palabra %q está vacía", "the word %q is empty", e.Key.Value), diag.T("escriba su texto", "write its text"))
		}
		return
	}
	has := map[string]bool{}
	for _, f := range e.Forms {
		has[f.Language.Value] = true
		switch {
		case !slices.Contains(plurals, f.Language.Value):
			report(f.Language.In(l.File), diag.T("%[1]q no es una forma plural del idioma %[2]q", "%[1]q is not a plural form of the language %[2]q", f.Language.Value, l.Code),
				ix.near(f.Language.Value, slices.Values(plurals), diag.T("sus formas son: %s", "its forms are: %s", strings.Join(plurals, ", "))))
		case strings.ContainsAny(f.Text.Value, "{}"):
			report(f.Text.In(l.File), diag.T("una forma plural no tiene lugares entre llaves", "a plural form has no places in braces"),
				diag.T("escriba # donde va el número", "write # where the number belongs"))
		case !f.Text.Given():
			report(f.Language.In(l.File), diag.T("la forma plural %[1]q de %[2]q está vacía", "the plural form %[1]q of %[2]q is empty", f.Language.Value, e.Key.Value), diag.T("escriba su texto", "write its text"))
		}
	}
	for _, form := range needed {
		if form != "other" && !has[form] { // of other missing-word tells
			report(e.Key.In(l.File), diag.T("falta la forma plural %[1]q de %[2]q", "the plural form %[1]q of %[2]q is missing", form, e.Key.Value),
				diag.T("agregue %s: con el texto; # es el número", "add %s: with the text; # is the number", form))
		}
	}
}

// compareWords reports words whose gaps are not those of the same word in most
// of the languages. Where as many differ, it is the one with a gap that no other
// word has, else the one with fewer.
func (ix *index) compareWords(report report) {
	type said struct {
		l    *words.Language
		text written.Text
		gaps string // or that it counts
	}
	byKey := map[string][]said{}
	users := map[string]map[string]bool{} // the keys whose words have a gap
	for _, l := range ix.Languages {
		if ix.Broken[l.File] {
			continue
		}
		for _, e := range l.Form.Words {
			one := said{l, e.Text, strings.Join(gaps(e.Text.Value), " ")}
			if e.Forms != nil {
				one.text, one.gaps = e.Key, "#"
			}
			byKey[e.Key.Value] = append(byKey[e.Key.Value], one)
			for _, g := range gaps(e.Text.Value) {
				if users[g] == nil {
					users[g] = map[string]bool{}
				}
				users[g][e.Key.Value] = true
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		all := byKey[key]
		count := map[string]int{}
		for _, one := range all {
			count[one.gaps]++
		}
		odd := func(one said) int {
			return len(slices.DeleteFunc(gaps(one.text.Value), func(g string) bool { return len(users[g]) > 1 }))
		}
		most := slices.MaxFunc(all, func(a, b said) int {
			return cmp.Or(cmp.Compare(count[a.gaps], count[b.gaps]), cmp.Compare(odd(b), odd(a)), cmp.Compare(len(a.gaps), len(b.gaps)))
		})
		for _, one := range all {
			if one.gaps == most.gaps {
				continue
			}
			message := diag.T("%[1]q no tiene los mismos lugares en todos los idiomas: %[2]s aquí, %[3]s en %[4]s", "%[1]q does not have the same places in all languages: %[5]s here, %[6]s in %[4]s", key, orNone(one.gaps, "ninguno"), orNone(most.gaps, "ninguno"), most.l.File, orNone(one.gaps, "none"), orNone(most.gaps, "none"))
			hint := diag.T("escriba los lugares con el mismo nombre en todos", "write the places with the same name in all")
			if one.gaps == "#" || most.gaps == "#" {
				message = diag.T("%q cuenta algo en un idioma y en otro no", "%q counts something in one language and not in another", key)
				hint = diag.T("escriba en todos un solo texto, o en todos las formas plurales", "write one text in all, or the plural forms in all")
			}
			report(one.text.In(one.l.File), message, hint,
				diag.Related{Pos: most.text.In(most.l.File), Message: diag.T("está aquí en otro idioma", "it is here in another language")})
		}
	}
}

func orNone(gaps, none string) string {
	if gaps == "" {
		return none
	}
	return gaps
}
