package check

import (
	"maps"
	"strings"

	"vitrina/generator/diag"
)

var unknownAccept = Rule{
	Name:    "unknown-accept",
	What:    diag.T("un aviso aceptado que no existe, que es un error o que no trae su razón", "an accepted warning that does not exist, that is an error, or that comes without its reason"),
	Why:     diag.T("quien venga después no sabría qué se aceptó ni por qué", "whoever comes later would not know what was accepted and why"),
	Wrong:   "accepts: [missing-source]",
	Right:   "accepts: [\"missing-source: el plan no la da\"]",
	RightEN: "accepts: [\"missing-source: the plan does not give it\"]",
	Find:    findUnknownAccept,
}

func findUnknownAccept(ix *index, report report) {
	warnings := func(yield func(string) bool) {
		for name := range maps.Keys(ix.rules) {
			if ix.rules[name].Severity == diag.Warning && !yield(name) {
				return
			}
		}
	}
	for _, x := range ix.texts {
		for _, a := range x.accepted() {
			name, reason, _ := strings.Cut(a.Value, ":")
			name = strings.TrimSpace(name)
			rule, known := ix.rules[name]
			switch {
			case !known:
				report(a.In(x.path), diag.T("no hay una regla %q", "there is no rule %q", name),
					ix.near(name, warnings, diag.T("las reglas se ven con el comando rules", "the command rules shows the rules")))
			case rule.Severity == diag.Error:
				report(a.In(x.path), diag.T("%q es un error y no se puede aceptar", "%q is an error and cannot be accepted", name),
					diag.T("corríjalo y quite esta línea", "mend it and remove this line"))
			case strings.TrimSpace(reason) == "":
				report(a.In(x.path), diag.T("falta la razón por la que se acepta %q", "the reason for accepting %q is missing", name),
					diag.T("escriba \"%s: razón\"", "write \"%s: reason\"", name))
			}
		}
	}
}
