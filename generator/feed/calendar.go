package feed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"vitrina/generator/date"
)

// Calendar is an iCalendar object with whole-day events.
type Calendar struct {
	// Name is what programs call the calendar, Language the tag of its texts.
	Name, Language string
	// Stamp is the day at which the events were known to be so.
	Stamp  date.Date
	Events []Event
}

// Event is one event, of one day or of all the days that its dates may mean.
type Event struct {
	// UID names the event for good.
	UID string
	// Start and End are its first and last day. A date that stops at the month or
	// the year stands for all of its days; the Summary should say so.
	Start, End date.Date
	Summary    string
	// Details may have several lines.
	Details string
	Place   string
	// Page is a whole address, "" where the site's is not known.
	Page string
	// Kind is a category.
	Kind string
}

// Append appends the calendar to buf, the events by day and UID.
func (c *Calendar) Append(buf []byte) []byte {
	line := func(text string) { buf = appendFolded(buf, text) }
	line("BEGIN:VCALENDAR")
	line("VERSION:2.0")
	line("PRODID:-//Vitrina//Vitrina//" + strings.ToUpper(cmp.Or(c.Language, "en")))
	line("CALSCALE:GREGORIAN")
	line("METHOD:PUBLISH")
	line("NAME:" + escapeText(c.Name))
	line("X-WR-CALNAME:" + escapeText(c.Name))
	events := slices.Clone(c.Events)
	slices.SortFunc(events, func(a, b Event) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.UID, b.UID)) })
	for _, e := range events {
		last := e.End
		if last.IsZero() {
			last = e.Start
		}
		if e.UID == "" || e.Start.IsZero() || last.Last().Compare(e.Start.First()) < 0 {
			panic(fmt.Sprintf("feed: the event %q lacks a UID or a day, or ends before it begins", e.Summary))
		}
		line("BEGIN:VEVENT")
		line("UID:" + escapeText(e.UID))
		line("DTSTAMP:" + compact(c.Stamp) + "T000000Z")
		line("DTSTART;VALUE=DATE:" + compact(e.Start.First()))
		line("DTEND;VALUE=DATE:" + compact(after(last.Last()))) // the day after the last (RFC 5545, 3.6.1)
		line("SUMMARY:" + escapeText(e.Summary))
		if e.Details != "" {
			line("DESCRIPTION:" + escapeText(e.Details))
		}
		if e.Place != "" {
			line("LOCATION:" + escapeText(e.Place))
		}
		if e.Page != "" {
			line("URL:" + e.Page)
		}
		if e.Kind != "" {
			line("CATEGORIES:" + escapeText(e.Kind))
		}
		line("TRANSP:TRANSPARENT")
		line("END:VEVENT")
	}
	line("END:VCALENDAR")
	return buf
}

func compact(d date.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

func after(d date.Date) date.Date {
	return date.Of(time.Date(d.Year, time.Month(d.Month), d.Day+1, 0, 0, 0, 0, time.UTC))
}

var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// escapeText writes a text value (RFC 5545, 3.3.11).
func escapeText(s string) string { return textEscapes.Replace(s) }

// maxOctets is how long a line of a calendar may be, without its end.
const maxOctets = 75

// appendFolded appends a content line, broken where it is too long and never
// inside a character.
func appendFolded(buf []byte, text string) []byte {
	room := maxOctets
	for len(text) > room {
		at := room
		for at > 0 && !utf8.RuneStart(text[at]) {
			at--
		}
		buf = append(append(buf, text[:at]...), "\r\n "...)
		text, room = text[at:], maxOctets-1 // the blank counts
	}
	return append(append(buf, text...), "\r\n"...)
}
