package download

import (
	"slices"

	"vitrina/generator/date"
	"vitrina/generator/model"
)

// twinKind are the twins of one kind of page besides the commitments': rows of
// the tables, in sections.
type twinKind struct {
	// folder is theirs below data/, with a slash at its end.
	folder string
	pages  func(site *model.Site) []twinPage
}

// twinPage is a page with a twin.
type twinPage struct {
	slug string
	url  []string
	// gather finds what the page shows.
	gather func(t *twins) *sections
}

// twinKinds are all kinds.
var twinKinds = []twinKind{
	{"entities/", func(site *model.Site) []twinPage {
		var out []twinPage
		for _, e := range site.Entities {
			out = append(out, twinPage{model.Slug(e.ID), e.URL, func(t *twins) *sections { return t.entity(e) }})
		}
		return out
	}},
	{"plans/", func(site *model.Site) []twinPage {
		var out []twinPage
		for _, p := range site.Plans {
			out = append(out, twinPage{p.Slug(), p.URL, func(t *twins) *sections { return t.plan(p) }})
		}
		return out
	}},
	{"themes/", func(site *model.Site) []twinPage {
		var out []twinPage
		for _, theme := range site.Themes {
			if len(theme.Commitments) > 0 {
				out = append(out, twinPage{model.Slug(theme.Code.Code), theme.URL, func(t *twins) *sections { return t.theme(theme) }})
			}
		}
		return out
	}},
}

// sections is what such a twin holds.
type sections struct {
	*twins
	url []string
	// text is the page's text in a language; nil where pages of the kind have
	// none.
	text             func(language int) ([]byte, bool)
	list             []section
	reports, sources []*block
}

// section is a list of rows of a table.
type section struct {
	name string
	*view
	rows [][]string
	// one says that there is one row at most: the page's own.
	one bool
}

// add notes a section of rows of a table; none where the site has no such
// table.
func (s *sections) add(name string, v *view, rows [][]string) {
	s.list = append(s.list, section{name: name, view: v, rows: rows})
}

// own begins the sections with the row of the page itself.
func (s *sections) own(name, table, key string) {
	v := s.byName[table]
	var rows [][]string
	if v != nil && len(v.Schema.Key) > 0 {
		if at := slices.Index(v.Header, v.Schema.Key[0].Value); at >= 0 {
			rows = slices.DeleteFunc(slices.Clone(v.Rows), func(row []string) bool { return row[at] != key })
		}
	}
	s.list = append(s.list, section{name: name, view: v, rows: rows, one: true})
}

// commitments are the rows of commitments, in their order.
func (s *sections) commitments(name string, list []*model.Commitment) {
	var rows [][]string
	for _, c := range list {
		if row := s.twins.rows[c.Front.ID.Value]; row != nil {
			rows = append(rows, row)
		}
	}
	s.add(name, s.twins.commitments, rows)
}

// ratings are the ratings of commitments; only those of completion where no
// others are shown.
func (s *sections) ratings(all bool, lists ...[]*model.Commitment) {
	i := slices.Index(knownTables, "ratings")
	about := s.known[i]
	if about.view == nil {
		return
	}
	variable := slices.Index(about.Header, "variable")
	var rows [][]string
	for _, list := range lists {
		for _, c := range list {
			for _, row := range about.rows[c.Front.ID.Value] {
				if all || variable >= 0 && model.IsCompletion(row[variable]) {
					rows = append(rows, row)
				}
			}
		}
	}
	s.add("ratings", about.view, rows)
}

// where are the rows of a table with a value in a column, and a second.
func (s *sections) where(table string, pairs ...string) {
	v := s.byName[table]
	if v == nil {
		return
	}
	rows := slices.Clone(v.Rows)
	for i := 0; i < len(pairs); i += 2 {
		at := slices.Index(v.Header, pairs[i])
		rows = slices.DeleteFunc(rows, func(row []string) bool { return at < 0 || row[at] != pairs[i+1] })
	}
	s.add(table, v, rows)
}

// updated is the day on which one of the tables that the sections are of last
// changed.
func (s *sections) updated() date.Date {
	of := []string{"reports", "sources"}
	for _, sec := range s.list {
		if sec.view != nil {
			of = append(of, sec.view.Name)
		}
	}
	return s.site.Updated(of...)
}

