package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vitrina/generator/date"
	"vitrina/generator/download"
	"vitrina/generator/upload"
)

// Every table of the real site that was downloaded, dropped back, changes no
// byte of the sources; what is built of them is the same then.
func TestDownloadsDroppedBackChangeNothing(t *testing.T) {
	s := wholeSite(t)
	data, sources := t.TempDir(), t.TempDir()
	tables := 0
	for _, address := range s.Addresses() {
		if path.Dir(address) == "data" && path.Ext(address) == ".csv" {
			tables++
			put(t, filepath.Join(data, path.Base(address)), s.File(address))
		}
	}
	if tables < 80 {
		t.Fatalf("only %d tables", tables)
	}
	written := realSources().(fstest.MapFS)
	for name, f := range written {
		put(t, filepath.Join(sources, name), f.Data)
	}
	var stdout, stderr bytes.Buffer
	if code := run([]string{"import", "--source", sources, data}, &stdout, &stderr); code != exitClean || stderr.Len() > 0 {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	if !strings.HasPrefix(stdout.String(), "nada cambia\n") {
		t.Errorf("it says: %s", stdout.String())
	}
	left := 0
	err := filepath.WalkDir(sources, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(sources, name)
		if err != nil {
			return err
		}
		got, err := os.ReadFile(name)
		if f := written[filepath.ToSlash(rel)]; f == nil || !bytes.Equal(f.Data, got) {
			t.Errorf("%s has changed", rel)
		}
		left++
		return err
	})
	if err != nil || left != len(written) {
		t.Errorf("%d files, %d were written: %v", left, len(written), err)
	}
}

