package render

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

func (p *page) commitment(c *model.Commitment) Commitment {
	w := p.words
	v, file := p.leaf(c)
	title := v.TitleWords
	v.Notes, v.PlanLink = p.from(p.say(c.Notes), p.rowLink(model.CommitmentsTable, c.ID.Value)), p.planLink(c.Plan)
	if p.i < len(c.TitleBasis) && c.TitleBasis[p.i] != nil && c.TitleBasis[p.i].Code != "official" {
		// The definition is a sentence; a label alone (Description) explains nothing.
		v.TitleBasis = p.label(c.TitleBasis[p.i])
		if d := c.TitleBasis[p.i].Definition.In(p.i); d.Text != "" && d.Language == "" {
			v.TitleBasis = d.Text
		}
	}
	crumbs := []Link{{Text: w.Word("menu.commitments"), Address: p.at(p.site.Address("commitments"))}}
	if c.Plan != nil {
		crumbs = append(crumbs, v.PlanLink)
	}
	if file.Language != w.Code {
		v.TextLanguage = file.Language
	}
	// Titles repeat across plans, so the page's own title carries the id.
	description := cmp.Or(v.Summary.Text, title.Text)
	v.Frame = p.frame(title.Text, c.ID.Value+". "+description, file.Path, crumbs...)
	v.titledIn(title.Language)
	v.Heading = title.Text + " (" + c.ID.Value + ") · " + v.SiteTitle

	p.targets(c, &v)
	v.Key = slices.Insert(v.Key, 2, p.cameOf(c, &v)) // after who and by when
	v.Ratings, v.RatingsSame = p.ratingGroups(c)
	v.Claims = p.claimGroups(c.Claims)
	v.Continues, v.Followed = p.commitmentLines(c.Continues), p.commitmentLines(c.Followed)
	v.Lineage = p.lineageChart(c)
	v.Twins = p.twinsOf("commitments", c.Slug)
	v.Row = p.ownRow(model.CommitmentsTable, c.ID.Value)
	where := ""
	if p.site.BaseURL != "" {
		where = p.site.BaseURL + p.address
	}
	v.Cite = strings.TrimSpace(w.Fill("commitment.cite", "title", p.carried(c.Title), "id", c.ID.Value, "site", v.SiteTitle, "date", w.Date(p.site.AsOf)) + " " + strings.TrimSpace(v.Edition+" "+where))
	v.Citation = p.citationOfCommitment(c, title.Text, where)
	v.Problem = p.problem(c.ID.Value)
	neighbour := func(n *model.Commitment) *Link {
		if n == nil {
			return nil
		}
		t := p.say(n.Title)
		return &Link{Text: t.Text, Language: t.Language, Address: p.at(n.URL)}
	}
	v.Previous, v.Next = neighbour(c.Previous), neighbour(c.Next)
	return v
}

// leaf is what the page of a commitment and the print edition of its plan have
// alike, with the file of its text. The print edition leaves the text out, and
// links no term of the glossary that stands in it.
func (p *page) leaf(c *model.Commitment) (Commitment, *source.Commitment) {
	v := Commitment{ID: c.ID.Value, Kicker: c.ID.Value, TitleWords: p.say(c.Title), Summary: p.say(c.Summary), Change: p.say(c.Change)}
	if c.Number.Value != "" {
		v.Kicker = p.words.Fill("commitment.number", "number", c.Number.Value) + " · " + v.Kicker
	}
	file := cmp.Or(c.Commitment.Translation(p.words.Code), c.Commitment)
	v.Summary, v.Change = p.glossed(v.Summary), p.glossed(v.Change) // above the text, so before it
	v.Summary, v.Change = p.figured(v.Summary, file.Text), p.figured(v.Change, file.Text)
	v.Text = p.body(file.Text, file.Path)
	v.Key, v.Facts = p.commitmentFacts(c)
	p.voices(c, &v)
	v.Milestones = p.milestoneTable(c)
	for i := range v.Milestones.Lines {
		line := &v.Milestones.Lines[i]
		line.Title = p.glossed(line.Title)
	}
	v.Sources = p.sourceLines(c.Sources)
	return v, file
}

// ownMilestones is the place of the milestones on the page of a commitment.
const ownMilestones = "#milestones"

