package check

import (
	"regexp"

	"vitrina/generator/date"
	"vitrina/generator/diag"
	"vitrina/generator/table"
)

var valueRange = Rule{
	Name:  "value-range",
	What:  diag.T("un valor menor que el mínimo, mayor que el máximo o que no sigue el patrón de su columna", "a value below the minimum, above the maximum, or not following the pattern of its column"),
	Why:   diag.T("casi siempre es un error de tecleo, y una cifra imposible quita crédito a las demás", "it is nearly always a slip of typing, and an impossible figure discredits the others"),
	Wrong: "percent\n150",
	Right: "percent\n15",
	Find:  findValueRange,
}

func findValueRange(ix *index, report report) {
	for _, c := range ix.columns {
		minimum, maximum := c.field.Minimum.Value, c.field.Maximum.Value
		pattern := wholePattern(c.field)
		if minimum == "" && maximum == "" && pattern == nil {
			continue
		}
		schema := c.dataset.SchemaFile
		for p, v := range c.values() {
			switch {
			case minimum != "" && compare(c.kind.Name, v, minimum) < 0:
				report(p.pos(),
					diag.T("%[1]s es menor que el mínimo, %[2]s", "%[1]s is below the minimum, %[2]s", v, minimum),
					diag.T("el mínimo (minimum) está en %s", "the minimum is in %s", schema))
			case maximum != "" && compare(c.kind.Name, v, maximum) > 0:
				report(p.pos(),
					diag.T("%[1]s es mayor que el máximo, %[2]s", "%[1]s is above the maximum, %[2]s", v, maximum),
					diag.T("el máximo (maximum) está en %s", "the maximum is in %s", schema))
			case pattern != nil && !pattern.MatchString(v):
				report(p.pos(),
					diag.T("%[1]q no sigue el patrón %[2]s", "%[1]q does not follow the pattern %[2]s", v, c.field.Pattern.Value),
					patternHint(c.field, schema))
			}
		}
	}
}

func patternHint(f table.Field, schema string) diag.Text {
	if f.Example.Given() {
		return diag.T("escríbalo como %[1]q; el patrón (pattern) está en %[2]s", "write it as %[1]q; the pattern is in %[2]s", f.Example.Value, schema)
	}
	return diag.T("el patrón (pattern) está en %s", "the pattern is in %s", schema)
}

// wholePattern returns the pattern of a column, or nil when there is none or it
// cannot be read, which schema-field reports.
func wholePattern(f table.Field) *regexp.Regexp {
	if !f.Pattern.Given() {
		return nil
	}
	pattern, err := regexp.Compile(`^(?:` + f.Pattern.Value + `)$`)
	if err != nil {
		return nil
	}
	return pattern
}

// compare orders a value and a bound of the named type. Dates are compared by
// the days they may mean: 2019 is neither before 2019-06 nor after it. Types
// without an order are equal.
func compare(kind, value, bound string) int {
	switch kind {
	case "integer", "number":
		v, _ := table.ParseNumber(value)
		if b, ok := table.ParseNumber(bound); ok && v < b {
			return -1
		} else if ok && v > b {
			return 1
		}
	case "date":
		v, _ := date.Parse(value)
		b, _ := date.Parse(bound)
		if v.EndsBefore(b) {
			return -1
		} else if b.EndsBefore(v) {
			return 1
		}
	}
	return 0
}
