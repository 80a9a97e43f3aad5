package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/feed"
	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/words"
)

// siteFeed is the address of the feed of the whole site in a language.
func (r *renderer) siteFeed(i int) string { return feedFile(r.site, i, r.site.Address()[i]) }

// feedFile is the address of a feed that lies in a folder.
func feedFile(s *model.Site, i int, folder string) string {
	return folder + s.Language(i).Section("changes") + ".xml"
}

// calendarAddress is the address of the calendar in a language.
func calendarAddress(s *model.Site, i int) string {
	return s.Address()[i] + s.Language(i).Section("agenda") + ".ics"
}

// followed are the kinds of pages with a feed of their own.
var followed = map[string]bool{"commitment": true, "entity": true, "plan": true, "theme": true}

// feedBeside is the address of the feed of the page's own, or "".
func (p *page) feedBeside() string {
	if len(p.site.Editions) == 0 || !followed[p.kind] {
		return ""
	}
	return feedFile(p.site, p.i, p.address)
}

// feedLinks are the feeds that the head of a page names.
func (p *page) feedLinks(title string) []Link {
	if len(p.site.Editions) == 0 {
		return nil
	}
	out := []Link{{Text: p.shared[p.i].siteTitle.Text + ": " + p.words.Word("changes.title"), Address: p.root + p.siteFeed(p.i)}}
	if own := p.feedBeside(); own != "" {
		out = append(out, Link{Text: title + ": " + p.words.Word("changes.title"), Address: p.root + own})
	}
	return out
}

// urn is an id that stays when titles and addresses change.
func (r *renderer) urn(parts ...string) string {
	return feed.URN(r.names(parts)...)
}

func (r *renderer) names(parts []string) []string {
	of := r.site.Site
	return append([]string{"vitrina", cmp.Or(of.FeedIDs.Value, of.Name.Value, of.Member.Or(r.site.Default()))}, parts...)
}

// followable is a thing with a feed: its page, and the changes about it.
type followable struct {
	kind, id string
	urls     []string
	title    func(i int) string
	// about are the happenings by what they are about.
	about []about
}

type about struct {
	kind, id string
	title    func(i int) string
}

// Feeds writes the feeds and the calendars, and returns what it wrote, and at
// which of the addresses a feed says that something was removed. Before the
// first edition there is nothing to follow but the calendars. The error is the
// sink's.
func Feeds(s *model.Site, sink publish.Sink) (files []model.File, removed []string, err error) {
	w := feedWriter{renderer: &renderer{site: s, sink: sink}}
	for i := range s.Languages {
		w.shared = append(w.shared, w.sharedBy(i))
	}
	for i := range s.Languages {
		w.take("icalendar", "text/calendar", i, calendarAddress(s, i), s.Updated(dated...), w.calendar(i).Append(nil))
	}
	if len(s.Editions) == 0 {
		return w.files, nil, w.err
	}
	for i := range s.Languages {
		w.put(i, s.Address(), w.wholeFeed(i))
	}
	for _, f := range followables(s) {
		for i := range s.Languages {
			w.put(i, f.urls, w.feedOf(i, f))
		}
	}
	return w.files, w.buried(), w.err
}

// feedWriter notes what is written, up to the first error.
type feedWriter struct {
	*renderer
	files []model.File
	err   error
}

func (w *feedWriter) take(format, media string, language int, address string, updated date.Date, data []byte) {
	if w.err != nil {
		return
	}
	sum := sha256.Sum256(data)
	w.files = append(w.files, model.File{Format: format, Address: address, MediaType: media, Language: w.site.Languages[language].Code, Bytes: len(data), SHA256: hex.EncodeToString(sum[:]), Updated: updated})
	w.err = w.sink.Put(address, data)
}

// put writes a feed beside the page of the addresses.
func (w *feedWriter) put(i int, urls []string, f *feed.Feed) {
	for j, l := range w.site.Languages {
		if j != i {
			f.Others = append(f.Others, feed.Other{Language: l.Locale, Address: w.linkFrom(urls[i], feedFile(w.site, j, urls[j]))})
		}
	}
	w.putAt(i, feedFile(w.site, i, urls[i]), f)
}