// commitmentFacts are the facts of a commitment: who answers, by when and who
// supports, and the others.
func (p *page) commitmentFacts(c *model.Commitment) (key, others []Fact) {
	w := p.words
	key = []Fact{p.entitiesFact("fact.lead", c.Lead), p.periodFact(c)}
	if len(c.Support) > 0 {
		key = append(key, p.entitiesFact("fact.support", c.Support))
	}
	themes := Fact{Name: w.Word("fact.themes"), Unknown: len(c.Themes) == 0, Note: p.label(c.ThemesBasis)}
	for _, t := range c.Themes {
		themes.Links = append(themes.Links, Link{Text: p.label(t.Code), Address: p.at(t.URL)})
	}
	values := p.codesFact("fact.values", c.Values...)
	values.Note = p.label(c.ValuesBasis)
	if r := c.Unclear(); r != nil && values.Unknown {
		values.Unknown = false
		values.Links = []Link{{Text: w.Word("fact.values-unclear"), Address: p.ratingRow(c, r)}}
	}
	others = []Fact{themes, values, p.ownCode(c)}
	if c.Branch != nil || c.Level != nil {
		others = append(others, p.codesFact("fact.branch", c.Branch, c.Level, c.Territory))
	}
	if len(c.SDGs) > 0 {
		others = append(others, p.codesFact("fact.sdgs", c.SDGs...))
	}
	return key, others
}

func (p *page) entitiesFact(word string, list []*model.Entity) Fact {
	f := Fact{Name: p.words.Word(word), Unknown: len(list) == 0}
	for _, e := range list {
		f.Links = append(f.Links, p.entityLink(e, 0))
	}
	return f
}

// codesFact has the labels of codes; those that are nil are left out.
func (p *page) codesFact(word string, list ...*model.Code) Fact {
	f := Fact{Name: p.words.Word(word)}
	for _, code := range list {
		if code != nil {
			f.Links = append(f.Links, Link{Text: p.label(code)})
		}
	}
	f.Unknown = len(f.Links) == 0
	return f
}

// ownCode is the code that the partnership knows a commitment by, or that it
// has one here alone.
func (p *page) ownCode(c *model.Commitment) Fact {
	w := p.words
	f := Fact{Name: w.Word("fact.code"), Note: p.label(c.CodeBasis)}
	if c.OGPCode.Value == "" && c.CodeBasis == nil {
		f.Links = []Link{{Text: c.ID.Value}}
		f.Note = w.Word("fact.local-id")
	} else {
		f.Links = []Link{{Text: cmp.Or(c.OGPCode.Value, c.ID.Value)}}
	}
	return f
}

// periodFact is the period of a commitment, with what else is known of its
// time where it has none, and where its deadlines stand.
func (p *page) periodFact(c *model.Commitment) Fact {
	w := p.words
	f := Fact{Name: w.Word("fact.period"), From: p.moment(c.Start), To: p.moment(c.End), Unknown: c.Start.IsZero() && c.End.IsZero()}
	if f.Unknown {
		var notes []string
		if last := c.LastDue(); !last.IsZero() {
			notes = append(notes, w.Fill("fact.last-goal", "date", w.Date(last)))
		}
		if c.Plan != nil {
			if term := p.period(c.Plan); term != "" {
				notes = append(notes, w.Fill("fact.plan-period", "term", term))
			}
		}
		f.Note = strings.Join(notes, " · ")
	}
	if t := c.Term; t != nil {
		f.State, f.StateCode = p.termState(t)
		if t.State == model.Past {
			f.Note = p.leastDays(t.Due)
		}
	} else if n := len(c.Overdue()); n > 0 {
		f.State, f.StateCode = Words{Parts: []Link{p.counted("count.overdue", n, ownMilestones)}}, "past"
		f.State.Text = f.State.Parts[0].Text
	}
	return f
}

// targets are the quantified targets of a commitment, and its other exercises.
func (p *page) targets(c *model.Commitment, v *Commitment) {
	w := p.words
	for _, e := range c.Exercises {
		switch {
		case e.Kind == "target":
			v.Targets = append(v.Targets, TargetLine{What: p.say(e.Title), Target: p.measure(e.Target, p.row("exercises", e.ID)), Unit: p.carried(e.Unit), Year: e.Year, Source: p.sourceLink(e.Source), Note: p.say(e.Note)})
		case e.Kind == "exercise":
			line := ExerciseLine{Title: p.say(e.Title), Promoter: p.promoter(e), When: p.moment(e.Start), Source: p.sourceLink(e.Source), Note: p.say(e.Note)}
			switch {
			case line.When.Text != "" || e.End.IsZero():
			case e.End.Day > 0:
				line.When.Text = w.Fill("exercise.until-day", "date", w.Date(e.End))
			default:
				line.When.Text = w.Fill("exercise.until", "date", w.Date(e.End))
			}
			if line.When.Text == "" && e.Year != "" {
				line.When = Moment{e.Year, e.Year}
			}
			if !e.Result.Known {
				line.Title, line.Note = p.once(line.Title, line.Note, p.rowLink("exercises", e.ID))
			} else {
				line.Result.add(p.measure(e.Result, p.row("exercises", e.ID)))
				line.Result.add(Link{Text: " " + p.carried(e.Unit)})
			}
			v.Exercises = append(v.Exercises, line)
		}
	}
}

func (p *page) promoter(e *model.Exercise) Words {
	v := p.say(e.Promoter)
	if v.Language == "" {
		v.Language = p.named(v.Text).Language
	}
	return v
}

