package download

import "bytes"

var csvFormat = Format{
	Name: "csv", Extension: ".csv", MediaType: "text/csv; charset=utf-8; header=present",
	table:    appendCSV,
	twin:     appendTwinCSV,
	sections: appendSectionsCSV,
}

// appendCSV appends the table with its header.
func appendCSV(buf []byte, v *view, _ int) []byte {
	for i := range v.columns {
		if i > 0 {
			buf = append(buf, ',')
		}
		buf = appendField(buf, v.columns[i].name)
	}
	buf = append(buf, "\r\n"...)
	for _, row := range v.Rows {
		begin := len(buf)
		for i := range v.columns {
			if i > 0 {
				buf = append(buf, ',')
			}
			start := len(buf)
			buf = quoteFrom(v.columns[i].appendCell(buf, row), start)
		}
		if len(buf) == begin {
			// The empty cell of a table with one column would be an empty line,
			// which readers skip.
			buf = append(buf, `""`...)
		}
		buf = append(buf, "\r\n"...)
	}
	return buf
}

// appendField appends one value.
func appendField(buf []byte, value string) []byte {
	start := len(buf)
	return quoteFrom(append(buf, value...), start)
}

// quotes tells the bytes because of which RFC 4180 puts a value in quotes.
var quotes = [256]bool{'"': true, ',': true, '\r': true, '\n': true}

// quoteFrom makes a CSV value of what stands in buf from start on: quotes, if
// it must have any, are put around it in place.
func quoteFrom(buf []byte, start int) []byte {
	needed := false
	for _, c := range buf[start:] {
		if quotes[c] {
			needed = true
			break
		}
	}
	if !needed {
		return buf
	}
	from := len(buf)
	inner := bytes.Count(buf[start:], []byte{'"'})
	for range inner + 2 {
		buf = append(buf, '"')
	}
	to := len(buf) - 1 // of the closing quote, which is there
	if inner == 0 {
		copy(buf[start+1:to], buf[start:from])
	} else {
		// From the end, so that no byte is overwritten before it has moved.
		for from > start {
			from--
			to--
			buf[to] = buf[from]
			if buf[from] == '"' {
				to--
				buf[to] = '"'
			}
		}
	}
	buf[start] = '"'
	return buf
}
