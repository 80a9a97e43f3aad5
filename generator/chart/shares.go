package chart

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Shares is a series for [DrawShares]: for each category, how many of all have
// each level of one scale. Words used: Number, Of, and Unknown where a row has no
// level at all.
type Shares struct {
	Head
	Categories string  // head of the table's first column, such as "Plan"
	Total      string  // head of the column with how many there are in all
	Missing    string  // what the part without a level is called, such as "no rating in our record"
	Levels     []Level // one scale, from its lowest level to its highest, then the absences
	Unordered  bool    // the levels are kinds without an order, and look it
	Noted      bool    // the notes say how many there are in all, which else stands beside a wide bar
	Brief      bool    // lists under a bar only the levels that it has; the table has them all
	Rows       []ShareRow
}

// Level is a value of the scale, or one of the ways in which there is none.
type Level struct {
	Label  string
	Absent bool // "not reviewed", "not applicable": hatched, no part of the scale
	// Hatch is which of the hatches an absence has on every chart, from 1; one
	// with 0 takes the first that the chart leaves.
	Hatch int
}

// ShareRow is one category.
type ShareRow struct {
	Label  string
	Note   string // who says so and where, under the label
	Link   string
	Total  int   // of how many; what Counts leaves over is Missing
	Counts []int // one for each level; a row without any of the scale has no zeros either
}

const (
	tones    = 6 // levels of a scale that can be told apart
	absences = 8 // kinds of absence that can be told apart, besides Missing
)

// DrawShares draws one bar a category over the whole width, cut into the
// shares of the levels, with a list of the levels and their numbers under it.
func DrawShares(s Shares) (Chart, error) {
	if err := s.check(); err != nil {
		return Chart{}, err
	}
	columns := []Column{{Title: s.Categories}}
	for _, l := range s.Levels {
		columns = append(columns, Column{l.Label, true})
	}
	missing := s.missing()
	if missing {
		columns = append(columns, Column{s.Missing, true})
	}
	columns = append(columns, Column{s.Total, true})

	var rows []Row
	for _, r := range s.Rows {
		cells := []string{r.Label}
		for _, p := range s.parts(r, missing) {
			if p.none {
				cells = append(cells, s.Words.Unknown)
				continue
			}
			cells = append(cells, s.Words.Number(float64(p.n)))
		}
		rows = append(rows, Row{append(cells, s.Words.Number(float64(r.Total))), r.Link})
	}
	return s.chart(func(in room) *drawing {
		d := begin("shares", s.Head, in)
		if d.beside() {
			d.legend(s, missing)
		}
		for i, r := range s.Rows {
			if i > 0 {
				d.y += between
			}
			d.shareRow(s, r, s.parts(r, missing))
		}
		d.y += edge
		return d
	}, columns, rows), nil
}

// part is one segment of a bar.
type part struct {
	label, pattern string
	n              int
	none           bool // a level of the scale in a row that has nothing on it: not zero, not known
	absent         bool // no level of the scale
}

// drawn are the parts that a bar and its list show: not those that are not
// known, nor an absence that nothing has.
func (s Shares) drawn(parts []part) []part {
	return slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return p.none || p.n == 0 && (p.absent || s.Brief) })
}

// parts are the segments of a row: the levels, the absences, what is missing.
func (s Shares) parts(r ShareRow, missing bool) []part {
	rated, left := 0, r.Total
	for _, l := range s.Levels {
		if !l.Absent {
			rated++
		}
	}
	var parts []part
	tone := 0
	hatches := s.hatches()
	for i, l := range s.Levels {
		p := part{label: l.Label, n: r.Counts[i]}
		if l.Absent {
			p.absent = true
			p.pattern = "absent" + strconv.Itoa(hatches[i]+1)
		} else {
			p.pattern, p.none = "tone"+strconv.Itoa(toneOf(tone, rated)), s.unrated(r)
			if s.Unordered {
				p.pattern = "kind" + strconv.Itoa(tone+1)
			}
			tone++
		}
		left -= p.n
		parts = append(parts, p)
	}
	if missing {
		parts = append(parts, part{label: s.Missing, pattern: "absent1", n: left, absent: true})
	}
	return parts
}

