package download

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/table"
	"vitrina/generator/written"
)

// cells returns the header and rows of a table as its canonical CSV has them.
func cells(t testing.TB, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// A workbook is read as a program reads it that knows nothing of us: every
// cell comes back as the CSV has it, and none is a formula.
func TestWorkbooksHoldTheCellsOfTheCSV(t *testing.T) {
	compared := 0
	for name, site := range map[string]*model.Site{"small": small(t, model.Options{}), "real": realSite(t)} {
		views := viewsOf(site)
		all, err := writeWorkbook(site, views)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := excelize.OpenReader(bytes.NewReader(all))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range views {
			want := cells(t, appendCSV(nil, v, 0))
			own, err := excelize.OpenReader(bytes.NewReader(appendWorkbook(nil, v, 0)))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range []*excelize.File{own, whole} {
				sheet := v.Name[:min(len(v.Name), 31)]
				got, err := f.GetRows(sheet)
				if err != nil {
					t.Fatal(name, v.Name, err)
				}
				for i, row := range want {
					for j, value := range row {
						at := ""
						if i < len(got) && j < len(got[i]) {
							at = got[i][j]
						}
						if at == "TRUE" || at == "FALSE" {
							at = strings.ToLower(at)
						}
						compared++
						if at != strings.ReplaceAll(value, "\r\n", "\n") {
							t.Errorf("%s: %s, row %d, column %d: %q and the CSV has %q", name, v.Name, i, j, at, value)
						}
						if i > 0 && strings.HasPrefix(value, "=") {
							cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
							if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" {
								t.Errorf("%s: %s!%s is a formula, %q", name, v.Name, cell, formula)
							}
						}
					}
				}
			}
		}
	}
	t.Logf("%d values compared", compared)
}

func TestWorkbookKeepsTypesThatComeBack(t *testing.T) {
	site := small(t, model.Options{})
	for _, v := range viewsOf(site) {
		if v.Name != "milestones" {
			continue
		}
		f, err := excelize.OpenReader(bytes.NewReader(appendWorkbook(nil, v, 0)))
		if err != nil {
			t.Fatal(err)
		}
		header := cells(t, appendCSV(nil, v, 0))[0]
		for column, want := range map[string]excelize.CellType{"order": excelize.CellTypeUnset, "territory": excelize.CellTypeInlineString, "due": excelize.CellTypeInlineString, "public": excelize.CellTypeBool, "target": excelize.CellTypeInlineString} {
			for i, name := range header {
				if name != column {
					continue
				}
				cell, _ := excelize.CoordinatesToCellName(i+1, 4)
				if got, err := f.GetCellType("milestones", cell); err != nil || got != want {
					t.Errorf("%s is of type %v, not %v (%v)", column, got, want, err)
				}
			}
		}
		return
	}
}

func TestSpreadsheetOpensInItsLanguage(t *testing.T) {
	_, sink := write(t, small(t, model.Options{}), 1)
	want := "\ufeffcommitment,order,due,status,target,public,territory,tags,notes\r\n" +
		"CO0001,2,,,1250,false,007,roads,\r\n" +
		"CO0001,3,2013-02,,,,=1+1,,\"dos\nlíneas\"\r\n" +
		"CO0001,10,2013,Done,-0.10,true,05001,Health · roads,\"a · b, c\"\r\n"
	if diff := cmp.Diff(want, string(sink.File("data/excel/en/milestones.csv"))); diff != "" {
		t.Error(diff)
	}
	want = "\ufeffcommitment;order;due;status;target;public;territory;tags;notes\r\n" +
		"CO0001;2;;;1250;false;007;Vías;\r\n" +
		"CO0001;3;2013-02;;;;=1+1;;\"dos\nlíneas\"\r\n" +
		"CO0001;10;2013;Cumplido, del todo;-0,10;true;05001;Salud · Vías;a · b, c\r\n"
	if diff := cmp.Diff(want, string(sink.File("data/excel/es/milestones.csv"))); diff != "" {
		t.Error(diff)
	}
}

