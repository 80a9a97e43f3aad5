package source

import (
	"path"
	"strings"
)

// RowsLink is a link of a text to a dataset: /datasets/NAME to its page,
// /datasets/NAME/NAME.csv to its rows, /datasets/NAME/NAME.csv#KEY to one row,
// or to those whose keys begin with KEY. Read where the sources lie, it leads
// to the file.
type RowsLink struct {
	// Dataset is the name of the dataset; a code list's begins with codes/.
	Dataset string
	// Rows is whether the link names the file of the rows.
	Rows bool
	// Key is the row as table.RowKey writes it; "" for all of them.
	Key string
}

// ParseRowsLink reads the destination of a link; ok is false for one that does
// not lead below /datasets/. Whether there is such a dataset and row is for the
// checks to say.
func ParseRowsLink(destination string) (l RowsLink, ok bool) {
	target, key, _ := strings.Cut(destination, "#")
	l.Dataset, ok = strings.CutPrefix(strings.TrimSuffix(target, "/"), "/datasets/")
	l.Key = key
	if folder, file := path.Split(l.Dataset); file == path.Base(folder)+".csv" {
		l.Dataset, l.Rows = strings.TrimSuffix(folder, "/"), true
	}
	return l, ok
}
