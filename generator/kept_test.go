package main

import (
	"bytes"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vitrina/generator/corpus"
	"vitrina/generator/date"
	"vitrina/generator/download"
	"vitrina/layouts"
)

// What a preview keeps from one save to the next must not outlive what it was
// made of, whatever was saved.
func TestABuildThatKeepsFilesIsTheBuildOfItsSources(t *testing.T) {
	sources := corpus.FS(12, 1).(fstest.MapFS)
	set := settings{date: benchDate, baseURL: siteBase}
	kept := &download.Cache{}
	replace := func(file, old, with string) func() {
		return func() {
			data, err := fs.ReadFile(layouts.Under(sources), file)
			if err != nil || !bytes.Contains(data, []byte(old)) {
				t.Fatalf("%s has no %q to replace (%v)", file, old, err)
			}
			sources[file] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(data), old, with)), Mode: 0o644}
		}
	}
	for _, save := range []struct {
		name   string
		change func()
	}{
		{"the first", func() {}},
		{"nothing", func() {}},
		{"a cell", replace("datasets/milestones/milestones.csv", "TS00001,1,", "TS00001,1,Otra: ")},
		{"a name that other tables show", replace("datasets/entities/entities.csv", "Entidad de prueba 1,Test entity 1,", "Entidad nueva,New entity,")},
		{"the label of a code", replace("datasets/codes/branches/branches.csv", "Código executive", "El Ejecutivo")},
		{"the title of a table", replace("datasets/entities/schema.yaml", "entities (prueba)", "entidades")},
		{"the type of a column", replace("datasets/exercises/schema.yaml", "type: number", "type: text")},
		{"a word", replace("layouts/words/es.yaml", "\n  data.title: ", "\n  data.title: Otros ")},
		{"a word of the workbooks", replace("layouts/words/en.yaml", "\n  workbook.form: \"", "\n  workbook.form: \"Now ")},
		{"the title of the site", replace("content/site.yaml", "Compromisos de prueba", "Compromisos")},
		{"the licence of the data", replace("datasets/milestones/schema.yaml", "licence: CC-BY-4.0", "licence: CC0-1.0")},
		{"a text", replace("content/es/commitments/TS00003.md", "\n---\n", "\n---\n\nOtra frase.\n")},
		{"the address", func() { set.baseURL = "https://example.com/" }},
		{"the date", func() { set.date = date.Date{Year: 2026, Month: 2, Day: 3} }},
	} {
		save.change()
		sameKept(t, save.name, sources, set, kept)
	}
}

// A site without tables has files of the whole site too.
func TestABuildThatKeepsFilesKnowsItsSettingsWithoutTables(t *testing.T) {
	sources := corpus.FS(12, 1).(fstest.MapFS)
	for name, file := range sources {
		switch {
		case strings.HasPrefix(name, "datasets/"), strings.Contains(name, "/commitments/"):
			delete(sources, name)
		case strings.HasSuffix(name, ".md"):
			file.Data = regexp.MustCompile(`(?m)^sources: .*\n`).ReplaceAll(file.Data, nil)
		}
	}
	kept := &download.Cache{}
	set := settings{date: benchDate, baseURL: siteBase}
	sameKept(t, "the first", sources, set, kept)
	site := string(sources["content/site.yaml"].Data)
	changed := strings.ReplaceAll(site, "Compromisos de prueba", "Compromisos")
	if changed == site {
		t.Fatal("the site has another title")
	}
	sources["content/site.yaml"] = &fstest.MapFile{Data: []byte(changed), Mode: 0o644}
	sameKept(t, "the title of the site", sources, set, kept)
	set.date = date.Date{Year: 2026, Month: 2, Day: 3}
	sameKept(t, "the date", sources, set, kept)
}

// sameKept builds with what is kept and without, and compares every file.
func sameKept(t *testing.T, after string, sources fs.FS, set settings, kept *download.Cache) {
	t.Helper()
	want, err := buildMemory(sources, set)
	if err != nil {
		t.Fatalf("%s: %v", after, err)
	}
	set.kept = kept
	got, err := buildMemory(sources, set)
	if err != nil {
		t.Fatalf("%s: %v", after, err)
	}
	if !slices.Equal(got.Addresses(), want.Addresses()) {
		t.Errorf("after %s: other addresses", after)
	}
	for _, address := range want.Addresses() {
		if !bytes.Equal(got.File(address), want.File(address)) {
			t.Errorf("after %s: %s is not that of the sources", after, address)
		}
	}
}