// What a person opens in a spreadsheet program has titles over its columns, and
// names where the files for programs have ids.
func TestSpreadsheetSpeaksToPeople(t *testing.T) {
	site := realSite(t)
	for at, l := range site.Languages {
		for _, name := range []string{"commitments", "ratings"} {
			s := Sheets(site, name)[at]
			named := 0
			for i, title := range s.Titles {
				if title == s.Names[i] || strings.Contains(title, "_") {
					t.Errorf("%s, %s: a column is called %q", l.Code, name, title)
				}
				if !s.Named(i) {
					continue
				}
				ids := map[string]bool{}
				for _, codes := range s.Codes(i, "") {
					ids[codes[0]] = true
				}
				for _, row := range s.Rows {
					for _, value := range s.Values(i, row[i]) {
						if ids[value] {
							t.Errorf("%s, %s: %s shows the id %q", l.Code, name, title, value)
						}
						if value != "" {
							named++
						}
					}
				}
			}
			if named == 0 {
				t.Errorf("%s, %s names nothing", l.Code, name)
			}
		}
	}
}

func TestDatabaseIsWholeAndHoldsEveryCell(t *testing.T) {
	for name, site := range map[string]*model.Site{"small": small(t, model.Options{}), "real": realSite(t)} {
		views := viewsOf(site)
		data, err := writeSQLite(site, views)
		if err != nil {
			t.Fatal(name, err)
		}
		file := filepath.Join(t.TempDir(), "all.sqlite")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite", file)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for pragma, want := range map[string]string{"integrity_check": "ok", "foreign_key_check": ""} {
			var got string
			if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil && err != sql.ErrNoRows || got != want {
				t.Errorf("%s: %s says %q (%v)", name, pragma, got, err)
			}
		}
		compared := 0
		for _, v := range views {
			columns := v.written()
			rows, err := db.Query("SELECT * FROM " + quoted(tableName(v.Name)) + " ORDER BY rowid")
			if err != nil {
				t.Fatal(name, err)
			}
			n := 0
			for ; rows.Next(); n++ {
				values := make([]sql.NullString, len(columns))
				into := make([]any, len(columns))
				for i := range values {
					into[i] = &values[i]
				}
				if err := rows.Scan(into...); err != nil {
					t.Fatal(err)
				}
				for i, c := range columns {
					want := v.Rows[n][c.at]
					if f, _ := v.Schema.Field(c.name); f.Type.Value == "boolean" {
						want = map[string]string{"true": "1", "false": "0", "": ""}[want]
					}
					compared++
					if values[i].String != want || values[i].Valid != (want != "") {
						t.Errorf("%s: %s.%s, row %d: %+v, and the cell is %q", name, v.Name, c.name, n, values[i], want)
					}
				}
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
			if n != len(v.Rows) && len(v.Schema.Key) != 0 {
				t.Errorf("%s: %s has %d rows of %d", name, v.Name, n, len(v.Rows))
			}
		}
		labels := 0
		for _, v := range views {
			for i := range v.columns {
				c := &v.columns[i]
				column, language, is := strings.Cut(c.name, "_label_")
				if !is || c.list || v.IsCodeList {
					continue
				}
				rows, err := db.Query("SELECT " + quoted(column) + ", " + quoted(column+"_label") + " FROM " + quoted(tableName(v.Name)+"_"+language))
				if err != nil {
					t.Errorf("%s: %s of %s: %v", name, c.name, v.Name, err)
					continue
				}
				var got, want []string
				for rows.Next() {
					var value, label sql.NullString
					if err := rows.Scan(&value, &label); err != nil {
						t.Fatal(err)
					}
					got = append(got, value.String+": "+label.String)
				}
				if err := rows.Err(); err != nil {
					t.Fatal(err)
				}
				for _, row := range v.Rows {
					want = append(want, row[c.at]+": "+c.label(row, row[c.at]))
				}
				slices.Sort(got)
				slices.Sort(want)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s of the view of %s (-file +view):\n%s", name, c.name, v.Name, diff)
				}
				labels += len(got)
			}
		}
		if labels == 0 {
			t.Errorf("%s: no label was compared", name)
		}
		var joined int
		if err := db.QueryRow("SELECT count(*) FROM sqlite_master WHERE type = 'view'").Scan(&joined); err != nil || joined == 0 {
			t.Errorf("%s: %d views (%v)", name, joined, err)
		}
		t.Logf("%s: %d values, %d views, %d bytes", name, compared, joined, len(data))
	}
}

