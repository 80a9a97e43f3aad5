package download

import "vitrina/generator/model"

// ColumnKind says what a column of the files shows.
type ColumnKind int

const (
	// Written columns show the cell that an author wrote.
	Written ColumnKind = iota
	// Label columns show the label of the code in a written cell.
	Label
	// Address columns show where the page of the row is.
	Address
)

// Column is a column of the files of a table.
type Column struct {
	// Name stands in the header.
	Name string
	Kind ColumnKind
	// At is the cell of a row that the column shows, labels or leads from.
	At int
	// Language is the index of the language of a label or an address.
	Language int
	// Scaled labels are of the code list that the row names in the column scale.
	Scaled bool
}

// Columns returns the columns of the files of each of the site's tables, in
// the order of the tables.
func Columns(site *model.Site) [][]Column {
	kinds := map[columnKind]ColumnKind{cellColumn: Written, labelColumn: Label, urlColumn: Address}
	all := make([][]Column, 0, len(site.Tables))
	for _, v := range viewsOf(site) {
		columns := make([]Column, 0, len(v.columns))
		for _, c := range v.columns {
			columns = append(columns, Column{Name: c.name, Kind: kinds[c.kind], At: c.at, Language: c.language, Scaled: c.scale >= 0})
		}
		all = append(all, columns)
	}
	return all
}
