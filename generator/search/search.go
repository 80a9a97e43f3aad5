// Package search writes the search index in small shards, so that a query
// loads little at any size of the site.
//
// An index has three kinds of files. index.json, the manifest, names the first
// term of every term shard. A term shard t<n>.json holds the terms from its
// first to that of the next, each with the numbers of the entries it stands
// in. An entry shard e<n>.json holds the titles and addresses of a few
// entries, which a page loads only for those it shows.
//
// Entries are numbered by weight, so that the number is also the rank among
// equals. Postings are differences of number×4 (plus the place where the term
// stands, see Entry), written with five bits a character.
//
// The index has words as they stand. That a query for «datos» also finds «dato»
// is the script's, which asks for both; the reader in the tests does the same,
// and testdata holds the two to the same cases.
//
// It refuses to know what an entry is, to choose words, to depend on the order
// of goroutines or maps, and to write a name that changes with the content:
// the manifest's version, asked for together with a shard, does that.
package search

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"hash"
	"hash/fnv"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Entry is a page that can be found.
type Entry struct {
	// ID is a name of it in data, such as CO0065; may be empty.
	ID string
	// Title is found before Parts, which are what its parts are called, Parts
	// before Text, and all before Other, its titles in other languages; they may
	// have any words and signs. Names are others that it is looked for by, found
	// as the title is and not shown.
	Title, Names, Parts, Text, Other string
	// Language is the code of the title's language when it is not the index's.
	Language string
	// Address is the page's, below the site's top.
	Address string
	// Kind is what it is, in the reader's words: «Compromiso».
	Kind string
	// Line is one line to be shown under the title.
	Line string
	// Weight puts it before others that match as well; higher comes first.
	Weight int
}

// The places where a term stands; what is found in a later one comes first.
const (
	inOther = iota
	inText
	inParts
	inTitle
)

// Index is what is written for one language.
type Index struct {
	// Entries are found; among those of one weight the order is the rank.
	Entries []Entry
}

// Put takes a finished file of an index; the data is the caller's again when
// it returns.
type Put func(name string, data []byte) error

const (
	// entriesShard is how many entries share a shard. A page of results may
	// need as many shards as it has results, so they are small.
	entriesShard = 16
	// termShardBytes is the size at which a term shard is closed, before
	// compression. A term of more bytes has a shard of its own.
	termShardBytes = 6 << 10
)

// Manifest is the form of index.json.
type Manifest struct {
	// Version changes with the content.
	Version string `json:"v"`
	// Count is the number of entries, Size how many share a shard.
	Count int `json:"n"`
	Size  int `json:"s"`
	// Kinds are the entries' kinds, which shards name by number.
	Kinds []string `json:"k"`
	// Terms are the first terms of the term shards, with spaces between.
	Terms string `json:"t"`
}

// Write writes the index as files for the folder it is read from. The same
// index gives the same bytes whatever the number of workers, 0 for one a core.
func (x *Index) Write(to Put, workers int) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	entries := slices.Clone(x.Entries)
	slices.SortStableFunc(entries, func(a, b Entry) int { return cmp.Compare(b.Weight, a.Weight) })
	w := &writer{to: to, sum: fnv.New64a(), Manifest: Manifest{Count: len(entries), Size: entriesShard, Kinds: []string{}}}
	if err := w.entries(entries); err != nil {
		return fmt.Errorf("writing the index of entries: %w", err)
	}
	if err := w.terms(collect(entries, workers)); err != nil {
		return fmt.Errorf("writing the index of terms: %w", err)
	}
	_, _ = w.sum.Write(encoded(w.Manifest))
	w.Version = strconv.FormatUint(w.sum.Sum64(), 36)
	if err := to("index.json", encoded(w.Manifest)); err != nil {
		return fmt.Errorf("writing the manifest of the index: %w", err)
	}
	return nil
}

// writer writes the shards of an index and fills its manifest.
type writer struct {
	Manifest
	to  Put
	sum hash.Hash64 // of the shards, in their order
	out bytes.Buffer
}

