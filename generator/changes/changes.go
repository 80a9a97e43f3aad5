// Package changes says what differs between two editions of the data: tables,
// columns, rows and cells, by key, with before and after, and how much of it
// breaks the programs that read the data.
//
// What is told is what is needed to get from one edition to the other: a test
// makes the newer one of the older with it, and the difference the other way
// round is the inverse. The order of rows means nothing; they are told apart by
// the key of the schema.
//
// It refuses to guess that a column was renamed or a row got another key (one
// went, another came), to say by how many days a date moved where both may be
// the same day, and to know what a table means beyond its schema.
package changes

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/table"
)

// Edition is the data at one moment: a frozen edition, or the sources as they
// stand.
type Edition struct {
	// Version is the number of a frozen edition; zero for sources.
	Version Version
	// Date is the day of a frozen edition; zero for sources.
	Date date.Date
	// Name is where sources lie, "" for those of the site.
	Name string
	// Tables are by name, codes-LIST for a code list.
	Tables []*Table
}

// Table is a table with its description.
type Table struct {
	Name string
	Shape
	Rows [][]string
}

// Shape is what a table looks like without its rows.
type Shape struct {
	Schema table.Schema
	Header []string
}

// Table returns the named table, or nil.
func (e *Edition) Table(name string) *Table {
	for _, t := range e.Tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// Difference is what changes from one edition to another.
type Difference struct {
	Old, New *Edition
	// Tables are the tables that differ, by name.
	Tables []*TableChange
}

// TableChange is what changes in one table.
type TableChange struct {
	Name string
	// Before and After are the table's shapes; nil where there is no such table.
	Before, After *Shape
	// Columns are what changes in the columns and in the table as a whole.
	Columns []ColumnChange
	// Rows are the rows that came, went or changed, by key.
	Rows []RowChange
}

// ColumnChange is one thing that changes in a column, or in the table as a
// whole where Column is empty.
type ColumnChange struct {
	Kind          Kind
	Column        string
	Before, After string
}

// Kind says what changed in a column or table.
type Kind string

// Kinds of change of columns and tables. A word of the interface of each
// language says it: change.KIND.
const (
	TableAdded      Kind = "table-added"
	TableRemoved    Kind = "table-removed"
	KeyChanged      Kind = "key-changed"
	ColumnAdded     Kind = "column-added"
	ColumnRemoved   Kind = "column-removed"
	ColumnsMoved    Kind = "columns-moved"
	ColumnRetyped   Kind = "column-retyped"
	RuleTightened   Kind = "rule-tightened"
	RuleLoosened    Kind = "rule-loosened"
	LicenceChanged  Kind = "licence-changed"
	DescribedAnew   Kind = "described-anew"
	ColumnDescribed Kind = "column-described"
)

// Level returns what a change of the kind asks of a version number.
func (k Kind) Level() Level {
	switch k {
	case TableRemoved, KeyChanged, ColumnAdded, ColumnRemoved, ColumnsMoved, ColumnRetyped, RuleTightened, LicenceChanged:
		return Major
	case TableAdded, RuleLoosened:
		return Minor
	}
	return Patch
}

// RowChange is a row that came (Before is nil), went (After is nil) or changed.
type RowChange struct {
	// Key are the cells of the key, Nth tells rows of the same key apart.
	Key []string
	Nth int
	// Before and After are the row's cells by the header of that edition.
	Before, After []string
	// Fields are the cells that differ, in the order of the columns.
	Fields []FieldChange
}

// FieldChange is a cell that differs.
type FieldChange struct {
	Column        string
	Before, After string
}

// Level returns what the change asks of a version number: a row that goes may
// be one that others refer to.
func (r *RowChange) Level() Level {
	switch {
	case r.After == nil:
		return Major
	case r.Before == nil:
		return Minor
	}
	return Patch
}

// Level is what a change asks of a version number, by the rule of the Data
// Package for versions.
type Level int

// Levels of change, from none: texts and values mended, rows added, readers
// broken.
const (
	None Level = iota
	Patch
	Minor
	Major
)

// String returns the name that SemVer gives the level.
func (l Level) String() string { return [...]string{"none", "patch", "minor", "major"}[l] }

// Level returns the highest level of all changes.
func (d *Difference) Level() Level {
	level := None
	for _, t := range d.Tables {
		level = max(level, t.Level())
	}
	return level
}

// Level returns the highest level of the table's changes.
func (t *TableChange) Level() Level {
	level := None
	for _, c := range t.Columns {
		level = max(level, c.Kind.Level())
	}
	if t.Before == nil || t.After == nil {
		return level // the table's own coming or going says it all
	}
	for i := range t.Rows {
		level = max(level, t.Rows[i].Level())
	}
	return level
}

// Count returns how many rows came, went and changed.
func (t *TableChange) Count() (added, removed, changed int) {
	for _, r := range t.Rows {
		switch {
		case r.Before == nil:
			added++
		case r.After == nil:
			removed++
		case len(t.Told(r)) > 0:
			changed++
		}
	}
	return added, removed, changed
}

// Told returns the cells of a row that a reader is told of: those of columns
// that both editions have. That a column came or went is said once.
func (t *TableChange) Told(r RowChange) []FieldChange {
	if t.Before == nil || t.After == nil {
		return r.Fields
	}
	var out []FieldChange
	for _, f := range r.Fields {
		if slices.Contains(t.Before.Header, f.Column) && slices.Contains(t.After.Header, f.Column) {
			out = append(out, f)
		}
	}
	return out
}

// Shape returns the newest shape of the table.
func (t *TableChange) Shape() *Shape {
	if t.After != nil {
		return t.After
	}
	return t.Before
}

// Between returns what changes from the old edition to the new one.
func Between(old, new *Edition) *Difference {
	d := &Difference{Old: old, New: new}
	names := map[string]bool{}
	for _, e := range []*Edition{old, new} {
		for _, t := range e.Tables {
			names[t.Name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if t := compare(name, old.Table(name), new.Table(name)); t != nil {
			d.Tables = append(d.Tables, t)
		}
	}
	return d
}

func compare(name string, a, b *Table) *TableChange {
	t := &TableChange{Name: name}
	key := keyOf(a, b)
	switch {
	case a == nil:
		t.After = &b.Shape
		t.Columns = []ColumnChange{{Kind: TableAdded}}
	case b == nil:
		t.Before = &a.Shape
		t.Columns = []ColumnChange{{Kind: TableRemoved}}
	default:
		t.Before, t.After = &a.Shape, &b.Shape
		t.Columns = compareShapes(&a.Shape, &b.Shape)
	}
	t.Rows = compareRows(key, a, b)
	if len(t.Columns)+len(t.Rows) == 0 {
		return nil
	}
	return t
}

// keyOf returns the columns that tell rows apart in both tables: those of the
// key where both have them, else all that both have.
func keyOf(a, b *Table) []string {
	in := func(names []string, t *Table) bool {
		return t == nil || !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(t.Header, n) })
	}
	var keys [2][]string
	for i, t := range []*Table{b, a} {
		if t != nil {
			keys[i] = t.Schema.Key.Values()
		}
	}
	// The same key whichever table comes first: the difference one way must be
	// the inverse of the other.
	if len(keys[0]) > 0 && len(keys[1]) > 0 && (len(keys[1]) < len(keys[0]) || len(keys[1]) == len(keys[0]) && slices.Compare(keys[1], keys[0]) < 0) {
		keys[0], keys[1] = keys[1], keys[0]
	}
	for _, k := range keys {
		if len(k) > 0 && in(k, a) && in(k, b) {
			return k
		}
	}
	first := a
	if first == nil {
		first = b
	}
	var all []string
	for _, h := range first.Header {
		if in([]string{h}, a) && in([]string{h}, b) {
			all = append(all, h)
		}
	}
	slices.Sort(all)
	return all
}

// row is a row with what tells it apart.
type row struct {
	key   []string
	nth   int
	cells []string
}

func (r *row) id() string { return strings.Join(r.key, "\x00") + "\x00" + strconv.Itoa(r.nth) }

// rowsOf returns the rows of a table with their keys; rows of the same key are
// numbered in their order.
func rowsOf(key []string, t *Table) []row {
	if t == nil {
		return nil
	}
	at := make([]int, len(key))
	for i, name := range key {
		at[i] = slices.Index(t.Header, name)
	}
	seen := map[string]int{}
	out := make([]row, len(t.Rows))
	for i, cells := range t.Rows {
		r := row{cells: cells, key: make([]string, len(key))}
		for j, column := range at {
			r.key[j] = cells[column]
		}
		k := strings.Join(r.key, "\x00")
		r.nth = seen[k]
		seen[k]++
		out[i] = r
	}
	return out
}

func compareRows(key []string, a, b *Table) []RowChange {
	before := map[string]*row{}
	olds, news := rowsOf(key, a), rowsOf(key, b)
	for i := range olds {
		before[olds[i].id()] = &olds[i]
	}
	columns := unionOf(shapeOf(a), shapeOf(b))
	var from, to []int
	for _, c := range columns {
		from, to = append(from, indexIn(a, c)), append(to, indexIn(b, c))
	}
	cell := func(cells []string, at int) string {
		if cells == nil || at < 0 {
			return ""
		}
		return cells[at]
	}
	fields := func(x, y []string) []FieldChange {
		var out []FieldChange
		for i, c := range columns {
			if p, q := cell(x, from[i]), cell(y, to[i]); p != q {
				out = append(out, FieldChange{c, p, q})
			}
		}
		return out
	}
	var out []RowChange
	for i := range news {
		r := &news[i]
		old := before[r.id()]
		if old == nil {
			out = append(out, RowChange{Key: r.key, Nth: r.nth, After: r.cells, Fields: fields(nil, r.cells)})
			continue
		}
		delete(before, r.id())
		if changed := fields(old.cells, r.cells); len(changed) > 0 {
			out = append(out, RowChange{Key: r.key, Nth: r.nth, Before: old.cells, After: r.cells, Fields: changed})
		}
	}
	for _, r := range before {
		out = append(out, RowChange{Key: r.key, Nth: r.nth, Before: r.cells, Fields: fields(r.cells, nil)})
	}
	slices.SortFunc(out, func(x, y RowChange) int { return compareKeys(x.Key, x.Nth, y.Key, y.Nth) })
	return out
}

// compareKeys orders rows by key, whole numbers by value.
func compareKeys(a []string, m int, b []string, n int) int {
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		x, okX := table.ParseNumber(a[i])
		y, okY := table.ParseNumber(b[i])
		if okX && okY && x != y {
			return cmp.Compare(x, y)
		}
		if okX != okY { // numbers before texts, so that the order is one
			if okX {
				return -1
			}
			return 1
		}
		return cmp.Compare(a[i], b[i])
	}
	return cmp.Compare(m, n)
}

// unionOf returns the columns of both shapes: those of the newer in its order,
// then those that only the older has.
func unionOf(a, b *Shape) []string {
	var out []string
	if b != nil {
		out = append(out, b.Header...)
	}
	if a != nil {
		for _, h := range a.Header {
			if !slices.Contains(out, h) {
				out = append(out, h)
			}
		}
	}
	return out
}

func shapeOf(t *Table) *Shape {
	if t == nil {
		return nil
	}
	return &t.Shape
}

func indexIn(t *Table, column string) int {
	if t == nil {
		return -1
	}
	return slices.Index(t.Header, column)
}
