package table

import (
	"bytes"
	"encoding/csv"
)

// Write returns a table in the dialect, with lines that end with LF: what
// Parse reads back is the same header and the same cells.
func Write(header []string, rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, r := range append([][]string{header}, rows...) {
		if len(r) == 1 && r[0] == "" {
			// The writer would leave an empty line, which readers skip.
			w.Flush()
			b.WriteString("\"\"\n")
			continue
		}
		if err := w.Write(r); err != nil {
			panic("table: writing to memory failed: " + err.Error())
		}
	}
	w.Flush()
	return b.Bytes()
}
