package words

import (
	"fmt"
	"regexp"
	"strings"
)

// Plural is a way to form the plural of words: after a stem of one kind, one
// ending becomes another.
type Plural struct {
	// Stem is a regular expression of what the stem ends in, One the ending of the
	// singular, perhaps none, Many that of the plural.
	Stem, One, Many string

	stem *regexp.Regexp
}

// stems are letters and classes of letters: the script reads a stem too, with
// another language of regular expressions.
var stems = regexp.MustCompile(`^(?:\p{L}|\[\^?[\p{L}-]+\])*$`)

// ParsePlural reads a rule as it is written in a file of words, with / between
// its parts: [^aeiou]/y/ies.
func ParsePlural(rule string) (Plural, error) {
	parts := strings.Split(rule, "/")
	if len(parts) != 3 || parts[2] == "" || strings.Contains(rule, " ") {
		return Plural{}, fmt.Errorf("%q has not three parts with / between them, the last not empty, and no spaces", rule)
	}
	if !stems.MatchString(parts[0]) {
		return Plural{}, fmt.Errorf("the stem of %q has more than letters and classes of letters, such as [^aeiou]", rule)
	}
	stem, err := regexp.Compile(parts[0] + "$")
	if err != nil {
		return Plural{}, fmt.Errorf("reading the stem of %q: %w", rule, err)
	}
	return Plural{parts[0], parts[1], parts[2], stem}, nil
}

// String is the rule as it is written.
func (p Plural) String() string { return p.Stem + "/" + p.One + "/" + p.Many }

// Of returns the plural of a word, false where the rule is not for it.
func (p Plural) Of(word string) (string, bool) { return p.turn(word, p.One, p.Many) }

// Singular returns what a word is the plural of, false where the rule is not
// for it.
func (p Plural) Singular(word string) (string, bool) { return p.turn(word, p.Many, p.One) }

func (p Plural) turn(word, from, to string) (string, bool) {
	stem, ends := strings.CutSuffix(word, from)
	if !ends || !p.stem.MatchString(stem) {
		return "", false
	}
	return stem + to, true
}
