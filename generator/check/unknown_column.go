package check

import "vitrina/generator/diag"

var unknownColumn = Rule{
	Name:  "unknown-column",
	What:  diag.T("una columna que el esquema no describe", "a column that the schema does not describe"),
	Why:   diag.T("se publicaría sin decir qué significa ni revisar sus valores", "it would be published without saying what it means and without its values being checked"),
	Wrong: "id,titel",
	Right: "id,title",
	Find:  findUnknownColumn,
}

func findUnknownColumn(ix *index, report report) {
	for _, d := range ix.described() {
		for _, name := range unknownColumns(d) {
			report(d.Table.Pos(-1, d.Table.Column(name)),
				diag.T("la columna %q no está en el esquema", "the column %q is not in the schema", name),
				ix.near(name, d.fieldNames(), diag.T("las columnas se describen en %s", "columns are described in %s", d.SchemaFile)))
		}
	}
}
