package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// element is what a test sees of an SVG element.
type element struct {
	name, class, text string
	attr              map[string]string
}

func (e element) n(t testing.TB, name string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(e.attr[name], 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		t.Fatalf("%s of <%s class=%q> is %q", name, e.name, e.class, e.attr[name])
	}
	return n
}

// parse reads a drawing as XML, strictly.
func parse(t testing.TB, svg string) []element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	var all []element
	var open []int
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("not well formed: %v\n%s", err, svg)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := element{name: tok.Name.Local, attr: map[string]string{}}
			for _, a := range tok.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			e.class = e.attr["class"]
			open = append(open, len(all))
			all = append(all, e)
		case xml.CharData:
			all[open[len(open)-1]].text += string(tok)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.Comment, xml.ProcInst, xml.Directive:
			t.Fatalf("unexpected %T", tok)
		}
	}
}

func of(all []element, name, class string) []element {
	var some []element
	for _, e := range all {
		if e.name == name && e.class == class {
			some = append(some, e)
		}
	}
	return some
}

type box struct {
	x0, y0, x1, y1 float64
	text           string
}

// sound checks what holds for every drawing, and returns the elements of the
// one for a phone.
func sound(t testing.TB, c Chart) []element {
	t.Helper()
	if c.Wide != "" {
		soundIn(t, c, string(c.Wide), desk)
	}
	for _, r := range c.Rows {
		if len(r.Cells) != len(c.Columns) {
			t.Errorf("row %q has %d cells for %d columns", r.Cells, len(r.Cells), len(c.Columns))
		}
	}
	return soundIn(t, c, string(c.SVG), phone)
}

func soundIn(t testing.TB, c Chart, svg string, in room) []element {
	t.Helper()
	all := parse(t, svg)
	allowed := map[string]bool{"svg": true, "title": true, "desc": true, "defs": true, "pattern": true, "path": true, "rect": true, "line": true, "text": true}
	root := all[0]
	var w, h float64
	if _, err := fmt.Sscanf(root.attr["viewBox"], "0 0 %g %g", &w, &h); err != nil || w != in.wide || h <= 0 {
		t.Fatalf("viewBox %q", root.attr["viewBox"])
	}
	if root.attr["role"] != "img" {
		t.Error("the drawing is not an image to assistive technology")
	}
	ids := map[string]element{}
	for _, e := range all {
		if !allowed[e.name] {
			t.Errorf("element <%s>", e.name)
		}
		for a := range e.attr {
			if a == "style" || a == "href" || strings.HasPrefix(a, "on") {
				t.Errorf("attribute %s on <%s>", a, e.name)
			}
		}
		if id := e.attr["id"]; id != "" {
			if _, twice := ids[id]; twice {
				t.Errorf("id %q stands twice", id)
			}
			ids[id] = e
		}
	}
	if e := ids[root.attr["aria-labelledby"]]; e.name != "title" || e.text != clean(c.Title) {
		t.Errorf("the name of the drawing is %q, want %q", e.text, clean(c.Title))
	}
	if e := ids[root.attr["aria-describedby"]]; e.name != "desc" || e.text != clean(c.Description) {
		t.Errorf("the description of the drawing is %q, want %q", e.text, clean(c.Description))
	}
	inside(t, all, ids, w, h)
	return all
}

