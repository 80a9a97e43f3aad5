package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"vitrina/generator/model"
)

// table reads a table's JSON as rows of text, each a row's very bytes.
func (s *realSite) table(t testing.TB, name string) map[string]bool {
	t.Helper()
	var rows []json.RawMessage
	if err := json.Unmarshal(s.File("data/"+name+".json"), &rows); err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, r := range rows {
		out[string(r)] = true
	}
	return out
}

// The twin of a page of an entity, plan or theme holds the commitments that the
// page lists, and nothing but rows of the tables; the page links it, with its
// size, and its CSV says the same.
func TestTwinsHoldWhatTheirPagesShow(t *testing.T) {
	s := wholeSite(t)
	tables := map[string]map[string]bool{}
	of := map[string]string{"entity": "entities", "plan": "plans", "theme": "codes-themes", "commitments": "commitments", "leads": "commitments", "supports": "commitments",
		"ratings": "ratings", "claims": "claims", "reports": "reports", "sources": "sources"}
	for _, name := range of {
		if tables[name] == nil {
			tables[name] = s.table(t, name)
		}
	}
	sections := map[string]string{"entidades": "entities", "planes": "plans", "temas": "themes"}
	// Beside them stand lists, as of the commitments that have no theme.
	has := map[string]bool{}
	for kind, table := range map[string]string{"entities": "entities", "plans": "plans", "themes": "codes-themes"} {
		for _, row := range s.rows(t, table) {
			has[kind+"/"+model.Slug(row["id"]+row["code"])] = true
		}
	}
	seen := map[string]int{}
	for _, p := range s.order {
		parts := strings.Split(p.address, "/")
		if len(parts) != 4 || parts[0] != "es" || sections[parts[1]] == "" {
			continue
		}
		kind := sections[parts[1]]
		if !has[kind+"/"+parts[2]] {
			continue
		}
		base := "data/" + kind + "/" + parts[2]
		links := map[string]string{}
		for _, a := range find(p.root, byClass("file")) {
			address, _, _, err := follow(p.address, attr(a, "href"))
			if err != nil {
				t.Fatal(err)
			}
			links[address] = textOf(a)
		}
		for _, ext := range []string{".csv", ".json"} {
			if !strings.ContainsAny(links[base+ext], "0123456789") {
				t.Errorf("%s links %s%s as %q", p.address, base, ext, links[base+ext])
			}
		}
		var twin map[string]json.RawMessage
		if err := json.Unmarshal(s.File(base+".json"), &twin); err != nil {
			t.Errorf("%s.json: %v", base, err)
			continue
		}
		seen[kind]++
		var listed, held []string
		for _, ul := range find(p.root, byClass("commitments")) {
			for _, id := range find(ul, byClass("id")) {
				listed = append(listed, textOf(id))
			}
		}
		rows := 0
		for name, data := range twin {
			table := tables[of[name]]
			if table == nil {
				continue
			}
			var list []json.RawMessage
			if data[0] != '[' {
				list = append(list, data)
			} else if err := json.Unmarshal(data, &list); err != nil {
				t.Fatal(err)
			}
			for _, row := range list {
				if !table[string(row)] {
					t.Errorf("%s.json: %s has a row that is not of %s: %s", base, name, of[name], row)
				}
				var cells map[string]any
				if err := json.Unmarshal(row, &cells); err != nil {
					t.Fatal(err)
				}
				rows += len(cells)
				if of[name] == "commitments" {
					held = append(held, cells["id"].(string))
				}
			}
		}
		slices.Sort(listed)
		slices.Sort(held)
		if !slices.Equal(listed, held) {
			t.Errorf("%s lists %v, its twin has %v", p.address, listed, held)
		}
		long, err := csv.NewReader(bytes.NewReader(s.File(base + ".csv"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		values := 0
		for _, line := range long[1:] {
			if of[line[0]] != "" {
				values++
			}
		}
		if values != rows {
			t.Errorf("%s has %d cells in CSV and %d in JSON", base, values, rows)
		}
	}
	for _, kind := range []string{"entities", "plans"} {
		if all := len(rowsOf(t, path.Join("datasets", kind, kind+".csv"))); seen[kind] != all {
			t.Errorf("%d of %d %s have a page with a twin", seen[kind], all, kind)
		}
	}
	if seen["themes"] < 20 {
		t.Errorf("pages with a twin: %v", seen)
	}
	for _, address := range s.Addresses() {
		if dir := path.Dir(path.Dir(address)); dir == "data" && path.Ext(address) == ".json" && slices.Contains([]string{"entities", "plans", "themes"}, path.Base(path.Dir(address))) {
			seen["files"]++
		}
	}
	if want := seen["entities"] + seen["plans"] + seen["themes"]; seen["files"] != want {
		t.Errorf("%d twins for %d pages", seen["files"], want)
	}
}
