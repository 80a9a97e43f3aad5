// Package corpus makes sources of any size in the form of content/ and
// datasets/, to measure the generator with, and measures the floor: reading all
// sources and writing all outputs, nothing else.
//
// The same number of commitments and the same seed make the same bytes, on
// every machine. What it makes passes every check. It is plainly made up:
// member, entities, sources and sentences say nothing of any country.
//
// It writes no words and no layouts; those compiled into the program serve. It
// refuses to import any other package of the generator, so that a change there
// cannot change what it is measured with.
package corpus

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing/fstest"
)

// Write makes the sources in the folder, which may not exist yet. Files that
// are already there under the same names are replaced, others stay. Beyond some
// 25,000 commitments, milestones.csv is larger than a table of the sources may
// be.
func Write(dir string, commitments int, seed uint64) error {
	made := map[string]bool{}
	return newCorpus(commitments, seed).write(func(name string, data []byte) error {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if folder := filepath.Dir(name); !made[folder] {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return fmt.Errorf("making a folder of the corpus: %w", err)
			}
			made[folder] = true
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return fmt.Errorf("writing the corpus: %w", err)
		}
		return nil
	})
}

// FS makes the sources in memory: the bytes that Write writes.
func FS(commitments int, seed uint64) fs.FS {
	files := fstest.MapFS{}
	_ = newCorpus(commitments, seed).write(func(name string, data []byte) error {
		files[name] = &fstest.MapFile{Data: bytes.Clone(data), Mode: 0o644}
		return nil
	})
	return files
}

// Shape of a corpus, after the first real site: what a commitment brings with
// it, and how much there is of everything else.
const (
	milestonesEach  = 5
	ratingsEach     = 4
	commitmentsPlan = 200 // so that a plan's page stays a page
	leastPlans      = 5
	leastEntities   = 20
	leastSources    = 12
	themes          = 24
)

type corpus struct {
	seed                                  uint64
	commitments, plans, entities, sources int
}

func newCorpus(commitments int, seed uint64) *corpus {
	return &corpus{
		seed: seed, commitments: commitments,
		plans:    max(leastPlans, commitments/commitmentsPlan),
		entities: max(leastEntities, commitments/10),
		sources:  max(leastSources, commitments/20),
	}
}

// put takes a finished file; the data is the caller's again when it returns.
type put func(name string, data []byte) error

func (c *corpus) write(to put) error {
	if err := to("content/site.yaml", []byte(site)); err != nil {
		return err
	}
	var out bytes.Buffer
	for _, p := range pages {
		for _, l := range languages {
			out.Reset()
			c.page(&out, l, p)
			if err := to("content/"+l.code+"/"+p.name+".md", out.Bytes()); err != nil {
				return err
			}
		}
	}
	for i := range c.commitments {
		for _, l := range languages {
			out.Reset()
			c.commitment(&out, l, i)
			if err := to("content/"+l.code+"/commitments/"+c.id(i)+".md", out.Bytes()); err != nil {
				return err
			}
		}
	}
	for at, t := range c.tables() {
		if err := c.table(to, t, c.chance(tableStream+uint64(at))); err != nil {
			return err
		}
	}
	return nil
}

// Streams of chance: each commitment and each table draws from its own, so that
// one more of these changes no other.
const (
	tableStream = 1 << 40
	pageStream  = 1 << 41
)

func (c *corpus) chance(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(c.seed, stream)) }

// The ids below have a fixed width, so that the order of names is the order of
// numbers, up to 99,999 commitments.

func (c *corpus) id(commitment int) string { return fmt.Sprintf("TS%05d", commitment+1) }

func (c *corpus) entity(n int) string { return fmt.Sprintf("entity-%05d", n+1) }

func (c *corpus) source(n int) string { return fmt.Sprintf("source-%05d", n+1) }

func theme(n int) string { return fmt.Sprintf("theme-%02d", n+1) }

// planOf returns the plan of a commitment: neighbours share it.
func (c *corpus) planOf(commitment int) int { return commitment * c.plans / c.commitments }

// firstOf returns the first commitment of a plan.
func (c *corpus) firstOf(plan int) int { return (plan*c.commitments + c.plans - 1) / c.plans }

// startYears are the years in which plans begin, one for each generation of the
// scales of the Independent Reporting Mechanism.
var startYears = []int{2012, 2015, 2017, 2020, 2023}

func startYear(plan int) int { return startYears[plan%len(startYears)] }

// planID is the Roman number of a plan.
func planID(plan int) string {
	n := plan + 1
	id := ""
	for _, r := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			id += r.sign
		}
	}
	return id
}