// inside checks that nothing leaves the drawing, and that no two texts meet.
func inside(t testing.TB, all []element, ids map[string]element, w, h float64) {
	t.Helper()
	var boxes []box
	for _, e := range all {
		var b box
		switch {
		case e.name == "rect" && !strings.HasPrefix(e.class, "ground"):
			b = box{e.n(t, "x"), e.n(t, "y"), e.n(t, "x") + e.n(t, "width"), e.n(t, "y") + e.n(t, "height"), ""}
			if b.x1 < b.x0 || b.y1 < b.y0 {
				t.Errorf("a rect of negative size: %v", e.attr)
			}
			if fill := e.attr["fill"]; fill != "" && ids[strings.TrimSuffix(strings.TrimPrefix(fill, "url(#"), ")")].name != "pattern" {
				t.Errorf("fill %q names no pattern", fill)
			}
		case e.name == "line":
			b = box{min(e.n(t, "x1"), e.n(t, "x2")), min(e.n(t, "y1"), e.n(t, "y2")), max(e.n(t, "x1"), e.n(t, "x2")), max(e.n(t, "y1"), e.n(t, "y2")), ""}
		case e.name == "text":
			x, y, long := e.n(t, "x"), e.n(t, "y"), width(e.text, bold[e.class])
			if e.class == "tick" || e.class == "tag" {
				x -= long / 2
			}
			b = box{x, y - 11, x + long, y + 3, e.text}
			if e.text == "" || !utf8.ValidString(e.text) {
				t.Errorf("text %q", e.text)
			}
			boxes = append(boxes, b)
		default:
			continue
		}
		if b.x0 < -.01 || b.y0 < -.01 || b.x1 > w+.01 || b.y1 > h+.01 {
			t.Errorf("<%s class=%q> %v leaves the drawing of %v × %v", e.name, e.class, b, w, h)
		}
	}
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			if a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 {
				t.Errorf("%q meets %q", a.text, b.text)
			}
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= .1 }

func TestSamplesAreSoundAndTheSameTwice(t *testing.T) {
	for name, draw := range map[string]func() (Chart, error){
		"shares":   func() (Chart, error) { return DrawShares(sampleShares()) },
		"bars":     func() (Chart, error) { return DrawBars(sampleBars()) },
		"timeline": func() (Chart, error) { return DrawTimeline(sampleTimeline()) },
		"gantt":    func() (Chart, error) { return DrawGantt(sampleGantt()) },
		"funnel":   func() (Chart, error) { return DrawFunnel(sampleFunnel()) },
	} {
		t.Run(name, func(t *testing.T) {
			a, err := draw()
			if err != nil {
				t.Fatal(err)
			}
			sound(t, a)
			b, _ := draw()
			if diff := cmp.Diff(a, b); diff != "" {
				t.Errorf("the second drawing differs:\n%s", diff)
			}
			if len(a.SVG) > 12000 {
				t.Errorf("%d bytes", len(a.SVG))
			}
		})
	}
}

func TestARowWithNothingOnTheScaleHasNoZeros(t *testing.T) {
	s := sampleShares()
	s.Rows = []ShareRow{{Label: "Plan V", Total: 6, Counts: []int{0, 0, 0, 0, 2}}}
	c, err := DrawShares(s)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Plan V", "no se conoce", "no se conoce", "no se conoce", "no se conoce", "2", "4", "6"}, c.Rows[0].Cells); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(string(c.SVG), s.Levels[0].Label) {
		t.Error("the drawing names a level that nothing has been rated on")
	}
	s.Words.Unknown = ""
	if _, err := DrawShares(s); err == nil {
		t.Error("drawn without the word for what is not known")
	}
}

func TestBriefSharesNameOnlyWhatARowHas(t *testing.T) {
	s := sampleShares()
	s.Brief = true
	s.Rows = s.Rows[1:2]
	c, err := DrawShares(s)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range s.Levels {
		if has := s.Rows[0].Counts[i] > 0; has != strings.Contains(string(c.SVG), l.Label) {
			t.Errorf("%q is named: %v", l.Label, !has)
		}
		if got := c.Rows[0].Cells[i+1]; got != strconv.Itoa(s.Rows[0].Counts[i]) {
			t.Errorf("the table has %q under %q", got, l.Label)
		}
	}
}

