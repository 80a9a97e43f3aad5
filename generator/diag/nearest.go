package diag

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Nearest returns the word among known that the author most likely meant by
// typed, or "" when none is near. Near means an edit distance of at most a
// third of the longer word (insert, drop, replace, swap of neighbours count 1
// each), or the same word but for accents and case, or one being the start of
// the other. Ties go to the word that sorts first, so the answer does not
// depend on the order of known.
func Nearest(typed string, known iter.Seq[string]) string {
	best, bestDistance := "", -1
	a := fold(typed)
	if len(a) == 0 || len(a) > longest {
		return ""
	}
	for word := range known {
		if word == "" {
			continue
		}
		b := fold(word)
		if len(b) > longest {
			continue
		}
		limit := max(len(a), len(b)) / 3
		distance := limit + 1
		if max(len(a), len(b))-min(len(a), len(b)) <= limit {
			distance = editDistance(a, b)
		}
		if distance > limit && len(a) >= 3 && (strings.HasPrefix(string(b), string(a)) || len(b) >= 3 && strings.HasPrefix(string(a), string(b))) {
			distance = limit
		}
		if distance > limit {
			continue
		}
		if bestDistance < 0 || distance < bestDistance || distance == bestDistance && word < best {
			best, bestDistance = word, distance
		}
	}
	return best
}

// fold lowers case and drops accents, so that "Participacion" is near
// "participación".
func fold(s string) []rune {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if !ascii {
		s, _, _ = transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn))), s)
	}
	return []rune(strings.ToLower(s))
}

// longest is how many characters a word may have to be compared: the time grows
// with the square, and pull requests come from strangers.
const longest = 100

// editDistance is the optimal string alignment distance of a and b.
func editDistance(a, b []rune) int {
	before, last, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(last[j]+1, next[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, last, next = last, next, before
	}
	return last[len(b)]
}

// DidYouMean returns a hint that names the nearest of known, or else rest
// alone. A rest that is given stands after the suggestion.
func DidYouMean(typed string, known iter.Seq[string], rest Text) Text {
	near := Nearest(typed, known)
	if near == "" {
		return rest
	}
	hint := T("¿quiso decir %q?", "did you mean %q?", near)
	if rest != (Text{}) {
		hint.ES += " " + upperFirst(rest.ES)
		hint.EN += " " + upperFirst(rest.EN)
	}
	return hint
}

func upperFirst(s string) string {
	for i, r := range s {
		return s[:i] + string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}
