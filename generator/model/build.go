package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"vitrina/generator/date"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/words"
)

// Options are what a build is told besides the sources.
type Options struct {
	// AsOf is the date that lateness is computed against.
	AsOf date.Date
	// BaseURL and Repository replace those of site.yaml when given.
	BaseURL, Repository string
}

// Build joins the sources into the site. The tree must have passed the checks.
func Build(tree *source.Tree, o Options) *Site {
	s := &Site{
		Tree: tree, AsOf: o.AsOf,
		BaseURL:    withSlash(cmp.Or(o.BaseURL, tree.Site.BaseURL.Value)),
		Repository: strings.TrimRight(cmp.Or(o.Repository, tree.Site.Repository.Value), "/"),
		plans:      map[string]*Plan{}, commitments: map[string]*Commitment{}, entities: map[string]*Entity{},
		sources: map[string]*Source{}, reports: map[string]*Report{}, lists: map[string]*List{}, unlisted: &sync.Map{},
	}
	s.scaleUses = sync.OnceValue(s.readScaleUses)
	for _, l := range tree.Languages {
		s.codes = append(s.codes, l.Code)
	}
	s.buildLists()
	s.buildSources()
	s.buildPlans()
	s.buildEntities()
	s.buildThemes()
	s.buildReports()
	s.buildCommitments()
	s.joinMilestones()
	s.joinRatings()
	s.joinUpdates()
	s.joinClaims()
	s.joinTold()
	s.joinExercises()
	s.buildMembers()
	s.buildPages()
	s.finish()
	s.buildSpreads()
	s.publishTables()
	s.buildEditions()
	return s
}

func withSlash(address string) string {
	if address == "" || strings.HasSuffix(address, "/") {
		return address
	}
	return address + "/"
}

// address returns the address in every language of a page whose path in
// content/ would be the given parts.
func (s *Site) address(parts ...string) []string {
	urls := make([]string, len(s.Languages))
	for i, l := range s.Languages {
		var b strings.Builder
		b.WriteString(l.Code)
		b.WriteByte('/')
		for _, p := range parts {
			b.WriteString(l.Section(p))
			b.WriteByte('/')
		}
		urls[i] = b.String()
	}
	return urls
}

// Address returns the address, in each language, of the page or list that the
// parts of a path in content/ name.
func (s *Site) Address(parts ...string) []string { return s.address(parts...) }

// Slug is the form of an id in an address: lower case, every other character
// than letters and digits a hyphen.
func Slug(id string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + ('a' - 'A')
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return '-'
	}, id)
}

func (s *Site) buildLists() {
	for _, d := range s.Datasets {
		if !d.IsCodeList() || d.Table == nil {
			continue
		}
		l := &List{Name: strings.TrimPrefix(d.Name, source.CodesFolder), Dataset: d, byCode: map[string]*Code{}}
		label, definition := s.column(d.Table, "label"), s.column(d.Table, "definition")
		for i, r := range table.Rows[codeRow](d.Table) {
			c := &Code{List: l.Name, Code: r.Code.String(), Label: label(i), Definition: definition(i), Order: int(r.Order.Value), From: r.From.Date}
			if c.Label == nil {
				c.Label = s.text(func(string) string { return c.Code })
			}
			l.Codes = append(l.Codes, c)
			l.byCode[c.Code] = c
		}
		slices.SortStableFunc(l.Codes, func(a, b *Code) int { return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Code, b.Code)) })
		s.lists[l.Name] = l
	}
}

func (s *Site) buildSources() {
	rows, t := rowsOf[sourceRow](s.Tree, "sources")
	name, note := s.column(t, "name"), s.column(t, "note")
	for i, r := range rows {
		s.sources[r.ID.String()] = &Source{ID: r.ID.String(), Title: r.Title.String(), Publisher: r.Publisher.String(), URL: r.URL.String(),
			Date: r.Date.Date, Language: r.Language.String(), TitleLanguage: cmp.Or(r.TitleIn.String(), r.Language.String()), Name: name(i), Note: note(i)}
	}
}

// Sources returns all sources by title.
func (s *Site) Sources() []*Source {
	all := make([]*Source, 0, len(s.sources))
	for _, src := range s.sources {
		all = append(all, src)
	}
	slices.SortFunc(all, func(a, b *Source) int { return cmp.Compare(a.ID, b.ID) })
	words.Sort(s.Languages[0], all, func(src *Source) string { return src.Title })
	return all
}

