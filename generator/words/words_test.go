package words

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/date"
	"vitrina/generator/written"
)

const spanish = `name: Español
sections: {commitments: compromisos}
months: [enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre]
day: "{day} de {month} de {year}"
month: "{month} de {year}"
year: "{year}"
numerals: {siete: 7, cien: 100}
other_or: " u "
other_or_before: '^(?:8|11(?:\D|$)|[Hh]?[OoÓó])'
plurals: ['[^s]//s', '[^aeiouc]//es', '/z/ces']
words:
  home: Inicio
  greeting: "Hola, {name}. {name} es {what}."
  rows: {one: "# fila", many: "# de filas", other: "# filas"}
`

func newLanguage(t *testing.T, code, locale, text string) *Language {
	t.Helper()
	var form Form
	if found := written.Decode("w.yaml", []byte(text), &form); len(found) > 0 {
		t.Fatal(found)
	}
	if found := Check("w.yaml", form); len(found) > 0 {
		t.Fatal(found)
	}
	l, err := New(code, locale, "w.yaml", form)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestNumbersAreWrittenAsReadersDo(t *testing.T) {
	co, en := newLanguage(t, "es", "es-CO", spanish), newLanguage(t, "en", "en", spanish)
	for v, want := range map[float64][2]string{
		0: {"0", "0"}, 1234.5: {"1.234,5", "1,234.5"}, 0.1: {"0,1", "0.1"}, 1234567: {"1.234.567", "1,234,567"}, -12.25: {"-12,25", "-12.25"}, 0.000001: {"0,000001", "0.000001"}, 100: {"100", "100"},
	} {
		if got := [2]string{co.Number(v), en.Number(v)}; got != want {
			t.Errorf("%v: got %q, want %q", v, got, want)
		}
	}
	for v, want := range map[float64][2]string{0: {"0\u00a0%", "0%"}, 7: {"7\u00a0%", "7%"}, 12.5: {"12,5\u00a0%", "12.5%"}, 1.1: {"1,1\u00a0%", "1.1%"}, 100: {"100\u00a0%", "100%"}, 1234: {"1.234\u00a0%", "1,234%"}} {
		if got := [2]string{co.Percent(v), en.Percent(v)}; got != want {
			t.Errorf("%v hundredths: got %q, want %q", v, got, want)
		}
	}
	if got, want := co.Measure(1234.5, "kB"), "1.234,5\u00a0kB"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for n, want := range map[int][2]string{0: {"0", "0"}, 999: {"999", "999"}, 1000: {"1.000", "1,000"}, -1000: {"-1.000", "-1,000"}, 1234567: {"1.234.567", "1,234,567"}} {
		if got := [2]string{co.Integer(n), en.Integer(n)}; got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestANumberIsTiedToItsSign(t *testing.T) {
	for text, want := range map[string]string{"": "", "el 50 % y el 7,5 %.": "el 50\u00a0% y el 7,5\u00a0%.", "50%": "50%", "un % de": "un % de", "3 de 4": "3 de 4"} {
		if got := Tied(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestAWordHasItsOtherNumber(t *testing.T) {
	co := newLanguage(t, "es", "es-CO", spanish)
	for _, c := range []struct{ one, many string }{{"dato", "datos"}, {"municipal", "municipales"}, {"voz", "voces"}, {"país", "países"}} {
		if !slices.ContainsFunc(co.Endings, func(p Plural) bool { many, ok := p.Of(c.one); return ok && many == c.many }) {
			t.Errorf("%q has not the plural %q", c.one, c.many)
		}
		if !slices.ContainsFunc(co.Endings, func(p Plural) bool { one, ok := p.Singular(c.many); return ok && one == c.one }) {
			t.Errorf("%q has not the singular %q", c.many, c.one)
		}
	}
	for _, rule := range []string{"", "s", "/s", "[^s]//", "[^s//s", "a//s b//s", "////", "(?i)[^s]//s", `\d//s`, "a+//s", "[[:alpha:]]//s", ".//s"} {
		if _, err := ParsePlural(rule); err == nil {
			t.Errorf("%q is a rule", rule)
		}
		var form Form
		if found := written.Decode("w.yaml", []byte(strings.Replace(spanish, "[^aeiouc]//es", rule, 1)), &form); len(found) > 0 {
			t.Fatal(found)
		}
		if found := Check("w.yaml", form); len(found) != 1 || found[0].Pos.Line != 10 {
			t.Errorf("%q: %v", rule, found)
		}
	}
}

func TestTheOtherOrStandsBeforeItsSound(t *testing.T) {
	co := newLanguage(t, "es", "es-CO", spanish)
	for last, want := range map[string]bool{"8": true, "80": true, "8.000": true, "11": true, "11.200": true, "11 mesas": true, "110": false, "18": false, "1": false, "otro": true, "Óptimo": true, "hombre": true, "habla": false, "": false} {
		if got := co.OtherOr(last); got != "" != want || want && got != " u " {
			t.Errorf("%q: got %q", last, got)
		}
	}
	if plain := newLanguage(t, "en", "en", strings.ReplaceAll(spanish, "other_or", "# other_or")); plain.OtherOr("8") != "" {
		t.Error("a language without the rule has the other word")
	}
	var form Form
	if found := written.Decode("w.yaml", []byte(strings.Replace(spanish, "^(?:8", "^(?:(8", 1)), &form); len(found) > 0 {
		t.Fatal(found)
	}
	found := Check("w.yaml", form)
	if len(found) != 1 || found[0].Pos.Line != 9 {
		t.Errorf("an expression that cannot be read: %v", found)
	}
	for left, line := range map[string]int{"other_or:": 9, "other_or_before:": 8} {
		var half Form
		if found := written.Decode("w.yaml", []byte(strings.Replace(spanish, left, "# "+left, 1)), &half); len(found) > 0 {
			t.Fatal(found)
		}
		if found := Check("w.yaml", half); len(found) != 1 || found[0].Pos.Line != line {
			t.Errorf("without %s: %v", left, found)
		}
	}
}

func TestNumbersAreReadAsReadersDo(t *testing.T) {
	co, en := newLanguage(t, "es", "es-CO", spanish), newLanguage(t, "en", "en", spanish)
	for text, want := range map[string][2][]float64{
		"1.063 personas":                   {{1063}, {1.063}},
		"1,063 people":                     {{1.063}, {1063}},
		"el 12,5 % de 1.250.000":           {{12.5, 1250000}, {}},
		"Siete talleres y cien mesas, 41.": {{7, 100, 41}, {7, 100, 41}},
		"Sietecientos":                     {},
		"CO0065, COVID-19, S2 y 3er":       {},
		"2015-2017":                        {{2015, 2017}, {2015, 2017}},
		"al 100% (30)":                     {{100, 30}, {100, 30}},
		"1.2.3 y 12.34.567":                {},
	} {
		for i, l := range []*Language{co, en} {
			var got []float64
			for _, n := range l.Numbers(text) {
				got = append(got, n.Value)
			}
			if !slices.Equal(got, want[i]) {
				t.Errorf("%s, %q: got %v, want %v", l.Code, text, got, want[i])
			}
		}
	}
}

// What a language writes it reads back, wherever it stands in a sentence.
func FuzzNumbersAreReadBack(f *testing.F) {
	f.Add(1063, "son ", " personas")
	f.Add(0, "(", ")")
	f.Add(1234567, "de 5 a ", "%")
	f.Fuzz(func(t *testing.T, n int, before, after string) {
		if n < 0 || n > 1<<53 || strings.ContainsAny(before+after, "0123456789.,-_") || !utf8.ValidString(before+after) {
			return
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		if unicode.IsLetter(last) || unicode.IsLetter(next) {
			return // part of a name
		}
		for _, l := range []*Language{newLanguage(t, "es", "es-CO", spanish), newLanguage(t, "en", "en", spanish)} {
			text := before + l.Integer(n) + after
			found := slices.ContainsFunc(l.Numbers(text), func(got Number) bool {
				return got.Value == float64(n) && got.From == len(before) && got.To == len(text)-len(after)
			})
			if !found {
				t.Errorf("%s: %q was not read in %q, but %v", l.Code, l.Integer(n), text, l.Numbers(text))
			}
		}
	})
}

// A date that stops at the month stays at the month.
func TestDatesAreWrittenAtTheirOwnPrecision(t *testing.T) {
	l := newLanguage(t, "es", "es-CO", spanish)
	for text, want := range map[string]string{"2019-03-12": "12 de marzo de 2019", "2019-03": "marzo de 2019", "2019": "2019", "": "", "2019-12-01": "1 de diciembre de 2019"} {
		d, _ := date.Parse(text)
		if got := l.Date(d); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Spanish has a form of its own for whole millions.
func TestCountsTakeTheFormOfTheNumber(t *testing.T) {
	l := newLanguage(t, "es", "es-CO", spanish)
	for n, want := range map[int]string{0: "0 filas", 1: "1 fila", 2: "2 filas", 21: "21 filas", 1234: "1.234 filas", 1_000_000: "1.000.000 de filas", 1_000_001: "1.000.001 filas"} {
		for range 2 { // the second time it is remembered
			if got := l.Count("rows", n); got != want {
				t.Errorf("%d: got %q, want %q", n, got, want)
			}
		}
	}
}

func TestWordsAreFilledAndSectionsTranslated(t *testing.T) {
	l := newLanguage(t, "es", "es-CO", spanish)
	if got := l.Fill("greeting", "name", "Ana", "what", "{name}"); got != "Hola, Ana. Ana es {name}." {
		t.Errorf("got %q", got)
	}
	if got := l.Section("commitments") + " " + l.Section("other"); got != "compromisos other" {
		t.Errorf("got %q", got)
	}
	if diff := cmp.Diff([]string{"greeting", "home", "rows"}, l.Keys()); diff != "" {
		t.Error(diff)
	}
	if !l.Has("home") || !l.Has("rows") || l.Has("nothing") {
		t.Error("Has is wrong")
	}
}

// A missing word is never replaced by another language's.
func TestAMissingWordPanicsWithItsFile(t *testing.T) {
	l := newLanguage(t, "es", "es-CO", spanish)
	for what, f := range map[string]func(){
		`w.yaml has no word "nothing"`:           func() { l.Word("nothing") },
		`w.yaml has no word "rows"`:              func() { l.Word("rows") },
		`w.yaml has no plural forms of "home"`:   func() { l.Count("home", 1) },
		`w.yaml has no plural forms of "nobody"`: func() { l.Count("nobody", 1) },
	} {
		func() {
			defer func() {
				if said, _ := recover().(string); !strings.Contains(said, what) {
					t.Errorf("got %q, want %q", said, what)
				}
			}()
			f()
		}()
	}
}

func TestSortOrdersAsReadersExpect(t *testing.T) {
	l := newLanguage(t, "es", "es-CO", spanish)
	items := []string{"ñu", "Nube", "oso", "m10", "m9", "árbol", "Zorro", "arbusto", "nutria", "Ábaco"}
	Sort(l, items, func(s string) string { return s })
	if diff := cmp.Diff([]string{"Ábaco", "árbol", "arbusto", "m9", "m10", "Nube", "nutria", "ñu", "oso", "Zorro"}, items); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	type numbered struct {
		text string
		n    int
	}
	same := []numbered{{"a", 1}, {"A", 2}, {"a", 3}}
	Sort(l, same, func(n numbered) string { return n.text })
	if same[0].n != 1 || same[1].n != 2 || same[2].n != 3 {
		t.Errorf("equal texts have changed places: %v", same)
	}
}

func TestCheckNamesWhatAFileOfWordsLacks(t *testing.T) {
	for text, want := range map[string][]string{
		spanish: nil,
		strings.Replace(spanish, "name: Español\n", "", 1):    {`the key "name" is missing`},
		strings.Replace(spanish, ", diciembre", "", 1):        {"months has 11 names and must have 12"},
		strings.Replace(spanish, `, other: "# filas"`, "", 1): {`the plural form other of "rows" is missing`},
		strings.Replace(spanish, "year: \"{year}\"\n", "", 1): {`the key "year" is missing`},
	} {
		var form Form
		if found := written.Decode("w.yaml", []byte(text), &form); len(found) > 0 {
			t.Fatal(found)
		}
		var got []string
		for _, f := range Check("w.yaml", form) {
			got = append(got, f.Message.EN)
			if f.Rule != Rule || f.File != "w.yaml" {
				t.Errorf("%s at %v", f.Rule, f.Pos)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestALocaleThatIsNoTagIsRefused(t *testing.T) {
	if _, err := New("es", "español de aquí", "w.yaml", Form{}); err == nil {
		t.Error("taken")
	}
}

func TestOneOfAUnitIsSingular(t *testing.T) {
	l := newLanguage(t, "es", "es-CO", spanish)
	for unit, want := range map[string]string{"filas": "1 fila", "fila": "1 fila", "elementos": ""} {
		if got, known := l.One(unit); got != want || known != (want != "") {
			t.Errorf("%s: got %q", unit, got)
		}
	}
}

// A language has the plural forms of CLDR, of which that of millions may be
// left out.
func TestPlurals(t *testing.T) {
	for code, want := range map[string][2]string{"es": {"one other", "many one other"}, "en": {"one other", "one other"}, "pl": {"few many one", "few many one other"}, "ja": {"other", "other"}} {
		l := newLanguage(t, code, code, spanish)
		small, all := l.Plurals()
		if got := [2]string{strings.Join(small, " "), strings.Join(all, " ")}; got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	l := newLanguage(t, "es", "es-CO", strings.Replace(spanish, `many: "# de filas", `, "", 1))
	if got := l.Count("rows", 1_000_000); got != "1.000.000 filas" {
		t.Errorf("a form that is left out: %q", got)
	}
}

// No word is run as a template.
func TestAWordIsNoTemplate(t *testing.T) {
	l := newLanguage(t, "es", "es-CO", strings.Replace(spanish, `other: "# filas"`, `other: "{printf \"x\"} {{len .}} # filas"`, 1))
	if got := l.Count("rows", 2); got != `{printf "x"} {{len .}} 2 filas` {
		t.Errorf("got %q", got)
	}
}
