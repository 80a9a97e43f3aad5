package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
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

// RowID returns the id of a row on its page: "row-" and the cells of the key,
// joined by colons. A character that an id or an address would have to escape
// is its number in hexadecimal between tildes, so that rows that differ in
// their key differ in their id.
func (p *Published) RowID(row []string) string {
	var b strings.Builder
	b.WriteString("row-")
	first := true
	for _, key := range p.Schema.Key {
		at := slices.Index(p.Header, key.Value)
		if at < 0 {
			continue
		}
		if !first {
			b.WriteByte(':')
		}
		first = false
		for _, r := range row[at] {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.' {
				b.WriteRune(r)
			} else {
				fmt.Fprintf(&b, "~%x~", r)
			}
		}
	}
	return b.String()
}

// RowURL returns the address in each language of the row with the given place
// in Rows, its fragment included.
func (p *Published) RowURL(at int) []string {
	id := p.RowID(p.Rows[at])
	urls := slices.Clone(p.RowPage(at / RowsPerPage))
	for i := range urls {
		urls[i] += "#" + id
	}
	return urls
}
