package main

import (
	"bytes"
	"encoding/csv"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/net/html"

	"vitrina/generator/publish"
)

// A third language begins with its words and with no label: whatever stands in
// for one in a sentence, a heading, a table or a drawing says what it is in.
func TestLabelsThatStandInForOthersSayTheirLanguage(t *testing.T) {
	sources := maps.Clone(realSources().(fstest.MapFS))
	edit := func(name, from, to string) *fstest.MapFile {
		data := string(sources[name].Data)
		if !strings.Contains(data, from) {
			t.Fatalf("%s has no %q", name, from)
		}
		return &fstest.MapFile{Data: []byte(strings.Replace(data, from, to, 1))}
	}
	sources["layouts/words/pt.yaml"] = edit("layouts/words/en.yaml", "name: English", "name: Português")
	sources["content/site.yaml"] = edit("content/site.yaml", "languages: [es, en]", "languages: [es, en, pt]")
	labels := map[string]bool{}
	for name, file := range sources {
		if ok, _ := path.Match("datasets/codes/*/*.csv", name); !ok {
			continue
		}
		rows, err := csv.NewReader(bytes.NewReader(file.Data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(rows[0], "label_es")
		for _, row := range rows[1:] {
			if at >= 0 && len(row[at]) > 9 && strings.ContainsAny(row[at], "áéíóúñ¿") {
				labels[row[at]] = true
			}
		}
	}
	memory := &publish.Memory{}
	if found, _, _, err := build(sources, func() (publish.Sink, error) { return memory, nil }, settings{date: benchDate, baseURL: siteBase}); err != nil || found.Errors() > 0 {
		t.Fatal(err, found.Errors())
	}
	marked, lost, twice := 0, map[string]string{}, map[string]string{}
	for _, address := range memory.Addresses() {
		data := memory.File(address)
		if utf8.Valid(data) && bytes.ContainsAny(data, "\uf8f0\uf8f1\uf8f2") || bytes.Contains(data, []byte("%EF%A3%B")) || bytes.Contains(data, []byte(`\uf8f`)) {
			t.Errorf("%s has signs that no reader can read", address)
		}
		if !strings.HasPrefix(address, "pt/") || !strings.HasSuffix(address, ".html") {
			continue
		}
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var walk func(n *html.Node, language string)
		walk = func(n *html.Node, language string) {
			if l := attr(n, "lang"); l != "" {
				if l == language && n.Data == "span" && attr(n.Parent, "lang") == l {
					twice[textOf(n)] = address
				}
				language = l
			}
			switch {
			case n.Type == html.ElementNode && (slices.Contains([]string{"title", "desc", "script", "code", "option"}, n.Data) || byClass("sheet")(n)):
				return // no place for a mark, or for paper only
			case byClass("history")(n) || byClass("index")(n) || byClass("ways")(n):
				return // told, or found, in one piece by packages that know no pages
			case n.Type == html.TextNode:
				for label := range labels {
					switch {
					case !strings.Contains(n.Data, label):
					case language == "es":
						marked++
					default:
						lost[label] = address + ": " + strings.TrimSpace(n.Data)
					}
				}
			}
			for c := range n.ChildNodes() {
				walk(c, language)
			}
		}
		walk(root, "")
	}
	for _, label := range slices.Sorted(maps.Keys(lost)) {
		t.Errorf("%q is not said to be in Spanish: %s", label, lost[label])
	}
	for _, text := range slices.Sorted(maps.Keys(twice)) {
		t.Errorf("%q is said twice to be in one language: %s", text, twice[text])
	}
	t.Logf("%d labels say that they are in Spanish", marked)
	if marked < 1000 {
		t.Errorf("only %d labels say that they are in Spanish", marked)
	}
}
