package download

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver, in Go alone

	"vitrina/generator/model"
	"vitrina/generator/table"
)

var allSQLite = Whole{Name: "sqlite", Address: folder + "all.sqlite", MediaType: "application/vnd.sqlite3", write: writeSQLite}

// writeSQLite makes one database of all tables, in memory. A table has the
// name it has in the data with _ for -, and the columns that were written:
// labels stand in the tables of the code lists, which the columns refer to.
//
//   - An empty cell is NULL. Integers and numbers are so only where the same
//     digits come back; a boolean is 0 or 1; all else is text.
//   - The key of a table is its primary key, a reference to a table with a key
//     of one column a foreign key, codes too.
//   - A column with several values stays as written, and has a table of its own
//     besides, TABLE__COLUMN: the key of the row, position (from 1), value.
//   - The view TABLE_LANGUAGE has the table with the labels of that language
//     beside the codes; the view _codes has the codes of all lists, for a
//     value whose list stands in the column scale.
//   - The tables _tables and _columns describe the others.
func writeSQLite(site *model.Site, views []*view) ([]byte, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, fmt.Errorf("opening a database in memory: %w", err)
	}
	defer db.Close()
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("opening a database in memory: %w", err)
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("beginning to fill the database: %w", err)
	}
	d := &database{tx: tx, views: map[string]*view{}}
	for _, v := range views {
		d.views[v.Name] = v
	}
	if err := errors.Join(d.fill(site, views), tx.Commit()); err != nil {
		return nil, fmt.Errorf("filling the database: %w", err)
	}
	if _, err := conn.ExecContext(ctx, "VACUUM"); err != nil {
		return nil, fmt.Errorf("packing the database: %w", err)
	}
	var data []byte
	err = conn.Raw(func(driver any) error {
		data, err = driver.(interface{ Serialize() ([]byte, error) }).Serialize()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the finished database: %w", err)
	}
	return data, nil
}

type database struct {
	tx    *sql.Tx
	views map[string]*view
	// lists is set where there is a view of the codes of all lists.
	lists bool
}

// tableName is the name of a table in the database.
func tableName(name string) string { return strings.ReplaceAll(name, "-", "_") }

// quoted puts a name of the database in quotes. Names are of letters, digits
// and _ alone, as the checks ensure.
func quoted(name string) string { return `"` + name + `"` }