// voices puts what the three say side by side.
func (p *page) voices(c *model.Commitment, v *Commitment) {
	w := p.words
	v.Government = Voice{Name: w.Word("voice.government"), Who: w.Word("voice.government.who"), Silent: w.Word("voice.government.silent")}
	v.CivilSociety = Voice{Name: w.Word("voice.civil-society"), Who: w.Word("voice.civil-society.who"), Silent: w.Word("voice.civil-society.silent")}
	v.IRM = Voice{Name: w.Word("voice.irm"), Who: w.Word("voice.irm.who"), Silent: w.Word("voice.irm.silent")}
	for _, alike := range saidAlike(c.Voices.Government) {
		v.Government.Says = append(v.Government.Says, p.statement(alike))
	}
	for _, alike := range saidAlike(c.Voices.CivilSociety) {
		v.CivilSociety.Says = append(v.CivilSociety.Says, p.statement(alike))
	}
	for _, alike := range saidAlike(c.Voices.Remarks) {
		said := p.statement(alike)
		said.Proof = "" // the IRM is itself the judge of proof
		v.IRM.Says = append(v.IRM.Says, said)
	}
	government, irm := p.site.Told(c)
	for _, told := range government {
		v.Government.Says = append(v.Government.Says, p.toldStatement(c.Plan, told))
	}
	for _, r := range c.Voices.IRM {
		v.IRM.Says = append(v.IRM.Says, p.rated(r))
	}
	for _, told := range irm {
		v.IRM.Says = append(v.IRM.Says, p.toldStatement(c.Plan, told))
	}
	if overstated(c) {
		v.Differ = append(v.Differ, p.sentence("voices.differ"))
	}
	for _, d := range p.site.OutcomeDisputes(c) {
		shown := p.dispute(d)
		v.Differ = append(v.Differ, p.sentence("voices.differ-on", "property", Link{Text: shown.Property, Address: shown.Address}, "values", shown.Values.Parts))
	}
}

// overstated reports whether the Government declares complete what the IRM rates
// otherwise.
func overstated(c *model.Commitment) bool {
	declared := slices.ContainsFunc(c.Voices.Government, func(u *model.Update) bool { return u.Milestone == "" && u.Completed() })
	rated, done := false, false
	for _, r := range c.Voices.IRM {
		if model.IsCompletion(r.Variable.Code) && !r.Absent() {
			rated, done = true, done || r.Value.Code == "complete"
		}
	}
	return declared && rated && !done
}

// disputed reports whether there is no agreement on what came of a commitment.
func (p *page) disputed(c *model.Commitment) bool {
	return overstated(c) || len(p.site.OutcomeDisputes(c)) > 0
}

// toldStatement is what a source says of the whole plan, where its voice says
// nothing of the commitment.
func (p *page) toldStatement(plan *model.Plan, told []model.Told) Statement {
	s := Statement{What: Words{Text: p.words.Word("told.what")}, Text: p.sentence("told.text", "totals", p.totals(told)), Date: p.moment(told[0].Date), Source: p.sourceLink(told[0].Source)}
	for _, t := range told {
		if note := p.say(t.Note); note.Text != "" {
			s.Text.add(Link{Text: " "})
			s.Text.add(Link{Text: note.Text, Language: note.Language})
		}
	}
	if differ := p.disputedTotals("told.differ", plan, told); differ.Text != "" {
		s.Text.follow(differ.stopped())
	}
	return s
}

// disputedTotals leads by a word to what sources say differently of totals of a
// plan; nothing where they agree.
func (p *page) disputedTotals(key string, plan *model.Plan, told []model.Told) Words {
	var v Words
	for _, t := range told {
		if d := p.site.Disagreement("plan", plan.ID, t.Property.Code); d != nil && d.AmongSources() {
			dispute := p.dispute(d)
			if v.Text != "" {
				v.add(Link{Text: "; "})
			}
			v.add(Link{Text: p.words.Fill(key, "values", dispute.Values.Text), Address: dispute.Address})
		}
	}
	return v
}

// totals lists totals of a plan, each with its rows.
func (p *page) totals(told []model.Told) []Link {
	totals := make([][]Link, 0, len(told))
	for _, t := range told {
		count := []Link{{Text: p.claimValue(t.Claim), Address: p.claimRow(t.Claim)}}
		if t.Of != nil {
			count = p.sentence("told.of", "count", count[0], "all", Link{Text: p.claimValue(t.Of), Address: p.claimRow(t.Of)}).Parts
		}
		totals = append(totals, p.sentence("told."+t.Property.Code, "count", count).Parts)
	}
	return enumerated(totals, p.words.Word("list.and"))
}

