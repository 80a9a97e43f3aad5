package download

import "strings"

var jsonFormat = Format{
	Name: "json", Extension: ".json", MediaType: "application/json",
	table:    appendJSON,
	twin:     appendTwinJSON,
	sections: appendSectionsJSON,
}

// appendJSON appends the table as an array of objects, one a line.
func appendJSON(buf []byte, v *view, _ int) []byte {
	buf = append(buf, '[')
	for i, row := range v.Rows {
		if i > 0 {
			buf = append(buf, ',')
		}
		buf = append(buf, '\n')
		buf = appendObject(buf, v, row)
	}
	if len(v.Rows) > 0 {
		buf = append(buf, '\n')
	}
	return append(buf, "]\n"...)
}

// appendObject appends a row as an object with the columns in their order.
func appendObject(buf []byte, v *view, row []string) []byte {
	buf = append(buf, '{')
	for i := range v.columns {
		if i > 0 {
			buf = append(buf, ',')
		}
		c := &v.columns[i]
		buf = append(buf, c.jsonKey...)
		buf = c.appendJSON(buf, row)
	}
	return append(buf, '}')
}

// appendJSON appends the value of the column in a row.
func (c *column) appendJSON(buf []byte, row []string) []byte {
	cell := row[c.at]
	switch {
	case c.list:
		buf = append(buf, '[')
		if cell != "" {
			first := true
			for value := range strings.SplitSeq(cell, "|") {
				if !first {
					buf = append(buf, ',')
				}
				first = false
				if c.kind == labelColumn {
					value = c.label(row, value)
				}
				buf = appendString(buf, value)
			}
		}
		return append(buf, ']')
	case c.kind == labelColumn:
		return appendStringOrNull(buf, c.label(row, cell))
	case c.kind == urlColumn:
		return appendStringOrNull(buf, c.page(cell))
	case c.bare != nil && cell != "" && c.bare(cell):
		return append(buf, cell...)
	}
	return appendStringOrNull(buf, cell)
}

func appendStringOrNull(buf []byte, s string) []byte {
	if s == "" {
		return append(buf, "null"...)
	}
	return appendString(buf, s)
}

// escapes tells the bytes that may not stand as they are in a JSON string.
var escapes = func() (is [256]bool) {
	for c := range 0x20 {
		is[c] = true
	}
	is['"'], is['\\'] = true, true
	return is
}()

// appendString appends a JSON string. Characters beyond ASCII stand as they
// are.
func appendString[S string | []byte](buf []byte, s S) []byte {
	buf = append(buf, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !escapes[c] {
			continue
		}
		buf = append(buf, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			buf = append(buf, '\\', c)
		case '\n':
			buf = append(buf, `\n`...)
		case '\r':
			buf = append(buf, `\r`...)
		case '\t':
			buf = append(buf, `\t`...)
		default:
			const hex = "0123456789abcdef"
			buf = append(buf, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	buf = append(buf, s[from:]...)
	return append(buf, '"')
}
