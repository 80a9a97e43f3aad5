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

// DrawFunnel draws one bar a step from zero on one scale, and between two
// steps what came between them.
func DrawFunnel(s Funnel) (Chart, error) {
	if err := s.check(); err != nil {
		return Chart{}, err
	}
	d := &drawing{kind: "funnel", head: s.Head}
	most, room := 0.0, 0.0
	for _, t := range s.Steps {
		most = max(most, t.Value.N)
		room = max(room, t.Value.room(s.Words, t.Unit))
	}
	columns := []Column{{Title: s.Labels}, {s.Values, true}, {s.Changes, true}, {Title: s.Reasons}}
	var rows []Row
	for i, t := range s.Steps {
		change, why := "", ""
		if i > 0 {
			change, why = s.change(s.Steps[i-1], t)
			d.drop(change, why)
		}
		d.lines("name", edge, t.Label)
		d.lines("note", edge, t.Note)
		d.y += 4
		d.bar(s.Words, BarRow{Value: t.Value}, t.Unit, most, full-min(room, roomMost))
		rows = append(rows, Row{[]string{t.Label, t.written(s.Words), change, why}, t.Link})
	}
	d.y += edge
	return d.chart(columns, rows), nil
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
	lines := wrap(joined(change, why, " · "), wide-edge-indent, false)
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
