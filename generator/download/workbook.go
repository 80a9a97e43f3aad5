package download

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"vitrina/generator/model"
)

var workbookFormat = Format{
	Name: "xlsx", dated: true, Extension: ".xlsx", MediaType: workbookType,
	table: appendWorkbook,
}

var allWorkbook = Whole{Name: "all-xlsx", dated: true, Address: folder + "all.xlsx", MediaType: workbookType, write: writeWorkbook}

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// appendWorkbook appends the table as a workbook of two sheets: one that
// explains it, and its rows.
func appendWorkbook(buf []byte, v *view, _ int) []byte {
	b := newBook(v.site)
	b.explain("README", []*view{v})
	b.sheet(v)
	return append(buf, b.bytes()...)
}

// writeWorkbook makes the workbook of the whole site: a sheet that explains,
// and one a table.
func writeWorkbook(site *model.Site, views []*view) ([]byte, error) {
	b := newBook(site)
	b.many = true
	b.explain("README", views)
	for _, v := range views {
		b.sheet(v)
	}
	return b.bytes(), nil
}

// book is a workbook in the making. Text is written as text, whatever it looks
// like: 05001, +57 and =1+1 leave as they came, and nothing is a formula or a
// link. A number or whole date is a number or date of the workbook only where
// it comes back with the same digits.
type book struct {
	site         *model.Site
	file         *excelize.File
	names        map[string]bool
	header, date int
	wrap         int
	first        bool
	// many says that the book has a sheet for each table of the site.
	many bool
}

func newBook(site *model.Site) *book {
	b := &book{site: site, file: excelize.NewFile(), names: map[string]bool{}, first: true}
	style := func(s *excelize.Style) int {
		id, err := b.file.NewStyle(s)
		b.must(err)
		return id
	}
	iso := "yyyy-mm-dd"
	b.header = style(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	b.date = style(&excelize.Style{CustomNumFmt: &iso})
	b.wrap = style(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	// The dates of the file are the as-of date, and not today's: the same
	// sources make the same bytes.
	at := b.site.AsOf.String()
	if len(at) != len("2006-01-02") {
		at = "2000-01-01"
	}
	b.must(b.file.SetDocProps(&excelize.DocProperties{Created: at + "T00:00:00Z", Modified: at + "T00:00:00Z", Creator: "Vitrina", LastModifiedBy: "Vitrina"}))
	return b
}

// must panics: what is written into memory cannot fail but by our mistake.
func (b *book) must(err error) {
	if err != nil {
		panic(fmt.Sprintf("download: making a workbook: %v", err))
	}
}

func (b *book) bytes() []byte {
	var out bytes.Buffer
	b.must(b.file.Write(&out))
	b.must(b.file.Close())
	return inOrder(out.Bytes())
}

// inOrder puts the parts of a workbook in the order of their names: excelize
// writes the sheets in the order of a map. What says the types of the parts
// comes first, as some readers expect.
func inOrder(data []byte) []byte {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		panic(fmt.Sprintf("download: reading a workbook just made: %v", err))
	}
	const types = "[Content_Types].xml"
	slices.SortFunc(r.File, func(a, b *zip.File) int {
		switch {
		case a.Name == types:
			return -1
		case b.Name == types:
			return 1
		}
		return cmp.Compare(a.Name, b.Name)
	})
	var out bytes.Buffer
	out.Grow(len(data))
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		if err := w.Copy(f); err != nil {
			panic(fmt.Sprintf("download: copying a part of a workbook: %v", err))
		}
	}
	if err := w.Close(); err != nil {
		panic(fmt.Sprintf("download: closing a workbook: %v", err))
	}
	return out.Bytes()
}

// begin begins a sheet with a name that no other has: at most 31 characters.
// Filtered are the cells with an automatic filter, "" for none; it must be set
// before the rows are, since excelize would read the whole sheet again for it.
func (b *book) begin(name, filtered string) *excelize.StreamWriter {
	name = name[:min(len(name), 31)]
	for i := 2; b.names[strings.ToLower(name)]; i++ {
		end := "-" + strconv.Itoa(i)
		name = name[:min(len(name), 31-len(end))] + end
	}
	b.names[strings.ToLower(name)] = true
	if b.first {
		b.first = false
		b.must(b.file.SetSheetName("Sheet1", name))
	} else {
		_, err := b.file.NewSheet(name)
		b.must(err)
	}
	if filtered != "" {
		b.must(b.file.AutoFilter(name, filtered, nil))
	}
	w, err := b.file.NewStreamWriter(name)
	b.must(err)
	return w
}

// widest is the width in characters at which a column ends to grow.
const widest = 60

