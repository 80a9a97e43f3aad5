package check

import (
	"regexp"

	"vitrina/generator/date"
	"vitrina/generator/diag"
	"vitrina/generator/written"
)

var badDate = Rule{
	Name:  "bad-date",
	What:  diag.T("una fecha de un compromiso que no es una fecha", "a date of a commitment that is not a date"),
	Why:   diag.T("plazos y retrasos se calculan con ella", "deadlines and delays are computed from it"),
	Wrong: "end: 31/08/2019",
	Right: "end: 2019-08-31",
	Find:  findBadDate,
}

func findBadDate(ix *index, report report) {
	for _, c := range ix.Commitments {
		for _, t := range []written.Text{c.Start, c.End} {
			if _, ok := date.Parse(t.Value); t.Given() && !ok {
				report(t.In(c.Path),
					diag.T("%q no es una fecha", "%q is not a date", t.Value),
					dateHint(t.Value))
			}
		}
	}
}

// dayFirst is how dates are written in Colombia.
var dayFirst = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$`)

// dateHint says how to write a date, with the author's own where day, month and
// year can be told apart by their order.
func dateHint(typed string) diag.Text {
	if m := dayFirst.FindStringSubmatch(typed); m != nil {
		iso := m[3] + "-" + twoDigits(m[2]) + "-" + twoDigits(m[1])
		if _, ok := date.Parse(iso); ok {
			return diag.T("escriba la fecha como año-mes-día: %s, si el primer número es el día", "write the date as year-month-day: %s, if the first number is the day", iso)
		}
	}
	return diag.T("escriba la fecha como 2019-08-31, 2019-08 o 2019", "write the date as 2019-08-31, 2019-08 or 2019")
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}
