package check

import (
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"vitrina/generator/date"
	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/words"
	"vitrina/generator/written"
)

// maxSuggestions is how many findings of a run look for the nearest known word:
// each looks at all words, and a file of nothing but mistakes must not stall.
const maxSuggestions = 500

// index holds the look-ups that rules share.
type index struct {
	*source.Tree
	// texts are the Markdown files of the site's languages by path.
	texts  []*text
	byPath map[string]*text
	// byID are the commitments by id, the first where an id is used twice.
	byID map[string]*source.Commitment
	// columns are the columns of datasets that have both a schema and rows.
	columns []column
	// rules are the rules by name.
	rules map[string]Rule

	keys        map[string]*keys
	rowsByKey   map[string]map[string][]int
	planYears   map[string]int
	suggestions int
}

// text is one Markdown file of either kind.
type text struct {
	source.Text
	path, language string
	// name is the path inside the language's folder without .md.
	name string
	// commitment is nil for a page, page is nil for a commitment.
	commitment *source.Commitment
	page       *source.Page
	// original is the file of the default language that this one translates;
	// nil for an original and for a translation without one.
	original *text
	// broken is whether its reading was reported: what is missing may only not
	// have been understood.
	broken bool
	// headings are the fragments of the headings, made when first asked for.
	headings map[string]bool
}

// column is a column of a dataset as the schema describes it.
type column struct {
	dataset *source.Dataset
	field   table.Field
	kind    table.Type
	// at is the index of the column in the table.
	at int
}

// keys are the values by which other files name the rows of a dataset.
type keys struct {
	has map[string]bool
	// file is where they are written.
	file string
	// complete is false where not every row could be read: what is not found
	// there is not called unknown.
	complete bool
}

func newIndex(t *source.Tree) *index {
	ix := &index{Tree: t, byPath: map[string]*text{}, byID: map[string]*source.Commitment{}, keys: map[string]*keys{}, rowsByKey: map[string]map[string][]int{}, rules: map[string]Rule{}}
	for _, r := range Rules {
		ix.rules[r.Name] = r
	}
	ix.indexTexts()
	for _, c := range t.Commitments {
		if c.ID.Given() && ix.byID[c.ID.Value] == nil {
			ix.byID[c.ID.Value] = c
		}
	}
	for _, d := range t.Datasets {
		if d.Table == nil {
			continue
		}
		for _, f := range d.Schema.Fields {
			at := d.Table.Column(f.Name.Value)
			if kind, ok := table.TypeOf(f.Type.Value); ok && at >= 0 {
				ix.columns = append(ix.columns, column{d, f, kind, at})
			}
		}
	}
	return ix
}

func (ix *index) indexTexts() {
	known := map[string]bool{}
	for _, l := range ix.Site.Languages {
		known[l.Value] = true
	}
	add := func(x *text) {
		if !known[x.language] {
			return // the folder was reported
		}
		x.name = strings.TrimSuffix(strings.TrimPrefix(x.path, "content/"+x.language+"/"), ".md")
		x.broken = ix.Broken[x.path]
		ix.texts = append(ix.texts, x)
		ix.byPath[x.path] = x
	}
	addCommitment := func(c *source.Commitment) {
		add(&text{Text: c.Text, path: c.Path, language: c.Language, commitment: c})
	}
	for _, c := range ix.Commitments {
		addCommitment(c)
		for _, t := range c.Translations {
			addCommitment(t)
		}
	}
	for _, c := range ix.Strays {
		addCommitment(c)
	}
	for _, p := range ix.Pages {
		add(&text{Text: p.Text, path: p.Path, language: p.Language, page: p})
	}
	for _, x := range ix.texts {
		if !ix.isOriginal(x) {
			x.original = ix.byPath[ix.pathIn(x, ix.Default())]
		}
	}
	slices.SortFunc(ix.texts, func(a, b *text) int { return strings.Compare(a.path, b.path) })
}

// language returns a language of the site whose words could be read, or nil.
func (ix *index) language(code string) *words.Language {
	for _, l := range ix.Languages {
		if l.Code == code {
			return l
		}
	}
	return nil
}

// text returns the Markdown file at a path, or nil.
func (ix *index) text(file string) *text { return ix.byPath[file] }

func (ix *index) isOriginal(x *text) bool { return x.language == ix.Default() }

// pathIn returns where the same text lies in another language.
func (ix *index) pathIn(x *text, language string) string {
	return "content/" + language + "/" + x.name + ".md"
}

func (x *text) title() written.Text {
	if x.page != nil {
		return x.page.Title
	}
	return x.commitment.Title
}

func (x *text) summary() written.Text {
	if x.page != nil {
		return x.page.Summary
	}
	return x.commitment.Summary
}

func (x *text) sources() written.List {
	if x.page != nil {
		return x.page.Sources
	}
	return x.commitment.Sources
}

func (x *text) accepted() written.List {
	if x.page != nil {
		return x.page.Accepts
	}
	return x.commitment.Accepts
}