func (w *feedWriter) putAt(i int, address string, f *feed.Feed) {
	if w.site.BaseURL != "" {
		f.Self = w.site.BaseURL + address
	}
	w.take("atom", "application/atom+xml", i, address, f.Updated, f.Append(nil))
}

// buried writes, at the addresses of feeds of what was removed, one entry that
// says so: whoever follows one is told. It returns the addresses.
func (w *feedWriter) buried() []string {
	live := map[string]bool{}
	for _, f := range w.files {
		live[f.Address] = true
	}
	var out []string
	for _, t := range w.site.Tombstones {
		if t.Kind == "address" || live[t.Address] {
			continue // the feed of a thing that is still there is there as well
		}
		for i, l := range w.site.Languages {
			if !strings.HasPrefix(t.Address, l.Code+"/") || !strings.HasSuffix(t.Address, ".xml") || t.Removed.Day == 0 {
				continue
			}
			folder := t.Address[:strings.LastIndexByte(t.Address, '/')+1]
			title, page := l.Fill("tombstone.title", "what", t.ID), w.linkFrom(folder, folder)
			f := w.beginFeed(i, title, t.Reason.In(i).Text, page, t.Kind, t.ID)
			f.Updated = t.Removed
			f.Entries = []feed.Entry{{ID: w.urn(t.Kind, t.ID, "removed", l.Code), Title: title, Page: page, Updated: t.Removed, Lines: []string{t.Reason.In(i).Text}}}
			w.putAt(i, t.Address, f)
			out = append(out, t.Address)
		}
	}
	return out
}

// linkFrom is a whole address, or one relative to a file in a folder where the
// site's is not known.
func (r *renderer) linkFrom(folder, address string) string {
	if r.site.BaseURL != "" {
		return r.site.BaseURL + address
	}
	page, fragment, _ := strings.Cut(address, "#")
	if strings.HasSuffix(page, "/") {
		page += "index.html"
	}
	if fragment != "" {
		page += "#" + fragment
	}
	return strings.Repeat("../", strings.Count(folder, "/")) + page
}

// beginFeed makes a feed without its entries.
func (r *renderer) beginFeed(i int, title, subtitle, page string, id ...string) *feed.Feed {
	w := r.site.Language(i)
	return &feed.Feed{
		ID: r.urn(append(id, w.Code)...), Language: w.Locale, Title: title, Subtitle: subtitle, Page: page, Updated: r.site.Latest().Date,
		Author: cmp.Or(r.shared[i].publisher, r.shared[i].siteTitle.Text), Rights: r.shared[i].dataLicence.Text,
	}
}

func (r *renderer) wholeFeed(i int) *feed.Feed {
	w, t := r.site.Language(i), r.tellerOf(i)
	home, page := r.site.Address()[i], r.site.Address("changes")[i]
	f := r.beginFeed(i, r.shared[i].siteTitle.Text+": "+w.Word("changes.title"), w.Word("changes.description"), r.linkFrom(home, page), "site")
	for _, e := range slices.Backward(r.site.Editions) {
		entry := feed.Entry{ID: r.urn("site", e.Version.String(), w.Code), Title: t.Fill("edition.named", "version", e.Version.String(), "date", w.Date(e.Date)), Page: r.linkFrom(home, page+"#"+editionID(e)), Updated: e.Date}
		if e.Changes == nil {
			entry.Lines = []string{w.Word("changes.first-entry")}
		} else {
			report := t.Report(e.Changes)
			entry.Lines = append([]string{report.Summary}, report.Breaking...)
			entry.Lines = append(entry.Lines, report.Moved...)
			for _, one := range report.Tables {
				said := one.Columns
				if one.Counts != "" {
					said = append([]string{one.Counts}, said...)
				}
				entry.Lines = append(entry.Lines, one.Title+": "+strings.Join(said, ", "))
			}
		}
		f.Entries = append(f.Entries, entry)
	}
	return f
}

// dated are the tables that the calendar is made of.
var dated = []string{model.CommitmentsTable, "milestones", "events", "schedule", "schedule_slots", "stages"}

// updated is the day of the newest edition in which something about the thing
// changed; of the newest of all where nothing is known to have.
func (f *followable) updated(s *model.Site) date.Date {
	var latest date.Date
	for _, a := range f.about {
		for _, h := range s.Happenings(a.kind, a.id) {
			if h.Edition != nil && h.Edition.Date.Compare(latest) > 0 {
				latest = h.Edition.Date
			}
		}
	}
	if latest.IsZero() {
		return s.Latest().Date
	}
	return latest
}