func TestSharesAreAsWideAsTheirNumbers(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	for range 300 {
		s := sampleShares()
		s.Rows = nil
		for r := range 1 + rnd.Intn(5) {
			row := ShareRow{Label: fmt.Sprint("plan ", r), Counts: make([]int, len(s.Levels))}
			for i := range row.Counts {
				row.Counts[i] = rnd.Intn(3) * rnd.Intn(400)
				row.Total += row.Counts[i]
			}
			row.Total += rnd.Intn(2) * rnd.Intn(50)
			s.Rows = append(s.Rows, row)
		}
		c, err := DrawShares(s)
		if err != nil {
			t.Fatal(err)
		}
		all := sound(t, c)
		segments, next := of(all, "rect", "segment"), 0
		said, tags := "", ""
		for _, e := range of(all, "text", "label") {
			said += strings.ReplaceAll(e.text, "\u00a0", " ") + " "
		}
		for _, e := range of(all, "text", "tag") {
			tags += strings.ReplaceAll(e.text, "\u00a0", " ") + " "
		}
		for i, row := range s.Rows {
			counts, left := append([]int{}, row.Counts...), row.Total
			for _, n := range row.Counts {
				left -= n
			}
			if c.Columns[len(c.Columns)-2].Title == s.Missing {
				counts = append(counts, left)
			} else if left > 0 {
				t.Fatalf("%d are missing and no column says so", left)
			}
			rated := 0
			for k, l := range s.Levels {
				if !l.Absent {
					rated += row.Counts[k]
				}
			}
			x := edge
			for k, n := range counts {
				if rated == 0 && k < len(s.Levels) && !s.Levels[k].Absent {
					// Nothing of the row is on the scale, so nothing of it is zero.
					if got := c.Rows[i].Cells[k+1]; got != s.Words.Unknown {
						t.Errorf("cell %d of row %d is %q, want %q", k+1, i, got, s.Words.Unknown)
					}
					continue
				}
				if got := c.Rows[i].Cells[k+1]; got != strconv.Itoa(n) {
					t.Errorf("cell %d of row %d is %q, want %d", k+1, i, got, n)
				}
				absent := k == len(s.Levels) || s.Levels[k].Absent
				switch want := fmt.Sprintf("%d de %d", n, row.Total); {
				case n == 0 && absent:
				case n == row.Total && absent:
					if !strings.Contains(tags, want) {
						t.Errorf("%q is not written in the bar", want)
					}
				case !strings.Contains(said, ": "+want):
					t.Errorf("%q is not written", ": "+want)
				}
				if n == 0 {
					continue
				}
				e := segments[next]
				next++
				want := full * float64(n) / float64(row.Total)
				if !near(e.n(t, "width"), want) || !near(e.n(t, "x"), x) {
					t.Errorf("%d of %d is %v wide at %v, want %v at %v", n, row.Total, e.n(t, "width"), e.n(t, "x"), want, x)
				}
				x += want
			}
		}
		if next != len(segments) {
			t.Errorf("%d segments, want %d", len(segments), next)
		}
	}
}

// proportional checks that bars start at zero and are as long as their numbers
// say, on one scale.
func proportional(t *testing.T, bars []element, numbers []float64) {
	t.Helper()
	if len(bars) != len(numbers) {
		t.Fatalf("%d bars for %d known numbers", len(bars), len(numbers))
	}
	longest, most := 0.0, 0.0
	for i, b := range bars {
		if numbers[i] > most {
			longest, most = b.n(t, "width"), numbers[i]
		}
	}
	for i, b := range bars {
		want := 0.0
		if most > 0 {
			want = longest * numbers[i] / most
		}
		if b.n(t, "x") != edge || !near(b.n(t, "width"), want) {
			t.Errorf("%v is %v wide from %v, want %v from %v", numbers[i], b.n(t, "width"), b.n(t, "x"), want, edge)
		}
	}
}

func randomAmount(rnd *rand.Rand) Amount {
	switch rnd.Intn(5) {
	case 0:
		return Amount{}
	case 1:
		return Known(0)
	}
	return Known(math.Round(rnd.Float64()*math.Pow(10, float64(1+rnd.Intn(7)))) / 10)
}

