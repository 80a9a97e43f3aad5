package chart

import "math"

// Lineage is a series for [DrawLineage]: what a thing continues, and what
// continues it. It uses no Words.
type Lineage struct {
	Head
	Labels string // head of the table's first column
	Notes  string // head of the column of notes
	Before []Node // what it continues, the oldest first
	Here   Node
	After  []Node // what continues it, the oldest first
}

// Node is one thing of a lineage.
type Node struct {
	Label string
	Note  string // where it belongs, under the label
	Link  string
}

const (
	lane = 14.0 // between the lines of two things that lead to the same
	dot  = 10.0
)

// DrawLineage draws what came before above, and what came after below, each
// joined to the thing itself by a line of its own. A thing that nothing came
// before or after has no lineage: [ErrEmpty].
func DrawLineage(s Lineage) (Chart, error) {
	if err := s.check(); err != nil {
		return Chart{}, err
	}
	if len(s.Before)+len(s.After) == 0 {
		return Chart{}, ErrEmpty
	}
	d := begin("lineage", s.Head, phone)
	left := edge + dot + lane*math.Max(0, float64(max(len(s.Before), len(s.After))-1)) + 8
	var rows []Row
	node := func(n Node, at float64, class string) (middle float64) {
		middle = d.y + leading/2
		d.out.WriteString(`<rect class="` + class + `" x="` + number(at) + `" y="` + number(middle-dot/2) + `" width="` + number(dot) + `" height="` + number(dot) + `"></rect>`)
		d.lines("name", left, n.Label)
		d.lines("note", left, n.Note)
		d.y += between
		rows = append(rows, Row{[]string{n.Label, n.Note}, n.Link})
		return middle
	}
	before := make([]float64, len(s.Before))
	for i, n := range s.Before {
		before[i] = node(n, edge+lane*float64(i), "outline")
	}
	here := node(s.Here, edge, "bar")
	join := func(i int, other float64) {
		x := edge + lane*float64(i) + dot/2
		d.back.WriteString(stroke("axis", x, other, x, here))
		if i > 0 {
			d.back.WriteString(stroke("axis", edge+dot/2, here, x, here))
		}
	}
	for i, y := range before {
		join(i, y)
	}
	for i, n := range s.After {
		join(i, node(n, edge+lane*float64(i), "outline"))
	}
	d.y += edge - between
	return Chart{SVG: d.finish(), Title: s.Title, Description: s.Description, Columns: []Column{{Title: s.Labels}, {Title: s.Notes}}, Rows: rows}, nil
}
