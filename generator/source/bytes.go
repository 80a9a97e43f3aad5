package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"vitrina/generator/diag"
	"vitrina/generator/written"
)

// Rules that Load reports, besides those of the dialects.
const (
	RuleMissingFile    = "missing-file"
	RuleUnexpectedFile = "unexpected-file"
	RuleTooLarge       = "too-large"
	RuleEncoding       = "invalid-utf-8"
	RuleByteOrderMark  = "byte-order-mark"
	RuleControl        = "control-character"
	RuleNoFrontMatter  = "missing-front-matter"
	RuleSetting        = "wrong-setting"
)

// shownPlaces is how many places of one kind of bad character are reported for
// one file: a file in another encoding has thousands.
const shownPlaces = 10

var mark = []byte("\ufeff")

// checkBytes reports what no text of this site may hold: bytes that are not
// UTF-8, a byte-order mark, control characters, line separators that only some
// programs see, and characters that turn the direction of text or show
// nothing.
func checkBytes(file string, data []byte) diag.List {
	var found diag.List
	if name := wideEncoding(data); name != "" {
		found.Add(diag.Pos{File: file, Line: 1, Column: 1}, RuleEncoding,
			diag.T("el archivo está en %s, no en UTF-8", "the file is in %s, not in UTF-8", name),
			diag.T("guárdelo como UTF-8 sin BOM", "save it as UTF-8 without a byte-order mark"))
		found.Stop()
		return found
	}
	if manyZeros(data) {
		found.Add(diag.Pos{File: file, Line: 1, Column: 1}, RuleEncoding,
			diag.T("el archivo no es de texto: muchos de sus bytes son cero", "the file is no text: many of its bytes are zero"),
			diag.T("ponga en su lugar un archivo de texto en UTF-8 sin BOM", "put a text file in its place, in UTF-8 without a byte-order mark"))
		found.Stop()
		return found
	}
	if bytes.HasPrefix(data, mark) {
		found.Add(diag.Pos{File: file, Line: 1, Column: 1}, RuleByteOrderMark,
			diag.T("el archivo empieza con una marca de orden de bytes (BOM)", "the file begins with a byte-order mark"),
			diag.T("guárdelo como UTF-8 sin BOM", "save it as UTF-8 without a byte-order mark"))
		data = data[len(mark):]
	}
	line, column := 1, 1
	invalid, control := 0, 0
	lineFeeds := bytes.IndexByte(data, '\n') >= 0
	for i := 0; i < len(data); {
		c := data[i]
		if c >= 0x20 && c < 0x7f {
			i++
			column++
			continue
		}
		if c == '\n' {
			i++
			line, column = line+1, 1
			continue
		}
		if c == '\r' && i+1 < len(data) && data[i+1] == '\n' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		at := diag.Pos{File: file, Line: line, Column: column, EndColumn: column + 1}
		switch {
		case c == '\r':
			if control++; control > shownPlaces {
				break
			}
			found.Add(at, RuleControl,
				diag.T("hay un retorno de carro (CR) sin su salto de línea (LF)", "there is a carriage return (CR) without its line feed (LF)"),
				diag.T("guarde el archivo con finales de línea LF (Unix)", "save the file with line ends LF (Unix)"))
			if !lineFeeds { // every line ends so, as on old machines: the file is one line
				found.Stop()
				return found
			}
		case r == utf8.RuneError && size == 1:
			if invalid++; invalid <= shownPlaces {
				found.Add(at, RuleEncoding,
					diag.T("el byte 0x%02X no es UTF-8", "the byte 0x%02X is not UTF-8", c),
					diag.T("guarde el archivo como UTF-8; parece Windows-1252 o Latin-1", "save the file as UTF-8; it looks like Windows-1252 or Latin-1"))
			}
		case refused(r):
			if control++; control <= shownPlaces {
				found.Add(at, RuleControl,
					diag.T("hay un carácter que no se ve: %U", "there is a character that does not show: %U", r),
					diag.T("bórrelo y escriba de nuevo lo que va ahí", "delete it and type again what belongs there"))
			}
		}
		i += size
		column++
	}
	return found
}

// wideEncoding names the encoding of a text whose characters have two or four
// bytes, told by its byte-order mark or by the zeros beside plain letters; ""
// for any other.
func wideEncoding(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}):
		return "UTF-32"
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return "UTF-16"
	}
	if !manyZeros(data) {
		return ""
	}
	// Which of every four bytes are zero: most of the time, or hardly ever.
	var zeros, all [4]int
	for i, c := range head(data) {
		if all[i%4]++; c == 0 {
			zeros[i%4]++
		}
	}
	pattern := ""
	for i := range all {
		switch {
		case zeros[i]*3 > all[i]*2:
			pattern += "0"
		case zeros[i]*10 < all[i]:
			pattern += "x"
		}
	}
	switch pattern {
	case "x0x0", "0x0x":
		return "UTF-16"
	case "x000", "000x":
		return "UTF-32"
	}
	return ""
}

