package model

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"vitrina/generator/changes"
	"vitrina/generator/date"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

// Edition is a frozen edition of the data with what changed in it.
type Edition struct {
	Version changes.Version
	Date    date.Date
	Note    Text
	// Files are what was frozen, to be published as it is.
	Files []*source.Frozen
	// Data are its tables.
	Data *changes.Edition
	// Changes is what changed since the edition before; nil in the first.
	Changes *changes.Difference
}

// Folder is the address at which the edition is published, below the site's
// top, with a slash at its end.
func (e *Edition) Folder() string { return editionsFolder + e.Version.String() + "/" }

const editionsFolder = "data/v/"

// Latest returns the newest edition, or nil before the first.
func (s *Site) Latest() *Edition {
	if len(s.Editions) == 0 {
		return nil
	}
	return s.Editions[len(s.Editions)-1]
}

// Touched is a row that changed, with its table.
type Touched struct {
	Table *changes.TableChange
	Row   *changes.RowChange
}

// Happened is what changed about one thing in one edition.
type Happened struct {
	// Edition is nil for what changed in the sources since the newest edition.
	Edition *Edition
	// First is set in the first edition that has the thing; then Rows is empty,
	// since everything about it is new.
	First bool
	Rows  []Touched
}

// SourceEdition is the data of the sources as they stand, drafts left out:
// the tables that authors write, as frozen editions hold them. It needs no
// more than a tree that could be read.
func SourceEdition(tree *source.Tree) *changes.Edition {
	s := &Site{Tree: tree, unlisted: &sync.Map{}}
	for _, l := range tree.Site.Languages {
		s.codes = append(s.codes, l.Value)
	}
	e := &changes.Edition{}
	add := func(p *Published) {
		sortByKey(p)
		e.Tables = append(e.Tables, &changes.Table{Name: p.Name, Shape: changes.Shape{Schema: *p.Schema, Header: p.Header}, Rows: p.Rows})
	}
	for _, c := range tree.Commitments {
		if !c.IsDraft() {
			s.Commitments = append(s.Commitments, &Commitment{Commitment: c})
		}
	}
	described := false
	for _, d := range tree.Datasets {
		p := &Published{Name: table.Name(d.Name), Schema: &d.Schema}
		switch {
		case d.Name == CommitmentsTable:
			described = true
			s.fillCommitments(p)
		case d.Table != nil:
			p.Header, p.Rows = d.Table.Header, slices.Clone(d.Table.Rows)
		default:
			continue // made of the other tables
		}
		add(p)
	}
	if !described && len(s.Commitments) > 0 {
		p := &Published{Name: CommitmentsTable, Schema: s.defaultSchema()}
		s.fillCommitments(p)
		add(p)
	}
	slices.SortFunc(e.Tables, func(a, b *changes.Table) int { return cmp.Compare(a.Name, b.Name) })
	return e
}

// buildEditions reads the frozen editions and compares each with the one
// before, and the newest with the sources.
func (s *Site) buildEditions() {
	s.Editions = Editions(s.Tree)
	for _, e := range s.Editions {
		for _, frozen := range s.Tree.Editions {
			if frozen.Version == e.Version.String() {
				e.Note = s.text(frozen.Note.Of)
			}
		}
	}
	if latest := s.Latest(); latest != nil {
		if d := changes.Between(latest.Data, SourceEdition(s.Tree)); len(d.Tables) > 0 {
			s.Pending = d
		}
	}
	s.updateTables()
	s.buildHistories()
	s.buildRegister()
}

