// Package table holds the site's one CSV dialect: cells with places, column
// types, and typed rows.
//
// The dialect is UTF-8, comma, double quotes only where needed, one header
// line of machine names, the same number of cells in every row. A file is
// parsed once; the cells that were checked are the cells that are downloaded.
// A cell stays text until the moment it is needed: 05001 stays 05001, and an
// empty cell is missing, never zero.
//
// It refuses to guess a separator, an encoding or a type, and to change a
// value; what breaks the dialect is a finding. It does not know what a column
// means to the site: that is the schema's, and the checks', business.
package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"vitrina/generator/diag"
)

// Rules that Parse reports.
const (
	RuleSyntax         = "csv-syntax"
	RuleRaggedRow      = "ragged-row"
	RuleRepeatedColumn = "repeated-column"
	RuleBlankRow       = "blank-row"
	RuleTooLarge       = "too-large"
)

// Limits on a table, since pull requests come from strangers and spreadsheet
// programs cut what is longer.
const (
	MaxColumns        = 200
	MaxCellCharacters = 32_767
)

// Table is a parsed CSV file.
type Table struct {
	// File is the path of the file below the source folder.
	File string
	// Header holds the names of the columns as written.
	Header []string
	// Rows holds the cells of each row, as many as the header has; a ragged
	// row was reported and is left out.
	Rows [][]string
	// Left holds the cells of the rows left out, as far as they could be told:
	// what refers to such a row is not wrong for it.
	Left [][]string

	src       []byte
	comma     rune
	lineStart []int
	places    []spot // header first, then row by row
}

// spot is where a cell begins, in bytes: turned into characters only when
// something is reported.
type spot struct{ line, column int32 }

// Parse reads a CSV file of the dialect and reports everything in it that is
// not. The data must be valid UTF-8 without control characters other than line
// ends, which the reader of files has checked.
func Parse(file string, data []byte) (*Table, diag.List) { return parse(file, data, ',', false) }

// ParseSheet reads a CSV file as spreadsheet programs write it: with the given
// separator, rows without their last empty cells or with empty cells too many,
// and rows that are empty, which are no rows. Everything else is as in Parse;
// such a table cannot be rewritten.
func ParseSheet(file string, data []byte, separator rune) (*Table, diag.List) {
	return parse(file, data, separator, true)
}

func parse(file string, data []byte, comma rune, sheet bool) (*Table, diag.List) {
	t := &Table{File: file, src: data, comma: comma}
	var found diag.List
	t.lineStart = append(t.lineStart, 0)
	for i, c := range data {
		if c == '\n' {
			t.lineStart = append(t.lineStart, i+1)
		}
	}
	if !t.isTable(sheet, &found) || !t.read(sheet, &found) {
		found.Stop()
		return t, found
	}
	if !sheet {
		t.reportBlankRows(&found)
	}
	return t, found
}

// isTable reports whether the file has anything to read, separated as it should
// be.
func (t *Table) isTable(sheet bool, found *diag.List) bool {
	if len(bytes.TrimSpace(t.src)) == 0 {
		found.Add(diag.Pos{File: t.File, Line: 1, Column: 1}, RuleSyntax,
			diag.T("el archivo está vacío", "the file is empty"),
			diag.T("escriba al menos la línea con los nombres de las columnas", "write at least the line with the names of the columns"))
		return false
	}
	first, _, _ := bytes.Cut(t.src, []byte("\n"))
	if !sheet && !bytes.Contains(first, []byte(",")) && bytes.Contains(first, []byte(";")) {
		found.Add(t.at(1, bytes.IndexByte(first, ';')+1), RuleSyntax,
			diag.T("las columnas están separadas por punto y coma", "the columns are separated by semicolons"),
			diag.T("guarde el archivo como «CSV UTF-8 delimitado por comas»", "save the file as CSV UTF-8 with commas"))
		return false
	}
	return true
}

// read reads the rows, false where there is no header to read them by.
func (t *Table) read(sheet bool, found *diag.List) bool {
	r := reader{Reader: t.rows(t.src)}
	for {
		record, err := r.Read()
		if err == io.EOF {
			return true
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			// The line is left out, and the reading goes on after it: one slip
			// must not hide the next.
			wrong.StartLine += r.before
			wrong.Line += r.before
			line := t.reportSyntax(found, wrong)
			if t.Header == nil {
				return false
			}
			end := len(t.src)
			if line < len(t.lineStart) {
				end = t.lineStart[line]
			}
			t.Left = append(t.Left, strings.Split(string(bytes.TrimRight(t.src[t.lineStart[wrong.StartLine-1]:end], "\r\n")), string(t.comma)))
			r = reader{t.rows(t.src[end:]), line}
			continue
		} else if err != nil {
			panic("table: reading from memory failed: " + err.Error())
		}
		cells := len(record) // those that stand in the file
		if sheet {
			if record = t.level(record); record == nil {
				continue
			}
		}
		if t.Header != nil {
			t.take(r, record, cells, found)
		} else if !t.head(r, record, cells, found) {
			return false
		}
	}
}

