package model

import (
	"cmp"
	"maps"
	"slices"

	"vitrina/generator/date"
	"vitrina/generator/table"
)

type memberRatingRow struct {
	Member   table.Text   `csv:"member"`
	Plan     table.Text   `csv:"plan"`
	Variable table.Text   `csv:"variable"`
	Scale    table.Text   `csv:"scale"`
	Value    table.Text   `csv:"value"`
	Items    table.Number `csv:"items"`
	InPlan   table.Number `csv:"items_in_plan"`
	Source   table.Text   `csv:"source"`
	AsOf     table.Date   `csv:"as_of"`
}

// Comparison sets members side by side on one variable and one generation of
// plans. Absences, and the values that are no step of the scale (unclear,
// withdrawn), stay apart from those that are.
type Comparison struct {
	Variable   *Code
	Generation string
	Scale      string
	Levels     []*Code
	Absences   []*Code
	Rows       []ComparisonRow
}

// ComparisonRow is one member.
type ComparisonRow struct {
	Member *Code
	// Own marks the member that the site is about.
	Own bool
	// Items counts rated items by the code of their value.
	Items map[string]int
	// Rated counts the items with a step of the scale, All every item of the
	// plan in the source.
	Rated, All int
	AsOf       date.Date
	Source     *Source
}

// ComparedFile says what of the file of ratings of members is compared.
type ComparedFile struct {
	// Generation is the one compared.
	Generation string
	// Later counts the rows of the file on other generations; OwnLater is set
	// where some are of the site's own member.
	Later    int
	OwnLater bool
	// Shown are the members of the site that are in the file, Absent those that
	// are not.
	Shown, Absent []*Member
	// Others are members in the file that are not of the site.
	Others []*Code
}

// ComparedFile returns what is compared, and what of the file is not.
func (s *Site) ComparedFile() ComparedFile {
	rows, _ := rowsOf[memberRatingRow](s.Tree, "member_ratings")
	f := ComparedFile{Generation: generationOf(rows, s.Site.MemberID.Value)}
	members := map[string]bool{}
	for _, r := range rows {
		members[r.Member.String()] = true
		if r.Plan.String() != f.Generation {
			f.Later++
			f.OwnLater = f.OwnLater || r.Member.String() == s.Site.MemberID.Value
		}
	}
	for _, m := range s.Members {
		if members[m.ID] {
			f.Shown = append(f.Shown, m)
		} else {
			f.Absent = append(f.Absent, m)
		}
		delete(members, m.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(members)) {
		if code := s.Code("members", id); code != nil {
			f.Others = append(f.Others, code)
		}
	}
	return f
}

// generationOf is the first generation of plans with rows of a member.
func generationOf(rows []memberRatingRow, member string) string {
	generation := ""
	for _, r := range rows {
		if r.Member.String() == member && (generation == "" || r.Plan.String() < generation) {
			generation = r.Plan.String()
		}
	}
	return generation
}

// Comparisons compares the members of the site on each variable, over the
// first generation of plans that the site's own member has data for.
func (s *Site) Comparisons() []Comparison {
	rows, _ := rowsOf[memberRatingRow](s.Tree, "member_ratings")
	own := s.Site.MemberID.Value
	generation := generationOf(rows, own)
	members := map[string]bool{own: true}
	for _, m := range s.Members {
		members[m.ID] = true
	}
	byVariable := map[string]*Comparison{}
	var out []*Comparison
	at := map[[2]string]int{}
	for _, r := range rows {
		id, variable := r.Member.String(), r.Variable.String()
		if r.Plan.String() != generation || !members[id] {
			continue
		}
		c := byVariable[variable]
		if c == nil {
			c = &Comparison{Variable: s.Code("rating-variables", variable), Generation: generation}
			byVariable[variable] = c
			out = append(out, c)
		}
		i, ok := at[[2]string{variable, id}]
		if !ok {
			i = len(c.Rows)
			at[[2]string{variable, id}] = i
			c.Rows = append(c.Rows, ComparisonRow{Member: s.Code("members", id), Own: id == own, Items: map[string]int{}, All: int(r.InPlan.Value), AsOf: r.AsOf.Date, Source: s.sources[r.Source.String()]})
		}
		row := &c.Rows[i]
		n := int(r.Items.Value)
		value := r.Value.String()
		row.Items[value] += n
		if r.Scale.String() != "absences" {
			c.Scale = r.Scale.String()
		}
		if code := s.Code(r.Scale.String(), value); code != nil && !code.IsStep() {
			if !slices.Contains(c.Absences, code) {
				c.Absences = append(c.Absences, code)
			}
			continue
		}
		row.Rated += n
	}
	var done []Comparison
	for _, c := range out {
		if l := s.lists[c.Scale]; l != nil {
			for _, level := range l.Codes {
				if level.IsStep() && slices.ContainsFunc(c.Rows, func(r ComparisonRow) bool { return r.Items[level.Code] > 0 }) {
					c.Levels = append(c.Levels, level)
				}
			}
		}
		slices.SortFunc(c.Absences, func(a, b *Code) int {
			return cmp.Or(cmp.Compare(boolOrder(a.List == "absences"), boolOrder(b.List == "absences")), cmp.Compare(a.Order, b.Order))
		})
		slices.SortStableFunc(c.Rows, func(a, b ComparisonRow) int {
			return cmp.Or(cmp.Compare(boolOrder(!a.Own), boolOrder(!b.Own)), cmp.Compare(a.Member.Order, b.Member.Order))
		})
		done = append(done, *c)
	}
	slices.SortStableFunc(done, func(a, b Comparison) int { return cmp.Compare(a.Variable.Order, b.Variable.Order) })
	return done
}

// boolOrder puts what is not before what is.
func boolOrder(is bool) int {
	if is {
		return 1
	}
	return 0
}
