// Package describe tells machines what the data is: the same facts of
// schema.yaml in the forms that programs, validators and catalogues read.
//
//	data/datapackage.json         Data Package 2.0: every table with its columns,
//	                              keys, references, licence, sources and digest
//	data/NAME.schema.json         the columns of one table, Table Schema 2.0
//	data/NAME.csv-metadata.json   CSV on the Web, found beside the CSV
//	data/csv-metadata.json        the same for all tables, with their references
//	data/catalog.jsonld .ttl      DCAT-AP 3.0.1: one catalogue, two writings
//	data/index.json               every file that can be fetched, with digest
//	data/schemas/NAME.json        JSON Schema of what authors write, for editors
//
// Three choices need their reason:
//
// A column of dates that may stop at the month or the year is text with a
// pattern in every form, also while each of its cells happens to be a day: the
// type is a promise about the cells to come. Only a column whose pattern asks
// for whole days is a date.
//
// A list is text with a separator: the published profile of Data Package 2.0
// refuses the type list that its own text defines. CSV on the Web has
// separators, and says so there.
//
// A key with a column that may be empty is a unique key and not a primary key,
// whose cells may not be null by either standard's rule.
//
// The package refuses to know the bytes of the files it describes, which come
// to it measured, to describe anything that schema.yaml, site.yaml and the
// tables do not say, and to fill in what is not known: a property without a
// value is left out.
package describe

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/download"
	"vitrina/generator/model"
	"vitrina/generator/publish"
)

// Formats of the descriptions, as model.File names them.
const (
	FormatPackage     = "datapackage"
	FormatTableSchema = "table-schema"
	FormatCSVW        = "csvw"
	FormatJSONLD      = "jsonld"
	FormatTurtle      = "turtle"
	FormatIndex       = "index"
	FormatJSONSchema  = "json-schema"
)

const folder = "data/"

// Package writes what is said of each table and the descriptor of all; files
// are the downloads that they describe. It returns the files that it wrote.
// The error is the sink's.
func Package(site *model.Site, files []model.File, sink publish.Sink) ([]model.File, error) {
	d := newDescriber(site, files)
	w := writer{sink: sink}
	for i, t := range site.Tables {
		w.updated = t.Updated
		w.json(t.Name, FormatTableSchema, "application/json", t.Name+".schema.json", d.tableSchema(i, true))
		w.json(t.Name, FormatCSVW, "application/csvm+json", t.Name+".csv-metadata.json", d.csvw(i))
	}
	w.updated = site.Updated()
	w.json("", FormatCSVW, "application/csvm+json", "csv-metadata.json", d.csvwGroup())
	version, created := "", ""
	if e := site.Latest(); e != nil && site.Pending == nil { // else the data is of no edition yet
		version, created = e.Version.String(), e.Date.String()
	}
	w.asOf = site.ChangesByDate() // it has the digests of the tables
	w.json("", FormatPackage, "application/json", "datapackage.json", d.dataPackage(version, created))
	w.asOf, w.updated = false, date.Date{}
	for _, t := range site.Tables { // the schemas of the sources have the values of the code lists
		if t.IsCodeList && t.Updated.Compare(w.updated) > 0 {
			w.updated = t.Updated
		}
	}
	if w.updated.IsZero() {
		w.updated = site.Updated()
	}
	for _, f := range Forms(site) {
		w.json("", FormatJSONSchema, "application/schema+json", "schemas/"+f.Name+".json", f.Schema)
	}
	return w.files, w.err
}

// Edition returns the descriptor of a frozen edition: of the tables that files
// hold, with the columns that authors wrote. Day must be a whole day.
func Edition(site *model.Site, version string, day date.Date, files []model.File) []byte {
	frozen := *site
	frozen.Tables = slices.DeleteFunc(slices.Clone(site.Tables), func(t *model.Published) bool {
		return !slices.ContainsFunc(files, func(f model.File) bool { return f.Table == t.Name })
	})
	d := newDescriber(&frozen, files)
	d.frozen = true
	for i := range d.columns {
		d.columns[i] = slices.DeleteFunc(d.columns[i], func(c download.Column) bool { return c.Kind != download.Written })
	}
	return encoded(d.dataPackage(version, day.String()))
}