// followables are the things with a feed of their own.
func followables(s *model.Site) []followable {
	commitments := func(list ...[]*model.Commitment) []about {
		var out []about
		seen := map[string]bool{}
		for _, part := range list {
			for _, c := range part {
				if id := c.Commitment.ID.Value; !seen[id] {
					seen[id] = true
					out = append(out, about{model.CommitmentsTable, id, func(i int) string { return id + " " + c.Title.In(i).Text }})
				}
			}
		}
		return out
	}
	var out []followable
	for _, c := range s.Commitments {
		title := func(i int) string { return c.Title.In(i).Text + " (" + c.Commitment.ID.Value + ")" }
		out = append(out, followable{"commitment", c.Commitment.ID.Value, c.URL, title, []about{{model.CommitmentsTable, c.Commitment.ID.Value, nil}}})
	}
	for _, e := range s.Entities {
		out = append(out, followable{"entity", e.ID, e.URL, func(i int) string { return e.Name.In(i).Text }, append([]about{{"entities", e.ID, nil}}, commitments(e.Leads, e.Supports)...)})
	}
	for _, plan := range s.Plans {
		title := func(i int) string { return s.Language(i).Fill("plan.name", "id", plan.ID) }
		out = append(out, followable{"plan", plan.ID, plan.URL, title, append([]about{{"plans", plan.ID, nil}}, commitments(plan.Commitments)...)})
	}
	for _, t := range s.Themes {
		if len(t.Commitments) > 0 {
			out = append(out, followable{"theme", t.Code.Code, t.URL, func(i int) string { return t.Label.In(i).Text }, commitments(t.Commitments)})
		}
	}
	return out
}

// feedOf makes the feed of one thing: an entry for each edition in which
// something about it changed.
func (r *renderer) feedOf(i int, of followable) *feed.Feed {
	w, t := r.site.Language(i), r.tellerOf(i)
	title := of.title(i)
	page := r.linkFrom(of.urls[i], of.urls[i])
	f := r.beginFeed(i, title+": "+w.Word("changes.title"), w.Fill("changes.of", "what", title), page, of.kind, of.id)
	f.Updated = of.updated(r.site)
	lines := map[*model.Edition][]string{}
	for _, a := range of.about {
		for _, h := range r.site.Happenings(a.kind, a.id) {
			if h.Edition == nil {
				continue // not in an edition yet
			}
			before := ""
			if a.title != nil {
				before = a.title(i) + ": "
			}
			if h.First {
				lines[h.Edition] = append(lines[h.Edition], before+w.Word("history.first"))
			}
			for _, touched := range h.Rows {
				said, cells := r.sayTouched(t, a.kind, a.id, touched)
				if said != "" {
					lines[h.Edition] = append(lines[h.Edition], before+said)
				}
				for _, cell := range cells {
					lines[h.Edition] = append(lines[h.Edition], before+cell.sentence(t))
				}
			}
		}
	}
	for _, e := range slices.Backward(r.site.Editions) {
		if len(lines[e]) == 0 {
			continue
		}
		entry := feed.Entry{ID: r.urn(of.kind, of.id, e.Version.String(), w.Code), Title: title + ": " + w.Fill("edition.named", "version", e.Version.String(), "date", w.Date(e.Date)), Page: page, Updated: e.Date}
		entry.Lines = lines[e]
		if len(entry.Lines) > 1 {
			entry.Lines = append([]string{w.Count("count.changes", len(entry.Lines))}, entry.Lines...)
		}
		f.Entries = append(f.Entries, entry)
	}
	return f
}

// calendar holds the deadlines, the events, and the schedules that have months.
func (r *renderer) calendar(i int) *feed.Calendar {
	s, w := r.site, r.site.Language(i)
	c := &calendar{renderer: r, i: i, words: w, seen: map[string]int{},
		Calendar: &feed.Calendar{Name: r.shared[i].siteTitle.Text + ": " + w.Word("agenda.title"), Language: w.Locale, Stamp: s.AsOf}}
	if e := s.Latest(); e != nil {
		c.Stamp = e.Date
	}
	for _, commitment := range s.Commitments {
		c.deadlines(commitment)
	}
	for _, e := range s.Events() {
		if !e.Start.IsZero() {
			c.event(e)
		}
	}
	for _, a := range s.Schedule() {
		if !a.Start.IsZero() && a.Plan != nil {
			c.scheduled(a)
		}
	}
	return c.Calendar
}

