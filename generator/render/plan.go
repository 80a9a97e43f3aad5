package render

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"vitrina/generator/model"
	"vitrina/generator/table"
)

func (p *page) plan(plan *model.Plan) Plan {
	w := p.words
	name := w.Fill("plan.name", "id", plan.ID)
	title := p.say(plan.Title)
	v := Plan{Kicker: name + " · " + p.period(plan), TitleWords: title, CoCreation: p.from(p.say(plan.CoCreation), p.rowLink("plans", plan.ID)), Note: p.from(p.say(plan.Note), p.rowLink("plans", plan.ID)), Count: w.Count("count.commitments", len(plan.Commitments))}
	front, text, language := p.textOf("plans/" + plan.ID)
	file, description := "datasets/plans/plans.csv", w.Fill("plan.description", "plan", name, "title", title.Text)
	if front != nil {
		file, description = front.Path, front.Summary.Value
		v.Text, v.TextWords = text, Words{Language: language}
	}
	v.Frame = p.frame(name+": "+title.Text, description, file, Link{Text: w.Word("menu.plans"), Address: p.at(p.site.Address("plans"))})
	v.Facts = []Fact{
		{Name: w.Word("fact.period"), From: p.moment(plan.Start), To: p.moment(plan.End), Unknown: plan.Start.IsZero() && plan.End.IsZero()},
		{Name: w.Word("fact.document-date"), From: p.moment(plan.DocumentDate), Unknown: plan.DocumentDate.IsZero()},
		p.textFact("fact.forum", plan.Forum),
	}
	if forum := &v.Facts[len(v.Facts)-1]; !forum.Unknown {
		forum.Links[0].Language = p.languageOf("plans", "forum")
	}
	members := Fact{Name: w.Word("fact.forum-members"), Unknown: len(plan.ForumMembers) == 0}
	for _, m := range plan.ForumMembers {
		members.Links = append(members.Links, Link{Text: m, Language: cmp.Or(p.named(m).Language, p.languageOf("plans", "forum_members"))})
	}
	v.Facts = append(v.Facts, members)
	v.Facts = append(v.Facts, p.overdueFacts(plan)...)
	v.Claims = p.countedGroups(plan)
	v.Ratings, v.Marks = p.ratingCounts(plan), p.marks(plan)
	v.Commitments = p.commitmentLines(plan.Commitments)
	v.Reports = p.reportLines(plan.Reports)
	sources := plan.Others
	if plan.Source != nil {
		sources = append([]*model.Source{plan.Source}, plan.Others...)
	}
	v.Sources = p.sourceLines(sources)
	v.Twins = p.twinsOf("plans", plan.Slug())
	v.Row = p.ownRow("plans", plan.ID)
	v.Print = Link{Text: w.Word("plan.print"), Address: p.at(p.site.Address("plans", plan.Slug(), "print"))}
	v.Goals = Link{Text: w.Fill("plan-milestones.title", "plan", name), Address: p.at(p.site.Address("plans", plan.Slug(), "milestones"))}
	at := slices.Index(p.site.Plans, plan)
	if at > 0 {
		l := p.planLink(p.site.Plans[at-1])
		v.Previous = &l
	}
	if at+1 < len(p.site.Plans) {
		l := p.planLink(p.site.Plans[at+1])
		v.Next = &l
	}
	return v
}

// overdueFacts count what is past its deadline without a statement, milestones
// apart from commitments with a deadline of their own, and what has none.
func (p *page) overdueFacts(plan *model.Plan) []Fact {
	w, s := p.words, p.site.SilenceOf(plan)
	goals, silence := p.at(p.site.Address("plans", plan.Slug(), "milestones")), p.at(p.site.Address("silence"))
	late, undated := Fact{Name: w.Word("silence.overdue")}, Fact{Name: w.Word("silence.undated")}
	if n := len(s.Overdue); n > 0 {
		late.Links = append(late.Links, p.counted("count.milestones", n, goals+"#past"))
	}
	if n := len(s.PastTerms); n > 0 {
		late.Links = append(late.Links, Link{Text: w.Fill("plan.overdue-terms", "count", w.Count("count.commitments", n)), Address: silence + "#" + termsOf(plan, "past")})
	}
	if s.Undated > 0 {
		undated.Links = []Link{p.counted("count.milestones", s.Undated, goals+"#undated")}
	}
	return slices.DeleteFunc([]Fact{late, undated}, func(f Fact) bool { return f.Links == nil })
}

func (p *page) reportLines(reports []*model.Report) []ReportLine {
	var out []ReportLine
	for _, r := range reports {
		out = append(out, ReportLine{Title: p.reportLine(r), Kind: p.label(r.Kind), Published: p.moment(r.Published), Results: p.from(p.say(r.KeyResults), p.rowLink("reports", r.ID))})
	}
	return out
}