func TestParquetHoldsTheCellsOfTheCSVInTheirOrder(t *testing.T) {
	for name, site := range map[string]*model.Site{"small": small(t, model.Options{}), "real": realSite(t)} {
		for _, v := range viewsOf(site) {
			if len(v.Rows) == 0 {
				continue
			}
			want := cells(t, appendCSV(nil, v, 0))
			data := appendParquet(nil, v, 0)
			f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(name, v.Name, err)
			}
			var header []string
			for _, c := range f.Root().Columns() {
				header = append(header, c.Name())
			}
			if diff := cmp.Diff(want[0], header); diff != "" {
				t.Errorf("%s: %s: %s", name, v.Name, diff)
			}
			reader := parquet.NewGenericReader[any](f)
			got := make([]any, len(v.Rows))
			if n, err := reader.Read(got); n != len(v.Rows) {
				t.Fatalf("%s: %s: %d rows of %d (%v)", name, v.Name, n, len(v.Rows), err)
			}
			for i, row := range got {
				for j, column := range header {
					if text := parquetText(row.(map[string]any)[column]); text != want[i+1][j] {
						t.Errorf("%s: %s.%s, row %d: %q, and the CSV has %q", name, v.Name, column, i, text, want[i+1][j])
					}
				}
			}
		}
	}
}

// What is left of a removed file is a file of the same form, which says so.
func TestRemovedFilesSaySoInTheirForm(t *testing.T) {
	site := small(t, model.Options{})
	r := removal{Removed: true, Kind: "dataset", ID: "gone", Date: "2015-01-15", Reason: map[string]string{"es": "Se partió; en dos.", "en": "It was split."}}
	want := [][]string{{"removed", "kind", "id", "date", "reason_es", "reason_en", "moved_to"}, {"true", "dataset", "gone", "2015-01-15", "Se partió; en dos.", "It was split.", ""}}
	read := map[string]func(data []byte) [][]string{
		"data/gone.csv": func(data []byte) [][]string { return cells(t, data) },
		"data/excel/es/gone.csv": func(data []byte) [][]string {
			r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
			r.Comma = ';'
			rows, err := r.ReadAll()
			if err != nil || len(rows) != 2 || len(rows[0]) != 6 {
				t.Fatal(rows, err)
			}
			// Readers of Spanish get the reason in Spanish.
			return [][]string{slices.Insert(rows[0], 5, "reason_en"), slices.Insert(rows[1], 5, "It was split.")}
		},
		"data/gone.xlsx": func(data []byte) [][]string {
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			rows, err := f.GetRows(model.RemovedTable)
			if err != nil || len(rows) != 2 {
				t.Fatal(rows, err)
			}
			return [][]string{rows[0], append(rows[1], "")}
		},
		"data/gone.parquet": func(data []byte) [][]string {
			f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			got := make([]any, 1)
			if n, err := parquet.NewGenericReader[any](f).Read(got); n != 1 {
				t.Fatal(err)
			}
			out := make([][]string, 2)
			for _, c := range f.Root().Columns() {
				out[0] = append(out[0], c.Name())
				out[1] = append(out[1], parquetText(got[0].(map[string]any)[c.Name()]))
			}
			return out
		},
	}
	for address, read := range read {
		data := r.as(site, address)
		if diff := cmp.Diff(want, read(data)); diff != "" {
			t.Errorf("%s: %s", address, diff)
		}
		if !bytes.Equal(data, r.as(site, address)) {
			t.Errorf("%s is not the same twice", address)
		}
	}
	for _, address := range []string{"data/gone.json", "data/gone.jsonl", "data/gone.schema.json"} {
		var got struct{ Removed bool }
		if err := json.Unmarshal(r.as(site, address), &got); err != nil || !got.Removed {
			t.Errorf("%s: %v, %v", address, got, err)
		}
	}
	if data := r.as(site, "data/all.zip"); data != nil {
		t.Errorf("an archive says: %q", data)
	}
}

func parquetText(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case []any:
		texts := make([]string, len(v))
		for i, item := range v {
			texts[i] = parquetText(item)
		}
		return strings.Join(texts, "|")
	case map[string]any: // a list
		if list, ok := v["list"].([]any); ok {
			texts := make([]string, len(list))
			for i, item := range list {
				texts[i] = parquetText(item.(map[string]any)["element"])
			}
			return strings.Join(texts, "|")
		}
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []byte:
		return string(v)
	}
	return fmt.Sprint(reflect.Indirect(reflect.ValueOf(value)))
}

