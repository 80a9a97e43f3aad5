// Package download writes the data that readers take away: each table of the
// site and, beside each page of a commitment, entity, plan or theme, its twin.
//
// A table is data/NAME.csv and data/NAME.json, rows in key order, cells as
// they were written. Beside a column with a code list stand the labels of the
// code, one column a language: status, status_label_es, status_label_en. The
// same is done for a column "value" whose row names the code list in a column
// "scale". A label that a language lacks is empty: no language stands in for
// another. Rows of commitments end with the addresses of their page, url_es,
// url_en: below the site's top, or whole where the site knows its address.
//
// In CSV (RFC 4180: comma, CRLF, quotes only where needed) an empty cell is
// empty and values of a list are separated by |. In JSON a table is an array
// of objects with the columns in their order: an integer or number is a JSON
// number with the digits of the cell, a boolean true or false, a list an array
// of strings, everything else a string; an empty cell is null, an empty list
// [].
//
// A twin, data/commitments/SLUG.json, holds what the page shows as the very
// rows of the tables, with their columns and labels:
//
//	as_of       the date that everything under computed was computed against
//	licence     of the data; text_licence of the text
//	url         the page's address, by language
//	commitment  its row of the table commitments
//	text        the page's text in Markdown, by language; null where there is
//	            no translation; its links lead to files of the sources
//	plan        the row of its plan
//	lead, support            rows of entities
//	continues, followed_by   id, titles and addresses of other commitments
//	milestones, ratings, claims, exercises   the rows about it
//	voices      the rows of updates about it, by who speaks; never merged
//	others      rows about it of further tables, by table
//	reports, sources         the rows that the rows above name
//	computed    last_statement: the newest dated statement of any voice; and
//	            for each milestone state and days_past against as_of; deadline:
//	            the same, and due, of the whole where no milestone has a
//	            deadline, else null
//
// data/commitments/SLUG.csv is the same in long form, one value a row:
//
//	section,item,field,value,source
//
// section is the key above (voices.government, others.NAME, computed.milestones
// where it has parts; the addresses stand in the row of the commitment), item
// tells the rows of a section apart (the key of the row without the commitment;
// a language for text), field is the column, value the cell as in the table's
// CSV, and source the ids of the sources that the row gives. Filter on a
// section and pivot by item and field to have its table.
//
// The other twins, data/entities/SLUG, data/plans/SLUG and data/themes/SLUG,
// hold licence, url and the rows that their pages show, in the same two forms:
//
//	entity      its row; leads and supports, rows of commitments; ratings, those
//	            of their completion
//	plan        its row; text and text_licence where it has a text; commitments,
//	            their ratings, the claims about the plan, its reports
//	theme       its row of codes-themes; commitments; ratings, those of their
//	            completion
//
// and end with reports and sources as above. In CSV the addresses are a section,
// url, and an item is the whole key of its row.
//
// The same cells are given in further forms, one file each: JSON Lines, a
// workbook for Excel (xlsx), a CSV for a spreadsheet program in each language
// (data/excel/LANGUAGE/), and, where a table has rows enough, Parquet. The
// whole is given as one workbook, one SQLite database and data/all.zip. CSV and
// JSON carry every cell; a workbook cuts one after 32,767 units of UTF-16, the
// format's limit, and, being XML, has U+FFFD for U+FFFE, U+FFFF and control
// characters below U+0020, which last the reader of the sources refuses.
// data/SHA256SUMS.txt has the checksum of every file below data/, to be
// verified by "sha256sum -c SHA256SUMS.txt" inside data/.
//
// A format is a value in Formats, in a file of its own. The package refuses to
// change a value, also one that a spreadsheet would take for a formula (a check
// of the sources refuses those), to compute figures, and to know what a column
// means beyond its schema. Cells must be UTF-8, as the reader of the sources
// ensures.
package download

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/publish"
)

// Formats are the forms in which a table can be taken away, in the order that
// pages list them.
var Formats = []Format{csvFormat, spreadsheetFormat, workbookFormat, jsonFormat, jsonLinesFormat, parquetFormat}

// Format is a form of files.
type Format struct {
	// Name is the format's name in lower case, as in csv; pages say with the
	// word format.NAME what it is good for.
	Name string
	// Extension ends the addresses of its files, with the point.
	Extension string
	// MediaType is what a server should say that the file is.
	MediaType string

	// perLanguage says that there is a file for each language of the site.
	perLanguage bool
	// dated says that the as-of date stands in the files.
	dated bool
	// least is how many rows a table has that is worth a file.
	least int
	// table appends a whole table to buf, in a language where there is a file
	// for each.
	table func(buf []byte, v *view, language int) []byte
	// twin appends the twin of a commitment's page to buf and returns how many
	// rows it has; nil when the format has no twins.
	twin func(buf []byte, p *page) ([]byte, int)
	// sections appends the twin of a page of another kind, likewise.
	sections func(buf []byte, s *sections) ([]byte, int)
}

