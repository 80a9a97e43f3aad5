// Package render puts the model into the layouts: one view a layout, one page
// a job, in parallel.
//
// It refuses to compute what the model should know, to keep a finished page in
// memory, and to let a layout compute: a view holds texts that are ready to be
// read and addresses that are relative to the page.
package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/words"
)

// Pages writes every page of the site, its styles, script and images, and the
// files that tell others what there is (sitemap, robots). Files are the
// downloads that the pages list. It returns how many pages it wrote, and the
// search index of what they say, which is still to be written.
func Pages(s *model.Site, ls *Layouts, files []model.File, m *publish.Minifier, sink publish.Sink, workers int) (int, *Index, error) {
	r := newRenderer(s)
	r.layouts, r.minifier, r.sink = ls, m, sink
	for _, f := range files {
		r.files[f.Table] = append(r.files[f.Table], f)
		if f.Table == "" {
			page := strings.TrimSuffix(f.Address, path.Ext(f.Address))
			r.twins[page] = append(r.twins[page], f)
		}
	}
	if err := r.assets(); err != nil {
		return 0, nil, err
	}
	pages := r.pages()
	others := append(slices.Clone(pages), r.tombstones(pages)...)
	if err := r.run(others, max(1, workers)); err != nil {
		return 0, nil, err
	}
	search := r.searchJobs(others) // it lists the others, which have told what they say
	if err := r.run(search, max(1, workers)); err != nil {
		return 0, nil, err
	}
	jobs := append(others, search...)
	return len(jobs), &Index{r, pages}, r.machineFiles(jobs)
}

// newRenderer knows what the site says, and not yet where to write it.
func newRenderer(s *model.Site) *renderer {
	r := &renderer{site: s, files: map[string][]model.File{}, heard: map[string]gathered{}, twins: map[string][]model.File{}, rowAt: indexRows(s), rated: ratedVariables(s), citations: s.Citations(), glossaries: glossaries(s), nameIn: namesOf(s)}
	for i := range s.Languages {
		r.shared = append(r.shared, r.sharedBy(i))
	}
	return r
}

type renderer struct {
	site       *model.Site
	layouts    *Layouts
	minifier   *publish.Minifier
	sink       publish.Sink
	files      map[string][]model.File
	twins      map[string][]model.File // by their address without its end
	assetOf    map[string]string
	shared     []shared // by language
	rowAt      rowsIndex
	rated      []rated
	citations  map[string][]model.Citation // by source
	glossaries []glossary                  // by language
	nameIn     map[string]string           // the language of an entity's name, where it has others

	hearing sync.Mutex
	heard   map[string]gathered // by address
}

// job is one page to be written: an address, and the view when its turn comes.
type job struct {
	kind     string
	language int
	address  string   // es/compromisos/co0065/
	urls     []string // the page's address in each language; nil when in one only
	view     func(p *page) any
	hidden   bool     // from the sitemap
	own      *ownPage // nil for one of many
	// unsearched is an overview that the search leaves out: one for each source,
	// plan or edition.
	unsearched bool
}

func (r *renderer) run(jobs []job, workers int) error {
	next := make(chan int)
	var failed atomic.Pointer[error]
	var done sync.WaitGroup
	for range workers {
		done.Go(func() {
			var out bytes.Buffer
			for i := range next {
				if failed.Load() != nil {
					continue
				}
				out.Reset()
				if err := r.write(&jobs[i], &out); err != nil {
					failed.CompareAndSwap(nil, &err)
				}
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	done.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}

func (r *renderer) write(j *job, out *bytes.Buffer) error {
	view := j.view(r.pageOf(j))
	if j.gathers() {
		r.hear(j, view.(gathering))
	}
	if err := r.layouts.execute(out, j.language, j.kind, view); err != nil {
		return fmt.Errorf("writing %s: %w", j.address, err)
	}
	name := j.address
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return r.sink.Put(name, tongued(out.Bytes()))
}

func (r *renderer) pageOf(j *job) *page {
	return &page{renderer: r, job: j, words: r.site.Language(j.language), i: j.language, root: strings.Repeat("../", strings.Count(j.address, "/"))}
}

// page is what the making of one view knows: the language and where the page
// lies.
type page struct {
	*renderer
	*job
	words *words.Language
	i     int
	root  string
	// used are the terms of the glossary that the page has linked.
	used map[string]bool
}

// to returns the relative address of a page of the site. It names index.html,
// so that links also work on a site opened from disk.
func (p *page) to(address string) string {
	if address == "" {
		return ""
	}
	return p.root + address + "index.html"
}

// at picks the address in the page's language.
func (p *page) at(urls []string) string {
	if len(urls) == 0 {
		return ""
	}
	return p.to(urls[p.i])
}

// say is a text of a row in the page's language.
func (p *page) say(t model.Text) Words {
	f := t.In(p.i)
	return Words{Text: words.Tied(f.Text), Language: f.Language}
}

// carried is a text that goes into another, with its language.
func (p *page) carried(t model.Text) string {
	f := t.In(p.i)
	f.Text = words.Tied(f.Text)
	return tongue(f)
}

// label is the label of a code, with its language: a link to it needs none.
func (p *page) label(c *model.Code) string {
	if c == nil {
		return ""
	}
	return tongue(c.Label.In(p.i))
}

func (p *page) moment(d date.Date) Moment { return Moment{d.String(), p.words.Date(d)} }

// machineFiles writes what robots and hosts read.
func (r *renderer) machineFiles(jobs []job) error {
	base := r.site.BaseURL
	if base == "" {
		base = "/" // a sitemap wants whole addresses, which only a published site has
	}
	robots := "User-agent: *\nAllow: /\n"
	if r.site.BaseURL != "" {
		robots += "Sitemap: " + base + "sitemap.xml\n"
	}
	if err := r.sink.Put("robots.txt", []byte(robots)); err != nil {
		return err
	}
	if err := r.sink.Put(".nojekyll", nil); err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	for _, j := range jobs {
		if j.hidden {
			continue
		}
		b.WriteString("<url><loc>")
		escape(&b, base+j.address)
		b.WriteString("</loc>")
		for i, u := range j.urls {
			b.WriteString(`<xhtml:link rel="alternate" hreflang="`)
			escape(&b, r.site.Language(i).Code)
			b.WriteString(`" href="`)
			escape(&b, base+u)
			b.WriteString(`"/>`)
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return r.sink.Put("sitemap.xml", b.Bytes())
}

func escape(b *bytes.Buffer, s string) { _ = xml.EscapeText(b, []byte(s)) }
