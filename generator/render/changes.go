package render

import (
	"cmp"
	"slices"
	"strings"

	"vitrina/generator/changes"
	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/words"
)

// History is what changed about one thing, edition by edition.
type History struct {
	Lines []HistoryLine
	// Feed leads to the feed that follows it, All to the page of all changes.
	Feed, All Link
	// From are the tables that a derived one changes with.
	From []Link
}

// HistoryLine is what changed in one edition.
type HistoryLine struct {
	// Edition leads to the edition on the page of all changes; it is empty for
	// what changed since the newest, which Since says.
	Edition Link
	Since   string
	// First says that nothing came before.
	First string
	// Counts is how many rows of a table changed; Said are sentences.
	Counts Link
	Said   []Words
	// Facts are the cells with a date, a state, a value or another fact that
	// changed; Wording says in which columns only the words did.
	Facts   []ChangeLine
	Wording Words
	// Changes are the other cells, word by word, and Elsewhere the pages that
	// tell those of theirs.
	Changes   []ChangeLine
	Elsewhere []Link
	// More says how many others there are, and leads to them.
	More Link
}

// ChangeLine is a cell that changed, or the same change in several rows.
type ChangeLine struct {
	// Rows name them; each leads to where it still stands.
	Rows          []Link
	Column        string
	Before, After string
	Note          string
	// Said tells instead what came into a list and what went out of it.
	Said string

	what, name string // the row with its table, and without
	class      changes.Class
	table      string
	wording    bool
}

// teller says changes in the page's language, cells as readers see them.
func (p *page) teller() *changes.Teller { return p.tellerOf(p.i) }

func (r *renderer) tellerOf(i int) *changes.Teller {
	w := r.site.Language(i)
	return &changes.Teller{Language: w, Value: func(f table.Field, cell string) string {
		switch {
		case cell == "":
			return ""
		case f.Codes.Given():
			var out []string
			for _, v := range f.Values(cell) {
				out = append(out, r.site.Code(f.Codes.Value, v).Label.In(i).Text)
			}
			return strings.Join(out, ", ")
		case f.Type.Value == "date":
			if d, ok := date.Parse(cell); ok {
				return w.Date(d)
			}
		case f.Type.Value == "boolean":
			return w.Word("boolean." + cell)
		case f.Name.Value == "body": // a part of the key of the forums
			return r.refersTo(i, "bodies", cell)
		case f.References.Given():
			var out []string
			for _, v := range f.Values(cell) {
				out = append(out, r.refersTo(i, f.References.Value, v))
			}
			return strings.Join(out, ", ")
		case f.IsList():
			return strings.ReplaceAll(cell, "|", ", ")
		}
		return cell
	}}
}

// refersTo is how readers call what a cell refers to: its name where it has
// one.
func (r *renderer) refersTo(i int, dataset, key string) string {
	switch dataset {
	case "entities":
		if e := r.site.Entity(key); e != nil {
			return e.Name.In(i).Text
		}
	case "sources":
		if s := r.site.Source(key); s != nil {
			return cmp.Or(nameIn(s, i), s.Title)
		}
	case "bodies":
		for _, b := range r.site.Bodies() {
			if b.ID == key {
				return b.Name.In(i).Text
			}
		}
	}
	return key
}

// edition names the newest edition, and says whether the sources have changed
// since; "" before the first.
func (r *renderer) edition(i int) string {
	e := r.site.Latest()
	if e == nil {
		return ""
	}
	word := "edition.is"
	if r.site.Pending != nil {
		word = "edition.since"
	}
	w := r.site.Language(i)
	return w.Fill(word, "version", e.Version.String(), "date", w.Date(e.Date))
}

// editionID is where an edition stands on the page of all changes.
func editionID(e *model.Edition) string {
	if e == nil {
		return "since"
	}
	return "v-" + strings.ReplaceAll(e.Version.String(), ".", "-")
}