// cited ends the sections with the reports and sources that their rows name.
func (s *sections) cited() *sections {
	p := &page{twins: s.twins}
	for _, sec := range s.list {
		for _, row := range sec.rows {
			p.cite(sec.view, row)
		}
	}
	if !slices.ContainsFunc(s.list, func(sec section) bool { return sec.name == "reports" }) {
		slices.Sort(p.citedReports)
		for _, id := range slices.Clone(p.citedReports) {
			s.reports = p.take(s.reports, s.twins.reports, id)
		}
	}
	slices.Sort(p.citedSources)
	for _, id := range slices.Clone(p.citedSources) {
		s.sources = p.take(s.sources, s.twins.sources, id)
	}
	return s
}

func (t *twins) entity(e *model.Entity) *sections {
	s := &sections{twins: t, url: e.URL}
	s.own("entity", "entities", e.ID)
	s.commitments("leads", e.Leads)
	s.commitments("supports", e.Supports)
	s.ratings(false, e.Leads, e.Supports)
	return s.cited()
}

func (t *twins) plan(p *model.Plan) *sections {
	s := &sections{twins: t, url: p.URL}
	if page := t.site.Page("plans/" + p.ID); page != nil {
		s.text = func(language int) ([]byte, bool) {
			if f := page.In[language]; f != nil && f.Text.Doc != nil {
				return f.Text.Source(), true
			}
			return nil, false
		}
	}
	s.own("plan", "plans", p.ID)
	s.commitments("commitments", p.Commitments)
	s.ratings(true, p.Commitments)
	s.where("claims", "subject_kind", "plan", "subject", p.ID)
	s.where("reports", "plan", p.ID)
	return s.cited()
}

func (t *twins) theme(theme *model.Theme) *sections {
	s := &sections{twins: t, url: theme.URL}
	s.own("theme", "codes-themes", theme.Code.Code)
	s.commitments("commitments", theme.Commitments)
	s.ratings(false, theme.Commitments)
	return s.cited()
}

// appendSectionsJSON appends the twin as one object, each of its keys on a
// line.
func appendSectionsJSON(buf []byte, s *sections) ([]byte, int) {
	p := &page{twins: s.twins}
	buf = append(buf, "{\n\"licence\":"...)
	buf = appendStringOrNull(buf, s.licence)
	buf = append(buf, ",\n\"url\":"...)
	buf = p.appendByLanguage(buf, func(buf []byte, i int) []byte { return appendString(buf, s.site.BaseURL+s.url[i]) })
	if s.text != nil {
		buf = append(buf, ",\n\"text_licence\":"...)
		buf = appendStringOrNull(buf, s.texts)
		buf = append(buf, ",\n\"text\":"...)
		buf = p.appendByLanguage(buf, func(buf []byte, i int) []byte {
			if text, ok := s.text(i); ok {
				return appendString(buf, text)
			}
			return append(buf, "null"...)
		})
	}
	for _, sec := range s.list {
		buf = append(buf, ",\n"...)
		buf = appendString(buf, sec.name)
		buf = append(buf, ':')
		switch {
		case !sec.one:
			buf = appendRows(buf, sec.view, sec.rows)
		case len(sec.rows) > 0:
			buf = appendRow(buf, sec.view, sec.rows[0])
		default:
			buf = append(buf, "null"...)
		}
	}
	if s.reports != nil {
		buf = append(buf, ",\n\"reports\":"...)
		buf = appendBlocks(buf, s.reports)
	}
	buf = append(buf, ",\n\"sources\":"...)
	buf = appendBlocks(buf, s.sources)
	return append(buf, "\n}\n"...), 1
}

// appendSectionsCSV appends the twin in long form.
func appendSectionsCSV(buf []byte, s *sections) ([]byte, int) {
	l := &long{buf: append(buf, "section,item,field,value,source\r\n"...)}
	l.item("licence", "", "")
	l.value("licence", s.licence)
	if s.text != nil {
		l.value("text_licence", s.texts)
	}
	l.item("url", "", "")
	for i, language := range s.site.Languages {
		l.value("url_"+language.Code, s.site.BaseURL+s.url[i])
	}
	if s.text != nil {
		for i, language := range s.site.Languages {
			text, _ := s.text(i)
			l.item("text", language.Code, "")
			l.value("text", string(text))
		}
	}
	for _, sec := range s.list {
		if sec.view == nil {
			continue
		}
		a := &about{view: sec.view}
		for _, key := range sec.Schema.Key {
			if at := slices.Index(sec.Header, key.Value); at >= 0 {
				a.item = append(a.item, at)
			}
		}
		l.rowsOf(sec.name, a, sec.rows)
	}
	l.blocks(s.reports...)
	l.blocks(s.sources...)
	return l.buf, l.rows
}
