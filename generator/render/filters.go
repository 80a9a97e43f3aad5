package render

import (
	"cmp"
	"iter"
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
// which addresses had before.
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

// facets are what a commitment can be filtered by, in the form of an address's
// query.
func facets(c *model.Commitment, line *CommitmentLine) string {
	v := url.Values{"id": {c.ID.Value}}
	if c.Plan != nil {
		v.Set("plan", c.Plan.ID)
	}
	for _, e := range slices.Concat(c.Lead, c.Support) {
		v.Add("entity", e.ID)
	}
	for _, t := range c.Themes {
		v.Add("theme", assigned(c.ThemesBasis, t.Code))
	}
	for _, code := range c.Values {
		v.Add("value", assigned(c.ValuesBasis, code))
	}
	if len(c.Values) == 0 && c.Unclear() != nil {
		v.Set("value", unclear)
	}
	for name, code := range map[string]*model.Code{"branch": c.Branch, "level": c.Level, "territory": c.Territory} {
		if code != nil {
			v.Set(name, code.Code)
		}
	}
	if line.CompletionCode != "" {
		v.Set("completion", line.CompletionVariableCode+"."+line.CompletionCode)
	}
	for _, name := range []string{"theme", "value", "branch", "level", "completion"} {
		if !v.Has(name) {
			v.Set(name, none)
		}
	}
	for _, r := range c.Ratings {
		if r.Variable.Code == "starred" && r.Value.Code == "starred" {
			v.Set("starred", "1")
		}
	}
	return v.Encode()
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
	label := "_label_" + w.Code
	f := Filters{FilterForms: p.forms("count.commitments"), Rows: p.root + "data/commitments.csv"}
	f.Takes = []Take{
		{Text: w.Word("filter.take"), File: f.Rows, Name: w.Word("filter.file"), Between: ",", Yes: "true", Codes: true,
			Columns: strings.Join([]string{"lead" + label, "completion_variable", "completion", "completion" + label, "starred"}, "|")},
		{Text: w.Word("filter.take-spreadsheet"), File: p.root + "data/excel/" + w.Code + "/commitments.csv", Name: w.Word("filter.file-spreadsheet"), Between: w.Separator(), Yes: w.Word("boolean.true"),
			Columns: strings.Join([]string{w.Word("filter.completion"), w.Word("filter.column-starred")}, "|")},
	}
	byID := map[string]*model.Commitment{}
	for _, c := range list {
		byID[c.ID.Value] = c
	}
	type choice struct {
		label string
		order int
		basis *model.Code
	}
	used := map[string]map[string]choice{}
	use := func(name, value, label string, order int) {
		if used[name] == nil {
			used[name] = map[string]choice{}
		}
		used[name][value] = choice{label: label, order: order}
	}
	useOf := func(basis *model.Code, name string, code *model.Code, order int) {
		value := assigned(basis, code)
		use(name, value, p.label(code), order)
		used[name][value] = choice{p.label(code), order, basis}
	}
	for line := range linesOf(groups) {
		c := byID[line.ID]
		line.Facets = facets(c, line)
		if c.Plan != nil {
			use("plan", c.Plan.ID, w.Fill("plan.name", "id", c.Plan.ID), c.Plan.Number)
		}
		for _, e := range slices.Concat(c.Lead, c.Support) {
			use("entity", e.ID, e.Name.In(p.i).Text, 0)
		}
		for _, t := range c.Themes {
			useOf(c.ThemesBasis, "theme", t.Code, 0)
		}
		for _, code := range c.Values {
			useOf(c.ValuesBasis, "value", code, code.Order)
		}
		if strings.Contains("&"+line.Facets+"&", "&value="+unclear+"&") {
			use("value", unclear, w.Word("fact.values-unclear"), 1<<19)
		}
		for name, code := range map[string]*model.Code{"branch": c.Branch, "level": c.Level, "territory": c.Territory} {
			if code != nil {
				order := code.Order
				if name == "territory" {
					order = 0
				}
				use(name, code.Code, p.label(code), order)
			}
		}
		if line.CompletionCode != "" {
			// Values of different variables stay apart, since they are not
			// comparable; the value leads the label, of which a phone shows the
			// beginning.
			r := c.Completion()
			use("completion", line.CompletionVariableCode+"."+line.CompletionCode, line.Completion+" · "+line.CompletionVariable, r.Variable.Order<<8+r.Value.Order)
		}
		if strings.Contains(line.Facets, "starred=1") {
			f.Starred = "1"
		}
		for _, name := range []string{"theme", "value", "branch", "level", "completion"} {
			if strings.Contains("&"+line.Facets+"&", "&"+name+"="+none+"&") {
				label := w.Word("unknown")
				if name == "completion" {
					label = w.Word("rating.none-in-record")
				}
				use(name, none, label, 1<<20)
			}
		}
	}
	for _, facet := range [][2]string{{"plan", "table.plan"}, {"entity", "filter.entity"}, {"theme", "table.theme"}, {"branch", "filter.branch"},
		{"level", "fact.level"}, {"territory", "fact.territory"}, {"value", "filter.value"}, {"completion", "filter.completion"}} {
		filter := Filter{Name: facet[0], Label: w.Word(facet[1])}
		type option struct {
			Option
			choice
		}
		var options []option
		for value, c := range used[facet[0]] {
			options = append(options, option{Option{value, c.label}, c})
		}
		slices.SortFunc(options, func(a, b option) int { return cmp.Compare(a.Value, b.Value) })
		words.Sort(w, options, func(o option) string { return o.Label })
		slices.SortStableFunc(options, func(a, b option) int {
			return cmp.Or(cmp.Compare(basisOrder(a.basis), basisOrder(b.basis)), cmp.Compare(a.order, b.order))
		})
		for i, o := range options {
			if i == 0 || o.basis != options[i-1].basis {
				label := ""
				if o.basis != nil {
					label = p.label(o.basis)
				}
				filter.Groups = append(filter.Groups, OptionGroup{Label: label})
			}
			g := &filter.Groups[len(filter.Groups)-1]
			g.Options = append(g.Options, o.Option)
		}
		if note := map[string]string{"theme": "filter.themes-apart", "value": "filter.values-apart"}[facet[0]]; note != "" && len(filter.Groups) > 1 && filter.Groups[1].Label != "" {
			filter.Note = w.Word(note)
		}
		if len(options) > 1 {
			f.Filters = append(f.Filters, filter)
		}
	}
	return f
}

// basisOrder puts what nobody assigned last.
func basisOrder(basis *model.Code) int {
	if basis == nil {
		return 1 << 20
	}
	return basis.Order
}
