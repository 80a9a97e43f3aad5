package chart

import (
	"errors"
	"fmt"
)

// Gantt is a series for [DrawGantt]: activities over an axis of months, each
// cut into its weeks. Words used: Span, Unknown.
type Gantt struct {
	Head
	Labels string // head of the table's first column
	Starts string // head of the column of first weeks
	Ends   string // head of the column of last weeks
	Notes  string // head of the column of notes; "" when no row has one
	Months []Month
	Rows   []GanttRow
}

// Month is one column of the axis.
type Month struct {
	Key   string // 2006-01, as slots name it
	Label string // short, such as "sep."
	Year  string // written under the first month and where it changes
	Weeks int    // how many weeks the schedule gives this month, 1 to 6
}

// Slot is a week of a month, or a whole month.
type Slot struct {
	Month string // the Key of a month; "" when not known
	Week  int    // 1-based; 0 when only the month is known: drawn hatched
	Text  string // the same in words, for readers
}

// GanttRow is one activity.
type GanttRow struct {
	Group string // heading written where it changes; may be empty
	Label string
	Note  string // such as who is responsible, or the state it was given
	Link  string
	Start Slot
	End   Slot // the last week of it
	// Pending is set where the source says that it is not done: its bar is
	// hollow, and Note says so.
	Pending bool
}

// DrawGantt draws one bar an activity from the start of its first week to the
// end of its last, under its name.
func DrawGantt(s Gantt) (Chart, error) {
	if err := s.check(); err != nil {
		return Chart{}, err
	}
	columns := []Column{{Title: s.Labels}, {Title: s.Starts}, {Title: s.Ends}}
	if s.Notes != "" {
		columns = append(columns, Column{Title: s.Notes})
	}
	var rows []Row
	for _, r := range s.Rows {
		cells := []string{r.Label, s.slot(r.Start), s.slot(r.End)}
		if s.Notes != "" {
			cells = append(cells, r.Note)
		}
		rows = append(rows, Row{cells, r.Link})
	}
	return s.chart(func(in room) *drawing {
		d := begin("gantt", s.Head, in)
		axis := s.axis(d.at, d.plot())
		top := 0.0
		for i, r := range s.Rows {
			if i == 0 || r.Group != s.Rows[i-1].Group {
				if i > 0 {
					d.monthLines(axis, top)
					d.y += between
				}
				d.row(func() { d.lines("group", edge, r.Group) }, func() { d.months(s.Months, axis) })
				top = d.y
			}
			d.y += 6
			d.row(func() {
				d.lines("name", edge, r.Label)
				d.lines("label", edge, s.Words.span(s.slot(r.Start), s.slot(r.End), r.Start.Month != "", r.End.Month != ""))
				d.lines("note", edge, r.Note)
			}, func() { d.slots(axis, r) })
			d.y += 6
		}
		d.monthLines(axis, top)
		d.y += edge
		return d
	}, columns, rows), nil
}

// weeks places slots: each week is as wide as the next.
type weeks struct {
	from  []float64 // where each month starts, and at the end where the last one ends
	unit  float64
	index map[string]int
	count []int
}

// place gives the edges of a slot and whether only its month is known.
func (w weeks) place(s Slot) (from, to float64, open bool) {
	i := w.index[s.Month]
	if s.Week == 0 {
		return w.from[i], w.from[i+1], true
	}
	from = w.from[i] + float64(s.Week-1)*w.unit
	return from, from + w.unit, false
}

