// Package words holds the words of the interface in each language, writes
// numbers, counts and dates the way the readers of a language do, and reads the
// numbers of a sentence.
//
// A language is one file, layouts/words/<code>.yaml. Plural forms follow CLDR
// through go-i18n, numbers through golang.org/x/text.
//
// It refuses to fall back from one language to another: a missing word is a
// finding, never another language's word in the middle of a page.
package words

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"vitrina/generator/date"
	"vitrina/generator/diag"
	"vitrina/generator/written"
)

// Form is the form of a file of words.
type Form struct {
	// Name is the language's name in itself: Español.
	Name written.Text `yaml:"name"`
	// Sections says what a folder or file name of content/ becomes in an
	// address of this language: commitments → compromisos.
	Sections written.Labels `yaml:"sections"`
	// Months are the twelve names as they stand inside a date.
	Months written.List `yaml:"months"`
	// Numerals are whole numbers as they are written out in a sentence:
	// {siete: 7}; without them only digits are read as numbers.
	Numerals written.Labels `yaml:"numerals"`
	// Day, Month and Year are how dates of each precision are written, with
	// {day}, {month} and {year}.
	Day   written.Text `yaml:"day"`
	Month written.Text `yaml:"month"`
	Year  written.Text `yaml:"year"`
	// OtherOr is what stands for the language's "or" before some words, as
	// Spanish writes u before 8, and OtherOrBefore a regular expression of those
	// words. A language without another "or" has neither.
	OtherOr       written.Text `yaml:"other_or"`
	OtherOrBefore written.Text `yaml:"other_or_before"`
	// Plurals are how the plural of words is formed, for what is found in either
	// number: see ParsePlural; without them only the same number is found.
	Plurals written.List `yaml:"plurals"`
	// Words are the words by key; one that counts something has plural forms.
	Words Entries `yaml:"words"`
}

var _ = written.Register(Form{})

// Entries are the words of a file in the order written.
type Entries []Entry

// Entry is a word, or the forms of a word that counts something.
type Entry struct {
	Key written.Text
	// Text is the word; empty when there are Forms.
	Text written.Text
	// Forms are the plural forms by CLDR category: one, many, other …
	Forms written.Labels
}

// UnmarshalYAML reads a mapping from key to a word or to plural forms.
func (e *Entries) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("expected keys with words")
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		var entry Entry
		if err := entry.Key.UnmarshalYAML(n.Content[i]); err != nil {
			return err
		}
		value := n.Content[i+1]
		var err error
		if value.Kind == yaml.MappingNode {
			err = entry.Forms.UnmarshalYAML(value)
		} else {
			err = entry.Text.UnmarshalYAML(value)
		}
		if err != nil {
			return err
		}
		*e = append(*e, entry)
	}
	return nil
}

// Language writes one language. Its methods may be called at the same time
// from several goroutines.
type Language struct {
	// Code is the folder of the language in content/: es.
	Code string
	// Locale is the BCP 47 tag whose numbers and order are used: es-CO.
	Locale string
	// Name is the language's name in itself.
	Name string
	// File is where the words were written.
	File string
	// Form is the file as written.
	Form Form
	// Endings are how the plural of words is formed.
	Endings []Plural

	texts     map[string]string
	plurals   map[string]Entry
	sections  map[string]string
	numerals  map[string]float64
	otherOr   *regexp.Regexp
	localizer *i18n.Localizer
	printer   *message.Printer
	decimal   string // the mark before the decimals
	tag       language.Tag
	counts    sync.Map
	dates     sync.Map
}

// noTemplate is what no word holds: go-i18n would run what stands between its
// delimiters.
const noTemplate = "\x00"