func TestArchiveHoldsEveryTableAndItsOwnChecksums(t *testing.T) {
	site := small(t, model.Options{BaseURL: "https://example.org/a/"})
	seal := func(workers int) []byte {
		sink := &publish.Memory{}
		archive := NewArchive(sink)
		report, err := Files(site, archive, workers)
		if err != nil {
			t.Fatal(err)
		}
		sealed, err := archive.Seal(site, report.Listed())
		if err != nil {
			t.Fatal(err)
		}
		if data := sink.File(sealed.Address); sealed.Bytes != len(data) || sealed.SHA256 != fmt.Sprintf("%x", sha256.Sum256(data)) {
			t.Errorf("the archive is not as reported: %+v", sealed)
		}
		return sink.File(sealed.Address)
	}
	data := seal(1)
	if !bytes.Equal(data, seal(8)) {
		t.Error("the archive depends on the number of workers")
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range r.File {
		open, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if got := f.Modified.UTC().Format("2006-01-02"); got != "2014-03-01" {
			t.Errorf("%s is of %s, and not of the as-of date", f.Name, got)
		}
		if _, err := b.ReadFrom(open); err != nil { // verifies the checksum of the archive
			t.Fatal(f.Name, err)
		}
		files[f.Name] = b.Bytes()
	}
	for _, v := range viewsOf(site) {
		if !bytes.Equal(files[v.Name+".csv"], appendCSV(nil, v, 0)) {
			t.Errorf("%s.csv is not there, or another", v.Name)
		}
	}
	book, err := excelize.OpenReader(bytes.NewReader(files["all.xlsx"]))
	if err != nil {
		t.Fatalf("the archive has no workbook that opens: %v", err)
	}
	if got, err := book.GetCellValue("entities", "B2"); err != nil || got != "Ministerio de Tecnologías, y Comunicaciones" {
		t.Errorf("the workbook of the archive says %q (%v)", got, err)
	}
	hasFilters(t, site, files["all.xlsx"])
	if got, want := string(files["leame-Español.txt"]), "\ufeffSitio 1 c 2014 https://example.org/a/data/all.zip"; got != want {
		t.Errorf("README %q, and should be %q", got, want)
	}
	for _, table := range site.Tables { // each language lists it once, under its licence
		groups := strings.Split(string(files["LICENCE.txt"]), "\r\n\r\n")
		named := 0
		for _, group := range groups {
			lines := strings.Split(strings.TrimSpace(group), "\r\n")
			id, _, _ := strings.Cut(lines[0], ":")
			if slices.Contains(strings.Split(lines[len(lines)-1], ", "), table.Name+".csv") && (id == table.Schema.Licence.Value || table.Schema.Licence.Value == "" && id == site.Site.Licences.Data.Value) {
				named++
			}
		}
		if named != len(site.Languages) {
			t.Errorf("LICENCE.txt names %s %d times under its licence", table.Name, named)
		}
	}
	sums := 0
	for line := range strings.Lines(string(files[sumsName])) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if fmt.Sprintf("%x", sha256.Sum256(files[name])) != sum {
			t.Errorf("the checksum of %s is wrong", name)
		}
		sums++
	}
	if sums != len(files)-1 {
		t.Errorf("%d checksums for %d files", sums, len(files)-1)
	}
	rows := cells(t, files["dictionary.csv"])
	described := 0
	for _, v := range viewsOf(site) {
		described += len(v.columns)
	}
	if len(rows)-1 != described {
		t.Errorf("the dictionary describes %d columns of %d", len(rows)-1, described)
	}
}

// formTypes are the types of the columns of the tables that go through the
// forms.
var formTypes = []string{"text", "number", "integer", "boolean", "date", "list"}

