package render

import (
	"cmp"
	"fmt"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/model"
)

// Citation is how to cite a page, for programs that keep references: BibTeX, and
// CSL-JSON (https://github.com/citation-style-language/schema). A reader's
// sentence stands beside it.
type Citation struct{ BibTeX, CSL string }

// reference is what a citation is of.
type reference struct {
	// name tells the thing from the others of the site; kind is its type in
	// CSL: dataset or webpage.
	name, kind, title string
	// day is the one that the data is of, version that of the edition, if any.
	day     date.Date
	version string
	where   string // address, empty where the site has none
	licence string
}

// citationOfTable cites a dataset. The date is that of the edition that the data
// is of; where it has changed since, the day on which the table last changed.
func (p *page) citationOfTable(t *model.Published, title, where string) Citation {
	c := reference{name: t.Name, kind: "dataset", title: title, day: t.Updated, where: where, licence: t.Schema.Licence.Value}
	if e := p.site.Latest(); e != nil && p.site.Pending == nil {
		c.day, c.version = e.Date, e.Version.String() // of the edition that the version names
	}
	return p.citation(c)
}

// citationOfCommitment cites the page of a commitment, as of the day against
// which its delays are computed. Titles repeat across plans, so the id is in it.
func (p *page) citationOfCommitment(c *model.Commitment, title, where string) Citation {
	of := reference{name: c.Slug, kind: "webpage", title: title + " (" + c.ID.Value + ")", day: p.site.AsOf, where: where, licence: p.site.Site.Licences.Texts.Value}
	if e := p.site.Latest(); e != nil && p.site.Pending == nil {
		of.version = e.Version.String()
	}
	return p.citation(of)
}

func (p *page) citation(c reference) Citation {
	s, w := p.site, p.words
	author := cmp.Or(s.Site.Publisher.Or(w.Code), s.Site.Title.Or(w.Code))
	key := strings.Trim(model.Slug(cmp.Or(s.Site.Name.Value, s.Site.Title.Or(w.Code))), "-") + "-" + c.name

	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", key)
	entry := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-9s = {%s},\n", name, value)
		}
	}
	// The inner braces keep the name of an organization whole.
	fmt.Fprintf(&b, "  %-9s = \"{%s}\",\n", "author", strings.ReplaceAll(texEscapes.Replace(author), `"`, "''"))
	entry("title", texEscapes.Replace(c.title))
	entry("year", fmt.Sprintf("%04d", c.day.Year))
	if c.day.Month > 0 {
		entry("month", fmt.Sprint(c.day.Month))
	}
	entry("howpublished", texEscapes.Replace(s.Site.Title.Or(w.Code)))
	entry("version", c.version)
	entry("url", c.where)
	entry("note", texEscapes.Replace(strings.TrimSpace(c.licence)))
	b.WriteString("}\n")

	item := map[string]any{
		"id": key, "type": c.kind, "title": c.title, "author": []any{map[string]string{"literal": author}},
		"container-title": s.Site.Title.Or(w.Code), "language": w.Locale, "issued": map[string]any{"date-parts": []any{dateParts(c.day)}},
	}
	for name, value := range map[string]string{"version": c.version, "URL": c.where, "license": c.licence} {
		if value != "" {
			item[name] = value
		}
	}
	return Citation{b.String(), indented([]any{item})}
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
