package model

import (
	"cmp"
	"slices"

	"vitrina/generator/date"
)

// Assessment says for a plan what the Independent Reporting Mechanism has said
// of the completion of its commitments.
type Assessment struct {
	Plan *Plan
	// Final is the newest report in the record that judges completion; nil
	// when there is none.
	Final *Report
	// Rated have a value of completion that is not an absence; Unrated have
	// none.
	Rated, Unrated []*Commitment
	// Halfway is a value of completion where all that the record has are from
	// before the plan ended; nil where one is final. Later are the commitments
	// whose own deadline falls after the report that gives theirs, but for those
	// that it rates complete: how they ended is known.
	Halfway *Rating
	Later   []*Commitment
	// Told are the totals of completion that the plan's reports give where the
	// record has no commitment's value, in the order of the properties.
	Told []*Claim
	// Ended is set where the plan's last day lies before the as-of date; Days
	// is how many days ago.
	Ended bool
	Days  int
}

// judging are the kinds of reports that judge completion.
var judging = map[string]bool{"progress": true, "end-of-term": true, "implementation": true, "results": true}

// Assessments returns the assessment of every plan.
func (s *Site) Assessments() []Assessment {
	var out []Assessment
	for _, p := range s.Plans {
		out = append(out, s.Assessment(p))
	}
	return out
}

// Assessment returns that of one plan.
func (s *Site) Assessment(p *Plan) Assessment {
	a := Assessment{Plan: p, Ended: p.End.EndsBefore(s.AsOf)}
	if a.Ended {
		a.Days = p.End.DaysUntil(s.AsOf)
	}
	a.Final = p.Judging()
	for _, c := range p.Commitments {
		if c.Completion() != nil {
			a.Rated = append(a.Rated, c)
		} else {
			a.Unrated = append(a.Unrated, c)
		}
	}
	for _, c := range a.Rated {
		r := c.Completion()
		if halfway[r.Variable.Code] == 0 {
			a.Halfway, a.Later = nil, nil
			break
		}
		a.Halfway = r
		if read := r.published(); !read.IsZero() && !c.End.IsZero() && c.End.First().Compare(read.Last()) > 0 && !c.RatedComplete() {
			a.Later = append(a.Later, c)
		}
	}
	if len(a.Rated) == 0 {
		a.Told = p.told(completionTotals)
	}
	return a
}

// AtEnd reports whether the newest report judges how the plan ended, not how far
// it had come on the way.
func (a Assessment) AtEnd() bool { return a.Final != nil && a.Final.Kind.Code != "progress" }

// Judging is the newest report in the record that judges the completion of the
// plan; nil when there is none.
func (p *Plan) Judging() *Report {
	var final *Report
	for _, r := range p.Reports {
		if r.Kind != nil && judging[r.Kind.Code] && (final == nil || r.Published.Compare(final.Published) >= 0 || r.Published.IsZero()) {
			final = r
		}
	}
	return final
}

// totalsOf are the properties that say how many commitments of a plan have a
// value of a variable.
var totalsOf = map[string]map[string]bool{
	"potential-impact":       {"transformative": true},
	"did-it-open-government": {"did-it-open-government-major": true, "did-it-open-government-outstanding": true},
}

// TotalsTold are the totals of a variable that the reports on a plan give where
// the record has no commitment's value, in the order of the properties.
func (s *Site) TotalsTold(p *Plan, variable string) []*Claim {
	if IsCompletion(variable) {
		return s.Assessment(p).Told
	}
	if slices.ContainsFunc(p.Commitments, func(c *Commitment) bool { return valued(c, variable) }) {
		return nil
	}
	return p.told(totalsOf[variable])
}

// told are the totals of some properties that the reports on the plan give.
func (p *Plan) told(properties map[string]bool) []*Claim {
	var out []*Claim
	for _, c := range p.Claims {
		if properties[c.Property.Code] && !c.Computed && slices.ContainsFunc(p.Reports, func(r *Report) bool { return r.Source != nil && r.Source == c.Source }) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *Claim) int { return cmp.Compare(a.Property.Order, b.Property.Order) })
	return out
}

// completionTotals are the properties that say how many commitments of a plan
// came how far.
var completionTotals = map[string]bool{"completed": true, "completed-or-substantial": true, "substantial": true, "limited": true, "not-started": true}

// Told is a total that one voice gives of the commitments of a plan without
// saying which. Of is of how many, by the same source; nil where it does not
// say.
type Told struct {
	*Claim
	Of *Claim
}