// returnTheCells takes a table of formTypes through each form and back to CSV,
// cells that are not of their column's type left out.
func returnTheCells(t *testing.T, site *model.Site, rows [][]string) {
	t.Helper()
	schema, width := &table.Schema{}, len(formTypes)
	for _, name := range formTypes {
		schema.Fields = append(schema.Fields, table.Field{Name: written.Text{Value: name}, Type: written.Text{Value: name}})
	}
	viewed := func(rows [][]string) *view {
		return viewOf(site, &model.Published{Name: "cells", Schema: schema, Header: formTypes, Rows: rows}, nil)
	}
	held := make([][]string, len(rows))
	for i, row := range rows {
		held[i] = make([]string, width)
		for j, cell := range row {
			if kind, _ := table.TypeOf(formTypes[j]); cell != "" && kind.Valid(cell) {
				held[i][j] = cell
			}
		}
	}
	v := viewed(held)
	want := appendCSV(nil, v, 0)
	came := func(by string, rows [][]string) {
		t.Helper()
		if diff := cmp.Diff(string(want), string(appendCSV(nil, viewed(rows), 0))); diff != "" {
			t.Errorf("by %s: %s", by, diff)
		}
	}

	records, err := readStrict(string(want))
	if err != nil {
		t.Fatal(err)
	}
	back := [][]string{}
	for _, r := range records[1:] {
		back = append(back, r.values)
	}
	if diff := cmp.Diff(held, back); diff != "" {
		t.Errorf("by CSV: %s", diff)
	}

	decoder := json.NewDecoder(bytes.NewReader(appendJSON(nil, v, 0)))
	decoder.UseNumber()
	var objects []map[string]any
	if err := decoder.Decode(&objects); err != nil {
		t.Fatal(err)
	}
	back = nil
	for _, o := range objects {
		row := make([]string, width)
		for i, name := range formTypes {
			switch value := o[name].(type) {
			case nil:
			case []any:
				var values []string
				for _, each := range value {
					values = append(values, each.(string))
				}
				row[i] = strings.Join(values, "|")
			default:
				row[i] = fmt.Sprint(value)
			}
		}
		back = append(back, row)
	}
	came("JSON", back)

	book, err := excelize.OpenReader(bytes.NewReader(appendWorkbook(nil, v, 0)))
	if err != nil {
		t.Fatal(err)
	}
	back = nil
	for i := range held {
		row := make([]string, width)
		for j := range row {
			at, _ := excelize.CoordinatesToCellName(j+1, i+2)
			if row[j], err = book.GetCellValue("cells", at); err != nil {
				t.Fatal(err)
			}
			if formTypes[j] == "boolean" {
				row[j] = strings.ToLower(row[j])
			}
			if formula, err := book.GetCellFormula("cells", at); err != nil || formula != "" {
				t.Errorf("%s, %q, is a formula in the workbook: %q (%v)", at, held[i][j], formula, err)
			}
		}
		back = append(back, row)
	}
	came("a workbook", back)
}

// carried reports whether every form can carry a cell. A workbook is XML, which
// has neither control characters below U+0020 but tabs and line ends, nor U+FFFE
// and U+FFFF, and its cells end at 32,767 units of UTF-16.
func carried(cell string) bool {
	return utf8.ValidString(cell) && len(cell) <= 32767 && !strings.ContainsFunc(cell, func(r rune) bool {
		return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
	})
}

// What a workbook cannot carry is lost in it as its description says, and in no
// other form.
func TestAWorkbookCutsCellsThatAreTooLong(t *testing.T) {
	v := viewOf(small(t, model.Options{}), &model.Published{Name: "cells", Schema: &table.Schema{}, Header: []string{"text"}, Rows: [][]string{{strings.Repeat("ñ", 32768)}, {"a\ufffeb"}, {"a\x01b"}}}, nil)
	book, err := excelize.OpenReader(bytes.NewReader(appendWorkbook(nil, v, 0)))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{"A2": strings.Repeat("ñ", 32767), "A3": "a\ufffdb", "A4": "a\ufffdb"} {
		if got, err := book.GetCellValue("cells", at); err != nil || got != want {
			t.Errorf("%s has %d bytes, and should have %d (%v)", at, len(got), len(want), err)
		}
	}
	for _, data := range [][]byte{appendCSV(nil, v, 0), appendJSON(nil, v, 0)} {
		for _, row := range v.Rows[:2] {
			if !bytes.Contains(data, []byte(row[0])) {
				t.Errorf("%.20q is not whole", row[0])
			}
		}
	}
}

// A table of any cells goes through JSON and through a workbook and comes back.
func FuzzFormsReturnTheCells(f *testing.F) {
	for _, seed := range []string{"", "a", "05001", "+57", "=1+1", "-0.10", "1250", "007", "2013-02", "2019-08-31", "1900-01-01", "true", "á|ñ", "|", "a||b", " a ", "a\nb", "a\r\nb", "\r", "<&>\"'", "_x000D_", "_x0041_", "1e5", "123456789012345678", "🧑\u200d🌾", "𐀀|𝒜"} {
		f.Add(seed, "b", "12")
		f.Add(seed, seed, seed)
	}
	site := small(f, model.Options{})
	f.Fuzz(func(t *testing.T, a, b, c string) {
		var rows [][]string
		for _, cell := range []string{a, b, c} {
			if !carried(cell) {
				return
			}
			rows = append(rows, slices.Repeat([]string{cell}, len(formTypes)))
		}
		returnTheCells(t, site, rows)
	})
}