// head takes the header, false where it is too long.
func (t *Table) head(r reader, record []string, cells int, found *diag.List) bool {
	if len(record) > MaxColumns {
		found.Add(diag.Pos{File: t.File, Line: 1, Column: 1}, RuleTooLarge,
			diag.T("la tabla tiene %[1]d columnas y el máximo es %[2]d", "the table has %[1]d columns and the most is %[2]d", len(record), MaxColumns),
			diag.T("divida la tabla", "split the table"))
		return false
	}
	t.Header = record
	t.note(r, len(record), cells)
	t.checkHeader(found)
	return true
}

// take takes a row; one of another length than the header is left out.
func (t *Table) take(r reader, record []string, cells int, found *diag.List) {
	if len(record) != len(t.Header) {
		t.reportRagged(found, r, record)
		t.Left = append(t.Left, record)
		return
	}
	t.Rows = append(t.Rows, record)
	t.note(r, len(record), cells)
	for i, cell := range record {
		if len(cell) > MaxCellCharacters && utf8.RuneCountInString(cell) > MaxCellCharacters {
			found.Add(t.Pos(len(t.Rows)-1, i), RuleTooLarge,
				diag.T("la celda tiene más de %d caracteres", "the cell has more than %d characters", MaxCellCharacters),
				diag.T("acorte el texto", "shorten the text"))
		}
	}
}

// level takes empty cells away from the end of a row, or adds them, until it
// is as long as the header, as far as that goes; it returns nil for an empty
// row.
func (t *Table) level(record []string) []string {
	full := len(record)
	for full > 0 && record[full-1] == "" {
		full--
	}
	if full == 0 {
		return nil
	}
	width := max(full, len(t.Header))
	for len(record) < width {
		record = append(record, "")
	}
	return record[:width]
}

// reader reads rows from somewhere in the file, before lines after its top.
type reader struct {
	*csv.Reader
	before int
}

func (t *Table) rows(data []byte) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = t.comma
	r.FieldsPerRecord = -1
	return r
}

// place returns the line, from the top of the file, and the column in bytes
// where a cell of the row read last begins.
func (r reader) place(cell int) (line, column int) {
	line, column = r.FieldPos(cell)
	return line + r.before, column
}

// note remembers where the cells of a row begin; one that is not in the file is
// where the last of those is that are.
func (t *Table) note(r reader, cells, there int) {
	for i := range cells {
		line, column := r.place(min(i, there-1))
		t.places = append(t.places, spot{int32(line), int32(column)})
	}
}

// at turns a line and a column in bytes into a place.
func (t *Table) at(line, column int) diag.Pos {
	if line < 1 || line > len(t.lineStart) {
		return diag.Pos{File: t.File, Line: 1, Column: 1}
	}
	start := t.lineStart[line-1]
	end := min(start+column-1, len(t.src))
	return diag.Pos{File: t.File, Line: line, Column: 1 + utf8.RuneCount(t.src[start:end])}
}

// Pos returns the place of a cell; row -1 is the header.
func (t *Table) Pos(row, column int) diag.Pos {
	s := t.places[(row+1)*len(t.Header)+column]
	p := t.at(int(s.line), int(s.column))
	text := t.Header[column]
	if row >= 0 {
		text = t.Rows[row][column]
	}
	if !strings.Contains(text, "\n") {
		width := utf8.RuneCountInString(text)
		if start := t.lineStart[s.line-1] + int(s.column) - 1; start < len(t.src) && t.src[start] == '"' {
			width += 2 + strings.Count(text, `"`)
		}
		p.EndColumn = p.Column + max(width, 1)
	}
	return p
}

// Column returns the index of the named column, or -1.
func (t *Table) Column(name string) int { return slices.Index(t.Header, name) }

// Cell returns the text of a cell, or "" when there is no such column.
func (t *Table) Cell(row int, column string) string {
	if i := t.Column(column); i >= 0 {
		return t.Rows[row][i]
	}
	return ""
}

func (t *Table) checkHeader(found *diag.List) {
	seen := map[string]int{}
	for i, name := range t.Header {
		if name == "" {
			found.Add(t.Pos(-1, i), RuleSyntax,
				diag.T("la columna %d no tiene nombre", "column %d has no name", i+1),
				diag.T("escriba el nombre de la columna, o borre la coma que sobra", "write the name of the column, or delete the comma that is too many"))
			continue
		}
		if before, twice := seen[name]; twice {
			found.Add(t.Pos(-1, i), RuleRepeatedColumn,
				diag.T("la columna %q está repetida", "the column %q is repeated", name),
				diag.T("deje una sola columna con ese nombre", "keep one column of that name"),
				diag.Related{Pos: t.Pos(-1, before), Message: diag.T("la primera está aquí", "the first is here")})
			continue
		}
		seen[name] = i
	}
}

