package check

import (
	"slices"

	"vitrina/generator/diag"
)

var unknownEntity = Rule{
	Name:  "unknown-entity",
	What:  diag.T("una entidad que responde o apoya y que no está en el conjunto de datos «entities»", "an entity that leads or supports and is not in the dataset entities"),
	Why:   diag.T("nadie aparecería como responsable del compromiso", "nobody would be shown as answering for the commitment"),
	Wrong: "lead: [mintc]",
	Right: "lead: [mintic]",
	Find:  findUnknownEntity,
}

const entitiesFile = "datasets/entities/entities.csv"

func findUnknownEntity(ix *index, report report) {
	k := ix.keysOf("entities")
	if k == nil {
		k = &keys{complete: true}
	}
	for _, c := range ix.Commitments {
		for _, e := range slices.Concat(c.Lead, c.Support) {
			if k.unknown(e.Value) {
				report(e.In(c.Path),
					diag.T("la entidad %q no existe", "the entity %q does not exist", e.Value),
					ix.nearKey(e.Value, k, diag.T("las entidades están en %s", "entities are in %s", entitiesFile)))
			}
		}
	}
}