// frozenLink leads to the page of the files of an edition.
func (p *page) frozenLink(e *model.Edition) Link {
	return Link{Text: p.editionLink(e).Text, Address: p.at(p.site.Address("changes", e.Version.String()))}
}

func (p *page) editionLink(e *model.Edition) Link {
	return Link{Text: p.words.Fill("edition.named", "version", e.Version.String(), "date", p.words.Date(e.Date)), Address: p.at(p.site.Address("changes")) + "#" + editionID(e)}
}

// mostChanges is how many cells of one edition a page shows word by word, and
// mostFacts how many before that; the page of all changes says where the others
// are.
const mostChanges, mostFacts = 12, 6

// history is what changed about the thing that the page is of.
func (p *page) history() History {
	if len(p.site.Editions) == 0 {
		return History{}
	}
	h := History{All: Link{Text: p.words.Word("changes.title"), Address: p.at(p.site.Address("changes"))}}
	if feed := p.feedBeside(); feed != "" {
		h.Feed = Link{Text: p.words.Word("changes.follow-this"), Address: p.root + feed}
	}
	_, id := p.site.Subject(p.address)
	t := p.teller()
	switch p.kind {
	case "commitment":
		h.Lines = p.happened(t, model.CommitmentsTable, id)
	case "plan":
		h.Lines = p.happened(t, "plans", id)
	case "entity":
		h.Lines = p.happened(t, "entities", id)
	case "theme":
	case "dataset":
		for _, from := range p.site.MadeOf(p.site.Table(id)) {
			h.From = append(h.From, Link{Text: p.tableTitle(from), Address: p.at(from.URL) + "#history"})
		}
		for _, one := range p.site.History(id) {
			line := p.historyLine(one.Edition)
			if one.Change == nil {
				line.First = p.words.Word("history.first")
			} else {
				p.sayTable(t, &line, id, one.Change)
			}
			h.Lines = append(h.Lines, line)
		}
	default:
		return History{}
	}
	return h
}

// sayTable says in a line what changed in a table.
func (p *page) sayTable(t *changes.Teller, line *HistoryLine, id string, change *changes.TableChange) {
	said := t.Table(change)
	if said.Counts != "" {
		line.Counts = Link{Text: said.Counts, Address: p.allRows(id)}
	}
	line.Said = p.plain(said.Columns...)
	var cells []ChangeLine
	for _, row := range change.Rows {
		if row.Before == nil || row.After == nil {
			continue
		}
		key := strings.Join(row.Key, " ")
		for _, f := range change.Told(row) {
			if p.otherLanguage(t.Code, f.Column) {
				continue
			}
			said := changeLine(t, change, f, key, key)
			said.Rows = []Link{{Text: key, Address: p.row(change.Name, row.Key...)}}
			cells = append(cells, said)
		}
	}
	p.fold(line, cells)
}

func (p *page) historyLine(e *model.Edition) HistoryLine {
	if e == nil {
		return HistoryLine{Since: p.words.Fill("history.since", "version", p.site.Latest().Version.String())}
	}
	return HistoryLine{Edition: p.editionLink(e)}
}

