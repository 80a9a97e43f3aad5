package model

import (
	"slices"

	"vitrina/generator/table"
)

// OverviewTable marks, as the part of a rating, a value that a report prints
// in its overview besides the one in the table of the commitment. It is shown,
// and never counted.
const OverviewTable = "overview-table"

// Spread says how many commitments of each plan have each value of one
// variable on one scale.
type Spread struct {
	Variable *Code
	Scale    string
	// Levels are the steps of the scale, low to high; Aside are the values that
	// are no step of it (withdrawn) and the absences, as far as any plan has
	// them.
	Levels, Aside []*Code
	// Plans are all plans of the site, in order.
	Plans []PlanSpread
}

// PlanSpread is the part of a plan. Every commitment of it counts once.
type PlanSpread struct {
	Plan          *Plan
	Levels, Aside []int
	// Apart were rated in parts to which the report gives different values.
	Apart int
	// FromTotal have only a value deduced from what the report says of all.
	FromTotal int
	// Elsewhere have a value on another scale of the same variable.
	Elsewhere int
	// Related have no value of the variable, but one of the variable that is the
	// same judgement; Unclear are those of which the IRM finds no value of OGP
	// clear; Outside have none because the scale is of other years.
	Related, Unclear, Outside int
	// Without have no value of the variable in the record, nor an absence, for
	// none of those reasons.
	Without int
	// Reports are those that the values come from; Unreported counts the
	// commitments whose report was not established.
	Reports    []*Report
	Unreported int

	parts map[string][]*Commitment
}

// The parts of a plan that are no value.
const (
	PartApart     = "apart"
	PartFromTotal = "from-total"
	PartElsewhere = "elsewhere"
	PartRelated   = "related"
	PartUnclear   = "not-clear"
	PartOutside   = "outside"
	PartWithout   = "without"
	// PartUnreported are those of Unreported, which also have a value.
	PartUnreported = "unreported"
)

// Of returns the commitments counted for a value, by its code, or for one of
// the parts that are no value.
func (p *PlanSpread) Of(part string) []*Commitment { return p.parts[part] }

// Counted is how many commitments have a step of the scale.
func (p *PlanSpread) Counted() int {
	n := 0
	for _, c := range p.Levels {
		n += c
	}
	return n
}

// Valueless is how many commitments have neither a value of the variable nor an
// absence.
func (p *PlanSpread) Valueless() int { return p.Related + p.Unclear + p.Outside + p.Without }

// judgedAs are the variables that are the same judgement as another: the pages
// of OGP show as early results what a report judges as opening.
var judgedAs = map[string]string{"early-results": "did-it-open-government", "did-it-open-government": "early-results"}

// Related is the variable that is the same judgement as one, nil where there is
// none.
func (s *Site) Related(variable string) *Code {
	if judgedAs[variable] == "" {
		return nil
	}
	return s.Code("rating-variables", judgedAs[variable])
}

type scaleUseRow struct {
	Variable table.Text   `csv:"variable"`
	Scale    table.Text   `csv:"scale"`
	First    table.Number `csv:"first_plan_year"`
	Last     table.Number `csv:"last_plan_year"`
}

// Applies reports whether a variable uses a scale in plans that start when one
// does; where the list of scales does not say, it may.
func (s *Site) Applies(variable, scale string, plan *Plan) bool {
	uses := s.scaleUses()[[2]string{variable, scale}]
	for _, r := range uses {
		year := float64(plan.Start.Year)
		if year == 0 || (!r.First.Known || r.First.Value <= year) && (!r.Last.Known || year <= r.Last.Value) {
			return true
		}
	}
	return len(uses) == 0
}

// readScaleUses reads in which plans variables use scales, by the two.
func (s *Site) readScaleUses() map[[2]string][]scaleUseRow {
	out := map[[2]string][]scaleUseRow{}
	rows, _ := rowsOf[scaleUseRow](s.Tree, "codes/rating-scales")
	for _, r := range rows {
		key := [2]string{r.Variable.String(), r.Scale.String()}
		out[key] = append(out[key], r)
	}
	return out
}

// valued reports whether the newest report with a variable gives a commitment a
// value that is no absence.
func valued(c *Commitment, variable string) bool {
	return slices.ContainsFunc(newest(c, variable), func(r *Rating) bool { return !r.Absent() })
}

// notSteps are the values of a scale's list that are no step of it.
var notSteps = map[string][]string{
	"completion":       {"no-evidence", "unclear", "withdrawn"},
	"potential-impact": {"unclear"},
}

// IsStep reports whether a value is a step of its scale, and not a remark or
// an absence beside it.
func (c *Code) IsStep() bool {
	return c.List != "absences" && !slices.Contains(notSteps[c.List], c.Code)
}

// newest are the values that the newest report with the variable gives a
// commitment.
func newest(c *Commitment, variable string) []*Rating {
	var out []*Rating
	for _, r := range c.Ratings {
		if r.Variable.Code != variable || r.Part == OverviewTable {
			continue
		}
		switch {
		case len(out) == 0 || out[0].Report == r.Report:
			out = append(out, r)
		case r.Report != nil && (out[0].Report == nil || r.Report.Published.Compare(out[0].Report.Published) > 0):
			out = []*Rating{r}
		}
	}
	return out
}

