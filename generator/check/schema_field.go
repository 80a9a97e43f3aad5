package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/written"
)

var schemaField = Rule{
	Name:  "schema-field",
	What:  diag.T("un esquema que no describe bien sus columnas", "a schema that does not describe its columns well"),
	Why:   diag.T("con él se revisan, se explican y se descargan los datos", "the data are checked, explained and downloaded by it"),
	Wrong: "type: texto",
	Right: "type: text",
	Find:  findSchemaField,
}

var fieldName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// maxPattern is how many characters a pattern may have: its compiled form grows
// with it, and pull requests come from strangers.
const maxPattern = 1000

func findSchemaField(ix *index, report report) {
	for _, d := range ix.Datasets {
		if !d.Described {
			continue
		}
		ix.checkDerived(d, report)
		if licences := ix.keysOf(source.CodesFolder + "licences"); d.Schema.Licence.Given() && licences.unknown(d.Schema.Licence.Value) {
			report(d.Schema.Licence.In(d.SchemaFile),
				diag.T("la licencia %q no se conoce", "the licence %q is not known", d.Schema.Licence.Value),
				ix.nearKey(d.Schema.Licence.Value, licences, diag.T("las licencias están en %s", "the licences are in %s", licences.file)))
		}
		seen := map[string]written.Text{}
		for _, f := range d.Schema.Fields {
			ix.checkFieldName(d, f, seen, report)
			ix.checkFieldType(d, f, report)
			ix.checkFieldLinks(d, f, report)
		}
		for _, k := range d.Schema.Key {
			if _, ok := seen[k.Value]; !ok && len(d.Schema.Fields) > 0 {
				report(k.In(d.SchemaFile),
					diag.T("la clave nombra la columna %q, que no está descrita", "the key names the column %q, which is not described", k.Value),
					ix.near(k.Value, maps.Keys(seen), diag.T("las columnas se describen en fields", "columns are described in fields")))
			}
		}
	}
}

// checkDerived reports a derived table that the program does not know how to
// compute, or not that column of it.
func (ix *index) checkDerived(d *source.Dataset, report report) {
	if !d.Schema.IsDerived() {
		return
	}
	derivation, known := source.DerivationOf(d.Name)
	if !known {
		report(d.Schema.DerivedFrom[0].In(d.SchemaFile),
			diag.T("no hay una tabla derivada %q", "there is no derived table %q", d.Name),
			ix.near(d.Name, derivedTables, diag.T("una tabla con filas propias no lleva derived_from", "a table with rows of its own has no derived_from")))
		return
	}
	for _, from := range d.Schema.DerivedFrom {
		if ix.keysOf(from.Value) == nil {
			report(from.In(d.SchemaFile),
				diag.T("el conjunto de datos %q no existe", "the dataset %q does not exist", from.Value),
				ix.near(from.Value, ix.datasetNames(), diag.T("los conjuntos de datos son las carpetas de datasets/", "datasets are the folders of datasets/")))
		}
	}
	if ix.Broken[source.SiteFile] {
		return // which languages have columns is not known
	}
	for _, f := range d.Schema.Fields {
		if f.Name.Given() && len(ix.Site.Languages) > 0 && !derivation.Has(f.Name.Value, ix.Site.Languages.Values()) {
			report(f.Name.In(d.SchemaFile),
				diag.T("la tabla derivada %[1]q no tiene una columna %[2]q", "the derived table %[1]q has no column %[2]q", d.Name, f.Name.Value),
				ix.near(f.Name.Value, slices.Values(derivation.Columns), diag.T("sus columnas son: %s", "its columns are: %s", strings.Join(derivation.Columns, ", "))))
		}
	}
}

func derivedTables(yield func(string) bool) {
	for _, d := range source.Derivations {
		if !yield(d.Name) {
			return
		}
	}
}