// claimGroups gathers statements by property, in the order of the properties.
func (p *page) claimGroups(claims []*model.Claim) []ClaimGroup {
	ordered := slices.Clone(claims)
	slices.SortStableFunc(ordered, func(a, b *model.Claim) int {
		return cmp.Or(cmp.Compare(a.Property.Order, b.Property.Order), cmp.Compare(a.Property.Code, b.Property.Code))
	})
	var out []ClaimGroup
	first := 0
	for i, c := range ordered {
		if i == 0 || ordered[i-1].Property.Code != c.Property.Code {
			if i > 0 {
				dropUnits(out[len(out)-1].Claims, ordered[first:i])
			}
			first = i
			out = append(out, ClaimGroup{Property: p.label(c.Property)})
		}
		g := &out[len(out)-1]
		line := p.claimLine(c)
		for _, other := range g.Claims {
			if other.Value.Text != line.Value.Text {
				g.Differ = true
			}
		}
		g.Claims = append(g.Claims, line)
	}
	if len(out) > 0 {
		dropUnits(out[len(out)-1].Claims, ordered[first:])
	}
	return out
}

// countedGroups are the statements on a plan by property, each total with what
// the rows of this site give.
func (p *page) countedGroups(plan *model.Plan) []ClaimGroup {
	groups := p.claimGroups(plan.Claims)
	of := map[string][]*model.Claim{}
	for _, c := range plan.Claims {
		of[p.label(c.Property)] = append(of[p.label(c.Property)], c)
	}
	apart := map[string]bool{}
	for _, d := range p.site.DisagreementsOn("plan", plan.ID) {
		apart[d.Property.Code] = d.Apart
	}
	for i := range groups {
		g := &groups[i]
		claims := of[g.Property]
		g.Differ = g.Differ || apart[claims[0].Property.Code]
		if counted := p.site.Count(plan, claims[0].Property.Code); counted != nil {
			g.Counted = p.countSentence(plan, claims, counted)
		}
	}
	return groups
}

// value writes a claim's value: a number in the page's language, anything else
// as the source has it.
func (p *page) value(text string) string {
	if n, ok := table.ParseNumber(text); ok && len(text) != 4 {
		return p.words.Number(n)
	}
	return text
}

// counted are the variables whose values a plan's page counts, each on its own
// scale.
var counted = []string{"completion-progress", "completion-midterm", "completion-end-of-term", "potential-impact", "did-it-open-government", "early-results", "specificity", "relevance"}

// ratingCounts counts how many commitments of a plan have each value of a
// variable. One scale a count; each commitment counts once; what was not rated
// is shown, never dropped.
func (p *page) ratingCounts(plan *model.Plan) []RatingCount {
	w := p.words
	all := len(plan.Commitments)
	var out []RatingCount
	for _, variable := range counted {
		for _, sp := range p.site.Spreads(variable) {
			at := slices.IndexFunc(sp.Plans, func(ps model.PlanSpread) bool { return ps.Plan == plan })
			if at < 0 || sp.Plans[at].Counted() == 0 {
				continue
			}
			ps := sp.Plans[at]
			rc := RatingCount{Variable: p.label(sp.Variable), Question: p.say(sp.Variable.Definition).Text, Total: p.counted("count.commitments", all, "#commitments")}
			rows := p.ratingPage(variable, sp.Scale) + inPlan(plan) + "-"
			add := func(label string, n int, absent bool, part string) {
				if n > 0 || !absent {
					rc.Values = append(rc.Values, ValueCount{Label: label, Count: p.figure(n, rows+model.Slug(part)), Share: (n*100 + all/2) / all, Absent: absent})
				}
			}
			for i, level := range sp.Levels {
				add(p.label(level), ps.Levels[i], false, level.Code)
			}
			for i, value := range sp.Aside {
				add(p.label(value), ps.Aside[i], true, value.Code)
			}
			add(w.Word("chart.apart"), ps.Apart, true, model.PartApart)
			add(w.Word("chart.elsewhere"), ps.Elsewhere, true, model.PartElsewhere)
			add(w.Word("rating.none-in-record"), ps.Without, true, model.PartWithout)
			if t := p.site.Table("ratings"); t != nil {
				rc.Rows = Link{Text: w.Word("see-rows"), Address: p.at(t.URL)}
			}
			out = append(out, rc)
		}
	}
	return out
}

// processTables are the tables of the process page, in the order of the
// process, with the word that introduces each.
var processTables = []string{"stages", "activities", "schedule", "criteria", "topics", "principles", "participation", "events", "tools", "lessons", "bodies", "body_members"}