// Wholes are the files that hold the data of the whole site, in the order that
// pages list them.
var Wholes = []Whole{allWorkbook, allSQLite}

// Whole is a file with all tables.
type Whole struct {
	// Name is the format's name, as of a Format.
	Name string
	// Address is where it lies below the site's top.
	Address string
	// MediaType is what a server should say that the file is.
	MediaType string

	// dated says that the as-of date stands in the file.
	dated bool
	write func(site *model.Site, views []*view) ([]byte, error)
}

// File is a file that readers can take away.
type File struct {
	// Table is the name of its table, "" of twins and of files of the whole
	// site.
	Table string
	// Format is the name of its format.
	Format string
	// Address is the file's address below the site's top.
	Address string
	// MediaType is what a server should say that the file is.
	MediaType string
	// Language is the code of the language of a file that is made for one.
	Language string
	// Rows counts the rows of data, without a header; 1 for a twin in JSON.
	Rows int
	// Bytes and SHA256 (in hexadecimal) are of the file as written; 0 and ""
	// in a Listing.
	Bytes  int
	SHA256 string
	// Updated and AsOf say when what it holds last changed, and whether it also
	// changes with the as-of date, as model.File does.
	Updated date.Date
	AsOf    bool

	format   *Format
	language int
}

// Report says what is written, and where.
type Report struct {
	// Files are all files: of the whole site, of tables by name, twins in the
	// order of the site's commitments, and of the other pages.
	Files []File

	tables, twins map[string]span // twins by their address without its end
}

type span struct{ from, to int }

// Table returns the files of the named table in the order of Formats; none
// when the site has no such table.
func (r *Report) Table(name string) []File { return r.of(r.tables[name]) }

// Twin returns the files of a page by their folder and its slug, such as
// commitments/co0065, one a format that has twins; none when the site has no
// such page.
func (r *Report) Twin(page string) []File { return r.of(r.twins[page]) }

func (r *Report) of(s span) []File {
	if s.from == s.to {
		return nil
	}
	return r.Files[s.from:s.to]
}

// Listed returns the files as the pages and the descriptions list them.
func (r *Report) Listed() []model.File {
	out := make([]model.File, len(r.Files))
	for i, f := range r.Files {
		out[i] = f.listed()
	}
	return out
}

func (f *File) listed() model.File {
	return model.File{Table: f.Table, Format: f.Format, Address: f.Address, Language: f.Language, MediaType: f.MediaType, Rows: f.Rows, Bytes: f.Bytes, SHA256: f.SHA256, Updated: f.Updated, AsOf: f.AsOf}
}

// Listing returns the report as far as it is known before anything is written:
// addresses, formats, and the rows of tables.
func Listing(site *model.Site) Report {
	r := Report{tables: make(map[string]span, len(site.Tables)), twins: make(map[string]span, len(site.Commitments))}
	rows := 0
	for _, t := range site.Tables {
		rows += len(t.Rows)
	}
	for _, w := range Wholes {
		r.Files = append(r.Files, File{Format: w.Name, Address: w.Address, MediaType: w.MediaType, Rows: rows, Updated: site.Updated(), AsOf: w.dated || site.ChangesByDate()})
	}
	for _, t := range site.Tables {
		r.tables[t.Name] = r.list(func(f *Format) []File { return f.tableFiles(site, t) })
	}
	for _, c := range site.Commitments {
		page := commitmentsFolder + c.Slug
		r.twins[page] = r.list(func(f *Format) []File {
			if f.twin == nil {
				return nil
			}
			return []File{{Format: f.Name, Address: folder + page + f.Extension, MediaType: f.MediaType, AsOf: true, format: f}}
		})
	}
	for _, kind := range twinKinds {
		for _, other := range kind.pages(site) {
			page := kind.folder + other.slug
			r.twins[page] = r.list(func(f *Format) []File {
				if f.sections == nil {
					return nil
				}
				return []File{{Format: f.Name, Address: folder + page + f.Extension, MediaType: f.MediaType, format: f}}
			})
		}
	}
	return r
}

