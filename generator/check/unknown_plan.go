package check

import (
	"strings"

	"vitrina/generator/diag"
)

var unknownPlan = Rule{
	Name:  "unknown-plan",
	What:  diag.T("un plan que no está en el conjunto de datos «plans»", "a plan that is not in the dataset plans"),
	Why:   diag.T("el compromiso no aparecería en ningún plan", "the commitment would stand in no plan"),
	Wrong: "plan: 3",
	Right: "plan: III",
	Find:  findUnknownPlan,
}

const plansFile = "datasets/plans/plans.csv"

func findUnknownPlan(ix *index, report report) {
	k := ix.keysOf("plans")
	if k == nil {
		if len(ix.Commitments) > 0 {
			report(whole(plansFile),
				diag.T("falta el conjunto de datos de los planes, y hay compromisos", "the dataset of the plans is missing, and there are commitments"),
				diag.T("cree datasets/plans/ con plans.csv y schema.yaml", "write datasets/plans/ with plans.csv and schema.yaml"))
		}
		return
	}
	for _, c := range ix.Commitments {
		if c.Plan.Given() && k.unknown(c.Plan.Value) {
			report(c.Plan.In(c.Path),
				diag.T("el plan %q no existe", "the plan %q does not exist", c.Plan.Value),
				ix.nearKey(c.Plan.Value, k, diag.T("los planes están en %s", "plans are in %s", k.file)))
		}
	}
	for _, x := range ix.texts {
		if id, ok := planOfPage(x); ok && k.unknown(id) {
			report(whole(x.path),
				diag.T("esta página es el texto del plan %q, que no existe", "this page is the text of the plan %q, which does not exist", id),
				ix.nearKey(id, k, diag.T("nombre el archivo como un plan de %s", "name the file after a plan of %s", k.file)))
		}
	}
}

// planOfPage returns the id of the plan that a page is the text of.
func planOfPage(x *text) (string, bool) {
	id, ok := strings.CutPrefix(x.name, "plans/")
	return id, ok && id != "index" && x.page != nil
}
