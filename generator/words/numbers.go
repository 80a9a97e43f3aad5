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

var grouped = regexp.MustCompile(`^[0-9]{1,3}(?:,[0-9]{3})+$`)

// Numbers reads the numbers of a text in the order they stand: in digits, with
// the separators of the language (1.063 is a thousand and more in es-CO), and
// written out, as far as the file of words names them. Digits that belong to a
// name (CO0065, COVID-19) are none.
func (l *Language) Numbers(text string) []Number {
	var out []Number
	for n := (Number{}); n.next(text); {
		written := text[n.From:n.To]
		if !isDigit(written[0]) {
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

// next moves to what may be the next number of the text: digits, with a point or
// a comma only between them, or a word. Every text of the pages is asked, which
// a regular expression is too slow for.
func (n *Number) next(text string) bool {
	for n.From = n.To; n.From < len(text); n.From = n.To {
		if isDigit(text[n.From]) {
			n.To += digits(text[n.To:])
			return true
		}
		r, size := utf8.DecodeRuneInString(text[n.To:])
		n.To += size
		if unicode.IsLetter(r) {
			if rest := strings.IndexFunc(text[n.To:], func(r rune) bool { return !unicode.IsLetter(r) }); rest >= 0 {
				n.To += rest
			} else {
				n.To = len(text)
			}
			return true
		}
	}
	return false
}

// digits is how many bytes the digits take that a text begins with.
func digits(text string) int {
	end := 1
	for end < len(text) && (isDigit(text[end]) || (text[end] == '.' || text[end] == ',') && end+1 < len(text) && isDigit(text[end+1])) {
		end++
	}
	return end
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

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
