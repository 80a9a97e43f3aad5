package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"vitrina/generator/check"
	"vitrina/generator/corpus"
	"vitrina/generator/date"
	"vitrina/generator/diag"
	"vitrina/generator/download"
	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/render"
	"vitrina/generator/source"
	"vitrina/layouts"
)

// The benchmarks run each stage, and all of them, over made-up sources of 1,000
// commitments, and of 10,000 when VITRINA_LARGE is set. The stages write into
// a sink that keeps nothing; BenchmarkAll and BenchmarkFloor write to disk.
// For peak memory and the ratio to the floor: go run ./generator/corpus/measure.
// TMPDIR on a memory disk leaves a slow disk out of the figures.

const benchSeed = 1

var benchDate = date.Date{Year: 2026, Month: 1, Day: 1}

// bench runs one stage for each size of the corpus; run gets the folder of the
// sources and returns what is to be measured.
func bench(b *testing.B, stage func(b *testing.B, dir string) func() error) {
	sizes := []int{1_000}
	if os.Getenv("VITRINA_LARGE") != "" {
		sizes = append(sizes, 10_000)
	}
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			sources := filepath.Join(dir, "sources")
			if err := corpus.Write(sources, n, benchSeed); err != nil {
				b.Fatal(err)
			}
			run := stage(b, sources)
			b.ReportAllocs()
			for b.Loop() {
				if err := run(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/commitment")
		})
	}
}

func benchTree(b *testing.B, dir string) *source.Tree {
	b.Helper()
	tree, found, err := source.Load(layouts.Under(os.DirFS(dir)), 0)
	if err != nil {
		b.Fatal(err)
	}
	if len(found) > 0 {
		b.Fatalf("the corpus has findings: %v", found)
	}
	return tree
}

func benchSite(b *testing.B, dir string) *model.Site {
	b.Helper()
	return model.Build(benchTree(b, dir), model.Options{AsOf: benchDate})
}

// nowhere is a sink that keeps nothing.
type nowhere struct{}

func (nowhere) Put(string, []byte) error { return nil }

func BenchmarkLoad(b *testing.B) {
	bench(b, func(_ *testing.B, dir string) func() error {
		return func() error {
			_, _, err := source.Load(layouts.Under(os.DirFS(dir)), 0)
			return err
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	bench(b, func(b *testing.B, dir string) func() error {
		tree := benchTree(b, dir)
		return func() error {
			if found := check.Run(tree); len(found) > 0 {
				return fmt.Errorf("the corpus has findings: %v", found)
			}
			return nil
		}
	})
}

func BenchmarkModel(b *testing.B) {
	bench(b, func(b *testing.B, dir string) func() error {
		tree := benchTree(b, dir)
		return func() error {
			model.Build(tree, model.Options{AsOf: benchDate})
			return nil
		}
	})
}

func BenchmarkDownload(b *testing.B) {
	bench(b, func(b *testing.B, dir string) func() error {
		site := benchSite(b, dir)
		return func() error {
			_, err := download.Files(site, nowhere{}, 0)
			return err
		}
	})
}

func BenchmarkRender(b *testing.B) {
	bench(b, func(b *testing.B, dir string) func() error {
		sources := layouts.Under(os.DirFS(dir))
		site := benchSite(b, dir)
		minifier := publish.NewMinifier(false)
		ls, found, err := render.Load(sources, site.Languages, minifier)
		if err != nil || len(found) > 0 {
			b.Fatalf("the layouts have findings: %v, %v", found, err)
		}
		report := download.Listing(site)
		files := report.Listed()
		return func() error {
			_, _, err := render.Pages(site, ls, files, minifier, nowhere{}, runtime.GOMAXPROCS(0))
			return err
		}
	})
}

func BenchmarkAll(b *testing.B) {
	bench(b, func(b *testing.B, dir string) func() error {
		out := filepath.Join(b.TempDir(), "public")
		return func() error {
			found, err := buildInto(dir, out)
			if err == nil && len(found) > 0 {
				err = fmt.Errorf("the corpus has findings: %v", found)
			}
			b.StopTimer()
			defer b.StartTimer()
			return errors.Join(err, os.RemoveAll(out))
		}
	})
}

func BenchmarkFloor(b *testing.B) {
	bench(b, func(b *testing.B, dir string) func() error {
		built, out := filepath.Join(b.TempDir(), "public"), filepath.Join(b.TempDir(), "floor")
		if _, err := buildInto(dir, built); err != nil {
			b.Fatal(err)
		}
		outputs, err := corpus.Outputs(built)
		if err != nil {
			b.Fatal(err)
		}
		return func() error {
			err := corpus.Floor(dir, outputs, out, runtime.GOMAXPROCS(0))
			b.StopTimer()
			defer b.StartTimer()
			return errors.Join(err, os.RemoveAll(out))
		}
	})
}

// buildInto builds the sources of a folder into another, which must not exist.
func buildInto(dir, out string) (diag.List, error) {
	var folder *publish.Folder
	open := func() (publish.Sink, error) {
		var err error
		folder, err = publish.NewFolder(out)
		return folder, err
	}
	found, _, _, err := build(os.DirFS(dir), open, settings{date: benchDate})
	if err != nil || folder == nil {
		return found, err
	}
	return found, folder.Commit()
}
