package search_test

import (
	"bytes"
	"io/fs"
	"os"
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

// indexes writes the search index of every language of a site, and returns
// each by language.
func indexes(t testing.TB, sources fs.FS) map[string]map[string][]byte {
	t.Helper()
	tree, found, err := source.Load(layouts.Under(sources), 0)
	if err != nil || found.Errors() > 0 {
		t.Fatalf("loading: %v %v", err, found)
	}
	site := model.Build(tree, model.Options{AsOf: date.Date{Year: 2026, Month: 1, Day: 1}})
	memory := &publish.Memory{}
	if err := render.Index(site, memory, 0); err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string][]byte{}
	for _, address := range memory.Addresses() {
		language, name, ok := strings.Cut(address, "/search/")
		if !ok {
			t.Fatalf("%s is not in a folder of a language", address)
		}
		if out[language] == nil {
			out[language] = map[string][]byte{}
		}
		out[language][name] = bytes.Clone(memory.File(address))
	}
	return out
}

func TestReadersOfTheRealSiteFindWhatTheyLookFor(t *testing.T) {
	all := indexes(t, os.DirFS("../.."))
	for _, c := range []struct{ language, query, first string }{
		{"es", "contratacion", "es/compromisos/co0032/"},
		{"es", "Contratación Pública", "es/compromisos/co0032/"},
		{"es", "co65", "es/compromisos/co0065/"},
		{"es", "CO0065", "es/compromisos/co0065/"},
		{"en", "co 65", "en/commitments/co0065/"},
		{"es", "datos abiertos cali", "es/compromisos/co0077/"},
		{"es", "compromiso sobre datos abiertos en Cali", "es/compromisos/co0077/"},
		{"en", "the commitment on open data in Cali", "en/commitments/co0077/"},
		{"es", "qué pasó con los datos abiertos de cali", "es/compromisos/co0077/"},
		{"en", "what came of the open data in Cali", "en/commitments/co0077/"},
		{"es", "xilófono de cali", ""},
		{"es", "nino", "es/compromisos/co0067/"},
		{"es", "NIÑOS", "es/compromisos/co0067/"},
		{"es", "niñ", "es/compromisos/co-p3-01/"},
		{"es", "mintic", "es/entidades/mintic/"},
		{"en", "open data cali", "en/commitments/co0077/"},
		{"es", "plan 3", "es/planes/iii/"},
		// An entity with one commitment is no more than a way to it.
		{"es", "nariño", "es/compromisos/co0076/"},
		{"en", "Narino", "en/commitments/co0076/"},
		{"es", "gobernación de nariño", "es/compromisos/co0076/"},
		{"es", "ministerio de tecnologías", "es/entidades/mintic/"},
		// Pages that answer a question are found by what they say of themselves.
		{"es", "autoevaluación ogp", "es/cocreacion/requisitos/"},
		{"en", "self-assessment standards", "en/process/self-check/"},
		{"en", "plan iii", "en/plans/iii/"},
		// What stands in a table alone is found on the page of the table.
		{"es", "liberia", "es/miembros/"},
		{"es", "canadá", "es/miembros/"},
		{"es", "madrid", "es/miembros/"},
		{"es", "brasil", "es/miembros/"},
		{"en", "Liberia", "en/members/"},
		{"es", "tunja", "es/territorios/15/"},
		{"es", "medellin antioquia", "es/territorios/05/"},
		{"es", "cartagena", "es/cocreacion/participacion/"},
		{"es", "facebook live", "es/cocreacion/cronograma/"},
		{"en", "cartagena", "en/process/participation/"},
		{"es", "fundación corona", "es/gobernanza/"},
		{"en", "fundacion corona", "en/governance/"},
		{"es", "ods 16", "es/ods/16/"},
		{"en", "sdg 16", "en/goals/16/"},
		// A page that answers comes before commitments that only say the word,
		// and before the tables that it is made of.
		{"es", "estrella", "es/destacados/"},
		{"es", "estrellas", "es/destacados/"},
		{"en", "star", "en/starred/"},
		{"en", "stars", "en/starred/"},
		{"es", "destacados", "es/destacados/"},
		{"es", "cronograma", "es/cocreacion/cronograma/"},
		{"en", "schedule", "en/process/schedule/"},
		{"es", "requisitos", "es/cocreacion/requisitos/"},
		{"es", "miembros", "es/miembros/"},
		{"en", "members", "en/members/"},
	} {
		found, _ := read(t, all[c.language]).find(c.query)
		got := read(t, all[c.language]).show(found[:min(1, len(found))])
		switch {
		case c.first == "" && len(got) > 0:
			t.Errorf("%s %q finds %v", c.language, c.query, got[0])
		case c.first != "" && (len(got) == 0 || got[0].address != c.first):
			t.Errorf("%s %q finds %v first, not %s", c.language, c.query, got, c.first)
		}
	}
	for language, files := range all {
		findsEveryTitle(t, language, files, 1)
	}
}

// findsEveryTitle asks for every word of the title of every entry (of one in
// step), and for all of them together, and expects the entry.
func findsEveryTitle(t *testing.T, language string, files map[string][]byte, step int) {
	t.Helper()
	r := read(t, files)
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
	for language, files := range indexes(t, corpus.FS(10_000, 1)) {
		r := read(t, files)
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
		queries = append(queries, "TS00065 datos", "ts 65", "ts6 data", "compromiso plan", "commitment plan", "compromiso entidad", "de la", "of the")
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
		findsEveryTitle(t, language, files, 293)
	}
}
