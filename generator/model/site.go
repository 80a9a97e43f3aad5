// Package model says what the sources mean: joined, sorted, complete.
//
// Build cannot fail: after the checks nothing an author wrote is wrong. Every
// date is compared with the stated "as of" date, never with a clock. The three
// voices (government, civil society, Independent Reporting Mechanism) stay
// apart, and what is absent stays absent.
//
// It refuses to render, to choose words for readers, and to look at all
// commitments once for each commitment: joins go through maps.
package model

import (
	"slices"
	"strings"
	"sync"

	"vitrina/generator/changes"
	"vitrina/generator/date"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/words"
)

// Site is everything the pages and downloads show.
type Site struct {
	// Tree is what was written.
	*source.Tree
	// AsOf is the date that lateness and silence are computed against.
	AsOf date.Date
	// BaseURL is where the site is published, with a trailing slash, or "".
	BaseURL string
	// Repository is where the sources live, without a trailing slash, or "".
	Repository string

	Plans       []*Plan
	Commitments []*Commitment
	Entities    []*Entity
	Themes      []*Theme
	// Themeless is how many commitments have no theme.
	Themeless     int
	Members       []*Member
	Exercises     []*Exercise
	Reports       []*Report
	Disagreements []*Disagreement
	Pages         []*Page
	Tables        []*Published
	// Editions are the frozen editions of the data, the oldest first.
	Editions []*Edition
	// Pending is what changed in the sources since the newest edition; nil when
	// nothing did, and before the first.
	Pending *changes.Difference
	// Addresses are those that the register lists.
	Addresses []Registered
	// Tombstones stand at the addresses of what was removed.
	Tombstones []Tombstone

	histories   map[string][]Happened // by kind and id
	subjects    map[string]subject    // by address
	plans       map[string]*Plan
	commitments map[string]*Commitment
	entities    map[string]*Entity
	sources     map[string]*Source
	reports     map[string]*Report
	lists       map[string]*List
	spreads     map[string][]Spread // by variable
	codes       []string            // of the languages, in order

	scaleUses func() map[[2]string][]scaleUseRow // by variable and scale, read once

	// unlisted are codes by list and code that the list lacks; pages ask for them
	// while they are made.
	unlisted *sync.Map
}

// Phrase is a text as a reader of one language sees it.
type Phrase struct {
	Text string
	// Language is the code of the text's own language where it is not the
	// reader's: a missing translation shows the original, and says so.
	Language string
}

// Text is a text in every language of the site, in their order.
type Text []Phrase

// In returns the phrase for the language with index i; empty for an empty
// Text.
func (t Text) In(i int) Phrase {
	if i < len(t) {
		return t[i]
	}
	return Phrase{}
}

// Given reports whether there is a text in any language.
func (t Text) Given() bool { return len(t) > 0 && t[0].Text != "" }

// text makes a Text of what is written for each language; an empty one takes
// the first that is not.
func (s *Site) text(of func(language string) string) Text {
	t := make(Text, len(s.codes))
	first := -1
	for i, code := range s.codes {
		t[i].Text = of(code)
		if first < 0 && t[i].Text != "" {
			first = i
		}
	}
	if first < 0 {
		return nil
	}
	for i := range t {
		if t[i].Text == "" {
			t[i] = Phrase{t[first].Text, s.codes[first]}
		}
	}
	return t
}

// Code is a value of a code list.
type Code struct {
	// List is the name of the code list without codes/.
	List       string
	Code       string
	Label      Text
	Definition Text
	// Order is the place in the list, low to high for scales.
	Order int
	// From is the first year in which plans begin that use the code; zero where
	// it is open.
	From date.Date
}

// UsedIn reports whether plans that begin when a plan does may have the code;
// it does where either year is not known.
func (c *Code) UsedIn(p *Plan) bool {
	return c.From.IsZero() || p.Start.IsZero() || p.Start.Year >= c.From.Year
}

// List is a code list.
type List struct {
	Name    string
	Dataset *source.Dataset
	Codes   []*Code
	byCode  map[string]*Code
}

// List returns a code list by its name without codes/, or nil.
func (s *Site) List(name string) *List { return s.lists[name] }

// Code returns a code of a list. An empty code is nil; one that the site has
// no list for stands for itself. One code is one pointer.
func (s *Site) Code(list, code string) *Code {
	if code == "" {
		return nil
	}
	if l := s.lists[list]; l != nil {
		if c := l.byCode[code]; c != nil {
			return c
		}
	}
	key := [2]string{list, code}
	if c, ok := s.unlisted.Load(key); ok {
		return c.(*Code)
	}
	c, _ := s.unlisted.LoadOrStore(key, &Code{List: list, Code: code, Label: s.text(func(string) string { return code })})
	return c.(*Code)
}

