package model

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/table"
	"vitrina/generator/written"
)

func TestEveryRowHasOneAddress(t *testing.T) {
	p := &Published{Schema: &table.Schema{Key: written.List{{Value: "plan"}, {Value: "order"}}}, Header: []string{"order", "plan"}, rowsURL: []string{"es/datos/x/filas/", "en/data/x/rows/"}}
	for i := range RowsPerPage + 1 {
		p.Rows = append(p.Rows, []string{strconv.Itoa(i), "II"})
	}
	for _, test := range []struct {
		at   int
		want []string
	}{
		{0, []string{"es/datos/x/filas/#row-II:0", "en/data/x/rows/#row-II:0"}},
		{RowsPerPage, []string{"es/datos/x/filas/2/#row-II:250", "en/data/x/rows/2/#row-II:250"}},
	} {
		if diff := cmp.Diff(test.want, p.RowURL(test.at)); diff != "" {
			t.Errorf("row %d (-want +got):\n%s", test.at, diff)
		}
	}
	if p.RowPages() != 2 {
		t.Errorf("%d rows take %d pages", len(p.Rows), p.RowPages())
	}
}

// Rows that differ in their key differ in their id, whatever is in it.
func TestRowsWithOtherKeysHaveOtherIDs(t *testing.T) {
	p := &Published{Schema: &table.Schema{Key: written.List{{Value: "a"}, {Value: "b"}}}, Header: []string{"a", "b"}}
	seen := map[string][]string{}
	for _, row := range [][]string{{"x", "y"}, {"x:y", ""}, {"", "x:y"}, {"x y", ""}, {"x-y", ""}, {"x~20~y", ""}, {"ñ", ""}, {"n", ""}, {"", ""}} {
		id := p.RowID(row)
		if before, twice := seen[id]; twice {
			t.Errorf("%q and %q have the id %s", before, row, id)
		}
		seen[id] = row
	}
}
