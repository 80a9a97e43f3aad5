package model

import (
	"vitrina/generator/date"
	"vitrina/generator/table"
)

type participationRow struct {
	Plan       table.Text   `csv:"plan"`
	Kind       table.Text   `csv:"kind"`
	Measure    table.Text   `csv:"measure"`
	Order      table.Text   `csv:"order"`
	Place      table.Text   `csv:"place"`
	Value      table.Number `csv:"value"`
	Registered table.Number `csv:"registered"`
	Women      table.Number `csv:"women"`
	Men        table.Number `csv:"men"`
	Source     table.Text   `csv:"source"`
}

// Participation is one figure of a co-creation process, or one dialogue.
type Participation struct {
	Plan *Plan
	Kind string
	// Measure is what the figure counts, as far as a page asks for it.
	Measure                       string
	Title, Unit                   Text
	Order, Place                  string
	Value, Registered, Women, Men table.Number
	Source                        *Source
}

// Participation returns the figures of how people took part, as written.
func (s *Site) Participation() []Participation {
	rows, t := rowsOf[participationRow](s.Tree, "participation")
	title, unit := s.column(t, "title"), s.column(t, "unit")
	var out []Participation
	for i, r := range rows {
		out = append(out, Participation{Plan: s.plans[r.Plan.String()], Kind: r.Kind.String(), Measure: r.Measure.String(), Order: r.Order.String(), Title: title(i), Unit: unit(i), Place: r.Place.String(),
			Value: r.Value, Registered: r.Registered, Women: r.Women, Men: r.Men, Source: s.sources[r.Source.String()]})
	}
	return out
}

type scheduleRow struct {
	Plan       table.Text `csv:"plan"`
	Order      table.Text `csv:"order"`
	StartMonth table.Date `csv:"start_month"`
	StartWeek  table.Text `csv:"start_week"`
	EndMonth   table.Date `csv:"end_month"`
	EndWeek    table.Text `csv:"end_week"`
	Status     table.Text `csv:"status"`
	Source     table.Text `csv:"source"`
}

// Scheduled is an activity of a co-creation schedule.
type Scheduled struct {
	Plan                      *Plan
	Order                     string
	Stage, Title, Responsible Text
	Start, End                date.Date
	// StartWeek and EndWeek are the weeks of those months as the source marks
	// them: "3-4".
	StartWeek, EndWeek string
	Status             *Code
	Source             *Source
	Note               Text
}

// Schedule returns the activities in the order written.
func (s *Site) Schedule() []Scheduled {
	rows, t := rowsOf[scheduleRow](s.Tree, "schedule")
	stage, title, responsible, note := s.column(t, "stage"), s.column(t, "title"), s.column(t, "responsible"), s.column(t, "note")
	var out []Scheduled
	for i, r := range rows {
		out = append(out, Scheduled{Plan: s.plans[r.Plan.String()], Order: r.Order.String(), Stage: stage(i), Title: title(i), Responsible: responsible(i), Start: r.StartMonth.Date, End: r.EndMonth.Date,
			StartWeek: r.StartWeek.String(), EndWeek: r.EndWeek.String(), Status: s.Code("schedule-status", r.Status.String()), Source: s.sources[r.Source.String()], Note: note(i)})
	}
	return out
}

type eventRow struct {
	Plan      table.Text `csv:"plan"`
	Kind      table.Text `csv:"kind"`
	Order     table.Text `csv:"order"`
	Start     table.Date `csv:"start"`
	End       table.Date `csv:"end"`
	Place     table.Text `csv:"place"`
	Territory table.Text `csv:"territory"`
	Source    table.Text `csv:"source"`
}

// Event is a call, a meeting or a launch.
type Event struct {
	Plan       *Plan
	Kind       *Code
	Order      string
	Title      Text
	Start, End date.Date
	Place      string
	Territory  *Code
	Source     *Source
}

// Events returns the events in the order written.
func (s *Site) Events() []Event {
	rows, t := rowsOf[eventRow](s.Tree, "events")
	title := s.column(t, "title")
	var out []Event
	for i, r := range rows {
		out = append(out, Event{Plan: s.plans[r.Plan.String()], Kind: s.Code("event-kinds", r.Kind.String()), Order: r.Order.String(), Title: title(i), Start: r.Start.Date, End: r.End.Date,
			Place: r.Place.String(), Territory: s.Code("departments", r.Territory.String()), Source: s.sources[r.Source.String()]})
	}
	return out
}

type bodyMemberRow struct {
	Body    table.Text `csv:"body"`
	Plan    table.Text `csv:"plan"`
	Member  table.Text `csv:"member"`
	Entity  table.Text `csv:"entity"`
	Since   table.Date `csv:"since"`
	Sources table.List `csv:"sources"`
}

type bodyRow struct {
	ID      table.Text `csv:"id"`
	Plan    table.Text `csv:"plan"`
	Since   table.Date `csv:"since"`
	Sources table.List `csv:"sources"`
}

// Body is the forum of a plan with its members, as the sources list them.
type Body struct {
	ID      string
	Name    Text
	Plan    *Plan
	Since   date.Date
	Members []BodyMember
	Sources []*Source
}

// BodyMember is a seat; Entity is nil for an organisation that is not an
// accountable entity.
type BodyMember struct {
	Name    string
	Entity  *Entity
	Since   date.Date
	Sources []*Source
}

// Bodies returns the forums in the order of their plans.
func (s *Site) Bodies() []*Body {
	rows, t := rowsOf[bodyRow](s.Tree, "bodies")
	name := s.column(t, "name")
	type key struct{ body, plan string }
	byKey := map[key]*Body{}
	byPlan := map[*Plan][]*Body{}
	for i, r := range rows {
		b := &Body{ID: r.ID.String(), Name: name(i), Plan: s.plans[r.Plan.String()], Since: r.Since.Date, Sources: s.sourcesOf(r.Sources)}
		byKey[key{b.ID, r.Plan.String()}] = b
		byPlan[b.Plan] = append(byPlan[b.Plan], b)
	}
	members, _ := rowsOf[bodyMemberRow](s.Tree, "body_members")
	for _, m := range members {
		if b := byKey[key{m.Body.String(), m.Plan.String()}]; b != nil {
			b.Members = append(b.Members, BodyMember{Name: m.Member.String(), Entity: s.entities[m.Entity.String()], Since: m.Since.Date, Sources: s.sourcesOf(m.Sources)})
		}
	}
	var out []*Body
	for _, p := range s.Plans {
		out = append(out, byPlan[p]...)
	}
	return out
}