func (s *Site) buildPlans() {
	rows, t := rowsOf[planRow](s.Tree, "plans")
	title, process, note := s.column(t, "title"), s.column(t, "co_creation"), s.column(t, "note")
	for i, r := range rows {
		id := r.ID.String()
		p := &Plan{ID: id, Number: int(r.Number.Value), Title: title(i), Start: r.Start.Date, End: r.End.Date, CoCreation: process(i),
			Forum: r.Forum.String(), ForumMembers: r.ForumMembers, DocumentDate: r.DocumentDate.Date, Note: note(i),
			Source: s.sources[r.Source.String()], Others: s.sourcesOf(r.OtherSources), URL: s.address("plans", Slug(id))}
		if p.Title == nil {
			p.Title = s.text(func(string) string { return id })
		}
		s.Plans = append(s.Plans, p)
		s.plans[id] = p
	}
	slices.SortStableFunc(s.Plans, func(a, b *Plan) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
}

func (s *Site) buildEntities() {
	rows, t := rowsOf[entityRow](s.Tree, "entities")
	name, note := s.column(t, "name"), s.column(t, "note")
	for i, r := range rows {
		id := r.ID.String()
		e := &Entity{Kind: s.Code("entity-kinds", r.Kind.String()), Note: note(i), ID: id, Acronym: r.Acronym.String(), Place: r.Place.String(), Website: r.Website.String(), Name: name(i),
			Branch: s.Code("branches", r.Branch.String()), Level: s.Code("levels", r.Level.String()), Territory: s.Code("departments", r.Territory.String()),
			Source: s.sources[r.Source.String()], URL: s.address("entities", Slug(id))}
		if e.Name == nil {
			e.Name = s.text(func(string) string { return id })
		}
		s.Entities = append(s.Entities, e)
		s.entities[id] = e
	}
}

func (s *Site) buildThemes() {
	l := s.lists["themes"]
	if l == nil {
		return
	}
	for _, c := range l.Codes {
		s.Themes = append(s.Themes, &Theme{Code: c, URL: s.address("themes", Slug(c.Code))})
	}
}

func (s *Site) buildReports() {
	rows, t := rowsOf[reportRow](s.Tree, "reports")
	results, note := s.column(t, "key_results"), s.column(t, "note")
	for i, r := range rows {
		rep := &Report{ID: r.ID.String(), Title: r.Title.String(), TitleLanguage: r.TitleIn.String(), Languages: r.Languages, Plan: s.plans[r.Plan.String()], Kind: s.Code("report-kinds", r.Kind.String()),
			Published: r.Published.Date, KeyResults: results(i), Source: s.sources[r.Source.String()], Note: note(i)}
		s.Reports = append(s.Reports, rep)
		s.reports[rep.ID] = rep
		if rep.Plan != nil {
			rep.Plan.Reports = append(rep.Plan.Reports, rep)
		}
	}
	slices.SortStableFunc(s.Reports, func(a, b *Report) int { return a.Published.Compare(b.Published) })
}

func (s *Site) buildCommitments() {
	themes := map[string]*Theme{}
	for _, t := range s.Themes {
		themes[t.Code.Code] = t
	}
	for _, src := range s.Tree.Commitments {
		if src.IsDraft() {
			continue
		}
		c := s.commitmentOf(src)
		s.joinEntities(c)
		for _, code := range src.Front.Themes {
			if t := themes[code.Value]; t != nil {
				c.Themes = append(c.Themes, t)
			}
		}
		if c.Plan != nil {
			c.Plan.Commitments = append(c.Plan.Commitments, c)
		}
		s.Commitments = append(s.Commitments, c)
		s.commitments[src.ID.Value] = c
	}
	s.sortCommitments()
	for _, c := range s.Commitments {
		if len(c.Themes) == 0 {
			s.Themeless++
		}
		for _, t := range c.Themes {
			t.Commitments = append(t.Commitments, c)
		}
		for _, id := range c.Commitment.Continues {
			if earlier := s.commitments[id.Value]; earlier != nil {
				c.Continues = append(c.Continues, earlier)
				earlier.Followed = append(earlier.Followed, c)
			}
		}
	}
}

// commitmentOf is a commitment with what its own file says.
func (s *Site) commitmentOf(src *source.Commitment) *Commitment {
	c := &Commitment{Commitment: src, Slug: Slug(src.ID.Value), Plan: s.plans[src.Front.Plan.Value]}
	c.URL = s.address("commitments", c.Slug)
	in := func(of func(f *source.Commitment) string) Text {
		return s.text(func(language string) string {
			if f := src.Translation(language); f != nil {
				return of(f)
			}
			return ""
		})
	}
	c.Title = in(func(f *source.Commitment) string { return f.Front.Title.Value })
	c.Summary = in(func(f *source.Commitment) string { return f.Front.Summary.Value })
	c.Change = in(func(f *source.Commitment) string { return f.Front.Change.Value })
	c.Notes = s.text(src.Front.Notes.Of)
	c.Start, _ = date.Parse(src.Front.Start.Value)
	c.End, _ = date.Parse(src.Front.End.Value)
	c.Sources = s.sourcesOf(src.Front.Sources.Values())
	c.Values = s.codesOf("ogp-values", src.Front.Values.Values())
	c.SDGs = s.codesOf("sdgs", src.Front.SDGs.Values())
	c.CodeBasis = s.Code("code-basis", src.Front.CodeBasis.Value)
	c.ThemesBasis = s.Code("themes-basis", src.Front.ThemesBasis.Value)
	c.ValuesBasis = s.Code("values-basis", src.Front.ValuesBasis.Value)
	c.Branch = s.Code("branches", src.Front.Branch.Value)
	c.Level = s.Code("levels", src.Front.Level.Value)
	c.Territory = s.Code("departments", src.Front.Territory.Value)
	for _, code := range s.codes {
		c.TitleBasis = append(c.TitleBasis, s.Code("title-basis", src.Front.TitleBasis.Of(code)))
	}
	return c
}

// joinEntities joins a commitment to those who lead and support it.
func (s *Site) joinEntities(c *Commitment) {
	for _, id := range c.Front.Lead {
		if e := s.entities[id.Value]; e != nil {
			c.Lead = append(c.Lead, e)
			e.Leads = append(e.Leads, c)
		}
	}
	for _, id := range c.Front.Support {
		if e := s.entities[id.Value]; e != nil {
			c.Support = append(c.Support, e)
			e.Supports = append(e.Supports, c)
		}
	}
}

// sortCommitments puts commitments in order wherever they are listed: by plan,
// then by their numbers.
func (s *Site) sortCommitments() {
	order := func(a, b *Commitment) int {
		return cmp.Or(cmp.Compare(s.planNumber(a), s.planNumber(b)), compareNumbers(a.Number.Value, b.Number.Value), cmp.Compare(a.ID.Value, b.ID.Value))
	}
	slices.SortFunc(s.Commitments, order)
	for _, p := range s.Plans {
		slices.SortFunc(p.Commitments, order)
		for i := range p.Commitments[min(1, len(p.Commitments)):] {
			before, after := p.Commitments[i], p.Commitments[i+1]
			before.Next, after.Previous = after, before
		}
	}
	for _, e := range s.Entities {
		slices.SortFunc(e.Leads, order)
		slices.SortFunc(e.Supports, order)
	}
}

func (s *Site) planNumber(c *Commitment) int {
	if c.Plan == nil {
		return 1 << 30
	}
	return c.Plan.Number
}

// compareNumbers orders "2.2" before "2.10" and the empty number last.
func compareNumbers(a, b string) int {
	if a == "" || b == "" {
		return cmp.Compare(b, a)
	}
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		m, errM := strconv.Atoi(x[i])
		n, errN := strconv.Atoi(y[i])
		order := cmp.Compare(m, n)
		if errM != nil || errN != nil {
			order = cmp.Compare(x[i], y[i])
		}
		if order != 0 {
			return order
		}
	}
	return cmp.Compare(len(x), len(y))
}

