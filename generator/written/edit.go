package written

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Value is what Edit gives a key: one of Text, List and Labels as a form has
// them. Only the texts count, not their places.
type Value any

// Edit returns a document with another value of a key at its top, an empty one
// meaning none. What it need not touch it leaves as it is: other keys, their
// order, comments, quotes and, inside a list or a group of labels, the values
// that stay. A key that is new stands where the order of keys has it. A value
// whose writing it does not understand (a document in braces) it leaves alone:
// who calls it must read the result.
func Edit(doc []byte, order []string, key string, value Value) []byte {
	e := editor{doc: doc}
	if !e.read() {
		return doc
	}
	i := slices.IndexFunc(e.entries, func(n entry) bool { return n.key == key })
	switch v := value.(type) {
	case Text:
		return e.text(order, key, i, v.Value)
	case List:
		return e.list(order, key, i, v.Values())
	case Labels:
		for _, l := range v {
			doc = Edit(doc, order, key, l)
		}
		return doc
	case Label:
		return e.label(order, key, i, v.Language.Value, v.Text.Value)
	}
	panic(fmt.Sprintf("written: %T is no value", value))
}

// entry is a key at the top of the document with its value.
type entry struct {
	key   string
	value *yaml.Node
	// from and to are the bytes of its lines, without the comments and blank
	// lines that follow.
	from, to int
}

type editor struct {
	doc       []byte
	lineStart []int
	entries   []entry
}

func (e *editor) read() bool {
	var root yaml.Node
	e.lineStart = []int{0}
	for i, c := range e.doc {
		if c == '\n' {
			e.lineStart = append(e.lineStart, i+1)
		}
	}
	if len(bytes.TrimSpace(e.doc)) == 0 {
		return true
	}
	if err := yaml.Load(e.doc, &root); err != nil || len(root.Content) != 1 || root.Content[0].Kind != yaml.MappingNode || root.Content[0].Style&yaml.FlowStyle != 0 {
		return false
	}
	pairs := root.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		e.entries = append(e.entries, entry{key: pairs[i].Value, value: pairs[i+1], from: e.lineStart[pairs[i].Line-1]})
	}
	for i := range e.entries {
		end := len(e.doc)
		if i+1 < len(e.entries) {
			end = e.entries[i+1].from
		}
		e.entries[i].to = e.from(e.entries[i].from, end)
	}
	return true
}

// from returns where the lines of an entry end when what follows them up to end
// is blank or a comment at the line's beginning.
func (e *editor) from(start, end int) int {
	to := end
	for to > start {
		line := bytes.LastIndexByte(e.doc[start:to-1], '\n') + 1 + start
		if text := bytes.TrimSpace(e.doc[line:to]); line == start || len(text) > 0 && e.doc[line] != '#' {
			break
		}
		to = line
	}
	return to
}

