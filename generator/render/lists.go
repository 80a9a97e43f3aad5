package render

import (
	"cmp"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/words"
)

// textOf returns the editorial text that stands on a generated page, with the
// code of its language where that is not the page's, and its file.
func (p *page) textOf(name string) (front *source.Page, html template.HTML, language string) {
	e := p.site.Page(name)
	if e == nil {
		e = p.site.Page(name + "/index")
	}
	if e == nil {
		return nil, "", ""
	}
	f := e.In[p.i]
	if f == nil {
		f = e.Original()
		language = f.Language
	}
	return f, p.body(f.Text, f.Path), language
}

// headed returns the title and description of a generated page: those of its
// editorial text where there is one, else the interface's words.
func (p *page) headed(name, title, description string) (string, string, template.HTML, string) {
	front, text, language := p.textOf(name)
	file := ""
	if front != nil {
		file = front.Path
		title = cmp.Or(front.Title.Value, title)
		description = cmp.Or(front.Summary.Value, description)
	}
	_ = language
	return title, description, text, file
}

// home makes the first page. The totals are counted, never typed.
func (p *page) entityLink(e *model.Entity, count int) Link {
	n := p.say(e.Name)
	l := Link{Text: n.Text, Language: n.Language, Address: p.at(e.URL)}
	if count > 0 {
		l.Count = p.words.Integer(count)
	}
	return l
}

func (p *page) planLink(plan *model.Plan) Link {
	if plan == nil {
		return Link{}
	}
	return Link{Text: p.words.Fill("plan.name", "id", plan.ID), Address: p.at(plan.URL)}
}

func (p *page) period(plan *model.Plan) string {
	from, to := p.words.Date(plan.Start), p.words.Date(plan.End)
	switch {
	case from == "":
		return to
	case to == "":
		return p.words.Fill("since", "date", from)
	}
	return p.words.Fill("from-to", "from", from, "to", to)
}

func (p *page) planLines() []PlanLine {
	var out []PlanLine
	for _, plan := range p.site.Plans {
		line := PlanLine{Link: p.planLink(plan), ID: plan.ID, Period: p.period(plan), Title: p.say(plan.Title), Held: p.sentence("plan.held", "count", p.counted("count.commitments", len(plan.Commitments), p.at(plan.URL)+"#commitments"))}
		values := map[string]bool{}
		for _, c := range plan.Claims {
			if c.Property.Code == "commitments-count" {
				values[c.Value] = true
			}
		}
		if len(values) > 0 {
			line.Declared = p.sentence("plan.declared", "values", Link{Text: p.either(values), Address: p.at(plan.URL) + "#figures"})
		}
		for _, r := range plan.Reports {
			line.Reports = append(line.Reports, Link{Text: r.Title, Language: p.foreign(r.TitleLanguage)})
		}
		out = append(out, line)
	}
	return out
}

// either lists values as alternatives, the smallest first: 17, 27 o 28.
func (p *page) either(values map[string]bool) string {
	list := sortedNumbers(values)
	last := len(list) - 1
	if last < 1 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:last], ", ") + p.or(list[last]) + list[last]
}

// or is what stands before the last of several alternatives.
func (p *page) or(last string) string {
	if p.words.OtherOr(last) {
		return p.words.Word("list.other-or")
	}
	return p.words.Word("list.or")
}

// eitherOf lists values as alternatives, each with the address of its row.
func (p *page) eitherOf(values []Link) Words {
	var v Words
	for i, value := range values {
		switch {
		case i > 0 && i == len(values)-1:
			v.add(Link{Text: p.or(value.Text)})
		case i > 0:
			v.add(Link{Text: ", "})
		}
		v.add(value)
	}
	return v
}

