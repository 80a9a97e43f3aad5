package download

import (
	"maps"
	"slices"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/table"
	"vitrina/generator/words"
)

// view is a table with the columns that readers get: those written, the labels
// of codes, and for commitments the addresses.
type view struct {
	*model.Published
	columns []column
	// source is the cell with the ids of the sources of a row, or -1; of a
	// source, its own id.
	source int
	// sources and reports are the cells that name rows of those tables.
	sources, reports []int
	languages        []*words.Language
	site             *model.Site
	digest           func() digest // of all that a Cache knows its files by
}

type columnKind int

const (
	cellColumn columnKind = iota
	labelColumn
	urlColumn
)

// column is a column of a download.
type column struct {
	name string
	// jsonKey and csvName are the name as JSON and long CSV have it, with the
	// colon or comma that follows.
	jsonKey, csvName string
	kind             columnKind
	// at is the cell that the column shows, labels or leads from.
	at   int
	list bool
	// bare tells the cells that stand in JSON without quotes; nil where all are
	// strings.
	bare func(cell string) bool
	// labels are the labels by code; where scale is not -1, of the code list
	// that this cell names.
	labels  map[string]string
	byScale map[string]map[string]string
	scale   int
	// labelled are, of a column with codes, the columns of its labels, one a
	// language; nil where there is none. A column that names rows of another table
	// (see named) has the names of those there, which no file has as a column.
	labelled []*column
	// page returns the address of the page of an id.
	page func(id string) string
	// language is the index of the language of a label or an address.
	language int
}

// viewsOf makes the views of the site's tables, in their order.
func viewsOf(site *model.Site) []*view {
	labels := labelsOf(site)
	views := make([]*view, len(site.Tables))
	for i, t := range site.Tables {
		views[i] = viewOf(site, t, labels)
	}
	return views
}

// labelsOf returns the labels of every code list by language index, list and
// code, and the names of rows by rowsOf, the table and the id. A label in another
// language than the reader's is left out.
func labelsOf(site *model.Site) labels {
	all := make(labels, len(site.Languages))
	for i := range all {
		all[i] = map[string]map[string]string{}
	}
	for _, d := range site.Datasets {
		if !d.IsCodeList() {
			continue
		}
		l := site.List(strings.TrimPrefix(d.Name, codesPrefix))
		if l == nil {
			continue
		}
		for i := range all {
			byCode := make(map[string]string, len(l.Codes))
			for _, c := range l.Codes {
				if label := c.Label.In(i); label.Language == "" {
					byCode[c.Code] = label.Text
				}
			}
			all[i][l.Name] = byCode
		}
	}
	for _, name := range named {
		for i := range all {
			all[i][rowsOf+name] = namesOf(site, name, i)
		}
	}
	return all
}

// rowsOf stands before the name of a table where it could be a code list's.
const rowsOf = "/"

// codesPrefix is how the names of the datasets of code lists begin.
const codesPrefix = "codes/"

// labels are the labels of every code list by language index, list and code, as
// labelsOf returns them.
type labels []map[string]map[string]string

func viewOf(site *model.Site, t *model.Published, all labels) *view {
	v := &view{Published: t, source: -1, languages: site.Languages, site: site}
	if t.Name == "sources" {
		v.source = slices.Index(t.Header, "id")
	}
	for at, name := range t.Header {
		f, _ := t.Schema.Field(name)
		c := column{name: name, at: at, list: f.IsList(), scale: -1}
		if kind, ok := table.TypeOf(f.Type.Value); ok && (kind.JSON == "number" || kind.JSON == "boolean") {
			c.bare = kind.Valid
		}
		v.add(c)
		v.refer(c, f)
		v.addLabels(c, f, all)
	}
	v.addAddresses()
	for i := range v.columns {
		v.tie(&v.columns[i], all)
	}
	return v
}

// add adds a column.
func (v *view) add(c column) {
	c.jsonKey = string(appendString(nil, c.name)) + ":"
	c.csvName = string(appendField(nil, c.name)) + ","
	v.columns = append(v.columns, c)
}