func put(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// The tables of the real site are changed in thousands of cells and taken in:
// each cell arrives, in the sources and in the download of them. Taken in again
// as they were, they leave the sources as they were: byte for byte where the
// change asked for no quotes that were not there.
func TestChangedCellsArriveAndGoBack(t *testing.T) {
	t.Run("plain", func(t *testing.T) { thereAndBack(t, "x", true) })
	t.Run("hard", func(t *testing.T) { thereAndBack(t, " [x]: \"y\" # z, 'w' \\", false) })
}

func thereAndBack(t *testing.T, suffix string, sameBytes bool) {
	sources := realSources().(fstest.MapFS)
	site, found, err := understand(sources)
	if err != nil || found.Errors() > 0 {
		t.Fatal(found, err)
	}
	var original, edited []upload.File
	cells := 0
	for _, p := range site.Tables {
		if p.Schema.IsDerived() {
			continue
		}
		header, rows := download.Cells(site, p.Name)
		original = append(original, asFile(t, p.Name, header, rows))
		for i, row := range rows {
			for column, name := range header {
				f, ok := p.Schema.Field(name)
				if slices.Contains(p.Schema.Key.Values(), name) || !ok {
					continue
				}
				weeks := strings.HasSuffix(name, "_week") // held by a rule, as others by their schema
				if to := other(p.Name, f.Type.Value, name, row[column], f.References.Given() || f.Codes.Given() || f.Pattern.Given() || weeks, i, suffix); to != row[column] {
					row[column] = to
					cells++
				}
			}
		}
		edited = append(edited, asFile(t, p.Name, header, rows))
	}
	if cells < 5000 {
		t.Fatalf("only %d cells are changed", cells)
	}
	takeInto(t, sources, edited, func(changed fstest.MapFS) {
		next, found, err := understand(changed)
		if err != nil || found.Errors() > 0 {
			t.Fatal(found, err)
		}
		for _, f := range edited {
			want, err := csv.NewReader(bytes.NewReader(f.Data)).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			header, rows := download.Cells(next, strings.TrimSuffix(f.Name, ".csv"))
			for i, row := range rows {
				for column, name := range header {
					if !strings.Contains(name, "_label_") && !strings.HasPrefix(name, "url_") && row[column] != want[i+1][column] {
						t.Fatalf("%s, row %d: %s is %q, want %q", f.Name, i, name, row[column], want[i+1][column])
					}
				}
			}
		}
		takeInto(t, changed, original, func(back fstest.MapFS) {
			again, found, err := understand(back)
			if err != nil || found.Errors() > 0 {
				t.Fatal(found, err)
			}
			for _, f := range original {
				header, rows := download.Cells(again, strings.TrimSuffix(f.Name, ".csv"))
				if got := asFile(t, strings.TrimSuffix(f.Name, ".csv"), header, rows); !bytes.Equal(got.Data, f.Data) {
					t.Errorf("%s is another: %s", f.Name, firstDifference(f.Data, got.Data))
				}
			}
			for name, f := range sources {
				if sameBytes && !bytes.Equal(f.Data, back[name].Data) {
					t.Errorf("%s did not become what it was: %s", name, firstDifference(f.Data, back[name].Data))
				}
			}
		})
	})
}

// takeInto takes the files in and hands on the changed sources.
func takeInto(t *testing.T, sources fstest.MapFS, files []upload.File, then func(fstest.MapFS)) {
	t.Helper()
	change, found, err := takeIn(sources, files, upload.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Severity == 0 {
			t.Errorf("%s:%d:%d: %s [%s]", f.File, f.Line, f.Column, f.Message.EN, f.Rule)
		}
	}
	if t.Failed() {
		return
	}
	changed := maps.Clone(sources)
	for name, data := range change.Files {
		if changed[name] == nil {
			t.Fatalf("%s is new", name)
		}
		changed[name] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	then(changed)
}

func asFile(t *testing.T, name string, header []string, rows [][]string) upload.File {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.WriteAll(append([][]string{header}, rows...)); err != nil {
		t.Fatal(err)
	}
	return upload.File{Name: name + ".csv", Data: b.Bytes()}
}

// other is another cell of the same kind, which no check refuses.
func other(table, kind, name, cell string, bound bool, row int, suffix string) string {
	switch {
	case cell == "" || name == "accepts" || table == "codes-rating-scales":
		return cell
	case kind == "list" && row%2 == 0:
		values := strings.Split(cell, "|")
		if len(values) < 2 {
			return cell
		}
		slices.Reverse(values)
		return strings.Join(values, "|")
	case kind == "date" && name != "valid_from" && name != "valid_to" && row%3 == 0:
		return cell[:4]
	case kind == "text" && !bound && name != "scale" && name != "value" && name != "number" && name != "subject" && name != "order":
		return cell + suffix
	}
	return cell
}

func firstDifference(a, b []byte) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return string(a[max(0, i-40):min(len(a), i+60)]) + " | " + string(b[max(0, i-40):min(len(b), i+60)])
		}
	}
	return "one is longer"
}