// Spreads returns the spread of a variable, one for each scale that its values
// are on, in the order in which the site has them.
func (s *Site) Spreads(variable string) []Spread { return s.spreads[variable] }

// buildSpreads counts once what every plan and every list of values asks for.
func (s *Site) buildSpreads() {
	s.spreads = map[string][]Spread{}
	for _, c := range s.Commitments {
		for _, r := range c.Ratings {
			if _, done := s.spreads[r.Variable.Code]; !done {
				s.spreads[r.Variable.Code] = s.spreadsOf(r.Variable.Code)
			}
		}
	}
}

func (s *Site) spreadsOf(variable string) []Spread {
	var scales []string
	values := map[*Commitment][]*Rating{}
	var code *Code
	for _, c := range s.Commitments {
		values[c] = newest(c, variable)
		for _, r := range values[c] {
			code = r.Variable
			if !r.Absent() && !slices.Contains(scales, r.Scale) && s.lists[r.Scale] != nil {
				scales = append(scales, r.Scale)
			}
		}
	}
	var out []Spread
	for _, scale := range scales {
		out = append(out, s.spread(code, scale, values))
	}
	return out
}

func (s *Site) spread(variable *Code, scale string, values map[*Commitment][]*Rating) Spread {
	sp := Spread{Variable: variable, Scale: scale}
	for _, c := range s.lists[scale].Codes {
		if c.IsStep() {
			sp.Levels = append(sp.Levels, c)
		} else {
			sp.Aside = append(sp.Aside, c)
		}
	}
	if l := s.lists["absences"]; l != nil {
		sp.Aside = append(sp.Aside, l.Codes...)
	}
	for _, p := range s.Plans {
		ps := PlanSpread{Plan: p, Levels: make([]int, len(sp.Levels)), Aside: make([]int, len(sp.Aside)), parts: map[string][]*Commitment{}}
		// A variable with a value or an absence in a plan is of its years, whatever
		// the scale.
		applies := s.Applies(variable.Code, scale, p) || slices.ContainsFunc(p.Commitments, func(c *Commitment) bool { return len(values[c]) > 0 })
		for _, c := range p.Commitments {
			ps.count(&sp, c, values[c], applies)
		}
		sp.Plans = append(sp.Plans, ps)
	}
	// What beside the scale no plan has is left out.
	unused := func(i int) bool {
		return !slices.ContainsFunc(sp.Plans, func(ps PlanSpread) bool { return ps.Aside[i] > 0 })
	}
	for i := len(sp.Aside) - 1; i >= 0; i-- {
		if unused(i) {
			sp.Aside = slices.Delete(sp.Aside, i, i+1)
			for j := range sp.Plans {
				sp.Plans[j].Aside = slices.Delete(sp.Plans[j].Aside, i, i+1)
			}
		}
	}
	return sp
}

// count puts a commitment where its values belong: what it has on the scale,
// which several values have no single place on, or else why it has none.
func (ps *PlanSpread) count(sp *Spread, c *Commitment, values []*Rating, applies bool) {
	var own []*Code
	elsewhere := false
	for _, r := range values {
		switch {
		case r.Scale != sp.Scale && !r.Absent():
			elsewhere = true
		case !slices.Contains(own, r.Value):
			own = append(own, r.Value)
		}
	}
	put := func(part string, n *int) {
		*n++
		ps.parts[part] = append(ps.parts[part], c)
	}
	switch {
	case len(own) > 1:
		put(PartApart, &ps.Apart)
	case len(own) == 1 && !slices.ContainsFunc(values, func(r *Rating) bool { return !r.FromTotal || r.Absent() }):
		put(PartFromTotal, &ps.FromTotal)
	case len(own) == 1:
		put(own[0].Code, ps.place(sp, own[0]))
	case elsewhere:
		put(PartElsewhere, &ps.Elsewhere)
	case valued(c, judgedAs[sp.Variable.Code]):
		put(PartRelated, &ps.Related)
	case sp.Variable.Code == "ogp-values" && c.Unclear() != nil:
		put(PartUnclear, &ps.Unclear)
	case !applies:
		put(PartOutside, &ps.Outside)
	default:
		put(PartWithout, &ps.Without)
	}
	if len(own) == 0 {
		return
	}
	if r := values[0].Report; r == nil {
		put(PartUnreported, &ps.Unreported)
	} else if !slices.Contains(ps.Reports, r) {
		ps.Reports = append(ps.Reports, r)
	}
}

// place is the count of a value, a step of the scale or beside it.
func (ps *PlanSpread) place(sp *Spread, value *Code) *int {
	if i := slices.Index(sp.Levels, value); i >= 0 {
		return &ps.Levels[i]
	}
	if i := slices.Index(sp.Aside, value); i >= 0 {
		return &ps.Aside[i]
	}
	return new(int) // of no list that the site has
}
