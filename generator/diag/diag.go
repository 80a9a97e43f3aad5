// Package diag says where something an author wrote is wrong, what it is, and
// what to do about it.
//
// A finding is data: a place, a severity, a rule's name, and sentences in the
// languages that messages are written in. Printing is separate (print.go).
// The voice: lower case, no full stop, quote what the author typed, say what
// was expected; the hint is in the imperative and names the nearest known word
// where there is one.
//
// It refuses to know any rule, and to read files: whoever finds something says
// where.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Pos is a place in a source file. File is a slash-separated path below the
// source folder; Line counts from 1 at the top of the file; Column counts
// characters (code points) from 1. EndColumn is the column after the last
// character meant, or 0 when only the start is known. Line 0 means the file
// as a whole.
type Pos struct {
	File         string
	Line, Column int
	EndColumn    int
}

// Severity says whether a finding stops the build.
type Severity int

// An Error would mislead a reader or break a page, and nothing is written while
// one stands. A Warning could be better; a page may accept it by rule name.
const (
	Error Severity = iota
	Warning
)

// String returns the English word that machine-readable output uses.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Text is one sentence in each language that messages are written in.
type Text struct{ ES, EN string }

// T formats the same arguments into both sentences. Use indexed verbs (%[2]q)
// where the languages need another order.
func T(es, en string, args ...any) Text {
	if len(args) == 0 {
		return Text{es, en}
	}
	return Text{fmt.Sprintf(es, args...), fmt.Sprintf(en, args...)}
}

// In returns the sentence in the language lang: Spanish for "es", English for
// every other.
func (t Text) In(lang string) string {
	if lang == "es" {
		return t.ES
	}
	return t.EN
}

// Related is a second place that explains a finding, such as where an id was
// used first.
type Related struct {
	Pos
	Message Text
}

// Finding is one thing wrong at one place.
type Finding struct {
	Pos
	Severity Severity
	// Rule is the stable name of the rule, a noun phrase: "unknown-entity".
	Rule    string
	Message Text
	Hint    Text
	Related []Related
	// Meant is the known word that the author most likely meant, where what was
	// written is not known, or the key whose value was not understood: that it is
	// missing is no second mistake.
	Meant string
	// Stops is set where the rest of the file could not be read.
	Stops bool
}

// List is what a run found.
type List []Finding

// Add appends an error.
func (l *List) Add(at Pos, rule string, message, hint Text, related ...Related) {
	*l = append(*l, Finding{Pos: at, Rule: rule, Message: message, Hint: hint, Related: related})
}

// Warn appends a warning.
func (l *List) Warn(at Pos, rule string, message, hint Text, related ...Related) {
	*l = append(*l, Finding{Pos: at, Severity: Warning, Rule: rule, Message: message, Hint: hint, Related: related})
}

// Stop says that the reading of the file ended at the finding added last.
func (l List) Stop() { l[len(l)-1].Stops = true }

// Errors returns how many findings are errors.
func (l List) Errors() int {
	n := 0
	for _, f := range l {
		if f.Severity == Error {
			n++
		}
	}
	return n
}

// Sorted returns the findings by file, line, column and rule, each once.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message.EN, b.Message.EN))
	})
	return slices.CompactFunc(out, func(a, b Finding) bool {
		return a.Pos == b.Pos && a.Rule == b.Rule && a.Message == b.Message
	})
}
