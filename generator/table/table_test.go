package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gocarina/gocsv"
	"github.com/google/go-cmp/cmp"
)

func TestParseReports(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a,b\n1,2\n", ""},
		{"a,b\n1,2", ""},
		{"a,b\r\n1,2\r\n", ""},
		{"a\n\"x\n\ny\"\n", ""},
		{"", "1:1 csv-syntax"},
		{"a;b\n1;2\n", "1:2 csv-syntax"},
		{"a,b\n1,\"x\n2,y\n", "2:3 csv-syntax"},
		{"a,b\n1,\"x\"y\n", "2:5 csv-syntax"},
		{"a,b\n\"x\n", "2:1 csv-syntax"},
		{"a,b\n\"x", "2:1 csv-syntax"},
		{"a,b\n1,\"x\ny\"z\n", "3:2 csv-syntax"},
		{"a,b\n1,é\"x\n", "2:4 csv-syntax"},
		{"a,b\n1\n", "2:2 ragged-row"},
		{"a,b\né,2,3\n", "2:5 ragged-row"},
		{"a,\n1,2\n", "1:3 csv-syntax"},
		{"a,a\n1,2\n", "1:3 repeated-column"},
		{"a,b\n\n1,2\n", "2:1 blank-row"},
		{"a,b\n1,2\n\n", "3:1 blank-row"},
		{strings.Repeat("a,", MaxColumns) + "b\n", "1:1 too-large"},
		{"a,b\n1," + strings.Repeat("é", MaxCellCharacters+1) + "\n", "2:3 too-large"},
	} {
		_, found := Parse("f.csv", []byte(c.text))
		var got []string
		for _, f := range found {
			got = append(got, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Rule))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q: got %s, want %s", c.text, s, c.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	table, found := Parse("f.csv", []byte("a,b,c\né,\"x, y\",1|dos|3\n\"l\n1\",\"p|\xc3\xb1|r\",\n"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, c := range []struct {
		row, column, value int
		line, from, before int
		whole              bool
	}{
		{-1, 1, 0, 1, 3, 4, true},
		{0, 0, 0, 2, 1, 2, true},
		{0, 1, 0, 2, 3, 9, true},
		{0, 2, 1, 2, 12, 15, false},
		{0, 2, 2, 2, 16, 17, false},
		{1, 0, 0, 3, 1, 0, true},
		{1, 1, 0, 4, 5, 6, false},
		{1, 1, 1, 4, 7, 8, false},
		{1, 2, 0, 4, 12, 13, true},
	} {
		p := table.Pos(c.row, c.column)
		if !c.whole {
			p = table.ValuePos(c.row, c.column, c.value)
		}
		if p.Line != c.line || p.Column != c.from || p.EndColumn != c.before {
			t.Errorf("row %d, column %d, value %d: got %d:%d-%d, want %d:%d-%d", c.row, c.column, c.value, p.Line, p.Column, p.EndColumn, c.line, c.from, c.before)
		}
	}
}

func TestTypes(t *testing.T) {
	for _, c := range []struct{ kind, right, wrong string }{
		{"text", "007|=x", ""},
		{"integer", "0|-5|1250", "01|1.0|1e3|+1|1.250|1,250| 1|-|١"},
		{"number", "0.10|-0.5|1250", ".5|5.|1e3|1,5|NaN|Inf|0x1|1_000"},
		{"boolean", "true|false", "True|yes|1|sí"},
		{"date", "2019|2019-02|2020-02-29", "2019-02-29|2019-2|31/12/2019|0999|2019-13"},
		{"url", "https://x.co/a?b#c|http://x.co", "x.co|//x.co|ftp://x.co|https://u@x.co|https://|https://x.co/a b|javascript:x"},
	} {
		kind, ok := TypeOf(c.kind)
		if !ok {
			t.Fatal(c.kind)
		}
		for _, v := range SplitList(c.right) {
			if !kind.Valid(v) {
				t.Errorf("%s: %q is one", c.kind, v)
			}
		}
		for _, v := range SplitList(c.wrong) {
			if kind.Valid(v) {
				t.Errorf("%s: %q is not one", c.kind, v)
			}
		}
	}
	for v, want := range map[string]bool{"a": true, "a|b": true, "a|": false, "|a": false, "a||b": false, "a| b": false} {
		if isList(v) != want {
			t.Errorf("list %q: got %v", v, !want)
		}
	}
}