func sortedNumbers[T any](values map[string]T) []string {
	return slices.SortedFunc(maps.Keys(values), func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
}

func (p *page) plans() Plans {
	title, description, _, file := p.headed("plans", p.words.Word("menu.plans"), p.words.Word("plans.description"))
	v := Plans{Frame: p.frame(title, description, file), Lines: p.planLines(), Sections: p.spreadSections()}
	if n := len(v.Sections); n > 0 {
		v.Sections[n-1].Missing = p.plain(p.words.Word("plans.unrated"))
	}
	for _, s := range v.Sections {
		v.Jump = append(v.Jump, Link{Text: s.Title, Address: "#" + s.ID})
	}
	return v
}

func (p *page) commitmentLine(c *model.Commitment) CommitmentLine {
	line := CommitmentLine{ID: c.ID.Value, Number: c.Number.Value, Address: p.at(c.URL), Title: p.say(c.Title), Plan: p.planLink(c.Plan)}
	for _, e := range c.Lead {
		l := p.entityLink(e, 0)
		if e.Acronym != "" {
			l.Text = e.Acronym
		}
		line.Lead = append(line.Lead, l)
	}
	if c.Plan != nil {
		line.PlanOrder = strconv.Itoa(c.Plan.Number)
	}
	if r := c.Completion(); r != nil {
		line.Completion, line.CompletionCode, line.CompletionVariable = p.label(r.Value), r.Value.Code, p.label(r.Variable)
		line.CompletionVariableCode = r.Variable.Code
		line.CompletionOrder = strconv.Itoa(r.Variable.Order) + "." + strconv.Itoa(r.Value.Order)
	}
	return line
}

func (p *page) commitmentLines(list []*model.Commitment) []CommitmentLine {
	out := make([]CommitmentLine, len(list))
	for i, c := range list {
		out[i] = p.commitmentLine(c)
	}
	return out
}

// groupsByPlan groups commitments, which are in order, by their plans.
func (p *page) groupsByPlan(list []*model.Commitment) []CommitmentGroup {
	var groups []CommitmentGroup
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j].Plan == list[i].Plan {
			j++
		}
		g := CommitmentGroup{Count: p.words.Count("count.commitments", j-i), Lines: p.commitmentLines(list[i:j])}
		if plan := list[i].Plan; plan != nil {
			g.ID, g.Title = "plan-"+model.Slug(plan.ID), p.planLink(plan)
			g.Title.Text += " · " + p.period(plan)
		} else {
			g.ID, g.Title = "no-plan", Link{Text: p.words.Word("unknown")}
		}
		groups = append(groups, g)
		i = j
	}
	return groups
}

func (p *page) commitmentsByPlan() Commitments {
	w := p.words
	title, description, _, file := p.headed("commitments", w.Word("commitments.title"), w.Word("commitments.description"))
	v := Commitments{Frame: p.frame(title, description, file), Groups: p.groupsByPlan(p.site.Commitments), Count: w.Count("count.commitments", len(p.site.Commitments)),
		Other: Link{Text: w.Word("commitments.by-title"), Address: p.at(p.site.Address("commitments", "a-z"))}}
	v.Filters = p.filters(p.site.Commitments, v.Groups)
	return v
}

func (p *page) commitmentsByTitle() Commitments {
	w := p.words
	list := slices.Clone(p.site.Commitments)
	words.Sort(w, list, func(c *model.Commitment) string { return c.Title.In(p.i).Text })
	v := Commitments{Frame: p.frame(w.Word("commitments.by-title"), w.Word("commitments.by-title.description"), "", Link{Text: w.Word("menu.commitments"), Address: p.at(p.site.Address("commitments"))}),
		Count: w.Count("count.commitments", len(list)), Other: Link{Text: w.Word("commitments.by-plan"), Address: p.at(p.site.Address("commitments"))}}
	for _, c := range list {
		letter := initial(c.Title.In(p.i).Text)
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].Title.Text != letter {
			v.Groups = append(v.Groups, CommitmentGroup{ID: "letter-" + model.Slug(strings.ToLower(letter)), Title: Link{Text: letter}})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Lines = append(g.Lines, p.commitmentLine(c))
	}
	for i := range v.Groups {
		v.Groups[i].Count = w.Count("count.commitments", len(v.Groups[i].Lines))
	}
	v.Filters = p.filters(list, v.Groups)
	return v
}

