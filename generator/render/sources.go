package render

import (
	"cmp"

	"vitrina/generator/model"
)

func (p *page) sources() SourcesPage {
	w := p.words
	all := p.site.Sources()
	frame, _ := p.headed("sources", w.Word("sources.title"), w.Word("sources.description"), "")
	v := SourcesPage{Frame: frame, Lines: p.sourceLines(all), Count: w.Count("count.sources", len(all))}
	for i, s := range all {
		v.Lines[i].Page = p.at(p.site.Address("sources", model.Slug(s.ID)))
		for _, c := range p.citations[s.ID] {
			v.Lines[i].Supports = append(v.Lines[i].Supports, Link{Text: p.tableTitle(c.Table), Address: p.at(c.Table.URL), Count: w.Integer(len(c.Places)), Rows: p.at(p.site.Address("sources", model.Slug(s.ID))) + "#" + c.Table.Name})
		}
	}
	return v
}

// sourceRows is how many rows the page of a source lists one by one; of a
// table with more it leads to all.
const sourceRows = 250

// source is a source with the rows that rest on it, table by table.
func (p *page) source(s *model.Source) Overview {
	w := p.words
	name := p.sourceName(s)
	v := p.begin("sources/"+s.ID, name.Text, w.Fill("source.description", "id", s.ID, "title", name.Text), "datasets/sources/sources.csv", Link{Text: w.Word("menu.sources"), Address: p.at(p.site.Address("sources"))})
	v.Intro = p.sentence("source.intro")
	v.titledIn(name.Language)
	v.Heading = name.Text + " (" + s.ID + ") · " + v.SiteTitle
	about := OverviewSection{ID: "source", Title: w.Word("table.source"), Links: []Link{p.sourceLink(s)}, Rows: []Link{{Text: w.Word("source.entry"), Address: p.entry(s)}}}
	if n := p.from(p.say(s.Note), p.rowLink("sources", s.ID)); n.Text != "" {
		about.Explain = []Words{n}
	}
	if len(p.citations[s.ID]) == 0 {
		about.Explain = append(about.Explain, p.plain(w.Word("source.supports-none"))...)
	}
	v.Sections = append(v.Sections, about)
	for _, c := range p.citations[s.ID] {
		section := OverviewSection{ID: c.Table.Name, Title: p.tableTitle(c.Table), Count: w.Count("count.rows", len(c.Places)), Rows: p.rows(c.Table.Name)}
		if len(c.Places) > sourceRows {
			section.Count = ""
			section.Links = []Link{{Text: w.Fill("source.all-rows", "rows", w.Count("count.rows", len(c.Places))), Address: p.rowURL(c.Table, c.Places[0])}}
		} else {
			for _, at := range c.Places {
				section.Links = append(section.Links, Link{Text: c.Table.RowName(c.Table.Rows[at]), Address: p.rowURL(c.Table, at)})
			}
		}
		v.Sections = append(v.Sections, section)
	}
	return v.end()
}

func (p *page) sourceLines(sources []*model.Source) []SourceLine {
	out := make([]SourceLine, 0, len(sources))
	for _, s := range sources {
		name := p.sourceName(s)
		out = append(out, SourceLine{ID: model.Slug(s.ID), Title: name.Text, Publisher: p.named(s.Publisher), Address: s.URL, Date: p.moment(s.Date), Language: name.Language, In: name.In, Entry: p.entry(s), Note: p.say(s.Note)})
	}
	return out
}

// sourceName is what a page calls a source: its name in the page's language
// where the title only describes it, else the title, with its language.
func (p *page) sourceName(s *model.Source) Link {
	if name := nameIn(s, p.i); name != "" {
		return Link{Text: name}
	}
	return p.titleOf(s.Title, s.TitleLanguage, s.Language)
}

// titleOf is the title of a document with what it is in: the document too, or
// only the title, where it is not in that language or not in that alone.
func (p *page) titleOf(title, language string, document ...string) Link {
	l := Link{Text: title, Language: p.foreign(language)}
	if l.Language == "" {
		return l
	}
	word := "title.in"
	if len(document) == 1 && document[0] == language {
		word = "document.in"
	}
	l.In = p.words.Fill(word, "language", p.site.LanguageName(language, p.i))
	return l
}

// nameIn is the name of a source in a language; empty where it has none of its
// own there.
func nameIn(s *model.Source, i int) string {
	if name := s.Name.In(i); name.Language == "" {
		return name.Text
	}
	return ""
}

// sourceLink leads to where a source can be read, or to its entry in the list
// of sources when it has no public address.
func (p *page) sourceLink(s *model.Source) Link {
	if s == nil {
		return Link{}
	}
	l := p.sourceName(s)
	l.Address = cmp.Or(s.URL, p.entry(s))
	return l
}
