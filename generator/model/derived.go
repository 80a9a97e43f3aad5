package model

import (
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/written"
)

// cells are the cells of one computed row by column; what is left out is
// empty.
type cells map[string]string

// derivations compute the rows of the derived tables that package source
// names.
var derivations = map[string]func(*Site) []cells{
	"commitment_entities": (*Site).deriveEntities,
	"commitment_themes":   (*Site).deriveThemes,
	"plan_totals":         (*Site).derivePlanTotals,
	"status":              (*Site).deriveStatus,
}

// fillDerived makes the rows of a derived table. The checks ensure that there
// is a derivation of its name.
func (s *Site) fillDerived(p *Published, d *source.Dataset) {
	p.File = d.SchemaFile
	if derivation, ok := source.DerivationOf(d.Name); ok {
		p.AsOf = derivation.AsOf
	}
	p.Schema = s.derivedSchema(&d.Schema)
	for _, f := range p.Schema.Fields {
		p.Header = append(p.Header, f.Name.Value)
	}
	for _, c := range derivations[d.Name](s) {
		row := make([]string, len(p.Header))
		for i, name := range p.Header {
			row[i] = c[name]
		}
		p.Rows = append(p.Rows, row)
	}
}

// derivedSchema adds to a schema that names no sources those of the tables it
// is derived from.
func (s *Site) derivedSchema(schema *table.Schema) *table.Schema {
	if len(schema.Sources) > 0 {
		return schema
	}
	own := *schema
	seen := map[string]bool{}
	for _, from := range schema.DerivedFrom {
		if d := s.Dataset(from.Value); d != nil {
			for _, id := range d.Schema.Sources {
				if !seen[id.Value] {
					seen[id.Value] = true
					own.Sources = append(own.Sources, id)
				}
			}
		}
	}
	slices.SortFunc(own.Sources, func(a, b written.Text) int { return strings.Compare(a.Value, b.Value) })
	return &own
}

// deriveEntities gives each entity that leads or supports a commitment a row.
func (s *Site) deriveEntities() []cells {
	facts := map[string]entityRow{}
	rows, _ := rowsOf[entityRow](s.Tree, "entities")
	for _, r := range rows {
		facts[r.ID.String()] = r
	}
	var out []cells
	for _, c := range s.Commitments {
		for _, part := range []struct {
			role string
			ids  written.List
		}{{"lead", c.Front.Lead}, {"support", c.Front.Support}} {
			seen := map[string]bool{}
			for i, id := range part.ids {
				if seen[id.Value] {
					continue
				}
				seen[id.Value] = true
				e := facts[id.Value]
				out = append(out, cells{
					"commitment": c.Front.ID.Value, "role": part.role, "entity": id.Value, "order": strconv.Itoa(i + 1), "plan": c.Front.Plan.Value,
					"entity_branch": e.Branch.String(), "entity_level": e.Level.String(), "entity_territory": e.Territory.String(),
				})
			}
		}
	}
	return out
}

// deriveThemes gives each theme of a commitment a row.
func (s *Site) deriveThemes() []cells {
	var out []cells
	for _, c := range s.Commitments {
		seen := map[string]bool{}
		for _, theme := range c.Front.Themes {
			if seen[theme.Value] {
				continue
			}
			seen[theme.Value] = true
			out = append(out, cells{"commitment": c.Front.ID.Value, "theme": theme.Value, "basis": c.Front.ThemesBasis.Value, "plan": c.Front.Plan.Value})
		}
	}
	return out
}

// The kinds of rows of the table status; each speaks alone.
const (
	kindDeclared = "declared" // an update of the government or civil society, or a remark of the IRM
	kindRated    = "rated"    // a value of completion or results that the IRM gives
	kindRecorded = "recorded" // the status column of a milestone, which has no voice and no date
	kindDeadline = "deadline" // computed: where a milestone, or a commitment without dated ones, stands by its deadline
	kindSilence  = "silence"  // computed: whether any voice says what came of a commitment
)