// put writes what has gathered as a shard.
func (w *writer) put(kind string, number int) error {
	_, _ = w.sum.Write(w.out.Bytes())
	defer w.out.Reset()
	return w.to(kind+strconv.Itoa(number)+".json", w.out.Bytes())
}

func (w *writer) entries(entries []Entry) error {
	kinds := map[string]int{}
	for number, shard := range slices.Collect(slices.Chunk(entries, entriesShard)) {
		w.out.WriteByte('[')
		for i, e := range shard {
			k, ok := kinds[e.Kind]
			if !ok {
				k = len(w.Kinds)
				kinds[e.Kind] = k
				w.Kinds = append(w.Kinds, e.Kind)
			}
			row := []any{e.Title, e.Address, k, e.Line}
			if e.Language != "" {
				row = append(row, e.Language)
			}
			if i > 0 {
				w.out.WriteString(",\n")
			}
			w.out.Write(encoded(row))
		}
		w.out.WriteByte(']')
		if err := w.put("e", number); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) terms(postings map[string][]uint32) error {
	var firsts []string
	close := func() error {
		w.out.WriteByte('}')
		return w.put("t", len(firsts)-1)
	}
	for _, term := range slices.Sorted(maps.Keys(postings)) {
		text := encodePostings(postings[term])
		if w.out.Len() > 0 && w.out.Len()+len(text) > termShardBytes {
			if err := close(); err != nil {
				return err
			}
		}
		if w.out.Len() == 0 {
			firsts = append(firsts, term)
			w.out.WriteByte('{')
		} else {
			w.out.WriteString(",\n")
		}
		// Terms are letters and digits and postings are of an alphabet without
		// quotes, so that neither needs escapes.
		w.out.WriteString(`"` + term + `":"` + text + `"`)
	}
	w.Manifest.Terms = strings.Join(firsts, " ")
	if len(firsts) == 0 {
		return nil
	}
	return close()
}

// encoded writes JSON without HTML escapes, which only make it longer.
func encoded(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("search: what we made ourselves has no JSON form: " + err.Error())
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// collect returns the postings of every term: number×4, plus the place where
// the term stands. Each worker takes a run of entries; the runs are joined in
// order.
func collect(entries []Entry, workers int) map[string][]uint32 {
	workers = max(1, min(workers, len(entries)/64))
	runs := make([]map[string][]uint32, workers)
	var done sync.WaitGroup
	for w := range workers {
		done.Go(func() {
			run := map[string][]uint32{}
			for i := w * len(entries) / workers; i < (w+1)*len(entries)/workers; i++ {
				termsOf(&entries[i], func(term string, place uint32) {
					number := uint32(i)<<2 | place
					have := run[term]
					if last := len(have) - 1; last < 0 || have[last]>>2 != uint32(i) {
						run[term] = append(have, number)
					} else {
						have[last] = max(have[last], number)
					}
				})
			}
			runs[w] = run
		})
	}
	done.Wait()
	all := runs[0]
	for _, run := range runs[1:] {
		for term, numbers := range run {
			all[term] = append(all[term], numbers...)
		}
	}
	return all
}

func termsOf(e *Entry, yield func(term string, place uint32)) {
	eachWord(e.ID, func(w string) {
		yield(w, inTitle)
		for _, part := range parts(w) {
			yield(part, inTitle)
		}
	})
	for _, t := range []struct {
		text  string
		place uint32
	}{{e.Title, inTitle}, {e.Names, inTitle}, {e.Parts, inParts}, {e.Text, inText}, {e.Line, inText}, {e.Kind, inText}, {e.Other, inOther}} {
		eachTerm(t.text, func(w string) { yield(w, t.place) })
	}
}

// alphabet writes five bits a character; the second half means that more
// follow. None of it needs an escape in JSON.
const alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"

func encodePostings(numbers []uint32) string {
	var b strings.Builder
	before := uint32(0)
	for _, n := range numbers {
		// The difference of numbers keeps its own place.
		d := (n>>2-before)<<2 | n&3
		before = n >> 2
		for ; d >= 32; d >>= 5 {
			b.WriteByte(alphabet[32|d&31])
		}
		b.WriteByte(alphabet[d])
	}
	return b.String()
}
