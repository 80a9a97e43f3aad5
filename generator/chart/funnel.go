package chart

import "errors"

// Funnel is a series for [DrawFunnel]: how many are left after each step.
// Words used: Number, Unknown.
type Funnel struct {
	Head
	Labels  string // head of the table's first column
	Values  string // head of the column of numbers
	Changes string // head of the column with the difference to the step before
	Reasons string // head of the column with its reason
	NotWhy  string // stands where the reason is not known, such as "not known why"
	Other   string // stands instead of a difference between two different units
	Steps   []Step
}

// Step is one step of a funnel.
type Step struct {
	Label string
	Note  string // who says so and where
	Link  string
	Value Amount
	Unit  string // what is counted, written after the number; may be empty
	Why   string // why the number changed since the step before; "" when not known
}

// DrawFunnel draws the steps below each other, and between two what came between
// them. Steps that count the same have bars from zero on one scale of their own
// under the name of what they count. A number that stands alone with its unit
// has no bar: beside those of another unit it would look like a share of them.
func DrawFunnel(s Funnel) (Chart, error) {
	if err := s.check(); err != nil {
		return Chart{}, err
	}
	columns := []Column{{Title: s.Labels}, {s.Values, true}, {s.Changes, true}, {Title: s.Reasons}}
	var rows []Row
	for i, t := range s.Steps {
		change, why := "", ""
		if i > 0 {
			change, why = s.change(s.Steps[i-1], t)
		}
		rows = append(rows, Row{[]string{t.Label, t.written(s.Words), change, why}, t.Link})
	}
	return s.chart(func(in room) *drawing {
		d := begin("funnel", s.Head, in)
		for i := 0; i < len(s.Steps); {
			end := i + 1
			for end < len(s.Steps) && s.Steps[end].Unit == s.Steps[i].Unit {
				end++
			}
			if i > 0 {
				d.drop(rows[i].Cells[2], rows[i].Cells[3])
				d.out.WriteString(stroke("axis", edge, d.y, d.wide-edge, d.y))
				d.y += 6
			}
			d.lines("group", edge, s.Steps[i].Unit)
			d.steps(s, i, end, rows)
			i = end
		}
		d.y += edge
		return d
	}, columns, rows), nil
}

// steps draws steps that count the same, from one up to another that is not
// one of them.
func (d *drawing) steps(s Funnel, from, end int, rows []Row) {
	most, numbers, known := 0.0, 0.0, 0
	for _, t := range s.Steps[from:end] {
		if t.Value.Known {
			known++
		}
		most = max(most, t.Value.N)
		numbers = max(numbers, t.Value.room(s.Words, t.Unit))
	}
	for i := from; i < end; i++ {
		t := s.Steps[i]
		if i > from {
			d.drop(rows[i].Cells[2], rows[i].Cells[3])
		}
		d.row(func() {
			d.lines("name", edge, t.Label)
			d.lines("note", edge, t.Note)
		}, func() {
			switch {
			case known > 1:
				d.bar(s.Words, BarRow{Value: t.Value}, t.Unit, most, d.plot()-min(numbers, roomMost*d.plot()))
			case t.Value.Known:
				d.lines("number", d.at, t.written(s.Words))
			default:
				d.lines("unknown", d.at, t.written(s.Words))
			}
		})
	}
}

// change says in numbers and in words what lies between two steps.
func (s Funnel) change(before, now Step) (change, why string) {
	why = now.Why
	if clean(why) == "" {
		why = s.NotWhy
	}
	if !before.Value.Known || !now.Value.Known {
		return s.Words.Unknown, why
	}
	if before.Unit != now.Unit {
		return s.Other, why
	}
	switch n := now.Value.N - before.Value.N; {
	case n < 0:
		return "−" + s.Words.Number(-n), why
	case n > 0:
		return "+" + s.Words.Number(n), why
	}
	return s.Words.Number(0), now.Why // nothing changed, so there is nothing to explain
}

// drop draws an arrow down with the change beside it.
func (d *drawing) drop(change, why string) {
	const x, indent = 9.0, 24.0
	d.y += 8
	top := d.y
	lines := wrap(joined(change, why, " · "), d.wide-edge-indent, false)
	for _, l := range lines {
		d.line("drop", indent, d.y+rise, l)
		d.y += leading
	}
	if len(lines) == 0 {
		d.y += leading
	}
	d.out.WriteString(stroke("arrow", x, top, x, d.y))
	d.out.WriteString(stroke("arrow", x-5, d.y-6, x, d.y))
	d.out.WriteString(stroke("arrow", x+5, d.y-6, x, d.y))
	d.y += 8
}

// written is the number with its unit; where the number is not known, the
// word for that alone.
func (t Step) written(w Words) string {
	if !t.Value.Known {
		return w.Unknown
	}
	return joined(t.Value.write(w), t.Unit, " ")
}

// joined puts two texts side by side.
func joined(a, b, by string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + by + b
}

func (s Funnel) check() error {
	if err := errors.Join(s.Head.check(), s.needs(s.Words.Number != nil, "Number"), s.needs(clean(s.Words.Unknown) != "", "Unknown")); err != nil {
		return err
	}
	if len(s.Steps) == 0 {
		return ErrEmpty
	}
	if clean(s.NotWhy) == "" || clean(s.Other) == "" {
		return errors.New("chart " + s.ID + ": NotWhy or Other is missing")
	}
	for _, t := range s.Steps {
		if err := t.Value.check("the number", t.Label); err != nil {
			return err
		}
	}
	return nil
}