func (e *editor) newline() string {
	if bytes.Contains(e.doc, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// splice returns the document with other bytes from one place to another.
func (e *editor) splice(from, to int, with string) []byte {
	return slices.Concat(e.doc[:from], []byte(with), e.doc[to:])
}

// insert writes a new entry after the nearest key that the order has before it.
func (e *editor) insert(order []string, key, value string) []byte {
	at := 0
	rank := slices.Index(order, key)
	for _, n := range e.entries {
		if r := slices.Index(order, n.key); r >= 0 && r < rank {
			at = max(at, n.to)
		}
	}
	line := key + ": " + value + e.newline()
	if at > 0 && e.doc[at-1] != '\n' {
		line = e.newline() + line
	}
	return e.splice(at, at, line)
}

// offset is where a node begins.
func (e *editor) offset(n *yaml.Node) int {
	at := e.lineStart[n.Line-1]
	for range n.Column - 1 {
		_, size := utf8.DecodeRune(e.doc[at:])
		at += size
	}
	return at
}

// scalar returns where the writing of a scalar begins and ends, or false where
// it takes several lines.
func (e *editor) scalar(n *yaml.Node) (from, to int, ok bool) {
	from = e.offset(n)
	rest := e.doc[from:]
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0 && len(rest) > 0 && rest[0] == '"':
		for i := 1; i < len(rest); i++ {
			switch rest[i] {
			case '\\':
				i++
			case '"':
				return from, from + i + 1, true
			}
		}
	case n.Style&yaml.SingleQuotedStyle != 0 && len(rest) > 0 && rest[0] == '\'':
		for i := 1; i < len(rest); i++ {
			if rest[i] == '\'' {
				if i+1 < len(rest) && rest[i+1] == '\'' {
					i++
					continue
				}
				return from, from + i + 1, true
			}
		}
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 && !strings.Contains(n.Value, "\n") && bytes.HasPrefix(rest, []byte(n.Value)):
		return from, from + len(n.Value), true
	}
	return 0, 0, false
}

// isGiven reports whether a value is written at all.
func isGiven(n *yaml.Node) bool { return n != nil && (!isNull(n) || n.Value != "") }

func (e *editor) text(order []string, key string, i int, text string) []byte {
	if i < 0 {
		if text == "" {
			return e.doc
		}
		return e.insert(order, key, token(text, nil, false))
	}
	n := e.entries[i]
	if text == "" {
		return e.splice(n.from, n.to, "")
	}
	if isGiven(n.value) && n.value.Kind == yaml.ScalarNode {
		if from, to, ok := e.scalar(n.value); ok {
			return e.splice(from, to, token(text, n.value, false))
		}
	}
	return e.splice(n.from, n.to, key+": "+token(text, n.value, false)+e.newline())
}

func (e *editor) list(order []string, key string, i int, values []string) []byte {
	if i < 0 {
		if len(values) == 0 {
			return e.doc
		}
		return e.insert(order, key, e.flow(nil, values))
	}
	n := e.entries[i]
	if n.value.Kind == yaml.SequenceNode && n.value.Style&yaml.FlowStyle == 0 && len(values) > 0 {
		return e.block(n, values)
	}
	if n.value.Kind == yaml.SequenceNode && n.value.Style&yaml.FlowStyle != 0 {
		if from, to, ok := e.brackets(n.value); ok {
			return e.splice(from, to, e.flow(n.value, values))
		}
	}
	return e.splice(n.from, n.to, key+": "+e.flow(nil, values)+e.newline())
}

// flow writes a list in brackets; values that stay keep their writing.
func (e *editor) flow(old *yaml.Node, values []string) string {
	items := make([]string, len(values))
	for i, v := range values {
		items[i] = token(v, nil, true)
		if old == nil {
			continue
		}
		for _, n := range old.Content {
			if n.Kind == yaml.ScalarNode && n.Value == v {
				if from, to, ok := e.scalar(n); ok {
					items[i] = string(e.doc[from:to])
				}
			}
		}
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// block writes a list with one value a line; values that stay keep their line.
func (e *editor) block(n entry, values []string) []byte {
	first := n.value.Content[0]
	dash := string(e.doc[e.lineStart[first.Line-1]:e.offset(first)])
	if strings.Trim(dash, " -") != "" {
		return e.splice(n.from, n.to, n.key+": "+e.flow(n.value, values)+e.newline())
	}
	var b strings.Builder
	for _, v := range values {
		line := dash + token(v, nil, false) + e.newline()
		for i, item := range n.value.Content {
			if item.Value != v {
				continue
			}
			end := n.to
			if i+1 < len(n.value.Content) {
				end = e.lineStart[n.value.Content[i+1].Line-1]
			}
			line = string(e.doc[e.lineStart[item.Line-1]:end])
			if !strings.HasSuffix(line, "\n") {
				line += e.newline()
			}
		}
		b.WriteString(line)
	}
	return e.splice(e.lineStart[first.Line-1], n.to, b.String())
}

// brackets returns where a list or group in brackets or braces begins and ends.
func (e *editor) brackets(n *yaml.Node) (from, to int, ok bool) {
	from = e.offset(n)
	end := from + 1
	for i := len(n.Content) - 1; i >= 0; i-- {
		if item := n.Content[i]; item.Kind == yaml.ScalarNode {
			if isNull(item) && item.Value == "" {
				continue
			}
			_, at, ok := e.scalar(item)
			if !ok {
				return 0, 0, false
			}
			end = at
			break
		}
		return 0, 0, false
	}
	for ; end < len(e.doc); end++ {
		switch e.doc[end] {
		case ']', '}':
			return from, end + 1, true
		case '#':
			return 0, 0, false
		}
	}
	return 0, 0, false
}

func (e *editor) label(order []string, key string, i int, language, text string) []byte {
	if i < 0 || !isGiven(e.entries[i].value) || e.entries[i].value.Kind != yaml.MappingNode {
		return e.firstLabel(order, key, i, language, text)
	}
	n := e.entries[i]
	flow := n.value.Style&yaml.FlowStyle != 0
	pairs := n.value.Content
	at := -1
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i].Value == language {
			at = i
		}
	}
	switch {
	case at < 0 && text == "":
		return e.doc
	case at >= 0 && text == "" && len(pairs) == 2:
		return e.splice(n.from, n.to, "")
	case at >= 0 && text != "" && isGiven(pairs[at+1]):
		if from, to, ok := e.scalar(pairs[at+1]); ok {
			return e.splice(from, to, token(text, pairs[at+1], flow))
		}
	}
	if flow {
		return e.flowLabel(n.value, at, language, text)
	}
	return e.blockLabel(pairs, n.to, at, language, text)
}

// firstLabel writes a text where the entry has none in any language; i is its
// place, or below 0.
func (e *editor) firstLabel(order []string, key string, i int, language, text string) []byte {
	if text == "" {
		return e.doc
	}
	value := "{" + language + ": " + token(text, nil, true) + "}"
	if i < 0 {
		return e.insert(order, key, value)
	}
	return e.splice(e.entries[i].from, e.entries[i].to, key+": "+value+e.newline())
}

// blockLabel writes a text into an entry with a line for each language, which
// ends at end; at is the place of the language, or below 0.
func (e *editor) blockLabel(pairs []*yaml.Node, end, at int, language, text string) []byte {
	if at < 0 {
		first := pairs[0]
		indent := string(e.doc[e.lineStart[first.Line-1]:e.offset(first)])
		line := indent + language + ": " + token(text, nil, false) + e.newline()
		if e.doc[end-1] != '\n' {
			line = e.newline() + line
		}
		return e.splice(end, end, line)
	}
	if at+2 < len(pairs) {
		end = e.lineStart[pairs[at+2].Line-1]
	}
	if text == "" {
		return e.splice(e.lineStart[pairs[at].Line-1], end, "")
	}
	return e.splice(e.offset(pairs[at]), end, language+": "+token(text, nil, false)+e.newline())
}

// flowLabel writes a text into an entry between braces.
func (e *editor) flowLabel(value *yaml.Node, at int, language, text string) []byte {
	from, to, ok := e.brackets(value)
	if !ok {
		return e.doc
	}
	pairs := value.Content
	var items []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if i == at {
			if text != "" {
				items = append(items, language+": "+token(text, nil, true))
			}
			continue
		}
		item := token(pairs[i+1].Value, pairs[i+1], true)
		if f, t, ok := e.scalar(pairs[i+1]); ok {
			item = string(e.doc[f:t])
		}
		items = append(items, pairs[i].Value+": "+item)
	}
	if at < 0 {
		items = append(items, language+": "+token(text, nil, true))
	}
	return e.splice(from, to, "{"+strings.Join(items, ", ")+"}")
}