// list adds the files of one thing, those of each format, and returns where
// they stand.
func (r *Report) list(of func(f *Format) []File) span {
	from := len(r.Files)
	for i := range Formats {
		r.Files = append(r.Files, of(&Formats[i])...)
	}
	return span{from, len(r.Files)}
}

// tableFiles are the files of a table in the format: none where it has too few
// rows, and one for each language where the format has such.
func (f *Format) tableFiles(site *model.Site, t *model.Published) []File {
	if len(t.Rows) < f.least {
		return nil
	}
	file := File{Table: t.Name, Format: f.Name, Address: folder + t.Name + f.Extension, MediaType: f.MediaType, Rows: len(t.Rows), Updated: t.Updated, AsOf: t.AsOf || f.dated, format: f}
	if !f.perLanguage {
		return []File{file}
	}
	var out []File
	for i, l := range site.Languages {
		file.language, file.Language = i, l.Code
		file.Address = folder + spreadsheetFolder + l.Code + "/" + t.Name + f.Extension
		out = append(out, file)
	}
	return out
}

// commitmentsFolder is where the twins of commitments lie below the folder of
// the data.
const commitmentsFolder = "commitments/"

// folder is where the data lies below the site's top.
const folder = "data/"

// Files writes the tables, the twins and the files of the whole site with as
// many workers (0: one a core) and reports them. The error is the sink's, or
// of the disk on which a file is prepared.
func Files(site *model.Site, sink publish.Sink, workers int) (Report, error) {
	return (*Cache)(nil).Files(site, sink, workers)
}

// making is what the making of all files knows.
type making struct {
	cache  *Cache
	site   *model.Site
	sink   publish.Sink
	report Report
	views  []*view
	twins  *twins
}

// bench is what a worker uses again for each file.
type bench struct {
	buf  []byte
	page *page
}

// job makes a file of the whole site, or a table, a commitment or another page
// in all its formats; it owns its files in the report.
type job func(b *bench) error

// jobs are all, the longest first.
func (m *making) jobs() []job {
	var out []job
	for i := range Wholes {
		out = append(out, func(*bench) error { return m.whole(&Wholes[i], &m.report.Files[i]) })
	}
	for _, v := range m.views {
		out = append(out, func(b *bench) error {
			return m.each(b, m.report.Table(v.Name), func(f *File) { b.buf = m.cache.table(b.buf, v, f) })
		})
	}
	for _, c := range m.site.Commitments {
		out = append(out, func(b *bench) error {
			b.page.gather(c)
			return m.each(b, m.report.Twin(commitmentsFolder+c.Slug), func(f *File) {
				b.buf, f.Rows = f.format.twin(b.buf, b.page)
				f.Updated = m.twins.updated
			})
		})
	}
	for _, kind := range twinKinds {
		for _, other := range kind.pages(m.site) {
			out = append(out, func(b *bench) error {
				held := other.gather(m.twins)
				return m.each(b, m.report.Twin(kind.folder+other.slug), func(f *File) {
					b.buf, f.Rows = f.format.sections(b.buf, held)
					f.Updated = held.updated()
				})
			})
		}
	}
	return out
}

func (m *making) whole(w *Whole, f *File) error {
	data, err := m.cache.whole(w, m.site, m.views)
	if err != nil {
		return fmt.Errorf("making %s: %w", w.Address, err)
	}
	return f.put(m.sink, data)
}

// each makes files one after the other: write appends one to the emptied buffer.
func (m *making) each(b *bench, files []File, write func(f *File)) error {
	for i := range files {
		b.buf = b.buf[:0]
		write(&files[i])
		if err := files[i].put(m.sink, b.buf); err != nil {
			return err
		}
	}
	return nil
}

// run does the jobs with some workers until one fails.
func (m *making) run(jobs []job, workers int) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var failed atomic.Bool
	errs := make([]error, workers)
	var done sync.WaitGroup
	for w := range workers {
		done.Go(func() {
			b := &bench{page: &page{twins: m.twins}}
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) {
					return
				}
				if errs[w] = jobs[i](b); errs[w] != nil {
					failed.Store(true)
				}
			}
		})
	}
	done.Wait()
	return cmp.Or(errs...)
}

// put writes the file and takes its measures.
func (f *File) put(sink publish.Sink, data []byte) error {
	if err := sink.Put(f.Address, data); err != nil {
		return fmt.Errorf("writing the download %s: %w", f.Address, err)
	}
	sum := sha256.Sum256(data)
	f.Bytes, f.SHA256 = len(data), hex.EncodeToString(sum[:])
	return nil
}
