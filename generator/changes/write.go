package changes

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"
)

// Formats are the forms that Write knows.
var Formats = []string{"text", "markdown", "html", "json"}

// Write writes a difference in one of Formats. Text, Markdown and HTML are for
// people and in the teller's language; JSON has every cell and the same names
// in every language.
func Write(w io.Writer, d *Difference, format string, t *Teller) error {
	var b bytes.Buffer
	switch format {
	case "json":
		writeJSON(&b, d)
	case "markdown":
		writeMarkdown(&b, t, t.Report(d))
	case "html":
		writeHTML(&b, t, t.Report(d))
	default:
		writeText(&b, t, t.Report(d))
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("printing what changed: %w", err)
	}
	return nil
}

func writeText(b *bytes.Buffer, t *Teller, r Report) {
	line := func(indent int, text string) {
		fmt.Fprintf(b, "%s%s\n", strings.Repeat("  ", indent), plain(text))
	}
	line(0, r.Title)
	line(0, r.Summary)
	for _, part := range r.first(t) {
		line(0, "")
		line(0, part.title)
		for _, s := range part.lines {
			line(1, s)
		}
	}
	for _, table := range r.Tables {
		line(0, "")
		line(0, table.heading())
		for _, c := range table.Columns {
			line(1, c)
		}
		for _, row := range table.Rows {
			line(1, row.Sign+" "+row.Key)
			for _, f := range row.Fields {
				line(3, f.Sentence(t))
			}
		}
	}
}

func (t *Teller) sign(sign string) string {
	switch sign {
	case "+":
		return t.Word("change.added")
	case "-":
		return t.Word("change.removed")
	}
	return t.Word("change.changed")
}

// part is a list with a heading.
type part struct {
	title string
	lines []string
}

// first are the lists that stand before the tables.
func (r Report) first(t *Teller) []part {
	var out []part
	if len(r.Breaking) > 0 {
		out = append(out, part{t.Word("change.breaking"), r.Breaking})
	}
	if len(r.Moved) > 0 {
		out = append(out, part{t.Word("change.moved"), r.Moved})
	}
	return out
}

func (t TableReport) heading() string {
	h := t.Title + " (" + t.Name + ")"
	if t.Title == t.Name {
		h = t.Name
	}
	if t.Counts != "" {
		h += ": " + t.Counts
	}
	return h
}

var markdownMarks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "@", `\@`, "&", `\&`)

func writeMarkdown(b *bytes.Buffer, t *Teller, r Report) {
	m := func(s string) string { return markdownMarks.Replace(plain(s)) }
	fmt.Fprintf(b, "## %s\n\n%s\n", m(r.Title), m(r.Summary))
	for _, part := range r.first(t) {
		fmt.Fprintf(b, "\n### %s\n\n", m(part.title))
		for _, s := range part.lines {
			fmt.Fprintf(b, "- %s\n", m(s))
		}
	}
	for _, table := range r.Tables {
		fmt.Fprintf(b, "\n### %s\n\n", m(table.heading()))
		for _, c := range table.Columns {
			fmt.Fprintf(b, "- %s\n", m(c))
		}
		for _, row := range table.Rows {
			fmt.Fprintf(b, "- %s **%s**\n", m(t.sign(row.Sign)), m(row.Key))
			for _, f := range row.Fields {
				fmt.Fprintf(b, "  - %s\n", m(f.Sentence(t)))
			}
		}
	}
}