// localCompleted is the total that tells local commitments apart.
const localCompleted = "local-completed"

// Told returns the totals of completion that the Government and the IRM give of
// the plan of a commitment of which the voice says nothing itself, those of a
// source at a date together: a total of fewer commitments first, then in the
// order of the properties.
func (s *Site) Told(c *Commitment) (government, irm [][]Told) {
	if c.Plan == nil {
		return nil, nil
	}
	if len(c.Voices.Government) == 0 {
		government = c.Plan.toldOf(c, c.Plan.declared)
	}
	return government, c.Plan.toldOf(c, c.Plan.reported)
}

// toldOf gathers those totals that are of a commitment by source and date.
func (p *Plan) toldOf(c *Commitment, claims []*Claim) [][]Told {
	local := c.Level != nil && c.Level.Code == "territorial"
	var out [][]Told
	for _, claim := range claims {
		if claim.Property.Code == localCompleted && !local {
			continue
		}
		told := p.counted(claim)
		i := slices.IndexFunc(out, func(group []Told) bool { return group[0].Source == claim.Source && group[0].Date == claim.Date })
		if i < 0 {
			out = append(out, []Told{told})
		} else {
			out[i] = append(out[i], told)
		}
	}
	return out
}

// joinTold finds once a plan what voices say of all its commitments.
func (s *Site) joinTold() {
	for _, p := range s.Plans {
		reports := s.Assessment(p).Told
		for _, c := range p.Claims {
			if c.Computed || !completionTotals[c.Property.Code] && c.Property.Code != localCompleted {
				continue
			}
			if s.ofGovernment(c.Source) {
				p.declared = append(p.declared, c)
			}
			if slices.Contains(reports, c) || c.Property.Code == localCompleted && len(reports) > 0 && c.Source == reports[0].Source {
				p.reported = append(p.reported, c)
			}
		}
		for _, claims := range [][]*Claim{p.declared, p.reported} {
			slices.SortStableFunc(claims, func(a, b *Claim) int {
				local := func(c *Claim) int { return boolOrder(c.Property.Code == localCompleted) }
				return cmp.Or(cmp.Compare(local(b), local(a)), cmp.Compare(a.Property.Order, b.Property.Order))
			})
		}
	}
}

// counted is a claim with the number of commitments that its source counts.
func (p *Plan) counted(claim *Claim) Told {
	count := "commitments-count"
	if claim.Property.Code == localCompleted {
		count = "local-commitments"
	}
	for _, of := range p.Claims {
		if of.Property.Code == count && of.Source == claim.Source {
			return Told{claim, of}
		}
	}
	return Told{Claim: claim}
}

// ofGovernment reports whether a source was published by a public entity of the
// record, one of a branch.
func (s *Site) ofGovernment(source *Source) bool {
	return source != nil && source.Publisher != "" && slices.ContainsFunc(s.Entities, func(e *Entity) bool {
		return e.Branch != nil && slices.ContainsFunc(e.Name, func(name Phrase) bool { return name.Text == source.Publisher })
	})
}

// Unclear is the value by which the IRM finds no clear relevance to the values
// of OGP; nil where it finds some in a part, or says nothing.
func (c *Commitment) Unclear() *Rating {
	var unclear *Rating
	for _, r := range newest(c, "relevance") {
		switch {
		case r.Absent():
		case r.Value.Code != "unclear":
			return nil
		default:
			unclear = r
		}
	}
	return unclear
}

// RatedComplete reports whether the IRM's newest value of completion is
// complete, in all parts.
func (c *Commitment) RatedComplete() bool {
	_, complete := completed("complete")(c)
	return complete
}

// Overdue returns the milestones whose deadline has passed without a statement.
func (c *Commitment) Overdue() []*Milestone {
	var out []*Milestone
	for _, m := range c.Milestones {
		if m.State == Past {
			out = append(out, m)
		}
	}
	return out
}

// Completion is the IRM's newest value of completion, nil when the record has
// none. What was only projected is not completion.
func (c *Commitment) Completion() *Rating {
	for _, r := range c.Voices.IRM {
		if IsCompletion(r.Variable.Code) && !r.Absent() {
			return r
		}
	}
	return nil
}

// Outcome is the value by which the IRM says what came of the commitment: that
// of completion, else the newest of results; nil when the record has neither.
func (c *Commitment) Outcome() *Rating {
	if r := c.Completion(); r != nil {
		return r
	}
	if i := slices.IndexFunc(c.Voices.IRM, func(r *Rating) bool { return !r.Absent() }); i >= 0 {
		return c.Voices.IRM[i]
	}
	return nil
}