func (s *Site) joinMilestones() {
	rows, t := rowsOf[milestoneRow](s.Tree, "milestones")
	title, indicator, note := s.column(t, "title"), s.column(t, "indicator"), s.column(t, "note")
	for i, r := range rows {
		c := s.commitments[r.Commitment.String()]
		if c == nil {
			continue
		}
		c.Milestones = append(c.Milestones, &Milestone{Order: r.Order.String(), Title: title(i), Start: r.Start.Date, Due: r.Due.Date, FirstDue: r.FirstDue.Date,
			Status: s.Code("milestone-status", r.Status.String()), Indicator: indicator(i), Target: r.Target, Source: s.sources[r.Source.String()], Note: note(i)})
	}
	for _, c := range s.Commitments {
		slices.SortStableFunc(c.Milestones, func(a, b *Milestone) int { return compareNumbers(a.Order, b.Order) })
	}
}

func (s *Site) joinRatings() {
	rows, t := rowsOf[ratingRow](s.Tree, "ratings")
	note := s.column(t, "note")
	whole := s.ratedAsAWhole()
	for i, r := range rows {
		c := s.commitments[r.Commitment.String()]
		if c == nil || r.Variable.String() == "" || r.Value.String() == "" { // in a table without the column
			continue
		}
		rating := &Rating{FromTotal: c.Plan != nil && whole[[3]string{c.Plan.ID, r.Variable.String(), r.Source.String()}],
			Variable: s.Code("rating-variables", r.Variable.String()), Value: s.Code(r.Scale.String(), r.Value.String()),
			Scale: r.Scale.String(), Part: r.Part.String(), Report: s.reports[r.Report.String()], Source: s.sources[r.Source.String()], Note: note(i)}
		if l := s.lists[rating.Scale]; l != nil && !rating.Absent() {
			rating.Levels = l.Codes
		}
		c.Ratings = append(c.Ratings, rating)
	}
	for _, c := range s.Commitments {
		slices.SortStableFunc(c.Ratings, func(a, b *Rating) int {
			return cmp.Or(cmp.Compare(a.Variable.Order, b.Variable.Order), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Value.Order, b.Value.Order))
		})
		for _, r := range c.Ratings {
			if spoken[r.Variable.Code] && r.Part != "overview-table" {
				c.Voices.IRM = append(c.Voices.IRM, r)
			}
		}
		// The newest report first; what it says of the way there comes last.
		slices.SortStableFunc(c.Voices.IRM, func(a, b *Rating) int {
			return cmp.Or(b.published().Compare(a.published()), cmp.Compare(halfway[a.Variable.Code], halfway[b.Variable.Code]))
		})
	}
}