func (d *drawing) slots(axis weeks, r GanttRow) {
	open := func(from, to float64) {
		if to > from {
			d.rect("open", d.hatch("open"), from, d.y, to-from, thin)
		}
	}
	switch {
	case r.Start.Month != "" && r.End.Month != "":
		a, b, fromOpen := axis.place(r.Start)
		x, y, toOpen := axis.place(r.End)
		from, to := a, y
		if fromOpen {
			from = b
		}
		if toOpen {
			to = x
		}
		if from >= to {
			open(a, y)
			break
		}
		open(a, from)
		if r.Pending {
			d.rect("span pending", d.hatch("pending"), from, d.y, to-from, thin)
		} else {
			d.rect("span", "", from, d.y, to-from, thin)
		}
		open(to, y)
	case r.Start.Month != "":
		a, b, _ := axis.place(r.Start)
		open(a, b)
	case r.End.Month != "":
		a, b, _ := axis.place(r.End)
		open(a, b)
	}
	d.y += thin
}

// months writes the heads of the axis; of those that would collide, and of
// years, only the first.
func (d *drawing) months(months []Month, axis weeks) {
	free, freeYear, year := 0.0, 0.0, ""
	for i, m := range months {
		x := axis.from[i] + 3
		label := clean(m.Label)
		if x >= free && x+width(label, false) <= d.wide-edge {
			d.line("month", x, d.y+rise, label)
			free = x + width(label, false) + 2
		}
		if long := width(clean(m.Year), false); m.Year != year && x >= freeYear && x+long <= d.wide-edge {
			d.line("month", x, d.y+rise+leading, m.Year)
			year, freeYear = m.Year, x+long+6
		}
	}
	d.y += 2*leading + 3
}

func (d *drawing) monthLines(axis weeks, top float64) {
	for _, x := range axis.from {
		d.back.WriteString(stroke("grid", x, top, x, d.y))
	}
	d.back.WriteString(stroke("axis", d.at, top, d.wide-edge, top))
}

func (s Gantt) slot(t Slot) string {
	if t.Month == "" {
		return s.Words.Unknown
	}
	return t.Text
}

// check reads the axis, whose places differ by drawing and whose order does not.
func (s Gantt) check() error {
	if err := errors.Join(s.Head.check(), s.needs(s.Words.Span != nil, "Span"), s.needs(clean(s.Words.Unknown) != "", "Unknown")); err != nil {
		return err
	}
	if len(s.Rows) == 0 || len(s.Months) == 0 {
		return ErrEmpty
	}
	keys := map[string]bool{}
	for _, m := range s.Months {
		if m.Weeks < 1 || m.Weeks > 6 {
			return fmt.Errorf("chart %s: %w", s.ID, refused("month %s has %d weeks", m.Key, m.Weeks))
		}
		if keys[m.Key] || m.Key == "" {
			return fmt.Errorf("chart %s: month %q stands twice or has no key", s.ID, m.Key)
		}
		keys[m.Key] = true
	}
	axis := s.axis(edge, full)
	for _, r := range s.Rows {
		if err := axis.check(r); err != nil {
			return fmt.Errorf("chart %s: %q: %w", s.ID, r.Label, err)
		}
	}
	return nil
}

// axis places the weeks from left over a width.
func (s Gantt) axis(left, long float64) weeks {
	all := 0
	for _, m := range s.Months {
		all += m.Weeks
	}
	axis := weeks{unit: long / float64(all), index: map[string]int{}}
	n := 0
	for i, m := range s.Months {
		axis.index[m.Key] = i
		axis.count = append(axis.count, m.Weeks)
		axis.from = append(axis.from, left+axis.unit*float64(n))
		n += m.Weeks
	}
	axis.from = append(axis.from, left+long)
	return axis
}

func (w weeks) check(r GanttRow) error {
	for _, t := range []Slot{r.Start, r.End} {
		if t.Month == "" {
			continue
		}
		i, ok := w.index[t.Month]
		if !ok || t.Week < 0 || t.Week > w.count[i] {
			return refused("week %d of %s is not on the axis", t.Week, t.Month)
		}
	}
	if r.Start.Month != "" && r.End.Month != "" {
		from, _, _ := w.place(r.Start)
		_, to, _ := w.place(r.End)
		if to <= from {
			return refused("it ends before it starts")
		}
	}
	return nil
}