// Absence is the newest absence that the IRM marks of what came of the
// commitment; nil where the record has a value instead, or neither.
func (c *Commitment) Absence() *Rating {
	if len(c.Voices.IRM) == 0 || c.Outcome() != nil {
		return nil
	}
	return c.Voices.IRM[0]
}

// Overdue is a milestone whose deadline has passed without a statement.
type Overdue struct {
	Commitment *Commitment
	*Milestone
}

// Longest puts what is overdue in order, the oldest deadline first.
func Longest(a, b Overdue) int { return a.Due.Compare(b.Due) }

// Silence says for a plan who has spoken of its commitments.
type Silence struct {
	Plan *Plan
	// Overdue are the milestones past their deadline without a statement, in the
	// order of Longest; Milestones counts all, Undated those without a
	// deadline.
	Overdue             []Overdue
	Milestones, Undated int
	// Spoken counts the milestones past their deadline of which somebody speaks,
	// Ahead those whose deadline has not passed.
	Spoken, Ahead int
	// PastTerms, SpokenTerms and AheadTerms are the deadlines of whole commitments
	// in each state, the oldest first. None is counted among the milestones.
	PastTerms, SpokenTerms, AheadTerms []*Term
	// Government, CivilSociety and IRM are the commitments of which each says
	// what came of them; Silent are those of which none does.
	Government, CivilSociety, IRM, Silent []*Commitment
}

// Silences returns the silence of every plan.
func (s *Site) Silences() []Silence {
	var out []Silence
	for _, p := range s.Plans {
		out = append(out, s.SilenceOf(p))
	}
	return out
}

// SilenceOf returns the silence of one plan.
func (s *Site) SilenceOf(p *Plan) Silence {
	q := Silence{Plan: p}
	for _, c := range p.Commitments {
		q.Milestones += len(c.Milestones)
		for _, m := range c.Milestones {
			switch m.State {
			case Past:
				q.Overdue = append(q.Overdue, Overdue{c, m})
			case NoDate:
				q.Undated++
			case Spoken:
				q.Spoken++
			case Ahead:
				q.Ahead++
			}
		}
		if c.Term != nil {
			list := map[MilestoneState]*[]*Term{Past: &q.PastTerms, Spoken: &q.SpokenTerms, Ahead: &q.AheadTerms}[c.Term.State]
			*list = append(*list, c.Term)
		}
		government, society, irm := c.spoken()
		put := func(list *[]*Commitment, spoke bool) {
			if spoke {
				*list = append(*list, c)
			}
		}
		put(&q.Government, government)
		put(&q.CivilSociety, society)
		put(&q.IRM, irm)
		if !government && !society && !irm {
			q.Silent = append(q.Silent, c)
		}
	}
	slices.SortStableFunc(q.Overdue, Longest)
	for _, terms := range [][]*Term{q.PastTerms, q.SpokenTerms, q.AheadTerms} {
		slices.SortStableFunc(terms, func(a, b *Term) int { return a.Due.Compare(b.Due) })
	}
	return q
}

// Deadlines is what is known of whether deadlines moved.
type Deadlines struct {
	// All counts the milestones.
	All int
	// Moved are those whose deadline is another than the first on record, Kept
	// those that still have the first. Of the others the first is not known.
	Moved, Kept []Dated
}

// Dated is a milestone of which more than one deadline, or the first, is known.
type Dated struct {
	Commitment *Commitment
	*Milestone
}

// Deadlines returns what is known of whether the deadlines of all milestones
// moved.
func (s *Site) Deadlines() Deadlines {
	var d Deadlines
	for _, c := range s.Commitments {
		for _, m := range c.Milestones {
			d.All++
			switch {
			case m.HasMoved():
				d.Moved = append(d.Moved, Dated{c, m})
			case m.HasKept():
				d.Kept = append(d.Kept, Dated{c, m})
			}
		}
	}
	return d
}

// HasMoved reports whether the deadline is another than the first on record.
func (m *Milestone) HasMoved() bool {
	return m.FirstKnown && !m.Due.IsZero() && m.FirstDue != m.Due
}

// HasKept reports whether the deadline is known to be the first, and to have
// been no other between.
func (m *Milestone) HasKept() bool {
	return m.FirstKnown && !m.Due.IsZero() && m.FirstDue == m.Due && len(m.Moves) == 0
}

