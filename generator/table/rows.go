package table

import (
	"fmt"
	"io"

	"github.com/gocarina/gocsv"
)

// Rows reads the table into typed rows: T is a struct whose fields are cell
// types of this package with csv tags. A column that T does not name is left
// out, a field whose column is missing stays empty; whether that may be is for
// the schema to say. Row i of the result is row i of the table.
func Rows[T any](t *Table) []T {
	if t == nil || len(t.Rows) == 0 {
		return nil
	}
	rows := make([]T, 0, len(t.Rows))
	if err := gocsv.UnmarshalCSV(&records{table: t}, &rows); err != nil {
		panic(fmt.Sprintf("table: a cell type of %T failed, which none may: %v", rows, err))
	}
	return rows
}

// records hands the parsed rows to gocsv, which so never touches the bytes.
type records struct {
	table *Table
	next  int
}

func (r *records) Read() ([]string, error) {
	if r.next > len(r.table.Rows) {
		return nil, io.EOF
	}
	r.next++
	if r.next == 1 {
		return r.table.Header, nil
	}
	return r.table.Rows[r.next-2], nil
}

func (r *records) ReadAll() ([][]string, error) {
	return append([][]string{r.table.Header}, r.table.Rows...), nil
}
