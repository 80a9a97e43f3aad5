package render

import (
	"cmp"
	"fmt"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/model"
)

// citationFor writes the citation of a dataset for programs that keep references:
// BibTeX, and CSL-JSON (https://github.com/citation-style-language/schema). The
// date is that of the edition that the data is of; where it has changed since,
// the day on which the table last changed.
func (p *page) citationFor(t *model.Published, title, where string) (bibTeX, csl string) {
	s, w := p.site, p.words
	author := cmp.Or(s.Site.Publisher.Or(w.Code), s.Site.Title.Or(w.Code))
	day, version := t.Updated, ""
	if e := s.Latest(); e != nil && s.Pending == nil {
		day, version = e.Date, e.Version.String() // of the edition that the version names
	}
	key := strings.Trim(model.Slug(cmp.Or(s.Site.Name.Value, s.Site.Title.Or(w.Code))), "-") + "-" + t.Name

	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", key)
	entry := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-9s = {%s},\n", name, value)
		}
	}
	// The inner braces keep the name of an organization whole.
	fmt.Fprintf(&b, "  %-9s = \"{%s}\",\n", "author", strings.ReplaceAll(texEscapes.Replace(author), `"`, "''"))
	entry("title", texEscapes.Replace(title))
	entry("year", fmt.Sprintf("%04d", day.Year))
	if day.Month > 0 {
		entry("month", fmt.Sprint(day.Month))
	}
	entry("howpublished", texEscapes.Replace(s.Site.Title.Or(w.Code)))
	entry("version", version)
	entry("url", where)
	entry("note", texEscapes.Replace(strings.TrimSpace(t.Schema.Licence.Value)))
	b.WriteString("}\n")

	item := map[string]any{
		"id": key, "type": "dataset", "title": title, "author": []any{map[string]string{"literal": author}},
		"container-title": s.Site.Title.Or(w.Code), "language": w.Locale, "issued": map[string]any{"date-parts": []any{dateParts(day)}},
	}
	for name, value := range map[string]string{"version": version, "URL": where, "license": t.Schema.Licence.Value} {
		if value != "" {
			item[name] = value
		}
	}
	return b.String(), indented([]any{item})
}

func dateParts(d date.Date) []int {
	parts := []int{d.Year}
	if d.Month > 0 {
		parts = append(parts, d.Month)
		if d.Day > 0 {
			parts = append(parts, d.Day)
		}
	}
	return parts
}

// texEscapes keeps TeX from reading a text as commands.
var texEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)