// hatches are those of the levels that are absences: their own, and for others
// the first that are left.
func (s Shares) hatches() []int {
	out := make([]int, len(s.Levels))
	taken := map[int]bool{}
	for i, l := range s.Levels {
		out[i] = l.Hatch
		taken[l.Hatch] = true
	}
	next := 1
	for i, l := range s.Levels {
		if !l.Absent || l.Hatch > 0 {
			continue
		}
		for taken[next] {
			next++
		}
		out[i], taken[next] = next, true
	}
	return out
}

// unrated tells whether nothing of a row is on the scale.
func (s Shares) unrated(r ShareRow) bool {
	for i, l := range s.Levels {
		if !l.Absent && r.Counts[i] > 0 {
			return false
		}
	}
	return true
}

// toneOf spreads a short scale over all tones, so that its ends look the same
// on every chart.
func toneOf(i, levels int) int {
	if levels == 1 {
		return tones
	}
	return 1 + (i*(tones-1)+(levels-1)/2)/(levels-1)
}

// shareRow draws the bar of a row. A drawing for a phone lists its parts under
// it; a wide one has a legend for all, and lists only numbers that found no
// room in the bar.
func (d *drawing) shareRow(s Shares, r ShareRow, parts []part) {
	parts = s.drawn(parts)
	d.row(func() {
		d.lines("name", edge, r.Label)
		d.lines("note", edge, r.Note)
		if d.beside() && !s.Noted {
			d.lines("note", edge, s.Total+": "+s.Words.Number(float64(r.Total)))
		}
	}, func() {
		small := d.shareBar(s, r, parts)
		if !d.beside() {
			d.key(s, r, parts)
		} else if len(small) > 0 {
			d.lines("label", d.at, strings.Join(small, " · "))
		}
	})
}

// shareBar draws the bar, and returns what found no room in it.
func (d *drawing) shareBar(s Shares, r ShareRow, parts []part) (small []string) {
	x, pad := d.at, 10.0
	if d.beside() {
		pad = 5
	}
	type tag struct {
		x    float64
		text string
	}
	var tags []tag
	for _, p := range parts {
		pattern := d.hatch(p.pattern)
		if p.n == 0 {
			continue
		}
		w := d.plot() * float64(p.n) / float64(r.Total)
		d.rect("segment", pattern, x, d.y, w, barHeight+4)
		text := s.Words.Number(float64(p.n))
		if p.whole(r) {
			text = together(s.Words.Of(text, text))
		}
		if w >= width(text, true)+pad {
			tags = append(tags, tag{x + w/2, text})
		} else {
			small = append(small, s.said(p, r))
		}
		x += w
	}
	d.rect("outline", "", d.at, d.y, d.plot(), barHeight+4)
	for _, t := range tags {
		d.line("tag", t.x, d.y+17.5, t.text)
	}
	d.y += barHeight + 4 + 5
	return small
}

// said is a part with its number.
func (s Shares) said(p part, r ShareRow) string {
	return clean(p.label + ": " + together(s.Words.Of(s.Words.Number(float64(p.n)), s.Words.Number(float64(r.Total)))))
}

// legend lists the levels of the scale, and the absences that any row has.
func (d *drawing) legend(s Shares, missing bool) {
	const swatch, gap, apart = 11.0, 4.0, 20.0
	var parts []part
	for _, r := range s.Rows {
		for i, p := range s.parts(r, missing) {
			if i == len(parts) {
				parts = append(parts, p)
			}
			parts[i].n = max(parts[i].n, p.n)
		}
	}
	x := edge
	for _, p := range parts {
		if p.absent && p.n == 0 {
			continue
		}
		long := swatch + gap + width(p.label, false)
		if x > edge && x+long > d.wide-edge {
			x = edge
			d.y += leading + 2
		}
		d.rect("swatch", d.hatch(p.pattern), x, d.y+2.5, swatch, swatch)
		lines := wrap(p.label, d.wide-edge-x-swatch-gap, false)
		for j, l := range lines {
			d.line("label", x+swatch+gap, d.y+rise+float64(j)*leading, l)
		}
		d.y += leading * float64(max(0, len(lines)-1))
		x += long + apart
	}
	d.y += leading + between
}

