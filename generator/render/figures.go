package render

import (
	"slices"
	"strings"
	"sync"

	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/words"
)

// A figure is a number that stands on a page: a Link whose text is the number
// and whose address leads to the rows that it is made of. What makes a figure
// asks for that address; a test of the built site finds figures without one.
// Zero is made of no rows and leads nowhere. A number in the words of a cell (a
// note, a title) leads nowhere itself: beside the words stands a way to the row
// that they are written in, once a row.

// figure is a counted number, of which rows is the address.
func (p *page) figure(n int, rows string) Link {
	l := Link{Text: p.words.Integer(n)}
	if n != 0 {
		l.Address = rows
	}
	return l
}

// counted is a counted word (31 commitments), of which rows is the address.
func (p *page) counted(key string, n int, rows string) Link {
	l := Link{Text: p.words.Count(key, n)}
	if n != 0 {
		l.Address = rows
	}
	return l
}

// sentence fills the gaps of a word from pairs of name and value: a string, or
// a Link that stays one.
func (p *page) sentence(key string, pairs ...any) Words {
	return runOf(p.words.Word(key), pairs...)
}

func runOf(text string, pairs ...any) Words {
	var v Words
	for text != "" {
		at, gap, value := len(text), "", any(nil)
		for i := 0; i+1 < len(pairs); i += 2 {
			name := "{" + pairs[i].(string) + "}"
			if found := strings.Index(text, name); found >= 0 && found < at {
				at, gap, value = found, name, pairs[i+1]
			}
		}
		v.add(Link{Text: text[:at]})
		text = text[at+len(gap):]
		switch value := value.(type) {
		case string:
			v.add(Link{Text: value})
		case Link:
			v.add(value)
		case []Link:
			for _, l := range value {
				v.add(l)
			}
		}
	}
	return v
}

// follow puts another sentence after a text.
func (v *Words) follow(next Words) {
	if next.Text == "" {
		return
	}
	v.add(Link{Text: " "})
	for _, part := range next.Parts {
		v.add(part)
	}
}

// add puts a part at the end of a text.
func (v *Words) add(l Link) {
	if l.Text == "" {
		return
	}
	v.Text += l.Text
	if n := len(v.Parts); n > 0 && l.Address == "" && l.Language == "" && v.Parts[n-1].Address == "" && v.Parts[n-1].Language == "" {
		v.Parts[n-1].Text += l.Text
		return
	}
	v.Parts = append(v.Parts, l)
}

// rowsIndex finds the rows of the tables by their ids, and the first row of
// those whose ids begin alike by what they share.
type rowsIndex struct {
	tables map[string]func() map[string]int
}

func indexRows(s *model.Site) rowsIndex {
	x := rowsIndex{map[string]func() map[string]int{}}
	for _, t := range s.Tables {
		x.tables[t.Name] = sync.OnceValue(func() map[string]int {
			at := make(map[string]int, len(t.Rows))
			for i, row := range t.Rows {
				id := t.RowID(row)
				at[id] = i
				for end := strings.LastIndexByte(id, ':'); end >= 0; end = strings.LastIndexByte(id[:end], ':') {
					if _, ok := at[id[:end]]; !ok {
						at[id[:end]] = i
					}
				}
			}
			return at
		})
	}
	return x
}

// row is the address of the row of a table with the cells of its key, or of
// the first row whose key begins with them; "" where the site has none.
func (p *page) row(name string, key ...string) string { return p.rowByID(name, model.KeyID(key...)) }

func (p *page) rowByID(name, id string) string {
	t := p.site.Table(name)
	if t == nil {
		return ""
	}
	at, ok := p.rowAt.tables[name]()[id]
	if !ok {
		return ""
	}
	return p.rowURL(t, at)
}

// rowLink leads to a row, named by its table and the cells of its key.
func (p *page) rowLink(name string, key ...string) Link {
	return p.rowNamed(p.site.Table(name), p.row(name, key...), key)
}

func (p *page) rowNamed(t *model.Published, address string, key []string) Link {
	if address == "" {
		return Link{}
	}
	key = slices.DeleteFunc(slices.Clone(key), func(cell string) bool { return cell == "" })
	return Link{Text: p.words.Word("row"), Name: p.words.Fill("row.of", "row", strings.Join(key, " · "), "title", p.tableTitle(t)), Address: address}
}

// ownRow leads from the page of a thing to its row.
func (p *page) ownRow(name string, key ...string) Link {
	l := p.rowLink(name, key...)
	if l.Address == "" {
		return l
	}
	return Link{Text: p.words.Fill("row.own", "title", p.tableTitle(p.site.Table(name))), Address: l.Address}
}

// holdsFigure reports whether a text holds a number that may be a figure: any
// but a year, and but a small one written out.
func (p *page) holdsFigure(text string) bool {
	return slices.ContainsFunc(p.words.Numbers(text), func(n words.Number) bool {
		if written := text[n.From:n.To]; !strings.ContainsAny(written, "0123456789") {
			return n.Value > 3
		} else if len(written) == 4 && n.Value >= 1900 && n.Value < 2100 {
			return false
		}
		return n.Value != 0
	})
}

