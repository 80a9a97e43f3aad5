package render

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/search"
	"vitrina/generator/source"
	"vitrina/generator/words"
)

// Weights put what a query finds in order among equals: a commitment's page
// before lists, a page that answers one question before texts on many, and
// pages before the data they are made of.
const (
	weightCommitment = 80 - 10*iota
	weightPlan
	weightEntity
	weightTopic
	weightList
	weightGathering
	weightPage
	weightDataset
)

// formats are what the files of the data are good for.
var formats = []string{"format.csv", "format.spreadsheet", "format.xlsx", "format.all-xlsx", "format.json", "format.jsonl", "format.parquet", "format.sqlite", "format.zip"}

// Index is the search index of every language, not written yet.
type Index struct {
	*renderer
	jobs []job
}

// NewIndex is the index of a site whose pages nobody has made.
func NewIndex(s *model.Site) *Index {
	r := newRenderer(s)
	r.minifier = publish.NewMinifier(true)
	return &Index{r, r.pages()}
}

// Write writes the index. The error is the sink's.
func (x *Index) Write(sink publish.Sink, workers int) error {
	for i, l := range x.site.Languages {
		of := search.Index{Entries: x.entries(i, x.jobs, true)}
		if err := of.Write(func(name string, data []byte) error { return sink.Put(l.Code+"/search/"+name, data) }, workers); err != nil {
			return err
		}
	}
	return nil
}

// entries are the pages of jobs that can be found, with the texts they are
// found by, in the language with index i. Without texts an entry has no more
// than a list shows.
func (r *renderer) entries(i int, jobs []job, texts bool) []search.Entry {
	f := r.finder(i, jobs, texts)
	f.commitments()
	f.plans()
	f.entities()
	f.themes()
	f.territories()
	for _, c := range codings {
		f.codes(c)
	}
	f.tables()
	f.editorials()
	f.lists()
	f.rest()
	return f.out
}

// finder collects what can be found in one language.
type finder struct {
	*renderer
	words *words.Language
	i     int
	texts bool
	// own are the site's own pages that are no overviews, made the addresses of
	// all pages.
	own  []job
	made map[string]bool
	// overviews are those that no entry is of yet.
	overviews []gathered
	// called are what pages are called besides, by their addresses.
	called map[string]string
	// common are the words, by language, that are common there and mean
	// something else here.
	common []map[string]bool
	out    []search.Entry
}

func (r *renderer) finder(i int, jobs []job, texts bool) *finder {
	f := &finder{renderer: r, words: r.site.Language(i), i: i, texts: texts, made: map[string]bool{}, overviews: r.gathered(i, jobs), called: map[string]string{}}
	for _, j := range jobs {
		f.made[j.address] = true
		if j.language == i && j.own != nil && j.kind != "overview" {
			f.own = append(f.own, j)
		}
	}
	for _, o := range ownPages() {
		if o.calls != "" {
			f.called[o.addresses(r.site)[i]] = f.words.Word(o.calls)
		}
	}
	for _, l := range r.site.Languages {
		common := map[string]bool{}
		for _, word := range search.Words(l.Word("search.common")) {
			common[word] = true
		}
		f.common = append(f.common, common)
	}
	return f
}

// told collects the text that a page is found by, and apart what its parts are
// called.
type told struct {
	strings.Builder
	parts string
	i     int
}

func (t *told) say(texts ...string) {
	for _, text := range texts {
		t.WriteString(text)
		t.WriteByte('\n')
	}
}

func (t *told) texts(texts ...model.Text) {
	for _, text := range texts {
		t.say(text.In(t.i).Text)
	}
}

func (t *told) labels(codes ...*model.Code) {
	for _, c := range codes {
		if c != nil {
			t.texts(c.Label)
		}
	}
}

func (t *told) claims(claims []*model.Claim) {
	for _, c := range claims {
		t.texts(c.Words, c.Note)
	}
}

func (t *told) body(text source.Text) { t.say(text.Doc.Words()) }

// page says what an editorial page says.
func (t *told) page(f *source.Page) {
	t.say(f.Summary.Value)
	t.body(f.Text)
}

// add adds a page of a kind where it is made, with what tell says of it.
func (f *finder) add(kind, address string, title model.Phrase, e search.Entry, tell func(t *told)) {
	if title.Text == "" || !f.made[address] {
		return
	}
	t := told{i: f.i}
	if f.texts {
		tell(&t)
	}
	// An overview is called and says what its page does.
	if at := f.overview(address); at >= 0 {
		title.Text = f.overviews[at].title
		t.say(f.overviews[at].text)
		f.overviews = slices.Delete(f.overviews, at, at+1)
	}
	e.Kind, e.Address, e.Title, e.Language = f.words.Word(kind), address, title.Text, title.Language
	if f.texts {
		e.Text, e.Parts = t.String(), t.parts
		if called := f.called[address]; called != "" {
			e.Names += "\n" + called
		}
	}
	f.out = append(f.out, e)
}

