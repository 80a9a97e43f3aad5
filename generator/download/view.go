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
func labelsOf(site *model.Site) []map[string]map[string]string {
	all := make([]map[string]map[string]string, len(site.Languages))
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

func viewOf(site *model.Site, t *model.Published, labels []map[string]map[string]string) *view {
	v := &view{Published: t, source: -1, languages: site.Languages, site: site}
	if t.Name == "sources" {
		v.source = slices.Index(t.Header, "id")
	}
	add := func(c column) {
		c.jsonKey = string(appendString(nil, c.name)) + ":"
		c.csvName = string(appendField(nil, c.name)) + ","
		v.columns = append(v.columns, c)
	}
	scaleAt := slices.Index(t.Header, "scale")
	for at, name := range t.Header {
		f, _ := t.Schema.Field(name)
		c := column{name: name, at: at, list: f.IsList(), scale: -1}
		if kind, ok := table.TypeOf(f.Type.Value); ok && (kind.JSON == "number" || kind.JSON == "boolean") {
			c.bare = kind.Valid
		}
		add(c)
		// A table that the site does not describe has no references.
		named := name == "source" || name == "sources"
		if named && v.source < 0 {
			v.source = at
		}
		if named || f.References.Value == "sources" {
			v.sources = append(v.sources, at)
		}
		if f.References.Value == "reports" {
			v.reports = append(v.reports, at)
		}
		scaled := name == "value" && scaleAt >= 0
		for i, l := range site.Languages {
			c := column{name: name + "_label_" + l.Code, at: at, list: f.IsList(), kind: labelColumn, scale: -1, language: i}
			if slices.Contains(t.Header, c.name) {
				continue // the author wrote it
			}
			switch {
			case f.Codes.Given():
				if c.labels = labels[i][f.Codes.Value]; c.labels == nil {
					continue
				}
			case scaled:
				c.byScale, c.scale = labels[i], scaleAt
			default:
				continue
			}
			add(c)
		}
	}
	if id := slices.Index(t.Header, "id"); t.Name == model.CommitmentsTable && id >= 0 {
		for i, l := range site.Languages {
			if name := "url_" + l.Code; !slices.Contains(t.Header, name) {
				add(column{name: name, at: id, kind: urlColumn, scale: -1, language: i, page: func(id string) string {
					if c := site.Find(id); c != nil {
						return site.BaseURL + c.URL[i]
					}
					return ""
				}})
			}
		}
	}
	for i := range v.columns {
		c := &v.columns[i]
		c.labelled = make([]*column, len(site.Languages))
		for j := range v.columns {
			for l, language := range site.Languages {
				if label := &v.columns[j]; label.kind == labelColumn && label.name == c.name+"_label_"+language.Code {
					c.labelled[l] = label
				}
			}
		}
		if f, _ := t.Schema.Field(c.name); c.kind == cellColumn && slices.Contains(named, f.References.Value) {
			for l := range labels {
				c.labelled[l] = &column{kind: labelColumn, scale: -1, language: l, labels: labels[l][rowsOf+f.References.Value]}
			}
		}
	}
	return v
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