func (d *database) exec(statement string, values ...any) error {
	if _, err := d.tx.Exec(statement, values...); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

func (d *database) fill(site *model.Site, views []*view) error {
	if err := d.describe(site, views); err != nil {
		return err
	}
	for _, v := range views {
		if err := d.table(v); err != nil {
			return err
		}
	}
	if err := d.codes(site, views); err != nil {
		return err
	}
	for _, v := range views {
		if v.IsCodeList {
			continue
		}
		for _, l := range site.Languages {
			if err := d.labels(v, l.Code); err != nil {
				return err
			}
		}
	}
	return nil
}

// describe fills the tables that describe the others.
func (d *database) describe(site *model.Site, views []*view) error {
	title := []string{}
	for _, l := range site.Languages {
		title = append(title, "title_"+l.Code+" TEXT", "description_"+l.Code+" TEXT")
	}
	texts := strings.Join(title, ", ")
	marks := strings.Repeat(", ?", len(title))
	err := errors.Join(
		d.exec(`CREATE TABLE "_tables" (name TEXT PRIMARY KEY, rows INTEGER, licence TEXT, `+texts+`)`),
		d.exec(`CREATE TABLE "_columns" ("table" TEXT, name TEXT, type TEXT, "references" TEXT, `+texts+`, PRIMARY KEY ("table", name))`))
	if err != nil {
		return err
	}
	for _, v := range views {
		values := []any{tableName(v.Name), len(v.Rows), v.Schema.Licence.Value}
		for _, l := range site.Languages {
			values = append(values, v.Schema.Title.Or(l.Code), v.Schema.Description.Or(l.Code))
		}
		if err := d.exec(`INSERT INTO "_tables" VALUES (?, ?, ?`+marks+`)`, values...); err != nil {
			return err
		}
		for _, c := range v.written() {
			f, _ := v.Schema.Field(c.name)
			values := []any{tableName(v.Name), c.name, f.Type.Value, orNull(tableName(referred(f)))}
			for _, l := range site.Languages {
				values = append(values, f.Title.Or(l.Code), f.Description.Or(l.Code))
			}
			if err := d.exec(`INSERT INTO "_columns" VALUES (?, ?, ?, ?`+marks+`)`, values...); err != nil {
				return err
			}
		}
	}
	return nil
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// written are the columns that an author wrote.
func (v *view) written() []*column {
	var out []*column
	for i := range v.columns {
		if v.columns[i].kind == cellColumn {
			out = append(out, &v.columns[i])
		}
	}
	return out
}

// referred is the name of the published table that the values of a field are
// keys of, or "".
func referred(f table.Field) string {
	switch {
	case f.Codes.Given():
		return strings.ReplaceAll(codesPrefix+f.Codes.Value, "/", "-")
	case f.References.Given():
		return table.Name(f.References.Value)
	}
	return ""
}

// foreign is the clause by which a column refers to the key of another table;
// "" where it refers to none, or to one that is not a single column.
func (d *database) foreign(f table.Field) string {
	other := d.views[referred(f)]
	if other == nil || len(other.Schema.Key) != 1 || !slices.Contains(other.Header, other.Schema.Key[0].Value) {
		return ""
	}
	return " REFERENCES " + quoted(tableName(other.Name)) + " (" + quoted(other.Schema.Key[0].Value) + ") DEFERRABLE INITIALLY DEFERRED"
}

// stored is how a column is kept: the type, and the value of a cell.
func stored(v *view, c *column) (kind string, value func(cell string) any) {
	f, _ := v.Schema.Field(c.name)
	switch {
	case f.Type.Value == "integer" && v.all(c, fitsInteger):
		return "INTEGER", func(cell string) any { n, _ := strconv.ParseInt(cell, 10, 64); return n }
	case f.Type.Value == "number" && v.all(c, fitsNumber):
		return "REAL", func(cell string) any { n, _ := strconv.ParseFloat(cell, 64); return n }
	case f.Type.Value == "boolean" && c.bare != nil:
		return "INTEGER", func(cell string) any {
			if cell == "true" {
				return 1
			}
			return 0
		}
	}
	return "TEXT", func(cell string) any { return cell }
}

// table makes a table, those of its columns with several values, and fills
// them.
func (d *database) table(v *view) error {
	columns := v.written()
	name := quoted(tableName(v.Name))
	var clauses, key []string
	values := make([]func(string) any, len(columns))
	kinds := map[string]string{}
	for i, c := range columns {
		f, _ := v.Schema.Field(c.name)
		kind, value := stored(v, c)
		values[i] = value
		kinds[c.name] = kind
		clause := quoted(c.name) + " " + kind
		if !c.list {
			clause += d.foreign(f)
		}
		clauses = append(clauses, clause)
	}
	for _, k := range v.Schema.Key {
		if _, ok := kinds[k.Value]; ok {
			key = append(key, k.Value)
		}
	}
	if len(key) > 0 {
		clauses = append(clauses, "PRIMARY KEY ("+quotedAll(key)+")")
	}
	if err := d.exec("CREATE TABLE " + name + " (" + strings.Join(clauses, ", ") + ")"); err != nil {
		return err
	}
	insert, err := d.tx.Prepare("INSERT INTO " + name + " VALUES (?" + strings.Repeat(", ?", len(columns)-1) + ")")
	if err != nil {
		return fmt.Errorf("preparing to fill %s: %w", name, err)
	}
	defer insert.Close()
	row := make([]any, len(columns))
	for n, cells := range v.Rows {
		for i, c := range columns {
			row[i] = nil
			if cell := cells[c.at]; cell != "" {
				row[i] = values[i](cell)
			}
		}
		if _, err := insert.Exec(row...); err != nil {
			return fmt.Errorf("row %d of %s: %w", n+1, name, err)
		}
	}
	for _, c := range columns {
		if c.list && len(key) > 0 && !slices.Contains(key, c.name) {
			if err := d.several(v, c, key, kinds); err != nil {
				return err
			}
		}
	}
	return nil
}

func quotedAll(names []string) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = quoted(n)
	}
	return strings.Join(all, ", ")
}

