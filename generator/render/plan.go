package render

import (
	"cmp"
	"slices"

	"vitrina/generator/model"
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
	v.Frame = p.frame(name+": "+tongue(model.Phrase{Text: title.Text, Language: title.Language}), description, file, Link{Text: w.Word("menu.plans"), Address: p.at(p.site.Address("plans"))})
	v.Facts = []Fact{
		{Name: w.Word("fact.period"), From: p.moment(plan.Start), To: p.moment(plan.End), Unknown: plan.Start.IsZero() && plan.End.IsZero()},
		{Name: w.Word("fact.document-date"), From: p.moment(plan.DocumentDate), Unknown: plan.DocumentDate.IsZero()},
		p.textFact("fact.forum", plan.Forum),
	}
	if forum := &v.Facts[len(v.Facts)-1]; !forum.Unknown {
		forum.Links[0].Language = p.columnLanguage("plans", "forum")
	}
	members := Fact{Name: w.Word("fact.forum-members"), Unknown: len(plan.ForumMembers) == 0}
	for _, m := range plan.ForumMembers {
		members.Links = append(members.Links, Link{Text: m, Language: cmp.Or(p.named(m).Language, p.columnLanguage("plans", "forum_members"))})
	}
	v.Facts = append(v.Facts, members)
	v.Facts = append(v.Facts, p.overdueFacts(plan)...)
	v.Claims = p.countedGroups(plan)
	v.Untold = p.toldByVariable(plan)
	v.Ratings, v.OtherRatings, v.Marks = p.ratingCounts(plan), p.otherRatings(plan), p.marks(plan)
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

// counted are the variables whose values a plan's page counts, each on its own
// scale.
var counted = []string{"completion-progress", "completion-midterm", "completion-end-of-term", "potential-impact", "did-it-open-government", "early-results", "specificity", "relevance", "open-government-lens"}

// toldByVariable are the totals that the plan's reports give of variables of
// which the record has no commitment's value.
func (p *page) toldByVariable(plan *model.Plan) []Words {
	w := p.words
	var out []Words
	for _, variables := range spreads {
		told := p.told(p.site.TotalsTold(plan, variables[0]))
		if told.Text == "" {
			continue
		}
		name := w.Word("chart.completion")
		if len(variables) == 1 {
			name = p.label(p.site.Code("rating-variables", variables[0]))
		}
		line := p.sentence("plan.told", "variable", name)
		line.follow(told)
		out = append(out, line)
	}
	return out
}

// otherRatings lead to the variables that a plan's page does not count, with how
// many of its commitments have a value.
func (p *page) otherRatings(plan *model.Plan) []Link {
	var out []Link
	for _, r := range p.renderer.rated {
		if r.Variable.Code == "starred" || r.Variable.Code == "promising" {
			continue // the marks say it
		}
		for _, ps := range r.Plans {
			if ps.Counted() > 0 && slices.Contains(counted, r.Variable.Code) {
				continue
			}
			if n := len(ps.Plan.Commitments) - ps.Valueless() - ps.Elsewhere; ps.Plan == plan && n > 0 {
				count := p.words.Integer(n)
				if ps.FromTotal == n {
					count = p.words.Fill("rating.from-total-count", "count", count)
				}
				out = append(out, Link{Text: p.otherRating(r, ps), Address: p.ratingPage(r.Variable.Code, r.Scale) + inPlan(plan), Count: count})
			}
		}
	}
	return out
}

// otherRating names a variable; one that the plan has on several scales with what
// this one says.
func (p *page) otherRating(r rated, ps model.PlanSpread) string {
	name := p.label(r.Variable)
	if r.Scale == r.Variable.Code || len(p.site.Spreads(r.Variable.Code)) < 2 {
		return name
	}
	for i, level := range r.Levels {
		if ps.Levels[i] > 0 && ps.Levels[i] == ps.Counted() {
			return p.words.Fill("outcome.says", "voice", name, "said", p.label(level))
		}
	}
	return name
}

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
			rc := RatingCount{Variable: p.label(sp.Variable), Question: p.carried(sp.Variable.Definition), Total: p.counted("count.commitments", all, "#commitments")}
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
			for _, other := range p.otherParts(sp.Variable) {
				add(other.label, len(ps.Of(other.part)), true, other.part)
			}
			if t := p.site.Table("ratings"); t != nil {
				rc.Rows = Link{Text: w.Word("see-rows"), Address: p.at(t.URL)}
			}
			out = append(out, rc)
		}
	}
	return out
}
