package main

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

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
				if to := other(p.Name, f.Type.Value, name, row[column], f.References.Given() || f.Codes.Given() || f.Pattern.Given(), i, suffix); to != row[column] {
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