func TestBarsAreAsLongAsTheirNumbers(t *testing.T) {
	rnd := rand.New(rand.NewSource(2))
	for range 500 {
		s := Bars{Head: head("b"), Labels: "Año", Values: "Resultado", Targets: "Meta"}
		var numbers, targets []float64
		most := 0.0
		for r := range 1 + rnd.Intn(8) {
			row := BarRow{Label: fmt.Sprint("fila ", r), Value: randomAmount(rnd), Target: randomAmount(rnd)}
			s.Rows = append(s.Rows, row)
			if row.Value.Known {
				numbers = append(numbers, row.Value.N)
			}
			if row.Target.Known {
				targets = append(targets, row.Target.N)
			}
			most = max(most, row.Value.N, row.Target.N)
		}
		c, err := DrawBars(s)
		if err != nil {
			t.Fatal(err)
		}
		all := sound(t, c)
		bars, marks := of(all, "rect", "bar"), of(all, "line", "target")
		proportional(t, bars, numbers)
		if len(marks) != len(targets) {
			t.Fatalf("%d marks for %d targets", len(marks), len(targets))
		}
		// Targets stand on the scale of the bars.
		for i, m := range marks {
			for j, b := range bars {
				if numbers[j] == 0 || numbers[j] < most/50 {
					continue
				}
				want := edge + b.n(t, "width")*targets[i]/numbers[j]
				if math.Abs(m.n(t, "x1")-want) > .5 {
					t.Errorf("target %v stands at %v, want %v", targets[i], m.n(t, "x1"), want)
				}
			}
		}
		for _, m := range marks {
			for _, e := range append(of(all, "text", "number"), of(all, "text", "unknown")...) {
				x, y := e.n(t, "x"), e.n(t, "y")
				if at := m.n(t, "x1"); y > m.n(t, "y1") && y < m.n(t, "y2") && at > x-2 && at < x+width(e.text, true) {
					t.Errorf("the mark of a target strikes through %q", e.text)
				}
			}
		}
		for i, r := range c.Rows {
			if want := s.Rows[i].Value.write(s.Words); r.Cells[1] != want {
				t.Errorf("cell %q, want %q", r.Cells[1], want)
			}
		}
	}
}

// Steps of one unit are on one scale of their own; a number that stands alone
// with its unit has no bar, which would look like a share of another unit.
func TestFunnelStepsAreAsLongAsTheirNumbers(t *testing.T) {
	rnd := rand.New(rand.NewSource(3))
	for range 500 {
		s := sampleFunnel()
		for i := range s.Steps {
			s.Steps[i].Value = randomAmount(rnd)
		}
		c, err := DrawFunnel(s)
		if err != nil {
			t.Fatal(err)
		}
		all := sound(t, c)
		bars := of(all, "rect", "bar")
		for i := 0; i < len(s.Steps); {
			var numbers []float64
			unit := s.Steps[i].Unit
			for ; i < len(s.Steps) && s.Steps[i].Unit == unit; i++ {
				if s.Steps[i].Value.Known {
					numbers = append(numbers, s.Steps[i].Value.N)
				}
			}
			if len(numbers) > 1 {
				if len(bars) < len(numbers) {
					t.Fatalf("%d bars for %d numbers of %s", len(bars), len(numbers), unit)
				}
				proportional(t, bars[:len(numbers)], numbers)
				bars = bars[len(numbers):]
			}
		}
		if len(bars) > 0 {
			t.Errorf("%d bars too many", len(bars))
		}
		said := ""
		for _, e := range all {
			said += strings.ReplaceAll(e.text, "\u00a0", " ") + " "
		}
		for _, u := range []string{"actividades", "propuestas", "compromisos"} {
			if !strings.Contains(said, u) {
				t.Errorf("the drawing does not say %s", u)
			}
		}
	}
}

