package date

import (
	"fmt"
	"testing"
	"testing/quick"
	"time"
)

func TestParseReadsDatesAtTheirOwnPrecision(t *testing.T) {
	for text, want := range map[string]Date{
		"2019": {2019, 0, 0}, "2019-08": {2019, 8, 0}, "2019-08-31": {2019, 8, 31}, "2020-02-29": {2020, 2, 29}, "1000": {1000, 0, 0}, "9999-12-31": {9999, 12, 31},
	} {
		got, ok := Parse(text)
		if !ok || got != want {
			t.Errorf("%q: got %v, %v, want %v", text, got, ok, want)
		}
		if got.String() != text {
			t.Errorf("%q is written back as %q", text, got.String())
		}
	}
}

func TestParseRefusesWhatIsNoDate(t *testing.T) {
	for _, text := range []string{
		"", "19", "201", "0999", "20190831", "2019-8", "2019-08-1", "2019-00", "2019-13", "2019-02-29", "1900-02-29", "2019-04-31", "2019-08-00", "2019-08-32",
		"2019/08/31", "2019-08/31", "31-08-2019", "2019-08-31T00:00", " 2019", "2019 ", "-2019", "+019", "２０１９", "2019-0a", "2019–08",
	} {
		if got, ok := Parse(text); ok || got != (Date{}) {
			t.Errorf("%q: got %v, %v", text, got, ok)
		}
	}
}

// Every day of the calendar, and no other, is a date; its neighbours differ
// from it by a day.
func TestParseKnowsTheCalendar(t *testing.T) {
	check := func(year, month, day uint16) bool {
		y, m, d := 1000+int(year)%9000, int(month)%14, int(day)%33
		date, ok := Parse(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
		at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		exists := m >= 1 && d >= 1 && at.Year() == y && int(at.Month()) == m && at.Day() == d
		if ok != exists {
			return false
		}
		if !ok {
			return true
		}
		tomorrow := Of(at.AddDate(0, 0, 1))
		return date == Of(at) && date.DaysUntil(tomorrow) == 1 && tomorrow.DaysUntil(date) == -1 && date.EndsBefore(tomorrow) && !tomorrow.EndsBefore(date)
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 3000}); err != nil {
		t.Error(err)
	}
}

// The order is total, unknown first, and agrees with what ends before what.
func TestCompareIsAnOrder(t *testing.T) {
	of := func(n uint16) Date { // few years, so that equal parts are common
		d := Date{Year: 2010 + int(n)%3, Month: int(n/3) % 13, Day: int(n/39) % 29}
		if d.Month == 0 {
			d.Day = 0
		}
		if n%17 == 0 {
			return Date{}
		}
		return d
	}
	check := func(x, y, z uint16) bool {
		a, b, c := of(x), of(y), of(z)
		switch {
		case a.Compare(b) != -b.Compare(a), (a.Compare(b) == 0) != (a == b):
			return false
		case a.Compare(b) <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0:
			return false
		case a.EndsBefore(b) && (a.Compare(b) >= 0 || a.IsZero() || b.IsZero() || a.DaysUntil(b) < 1):
			return false
		case !a.IsZero() && (a.First().Compare(a.Last()) > 0 || a.First().Day == 0 || a.Last().Day == 0):
			return false
		}
		return true
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 5000}); err != nil {
		t.Error(err)
	}
}

// What may overlap is not called late: a month ends with its last day.
func TestEndsBeforeWaitsForTheLastDay(t *testing.T) {
	for _, c := range []struct {
		due, asOf string
		past      bool
		days      int
	}{
		{"2019", "2019-12-31", false, 0}, {"2019", "2020-01-01", true, 1}, {"2020-02", "2020-02-29", false, 0}, {"2020-02", "2020-03-01", true, 1},
		{"2019-08-31", "2019-08-31", false, 0}, {"2019-08-31", "2019-09-01", true, 1}, {"2019-08-31", "2020-08-31", true, 366}, {"", "2020-01-01", false, 0},
	} {
		due, _ := Parse(c.due)
		asOf, _ := Parse(c.asOf)
		if got := due.EndsBefore(asOf); got != c.past {
			t.Errorf("%q ends before %q: %v", c.due, c.asOf, got)
		}
		if c.past && due.DaysUntil(asOf) != c.days {
			t.Errorf("from %q to %q: %d days, want %d", c.due, c.asOf, due.DaysUntil(asOf), c.days)
		}
	}
}

func TestOfKeepsTheDayOfTheZone(t *testing.T) {
	bogota := time.FixedZone("-05", -5*60*60)
	if got := Of(time.Date(2020, 1, 1, 3, 0, 0, 0, time.UTC).In(bogota)); got != (Date{2019, 12, 31}) {
		t.Errorf("got %v", got)
	}
}