// from is a text with the way to the row that it is written in, where it holds
// a figure that does not lead there.
func (p *page) from(v Words, row Link) Words {
	parts := v.Parts
	if parts == nil {
		parts = []Link{{Text: v.Text, Language: v.Language}}
	}
	if row.Address == "" || !slices.ContainsFunc(parts, func(l Link) bool { return l.Address == "" && p.holdsFigure(l.Text) }) {
		return v
	}
	v.Parts = append(slices.Clone(parts), Link{Text: "\u00a0"}, row)
	return v
}

// defined is what a code means.
func (p *page) defined(c *model.Code) Words {
	if c == nil {
		return Words{}
	}
	return p.from(p.say(c.Definition), p.rowLink("codes-"+c.List, c.Code))
}

// settled is a table whose rows keep the way to where they are written only
// where it is needed, and what is the same on all of them has it too.
func (p *page) settled(g Grid) Grid {
	either := func(c GridCell, is func(l Link) bool) bool {
		return slices.ContainsFunc(c.Values, is) || slices.ContainsFunc(c.Under, is)
	}
	figures := func(c GridCell) bool {
		return either(c, func(l Link) bool { return l.Address == "" && p.holdsFigure(l.Text) })
	}
	for i, s := range g.Same {
		if len(g.Rows) > 0 && figures(s.Cell) {
			g.Same[i].From = g.Rows[0].From
		}
	}
	for i := range g.Rows {
		from := g.Rows[i].From
		leads := func(c GridCell) bool {
			return either(c, func(l Link) bool { return l.Address == from.Address })
		}
		if slices.ContainsFunc(g.Rows[i].Cells, leads) || !slices.ContainsFunc(g.Rows[i].Cells, figures) {
			g.Rows[i].From = Link{}
		}
	}
	return g
}

// linkedRows is the address of what an author's link to a dataset names.
func (p *page) linkedRows(l source.RowsLink) string {
	t := p.site.Table(table.Name(l.Dataset))
	switch {
	case t == nil:
		return ""
	case l.Key != "":
		return p.rowByID(t.Name, "row-"+l.Key)
	case l.Rows:
		return p.allRows(t.Name)
	}
	return p.at(t.URL)
}

// rowURL is the address of a row of a table by its place.
func (p *page) rowURL(t *model.Published, at int) string {
	return p.to(t.RowPage(at / model.RowsPerPage)[p.i]) + "#" + t.RowID(t.Rows[at])
}

// allRows is the address of all rows of a table.
func (p *page) allRows(name string) string {
	t := p.site.Table(name)
	if t == nil {
		return ""
	}
	return p.at(t.RowPage(0))
}

// claimRow is the address of the row of a statement.
func (p *page) claimRow(c *model.Claim) string { return p.row("claims", c.ID) }

// whole is the place of a page that is nothing but the rows of a figure.
const whole = "#main"

// inPlan is the place on a page where the commitments of a plan are listed.
func inPlan(plan *model.Plan) string {
	if plan == nil {
		return "#no-plan"
	}
	return "#plan-" + model.Slug(plan.ID)
}

// stopped is the text with a full stop after it.
func (v Words) stopped() Words {
	out := Words{Text: v.Text, Language: v.Language, Parts: append([]Link(nil), v.Parts...)}
	if n := len(out.Parts); n > 0 {
		out.add(Link{Text: "."})
	} else {
		out.Text += "."
	}
	return out
}

// memberRow is the address of the row with how many items of a member have a
// value; without a value, that of the first of its rows on the variable.
func (p *page) memberRow(c model.Comparison, member, value string) string {
	for _, code := range slices.Concat(c.Levels, c.Absences) {
		if value != "" && code.Code != value {
			continue
		}
		scale := c.Scale
		if code.List == "absences" {
			scale = code.List
		}
		if row := p.row("member_ratings", member, c.Generation, c.Variable.Code, scale, code.Code); row != "" {
			return row
		}
	}
	return ""
}

// figured is a sentence of the front matter, which holds no links, with each
// figure leading to the row that the text below names for it. A small number
// written out is left alone: it may count something else there.
func (p *page) figured(v Words, text source.Text) Words {
	if v.Language != "" || text.Doc == nil {
		return v
	}
	rows := map[float64][]string{} // in the order of the text
	for _, link := range text.Doc.Links {
		to, ok := source.ParseRowsLink(link.Destination)
		if !ok || !to.Rows || link.Image {
			continue
		}
		for _, n := range p.words.Numbers(link.Text) {
			if row := p.linkedRows(to); row != "" {
				rows[n.Value] = append(rows[n.Value], row)
			}
		}
	}
	parts := v.Parts
	if parts == nil {
		parts = []Link{{Text: v.Text}}
	}
	var out Words
	for _, part := range parts {
		at := 0
		for _, n := range p.words.Numbers(part.Text) {
			written := part.Text[n.From:n.To]
			left := rows[n.Value]
			if part.Address != "" || len(left) == 0 || n.Value <= 3 && !strings.ContainsAny(written, "0123456789") {
				continue
			}
			out.add(Link{Text: part.Text[at:n.From]})
			out.add(Link{Text: written, Address: left[0]})
			at = n.To
			if len(left) > 1 {
				rows[n.Value] = left[1:] // 50 in 2018 and 50 in 2019
			}
		}
		part.Text = part.Text[at:]
		out.add(part)
	}
	return out
}

// once is a name and a note of one row with one way to it, in the last of them
// that holds a figure.
func (p *page) once(name, note Words, row Link) (Words, Words) {
	if said := p.from(note, row); len(said.Parts) > 0 {
		return name, said
	}
	return p.from(name, row), note
}
