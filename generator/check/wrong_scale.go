package check

import (
	"strconv"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

var wrongScale = Rule{
	Name:  "wrong-scale",
	What:  diag.T("un valor del MRI con una escala que su variable no usa en ese plan, o que no es de su escala", "an IRM value with a scale that its variable does not use in that plan, or that is not of its scale"),
	Why:   diag.T("las escalas cambiaron en 2017, 2020 y 2021, y valores de dos escalas no se comparan", "the scales changed in 2017, 2020 and 2021, and values of two scales do not compare"),
	Wrong: "variable,value,scale\npotential-impact,major,did-it-open-government",
	Right: "variable,value,scale\npotential-impact,moderate,potential-impact",
	Find:  findWrongScale,
}

const (
	scalesDataset = "codes/rating-scales"
	// absences are values that no scale has: every variable may lack a value.
	absences = "absences"
)

// use says in which plans a variable uses a scale: by the years in which plans
// start, 0 where there is no bound.
type use struct {
	scale       string
	first, last int
}

func (u use) in(year int) bool {
	return year == 0 || (u.first == 0 || u.first <= year) && (u.last == 0 || year <= u.last)
}

func findWrongScale(ix *index, report report) {
	uses, file := ix.scaleUses()
	for _, d := range ix.described() {
		t := d.Table
		r := ratingColumns{t.Column("commitment"), t.Column("variable"), t.Column("scale"), t.Column("value")}
		if d.IsCodeList() || r.variable < 0 || r.scale < 0 || r.value < 0 {
			continue
		}
		for row, cells := range t.Rows {
			variable, scale, value := cells[r.variable], cells[r.scale], cells[r.value]
			if variable == "" || scale == "" {
				continue
			}
			plan, year := "", 0
			if r.commitment >= 0 {
				if c := ix.byID[cells[r.commitment]]; c != nil {
					plan, year = c.Plan.Value, ix.planYear(c.Plan.Value)
				}
			}
			if uses != nil && scale != absences && !usedIn(uses[variable], scale, year) {
				report(t.Pos(row, r.scale), scaleMessage(variable, scale, plan), scaleHint(uses[variable], year, plan, file))
				continue
			}
			k := ix.keysOf(source.CodesFolder + scale)
			if k == nil {
				report(t.Pos(row, r.scale), diag.T("no hay una lista de códigos %q", "there is no code list %q", scale),
					ix.near(scale, ix.codeLists(), diag.T("las escalas son las listas de datasets/codes/", "scales are the lists of datasets/codes/")))
			} else if value != "" && k.unknown(value) {
				report(t.Pos(row, r.value), diag.T("%[1]q no es un valor de la escala %[2]q", "%[1]q is not a value of the scale %[2]q", value, scale),
					ix.nearKey(value, k, diag.T("los valores están en %s", "the values are in %s", k.file)))
			}
		}
	}
}

// ratingColumns are the places of the columns of a table of IRM values.
type ratingColumns struct{ commitment, variable, scale, value int }

func usedIn(uses []use, scale string, year int) bool {
	for _, u := range uses {
		if u.scale == scale && u.in(year) {
			return true
		}
	}
	return false
}

// scaleUses returns which scales each variable uses, or nil when the site does
// not say or it could not be read.
func (ix *index) scaleUses() (uses map[string][]use, file string) {
	d := ix.Dataset(scalesDataset)
	if d == nil || d.Table == nil || ix.Broken[d.Table.File] {
		return nil, ""
	}
	t := d.Table
	uses = map[string][]use{}
	for row := range t.Rows {
		variable := t.Cell(row, "variable")
		uses[variable] = append(uses[variable], use{t.Cell(row, "scale"), yearOf(t, row, "first_plan_year"), yearOf(t, row, "last_plan_year")})
	}
	return uses, t.File
}

func yearOf(t *table.Table, row int, column string) int {
	year, err := strconv.Atoi(t.Cell(row, column))
	if err != nil {
		return 0 // cell-type and missing-column look at it
	}
	return year
}

func scaleMessage(variable, scale, plan string) diag.Text {
	if plan == "" {
		return diag.T("la variable %[1]q no usa la escala %[2]q", "the variable %[1]q does not use the scale %[2]q", variable, scale)
	}
	return diag.T("la variable %[1]q no usa la escala %[2]q en el plan %[3]s", "the variable %[1]q does not use the scale %[2]q in the plan %[3]s", variable, scale, plan)
}

func scaleHint(uses []use, year int, plan, file string) diag.Text {
	var scales []string
	for _, u := range uses {
		if u.in(year) {
			scales = append(scales, strconv.Quote(u.scale))
		}
	}
	switch names := strings.Join(scales, ", "); {
	case names == "" && plan != "":
		return diag.T("esa variable no tiene escala en el plan %[1]s; las escalas de cada variable están en %[2]s", "that variable has no scale in the plan %[1]s; the scales of each variable are in %[2]s", plan, file)
	case names == "":
		return diag.T("las escalas de cada variable están en %s", "the scales of each variable are in %s", file)
	case plan != "":
		return diag.T("en el plan %[1]s esa variable usa %[2]s; las escalas están en %[3]s", "in the plan %[1]s that variable uses %[2]s; the scales are in %[3]s", plan, names, file)
	default:
		return diag.T("esa variable usa %[1]s; las escalas están en %[2]s", "that variable uses %[1]s; the scales are in %[2]s", names, file)
	}
}

func (ix *index) codeLists() func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, d := range ix.Datasets {
			if name, ok := strings.CutPrefix(d.Name, source.CodesFolder); ok && !yield(name) {
				return
			}
		}
	}
}