// Editions returns the frozen editions of a tree, the oldest first, each with
// what changed in it. A folder that is not named by a version is left out.
func Editions(tree *source.Tree) []*Edition {
	var out []*Edition
	for _, frozen := range tree.Editions {
		version, ok := changes.ParseVersion(frozen.Version)
		if !ok {
			continue
		}
		e := &Edition{Version: version, Files: frozen.Holds}
		e.Date, _ = date.Parse(frozen.Date.Value)
		e.Data = &changes.Edition{Version: version, Date: e.Date}
		schemas := map[string]*table.Schema{}
		for _, f := range frozen.Holds {
			if f.Schema != nil {
				schemas[strings.TrimSuffix(f.Name, source.SchemaSuffix)] = f.Schema
			}
		}
		for _, f := range frozen.Holds {
			if f.Table == nil {
				continue
			}
			t := &changes.Table{Name: strings.TrimSuffix(f.Name, ".csv"), Rows: f.Table.Rows}
			t.Header = f.Table.Header
			if schema := schemas[t.Name]; schema != nil {
				t.Schema = *schema
			}
			e.Data.Tables = append(e.Data.Tables, t)
		}
		slices.SortFunc(e.Data.Tables, func(a, b *changes.Table) int { return cmp.Compare(a.Name, b.Name) })
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b *Edition) int { return a.Version.Compare(b.Version) })
	for i := 1; i < len(out); i++ {
		out[i].Changes = changes.Between(out[i-1].Data, out[i].Data)
	}
	return out
}

// updateTables says of each table when it last changed.
func (s *Site) updateTables() {
	last, unreleased := map[string]date.Date{}, map[string]bool{}
	pending := func(name string) { last[name], unreleased[name] = s.AsOf, true }
	if len(s.Editions) == 0 {
		for _, t := range s.Tables {
			pending(t.Name)
		}
	}
	for i, e := range s.Editions {
		if i == 0 {
			for _, t := range e.Data.Tables {
				last[t.Name] = e.Date
			}
			continue
		}
		for _, t := range e.Changes.Tables {
			last[t.Name] = e.Date
		}
	}
	if s.Pending != nil {
		for _, t := range s.Pending.Tables {
			pending(t.Name)
		}
	}
	newer := func(t *Published, of string) {
		of = table.Name(of)
		if d := last[of]; d.Compare(t.Updated) > 0 {
			t.Updated = d
		}
		t.Unreleased = t.Unreleased || unreleased[of]
	}
	for _, t := range s.Tables {
		newer(t, t.Name)
		for _, from := range t.Schema.DerivedFrom { // as new as the newest of what it is made of
			newer(t, from.Value)
		}
		for _, f := range t.Schema.Fields { // whose labels stand in it
			if f.Codes.Given() {
				newer(t, "codes-"+f.Codes.Value)
			}
		}
		if at := slices.Index(t.Header, "scale"); at >= 0 {
			for _, row := range t.Rows {
				newer(t, "codes-"+row[at])
			}
		}
	}
}

// ChangesByDate reports whether rows of any table depend on the as-of date.
func (s *Site) ChangesByDate() bool {
	return slices.ContainsFunc(s.Tables, func(t *Published) bool { return t.AsOf })
}

// Updated is the day on which one of the named tables last changed; of all
// tables where none is named.
func (s *Site) Updated(tables ...string) date.Date {
	var latest date.Date
	for _, t := range s.Tables {
		if (len(tables) == 0 || slices.Contains(tables, t.Name)) && t.Updated.Compare(latest) > 0 {
			latest = t.Updated
		}
	}
	return latest
}

// History returns what changed in a table, edition by edition, the newest
// first; the sources since the newest edition come before all.
func (s *Site) History(table string) []TableHistory {
	var out []TableHistory
	if s.Pending != nil {
		for _, t := range s.Pending.Tables {
			if t.Name == table {
				out = append(out, TableHistory{nil, t})
			}
		}
	}
	for _, e := range slices.Backward(s.Editions) {
		if e.Changes == nil {
			if e.Data.Table(table) != nil {
				out = append(out, TableHistory{e, nil})
			}
			continue
		}
		for _, t := range e.Changes.Tables {
			if t.Name == table {
				out = append(out, TableHistory{e, t})
			}
		}
	}
	return out
}

