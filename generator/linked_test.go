package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What the page of a dataset says to search engines is what it says to people,
// and what the files are.
func TestLinkedDataSaysWhatThePageSays(t *testing.T) {
	s := wholeSite(t)
	var index struct {
		Tables []struct{ Name, Licence, Updated string }
	}
	if err := json.Unmarshal(s.File("data/index.json"), &index); err != nil {
		t.Fatal(err)
	}
	updated := map[string]string{}
	for _, table := range index.Tables {
		updated[table.Name] = table.Updated
	}
	datasets, files, listed := 0, 0, 0
	for _, p := range s.order {
		for _, n := range find(p.root, func(n *html.Node) bool { return isElement(n, "script") && attr(n, "type") == "application/ld+json" }) {
			var d struct {
				Type         string `json:"@type"`
				Name         string
				Description  string
				Identifier   string
				Dataset      []struct{ Name, Description string }
				DateModified string
				License      string
				Publisher    struct{ Name string }
				Distribution []struct{ ContentURL, ContentSize, SHA256 string }
			}
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &d); err != nil {
				t.Errorf("%s: %v", p.address, err)
				continue
			}
			shown := strings.Join(strings.Fields(textOf(p.root)), " ")
			if d.Type == "DataCatalog" {
				for _, part := range d.Dataset {
					for _, said := range []string{part.Name, part.Description} {
						listed++
						if !strings.Contains(shown, strings.Join(strings.Fields(said), " ")) {
							t.Errorf("%s lists %q to search engines only", p.address, said)
						}
					}
				}
			}
			if d.Type != "Dataset" {
				continue
			}
			datasets++
			days := find(p.root, func(n *html.Node) bool { return isElement(n, "time") && attr(n, "datetime") == d.DateModified })
			if d.DateModified == "" || d.DateModified != updated[d.Identifier] || len(days) == 0 {
				t.Errorf("%s was updated on %q, and on %q by the index", p.address, d.DateModified, updated[d.Identifier])
			}
			if len(find(p.root, func(n *html.Node) bool { return isElement(n, "a") && attr(n, "href") == d.License })) == 0 {
				t.Errorf("%s does not show the licence %q", p.address, d.License)
			}
			for _, said := range []string{d.Name, d.Description, d.Publisher.Name} {
				if said == "" || !strings.Contains(shown, strings.Join(strings.Fields(said), " ")) {
					t.Errorf("%s says %q to search engines only", p.address, said)
				}
			}
			for _, f := range d.Distribution {
				files++
				address := strings.TrimPrefix(f.ContentURL, siteBase)
				data := s.File(address)
				if !strings.Contains(shown, strings.TrimPrefix(address, "data/")+" "+f.ContentSize) {
					t.Errorf("%s does not show %s with its size, %s", p.address, address, f.ContentSize)
				}
				sum := sha256.Sum256(data)
				if data == nil || hex.EncodeToString(sum[:]) != f.SHA256 {
					t.Errorf("%s: %s is not the file that it names", p.address, f.ContentURL)
				}
			}
		}
	}
	if datasets == 0 || files == 0 || listed == 0 {
		t.Errorf("%d datasets, %d files and %d texts of the catalogue are described", datasets, files, listed)
	}
}
