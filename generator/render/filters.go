package render

import (
	"cmp"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/words"
)

// Filters narrow a list of commitments; the script shows them.
type Filters struct {
	Filters []Filter
	// Starred is the value that the mark of a starred commitment has; empty
	// when none is.
	Starred string
	// FilterForms are the plural forms of the number of commitments, as JSON.
	FilterForms string
	// Rows is the file with the rows of the whole list.
	Rows string
	// Takes are the forms in which the rows of a narrowed list can be taken.
	Takes []Take
}

// Take is a way to take the rows that are shown: those of a file, and beside
// them what the list shows and the file lacks.
type Take struct {
	Text, File string
	// Name is what the file is called that a reader gets, Between what stands
	// between its values.
	Name, Between string
	// Columns are the names of what is added, with | between; Yes is the mark of
	// a starred commitment. With Codes the codes stand before their labels.
	Columns, Yes string
	Codes        bool
}

// Filter is one thing to choose by.
type Filter struct {
	// Name stands in the address, Label before the choice.
	Name, Label string
	// Note says why the choices stand in groups.
	Note   string
	Groups []OptionGroup
}

// OptionGroup are choices from one vocabulary, by the name of who assigns them;
// without a name where there is one vocabulary, or for what nobody assigned.
type OptionGroup struct {
	Label   string
	Options []Option
}

// Option is one choice of a filter.
type Option struct{ Value, Label string }

// assigned is the value of a choice that several vocabularies may have by one
// name: who assigns it stands before it. The script also answers the name alone,
// which addresses had before, with what any of them assigned it to.
func assigned(basis, code *model.Code) string {
	if basis == nil {
		return code.Code
	}
	return basis.Code + "." + code.Code
}

// none is the value of what the record does not hold.
const none = "-"

// unclear marks a commitment in which the IRM sees no clear OGP value.
const unclear = "unclear"

// filterKinds are what commitments are chosen by, in their order: what each is
// called in the address and on the page, the word that warns where several
// vocabularies stand in it, and the word for commitments of which the record
// does not hold it, where that is a choice.
var filterKinds = []struct{ name, word, apart, lacking string }{
	{name: "plan", word: "table.plan"}, {name: "entity", word: "filter.entity"}, {"theme", "table.theme", "filter.themes-apart", "unknown"},
	{name: "branch", word: "filter.branch", lacking: "unknown"}, {name: "level", word: "fact.level", lacking: "unknown"}, {name: "territory", word: "fact.territory"},
	{"value", "filter.value", "filter.values-apart", "unknown"}, {name: "completion", word: "filter.completion", lacking: "rating.none-in-record"},
}

// choice is an option with its place among the others.
type choice struct {
	Option
	order int
	basis *model.Code // who assigns it, where several do
}

// marks are what a commitment can be chosen by, by the names of the filters.
type marks map[string][]choice

func (m marks) add(filter, value, label string, order int, basis *model.Code) {
	m[filter] = append(m[filter], choice{Option{value, label}, order, basis})
}

// marksOf are the marks of a commitment on a line of a list.
func (p *page) marksOf(c *model.Commitment, line *CommitmentLine) marks {
	w := p.words
	m := marks{}
	if c.Plan != nil {
		m.add("plan", c.Plan.ID, w.Fill("plan.name", "id", c.Plan.ID), c.Plan.Number, nil)
	}
	for _, e := range slices.Concat(c.Lead, c.Support) {
		m.add("entity", e.ID, tongue(e.Name.In(p.i)), 0, nil)
	}
	for _, t := range c.Themes {
		m.add("theme", assigned(c.ThemesBasis, t.Code), p.label(t.Code), 0, c.ThemesBasis)
	}
	for _, code := range c.Values {
		m.add("value", assigned(c.ValuesBasis, code), p.label(code), code.Order, c.ValuesBasis)
	}
	if len(c.Values) == 0 && c.Unclear() != nil {
		m.add("value", unclear, w.Word("fact.values-unclear"), 1<<19, nil)
	}
	for name, code := range map[string]*model.Code{"branch": c.Branch, "level": c.Level} {
		if code != nil {
			m.add(name, code.Code, p.label(code), code.Order, nil)
		}
	}
	if c.Territory != nil {
		m.add("territory", c.Territory.Code, p.label(c.Territory), 0, nil)
	}
	if line.CompletionCode != "" {
		// Values of different variables stay apart, since they are not
		// comparable; the value leads the label, of which a phone shows the
		// beginning.
		r := c.Completion()
		m.add("completion", line.CompletionVariableCode+"."+line.CompletionCode, line.Completion+" · "+line.CompletionVariable, r.Variable.Order<<8+r.Value.Order, nil)
	}
	for _, kind := range filterKinds {
		if kind.lacking != "" && m[kind.name] == nil {
			m.add(kind.name, none, w.Word(kind.lacking), 1<<20, nil)
		}
	}
	return m
}

