package render

import (
	"slices"
	"strings"

	"vitrina/generator/model"
)

// agenda lists what has a day: calls, meetings, launches.
func (p *page) agenda() Overview {
	w := p.words
	v := p.begin("process/agenda", w.Word("agenda.title"), w.Fill("agenda.description", "date", w.Date(p.site.AsOf)), "datasets/events/events.csv")
	coming := Grid{Caption: w.Word("agenda.coming-table"), Columns: columns(w.Word("timeline.what"), w.Word("timeline.date"), w.Word("timeline.kind"), w.Word("fact.place"), w.Word("table.plan"), w.Word("table.source"))}
	past := Grid{Caption: w.Word("agenda.past-table"), Columns: coming.Columns}
	events := p.site.Events()
	slices.SortStableFunc(events, func(a, b model.Event) int { return b.Start.Compare(a.Start) })
	for _, e := range events {
		title := p.say(e.Title)
		place := p.cellOf(e.Place)
		if e.Territory != nil {
			place.Values = []Link{{Text: strings.TrimSpace(e.Place), Address: p.at(p.site.Address("territories", model.Slug(e.Territory.Code)))}}
			place.Under = []Link{{Text: p.label(e.Territory)}}
		}
		when := p.dated(p.moment(e.Start))
		if !e.End.IsZero() && e.End != e.Start {
			when.Under = []Link{{Text: w.Word("until") + " " + w.Date(e.End)}}
		}
		row := GridRow{Cells: []GridCell{p.head(Link{Text: title.Text, Language: title.Language}), when, p.cellOf(p.label(e.Kind)), place, p.linked(p.planLink(e.Plan)), p.cited(e.Source)}, From: p.eventLink(&e)}
		last := e.End
		if last.IsZero() {
			last = e.Start
		}
		if last.EndsBefore(p.site.AsOf) {
			past.Rows = append(past.Rows, row)
		} else {
			coming.Rows = append(coming.Rows, row)
		}
	}
	next := OverviewSection{ID: "coming", Title: w.Word("agenda.coming"), Count: w.Count("count.events", len(coming.Rows)), Tables: []Grid{coming}, Rows: p.rows("events")}
	if len(coming.Rows) == 0 {
		next.Tables, next.Missing = nil, p.plain(w.Word("agenda.missing"))
	}
	v.Sections = append(v.Sections, next, OverviewSection{ID: "past", Title: w.Word("agenda.past"), Count: w.Count("count.events", len(past.Rows)), Tables: []Grid{past}, Rows: p.rows("events")}, p.calendarSection())
	return v.end()
}
