package chart

import "errors"

// Bars is a series for [DrawBars]: one number a row, and where there is one,
// the target it is held against. Words used: Number, Unknown.
type Bars struct {
	Head
	Labels     string // head of the table's first column
	Values     string // head of the column of numbers, such as "Result"
	Targets    string // head of the column of targets, and the word before a target; "" when no row has one
	TargetNote string // written after the target under a bar, such as "(government)"; may be empty
	Rows       []BarRow
}

// BarRow is one bar.
type BarRow struct {
	Label  string
	Note   string // who says so and where, under the label
	Link   string
	Value  Amount
	Target Amount
	Caveat string // what a reader must know of the value, such as that nothing proves it: the bar is hollow
}

// DrawBars draws horizontal bars from zero on one scale, the number at the end
// of each, and a mark where the target stands.
func DrawBars(s Bars) (Chart, error) {
	if err := s.check(); err != nil {
		return Chart{}, err
	}
	most, numbers := 0.0, 0.0
	for _, r := range s.Rows {
		most = max(most, r.Value.N, r.Target.N)
		numbers = max(numbers, r.Value.room(s.Words, ""))
	}
	columns := []Column{{Title: s.Labels}, {s.Values, true}}
	if s.Targets != "" {
		columns = append(columns, Column{s.Targets, true})
	}
	var rows []Row
	for _, r := range s.Rows {
		value := r.Value.write(s.Words)
		if r.Value.Known {
			value = joined(value, r.Caveat, " · ")
		}
		cells := []string{r.Label, value}
		if s.Targets != "" {
			cells = append(cells, s.target(r))
		}
		rows = append(rows, Row{cells, r.Link})
	}
	return s.chart(func(in room) *drawing {
		d := begin("bars", s.Head, in)
		for i, r := range s.Rows {
			if i > 0 {
				d.y += between
			}
			d.row(func() {
				d.lines("name", edge, r.Label)
				d.lines("note", edge, r.Note)
			}, func() {
				d.bar(s.Words, r, "", most, d.plot()-min(numbers, roomMost*d.plot()))
				if r.Value.Known {
					d.lines("note", d.at, r.Caveat)
				}
				if r.Target.Known {
					d.lines("note", d.at, s.Targets+": "+s.target(r)+" "+s.TargetNote)
				}
			})
		}
		d.y += edge
		return d
	}, columns, rows), nil
}

// target is the target of a row in words; "" where it has none.
func (s Bars) target(r BarRow) string {
	if !r.Target.Known {
		return ""
	}
	return s.Words.Number(r.Target.N)
}

// roomMost is how much of the width the numbers may take from the bars; a
// longer one is written under its bar.
const roomMost = .42

// room is how much place the number of a bar takes beside it; what stands
// there for an unknown one needs none, since there is no bar.
func (a Amount) room(w Words, unit string) float64 {
	if !a.Known {
		return 0
	}
	return 7 + width(joined(a.write(w), unit, " "), true)
}

// bar draws one bar on a scale where most is plot units long, and moves below.
func (d *drawing) bar(w Words, r BarRow, unit string, most, plot float64) {
	value, target := r.Value, r.Target
	length := func(n float64) float64 {
		if most == 0 {
			return 0
		}
		return plot * (n / most)
	}
	top, end := d.y, d.at
	if value.Known {
		class := "bar"
		if clean(r.Caveat) != "" {
			class = "bar hollow"
		}
		d.rect(class, "", d.at, top, length(value.N), barHeight)
		end += length(value.N)
	}
	text := clean(joined(value.write(w), unit, " "))
	at := end + 6
	if target.Known {
		x := d.at + length(target.N)
		d.out.WriteString(stroke("target-edge", x, top-3, x, top+barHeight+3))
		d.out.WriteString(stroke("target", x, top-3, x, top+barHeight+3))
		if x > at-5 && x < at+width(text, true)+5 {
			at = x + 6
		}
	}
	d.out.WriteString(stroke("zero", d.at, top-3, d.at, top+barHeight+3))
	class := "number"
	if !value.Known {
		class, text = "unknown", clean(value.write(w))
	}
	if at+width(text, true) <= d.wide-edge {
		d.line(class, at, top+rise+1, text)
		d.y += barHeight + 4
		return
	}
	d.y += barHeight + 4
	d.lines(class, d.at, text)
}

func (s Bars) check() error {
	if err := errors.Join(s.Head.check(), s.needs(s.Words.Number != nil, "Number")); err != nil {
		return err
	}
	if len(s.Rows) == 0 {
		return ErrEmpty
	}
	for _, r := range s.Rows {
		if err := errors.Join(r.Value.check("the value", r.Label), r.Target.check("the target", r.Label),
			s.needs(r.Value.Known || clean(s.Words.Unknown) != "", "Unknown")); err != nil {
			return err
		}
		if r.Target.Known && clean(s.Targets) == "" {
			return errors.New("chart " + s.ID + ": a target without a word for it")
		}
	}
	return nil
}
