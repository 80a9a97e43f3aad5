// Package download writes the data that readers take away: each table of the
// site and, beside each page of a commitment, its twin.
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
//	            for each milestone state and days_past against as_of
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
// data/SHA256SUMS.txt has the checksum of every file of this package, to be
// verified by "sha256sum -c SHA256SUMS.txt" inside data/.
//
// A format is a value in Formats, in a file of its own. The package refuses to
// change a value, also one that a spreadsheet would take for a formula (a check
// of the sources refuses those), to compute figures, and to know what a column
// means beyond its schema. Cells must be UTF-8, as the reader of the sources
// ensures.
package download

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"vitrina/generator/model"
	"vitrina/generator/publish"
)

// Formats are the forms in which a table can be taken away, in the order that
// pages list them.
var Formats = []Format{csvFormat, jsonFormat}

// Format is a form of files.
type Format struct {
	// Name is the format's name in lower case, as in csv.
	Name string
	// Extension ends the addresses of its files, with the point.
	Extension string
	// MediaType is what a server should say that the file is.
	MediaType string
	// WhatES and WhatEN say in a phrase what the file is good for.
	WhatES, WhatEN string

	// table appends a whole table to buf.
	table func(buf []byte, v *view) []byte
	// twin appends the twin of a commitment's page to buf and returns how many
	// rows it has; nil when the format has no twins.
	twin func(buf []byte, p *page) ([]byte, int)
}

// File is a file that readers can take away.
type File struct {
	// Address is the file's address below the site's top.
	Address string
	// Format is nil for the checksums.
	Format *Format
	// Rows counts the rows of data, without a header; 1 for a twin in JSON.
	Rows int
	// Bytes and SHA256 (in hexadecimal) are of the file as written; 0 and ""
	// in a Listing.
	Bytes  int
	SHA256 string
}

// Report says what is written, and where.
type Report struct {
	// Files are all files: tables by name, twins in the order of the site's
	// commitments, the checksums last.
	Files []File

	tables, twins map[string]int // of the first file; of one all formats follow
	twinFormats   int
}

// Table returns the files of the named table, one a format in the order of
// Formats; none when the site has no such table.
func (r *Report) Table(name string) []File {
	if i, ok := r.tables[name]; ok {
		return r.Files[i : i+len(Formats)]
	}
	return nil
}

// Twin returns the files of the commitment with the slug, one a format that
// has twins; none when the site has no such commitment.
func (r *Report) Twin(slug string) []File {
	if i, ok := r.twins[slug]; ok {
		return r.Files[i : i+r.twinFormats]
	}
	return nil
}

// Sums returns the file of checksums.
func (r *Report) Sums() File { return r.Files[len(r.Files)-1] }

// Listing returns the report as far as it is known before anything is written:
// addresses, formats, and the rows of tables.
func Listing(site *model.Site) Report {
	r := Report{tables: make(map[string]int, len(site.Tables)), twins: make(map[string]int, len(site.Commitments))}
	for i := range Formats {
		if Formats[i].twin != nil {
			r.twinFormats++
		}
	}
	r.Files = make([]File, 0, len(site.Tables)*len(Formats)+len(site.Commitments)*r.twinFormats+1)
	for _, t := range site.Tables {
		r.tables[t.Name] = len(r.Files)
		for i := range Formats {
			f := &Formats[i]
			r.Files = append(r.Files, File{Address: folder + t.Name + f.Extension, Format: f, Rows: len(t.Rows)})
		}
	}
	for _, c := range site.Commitments {
		r.twins[c.Slug] = len(r.Files)
		for i := range Formats {
			if f := &Formats[i]; f.twin != nil {
				r.Files = append(r.Files, File{Address: folder + "commitments/" + c.Slug + f.Extension, Format: f})
			}
		}
	}
	r.Files = append(r.Files, File{Address: folder + sumsName})
	return r
}

// folder is where the data lies below the site's top.
const folder = "data/"

// Files writes all downloads with as many workers (0: one a core) and reports
// them. The error is the sink's.
func Files(site *model.Site, sink publish.Sink, workers int) (Report, error) {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	report := Listing(site)
	views := viewsOf(site)
	twins := twinsOf(site, views)

	// A job is a table or a commitment in all formats; it owns its files in the
	// report.
	jobs := len(views) + len(site.Commitments)
	var next atomic.Int64
	var failed atomic.Bool
	errs := make([]error, workers)
	var done sync.WaitGroup
	for w := range workers {
		done.Go(func() {
			var buf []byte
			page := &page{twins: twins}
			for !failed.Load() {
				job := int(next.Add(1)) - 1
				if job >= jobs {
					return
				}
				var files []File
				if job < len(views) {
					files = report.Table(views[job].Name)
				} else {
					c := site.Commitments[job-len(views)]
					files = report.Twin(c.Slug)
					page.gather(c)
				}
				for i := range files {
					f := &files[i]
					buf = buf[:0]
					if job < len(views) {
						buf = f.Format.table(buf, views[job])
					} else {
						buf, f.Rows = f.Format.twin(buf, page)
					}
					if err := f.put(sink, buf); err != nil {
						errs[w] = err
						failed.Store(true)
						return
					}
				}
			}
		})
	}
	done.Wait()
	for _, err := range errs {
		if err != nil {
			return Report{}, err
		}
	}
	sums := &report.Files[len(report.Files)-1]
	if err := sums.put(sink, appendSums(nil, slices.Clone(report.Files[:len(report.Files)-1]))); err != nil {
		return Report{}, err
	}
	sums.Rows = len(report.Files) - 1
	return report, nil
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
