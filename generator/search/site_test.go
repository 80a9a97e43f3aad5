package search_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"vitrina/generator/corpus"
	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/render"
	"vitrina/generator/search"
	"vitrina/generator/source"
	"vitrina/layouts"
)

// The rules that the reader is held to are those of the site's languages.
func TestThePluralsAreThoseOfTheLanguages(t *testing.T) {
	tree, _, err := source.Load(layouts.Under(os.DirFS("../..")), 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, l := range tree.Languages {
		for _, rule := range l.Endings {
			if !slices.Contains(all, rule.String()) {
				all = append(all, rule.String())
			}
		}
	}
	if got, want := strings.Join(all, " "), readForms(t).Plurals; got != want || got == "" {
		t.Errorf("the languages form plurals by %q, testdata/forms.json by %q", got, want)
	}
}

// index is a written index, and the common words of its language.
type index struct {
	files  map[string][]byte
	common string
}

func (x index) read(t testing.TB) *reader {
	t.Helper()
	return read(t, x.files, x.common)
}

// indexes writes the search index of every language of a site, and returns
// each by language.
func indexes(t testing.TB, sources fs.FS) map[string]index {
	t.Helper()
	tree, found, err := source.Load(layouts.Under(sources), 0)
	if err != nil || found.Errors() > 0 {
		t.Fatalf("loading: %v %v", err, found)
	}
	site := model.Build(tree, model.Options{AsOf: date.Date{Year: 2026, Month: 1, Day: 1}})
	memory := &publish.Memory{}
	if err := render.NewIndex(site).Write(memory, 0); err != nil {
		t.Fatal(err)
	}
	out := map[string]index{}
	for _, l := range site.Languages {
		out[l.Code] = index{map[string][]byte{}, l.Word("search.common")}
	}
	for _, address := range memory.Addresses() {
		language, name, ok := strings.Cut(address, "/search/")
		if !ok || out[language].files == nil {
			t.Fatalf("%s is not in a folder of a language", address)
		}
		out[language].files[name] = bytes.Clone(memory.File(address))
	}
	return out
}

// asked is a query to the real site with what it must find: the script is put
// to the same cases on the built site, by .ci/search.mjs.
type asked struct {
	Language, Query string
	// First is the address of what is found first; empty where nothing has all
	// words.
	First string
	// Behind is the address of what is found behind those that have the words as
	// they were typed, because in it one only begins so.
	Behind string
	// Instead is the query that is offered instead.
	Instead string
	// Partial tells that the reader should keep typing.
	Partial bool
}

func cases(t *testing.T) []asked {
	t.Helper()
	data, err := os.ReadFile("testdata/queries.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []asked
	if err := json.Unmarshal(data, &out); err != nil || len(out) == 0 {
		t.Fatal(len(out), err)
	}
	return out
}

func TestReadersOfTheRealSiteFindWhatTheyLookFor(t *testing.T) {
	all := indexes(t, os.DirFS("../.."))
	for _, c := range cases(t) {
		r := all[c.Language].read(t)
		found, sure, missing, partial := r.look(c.Query)
		if len(missing) > 0 {
			found = nil
		}
		got := r.show(found[:min(1, len(found))])
		switch {
		case c.First == "" && len(got) > 0:
			t.Errorf("%s %q finds %v", c.Language, c.Query, got[0])
		case c.First != "" && (len(got) == 0 || got[0].address != c.First):
			t.Errorf("%s %q finds %v first, not %s", c.Language, c.Query, got, c.First)
		}
		if partial != c.Partial {
			t.Errorf("%s %q: that more words begin so is %v", c.Language, c.Query, partial)
		}
		if place := slices.IndexFunc(r.show(found), func(e result) bool { return e.address == c.Behind }); c.Behind != "" && place < sure {
			t.Errorf("%s %q finds %s in place %d, and %d have the words", c.Language, c.Query, c.Behind, place, sure)
		}
		near := ""
		for _, word := range missing {
			if near = r.nearest(word); near != "" {
				break
			}
		}
		if want := strings.Join(search.Words(c.Instead), " "); near != want && !strings.Contains(" "+want+" ", " "+near+" ") || (near == "") != (want == "") {
			t.Errorf("%s %q: the nearest word is %q, not of %q", c.Language, c.Query, near, want)
		}
	}
	for language, x := range all {
		findsEveryTitle(t, language, x, 1)
	}
}

// findsEveryTitle asks for every word of the title of every entry (of one in
// step), and for all of them together, and expects the entry.
func findsEveryTitle(t *testing.T, language string, x index, step int) {
	t.Helper()
	r := x.read(t)
	entries := make([]int, r.manifest.Count)
	for i := range entries {
		entries[i] = i
	}
	finds := map[string]map[int]bool{}
	for i, e := range r.show(entries) {
		if i%step > 0 {
			continue
		}
		for _, word := range append(search.Words(e.title), e.title) {
			if finds[word] == nil {
				finds[word] = map[int]bool{}
				found, _ := r.find(word)
				for _, n := range found {
					finds[word][n] = true
				}
			}
			if !finds[word][i] {
				t.Errorf("%s: %q does not find %q", language, word, e.title)
			}
		}
	}
}

// The budgets of the site: what a reader's first query costs, and the largest
// file of an index, in bytes over the wire.
const (
	queryBudget = 30_000
	fileBudget  = 20_000
)

func TestQueriesOnTenThousandCommitmentsAreLight(t *testing.T) {
	for language, x := range indexes(t, corpus.FS(10_000, 1)) {
		files, r := x.files, x.read(t)
		largest, total := 0, 0
		for name, data := range files {
			size := compressed(t, data)
			total += size
			largest = max(largest, size)
			if size > fileBudget {
				t.Errorf("%s/search/%s has %d bytes, more than %d", language, name, size, fileBudget)
			}
		}
		// Two words of one title, of two titles, the longest lists, beginnings
		// as they are while one types, and ids.
		titles := make([][]string, 0, 101)
		for i := 0; i < r.manifest.Count; i += r.manifest.Count / 100 {
			titles = append(titles, search.Words(r.show([]int{i})[0].title))
		}
		var queries []string
		for i, words := range titles {
			other := titles[(i+1)%len(titles)]
			last := words[len(words)-1]
			queries = append(queries, words[0]+" "+last, words[0]+" "+other[0], words[0]+" "+last[:min(3, len(last))], words[0][:min(2, len(words[0]))]+" "+other[0][:min(2, len(other[0]))])
		}
		queries = append(queries, "TS00065 datos", "ts 65", "ts6 data", "compromiso plan", "commitment plan", "compromiso entidad", "de la", "of the", "trasparencia presupuetso", "trasnparency comitment")
		worst, most, sum, at := 0, 0, 0, ""
		for _, q := range queries {
			wire, count, _ := r.weigh(q)
			sum += wire
			most = max(most, count)
			if wire > worst {
				worst, at = wire, q
			}
		}
		t.Logf("%s: %d entries in %d files, %d bytes, the largest %d; %d queries cost %d bytes on average, at most %d (%q, at most %d files)", language, r.manifest.Count, len(files), total, largest, len(queries), sum/len(queries), worst, at, most)
		if worst > queryBudget {
			t.Errorf("%s: %q costs %d bytes, more than %d", language, at, worst, queryBudget)
		}
		found, _ := r.find("TS00065")
		if len(found) == 0 || !strings.HasSuffix(r.show(found[:1])[0].address, "/ts00065/") {
			t.Errorf("%s: TS00065 is not found first", language)
		}
		findsEveryTitle(t, language, x, 293)
	}
}