// fold puts the cells that changed in a line: facts first, the same change in
// several rows once, and of words only in which columns they changed.
func (p *page) fold(line *HistoryLine, cells []ChangeLine) {
	var facts, words []ChangeLine
	type cell struct {
		wording                            bool
		table, column, before, after, note string
	}
	at := map[cell]int{}
	counts, columns := map[string]int{}, []ChangeLine{}
	for _, c := range cells {
		list := &facts
		if c.wording {
			list = &words
			if counts[c.table+c.Column]++; counts[c.table+c.Column] == 1 {
				columns = append(columns, c)
			}
		}
		// A fact and its wording may read alike: each has its own list.
		same := cell{c.wording, c.table, c.Column, c.Before, c.After, c.Note}
		if i, ok := at[same]; ok {
			one := &(*list)[i]
			for _, row := range c.Rows {
				row.Text = c.name
				one.Rows = append(one.Rows, row)
			}
			continue
		}
		at[same] = len(*list)
		*list = append(*list, c)
	}
	slices.SortStableFunc(facts, func(a, b ChangeLine) int { return cmp.Compare(b.class, a.class) })
	if len(facts) > mostFacts {
		facts, words = facts[:mostFacts], slices.Concat(facts[mostFacts:], words)
	}
	line.Facts, line.Changes = facts, words
	var names []Link
	for i, c := range columns {
		if i > 0 {
			names = append(names, Link{Text: ", "})
		}
		names = append(names, Link{Text: c.Column})
		if n := counts[c.table+c.Column]; n > 1 {
			names = append(names, Link{Text: " ("}, p.counted("count.rows", n, p.allRows(c.table)), Link{Text: ")"})
		}
	}
	if len(names) > 0 {
		line.Wording = p.sentence("history.wording", "columns", names)
	}
	if n := len(line.Changes) - mostChanges; n > 0 {
		line.Changes = line.Changes[:mostChanges]
		line.More = Link{Text: p.words.Count("count.more-changes", n), Address: p.at(p.site.Address("changes"))}
	}
}

func changeLine(t *changes.Teller, c *changes.TableChange, f changes.FieldChange, what, name string) ChangeLine {
	said := t.Field(c, f)
	none := t.Word("change.none")
	line := ChangeLine{Column: said.Title, Before: cmp.Or(said.Before, none), After: cmp.Or(said.After, none), Note: said.Note,
		what: what, name: name, class: changes.ClassOf(c.Name, f.Column), table: c.Name, wording: strings.HasSuffix(f.Column, "_"+t.Code)}
	if field, ok := c.Shape().Schema.Field(f.Column); ok && field.IsList() && t.Value != nil {
		line.Said = listed(t, field, f)
	}
	if line.wording {
		line.Column = trimLanguage(line.Column, t.Word("column.in-language"))
	}
	return line
}

// listed says what came into a list and what went out of it.
func listed(t *changes.Teller, field table.Field, f changes.FieldChange) string {
	before, after := field.Values(f.Before), field.Values(f.After)
	without := func(list, other []string) string {
		var out []string
		for _, v := range list {
			if !slices.Contains(other, v) {
				out = append(out, t.Value(field, v))
			}
		}
		return strings.Join(out, "; ")
	}
	var parts []string
	for _, part := range []struct{ word, values string }{{"history.came", without(after, before)}, {"history.went", without(before, after)}} {
		if part.values != "" {
			parts = append(parts, t.Fill(part.word, "values", part.values))
		}
	}
	return strings.Join(parts, "; ")
}

// happened are the lines of the history of a commitment, plan or entity, the
// newest first.
func (p *page) happened(t *changes.Teller, kind, id string) []HistoryLine {
	var out []HistoryLine
	for _, h := range slices.Backward(p.site.Happenings(kind, id)) {
		line := p.historyLine(h.Edition)
		if h.First {
			line.First = p.words.Word("history.first")
		}
		var cells []ChangeLine
		sayings := sayings{page: p, rows: map[string]int{}}
		for _, touched := range h.Rows {
			row := p.row(touched.Table.Name, touched.Row.Key...)
			words, changed := p.sayTouched(t, kind, id, touched)
			if words != "" {
				sayings.add(touched.Table.Name, words, row)
			}
			elsewhere := p.toldElsewhere(kind, touched)
			for _, cell := range changed {
				if cell.what != "" {
					cell.Rows = []Link{{Text: cell.what, Address: row}}
				}
				switch {
				case !cell.wording || elsewhere.Text == "":
					cells = append(cells, cell)
				case !slices.Contains(line.Elsewhere, elsewhere):
					line.Elsewhere = append(line.Elsewhere, elsewhere)
				}
			}
		}
		for _, touched := range h.Rows {
			name := touched.Table.Name
			sayings.addRest(name, cmp.Or(touched.Table.Shape().Schema.Title.Or(t.Code), name))
		}
		line.Said = sayings.said
		p.fold(&line, cells)
		if line.First != "" || len(line.Said)+len(line.Facts)+len(line.Changes)+len(line.Elsewhere) > 0 {
			out = append(out, line)
		}
	}
	return out
}