// New makes a language of a file of words. Locale must be a BCP 47 tag; one
// that is not is reported by its second result.
func New(code, locale, file string, form Form) (*Language, error) {
	tag, err := language.Parse(locale)
	if err != nil {
		return nil, fmt.Errorf("reading the locale %q: %w", locale, err)
	}
	l := &Language{Code: code, Locale: locale, Name: form.Name.Value, File: file, Form: form, tag: tag,
		texts: map[string]string{}, plurals: map[string]Entry{}, sections: map[string]string{}, numerals: map[string]float64{}}
	bundle := i18n.NewBundle(tag)
	for _, e := range form.Words {
		if e.Forms == nil {
			l.texts[e.Key.Value] = e.Text.Value
			continue
		}
		l.plurals[e.Key.Value] = e
		form := func(name string) string { return cmp.Or(e.Forms.Of(name), e.Forms.Of("other")) }
		m := &i18n.Message{ID: e.Key.Value, Zero: form("zero"), One: form("one"), Two: form("two"), Few: form("few"), Many: form("many"), Other: form("other"),
			LeftDelim: noTemplate, RightDelim: noTemplate}
		if err := bundle.AddMessages(tag, m); err != nil {
			return nil, fmt.Errorf("reading the plural forms of %q: %w", e.Key.Value, err)
		}
	}
	for _, s := range form.Sections {
		l.sections[s.Language.Value] = s.Text.Value
	}
	for _, n := range form.Numerals {
		if v, err := strconv.ParseFloat(n.Text.Value, 64); err == nil {
			l.numerals[strings.ToLower(n.Language.Value)] = v
		}
	}
	for _, rule := range form.Plurals {
		plural, err := ParsePlural(rule.Value)
		if err != nil {
			return nil, fmt.Errorf("reading plurals: %w", err)
		}
		l.Endings = append(l.Endings, plural)
	}
	if form.OtherOrBefore.Given() {
		if l.otherOr, err = regexp.Compile(form.OtherOrBefore.Value); err != nil {
			return nil, fmt.Errorf("reading other_or_before: %w", err)
		}
	}
	l.localizer = i18n.NewLocalizer(bundle, tag.String())
	l.printer = message.NewPrinter(tag)
	l.decimal = strings.Trim(l.Number(1.5), "15")
	return l, nil
}

// Has reports whether the language has the word or the counted word.
func (l *Language) Has(key string) bool {
	_, text := l.texts[key]
	_, plural := l.plurals[key]
	return text || plural
}

// Keys returns the keys of all words in order.
func (l *Language) Keys() []string {
	return slices.Sorted(maps.Keys(l.all()))
}

func (l *Language) all() map[string]bool {
	all := map[string]bool{}
	for k := range l.texts {
		all[k] = true
	}
	for k := range l.plurals {
		all[k] = true
	}
	return all
}

// Word returns the word of a key. A key that is not there is our mistake, since
// the checks have compared what is used with what there is.
func (l *Language) Word(key string) string {
	text, ok := l.texts[key]
	if !ok {
		panic(fmt.Sprintf("words: %s has no word %q", l.File, key))
	}
	return text
}

// Fill returns the word of a key with its {name} places filled from pairs of
// name and value.
func (l *Language) Fill(key string, pairs ...string) string {
	text := l.Word(key)
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return text
}

// Count returns the counted word of a key with the form that n takes, its #
// replaced by the number.
func (l *Language) Count(key string, n int) string {
	type asked struct {
		key string
		n   int
	}
	if text, ok := l.counts.Load(asked{key, n}); ok {
		return text.(string)
	}
	if _, ok := l.plurals[key]; !ok {
		panic(fmt.Sprintf("words: %s has no plural forms of %q", l.File, key))
	}
	text, err := l.localizer.Localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: n, TemplateData: map[string]string{}})
	if err != nil {
		panic(fmt.Sprintf("words: %s, %q of %d: %v", l.File, key, n, err))
	}
	text = strings.ReplaceAll(text, "#", l.Integer(n))
	l.counts.Store(asked{key, n}, text)
	return text
}