// several makes the table of a column with several values a cell.
func (d *database) several(v *view, c *column, key []string, kinds map[string]string) error {
	f, _ := v.Schema.Field(c.name)
	name := quoted(tableName(v.Name) + "__" + c.name)
	var clauses []string
	var from []*column
	for _, k := range key {
		clauses = append(clauses, quoted(k)+" "+kinds[k])
		for _, other := range v.written() {
			if other.name == k {
				from = append(from, other)
			}
		}
	}
	clauses = append(clauses, `"position" INTEGER`, `"value" TEXT`+d.foreign(f),
		"PRIMARY KEY ("+quotedAll(key)+`, "position")`,
		"FOREIGN KEY ("+quotedAll(key)+") REFERENCES "+quoted(tableName(v.Name))+" ("+quotedAll(key)+") DEFERRABLE INITIALLY DEFERRED")
	if err := d.exec("CREATE TABLE " + name + " (" + strings.Join(clauses, ", ") + ")"); err != nil {
		return err
	}
	insert, err := d.tx.Prepare("INSERT INTO " + name + " VALUES (" + strings.Repeat("?, ", len(key)) + "?, ?)")
	if err != nil {
		return fmt.Errorf("preparing to fill %s: %w", name, err)
	}
	defer insert.Close()
	for _, cells := range v.Rows {
		for i, value := range table.SplitList(cells[c.at]) {
			row := make([]any, 0, len(key)+2)
			for _, k := range from {
				_, convert := stored(v, k)
				row = append(row, convert(cells[k.at]))
			}
			if _, err := insert.Exec(append(row, i+1, value)...); err != nil {
				return fmt.Errorf("filling %s: %w", name, err)
			}
		}
	}
	return nil
}

// codes makes the view of the codes of all lists, for columns whose list is
// named in each row.
func (d *database) codes(site *model.Site, views []*view) error {
	var parts []string
	for _, v := range views {
		if !v.IsCodeList || len(v.Schema.Key) != 1 {
			continue
		}
		part := "SELECT '" + strings.ReplaceAll(strings.TrimPrefix(v.Name, "codes-"), "'", "''") + "' AS list, " + quoted(v.Schema.Key[0].Value) + " AS code"
		for _, l := range site.Languages {
			label := "NULL"
			if name := "label_" + l.Code; slices.Contains(v.Header, name) {
				label = quoted(name)
			}
			part += ", " + label + " AS " + quoted("label_"+l.Code)
		}
		parts = append(parts, part+" FROM "+quoted(tableName(v.Name)))
	}
	if len(parts) == 0 {
		return nil
	}
	d.lists = true
	return d.exec(`CREATE VIEW "_codes" AS ` + strings.Join(parts, " UNION ALL "))
}

// labels makes the view of a table with the labels of its codes in a language.
func (d *database) labels(v *view, code string) error {
	var joins []string
	columns := []string{"t.*"}
	for _, c := range v.written() {
		f, _ := v.Schema.Field(c.name)
		if d.lists && c.name == "value" && slices.Contains(v.Header, "scale") {
			as := "c" + strconv.Itoa(len(joins)+1)
			columns = append(columns, as+"."+quoted("label_"+code)+" AS "+quoted(c.name+"_label"))
			joins = append(joins, `LEFT JOIN "_codes" `+as+" ON "+as+`.list = t."scale" AND `+as+".code = t."+quoted(c.name))
			continue
		}
		list := d.views[referred(f)]
		if c.list || !f.Codes.Given() || list == nil || !slices.Contains(list.Header, "label_"+code) || d.foreign(f) == "" {
			continue
		}
		as := "c" + strconv.Itoa(len(joins)+1)
		columns = append(columns, as+"."+quoted("label_"+code)+" AS "+quoted(c.name+"_label"))
		joins = append(joins, "LEFT JOIN "+quoted(tableName(list.Name))+" "+as+" ON "+as+"."+quoted(list.Schema.Key[0].Value)+" = t."+quoted(c.name))
	}
	if len(joins) == 0 {
		return nil
	}
	return d.exec("CREATE VIEW " + quoted(tableName(v.Name)+"_"+code) + " AS SELECT " + strings.Join(columns, ", ") + " FROM " + quoted(tableName(v.Name)) + " t " + strings.Join(joins, " "))
}
