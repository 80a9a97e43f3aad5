package search_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"vitrina/generator/search"
	"vitrina/generator/words"
)

// reader asks a written index as the site's script does, and keeps count of
// what it loads.
type reader struct {
	t        testing.TB
	files    map[string][]byte
	manifest search.Manifest
	common   []string
	plurals  []words.Plural
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

// read makes a reader of an index, who knows the common words of its language.
func read(t testing.TB, files map[string][]byte, common string) *reader {
	t.Helper()
	r := &reader{t: t, files: files, common: search.Words(common), plurals: readForms(t).rules(t), loaded: map[string]bool{}, terms: map[string]map[string]string{}, entries: map[string][][]any{}, sizes: map[string]int{}}
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

func postings(text string, take func(entry, place int)) {
	value, shift, entry := 0, 0, 0
	for i := range len(text) {
		bits := strings.IndexByte(alphabet, text[i])
		value |= bits & 31 << shift
		shift += 5
		if bits > 31 {
			continue
		}
		entry += value >> 2
		take(entry, value&3)
		value, shift = 0, 0
	}
}

// mostShards is how many term shards one word may load.
const mostShards = 3

// numbers are the rules of the plural with what they give, for the reader here
// and for the script.
type numbers struct {
	Plurals string
	Cases   map[string][]string
}

func readForms(t testing.TB) numbers {
	t.Helper()
	var n numbers
	data, err := os.ReadFile("testdata/forms.json")
	if err == nil {
		err = json.Unmarshal(data, &n)
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (n numbers) rules(t testing.TB) []words.Plural {
	t.Helper()
	var out []words.Plural
	for _, rule := range strings.Fields(n.Plurals) {
		p, err := words.ParsePlural(rule)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// forms are the other number of a word, as the script has it.
func forms(word string, plurals []words.Plural) []string {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" || len(word) < 3 {
		return nil
	}
	var out []string
	for _, p := range plurals {
		if many, ok := p.Of(word); ok && p.One != "" {
			out = append(out, many)
		}
		if one, ok := p.Singular(word); ok && len(word) > 3 {
			out = append(out, one)
		}
	}
	return out
}

// home is the shard that has a word, if any has.
func (r *reader) home(word string) int {
	at := 0
	for i, term := range r.firsts {
		if term <= word {
			at = i
		}
	}
	return at
}

func (r *reader) shard(i int) map[string]string {
	r.t.Helper()
	return decoded(r, r.terms, fmt.Sprint("t", i))
}

// from are the shards of the words that begin so, and whether there are more.
func (r *reader) from(word string) (shards []int, more bool) {
	first, last := r.home(word), r.home(word+"\uffff")
	for i := first; i <= min(last, first+mostShards-1); i++ {
		shards = append(shards, i)
	}
	return shards, last-first >= mostShards
}

func (r *reader) hits(word string, joined []string, finished bool) (scores map[int]float64, same, partial bool) {
	whole, others := finished || len(word) < 2 || strings.Trim(word, "0123456789") == "", append(forms(word, r.plurals), joined...)
	shards, more := []int{r.home(word)}, false
	if !whole {
		shards, more = r.from(word)
	}
	for _, other := range others {
		shards = append(shards, r.home(other))
	}
	slices.Sort(shards)
	scores = map[int]float64{}
	begins := false
	for _, i := range slices.Compact(shards) {
		for term, text := range r.shard(i) {
			is := term == word || slices.Contains(others, term) || len(word) > 2 && slices.ContainsFunc(r.plurals, func(p words.Plural) bool { return p.One == "" && term == word+p.Many })
			begins = begins || strings.HasPrefix(term, word)
			if !is && (whole || !strings.HasPrefix(term, word)) {
				continue
			}
			points := [4]float64{.25, 1, 1.5, 2}
			if is {
				points, same = [4]float64{.5, 4, 6, 8}, true
			}
			postings(text, func(entry, place int) { scores[entry] = max(scores[entry], points[place]) })
		}
	}
	return scores, same, !same && (more || begins && len(word) < 2) && (word[0] < '0' || word[0] > '9')
}

// joins are the words that a short one and the next are as one, where the index
// has them; else empty.
func (r *reader) joins(words []string) []string {
	letters := func(word string) bool { return strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == "" }
	out := make([]string, len(words))
	for i := range len(words) - 1 {
		if word, next := words[i], words[i+1]; letters(word) && len(word) <= 5 && letters(next) && len(next) >= 3 && r.shard(r.home(word + next))[word+next] != "" {
			out[i] = word + next
		}
	}
	return out
}

// asked are the words of a query: the common ones only where there are no
// others.
func (r *reader) asked(query string) []string {
	var words []string
	for _, w := range search.Words(query) {
		if !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	if rare := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(r.common, w) }); len(rare) > 0 {
		return rare
	}
	return words
}

// find returns the numbers of the entries that a query finds, best first: those
// that have all its words.
func (r *reader) find(query string) (found []int, partial bool) {
	found, _, missing, partial := r.look(query)
	if len(missing) > 0 {
		return nil, partial
	}
	return found, partial
}

// look finds the entries that have all words of a query, or, where none has,
// those that have most of what is rare; missing are the words that no entry
// has, or the query itself where it is only too much at once. Sure is how many of
// what is found have several words as they were typed, where any has; all others
// come behind.
func (r *reader) look(query string) (found []int, sure int, missing []string, partial bool) {
	asked := r.asked(query)
	ones := r.joins(asked)
	type sum struct {
		words, stands int
		share, points float64
	}
	sums, most, best := map[int]sum{}, 0, 0.0
	for i, w := range asked {
		joined := slices.DeleteFunc(slices.Clone(ones[max(0, i-1):i+1]), func(one string) bool { return one == "" })
		scores, same, cut := r.hits(w, joined, ones[i] != "")
		if all := search.Words(query); i == len(asked)-1 && w == all[len(all)-1] {
			partial = cut
		}
		if len(scores) == 0 {
			missing = append(missing, w)
		}
		begun := !same || i == len(asked)-1 && len(w) < 4
		weight := math.Log(1 + float64(r.manifest.Count)/float64(len(scores)))
		for entry, points := range scores {
			share := 1.0
			if points < 1 {
				share = .25
			} else if points < 4 {
				share = .5
			}
			s := sums[entry]
			if begun || points > 2 || points == .5 {
				s.stands++
			}
			s = sum{s.words + 1, s.stands, s.share + float64(weight*share), s.points + float64(weight*points)}
			sums[entry] = s
			most, best = max(most, s.words), max(best, s.share)
		}
	}
	if most < len(asked) && len(missing) == 0 {
		missing = []string{query}
	}
	maps.DeleteFunc(sums, func(_ int, s sum) bool {
		if most == len(asked) {
			return s.words < most
		}
		return s.share <= best*.6
	})
	tier := func(n int) int {
		if len(asked) > 1 && sums[n].stands >= len(asked) {
			return 1
		}
		return 0
	}
	found = slices.SortedFunc(maps.Keys(sums), func(a, b int) int {
		return cmp.Or(cmp.Compare(tier(b), tier(a)), cmp.Compare(sums[b].share, sums[a].share), cmp.Compare(sums[b].points, sums[a].points), cmp.Compare(a, b))
	})
	for _, n := range found {
		sure += tier(n)
	}
	if sure == 0 {
		sure = len(found)
	}
	return found, sure, missing, partial
}

// nearest is the word of the index most used that is one slip of the keys
// away, as the index has it.
func (r *reader) nearest(word string) string {
	if len(word) < 4 || strings.ContainsAny(word, "0123456789") {
		return ""
	}
	shards, _ := r.from(word[:2])
	var best, text string
	for _, i := range append(shards, r.home(word)) {
		for term, postings := range r.shard(i) {
			if near(word, term) && (len(postings) > len(text) || len(postings) == len(text) && term < best) {
				best, text = term, postings
			}
		}
	}
	return best
}

// near tells whether one slip of the keys lies between two words: a letter
// more, less or other, or two that changed places.
func near(a, b string) bool {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	after := func(text string, n int) string { return text[min(n, len(text)):] }
	a, b = a[i:], b[i:]
	return after(a, 1) == after(b, 1) || after(a, 1) == b || a == after(b, 1) ||
		len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
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
	found, sure, missing, _ := r.look(query)
	for _, word := range missing {
		r.nearest(word)
	}
	results = r.show(found[:min(firstResults, sure)])
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
