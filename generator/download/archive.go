package download

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/csv"
	"fmt"
	"hash/crc32"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/table"
)

// Archive is a sink that hands every file on and keeps, compressed, what goes
// into data/all.zip: each table as canonical CSV with its description, the
// description of the whole, and the workbook of all. The other forms are left
// out, since they hold the same values and would make the archive many times as
// large.
type Archive struct {
	publish.Sink
	cache *Cache

	mu    sync.Mutex
	parts map[string]part

	writers sync.Pool // of *flate.Writer: a new one takes more memory than most files
}

// part is a compressed file of the archive.
type part struct {
	data []byte
	crc  uint32
	size int
}

// NewArchive begins an archive of what is put through it into the sink.
func NewArchive(sink publish.Sink) *Archive { return (*Cache)(nil).Archive(sink) }

// Put hands the file on, and keeps a copy where the archive holds it.
func (a *Archive) Put(address string, data []byte) error {
	if name := archived(address); name != "" {
		a.keep(name, data)
	}
	return a.Sink.Put(address, data)
}

// archived is the name in the archive of the file at an address; "" where the
// archive does not hold it.
func archived(address string) string {
	name, ok := strings.CutPrefix(address, folder)
	if !ok || strings.Contains(name, "/") {
		return ""
	}
	// The workbook is for who opens the archive without a program: a spreadsheet
	// that opens a CSV file by itself takes its accents for another encoding.
	if path.Ext(name) == ".csv" || strings.HasSuffix(name, ".csv-metadata.json") || name == "datapackage.json" || address == allWorkbook.Address {
		return name
	}
	return ""
}

func (a *Archive) keep(name string, data []byte) {
	compressed := a.compressed(name, data)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.parts[name] = part{compressed, crc32.ChecksumIEEE(data), len(data)}
}

func (a *Archive) compressed(name string, data []byte) []byte {
	if a.cache == nil {
		return a.compress(name, data)
	}
	out, err := a.cache.of(digestOf([]byte("compressed"), data), func() ([]byte, error) { return a.compress(name, data), nil })
	if err != nil {
		panic(err)
	}
	return out
}

func (a *Archive) compress(name string, data []byte) []byte {
	var out bytes.Buffer
	var err error
	w, used := a.writers.Get().(*flate.Writer)
	if used {
		w.Reset(&out)
	} else {
		w, err = flate.NewWriter(&out, flate.BestCompression)
	}
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("download: compressing %s in memory: %v", name, err))
	}
	a.writers.Put(w)
	return out.Bytes()
}

// Seal writes data/all.zip and reports it: what was put so far, a README in
// every language, the licences, the dictionary of all columns and the checksums of the
// archive's own files. The times in it are the as-of date: the same sources
// make the same bytes.
func (a *Archive) Seal(site *model.Site, files []model.File) (model.File, error) {
	digests := map[string]string{}
	for _, f := range files {
		if name := archived(f.Address); name != "" {
			digests[name] = f.SHA256
		}
	}
	sum := func(name string, data []byte) {
		f := File{Address: name}
		if err := f.put(discard{}, data); err != nil {
			panic(err)
		}
		digests[name] = f.SHA256
		a.keep(name, data)
	}
	for i, l := range site.Languages {
		sum(l.Word("archive.readme-name")+".txt", []byte("\ufeff"+strings.ReplaceAll(readme(site, i), "\n", "\r\n")))
	}
	sum("LICENCE.txt", []byte("\ufeff"+strings.ReplaceAll(licences(site), "\n", "\r\n")))
	sum("dictionary.csv", dictionaryOf(site))
	var sums []byte
	for _, name := range sorted(digests) {
		sums = append(sums, digests[name]+"  "+name+"\n"...)
	}
	a.keep(sumsName, sums)

	at := time.Date(max(1980, site.AsOf.Year), time.Month(max(1, site.AsOf.Month)), max(1, site.AsOf.Day), 0, 0, 0, 0, time.UTC)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range sorted(a.parts) {
		p := a.parts[name]
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: p.crc, CompressedSize64: uint64(len(p.data)), UncompressedSize64: uint64(p.size)}
		h.SetMode(0o644)
		//lint:ignore SA1019 CreateRaw takes the time from what this sets alone
		h.SetModTime(at)
		f, err := w.CreateRaw(h)
		if err == nil {
			_, err = f.Write(p.data)
		}
		if err != nil {
			return model.File{}, fmt.Errorf("adding %s to the archive: %w", name, err)
		}
	}
	if err := w.Close(); err != nil {
		return model.File{}, fmt.Errorf("closing the archive: %w", err)
	}
	f := File{Format: "zip", Address: folder + "all.zip", MediaType: "application/zip", Rows: len(a.parts), Updated: site.Updated(), AsOf: true}
	if err := f.put(a.Sink, out.Bytes()); err != nil {
		return model.File{}, err
	}
	return f.listed(), nil
}

