package describe

import (
	"regexp"
	"slices"
	"strings"

	"vitrina/generator/download"
	"vitrina/generator/model"
	"vitrina/generator/table"
)

// field is a column of the files with all that the forms say of it.
type field struct {
	download.Column
	written table.Field // the description of the written column behind it
	// title and what are for readers; what is empty where nothing was written.
	title, what texts
	// kind is the type of the values: string, integer, number, boolean, date,
	// uri.
	kind string
	// list is whether a cell holds several values, separated by |.
	list bool
	// pattern is what each value must match, in the part of regular expressions
	// that XML Schema and JavaScript share; without anchors.
	pattern          string
	required, unique bool
	minimum, maximum string
	example          string
	// unit says what a number counts.
	unit texts
	// codes are the values that may stand in the cell, with their labels; nil
	// where there is no such list.
	codes   []*model.Code
	ordered bool
	// target is the table and column that the value is a key of.
	target, targetColumn string
	// language is the code of the language that the text of the column is in.
	language string
	// scales are the code lists of the values where each row names its own in the
	// column scale.
	scales []*model.List
}

// shortDate is a date that may stop at the month or the year.
const shortDate = `[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?`

var wholeDay = regexp.MustCompile(`^\^?(\\d|\[0-9\])\{4\}-(\\d|\[0-9\])\{2\}-(\\d|\[0-9\])\{2\}\$?$`)

// portable tells the patterns that mean the same in RE2, XML Schema and
// JavaScript.
func portable(pattern string) (string, bool) {
	pattern = strings.TrimSuffix(strings.TrimPrefix(pattern, "^"), "$")
	for _, refused := range []string{"(?", "^", "$", `\A`, `\z`, `\b`, `\B`, `\Q`, `\p`, `\P`, `\x`, "*?", "+?", "??", "[[:"} {
		if strings.Contains(strings.ReplaceAll(pattern, "[^", ""), refused) {
			return "", false
		}
	}
	return pattern, pattern != ""
}

// fields are the columns of a table's files.
func (d *describer) fields(i int) []field {
	t := d.site.Tables[i]
	out := make([]field, 0, len(d.columns[i]))
	for _, c := range d.columns[i] {
		name := t.Header[c.At]
		f, _ := t.Schema.Field(name)
		described := d.field(c, name, f)
		if c.Kind == download.Written {
			described.example = t.Example(name)
		}
		if at := slices.Index(t.Header, "scale"); at >= 0 && name == "value" && c.Kind == download.Written {
			described.scales = d.scales(t, at)
		}
		out = append(out, described)
	}
	return out
}

