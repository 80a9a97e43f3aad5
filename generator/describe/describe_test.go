package describe

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/quick"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"vitrina/generator/date"
	"vitrina/generator/download"
	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/layouts"
)

const baseURL = "https://example.org/vitrina/"

// described is a site with its descriptions.
type described struct {
	site *model.Site
	publish.Memory
	files []model.File
}

// describeSite describes the small site, with the given files in place of its
// own.
func describeSite(t *testing.T, base string, others map[string]string) *described {
	t.Helper()
	sources := fstest.MapFS{}
	for _, name := range []string{"../testdata/site.txtar", "testdata/site.txtar"} {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			sources[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	for name, text := range others {
		sources[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, found, err := source.Load(layouts.Under(fs.FS(sources)), 0)
	if err != nil || found.Errors() > 0 {
		t.Fatal(err, found)
	}
	d := &described{site: model.Build(tree, model.Options{AsOf: date.Date{Year: 2015, Month: 2, Day: 10}, BaseURL: base})}
	report, err := download.Files(d.site, &d.Memory, 0)
	if err != nil {
		t.Fatal(err)
	}
	d.files = report.Listed()
	written, err := Package(d.site, d.files, &d.Memory)
	if err != nil {
		t.Fatal(err)
	}
	d.files = append(d.files, written...)
	frozen, err := download.Editions(d.site, &d.Memory)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = Catalogue(d.site, d.files, frozen, &d.Memory); err != nil {
		t.Fatal(err)
	}
	return d
}

// json reads a file of the site.
func (d *described) json(t *testing.T, name string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(d.File("data/"+name), &v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

// in walks into a value of JSON: names of members, places in lists, and in a
// list of objects NAME=VALUE for the first that has the member. It is nil where
// there is nothing.
func in(v any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case int:
			list, _ := v.([]any)
			if step >= len(list) {
				return nil
			}
			v = list[step]
		case string:
			if name, want, ok := strings.Cut(step, "="); ok {
				list, _ := v.([]any)
				v = nil
				for _, each := range list {
					if fmt.Sprint(in(each, name)) == want {
						v = each
						break
					}
				}
				continue
			}
			object, _ := v.(map[string]any)
			v = object[step]
		}
	}
	return v
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: -want +got:\n%s", what, diff)
	}
}

type list = []any

type named = map[string]any

// Whatever an author can say of a column or a table stands in both
// descriptions, or is named here with the reason.
func TestEveryKeyOfASchemaReachesTheDescriptions(t *testing.T) {
	d := describeSite(t, baseURL, nil)
	schema, csvw := d.json(t, "spending.schema.json"), d.json(t, "spending.csv-metadata.json")
	group, pack := d.json(t, "csv-metadata.json"), in(d.json(t, "datapackage.json"), "resources", "name=spending")
	field := func(name string, path ...any) any {
		return in(schema, append([]any{"fields", "name=" + name}, path...)...)
	}
	column := func(name string, path ...any) any {
		return in(csvw, append([]any{"tableSchema", "columns", "name=" + name}, path...)...)
	}
	tagged := func(es, en string) any {
		return list{named{"@value": es, "@language": "es"}, named{"@value": en, "@language": "en"}}
	}
	says := map[string][]struct{ got, want any }{
		"Field.name":        {{field("amount", "name"), "amount"}, {column("amount", "name"), "amount"}},
		"Field.type":        {{field("amount", "type"), "number"}, {column("amount", "datatype", "base"), "decimal"}},
		"Field.title":       {{field("amount", "title"), "Valor"}, {field("amount", "i18n:title"), named{"es": "Valor", "en": "Amount"}}, {column("amount", "titles"), named{"es": list{"amount", "Valor"}, "en": list{"amount", "Amount"}}}},
		"Field.description": {{field("amount", "description"), "Cuánto se gastó."}, {field("amount", "i18n:description", "en"), "How much was spent."}, {column("amount", "dc:description"), tagged("Cuánto se gastó.", "How much was spent.")}},
		"Field.required":    {{field("id", "constraints", "required"), true}, {column("id", "required"), true}},
		// CSV on the Web has no columns without repetition but those of a key.
		"Field.unique":  {{field("id", "constraints", "unique"), true}, {in(csvw, "tableSchema", "primaryKey"), list{"id"}}},
		"Field.pattern": {{field("id", "constraints", "pattern"), "[A-Z][0-9]{2}"}, {column("id", "datatype", "format"), "[A-Z][0-9]{2}"}},
		"Field.minimum": {{field("amount", "constraints", "minimum"), 0.0}, {column("amount", "datatype", "minimum"), 0.0}},
		"Field.maximum": {{field("amount", "constraints", "maximum"), 2000.5}, {column("amount", "datatype", "maximum"), 2000.5}},
		"Field.unit":    {{field("amount", "vitrina:unit"), named{"es": "millones de pesos", "en": "millions of pesos"}}, {column("amount", "schema:unitText"), tagged("millones de pesos", "millions of pesos")}},
		"Field.example": {{field("id", "example"), "A01"}, {column("id", "skos:example"), "A01"}},
		// Table Schema has no language of a column.
		"Field.language":   {{column("plan", "lang"), "es"}},
		"Field.references": {{in(schema, "foreignKeys", 1), named{"fields": list{"plan"}, "reference": named{"resource": "plans", "fields": list{"id"}}}}, {in(group, "tables", "url=spending.csv", "tableSchema", "foreignKeys", 1), named{"columnReference": "plan", "reference": named{"resource": "plans.csv", "columnReference": "id"}}}},
		// The values themselves stand in the table that the reference names.
		"Field.codes": {{field("progress", "constraints", "enum"), list{"none", "some", "all"}}, {field("progress", "categories", 0), named{"value": "none", "label": "Nada"}}, {in(group, "tables", "url=spending.csv", "tableSchema", "foreignKeys", 2, "reference", "resource"), "codes-progress.csv"}},

		"Schema.title":       {{in(pack, "title"), "Gasto"}, {in(pack, "i18n:title", "en"), "Spending"}, {in(csvw, "dc:title"), tagged("Gasto", "Spending")}},
		"Schema.description": {{in(pack, "description"), "Cada fila es un gasto."}, {in(csvw, "dc:description"), tagged("Cada fila es un gasto.", "Each row is an expense.")}},
		"Schema.licence":     {{in(pack, "licenses", 0, "name"), "CC0-1.0"}, {in(csvw, "dc:license", "@id"), "https://creativecommons.org/publicdomain/zero/1.0/"}},
		"Schema.sources":     {{in(pack, "sources", 0, "path"), "https://example.org/plan-i"}, {in(csvw, "dc:source", 0, "@id"), "https://example.org/plan-i"}},
		"Schema.key":         {{in(schema, "primaryKey"), list{"id"}}, {in(csvw, "tableSchema", "primaryKey"), list{"id"}}},
		"Schema.problems":    {{in(pack, "vitrina:problems", 0, "en"), "The second half of the year is missing."}, {in(csvw, "skos:note", 1, "@value"), "The second half of the year is missing."}},
		"Schema.fields":      {{len(in(schema, "fields").(list)), 17}, {len(in(csvw, "tableSchema", "columns").(list)), 17}},
		"Schema.ordered":     {{field("progress", "categoriesOrdered"), true}, {in(d.json(t, "datapackage.json"), "resources", "name=codes-progress", "vitrina:ordered"), true}},
		// It says of what to take the sources, and they are described.
		"Schema.derived_from": nil,
	}
	keys := 0
	for _, kind := range []reflect.Type{reflect.TypeFor[table.Field](), reflect.TypeFor[table.Schema]()} {
		for f := range kind.Fields() {
			name := kind.Name() + "." + f.Tag.Get("yaml")
			said, ok := says[name]
			if !ok {
				t.Errorf("nothing is known of %s", name)
			}
			for _, each := range said {
				equal(t, name, each.got, each.want)
			}
			keys++
		}
	}
	if keys != len(says) {
		t.Errorf("%d keys, %d are known", keys, len(says))
	}
}

func TestTypesOfColumns(t *testing.T) {
	d := describeSite(t, baseURL, nil)
	schema, csvw := d.json(t, "spending.schema.json"), d.json(t, "spending.csv-metadata.json")
	short := "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
	for _, c := range []struct {
		column      string
		field       named // type, format, constraints of Table Schema
		datatype    any
		more, value any // a further member of CSV on the Web
	}{
		{"part_of", named{"type": "string"}, "string", nil, nil},
		{"places", named{"type": "string", "constraints": named{"pattern": `([0-9]{2})(\|([0-9]{2}))*`}}, named{"base": "string", "format": "[0-9]{2}"}, "separator", "|"},
		{"places_label_en", named{"type": "string"}, "string", "lang", "en"},
		{"contracts", named{"type": "integer", "constraints": named{"minimum": 0.0}}, named{"base": "integer", "minimum": 0.0}, nil, nil},
		{"open", named{"type": "boolean"}, named{"base": "boolean", "format": "true|false"}, nil, nil},
		{"signed", named{"type": "date", "constraints": named{"minimum": "2014-01-01", "maximum": "2015-12-31"}}, named{"base": "date", "format": "yyyy-MM-dd"}, nil, nil},
		{"paid", named{"type": "string", "constraints": named{"pattern": short}}, named{"base": "string", "format": short}, nil, nil},
		{"contract", named{"type": "string", "format": "uri"}, "anyURI", nil, nil},
		{"note_en", named{"type": "string"}, "string", "lang", "en"},
	} {
		field := in(schema, "fields", "name="+c.column)
		got := named{}
		for _, key := range []string{"type", "format", "constraints"} {
			if v := in(field, key); v != nil {
				got[key] = v
			}
		}
		equal(t, c.column, got, c.field)
		equal(t, c.column, in(csvw, "tableSchema", "columns", "name="+c.column, "datatype"), c.datatype)
		if c.more != nil {
			equal(t, c.column, in(csvw, "tableSchema", "columns", "name="+c.column, c.more), c.value)
		}
	}
}

func TestKeysAndReferences(t *testing.T) {
	d := describeSite(t, baseURL, map[string]string{
		"datasets/pairs/schema.yaml": "title: {es: Pares, en: Pairs}\nlicence: CC0-1.0\nkey: [one, other]\nfields:\n  - {name: one, type: text, required: true}\n  - {name: other, type: text}\n",
		"datasets/pairs/pairs.csv":   "one,other\na,\na,b\n",
	})
	pairs := d.json(t, "pairs.schema.json")
	equal(t, "a key with a part that may be empty", in(pairs, "uniqueKeys"), list{list{"one", "other"}})
	equal(t, "and no primary key", in(pairs, "primaryKey"), nil)
	equal(t, "nor one of CSV on the Web", in(d.json(t, "pairs.csv-metadata.json"), "tableSchema", "primaryKey"), nil)
	spending := d.json(t, "spending.schema.json")
	equal(t, "a reference to itself", in(spending, "foreignKeys", 0), named{"fields": list{"part_of"}, "reference": named{"fields": list{"id"}}})
	equal(t, "a list of references is none of the standard's", len(in(spending, "foreignKeys").(list)), 3)
	equal(t, "and is told", in(spending, "fields", "name=places", "vitrina:reference"), named{"resource": "codes-places", "fields": list{"code"}})
	equal(t, "lists that the rows name", in(d.json(t, "opinions.schema.json"), "fields", "name=value", "vitrina:references"), list{
		named{"scale": "places", "resource": "codes-places", "fields": list{"code"}},
		named{"scale": "progress", "resource": "codes-progress", "fields": list{"code"}, "ordered": true},
	})
	equal(t, "an address of a row", in(d.json(t, "spending.csv-metadata.json"), "tableSchema", "aboutUrl"), baseURL+"es/datos/spending/filas/#row-{id}")
	equal(t, "a key of two columns has none", in(d.json(t, "milestones.csv-metadata.json"), "tableSchema", "aboutUrl"), nil)
}

// What is not known is left out, and not told as an empty value.
func TestWhatIsNotKnownIsLeftOut(t *testing.T) {
	d := describeSite(t, "", map[string]string{
		"content/site.yaml":            "title: {es: Sitio, en: Site}\nlanguages: [es, en]\nlicences: {data: CC-BY-4.0}\n",
		"datasets/plans/schema.yaml":   "title: {es: Planes, en: Plans}\nlicence: CC-BY-4.0\nkey: [id]\nfields:\n  - {name: id, type: text, required: true}\n  - {name: start, type: date}\n  - {name: end, type: date}\n",
		"datasets/plans/plans.csv":     "id,start,end\nI,,\n",
		"datasets/nothing/schema.yaml": "title: {es: Nada, en: Nothing}\nlicence: CC-BY-4.0\nkey: [id]\nfields:\n  - {name: id, type: text, required: true}\n",
		"datasets/nothing/nothing.csv": "id\n",
	})
	var look func(where string, v any)
	look = func(where string, v any) {
		switch v := v.(type) {
		case nil:
			t.Errorf("%s is null", where)
		case string:
			if v == "" && !strings.HasSuffix(where, "/null") && !strings.HasSuffix(where, "/missingValues/0") {
				t.Errorf("%s is empty", where)
			}
		case list:
			if len(v) == 0 {
				t.Errorf("%s is an empty list", where)
			}
			for i, each := range v {
				look(fmt.Sprint(where, "/", i), each)
			}
		case named:
			for name, each := range v {
				look(where+"/"+name, each)
			}
		}
	}
	looked := 0
	for _, address := range d.Memory.Addresses() {
		if name, ok := strings.CutPrefix(address, "data/"); ok && !strings.HasPrefix(name, "schemas/") && (strings.HasSuffix(name, ".schema.json") || strings.HasSuffix(name, "-metadata.json") || name == "datapackage.json" || name == "index.json" || name == "catalog.jsonld") {
			look(name, d.json(t, name))
			looked++
		}
	}
	if looked < 10 {
		t.Errorf("only %d descriptions", looked)
	}
	for _, absent := range []string{"contactPoint", "dct:temporal", "dct:spatial", "dcat:theme", "dcat:keyword", "dct:publisher", "accrualPeriodicity"} {
		if bytes.Contains(d.File("data/catalog.ttl"), []byte(absent)) {
			t.Errorf("the catalogue has %s, which nobody wrote", absent)
		}
	}
	equal(t, "a table without rows", in(d.json(t, "index.json"), "tables", "name=nothing", "rows"), 0.0)
	equal(t, "contributors", in(d.json(t, "datapackage.json"), "contributors"), nil)
	// A site that does not know its address has addresses below the data.
	equal(t, "an address of a row", in(d.json(t, "nothing.csv-metadata.json"), "tableSchema", "aboutUrl"), "../es/datos/nothing/filas/#row-{id}")
	if bytes.Contains(d.File("data/catalog.ttl"), []byte("<data/")) || !bytes.Contains(d.File("data/catalog.ttl"), []byte("dcat:downloadURL <nothing.csv>")) {
		t.Error("addresses of the catalogue are not relative to it")
	}
}

func TestTheCatalogueSaysWhoWhereAndWhen(t *testing.T) {
	d := describeSite(t, baseURL, nil)
	for _, line := range []string{
		`vcard:hasEmail <mailto:datos@example.org>`,
		`dcat:contactPoint <` + baseURL + `data/catalog.jsonld#contact>`,
		`dct:spatial <http://publications.europa.eu/resource/authority/country/COL>`,
		`dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/IRREG>`,
		`dct:language <http://publications.europa.eu/resource/authority/language/SPA>, <http://publications.europa.eu/resource/authority/language/ENG>`,
		`dcat:keyword "planes"@es, "presupuesto"@es, "plans"@en, "budget"@en`,
		`dct:temporal <` + baseURL + `data/catalog.jsonld#spending.time>`,
		`dcat:startDate "2014"^^xsd:gYear`,
		`dcat:endDate "2015-06"^^xsd:gYearMonth`,
		`dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv>`,
		`dct:license <https://creativecommons.org/publicdomain/zero/1.0/>`,
	} {
		if !bytes.Contains(d.File("data/catalog.ttl"), []byte(line)) {
			t.Errorf("the catalogue lacks %s", line)
		}
	}
	equal(t, "the descriptor", in(d.json(t, "datapackage.json"), "contributors"), list{named{"title": "Prensa", "path": baseURL, "email": "datos@example.org", "roles": list{"publisher", "contact"}}})
	equal(t, "its name", in(d.json(t, "datapackage.json"), "name"), "example-commitments")
}

func TestThePeriodOfPlansEndsWhereAllEndsAreKnown(t *testing.T) {
	for rows, want := range map[string][2]string{
		"I,1,a,a,2014,2015-06,plan-i\nII,2,b,b,2015-07,2017-06,plan-i\n": {`"2014"^^xsd:gYear`, `"2017-06"^^xsd:gYearMonth`},
		"I,1,a,a,2014,2015-06,plan-i\nII,2,b,b,2015-07,,plan-i\n":        {`"2014"^^xsd:gYear`, ""},
		"I,1,a,a,,2015-06-30,plan-i\nII,2,b,b,2015-07,2015,plan-i\n":     {"", `"2015"^^xsd:gYear`},
		"I,1,a,a,,,plan-i\n": {"", ""},
	} {
		d := describeSite(t, baseURL, map[string]string{"datasets/plans/plans.csv": "id,number,title_es,title_en,start,end,source\n" + rows})
		_, period, _ := strings.Cut(string(d.File("data/catalog.ttl")), "#plans.time> a dct:PeriodOfTime")
		period, _, _ = strings.Cut(period, " .\n")
		for i, property := range []string{"dcat:startDate ", "dcat:endDate "} {
			_, got, _ := strings.Cut(period, property)
			got, _, _ = strings.Cut(got, " ;")
			if got != want[i] {
				t.Errorf("%q: %s%s, want %s", rows, property, got, want[i])
			}
		}
	}
}

func TestAFrozenEditionIsDescribedAsWritten(t *testing.T) {
	d := describeSite(t, baseURL, nil)
	files := slices.DeleteFunc(slices.Clone(d.files), func(f model.File) bool { return f.Table != "spending" || f.Format != "csv" })
	var v any
	if err := json.Unmarshal(Edition(d.site, "1.2.3", date.Date{Year: 2015, Month: 2, Day: 1}, files), &v); err != nil {
		t.Fatal(err)
	}
	equal(t, "version", in(v, "version"), "1.2.3")
	equal(t, "created", in(v, "created"), "2015-02-01T00:00:00Z")
	equal(t, "tables", len(in(v, "resources").(list)), 1)
	equal(t, "columns, without labels", len(in(v, "resources", 0, "schema", "fields").(list)), 13)
	equal(t, "line ends", in(v, "resources", 0, "dialect", "lineTerminator"), "\n")
	equal(t, "a reference to a table that it has not", len(in(v, "resources", 0, "schema", "foreignKeys").(list)), 1)
}

// What is said of a table later does not reach the editions before it.
func TestFilesOfAFrozenTableKeepItsLicenceTitleAndRows(t *testing.T) {
	const zeros = "0000000000000000000000000000000000000000000000000000000000000000"
	releases := "datasets/releases/0.1.0/"
	d := describeSite(t, baseURL, map[string]string{
		"content/site.yaml":               "title: {es: Sitio, en: Site}\nlanguages: [es, en]\nlicences: {data: CC-BY-4.0}\n",
		"datasets/pairs/schema.yaml":      "title: {es: Pares, en: Pairs}\nlicence: CC-BY-4.0\nkey: [one]\nfields:\n  - {name: one, type: text, required: true}\n",
		"datasets/pairs/pairs.csv":        "one\na\nb\n",
		releases + "edition.yaml":         "version: 0.1.0\ndate: 2014-01-01\n",
		releases + "pairs.schema.yaml":    "title: {es: Dúos, en: Duos}\nlicence: CC0-1.0\nkey: [one]\nfields:\n  - {name: one, type: text, required: true}\n",
		releases + "pairs.csv":            "one\n",
		releases + "plain.schema.yaml":    "key: [one]\nfields:\n  - {name: one, type: text, required: true}\n",
		releases + "plain.csv":            "one\na\n",
		releases + "datapackage.json":     "{}\n",
		releases + "files.csv":            "file,bytes,sha256,edition\npairs.csv,1," + zeros + ",0.1.0\npairs.schema.yaml,1," + zeros + ",0.1.0\nplain.csv,1," + zeros + ",0.1.0\nplain.schema.yaml,1," + zeros + ",0.1.0\ndatapackage.json,1," + zeros + ",0.1.0\n",
		"datasets/releases/addresses.csv": "address,kind,id,since\n",
	})
	index := d.json(t, "index.json")
	duos, site := named{"es": "Dúos", "en": "Duos"}, named{"es": "Sitio", "en": "Site"}
	for name, want := range map[string]list{
		"pairs.csv":         {"CC0-1.0", duos, 0.0},
		"pairs.schema.yaml": {"CC0-1.0", duos, nil},
		"plain.csv":         {"CC-BY-4.0", named{"es": "plain"}, 1.0},
		"datapackage.json":  {"CC-BY-4.0", site, nil},
	} {
		file := "address=data/v/0.1.0/" + name
		equal(t, name, list{in(index, "files", file, "licence"), in(index, "files", file, "title"), in(index, "files", file, "rows")}, want)
	}
	equal(t, "the table now", in(index, "files", "address=data/pairs.csv", "licence"), "CC-BY-4.0")
	catalogue := string(d.File("data/catalog.ttl"))
	for _, want := range []string{`"Duos (pairs.csv)"@en`, `"Pairs (pairs.csv)"@en`} {
		if !strings.Contains(catalogue, want) {
			t.Errorf("the catalogue has no %s", want)
		}
	}
}

func TestPortablePatterns(t *testing.T) {
	for pattern, want := range map[string]string{
		`^[A-Z]{2}[0-9]+$`: `[A-Z]{2}[0-9]+`,
		`[^|]+`:            `[^|]+`,
		`a|b`:              `a|b`,
		`(?i)a`:            "",
		`a\b`:              "",
		`\p{L}+`:           "",
		`a+?`:              "",
		`[[:alpha:]]`:      "",
		`a$|^b`:            "",
		``:                 "",
	} {
		got, ok := portable(pattern)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v", pattern, got, ok)
		}
	}
}

func TestTextsOfJSONComeBack(t *testing.T) {
	if err := quick.Check(func(text string) bool {
		var back []string
		valid := strings.ToValidUTF8(text, "\ufffd")
		err := json.Unmarshal(encoded([]string{valid, `\"` + valid + "\n\u2028<&>"}), &back)
		return err == nil && back[0] == valid && back[1] == `\"`+valid+"\n\u2028<&>"
	}, nil); err != nil {
		t.Error(err)
	}
	equal(t, "order and digits", string(encoded(object{{"b", number("0.10")}, {"a", []any{1, true, nil}}, {"c", object{}}})), "{\n \"b\": 0.10,\n \"a\": [1, true, null],\n \"c\": {}\n}\n")
}

func TestTurtleEscapes(t *testing.T) {
	g := &graph{}
	a := g.thing("https://example.org/a b<c>", "dcat:Dataset")
	a.say("dct:title", value{text: "one \"two\"\\\nthree", language: "en"}, value{text: ""})
	a.say("dct:title", value{text: "one \"two\"\\\nthree", language: "en"})
	a.say("dct:modified", value{text: "2015-02-01", kind: "xsd:date"})
	_, got, _ := strings.Cut(string(g.turtle()), "\n\n")
	equal(t, "Turtle", got, `<https://example.org/a\u0020b\u003Cc\u003E> a dcat:Dataset ;
    dct:title "one \"two\"\\\nthree"@en ;
    dct:modified "2015-02-01"^^xsd:date .
`)
}

func TestFormsHaveTheKeysAndTheCodes(t *testing.T) {
	d := describeSite(t, baseURL, nil)
	forms := map[string]any{}
	for _, f := range Forms(d.site) {
		var v any
		if err := json.Unmarshal(encoded(f.Schema), &v); err != nil {
			t.Fatal(err)
		}
		forms[f.Name] = v
	}
	keys := func(name string, path ...any) []string {
		var out []string
		properties, _ := in(forms[name], append(path, "properties")...).(named)
		for key, v := range properties {
			if in(v, "description") == nil {
				t.Errorf("%s: nothing explains %s", name, key)
			}
			out = append(out, key)
		}
		slices.Sort(out)
		return out
	}
	tags := func(kind reflect.Type) []string {
		var out []string
		for f := range kind.Fields() {
			if key := f.Tag.Get("yaml"); key != "" {
				out = append(out, key)
			}
		}
		slices.Sort(out)
		return out
	}
	equal(t, "site.yaml", keys("site"), tags(reflect.TypeFor[source.Site]()))
	equal(t, "a commitment", keys("commitment"), tags(reflect.TypeFor[source.Front]()))
	equal(t, "its translation", keys("commitment-translation"), []string{"change", "summary", "title"})
	equal(t, "a table", keys("dataset"), tags(reflect.TypeFor[table.Schema]()))
	equal(t, "a column", keys("dataset", "properties", "fields", "items"), tags(reflect.TypeFor[table.Field]()))
	equal(t, "the values of a list", in(forms["site"], "properties", "data_themes", "items", "enum"), list{"GOVE"})
	equal(t, "types", in(forms["dataset"], "properties", "fields", "items", "properties", "type", "enum", 0), "text")
}