// One says one of a unit that is counted in words of the language, in
// whichever form the unit is given; false for any other unit.
func (l *Language) One(unit string) (string, bool) {
	for _, key := range slices.Sorted(maps.Keys(l.plurals)) {
		if one := l.Count(key, 1); l.Count(key, 2) == l.Integer(2)+" "+unit || one == l.Integer(1)+" "+unit {
			return one, true
		}
	}
	return "", false
}

// Plurals are the plural forms that whole numbers take in the language, by CLDR
// category: those of small numbers, which no counted word does without, and all
// there are.
func (l *Language) Plurals() (small, all []string) {
	bundle := i18n.NewBundle(l.tag)
	if err := bundle.AddMessages(l.tag, &i18n.Message{ID: "n", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other"}); err != nil {
		return nil, []string{"other"} // of no language that go-i18n knows
	}
	localizer := i18n.NewLocalizer(bundle, l.tag.String())
	taken := map[string]bool{}
	ask := func(n int) {
		if form, err := localizer.Localize(&i18n.LocalizeConfig{MessageID: "n", PluralCount: n}); err == nil {
			taken[form] = true
		}
	}
	for n := range 201 { // beyond, categories depend on the last two digits, or on being a round number
		ask(n)
	}
	small = slices.Sorted(maps.Keys(taken))
	ask(1_000_000)
	taken["other"] = true
	return small, slices.Sorted(maps.Keys(taken))
}

// Integer writes a whole number with the language's separators: 1.234.
func (l *Language) Integer(n int) string {
	if -1000 < n && n < 1000 {
		return strconv.Itoa(n)
	}
	return l.printer.Sprint(number.Decimal(n))
}

// Number writes a decimal number with the language's separators, keeping as
// many decimals as it has, at most six: 1.234,5.
func (l *Language) Number(v float64) string {
	return l.printer.Sprint(number.Decimal(v, number.MaxFractionDigits(6)))
}

// Percent writes a number of hundredths as a percentage, keeping as many
// decimals as Number does; it never breaks over two lines: 12,5 %, 12.5%.
func (l *Language) Percent(v float64) string {
	return l.printer.Sprint(number.Percent(v/100, number.MaxFractionDigits(6)))
}

var parted = regexp.MustCompile(`(\d) %`)

// Tied is a text whose numbers stay on one line with the sign after them, where
// it has a space between the two.
func Tied(text string) string {
	if !strings.Contains(text, " %") {
		return text
	}
	return parted.ReplaceAllString(text, "$1\u00a0%")
}

// Measure writes a number with the sign of its unit, which it is never parted
// from at the end of a line.
func (l *Language) Measure(v float64, unit string) string { return l.Number(v) + "\u00a0" + unit }

// DecimalMark is what stands before the decimals of a number: a comma in es-CO.
func (l *Language) DecimalMark() string { return l.decimal }

// Separator stands between the cells of a row where spreadsheet programs are
// in the language: ; where the comma is in numbers.
func (l *Language) Separator() string {
	if l.DecimalMark() == "," {
		return ";"
	}
	return ","
}

// Date writes a date at its own precision: «12 de marzo de 2019», «marzo de
// 2019», «2019»; "" when it is not known.
func (l *Language) Date(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	if text, ok := l.dates.Load(d); ok {
		return text.(string)
	}
	text := l.date(d)
	l.dates.Store(d, text)
	return text
}

func (l *Language) date(d date.Date) string {
	var pattern string
	switch {
	case d.Month == 0:
		pattern = l.Form.Year.Value
	case d.Day == 0:
		pattern = l.Form.Month.Value
	default:
		pattern = l.Form.Day.Value
	}
	month := ""
	if d.Month > 0 {
		month = l.Form.Months[d.Month-1].Value
	}
	return strings.NewReplacer("{day}", strconv.Itoa(d.Day), "{month}", month, "{year}", strconv.Itoa(d.Year)).Replace(pattern)
}

// OtherOr is the other word for "or" where the last of several alternatives
// takes it before it, else "".
func (l *Language) OtherOr(last string) string {
	if l.otherOr != nil && l.otherOr.MatchString(last) {
		return l.Form.OtherOr.Value
	}
	return ""
}

// Section returns what a folder or file name becomes in an address.
func (l *Language) Section(name string) string {
	if s, ok := l.sections[name]; ok {
		return s
	}
	return name
}

// Sort orders texts as readers of the language expect, ñ after n, capitals
// beside small letters, m9 before m10; text gives the text of an item. It is
// not safe to call from several goroutines on the same slice.
func Sort[T any](l *Language, items []T, text func(T) string) {
	c := collate.New(l.tag, collate.Numeric, collate.IgnoreCase)
	var buffer collate.Buffer
	type keyed struct {
		key  []byte
		item T
	}
	keys := make([]keyed, len(items))
	for i, item := range items {
		keys[i] = keyed{c.KeyFromString(&buffer, text(item)), item}
	}
	slices.SortStableFunc(keys, func(a, b keyed) int { return slices.Compare(a.key, b.key) })
	for i, k := range keys {
		items[i] = k.item
	}
}

// Rule is the rule whose findings say that the interface lacks a word.
const Rule = "missing-word"

// Check reports what a file of words lacks to be used: its name, its months,
// its dates.
func Check(file string, form Form) diag.List {
	var found diag.List
	for _, f := range []struct {
		key  string
		text written.Text
	}{{"name", form.Name}, {"day", form.Day}, {"month", form.Month}, {"year", form.Year}} {
		if !f.text.Given() {
			found.Add(f.text.In(file), Rule, diag.T("falta la clave %q", "the key %q is missing", f.key), diag.Text{})
		}
	}
	if len(form.Months) != 12 {
		found.Add(diag.Pos{File: file, Line: 1, Column: 1}, Rule,
			diag.T("«months» tiene %d nombres y deben ser 12", "months has %d names and must have 12", len(form.Months)), diag.Text{})
	}
	for _, n := range form.Numerals {
		if _, err := strconv.Atoi(n.Text.Value); err != nil {
			found.Add(n.Text.In(file), Rule, diag.T("%q no es un número entero en cifras", "%q is not a whole number in digits", n.Text.Value),
				diag.T("escriba, por ejemplo, siete: 7", "write, for example, seven: 7"))
		}
	}
	for _, rule := range form.Plurals {
		if _, err := ParsePlural(rule.Value); err != nil {
			found.Add(rule.In(file), Rule, diag.T("%q no es una regla del plural", "%q is no rule of the plural", rule.Value),
				diag.T("escriba, por ejemplo, '[^aeiou]//es': tras qué letras, qué final, qué final en plural", "write, for example, '[^aeiou]/y/ies': after which letters, which ending, which ending in the plural"))
		}
	}
	if _, err := regexp.Compile(form.OtherOrBefore.Value); err != nil {
		found.Add(form.OtherOrBefore.In(file), Rule, diag.T("%q no es una expresión regular: %v", "%q is not a regular expression: %v", form.OtherOrBefore.Value, err),
			diag.T("escriba, por ejemplo, '^[oO]'", "write, for example, '^[oO]'"))
	}
	if or, before := form.OtherOr, form.OtherOrBefore; or.Given() != before.Given() {
		given, missing := or, "other_or_before"
		if before.Given() {
			given, missing = before, "other_or"
		}
		found.Add(given.In(file), Rule, diag.T("falta la clave %q, que va con esta", "the key %q, which goes with this one, is missing", missing), diag.Text{})
	}
	for _, e := range form.Words {
		if e.Forms != nil && e.Forms.Of("other") == "" {
			found.Add(e.Key.In(file), Rule, diag.T("falta la forma plural «other» de %q", "the plural form other of %q is missing", e.Key.Value),
				diag.T("agregue other: con el texto; # es el número", "add other: with the text; # is the number"))
		}
	}
	return found
}