// RatedAsAWhole is the property of a plan whose values are the variables that a
// report gives of all its commitments at once.
const RatedAsAWhole = "rated-as-a-whole"

// ratedAsAWhole are those variables by plan and source.
func (s *Site) ratedAsAWhole() map[[3]string]bool {
	out := map[[3]string]bool{}
	rows, _ := rowsOf[claimRow](s.Tree, "claims")
	for _, r := range rows {
		if r.Kind.String() != "plan" || r.Property.String() != RatedAsAWhole {
			continue
		}
		for _, variable := range strings.Split(r.Value.String(), "|") {
			out[[3]string{r.Subject.String(), variable, r.Source.String()}] = true
		}
	}
	return out
}

// halfway are the variables that say how far a commitment had come before its
// plan ended.
var halfway = map[string]int{"completion-progress": 1, "completion-midterm": 1}

// spoken are the variables that say what came of a commitment, as against how
// it was designed.
var spoken = map[string]bool{
	"completion-progress": true, "completion-midterm": true, "completion-end-of-term": true, "completion": true,
	"did-it-open-government": true, "early-results": true,
}

func (r *Rating) published() date.Date {
	if r.Report == nil {
		return date.Date{}
	}
	return r.Report.Published
}

func (s *Site) joinUpdates() {
	rows, t := rowsOf[updateRow](s.Tree, "updates")
	text := s.column(t, "text")
	for i, r := range rows {
		c := s.commitments[r.Commitment.String()]
		if c == nil {
			continue
		}
		u := &Update{ID: r.ID.String(), Date: r.Date.Date, Voice: r.Voice.String(), Milestone: r.Milestone.String(), Status: s.Code("update-status", r.Status.String()),
			Unnamed: r.SpeakerKnown.String() == "false", Percent: r.Percent, Text: text(i), Evidence: s.sourcesOf(r.Evidence), Source: s.sources[r.Source.String()]}
		switch u.Voice {
		case "government":
			c.Voices.Government = append(c.Voices.Government, u)
		case "civil-society":
			c.Voices.CivilSociety = append(c.Voices.CivilSociety, u)
		case "irm":
			c.Voices.Remarks = append(c.Voices.Remarks, u)
		default:
			panic("model: the checks let the voice " + strconv.Quote(u.Voice) + " through")
		}
	}
}