// String names the state for programs: a code of codes/deadline-states.
func (m MilestoneState) String() string {
	return [...]string{NoDate: "no-deadline", Ahead: "ahead", Past: "past-without-statement", Spoken: "past-with-statement"}[m]
}

// deriveStatus puts what each voice says of a commitment or milestone, and what
// the dates say of it, one a row.
func (s *Site) deriveStatus() []cells {
	d := &statusRows{Site: s, taken: map[string]int{}}
	d.declared()
	d.rated()
	d.recorded()
	for _, c := range s.Commitments {
		d.computed(c)
	}
	return d.out
}

// statusRows are the rows of the table status so far.
type statusRows struct {
	*Site
	out   []cells
	taken map[string]int // the ids
}

// add adds a row on a commitment; rest tells it from others of its kind.
func (d *statusRows) add(commitment, kind string, rest []string, row cells) {
	parts := append([]string{commitment, kind}, slices.DeleteFunc(rest, func(part string) bool { return part == "" })...)
	id := strings.Join(parts, ".")
	if d.taken[id]++; d.taken[id] > 1 {
		id += "." + strconv.Itoa(d.taken[id])
	}
	row["id"], row["commitment"], row["kind"] = id, commitment, kind
	front := d.commitments[commitment].Front
	row["plan"], row["lead"] = front.Plan.Value, strings.Join(front.Lead.Values(), "|")
	d.out = append(d.out, row)
}

func (d *statusRows) declared() {
	updates, _ := rowsOf[updateRow](d.Tree, "updates")
	for _, u := range updates {
		if d.commitments[u.Commitment.String()] == nil {
			continue // of a draft
		}
		row := cells{"milestone_order": u.Milestone.String(), "voice": u.Voice.String(), "date": u.Date.Raw, "percent": u.Percent.Raw,
			"evidence_given": strconv.FormatBool(len(u.Evidence) > 0), "source": u.Source.String()}
		if status := u.Status.String(); status != "" {
			row["scale"], row["value"] = "update-status", status
		}
		d.add(u.Commitment.String(), kindDeclared, []string{u.ID.String()}, row)
	}
}

func (d *statusRows) rated() {
	published := map[string]string{}
	reports, _ := rowsOf[reportRow](d.Tree, "reports")
	for _, r := range reports {
		published[r.ID.String()] = r.Published.Raw
	}
	ratings, _ := rowsOf[ratingRow](d.Tree, "ratings")
	for _, r := range ratings {
		if d.commitments[r.Commitment.String()] == nil || !spoken[r.Variable.String()] || r.Part.String() == OverviewTable {
			continue
		}
		d.add(r.Commitment.String(), kindRated, []string{r.Variable.String(), r.Part.String(), r.Report.String(), r.Value.String()}, cells{
			"voice": "irm", "date": published[r.Report.String()], "variable": r.Variable.String(), "part": r.Part.String(),
			"scale": r.Scale.String(), "value": r.Value.String(), "report": r.Report.String(), "source": r.Source.String()})
	}
}

func (d *statusRows) recorded() {
	milestones, _ := rowsOf[milestoneRow](d.Tree, "milestones")
	for _, m := range milestones {
		if d.commitments[m.Commitment.String()] != nil && m.Status.String() != "" {
			d.add(m.Commitment.String(), kindRecorded, []string{m.Order.String()}, cells{"milestone_order": m.Order.String(), "scale": "milestone-status", "value": m.Status.String(), "source": m.Source.String()})
		}
	}
}