// facets are the marks of a commitment in the form of an address's query.
func (m marks) facets(id string, starred bool) string {
	v := url.Values{"id": {id}}
	for name, choices := range m {
		for _, c := range choices {
			v.Add(name, c.Value)
		}
	}
	if starred {
		v.Set("starred", "1")
	}
	return v.Encode()
}

// starred reports whether the IRM starred a commitment.
func starred(c *model.Commitment) bool {
	return slices.ContainsFunc(c.Ratings, func(r *model.Rating) bool { return r.Variable.Code == "starred" && r.Value.Code == "starred" })
}

func linesOf(groups []CommitmentGroup) iter.Seq[*CommitmentLine] {
	return func(yield func(*CommitmentLine) bool) {
		for g := range groups {
			for i := range groups[g].Lines {
				if !yield(&groups[g].Lines[i]) {
					return
				}
			}
		}
	}
}

// filters gives a list of commitments what the script filters it by: the marks
// of each line, and the choices that its lines leave.
func (p *page) filters(list []*model.Commitment, groups []CommitmentGroup) Filters {
	w := p.words
	f := Filters{FilterForms: p.forms("count.commitments"), Rows: p.root + "data/commitments.csv"}
	f.Takes = p.takes(f.Rows)
	byID := map[string]*model.Commitment{}
	for _, c := range list {
		byID[c.ID.Value] = c
	}
	used := map[string]map[string]choice{}
	for _, kind := range filterKinds {
		used[kind.name] = map[string]choice{}
	}
	for line := range linesOf(groups) {
		c := byID[line.ID]
		m := p.marksOf(c, line)
		line.Facets = m.facets(line.ID, starred(c))
		if starred(c) {
			f.Starred = "1"
		}
		for name, choices := range m {
			for _, one := range choices {
				used[name][one.Value] = one
			}
		}
	}
	for _, kind := range filterKinds {
		if len(used[kind.name]) < 2 {
			continue
		}
		filter := Filter{Name: kind.name, Label: w.Word(kind.word), Groups: p.optionGroups(used[kind.name])}
		if kind.apart != "" && len(filter.Groups) > 1 && filter.Groups[1].Label != "" {
			filter.Note = w.Word(kind.apart)
		}
		f.Filters = append(f.Filters, filter)
	}
	return f
}

// takes are the forms in which the rows of a list, which lie in a file, can be
// taken.
func (p *page) takes(rows string) []Take {
	w := p.words
	label := "_label_" + w.Code
	return []Take{
		{Text: w.Word("filter.take"), File: rows, Name: w.Word("filter.file"), Between: ",", Yes: "true", Codes: true,
			Columns: strings.Join([]string{"lead" + label, "completion_variable", "completion", "completion" + label, "starred"}, "|")},
		{Text: w.Word("filter.take-spreadsheet"), File: p.root + "data/excel/" + w.Code + "/commitments.csv", Name: w.Word("filter.file-spreadsheet"), Between: w.Separator(), Yes: w.Word("boolean.true"),
			Columns: strings.Join([]string{w.Word("filter.completion"), w.Word("filter.column-starred")}, "|")},
	}
}

// optionGroups are the choices of a filter in their order, those of each who
// assigns them together.
func (p *page) optionGroups(used map[string]choice) []OptionGroup {
	choices := slices.SortedFunc(maps.Values(used), func(a, b choice) int { return cmp.Compare(a.Value, b.Value) })
	words.Sort(p.words, choices, func(c choice) string { return bare(c.Label) })
	slices.SortStableFunc(choices, func(a, b choice) int {
		return cmp.Or(compareBases(a.basis, b.basis), cmp.Compare(a.order, b.order))
	})
	var out []OptionGroup
	for i, c := range choices {
		if i == 0 || c.basis != choices[i-1].basis {
			out = append(out, OptionGroup{Label: p.label(c.basis)})
		}
		g := &out[len(out)-1]
		g.Options = append(g.Options, c.Option)
	}
	return out
}

// compareBases puts what nobody assigned last. A list of them need not give an
// order: those of one stay together all the same.
func compareBases(a, b *model.Code) int {
	switch {
	case a == b:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Code, b.Code))
}