func (s *Site) joinClaims() {
	rows, t := rowsOf[claimRow](s.Tree, "claims")
	value, unit, note := s.column(t, "value"), s.column(t, "unit"), s.column(t, "note")
	type subject struct{ kind, id, property string }
	groups := map[subject]*Disagreement{}
	var order []*Disagreement
	for i, r := range rows {
		if r.Property.String() == "" { // of nothing, in a table without the column
			continue
		}
		if r.Kind.String() == "commitment" && s.commitments[r.Subject.String()] == nil { // of a draft
			continue
		}
		claim := &Claim{ID: r.ID.String(), Kind: r.Kind.String(), Subject: r.Subject.String(), Property: s.Code("claim-properties", r.Property.String()), Computed: r.Computed.String() == "true",
			Value: r.Value.String(), Words: value(i), Unit: unit(i), Source: s.sources[r.Source.String()], Date: r.Date.Date, Note: note(i)}
		key := subject{claim.Kind, claim.Subject, r.Property.String()}
		d := groups[key]
		if d == nil {
			d = &Disagreement{Subject: claim.Subject, Kind: claim.Kind, Property: claim.Property}
			groups[key] = d
			order = append(order, d)
		}
		if !claim.Computed {
			d.Claims = append(d.Claims, claim)
		}
		switch claim.Kind {
		case "plan":
			if d.Plan = s.plans[claim.Subject]; d.Plan != nil {
				d.Plan.Claims = append(d.Plan.Claims, claim)
			}
		case "commitment":
			if d.Commitment = s.commitments[claim.Subject]; d.Commitment != nil {
				d.Commitment.Claims = append(d.Commitment.Claims, claim)
			}
		}
	}
	s.judgeClaims(order)
}

// judgeClaims keeps the groups of claims whose sources do not say the same, or
// say another total than the rows give.
func (s *Site) judgeClaims(groups []*Disagreement) {
	for _, d := range groups {
		if len(d.Claims) == 0 || d.Property != nil && d.Property.Code == RatedAsAWhole { // each report has its own
			continue
		}
		if d.Plan != nil {
			if d.Counted = s.Count(d.Plan, d.Property.Code); d.Counted != nil {
				d.Apart = !slices.ContainsFunc(d.Claims, func(c *Claim) bool { return !d.Counted.contradicts(c.Value) })
			}
		}
		if !d.Apart && !d.AmongSources() {
			continue
		}
		slices.SortStableFunc(d.Claims, func(a, b *Claim) int { return compareNumbers(a.Value, b.Value) })
		s.Disagreements = append(s.Disagreements, d)
	}
	rank := map[string]int{"plan": 1, "commitment": 2, "member": 3}
	slices.SortStableFunc(s.Disagreements, func(a, b *Disagreement) int {
		number := func(d *Disagreement) int {
			if d.Plan != nil {
				return d.Plan.Number
			}
			return 0
		}
		return cmp.Or(cmp.Compare(rank[a.Kind], rank[b.Kind]), cmp.Compare(number(a), number(b)), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Property.Order, b.Property.Order))
	})
}

func (s *Site) joinExercises() {
	rows, t := rowsOf[exerciseRow](s.Tree, "exercises")
	title, promoter, unit, note := s.column(t, "title"), s.column(t, "promoter"), s.column(t, "unit"), s.column(t, "note")
	for i, r := range rows {
		if r.Kind.String() == "" { // in a table without the column
			continue
		}
		c := s.commitments[r.Commitment.String()]
		if c == nil && r.Commitment.String() != "" { // of a draft, not of none
			continue
		}
		e := &Exercise{Commitment: c, ID: r.ID.String(), Kind: r.Kind.String(), Promoter: promoter(i), Year: r.Year.String(), Start: r.Start.Date, End: r.End.Date,
			Title: title(i), Target: r.Target, Result: r.Result, Unit: unit(i), Counted: r.Counted.String(), Source: s.sources[r.Source.String()], Note: note(i)}
		s.Exercises = append(s.Exercises, e)
		if c != nil {
			c.Exercises = append(c.Exercises, e)
		}
	}
}