// toldElsewhere leads to the commitment whose own page tells what changed in
// its words, from the history of another thing.
func (p *page) toldElsewhere(kind string, touched model.Touched) Link {
	if kind == model.CommitmentsTable || touched.Table.Name != model.CommitmentsTable {
		return Link{}
	}
	c := p.site.Find(touched.Row.Key[0])
	if c == nil {
		return Link{}
	}
	return Link{Text: c.ID.Value, Address: p.at(c.URL) + "#history"}
}

// sayings say of rows that they came or went. Many rows of one table that came
// are one thing to say.
type sayings struct {
	page *page
	said []Words
	rows map[string]int // of each table, said each in its own words
}

func (s *sayings) add(table, words, row string) {
	if at := slices.IndexFunc(s.said, func(s Words) bool { return s.Parts[0].Text == words }); at >= 0 {
		s.said[at].add(Link{Text: ", "})
		s.said[at].add(Link{Text: s.page.words.Word("history.another"), Address: row})
		return
	}
	if s.rows[table]++; s.rows[table] <= fewRows {
		s.said = append(s.said, runOf("{text}", "text", Link{Text: words, Address: row}))
	}
}

// addRest says once how many more rows of a table there were.
func (s *sayings) addRest(table, title string) {
	if n := s.rows[table] - fewRows; n > 0 {
		s.said = append(s.said, s.page.sentence("history.more-rows", "table", title, "rows", s.page.counted("count.rows", n, s.page.allRows(table))))
		s.rows[table] = 0
	}
}

// fewRows is how many rows of one table that came or went in an edition a page
// names one by one.
const fewRows = 3

// sayTouched says what happened to a row about a thing: a sentence for one
// that came or went, its cells for one that changed.
func (r *renderer) sayTouched(t *changes.Teller, kind, id string, touched model.Touched) (said string, cells []ChangeLine) {
	table := cmp.Or(touched.Table.Shape().Schema.Title.Or(t.Code), touched.Table.Name)
	name := r.rowCalled(t, id, touched)
	what := table
	if name != "" {
		what += " · " + name
	}
	if touched.Table.Name == kind {
		what = ""
	}
	switch {
	case touched.Row.Before == nil:
		return t.Fill("history.row-added", "what", cmp.Or(what, table)), nil
	case touched.Row.After == nil:
		return t.Fill("history.row-removed", "what", cmp.Or(what, table)), nil
	}
	for _, f := range touched.Table.Told(*touched.Row) {
		if !r.otherLanguage(t.Code, f.Column) {
			line := changeLine(t, touched.Table, f, what, name)
			if f.Column == "value" {
				line.Before, line.After = cmp.Or(r.onScale(t, touched.Table.Before, touched.Row.Before, f.Before), line.Before), cmp.Or(r.onScale(t, touched.Table.After, touched.Row.After, f.After), line.After)
			}
			cells = append(cells, line)
		}
	}
	return "", cells
}

// onScale is how readers call the value of a row that names its scale; empty
// where it names none.
func (r *renderer) onScale(t *changes.Teller, shape *changes.Shape, row []string, value string) string {
	at := slices.Index(shape.Header, "scale")
	if at < 0 || row[at] == "" || value == "" {
		return ""
	}
	i := slices.IndexFunc(r.site.Languages, func(l *words.Language) bool { return l.Code == t.Code })
	if c := r.site.Code(row[at], value); c != nil && i >= 0 {
		return c.Label.In(i).Text
	}
	return ""
}

