package describe

import (
	"strings"

	"vitrina/generator/model"
)

// csvwContext is the only context that CSV on the Web allows, with the language
// of texts that name none.
func (d *describer) csvwContext() []any {
	return []any{"http://www.w3.org/ns/csvw", object{{"@language", d.codes[0]}}}
}

// csvw describes the CSV of one table. References are left to the description
// of all tables, since the standard wants both ends of one in it.
func (d *describer) csvw(i int) object {
	o := object{{"@context", d.csvwContext()}}
	return append(o, d.csvwTable(i, false)...)
}

// csvwGroup describes all tables together.
func (d *describer) csvwGroup() object {
	o := object{{"@context", d.csvwContext()}, {"@type", "TableGroup"}}
	o.set("dc:title", d.tagged(d.said(d.site.Site.Title)))
	o.set("dc:description", d.tagged(d.said(d.site.Site.Description)))
	o.set("dc:publisher", d.tagged(d.said(d.site.Site.Publisher)))
	o.set("dialect", csvwDialect)
	var tables []object
	for i, t := range d.site.Tables {
		if _, ok := d.csv(t.Name); ok {
			tables = append(tables, d.csvwTable(i, true))
		}
	}
	o.set("tables", tables)
	return o
}

var csvwDialect = object{{"encoding", "utf-8"}, {"lineTerminators", []string{"\r\n"}}, {"quoteChar", `"`}, {"doubleQuote", true}, {"delimiter", ","}, {"header", true}, {"headerRowCount", 1}}

// tagged are texts as values with their language.
func (d *describer) tagged(t texts) []any {
	var out []any
	for _, x := range t {
		out = append(out, object{{"@value", x.text}, {"@language", x.language}})
	}
	return out
}

func (d *describer) csvwTable(i int, group bool) object {
	t := d.site.Tables[i]
	file := t.Name + ".csv"
	o := object{{"@type", "Table"}, {"url", file}}
	o.set("dc:title", d.tagged(d.said(t.Schema.Title)))
	o.set("dc:description", d.tagged(d.said(t.Schema.Description)))
	if _, address := d.licence(t.Schema.Licence.Value); address != "" {
		o.set("dc:license", object{{"@id", address}})
	}
	if !group {
		o.set("dc:publisher", d.tagged(d.said(d.site.Site.Publisher)))
		o.set("dialect", csvwDialect)
	}
	if !t.Updated.IsZero() {
		o.set("dc:modified", object{{"@value", t.Updated.String()}, {"@type", "xsd:date"}})
	}
	var sources []any
	for _, src := range d.cited(t.Schema.Sources) {
		if src.URL != "" {
			sources = append(sources, object{{"@id", src.URL}})
		}
	}
	o.set("dc:source", sources)
	var problems []any
	for _, p := range t.Schema.Problems {
		problems = append(problems, d.tagged(d.said(p))...)
	}
	o.set("skos:note", problems)
	var s object
	var columns, foreign []object
	names, full := d.key(t)
	for _, f := range d.fields(i) {
		columns = append(columns, d.csvwColumn(t, f))
		if group && f.target != "" && !f.list {
			foreign = append(foreign, object{{"columnReference", f.Name}, {"reference", object{{"resource", f.target + ".csv"}, {"columnReference", f.targetColumn}}}})
		}
	}
	s.set("columns", columns)
	if full { // else a part of it may be empty, as no part of a primary key may
		s.set("primaryKey", names)
	}
	s.set("foreignKeys", foreign)
	s.set("aboutUrl", d.rowTemplate(t))
	o.set("tableSchema", s)
	return o
}

// rowTemplate is the address of a row, as a URI template over its key: its
// place on the page of rows in the default language. A table of several pages
// has none, since a row's page changes when rows are added, nor has one whose
// keys have characters that RowID writes in another way.
func (d *describer) rowTemplate(t *model.Published) string {
	if len(t.Schema.Key) != 1 || t.RowPages() > 1 {
		return ""
	}
	names, full := d.key(t)
	if !full {
		return ""
	}
	for _, row := range t.Rows {
		if strings.Contains(t.RowID(row), "~") {
			return ""
		}
	}
	address := t.RowPage(0)[0] + "#row-{" + names[0] + "}"
	if d.site.BaseURL != "" {
		return d.site.BaseURL + address
	}
	return "../" + address
}

func (d *describer) csvwColumn(t *model.Published, f field) object {
	titles := object{}
	for _, code := range d.codes {
		said := []string{f.Name}
		for _, x := range f.title {
			if x.language == code && x.text != f.Name {
				said = append(said, x.text)
			}
		}
		titles = append(titles, member{code, said})
	}
	o := object{{"name", f.Name}, {"titles", titles}}
	o.set("dc:description", d.tagged(f.what))
	o.set("schema:unitText", d.tagged(f.unit))
	o.set("skos:example", f.example)
	o.set("datatype", f.csvwType())
	if f.list {
		o.set("separator", "|")
	}
	if f.required {
		o.set("required", true)
	}
	o.set("null", "")
	if f.language != "" && f.kind == "string" {
		o.set("lang", f.language)
	}
	o.set("propertyUrl", property(t, f))
	return o
}

// csvwType is the type of the values of a column.
func (f *field) csvwType() any {
	switch f.kind {
	case "uri":
		return "anyURI"
	case "boolean":
		return object{{"base", "boolean"}, {"format", "true|false"}}
	case "date":
		return object{{"base", "date"}, {"format", "yyyy-MM-dd"}}
	case "integer", "number":
		base := map[string]string{"integer": "integer", "number": "decimal"}[f.kind]
		if f.minimum == "" && f.maximum == "" {
			return base
		}
		o := object{{"base", base}}
		for _, bound := range []struct{ name, value string }{{"minimum", f.minimum}, {"maximum", f.maximum}} {
			if bound.value != "" {
				o.set(bound.name, number(bound.value))
			}
		}
		return o
	}
	if f.pattern != "" {
		return object{{"base", "string"}, {"format", f.pattern}}
	}
	return "string"
}

// property is the vocabulary's name for what a column says, where one says just
// that; "" elsewhere: a name of our own would say no more than the column's.
func property(t *model.Published, f field) string {
	name := f.Name
	if f.language != "" {
		name = strings.TrimSuffix(name, "_"+f.language)
	}
	if t.IsCodeList {
		switch name {
		case "code":
			return "skos:notation"
		case "label":
			return "skos:prefLabel"
		case "definition":
			return "skos:definition"
		}
	}
	switch {
	case name == "title":
		return "dc:title"
	case name == "id":
		return "dc:identifier"
	case t.Name == "sources" && name == "publisher":
		return "dc:publisher"
	case t.Name == "sources" && name == "date":
		return "dc:date"
	case t.Name == "sources" && name == "language":
		return "dc:language"
	}
	return ""
}
