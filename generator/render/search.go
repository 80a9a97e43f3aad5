package render

import (
	"cmp"
	"encoding/json"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/search"
	"vitrina/generator/source"
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

// Weights put what a query finds in order among equals: a commitment's page
// before lists, a page that answers one question before texts on many, and
// pages before the data they are made of.
const (
	weightCommitment = 50 - 10*iota
	weightPlan
	weightEntity
	weightTopic
	weightList
	weightGathering
	weightPage
	weightDataset
)

// lists are the pages that gather others and are no overviews, with the word
// that is their title, and what says more than the pages that it leads to. The
// search asks every overview itself.
var lists = []struct {
	path, title string
	view        func(p *page) gathering
}{
	{"plans", "menu.plans", nil}, {"commitments", "commitments.title", nil}, {"commitments/a-z", "commitments.by-title", nil},
	{"entities", "entities.title", nil}, {"themes", "themes.title", nil},
	{"disagreements", "disagreements.title", func(p *page) gathering { return p.disagreements() }},
	{"members", "members.title", func(p *page) gathering { return p.members() }},
	{"process", "process.title", func(p *page) gathering { return p.process() }},
	{"data", "data.title", nil}, {"data/api", "api.title", func(p *page) gathering { return p.api() }},
	{"sources", "sources.title", func(p *page) gathering { return p.sources() }},
}

// calls are the words with what pages are looked for by and do not say, by the
// pages' paths: what one does there, and the names of forms.
var calls = map[string]string{"data": "search.calls-data", "data/api": "search.calls-api", "changes": "search.calls-changes", "plans": "search.calls-plans", "about": "search.calls-about"}

// formats are what the files of the data are good for.
var formats = []string{"format.csv", "format.spreadsheet", "format.xlsx", "format.all-xlsx", "format.json", "format.jsonl", "format.parquet", "format.sqlite", "format.zip"}

// lettersApart is how long the list from A to Z may be before each letter has
// its own page.
const lettersApart = 1000

// Index writes the search index of every language.
func Index(s *model.Site, sink publish.Sink, workers int) error {
	r := newRenderer(s)
	r.minifier = publish.NewMinifier(true)
	made := addresses(r.pages())
	for i, l := range s.Languages {
		x := search.Index{Entries: r.entries(i, made, true)}
		if err := x.Write(func(name string, data []byte) error { return sink.Put(l.Code+"/search/"+name, data) }, workers); err != nil {
			return err
		}
	}
	return nil
}

// addresses are those of the pages that are made.
func addresses(jobs []job) map[string]bool {
	all := map[string]bool{}
	for _, j := range jobs {
		all[j.address] = true
	}
	return all
}

// gap is where a word takes a value.
var gap = regexp.MustCompile(`\{[a-z]+\}`)

// entries are the pages that can be found, with the texts they are found by,
// in the language with index i. Only pages that are made can be found. Without
// texts an entry has no more than a list shows.
func (r *renderer) entries(i int, made map[string]bool, texts bool) []search.Entry {
	s, w := r.site, r.site.Language(i)
	overviews := r.gathered(i)
	// What pages are called besides, by their addresses.
	called := map[string]string{}
	for path, word := range calls {
		if w.Has(word) {
			called[s.Address(strings.Split(path, "/")...)[i]] = w.Word(word)
		}
	}
	// elsewhere are the titles in the other languages, without the words that
	// are common there and mean something else here.
	common := make([]map[string]bool, len(s.Languages))
	for j, l := range s.Languages {
		common[j] = map[string]bool{}
		if l.Has("search.common") {
			for _, word := range search.Words(l.Word("search.common")) {
				common[j][word] = true
			}
		}
	}
	elsewhere := func(title model.Text) string {
		if !texts {
			return ""
		}
		var b strings.Builder
		for j := range s.Languages {
			if other := title.In(j); j != i && other.Language == "" {
				for _, word := range search.Words(other.Text) {
					if !common[j][word] {
						b.WriteString(word)
						b.WriteByte('\n')
					}
				}
			}
		}
		return b.String()
	}
	var out []search.Entry
	var text strings.Builder
	say := func(words ...string) {
		if !texts {
			return
		}
		for _, w := range words {
			text.WriteString(w)
			text.WriteByte('\n')
		}
	}
	sayText := func(t source.Text) {
		if texts {
			say(t.Doc.Words())
		}
	}
	add := func(e search.Entry, kind string, urls []string, title model.Phrase) {
		if urls[i] == "" || title.Text == "" {
			return
		}
		// An overview is called and says what its page does.
		if at := slices.IndexFunc(overviews, func(g gathered) bool { return g.address == urls[i] }); at >= 0 {
			title.Text = overviews[at].title
			say(overviews[at].text)
			overviews = slices.Delete(overviews, at, at+1)
		}
		e.Kind, e.Address, e.Title, e.Language, e.Text = kind, urls[i], title.Text, title.Language, text.String()
		if word := called[urls[i]]; texts && word != "" {
			e.Names += "\n" + word
		}
		out = append(out, e)
	}
	labels := func(codes ...*model.Code) {
		for _, c := range codes {
			if c != nil {
				say(c.Label.In(i).Text)
			}
		}
	}
	within := map[string]int{} // commitments of each territory
	for _, c := range s.Commitments {
		if c.Territory != nil {
			within[c.Territory.Code]++
		}
	}
	for _, c := range s.Commitments {
		text.Reset()
		line := []string{c.ID.Value}
		if c.Plan != nil {
			line = append(line, w.Fill("plan.name", "id", c.Plan.ID))
		}
		// Who looks for an entity or a territory with one commitment looks for
		// that one: its page comes before a list of nothing else.
		var leads, names []string
		for at, e := range slices.Concat(c.Lead, c.Support) {
			say(e.Name.In(i).Text, e.Acronym)
			if at < len(c.Lead) {
				leads = append(leads, cmp.Or(e.Acronym, e.Name.In(i).Text))
				if len(e.Leads)+len(e.Supports) == 1 {
					names = append(names, e.Name.In(i).Text, e.Acronym)
				}
			}
		}
		if t := c.Territory; t != nil && within[t.Code] == 1 {
			names = append(names, t.Label.In(i).Text)
		}
		if len(leads) > 0 {
			line = append(line, strings.Join(leads, ", "))
		}
		say(c.OGPCode.Value, c.Summary.In(i).Text, c.Change.In(i).Text)
		labels(c.Values...)
		labels(c.Branch, c.Level, c.Territory)
		for _, t := range c.Themes {
			labels(t.Code)
		}
		for _, m := range c.Milestones {
			say(m.Title.In(i).Text, m.Note.In(i).Text)
		}
		for _, said := range slices.Concat(c.Voices.Government, c.Voices.CivilSociety, c.Voices.Remarks) {
			say(said.Text.In(i).Text)
		}
		for _, e := range c.Exercises {
			say(e.Title.In(i).Text, e.Promoter.In(i).Text, e.Note.In(i).Text)
		}
		for _, said := range c.Claims {
			say(said.Words.In(i).Text, said.Note.In(i).Text)
		}
		say(c.Notes.In(i).Text)
		body := c.Commitment.Text
		if t := c.Commitment.Translation(w.Code); t != nil {
			body = t.Text
		}
		sayText(body)
		add(search.Entry{ID: c.ID.Value, Names: strings.Join(names, "\n"), Other: elsewhere(c.Title), Line: strings.Join(line, " · "), Weight: weightCommitment}, w.Word("kind.commitment"), c.URL, c.Title.In(i))
	}
	for _, p := range s.Plans {
		text.Reset()
		say(p.CoCreation.In(i).Text, p.Forum)
		for _, report := range p.Reports {
			say(report.Title)
		}
		for _, said := range p.Claims {
			say(said.Words.In(i).Text, said.Note.In(i).Text)
		}
		if e := s.Page("plans/" + p.ID); e != nil && e.In[i] != nil {
			say(e.In[i].Summary.Value)
			sayText(e.In[i].Text)
		}
		add(search.Entry{ID: p.ID + " " + w.Integer(p.Number), Line: p.Title.In(i).Text, Other: elsewhere(p.Title), Weight: weightPlan}, w.Word("kind.plan"), p.URL, model.Phrase{Text: w.Fill("plan.name", "id", p.ID)})
	}
	for _, e := range s.Entities {
		text.Reset()
		say(e.Place, e.Website, e.Note.In(i).Text)
		labels(e.Branch, e.Level, e.Territory)
		line := w.Count("count.commitments", len(e.Leads)+len(e.Supports))
		if e.Acronym != "" {
			line = e.Acronym + " · " + line
		}
		add(search.Entry{ID: e.Acronym, Line: line, Other: elsewhere(e.Name), Weight: weightEntity}, w.Word("kind.entity"), e.URL, e.Name.In(i))
	}
	for _, t := range s.Themes {
		if len(t.Commitments) > 0 {
			text.Reset()
			say(t.Definition.In(i).Text)
			add(search.Entry{Line: countedApart(w, t, s.Bases()), Other: elsewhere(t.Label), Weight: weightTopic}, w.Word("kind.theme"), t.URL, t.Label.In(i))
		}
	}
	for _, t := range s.Territories() {
		if len(t.Commitments)+len(t.Entities) > 0 {
			text.Reset()
			add(search.Entry{ID: t.Code.Code, Line: w.Count("count.commitments", len(t.Commitments)), Weight: weightTopic}, w.Word("kind.territory"), t.URL, t.Label.In(i))
		}
	}
	for _, list := range [][3]string{{"ogp-values", "values", "kind.value"}, {"sdgs", "goals", "kind.goal"}} {
		l := s.List(list[0])
		if l == nil {
			continue
		}
		for _, c := range l.Codes {
			text.Reset()
			say(c.Definition.In(i).Text)
			add(search.Entry{Other: elsewhere(c.Label), Weight: weightTopic}, w.Word(list[2]), s.Address(list[1], model.Slug(c.Code)), c.Label.In(i))
		}
	}
	for _, t := range s.Tables {
		text.Reset()
		description := t.Schema.Description.Or(w.Code)
		say(t.Name, description)
		add(search.Entry{Line: shorten(description, 110), Weight: weightDataset}, w.Word("kind.dataset"), t.URL, model.Phrase{Text: cmp.Or(t.Schema.Title.Or(w.Code), t.Name)})
	}
	ofOverview := func(url string) bool {
		return slices.ContainsFunc(overviews, func(g gathered) bool { return g.address == url })
	}
	for _, e := range s.Pages {
		f := e.In[i]
		language := ""
		if f == nil {
			f = e.Original()
			language = f.Language
		}
		if e.Name != "index" && !strings.HasPrefix(e.Name, "plans/") && !ofOverview(e.URL[i]) {
			text.Reset()
			say(f.Summary.Value)
			sayText(f.Text)
			for _, l := range lists {
				if l.view != nil && texts && l.path == strings.TrimSuffix(e.Name, "/index") {
					say(r.gather(i, e.URL[i], l.view).text)
				}
			}
			add(search.Entry{Line: shorten(f.Summary.Value, 110), Weight: weightPage}, w.Word("kind.page"), e.URL, model.Phrase{Text: f.Title.Value, Language: language})
		}
	}
	for _, l := range lists {
		urls := s.Address(strings.Split(l.path, "/")...)
		if w.Has(l.title) && s.Page(l.path) == nil && s.Page(l.path+"/index") == nil && made[urls[i]] {
			text.Reset()
			if description := strings.TrimSuffix(l.title, ".title") + ".description"; w.Has(description) {
				say(gap.ReplaceAllString(w.Word(description), ""))
			}
			headings, weight := "", weightList
			if strings.HasPrefix(l.path, "data") {
				for _, format := range formats {
					say(w.Word(format))
				}
			}
			if l.path == "process" {
				weight = weightGathering // the overviews show its tables one by one
			}
			if l.view != nil && texts {
				g := r.gather(i, urls[i], l.view)
				headings = g.headings
				say(g.text)
			}
			add(search.Entry{Parts: headings, Weight: weight}, w.Word("kind.page"), urls, model.Phrase{Text: w.Word(l.title)})
		}
	}
	for _, g := range slices.Clone(overviews) {
		text.Reset()
		urls := make([]string, len(s.Languages))
		urls[i] = g.address
		for _, e := range s.Pages {
			if e.URL[i] == g.address { // the editors' text above it
				f := cmp.Or(e.In[i], e.Original())
				say(f.Summary.Value)
				sayText(f.Text)
			}
		}
		weight := weightList
		if g.address == s.Address("process", "participation")[i] {
			weight++ // it has the sources of figures that others repeat
		}
		add(search.Entry{Parts: g.headings, Weight: weight}, w.Word("kind.page"), urls, model.Phrase{Text: g.title})
	}
	return slices.DeleteFunc(out, func(e search.Entry) bool { return !made[e.Address] })
}

// countedApart is how many commitments have a theme; empty where several
// assign it, whose counts are not summed.
func countedApart(w *words.Language, t *model.Theme, bases []*model.Code) string {
	for _, basis := range bases {
		if n := len(t.By(basis)); n == len(t.Commitments) {
			return w.Count("count.commitments", n)
		}
	}
	return ""
}

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
	made := addresses(others)
	urls := r.site.Address("search")
	for i := range r.site.Languages {
		groups := letters(r.site.Language(i), r.entries(i, made, false))
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
	v := Search{Frame: frame, Index: p.root + w.Code + "/search/", Top: p.root, Common: w.Word("search.common"), Forms: p.forms("count.results"), Count: w.Count("count.pages", total)}
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
	// Note says what a choice joins that is counted apart elsewhere.
	Note    string
	Options []Option
}

// Option is one choice of a filter.
type Option struct{ Value, Label string }

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
		v.Add("theme", t.Code.Code)
	}
	for _, code := range c.Values {
		v.Add("value", code.Code)
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
			Columns: strings.Join([]string{w.Word("filter.column-lead"), w.Word("filter.completion"), w.Word("filter.column-starred")}, "|")},
	}
	byID := map[string]*model.Commitment{}
	for _, c := range list {
		byID[c.ID.Value] = c
	}
	type choice struct {
		label string
		order int
	}
	used := map[string]map[string]choice{}
	use := func(name, value, label string, order int) {
		if used[name] == nil {
			used[name] = map[string]choice{}
		}
		used[name][value] = choice{label, order}
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
			use("theme", t.Code.Code, p.label(t.Code), 0)
		}
		for _, code := range c.Values {
			use("value", code.Code, p.label(code), code.Order)
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
		if facet[0] == "theme" && len(p.site.Bases()) > 1 {
			filter.Note = w.Word("filter.themes-joined")
		}
		type option struct {
			Option
			order int
		}
		var options []option
		for value, c := range used[facet[0]] {
			options = append(options, option{Option{value, c.label}, c.order})
		}
		slices.SortFunc(options, func(a, b option) int { return cmp.Compare(a.Value, b.Value) })
		words.Sort(w, options, func(o option) string { return o.Label })
		slices.SortStableFunc(options, func(a, b option) int { return cmp.Compare(a.order, b.order) })
		for _, o := range options {
			filter.Options = append(filter.Options, o.Option)
		}
		if len(options) > 1 {
			f.Filters = append(f.Filters, filter)
		}
	}
	return f
}
