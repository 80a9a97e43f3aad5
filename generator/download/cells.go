package download

import "vitrina/generator/model"

// Cells returns a table as its CSV has it: the names of the columns, labels and
// addresses included, and the cells of each row in the order of the site's
// table. It returns nothing when the site has no such table.
func Cells(site *model.Site, name string) (header []string, rows [][]string) {
	t := site.Table(name)
	if t == nil {
		return nil, nil
	}
	v := viewOf(site, t, labelsOf(site))
	for i := range v.columns {
		header = append(header, v.columns[i].name)
	}
	for _, row := range t.Rows {
		cells := make([]string, len(v.columns))
		for i := range v.columns {
			cells[i] = string(v.columns[i].appendCell(nil, row))
		}
		rows = append(rows, cells)
	}
	return header, rows
}
