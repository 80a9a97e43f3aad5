package search_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"vitrina/generator/search"
)

// reader asks a written index as the site's script does, and keeps count of
// what it loads.
type reader struct {
	t        testing.TB
	files    map[string][]byte
	manifest search.Manifest
	firsts   []string
	loaded   map[string]bool
	terms    map[string]map[string]string // shards decoded before
	entries  map[string][][]any
	sizes    map[string]int // compressed
}

func write(t testing.TB, x *search.Index, workers int) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	if err := x.Write(func(name string, data []byte) error {
		if files[name] != nil {
			return fmt.Errorf("two files %s", name)
		}
		files[name] = bytes.Clone(data)
		return nil
	}, workers); err != nil {
		t.Fatal(err)
	}
	return files
}

func read(t testing.TB, files map[string][]byte) *reader {
	t.Helper()
	r := &reader{t: t, files: files, loaded: map[string]bool{}, terms: map[string]map[string]string{}, entries: map[string][][]any{}, sizes: map[string]int{}}
	r.get("index", &r.manifest)
	r.firsts = strings.Split(r.manifest.Terms, " ")
	return r
}

func (r *reader) get(name string, into any) {
	r.t.Helper()
	data, ok := r.files[name+".json"]
	if !ok {
		r.t.Fatalf("the index has no %s.json", name)
	}
	r.loaded[name+".json"] = true
	if err := json.Unmarshal(data, into); err != nil {
		r.t.Fatalf("reading %s.json: %v", name, err)
	}
}

func decoded[T any](r *reader, before map[string]T, name string) T {
	r.t.Helper()
	shard, ok := before[name]
	if !ok {
		r.get(name, &shard)
		before[name] = shard
	}
	r.loaded[name+".json"] = true
	return shard
}

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"

func postings(text string, take func(entry int, title bool)) {
	value, shift, entry := 0, 0, 0
	for i := range len(text) {
		bits := strings.IndexByte(alphabet, text[i])
		value |= bits & 31 << shift
		shift += 5
		if bits > 31 {
			continue
		}
		entry += value >> 1
		take(entry, value&1 == 1)
		value, shift = 0, 0
	}
}

// mostShards is how many term shards one word may load.
const mostShards = 3

func (r *reader) hits(word string) (scores map[int]int, partial bool) {
	whole := len(word) < 2 || strings.Trim(word, "0123456789") == ""
	end := word
	if !whole {
		end += "\uffff"
	}
	first, last := 0, 0
	for i, term := range r.firsts {
		if term <= word {
			first = i
		}
		if term <= end {
			last = i
		}
	}
	if partial = last-first >= mostShards; partial {
		last = first + mostShards - 1
	}
	scores = map[int]int{}
	for i := first; i <= last; i++ {
		for term, text := range decoded(r, r.terms, fmt.Sprint("t", i)) {
			if term != word && (whole || !strings.HasPrefix(term, word)) {
				continue
			}
			inText, inTitle := 1, 5
			if term == word {
				inText, inTitle = 3, 8
			}
			postings(text, func(entry int, title bool) {
				points := inText
				if title {
					points = inTitle
				}
				scores[entry] = max(scores[entry], points)
			})
		}
	}
	return scores, partial
}

// find returns the numbers of the entries that a query finds, best first.
func (r *reader) find(query string) (found []int, partial bool) {
	var asked []string
	for _, w := range search.Words(query) {
		if !slices.Contains(asked, w) {
			asked = append(asked, w)
		}
	}
	rare := slices.DeleteFunc(slices.Clone(asked), func(w string) bool { return slices.Contains(r.manifest.Common, w) })
	if len(rare) > 0 {
		asked = rare
	}
	sums := map[int]int{}
	for i, w := range asked {
		scores, cut := r.hits(w)
		partial = partial || cut
		if i == 0 {
			sums = scores
			continue
		}
		maps.DeleteFunc(sums, func(entry, _ int) bool { return scores[entry] == 0 })
		for entry := range sums {
			sums[entry] += scores[entry]
		}
	}
	return slices.SortedFunc(maps.Keys(sums), func(a, b int) int { return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b)) }), partial
}

// result is an entry as a page of results shows it.
type result struct{ title, address, kind, line string }

func (r *reader) show(entries []int) []result {
	var out []result
	for _, n := range entries {
		e := decoded(r, r.entries, fmt.Sprint("e", n/r.manifest.Size))[n%r.manifest.Size]
		out = append(out, result{e[0].(string), e[1].(string), r.manifest.Kinds[int(e[2].(float64))], e[3].(string)})
	}
	return out
}

// firstResults is how many results a page shows at once.
const firstResults = 10

// weigh asks a query with nothing loaded before, and returns what the first
// results cost over the wire, compressed as hosts do, in bytes.
func (r *reader) weigh(query string) (wire, files int, results []result) {
	r.loaded = map[string]bool{"index.json": true}
	found, _ := r.find(query)
	results = r.show(found[:min(firstResults, len(found))])
	for name := range r.loaded {
		if r.sizes[name] == 0 {
			r.sizes[name] = compressed(r.t, r.files[name])
		}
		wire += r.sizes[name]
	}
	return wire, len(r.loaded), results
}

func compressed(t testing.TB, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