func (p *page) process() Process {
	w := p.words
	title, description, _, file := p.headed("process", w.Word("process.title"), w.Word("process.description"))
	v := Process{Frame: p.frame(title, description, file), Intro: description}
	for _, name := range processTables {
		t := p.site.Table(name)
		if t == nil || len(t.Rows) == 0 {
			continue
		}
		v.Sections = append(v.Sections, TableSection{ID: name, Title: t.Schema.Title.Or(w.Code), Intro: Words{Text: t.Schema.Description.Or(w.Code)},
			Table: p.settled(without(condensed(p.grid(t, len(t.Rows))), "measure")), Dataset: Link{Text: w.Fill("see-rows-of", "title", t.Schema.Title.Or(w.Code)), Address: p.at(t.URL)}})
	}
	return v
}

// without leaves out a column that is for machines.
func without(g Grid, key string) Grid {
	keep := make([]bool, len(g.Columns))
	for i, c := range g.Columns {
		keep[i] = c.Key != key
	}
	g.Columns = kept(g.Columns, keep)
	for i := range g.Rows {
		g.Rows[i].Cells = kept(g.Rows[i].Cells, keep)
	}
	return g
}

// grid shows the first rows of a table as a reader of the page's language sees
// them: one column for a text in several languages, labels for codes, links
// for references.
func (p *page) grid(t *model.Published, rows int) Grid {
	return p.gridOf(t, placesOf(0, min(rows, len(t.Rows))), nil)
}

// gridOf shows the rows of a table with the given places, without the named
// columns. A number leads to its row.
func (p *page) gridOf(t *model.Published, rows []int, without []string) Grid {
	w := p.words
	type column struct {
		field table.Field
		at    []int // the columns of the languages, the page's first
	}
	var columns []column
	g := Grid{Caption: t.Schema.Title.Or(w.Code)}
	done := map[string]bool{}
	for i, name := range t.Header {
		if base, _ := p.inLanguage(name); slices.Contains(without, name) || slices.Contains(without, base) {
			continue
		}
		f, _ := t.Schema.Field(name)
		c := column{field: f, at: []int{i}}
		if base, language := p.inLanguage(name); language != "" {
			if done[base] {
				continue
			}
			done[base] = true
			c.at = nil
			for _, code := range p.languagesFrom() {
				if at := slices.Index(t.Header, base+"_"+code); at >= 0 {
					c.at = append(c.at, at)
				}
			}
			if f, ok := t.Schema.Field(t.Header[c.at[0]]); ok {
				c.field = f
			}
		}
		columns = append(columns, c)
		title := strings.TrimSpace(c.field.Title.Or(w.Code))
		if title == "" {
			title = name
		}
		key, language := p.inLanguage(name)
		if language != "" {
			title = trimLanguage(title, w.Word("column.in-language"))
		}
		kind := c.field.Type.Value
		g.Columns = append(g.Columns, Column{Name: title, Key: key, Numeric: kind == "integer" || kind == "number", Source: c.field.References.Value == "sources"})
	}
	for _, place := range rows {
		r := GridRow{}
		if p.kind != "rows" {
			r.From = p.rowNamed(t, p.rowURL(t, place), t.Key(t.Rows[place]))
		}
		for _, c := range columns {
			cell := p.cell(t, c.field, c.at, t.Rows[place])
			if p.kind != "rows" {
				for i, l := range cell.Values {
					if l.Address == "" && (cell.Numeric || onlyNumbers(l.Text)) {
						cell.Values[i].Address = p.rowURL(t, place)
					}
				}
			}
			r.Cells = append(r.Cells, cell)
		}
		g.Rows = append(g.Rows, r)
	}
	if len(g.Rows) == 0 {
		return g // the names are all there is to show
	}
	// A column that says nothing here is noise.
	keep := make([]bool, len(g.Columns))
	for _, r := range g.Rows {
		for i, c := range r.Cells {
			keep[i] = keep[i] || len(c.Values) > 0 || c.Moment.Text != ""
		}
	}
	for i, c := range g.Columns {
		if !keep[i] {
			g.Empty = append(g.Empty, c.Name)
		}
	}
	g.Columns = kept(g.Columns, keep)
	for i := range g.Rows {
		g.Rows[i].Cells = kept(g.Rows[i].Cells, keep)
	}
	return g
}

// onlyNumbers reports whether a text is digits and signs, without a letter.
func onlyNumbers(text string) bool {
	return strings.ContainsAny(text, "0123456789") && !strings.ContainsFunc(text, unicode.IsLetter)
}

