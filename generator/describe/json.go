package describe

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// number is a JSON number with the digits that were written.
type number string

// encoded writes a value as JSON for people who look into it as well: members
// in their order, one a line, lists of plain values on one line.
func encoded(v any) []byte { return append(appendJSON(nil, v, 0), '\n') }

func appendJSON(b []byte, v any, depth int) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case string:
		return appendString(b, v)
	case number:
		return append(b, v...)
	case bool:
		return strconv.AppendBool(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case texts:
		return appendMembers(b, len(v), depth, func(i int) (string, any) { return v[i].language, v[i].text })
	case object:
		return appendMembers(b, len(v), depth, func(i int) (string, any) { return v[i].name, v[i].value })
	case []string:
		return appendList(b, v, depth, true)
	case []any:
		plain := true
		for _, x := range v {
			switch x.(type) {
			case object, texts, []string, []any:
				plain = false
			}
		}
		return appendList(b, v, depth, plain)
	case []object:
		return appendList(b, v, depth, false)
	case [][]string:
		return appendList(b, v, depth, false)
	}
	panic(fmt.Sprintf("describe: no JSON for %T", v))
}

func appendMembers(b []byte, n, depth int, of func(int) (string, any)) []byte {
	b = append(b, '{')
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendLine(b, depth+1)
		name, value := of(i)
		b = append(appendString(b, name), ": "...)
		b = appendJSON(b, value, depth+1)
	}
	if n > 0 {
		b = appendLine(b, depth)
	}
	return append(b, '}')
}

func appendList[T any](b []byte, items []T, depth int, plain bool) []byte {
	b = append(b, '[')
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		if !plain {
			b = appendLine(b, depth+1)
		} else if i > 0 {
			b = append(b, ' ')
		}
		b = appendJSON(b, item, depth+1)
	}
	if !plain && len(items) > 0 {
		b = appendLine(b, depth)
	}
	return append(b, ']')
}

func appendLine(b []byte, depth int) []byte {
	b = append(b, '\n')
	for range depth {
		b = append(b, ' ')
	}
	return b
}

// appendString leaves to the library what needs any escaping.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c == '"' || c == '\\' || c >= utf8.RuneSelf && !utf8.ValidString(s) {
			var buf bytes.Buffer
			e := json.NewEncoder(&buf)
			e.SetEscapeHTML(false)
			if err := e.Encode(s); err != nil {
				panic("describe: a text that cannot be JSON: " + err.Error())
			}
			return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}
