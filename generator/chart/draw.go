package chart

import (
	"html/template"
	"math"
	"strconv"
	"strings"
)

const (
	wide      = 360.0 // width of a drawing for a phone, in its own units
	edge      = 1.0   // kept free left and right, for the strokes of frames
	full      = wide - 2*edge
	barHeight = 20.0
	thin      = 14.0 // height of the bars of timelines and schedules
	between   = 16.0 // from one row to the next
	sheet     = 900  // the height above which a drawing does not fit a sheet of paper
)

// room is how wide a drawing is, and where on it bars begin.
type room struct{ wide, at float64 }

// Of each chart there is a drawing for a phone, with every name above its bar,
// and one for a wide page, with the names beside the bars.
var (
	phone = room{wide, edge}
	desk  = room{960, 340}
)

// drawing collects the elements of an SVG from top to bottom; y is where the
// next one goes.
type drawing struct {
	kind string
	head Head
	room
	gap  float64 // kept free to the right of names beside bars
	defs strings.Builder
	back strings.Builder // lines that lie under everything else
	out  strings.Builder
	y    float64
}

func begin(kind string, head Head, r room) *drawing {
	d := &drawing{kind: kind, head: head, room: r}
	if d.beside() {
		d.kind += " broad"
		d.head.ID += "-broad"
	}
	return d
}

// beside reports whether names stand beside the bars.
func (d *drawing) beside() bool { return d.at > edge }

// plot is how much place there is for bars.
func (d *drawing) plot() float64 { return d.wide - edge - d.at }

// row draws a bar under its name or beside it, and moves below both.
func (d *drawing) row(name, bar func()) {
	if !d.beside() {
		name()
		d.y += 4
		bar()
		return
	}
	top := d.y
	d.gap = d.wide - d.at + 14
	name()
	d.gap = 0
	below := d.y
	d.y = top + 4
	bar()
	d.y = max(d.y, below)
}

// number writes a coordinate with at most two decimals, the same everywhere.
func number(n float64) string {
	n = math.Round(n*100) / 100
	if n == 0 {
		return "0" // never "-0"
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

func rectangle(class, fill string, x, y, w, h float64) string {
	x0, x1 := math.Round(x*100)/100, math.Round((x+w)*100)/100 // neighbours share an edge
	s := `<rect class="` + class + `"`
	if fill != "" {
		s += ` fill="url(#` + fill + `)"`
	}
	return s + ` x="` + number(x0) + `" y="` + number(y) + `" width="` + number(x1-x0) + `" height="` + number(h) + `"></rect>`
}

// rect draws a bar; fill is the id of a pattern, or "" when the class says it.
func (d *drawing) rect(class, fill string, x, y, w, h float64) {
	d.out.WriteString(rectangle(class, fill, x, y, w, h))
}

func stroke(class string, x1, y1, x2, y2 float64) string {
	return `<line class="` + class + `" x1="` + number(x1) + `" y1="` + number(y1) + `" x2="` + number(x2) + `" y2="` + number(y2) + `"></line>`
}

// line writes one line of text with its baseline at y.
func (d *drawing) line(class string, x, y float64, text string) {
	d.out.WriteString(`<text class="` + class + `" x="` + number(x) + `" y="` + number(y) + `">` + escape(text) + `</text>`)
}

// bold are the classes that the stylesheet sets in heavier, wider letters.
var bold = map[string]bool{"name": true, "group": true, "number": true, "tag": true}

// lines writes a text over as many lines as it needs, and moves below it.
func (d *drawing) lines(class string, x float64, text string) {
	for _, l := range wrap(text, d.wide-edge-d.gap-x, bold[class]) {
		d.line(class, x, d.y+rise, l)
		d.y += leading
	}
}

// hatch declares the pattern of a class and returns its id. The marks are
// drawn over a ground, and the stylesheet colours both.
func (d *drawing) hatch(name string) string {
	id := d.head.ID + "-" + name
	if strings.Contains(d.defs.String(), `id="`+id+`"`) {
		return id
	}
	d.defs.WriteString(`<pattern id="` + id + `" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="ground ` + name + `" width="8" height="8"></rect>`)
	if m := marks[name]; m != "" {
		d.defs.WriteString(`<path class="marks ` + name + `" d="` + m + `"></path>`)
	}
	d.defs.WriteString(`</pattern>`)
	return id
}

// marks are the patterns: of the levels of a scale dots and other small figures
// on a tone, the highest plain; of the absences stripes, which have no tone of
// their own; of kinds without an order figures too, on grounds that differ.
var marks = map[string]string{
	"tone1":   "M2 2h.9M6 6h.9",
	"tone2":   "M1.5 1.5h1.5v1.5h-1.5zM5.5 5.5h1.5v1.5h-1.5z",
	"tone3":   "M4 2V6M2 4H6",
	"tone4":   "M2 2L6 6M6 2L2 6",
	"tone5":   "M4 1L7 4L4 7L1 4z",
	"tone6":   "",
	"kind1":   "",
	"kind2":   "M2.5 2.5h3v3h-3z",
	"kind3":   "M2 4a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
	"kind4":   "M4 1L7 4L4 7L1 4z",
	"kind5":   "M4 2V6M2 4H6",
	"kind6":   "M2 2h.9M6 6h.9",
	"absent1": "M-1 7L1 9M-1 -1L9 9M7 -1L9 1",
	"absent2": "M-1 1L1 -1M-1 9L9 -1M7 9L9 7",
	"absent3": "M0 2H8M0 6H8",
	"absent4": "M2 0V8M6 0V8",
	"absent5": "M-1 7L1 9M-1 -1L9 9M7 -1L9 1M-1 1L1 -1M-1 9L9 -1M7 9L9 7",
	"absent6": "M0 4H8M4 0V8",
	"absent7": "M0 2H5M4 6H8M0 6H1",
	"absent8": "M2 0V5M6 4V8M6 0V1",
	"absent9": "M0 4H8",
	"pending": "M2 2h.9M6 6h.9",
	"open":    "M-1 1L1 -1M-1 9L9 -1M7 9L9 7",
}

// finish closes the drawing.
func (d *drawing) finish() template.HTML {
	id := d.head.ID
	var s strings.Builder
	class := d.kind
	if !d.beside() && d.y > sheet {
		class += " tall"
	}
	s.WriteString(`<svg class="drawing ` + class + `" viewBox="0 0 ` + number(d.wide) + ` ` + number(math.Ceil(d.y)) + `" role="img" aria-labelledby="` + id + `-title" aria-describedby="` + id + `-desc">`)
	s.WriteString(`<title id="` + id + `-title">` + escape(d.head.Title) + `</title><desc id="` + id + `-desc">` + escape(d.head.Description) + `</desc>`)
	if d.defs.Len() > 0 {
		s.WriteString(`<defs>` + d.defs.String() + `</defs>`)
	}
	s.WriteString(d.back.String() + d.out.String() + `</svg>`)
	return template.HTML(s.String()) // every text above went through escape, every number through number
}

// chart draws for a phone and for a wide page, and puts the table to them.
func (h Head) chart(draw func(r room) *drawing, columns []Column, rows []Row) Chart {
	return Chart{SVG: draw(phone).finish(), Wide: draw(desk).finish(), Title: h.Title, Description: h.Description, Columns: columns, Rows: rows}
}
