// Package date holds calendar dates as public records write them: a day, a
// month, or only a year.
//
// It refuses to guess: a date that stops at the month has no day, and one day
// is never silently taken for the whole month. Times of day and time zones are
// not its business.
package date

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a calendar date in the proleptic Gregorian calendar. Month and Day
// are 0 where the record does not say; a Day never stands without a Month. The
// zero Date means "not known".
type Date struct {
	Year, Month, Day int
}

// Parse reads YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601, years 1000 to 9999) and
// reports whether text is such a date and exists in the calendar.
func Parse(text string) (Date, bool) {
	var d Date
	switch len(text) {
	case 10:
		if text[7] != '-' {
			return Date{}, false
		}
		d.Day = digits(text[8:10])
		if d.Day < 1 {
			return Date{}, false
		}
		fallthrough
	case 7:
		if text[4] != '-' {
			return Date{}, false
		}
		d.Month = digits(text[5:7])
		if d.Month < 1 || d.Month > 12 {
			return Date{}, false
		}
		fallthrough
	case 4:
		d.Year = digits(text[:4])
		if d.Year < 1000 {
			return Date{}, false
		}
	default:
		return Date{}, false
	}
	if d.Day > 0 && d.Day > daysIn(d.Year, d.Month) {
		return Date{}, false
	}
	return d, true
}

// digits returns the number that text spells with the digits 0 to 9, or -1.
func digits(text string) int {
	n := 0
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Of returns the day of t in t's own time zone.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// IsZero reports whether the date is not known.
func (d Date) IsZero() bool { return d == Date{} }

// String returns the ISO form at the precision the record has, or "" when the
// date is not known.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// First returns the first day that the date may mean: 2019-08 gives 2019-08-01.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last returns the last day that the date may mean: 2019-08 gives 2019-08-31.
func (d Date) Last() Date {
	if d.IsZero() {
		return d
	}
	if d.Month == 0 {
		return Date{d.Year, 12, 31}
	}
	if d.Day == 0 {
		return Date{d.Year, d.Month, daysIn(d.Year, d.Month)}
	}
	return d
}

// Compare orders dates by the days they begin with, the vaguer one first; an
// unknown date comes before all others.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// EndsBefore reports whether every day that d may mean lies before every day
// that e may mean. It is false when either is unknown: what may overlap is not
// called late.
func (d Date) EndsBefore(e Date) bool {
	if d.IsZero() || e.IsZero() {
		return false
	}
	return d.Last().Compare(e.First()) < 0
}

// DaysUntil returns the days from the last day of d to the first day of e,
// negative when e is earlier. Both dates must be known.
func (d Date) DaysUntil(e Date) int { return days(d.Last(), e.First()) }

// DaysMoved returns the days from a deadline to the one that takes its place,
// negative when that is earlier: from the last day of the one to the last day
// of the other, since a deadline of a month or a year lasts until its end.
// Where the two may be the same day, it cannot be told.
func (d Date) DaysMoved(e Date) (int, bool) {
	if !d.EndsBefore(e) && !e.EndsBefore(d) {
		return 0, false
	}
	return days(d.Last(), e.Last()), true
}

// days returns the days from one day to another.
func days(a, b Date) int {
	from := time.Date(a.Year, time.Month(a.Month), a.Day, 0, 0, 0, 0, time.UTC)
	to := time.Date(b.Year, time.Month(b.Month), b.Day, 0, 0, 0, 0, time.UTC)
	return int(to.Sub(from).Hours() / 24)
}
