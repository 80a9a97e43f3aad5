// Package markdown holds the site's one Markdown dialect: CommonMark with
// tables, without raw HTML. A text is parsed once; the tree that was checked
// is the tree that is written.
//
// It refuses raw HTML, links that are neither https, mailto, a fragment nor a
// file of the sources, and images from elsewhere: it reports where they stand
// and leaves the words to the caller. It does not know what a link leads to;
// the caller resolves it while the text is written.
package markdown

import (
	"bytes"
	"html"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/gosimple/slug"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Doc is a parsed text.
type Doc struct {
	// Links are the links in the order they stand, images included.
	Links []Link
	// Headings are the headings in the order they stand.
	Headings []Heading
	// RawHTML holds the places where raw HTML stands, which is not accepted.
	RawHTML []Place

	src []byte
	// html is the text as HTML, without the addresses of its links, which go
	// in at the cuts. Once written, the tree is let go: it takes ten times the
	// memory of the text.
	html []byte
	cuts []cut
	// lineStart holds the offsets at which lines begin, once a place was asked
	// for: a text of nothing but links must not be counted through for each.
	lineStart []int
}

// Place is where something begins in the text: Line counts from 1 at the top
// of the text, Column counts characters.
type Place struct{ Line, Column int }

// Link is a link or an image as the author wrote it.
type Link struct {
	Place
	// Destination is the address as written, after the dialect's escapes.
	Destination string
	// Image tells an image; Text is then its description.
	Image bool
	// Text is the words of the link.
	Text string
}

// Heading is a heading of a text.
type Heading struct {
	Place
	// Level is 1 to 6.
	Level int
	// ID is the fragment the heading can be linked by.
	ID string
	// Text is the heading without markup.
	Text string
}

// Limits on what is parsed: goldmark's time grows faster than the text on deep
// nesting, on marks of one paragraph and on definitions of links, so that a
// small hostile file could stall a build.
const (
	// MaxLine is the number of characters a line may have.
	MaxLine = 10_000
	// MaxNesting is how many list or quote markers may open one line.
	MaxNesting = 20
	// MaxDelimiters is how many brackets, emphasis marks or backticks may
	// follow one another.
	MaxDelimiters = 100
	// MaxBlock is the number of characters between two blank lines.
	MaxBlock = 50_000
	// MaxEmphasis is how many marks of emphasis may stand in one block.
	MaxEmphasis = 1_000
	// MaxBrackets is how many square brackets may stand in one block: a link
	// has two, and a table is one block.
	MaxBrackets = 2_000
	// MaxDefinitions is how many links of a text may be defined apart from it.
	MaxDefinitions = 1_000
)

// Limit names one of the limits on what is parsed.
type Limit int

// The limits that a text can go beyond.
const (
	LongLine Limit = iota
	DeepNesting
	ManyDelimiters
	LongBlock
	ManyEmphasis
	ManyBrackets
	ManyDefinitions
)

// Most is what the limit allows.
func (l Limit) Most() int {
	return [...]int{MaxLine, MaxNesting, MaxDelimiters, MaxBlock, MaxEmphasis, MaxBrackets, MaxDefinitions}[l]
}

// delimiter are the marks that goldmark may have to try as open and as closed.
var delimiter = [256]bool{'[': true, ']': true, '(': true, ')': true, '*': true, '_': true, '`': true, '!': true, '<': true, '~': true}

// TooHard returns the first place where the text goes beyond a limit, and
// which.
func TooHard(src []byte) (Place, Limit, bool) {
	var m marks
	line, block := 0, 0
	for text := range bytes.Lines(src) {
		line++
		length := utf8.RuneCount(text)
		if length > MaxLine {
			return Place{line, MaxLine + 1}, LongLine, true
		}
		if nesting(text) > MaxNesting {
			return Place{line, 1}, DeepNesting, true
		}
		if beginsBlock(text) {
			block, m.emphasis, m.brackets = 0, 0, 0
		}
		if block += length; block > MaxBlock {
			return Place{line, 1}, LongBlock, true
		}
		if at, limit, hard := m.tooMany(text); hard {
			return Place{line, 1 + utf8.RuneCount(text[:at])}, limit, true
		}
	}
	return Place{}, 0, false
}

// marks counts the marks of a block, and the definitions of the text.
type marks struct{ emphasis, brackets, definitions int }

// tooMany counts those of a line until they are too many, and returns where.
func (m *marks) tooMany(line []byte) (at int, limit Limit, hard bool) {
	run := 0
	for i, c := range line {
		if !delimiter[c] {
			run = 0
			continue
		}
		if run++; run > MaxDelimiters {
			return i, ManyDelimiters, true
		}
		switch c {
		case '*', '_':
			m.emphasis++
		case '[', ']':
			m.brackets++
			if c == ']' && i+1 < len(line) && line[i+1] == ':' {
				m.definitions++
			}
		}
		switch {
		case m.emphasis > MaxEmphasis:
			return i, ManyEmphasis, true
		case m.brackets > MaxBrackets:
			return i, ManyBrackets, true
		case m.definitions > MaxDefinitions:
			return i, ManyDefinitions, true
		}
	}
	return 0, 0, false
}

// beginsBlock reports whether a line is blank, a heading or an item of a list,
// which end any paragraph before them: what stands before cannot pair with what
// follows.
func beginsBlock(line []byte) bool {
	text := bytes.TrimLeft(line, " ")
	if len(bytes.TrimSpace(text)) == 0 {
		return true
	}
	if len(line)-len(text) > 3 {
		return false
	}
	if level := len(text) - len(bytes.TrimLeft(text, "#")); level > 0 && level <= 6 && level < len(text) && text[level] == ' ' {
		return true
	}
	return len(text) > 2 && (text[0] == '-' || text[0] == '+' || text[0] == '*') && text[1] == ' ' && len(bytes.TrimSpace(text[2:])) > 0
}

// nesting counts the markers that open containers at the start of a line, and
// its indentation, four columns a level.
func nesting(line []byte) int {
	markers, blanks := 0, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			blanks++
		case c == '\t':
			blanks += 4
		case c == '>' || (c == '-' || c == '+' || c == '*') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			markers++
			if i+1 < len(line) && line[i+1] == ' ' {
				i++ // belongs to the marker
			}
		default:
			return markers + blanks/4
		}
	}
	return markers
}