// LanguageName is the name of a language in another one, as it stands inside a
// sentence, where the code list of languages has it; else in itself.
func (s *Site) LanguageName(code string, in int) string {
	if s.lists["languages"] != nil {
		if label := s.Code("languages", code).Label.In(in); label.Language == "" && label.Text != code {
			if s.Languages[in].Word("languages.case") == "lower" {
				return strings.ToLower(label.Text)
			}
			return label.Text
		}
	}
	for _, l := range s.Languages {
		if l.Code == code {
			return l.Name
		}
	}
	return code
}

func (s *Site) codesOf(list string, codes []string) []*Code {
	var out []*Code
	for _, c := range codes {
		if code := s.Code(list, c); code != nil {
			out = append(out, code)
		}
	}
	return out
}

// Source is a publication that facts come from.
type Source struct {
	ID, Title, Publisher, URL string
	Date                      date.Date
	// Name is what the site calls it where the title only describes it.
	Name, Note Text
	// Language is the code of the language it is written in, TitleLanguage of
	// the language that its title is given in; empty where not known.
	Language, TitleLanguage string
}

// Source returns a source by id, or nil.
func (s *Site) Source(id string) *Source { return s.sources[id] }

func (s *Site) sourcesOf(ids []string) []*Source {
	var out []*Source
	for _, id := range ids {
		if src := s.sources[id]; src != nil {
			out = append(out, src)
		}
	}
	return out
}

// Plan is an action plan.
type Plan struct {
	ID           string
	Number       int
	Title        Text
	Start, End   date.Date
	CoCreation   Text
	Forum        string
	ForumMembers []string
	DocumentDate date.Date
	Note         Text
	Source       *Source
	Others       []*Source
	Commitments  []*Commitment
	Claims       []*Claim
	Reports      []*Report
	// URL is the address in each language, without a leading slash.
	URL []string

	// declared and reported are the totals of completion that public entities
	// and the reports of the IRM give of the plan.
	declared, reported []*Claim
}

// Slug is the plan's id in addresses.
func (p *Plan) Slug() string { return Slug(p.ID) }

// Plan returns a plan by id, or nil.
func (s *Site) Plan(id string) *Plan { return s.plans[id] }

// Entity is an institution that answers for commitments or helps.
type Entity struct {
	ID, Acronym, Place, Website string
	Name                        Text
	Kind                        *Code
	Branch, Level, Territory    *Code
	Source                      *Source
	Note                        Text
	Leads, Supports             []*Commitment
	URL                         []string
}

// Several reports whether a source names a group or a programme where others
// name an entity.
func (e *Entity) Several() bool {
	return e.Kind != nil && e.Kind.Code != "organisation" && !e.Outside()
}

// Outside reports whether it is no part of the state, and so of no branch.
func (e *Entity) Outside() bool { return e.Kind != nil && e.Kind.Code == "outside-state" }

// Entity returns an entity by id, or nil.
func (s *Site) Entity(id string) *Entity { return s.entities[id] }

// Theme is a theme with its commitments.
type Theme struct {
	*Code
	Commitments []*Commitment
	URL         []string
}

// Commitment is a commitment with everything that is known about it.
type Commitment struct {
	*source.Commitment
	// Slug is the id in addresses: co0065.
	Slug                   string
	URL                    []string
	Plan                   *Plan
	Title, Summary, Change Text
	Notes                  Text
	Lead, Support          []*Entity
	Themes                 []*Theme
	Values, SDGs           []*Code
	CodeBasis              *Code
	ThemesBasis            *Code
	ValuesBasis            *Code
	Branch                 *Code
	Level                  *Code
	Territory              *Code
	// TitleBasis says for each language where the title comes from.
	TitleBasis          []*Code
	Start, End          date.Date
	Milestones          []*Milestone
	Exercises           []*Exercise
	Voices              Voices
	Ratings             []*Rating
	Claims              []*Claim
	Sources             []*Source
	Continues, Followed []*Commitment
	// Term is the deadline of the whole, nil where a milestone has one of its own
	// or the record gives none.
	Term *Term
	// Previous and Next are the neighbours in the plan's order.
	Previous, Next *Commitment
	// LastWord is the date of the newest statement about it, of whatever voice;
	// zero when no statement has a date.
	LastWord date.Date
}

// Find returns a commitment by id, or nil.
func (s *Site) Find(id string) *Commitment { return s.commitments[id] }