// sheet adds the rows of a table, below a header that stays in sight.
func (b *book) sheet(v *view) {
	rows := ""
	if len(v.Rows) > 0 && len(v.columns) > 0 {
		last, err := excelize.CoordinatesToCellName(len(v.columns), len(v.Rows)+1)
		b.must(err)
		rows = "A1:" + last
	}
	// Filters: where the book has one table, those of a table of the workbook,
	// whose name formulas can use. To each such table excelize reads all tables
	// before it again, which took two thirds of the time of the whole book.
	filtered := ""
	if b.many {
		filtered = rows
	}
	w := b.begin(v.Name, filtered)
	kinds := make([]string, len(v.columns))
	var text []byte
	for i := range v.columns {
		c := &v.columns[i]
		if f, _ := v.Schema.Field(c.name); c.kind == cellColumn {
			kinds[i] = f.Type.Value
		}
		width := utf8.RuneCountInString(c.name)
		for _, row := range v.Rows {
			text = c.appendCell(text[:0], row)
			width = max(width, min(widest, utf8.RuneCount(text)))
		}
		b.must(w.SetColWidth(i+1, i+1, float64(min(widest, width)+2)))
	}
	b.must(w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	header := make([]any, len(v.columns))
	for i := range v.columns {
		header[i] = excelize.Cell{StyleID: b.header, Value: v.columns[i].name}
	}
	b.must(w.SetRow("A1", header))
	cells := make([]any, len(v.columns))
	for r, row := range v.Rows {
		for i := range v.columns {
			text = v.columns[i].appendCell(text[:0], row)
			cells[i] = b.cell(&v.columns[i], kinds[i], string(text))
		}
		at, err := excelize.CoordinatesToCellName(1, r+2)
		b.must(err)
		b.must(w.SetRow(at, cells))
	}
	if rows != "" && !b.many {
		plain := false
		b.must(w.AddTable(&excelize.Table{Range: rows, Name: "rows_" + tableName(v.Name), ShowRowStripes: &plain}))
	}
	b.must(w.Flush())
}

// cell is the value of a cell of the workbook, in a column of a type; nil for an
// empty one.
func (b *book) cell(c *column, kind, text string) any {
	if text == "" {
		return nil
	}
	switch kind {
	case "integer", "number":
		// A workbook holds 15 digits.
		if n, err := strconv.ParseFloat(text, 64); err == nil && len(text) <= 15 && fitsNumber(text) {
			return n
		}
	case "boolean":
		if c.bare(text) {
			return text == "true"
		}
	case "date":
		// The first days of 1900 are wrong in workbooks, for ever.
		if day, err := time.Parse("2006-01-02", text); err == nil && day.Year() > 1900 {
			return excelize.Cell{StyleID: b.date, Value: day}
		}
	}
	return text
}

// explain adds the sheet that says what the tables are: in every language the
// title, what a row is, the licence and the date, then every column.
func (b *book) explain(name string, views []*view) {
	w := b.begin(name, "")
	for i, width := range []float64{26, 24, 10, 50, 50, 50, 50} {
		b.must(w.SetColWidth(i+1, i+1, width))
	}
	next := 1
	line := func(style int, values ...string) {
		cells := make([]any, len(values))
		for i, text := range values {
			if text != "" {
				cells[i] = excelize.Cell{StyleID: style, Value: text}
			}
		}
		at, err := excelize.CoordinatesToCellName(1, next)
		b.must(err)
		b.must(w.SetRow(at, cells))
		next++
	}
	for i, l := range b.site.Languages {
		line(b.header, b.site.Site.Title.Or(l.Code))
		line(0, l.Word("workbook.form"))
		line(0, l.Word("foot.as-of")+" "+l.Date(b.site.AsOf))
		if b.site.BaseURL != "" {
			line(0, b.site.BaseURL+b.site.Address("data")[i])
		}
		line(0)
	}
	line(b.header, "table", "rows", "licence")
	for _, v := range views {
		values := []string{v.Name, strconv.Itoa(len(v.Rows)), v.Schema.Licence.Value}
		for _, l := range b.site.Languages {
			values = append(values, v.Schema.Title.Or(l.Code)+". "+v.Schema.Description.Or(l.Code))
		}
		line(b.wrap, values...)
	}
	line(0)
	header := []string{"table", "column", "type"}
	for _, l := range b.site.Languages {
		header = append(header, "title_"+l.Code, "description_"+l.Code)
	}
	line(b.header, header...)
	for _, v := range views {
		for _, f := range v.dictionary() {
			line(b.wrap, f...)
		}
	}
	b.must(w.Flush())
}

// dictionary describes each column of the table: table, name, type, then title
// and description in each language.
func (v *view) dictionary() [][]string {
	var out [][]string
	for i := range v.columns {
		c := &v.columns[i]
		f, _ := v.Schema.Field(v.Header[c.at])
		kind := f.Type.Value
		if c.kind != cellColumn && !c.list {
			kind = "text"
		}
		values := []string{v.Name, c.name, kind}
		for _, l := range v.languages {
			title := f.Title.Or(l.Code)
			switch c.kind {
			case labelColumn:
				title += " (" + l.Word("column.label") + ")"
			case urlColumn:
				title = l.Word("column.address")
			}
			values = append(values, title, f.Description.Or(l.Code))
		}
		out = append(out, values)
	}
	return out
}