// refer notes a column that names sources or reports. A table that the site
// does not describe has no references.
func (v *view) refer(c column, f table.Field) {
	named := c.name == "source" || c.name == "sources"
	if named && v.source < 0 {
		v.source = c.at
	}
	if named || f.References.Value == "sources" {
		v.sources = append(v.sources, c.at)
	}
	if f.References.Value == "reports" {
		v.reports = append(v.reports, c.at)
	}
}

// addLabels adds the labels of a column with codes, in each language.
func (v *view) addLabels(of column, f table.Field, all labels) {
	scale := -1
	if of.name == "value" {
		scale = slices.Index(v.Header, "scale")
	}
	for i, l := range v.languages {
		c := column{name: labelName(of.name, l), at: of.at, list: of.list, kind: labelColumn, scale: -1, language: i}
		known := true
		switch {
		case f.Codes.Given():
			c.labels, known = all[i][f.Codes.Value]
		case scale >= 0:
			c.byScale, c.scale = all[i], scale
		default:
			return
		}
		if known && !slices.Contains(v.Header, c.name) { // the author may have written it
			v.add(c)
		}
	}
}

func labelName(column string, l *words.Language) string { return column + "_label_" + l.Code }

// addAddresses adds the addresses of the pages of commitments.
func (v *view) addAddresses() {
	id := slices.Index(v.Header, "id")
	if v.Name != model.CommitmentsTable || id < 0 {
		return
	}
	for i, l := range v.languages {
		if name := "url_" + l.Code; !slices.Contains(v.Header, name) {
			v.add(column{name: name, at: id, kind: urlColumn, scale: -1, language: i, page: func(id string) string {
				if c := v.site.Find(id); c != nil {
					return v.site.BaseURL + c.URL[i]
				}
				return ""
			}})
		}
	}
}

// tie ties a column to those of its labels, or to the names of the rows that it
// refers to.
func (v *view) tie(c *column, all labels) {
	c.labelled = make([]*column, len(v.languages))
	f, _ := v.Schema.Field(c.name)
	for i, l := range v.languages {
		if at := slices.IndexFunc(v.columns, func(other column) bool { return other.kind == labelColumn && other.name == labelName(c.name, l) }); at >= 0 {
			c.labelled[i] = &v.columns[at]
		}
		if c.kind == cellColumn && slices.Contains(named, f.References.Value) {
			c.labelled[i] = &column{kind: labelColumn, scale: -1, language: i, labels: all[i][rowsOf+f.References.Value]}
		}
	}
}

// named are the tables whose rows readers know by their names. The id of a plan
// or of a commitment is what people call it.
var named = []string{"entities", "reports", "sources"}

// namesOf returns the names of the rows of a table by their ids, in a language
// where the table has them in it; without those that two rows share, or that
// could not be told from several.
func namesOf(site *model.Site, name string, language int) map[string]string {
	t := site.Table(name)
	if t == nil {
		return nil
	}
	id := slices.Index(t.Header, "id")
	if id < 0 {
		return nil
	}
	names, times := map[string]string{}, map[string]int{}
	code := site.Languages[language].Code
	for _, row := range t.Rows {
		for _, column := range []string{"name_" + code, "title_" + code, "name", "title"} {
			if at := slices.Index(t.Header, column); at >= 0 && row[at] != "" {
				names[row[id]] = row[at]
				times[row[at]]++
				break
			}
		}
	}
	maps.DeleteFunc(names, func(_, text string) bool {
		return times[text] > 1 || strings.Contains(text, strings.TrimSpace(between)) || text != strings.TrimSpace(text)
	})
	return names
}

// label returns the label of a code in a row, or "".
func (c *column) label(row []string, code string) string {
	if c.scale >= 0 {
		return c.byScale[row[c.scale]][code]
	}
	return c.labels[code]
}

// appendCell appends the value of the column in a row as text.
func (c *column) appendCell(buf []byte, row []string) []byte {
	cell := row[c.at]
	switch {
	case c.kind == cellColumn:
		return append(buf, cell...)
	case c.kind == urlColumn:
		return append(buf, c.page(cell)...)
	case cell == "":
		return buf
	case !c.list:
		return append(buf, c.label(row, cell)...)
	}
	first := true
	for code := range strings.SplitSeq(cell, "|") {
		if !first {
			buf = append(buf, '|')
		}
		first = false
		buf = append(buf, c.label(row, code)...)
	}
	return buf
}