// cameOf is what came of a commitment, in a line for each voice that says it,
// which leads to all that the three say.
func (p *page) cameOf(c *model.Commitment, v *Commitment) Fact {
	w := p.words
	f := Fact{Name: w.Word("fact.outcome")}
	said := func(voice string, said Link, when date.Date) {
		said = p.inYear(said, when)
		if said.Language == "" {
			f.Lines = append(f.Lines, Words{Parts: []Link{{Text: w.Fill("outcome.says", "voice", voice, "said", said.Text), Address: said.Address}}})
		} else {
			f.Lines = append(f.Lines, p.sentence("outcome.says", "voice", Link{Text: voice, Address: said.Address}, "said", said))
		}
	}
	// Of totals of the plan the first is that of the fewest commitments.
	ofPlan := func(voice string, told [][]model.Told) {
		if len(told) == 0 {
			return
		}
		first := told[0][:1]
		line := p.sentence("outcome.told", "voice", Link{Text: voice, Address: voices}, "totals", p.totals(first))
		if year := first[0].Date.Year; year > 0 {
			line.add(Link{Text: w.Fill("outcome.dated", "said", "", "year", strconv.Itoa(year))})
		}
		line.follow(p.disputedTotals("claims.differ-here", c.Plan, first))
		f.Lines = append(f.Lines, line)
	}
	government, irm := p.site.Told(c)
	for _, voice := range []struct {
		name    string
		updates []*model.Update
		told    [][]model.Told
	}{{v.Government.Name, c.Voices.Government, government}, {v.CivilSociety.Name, c.Voices.CivilSociety, nil}} {
		u, whole := newestOf(voice.updates)
		if u != nil && u.Unnamed {
			voice.name = p.unnamed(u)
		}
		if u == nil {
			ofPlan(voice.name, voice.told)
			continue
		}
		said(voice.name, p.saidIn(u, whole, voice.updates, mostSaid), u.Date)
	}
	if r := c.Outcome(); r != nil {
		name := v.IRM.Name
		if !model.IsCompletion(r.Variable.Code) {
			name = w.Fill("outcome.of", "voice", name, "variable", p.label(r.Variable))
		}
		var values []string
		for _, part := range c.Voices.IRM { // a commitment may be rated in parts
			if value := p.label(part.Value); part.Variable == r.Variable && part.Report == r.Report && !part.Absent() && !slices.Contains(values, value) {
				values = append(values, value)
			}
		}
		var when date.Date
		if r.Report != nil {
			when = r.Report.Published
		}
		said(name, Link{Text: strings.Join(values, w.Word("list.and")), Address: voices}, when)
	} else if u, whole := newestOf(c.Voices.Remarks); u != nil {
		said(v.IRM.Name, p.saidIn(u, whole, c.Voices.Remarks, mostSaid), u.Date)
	} else if r := c.Absence(); r != nil {
		said(w.Fill("outcome.of", "voice", v.IRM.Name, "variable", p.label(r.Variable)), Link{Text: p.label(r.Value), Address: voices}, date.Date{})
	} else {
		ofPlan(v.IRM.Name, irm)
	}
	if len(f.Lines) == 0 {
		f.Lines = []Words{{Parts: []Link{{Text: w.Word(p.unsaid(c)), Address: voices}}}}
	}
	if len(v.Differ) > 0 {
		f.Mark = w.Word("claims.differ")
	}
	return f
}

// voices is where a commitment's page has all that the three voices say.
const voices = "#voices"

// inYear ends what was said with its year, where it does not name it.
func (p *page) inYear(said Link, when date.Date) Link {
	if year := strconv.Itoa(when.Year); when.Year > 0 && !strings.Contains(said.Text, year) {
		said.Text = p.words.Fill("outcome.dated", "said", said.Text, "year", year)
	}
	return said
}

// saidIn is what the newest of a voice's statements says, in a word where it has
// a value, else in the words that it begins with, cut to some letters; a list
// rather says that an act shows it. What has a figure leads to its row.
func (p *page) saidIn(u *model.Update, whole bool, all []*model.Update, letters int) Link {
	w := p.words
	switch {
	case !whole:
		done, told, unproven := doneOf(all)
		said := w.Fill("outcome.milestones", "done", w.Integer(done), "told", w.Integer(told))
		if unproven {
			said = w.Fill("outcome.unproven", "said", said)
		}
		return Link{Text: said, Address: voices}
	case u.Status == nil && u.Percent.Known && u.Unproven():
		return Link{Text: w.Fill("outcome.unproven", "said", w.Percent(u.Percent.Value)), Address: p.row("updates", u.ID)}
	case u.Status != nil && u.Completed() && len(u.Evidence) == 0:
		return Link{Text: w.Fill("outcome.unproven", "said", p.label(u.Status)), Address: voices}
	case u.Status != nil:
		return Link{Text: p.label(u.Status), Address: voices}
	case u.Percent.Known:
		return Link{Text: w.Percent(u.Percent.Value), Address: p.row("updates", u.ID)}
	case letters == mostListed && len(u.Evidence) > 0:
		return Link{Text: w.Word("outcome.act"), Address: voices}
	case p.say(u.Text).Text != "":
		text := p.say(u.Text)
		return Link{Text: beginning(text.Text, letters), Language: text.Language, Address: voices}
	case len(u.Evidence) > 0:
		return Link{Text: w.Word("outcome.act"), Address: voices}
	}
	return Link{Text: w.Word("outcome.words"), Address: voices}
}

