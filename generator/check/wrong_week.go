package check

import (
	"regexp"
	"strings"

	"vitrina/generator/diag"
)

var wrongWeek = Rule{
	Name:  "wrong-week",
	What:  diag.T("una semana que ningún mes tiene, o semanas escritas de otro modo", "a week that no month has, or weeks written in another way"),
	Why:   diag.T("el cronograma no se podría dibujar, o la actividad quedaría en otra fecha", "the schedule could not be drawn, or the activity would stand at another time"),
	Wrong: "start_month,start_week\n2019-10,3-45",
	Right: "start_month,start_week\n2019-10,3-4-5",
	Find:  findWrongWeek,
}

// No month touches more than six weeks.
var weeksOfMonth = regexp.MustCompile(`^[1-6](-[1-6])*$`)

// It is a rule and no pattern of a schema, since a schema that refuses more
// breaks the data for those who read them by it.
func findWrongWeek(ix *index, report report) {
	for _, d := range ix.described() {
		for column, name := range d.Table.Header {
			of, ok := strings.CutSuffix(name, "_week")
			if !ok || d.Table.Column(of+"_month") < 0 {
				continue
			}
			for row, cells := range d.Table.Rows {
				if v := cells[column]; v != "" && !rising(v) {
					report(d.Table.Pos(row, column),
						diag.T("%q no son semanas de un mes", "%q does not say weeks of a month", v),
						diag.T("escriba las semanas en orden, de 1 a 6, unidas con guiones, como 3-4-5", "write the weeks in order, from 1 to 6, joined by hyphens, such as 3-4-5"))
				}
			}
		}
	}
}

// rising reports whether a text is weeks of a month, each after the one before.
func rising(weeks string) bool {
	if !weeksOfMonth.MatchString(weeks) {
		return false
	}
	for i := 2; i < len(weeks); i += 2 {
		if weeks[i] <= weeks[i-2] {
			return false
		}
	}
	return true
}