func (s *Site) buildMembers() {
	rows, t := rowsOf[memberRow](s.Tree, "members")
	name, country, note := s.column(t, "name"), s.column(t, "country"), s.column(t, "note")
	byID := map[string]*Member{}
	for i, r := range rows {
		m := byID[r.ID.String()]
		if m == nil {
			m = &Member{ID: r.ID.String(), Name: name(i), Country: country(i), Kind: s.Code("member-kinds", r.Kind.String())}
			byID[m.ID] = m
			s.Members = append(s.Members, m)
		}
		m.Counts = append(m.Counts, MemberCount{Joined: r.Joined.Date, Plan: r.Plan.String(), Count: r.Commitments, AsOf: r.AsOf.Date, Source: s.sources[r.Source.String()], Note: note(i)})
	}
}

func (s *Site) buildPages() {
	index := map[string]int{}
	for i, code := range s.codes {
		index[code] = i
	}
	byName := map[string]*Page{}
	drafts := map[string]bool{} // only the original says so; its translations follow it
	for _, f := range s.Tree.Pages {
		if f.Language == s.Default() && f.IsDraft() {
			drafts[f.Name] = true
		}
	}
	for _, f := range s.Tree.Pages {
		i, ok := index[f.Language]
		if !ok || drafts[f.Name] {
			continue
		}
		p := byName[f.Name]
		if p == nil {
			p = &Page{Name: f.Name, In: make([]*source.Page, len(s.codes))}
			parts := strings.Split(strings.ToLower(f.Name), "/")
			if parts[len(parts)-1] == "index" {
				parts = parts[:len(parts)-1]
			}
			p.URL = s.address(parts...)
			byName[f.Name] = p
			s.Pages = append(s.Pages, p)
		}
		p.In[i] = f
		if p.Sources == nil {
			p.Sources = s.sourcesOf(f.Sources.Values())
		}
		if p.Commitments == nil {
			for _, id := range f.PageFront.Commitments {
				if c := s.commitments[id.Value]; c != nil {
					p.Commitments = append(p.Commitments, c)
				}
			}
		}
	}
	slices.SortFunc(s.Pages, func(a, b *Page) int { return cmp.Compare(a.Name, b.Name) })
}

// Page returns the editorial page of a name, or nil.
func (s *Site) Page(name string) *Page {
	i, found := slices.BinarySearchFunc(s.Pages, name, func(p *Page, name string) int { return cmp.Compare(p.Name, name) })
	if !found {
		return nil
	}
	return s.Pages[i]
}

// finish computes what depends on the joined rows and the as-of date.
func (s *Site) finish() {
	for _, c := range s.Commitments {
		said := map[string][]*Update{}
		note := func(d date.Date) {
			if d.Compare(c.LastWord) > 0 {
				c.LastWord = d
			}
		}
		for _, updates := range [][]*Update{c.Voices.Government, c.Voices.CivilSociety, c.Voices.Remarks} {
			for _, u := range updates {
				note(u.Date)
				said[u.Milestone] = append(said[u.Milestone], u)
			}
		}
		for _, r := range c.Voices.IRM {
			if !r.Absent() {
				note(r.published())
			}
		}
		s.useSources(c)
		for _, m := range c.Milestones {
			own, whole := said[m.Order], said[""]
			settled := slices.ContainsFunc(own, m.settledBy)
			switch {
			case m.Due.IsZero():
				m.State = NoDate
			case !m.Due.EndsBefore(s.AsOf):
				m.State = Ahead
			case m.Status != nil || settled:
				m.State, m.Last = Spoken, latest(own)
			case slices.ContainsFunc(whole, m.settledByWhole):
				m.State = Spoken
				m.Last = latest(slices.DeleteFunc(slices.Clone(whole), func(u *Update) bool { return !m.settledByWhole(u) }))
			case c.RatedComplete() && m.settledByRating(c.Completion()):
				m.State, m.Rated = Spoken, c.Completion()
			default:
				m.State, m.Last = Past, latest(own)
				m.DaysPast = m.Due.DaysUntil(s.AsOf)
			}
		}
		s.setTerm(c, said[""])
	}
}

// latest is the newest of some statements; nil where there is none.
func latest(said []*Update) *Update {
	var last *Update
	for _, u := range said {
		if last == nil || u.Date.Compare(last.Date) > 0 {
			last = u
		}
	}
	return last
}