var dialect = goldmark.New(
	goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(&pieces{}, 100))),
)

// cut is a place in the HTML where the address of a link goes in.
type cut struct {
	at          int
	destination string
}

// Parse reads a text. It never fails: every text is Markdown.
func Parse(src []byte) *Doc {
	d := &Doc{src: src}
	tree := dialect.Parser().Parse(text.NewReader(src), parser.WithContext(parser.NewContext(parser.WithIDs(&ids{}))))
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			d.note(n)
		}
		return ast.WalkContinue, nil
	})
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.Reset()
	w.cuts = w.cuts[:0]
	if err := dialect.Renderer().Render(w, src, tree); err != nil {
		panic("markdown: writing a parsed text into memory failed: " + err.Error())
	}
	d.html, d.cuts = bytes.Clone(w.Bytes()), slices.Clone(w.cuts)
	d.lineStart = nil
	return d
}

func (d *Doc) note(n ast.Node) {
	switch n := n.(type) {
	case *ast.Link:
		d.Links = append(d.Links, Link{Place: d.place(n), Destination: destination(n.Destination), Text: words(n, d.src)})
	case *ast.Image:
		d.Links = append(d.Links, Link{Place: d.place(n), Destination: destination(n.Destination), Image: true, Text: words(n, d.src)})
	case *ast.AutoLink:
		d.Links = append(d.Links, Link{Place: d.place(n), Destination: autoDestination(n, d.src), Text: string(n.Label(d.src))})
	case *ast.RawHTML, *ast.HTMLBlock:
		d.RawHTML = append(d.RawHTML, d.place(n))
	case *ast.Heading:
		id, _ := n.AttributeString("id")
		name, _ := id.([]byte)
		d.Headings = append(d.Headings, Heading{Place: d.place(n), Level: n.Level, ID: string(name), Text: words(n, d.src)})
	}
}

// destination returns an address with its escapes read: goldmark keeps them as
// typed until it renders, and &#106;avascript: must not pass for a file.
func destination(written []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(written))))
}

// autoDestination returns the address of a link in angle brackets.
func autoDestination(n *ast.AutoLink, src []byte) string {
	address := string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(address, "mailto:") {
		address = "mailto:" + address
	}
	return address
}

func (d *Doc) place(n ast.Node) Place {
	offset := n.Pos()
	if offset < 0 || offset > len(d.src) {
		offset = 0
	}
	if d.lineStart == nil {
		d.lineStart = []int{0}
		for i, c := range d.src {
			if c == '\n' {
				d.lineStart = append(d.lineStart, i+1)
			}
		}
	}
	line, found := slices.BinarySearch(d.lineStart, offset)
	if found {
		line++
	}
	return Place{Line: line, Column: 1 + utf8.RuneCount(d.src[d.lineStart[line-1]:offset])}
}

