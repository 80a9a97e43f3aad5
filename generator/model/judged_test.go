package model

import (
	"testing"

	"vitrina/generator/date"
)

// A value counts as deduced from a total only where no report gives it of the
// commitment alone, and an absence is none.
func TestAValueIsDeducedOnlyWhereNothingElseGivesIt(t *testing.T) {
	step, absence := &Code{List: "relevance", Code: "clear"}, &Code{List: "absences", Code: "not-reviewed"}
	total := &Rating{Value: step, Scale: "relevance", FromTotal: true}
	alone := &Rating{Value: step, Scale: "relevance"}
	absent := &Rating{Value: absence, Scale: "absences", FromTotal: true}
	for _, c := range []struct {
		name                string
		values              []*Rating
		deduced, step, away int
	}{
		{"from a total", []*Rating{total}, 1, 0, 0},
		{"from a total in two parts", []*Rating{total, total}, 1, 0, 0},
		{"from a total and alone", []*Rating{total, alone}, 0, 1, 0},
		{"alone and from a total", []*Rating{alone, total}, 0, 1, 0},
		{"an absence of all", []*Rating{absent}, 0, 0, 1},
	} {
		sp := Spread{Variable: &Code{Code: "relevance"}, Scale: "relevance", Levels: []*Code{step}, Aside: []*Code{absence}}
		ps := PlanSpread{Levels: make([]int, 1), Aside: make([]int, 1), parts: map[string][]*Commitment{}}
		ps.count(&sp, &Commitment{}, c.values, true)
		if ps.FromTotal != c.deduced || ps.Levels[0] != c.step || ps.Aside[0] != c.away {
			t.Errorf("%s: %d deduced, %d on the scale, %d beside it", c.name, ps.FromTotal, ps.Levels[0], ps.Aside[0])
		}
	}
}

// What a report says of all commitments at once settles no deadline, of a
// milestone or of the whole.
func TestATotalSettlesNoDeadline(t *testing.T) {
	due := date.Date{Year: 2015, Month: 6, Day: 30}
	r := &Rating{Variable: &Code{Code: "completion"}, Value: &Code{Code: "complete"}, Scale: "completion", Report: &Report{Published: date.Date{Year: 2016}}}
	m := &Milestone{Due: due}
	if !settlesCompletion(r, due) || !m.settledByRating(r) {
		t.Error("a value of the commitment settles nothing")
	}
	r.FromTotal = true
	if settlesCompletion(r, due) || m.settledByRating(r) {
		t.Error("a value of all commitments settles a deadline")
	}
}