// Catalogue writes the catalogue of the files, and the list of all that can be
// fetched: the files, others besides, the catalogue and the list itself. Of
// what is written later the list has no digest. It returns the files that it
// wrote. The error is the sink's.
func Catalogue(site *model.Site, files, others []model.File, sink publish.Sink) ([]model.File, error) {
	d := newDescriber(site, files)
	w := writer{sink: sink, updated: site.Updated(), asOf: true}
	g := d.catalogue()
	w.put("", FormatJSONLD, "application/ld+json", "catalog.jsonld", encoded(g.jsonLD()))
	w.put("", FormatTurtle, "text/turtle", "catalog.ttl", g.turtle())
	w.json("", FormatIndex, "application/json", "index.json", d.index(slices.Concat(files, others, w.files, []model.File{
		{Format: FormatIndex, Address: folder + "index.json", MediaType: "application/json", Updated: w.updated, AsOf: true},
		{Format: "sums", Address: folder + "SHA256SUMS.txt", MediaType: "text/plain; charset=utf-8", Updated: w.updated, AsOf: true},
	})))
	return w.files, w.err
}

// describer holds what the descriptions share.
type describer struct {
	site    *model.Site
	columns [][]download.Column // by table
	files   map[string][]model.File
	schemas map[string]string // addresses of the Table Schemas, by table
	at      map[string]int    // place of a table by name
	codes   []string          // of the languages
	frozen  bool              // the tables are those of a frozen edition
}

func newDescriber(site *model.Site, files []model.File) *describer {
	d := &describer{site: site, columns: download.Columns(site), files: map[string][]model.File{}, schemas: map[string]string{}, at: map[string]int{}}
	for _, f := range files {
		d.files[f.Table] = append(d.files[f.Table], f)
		if f.Table != "" && f.Format == FormatTableSchema {
			d.schemas[f.Table] = f.Address
		}
	}
	for i, t := range site.Tables {
		d.at[t.Name] = i
	}
	for _, l := range site.Languages {
		d.codes = append(d.codes, l.Code)
	}
	return d
}

// table returns the table with a name and its place, or nil.
func (d *describer) table(name string) (*model.Published, int) {
	if i, ok := d.at[name]; ok {
		return d.site.Tables[i], i
	}
	return nil, -1
}

// csv returns the canonical CSV of a table; false when there is none.
func (d *describer) csv(table string) (model.File, bool) {
	for _, f := range d.files[table] {
		if f.Format == "csv" {
			return f, true
		}
	}
	return model.File{}, false
}

// whole returns the address of a file or page: whole where the site knows its
// own, else relative to the folder of the data.
func (d *describer) whole(address string) string {
	if d.site.BaseURL != "" {
		return d.site.BaseURL + address
	}
	if inside, ok := strings.CutPrefix(address, folder); ok {
		return inside
	}
	return "../" + address
}

// writer puts files and keeps the first error.
type writer struct {
	sink  publish.Sink
	files []model.File
	err   error
	// updated and asOf are of the files to come, as model.File has them.
	updated date.Date
	asOf    bool
}

func (w *writer) json(table, format, media, name string, v any) {
	w.put(table, format, media, name, encoded(v))
}

func (w *writer) put(table, format, media, name string, data []byte) {
	if w.err != nil {
		return
	}
	if err := w.sink.Put(folder+name, data); err != nil {
		w.err = fmt.Errorf("writing the description %s: %w", name, err)
		return
	}
	sum := sha256.Sum256(data)
	w.files = append(w.files, model.File{Table: table, Format: format, Address: folder + name, MediaType: media, Bytes: len(data), SHA256: hex.EncodeToString(sum[:]), Updated: w.updated, AsOf: w.asOf})
}