// Voices are the three who speak about a commitment. They are never merged.
type Voices struct {
	Government   []*Update
	CivilSociety []*Update
	// IRM are the values of completion and results that the IRM gave, newest
	// report first, and Remarks what it says in words.
	IRM     []*Rating
	Remarks []*Update
}

// Update is what the government or civil society says about a commitment.
type Update struct {
	ID    string
	Date  date.Date
	Voice string
	// Unnamed is set where the source publishes it without saying who states it.
	Unnamed   bool
	Milestone string
	Status    *Code
	Percent   table.Number
	Text      Text
	// Evidence are the sources that prove it; none means declared, not proved.
	Evidence []*Source
	Source   *Source
}

// Milestone is a goal of a commitment.
type Milestone struct {
	Order      string
	Title      Text
	Start, Due date.Date
	// FirstDue is the first deadline on record, by a source that gives it or by
	// the editions: Due where it never moved.
	FirstDue date.Date
	// FirstKnown reports whether FirstDue rests on something: a source that gives
	// it, or editions with another deadline. Where it is false nobody can say
	// whether the deadline moved.
	FirstKnown bool
	// Moves are the moves of the deadline between editions, the oldest first.
	Moves     []Move
	Status    *Code
	Indicator Text
	Target    table.Number
	Source    *Source
	Note      Text
	// State is computed against the as-of date.
	State MilestoneState
	// DaysPast is how many days the deadline is past, 0 unless State is Past.
	DaysPast int
	// Last is the last statement on it; where none settles it and one on the whole
	// commitment does, that one. Where State is Past it may be of before the
	// deadline. Nil where nobody spoke, and unless State is Past or Spoken.
	Last *Update
	// Rated is the value by which the Independent Reporting Mechanism calls the
	// whole commitment complete, where that and no statement settles it.
	Rated *Rating
}

// MilestoneState says where a milestone stands by its dates alone.
type MilestoneState int

const (
	// NoDate: the record gives no deadline.
	NoDate MilestoneState = iota
	// Ahead: the deadline has not passed.
	Ahead
	// Past: the deadline has passed and the record holds no statement on
	// whether it was met: none, or only some that may be of before the deadline.
	Past
	// Spoken: the deadline has passed and somebody says how it went.
	Spoken
)

// Term is the deadline of a whole commitment of which no milestone has one.
type Term struct {
	Commitment *Commitment
	Due        date.Date
	// State is computed against the as-of date. What settles a milestone settles
	// it, when said of the whole commitment; so does what the Independent Reporting
	// Mechanism says of its completion.
	State MilestoneState
	// DaysPast is how many days the deadline is past, 0 unless State is Past.
	DaysPast int
	// Said is the last statement on the whole commitment, Rated the last value of
	// its completion: one of the two, the newer. Both are nil where there is none,
	// and while State is Ahead.
	Said  *Update
	Rated *Rating
}

// Exercise is a target, result or documented exercise around a commitment.
type Exercise struct {
	// Commitment is the one that the record sets it beside; nil where none is.
	Commitment     *Commitment
	ID, Kind       string
	Promoter       Text
	Year           string
	Start, End     date.Date
	Title          Text
	Target, Result table.Number
	Unit           Text
	Counted        string
	Source         *Source
	Note           Text
}

// Report is a report of the Independent Reporting Mechanism.
type Report struct {
	ID, Title string
	// TitleLanguage is the code of the title's language, where known; Languages are
	// those that the report itself is in.
	TitleLanguage string
	Languages     []string
	Plan          *Plan
	Kind          *Code
	Published     date.Date
	KeyResults    Text
	Source        *Source
	Note          Text
}

// Rating is one IRM value: a variable, its scale, the value and the report.
type Rating struct {
	Variable *Code
	Value    *Code
	// Scale is the name of the code list that the value is of.
	Scale string
	// Part tells values of one part of a commitment, or of a second table of
	// the same report, apart.
	Part   string
	Report *Report
	Source *Source
	Note   Text
	// FromTotal is set where the report says the value of all commitments of the
	// plan at once: it was deduced from that total and cannot confirm it.
	FromTotal bool
	// Levels are the values of the scale in order, for a reader to see where
	// the value stands; empty for an absence.
	Levels []*Code
}

// Absent reports whether the value is one of the absences (not reviewed, not
// applicable, no data, pending), which are not values of a scale.
func (r *Rating) Absent() bool { return r.Scale == "absences" }

// Claim is one statement of one source, or a count made with its data.
type Claim struct {
	ID, Kind, Subject string
	Property          *Code
	// Computed is set where the source does not state the value: it was computed
	// from what the source has.
	Computed bool
	// Value is what is said, as written; Words is the same for readers of each
	// language where it is words and not a figure.
	Value  string
	Words  Text
	Unit   Text
	Source *Source
	Date   date.Date
	Note   Text
}