// TableHistory is what changed in a table in one edition: Edition is nil for
// the sources since the newest one, Change is nil in the first edition.
type TableHistory struct {
	Edition *Edition
	Change  *changes.TableChange
}

// buildHistories gathers for each commitment, plan and entity what changed
// about it, and for each milestone how its deadline moved.
func (s *Site) buildHistories() {
	for _, c := range s.Commitments {
		for _, m := range c.Milestones {
			if m.FirstKnown = !m.FirstDue.IsZero(); !m.FirstKnown {
				m.FirstDue = m.Due
			}
		}
	}
	if len(s.Editions) == 0 {
		return
	}
	s.histories = map[string][]Happened{}
	add := func(kind string, id func(*changes.Table) []string) {
		known := map[string]bool{}
		for _, e := range s.Editions {
			for _, t := range e.Data.Tables {
				if t.Name != kind {
					continue
				}
				for _, one := range id(t) {
					if !known[one] {
						known[one] = true
						s.histories[kind+"\x00"+one] = append(s.histories[kind+"\x00"+one], Happened{Edition: e, First: true})
					}
				}
			}
			s.gather(kind, e, e.Changes)
		}
		s.gather(kind, nil, s.Pending)
	}
	ids := func(t *changes.Table) []string {
		at := slices.Index(t.Header, "id")
		if at < 0 {
			return nil
		}
		var out []string
		for _, r := range t.Rows {
			out = append(out, r[at])
		}
		return out
	}
	for _, kind := range []string{CommitmentsTable, "plans", "entities"} {
		add(kind, ids)
	}
	s.joinMoves()
}

// gather notes the rows of a difference that are about things of a kind, but
// for those that the edition is the first to have.
func (s *Site) gather(kind string, e *Edition, d *changes.Difference) {
	if d == nil {
		return
	}
	for _, t := range d.Tables {
		for i := range t.Rows {
			r := &t.Rows[i]
			if r.Before != nil && r.After != nil && len(t.Told(*r)) == 0 {
				continue
			}
			for _, id := range subjects(kind, t, r) {
				key := kind + "\x00" + id
				list := s.histories[key]
				if n := len(list); n > 0 && list[n-1].Edition == e {
					if !list[n-1].First {
						list[n-1].Rows = append(list[n-1].Rows, Touched{t, r})
					}
					continue
				}
				s.histories[key] = append(list, Happened{Edition: e, Rows: []Touched{{t, r}}})
			}
		}
	}
}

// subjects returns the ids of the things of a kind, named as its table, that a
// row is about: its own row, rows that refer to it, and claims on it.
func subjects(kind string, t *changes.TableChange, r *changes.RowChange) []string {
	var out []string
	take := func(shape *changes.Shape, cells []string) {
		if shape == nil || cells == nil {
			return
		}
		if t.Name == kind {
			if at := slices.Index(shape.Header, "id"); at >= 0 {
				out = append(out, cells[at])
			}
			return
		}
		for i, column := range shape.Header {
			f, _ := shape.Schema.Field(column)
			if f.References.Value == kind {
				out = append(out, f.Values(cells[i])...)
			}
		}
		if of, at := slices.Index(shape.Header, "subject_kind"), slices.Index(shape.Header, "subject"); of >= 0 && at >= 0 && cells[of]+"s" == kind {
			out = append(out, cells[at])
		}
	}
	take(t.Before, r.Before)
	take(t.After, r.After)
	slices.Sort(out)
	return slices.Compact(out)
}

// Happenings returns what changed about a thing of a kind (commitments, plans,
// entities), the oldest first.
func (s *Site) Happenings(kind, id string) []Happened { return s.histories[kind+"\x00"+id] }

// Move is one move of a deadline.
type Move struct {
	// Edition is the one in which it moved; nil for the sources since the newest.
	Edition *Edition
	// From and To are the dates as written.
	From, To string
}