// LastDue returns the latest deadline of the commitment's milestones; zero
// where none has one.
func (c *Commitment) LastDue() date.Date {
	var last date.Date
	for _, m := range c.Milestones {
		if m.Due.Compare(last) > 0 {
			last = m.Due
		}
	}
	return last
}

// spoken reports which of the three voices say what came of the commitment.
func (c *Commitment) spoken() (government, society, irm bool) {
	return len(c.Voices.Government) > 0, len(c.Voices.CivilSociety) > 0,
		len(c.Voices.Remarks) > 0 || c.Outcome() != nil
}

// Stars is what one report says of the stars of a plan's commitments.
type Stars struct {
	Plan   *Plan
	Report *Report
	Source *Source
	// Starred and Others are commitments with the value and without it. One
	// rated in parts is starred when a part is.
	Starred, Others []*Commitment
}

// Stars returns the values of a variable of the list of stars (starred,
// promising), by plan and report.
func (s *Site) Stars(variable, value string) []Stars {
	var out []Stars
	for _, p := range s.Plans {
		out = append(out, p.stars(variable, value)...)
	}
	return out
}

func (p *Plan) stars(variable, value string) []Stars {
	var out []Stars
	for _, c := range p.Commitments {
		has := map[*Report]bool{}
		for _, r := range c.Ratings {
			if r.Variable.Code == variable && !r.Absent() {
				has[r.Report] = has[r.Report] || r.Value.Code == value
			}
		}
		for _, r := range c.Ratings {
			starred, rated := has[r.Report]
			if r.Variable.Code != variable || r.Absent() || !rated {
				continue
			}
			delete(has, r.Report)
			i := slices.IndexFunc(out, func(s Stars) bool { return s.Report == r.Report })
			if i < 0 {
				i = len(out)
				out = append(out, Stars{Plan: p, Report: r.Report, Source: r.Source})
			}
			if starred {
				out[i].Starred = append(out[i].Starred, c)
			} else {
				out[i].Others = append(out[i].Others, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Stars) int {
		if a.Report == nil || b.Report == nil {
			return 0
		}
		return cmp.Or(a.Report.Published.Compare(b.Report.Published), cmp.Compare(a.Report.ID, b.Report.ID))
	})
	return out
}

// StarTests says how many rated items of a plan pass each of the tests of a
// star, going by their other ratings in the same report. An item is a
// commitment, or a part of one that was rated alone.
type StarTests struct {
	Items int
	// First counts those that are specific, relevant, of moderate or
	// transformative impact, and substantially or fully completed; Later, since
	// 2015, those of transformative impact among them.
	First, Later int
}

// StarTests tries the tests of a star on the items of a plan in the first
// report that gave any. It reports false where an item lacks one of the
// ratings that a test asks for, or where parts share one.
func (s *Site) StarTests(plan *Plan) (StarTests, bool) {
	var t StarTests
	given := plan.stars("starred", "starred")
	if len(given) == 0 || given[0].Report == nil {
		return t, false
	}
	for _, c := range plan.Commitments {
		for _, one := range c.starItems(given[0].Report) {
			if !one.whole() {
				return t, false
			}
			t.Items++
			if one.passesFirst() {
				t.First++
				if one.impact == "transformative" {
					t.Later++
				}
			}
		}
	}
	return t, true
}

// starItem has the ratings of an item that the tests of a star ask for.
type starItem struct{ specificity, relevance, impact, completion string }

// starItems are the items of a commitment that a report rates, by their parts.
func (c *Commitment) starItems(report *Report) map[string]*starItem {
	items := map[string]*starItem{}
	for _, r := range c.Ratings {
		if r.Report != report || r.Part == OverviewTable || r.Absent() {
			continue
		}
		one := items[r.Part]
		if one == nil {
			one = &starItem{}
			items[r.Part] = one
		}
		switch variable := r.Variable.Code; {
		case variable == "specificity":
			one.specificity = r.Value.Code
		case variable == "relevance":
			one.relevance = r.Value.Code
		case variable == "potential-impact":
			one.impact = r.Value.Code
		case IsCompletion(variable):
			one.completion = r.Value.Code
		}
	}
	return items
}

// whole reports whether an item has all four ratings.
func (i *starItem) whole() bool {
	return i.specificity != "" && i.relevance != "" && i.impact != "" && i.completion != ""
}

// passesFirst reports whether an item passes the tests of the years before 2015.
func (i *starItem) passesFirst() bool {
	return i.relevance == "relevant" && (i.specificity == "medium" || i.specificity == "high") &&
		(i.completion == "substantial" || i.completion == "complete") && (i.impact == "moderate" || i.impact == "transformative")
}
