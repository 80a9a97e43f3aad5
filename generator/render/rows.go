package render

import (
	"strconv"

	"vitrina/generator/model"
)

// rowPage makes a page, counted from 0, with a part of the rows of a table.
func (p *page) rowPage(t *model.Published, number int) Rows {
	w := p.words
	title := p.tableTitle(t)
	all := t.RowPages()
	heading, description := w.Fill("rows.title", "title", title), w.Fill("rows.description", "title", title, "rows", w.Count("count.rows", len(t.Rows)))
	if t.IsCodeList {
		heading = w.Fill("rows.title", "title", w.Fill("data.code-list-title", "title", title))
	}
	ordinal := func(number int) string {
		return w.Fill("rows.page", "page", w.Integer(number+1), "pages", w.Integer(all))
	}
	if all > 1 {
		heading += ", " + ordinal(number)
		description += " · " + ordinal(number)
	}
	from, to := number*model.RowsPerPage, min(len(t.Rows), (number+1)*model.RowsPerPage)
	v := Rows{Name: t.Name, Dataset: Link{Text: w.Word("rows.about"), Address: p.at(t.URL) + "#fields"}, Count: w.Count("count.rows", len(t.Rows)), Grid: p.gridOf(t, placesOf(from, to), nil)}
	v.Frame = p.frame(heading, description, writtenIn(t), Link{Text: w.Word("menu.data"), Address: p.at(p.site.Address("data"))}, Link{Text: title, Address: p.at(t.URL)})
	v.Problem = p.problem(t.Name)
	for _, f := range p.downloads(t) {
		if f.Format == "CSV" {
			v.File = f
		}
	}
	v.Grid.Caption = w.Fill("rows.caption", "title", title, "from", w.Integer(min(from+1, to)), "to", w.Integer(to), "all", w.Integer(len(t.Rows)))
	for i := range v.Grid.Rows {
		v.Grid.Rows[i].ID = t.RowID(t.Rows[from+i])
		if cells := v.Grid.Rows[i].Cells; len(cells) > 0 {
			cells[0].Head = true
		}
	}
	if all > 1 {
		for i := range all {
			v.Pages = append(v.Pages, Link{Text: strconv.Itoa(i + 1), Address: p.at(t.RowPage(i)), Current: i == number})
		}
		if number > 0 {
			v.Previous = &Link{Text: ordinal(number - 1), Address: p.at(t.RowPage(number - 1))}
		}
		if number+1 < all {
			v.Next = &Link{Text: ordinal(number + 1), Address: p.at(t.RowPage(number + 1))}
		}
	}
	return v
}

// placesOf are the places from from up to to, which is not one of them.
func placesOf(from, to int) []int {
	at := make([]int, to-from)
	for i := range at {
		at[i] = from + i
	}
	return at
}