// computed adds what the dates say of a commitment and its milestones.
func (d *statusRows) computed(c *Commitment) {
	id, asOf := c.Front.ID.Value, d.AsOf.String()
	deadline := func(row cells, due date.Date, state MilestoneState, past int, rest ...string) {
		row["date"], row["due"], row["scale"], row["value"] = asOf, due.String(), "deadline-states", state.String()
		if state == Past {
			row["days_past"] = strconv.Itoa(past)
		}
		d.add(id, kindDeadline, rest, row)
	}
	for _, m := range c.Milestones {
		deadline(cells{"milestone_order": m.Order}, m.Due, m.State, m.DaysPast, m.Order)
	}
	if t := c.Term; t != nil {
		deadline(cells{}, t.Due, t.State, t.DaysPast)
	}
	silent := "silent"
	if g, cs, irm := c.spoken(); g || cs || irm {
		silent = "spoken-of"
	}
	d.add(id, kindSilence, nil, cells{"date": asOf, "scale": "silence-states", "value": silent})
}

// IsCompletion reports whether a variable says how far a commitment has come;
// what was only projected does not.
func IsCompletion(variable string) bool {
	return strings.HasPrefix(variable, "completion") && variable != "completion-projected"
}

// total is a property of a plan that can be counted from the rows.
type total struct {
	property string
	// from is the table whose rows are counted.
	from string
	// judge says of a commitment whether the rows know it and whether it
	// counts.
	judge func(*Commitment) (known, counts bool)
	// entities, where judge is nil, counts entities among those that lead.
	entities func(*Entity) bool
	// asked totals are counted only where a source declares one: another says
	// the same, or the report has no such figure for every plan.
	asked bool
}

var totals = []total{
	{property: "commitments-count", from: CommitmentsTable, judge: func(*Commitment) (bool, bool) { return true, true }},
	{property: "national-executive-commitments", from: CommitmentsTable, judge: nationalExecutive},
	{property: "executive-commitments", from: CommitmentsTable, judge: nationalExecutive, asked: true},
	{property: "control-and-judicial-commitments", from: CommitmentsTable, judge: branchOf("control", "judicial")},
	{property: "subnational-commitments", from: CommitmentsTable, judge: territorial},
	{property: "local-commitments", from: CommitmentsTable, judge: territorial, asked: true},
	{property: "lead-institutions-count", from: "commitment_entities", entities: func(*Entity) bool { return true }},
	{property: "entities-count", from: "commitment_entities", entities: func(*Entity) bool { return true }, asked: true},
	{property: "territorial-entities", from: "commitment_entities", entities: func(e *Entity) bool { return e.Level != nil && e.Level.Code == "territorial" }},
	{property: "irm-relevant", from: "ratings", judge: rated("relevance", "relevant")},
	{property: "open-government-lens", from: "ratings", judge: rated("open-government-lens", "yes")},
	{property: "transformative", from: "ratings", judge: rated("potential-impact", "transformative")},
	{property: "completed", from: "ratings", judge: completed("complete")},
	{property: "substantial", from: "ratings", judge: completed("substantial")},
	{property: "limited", from: "ratings", judge: completed("limited")},
	{property: "not-started", from: "ratings", judge: completed("not-started")},
	{property: "completed-or-substantial", from: "ratings", judge: completed("complete", "substantial")},
	{property: "completed-at-midterm", from: "ratings", judge: rated("completion-midterm", "complete")},
	{property: "did-it-open-government-major", from: "ratings", judge: rated("did-it-open-government", "major")},
	{property: "did-it-open-government-outstanding", from: "ratings", judge: rated("did-it-open-government", "outstanding")},
	{property: "irm-starred", from: "ratings", judge: starred},
	{property: "irm-starred-at-midterm", from: "ratings", judge: starredEarlier, asked: true},
	{property: "starred-with-major-or-outstanding-opening", from: "ratings", judge: func(c *Commitment) (bool, bool) {
		known, star := starred(c)
		opened, much := rated("did-it-open-government", "major", "outstanding")(c)
		return known && opened, star && much
	}},
}

