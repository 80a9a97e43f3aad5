package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Words cuts a text into the words that it is found by: small letters without
// accents, ñ as n, numbers without the zeros in front, so that CO65 finds
// CO0065. The script of the page cuts a query in the same way.
func Words(text string) []string {
	var out []string
	eachWord(text, func(w string) { out = append(out, w) })
	return out
}

// eachTerm yields the words of a text, and those that a hyphen joins also as
// one: «anti-corruption» is found as «anticorruption» too. The script joins a
// short word of a query to the next where the index has the two as one.
func eachTerm(text string, yield func(string)) {
	eachWord(text, yield)
	for i, r := range text {
		if r != '-' && r != '‐' && r != '‑' {
			continue
		}
		before, after := text[:i], text[i+utf8.RuneLen(r):]
		if at := strings.LastIndexFunc(before, notOfAWord); at >= 0 {
			sign, width := utf8.DecodeRuneInString(before[at:])
			if sign == '-' || unicode.IsNumber(sign) {
				continue
			}
			before = before[at+width:]
		}
		if n := utf8.RuneCountInString(before); n == 0 || n > longestStart {
			continue
		}
		if to := strings.IndexFunc(after, notOfAWord); to >= 0 {
			after = after[:to]
		}
		if utf8.RuneCountInString(after) >= shortestEnd {
			eachWord(before+after, yield)
		}
	}
}

// What a hyphen joins to one word: a beginning as short as «co» or «multi»,
// and what follows.
const longestStart, shortestEnd = 5, 3

func notOfAWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) }

func eachWord(text string, yield func(string)) {
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			yield(short(b.String()))
			b.Reset()
		}
	}
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.Is(unicode.M, r):
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			flush()
		}
	}
	flush()
}

// short takes the zeros away that stand at the front of a number, or between
// the letters of an id and its number: 05001 is 5001, co0065 is co65.
func short(word string) string {
	i := 0
	for i < len(word) && word[i] >= 'a' && word[i] <= 'z' {
		i++
	}
	j := i
	for j < len(word) && word[j] == '0' {
		j++
	}
	for k := j; k < len(word); k++ {
		if word[k] < '0' || word[k] > '9' {
			return word // a word like 0x1f is not a number
		}
	}
	if j == len(word) && i == 0 && j > 0 {
		j-- // zero itself
	}
	return word[:i] + word[j:]
}

// parts are what an id is also found by: its letters and its number apart, as
// in «CO 65».
func parts(word string) []string {
	i := strings.IndexAny(word, "0123456789")
	if i < 1 {
		return nil
	}
	return []string{word[:i], word[i:]}
}
