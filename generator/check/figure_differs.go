package check

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/written"
)

var figureDiffers = Rule{
	Name:  "figure-differs",
	What:  diag.T("una cifra del texto que enlaza una fila de un conjunto de datos y no está en ella", "a figure of the text that links a row of a dataset and does not stand in it"),
	Why:   diag.T("el texto y los datos dirían cosas distintas, y nadie sabría cuál está al día", "the text and the data would say different things, and nobody would know which is up to date"),
	Wrong: "[50](/datasets/claims/claims.csv#co0065-target-1)",
	Right: "[100](/datasets/claims/claims.csv#co0065-target-1)",
	Find:  findFiguresThatDiffer,
}

func findFiguresThatDiffer(ix *index, report report) {
	for _, x := range ix.texts {
		l := ix.language(x.language)
		if l == nil {
			continue // its words could not be read, which was reported
		}
		for _, link := range x.Links {
			to, ok := source.ParseRowsLink(link.Destination)
			if !ok || !to.Rows || link.Image {
				continue
			}
			rows, ok := ix.rows(to)
			if !ok || len(rows) == 0 {
				continue // broken-link looks at it
			}
			d := ix.Dataset(to.Dataset)
			said := ix.said(d, rows, to)
			for _, n := range l.Numbers(link.Text) {
				if slices.ContainsFunc(said, func(v float64) bool { return math.Abs(v-n.Value) < 1e-9 }) {
					continue
				}
				figure := link.Text[n.From:n.To]
				at := diag.Related{Pos: d.Table.Pos(rows[0], 0), Message: diag.T("la fila está aquí", "the row is here")}
				hint := diag.T("corrija la cifra o la fila, o enlace la fila de donde sale la cifra", "mend the figure or the row, or link the row that the figure comes from")
				if len(rows) > 1 || to.Key == "" {
					at.Message = diag.T("la primera de las filas está aquí", "the first of the rows is here")
					report(x.pos(link.Line, link.Column),
						diag.T("el texto dice %[1]q y el enlace nombra %[2]d filas", "the text says %[1]q and the link names %[2]d rows", figure, len(rows)), hint, at)
					continue
				}
				report(x.pos(link.Line, link.Column),
					diag.T("el texto dice %[1]q y la fila %[2]q dice %[3]s", "the text says %[1]q and the row %[2]q says %[4]s", figure, to.Key, listed(said, "ninguna cifra"), listed(said, "no figure")), hint, at)
			}
		}
	}
}

// said are the numbers that rows say: of several rows how many they are, of one
// the numbers in its cells, those inside a sentence too, and how many values a
// list has. Keys, codes, dates and addresses say none.
func (ix *index) said(d *source.Dataset, rows []int, link source.RowsLink) []float64 {
	if len(rows) > 1 || link.Key == "" {
		return []float64{float64(len(rows))}
	}
	var out []float64
	for _, f := range d.Schema.Fields {
		at := d.Table.Column(f.Name.Value)
		if at < 0 || f.References.Given() || f.Codes.Given() || slices.Contains(d.Schema.Key.Values(), f.Name.Value) {
			continue
		}
		cell := d.Table.Rows[rows[0]][at]
		switch f.Type.Value {
		case "integer", "number":
			if v, err := strconv.ParseFloat(cell, 64); err == nil {
				out = append(out, v)
			}
		case "text", "list":
			if n := strings.Count(cell, "|"); n > 0 {
				out = append(out, float64(n+1))
			}
			if v, err := strconv.ParseFloat(cell, 64); err == nil {
				out = append(out, v)
				continue
			}
			for _, l := range ix.Languages {
				for _, n := range l.Numbers(cell) {
					out = append(out, n.Value)
				}
			}
		}
	}
	return out
}

// listed writes the numbers that a row says, the first five of them.
func listed(numbers []float64, none string) string {
	var out []string
	for _, v := range numbers {
		if s := strconv.FormatFloat(v, 'f', -1, 64); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return none
	}
	if len(out) > 5 {
		out = append(out[:5], "…")
	}
	return strings.Join(out, ", ")
}

// rows returns the places of the rows that a link names; ok is false where the
// dataset has no file of rows, or one that could not be read whole, or no key.
func (ix *index) rows(link source.RowsLink) (rows []int, ok bool) {
	d := ix.Dataset(link.Dataset)
	if d == nil || d.Table == nil || ix.Broken[d.Table.File] || len(d.Table.Left) > 0 {
		return nil, false
	}
	if link.Key == "" {
		for row := range d.Table.Rows {
			rows = append(rows, row)
		}
		return rows, true
	}
	if len(d.Schema.Key) == 0 || slices.ContainsFunc(d.Schema.Key, func(k written.Text) bool { return d.Table.Column(k.Value) < 0 }) {
		return nil, false // what names a row is not known, which was reported
	}
	return ix.rowKeys(d)[link.Key], true
}

// rowKeys are the rows of a dataset by their keys, and by the first cells of
// them.
func (ix *index) rowKeys(d *source.Dataset) map[string][]int {
	if by, ok := ix.rowsByKey[d.Name]; ok {
		return by
	}
	by := map[string][]int{}
	var columns []int
	for _, k := range d.Schema.Key {
		if at := d.Table.Column(k.Value); at >= 0 {
			columns = append(columns, at)
		}
	}
	for row, cells := range d.Table.Rows {
		var key []string
		for _, at := range columns {
			key = append(key, cells[at])
			name := table.RowKey(key...)
			by[name] = append(by[name], row)
		}
	}
	ix.rowsByKey[d.Name] = by
	return by
}
