package render

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vitrina/generator/model"
	"vitrina/generator/table"
)

// grid shows the first rows of a table as a reader of the page's language sees
// them: one column for a text in several languages, labels for codes, links
// for references.
func (p *page) grid(t *model.Published, rows int) Grid {
	return p.gridOf(t, placesOf(0, min(rows, len(t.Rows))), nil)
}

// gridOf shows the rows of a table with the given places, without the named
// columns. A number leads to its row.
func (p *page) gridOf(t *model.Published, rows []int, without []string) Grid {
	g := Grid{Caption: t.Schema.Title.Or(p.words.Code)}
	shown := p.shownColumns(t, without)
	for _, c := range shown {
		g.Columns = append(g.Columns, p.gridColumn(t, c))
	}
	g.Rows = make([]GridRow, 0, len(rows))
	for _, place := range rows {
		r := GridRow{Cells: make([]GridCell, 0, len(shown))}
		if p.kind != "rows" {
			r.From = p.rowNamed(t, p.rowURL(t, place), t.Key(t.Rows[place]))
		}
		for _, c := range shown {
			cell := p.cell(t, c.field, c.at, t.Rows[place])
			if p.kind != "rows" {
				cell.leadTo(func() string { return p.rowURL(t, place) })
			}
			r.Cells = append(r.Cells, cell)
		}
		g.Rows = append(g.Rows, r)
	}
	if len(g.Rows) == 0 {
		return g // the names are all there is to show
	}
	return withoutEmpty(g)
}

// shownColumn is a column of a table as readers see it.
type shownColumn struct {
	field table.Field
	at    []int // the columns of the languages, the page's first
}

// shownColumns are the columns of a table, those of one text in several
// languages as one, without the named ones.
func (p *page) shownColumns(t *model.Published, without []string) []shownColumn {
	var out []shownColumn
	done := map[string]bool{}
	for i, name := range t.Header {
		base, language := p.inLanguage(name)
		switch {
		case slices.Contains(without, name) || slices.Contains(without, base) || language != "" && done[base]:
		case language != "":
			done[base] = true
			out = append(out, p.shownText(t, base))
		default:
			f, _ := t.Schema.Field(name)
			out = append(out, shownColumn{f, []int{i}})
		}
	}
	return out
}

// shownText is the column of a text in several languages.
func (p *page) shownText(t *model.Published, base string) shownColumn {
	var c shownColumn
	for _, code := range p.languagesFrom() {
		if at := slices.Index(t.Header, base+"_"+code); at >= 0 {
			c.at = append(c.at, at)
		}
	}
	c.field, _ = t.Schema.Field(t.Header[c.at[0]])
	return c
}

// gridColumn is the head of a column.
func (p *page) gridColumn(t *model.Published, c shownColumn) Column {
	w := p.words
	name := t.Header[c.at[0]]
	text, in := c.field.Title.OrIn(w.Code)
	title := cmp.Or(strings.TrimSpace(text), name)
	key, language := p.inLanguage(name)
	if language != "" {
		title = trimLanguage(title, w.Word("column.in-language"))
	}
	if text != "" {
		title = tongue(model.Phrase{Text: title, Language: p.foreign(in)})
	}
	kind := c.field.Type.Value
	return Column{Name: title, Key: key, Numeric: kind == "integer" || kind == "number", Source: c.field.References.Value == "sources"}
}

// leadTo gives the numbers of a cell the address of its row.
func (c GridCell) leadTo(row func() string) {
	for i, l := range c.Values {
		if l.Address == "" && (c.Numeric || onlyNumbers(l.Text)) {
			c.Values[i].Address = row()
		}
	}
}

// withoutEmpty leaves out the columns of which no row says anything, and names
// them: they are noise here.
func withoutEmpty(g Grid) Grid {
	keep := make([]bool, len(g.Columns))
	for _, r := range g.Rows {
		for i, c := range r.Cells {
			keep[i] = keep[i] || len(c.Values) > 0 || c.Moment.Text != ""
		}
	}
	for i, c := range g.Columns {
		if !keep[i] {
			g.Empty = append(g.Empty, c.Name)
		}
	}
	g.Columns = kept(g.Columns, keep)
	for i := range g.Rows {
		g.Rows[i].Cells = kept(g.Rows[i].Cells, keep)
	}
	return g
}

// onlyNumbers reports whether a text is digits and signs, without a letter.
func onlyNumbers(text string) bool {
	return strings.ContainsAny(text, "0123456789") && !strings.ContainsFunc(text, unicode.IsLetter)
}