// The spreadsheet form of every table of the real site, as a spreadsheet program
// saves it after one cell was changed: that cell changes, and nothing else. Where
// the program wrote dates of which nobody can tell day and month, it says so
// instead.
func TestSpreadsheetProgramsChangeOneCell(t *testing.T) {
	sources := realSources().(fstest.MapFS)
	site, found, err := understand(sources)
	if err != nil || found.Errors() > 0 {
		t.Fatal(found, err)
	}
	for at, l := range site.Languages {
		t.Run(l.Code, func(t *testing.T) {
			var files []upload.File
			edits := map[string]string{} // of the tables: the line that tells the change
			for _, p := range site.Tables {
				if p.Schema.IsDerived() || len(p.Rows) == 0 {
					continue
				}
				sheet := download.Sheets(site, p.Name)[at]
				column := slices.IndexFunc(sheet.Names, func(n string) bool {
					f, _ := p.Schema.Field(n)
					return f.Type.Value == "text" && !f.Codes.Given() && !f.References.Given() && !f.Pattern.Given() && !slices.Contains(p.Schema.Key.Values(), n) && strings.HasSuffix(n, "_"+l.Code)
				})
				var b bytes.Buffer
				w := csv.NewWriter(&b)
				w.Comma = rune(sheet.Separator[0])
				rows := [][]string{sheet.Titles}
				for _, row := range sheet.Rows {
					row = slices.Clone(row)
					for i := range row {
						row[i] = asSaved(row[i], l.Code)
					}
					if column >= 0 && row[column] != "" && edits[p.Name] == "" {
						after := row[column] + ", y \"algo\" más"
						edits[p.Name] = fmt.Sprintf(" · %s: %q → %q", sheet.Names[column], row[column], after)
						row[column] = after
					}
					rows = append(rows, row)
				}
				rows = append(rows, make([]string, len(sheet.Titles)))
				if err := w.WriteAll(rows); err != nil {
					t.Fatal(err)
				}
				files = append(files, upload.File{Name: p.Name + ".csv", Data: b.Bytes()})
			}
			_, found, err := takeIn(sources, files, upload.Options{})
			if err != nil {
				t.Fatal(err)
			}
			refused := map[string]bool{}
			for _, f := range found {
				if f.Severity == 0 {
					refused[f.File] = true
					if f.Rule != upload.RuleRewritten {
						t.Errorf("%s:%d:%d: %s [%s]", f.File, f.Line, f.Column, f.Message.EN, f.Rule)
					}
				}
			}
			files = slices.DeleteFunc(files, func(f upload.File) bool {
				if refused[f.Name] {
					delete(edits, strings.TrimSuffix(f.Name, ".csv"))
				}
				return refused[f.Name]
			})
			change, found, err := takeIn(sources, files, upload.Options{})
			if err != nil || found.Errors() > 0 {
				t.Fatal(found, err)
			}
			kept := 0
			for _, f := range found {
				if f.Rule == upload.RuleRewritten {
					kept++
				}
			}
			told := change.Summary("en")
			var cells []string
			for _, line := range told {
				if strings.HasPrefix(line, "  ") {
					cells = append(cells, line)
				}
			}
			for table, edit := range edits {
				if n := slices.IndexFunc(cells, func(line string) bool { return strings.HasSuffix(line, edit) }); n < 0 {
					t.Errorf("%s: the change %s is not told", table, edit)
				}
			}
			if len(cells) != len(edits) || len(change.Files) != len(edits) {
				t.Errorf("%d cells were changed; %d cells of %d files change: %q", len(edits), len(cells), len(change.Files), told)
			}
			if len(edits) < 60 || len(refused) > 10 || kept < 15 {
				t.Errorf("%d changed cells, %d tables refused, %d columns rewritten and kept", len(edits), len(refused), kept)
			}
		})
	}
}

// asSaved is a cell as Excel saves it, in Spanish with the day first, in English
// with the month first.
func asSaved(cell, language string) string {
	switch d, ok := date.Parse(cell); {
	case !ok:
	case d.Day > 0 && language == "es":
		return fmt.Sprintf("%d/%02d/%d", d.Day, d.Month, d.Year)
	case d.Day > 0:
		return fmt.Sprintf("%d/%d/%d", d.Month, d.Day, d.Year)
	case d.Month > 0:
		months := map[string]string{"es": "ene feb mar abr may jun jul ago sep oct nov dic", "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"}
		return fmt.Sprintf("%s-%02d", strings.Fields(months[language])[d.Month-1], d.Year%100)
	}
	switch {
	case cell == "true" && language == "es":
		return "VERDADERO"
	case cell == "false" && language == "es":
		return "FALSO"
	case cell == "true" || cell == "false":
		return strings.ToUpper(cell)
	case len(cell) < 11 && strings.Trim(cell, "0123456789") == "":
		if trimmed := strings.TrimLeft(cell, "0"); trimmed != "" {
			return trimmed
		}
	}
	return cell
}
