// Package feed writes Atom feeds (RFC 4287) and calendars (RFC 5545).
//
// Ids are of the content and never of the address: a feed that moves to
// another host keeps them, and readers do not show everything as new. Times
// are handed in as days; a feed that asked a clock would not be the same
// twice.
//
// It refuses to write a feed without an id, a title or a day, which is our
// mistake and panics, and to know what an entry is about.
package feed

import (
	"bytes"
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"strings"

	"vitrina/generator/date"
)

// Feed is an Atom feed.
type Feed struct {
	// ID is an IRI that never changes; see URN.
	ID string
	// Language is the BCP 47 tag of the texts.
	Language string
	Title    string
	Subtitle string
	// Self is the feed's whole address, "" where the site's is not known: it may
	// not be relative to something that is unknown to a feed reader.
	Self string
	// Page is the address of the page that the feed follows, whole or relative
	// to the feed.
	Page string
	// Others are the feed in other languages.
	Others []Other
	// Updated is the day of the newest entry.
	Updated date.Date
	// Author is who answers for the feed, Rights the licence.
	Author, Rights string
	Entries        []Entry
}

// Other is the same feed in another language.
type Other struct{ Language, Address string }

// Entry is one entry of a feed, newest first in a feed.
type Entry struct {
	ID    string
	Title string
	// Page is the address of the page, whole or relative to the feed.
	Page    string
	Updated date.Date
	// Lines are what the entry says: a paragraph, then a list of the others.
	Lines []string
}

// URN makes an id of parts that name a thing for good, as a UUID of version 5
// (RFC 9562), which needs no host's name.
func URN(parts ...string) string { return "urn:uuid:" + UUID(parts...) }

// UUID makes the identifier of URN without its beginning.
func UUID(parts ...string) string {
	// The namespace for URLs of RFC 9562.
	space := []byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	sum := sha1.Sum(append(space, strings.Join(parts, "\x1f")...))
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// The form of the XML.
type (
	feedXML struct {
		XMLName   xml.Name  `xml:"http://www.w3.org/2005/Atom feed"`
		Language  string    `xml:"xml:lang,attr,omitempty"`
		ID        string    `xml:"id"`
		Title     string    `xml:"title"`
		Subtitle  string    `xml:"subtitle,omitempty"`
		Updated   string    `xml:"updated"`
		Links     []linkXML `xml:"link"`
		Author    personXML `xml:"author"`
		Rights    string    `xml:"rights,omitempty"`
		Generator string    `xml:"generator"`
		Entries   []entryXML
	}
	entryXML struct {
		XMLName xml.Name  `xml:"entry"`
		ID      string    `xml:"id"`
		Title   string    `xml:"title"`
		Updated string    `xml:"updated"`
		Links   []linkXML `xml:"link"`
		Content *textXML  `xml:"content,omitempty"`
	}
	linkXML struct {
		Rel      string `xml:"rel,attr"`
		Type     string `xml:"type,attr,omitempty"`
		Language string `xml:"hreflang,attr,omitempty"`
		Address  string `xml:"href,attr"`
	}
	personXML struct {
		Name string `xml:"name"`
	}
	textXML struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

// Append appends the feed to buf.
func (f *Feed) Append(buf []byte) []byte {
	if f.ID == "" || f.Title == "" || f.Author == "" || f.Updated.Day == 0 {
		panic(fmt.Sprintf("feed: %q lacks an id, a title, an author or a day", f.Title))
	}
	x := feedXML{Language: f.Language, ID: f.ID, Title: f.Title, Subtitle: f.Subtitle, Updated: stamp(f.Updated), Author: personXML{f.Author}, Rights: f.Rights, Generator: "Vitrina"}
	if f.Self != "" {
		x.Links = append(x.Links, linkXML{"self", "application/atom+xml", "", f.Self})
	}
	x.Links = append(x.Links, linkXML{"alternate", "text/html", f.Language, f.Page})
	for _, o := range f.Others {
		x.Links = append(x.Links, linkXML{"alternate", "application/atom+xml", o.Language, o.Address})
	}
	for _, e := range f.Entries {
		if e.ID == "" || e.Title == "" || e.Updated.Day == 0 {
			panic(fmt.Sprintf("feed: an entry of %q lacks an id, a title or a day", f.Title))
		}
		one := entryXML{ID: e.ID, Title: e.Title, Updated: stamp(e.Updated), Links: []linkXML{{"alternate", "text/html", "", e.Page}}}
		if len(e.Lines) > 0 {
			one.Content = &textXML{"html", contentOf(e.Lines)}
		}
		x.Entries = append(x.Entries, one)
	}
	b := bytes.NewBuffer(buf)
	b.WriteString(xml.Header)
	encoder := xml.NewEncoder(b)
	encoder.Indent("", " ")
	if err := encoder.Encode(x); err != nil {
		panic("feed: " + err.Error())
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// contentOf writes lines as HTML.
func contentOf(lines []string) string {
	var b bytes.Buffer
	escape := func(s string) { _ = xml.EscapeText(&b, []byte(s)) }
	b.WriteString("<p>")
	escape(lines[0])
	b.WriteString("</p>")
	if len(lines) > 1 {
		b.WriteString("<ul>")
		for _, l := range lines[1:] {
			b.WriteString("<li>")
			escape(l)
			b.WriteString("</li>")
		}
		b.WriteString("</ul>")
	}
	return b.String()
}

// stamp is the first moment of a day in UTC (RFC 3339).
func stamp(d date.Date) string { return d.String() + "T00:00:00Z" }