func writeHTML(b *bytes.Buffer, t *Teller, r Report) {
	h := func(s string) string { return html.EscapeString(plain(s)) }
	fmt.Fprintf(b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n<title>%s</title>\n<h1>%s</h1>\n<p>%s</p>\n", h(t.Locale), h(r.Title), h(r.Title), h(r.Summary))
	for _, part := range r.first(t) {
		fmt.Fprintf(b, "<h2>%s</h2>\n<ul>\n", h(part.title))
		for _, s := range part.lines {
			fmt.Fprintf(b, "<li>%s</li>\n", h(s))
		}
		b.WriteString("</ul>\n")
	}
	for _, table := range r.Tables {
		fmt.Fprintf(b, "<h2>%s</h2>\n<ul>\n", h(table.heading()))
		for _, c := range table.Columns {
			fmt.Fprintf(b, "<li>%s</li>\n", h(c))
		}
		for _, row := range table.Rows {
			fmt.Fprintf(b, "<li>%s <strong>%s</strong>", h(t.sign(row.Sign)), h(row.Key))
			if len(row.Fields) > 0 {
				b.WriteString("<ul>")
				for _, f := range row.Fields {
					fmt.Fprintf(b, "<li>%s: <del>%s</del> <ins>%s</ins>", h(f.Title), h(f.Before), h(f.After))
					if f.Note != "" {
						fmt.Fprintf(b, " (%s)", h(f.Note))
					}
					b.WriteString("</li>")
				}
				b.WriteString("</ul>")
			}
			b.WriteString("</li>\n")
		}
		b.WriteString("</ul>\n")
	}
	b.WriteString("</html>\n")
}

// The form of the JSON.
type (
	differenceJSON struct {
		Old    editionJSON `json:"old"`
		New    editionJSON `json:"new"`
		Level  string      `json:"level"`
		Least  string      `json:"least_version,omitempty"`
		Tables []tableJSON `json:"tables"`
	}
	editionJSON struct {
		Version *string `json:"version"`
		Date    *string `json:"date"`
	}
	tableJSON struct {
		Name    string       `json:"name"`
		Level   string       `json:"level"`
		Key     []string     `json:"key"`
		Columns []columnJSON `json:"columns"`
		Rows    []rowJSON    `json:"rows"`
	}
	columnJSON struct {
		Change   string `json:"change"`
		Column   string `json:"column,omitempty"`
		Breaking bool   `json:"breaking"`
		Before   string `json:"before"`
		After    string `json:"after"`
	}
	rowJSON struct {
		Change string      `json:"change"`
		Key    []string    `json:"key"`
		Fields []fieldJSON `json:"fields"`
	}
	fieldJSON struct {
		Column string `json:"column"`
		Before string `json:"before"`
		After  string `json:"after"`
		// Days is by how many days a deadline moved, null where it cannot be told.
		Days *int `json:"days,omitempty"`
	}
)

func writeJSON(b *bytes.Buffer, d *Difference) {
	named := func(e *Edition) editionJSON {
		if e.Version.IsZero() {
			return editionJSON{}
		}
		v, on := e.Version.String(), e.Date.String()
		return editionJSON{&v, &on}
	}
	out := differenceJSON{Old: named(d.Old), New: named(d.New), Level: d.Level().String(), Tables: []tableJSON{}}
	if !d.Old.Version.IsZero() && d.New.Version.IsZero() && d.Level() > None {
		out.Least = d.Old.Version.Least(d.Level()).String()
	}
	for _, t := range d.Tables {
		one := tableJSON{Name: t.Name, Level: t.Level().String(), Key: t.Shape().Schema.Key.Values(), Columns: []columnJSON{}, Rows: []rowJSON{}}
		if one.Key == nil {
			one.Key = []string{}
		}
		for _, c := range t.Columns {
			one.Columns = append(one.Columns, columnJSON{string(c.Kind), c.Column, c.Kind.Level() == Major, c.Before, c.After})
		}
		for _, r := range t.Rows {
			row := rowJSON{Change: "changed", Key: r.Key, Fields: []fieldJSON{}}
			switch {
			case r.Before == nil:
				row.Change = "added"
			case r.After == nil:
				row.Change = "removed"
			}
			for _, f := range r.Fields {
				field := fieldJSON{Column: f.Column, Before: f.Before, After: f.After}
				if days, known := Days(f.Before, f.After); known && ClassOf(t.Name, f.Column) == Deadline {
					field.Days = &days
				}
				row.Fields = append(row.Fields, field)
			}
			one.Rows = append(one.Rows, row)
		}
		out.Tables = append(out.Tables, one)
	}
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(out); err != nil {
		panic("changes: writing JSON: " + err.Error())
	}
}
