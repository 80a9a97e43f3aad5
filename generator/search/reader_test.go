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

// forms are the other number of a word, as the script has it.
func forms(word string) []string {
	n := len(word)
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" || n < 3 {
		return nil
	}
	vowel := func(i int) bool { return strings.IndexByte("aeiou", word[i]) >= 0 }
	switch last := word[n-1]; {
	case last == 'y' && !vowel(n-2):
		return []string{word[:n-1] + "ies"}
	case last == 'z':
		return []string{word[:n-1] + "ces"}
	case n < 4 || last != 's' || word[n-2] == 's':
		return nil
	}
	out := []string{word[:n-1]}
	switch {
	case strings.HasSuffix(word, "ces"):
		out = append(out, word[:n-3]+"z")
	case strings.HasSuffix(word, "ies"):
		out = append(out, word[:n-3]+"y")
	case strings.HasSuffix(word, "es") && !vowel(n-3):
		out = append(out, word[:n-2])
	}
	return out
}

func (r *reader) hits(word string) (scores map[int]int, partial bool) {
	whole := len(word) < 2 || strings.Trim(word, "0123456789") == ""
	end := word
	if !whole {
		end += "\uffff"
	}
	home := func(word string) int {
		at := 0
		for i, term := range r.firsts {
			if term <= word {
				at = i
			}
		}
		return at
	}
	first, last, others := home(word), home(end), forms(word)
	if partial = last-first >= mostShards; partial {
		last = first + mostShards - 1
	}
	scores = map[int]int{}
	wanted := map[int]bool{}
	for i := first; i <= last; i++ {
		wanted[i] = true
	}
	for _, other := range others {
		wanted[home(other)] = true
	}
	for i := range wanted {
		for term, text := range decoded(r, r.terms, fmt.Sprint("t", i)) {
			same := term == word || slices.Contains(others, term)
			if !same && (whole || !strings.HasPrefix(term, word)) {
				continue
			}
			inText, inTitle := 1, 5
			if same {
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

// find returns the numbers of the entries that a query finds, best first: those
// that have all its words.
func (r *reader) find(query string) (found []int, partial bool) {
	found, missing, partial := r.look(query)
	if len(missing) > 0 {
		return nil, partial
	}
	return found, partial
}

// look finds the entries that have all words of a query, or, where none has,
// those that have most; missing are the words that no entry has, or the query
// itself where it is only too much at once.
func (r *reader) look(query string) (found []int, missing []string, partial bool) {
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
	sums, has, most := map[int]int{}, map[int]int{}, 0
	for _, w := range asked {
		scores, cut := r.hits(w)
		partial = partial || cut
		if len(scores) == 0 {
			missing = append(missing, w)
		}
		for entry, points := range scores {
			sums[entry] += points
			has[entry]++
			most = max(most, has[entry])
		}
	}
	if most < len(asked) && len(missing) == 0 {
		missing = []string{query}
	}
	maps.DeleteFunc(sums, func(entry, _ int) bool { return has[entry] < most })
	return slices.SortedFunc(maps.Keys(sums), func(a, b int) int { return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b)) }), missing, partial
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