// overview is the place of the overview with an address among those that no
// entry is of yet; -1 where there is none.
func (f *finder) overview(address string) int {
	return slices.IndexFunc(f.overviews, func(g gathered) bool { return g.address == address })
}

// elsewhere is a title in the other languages, without the words that are
// common there.
func (f *finder) elsewhere(title model.Text) string {
	if !f.texts {
		return ""
	}
	var t told
	for j := range f.site.Languages {
		if other := title.In(j); j != f.i && other.Language == "" {
			for _, word := range search.Words(other.Text) {
				if !f.common[j][word] {
					t.say(word)
				}
			}
		}
	}
	return t.String()
}

func (f *finder) commitments() {
	within := map[string]int{} // commitments of each territory
	for _, c := range f.site.Commitments {
		if c.Territory != nil {
			within[c.Territory.Code]++
		}
	}
	for _, c := range f.site.Commitments {
		e := search.Entry{ID: c.ID.Value, Names: f.ofNoOther(c, within), Other: f.elsewhere(c.Title), Line: f.commitmentLine(c), Weight: weightCommitment}
		f.add("kind.commitment", c.URL[f.i], c.Title.In(f.i), e, func(t *told) { f.tellCommitment(t, c) })
	}
}

// ofNoOther are the names of the entities and the territory that have this
// commitment alone: who looks for one of them looks for the commitment, whose
// page comes before a list of nothing else.
func (f *finder) ofNoOther(c *model.Commitment, within map[string]int) string {
	var names []string
	for _, e := range c.Lead {
		if len(e.Leads)+len(e.Supports) == 1 {
			names = append(names, e.Name.In(f.i).Text, e.Acronym)
		}
	}
	if t := c.Territory; t != nil && within[t.Code] == 1 {
		names = append(names, t.Label.In(f.i).Text)
	}
	return strings.Join(names, "\n")
}

// commitmentLine tells a commitment from others: its id, plan and who leads it.
func (f *finder) commitmentLine(c *model.Commitment) string {
	line := []string{c.ID.Value}
	if c.Plan != nil {
		line = append(line, f.planName(c.Plan))
	}
	var leads []string
	for _, e := range c.Lead {
		leads = append(leads, cmp.Or(e.Acronym, e.Name.In(f.i).Text))
	}
	if len(leads) > 0 {
		line = append(line, strings.Join(leads, ", "))
	}
	return strings.Join(line, " · ")
}

func (f *finder) planName(p *model.Plan) string { return f.words.Fill("plan.name", "id", p.ID) }

func (f *finder) tellCommitment(t *told, c *model.Commitment) {
	for _, e := range slices.Concat(c.Lead, c.Support) {
		t.texts(e.Name)
		t.say(e.Acronym)
	}
	t.say(c.OGPCode.Value)
	t.texts(c.Summary, c.Change, c.Notes)
	t.labels(c.Values...)
	t.labels(c.Branch, c.Level, c.Territory)
	for _, theme := range c.Themes {
		t.labels(theme.Code)
	}
	for _, m := range c.Milestones {
		t.texts(m.Title, m.Note)
	}
	for _, said := range slices.Concat(c.Voices.Government, c.Voices.CivilSociety, c.Voices.Remarks) {
		t.texts(said.Text)
	}
	for _, e := range c.Exercises {
		t.texts(e.Title, e.Promoter, e.Note)
	}
	t.claims(c.Claims)
	if translation := c.Commitment.Translation(f.words.Code); translation != nil {
		t.body(translation.Text)
	} else {
		t.body(c.Commitment.Text)
	}
}

func (f *finder) plans() {
	for _, p := range f.site.Plans {
		e := search.Entry{ID: p.ID + " " + f.words.Integer(p.Number), Line: p.Title.In(f.i).Text, Other: f.elsewhere(p.Title), Weight: weightPlan}
		f.add("kind.plan", p.URL[f.i], model.Phrase{Text: f.planName(p)}, e, func(t *told) {
			t.texts(p.CoCreation)
			t.say(p.Forum)
			for _, report := range p.Reports {
				t.say(report.Title)
			}
			t.claims(p.Claims)
			if e := f.site.Page("plans/" + p.ID); e != nil && e.In[f.i] != nil {
				t.page(e.In[f.i])
			}
		})
	}
}