// accepts reports whether the page, or the one it translates, lives with the
// warnings of a rule.
func (x *text) accepts(rule string) bool {
	if x.original != nil && x.original.accepts(rule) {
		return true
	}
	for _, a := range x.accepted() {
		if name, _, _ := strings.Cut(a.Value, ":"); strings.TrimSpace(name) == rule {
			return true
		}
	}
	return false
}

// isDraft reports whether the page, or the one it translates, is not published.
func (x *text) isDraft() bool {
	if x.original != nil {
		return x.original.isDraft()
	}
	if x.page != nil {
		return x.page.IsDraft()
	}
	return x.commitment.IsDraft()
}

// pos turns a place in the body into one in the file.
func (x *text) pos(line, column int) diag.Pos {
	return diag.Pos{File: x.path, Line: x.Before + line, Column: column}
}

// hasHeading reports whether a heading can be linked by the fragment.
func (x *text) hasHeading(fragment string) bool {
	if x.headings == nil {
		x.headings = map[string]bool{}
		for _, h := range x.Headings {
			x.headings[h.ID] = true
		}
	}
	return x.headings[fragment]
}

// whole is the place of a file as a whole.
func whole(file string) diag.Pos { return diag.Pos{File: file} }

// values yields the values of a column that are of its type, with the row and
// their place in the cell. The others are for cell-type to report.
func (c column) values() iter.Seq2[place, string] {
	return func(yield func(place, string) bool) {
		for row, cells := range c.dataset.Table.Rows {
			cell := cells[c.at]
			if cell == "" || !c.kind.Valid(cell) {
				continue
			}
			for i, v := range c.field.Values(cell) {
				if !yield(place{c, row, i}, v) {
					return
				}
			}
		}
	}
}

// place is where a value stands, turned into a line and a column only when
// something is reported.
type place struct {
	column
	row, value int
}

func (p place) pos() diag.Pos { return p.dataset.Table.ValuePos(p.row, p.at, p.value) }

// keysOf returns the keys of a dataset, or nil when the site has none of the
// name. Where a key has several columns, other files name rows by the first.
func (ix *index) keysOf(dataset string) *keys {
	if k, ok := ix.keys[dataset]; ok {
		return k
	}
	k := ix.readKeys(dataset)
	ix.keys[dataset] = k
	return k
}

func (ix *index) readKeys(dataset string) *keys {
	k := &keys{has: map[string]bool{}, complete: true}
	if dataset == source.CommitmentsDataset {
		k.file = path.Join("content", ix.Default(), "commitments")
		for _, c := range ix.Commitments {
			// A file whose id could not be read, or is another's, is still meant
			// by its name; file-name and the readers report it.
			k.has[strings.TrimSuffix(path.Base(c.Path), ".md")] = true
			if c.ID.Given() {
				k.has[c.ID.Value] = true
			}
		}
		return k
	}
	d := ix.Dataset(dataset)
	if d == nil {
		return nil
	}
	if d.Table == nil || len(d.Table.Header) == 0 {
		k.complete = false
		return k
	}
	k.file = d.Table.File
	k.complete = !ix.Broken[k.file]
	at := 0
	if len(d.Schema.Key) > 0 {
		at = d.Table.Column(d.Schema.Key[0].Value)
	}
	if at < 0 {
		k.complete = false
		return k
	}
	for _, row := range d.Table.Rows {
		k.has[row[at]] = true
	}
	for _, row := range d.Table.Left {
		if at < len(row) {
			k.has[strings.Trim(row[at], `"`)] = true
		}
	}
	return k
}

// unknown reports whether a dataset that could be read whole lacks a value.
func (k *keys) unknown(value string) bool {
	return k != nil && k.complete && !k.has[value]
}

// unknownCells calls found for each value that references a dataset and is not
// among its keys.
func (ix *index) unknownCells(dataset string, found func(at diag.Pos, value string, k *keys)) {
	k := ix.keysOf(dataset)
	for _, c := range ix.columns {
		if c.field.References.Value != dataset {
			continue
		}
		for p, v := range c.values() {
			if k.unknown(v) {
				found(p.pos(), v, k)
			}
		}
	}
}

// near returns a hint that names the nearest known word, and rest.
func (ix *index) near(typed string, known iter.Seq[string], rest diag.Text) diag.Text {
	if ix.suggestions++; ix.suggestions > maxSuggestions {
		return rest
	}
	return diag.DidYouMean(typed, known, rest)
}

// nearKey returns a hint that names the nearest key, and rest.
func (ix *index) nearKey(typed string, k *keys, rest diag.Text) diag.Text {
	return ix.near(typed, maps.Keys(k.has), rest)
}

// planYear returns the year a plan starts in, or 0 when it is not known.
func (ix *index) planYear(plan string) int {
	if ix.planYears == nil {
		ix.planYears = map[string]int{}
		if d := ix.Dataset("plans"); d != nil && d.Table != nil {
			id, start := d.Table.Column("id"), d.Table.Column("start")
			for _, row := range d.Table.Rows {
				if id < 0 || start < 0 {
					break
				}
				if began, ok := date.Parse(row[start]); ok {
					ix.planYears[row[id]] = began.Year
				}
			}
		}
	}
	return ix.planYears[plan]
}

// characters is the number of characters of a text, as columns count them.
func characters(s string) int { return utf8.RuneCountInString(s) }