// doneOf counts the milestones that statements speak of, and those of which the
// newest says that they are done; unproven where nothing proves one of these. The
// IRM assesses, and what it says needs no proof.
func doneOf(updates []*model.Update) (done, told int, unproven bool) {
	newest := map[string]*model.Update{}
	for _, u := range updates {
		if b := newest[u.Milestone]; b == nil || u.Date.Compare(b.Date) >= 0 {
			newest[u.Milestone] = u
		}
	}
	for _, u := range newest {
		if u.Completed() {
			done++
			unproven = unproven || u.Unproven() && u.Voice != "irm"
		}
	}
	return done, len(newest), unproven
}

// mostSaid is how many letters of a statement fit on the first screen of a phone,
// mostListed in a row of a list.
const mostSaid, mostListed = 160, 120

// leastSaid is how many letters a first sentence has at the least: a shorter one
// is a number or a title that only looks like its end.
const leastSaid = 20

var (
	// sentenceEnd is where a sentence stops and another begins.
	sentenceEnd = regexp.MustCompile(`\p{Ll}{2,}\.\s+\p{Lu}|\d\.\s+\p{Lu}`)
	// titled is a text that stops at the title of a person: Dr, Dra, Ing.
	titled = regexp.MustCompile(`(^|\s)\p{Lu}\p{Ll}{1,2}$`)
	// numbered is a list in a line, nextNumber where its next item begins.
	numbered   = regexp.MustCompile(`^\d+\.\s`)
	nextNumber = regexp.MustCompile(`\.\s+\d+\.\s`)
)

// beginning is the first sentence of a text, without its full stop, cut at a
// word where it is long.
func beginning(text string, most int) string {
	text = strings.TrimSpace(text)
	if numbered.MatchString(text) {
		if at := nextNumber.FindStringIndex(text); at != nil {
			text = text[:at[0]]
		}
	}
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		first := text[:at[0]+strings.Index(text[at[0]:], ".")]
		if utf8.RuneCountInString(first) >= leastSaid && !titled.MatchString(first) {
			text = first
			break
		}
	}
	text = strings.TrimSuffix(text, ".")
	if letters := []rune(text); len(letters) > most {
		text = string(letters[:most])
		text = strings.TrimRight(text[:max(strings.LastIndex(text, " "), 1)], " ,;:") + "…"
	}
	return text
}

// unnamed says who published what nobody is known to have stated.
func (p *page) unnamed(u *model.Update) string {
	if u.Source == nil || u.Source.Publisher == "" {
		return p.words.Word("voice.unnamed")
	}
	return p.words.Fill("voice.published", "publisher", u.Source.Publisher)
}

// newestOf is the newest of a voice's statements on the whole commitment, or,
// where all are on milestones, the newest of those; nil where there is none.
func newestOf(updates []*model.Update) (newest *model.Update, whole bool) {
	for _, u := range updates {
		switch is := u.Milestone == ""; {
		case whole && !is:
		case is && !whole || newest == nil || u.Date.Compare(newest.Date) >= 0:
			newest, whole = u, is
		}
	}
	return newest, whole
}

// saidAlike puts together neighbours that say the same of several milestones.
func saidAlike(updates []*model.Update) [][]*model.Update {
	var out [][]*model.Update
	for _, u := range updates {
		if n := len(out); n > 0 {
			if b := out[n-1][0]; u.Milestone != "" && b.Milestone != "" && u.Date == b.Date && u.Status == b.Status && u.Percent == b.Percent &&
				u.Source == b.Source && slices.Equal(u.Text, b.Text) && slices.Equal(u.Evidence, b.Evidence) {
				out[n-1] = append(out[n-1], u)
				continue
			}
		}
		out = append(out, []*model.Update{u})
	}
	return out
}

// statement is what updates say that say the same.
func (p *page) statement(alike []*model.Update) Statement {
	u, w := alike[0], p.words
	s := Statement{Text: p.say(u.Text), Date: p.moment(u.Date), Source: p.sourceLink(u.Source)}
	if u.Unnamed {
		s.Unnamed = p.unnamed(u)
	}
	if u.Percent.Known {
		s.Value.add(Link{Text: w.Percent(u.Percent.Value), Address: p.row("updates", u.ID)})
	} else {
		s.Text = p.from(s.Text, p.rowLink("updates", u.ID))
	}
	if u.Percent.Known && u.Status != nil {
		s.Value.add(Link{Text: " · "})
	}
	s.Value.add(Link{Text: p.label(u.Status)})
	if len(alike) > 1 {
		var numbers []Link
		for i, each := range alike {
			switch {
			case i == len(alike)-1:
				numbers = append(numbers, Link{Text: w.Word("list.and")})
			case i > 0:
				numbers = append(numbers, Link{Text: ", "})
			}
			numbers = append(numbers, Link{Text: each.Milestone, Address: p.row("updates", each.ID)})
		}
		s.What = p.sentence("voice.on-milestones", "numbers", numbers)
	} else if u.Milestone != "" {
		s.What = p.sentence("voice.on-milestone", "number", u.Milestone)
	}
	if u.Unproven() {
		s.Proof = w.Word("proof.none")
	}
	for _, e := range u.Evidence {
		s.Evidence = append(s.Evidence, p.sourceLink(e))
	}
	return s
}