// manyZeros reports whether more of a file is zero than of any text in UTF-8.
func manyZeros(data []byte) bool {
	data = head(data)
	return len(data) > 3 && bytes.Count(data, []byte{0}) > len(data)/3
}

// head is as much of a file as tells what it is.
func head(data []byte) []byte { return data[:min(len(data), 1000)] }

// refused reports whether a character has no place in a source. A tab is
// accepted, since Markdown and YAML report it where it does harm.
func refused(r rune) bool {
	switch {
	case r == '\t' || r == '\u200d': // the joiner of emoji and of some scripts
		return false
	case r == '\u00ad' || r == '\u2028' || r == '\u2029':
		return true
	case r >= '\uf8f0' && r <= '\uf8f2': // the signs that pages are made with, see tongue.go of render
		return true
	case r < 0x80 || r < 0xa0:
		return unicode.IsControl(r)
	}
	return unicode.Is(unicode.Cf, r)
}

// clean returns data that the parsers can take after checkBytes has reported
// it, with every line and column where it was.
func clean(data []byte) []byte {
	data = bytes.TrimPrefix(data, mark)
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == '\n' || r == '\r' && i+1 < len(data) && data[i+1] == '\n':
			out = append(out, data[i])
		case r == utf8.RuneError && size == 1 || refused(r):
			out = append(out, '?')
		default:
			out = append(out, data[i:i+size]...)
		}
		i += size
	}
	return out
}

// splitFront decodes the front matter into front and returns the body with the
// number of lines before it.
func splitFront(file string, data []byte, front any) (body []byte, before int, found diag.List) {
	// The decoder gets only the inside of the fence: as many line ends as there
	// are lines up to and including the opening fence make its lines those of
	// the file.
	pad, end := 0, 0
	for line := range bytes.Lines(data) {
		pad++
		end += len(line)
		if len(bytes.TrimSpace(line)) > 0 {
			break
		}
	}
	// A line that is indented but reads --- would end the front matter for
	// adrg/frontmatter, which trims lines: the place is refused before.
	if at, ok := indentedFence(data[end:]); ok && opensFront(data[:end]) {
		found.Add(diag.Pos{File: file, Line: pad + at, Column: 1}, written.RuleSyntax,
			diag.T("una línea con «---» dentro de los datos de la página los termina antes de tiempo", "a line of --- inside the front matter ends it too early"),
			diag.T("quite esa línea o escriba otra cosa", "remove the line or write something else"))
		found.Stop()
		return nil, 0, found
	}
	decode := func(inside []byte, v any) error {
		before = pad + bytes.Count(inside, []byte("\n")) + 1
		found = written.Decode(file, append(bytes.Repeat([]byte("\n"), pad), inside...), v)
		return nil
	}
	body, err := frontmatter.MustParse(bytes.NewReader(data), front, frontmatter.NewFormat("---", "---", decode))
	switch {
	case errors.Is(err, frontmatter.ErrNotFound):
		message := diag.T("la página no empieza con sus datos entre dos líneas «---»", "the page does not begin with its front matter between two lines of ---")
		if opensFront(data[:end]) {
			message = diag.T("falta la línea «---» que cierra los datos de la página", "the line of --- that closes the front matter is missing")
		}
		found.Add(diag.Pos{File: file, Line: 1, Column: 1}, RuleNoFrontMatter, message,
			diag.T("ponga una línea «---» antes y otra después de los datos", "put a line of --- before and another after the front matter"))
		found.Stop()
		return nil, 0, found
	case err != nil && !errors.Is(err, io.EOF):
		panic(fmt.Sprintf("source: splitting %s from memory failed: %v", file, err))
	}
	// What the library returns is a copy, with room that it never filled, of what
	// data has at its end.
	return data[len(data)-len(body):], before, found
}

// opensFront reports whether the last line of data opens front matter.
func opensFront(data []byte) bool {
	data = bytes.TrimSpace(data)
	return string(data) == "---"
}

// indentedFence returns the line, counted from 1 in data, of a --- with blanks
// before it that stands ahead of the closing fence.
func indentedFence(data []byte) (int, bool) {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if !bytes.Equal(bytes.TrimSpace(line), []byte("---")) {
			continue
		}
		return n, line[0] == ' ' || line[0] == '\t'
	}
	return 0, false
}

// FrontMatter returns where the front matter of a page begins and ends, its
// fences left out; false where it has none.
func FrontMatter(data []byte) (from, to int, ok bool) {
	at, open := 0, false
	for line := range bytes.Lines(data) {
		switch text := bytes.TrimSpace(line); {
		case !open && len(text) > 0 && !opensFront(line):
			return 0, 0, false
		case !open && len(text) > 0:
			open, from = true, at+len(line)
		case open && string(text) == "---":
			return from, at, true
		}
		at += len(line)
	}
	return 0, 0, false
}