// condensed makes a table easier to read: what is the same on every row is
// said once, and remarks stand below what they are about.
func condensed(g Grid) Grid {
	keep := make([]bool, len(g.Columns))
	note, about := -1, -1
	for i, c := range g.Columns {
		keep[i] = len(g.Rows) < 2 || slices.ContainsFunc(g.Rows[1:], func(r GridRow) bool { return !sameCell(r.Cells[i], g.Rows[0].Cells[i]) })
		if !keep[i] {
			g.Same = append(g.Same, SameCell{Name: c.Name, Cell: g.Rows[0].Cells[i]})
			continue
		}
		switch {
		case c.Key == "note":
			note = i
		case about < 0 && !c.Numeric && !c.Source && (c.Key == "title" || c.Key == "name" || c.Key == "text"):
			about = i
		}
	}
	if note >= 0 && about >= 0 {
		keep[note] = false
		for _, r := range g.Rows {
			r.Cells[about].Under = r.Cells[note].Values
		}
	}
	g.Columns = kept(g.Columns, keep)
	for i := range g.Rows {
		g.Rows[i].Cells = kept(g.Rows[i].Cells, keep)
	}
	return g
}

func sameCell(a, b GridCell) bool {
	return a.Moment == b.Moment && slices.Equal(a.Values, b.Values)
}

func kept[T any](items []T, keep []bool) []T {
	out := make([]T, 0, len(items))
	for i, item := range items {
		if keep[i] {
			out = append(out, item)
		}
	}
	return out
}

// trimLanguage takes the mark of a language off a column's title, which a page
// in one language does not need.
func trimLanguage(title, mark string) string {
	if before, ok := strings.CutSuffix(title, " "+mark); ok {
		return strings.TrimRight(before, ",")
	}
	if i := strings.LastIndex(title, " ("); i > 0 && strings.HasSuffix(title, ")") {
		return title[:i]
	}
	return title
}

// languagesFrom are the codes of the languages, the page's first.
func (p *page) languagesFrom() []string {
	codes := []string{p.words.Code}
	for _, l := range p.site.Languages {
		if l.Code != p.words.Code {
			codes = append(codes, l.Code)
		}
	}
	return codes
}

// inLanguage splits title_es into title and es, when es is a language of the
// site.
func (p *page) inLanguage(column string) (base, language string) {
	at := strings.LastIndexByte(column, '_')
	if at < 0 {
		return column, ""
	}
	for _, l := range p.site.Languages {
		if l.Code == column[at+1:] {
			return column[:at], l.Code
		}
	}
	return column, ""
}

func (p *page) cell(t *model.Published, f table.Field, at []int, row []string) GridCell {
	w := p.words
	kind := f.Type.Value
	c := GridCell{Numeric: kind == "integer" || kind == "number", Source: f.References.Value == "sources"}
	text, from := "", 0
	for i, column := range at {
		if text = row[column]; text != "" {
			from = i
			break
		}
	}
	if text == "" {
		return c
	}
	language := ""
	if from > 0 {
		_, language = p.inLanguage(t.Header[at[from]])
	} else if own := slices.Index(t.Header, f.Name.Value+"_language"); own >= 0 {
		language = p.foreign(row[own])
	} else if _, own := p.inLanguage(t.Header[at[0]]); own != "" {
		language = p.foreign(own)
	} else {
		language = p.foreign(f.Language.Value)
	}
	if kind == "date" {
		d := table.Date{}
		_ = d.UnmarshalCSV(text)
		c.Moment = p.moment(d.Date)
		return c
	}
	codes := f.Codes.Value
	if scale := slices.Index(t.Header, "scale"); scale >= 0 && f.Name.Value == "value" {
		codes = row[scale] // of each row its own list
	}
	for _, value := range f.Values(text) {
		l := Link{Text: value, Language: cmp.Or(language, p.foreign(p.nameIn[value]))}
		switch {
		case codes != "":
			code := p.site.Code(codes, value)
			l.Text, l.Language = p.label(code), ""
		case f.References.Given():
			l = p.reference(f.References.Value, value)
		case c.Numeric:
			l.Text = p.value(value)
		case kind == "url":
			l.Address = value
		case kind == "boolean":
			l.Text = w.Word("boolean." + value)
		}
		c.Values = append(c.Values, l)
	}
	return c
}

// reference shows a value that is the key of another table.
func (p *page) reference(dataset, value string) Link {
	switch dataset {
	case "sources":
		if s := p.site.Source(value); s != nil {
			name := p.sourceName(s)
			name.Address = p.entry(s)
			return name
		}
	case "commitments":
		if c := p.site.Find(value); c != nil {
			return Link{Text: value, Address: p.at(c.URL)}
		}
	case "plans":
		if plan := p.site.Plan(value); plan != nil {
			return Link{Text: value, Address: p.at(plan.URL)}
		}
	case "entities":
		if e := p.site.Entity(value); e != nil {
			l := p.entityLink(e, 0)
			return l
		}
	case "reports":
		for _, r := range p.site.Reports {
			if r.ID == value {
				return p.reportName(r)
			}
		}
	}
	return Link{Text: value}
}

// columns names the columns of a table; a name that begins with # is of
// numbers.
func columns(names ...string) []Column {
	out := make([]Column, len(names))
	for i, n := range names {
		name, numeric := strings.CutPrefix(n, "#")
		out[i] = column(name, numeric)
	}
	return out
}

