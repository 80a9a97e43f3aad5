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
		from, to, isRenamed := renamed(d)
		for _, name := range unknownColumns(d) {
			if isRenamed && name == from && diag.Nearest(name, d.fieldNames()) != to {
				field, _ := d.Schema.Field(to)
				report(d.Table.Pos(-1, d.Table.Column(name)),
					diag.T("la columna %[1]q no está en el esquema, y falta %[2]q: parece que se le cambió el nombre", "the column %[1]q is not in the schema, and %[2]q is missing: it seems to have been renamed", name, to),
					diag.T("vuelva a llamarla %[1]q, o cambie el nombre también en %[2]s", "call it %[1]q again, or change the name in %[2]s as well", to, d.SchemaFile),
					diag.Related{Pos: field.Name.In(d.SchemaFile), Message: diag.T("descrita aquí", "described here")})
				continue
			}
			report(d.Table.Pos(-1, d.Table.Column(name)),
				diag.T("la columna %q no está en el esquema", "the column %q is not in the schema", name),
				ix.near(name, d.fieldNames(), diag.T("las columnas se describen en %s", "columns are described in %s", d.SchemaFile)))
		}
	}
}