func (ix *index) checkFieldName(d *source.Dataset, f table.Field, seen map[string]written.Text, report report) {
	if !f.Name.Given() {
		return // missing-value
	}
	if before, twice := seen[f.Name.Value]; twice {
		report(f.Name.In(d.SchemaFile),
			diag.T("la columna %q está descrita dos veces", "the column %q is described twice", f.Name.Value),
			diag.T("deje una sola descripción", "keep one description"),
			diag.Related{Pos: before.In(d.SchemaFile), Message: diag.T("descrita antes aquí", "described before here")})
		return
	}
	seen[f.Name.Value] = f.Name
	if !fieldName.MatchString(f.Name.Value) {
		report(f.Name.In(d.SchemaFile),
			diag.T("%q no sirve como nombre de columna", "%q does not do as the name of a column", f.Name.Value),
			diag.T("use letras minúsculas sin tildes, números y _, y empiece por una letra", "use small letters without accents, digits and _, and begin with a letter"))
	}
}

func (ix *index) checkFieldType(d *source.Dataset, f table.Field, report report) {
	kind, known := table.TypeOf(f.Type.Value)
	if f.Type.Given() && !known {
		report(f.Type.In(d.SchemaFile),
			diag.T("el tipo %q no existe", "the type %q does not exist", f.Type.Value),
			ix.near(f.Type.Value, typeList, diag.T("los tipos son text, integer, number, boolean, date, url y list", "the types are text, integer, number, boolean, date, url and list")))
	}
	for _, t := range []written.Text{f.Required, f.Unique} {
		if t.Given() && t.Value != "true" && t.Value != "false" {
			report(t.In(d.SchemaFile), diag.T("se esperaba true o false, y se encontró %q", "expected true or false, and found %q", t.Value), diag.Text{})
		}
	}
	for _, t := range []written.Text{f.Minimum, f.Maximum} {
		if t.Given() && known && !isBound(kind.Name, t.Value) {
			report(t.In(d.SchemaFile),
				diag.T("%[1]q no es un límite para una columna de tipo %[2]s", "%[1]q is not a bound for a column of type %[2]s", t.Value, kind.Name),
				diag.T("solo los números y las fechas tienen mínimo y máximo", "only numbers and dates have a minimum and a maximum"))
		}
	}
	if f.Pattern.Given() {
		_, err := regexp.Compile(`^(?:` + f.Pattern.Value + `)$`)
		if err != nil || characters(f.Pattern.Value) > maxPattern {
			report(f.Pattern.In(d.SchemaFile),
				diag.T("el patrón no se puede leer", "the pattern cannot be read"),
				diag.T("escriba una expresión regular (RE2) de hasta %d caracteres", "write a regular expression (RE2) of at most %d characters", maxPattern))
		}
	}
}

func typeList(yield func(string) bool) {
	for _, t := range table.Types {
		if !yield(t.Name) {
			return
		}
	}
}

func isBound(kind, value string) bool {
	switch kind {
	case "integer", "number":
		_, ok := table.ParseNumber(value)
		return ok
	case "date":
		_, ok := date.Parse(value)
		return ok
	}
	return false
}

func (ix *index) checkFieldLinks(d *source.Dataset, f table.Field, report report) {
	if name := f.References.Value; name != "" && ix.keysOf(name) == nil {
		report(f.References.In(d.SchemaFile),
			diag.T("el conjunto de datos %q no existe", "the dataset %q does not exist", name),
			ix.near(name, ix.datasetNames(), diag.T("los conjuntos de datos son las carpetas de datasets/", "datasets are the folders of datasets/")))
	}
	if code, languages := f.Language.Value, ix.keysOf(source.CodesFolder+"languages"); code != "" && languages != nil && languages.unknown(code) {
		report(f.Language.In(d.SchemaFile),
			diag.T("el idioma %q no existe", "the language %q does not exist", code),
			diag.T("los idiomas están en datasets/codes/languages", "languages are in datasets/codes/languages"))
	}
	if name := f.Codes.Value; name != "" && ix.keysOf(source.CodesFolder+name) == nil {
		report(f.Codes.In(d.SchemaFile),
			diag.T("la lista de códigos %q no existe", "the code list %q does not exist", name),
			ix.near(name, ix.codeLists(), diag.T("las listas de códigos son las carpetas de datasets/codes/", "code lists are the folders of datasets/codes/")))
	}
}
