package table

import "strings"

// Name is what a dataset is called as a table of the data: a code list,
// codes/themes, is codes-themes.
func Name(dataset string) string { return strings.ReplaceAll(dataset, "/", "-") }