func (p *page) rated(r *model.Rating) Statement {
	s := Statement{What: Words{Text: p.label(r.Variable)}, Value: Words{Text: p.label(r.Value)}, Source: p.sourceLink(r.Source), Absent: r.Absent(), Levels: p.levels(r)}
	if r.Part != "" {
		s.What.Text += " · " + p.part(r.Part)
	}
	if r.Report != nil {
		s.Report = p.reportLine(r.Report)
		s.Date = p.moment(r.Report.Published)
		s.Seen = p.seenIn(r.Report, r.Source)
	}
	return s
}

// seenIn is where a value of a report was read, where that is not the report
// itself.
func (p *page) seenIn(report *model.Report, source *model.Source) Link {
	if source == report.Source {
		return Link{}
	}
	return p.sourceLink(source)
}

func (p *page) part(part string) string {
	return p.label(p.site.Code("rating-parts", part))
}

func (p *page) levels(r *model.Rating) []Level {
	if len(r.Levels) == 0 {
		return nil
	}
	out := make([]Level, 0, len(r.Levels))
	for _, level := range r.Levels {
		if level != r.Value && (level.Code == "unclear" || level.Code == "withdrawn" || level.Code == "no-evidence") {
			continue // absences in all but name, off the line from low to high
		}
		out = append(out, Level{p.label(level), level == r.Value})
	}
	return out
}

func (p *page) ratingLine(c *model.Commitment, r *model.Rating) RatingLine {
	report := ""
	if r.Report != nil {
		report = r.Report.ID
	}
	line := RatingLine{Variable: Link{Text: p.label(r.Variable)}, Value: p.label(r.Value), Meaning: p.defined(r.Value),
		Note: p.from(p.say(r.Note), p.rowLink("ratings", c.ID.Value, report, r.Variable.Code, r.Part, r.Value.Code))}
	if r.FromTotal {
		deduced, note := p.sentence("rating.from-total"), line.Note
		if note.Parts == nil {
			note.Parts = []Link{{Text: note.Text, Language: note.Language}}
		}
		deduced.follow(note)
		line.Note = deduced
	}
	if scale := p.scaleLink(r.Scale); scale.Address != "" {
		line.Scale = scale
		if scale.Text == line.Variable.Text {
			line.Variable, line.Scale = scale, Link{}
		}
	}
	return line
}

// ratingGroups are the values by the report, the place where they were read and
// the part that was rated, which stand above them. What all share is in same; a
// note that all of a group have stands there once.
func (p *page) ratingGroups(c *model.Commitment) (groups []RatingGroup, same []SameCell) {
	type origin struct {
		report *model.Report
		source *model.Source
		part   string
	}
	read := func(from origin) []Link {
		if from.report == nil {
			return []Link{{Text: p.words.Word("report.unknown") + " "}, p.sourceLink(from.source)}
		}
		out := []Link{p.reportLine(from.report)}
		if seen := p.seenIn(from.report, from.source); seen.Text != "" {
			out = append(out, Link{Text: " · " + p.words.Word("report.seen") + " "}, seen)
		}
		return out
	}
	one := len(c.Ratings) > 1 && !slices.ContainsFunc(c.Ratings, func(r *model.Rating) bool {
		return r.Report != c.Ratings[0].Report || r.Source != c.Ratings[0].Source
	})
	if one {
		same = []SameCell{{Name: p.words.Word("table.report"), Cell: GridCell{Run: true, Values: read(origin{report: c.Ratings[0].Report, source: c.Ratings[0].Source})}}}
	}
	at := map[origin]int{}
	for _, r := range c.Ratings {
		from := origin{r.Report, r.Source, r.Part}
		i, ok := at[from]
		if !ok {
			i = len(groups)
			at[from] = i
			var g RatingGroup
			if !one {
				g.Head.Parts = read(from)
			}
			if r.Part != "" {
				if len(g.Head.Parts) > 0 {
					g.Head.Parts = append(g.Head.Parts, Link{Text: " · "})
				}
				g.Head.Parts = append(g.Head.Parts, Link{Text: p.part(r.Part)})
			}
			groups = append(groups, g)
		}
		groups[i].Lines = append(groups[i].Lines, p.ratingLine(c, r))
	}
	for i := range groups {
		g := &groups[i]
		if note := g.Lines[0].Note; len(g.Lines) > 1 && note.Text != "" && !slices.ContainsFunc(g.Lines, func(l RatingLine) bool { return l.Note.Text != note.Text }) {
			g.Note = note
			for j := range g.Lines {
				g.Lines[j].Note = Words{}
			}
		}
	}
	if len(groups) == 1 && one && groups[0].Note.Text != "" {
		same = append(same, SameCell{Name: p.words.Word("table.note"), Cell: asCell(groups[0].Note)})
		groups[0].Note = Words{}
	}
	return groups, same
}

