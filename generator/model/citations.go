package model

// Citation is which rows of a table rest on a source, by their places.
type Citation struct {
	Table  *Published
	Places []int
}

// Citations returns what each source supports, by its id, in the order of the
// tables. A row that names a source in two columns counts once, and derived
// rows, which repeat others, do not count.
func (s *Site) Citations() map[string][]Citation {
	out := map[string][]Citation{}
	for _, t := range s.Tables {
		if t.Schema.IsDerived() {
			continue
		}
		var at []int
		for i, h := range t.Header {
			if f, ok := t.Schema.Field(h); ok && f.References.Value == "sources" {
				at = append(at, i)
			}
		}
		if len(at) == 0 {
			continue
		}
		rows := map[string][]int{}
		for place, row := range t.Rows {
			seen := map[string]bool{}
			for _, i := range at {
				f, _ := t.Schema.Field(t.Header[i])
				for _, id := range f.Values(row[i]) {
					if id != "" && !seen[id] {
						seen[id] = true
						rows[id] = append(rows[id], place)
					}
				}
			}
		}
		for id, n := range rows {
			out[id] = append(out[id], Citation{t, n})
		}
	}
	return out
}
