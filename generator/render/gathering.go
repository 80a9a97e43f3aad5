package render

import (
	"path"
	"slices"
	"strings"

	"vitrina/generator/model"
)

// A gathering is a view of a page that shows rows without pages of their own,
// such as the members of a committee. It tells the search what they say, and
// the page is found by it; what has a page of its own is found there.
type gathering interface {
	// named returns the page's title and description.
	named() (title, description string)
	// tell calls heading with what stands above a part of the page, text with
	// what stands in it.
	tell(heading, text func(string))
}

// gathered is what the search knows of such a page.
type gathered struct {
	address, title, headings, text string
	weight                         int
}

// gathers tells the pages that the search listens to.
func (j *job) gathers() bool {
	return j.kind == "overview" && !j.unsearched || j.own != nil && j.own.gathers
}

// gathered are the overviews among jobs in the language with index i, but those
// that the search leaves out.
func (r *renderer) gathered(i int, jobs []job) []gathered {
	var out []gathered
	for _, j := range jobs {
		if j.language == i && j.kind == "overview" && !j.unsearched {
			out = append(out, r.gather(&j))
		}
	}
	return out
}

// gather is what a page that gathers says. Where it is not written yet its view
// is made.
func (r *renderer) gather(j *job) gathered {
	r.hearing.Lock()
	g, ok := r.heard[j.address]
	r.hearing.Unlock()
	if !ok {
		g = r.hear(j, j.view(r.pageOf(j)).(gathering))
	}
	return g
}

// hear listens to the view of a page and remembers what it says, which is much
// less than the view: one view serves the page and the search.
func (r *renderer) hear(j *job, v gathering) gathered {
	g := gathered{address: j.address, weight: weightList}
	if j.own != nil {
		g.weight = j.own.rank()
	}
	var description string
	g.title, description = v.named()
	var headings, text strings.Builder
	put := func(b *strings.Builder) func(string) {
		return func(s string) {
			b.WriteString(bare(s))
			b.WriteByte('\n')
		}
	}
	g.title = bare(g.title)
	put(&text)(description)
	v.tell(put(&headings), put(&text))
	g.headings, g.text = headings.String(), text.String()
	r.hearing.Lock()
	r.heard[j.address] = g
	r.hearing.Unlock()
	return g
}

func (f Frame) named() (title, description string) { return f.Title, f.Description }

// tell leaves out lists of pages and drawings, whose numbers stand in tables.
// Headings of plans stand on many pages, those of lists of pages on theirs.
func (v Overview) tell(heading, text func(string)) {
	text(v.Intro.Text)
	// A figure is looked for on the page that is called as its table.
	own := "/" + path.Base(v.page.address) + "/" + v.page.words.Section("rows") + "/"
	ofPlan := func(title string) bool {
		return slices.ContainsFunc(v.page.site.Plans, func(plan *model.Plan) bool { return strings.Contains(title, v.page.planLink(plan).Text) })
	}
	for _, s := range v.Sections {
		if ofPlan(s.Title) || len(s.Tables)+len(s.Explain)+len(s.Missing) == 0 {
			text(s.Title)
		} else {
			heading(s.Title)
		}
		for _, list := range [][]Words{s.Explain, s.Missing} {
			for _, w := range list {
				text(w.Text)
			}
		}
		for _, g := range s.Tables {
			g.tell(text)
			g.figures(own, heading)
		}
	}
}

// figures says what the cells hold that are numbers of the rows at an address.
func (g Grid) figures(rows string, say func(string)) {
	for _, r := range g.Rows {
		for _, c := range r.Cells {
			for _, l := range c.Values {
				if c.Numeric && strings.Contains(l.Address, rows) {
					say(l.Text)
				}
			}
		}
	}
}

// tell leaves the headings to the overviews, which are about one table each.
func (v Process) tell(_, text func(string)) {
	v.Overview.tell(text, text)
	for _, d := range v.Doors {
		text(d.Text)
		text(d.What.Text)
	}
}

func (v Members) tell(heading, text func(string)) {
	for _, g := range v.Groups {
		heading(g.Name.Text)
		text(g.Country.Text)
		text(g.Kind)
		for _, l := range g.Lines {
			text(l.Source.Text)
			text(l.Note.Text)
		}
	}
}

func (v Disagreements) tell(_, text func(string)) {
	for _, g := range v.Groups {
		for _, d := range g.Disputes {
			text(d.Subject.Text)
			text(d.Property)
			for _, c := range d.Claims {
				text(c.Value.Text)
				text(c.Source.Text)
				text(c.Note.Text)
			}
		}
	}
}

func (v SourcesPage) tell(_, text func(string)) {
	for _, l := range v.Lines {
		text(l.Title)
		text(l.Publisher.Text)
		text(l.Note.Text)
	}
}

// tell leaves the files out: every dataset has a page that is found by its own.
func (v API) tell(_, text func(string)) {
	text(v.Intro)
	for _, l := range v.Addresses[v.files:] {
		text(l.What)
	}
	for _, list := range [][]string{v.Guarantees, v.Versions, v.Limits} {
		for _, said := range list {
			text(said)
		}
	}
}

// tell says what the table and its cells say.
func (g Grid) tell(text func(string)) {
	text(g.Caption)
	cell := func(c GridCell) {
		// The pieces of one sentence are read together.
		var b strings.Builder
		for _, l := range c.Values {
			b.WriteString(l.Text)
			if !c.Run {
				b.WriteByte('\n')
			}
		}
		text(b.String())
		for _, l := range c.Under {
			text(l.Text)
		}
	}
	for _, s := range g.Same {
		cell(s.Cell)
	}
	for _, r := range g.Rows {
		for _, c := range r.Cells {
			cell(c)
		}
	}
}