// initial is the letter that a title stands under in a list from A to Z, # for
// digits and signs.
func initial(title string) string {
	for _, r := range strings.ToUpper(title) {
		if plain := strings.IndexRune("ÁÉÍÓÚÜ", r); plain >= 0 {
			return []string{"A", "E", "I", "O", "U", "U"}[len([]rune("ÁÉÍÓÚÜ"[:plain]))]
		}
		if r >= 'A' && r <= 'Z' || r == 'Ñ' {
			return string(r)
		}
		if r >= '0' && r <= '9' {
			return "0–9"
		}
	}
	return "0–9"
}

func (p *page) entities() Entities {
	w := p.words
	title, description, _, file := p.headed("entities", w.Word("entities.title"), w.Word("entities.description"))
	v := Entities{Frame: p.frame(title, description, file), Count: w.Count("count.entities", len(p.site.Entities))}
	type group struct{ branch, level string }
	byGroup := map[group][]*model.Entity{}
	order := map[group]int{}
	titles := map[group]string{}
	for _, e := range p.site.Entities {
		g := group{}
		rank := 1000
		name := w.Word("entities.no-branch")
		if e.Branch != nil {
			g.branch, rank, name = e.Branch.Code, e.Branch.Order*10, p.label(e.Branch)
		}
		if e.Level != nil {
			g.level = e.Level.Code
			rank += e.Level.Order
			name += " · " + p.label(e.Level)
		}
		byGroup[g] = append(byGroup[g], e)
		order[g], titles[g] = rank, name
	}
	keys := slices.SortedFunc(maps.Keys(byGroup), func(a, b group) int {
		return cmp.Or(cmp.Compare(order[a], order[b]), cmp.Compare(titles[a], titles[b]))
	})
	for _, g := range keys {
		list := byGroup[g]
		words.Sort(w, list, func(e *model.Entity) string { return e.Name.In(p.i).Text })
		lines := EntityGroup{Title: titles[g]}
		for _, e := range list {
			lines.Lines = append(lines.Lines, EntityLine{Link: p.entityLink(e, 0), Acronym: e.Acronym, Place: e.Place,
				Leads: p.figure(len(e.Leads), p.at(e.URL)+"#lead"), Supports: p.figure(len(e.Supports), p.at(e.URL)+"#support")})
		}
		v.Groups = append(v.Groups, lines)
	}
	return v
}

func (p *page) entity(e *model.Entity) Entity {
	w := p.words
	name := p.say(e.Name)
	v := Entity{TitleWords: name, Acronym: e.Acronym}
	sentence := "entity.description"
	switch {
	case len(e.Supports) == 0:
		sentence = "entity.leads"
	case len(e.Leads) == 0:
		sentence = "entity.supports"
	}
	description := w.Fill(sentence, "name", name.Text, "leads", w.Count("count.commitments", len(e.Leads)), "supports", w.Count("count.commitments", len(e.Supports)))
	v.Frame = p.frame(name.Text, description, "datasets/entities/entities.csv", Link{Text: w.Word("menu.entities"), Address: p.at(p.site.Address("entities"))})
	v.Deck = p.sentence(sentence, "name", name.Text, "leads", p.counted("count.commitments", len(e.Leads), "#lead"), "supports", p.counted("count.commitments", len(e.Supports), "#support"))
	v.Load = p.loadOf(e)
	v.Facts = []Fact{p.codeFact("filter.branch", e.Branch), p.codeFact("fact.level", e.Level)}
	// A national entity has no department: only of others is it unknown.
	if e.Level == nil || e.Level.Code != "national" || e.Territory != nil {
		v.Facts = append(v.Facts, p.codeFact("fact.territory", e.Territory), p.textFact("fact.place", e.Place))
	}
	v.Facts = append(v.Facts, p.linkFact("fact.website", e.Website))
	for _, part := range []struct {
		list []*model.Commitment
		word string
	}{{e.Leads, "role.lead"}, {e.Supports, "role.support"}} {
		role := Role{ID: part.word[len("role."):], Groups: p.groupsByPlan(part.list)}
		for i := range role.Groups {
			g := &role.Groups[i]
			g.Title.Text = w.Word(part.word) + " · " + g.Title.Text
			g.ID = role.ID + "-" + g.ID
		}
		if len(role.Groups) > 0 {
			v.Roles = append(v.Roles, role)
		}
	}
	if e.Source != nil {
		v.Sources = p.sourceLines([]*model.Source{e.Source})
	}
	v.Twins = p.twinsOf("entities", model.Slug(e.ID))
	v.Row = p.ownRow("entities", e.ID)
	return v
}

