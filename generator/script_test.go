package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the scripts expect")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"vitrina": main})
}

// TestScripts runs testdata/script/*.txtar: whole small sites and the command
// line. Each runs in a folder with the site of testdata/site.txtar, its own
// files in place of the site's.
func TestScripts(t *testing.T) {
	small, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := filepath.Abs("../layouts")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LAYOUTS", compiled)
			for _, f := range small.Files {
				name := filepath.Join(e.WorkDir, filepath.FromSlash(f.Name))
				if _, err := os.Stat(name); err == nil {
					continue
				}
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					return err
				}
				if err := os.WriteFile(name, f.Data, 0o644); err != nil {
					return err
				}
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"remember": remember, "unchanged": unchanged, "published": published, "files": files, "append": appendLines, "dated": dated,
		},
	})
}

// digest is of all names, modes and bytes below a folder.
func digest(dir string) (string, error) {
	h := sha256.New()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %v\n", rel, info.Mode())
		if d.Type().IsRegular() {
			data, err := os.ReadFile(name)
			fmt.Fprintf(h, "%d %s\n", len(data), data)
			return err
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return "nothing", nil
	}
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

// remember DIR notes what a folder holds, for unchanged.
func remember(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: remember DIR")
	}
	sum, err := digest(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Setenv("REMEMBERED", sum)
}

// unchanged DIR fails unless a folder holds what was remembered, byte for byte.
func unchanged(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: [!] unchanged DIR")
	}
	sum, err := digest(ts.MkAbs(args[0]))
	ts.Check(err)
	if same := sum == ts.Getenv("REMEMBERED"); same == neg {
		ts.Fatalf("%s has changed: %v", args[0], !same)
	}
}

// appendLines FILE FROM TEXT appends to a file the lines of another that hold a
// text, as somebody does who copies them.
func appendLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: append FILE FROM TEXT")
	}
	out := ts.ReadFile(args[0])
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		if strings.Contains(line, args[2]) {
			out += line
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(out), 0o644))
}

// published DIR fails unless a host can read every file below a folder: 0644,
// folders 0755.
func published(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: published DIR")
	}
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o644)
		if d.IsDir() {
			want = 0o755 | fs.ModeDir
		}
		if info.Mode() != want {
			return fmt.Errorf("%s has the mode %v, want %v", name, info.Mode(), want)
		}
		return nil
	}))
}

// dated DIR OTHER fails unless data/index.json of two builds of the same sources
// for two dates says of each file when it was updated, and as of when exactly
// where the two files differ. It prints the address and the day of each.
func dated(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: dated DIR OTHER")
	}
	var index struct {
		AsOf  string `json:"as_of"`
		Files []struct {
			Address, Updated, Licence string
			AsOf                      string `json:"as_of"`
		}
	}
	data, err := os.ReadFile(filepath.Join(ts.MkAbs(args[0]), "data/index.json"))
	ts.Check(err)
	ts.Check(json.Unmarshal(data, &index))
	for _, f := range index.Files {
		one, err := os.ReadFile(filepath.Join(ts.MkAbs(args[0]), f.Address))
		ts.Check(err)
		other, err := os.ReadFile(filepath.Join(ts.MkAbs(args[1]), f.Address))
		ts.Check(err)
		switch differ := !bytes.Equal(one, other); {
		case f.Updated == "" || f.Licence == "":
			ts.Fatalf("%s has no day or no licence", f.Address)
		case f.AsOf != "" && f.AsOf != index.AsOf:
			ts.Fatalf("%s is as of %s", f.Address, f.AsOf)
		case differ != (f.AsOf != ""):
			ts.Fatalf("%s is as of %q, and it differs between two dates: %v", f.Address, f.AsOf, differ)
		}
		fmt.Fprintln(ts.Stdout(), f.Address, f.Updated)
	}
	if len(index.Files) == 0 {
		ts.Fatalf("there are no files")
	}
}

// files DIR prints the names of the files below a folder, in order.
func files(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: files DIR")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		fmt.Fprintln(ts.Stdout(), filepath.ToSlash(rel))
		return err
	}))
}