// joinMoves says of each milestone how its deadline moved, and which it was
// first.
func (s *Site) joinMoves() {
	for _, c := range s.Commitments {
		byOrder := map[string]*Milestone{}
		for _, m := range c.Milestones {
			byOrder[m.Order] = m
		}
		for _, h := range s.Happenings(CommitmentsTable, c.Front.ID.Value) {
			for _, touched := range h.Rows {
				if touched.Table.Name != "milestones" || touched.Row.Before == nil || touched.Row.After == nil {
					continue
				}
				at := slices.Index(touched.Table.After.Header, "order")
				if at < 0 {
					continue
				}
				if m := byOrder[touched.Row.After[at]]; m != nil {
					m.move(h.Edition, touched.Row.Fields)
				}
			}
		}
	}
}

// move notes a deadline that moved in an edition. What became known, or unknown,
// has not moved.
func (m *Milestone) move(e *Edition, changed []changes.FieldChange) {
	for _, f := range changed {
		if f.Column != "due" || f.Before == "" || f.After == "" {
			continue
		}
		if first, ok := date.Parse(f.Before); ok && len(m.Moves) == 0 && m.FirstDue == m.Due {
			m.FirstDue, m.FirstKnown = first, true
		}
		m.Moves = append(m.Moves, Move{e, f.Before, f.After})
	}
}

// RemovedTable is the table of what the site once had: a row says when it was
// removed, why, and where to go instead.
const RemovedTable = "removed"

// Tombstone stands at the address of something that was removed.
type Tombstone struct {
	// Address is as the register has it; pages end with a slash.
	Address, Kind, ID string
	Removed           date.Date
	Reason            Text
	// MovedTo is the address, in each language, of what took its place; nil when
	// nothing did. MovedOut is a whole address outside the site.
	MovedTo  []string
	MovedOut string
	// Row is that of the table of what was removed, from 0.
	Row int
}

// Frozen is the kind of the addresses of frozen editions in the register; their
// id is the SHA-256 of the file, which never changes.
const Frozen = "frozen"

// RegisterHeader are the columns of the register of addresses.
var RegisterHeader = source.RegisterHeader

// Registered is a line of the register of addresses.
type Registered struct {
	// Since is the first edition that has the address, empty where none has.
	Address, Kind, ID, Since string
	// Row counts the lines from 0, for a finding.
	Row int
}

// buildRegister reads the register, and finds the addresses at which a
// tombstone stands.
func (s *Site) buildRegister() {
	s.subjects = map[string]subject{}
	note := func(kind, id string, urls []string, data string) {
		for _, u := range urls {
			s.subjects[u] = subject{kind, id}
		}
		if data != "" {
			s.subjects["data/"+data] = subject{kind, id}
		}
	}
	for _, p := range s.Pages { // first, since a plan has a text and is more than it
		if p.Name != "index" {
			note("page", p.Name, p.URL, "")
		}
	}
	for _, c := range s.Commitments {
		note("commitment", c.Front.ID.Value, c.URL, "commitments/"+c.Slug)
	}
	for _, p := range s.Plans {
		note("plan", p.ID, p.URL, "plans/"+Slug(p.ID))
	}
	for _, e := range s.Entities {
		note("entity", e.ID, e.URL, "entities/"+Slug(e.ID))
	}
	for _, t := range s.Themes {
		note("theme", t.Code.Code, t.URL, "themes/"+Slug(t.Code.Code))
	}
	for _, t := range s.Tables {
		note("dataset", t.Name, t.URL, t.Name)
	}
	for _, e := range s.Editions {
		for _, f := range e.Files {
			s.subjects[e.Folder()+f.Name] = subject{Frozen, f.SHA256}
		}
	}
	if s.Register == nil {
		return
	}
	gone := map[subject]int{}
	d := s.Dataset(RemovedTable)
	reason := s.column(nil, "reason")
	if d != nil && d.Table != nil {
		reason = s.column(d.Table, "reason")
		for row := range d.Table.Rows {
			gone[subject{d.Table.Cell(row, "kind"), d.Table.Cell(row, "id")}] = row
		}
	}
	for row := range s.Register.Rows {
		r := Registered{s.Register.Cell(row, "address"), s.Register.Cell(row, "kind"), s.Register.Cell(row, "id"), s.Register.Cell(row, "since"), row}
		s.Addresses = append(s.Addresses, r)
		of := subject{r.Kind, r.ID}
		at, removed := gone[of]
		if !removed { // a single address, of something that may still be there
			of = subject{"address", r.Address}
			at, removed = gone[of]
		}
		if !removed {
			continue
		}
		t := Tombstone{Address: r.Address, Kind: of.kind, ID: of.id, Reason: reason(at), Row: at}
		t.Removed, _ = date.Parse(d.Table.Cell(at, "date"))
		switch to := d.Table.Cell(at, "moved_to"); {
		case strings.Contains(to, "://"):
			t.MovedOut = to
		case to != "":
			if t.MovedTo = s.addressOf(subject{of.kind, to}); of.kind == "address" {
				t.MovedTo = slices.Repeat([]string{to}, len(s.Languages))
			}
		}
		s.Tombstones = append(s.Tombstones, t)
	}
}