func branchOf(branches ...string) func(*Commitment) (bool, bool) {
	return func(c *Commitment) (bool, bool) {
		return c.Branch != nil, c.Branch != nil && slices.Contains(branches, c.Branch.Code)
	}
}

// nationalExecutive judges by the branch and the level: a mayoralty is of the
// executive too.
func nationalExecutive(c *Commitment) (known, counts bool) {
	return c.Branch != nil && c.Level != nil, c.Branch != nil && c.Level != nil && c.Branch.Code == "executive" && c.Level.Code == "national"
}

func territorial(c *Commitment) (bool, bool) {
	return c.Level != nil, c.Level != nil && c.Level.Code == "territorial"
}

// rated judges by what the newest report with the variable says. A commitment
// that is rated in parts counts when all parts have one of the values.
func rated(variable string, values ...string) func(*Commitment) (bool, bool) {
	return func(c *Commitment) (bool, bool) {
		known, counts := false, true
		for _, r := range newest(c, variable) {
			if r.Absent() || r.FromTotal { // a total cannot be confirmed by itself
				continue
			}
			known = true
			counts = counts && slices.Contains(values, r.Value.Code)
		}
		return known, known && counts
	}
}

// completed judges by the newest value of completion, whatever the report calls
// it.
func completed(values ...string) func(*Commitment) (bool, bool) {
	return func(c *Commitment) (bool, bool) {
		r := c.Completion()
		if r == nil {
			return false, false
		}
		return rated(r.Variable.Code, values...)(c)
	}
}

// starred judges by the newest report that gives stars; a commitment rated in
// parts is starred when a part is.
func starred(c *Commitment) (known, counts bool) {
	for _, r := range newest(c, "starred") {
		known = known || !r.Absent() && !r.FromTotal
		counts = counts || r.Value.Code == "starred" && !r.FromTotal
	}
	return known, counts
}

// starredEarlier judges by the report before the newest that gives stars.
func starredEarlier(c *Commitment) (known, counts bool) {
	last := newest(c, "starred")
	var earlier Commitment
	for _, r := range c.Ratings {
		if !slices.Contains(last, r) {
			earlier.Ratings = append(earlier.Ratings, r)
		}
	}
	return starred(&earlier)
}

// How a total that a source declares stands to what the rows give: codes of
// codes/plan-comparisons.
const (
	comparisonAgrees      = "agrees"
	comparisonDiffers     = "differs"
	comparisonPartial     = "partial"
	comparisonNotCounted  = "not-counted"
	comparisonNotDeclared = "not-declared"
)

// count returns what the rows give for a plan: the total and how many
// commitments the rows know it of.
func (t total) count(s *Site, p *Plan) (counted, known int) {
	if t.entities != nil {
		for _, e := range s.Leading(p) {
			if t.entities(e) {
				counted++
			}
		}
		for _, c := range p.Commitments {
			if len(c.Lead) > 0 {
				known++
			}
		}
		return counted, known
	}
	for _, c := range p.Commitments {
		k, n := t.judge(c)
		if k {
			known++
		}
		if n {
			counted++
		}
	}
	return counted, known
}

// several returns the groups and programmes among the entities that are counted.
func (t total) several(s *Site, p *Plan) []*Entity {
	if t.entities == nil {
		return nil
	}
	return slices.DeleteFunc(s.Leading(p), func(e *Entity) bool { return !e.Several() || !t.entities(e) })
}

// Counted is what the rows of this site give for a total of a plan.
type Counted struct {
	N int
	// Known is of how many commitments of the plan the rows tell it, All how many
	// the plan has.
	Known, All int
	// From is the name of the table that is counted.
	From string
	// Several are the groups and programmes among the entities counted.
	Several []*Entity
}

// Count returns what the rows give for a property of a plan; nil where it is
// no total that can be counted, or the rows know it of no commitment.
func (s *Site) Count(p *Plan, property string) *Counted {
	for _, t := range totals {
		if t.property != property {
			continue
		}
		if n, known := t.count(s, p); known > 0 {
			return &Counted{N: n, Known: known, All: len(p.Commitments), From: t.from, Several: t.several(s, p)}
		}
	}
	return nil
}