// The same of some hundreds of tables, the same ones in every run.
func TestFormsReturnTheCellsOfGeneratedTables(t *testing.T) {
	site := small(t, model.Options{})
	random := rand.New(rand.NewPCG(1, 2))
	one := func(of ...string) string { return of[random.IntN(len(of))] }
	digits := func(n int) string {
		out := make([]byte, 1+random.IntN(n))
		for i := range out {
			out[i] = byte('0' + random.IntN(10))
		}
		return string(out)
	}
	text := func() string {
		var out strings.Builder
		for range random.IntN(6) {
			out.WriteString(one("a", "ñ", "Á", "n\u0303", " ", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "|", "0", "007", "=", "=1+1", "+57", "-", "@SUM(A1)", "'", "<b>", "&amp;", "\\", "\\u0041", "_x000D_", "_x005F_", "🧑\u200d🌾", "🇨🇴", "𐀀", "\U0010FFFD", "\ufffd", "\u2028", "null", "true"))
		}
		return out.String()
	}
	cells := map[string]func() string{
		"text": func() string {
			return one(text(), text(), digits(20), "0"+digits(6), "="+digits(2)+"+"+digits(2), "2013-02", "true", "1e5", "")
		},
		"number":  func() string { return one("", "-") + one(digits(20), digits(3)+"."+digits(12), "0."+digits(3)) },
		"integer": func() string { return one("", "-") + one(digits(3), digits(20), "0") },
		"boolean": func() string { return one("true", "false", "") },
		"date": func() string {
			return one(fmt.Sprintf("%04d", 1+random.IntN(9999)), fmt.Sprintf("%d-%02d", 1850+random.IntN(250), 1+random.IntN(12)), fmt.Sprintf("%d-%02d-%02d", 1850+random.IntN(250), 1+random.IntN(12), 1+random.IntN(31)))
		},
		"list": func() string { return one("", text(), text()+"|"+text(), text()+"|"+digits(3)+"|"+text()) },
	}
	for n := range 300 {
		rows := make([][]string, random.IntN(8))
		for i := range rows {
			for _, name := range formTypes {
				cell := ""
				if random.IntN(6) > 0 {
					cell = cells[name]()
				}
				rows[i] = append(rows[i], cell)
			}
		}
		returnTheCells(t, site, rows)
		if t.Failed() {
			t.Fatalf("table %d: %q", n, rows)
		}
	}
}

// The dictionary of the archive tells the unit of each column that has one.
func TestTheDictionaryTellsUnits(t *testing.T) {
	site := realSite(t)
	rows, err := csv.NewReader(bytes.NewReader(dictionaryOf(site))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(rows[0], "unit_en")
	if at < 0 {
		t.Fatalf("the dictionary has the columns %v", rows[0])
	}
	units := 0
	for _, row := range rows[1:] {
		f, _ := site.Table(row[0]).Schema.Field(row[1])
		if want := f.Unit.Or("en"); row[at] != want {
			t.Errorf("%s, %s: the unit is %q and not %q", row[0], row[1], row[at], want)
		} else if want != "" {
			units++
		}
	}
	if units == 0 {
		t.Error("no column has a unit")
	}
}

// hasFilters fails where a sheet of the workbook of the whole site has no filter
// over all its rows.
func hasFilters(t *testing.T, site *model.Site, workbook []byte) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range viewsOf(site) {
		part, err := fs.ReadFile(r, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+2)) // the first explains
		if err != nil {
			t.Fatal(err)
		}
		last, err := excelize.CoordinatesToCellName(len(v.columns), len(v.Rows)+1, true)
		if err != nil {
			t.Fatal(err)
		}
		if filter := `<autoFilter ref="$A$1:` + last + `">`; strings.Contains(string(part), filter) != (len(v.Rows) > 0) {
			t.Errorf("the sheet of %s has no filter over $A$1:%s, or one over nothing", v.Name, last)
		}
	}
}