// Enter returns the register with the addresses that it lacks, by address: with
// those at which the site answers, every address ever published.
func (s *Site) Enter(addresses []string) []Registered {
	out := slices.Clone(s.Addresses)
	known := map[string]bool{}
	for _, r := range out {
		known[r.Address] = true
	}
	for _, a := range addresses {
		if !known[a] {
			known[a] = true
			r := Registered{Address: a}
			if r.Kind, r.ID = s.Subject(a); r.Kind == Frozen {
				r.Since, _, _ = strings.Cut(strings.TrimPrefix(a, editionsFolder), "/")
			}
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Registered) int { return cmp.Compare(a.Address, b.Address) })
	return out
}

// subject is what an address is about.
type subject struct{ kind, id string }

// addressOf returns the address of a thing's page in each language, or nil.
func (s *Site) addressOf(of subject) []string {
	switch of.kind {
	case "commitment":
		if c := s.commitments[of.id]; c != nil {
			return c.URL
		}
	case "plan":
		if p := s.plans[of.id]; p != nil {
			return p.URL
		}
	case "entity":
		if e := s.entities[of.id]; e != nil {
			return e.URL
		}
	case "theme":
		for _, t := range s.Themes {
			if t.Code.Code == of.id {
				return t.URL
			}
		}
	case "dataset":
		if t := s.Table(of.id); t != nil {
			return t.URL
		}
	case "page":
		if p := s.Page(of.id); p != nil {
			return p.URL
		}
	}
	return nil
}

// Subject tells what an address is about: the kind of thing (commitment, plan,
// entity, theme, dataset, page) and its id, Frozen and the digest, or "address"
// and the address itself. A file beside a page, or below it, is the page's.
func (s *Site) Subject(address string) (kind, id string) {
	if _, ok := s.subjects[address]; !ok && strings.HasPrefix(address, editionsFolder) {
		return "address", address // a table of an edition is not the table as it stands
	}
	for at := address; at != ""; {
		if of, ok := s.subjects[at]; ok {
			return of.kind, of.id
		}
		folder, last := at, ""
		if i := strings.LastIndexByte(strings.TrimSuffix(at, "/"), '/'); i >= 0 {
			folder, last = at[:i+1], strings.TrimSuffix(at[i+1:], "/")
		} else {
			break
		}
		if strings.HasPrefix(at, "data/") && at == address {
			base, _, _ := strings.Cut(last, ".")
			for _, data := range []string{folder + base, "data/" + base} {
				if of, ok := s.subjects[data]; ok {
					return of.kind, of.id
				}
			}
		}
		at = folder
	}
	return "address", address
}
