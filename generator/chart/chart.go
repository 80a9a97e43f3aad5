// Package chart draws a series as accessible SVG, with the same numbers as a
// table.
//
// A chart is a function from a typed series to a [Chart]. The drawing has a
// title, a description and classes; its colours, hatchings and letters come
// from the site's stylesheet, so that it follows dark mode, forced colours and
// print. It is drawn twice, and the stylesheet shows one: 360 units wide for a
// phone, and 960 for a page that has the room, where the names stand beside the
// bars, so that these are compared at a glance. Everything is written at least
// at 15 units: on a screen 320 pixels wide, whose text column has 288, that is
// 12 pixels. Every number is also written out, so that no reader depends on a
// colour or on the length of a bar.
//
// What a chart counts, how a number is written and every word on it are given
// by the caller. A series that cannot be drawn truthfully (a negative number,
// more rated than there are) is refused with an error: a wrong chart is worse
// than none.
//
// The package computes no figure from records, mixes no scales, starts no bar
// away from zero, writes no style and no script, and knows no language.
package chart

import (
	"errors"
	"fmt"
	"html/template"
	"math"
	"regexp"
)

// ErrEmpty is returned for a series without rows: there is nothing to draw,
// and the page should say so in words.
var ErrEmpty = errors.New("a chart without rows")

// ErrRefused is what the error of a series wraps whose data cannot be drawn
// truthfully, whatever rows hold: a slip of typing is no reason to stop. Any
// other error but ErrEmpty is a mistake of the caller: a wrong id, a word that
// is missing.
var ErrRefused = errors.New("a series that cannot be drawn truthfully")

// refused says what of the data cannot be drawn.
func refused(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrRefused, fmt.Sprintf(format, args...))
}

// Chart is a finished drawing and its numbers.
type Chart struct {
	SVG         template.HTML // the drawing for a phone, one svg element
	Wide        template.HTML // that for a wide page; "" where there is none
	Title       string        // what is shown; also the drawing's accessible name
	Description string        // how to read it and what it says
	Columns     []Column      // the heads of the table of numbers
	Rows        []Row         // the table of numbers, in the order of the drawing
}

// Column is the head of one column of the table of numbers.
type Column struct {
	Title   string
	Numeric bool // whether its cells are numbers, set flush right
}

// Row is one line of the table of numbers; its first cell is its head.
type Row struct {
	Cells []string // as many as there are columns, written as on the drawing
	Link  string   // the address of the records that the numbers come from, "" when none was given
}

// Head is what every series has.
type Head struct {
	ID          string // unique on the page: a letter, then letters, digits, "-" or "_"
	Title       string
	Description string
	Words       Words
}

// Words are the words and the writing of numbers on a drawing. Each chart
// kind says which ones it uses.
type Words struct {
	Number  func(float64) string         // writes a number as the page's language does
	Of      func(n, all string) string   // "14 of 30", of two written numbers
	Span    func(from, to string) string // "from 2015 to 2017", of two written dates; one that is not known is ""
	Date    func(iso string) string      // writes a date that may stop at the year or the month
	Unknown string                       // stands where a number or a date is not known
}

// span writes from when to when, with the word for "not known" when neither is.
func (w Words) span(from, to string, hasFrom, hasTo bool) string {
	if !hasFrom && !hasTo {
		return w.Unknown
	}
	if !hasFrom {
		from = ""
	}
	if !hasTo {
		to = ""
	}
	return w.Span(from, to)
}

// Amount is a number that may not be known. Its zero value is not known, which
// is not the same as zero.
type Amount struct {
	N     float64
	Known bool
}

// Known returns the amount n.
func Known(n float64) Amount { return Amount{N: n, Known: true} }

// write gives the amount in words.
func (a Amount) write(w Words) string {
	if !a.Known {
		return w.Unknown
	}
	return w.Number(a.N)
}

// check refuses what has no length.
func (a Amount) check(what, label string) error {
	if a.Known && (math.IsNaN(a.N) || math.IsInf(a.N, 0) || a.N < 0) {
		return refused("%s of %q is %v; a bar needs a number from zero upwards", what, label, a.N)
	}
	return nil
}

var idForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// check refuses a head that would give a drawing without a name, or with an id
// that is not one.
func (h Head) check() error {
	switch {
	case !idForm.MatchString(h.ID):
		return fmt.Errorf("chart id %q is not a letter followed by letters, digits, - or _", h.ID)
	case clean(h.Title) == "" || clean(h.Description) == "":
		return fmt.Errorf("chart %s has no title or no description", h.ID)
	}
	return nil
}

// needs refuses a series whose caller left out a word that it is written with.
func (h Head) needs(ok bool, what string) error {
	if !ok {
		return fmt.Errorf("chart %s: Words.%s is missing", h.ID, what)
	}
	return nil
}