// condensed makes a table easier to read: what is the same on every row is
// said once, and remarks stand below what they are about.
func condensed(g Grid) Grid {
	keep := make([]bool, len(g.Columns))
	note, about := -1, -1
	for i, c := range g.Columns {
		keep[i] = len(g.Rows) < 2 || slices.ContainsFunc(g.Rows[1:], func(r GridRow) bool { return !sameCell(r.Cells[i], g.Rows[0].Cells[i]) })
		if !keep[i] {
			g.Same = append(g.Same, SameCell{Name: c.Name, Cell: g.Rows[0].Cells[i]})
			continue
		}
		switch {
		case c.Key == "note":
			note = i
		case about < 0 && !c.Numeric && !c.Source && (c.Key == "title" || c.Key == "name" || c.Key == "text"):
			about = i
		}
	}
	if note >= 0 && about >= 0 {
		keep[note] = false
		for _, r := range g.Rows {
			r.Cells[about].Under = r.Cells[note].Values
		}
	}
	g.Columns = kept(g.Columns, keep)
	for i := range g.Rows {
		g.Rows[i].Cells = kept(g.Rows[i].Cells, keep)
	}
	return g
}

func sameCell(a, b GridCell) bool {
	return a.Moment == b.Moment && slices.Equal(a.Values, b.Values)
}

func kept[T any](items []T, keep []bool) []T {
	out := items[:0:0]
	for i, item := range items {
		if keep[i] {
			out = append(out, item)
		}
	}
	return out
}

// trimLanguage takes the mark of a language off a column's title, which a page
// in one language does not need.
func trimLanguage(title, mark string) string {
	if before, ok := strings.CutSuffix(title, " "+mark); ok {
		return strings.TrimRight(before, ",")
	}
	if i := strings.LastIndex(title, " ("); i > 0 && strings.HasSuffix(title, ")") {
		return title[:i]
	}
	return title
}

// languagesFrom are the codes of the languages, the page's first.
func (p *page) languagesFrom() []string {
	codes := []string{p.words.Code}
	for _, l := range p.site.Languages {
		if l.Code != p.words.Code {
			codes = append(codes, l.Code)
		}
	}
	return codes
}

// inLanguage splits title_es into title and es, when es is a language of the
// site.
func (p *page) inLanguage(column string) (base, language string) {
	at := strings.LastIndexByte(column, '_')
	if at < 0 {
		return column, ""
	}
	for _, l := range p.site.Languages {
		if l.Code == column[at+1:] {
			return column[:at], l.Code
		}
	}
	return column, ""
}

func (p *page) cell(t *model.Published, f table.Field, at []int, row []string) GridCell {
	w := p.words
	kind := f.Type.Value
	c := GridCell{Numeric: kind == "integer" || kind == "number", Source: f.References.Value == "sources"}
	text, from := "", 0
	for i, column := range at {
		if text = row[column]; text != "" {
			from = i
			break
		}
	}
	if text == "" {
		return c
	}
	language := ""
	if from > 0 {
		_, language = p.inLanguage(t.Header[at[from]])
	} else if own := slices.Index(t.Header, f.Name.Value+"_language"); own >= 0 {
		language = p.foreign(row[own])
	} else {
		language = p.foreign(f.Language.Value)
	}
	if kind == "date" {
		d := table.Date{}
		_ = d.UnmarshalCSV(text)
		c.Moment = p.moment(d.Date)
		return c
	}
	codes := f.Codes.Value
	if scale := slices.Index(t.Header, "scale"); scale >= 0 && f.Name.Value == "value" {
		codes = row[scale] // of each row its own list
	}
	for _, value := range f.Values(text) {
		l := Link{Text: value, Language: cmp.Or(language, p.foreign(p.nameIn[value]))}
		switch {
		case codes != "":
			l.Text = p.label(p.site.Code(codes, value))
		case f.References.Given():
			l = p.reference(f.References.Value, value)
		case c.Numeric:
			l.Text = p.value(value)
		case kind == "url":
			l.Address = value
		case kind == "boolean":
			l.Text = w.Word("boolean." + value)
		}
		c.Values = append(c.Values, l)
	}
	return c
}

// reference shows a value that is the key of another table.
func (p *page) reference(dataset, value string) Link {
	switch dataset {
	case "sources":
		if s := p.site.Source(value); s != nil {
			return Link{Text: s.Title, Language: p.foreign(s.TitleLanguage), Address: p.entry(s)}
		}
	case "commitments":
		if c := p.site.Find(value); c != nil {
			return Link{Text: value, Address: p.at(c.URL)}
		}
	case "plans":
		if plan := p.site.Plan(value); plan != nil {
			return Link{Text: value, Address: p.at(plan.URL)}
		}
	case "entities":
		if e := p.site.Entity(value); e != nil {
			l := p.entityLink(e, 0)
			return l
		}
	case "reports":
		for _, r := range p.site.Reports {
			if r.ID == value {
				return Link{Text: r.Title, Language: p.foreign(r.TitleLanguage)}
			}
		}
	}
	return Link{Text: value}
}
