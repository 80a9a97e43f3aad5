package source

import "slices"

// Derivation names a derived table: one whose folder in datasets/ has only a
// schema, since package model computes its rows from those of other tables.
type Derivation struct {
	// Name is the dataset's.
	Name string
	// Columns are those it can have; its schema chooses among them.
	Columns []string
	// Translated are columns of one text a language, without the language:
	// unit stands for unit_es, unit_en.
	Translated []string
	// AsOf says that rows depend on the date that the site is made for.
	AsOf bool
}

// Derivations are the derived tables by name.
var Derivations = []Derivation{
	{Name: "commitment_entities", Columns: []string{"commitment", "role", "entity", "order", "plan", "entity_branch", "entity_level", "entity_territory"}},
	{Name: "commitment_themes", Columns: []string{"commitment", "theme", "basis", "plan"}},
	{Name: "plan_totals", Columns: []string{"id", "plan", "property", "claim", "declared", "source", "date", "counted", "counted_groups", "counted_from", "commitments_rated", "commitments_total", "comparison"}, Translated: []string{"unit", "note"}},
	{Name: "status", Columns: []string{"id", "commitment", "milestone_order", "plan", "lead", "kind", "voice", "date", "variable", "part", "scale", "value", "percent", "due", "days_past", "evidence_given", "report", "source"}, AsOf: true},
}

// DerivationOf returns the derivation of a dataset and whether there is one.
func DerivationOf(name string) (Derivation, bool) {
	i := slices.IndexFunc(Derivations, func(d Derivation) bool { return d.Name == name })
	if i < 0 {
		return Derivation{}, false
	}
	return Derivations[i], true
}

// Has reports whether the table can have a column in a site of the languages.
func (d Derivation) Has(column string, languages []string) bool {
	if slices.Contains(d.Columns, column) {
		return true
	}
	for _, name := range d.Translated {
		for _, language := range languages {
			if column == name+"_"+language {
				return true
			}
		}
	}
	return false
}
