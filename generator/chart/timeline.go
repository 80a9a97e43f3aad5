package chart

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"
)

// Timeline is a series for [DrawTimeline]: spans of time on an axis of years.
// Words used: Date, Span, Unknown.
type Timeline struct {
	Head
	Labels string // head of the table's first column
	Starts string // head of the column of first days
	Ends   string // head of the column of last days
	AsOf   string // a day marked across all spans, as 2006-01-02; "" for none
	AsOfIs string // what that day is called, such as "as of"
	Spans  []Span
}

// Span is one row of a timeline. A date may stop at the month or the year: the
// whole of it is then drawn hatched, since the day is not known.
type Span struct {
	Label string
	Note  string
	Link  string
	Start string // 2006, 2006-01 or 2006-01-02; "" when not known
	End   string // the last day, month or year; "" when not known
}

// period is what a date covers, in years since year zero.
type period struct{ from, to float64 }

// when reads a date that may stop at the year or the month.
func when(iso string) (period, error) {
	for _, f := range []struct {
		form    string
		y, m, d int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {"2006-01-02", 0, 0, 1}} {
		if t, err := time.Parse(f.form, iso); err == nil {
			return period{years(t), years(t.AddDate(f.y, f.m, f.d))}, nil
		}
	}
	return period{}, refused("%q is not a date (2006, 2006-01 or 2006-01-02)", iso)
}

// years places a day within its year, so that every year is as long as the
// next.
func years(t time.Time) float64 {
	first := time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	next := first.AddDate(1, 0, 0)
	return float64(t.Year()) + float64(t.Sub(first))/float64(next.Sub(first))
}

// placed is a span that was read: what is certain, and the hatched parts
// before and after it.
type placed struct {
	Span
	start, end       period
	hasStart, hasEnd bool
}

const axisMargin = 24.0 // half a year's label

// DrawTimeline draws one bar a span, from its first day to its last.
func DrawTimeline(s Timeline) (Chart, error) {
	spans, first, last, err := s.read()
	if err != nil {
		return Chart{}, err
	}
	var rows []Row
	for _, p := range spans {
		rows = append(rows, Row{[]string{p.Label, s.date(p.Start), s.date(p.End)}, p.Link})
	}
	return s.chart(func(in room) *drawing {
		d := begin("timeline", s.Head, in)
		left := max(axisMargin, d.at)
		at := func(t float64) float64 {
			return left + (d.wide-left-axisMargin)*(t-first)/(last-first)
		}
		if s.AsOf != "" {
			d.out.WriteString(stroke("asof-line", edge+3, d.y, edge+3, d.y+leading))
			d.lines("note", edge+12, s.AsOfIs+" "+s.Words.Date(s.AsOf))
			d.y += 4
		}
		d.years(first, last, at)
		top := d.y
		for i, p := range spans {
			if i > 0 {
				d.y += between
			}
			d.row(func() {
				d.lines("name", edge, p.Label)
				d.lines("label", edge, s.Words.span(s.date(p.Start), s.date(p.End), p.hasStart, p.hasEnd))
				d.lines("note", edge, p.Note)
			}, func() { d.span(p, at) })
		}
		d.y += 4
		step := math.Max(1, math.Floor((last-first)/50)) // lines that touch say nothing
		for y := first; y <= last; y += step {
			d.back.WriteString(stroke("grid", at(y), top, at(y), d.y))
		}
		if s.AsOf != "" {
			p, _ := when(s.AsOf)
			d.out.WriteString(stroke("asof-line", at(p.from), top, at(p.from), d.y))
		}
		d.years(first, last, at)
		return d
	}, []Column{{Title: s.Labels}, {Title: s.Starts}, {Title: s.Ends}}, rows), nil
}

// span draws the bar of one row and moves below it.
func (d *drawing) span(p placed, at func(float64) float64) {
	draw := func(class string, from, to float64) {
		if to <= from {
			return
		}
		fill := ""
		if class == "open" {
			fill = d.hatch("open")
		}
		d.rect(class, fill, at(from), d.y, at(to)-at(from), thin)
	}
	day := 1.5 / 365
	switch {
	case p.hasStart && p.hasEnd:
		from, to := p.start.from, p.end.to
		if p.start.to-p.start.from > day {
			from = p.start.to
		}
		if p.end.to-p.end.from > day {
			to = p.end.from
		}
		if from < to {
			draw("open", p.start.from, from)
			draw("span", from, to)
			draw("open", to, p.end.to)
		} else {
			draw("open", p.start.from, p.end.to)
		}
	case p.hasStart:
		draw("open", p.start.from, p.start.to)
	case p.hasEnd:
		draw("open", p.end.from, p.end.to)
	}
	d.y += thin
}

// years writes as many years under each other's ticks as fit.
func (d *drawing) years(first, last float64, at func(float64) float64) {
	step := math.Max(1, math.Ceil((width("0000", false)+10)*(last-first)/(at(last)-at(first))))
	for y := first; y <= last; y += step {
		d.line("tick", at(y), d.y+rise, strconv.Itoa(int(y)))
	}
	d.y += leading + 3
}

func (s Timeline) date(iso string) string {
	if iso == "" {
		return s.Words.Unknown
	}
	return s.Words.Date(iso)
}

// read places every span, and gives the first and the last year of the axis.
func (s Timeline) read() (spans []placed, first, last float64, err error) {
	if err := errors.Join(s.Head.check(), s.needs(s.Words.Date != nil, "Date"), s.needs(s.Words.Span != nil, "Span"), s.needs(clean(s.Words.Unknown) != "", "Unknown")); err != nil {
		return nil, 0, 0, err
	}
	first, last = math.Inf(1), math.Inf(-1)
	reach := func(p period) { first, last = min(first, math.Floor(p.from)), max(last, math.Ceil(p.to)) }
	for _, sp := range s.Spans {
		p := placed{Span: sp, hasStart: sp.Start != "", hasEnd: sp.End != ""}
		if p.hasStart {
			if p.start, err = when(sp.Start); err != nil {
				return nil, 0, 0, fmt.Errorf("start of %q: %w", sp.Label, err)
			}
			reach(p.start)
		}
		if p.hasEnd {
			if p.end, err = when(sp.End); err != nil {
				return nil, 0, 0, fmt.Errorf("end of %q: %w", sp.Label, err)
			}
			reach(p.end)
		}
		if p.hasStart && p.hasEnd && p.end.to <= p.start.from {
			return nil, 0, 0, refused("%q ends (%s) before it starts (%s)", sp.Label, sp.End, sp.Start)
		}
		spans = append(spans, p)
	}
	if math.IsInf(first, 0) {
		return nil, 0, 0, ErrEmpty
	}
	if s.AsOf != "" {
		p, err := when(s.AsOf)
		if err != nil {
			return nil, 0, 0, fmt.Errorf("as-of date: %w", err)
		}
		reach(p)
	}
	return spans, first, last, nil
}