// token writes a text as a scalar, in the manner of the old one where that can
// hold it: plain where nothing could take it for something else.
func token(text string, old *yaml.Node, flow bool) string {
	if old != nil && old.Style&yaml.SingleQuotedStyle != 0 && !strings.ContainsAny(text, "\n\t\r") {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	if (old == nil || !isGiven(old) || old.Style&yaml.DoubleQuotedStyle == 0) && isPlain(text, old, flow) {
		return text
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// isPlain reports whether a text can stand without quotes: read back, it is the
// same text, and no number that stood or stands for a text in quotes.
func isPlain(text string, old *yaml.Node, flow bool) bool {
	if strings.ContainsAny(text, "\n\r\t") {
		return false
	}
	doc := "k: " + text + "\n"
	if flow {
		doc = "k: [" + text + ", x]\n"
	}
	var root yaml.Node
	if err := yaml.Load([]byte(doc), &root); err != nil || len(root.Content) != 1 || len(root.Content[0].Content) != 2 {
		return false
	}
	n := root.Content[0].Content[1]
	if flow {
		if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
			return false
		}
		n = n.Content[0]
	}
	if n.Kind != yaml.ScalarNode || n.Style != 0 || n.Value != text || n.LineComment != "" {
		return false
	}
	return n.Tag == "!!str" || n.Tag == "!!timestamp" || isGiven(old) && n.Tag != "!!null" && n.Tag != "!!bool"
}
