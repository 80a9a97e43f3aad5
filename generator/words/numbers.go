package words

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Number is a number that stands in a text, from byte From to byte To.
type Number struct {
	From, To int
	Value    float64
}

var (
	numeral = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)*|\p{L}+`)
	grouped = regexp.MustCompile(`^[0-9]{1,3}(?:,[0-9]{3})+$`)
)

// Numbers reads the numbers of a text in the order they stand: in digits, with
// the separators of the language (1.063 is a thousand and more in es-CO), and
// written out, as far as the file of words names them. Digits that belong to a
// name (CO0065, COVID-19) are none.
func (l *Language) Numbers(text string) []Number {
	var out []Number
	for _, at := range numeral.FindAllStringIndex(text, -1) {
		n := Number{From: at[0], To: at[1]}
		written := text[n.From:n.To]
		if c := written[0]; c < '0' || c > '9' {
			if v, ok := l.numerals[strings.ToLower(written)]; ok {
				n.Value = v
				out = append(out, n)
			}
			continue
		}
		if v, ok := l.value(written); ok && !named(text[:n.From], text[n.To:]) {
			n.Value = v
			out = append(out, n)
		}
	}
	return out
}

// value reads digits with the separators of the language.
func (l *Language) value(written string) (float64, bool) {
	if l.DecimalMark() == "," {
		written = strings.NewReplacer(".", ",", ",", ".").Replace(written)
	}
	// From here a comma groups and a point stands before the decimals.
	whole, decimals, _ := strings.Cut(written, ".")
	if strings.Contains(whole, ",") {
		if !grouped.MatchString(whole) {
			return 0, false
		}
		whole = strings.ReplaceAll(whole, ",", "")
	}
	if decimals != "" {
		whole += "." + decimals
	}
	v, err := strconv.ParseFloat(whole, 64)
	return v, err == nil
}

// named reports whether digits between two texts belong to a name.
func named(before, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.IsLetter(next) {
		return true
	}
	last, size := utf8.DecodeLastRuneInString(before)
	if last == '-' || last == '_' {
		last, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
	}
	return unicode.IsLetter(last)
}