// calendar is filled in one language.
type calendar struct {
	*renderer
	*feed.Calendar
	words *words.Language
	i     int
	// seen counts what has one date and title, so that each has its own id.
	seen map[string]int
}

// add adds an event under its names. Its summary says where the day is not
// known, since a calendar draws all the days that a date may mean.
func (c *calendar) add(e feed.Event, uid ...string) {
	e.UID = feed.UUID(c.names(append(uid, c.words.Code))...)
	if !e.Start.IsZero() && e.Start == e.End && e.Start.Day == 0 {
		e.Summary = c.words.Fill("calendar.some-day", "what", e.Summary, "date", c.words.Date(e.Start))
	}
	c.Events = append(c.Events, e)
}

// whole is an address in full; empty where the site does not know its own.
func (c *calendar) whole(urls []string) string {
	if c.site.BaseURL == "" || len(urls) == 0 {
		return ""
	}
	return c.site.BaseURL + urls[c.i]
}

// deadlines adds those of the milestones of a commitment, and its own.
func (c *calendar) deadlines(of *model.Commitment) {
	w, id, title := c.words, of.Commitment.ID.Value, of.Title.In(c.i).Text
	due := func(day date.Date, what, details string, uid ...string) {
		c.add(feed.Event{Start: day, End: day, Summary: w.Fill("calendar.due", "what", what, "id", id), Details: details, Page: c.whole(of.URL), Kind: w.Word("calendar.deadline")}, uid...)
	}
	for _, m := range of.Milestones {
		if m.Due.IsZero() {
			continue
		}
		details := id + " " + title
		for _, moved := range m.Moves {
			from, _ := date.Parse(moved.From)
			details += "\n" + w.Fill("calendar.moved", "from", cmp.Or(w.Date(from), moved.From))
		}
		due(m.Due, m.Title.In(c.i).Text, details, "milestone", id, m.Order)
	}
	if t := of.Term; t != nil {
		due(t.Due, title, id+" "+title, "commitment", id)
	}
}

func (c *calendar) event(e model.Event) {
	plan, kind := "", ""
	if e.Plan != nil {
		plan = e.Plan.ID
	}
	if e.Kind != nil {
		kind = e.Kind.Label.In(c.i).Text
	}
	key := c.key(plan, e.Start.String(), e.Title.In(0).Text)
	c.add(feed.Event{Start: e.Start, End: endOf(e.Start, e.End), Summary: e.Title.In(c.i).Text, Place: e.Place, Page: c.whole(c.site.Address("process", "agenda")), Kind: kind}, "event", key, strings.Repeat("+", c.seen[key]))
}

func (c *calendar) scheduled(a model.Scheduled) {
	w, end := c.words, endOf(a.Start, a.End)
	details := a.Stage.In(c.i).Text
	if weeks := marked(a); weeks != "" {
		details += "\n" + w.Fill("calendar.weeks", "weeks", weeks)
	}
	key := c.key(a.Plan.ID, a.Start.String(), end.String(), a.Title.In(0).Text)
	c.add(feed.Event{Start: a.Start, End: end, Summary: w.Fill("calendar.scheduled", "what", a.Title.In(c.i).Text, "plan", w.Fill("plan.name", "id", a.Plan.ID)), Details: details, Page: c.whole(c.site.Address("process", "schedule")), Kind: w.Word("schedule.title")}, "schedule", key, strings.Repeat("+", c.seen[key]))
}

// key tells what happens on a day, and counts it.
func (c *calendar) key(parts ...string) string {
	key := strings.Join(parts, "\x1f")
	c.seen[key]++
	return key
}

// endOf is the end of what may last no longer than its start.
func endOf(start, end date.Date) date.Date {
	if end.IsZero() {
		return start
	}
	return end
}

// marked are the weeks of the months that a source marks.
func marked(a model.Scheduled) string {
	if a.StartWeek == "" && a.EndWeek == "" {
		return ""
	}
	return a.StartWeek + " → " + a.EndWeek
}