// contradicts reports whether a declared total cannot be the one counted: it is
// another, or smaller than what is already known where the rows know a part. A
// site that has not yet all commitments of a plan contradicts nobody on their
// number.
func (c *Counted) contradicts(declared string) bool {
	n, ok := table.ParseNumber(declared)
	if !ok {
		return false
	}
	if c.Known < c.All || c.From == CommitmentsTable {
		return float64(c.N) > n
	}
	return float64(c.N) != n
}

// CountedTotal is the id of the row of plan_totals that holds a total which no
// source declares.
func CountedTotal(p *Plan, property string) string { return Slug(p.ID) + "-" + property + "-counted" }

// derivePlanTotals puts every total that a source declares of a plan beside the
// one counted from the rows.
func (s *Site) derivePlanTotals() []cells {
	countable := map[string]*total{}
	for i := range totals {
		countable[totals[i].property] = &totals[i]
	}
	isTotal := s.totalProperties()
	// counted fills what the rows give and says whether they give anything.
	counted := func(row cells, t *total, p *Plan) (value string, known, all int) {
		if t == nil {
			return "", 0, 0
		}
		n, known := t.count(s, p)
		all = len(p.Commitments)
		row["counted_from"] = t.from
		row["commitments_rated"], row["commitments_total"] = strconv.Itoa(known), strconv.Itoa(all)
		if known > 0 {
			value = strconv.Itoa(n)
			row["counted"] = value
			if t.entities != nil {
				row["counted_groups"] = strconv.Itoa(len(t.several(s, p)))
			}
		}
		return value, known, all
	}
	var out []cells
	declared := map[[2]string]bool{}
	rows, t := rowsOf[claimRow](s.Tree, "claims")
	for i, r := range rows {
		plan, property := s.plans[r.Subject.String()], r.Property.String()
		if r.Kind.String() != "plan" || plan == nil || countable[property] == nil && !isTotal[property] || r.Computed.String() == "true" {
			continue
		}
		declared[[2]string{plan.ID, property}] = true
		row := cells{"id": r.ID.String(), "plan": plan.ID, "property": property, "claim": r.ID.String(), "declared": r.Value.String(), "source": r.Source.String(), "date": r.Date.Raw}
		for _, code := range s.codes {
			row["unit_"+code], row["note_"+code] = t.Cell(i, "unit_"+code), t.Cell(i, "note_"+code)
		}
		switch value, known, all := counted(row, countable[property], plan); {
		case value == "":
			row["comparison"] = comparisonNotCounted
		case known < all:
			row["comparison"] = comparisonPartial
		case value == r.Value.String():
			row["comparison"] = comparisonAgrees
		default:
			row["comparison"] = comparisonDiffers
		}
		out = append(out, row)
	}
	for _, p := range s.Plans {
		for i := range totals {
			t := &totals[i]
			if t.asked || declared[[2]string{p.ID, t.property}] {
				continue
			}
			row := cells{"id": CountedTotal(p, t.property), "plan": p.ID, "property": t.property, "comparison": comparisonNotDeclared}
			// A figure that nobody declares and that the rows know in part only
			// would be taken for the whole.
			if value, known, all := counted(row, t, p); value != "" && known == all {
				out = append(out, row)
			}
		}
	}
	return out
}

// totalProperties are the properties that the code list of claims says are
// totals of a plan.
func (s *Site) totalProperties() map[string]bool {
	out := map[string]bool{}
	if l := s.lists["claim-properties"]; l != nil {
		t := l.Dataset.Table
		for i := range t.Rows {
			if t.Cell(i, "total") == "true" {
				out[t.Cell(i, "code")] = true
			}
		}
	}
	return out
}