// rowCalled is how a reader calls a row about a thing, beside its table: by the
// other cells of its key, or, where the key is the row's own id, by what the row
// is about.
func (r *renderer) rowCalled(t *changes.Teller, id string, touched model.Touched) string {
	shape, row := touched.Table.Shape(), touched.Row.After
	if row == nil {
		shape, row = touched.Table.Before, touched.Row.Before
	}
	cell := func(column string) string {
		i := slices.Index(shape.Header, column)
		if i < 0 || i >= len(row) || row[i] == "" {
			return ""
		}
		f, _ := shape.Schema.Field(column)
		if t.Value != nil {
			return t.Value(f, row[i])
		}
		return row[i]
	}
	keys := shape.Schema.Key
	if len(keys) == 1 && keys[0].Value == "id" && touched.Table.Name != model.CommitmentsTable {
		if m := cell("milestone_order"); m != "" {
			return t.Fill("history.milestone", "order", m)
		}
		for _, column := range []string{"property", "variable", "title_" + t.Code, "name_" + t.Code, "title", "date"} {
			if text := cell(column); text != "" {
				return text
			}
		}
	}
	var rest []string
	for i, k := range touched.Row.Key {
		text := k
		if i < len(keys) {
			if f, ok := shape.Schema.Field(keys[i].Value); ok && (f.References.Value == "sources" || f.References.Value == "reports") && len(keys) > 1 {
				continue // keys that say nothing to a reader
			}
			text = cmp.Or(cell(keys[i].Value), k)
			if keys[i].Value == "value" {
				text = cmp.Or(r.onScale(t, shape, row, k), text)
			}
		}
		if k != id && k != "" {
			rest = append(rest, text)
		}
	}
	return strings.Join(rest, " · ")
}

// otherLanguage reports whether a column holds the text of another language of
// the site than the reader's, which that language's pages tell of.
func (r *renderer) otherLanguage(code, column string) bool {
	for _, l := range r.site.Languages {
		if l.Code != code && strings.HasSuffix(column, "_"+l.Code) {
			return true
		}
	}
	return false
}

// sentence says a line in words, for a feed.
func (l ChangeLine) sentence(t *changes.Teller) string {
	s := t.Fill("change.field", "column", l.Column, "before", l.Before, "after", l.After)
	if l.what != "" {
		s = l.what + ": " + s
	}
	if l.Note != "" {
		s += " (" + l.Note + ")"
	}
	return s
}

// changes is the page that says what changed, edition by edition.
func (p *page) changes() Overview {
	w := p.words
	v := p.begin("changes", w.Word("changes.title"), w.Word("changes.description"), "datasets/releases")
	if len(p.site.Editions) == 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "editions", Title: w.Word("changes.editions"), Missing: p.plain(w.Word("changes.none-yet"))})
		return v.end()
	}
	removed := OverviewSection{ID: "removed", Title: w.Word("changes.gone"), Rows: p.rows(model.RemovedTable)}
	for _, t := range p.site.Tombstones {
		if strings.HasPrefix(t.Address, w.Code+"/") && strings.HasSuffix(t.Address, "/") {
			removed.Links = append(removed.Links, Link{Text: w.Fill("tombstone.title", "what", t.ID), Address: p.to(t.Address)})
		}
	}
	follow := OverviewSection{ID: "follow", Title: w.Word("changes.follow"), Explain: p.plain(w.Word("changes.follow-explain"))}
	follow.Links = append(follow.Links, Link{Text: w.Word("changes.feed"), Address: p.root + p.siteFeed(p.i)}, Link{Text: w.Word("changes.calendar"), Address: p.root + calendarAddress(p.site, p.i)})
	v.Sections = append(v.Sections, follow)
	if p.site.Pending != nil {
		v.Sections = append(v.Sections, p.editionSections(nil, p.site.Pending)...)
	}
	for _, e := range slices.Backward(p.site.Editions) {
		v.Sections = append(v.Sections, p.editionSections(e, e.Changes)...)
	}
	if len(removed.Links) > 0 {
		v.Sections = append(v.Sections, removed)
	}
	return v.end()
}