func TestFunnelSaysWhatLiesBetweenSteps(t *testing.T) {
	s := sampleFunnel()
	s.Steps[3].Why = "así lo decidió el comité"
	c, err := DrawFunnel(s)
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, r := range c.Rows {
		got = append(got, r.Cells[1:])
	}
	want := [][]string{
		{"136 actividades", "", ""},
		{"no se conoce", "no se conoce", "no se sabe por qué"},
		{"18 propuestas", "no se conoce", "no se sabe por qué"},
		{"7 propuestas", "−11", "así lo decidió el comité"},
		{"15 compromisos", "unidades distintas: no se restan", "no se sabe por qué"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTimelineSpansStandOnTheirYears(t *testing.T) {
	c, err := DrawTimeline(sampleTimeline())
	if err != nil {
		t.Fatal(err)
	}
	all := sound(t, c)
	// The axis runs from the start of 2012 to the start of 2027.
	at := func(year float64) float64 { return axisMargin + (wide-2*axisMargin)*(year-2012)/15 }
	check := func(class string, want [][2]float64) {
		t.Helper()
		got := of(all, "rect", class)
		if len(got) != len(want) {
			t.Fatalf("%d of class %s, want %d", len(got), class, len(want))
		}
		for i, e := range got {
			if x := e.n(t, "x"); !near(x, at(want[i][0])) || !near(x+e.n(t, "width"), at(want[i][1])) {
				t.Errorf("%s %d runs from %v to %v, want %v to %v", class, i, x, x+e.n(t, "width"), at(want[i][0]), at(want[i][1]))
			}
		}
	}
	july2012, august2012 := 2012+182.0/366, 2012+213.0/366
	july := 181.0 / 365
	check("span", [][2]float64{{august2012, 2013}, {2015 + july, 2017 + july}, {2018, 2019}, {2021, 2022}})
	check("open", [][2]float64{{july2012, august2012}, {2013, 2014}, {2017, 2018}, {2019, 2020}, {2020, 2021}, {2022, 2023}, {2023, 2024}})
	if diff := cmp.Diff([]string{"Plan VI", "no se conoce", "no se conoce"}, c.Rows[5].Cells); diff != "" {
		t.Error(diff)
	}
}

func TestGanttBarsStandOnTheirWeeks(t *testing.T) {
	c, err := DrawGantt(sampleGantt())
	if err != nil {
		t.Fatal(err)
	}
	all := sound(t, c)
	week := full / 29 // seven months, one of them with five weeks
	check := func(e element, from, to float64) {
		t.Helper()
		if x := e.n(t, "x"); !near(x, edge+week*from) || !near(x+e.n(t, "width"), edge+week*to) {
			t.Errorf("from week %v for %v weeks, want %v to %v", (x-edge)/week, e.n(t, "width")/week, from, to)
		}
	}
	spans, open := of(all, "rect", "span"), of(all, "rect", "open")
	if len(spans) != 4 || len(open) != 1 {
		t.Fatalf("%d spans and %d open ones", len(spans), len(open))
	}
	check(spans[0], 0, 4)
	check(spans[1], 6, 11)
	check(spans[2], 26, 29)
	check(spans[3], 17, 22)
	check(open[0], 13, 17)
}

// mistakes are the series that no data makes wrong, but whoever draws them.
var mistakes = map[string]bool{"a count too few": true, "no word for what is missing": true, "no name": true, "an id that is not one": true,
	"no way to write a number": true, "a target without a word": true, "no words for unknown reasons": true}

func TestSeriesThatCannotBeDrawnTrulyAreRefused(t *testing.T) {
	shares := func(change func(*Shares)) error { s := sampleShares(); change(&s); _, err := DrawShares(s); return err }
	bars := func(change func(*Bars)) error { s := sampleBars(); change(&s); _, err := DrawBars(s); return err }
	times := func(change func(*Timeline)) error {
		s := sampleTimeline()
		change(&s)
		_, err := DrawTimeline(s)
		return err
	}
	gantt := func(change func(*Gantt)) error { s := sampleGantt(); change(&s); _, err := DrawGantt(s); return err }
	funnel := func(change func(*Funnel)) error { s := sampleFunnel(); change(&s); _, err := DrawFunnel(s); return err }
	for name, err := range map[string]error{
		"more counted than there are":   shares(func(s *Shares) { s.Rows[0].Counts[0] = 40 }),
		"a negative count":              shares(func(s *Shares) { s.Rows[0].Counts[0] = -1 }),
		"a negative total":              shares(func(s *Shares) { s.Rows[0] = ShareRow{Total: -1, Counts: make([]int, 5)} }),
		"a count too few":               shares(func(s *Shares) { s.Rows[0].Counts = []int{1} }),
		"no word for what is missing":   shares(func(s *Shares) { s.Missing = "" }),
		"a level after an absence":      shares(func(s *Shares) { s.Levels[0].Absent = true }),
		"a hatch of two absences":       shares(func(s *Shares) { s.Levels = append(s.Levels, Level{"A", true, 2}, Level{"B", true, 2}) }),
		"a hatch that there is not":     shares(func(s *Shares) { s.Levels = append(s.Levels, Level{"A", true, absences + 1}) }),
		"a hatch of a level":            shares(func(s *Shares) { s.Levels[0].Hatch = 1 }),
		"no name":                       shares(func(s *Shares) { s.Title = " " }),
		"an id that is not one":         shares(func(s *Shares) { s.ID = `a"b` }),
		"no way to write a number":      shares(func(s *Shares) { s.Words.Number = nil }),
		"a negative number":             bars(func(s *Bars) { s.Rows[0].Value = Known(-1) }),
		"a number that is none":         bars(func(s *Bars) { s.Rows[0].Value = Known(math.NaN()) }),
		"an endless target":             bars(func(s *Bars) { s.Rows[0].Target = Known(math.Inf(1)) }),
		"a target without a word":       bars(func(s *Bars) { s.Targets = "" }),
		"a day that does not exist":     times(func(s *Timeline) { s.Spans[0].Start = "2015-02-30" }),
		"an end before its start":       times(func(s *Timeline) { s.Spans[0].End = "2011" }),
		"a month outside the axis":      gantt(func(s *Gantt) { s.Rows[0].Start.Month = "2031-01" }),
		"a week that the month has not": gantt(func(s *Gantt) { s.Rows[0].Start.Week = 5 }),
		"a month of forty-five weeks":   gantt(func(s *Gantt) { s.Months[0].Weeks = 45 }),
		"a month without a week":        gantt(func(s *Gantt) { s.Months[0].Weeks = 0 }),
		"a row that ends too early":     gantt(func(s *Gantt) { s.Rows[1].End = s.Rows[0].Start }),
		"no words for unknown reasons":  funnel(func(s *Funnel) { s.NotWhy = "" }),
	} {
		if err == nil || errors.Is(err, ErrEmpty) {
			t.Errorf("%s: error %v", name, err)
		}
		if ours := mistakes[name]; errors.Is(err, ErrRefused) == ours {
			t.Errorf("%s is the mistake of the caller: %v, error %v", name, ours, err)
		}
	}
	for name, err := range map[string]error{
		"shares":   shares(func(s *Shares) { s.Rows = nil }),
		"bars":     bars(func(s *Bars) { s.Rows = nil }),
		"timeline": times(func(s *Timeline) { s.Spans = s.Spans[5:] }),
		"gantt":    gantt(func(s *Gantt) { s.Rows = nil }),
		"funnel":   funnel(func(s *Funnel) { s.Steps = nil }),
	} {
		if !errors.Is(err, ErrEmpty) {
			t.Errorf("%s without rows: %v", name, err)
		}
	}
}

func TestZeroIsShownAsZero(t *testing.T) {
	s := Bars{Head: head("z"), Labels: "Año", Values: "n", Rows: []BarRow{{Label: "a", Value: Known(0)}, {Label: "b"}}}
	c, err := DrawBars(s)
	if err != nil {
		t.Fatal(err)
	}
	all := sound(t, c)
	if got := of(all, "text", "number"); len(got) != 1 || got[0].text != "0" {
		t.Errorf("numbers %v", got)
	}
	if got := of(all, "text", "unknown"); len(got) != 1 || got[0].text != "no se conoce" {
		t.Errorf("unknown %v", got)
	}
}

// FuzzCharts draws every kind with hostile texts and numbers: what is drawn is
// sound, whatever is refused is refused with an error.
func FuzzCharts(f *testing.F) {
	f.Add(`</text><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, 3, 9, 2.5, "2015", "2017-06")
	f.Add("\x00\x1b[31m\ufffe\xff\u202e]]>&amp;", strings.Repeat("W", 300), 0, 0, 0.0, "0001", "9999")
	f.Add("una palabra y otra", "Ñandú 𠮷𠮷𠮷 e\u0301", -1, 3, math.MaxFloat64, "", "2019-12-31")
	f.Add("url(#x)", "{{.}}", 7, 7, math.SmallestNonzeroFloat64, "x", "2019-13")
	f.Fuzz(func(t *testing.T, a, b string, n, m int, x float64, from, to string) {
		if len(a)+len(b) > 2000 {
			return
		}
		h := head("h")
		h.Title, h.Description, h.Words.Unknown = a, b, b
		h.Words.Date = func(iso string) string { return a + iso }
		see := func(c Chart, err error) {
			if err == nil {
				sound(t, c)
			}
		}
		see(DrawShares(Shares{Head: h, Categories: a, Total: b, Missing: a, Levels: []Level{{Label: b}, {Label: a, Absent: true}},
			Rows: []ShareRow{{Label: a, Note: b, Total: m, Counts: []int{n, 0}}, {Label: b, Total: n, Counts: []int{0, n}}}}))
		see(DrawBars(Bars{Head: h, Labels: a, Values: b, Targets: a, TargetNote: b,
			Rows: []BarRow{{Label: a, Note: b, Value: Known(x), Target: Known(float64(n))}, {Label: b, Target: Known(x)}}}))
		see(DrawTimeline(Timeline{Head: h, Labels: a, Starts: b, Ends: a, AsOf: to, AsOfIs: a,
			Spans: []Span{{Label: a, Note: b, Start: from, End: to}, {Label: b, Start: to}, {Label: b, End: from}}}))
		see(DrawGantt(Gantt{Head: h, Labels: a, Starts: b, Ends: a, Notes: b, Months: []Month{{a, a, b, n}, {b, b, a, m}},
			Rows: []GanttRow{{Group: a, Label: b, Note: a, Start: Slot{a, n, b}, End: Slot{b, 0, a}}, {Group: b, Label: a, End: Slot{b, m, b}}}}))
		see(DrawFunnel(Funnel{Head: h, Labels: a, Values: b, Changes: a, Reasons: b, NotWhy: a, Other: b,
			Steps: []Step{{a, b, a, Known(x), b, a}, {b, a, b, Known(float64(n)), b, ""}, {a, b, a, Amount{}, a, b}}}))
	})
}

// A bar with a caveat is hollow, and says it on the drawing and in the table.
func TestABarWithACaveatIsHollow(t *testing.T) {
	s := sampleBars()
	s.Rows[0].Caveat = "declarado sin evidencia"
	c, err := DrawBars(s)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(c.SVG), `class="bar hollow"`); n != 1 || !strings.Contains(string(c.SVG), ">declarado sin evidencia<") {
		t.Errorf("%d hollow bars, or the caveat is not said", n)
	}
	if got := c.Rows[0].Cells[1]; got != "47,5 · declarado sin evidencia" {
		t.Errorf("the table says %q", got)
	}
}

// The drawing for a wide page has the lengths of the other, with the names
// beside the bars, and says every number too: in the bar, or below it where it
// has no room there. Its levels stand once, above all bars.
func TestWideDrawingsAreTrue(t *testing.T) {
	rnd := rand.New(rand.NewSource(4))
	for range 200 {
		s := sampleShares()
		s.Rows = nil
		for r := range 1 + rnd.Intn(6) {
			row := ShareRow{Label: fmt.Sprint("plan ", r), Counts: make([]int, len(s.Levels))}
			for i := range row.Counts {
				row.Counts[i] = rnd.Intn(2) * rnd.Intn(40)
				row.Total += row.Counts[i]
			}
			row.Total += 1 + rnd.Intn(30)
			s.Rows = append(s.Rows, row)
		}
		c, err := DrawShares(s)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, c)
		all := parse(t, string(c.Wide))
		plot, outlines := desk.wide-edge-desk.at, of(all, "rect", "outline")
		if len(outlines) != len(s.Rows) {
			t.Fatalf("%d bars for %d rows", len(outlines), len(s.Rows))
		}
		for _, l := range s.Levels {
			n := 0
			for _, e := range of(all, "text", "label") {
				if e.text == l.Label {
					n++
				}
			}
			if n != 1 && !l.Absent {
				t.Errorf("the level %q stands %d times in the legend", l.Label, n)
			}
		}
		segments := of(all, "rect", "segment")
		for i, row := range s.Rows {
			top, below := outlines[i].n(t, "y"), math.Inf(1)
			if i+1 < len(outlines) {
				below = outlines[i+1].n(t, "y")
			}
			said := ""
			for _, e := range all {
				if e.name == "text" && e.n(t, "x") >= desk.at && e.n(t, "y") > top && e.n(t, "y") < below {
					said += " " + strings.ReplaceAll(e.text, "\u00a0", " ")
				}
			}
			left, x := row.Total, desk.at
			for k, n := range append(append([]int{}, row.Counts...), 0) {
				label := s.Missing
				if k < len(row.Counts) {
					left, label = left-n, s.Levels[k].Label
				} else {
					n = left
				}
				if n == 0 {
					continue
				}
				e, want := segments[0], plot*float64(n)/float64(row.Total)
				segments = segments[1:]
				if !near(e.n(t, "x"), x) || !near(e.n(t, "width"), want) {
					t.Errorf("%d of %d runs from %v over %v, want %v over %v", n, row.Total, e.n(t, "x"), e.n(t, "width"), x, want)
				}
				x += want
				if !strings.Contains(said+" ", fmt.Sprint(" ", n, " ")) && !strings.Contains(said, fmt.Sprint(label, ": ", n, " de ", row.Total)) {
					t.Errorf("%d %s is not said beside the bar: %q", n, label, said)
				}
			}
		}
		if len(segments) > 0 {
			t.Errorf("%d segments too many", len(segments))
		}
	}
	gantt, err := DrawGantt(sampleGantt())
	if err != nil {
		t.Fatal(err)
	}
	week := (desk.wide - edge - desk.at) / 29
	if e := of(parse(t, string(gantt.Wide)), "rect", "span")[1]; !near(e.n(t, "x"), desk.at+6*week) || !near(e.n(t, "width"), 5*week) {
		t.Errorf("an activity of weeks 6 to 11 runs from %v over %v", e.n(t, "x"), e.n(t, "width"))
	}
	for _, svg := range []string{string(gantt.SVG), string(gantt.Wide)} {
		for _, m := range sampleGantt().Months {
			if !strings.Contains(svg, ">"+m.Label+"</text>") {
				t.Errorf("the axis does not name %s", m.Label)
			}
		}
	}
	bars, err := DrawBars(sampleBars())
	if err != nil {
		t.Fatal(err)
	}
	drawn := of(parse(t, string(bars.Wide)), "rect", "bar")
	for i, n := range []float64{47.5, 12, 100, 0} {
		if !near(drawn[i].n(t, "width"), drawn[2].n(t, "width")*n/100) || drawn[i].n(t, "x") != desk.at {
			t.Errorf("%v is %v wide from %v", n, drawn[i].n(t, "width"), drawn[i].n(t, "x"))
		}
	}
}

// What is not done is told from what is by the pattern of its bar.
func TestPendingActivitiesHaveAPattern(t *testing.T) {
	s := sampleGantt()
	s.Rows[1].Pending = true
	c, err := DrawGantt(s)
	if err != nil {
		t.Fatal(err)
	}
	all := sound(t, c)
	if pending := of(all, "rect", "span pending"); len(pending) != 1 || pending[0].attr["fill"] == "" || len(of(all, "rect", "span")) != 3 {
		t.Errorf("%v", pending)
	}
}

// Kinds without an order do not run from light to dark.
func TestKindsAreNoScale(t *testing.T) {
	s := sampleShares()
	s.Unordered = true
	c, err := DrawShares(s)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, c)
	if strings.Contains(string(c.SVG), "tone") || !strings.Contains(string(c.SVG), "kind4") {
		t.Error("the kinds have the tones of a scale")
	}
}

// An absence with a hatch of its own has it whatever else a chart shows, and
// the others take what is left.
func TestAnAbsenceKeepsItsHatch(t *testing.T) {
	s := Shares{Levels: []Level{{Label: "yes"}, {Label: "any", Absent: true}, {Label: "own", Absent: true, Hatch: 1}, {Label: "other", Absent: true}}}
	if got, want := s.hatches(), []int{0, 2, 1, 3}; !slices.Equal(got, want) {
		t.Errorf("hatches %v, not %v", got, want)
	}
}