// whole tells whether nothing of a row is on the scale and all of it is absent
// in one way: its bar then says how many, and the list only what they are.
func (p part) whole(r ShareRow) bool { return p.absent && p.n == r.Total }

// key lists the parts with their numbers, two in a line where both are short.
func (d *drawing) key(s Shares, r ShareRow, parts []part) {
	const swatch, gap, half = 11.0, 4.0, wide / 2
	texts := make([]string, len(parts))
	for i, p := range parts {
		if texts[i] = s.said(p, r); p.whole(r) {
			texts[i] = clean(p.label)
		}
	}
	short := func(i int) bool {
		return i < len(texts) && edge+swatch+gap+width(texts[i], false) <= half-2
	}
	item := func(i int, x float64) (height float64) {
		d.rect("swatch", d.head.ID+"-"+parts[i].pattern, x, d.y+2.5, swatch, swatch)
		lines := wrap(texts[i], wide-edge-x-swatch-gap, false)
		for j, l := range lines {
			d.line("label", x+swatch+gap, d.y+rise+float64(j)*leading, l)
		}
		return leading * float64(max(1, len(lines)))
	}
	for i := 0; i < len(parts); i++ {
		height := item(i, edge)
		if short(i) && short(i+1) {
			i++
			item(i, half)
		}
		d.y += height
	}
}

// missing tells whether any row has a part without a level.
func (s Shares) missing() bool {
	for _, r := range s.Rows {
		left := r.Total
		for _, n := range r.Counts {
			left -= n
		}
		if left > 0 {
			return true
		}
	}
	return false
}

func (s Shares) check() error {
	if err := errors.Join(s.Head.check(), s.needs(s.Words.Number != nil, "Number"), s.needs(s.Words.Of != nil, "Of")); err != nil {
		return err
	}
	if len(s.Rows) == 0 || len(s.Levels) == 0 {
		return ErrEmpty
	}
	rated, absent, own := 0, 0, map[int]bool{}
	for _, l := range s.Levels {
		switch {
		case l.Hatch < 0 || l.Hatch > absences || l.Hatch > 0 && (!l.Absent || own[l.Hatch]):
			return refused("chart %s: level %q has the hatch %d, which is not its own", s.ID, l.Label, l.Hatch)
		case l.Absent:
			absent++
			own[l.Hatch] = l.Hatch > 0
		case absent > 0:
			return refused("chart %s: level %q stands after an absence; absences come last", s.ID, l.Label)
		default:
			rated++
		}
	}
	if rated > tones || absent > absences {
		return refused("chart %s: %d levels and %d absences; at most %d and %d can be told apart", s.ID, rated, absent, tones, absences)
	}
	for _, r := range s.Rows {
		if len(r.Counts) != len(s.Levels) {
			return fmt.Errorf("chart %s: %q has %d counts for %d levels", s.ID, r.Label, len(r.Counts), len(s.Levels))
		}
		if err := s.needs(!s.unrated(r) || clean(s.Words.Unknown) != "", "Unknown"); err != nil {
			return err
		}
		left := r.Total
		for _, n := range r.Counts {
			if n < 0 || n > left {
				return refused("chart %s: the counts of %q are %v, of %d in all", s.ID, r.Label, r.Counts, r.Total)
			}
			left -= n
		}
		if left < 0 || left > 0 && clean(s.Missing) == "" {
			return fmt.Errorf("chart %s: %q leaves %d of %d without a level, and no word for them", s.ID, r.Label, left, r.Total)
		}
	}
	return nil
}