// milestoneTable says once what all milestones of a commitment share.
func (p *page) milestoneTable(c *model.Commitment) MilestoneTable {
	var t MilestoneTable
	for _, m := range c.Milestones {
		t.Lines = append(t.Lines, p.milestoneLine(c, m))
	}
	moved := slices.ContainsFunc(t.Lines, func(l MilestoneLine) bool { return l.First.Text != "" })
	p.remarkFirst(c, &t, moved)
	share := func(word string, of func(*MilestoneLine) GridCell) bool { return t.share(p.words.Word(word), of) }
	t.Dates = moved || !share("table.due", func(l *MilestoneLine) GridCell {
		if l.Due.Text == "" {
			return p.cellOf(p.words.Word("unknown"))
		}
		return p.dated(l.Due)
	})
	// A state that counts days leads to its own row.
	t.States = !share("table.state", func(l *MilestoneLine) GridCell { return asCell(l.State) })
	t.Sources = !share("table.source", func(l *MilestoneLine) GridCell { return p.linked(l.Source) })
	t.Notes = !share("table.note", func(l *MilestoneLine) GridCell { return asCell(l.Note) })
	for i, m := range c.Milestones {
		p.leadToRow(&t, i, p.rowLink("milestones", c.ID.Value, m.Order))
	}
	return t
}

// share reports whether all lines have the same, and says it of all.
func (t *MilestoneTable) share(name string, of func(*MilestoneLine) GridCell) bool {
	if len(t.Lines) < 2 || of(&t.Lines[0]).Unknown {
		return false
	}
	cell := of(&t.Lines[0])
	for i := range t.Lines[1:] {
		if !sameCell(of(&t.Lines[i+1]), cell) {
			return false
		}
	}
	t.Same = append(t.Same, SameCell{Name: name, Cell: cell})
	return true
}

// remarkFirst says of which milestones it is not known which deadline was the
// first, and how the days past are counted. Where some moved, each line says it.
func (p *page) remarkFirst(c *model.Commitment, t *MilestoneTable, moved bool) {
	var past []date.Date
	known := 0
	for i, m := range c.Milestones {
		if m.State == model.Past {
			past = append(past, m.Due)
		}
		if m.FirstKnown {
			known++
		} else if moved && !m.Due.IsZero() {
			t.Lines[i].Moved = p.sentence("milestone.first-unknown")
		}
	}
	switch {
	case len(t.Lines) == 0 || known == len(t.Lines):
	case known == 0:
		t.Remarks = append(t.Remarks, p.words.Word("milestones.first-unknown"))
	default:
		t.Remarks = append(t.Remarks, p.words.Word("milestones.first-partly"))
	}
	if days := p.leastDays(past...); days != "" {
		t.Remarks = append(t.Remarks, days)
	}
}

// leadToRow gives a line one way to its row, where its words hold a figure; what
// all lines share leads to the row of the first.
func (p *page) leadToRow(t *MilestoneTable, i int, row Link) {
	l := &t.Lines[i]
	shown := []Words{l.Title}
	if t.Notes {
		shown = append(shown, l.Note)
	} else if n := len(t.Same); i == 0 && p.holdsFigure(l.Note.Text) {
		t.Same[n-1].From = row
	}
	leads := func(v Words) bool {
		return slices.ContainsFunc(v.Parts, func(part Link) bool { return part.Address == row.Address })
	}
	if l.Target.Text == "" && !leads(l.Moved) && !(t.States && leads(l.State)) && slices.ContainsFunc(shown, func(v Words) bool { return p.holdsFigure(v.Text) }) {
		l.From = row
	}
}