func (f *finder) entities() {
	for _, e := range f.site.Entities {
		line := f.words.Count("count.commitments", len(e.Leads)+len(e.Supports))
		if e.Acronym != "" {
			line = e.Acronym + " · " + line
		}
		f.add("kind.entity", e.URL[f.i], e.Name.In(f.i), search.Entry{ID: e.Acronym, Line: line, Other: f.elsewhere(e.Name), Weight: weightEntity}, func(t *told) {
			t.say(e.Place, e.Website)
			t.texts(e.Note)
			t.labels(e.Branch, e.Level, e.Territory)
		})
	}
}

func (f *finder) themes() {
	for _, theme := range f.site.Themes {
		if len(theme.Commitments) > 0 {
			e := search.Entry{Line: countedApart(f.words, theme, f.site.Bases()), Other: f.elsewhere(theme.Label), Weight: weightTopic}
			f.add("kind.theme", theme.URL[f.i], theme.Label.In(f.i), e, func(t *told) { t.texts(theme.Definition) })
		}
	}
}

func (f *finder) territories() {
	for _, t := range f.site.Territories() {
		if len(t.Commitments)+len(t.Entities) > 0 {
			e := search.Entry{ID: t.Code.Code, Line: f.words.Count("count.commitments", len(t.Commitments)), Weight: weightTopic}
			f.add("kind.territory", t.URL[f.i], t.Label.In(f.i), e, func(*told) {})
		}
	}
}

func (f *finder) codes(c coding) {
	for _, code := range c.codes(f.site) {
		e := search.Entry{Other: f.elsewhere(code.Label), Weight: weightTopic}
		f.add(c.kind, c.address(f.site, code)[f.i], code.Label.In(f.i), e, func(t *told) { t.texts(code.Definition) })
	}
}

func (f *finder) tables() {
	for _, table := range f.site.Tables {
		description := table.Schema.Description.Or(f.words.Code)
		title := model.Phrase{Text: cmp.Or(table.Schema.Title.Or(f.words.Code), table.Name)}
		f.add("kind.dataset", table.URL[f.i], title, search.Entry{Line: shorten(description, 110), Weight: weightDataset}, func(t *told) { t.say(table.Name, description) })
	}
}

// editorials are the pages of the editors, but those that stand on a plan or an
// overview.
func (f *finder) editorials() {
	for _, e := range f.site.Pages {
		if e.Name == "index" || strings.HasPrefix(e.Name, "plans/") || f.overview(e.URL[f.i]) >= 0 {
			continue
		}
		front, language := e.In[f.i], ""
		if front == nil {
			front = e.Original()
			language = front.Language
		}
		f.add("kind.page", e.URL[f.i], model.Phrase{Text: front.Title.Value, Language: language}, search.Entry{Line: shorten(front.Summary.Value, 110), Weight: weightPage}, func(t *told) {
			t.page(front)
			for _, j := range f.own {
				if j.address == e.URL[f.i] && j.own.gathers {
					t.say(f.gather(&j).text)
				}
			}
		})
	}
}

// gap is where a word takes a value.
var gap = regexp.MustCompile(`\{[a-z]+\}`)

// lists are the site's own pages that are no overviews and have no text of the
// editors.
func (f *finder) lists() {
	for _, j := range f.own {
		if f.site.Page(j.own.path) != nil || f.site.Page(j.own.path+"/index") != nil {
			continue
		}
		heading := j.own.heading()
		f.add("kind.page", j.address, model.Phrase{Text: f.words.Word(heading)}, search.Entry{Weight: j.own.rank()}, func(t *told) {
			if description := strings.TrimSuffix(heading, ".title") + ".description"; f.words.Has(description) {
				t.say(gap.ReplaceAllString(f.words.Word(description), ""))
			}
			for _, word := range j.own.says {
				t.say(f.words.Word(word))
			}
			if j.own.gathers {
				g := f.gather(&j)
				t.parts = g.headings
				t.say(g.text)
			}
		})
	}
}

// rest are the overviews that no entry is of yet.
func (f *finder) rest() {
	for _, g := range slices.Clone(f.overviews) {
		f.add("kind.page", g.address, model.Phrase{Text: g.title}, search.Entry{Weight: g.weight}, func(t *told) {
			t.parts = g.headings
			for _, e := range f.site.Pages {
				if e.URL[f.i] == g.address { // the editors' text above it
					t.page(cmp.Or(e.In[f.i], e.Original()))
				}
			}
		})
	}
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
