package model

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"vitrina/generator/table"
)

// RowsPerPage is how many rows of a table one page shows: a page of them stays
// light enough for a cheap phone, and a browser still finds a word in it.
const RowsPerPage = 250

// RowPages returns how many pages the rows of the table take; one for a table
// without rows.
func (p *Published) RowPages() int {
	return max(1, (len(p.Rows)+RowsPerPage-1)/RowsPerPage)
}

// RowPage returns the address in each language of a page of the table's rows,
// counted from 0.
func (p *Published) RowPage(page int) []string {
	if page == 0 {
		return p.rowsURL
	}
	urls := make([]string, len(p.rowsURL))
	for i, u := range p.rowsURL {
		urls[i] = u + strconv.Itoa(page+1) + "/"
	}
	return urls
}

// RowID returns the id of a row on its page: "row-" and its key as
// table.RowKey writes it.
func (p *Published) RowID(row []string) string { return KeyID(p.Key(row)...) }

// Key returns the cells of a row's key, in the order of the schema.
func (p *Published) Key(row []string) []string {
	var key []string
	for _, k := range p.Schema.Key {
		if at := slices.Index(p.Header, k.Value); at >= 0 {
			key = append(key, row[at])
		}
	}
	return key
}

// KeyID returns the id of the row with the cells of a key, in the order of the
// schema.
func KeyID(key ...string) string { return "row-" + table.RowKey(key...) }

// Lookup returns the cell of a column in the row that has a value in another
// column; "" where there is no table, no such column or no such row.
func (p *Published) Lookup(column, value, wanted string) string {
	if p == nil {
		return ""
	}
	at, to := slices.Index(p.Header, column), slices.Index(p.Header, wanted)
	if at < 0 || to < 0 {
		return ""
	}
	for _, row := range p.Rows {
		if row[at] == value {
			return row[to]
		}
	}
	return ""
}

// longestExample is how many characters a cell may have that serves as an
// example.
const longestExample = 120

// Example is a value as a cell of the column holds it: the one that the schema
// gives, else the first of the rows that is not too long to show; "" where no
// row has one.
func (p *Published) Example(column string) string {
	if f, _ := p.Schema.Field(column); f.Example.Given() {
		return f.Example.Value
	}
	at := slices.Index(p.Header, column)
	for _, row := range p.Rows {
		if at >= 0 && row[at] != "" && utf8.RuneCountInString(row[at]) <= longestExample {
			return row[at]
		}
	}
	return ""
}

// RowName is how readers call a row: the cells of its key.
func (p *Published) RowName(row []string) string {
	var key []string
	for _, k := range p.Schema.Key {
		if at := slices.Index(p.Header, k.Value); at >= 0 && row[at] != "" {
			key = append(key, row[at])
		}
	}
	return strings.Join(key, " · ")
}