// setTerm computes where the deadline of a whole commitment stands, unless its
// milestones have deadlines.
func (s *Site) setTerm(c *Commitment, said []*Update) {
	if c.End.IsZero() || !c.LastDue().IsZero() {
		return
	}
	t := &Term{Commitment: c, Due: c.End}
	c.Term = t
	if !t.Due.EndsBefore(s.AsOf) {
		t.State = Ahead
		return
	}
	t.Said = latest(said)
	if r := c.Completion(); r != nil && (t.Said == nil || r.published().Compare(t.Said.Date) > 0) {
		t.Said, t.Rated = nil, r
		// Of parts that were rated alone the one that is not done tells of the whole.
		for _, part := range c.Voices.IRM {
			if t.Rated.Value.Code == "complete" && part.Report == r.Report && part.Variable.Code == r.Variable.Code && !part.Absent() {
				t.Rated = part
			}
		}
	}
	if c.RatedComplete() || slices.ContainsFunc(said, t.settledBy) || slices.ContainsFunc(c.Voices.IRM, func(r *Rating) bool { return settlesCompletion(r, t.Due) }) {
		t.State = Spoken
		return
	}
	t.State = Past
	t.DaysPast = t.Due.DaysUntil(s.AsOf)
}

// settledBy reports whether a statement on the whole commitment says how it
// went, as one on a milestone does.
func (t *Term) settledBy(u *Update) bool { return settles(u.Date, t.Due) || u.Completed() }

// settlesCompletion reports whether the value is of completion and surely given
// once the deadline had passed. A report that tells of the middle of the plan
// does not, whenever it came out, nor one that tells of all commitments at once.
func settlesCompletion(r *Rating, due date.Date) bool {
	return IsCompletion(r.Variable.Code) && r.Variable.Code != "completion-midterm" && !r.Absent() && !r.FromTotal && settles(r.published(), due)
}

// settles reports whether what was said at a date says how something went that
// was due: surely said once the deadline had passed or on its last day, or
// without a date, which cannot be told to be older.
func settles(said, due date.Date) bool {
	return said.IsZero() || said.First().Compare(due.Last()) >= 0
}

// settledBy reports whether a statement says how the milestone went: one that
// was surely made once the deadline had passed or on its last day, or that
// declares it completed. One of 2021 may be of before a deadline in April 2021,
// and settles nothing; one without a date cannot be told to be older.
func (m *Milestone) settledBy(u *Update) bool {
	return settles(u.Date, m.Due) || u.Completed()
}

// settledByWhole reports whether a statement on the whole commitment says how
// the milestone went: one that declares all of it done, surely made once the
// deadline had passed.
func (m *Milestone) settledByWhole(u *Update) bool {
	return u.Completed() && !u.Date.IsZero() && settles(u.Date, m.Due)
}

// settledByRating is settledByWhole for a value that the Independent Reporting
// Mechanism gives the whole commitment.
func (m *Milestone) settledByRating(r *Rating) bool {
	return !r.published().IsZero() && settlesCompletion(r, m.Due)
}

// Completed reports whether a statement declares that what it speaks of is
// done.
func (u *Update) Completed() bool {
	return u.Status != nil && u.Status.Code == "completed" || u.Percent.Known && u.Percent.Value == 100
}

// Unproven reports whether nothing in the record proves a statement that
// something was done.
func (u *Update) Unproven() bool {
	return len(u.Evidence) == 0 && (!u.Percent.Known || u.Percent.Value > 0) // nothing done needs no proof
}

// useSources adds to the sources that the front matter names those of the rows
// about the commitment, so that a page lists everything it rests on.
func (s *Site) useSources(c *Commitment) {
	use := func(s *Source) {
		if s != nil && !slices.Contains(c.Sources, s) {
			c.Sources = append(c.Sources, s)
		}
	}
	for _, m := range c.Milestones {
		use(m.Source)
	}
	for _, updates := range [][]*Update{c.Voices.Government, c.Voices.CivilSociety, c.Voices.Remarks} {
		for _, u := range updates {
			use(u.Source)
		}
	}
	for _, r := range c.Ratings {
		use(r.Source)
	}
	for _, e := range c.Exercises {
		use(e.Source)
	}
	for _, claim := range c.Claims {
		use(claim.Source)
	}
	government, irm := s.Told(c)
	for _, told := range append(government, irm...) {
		use(told[0].Source) // what a source says of the plan stands on the page too
	}
}
