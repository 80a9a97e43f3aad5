package model

import (
	"cmp"
	"slices"
)

// Tally is how many commitments of each plan have a code.
type Tally struct {
	// Code is nil in the tally of the commitments that have none.
	Code *Code
	// ByPlan counts in the order of the site's plans.
	ByPlan []int
	// Commitments are those counted, in order; one counts once.
	Commitments []*Commitment
}

// Bases returns who assigns themes to the commitments of the site, in the order
// of their list; nil last, where some commitments do not say.
func (s *Site) Bases() []*Code {
	var out []*Code
	for _, c := range s.Commitments {
		if len(c.Themes) > 0 && !slices.Contains(out, c.ThemesBasis) {
			out = append(out, c.ThemesBasis)
		}
	}
	slices.SortStableFunc(out, func(a, b *Code) int {
		if a == nil || b == nil {
			return cmp.Compare(boolOrder(a == nil), boolOrder(b == nil))
		}
		return cmp.Compare(a.Order, b.Order)
	})
	return out
}

// By returns the commitments of a theme to which somebody assigns it.
func (t *Theme) By(basis *Code) []*Commitment {
	var out []*Commitment
	for _, c := range t.Commitments {
		if c.ThemesBasis == basis {
			out = append(out, c)
		}
	}
	return out
}

// Tally counts commitments by the codes that of gives for each, in the order
// of codes; codes that no commitment has are there with zeros. The last tally
// is of the commitments without any of the codes.
func (s *Site) Tally(codes []*Code, commitments []*Commitment, of func(*Commitment) []*Code) []Tally {
	plan := map[*Plan]int{}
	for i, p := range s.Plans {
		plan[p] = i
	}
	out := make([]Tally, len(codes)+1)
	at := map[string]int{}
	for i := range out {
		out[i].ByPlan = make([]int, len(s.Plans))
		if i < len(codes) {
			out[i].Code = codes[i]
			at[codes[i].Code] = i
		}
	}
	for _, c := range commitments {
		found := false
		for _, code := range of(c) {
			if code == nil {
				continue
			}
			i, ok := at[code.Code]
			if !ok {
				continue
			}
			found = true
			out[i].add(c, plan)
		}
		if !found {
			out[len(codes)].add(c, plan)
		}
	}
	return out
}

func (t *Tally) add(c *Commitment, plan map[*Plan]int) {
	if n := len(t.Commitments); n > 0 && t.Commitments[n-1] == c {
		return
	}
	t.Commitments = append(t.Commitments, c)
	if i, ok := plan[c.Plan]; ok {
		t.ByPlan[i]++
	}
}

// Answering returns the entities that lead or support a commitment.
func (s *Site) Answering() []*Entity {
	var out []*Entity
	for _, e := range s.Entities {
		if len(e.Leads)+len(e.Supports) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// Leading returns the entities that lead commitments of the plan, each once,
// in the order of the site's entities.
func (s *Site) Leading(p *Plan) []*Entity {
	leads := map[*Entity]bool{}
	for _, c := range p.Commitments {
		for _, e := range c.Lead {
			leads[e] = true
		}
	}
	var out []*Entity
	for _, e := range s.Entities {
		if leads[e] {
			out = append(out, e)
		}
	}
	return out
}

// Territory is a department with the commitments and entities of it.
type Territory struct {
	*Code
	Commitments []*Commitment
	Entities    []*Entity
	URL         []string
}

// Territories returns every department of the code list, in its order.
func (s *Site) Territories() []*Territory {
	l := s.List("departments")
	if l == nil {
		return nil
	}
	byCode := map[string]*Territory{}
	var out []*Territory
	for _, c := range l.Codes {
		t := &Territory{Code: c, URL: s.address("territories", Slug(c.Code))}
		byCode[c.Code] = t
		out = append(out, t)
	}
	for _, c := range s.Commitments {
		if c.Territory != nil && byCode[c.Territory.Code] != nil {
			t := byCode[c.Territory.Code]
			t.Commitments = append(t.Commitments, c)
		}
	}
	for _, e := range s.Entities {
		if e.Territory != nil && byCode[e.Territory.Code] != nil {
			t := byCode[e.Territory.Code]
			t.Entities = append(t.Entities, e)
		}
	}
	return out
}

// Load is what an entity answers for, and what the record knows of it.
type Load struct {
	Entity *Entity
	// Plans are those in which it leads a commitment.
	Plans []*Plan
	// Milestones are those of the commitments it leads; Past those whose
	// deadline has passed without a statement.
	Milestones, Past int
	// PastTerms are the commitments it leads whose own deadline has passed
	// without a statement.
	PastTerms int
	// Declared are the commitments it leads of which the government says
	// something, Proved those of them with evidence.
	Declared, Proved int
}

// Loads returns the load of every entity that leads a commitment, the heaviest
// first.
func (s *Site) Loads() []Load {
	var out []Load
	for _, e := range s.Entities {
		if len(e.Leads) == 0 {
			continue
		}
		l := Load{Entity: e}
		for _, c := range e.Leads {
			if c.Plan != nil && !slices.Contains(l.Plans, c.Plan) {
				l.Plans = append(l.Plans, c.Plan)
			}
			l.Milestones += len(c.Milestones)
			for _, m := range c.Milestones {
				if m.State == Past {
					l.Past++
				}
			}
			if c.Term != nil && c.Term.State == Past {
				l.PastTerms++
			}
			if len(c.Voices.Government) > 0 {
				l.Declared++
				if slices.ContainsFunc(c.Voices.Government, func(u *Update) bool { return len(u.Evidence) > 0 }) {
					l.Proved++
				}
			}
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b Load) int { return len(b.Entity.Leads) - len(a.Entity.Leads) })
	return out
}