// editionSections says one edition: what it is, what breaks readers, table by
// table, deadlines, commitments.
func (p *page) editionSections(e *model.Edition, d *changes.Difference) []OverviewSection {
	w, t := p.words, p.teller()
	id := editionID(e)
	first := OverviewSection{ID: id, Title: w.Fill("changes.since", "version", p.site.Latest().Version.String())}
	named := w.Word("changes.since-short")
	if e != nil {
		named = e.Version.String()
		first.Title = p.editionLink(e).Text
		if note := p.say(e.Note); note.Text != "" {
			first.Explain = append(first.Explain, note)
		}
		first.Links = []Link{{Text: w.Word("changes.files"), Address: p.at(p.site.Address("changes", e.Version.String()))}}
	} else {
		first.Explain = p.plain(w.Word("changes.since-explain"))
	}
	if d == nil {
		files := p.at(p.site.Address("changes", e.Version.String()))
		rows := 0
		for _, one := range e.Data.Tables {
			rows += len(one.Rows)
		}
		first.Explain = append(first.Explain, p.sentence("changes.first", "tables", p.counted("count.datasets", len(e.Data.Tables), files), "rows", p.counted("count.rows", rows, files)))
		return []OverviewSection{first}
	}
	report := t.Report(d)
	first.Explain = append(first.Explain, Words{Text: report.Summary})
	g := Grid{Caption: w.Fill("changes.tables-table", "edition", named), Columns: columns(w.Word("changes.table"), "#"+w.Word("changes.added"), "#"+w.Word("changes.removed"), "#"+w.Word("changes.changed"), w.Word("changes.columns"))}
	for _, c := range d.Tables {
		said := t.Table(c)
		link := Link{Text: said.Title}
		if published := p.site.Table(c.Name); published != nil {
			link.Address, link.Language = p.at(published.URL)+"#history", p.titleIn(published)
		}
		added, removed, changed := c.Count()
		row := GridRow{Cells: []GridCell{p.head(link), p.number(added, link.Address), p.number(removed, link.Address), p.number(changed, link.Address), {}}}
		for _, column := range said.Columns {
			row.Cells[4].Values = append(row.Cells[4].Values, Link{Text: column})
		}
		if len(said.Columns) == 0 {
			row.Cells[4].Values = []Link{{Text: "—"}}
		}
		g.Rows = append(g.Rows, row)
	}
	out := []OverviewSection{first}
	if len(report.Breaking) > 0 {
		breaking := OverviewSection{ID: id + "-breaking", Title: w.Fill("changes.in", "what", w.Word("change.breaking"), "edition", named)}
		for _, s := range report.Breaking {
			breaking.Links = append(breaking.Links, Link{Text: s})
		}
		out = append(out, breaking)
	}
	if moved := p.movedGrid(t, d, named); len(moved.Rows) > 0 {
		out = append(out, OverviewSection{ID: id + "-deadlines", Title: w.Fill("changes.in", "what", w.Word("change.moved"), "edition", named), Tables: []Grid{moved}})
	}
	if links := p.touchedCommitments(e); len(links) > 0 {
		out = append(out, OverviewSection{ID: id + "-commitments", Title: w.Fill("changes.in", "what", w.Word("changes.commitments"), "edition", named), Count: w.Count("count.commitments", len(links)), Links: links})
	}
	return append(out, OverviewSection{ID: id + "-tables", Title: w.Fill("changes.in", "what", w.Word("changes.tables"), "edition", named), Count: w.Count("count.datasets", len(g.Rows)), Tables: []Grid{g}})
}

