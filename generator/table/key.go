package table

import (
	"fmt"
	"strings"
)

// RowKey writes the cells of a key, in the order of the schema, as one name
// that needs no escape in an address or an id: joined by colons, each character
// but letters, digits, hyphen, underscore and point as its number in
// hexadecimal between tildes. Rows that differ in their key differ in it, and
// the name of the first cells begins that of the whole.
func RowKey(cells ...string) string {
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteByte(':')
		}
		for _, r := range cell {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.' {
				b.WriteRune(r)
			} else {
				fmt.Fprintf(&b, "~%x~", r)
			}
		}
	}
	return b.String()
}
