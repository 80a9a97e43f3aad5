package chart

import (
	"html/template"
	"math"
	"strconv"
	"strings"
)

const (
	wide      = 360.0 // width of every drawing, in its own units
	edge      = 1.0   // kept free left and right, for the strokes of frames
	full      = wide - 2*edge
	barHeight = 20.0
	thin      = 14.0 // height of the bars of timelines and schedules
	between   = 16.0 // from one row to the next
	sheet     = 900  // the height above which a drawing does not fit a sheet of paper
)

// drawing collects the elements of an SVG from top to bottom; y is where the
// next one goes.
type drawing struct {
	kind string
	head Head
	defs strings.Builder
	back strings.Builder // lines that lie under everything else
	out  strings.Builder
	y    float64
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
	for _, l := range wrap(text, wide-edge-x, bold[class]) {
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
// their own; of kinds without an order either, on grounds that differ.
var marks = map[string]string{
	"tone1":   "M2 2h.9M6 6h.9",
	"tone2":   "M1.5 1.5h1.5v1.5h-1.5zM5.5 5.5h1.5v1.5h-1.5z",
	"tone3":   "M4 2V6M2 4H6",
	"tone4":   "M2 2L6 6M6 2L2 6",
	"tone5":   "M4 1L7 4L4 7L1 4z",
	"tone6":   "",
	"absent1": "M-1 7L1 9M-1 -1L9 9M7 -1L9 1",
	"absent2": "M-1 1L1 -1M-1 9L9 -1M7 9L9 7",
	"absent3": "M0 2H8M0 6H8",
	"absent4": "M2 0V8M6 0V8",
	"absent5": "M-1 7L1 9M-1 -1L9 9M7 -1L9 1M-1 1L1 -1M-1 9L9 -1M7 9L9 7",
	"absent6": "M0 4H8M4 0V8",
	"absent7": "M0 2H5M4 6H8M0 6H1",
	"absent8": "M2 0V5M6 4V8M6 0V1",
	"absent9": "M0 4H8",
	"open":    "M-1 1L1 -1M-1 9L9 -1M7 9L9 7",
}

// finish closes the drawing.
func (d *drawing) finish() template.HTML {
	id := d.head.ID
	var s strings.Builder
	class := d.kind
	if d.y > sheet {
		class += " tall"
	}
	s.WriteString(`<svg class="drawing ` + class + `" viewBox="0 0 ` + number(wide) + ` ` + number(math.Ceil(d.y)) + `" role="img" aria-labelledby="` + id + `-title" aria-describedby="` + id + `-desc">`)
	s.WriteString(`<title id="` + id + `-title">` + escape(d.head.Title) + `</title><desc id="` + id + `-desc">` + escape(d.head.Description) + `</desc>`)
	if d.defs.Len() > 0 {
		s.WriteString(`<defs>` + d.defs.String() + `</defs>`)
	}
	s.WriteString(d.back.String() + d.out.String() + `</svg>`)
	return template.HTML(s.String()) // every text above went through escape, every number through number
}

// chart puts the finished drawing and its table together.
func (d *drawing) chart(columns []Column, rows []Row) Chart {
	return Chart{SVG: d.finish(), Title: d.head.Title, Description: d.head.Description, Columns: columns, Rows: rows}
}