// movedGrid is a table of the deadlines that moved.
func (p *page) movedGrid(t *changes.Teller, d *changes.Difference, named string) Grid {
	w := p.words
	g := Grid{Caption: w.Fill("changes.moved-table", "edition", named), Columns: columns(w.Word("changes.whose"), w.Word("changes.was"), w.Word("changes.is"), w.Word("changes.by"))}
	for _, c := range d.Tables {
		for _, row := range c.Rows {
			if row.Before == nil || row.After == nil {
				continue
			}
			for _, f := range c.Told(row) {
				if changes.ClassOf(c.Name, f.Column) != changes.Deadline || f.Before == "" || f.After == "" {
					continue // what became known, or unknown, has not moved
				}
				whose := Link{Text: strings.Join(row.Key, " · ")}
				if commitment := p.site.Find(row.Key[0]); commitment != nil {
					whose.Address = p.at(commitment.URL) + "#history"
				}
				from, _ := date.Parse(f.Before)
				to, _ := date.Parse(f.After)
				g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(whose), p.dated(p.moment(from)), p.dated(p.moment(to)), p.cellOf(t.Moved(f.Before, f.After))}})
			}
		}
	}
	return g
}

// touchedCommitments are the commitments about which something changed in an
// edition, with how many things.
func (p *page) touchedCommitments(e *model.Edition) []Link {
	var out []Link
	for _, c := range p.site.Commitments {
		for _, h := range p.site.Happenings(model.CommitmentsTable, c.Commitment.ID.Value) {
			if h.Edition != e || h.First {
				continue
			}
			n, elsewhere := 0, false
			for _, touched := range h.Rows {
				for _, f := range touched.Table.Told(*touched.Row) {
					elsewhere = elsewhere || p.otherLanguage(p.words.Code, f.Column)
				}
				said, cells := p.sayTouched(p.teller(), model.CommitmentsTable, c.Commitment.ID.Value, touched)
				n += len(cells)
				if said != "" {
					n++
				}
			}
			if n == 0 && !elsewhere {
				continue
			}
			link := p.commitmentLink(c)
			link.Address += "#history"
			// Every language counts the same commitments.
			link.Count = p.words.Word("changes.elsewhere")
			if n > 0 {
				link.Count = p.words.Count("count.changes", n)
			}
			out = append(out, link)
		}
	}
	return out
}

// frozen is the page of the files of an edition.
func (p *page) frozen(e *model.Edition) Overview {
	w := p.words
	named := p.editionLink(e)
	v := p.begin("changes/"+e.Version.String(), named.Text, named.Text+". "+w.Word("changes.frozen"), "datasets/releases/"+e.Version.String(), Link{Text: w.Word("changes.title"), Address: p.at(p.site.Address("changes"))})
	folder := p.root + e.Folder()
	g := Grid{Caption: w.Fill("changes.files-table", "edition", e.Version.String()), Columns: columns(w.Word("changes.table"), "#"+w.Word("fact.rows"), w.Word("changes.rows-file"), w.Word("changes.schema-file"))}
	sizes := map[string]int{}
	for _, f := range e.Files {
		sizes[f.Name] = len(f.Data)
	}
	file := func(name string) GridCell {
		if sizes[name] == 0 {
			return GridCell{Unknown: true}
		}
		return GridCell{Values: []Link{{Text: name, Address: folder + name}}, Under: []Link{{Text: p.size(sizes[name])}}}
	}
	for _, t := range e.Data.Tables {
		g.Rows = append(g.Rows, GridRow{Cells: []GridCell{p.head(Link{Text: cmp.Or(p.titled(t.Schema.Title).Text, t.Name), Language: p.titled(t.Schema.Title).Language}), p.number(len(t.Rows), folder+t.Name+".csv"), file(t.Name + ".csv"), file(t.Name + source.SchemaSuffix)}})
	}
	whole := OverviewSection{ID: "whole", Title: w.Word("changes.whole"), Links: []Link{{Text: "datapackage.json", Address: folder + "datapackage.json"}, {Text: w.Word("data.sums"), Address: folder + "SHA256SUMS.txt"}}}
	whole.Explain = p.plain(w.Word("changes.written-only"))
	if note := p.say(e.Note); note.Text != "" {
		whole.Explain = append(whole.Explain, note)
	}
	v.Sections = append(v.Sections, whole, OverviewSection{ID: "files", Title: w.Word("changes.tables"), Count: w.Count("count.datasets", len(g.Rows)), Tables: []Grid{g}})
	return v.end()
}
