package download

import (
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/model"
)

// twins joins the rows of the tables to the commitments, once for all.
type twins struct {
	site        *model.Site
	byName      map[string]*view
	licence     string // of the data
	texts       string // the licence of the texts
	commitments *view
	rows        map[string][]string // of commitments by id
	plans       shared
	leads       shared
	supports    shared
	sources     shared
	reports     shared
	updates     *about
	// voice is the cell of updates that says who speaks; voices are all who may,
	// in the order of their code list.
	voice  int
	voices []string
	// order tells the orders of milestones that are numbers, as in their table.
	order func(cell string) bool
	// known are the tables that every twin has as sections, in order.
	known []*about
	// others are the further tables with rows about commitments.
	others []*about
	// updated is the day on which one of the tables that twins of commitments are
	// made of last changed.
	updated date.Date
}

// knownTables are the sections that every twin has, also on a site without the
// table.
var knownTables = []string{"milestones", "ratings", "claims", "exercises"}

// shared holds the rows of a table that many twins repeat, by id, written
// once.
type shared map[string]*block

// block is a row of a shared table as the twins have it.
type block struct {
	view *view
	row  []string
	json []byte // the object
	csv  []byte // all rows of the long form
}

// sharedOf writes the rows of a table as they stand in a section.
func sharedOf(section string, v *view) shared {
	if v == nil {
		return nil
	}
	id := slices.Index(v.Header, "id")
	if id < 0 {
		return nil
	}
	s := make(shared, len(v.Rows))
	l := &long{}
	for _, row := range v.Rows {
		l.buf = nil
		l.row(section, row[id], v, row)
		s[row[id]] = &block{view: v, row: row, json: appendObject(nil, v, row), csv: l.buf}
	}
	return s
}

// about finds the rows of a table about a commitment.
type about struct {
	name string
	*view
	rows map[string][][]string
	// item are the cells that tell the rows about one commitment apart.
	item []int
}

func twinsOf(site *model.Site, views []*view) *twins {
	byName := make(map[string]*view, len(views))
	for _, v := range views {
		byName[v.Name] = v
	}
	t := &twins{
		site:        site,
		byName:      byName,
		licence:     site.Site.Licences.Data.Value,
		texts:       site.Site.Licences.Texts.Value,
		commitments: byName[model.CommitmentsTable],
		plans:       sharedOf("plan", byName["plans"]),
		leads:       sharedOf("lead", byName["entities"]),
		supports:    sharedOf("support", byName["entities"]),
		sources:     sharedOf("sources", byName["sources"]),
		reports:     sharedOf("reports", byName["reports"]),
		updates:     aboutOf("updates", byName["updates"]),
		voice:       -1,
		voices:      []string{"government", "civil-society", "irm"},
	}
	if v := t.commitments; v != nil {
		if v.Schema.Licence.Given() {
			t.licence = v.Schema.Licence.Value
		}
		if id := slices.Index(v.Header, "id"); id >= 0 {
			t.rows = make(map[string][]string, len(v.Rows))
			for _, row := range v.Rows {
				t.rows[row[id]] = row
			}
		}
	}
	if v := t.updates.view; v != nil {
		t.voice = slices.Index(v.Header, "voice")
	}
	if l := site.List("voices"); l != nil {
		t.voices = nil
		for _, c := range l.Codes {
			t.voices = append(t.voices, c.Code)
		}
	}
	if v := byName["milestones"]; v != nil {
		for _, c := range v.columns {
			if c.name == "order" {
				t.order = c.bare
			}
		}
	}
	for _, name := range knownTables {
		t.known = append(t.known, aboutOf(name, byName[name]))
	}
	for _, v := range views {
		if v.Name == model.CommitmentsTable || v.Name == "updates" && t.voice >= 0 || slices.Contains(knownTables, v.Name) {
			continue
		}
		// Derived rows repeat what the twin has.
		if len(commitmentCells(v)) > 0 && !v.Schema.IsDerived() {
			t.others = append(t.others, aboutOf(v.Name, v))
		}
	}
	of := append([]string{model.CommitmentsTable, "plans", "entities", "reports", "sources", "updates"}, knownTables...)
	for _, a := range t.others {
		of = append(of, a.name)
	}
	t.updated = site.Updated(of...)
	return t
}

