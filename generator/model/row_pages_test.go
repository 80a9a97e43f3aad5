package model

import (
	"strconv"
	"strings"
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
		page []string
		id   string
	}{
		{0, []string{"es/datos/x/filas/", "en/data/x/rows/"}, "row-II:0"},
		{RowsPerPage, []string{"es/datos/x/filas/2/", "en/data/x/rows/2/"}, "row-II:250"},
	} {
		if diff := cmp.Diff(test.page, p.RowPage(test.at/RowsPerPage)); diff != "" {
			t.Errorf("row %d (-want +got):\n%s", test.at, diff)
		}
		if id := p.RowID(p.Rows[test.at]); id != test.id {
			t.Errorf("row %d has the id %s, not %s", test.at, id, test.id)
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

func TestAnExampleIsAValueOfTheColumn(t *testing.T) {
	p := &Published{Schema: &table.Schema{Fields: []table.Field{{Name: written.Text{Value: "a"}, Example: written.Text{Value: "given"}}, {Name: written.Text{Value: "b"}}}},
		Header: []string{"a", "b", "c", "d"}, Rows: [][]string{{"x", "", "", strings.Repeat("ñ", longestExample+1)}, {"y", "05", "", strings.Repeat("ñ", longestExample)}}}
	for column, want := range map[string]string{"a": "given", "b": "05", "c": "", "d": p.Rows[1][3], "e": ""} {
		if got := p.Example(column); got != want {
			t.Errorf("the example of %s is %q, want %q", column, got, want)
		}
	}
}

func TestLookupFindsACellByAnother(t *testing.T) {
	p := &Published{Header: []string{"code", "url"}, Rows: [][]string{{"a", "1"}, {"b", "2"}}}
	for _, c := range []struct {
		of                           *Published
		column, value, wanted, found string
	}{{p, "code", "b", "url", "2"}, {p, "url", "1", "code", "a"}, {p, "code", "c", "url", ""}, {p, "id", "a", "url", ""}, {p, "code", "a", "title", ""}, {nil, "code", "a", "url", ""}} {
		if got := c.of.Lookup(c.column, c.value, c.wanted); got != c.found {
			t.Errorf("%s where %s is %q: %q, want %q", c.wanted, c.column, c.value, got, c.found)
		}
	}
}