func (p *page) milestoneLine(c *model.Commitment, m *model.Milestone) MilestoneLine {
	row := p.row("milestones", c.ID.Value, m.Order)
	line := MilestoneLine{Number: m.Order, Title: p.say(m.Title), Start: p.moment(m.Start), Due: p.moment(m.Due), Indicator: p.say(m.Indicator), Source: p.sourceLink(m.Source), Note: p.say(m.Note)}
	line.Target = p.measure(m.Target, row)
	if rest, ok := strings.CutPrefix(line.Indicator.Text, "%"); ok && m.Target.Known && line.Indicator.Parts == nil {
		line.Target.Text, line.Indicator.Text = p.words.Percent(m.Target.Value), strings.TrimSpace(rest)
	}
	switch {
	case m.HasMoved():
		line.First, line.Moved = p.moment(m.FirstDue), p.moved(m, row)
	case m.HasKept():
		line.First, line.Moved = p.moment(m.FirstDue), p.sentence("milestone.unmoved")
	}
	switch m.State {
	case model.NoDate:
		line.State, line.StateCode = p.sentence("state.no-date"), "none"
	case model.Ahead:
		line.State, line.StateCode = p.sentence("state.ahead"), "ahead"
	case model.Past:
		line.State, line.StateCode = p.sentence("state.past", "days", p.counted("count.days", m.DaysPast, row)), "past"
		if m.Last != nil {
			line.State = p.sentence("state.past-before", "days", p.counted("count.days", m.DaysPast, row), "before", Link{Text: p.saidBefore(m.Last), Address: p.row("updates", m.Last.ID)})
		}
	case model.Spoken:
		line.State, line.StateCode = p.sentence("state.spoken"), "spoken"
		if last := p.saidOf(c, m); last.Text != "" {
			line.State = p.sentence("state.spoken-last", "last", last)
		}
	}
	if m.Status != nil {
		line.State = Words{Text: p.label(m.Status)}
	}
	return line
}

// termState says where the deadline of a whole commitment stands, and names
// the state for the style.
func (p *page) termState(t *model.Term) (Words, string) {
	switch t.State {
	case model.Ahead:
		return p.sentence("state.ahead"), "ahead"
	case model.Spoken:
		return p.sentence("term.spoken", "last", p.lastWord(t)), "spoken"
	}
	days := p.counted("count.days", t.DaysPast, p.row(model.CommitmentsTable, t.Commitment.ID.Value))
	if last := p.lastWord(t); last.Text != "" {
		return p.sentence("term.past", "days", days, "last", last), "past"
	}
	return p.sentence("state.past", "days", days), "past"
}

// lastWord is who said last how a commitment with a deadline of its own goes,
// and when, with the row; nothing where nobody did.
func (p *page) lastWord(t *model.Term) Link {
	switch {
	case t.Rated != nil:
		return Link{Text: p.ratedWord(t.Commitment, t.Rated), Address: p.ratingRow(t.Commitment, t.Rated)}
	case t.Said != nil:
		said := p.saidWhen(t.Said)
		if unprovenBy(t.Said) == "" && !t.Said.Unnamed {
			said = p.words.Word("voice."+t.Said.Voice) + ", " + said
		}
		return Link{Text: said, Address: p.row("updates", t.Said.ID)}
	}
	return Link{}
}

// ratedWord is a value, of which part where the others have another, with who
// gives it and when.
func (p *page) ratedWord(c *model.Commitment, r *model.Rating) string {
	value := p.label(r.Value)
	if slices.ContainsFunc(c.Voices.IRM, func(other *model.Rating) bool {
		return other.Report == r.Report && other.Variable == r.Variable && other.Value != r.Value
	}) {
		value += " · " + p.part(r.Part)
	}
	if r.Report == nil || r.Report.Published.IsZero() {
		return p.words.Fill("term.rated-undated", "value", value)
	}
	return p.words.Fill("term.rated", "value", value, "date", p.words.Date(r.Report.Published))
}

func (p *page) ratingRow(c *model.Commitment, r *model.Rating) string {
	report := ""
	if r.Report != nil {
		report = r.Report.ID
	}
	return p.row("ratings", c.ID.Value, report, r.Variable.Code, r.Part, r.Value.Code)
}

// moved says by how many days the deadline of a milestone moved; nothing where
// the two may be the same day.
func (p *page) moved(m *model.Milestone, row string) Words {
	switch days, known := m.FirstDue.DaysMoved(m.Due); {
	case known && days > 0:
		return p.sentence("milestone.later", "days", p.counted("count.days", days, row))
	case known && days < 0:
		return p.sentence("milestone.earlier", "days", p.counted("count.days", -days, row))
	}
	return Words{}
}

// leastDays says how days are counted from dates of which some stop at the
// month or the year; nothing where none does.
func (p *page) leastDays(dates ...date.Date) string {
	year := slices.ContainsFunc(dates, func(d date.Date) bool { return !d.IsZero() && d.Month == 0 })
	month := slices.ContainsFunc(dates, func(d date.Date) bool { return d.Month > 0 && d.Day == 0 })
	switch {
	case year && month:
		return p.words.Word("days.least")
	case year:
		return p.words.Word("days.least-year")
	case month:
		return p.words.Word("days.least-month")
	}
	return ""
}

// measure is a number that a row has, empty where the row has none.
func (p *page) measure(n table.Number, row string) Link {
	if !n.Known {
		return Link{}
	}
	return Link{Text: p.words.Number(n.Value), Address: row}
}
