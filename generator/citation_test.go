package main

import (
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Every commitment and every dataset can be cited by programs: what BibTeX and
// CSL-JSON say is what the page says of itself.
func TestEveryCommitmentAndDatasetIsCitedForPrograms(t *testing.T) {
	s := wholeSite(t)
	keys := map[string]string{} // of a language
	seen := map[string]int{}
	for _, p := range s.order {
		kind := "dataset"
		if s.isCommitment(p) {
			kind = "webpage"
		}
		codes := map[string]string{}
		for _, d := range find(p.root, byName("details")) {
			for _, c := range find(d, byName("code")) {
				if name := textOf(find(d, byName("summary"))[0]); name == "BibTeX" || name == "CSL-JSON" {
					codes[name] = rawText(c)
				}
			}
		}
		if len(codes) == 0 && kind == "dataset" {
			continue
		}
		seen[p.language+" "+kind]++
		var items []struct {
			ID, Type, Title, URL string
			Issued               struct {
				DateParts [][]int `json:"date-parts"`
			}
		}
		if err := json.Unmarshal([]byte(codes["CSL-JSON"]), &items); err != nil || len(items) != 1 {
			t.Errorf("%s: CSL-JSON has %d items: %v", p.address, len(items), err)
			continue
		}
		item, heading := items[0], textOf(find(p.root, byName("h1"))[0])
		want := siteBase + strings.TrimSuffix(p.address, "index.html")
		if item.Type != kind || item.URL != want {
			t.Errorf("%s is cited as a %s at %s", p.address, item.Type, item.URL)
		}
		// The title of a commitment has its id too, for titles repeat; the
		// heading of a code list says first that it is one.
		title := strings.Join(strings.Fields(item.Title), " ")
		sentence := strings.Join(strings.Fields(textOf(find(p.root, byClass("cite"))[0])), " ")
		rest, ok := strings.CutPrefix(title, heading)
		if kind == "webpage" && (!ok || !strings.HasPrefix(rest, " (CO") || !strings.Contains(sentence, rest+".")) || kind == "dataset" && !strings.HasSuffix(heading, title) {
			t.Errorf("%s is headed %q and cited as %q", p.address, heading, item.Title)
		}
		if len(item.Issued.DateParts) != 1 || len(item.Issued.DateParts[0]) != 3 || item.Issued.DateParts[0][0] < 2026 {
			t.Errorf("%s is cited with the date %v", p.address, item.Issued.DateParts)
		}
		if other := keys[p.language+item.ID]; other != "" {
			t.Errorf("%s and %s are both %s", p.address, other, item.ID)
		}
		keys[p.language+item.ID] = p.address
		b := codes["BibTeX"]
		if !strings.HasPrefix(b, "@misc{"+item.ID+",\n") || !strings.Contains(b, "= {"+want+"},\n") || strings.Count(b, "{") != strings.Count(b, "}") {
			t.Errorf("%s has the BibTeX\n%s", p.address, b)
		}
	}
	for _, language := range []string{"es", "en"} {
		if seen[language+" webpage"] < 50 || seen[language+" dataset"] < 20 {
			t.Errorf("citations in %s: %v", language, seen)
		}
	}
}

// rawText is the text of an element with its line ends.
func rawText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