// commitmentCells returns the cells of a table that name commitments.
func commitmentCells(v *view) []int {
	var cells []int
	for at, name := range v.Header {
		if f, _ := v.Schema.Field(name); f.References.Value == model.CommitmentsTable {
			cells = append(cells, at)
		}
	}
	return cells
}

func aboutOf(name string, v *view) *about {
	a := &about{name: name, view: v, rows: map[string][][]string{}}
	if v == nil {
		return a
	}
	cells := commitmentCells(v)
	if at := slices.Index(v.Header, "commitment"); len(cells) == 0 && at >= 0 {
		cells = append(cells, at)
	}
	// What a claim is about is told by its kind: no reference of the schema can
	// say so.
	kind, subject := slices.Index(v.Header, "subject_kind"), slices.Index(v.Header, "subject")
	if len(cells) == 0 && (kind < 0 || subject < 0) {
		return a
	}
	for _, key := range v.Schema.Key {
		if at := slices.Index(v.Header, key.Value); at >= 0 && !slices.Contains(cells, at) {
			a.item = append(a.item, at)
		}
	}
	for _, row := range v.Rows {
		if len(cells) == 0 {
			if row[kind] == "commitment" {
				a.rows[row[subject]] = append(a.rows[row[subject]], row)
			}
			continue
		}
		var ids []string
		for _, at := range cells {
			for id := range strings.SplitSeq(row[at], "|") {
				if id != "" && !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
		}
		for _, id := range ids {
			a.rows[id] = append(a.rows[id], row)
		}
	}
	return a
}

// page is what the twin of one commitment holds. A worker uses one for all its
// commitments.
type page struct {
	*twins
	c  *model.Commitment
	id string
	// row is the row of commitments, plan that of plans; nil where there is
	// none.
	row           []string
	plan          *block
	lead, support []*block
	known, others [][][]string // in the order of the twins' tables
	voices        [][][]string
	// cited are the ids of the reports and sources that the rows above name,
	// and the rows of those.
	citedReports, citedSources []string
	reports, sources           []*block
	long                       long
}

// gather finds the rows of a commitment.
func (p *page) gather(c *model.Commitment) {
	t := p.twins
	p.c, p.id = c, c.Front.ID.Value
	p.citedReports, p.citedSources = p.citedReports[:0], p.citedSources[:0]
	p.row, p.plan = t.rows[p.id], nil
	if p.row != nil {
		p.cite(t.commitments, p.row)
	}
	if c.Plan != nil {
		if p.plan = t.plans[c.Plan.ID]; p.plan != nil {
			p.cite(p.plan.view, p.plan.row)
		}
	}
	p.lead, p.support = p.lead[:0], p.support[:0]
	for _, e := range c.Lead {
		p.lead = p.take(p.lead, t.leads, e.ID)
	}
	for _, e := range c.Support {
		p.support = p.take(p.support, t.supports, e.ID)
	}
	p.known, p.others = p.known[:0], p.others[:0]
	for _, a := range t.known {
		p.known = append(p.known, p.citeAll(a))
	}
	for _, a := range t.others {
		p.others = append(p.others, p.citeAll(a))
	}
	if p.voices == nil {
		p.voices = make([][][]string, len(t.voices))
	}
	updates := p.citeAll(t.updates)
	for i, voice := range t.voices {
		p.voices[i] = p.voices[i][:0]
		for _, row := range updates {
			if t.voice >= 0 && row[t.voice] == voice {
				p.voices[i] = append(p.voices[i], row)
			}
		}
	}
	p.reports, p.sources = p.reports[:0], p.sources[:0]
	slices.Sort(p.citedReports)
	for _, id := range p.citedReports {
		p.reports = p.take(p.reports, t.reports, id)
	}
	for _, s := range c.Sources { // the page rests on a total of its plan too
		p.citedSources = note(p.citedSources, s.ID)
	}
	slices.Sort(p.citedSources)
	for _, id := range p.citedSources {
		p.sources = p.take(p.sources, t.sources, id)
	}
}

// take adds the row of an id, where there is one, and notes what it names.
func (p *page) take(blocks []*block, s shared, id string) []*block {
	if b := s[id]; b != nil {
		p.cite(b.view, b.row)
		blocks = append(blocks, b)
	}
	return blocks
}

func (p *page) citeAll(a *about) [][]string {
	rows := a.rows[p.id]
	for _, row := range rows {
		p.cite(a.view, row)
	}
	return rows
}

// cite notes the reports and sources that a row names.
func (p *page) cite(v *view, row []string) {
	for _, at := range v.reports {
		p.citedReports = note(p.citedReports, row[at])
	}
	for _, at := range v.sources {
		p.citedSources = note(p.citedSources, row[at])
	}
}

// note adds the ids of a cell that are not there yet: a page names few.
func note(ids []string, cell string) []string {
	for cell != "" {
		var id string
		id, cell, _ = strings.Cut(cell, "|")
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// text returns the page's text in a language as Markdown and whether there is
// one.
func (p *page) text(language string) (text []byte, ok bool) {
	f := p.c.Commitment.Translation(language)
	if f == nil || f.Text.Doc == nil {
		return nil, false
	}
	return f.Text.Source(), true
}

// title returns the title that was written in a language, or "".
func title(c *model.Commitment, language string) string {
	if f := c.Commitment.Translation(language); f != nil {
		return f.Front.Title.Value
	}
	return ""
}

// appendTwinJSON appends the twin as one object, each of its keys on a line.
func appendTwinJSON(buf []byte, p *page) ([]byte, int) {
	buf = append(buf, "{\n\"as_of\":"...)
	buf = appendStringOrNull(buf, p.site.AsOf.String())
	buf = append(buf, ",\n\"licence\":"...)
	buf = appendStringOrNull(buf, p.licence)
	buf = append(buf, ",\n\"text_licence\":"...)
	buf = appendStringOrNull(buf, p.texts)
	buf = append(buf, ",\n\"url\":"...)
	buf = p.appendByLanguage(buf, func(buf []byte, i int) []byte {
		return appendString(buf, p.site.BaseURL+p.c.URL[i])
	})
	buf = append(buf, ",\n\"commitment\":"...)
	buf = appendRow(buf, p.commitments, p.row)
	buf = append(buf, ",\n\"text\":"...)
	buf = p.appendByLanguage(buf, func(buf []byte, i int) []byte {
		if text, ok := p.text(p.site.Languages[i].Code); ok {
			return appendString(buf, text)
		}
		return append(buf, "null"...)
	})
	buf = append(buf, ",\n\"plan\":"...)
	if p.plan != nil {
		buf = append(buf, p.plan.json...)
	} else {
		buf = append(buf, "null"...)
	}
	buf = append(buf, ",\n\"lead\":"...)
	buf = appendBlocks(buf, p.lead)
	buf = append(buf, ",\n\"support\":"...)
	buf = appendBlocks(buf, p.support)
	buf = append(buf, ",\n\"continues\":"...)
	buf = p.appendRelatives(buf, p.c.Continues)
	buf = append(buf, ",\n\"followed_by\":"...)
	buf = p.appendRelatives(buf, p.c.Followed)
	for i, a := range p.twins.known {
		buf = append(buf, ",\n"...)
		buf = appendString(buf, a.name)
		buf = append(buf, ':')
		buf = appendRows(buf, a.view, p.known[i])
	}
	buf = append(buf, ",\n\"voices\":{"...)
	for i, voice := range p.twins.voices {
		buf = appendComma(buf, i, "\n")
		buf = appendString(buf, voice)
		buf = append(buf, ':')
		buf = appendRows(buf, p.twins.updates.view, p.voices[i])
	}
	buf = append(buf, "},\n\"others\":{"...)
	for i, a := range p.twins.others {
		buf = appendComma(buf, i, "\n")
		buf = appendString(buf, a.name)
		buf = append(buf, ':')
		buf = appendRows(buf, a.view, p.others[i])
	}
	buf = append(buf, "},\n\"reports\":"...)
	buf = appendBlocks(buf, p.reports)
	buf = append(buf, ",\n\"sources\":"...)
	buf = appendBlocks(buf, p.sources)
	buf = append(buf, ",\n\"computed\":{\"last_statement\":"...)
	buf = appendStringOrNull(buf, p.c.LastWord.String())
	buf = append(buf, ",\"milestones\":["...)
	for i, m := range p.c.Milestones {
		buf = appendComma(buf, i, "\n")
		buf = append(buf, `{"order":`...)
		if p.order != nil && p.order(m.Order) {
			buf = append(buf, m.Order...)
		} else {
			buf = appendString(buf, m.Order)
		}
		buf = append(buf, `,"state":`...)
		buf = appendString(buf, m.State.String())
		buf = append(buf, `,"days_past":`...)
		if m.State == model.Past {
			buf = strconv.AppendInt(buf, int64(m.DaysPast), 10)
		} else {
			buf = append(buf, "null"...)
		}
		buf = append(buf, '}')
	}
	buf = append(buf, "],\"deadline\":"...)
	if t := p.c.Term; t != nil {
		buf = appendString(append(buf, `{"due":`...), t.Due.String())
		buf = appendString(append(buf, `,"state":`...), t.State.String())
		buf = append(buf, `,"days_past":`...)
		if t.State == model.Past {
			buf = strconv.AppendInt(buf, int64(t.DaysPast), 10)
		} else {
			buf = append(buf, "null"...)
		}
		buf = append(buf, '}')
	} else {
		buf = append(buf, "null"...)
	}
	return append(buf, "}\n}\n"...), 1
}

// appendComma separates the items of an array or object that stand each on a
// line.
func appendComma(buf []byte, i int, line string) []byte {
	if i > 0 {
		buf = append(buf, ',')
	}
	return append(buf, line...)
}

func (p *page) appendByLanguage(buf []byte, value func(buf []byte, i int) []byte) []byte {
	buf = append(buf, '{')
	for i, l := range p.site.Languages {
		buf = appendComma(buf, i, "")
		buf = appendString(buf, l.Code)
		buf = append(buf, ':')
		buf = value(buf, i)
	}
	return append(buf, '}')
}

// appendRow appends a row as an object, or null.
func appendRow(buf []byte, v *view, row []string) []byte {
	if row == nil {
		return append(buf, "null"...)
	}
	return appendObject(buf, v, row)
}

func appendRows(buf []byte, v *view, rows [][]string) []byte {
	buf = append(buf, '[')
	for i, row := range rows {
		buf = appendComma(buf, i, "\n")
		buf = appendObject(buf, v, row)
	}
	return append(buf, ']')
}

func appendBlocks(buf []byte, blocks []*block) []byte {
	buf = append(buf, '[')
	for i, b := range blocks {
		buf = appendComma(buf, i, "\n")
		buf = append(buf, b.json...)
	}
	return append(buf, ']')
}

func (p *page) appendRelatives(buf []byte, relatives []*model.Commitment) []byte {
	buf = append(buf, '[')
	for n, c := range relatives {
		buf = appendComma(buf, n, "\n")
		buf = append(buf, `{"id":`...)
		buf = appendString(buf, c.Front.ID.Value)
		for _, l := range p.site.Languages {
			buf = append(buf, `,"title_`...)
			buf = append(buf, l.Code...)
			buf = append(buf, `":`...)
			buf = appendStringOrNull(buf, title(c, l.Code))
		}
		for i, l := range p.site.Languages {
			buf = append(buf, `,"url_`...)
			buf = append(buf, l.Code...)
			buf = append(buf, `":`...)
			buf = appendString(buf, p.site.BaseURL+c.URL[i])
		}
		buf = append(buf, '}')
	}
	return append(buf, ']')
}

// long writes the long form of a twin.
type long struct {
	buf  []byte
	rows int
	// open is the start of every row of the present item, "section,item,".
	open []byte
	// close is the end, ",source" and the line end.
	close []byte
	key   []byte
}

// item begins an item: a section, what tells it apart there, its sources.
func (l *long) item(section, item, source string) {
	l.open = append(appendField(append(appendField(l.open[:0], section), ','), item), ',')
	l.close = append(appendField(append(l.close[:0], ','), source), "\r\n"...)
}

// value appends a row for a value of the present item.
func (l *long) value(field, value string) {
	l.begin(field)
	l.buf = append(appendField(l.buf, value), l.close...)
}

func (l *long) begin(field string) {
	l.buf = append(l.buf, l.open...)
	l.buf = append(appendField(l.buf, field), ',')
	l.rows++
}

// row appends the values of a row of a table.
func (l *long) row(section, item string, v *view, row []string) {
	source := ""
	if v.source >= 0 {
		source = row[v.source]
	}
	l.item(section, item, source)
	for i := range v.columns {
		c := &v.columns[i]
		l.buf = append(append(l.buf, l.open...), c.csvName...)
		start := len(l.buf)
		l.buf = append(quoteFrom(c.appendCell(l.buf, row), start), l.close...)
	}
	l.rows += len(v.columns)
}

// rowsOf appends rows of a table about a commitment.
func (l *long) rowsOf(section string, a *about, rows [][]string) {
	for _, row := range rows {
		l.key = l.key[:0]
		for i, at := range a.item {
			if i > 0 {
				l.key = append(l.key, '|')
			}
			l.key = append(l.key, row[at]...)
		}
		l.row(section, string(l.key), a.view, row)
	}
}

// blocks appends rows that are written.
func (l *long) blocks(blocks ...*block) {
	for _, b := range blocks {
		l.buf = append(l.buf, b.csv...)
		l.rows += len(b.view.columns)
	}
}

func (l *long) relatives(section string, site *model.Site, relatives []*model.Commitment) {
	for _, c := range relatives {
		l.item(section, c.Front.ID.Value, "")
		for _, language := range site.Languages {
			l.value("title_"+language.Code, title(c, language.Code))
		}
		for i, language := range site.Languages {
			l.value("url_"+language.Code, site.BaseURL+c.URL[i])
		}
	}
}

// appendTwinCSV appends the twin in long form.
func appendTwinCSV(buf []byte, p *page) ([]byte, int) {
	l := &p.long
	l.buf, l.rows = append(buf, "section,item,field,value,source\r\n"...), 0
	l.item("licence", "", "")
	l.value("licence", p.licence)
	l.value("text_licence", p.texts)
	l.item("computed", "", "")
	l.value("as_of", p.site.AsOf.String())
	l.value("last_statement", p.c.LastWord.String())
	if p.row != nil {
		l.row("commitment", p.id, p.commitments, p.row)
	}
	for _, language := range p.site.Languages {
		text, _ := p.text(language.Code)
		l.item("text", language.Code, "")
		l.begin("text")
		start := len(l.buf)
		l.buf = append(quoteFrom(append(l.buf, text...), start), l.close...)
	}
	if p.plan != nil {
		l.blocks(p.plan)
	}
	l.blocks(p.lead...)
	l.blocks(p.support...)
	l.relatives("continues", p.site, p.c.Continues)
	l.relatives("followed_by", p.site, p.c.Followed)
	for i, a := range p.twins.known {
		l.rowsOf(a.name, a, p.known[i])
	}
	for i, voice := range p.twins.voices {
		l.rowsOf("voices."+voice, p.twins.updates, p.voices[i])
	}
	for i, a := range p.twins.others {
		l.rowsOf("others."+a.name, a, p.others[i])
	}
	l.blocks(p.reports...)
	l.blocks(p.sources...)
	for _, m := range p.c.Milestones {
		l.item("computed.milestones", m.Order, "")
		l.value("state", m.State.String())
		days := ""
		if m.State == model.Past {
			days = strconv.Itoa(m.DaysPast)
		}
		l.value("days_past", days)
	}
	if t := p.c.Term; t != nil {
		l.item("computed.deadline", "", "")
		l.value("due", t.Due.String())
		l.value("state", t.State.String())
		days := ""
		if t.State == model.Past {
			days = strconv.Itoa(t.DaysPast)
		}
		l.value("days_past", days)
	}
	return l.buf, l.rows
}
