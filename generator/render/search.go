package render

import (
	"encoding/json"
	"slices"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/search"
	"vitrina/generator/words"
)

// Search is the view of search.html: the search, and without script the list
// of everything from A to Z.
type Search struct {
	Frame
	// Index is the folder of the search index, Top the site's top, both
	// relative to the page.
	Index, Top string
	// Common are words that a query need not contain a match for when it has
	// others: articles, and what questions are asked with.
	Common string
	// Plurals are how the languages of the site form the plural of words, for
	// what is found in either number.
	Plurals string
	// Forms are the plural forms of the number of results, as JSON by CLDR
	// category.
	Forms string
	// Count is how many pages the list has.
	Count string
	// Letters lead to the groups: on this page, or each on its own where the
	// list would be too long for one.
	Letters []Link
	Groups  []IndexGroup
	// Whole leads from the page of a letter to the search.
	Whole Link
}

// IndexGroup is a letter with what begins with it.
type IndexGroup struct {
	ID, Title string
	Lines     []IndexLine
}

// IndexLine is a page in the list from A to Z.
type IndexLine struct {
	Link
	// Kind says what it is, Line tells it from others of the same title.
	Kind, Line string
}

// lettersApart is how long the list from A to Z may be before each letter has
// its own page.
const lettersApart = 1000

// letters groups what can be found by the letter that its title begins with.
func letters(w *words.Language, all []search.Entry) []IndexGroup {
	words.Sort(w, all, func(e search.Entry) string { return strings.TrimLeft(e.Title, "«“\"¿¡ ") })
	var out []IndexGroup
	at := map[string]int{}
	for _, e := range all {
		letter := initial(e.Title)
		i, ok := at[letter]
		if !ok {
			i = len(out)
			at[letter] = i
			id := model.Slug(strings.ToLower(letter))
			switch letter {
			case "Ñ":
				id = "enye"
			case "0–9":
				id = "0-9"
			}
			out = append(out, IndexGroup{ID: id, Title: letter})
		}
		out[i].Lines = append(out[i].Lines, IndexLine{Link: Link{Text: e.Title, Address: e.Address, Language: e.Language}, Kind: e.Kind, Line: e.Line})
	}
	return out
}

// searchJobs adds the search of every language, and a page for each letter
// where the list from A to Z is long.
func (r *renderer) searchJobs(others []job) []job {
	var out []job
	urls := r.site.Address("search")
	for i := range r.site.Languages {
		groups := letters(r.site.Language(i), r.entries(i, others, false))
		total := 0
		for _, g := range groups {
			total += len(g.Lines)
		}
		apart := total > lettersApart
		out = append(out, job{kind: "search", language: i, address: urls[i], urls: urls, view: func(p *page) any { return p.search(groups, total, apart) }})
		if !apart {
			continue
		}
		for _, g := range groups {
			out = append(out, job{kind: "search", language: i, address: urls[i] + g.ID + "/", hidden: true, view: func(p *page) any { return p.searchLetter(g, groups) }})
		}
	}
	return out
}

func (p *page) search(groups []IndexGroup, total int, apart bool) Search {
	w := p.words
	frame, _ := p.headed("search", w.Word("search.title"), w.Word("search.description"), "")
	v := Search{Frame: frame, Index: p.root + w.Code + "/search/", Top: p.root, Common: w.Word("search.common"), Plurals: plurals(p.site), Forms: p.forms("count.results"), Count: w.Count("count.pages", total)}
	for _, g := range groups {
		l := Link{Text: g.Title, Address: "#letter-" + g.ID}
		if apart {
			l.Address = g.ID + "/index.html"
		}
		v.Letters = append(v.Letters, l)
	}
	if !apart {
		for _, g := range groups {
			v.Groups = append(v.Groups, p.indexGroup(g))
		}
	}
	return v
}

func (p *page) searchLetter(g IndexGroup, groups []IndexGroup) Search {
	w := p.words
	title := w.Fill("search.letter", "letter", g.Title)
	whole := Link{Text: w.Word("search.title"), Address: "../index.html"}
	v := Search{Frame: p.frame(title, title, "", whole), Count: w.Count("count.pages", len(g.Lines)), Groups: []IndexGroup{p.indexGroup(g)}, Whole: whole}
	for _, other := range groups {
		v.Letters = append(v.Letters, Link{Text: other.Title, Address: "../" + other.ID + "/index.html", Current: other.ID == g.ID})
	}
	return v
}

func (p *page) indexGroup(g IndexGroup) IndexGroup {
	out := IndexGroup{ID: "letter-" + g.ID, Title: g.Title, Lines: slices.Clone(g.Lines)}
	for i := range out.Lines {
		out.Lines[i].Address = p.to(out.Lines[i].Address)
	}
	return out
}

// plurals are the rules of all languages, since titles are found in each of
// them, with a space between two.
func plurals(s *model.Site) string {
	var out []string
	for _, l := range s.Languages {
		for _, rule := range l.Endings {
			if !slices.Contains(out, rule.String()) {
				out = append(out, rule.String())
			}
		}
	}
	return strings.Join(out, " ")
}

// forms writes the plural forms of a counted word for the script.
func (p *page) forms(key string) string {
	forms := map[string]string{}
	for _, e := range p.words.Form.Words {
		if e.Key.Value == key {
			for _, f := range e.Forms {
				forms[f.Language.Value] = f.Text.Value
			}
		}
	}
	data, err := json.Marshal(forms)
	if err != nil {
		panic("render: plural forms have no JSON form: " + err.Error())
	}
	return string(data)
}
