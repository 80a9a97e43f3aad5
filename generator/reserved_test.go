package main

import (
	"slices"
	"strings"
	"testing"

	"vitrina/generator/check"
	"vitrina/generator/source"
)

// Every address that the program makes by itself is one that the checks keep
// free: a page or a dataset of the same name would be a finding.
func TestAddressesOfTheProgramAreReserved(t *testing.T) {
	s := wholeSite(t)
	tree, _, err := source.Load(realSources(), 0)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, l := range tree.Languages {
		add := func(name string) {
			first, _, _ := strings.Cut(name, "/")
			known[l.Code+"/"+l.Section(first)] = true
		}
		for _, name := range check.Sections {
			add(name)
		}
		for _, p := range tree.Pages {
			add(p.Name)
		}
		known[l.Code+"/search"] = true // the index of the search
	}
	pages := 0
	for _, address := range s.Addresses() {
		parts := strings.Split(address, "/")
		if len(parts) < 3 || !strings.HasSuffix(address, "/index.html") {
			continue
		}
		if pages++; !known[parts[0]+"/"+parts[1]] {
			t.Errorf("%s is of no page and not among check.Sections", address)
		}
	}
	tables := map[string]bool{"SHA256SUMS": true}
	for _, d := range tree.Datasets {
		tables[strings.ReplaceAll(d.Name, "/", "-")] = true
	}
	files := 0
	for _, address := range s.Addresses() {
		name, ok := strings.CutPrefix(address, "data/")
		if !ok || strings.Contains(name, "/") {
			continue // no dataset has a file in a folder there that is not named as it
		}
		name, _, _ = strings.Cut(name, ".")
		if files++; !tables[name] && !slices.Contains(check.Downloads, name) {
			t.Errorf("%s is of no dataset and not among check.Downloads", address)
		}
	}
	if pages < 1000 || files < 500 {
		t.Errorf("%d pages, %d files", pages, files)
	}
}