// discard is a sink for files that only stand in the archive.
type discard struct{}

func (discard) Put(string, []byte) error { return nil }

func sorted[T any](m map[string]T) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// readme says in a language what the archive holds, how to open it and how to
// cite it.
func readme(site *model.Site, language int) string {
	l := site.Languages[language]
	address := "data/all.zip"
	if site.BaseURL != "" {
		address = site.BaseURL + address
	}
	return l.Fill("archive.readme", "site", site.Site.Title.Or(l.Code), "date", l.Date(site.AsOf), "publisher", site.Site.Publisher.Or(l.Code),
		"tables", l.Count("count.datasets", len(site.Tables)), "licence", site.Site.Licences.Data.Value, "codes-licence", site.Site.Licences.Codes.Value, "address", address)
}

// licences says, in every language, under which licence each table is and where
// its text is, as the code list of licences has it.
func licences(site *model.Site) string {
	var ids []string
	tables := map[string][]string{}
	for _, t := range site.Tables {
		id := cmp.Or(t.Schema.Licence.Value, site.Site.Licences.Data.Value)
		if tables[id] == nil {
			ids = append(ids, id)
		}
		tables[id] = append(tables[id], t.Name+".csv")
	}
	slices.Sort(ids)
	var b strings.Builder
	for i, l := range site.Languages {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(l.Fill("archive.licence", "site", site.Site.Title.Or(l.Code), "publisher", site.Site.Publisher.Or(l.Code)) + "\n")
		for _, id := range ids {
			b.WriteString("\n" + id)
			if c := site.Code("licences", id); c != nil && c.Label.In(i).Text != id {
				b.WriteString(": " + c.Label.In(i).Text)
			}
			b.WriteString("\n")
			if address := site.Table("codes-licences").Lookup("code", id, "url"); address != "" {
				b.WriteString(address + "\n")
			}
			b.WriteString(strings.Join(tables[id], ", ") + "\n")
		}
	}
	return b.String()
}

// allowed are the codes that a column may hold, separated by |.
func allowed(site *model.Site, f table.Field) string {
	l := site.List(f.Codes.Value)
	if l == nil {
		return ""
	}
	codes := make([]string, len(l.Codes))
	for i, c := range l.Codes {
		codes[i] = c.Code
	}
	return strings.Join(codes, "|")
}

// dictionaryOf is a table of all columns of all tables.
func dictionaryOf(site *model.Site) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	header := []string{"table", "column", "type"}
	for _, l := range site.Languages {
		header = append(header, "title_"+l.Code, "description_"+l.Code)
	}
	header = append(header, "key", "required", "codes", "references", "allowed", "example")
	for _, l := range site.Languages {
		header = append(header, "unit_"+l.Code)
	}
	rows := [][]string{header}
	for _, v := range viewsOf(site) {
		described := v.dictionary()
		for i, row := range described {
			f, _ := v.Schema.Field(v.columns[i].name)
			example := ""
			if v.columns[i].kind == cellColumn {
				example = v.Example(v.columns[i].name)
			}
			key := slices.ContainsFunc(v.Schema.Key.Values(), func(k string) bool { return k == v.columns[i].name })
			row = append(row, strconv.FormatBool(key), strconv.FormatBool(f.IsRequired()), f.Codes.Value, f.References.Value, allowed(site, f), example)
			for _, l := range site.Languages {
				row = append(row, f.Unit.Or(l.Code))
			}
			rows = append(rows, row)
		}
	}
	if err := w.WriteAll(rows); err != nil {
		panic(fmt.Sprintf("download: writing the dictionary in memory: %v", err))
	}
	return out.Bytes()
}