// Disagreement is a property of a subject of which sources say different
// things, or one of a plan of which a source declares another total than the
// rows of this site give. What was computed from a source is no statement of it
// and takes no part.
type Disagreement struct {
	Plan       *Plan
	Commitment *Commitment
	// Subject is the id of what the claims are about.
	Subject  string
	Kind     string
	Property *Code
	Claims   []*Claim
	// Counted is what the rows give, nil where they give nothing.
	Counted *Counted
	// Apart is set where what the rows give is none of what the claims say.
	Apart bool
}

// AmongSources reports whether the sources say different things of each other;
// where they do not, they all say what the rows of this site give otherwise.
func (d *Disagreement) AmongSources() bool {
	return slices.ContainsFunc(d.Claims, func(c *Claim) bool { return c.Value != d.Claims[0].Value })
}

// AmongSources is how many disagreements are among sources.
func (s *Site) AmongSources() int {
	n := 0
	for _, d := range s.Disagreements {
		if d.AmongSources() {
			n++
		}
	}
	return n
}

// DisagreementsOn returns what sources say differently of one subject: a plan, a
// commitment or a member by its id.
func (s *Site) DisagreementsOn(kind, id string) []*Disagreement {
	var out []*Disagreement
	for _, d := range s.Disagreements {
		if d.Kind == kind && d.Subject == id {
			out = append(out, d)
		}
	}
	return out
}

// Disagreement returns what sources say differently of one property of a
// subject; nil where they agree.
func (s *Site) Disagreement(kind, id, property string) *Disagreement {
	for _, d := range s.DisagreementsOn(kind, id) {
		if d.Property.Code == property {
			return d
		}
	}
	return nil
}

// OutcomeDisputes returns what sources say differently of what came of a
// commitment: on its variable, or on another that is answered on the same
// scale, as the same judgement has several names.
func (s *Site) OutcomeDisputes(c *Commitment) []*Disagreement {
	r := c.Outcome()
	if r == nil {
		return nil
	}
	var out []*Disagreement
	for _, d := range s.DisagreementsOn("commitment", c.ID.Value) {
		if d.Property.Code == r.Variable.Code || d.Property.Code == r.Scale {
			out = append(out, d)
		}
	}
	return out
}

// Member is a member of the partnership with the counts known of it.
type Member struct {
	ID      string
	Name    Text
	Kind    *Code
	Country Text
	Counts  []MemberCount
}

// MemberCount is a number of commitments at a date.
type MemberCount struct {
	Joined date.Date
	Plan   string
	Count  table.Number
	AsOf   date.Date
	Source *Source
	Note   Text
}

// Page is an editorial page in all its languages.
type Page struct {
	Name string
	// In holds the file of each language by index; nil where there is none.
	In []*source.Page
	// URL is the address in each language.
	URL         []string
	Sources     []*Source
	Commitments []*Commitment
}

// Original returns the file of the first language that has one.
func (p *Page) Original() *source.Page {
	for _, f := range p.In {
		if f != nil {
			return f
		}
	}
	return nil
}

// Published is a table that readers can download.
type Published struct {
	Name   string
	Schema *table.Schema
	// File is where the rows were written; a folder for commitments.
	File string
	// Header and Rows hold the cells as written, rows in key order.
	Header []string
	Rows   [][]string
	URL    []string
	// IsCodeList tells code lists apart.
	IsCodeList bool
	// Updated is the day on which the table last changed, or a code list whose
	// labels stand in it: that of the edition, or the as-of date while no edition
	// holds the change, since nothing records an earlier day.
	Updated date.Date
	// Unreleased says that no edition holds the last change.
	Unreleased bool
	// AsOf says that rows also change with the as-of date, without an edition.
	AsOf bool

	rowsURL []string // of the first page of rows
}

// Language returns the language with index i.
func (s *Site) Language(i int) *words.Language { return s.Languages[i] }

// File is a download that was written: what the pages say of it.
type File struct {
	// Table is the name of the published table; "" of a file of the whole site
	// and of the twin of a page.
	Table string
	// Format is the name of the form: csv, json.
	Format string
	// Language is the code of the language of a file that is made for one.
	Language string
	// Address is where it lies below the site's top.
	Address string
	// MediaType is what a server should say that the file is.
	MediaType string
	Rows      int
	Bytes     int
	// SHA256 is the digest in hexadecimal.
	SHA256 string
	// Updated is the day on which what the file holds last changed, as of
	// Published: of several tables the latest.
	Updated date.Date
	// AsOf says that the file also changes with the as-of date.
	AsOf bool
}