// scales are the code lists that a column names, by name.
func (d *describer) scales(t *model.Published, at int) []*model.List {
	var out []*model.List
	for _, row := range t.Rows {
		if l := d.site.List(row[at]); l != nil && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b *model.List) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func (d *describer) field(c download.Column, name string, f table.Field) field {
	out := field{Column: c, written: f, title: d.said(f.Title), what: d.said(f.Description), kind: "string", list: f.IsList()}
	if len(out.title) == 0 {
		out.title = d.word("describe.column", func(int) []string { return []string{"name", name} })
	}
	switch c.Kind {
	case download.Label:
		out.language = d.codes[c.Language]
		out.what = d.word("describe.label-of", func(i int) []string {
			return []string{"column", name, "language", d.site.LanguageName(d.codes[c.Language], i)}
		})
		out.title = out.title.with(func(i int, title string) string {
			return d.site.Language(i).Fill("describe.label", "title", title, "language", d.site.LanguageName(d.codes[c.Language], i))
		}, d.codes)
		out.written = table.Field{}
		return out
	case download.Address:
		out.list = false
		out.what = d.word("describe.address-of", func(i int) []string { return []string{"language", d.site.LanguageName(d.codes[c.Language], i)} })
		out.title = d.word("describe.address", func(i int) []string { return []string{"language", d.site.LanguageName(d.codes[c.Language], i)} })
		if d.site.BaseURL != "" {
			out.kind = "uri"
		}
		out.written = table.Field{}
		return out
	}
	out.language = f.Language.Value
	if at := strings.LastIndexByte(name, '_'); at > 0 && slices.Contains(d.codes, name[at+1:]) {
		out.language = name[at+1:]
	}
	out.required, out.unique = f.IsRequired(), f.IsUnique()
	out.unit = d.said(f.Unit)
	if p, ok := portable(f.Pattern.Value); ok {
		out.pattern = p
	}
	switch f.Type.Value {
	case "integer", "number", "boolean":
		out.kind = f.Type.Value
		out.minimum, out.maximum = f.Minimum.Value, f.Maximum.Value
	case "url":
		out.kind = "uri"
	case "date":
		if wholeDay.MatchString(f.Pattern.Value) {
			out.kind, out.pattern = "date", ""
			out.minimum, out.maximum = f.Minimum.Value, f.Maximum.Value
		} else {
			out.pattern = shortDate
		}
	}
	switch {
	case f.Codes.Given():
		if l := d.site.List(f.Codes.Value); l != nil {
			out.codes, out.ordered = l.Codes, l.Dataset.Schema.IsOrdered()
			out.target, out.targetColumn = "codes-"+f.Codes.Value, "code"
		}
	case f.References.Given():
		out.target = f.References.Value
		if t, _ := d.table(out.target); t != nil && len(t.Schema.Key) == 1 {
			out.targetColumn = t.Schema.Key[0].Value
		}
	}
	if t, _ := d.table(out.target); t == nil || !slices.Contains(t.Header, out.targetColumn) {
		out.target, out.targetColumn = "", ""
	}
	return out
}

// key are the columns that tell the rows of a table apart, and whether none of
// them may be empty.
func (d *describer) key(t *model.Published) (names []string, full bool) {
	full = true
	for _, k := range t.Schema.Key {
		if !slices.Contains(t.Header, k.Value) {
			return nil, false
		}
		f, _ := t.Schema.Field(k.Value)
		full = full && f.IsRequired()
		names = append(names, k.Value)
	}
	return names, full && len(names) > 0
}

// tableSchema describes the columns of a table as Table Schema 2.0; alone names
// the profile, which a schema inside a package may not.
func (d *describer) tableSchema(i int, alone bool) object {
	t := d.site.Tables[i]
	var s object
	if alone {
		s.set("$schema", "https://datapackage.org/profiles/2.0/tableschema.json")
	}
	fields := d.fields(i)
	var described, foreign []object
	for _, f := range fields {
		described = append(described, f.tableField())
		if f.target != "" && !f.list {
			reference := object{{"resource", f.target}, {"fields", []string{f.targetColumn}}}
			if f.target == t.Name {
				reference = object{{"fields", []string{f.targetColumn}}} // itself
			}
			foreign = append(foreign, object{{"fields", []string{f.Name}}, {"reference", reference}})
		}
	}
	s.set("fields", described)
	s.set("missingValues", []string{""})
	names, full := d.key(t)
	if full {
		s.set("primaryKey", names)
	} else if len(names) > 0 {
		s = append(s, member{"uniqueKeys", [][]string{names}})
	}
	s.set("foreignKeys", foreign)
	return s
}

// tableField is a field of Table Schema. What has no place in the standard has
// a name with a prefix: i18n for translations, vitrina for the rest.
func (f *field) tableField() object {
	var o, c object
	o.set("name", f.Name)
	o.set("type", map[string]string{"uri": "string"}[f.kind])
	if f.kind != "uri" {
		o.set("type", f.kind)
	} else if !f.list {
		o.set("format", "uri")
	}
	if f.kind == "boolean" {
		o.set("trueValues", []string{"true"})
		o.set("falseValues", []string{"false"})
	}
	o.set("title", f.title.first())
	o.set("description", f.what.first())
	o.set("i18n:title", f.title)
	o.set("i18n:description", f.what)
	o.set("example", f.example)
	o.set("vitrina:unit", f.unit)
	if f.required {
		c.set("required", true)
	}
	if f.unique {
		c.set("unique", true)
	}
	if f.kind == "string" || f.kind == "uri" {
		c.set("pattern", f.cellPattern())
	}
	for _, bound := range []struct{ name, value string }{{"minimum", f.minimum}, {"maximum", f.maximum}} {
		if bound.value == "" {
			continue
		}
		if f.kind == "integer" || f.kind == "number" {
			c.set(bound.name, number(bound.value))
		} else {
			c.set(bound.name, bound.value)
		}
	}
	if len(f.codes) > 0 && !f.list && f.kind == "string" {
		var values []string
		var categories []object
		for _, code := range f.codes {
			values = append(values, code.Code)
			categories = append(categories, object{{"value", code.Code}, {"label", code.Label.In(0).Text}})
		}
		c.set("enum", values) // for readers of version 1
		o.set("constraints", c)
		o.set("categories", categories)
		if f.ordered {
			o.set("categoriesOrdered", true)
		}
	} else {
		o.set("constraints", c)
	}
	if f.list {
		o.set("vitrina:separator", "|")
		if f.target != "" {
			o.set("vitrina:reference", object{{"resource", f.target}, {"fields", []string{f.targetColumn}}})
		}
	}
	var scales []object
	for _, l := range f.scales {
		scale := object{{"scale", l.Name}, {"resource", "codes-" + l.Name}, {"fields", []string{"code"}}}
		if l.Dataset.Schema.IsOrdered() {
			scale.set("ordered", true)
		}
		scales = append(scales, scale)
	}
	o.set("vitrina:references", scales)
	if f.language != "" {
		o.set("vitrina:language", f.language)
	}
	return o
}

// cellPattern is what a whole cell must match.
func (f *field) cellPattern() string {
	if !f.list || f.pattern == "" {
		return f.pattern
	}
	return "(" + f.pattern + `)(\|(` + f.pattern + "))*"
}
