package changes

import (
	"cmp"
	"slices"
)

// apply makes the newer edition of the older one and what changed; rows come
// in the order of their keys.
func apply(old *Edition, d *Difference) *Edition {
	e := &Edition{Version: d.New.Version, Date: d.New.Date}
	changed := map[string]*TableChange{}
	for _, t := range d.Tables {
		changed[t.Name] = t
	}
	for _, t := range old.Tables {
		c := changed[t.Name]
		switch {
		case c == nil:
			e.Tables = append(e.Tables, t)
		case c.After != nil:
			e.Tables = append(e.Tables, c.applied(t))
		}
		delete(changed, t.Name)
	}
	for _, c := range changed {
		if c.Before == nil {
			e.Tables = append(e.Tables, c.applied(nil))
		}
	}
	slices.SortFunc(e.Tables, func(a, b *Table) int { return cmp.Compare(a.Name, b.Name) })
	return e
}

func (t *TableChange) applied(old *Table) *Table {
	made := &Table{Name: t.Name, Shape: *t.After}
	from := make([]int, len(made.Header))
	for i, column := range made.Header {
		from[i] = indexIn(old, column)
	}
	changed := map[string]*RowChange{}
	for i := range t.Rows {
		c := &t.Rows[i]
		r := row{key: c.Key, nth: c.Nth}
		changed[r.id()] = c
	}
	// fill makes the cells of the new row of those of the old one, nil where
	// there was none.
	fill := func(was []string, c *RowChange) []string {
		cells := make([]string, len(made.Header))
		for i, at := range from {
			if was != nil && at >= 0 {
				cells[i] = was[at]
			}
		}
		if c != nil {
			for _, f := range c.Fields {
				if at := slices.Index(made.Header, f.Column); at >= 0 {
					cells[at] = f.After
				}
			}
		}
		return cells
	}
	var all []row
	for _, r := range rowsOf(keyOf(old, made), old) {
		c := changed[r.id()]
		delete(changed, r.id())
		if c == nil || c.After != nil {
			all = append(all, row{r.key, r.nth, fill(r.cells, c)})
		}
	}
	for _, c := range changed {
		all = append(all, row{c.Key, c.Nth, fill(nil, c)})
	}
	slices.SortFunc(all, func(a, b row) int { return compareKeys(a.key, a.nth, b.key, b.nth) })
	for _, r := range all {
		made.Rows = append(made.Rows, r.cells)
	}
	return made
}

// inverse returns the difference the other way round.
func (d *Difference) inverse() *Difference {
	out := &Difference{Old: d.New, New: d.Old}
	for _, t := range d.Tables {
		turned := &TableChange{Name: t.Name, Before: t.After, After: t.Before}
		switch {
		case t.Before == nil:
			turned.Columns = []ColumnChange{{Kind: TableRemoved}}
		case t.After == nil:
			turned.Columns = []ColumnChange{{Kind: TableAdded}}
		default:
			turned.Columns = compareShapes(t.After, t.Before)
		}
		columns := unionOf(turned.Before, turned.After)
		for _, r := range t.Rows {
			r.Before, r.After = r.After, r.Before
			r.Fields = slices.Clone(r.Fields)
			for i, f := range r.Fields {
				r.Fields[i] = FieldChange{f.Column, f.After, f.Before}
			}
			slices.SortFunc(r.Fields, func(a, b FieldChange) int {
				return cmp.Compare(slices.Index(columns, a.Column), slices.Index(columns, b.Column))
			})
			turned.Rows = append(turned.Rows, r)
		}
		out.Tables = append(out.Tables, turned)
	}
	return out
}
