package table

import (
	"cmp"
	"slices"
)

// Compare returns the order of the rows of a table with the header: by the
// columns of the schema's key, numbers by their value.
func (s *Schema) Compare(header []string) func(a, b []string) int {
	type column struct {
		at      int
		numeric bool
	}
	var key []column
	for _, name := range s.Key {
		at := slices.Index(header, name.Value)
		if at < 0 {
			continue
		}
		f, _ := s.Field(name.Value)
		key = append(key, column{at, f.Type.Value == "integer" || f.Type.Value == "number"})
	}
	return func(a, b []string) int {
		for _, k := range key {
			if k.numeric {
				x, _ := ParseNumber(a[k.at])
				y, _ := ParseNumber(b[k.at])
				if order := cmp.Compare(x, y); order != 0 {
					return order
				}
				continue
			}
			if order := cmp.Compare(a[k.at], b[k.at]); order != 0 {
				return order
			}
		}
		return 0
	}
}
