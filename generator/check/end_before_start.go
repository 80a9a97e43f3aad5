package check

import (
	"vitrina/generator/date"
	"vitrina/generator/diag"
)

var endBeforeStart = Rule{
	Name:  "end-before-start",
	What:  diag.T("un final anterior a su comienzo", "an end before its start"),
	Why:   diag.T("los plazos y los retrasos que se calculan serían falsos", "the deadlines and delays that are computed would be false"),
	Wrong: "start: 2019-09\nend: 2017-08",
	Right: "start: 2017-09\nend: 2019-08",
	Find:  findEndBeforeStart,
}

// periods are the pairs of columns that say when something begins and ends.
var periods = [][2]string{{"start", "end"}, {"start", "due"}, {"period_start", "period_end"}, {"start_month", "end_month"}}

func findEndBeforeStart(ix *index, report report) {
	complain := func(at diag.Pos, end, start string, began diag.Pos) {
		report(at, diag.T("el final, %[1]s, es anterior al comienzo, %[2]s", "the end, %[1]s, is before the start, %[2]s", end, start),
			diag.T("revise las dos fechas", "look at both dates"),
			diag.Related{Pos: began, Message: diag.T("el comienzo está aquí", "the start is here")})
	}
	for _, c := range ix.Commitments {
		start, okStart := date.Parse(c.Start.Value)
		end, okEnd := date.Parse(c.End.Value)
		if okStart && okEnd && end.EndsBefore(start) {
			complain(c.End.In(c.Path), c.End.Value, c.Start.Value, c.Start.In(c.Path))
		}
	}
	for _, d := range ix.described() {
		for _, pair := range periods {
			from, to := d.Table.Column(pair[0]), d.Table.Column(pair[1])
			if from < 0 || to < 0 {
				continue
			}
			for row, cells := range d.Table.Rows {
				start, okStart := date.Parse(cells[from])
				end, okEnd := date.Parse(cells[to])
				if okStart && okEnd && end.EndsBefore(start) {
					complain(d.Table.Pos(row, to), cells[to], cells[from], d.Table.Pos(row, from))
				}
			}
		}
	}
}