func (t *Table) reportRagged(found *diag.List, r reader, record []string) {
	at := len(record) - 1
	if at >= len(t.Header) {
		at = len(t.Header) // the first cell too many
	}
	line, column := r.place(at)
	p := t.at(line, column)
	if len(record) < len(t.Header) {
		p.Column += utf8.RuneCountInString(record[at])
		found.Add(p, RuleRaggedRow,
			diag.T("celdas de esta fila: %[1]d; deben ser %[2]d", "cells in this row: %[1]d; there must be %[2]d", len(record), len(t.Header)),
			diag.T("faltan comas: una celda vacía también lleva su coma", "commas are missing: an empty cell has its comma too"))
		return
	}
	found.Add(p, RuleRaggedRow,
		diag.T("celdas de esta fila: %[1]d; deben ser %[2]d", "cells in this row: %[1]d; there must be %[2]d", len(record), len(t.Header)),
		diag.T("sobran comas: un texto con comas va entre comillas dobles", "there are too many commas: a text with commas stands in double quotes"))
}

// reportSyntax returns the last line of the row that is wrong.
func (t *Table) reportSyntax(found *diag.List, wrong *csv.ParseError) int {
	// A quote left open is found out lines later, where another one opens.
	line := wrong.StartLine
	message := diag.T("las comillas de esta celda no se cierran", "the quotes of this cell do not close")
	hint := diag.T("cierre las comillas; unas comillas dentro de la celda se escriben dobles (\"\")", "close the quotes; quotes inside a cell are written twice (\"\")")
	column := wrong.Column
	switch {
	case errors.Is(wrong.Err, csv.ErrBareQuote):
		message = diag.T("hay comillas en medio de una celda sin comillas", "there are quotes in the middle of a cell without quotes")
		hint = diag.T("ponga toda la celda entre comillas y escriba dobles las de dentro (\"\")", "put the whole cell in quotes and write those inside it twice (\"\")")
		line = wrong.Line
	case t.byteAt(wrong.Line, column) == '"' && (wrong.StartLine == wrong.Line || column > 1 && t.byteAt(wrong.Line, column-1) != byte(t.comma)): // at the end of the file there is nothing
		message = diag.T("después de cerrar las comillas sigue texto en la misma celda", "text follows the closing quotes in the same cell")
		line = wrong.Line
	default:
		column = t.openQuote(line)
	}
	found.Add(t.at(line, column), RuleSyntax, message, hint)
	return line
}

// byteAt returns the byte at a line and a column in bytes, or 0 beyond the end.
func (t *Table) byteAt(line, column int) byte {
	if line < 1 || line > len(t.lineStart) {
		return 0
	}
	if i := t.lineStart[line-1] + column - 1; i >= 0 && i < len(t.src) {
		return t.src[i]
	}
	return 0
}

// openQuote returns the column, in bytes, of the last quote that begins a cell
// of a line, which is the one left open.
func (t *Table) openQuote(line int) int {
	end := len(t.src)
	if line < len(t.lineStart) {
		end = t.lineStart[line]
	}
	text := t.src[t.lineStart[line-1]:end]
	if i := bytes.LastIndex(text, []byte(string(t.comma)+`"`)); i >= 0 {
		return i + 2
	}
	return 1 + max(0, bytes.IndexByte(text, '"'))
}

// reportBlankRows finds the lines that encoding/csv drops without a word.
func (t *Table) reportBlankRows(found *diag.List) {
	used := make([]bool, len(t.lineStart)+1)
	width := max(1, len(t.Header))
	for i := 0; i < len(t.places); i += width {
		end := int(t.places[i].line)
		for j := i; j < i+width; j++ {
			text := ""
			if row := i/width - 1; row >= 0 {
				text = t.Rows[row][j-i]
			} else {
				text = t.Header[j-i]
			}
			end = max(end, int(t.places[j].line)+strings.Count(text, "\n"))
		}
		for l := int(t.places[i].line); l <= end && l < len(used); l++ {
			used[l] = true
		}
	}
	for l := 1; l < len(t.lineStart); l++ {
		if !used[l] && len(bytes.TrimRight(t.src[t.lineStart[l-1]:t.lineStart[l]], "\r\n")) == 0 {
			found.Add(diag.Pos{File: t.File, Line: l, Column: 1}, RuleBlankRow,
				diag.T("hay una línea vacía entre las filas", "there is an empty line between the rows"),
				diag.T("borre la línea", "delete the line"))
		}
	}
}

// ValuePos returns the place of value i, counted from 0, of a list cell, or of
// the whole cell where it cannot be told.
func (t *Table) ValuePos(row, column, i int) diag.Pos {
	p := t.Pos(row, column)
	text := t.Rows[row][column]
	values := SplitList(text)
	if len(values) < 2 || i >= len(values) || p.EndColumn == 0 || strings.Contains(text, `"`) {
		return p
	}
	quoted := 0
	if p.EndColumn-p.Column > utf8.RuneCountInString(text) {
		quoted = 1
	}
	p.Column += quoted + utf8.RuneCountInString(strings.Join(values[:i], "|"))
	if i > 0 {
		p.Column++ // the separator
	}
	p.EndColumn = p.Column + max(1, utf8.RuneCountInString(values[i]))
	return p
}
