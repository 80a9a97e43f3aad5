package table

import (
	"strconv"
	"strings"

	"vitrina/generator/date"
)

// Text is a cell of a typed row that stays text.
type Text string

// UnmarshalCSV takes the cell as it is.
func (t *Text) UnmarshalCSV(cell string) error { *t = Text(cell); return nil }

// String returns the cell as written.
func (t Text) String() string { return string(t) }

// List is a cell with several values separated by |.
type List []string

// UnmarshalCSV splits the cell; an empty cell has no values.
func (l *List) UnmarshalCSV(cell string) error { *l = SplitList(cell); return nil }

// SplitList returns the values of a list cell; an empty cell has none.
func SplitList(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

// Number is a cell with a decimal number. Value is meaningful only when Known.
type Number struct {
	// Raw is the cell as written.
	Raw   string
	Value float64
	// Known is false for an empty cell and for one that is not a number: a
	// missing number is not zero.
	Known bool
}

// UnmarshalCSV never fails: what is not a number was reported by the checks
// and is simply not known here.
func (n *Number) UnmarshalCSV(cell string) error {
	n.Raw = cell
	n.Value, n.Known = ParseNumber(cell)
	return nil
}

// ParseNumber reads a decimal number written with digits, an optional leading
// minus and an optional decimal point: no exponent, no separators of
// thousands, no leading plus, no leading zero before another digit.
func ParseNumber(cell string) (float64, bool) {
	if !isNumber(cell) {
		return 0, false
	}
	v, err := strconv.ParseFloat(cell, 64)
	return v, err == nil
}

func isNumber(cell string) bool {
	digits := strings.TrimPrefix(cell, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	return isDigits(whole) && (len(whole) == 1 || whole[0] != '0') && (!point || isDigits(fraction))
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Date is a cell with a date that may stop at the month or the year.
type Date struct {
	// Raw is the cell as written.
	Raw string
	date.Date
}

// UnmarshalCSV never fails: what is not a date was reported by the checks and
// is simply not known here.
func (d *Date) UnmarshalCSV(cell string) error {
	d.Raw = cell
	d.Date, _ = date.Parse(cell)
	return nil
}
