package table

import (
	"bytes"
	"slices"
	"strings"
)

// Rewrite returns the file with other rows in place of its own. From gives for
// each row which of the file's rows it replaces, or -1 for a new one: a row
// that is the same keeps its bytes, of one that differs only the cells that
// differ are written anew. The table must have been parsed without findings
// that left rows out.
func (t *Table) Rewrite(rows [][]string, from []int) []byte {
	end := "\n"
	if bytes.Contains(t.src, []byte("\r\n")) {
		end = "\r\n"
	}
	out := bytes.Clone(t.src[:t.rowEnd(-1)])
	for i, row := range rows {
		if n := len(out); n > 0 && out[n-1] != '\n' {
			out = append(out, end...) // the last line had no end
		}
		old := from[i]
		if old >= 0 && slices.Equal(row, t.Rows[old]) {
			out = append(out, t.src[t.rowStart(old):t.rowEnd(old)]...)
			continue
		}
		for c, cell := range row {
			if c > 0 {
				out = append(out, ',')
			}
			if old >= 0 && cell == t.Rows[old][c] {
				out = append(out, t.raw(old, c)...)
				continue
			}
			out = appendCell(out, cell)
		}
		if len(row) == 1 && row[0] == "" {
			out = append(out, `""`...) // an empty line would be no row
		}
		out = append(out, end...)
	}
	return out
}

func (t *Table) offset(row, column int) int {
	s := t.places[(row+1)*len(t.Header)+column]
	return t.lineStart[s.line-1] + int(s.column) - 1
}

func (t *Table) rowStart(row int) int { return t.offset(row, 0) }

// rowEnd is where the row after begins; row -1 is the header.
func (t *Table) rowEnd(row int) int {
	if row+1 < len(t.Rows) {
		return t.offset(row+1, 0)
	}
	return len(t.src)
}

// raw is a cell as it was written, its quotes included.
func (t *Table) raw(row, column int) []byte {
	if column+1 < len(t.Header) {
		return t.src[t.offset(row, column) : t.offset(row, column+1)-1]
	}
	return bytes.TrimRight(t.src[t.offset(row, column):t.rowEnd(row)], "\r\n")
}

// appendCell appends a cell, in quotes only where RFC 4180 or a reader that
// trims blanks needs them.
func appendCell(out []byte, cell string) []byte {
	if !strings.ContainsAny(cell, "\",\r\n") && strings.TrimSpace(cell) == cell {
		return append(out, cell...)
	}
	out = append(out, '"')
	out = append(out, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(out, '"')
}