// words returns the text below a node without markup.
func words(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			switch n := n.(type) {
			case *ast.Text:
				b.Write(n.Segment.Value(src))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			case *ast.String:
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// Empty reports whether the text has no content.
func (d *Doc) Empty() bool { return d == nil || len(d.html) == 0 }

// Source returns the text as written. It is not to be changed.
func (d *Doc) Source() []byte { return d.src }

// Words returns the text without markup, its blocks separated by blanks, for
// search and for counting.
func (d *Doc) Words() string {
	if d == nil {
		return ""
	}
	var b strings.Builder
	inside := false
	for _, c := range d.html {
		switch {
		case c == '<':
			inside = true
		case c == '>':
			inside = false
		case inside:
		case c == '\n':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return strings.TrimSpace(html.UnescapeString(b.String()))
}

// Write writes the text as HTML. Resolve turns the destination of each link
// and image, as written, into the address that goes into the page. Write may
// be called at the same time from several goroutines.
func (d *Doc) Write(out *bytes.Buffer, resolve func(destination string) string) {
	if d == nil {
		return
	}
	from := 0
	for _, c := range d.cuts {
		out.Write(d.html[from:c.at])
		out.Write(util.EscapeHTML([]byte(resolve(c.destination))))
		from = c.at
	}
	out.Write(d.html[from:])
}

// writer takes the HTML of a text and notes where its addresses belong.
type writer struct {
	bytes.Buffer
	cuts []cut
}

var writers = sync.Pool{New: func() any { return new(writer) }}

func (w *writer) Buffered() int { return 0 }
func (w *writer) Flush() error  { return nil }

// address leaves a place for the address of a link.
func address(w util.BufWriter, destination string) {
	to := w.(*writer)
	to.cuts = append(to.cuts, cut{to.Len(), destination})
}

// pieces writes the nodes that differ from goldmark's own rendering.
type pieces struct{}

func (p *pieces) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindLink, writeLink)
	r.Register(ast.KindAutoLink, writeAutoLink)
	r.Register(ast.KindImage, writeImage)
	r.Register(tables.KindTable, writeTable)
}

func writeLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, err := w.WriteString("</a>")
		return ast.WalkContinue, err
	}
	return ast.WalkContinue, openLink(w, destination(node.(*ast.Link).Destination))
}

func openLink(w util.BufWriter, destination string) error {
	_, _ = w.WriteString(`<a href="`)
	address(w, destination)
	if isOutside(destination) {
		_, _ = w.WriteString(`" rel="external noopener`)
	}
	_, err := w.WriteString(`">`)
	return err
}

func isOutside(destination string) bool {
	return strings.HasPrefix(destination, "https:") || strings.HasPrefix(destination, "http:")
}

func writeAutoLink(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.AutoLink)
	if err := openLink(w, autoDestination(n, src)); err != nil {
		return ast.WalkStop, err
	}
	_, _ = w.Write(util.EscapeHTML(n.Label(src)))
	_, err := w.WriteString("</a>")
	return ast.WalkContinue, err
}

func writeImage(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	_, _ = w.WriteString(`<img loading="lazy" src="`)
	address(w, destination(n.Destination))
	_, _ = w.WriteString(`" alt="`)
	_, _ = w.Write(util.EscapeHTML([]byte(words(n, src))))
	_, err := w.WriteString(`">`)
	return ast.WalkSkipChildren, err
}

// writeTable lets a wide table scroll by itself, also by keyboard, so that the
// page never does.
func writeTable(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, err := w.WriteString("<div class=\"scroll\" tabindex=\"0\"><table>\n")
		return ast.WalkContinue, err
	}
	_, err := w.WriteString("</table></div>\n")
	return ast.WalkContinue, err
}

// ids makes the fragments of headings: accents become plain letters (goldmark's
// own would drop them), and a repeated heading gets a number.
type ids struct{ used map[string]int }

func (s *ids) Generate(value []byte, _ ast.NodeKind) []byte {
	id := fragment(string(value))
	if s.used == nil {
		s.used = map[string]int{}
	}
	s.used[id]++
	if n := s.used[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return []byte(id)
}

func (s *ids) Put([]byte) {}

var fragments sync.Map // heading → fragment: the same few headings stand on every page

func fragment(heading string) string {
	if id, ok := fragments.Load(heading); ok {
		return id.(string)
	}
	id := slug.Make(heading)
	if id == "" {
		id = "seccion"
	}
	fragments.Store(heading, id)
	return id
}