func (p *page) codeFact(word string, c *model.Code) Fact {
	f := Fact{Name: p.words.Word(word), Unknown: c == nil}
	if c != nil {
		f.Links = []Link{{Text: p.label(c)}}
	}
	return f
}

func (p *page) textFact(word, text string) Fact {
	f := Fact{Name: p.words.Word(word), Unknown: text == ""}
	if text != "" {
		f.Links = []Link{{Text: text}}
	}
	return f
}

func (p *page) linkFact(word, address string) Fact {
	f := Fact{Name: p.words.Word(word), Unknown: address == ""}
	if address != "" {
		f.Links = []Link{{Text: strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/"), Address: address}}
	}
	return f
}

func (p *page) themes() Themes {
	w := p.words
	title, description, _, file := p.headed("themes", w.Word("themes.title"), w.Word("themes.description"))
	v := Themes{Frame: p.frame(title, description, file)}
	for _, plan := range p.site.Plans {
		v.Plans = append(v.Plans, p.planLink(plan))
	}
	list := slices.Clone(p.site.Themes)
	words.Sort(w, list, func(t *model.Theme) string { return p.label(t.Code) })
	bases := p.site.Bases()
	for _, basis := range bases {
		part := ThemesPart{ID: basisID(basis), Title: p.according(basis), Explain: p.defined(basis)}
		assigned := map[*model.Plan]bool{} // the plans to which it assigns any theme
		for _, t := range list {
			for _, c := range t.By(basis) {
				assigned[c.Plan] = true
			}
		}
		for _, t := range list {
			by := t.By(basis)
			if len(by) == 0 {
				continue
			}
			row := ThemeRow{Link: Link{Text: p.label(t.Code), Address: p.at(t.URL)}, Total: p.figure(len(by), p.at(t.URL)+"#"+part.ID)}
			counts := map[*model.Plan]int{}
			for _, c := range by {
				counts[c.Plan]++
			}
			for _, plan := range p.site.Plans {
				cell := p.figure(counts[plan], p.at(t.URL)+"#"+part.ID+"-"+inPlan(plan)[1:])
				if !assigned[plan] {
					cell = Link{Text: w.Word("chart.none")}
				}
				row.Counts = append(row.Counts, cell)
			}
			part.Rows = append(part.Rows, row)
		}
		v.Parts = append(v.Parts, part)
	}
	if len(bases) > 1 {
		v.Explain = w.Word("themes.vocabularies")
	}
	if p.site.Table("topics") != nil {
		v.Topics = Link{Text: w.Word("themes.topics"), Address: p.at(p.site.Address("process", "funnel")) + "#topics"}
	}
	v.None = p.themeless("themes.none")
	return v
}

// basisID is the place on a page of what somebody assigns.
func basisID(basis *model.Code) string {
	if basis == nil {
		return "no-basis"
	}
	return model.Slug(basis.Code)
}

// according says who assigns themes.
func (p *page) according(basis *model.Code) string {
	if basis == nil {
		return p.words.Word("themes.no-basis")
	}
	return p.words.Fill("values.according", "who", p.label(basis))
}

// themeless says how many commitments have no theme; empty where all have one.
func (p *page) themeless(key string) Words {
	none := p.site.Themeless
	if none == 0 {
		return Words{}
	}
	return p.sentence(key, "count", p.counted("count.commitments", none, p.at(p.site.Address("themes", "none"))), "all", p.figure(len(p.site.Commitments), p.at(p.site.Address("commitments"))))
}

// searched leads to the search for some words.
func (p *page) searched(text, query string) Link {
	return Link{Text: text, Address: p.at(p.site.Address("search")) + "?q=" + url.QueryEscape(query)}
}

func (p *page) theme(t *model.Theme) Theme {
	w := p.words
	name := p.label(t.Code)
	v := Theme{TitleWords: p.say(t.Label), Definition: p.defined(t.Code)}
	var counts []string
	for _, basis := range p.site.Bases() {
		by := t.By(basis)
		if len(by) == 0 {
			continue
		}
		part := ThemePart{ID: basisID(basis), Title: p.according(basis), Count: w.Count("count.commitments", len(by)), Groups: p.groupsByPlan(by)}
		for i := range part.Groups {
			part.Groups[i].ID = part.ID + "-" + part.Groups[i].ID
		}
		v.Parts = append(v.Parts, part)
		counts = append(counts, cmp.Or(p.label(basis), part.Title)+": "+part.Count)
	}
	description := w.Fill("theme.apart", "name", name, "counts", strings.Join(counts, "; "))
	if len(v.Parts) > 1 {
		v.Apart = w.Word("theme.not-summed")
	} else {
		v.Count = w.Count("count.commitments", len(t.Commitments))
		description = w.Fill("theme.description", "name", name, "count", v.Count)
	}
	v.Frame = p.frame(name, description, "datasets/codes/themes/themes.csv", Link{Text: w.Word("menu.themes"), Address: p.at(p.site.Address("themes"))})
	v.Twins = p.twinsOf("themes", model.Slug(t.Code.Code))
	v.Row = p.ownRow("codes-themes", t.Code.Code)
	if v.None = p.themeless("theme.none"); v.None.Text != "" {
		v.ByWords = p.searched(w.Fill("theme.search", "name", name), strings.ToLower(name))
	}
	// A theme can be called as another page is.
	v.Heading = w.Word("menu.themes") + ": " + name + " · " + v.SiteTitle
	return v
}

func (p *page) claimLine(c *model.Claim) ClaimLine {
	// The value leads to the row that the note is written in, too.
	return ClaimLine{Value: Link{Text: p.claimValue(c), Address: p.claimRow(c), Language: p.claimLanguage(c)}, Unit: p.say(c.Unit).Text, Source: p.sourceLink(c.Source), Date: p.moment(c.Date), Note: p.say(c.Note)}
}

func (p *page) claimValue(c *model.Claim) string {
	if text := p.say(c.Words).Text; text != "" {
		return strings.ReplaceAll(text, "|", ", ")
	}
	if d, ok := date.Parse(c.Value); ok && d.Month > 0 {
		return p.words.Date(d)
	}
	return p.value(c.Value)
}

// claimLanguage is the language to mark a statement with: words without
// translation are those of the source.
func (p *page) claimLanguage(c *model.Claim) string {
	if c.Words.Given() || c.Source == nil || !strings.Contains(c.Value, " ") {
		return ""
	}
	return p.foreign(c.Source.Language)
}

// dropUnits leaves out the unit where every statement has the same one, which
// the property's name already says, and of values that are words or dates.
func dropUnits(lines []ClaimLine, claims []*model.Claim) {
	same := len(lines) > 1
	for _, l := range lines {
		same = same && l.Unit == lines[0].Unit
	}
	for i := range lines {
		d, dated := date.Parse(claims[i].Value)
		if same || dated && d.Month > 0 || claims[i].Words.Given() {
			lines[i].Unit = ""
		}
	}
}

// dispute shows one disagreement. Its claims are grouped by what they say.
func (p *page) dispute(d *model.Disagreement) Dispute {
	v := Dispute{ID: model.Slug(d.Kind + "-" + d.Subject + "-" + d.Property.Code), Property: p.label(d.Property), Subject: Link{Text: d.Subject}}
	worded := slices.ContainsFunc(d.Claims, func(c *model.Claim) bool { return c.Words.Given() })
	var values []Link
	for _, c := range d.Claims {
		line := p.claimLine(c)
		value := line.Value
		if worded && !c.Words.Given() && line.Unit != "" {
			value.Text += " " + line.Unit // a number beside words says of what
		}
		if !slices.ContainsFunc(values, func(other Link) bool { return other.Text == value.Text }) {
			values = append(values, value)
		}
		v.Claims = append(v.Claims, line)
	}
	dropUnits(v.Claims, d.Claims)
	if d.Apart {
		values = append(values, p.countedHere(d.Claims, d.Counted))
	}
	v.Values = p.eitherOf(values)
	v.Address = p.at(p.site.Address("disagreements")) + "#" + v.ID
	switch {
	case d.Plan != nil:
		v.Subject = p.planLink(d.Plan)
	case d.Commitment != nil:
		v.Subject = Link{Text: d.Commitment.ID.Value + " · " + p.say(d.Commitment.Title).Text, Address: p.at(d.Commitment.URL)}
	case d.Kind == "member":
		for _, m := range p.site.Members {
			if m.ID == d.Subject {
				v.Subject = Link{Text: p.say(m.Name).Text, Address: p.at(p.site.Address("members")) + "#" + model.Slug(m.ID)}
			}
		}
	}
	if d.Property.Code == "action-plan-label" && d.Commitment != nil && d.Commitment.Plan != nil {
		v.Counted = p.sentence("disagreement.filed", "plan", p.planLink(d.Commitment.Plan))
	}
	if d.Counted != nil {
		v.Counted = p.countSentence(d.Plan, d.Claims, d.Counted)
	}
	if d.Plan != nil && d.Property.Code == "period" {
		v.Counted = p.sentence("disagreement.period", "period", Link{Text: p.period(d.Plan), Address: p.row("plans", d.Plan.ID)})
	}
	return v
}

// differing is what sources say differently of a member.
func (p *page) differing(m *model.Member) []Link {
	var out []Link
	for _, d := range p.site.DisagreementsOn("member", m.ID) {
		v := p.dispute(d)
		out = append(out, Link{Text: p.words.Fill("members.differ", "property", v.Property, "values", v.Values.Text), Address: v.Address})
	}
	return out
}

// countedHere is what the rows of this site give for what claims declare, with
// the row that puts the two side by side.
func (p *page) countedHere(claims []*model.Claim, c *model.Counted) Link {
	return p.figure(c.N, p.row("plan_totals", claims[0].ID))
}

// countSentence says what the rows of this site give for what claims declare
// of a plan, and of how many commitments they tell it.
func (p *page) countSentence(plan *model.Plan, claims []*model.Claim, c *model.Counted) Words {
	commitments, row := p.at(plan.URL)+"#commitments", p.row("plan_totals", claims[0].ID)
	if claims[0].Property.Code == "commitments-count" {
		return p.sentence("disagreement.counted", "count", p.counted("count.commitments", c.N, commitments))
	}
	word, count := "disagreement.counted-rows", "count.commitments"
	switch {
	case claims[0].Property.Code == "territorial-entities":
		word, count = "disagreement.counted-territorial", "count.entities"
	case c.From == "commitment_entities":
		word, count = "disagreement.counted-entities", "count.entities"
	case c.From == "ratings":
		word = "disagreement.counted-ratings"
	}
	v := p.sentence(word, "count", p.counted(count, c.N, row))
	if c.Known < c.All {
		v.follow(p.sentence("disagreement.counted-part", "known", p.figure(c.Known, row), "all", p.counted("count.commitments", c.All, commitments)))
	}
	return v
}

func (p *page) disagreements() Disagreements {
	w := p.words
	title, description, _, file := p.headed("disagreements", w.Word("disagreements.title"), w.Word("disagreements.description"))
	v := Disagreements{Frame: p.frame(title, description, file), Count: w.Count("count.disagreements", len(p.site.Disagreements))}
	if t := p.site.Table("claims"); t != nil {
		v.Rows = Link{Text: w.Word("see-rows"), Address: p.at(t.URL)}
	}
	for _, d := range p.site.Disagreements {
		dispute := p.dispute(d)
		id := model.Slug(d.Kind + "-" + d.Subject)
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].ID != id {
			v.Groups = append(v.Groups, DisputeGroup{ID: id, Title: dispute.Subject})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Disputes = append(g.Disputes, dispute)
	}
	return v
}

func (p *page) members() Members {
	w := p.words
	title, description, _, file := p.headed("members", w.Word("members.title"), w.Word("members.description"))
	v := Members{Frame: p.frame(title, description, file)}
	if t := p.site.Table("members"); t != nil {
		v.Rows = Link{Text: w.Word("see-rows"), Address: p.at(t.URL)}
	}
	for _, m := range p.site.Members {
		g := MemberGroup{ID: model.Slug(m.ID), Name: p.say(m.Name), Country: p.say(m.Country), Kind: p.label(m.Kind), Differ: p.differing(m)}
		for _, c := range m.Counts {
			if !c.Joined.IsZero() {
				g.Joined = p.words.Date(c.Joined)
			}
			line := MemberLine{Plan: c.Plan, AsOf: p.moment(c.AsOf), Source: p.sourceLink(c.Source), Note: p.say(c.Note)}
			key := []string{m.ID, c.Plan, c.AsOf.String(), c.Source.ID}
			if c.Count.Known {
				line.Count = p.measure(c.Count, p.row("members", key...))
			} else {
				line.Note = p.from(line.Note, p.rowLink("members", key...))
			}
			g.Lines = append(g.Lines, line)
		}
		v.Groups = append(v.Groups, g)
	}
	return v
}

func (p *page) sources() SourcesPage {
	w := p.words
	all := p.site.Sources()
	title, description, _, file := p.headed("sources", w.Word("sources.title"), w.Word("sources.description"))
	v := SourcesPage{Frame: p.frame(title, description, file), Lines: p.sourceLines(all), Count: w.Count("count.sources", len(all))}
	for i, s := range all {
		v.Lines[i].Page = p.at(p.site.Address("sources", model.Slug(s.ID)))
		for _, c := range p.citations[s.ID] {
			v.Lines[i].Supports = append(v.Lines[i].Supports, Link{Text: p.tableTitle(c.Table), Address: p.at(c.Table.URL), Count: w.Integer(len(c.Places)), Rows: p.at(p.site.Address("sources", model.Slug(s.ID))) + "#" + c.Table.Name})
		}
	}
	return v
}

func (p *page) editorial(e *model.Page) Text {
	w := p.words
	f := e.In[p.i]
	v := Text{}
	if f == nil {
		f = e.Original()
		v.Language = f.Language
	}
	v.TitleWords = Words{Text: f.Title.Value, Language: v.Language}
	v.Text = p.body(f.Text, f.Path)
	var crumbs []Link
	if parent, _, nested := cutLast(e.Name); nested && !strings.HasSuffix(e.Name, "/index") {
		if up := p.site.Page(parent + "/index"); up != nil {
			crumbs = append(crumbs, p.pageLink(up))
		}
	}
	if parent, ok := strings.CutSuffix(e.Name, "/index"); ok {
		for _, child := range p.site.Pages {
			if strings.HasPrefix(child.Name, parent+"/") && child != e {
				v.Children = append(v.Children, p.pageLink(child))
			}
		}
	}
	v.Frame = p.frame(f.Title.Value, f.Summary.Value, f.Path, crumbs...)
	v.Commitments = p.commitmentLines(e.Commitments)
	v.Sources = p.sourceLines(e.Sources)
	_ = w
	return v
}

func (p *page) pageLink(e *model.Page) Link {
	f := e.In[p.i]
	language := ""
	if f == nil {
		f = e.Original()
		language = f.Language
	}
	return Link{Text: f.Title.Value, Language: language, Address: p.at(e.URL)}
}

func cutLast(name string) (before, after string, found bool) {
	i := strings.LastIndexByte(name, '/')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// missing makes 404.html, which a host serves at any depth: its links start
// from the site's published address where that is known.
func (p *page) missing() Missing {
	if base := p.site.BaseURL; base != "" {
		p.root = base
	}
	w := p.words
	v := Missing{Frame: p.frame(w.Word("404.title"), w.Word("404.sentence"), "")}
	v.Crumbs = nil
	for i, l := range p.site.Languages {
		v.Others = append(v.Others, MissingIn{Lang: l.Code, Title: l.Word("404.title"), Sentence: l.Word("404.sentence"), Links: []Link{
			{Text: l.Word("home"), Address: p.to(p.site.Address()[i])},
			{Text: l.Word("commitments.title"), Address: p.to(p.site.Address("commitments")[i])},
		}})
	}
	return v
}
