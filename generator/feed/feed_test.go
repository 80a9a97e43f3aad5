package feed

import (
	"encoding/xml"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"vitrina/generator/date"
)

func day(t *testing.T, text string) date.Date {
	t.Helper()
	d, ok := date.Parse(text)
	if !ok {
		t.Fatalf("%q is no date", text)
	}
	return d
}

func TestAFeedSaysWhatItWasGiven(t *testing.T) {
	f := Feed{ID: URN("a"), Language: "es-CO", Title: `Plazos <b>&"`, Self: "https://example.org/x.xml", Page: "index.html", Updated: day(t, "2026-11-25"), Author: "Prensa", Rights: "CC BY 4.0",
		Others:  []Other{{"en", "../en/x.xml"}},
		Entries: []Entry{{ID: URN("a", "1.0.0"), Title: "Edición 1.0.0", Page: "index.html", Updated: day(t, "2026-11-25"), Lines: []string{"Uno & dos", "<i>tres</i>"}}}}
	var read struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Author  string `xml:"author>name"`
		Entries []struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(f.Append(nil), &read); err != nil {
		t.Fatal(err)
	}
	if read.Lang != "es-CO" || read.Title != f.Title || read.ID != f.ID || read.Updated != "2026-11-25T00:00:00Z" || read.Author != "Prensa" {
		t.Errorf("%+v", read)
	}
	if len(read.Links) != 3 || read.Links[0].Rel != "self" || read.Links[0].Href != f.Self {
		t.Errorf("links: %+v", read.Links)
	}
	if e := read.Entries; len(e) != 1 || e[0].ID == f.ID || e[0].Content != "<p>Uno &amp; dos</p><ul><li>&lt;i&gt;tres&lt;/i&gt;</li></ul>" {
		t.Errorf("entries: %+v", e)
	}
}

// An id belongs to what it names for good.
func TestIDsAreStableAndDiffer(t *testing.T) {
	if got := URN("vitrina", "Colombia", "site"); got != "urn:uuid:"+UUID("vitrina", "Colombia", "site") || len(got) != 45 || got[23] != '5' {
		t.Errorf("not a UUID of version 5: %s", got)
	}
	if URN("a", "bc") == URN("ab", "c") {
		t.Error("parts run into one another")
	}
}

func TestAFeedWithoutADayIsRefused(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a feed without a day is written")
		}
	}()
	(&Feed{ID: URN("a"), Title: "x", Author: "y", Updated: day(t, "2026-11")}).Append(nil)
}

func TestACalendar(t *testing.T) {
	c := Calendar{Name: "Plazos; y más", Language: "es-CO", Stamp: day(t, "2026-11-25"), Events: []Event{
		{UID: "b", Start: day(t, "2019-12-31"), Summary: "Fin de año, todo un día", Details: `una\dos` + "\ntres"},
		{UID: "a", Start: day(t, "2019-02"), End: day(t, "2019-02"), Summary: "Un mes"},
		{UID: "c", Start: day(t, "2019-12-31"), End: day(t, "2020"), Summary: "Hasta algún día de 2020"},
	}}
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Vitrina//Vitrina//ES-CO
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Plazos\; y más
X-WR-CALNAME:Plazos\; y más
BEGIN:VEVENT
UID:a
DTSTAMP:20261125T000000Z
DTSTART;VALUE=DATE:20190201
DTEND;VALUE=DATE:20190301
SUMMARY:Un mes
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTAMP:20261125T000000Z
DTSTART;VALUE=DATE:20191231
DTEND;VALUE=DATE:20200101
SUMMARY:Fin de año\, todo un día
DESCRIPTION:una\\dos\ntres
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:c
DTSTAMP:20261125T000000Z
DTSTART;VALUE=DATE:20191231
DTEND;VALUE=DATE:20210101
SUMMARY:Hasta algún día de 2020
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	if got := string(c.Append(nil)); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// Lines have at most 75 octets, none is broken inside a character, and put
// together again they say the same.
func TestFoldingLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		var b strings.Builder
		for range r.IntN(200) {
			b.WriteRune([]rune("aá€😀 ,")[r.IntN(6)])
		}
		folded := string(appendFolded(nil, b.String()))
		for line := range strings.SplitSeq(strings.TrimSuffix(folded, "\r\n"), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) {
				t.Fatalf("a line of %d octets: %q", len(line), line)
			}
		}
		if got := strings.TrimSuffix(strings.ReplaceAll(folded, "\r\n ", ""), "\r\n"); got != b.String() {
			t.Fatalf("got %q, want %q", got, b.String())
		}
	}
}