// What gocsv would do to cells, and what our own cell types protect authors
// from: an upgrade that changes it fails here with the reason.
func TestGocsvIntoGoNumbersWouldDestroyCodes(t *testing.T) {
	var rows []struct {
		A int     `csv:"a"`
		B float64 `csv:"b"`
		C bool    `csv:"c"`
	}
	if err := gocsv.UnmarshalString("a,b,c\n010,\"1,234\",yes\n1.9,,\n", &rows); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(rows)
	if got != "[{8 1.234 true} {1 0 false}]" {
		t.Errorf("gocsv no longer reads 010 as 8, 1,234 as 1.234, yes as true and empty as 0: %s", got)
	}
}

func TestRowsKeepWhatWasWritten(t *testing.T) {
	type item struct {
		Code   Text   `csv:"code"`
		Target Number `csv:"target"`
		Due    Date   `csv:"due"`
		Tags   List   `csv:"tags"`
		Gone   Text   `csv:"gone"`
	}
	table, _ := Parse("f.csv", []byte("tags,code,target,due,other\na|b,05001,0.10,2019-08,x\n,,,,\n,1,mil,ayer,\n"))
	rows := Rows[item](table)
	if len(rows) != 3 {
		t.Fatalf("%d rows", len(rows))
	}
	first := rows[0]
	if first.Code != "05001" || first.Target.Raw != "0.10" || first.Target.Value != 0.1 || !first.Target.Known || first.Due.String() != "2019-08" || len(first.Tags) != 2 || first.Gone != "" {
		t.Errorf("got %+v", first)
	}
	if rows[1].Target.Known || !rows[1].Due.IsZero() || rows[1].Tags != nil {
		t.Errorf("an empty cell is not known: %+v", rows[1])
	}
	if rows[2].Target.Known || rows[2].Target.Raw != "mil" {
		t.Errorf("what is not a number is not known: %+v", rows[2])
	}
	if Rows[item](nil) != nil {
		t.Error("no table has rows")
	}
}

// Whatever the bytes, parsing does not panic, agrees with encoding/csv on what
// it accepts, and gives every cell a place where the cell's text begins.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "a\n\"x\n\ny\"\n", "a,b\n1,\"x\n", "é,\"b\"\"c\"\r\n1|2,\"q|r\"\r\n", "\n\na\n", "a;b", "a,b\n1\n2,3,4\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !utf8.Valid(data) || bytes.ContainsRune(data, '\r') || bytes.ContainsRune(data, '\ufeff') {
			return // the reader of files reports these
		}
		table, found := Parse("f.csv", data)
		for _, one := range found {
			if one.Line < 1 || one.Column < 1 || one.Message.ES == "" || one.Message.EN == "" {
				t.Errorf("a finding without a place or words: %+v", one)
			}
		}
		lines := strings.Split(string(data), "\n")
		for row := -1; row < len(table.Rows); row++ {
			cells := table.Header
			if row >= 0 {
				cells = table.Rows[row]
			}
			if len(cells) != len(table.Header) {
				t.Fatalf("row %d has %d cells", row, len(cells))
			}
			for column, cell := range cells {
				p := table.Pos(row, column)
				rest := string([]rune(lines[p.Line-1])[p.Column-1:])
				start, _, _ := strings.Cut(strings.ReplaceAll(cell, `"`, `""`), "\n")
				if !strings.HasPrefix(strings.TrimPrefix(rest, `"`), start) && !strings.HasPrefix(rest, start) {
					t.Errorf("row %d, column %d: %q does not begin at %d:%d", row, column, cell, p.Line, p.Column)
				}
				for i := range SplitList(cell) {
					if row < 0 {
						break
					}
					if v := table.ValuePos(row, column, i); v.Line != p.Line || v.Column < p.Column {
						t.Errorf("value %d of %q stands before its cell", i, cell)
					}
				}
			}
		}
		if len(found) > 0 {
			return
		}
		want, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatalf("accepted what encoding/csv refuses: %v", err)
		}
		got := append([][]string{table.Header}, table.Rows...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
