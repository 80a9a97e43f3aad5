package main

import (
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"vitrina/generator/check"
	"vitrina/generator/date"
	"vitrina/generator/describe"
	"vitrina/generator/diag"
	"vitrina/generator/download"
	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/render"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/layouts"
)

// settings are what a build is told besides its sources.
type settings struct {
	date       date.Date
	now        time.Time // gives the date, in the site's time zone, where none is set
	baseURL    string
	repository string
	plain      bool
	published  *table.Table    // the addresses at which the site answers now; nil where they are not known
	workers    int             // 0: one a core
	kept       *download.Cache // what one build leaves to the next; nil where there is none
}

// stats tells how long each stage took and what it made.
type stats struct {
	stages []stage
	start  time.Time
}

type stage struct {
	name string
	took time.Duration
	what string
}

func (s *stats) done(name, what string, args ...any) {
	now := time.Now()
	s.stages = append(s.stages, stage{name, now.Sub(s.start), fmt.Sprintf(what, args...)})
	s.start = now
}

// print writes the stages as a table, with the peak of the heap that Go asked
// of the machine.
func (s *stats) print(w io.Writer) {
	var total time.Duration
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, st := range s.stages {
		total += st.took
		fmt.Fprintf(t, "%s\t%8.1f ms\t%s\n", st.name, float64(st.took.Microseconds())/1000, st.what)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintf(t, "total\t%8.1f ms\t%.0f MB of memory\n", float64(total.Microseconds())/1000, float64(m.Sys)/1e6)
	t.Flush()
}

// inspect reads the sources and finds everything wrong in one run. The tree is
// whole enough to be built from only when no finding is an error.
func inspect(sources fs.FS, o settings, st *stats) (*source.Tree, *render.Layouts, diag.List, error) {
	tree, found, err := source.Load(sources, o.workers)
	if err != nil {
		return nil, nil, nil, err
	}
	tree.Published = o.published
	st.done("load", "%d files, %.1f MB", tree.Counts.Files, float64(tree.Counts.Bytes)/1e6)
	found = append(found, check.Run(tree)...)
	ls, bad, err := render.Load(sources, tree.Languages, publish.NewMinifier(o.plain), describe.Words...)
	if err != nil {
		return nil, nil, nil, err
	}
	found = append(found, bad...).Sorted()
	st.done("check", "%d errors, %d warnings", found.Errors(), len(found)-found.Errors())
	return tree, ls, found, nil
}

// build turns a folder of sources into a folder of pages. While one error
// stands it puts nothing into the sink.
// The site is nil while one stands that was found before the site was made.
func build(sources fs.FS, open func() (publish.Sink, error), o settings) (diag.List, *model.Site, *stats, error) {
	st := &stats{start: time.Now()}
	sources = layouts.Under(sources)
	tree, ls, found, err := inspect(sources, o, st)
	if err != nil || found.Errors() > 0 {
		return found, nil, st, err
	}
	if o.date.IsZero() {
		o.date = date.Of(o.now.In(tree.Zone))
	}
	site := model.Build(tree, model.Options{AsOf: o.date, BaseURL: o.baseURL, Repository: o.repository})
	st.done("model", "%d commitments, %d tables", len(site.Commitments), len(site.Tables))
	target, err := open()
	if err != nil {
		return found, site, st, err
	}
	sink := newRoll(target)
	workers := o.workers
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	archive := o.kept.Archive(sink)
	report, err := o.kept.Files(site, archive, workers)
	if err != nil {
		return found, site, st, err
	}
	frozen, err := download.Editions(site, sink)
	if err != nil {
		return found, site, st, err
	}
	files := report.Listed()
	described, err := describe.Package(site, files, archive)
	if err != nil {
		return found, site, st, err
	}
	files = append(files, described...)
	sealed, err := archive.Seal(site, files)
	if err != nil {
		return found, site, st, err
	}
	files = append(files, sealed)
	feeds, gone, err := render.Feeds(site, sink)
	if err != nil {
		return found, site, st, err
	}
	buried, err := download.Tombstones(site, sink, func(a string) bool { return sink.has(a) || slices.Contains(writtenLater, a) })
	if err != nil {
		return found, site, st, err
	}
	last, stones := render.Addresses(site)
	said := map[string]bool{}
	for _, a := range slices.Concat(gone, stones) {
		said[a] = true
	}
	for _, f := range buried {
		said[f.Address] = true
	}
	register := site.Enter(sink.lasting(slices.Concat(last, stones)))
	listed, err := download.Register(site, register, sink)
	if err != nil {
		return found, site, st, err
	}
	files = append(files, listed)
	if described, err = describe.Catalogue(site, files, slices.Concat(frozen, buried, feeds), sink); err != nil {
		return found, site, st, err
	}
	files = append(files, described...)
	sums, err := download.Sums(slices.Concat(files, frozen, buried), sink)
	if err != nil {
		return found, site, st, err
	}
	files = append(files, sums)
	st.done("download", "%d files", len(files))
	pages, index, err := render.Pages(site, ls, files, publish.NewMinifier(o.plain), sink, workers)
	if err != nil {
		return found, site, st, err
	}
	st.done("render", "%d pages", pages)
	if err := index.Write(sink, workers); err != nil {
		return found, site, st, err
	}
	st.done("search", "%d languages", len(site.Languages))
	sink.registered(register)
	return append(found, sink.unanswered(site, said)...).Sorted(), site, st, nil
}
