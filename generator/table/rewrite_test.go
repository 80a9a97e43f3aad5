package table

import (
	"slices"
	"testing"
)

func parsed(t testing.TB, text string) *Table {
	t.Helper()
	table, found := Parse("f.csv", []byte(text))
	for _, f := range found {
		t.Fatalf("%d:%d %s", f.Line, f.Column, f.Message.EN)
	}
	return table
}

func TestRewriteTouchesOnlyWhatDiffers(t *testing.T) {
	const text = "id,\"a\",b\n\"1\",x,\"y\"\n2,\"p\nq\",\n3,,z"
	for _, c := range []struct {
		rows [][]string
		from []int
		want string
	}{
		{[][]string{{"1", "x", "y"}, {"2", "p\nq", ""}, {"3", "", "z"}}, []int{0, 1, 2}, text},
		{[][]string{{"1", "x", "w"}, {"2", "p\nq", "r"}, {"3", "", "z"}}, []int{0, 1, 2}, "id,\"a\",b\n\"1\",x,w\n2,\"p\nq\",r\n3,,z"},
		{[][]string{{"3", "n", "z"}, {"0", "a,b", " c"}}, []int{2, -1}, "id,\"a\",b\n3,n,z\n0,\"a,b\",\" c\"\n"},
		{[][]string{{"3", "", "z"}, {"4", "say \"a\"", "\n"}}, []int{2, -1}, "id,\"a\",b\n3,,z\n4,\"say \"\"a\"\"\",\"\n\"\n"},
		{nil, nil, "id,\"a\",b\n"},
	} {
		if got := string(parsed(t, text).Rewrite(c.rows, c.from)); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if got := string(parsed(t, "a,b\r\n1,2\r\n").Rewrite([][]string{{"1", "3"}, {"4", "5"}}, []int{0, -1})); got != "a,b\r\n1,3\r\n4,5\r\n" {
		t.Errorf("other line ends: %q", got)
	}
	if got := string(parsed(t, "a\nx\n").Rewrite([][]string{{""}}, []int{0})); got != "a\n\"\"\n" {
		t.Errorf("an empty cell alone: %q", got)
	}
}

// Whatever a table holds, it is written anew as it was, and any other rows that
// are written into it are read as they were meant.
func FuzzRewrite(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "a\n\"\"\n", "a,b\r\n\"x\"\"y\",\"\n\"\r\n,", "\"a\",b\n 1 ,\"2\"\n3,4"} {
		f.Add(s, " x,\"y\"\n")
	}
	f.Fuzz(func(t *testing.T, text, cell string) {
		table, found := Parse("f.csv", []byte(text))
		if len(found) > 0 || len(table.Rows) == 0 {
			return
		}
		from := make([]int, len(table.Rows))
		for i := range from {
			from[i] = i
		}
		if got := string(table.Rewrite(table.Rows, from)); got != text {
			t.Fatalf("%q became %q", text, got)
		}
		again, _ := Parse("c.csv", []byte("a,b\n"+string(appendCell(nil, cell))+",\n"))
		if len(again.Rows) != 1 || again.Rows[0][0] != cell {
			return // not a cell of the dialect: \r alone, blanks at the ends of lines
		}
		rows := make([][]string, len(table.Rows))
		for i, row := range table.Rows {
			rows[i] = slices.Clone(row)
			rows[i][i%len(row)] = cell
		}
		rows, from = append(rows, make([]string, len(table.Header))), append(from, -1)
		rows[len(rows)-1][0] = cell
		back, found := Parse("g.csv", table.Rewrite(rows, from))
		if len(found) > 0 || !slices.EqualFunc(back.Rows, rows, slices.Equal[[]string]) {
			t.Fatalf("%q with %q in it: %q, read %q", text, cell, rows, back.Rows)
		}
	})
}
