package download

import (
	"slices"
	"strings"

	"vitrina/generator/model"
)

// spreadsheetFolder holds, below the folder of the data, the tables for
// spreadsheet programs, one folder a language.
const spreadsheetFolder = "excel/"

var spreadsheetFormat = Format{
	Name: "spreadsheet", Extension: ".csv", MediaType: "text/csv; charset=utf-8; header=present",
	perLanguage: true,
	table:       appendSpreadsheet,
}

// appendSpreadsheet appends the table as a spreadsheet program in the language
// opens it by a double click: a byte-order mark, because of which it reads
// UTF-8; the language's decimal mark, and ; between the values where that mark
// is the comma; titles as header; labels in place of codes and names in place
// of ids, several values of a cell separated by " · ". Programs that read data
// take the canonical CSV.
func appendSpreadsheet(buf []byte, v *view, language int) []byte {
	l := v.languages[language]
	comma, decimal := l.Separator()[0], l.DecimalMark()
	buf = append(buf, "\ufeff"...)
	columns := v.readable(language)
	for i, title := range v.titles(columns, language) {
		if i > 0 {
			buf = append(buf, comma)
		}
		buf = appendQuoted(buf, title, comma)
	}
	buf = append(buf, "\r\n"...)
	for _, row := range v.Rows {
		begin := len(buf)
		for i, c := range columns {
			if i > 0 {
				buf = append(buf, comma)
			}
			buf = appendQuoted(buf, v.readableCell(c, row, language, decimal), comma)
		}
		if len(buf) == begin {
			buf = append(buf, `""`...) // as in the canonical CSV
		}
		buf = append(buf, "\r\n"...)
	}
	return buf
}

// between stands between the values of a cell.
const between = " · "

// Sheet is a table as its spreadsheet CSV in a language has it, with the way
// back to the cells that an author wrote.
type Sheet struct {
	// Titles are the header, Names the names of the same columns.
	Titles, Names []string
	// Rows are in the order of the site's table.
	Rows [][]string
	// Separator stands between cells, Decimal before decimals.
	Separator, Decimal string

	view    *view
	columns []*column
	at      int // of the language
}

// Sheets returns a table's sheets, one a language of the site.
func Sheets(site *model.Site, name string) []*Sheet {
	t := site.Table(name)
	if t == nil {
		return nil
	}
	v := viewOf(site, t, labelsOf(site))
	var out []*Sheet
	for at, l := range site.Languages {
		s := &Sheet{Separator: l.Separator(), Decimal: l.DecimalMark(), view: v, columns: v.readable(at), at: at}
		s.Titles = v.titles(s.columns, at)
		for _, c := range s.columns {
			s.Names = append(s.Names, c.name)
		}
		for _, row := range t.Rows {
			cells := make([]string, len(s.columns))
			for i, c := range s.columns {
				cells[i] = v.readableCell(c, row, at, s.Decimal)
			}
			s.Rows = append(s.Rows, cells)
		}
		out = append(out, s)
	}
	return out
}

// Values are the values of a cell of a column.
func (s *Sheet) Values(column int, cell string) []string {
	if cell == "" || !s.columns[column].list {
		return []string{cell}
	}
	values := strings.Split(cell, strings.TrimSpace(between))
	for i := range values {
		values[i] = strings.TrimSpace(values[i])
	}
	return values
}

// Named reports whether a column shows the names of rows of another table in
// place of their ids.
func (s *Sheet) Named(column int) bool {
	f, _ := s.view.Schema.Field(s.columns[column].name)
	return slices.Contains(named, f.References.Value)
}

// Scaled reports whether the codes of a column are those of the list that the
// row names in its column "scale".
func (s *Sheet) Scaled(column int) bool {
	label := s.columns[column].labelled[s.at]
	return label != nil && label.scale >= 0
}

// Codes are the codes, or ids, that a column may have by their label, in the list that
// scale names where the column is scaled; nil where the column has no codes.
func (s *Sheet) Codes(column int, scale string) map[string][]string {
	label := s.columns[column].labelled[s.at]
	if label == nil {
		return nil
	}
	labels := label.labels
	if label.scale >= 0 {
		labels = label.byScale[scale]
	}
	out := map[string][]string{}
	for code, text := range labels {
		out[orCode(text, code)] = append(out[orCode(text, code)], code)
	}
	for _, codes := range out {
		slices.Sort(codes)
	}
	return out
}

// readable returns the columns that readers of a language need: not the labels,
// which stand in place of the codes, and not texts and addresses of another
// language where the reader's are there.
func (v *view) readable(language int) []*column {
	var out []*column
	for i := range v.columns {
		c := &v.columns[i]
		if c.kind == labelColumn || v.isOfAnother(c.name, language) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// isOfAnother reports whether a column holds a text in another language of the
// site than the given one, in which the table has it too.
func (v *view) isOfAnother(name string, language int) bool {
	at := strings.LastIndexByte(name, '_')
	if at < 0 || name[at+1:] == v.languages[language].Code {
		return false
	}
	for _, l := range v.languages {
		if name[at+1:] == l.Code {
			return v.has(name[:at+1] + v.languages[language].Code)
		}
	}
	return false
}

func (v *view) has(name string) bool {
	for i := range v.columns {
		if v.columns[i].name == name {
			return true
		}
	}
	return false
}

// titles are the titles of columns in a language; one that two columns share is
// followed by the name, and the name stands where the schema gives none.
func (v *view) titles(columns []*column, language int) []string {
	l := v.languages[language]
	out := make([]string, len(columns))
	times := map[string]int{}
	for i, c := range columns {
		f, _ := v.Schema.Field(c.name)
		out[i] = f.Title.Or(l.Code)
		if c.kind == urlColumn && out[0] != "" { // among names it is one too
			out[i] = l.Fill("describe.address", "language", v.site.LanguageName(v.languages[c.language].Code, language))
		}
		times[out[i]]++
	}
	for i, c := range columns {
		switch {
		case out[i] == "":
			out[i] = c.name
		case times[out[i]] > 1:
			out[i] += " (" + c.name + ")"
		}
	}
	return out
}

// readableCell is a cell as readers of the language see it.
func (v *view) readableCell(c *column, row []string, language int, decimal string) string {
	cell := string(c.appendCell(nil, row))
	label := c.labelled[language]
	switch {
	case cell == "":
		return ""
	case c.list:
		values := strings.Split(cell, "|")
		for i, value := range values {
			if label != nil {
				values[i] = orCode(label.label(row, value), value)
			}
		}
		return strings.Join(values, between)
	case label != nil:
		return orCode(label.label(row, cell), cell)
	case c.bare != nil && decimal != ".":
		return strings.Replace(cell, ".", decimal, 1)
	}
	return cell
}

func orCode(label, code string) string {
	if label == "" {
		return code
	}
	return label
}

// appendQuoted appends a value, in quotes where it holds the separator, a quote
// or a line end.
func appendQuoted(buf []byte, value string, comma byte) []byte {
	if strings.IndexByte(value, comma) < 0 && !strings.ContainsAny(value, "\"\r\n") {
		return append(buf, value...)
	}
	buf = append(buf, '"')
	buf = append(buf, strings.ReplaceAll(value, `"`, `""`)...)
	return append(buf, '"')
}