// column is a column whose name is words of the site.
func column(name string, numeric bool) Column {
	const short, long = 18, 45
	n := utf8.RuneCountInString(name)
	return Column{Name: name, Numeric: numeric, Long: numeric && n > short, Longer: numeric && n > long}
}

func (p *page) head(links ...Link) GridCell { return GridCell{Values: links, Head: true} }

// headOf is a text of a row as the heading of its line.
func (p *page) headOf(t model.Text) GridCell {
	s := p.say(t)
	return p.head(Link{Text: s.Text, Language: s.Language})
}

func (p *page) linked(links ...Link) GridCell {
	return GridCell{Values: links, Unknown: len(links) == 0}
}

func (p *page) written(t model.Text) GridCell {
	s := p.say(t)
	if s.Text == "" {
		return GridCell{Unknown: true}
	}
	return GridCell{Values: []Link{{Text: s.Text, Language: s.Language}}}
}

// below is a text that stands under a cell's value.
func (p *page) below(t model.Text) []Link {
	s := p.say(t)
	if s.Text == "" {
		return nil
	}
	return []Link{{Text: s.Text, Language: s.Language}}
}

func (p *page) cellOf(text string) GridCell {
	if text == "" {
		return GridCell{Unknown: true}
	}
	return GridCell{Values: []Link{{Text: text}}}
}

// asCell is a text in a cell.
func asCell(v Words) GridCell {
	switch {
	case v.Text == "":
		return GridCell{Unknown: true}
	case v.Parts != nil:
		return GridCell{Values: v.Parts, Run: true}
	}
	return GridCell{Values: []Link{{Text: v.Text, Language: v.Language}}}
}

// number is a figure in a cell.
func (p *page) number(n int, rows string) GridCell {
	return GridCell{Values: []Link{p.figure(n, rows)}, Numeric: true}
}

func (p *page) dated(m Moment) GridCell { return GridCell{Moment: m, Unknown: m.Text == ""} }

func (p *page) cited(sources ...*model.Source) GridCell {
	c := GridCell{Source: true}
	for _, s := range sources {
		if s != nil {
			c.Values = append(c.Values, p.sourceLink(s))
		}
	}
	c.Unknown = len(c.Values) == 0
	return c
}

// filled writes a word into the empty cells of a column, where empty has a
// meaning of its own.
func filled(g Grid, key, text string) Grid {
	at := slices.IndexFunc(g.Columns, func(c Column) bool { return c.Key == key })
	for _, r := range g.Rows {
		if at >= 0 && len(r.Cells[at].Values) == 0 && r.Cells[at].Moment.Text == "" {
			r.Cells[at] = GridCell{Values: []Link{{Text: text}}, Numeric: r.Cells[at].Numeric}
		}
	}
	return g
}

// headBy puts the column with a key first, as the heading of each row.
func headBy(g *Grid, key string) {
	at := slices.IndexFunc(g.Columns, func(c Column) bool { return c.Key == key })
	if at < 0 {
		return
	}
	g.Columns = append([]Column{g.Columns[at]}, slices.Delete(slices.Clone(g.Columns), at, at+1)...)
	for i := range g.Rows {
		cells := g.Rows[i].Cells
		first := cells[at]
		first.Head, first.Numeric = true, false
		for j := range cells {
			cells[j].Head = false
		}
		g.Rows[i].Cells = append([]GridCell{first}, slices.Delete(slices.Clone(cells), at, at+1)...)
	}
}

// stacked marks a table of words, whose rows are cards on a narrow screen.
// Numbers are read down a column: a table of little else stays one.
func stacked(g Grid) Grid {
	numbers, words := 0, 0
	for i, c := range g.Columns {
		switch {
		case c.Numeric:
			numbers++
		case i > 0:
			words++
		}
	}
	g.Stacked = words > 1 && numbers < 4 || words == 1 && (numbers == 2 || numbers == 3)
	return labelled(g)
}

// labelled gives the cells of a table of cards the names of their columns.
func labelled(g Grid) Grid {
	for _, r := range g.Rows {
		for i := 1; g.Stacked && i < len(r.Cells); i++ {
			r.Cells[i].Label = g.Columns[i].Name
		}
	}
	return g
}

// alike says once what is the same on every row of a long table.
func alike(g Grid) Grid {
	if len(g.Rows) < 4 {
		return g
	}
	keep := make([]bool, len(g.Columns))
	for i, c := range g.Columns {
		first := g.Rows[0].Cells[i]
		keep[i] = i == 0 || c.Numeric || first.Unknown || slices.ContainsFunc(g.Rows[1:], func(r GridRow) bool {
			return r.Cells[i].Unknown || len(r.Cells[i].Under) > 0 || !sameCell(r.Cells[i], first)
		})
		if !keep[i] {
			g.Same = append(g.Same, SameCell{Name: c.Name, Cell: first})
		}
	}
	g.Columns = kept(g.Columns, keep)
	rows := make([]GridRow, len(g.Rows))
	for i, r := range g.Rows {
		rows[i] = GridRow{ID: r.ID, Cells: kept(r.Cells, keep), From: r.From}
	}
	g.Rows = rows
	return g
}
