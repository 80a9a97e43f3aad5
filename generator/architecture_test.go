package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/source"
)

// code is the parsed files of a package, without its tests.
type code struct {
	name  string // as in the manual's table
	files []*ast.File
}

// packages returns the packages of the module by their names in the manual.
func packages(t *testing.T) map[string]*code {
	t.Helper()
	out := map[string]*code{}
	set := token.NewFileSet()
	for _, root := range []string{".", "../layouts"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if d.Name() == "testdata" {
					return fs.SkipDir
				}
				return nil
			}
			if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return nil
			}
			file, err := parser.ParseFile(set, name, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			key := filepath.ToSlash(filepath.Dir(name))
			switch key {
			case ".":
				key = "main"
			case "../layouts":
				key = "layouts"
			}
			if out[key] == nil {
				out[key] = &code{name: key}
			}
			out[key].files = append(out[key].files, file)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// imports returns the paths that a package imports.
func (c *code) imports(t *testing.T) []string {
	t.Helper()
	all := map[string]bool{}
	for _, file := range c.files {
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			all[path] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// doc returns the package comment.
func (c *code) doc() string {
	for _, file := range c.files {
		if file.Doc != nil {
			return file.Doc.Text()
		}
	}
	return ""
}

var gap = regexp.MustCompile(`\s{2,}`)

// manualTable returns the table of the manual whose header begins with the
// given cell: the rows' cells, by the first.
func manualTable(t *testing.T, first string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	inside := false
	for line := range strings.Lines(packages(t)["main"].doc()) {
		cells := gap.Split(strings.TrimSpace(line), -1)
		switch {
		case strings.HasPrefix(line, "\t") && cells[0] == first:
			inside = true
		case !strings.HasPrefix(line, "\t"):
			inside = false
		case inside:
			out[cells[0]] = cells[1:]
		}
	}
	if len(out) == 0 {
		t.Fatalf("doc.go has no table that begins with %q", first)
	}
	return out
}

// The table of doc.go is the law: a package imports what its line allows.
func TestPackagesImportWhatTheManualAllows(t *testing.T) {
	table := manualTable(t, "package")
	all := packages(t)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(all)), slices.Sorted(maps.Keys(table))); diff != "" {
		t.Errorf("packages (-code +manual):\n%s", diff)
	}
	for name, c := range all {
		row := table[name]
		if len(row) != 2 {
			continue // reported above
		}
		allowed := strings.Fields(row[0])
		for _, path := range c.imports(t) {
			ours := strings.TrimPrefix(path, "vitrina/generator/")
			if path == "vitrina/layouts" {
				ours = "layouts"
			}
			if strings.HasPrefix(path, "vitrina/") && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s, which the manual does not allow", name, ours)
			}
		}
	}
}

func TestEachLibraryHasOneHome(t *testing.T) {
	for library, row := range manualTable(t, "library") {
		var homes []string
		for name, c := range packages(t) {
			for _, path := range c.imports(t) {
				if (path == library || strings.HasPrefix(path, library+"/")) && !slices.Contains(homes, name) {
					homes = append(homes, name)
				}
			}
		}
		if !slices.Equal(homes, row) {
			t.Errorf("%s is imported by %v, and its home is %v", library, homes, row)
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	for name, c := range packages(t) {
		begin := "Package " + filepath.Base(name) + " "
		switch name {
		case "main":
			begin = "Vitrina "
		case "corpus/measure":
			begin = "Measure "
		}
		if !strings.HasPrefix(c.doc(), begin) {
			t.Errorf("the comment of package %s does not begin with %q", name, begin)
		}
		n := 0
		for _, file := range c.files {
			if file.Doc != nil {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d files of package %s have a package comment", n, name)
		}
	}
}

func TestExportedNamesAreDocumented(t *testing.T) {
	for name, c := range packages(t) {
		report := func(what string, doc *ast.CommentGroup) {
			if text := doc.Text(); !strings.HasPrefix(text, what) && !strings.HasPrefix(text, "A "+what) && !strings.HasPrefix(text, "An "+what) {
				t.Errorf("%s: the comment of %s does not begin with its name: %.40q", name, what, text)
			}
		}
		for _, file := range c.files {
			for _, decl := range file.Decls {
				switch d := decl.(type) {
				case *ast.FuncDecl:
					if d.Name.IsExported() && receiverIsExported(d) {
						report(d.Name.Name, d.Doc)
					}
				case *ast.GenDecl:
					for _, spec := range d.Specs {
						switch s := spec.(type) {
						case *ast.TypeSpec:
							if s.Name.IsExported() {
								doc := s.Doc
								if doc == nil {
									doc = d.Doc
								}
								report(s.Name.Name, doc)
							}
						case *ast.ValueSpec:
							// A comment may speak for a whole group.
							if s.Names[0].IsExported() && s.Doc.Text()+s.Comment.Text()+d.Doc.Text() == "" {
								t.Errorf("%s: %s has no comment", name, s.Names[0].Name)
							}
						}
					}
				}
			}
		}
	}
}

func receiverIsExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	receiver := d.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	if generic, ok := receiver.(*ast.IndexExpr); ok {
		receiver = generic.X
	}
	name, ok := receiver.(*ast.Ident)
	return ok && name.IsExported()
}

// The manual, the program and its help know the same commands and flags.
func TestTheManualNamesTheCommandsAndTheirFlags(t *testing.T) {
	_, section, _ := strings.Cut(packages(t)["main"].doc(), "# Commands\n")
	section, _, _ = strings.Cut(section, "\n# ")
	told := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\t([a-z]+)  (.*)$`).FindAllStringSubmatch(section, -1) {
		told[m[1]] = m[2]
	}
	flag := regexp.MustCompile(`--([a-z-]+)`)
	var names []string
	for _, c := range commands(io.Discard, io.Discard).Commands() {
		if c.Name() == "help" || c.Name() == "completion" {
			continue
		}
		names = append(names, c.Name())
		flags := func(text string) []string {
			all := map[string]bool{}
			for _, m := range flag.FindAllStringSubmatch(text, -1) {
				all[m[1]] = true
			}
			return slices.Sorted(maps.Keys(all))
		}
		if diff := cmp.Diff(flags(c.LocalNonPersistentFlags().FlagUsages()), flags(told[c.Name()])); diff != "" {
			t.Errorf("flags of %s (-program +manual):\n%s", c.Name(), diff)
		}
	}
	slices.Sort(names)
	if diff := cmp.Diff(names, slices.Sorted(maps.Keys(told))); diff != "" {
		t.Errorf("commands (-program +manual):\n%s", diff)
	}
}

// A clock, the environment and the disk belong to the command line and to the
// packages that write; a stage that used them would not be the same twice.
func TestStagesAskNeitherClockNorEnvironmentNorDisk(t *testing.T) {
	allowed := map[string][]string{
		"main": {"time.Now", "os"}, "publish": {"os"}, "preview": {"time.Now", "os", "net"},
		"corpus": {"os", "time.Now"}, "corpus/measure": {"os", "time.Now"},
	}
	for name, c := range packages(t) {
		for _, path := range c.imports(t) {
			if (path == "os" || path == "os/exec" || path == "net" || path == "net/http" || path == "math/rand" || path == "math/rand/v2") && name != "corpus/measure" &&
				!slices.Contains(allowed[name], strings.Split(path, "/")[0]) && name != "corpus" {
				t.Errorf("%s imports %s", name, path)
			}
		}
		for _, file := range c.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok && (s.Sel.Name == "Now" || s.Sel.Name == "Since") {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" && !slices.Contains(allowed[name], "time.Now") {
						t.Errorf("%s asks the clock", name)
					}
				}
				return true
			})
		}
	}
}

// A test that does not run says nothing. (Fuzzing passes over inputs that
// cannot occur, and -short is asked for, which are other things.)
func TestNoTestIsSkipped(t *testing.T) {
	for _, root := range []string{".", "../layouts"} {
		set := token.NewFileSet()
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, decl := range file.Decls {
				f, ok := decl.(*ast.FuncDecl)
				if !ok || strings.HasPrefix(f.Name.Name, "Fuzz") {
					continue
				}
				ast.Inspect(f, func(n ast.Node) bool {
					if i, ok := n.(*ast.IfStmt); ok && isShort(i.Cond) {
						return false
					}
					if s, ok := n.(*ast.SelectorExpr); ok && strings.HasPrefix(s.Sel.Name, "Skip") {
						if x, ok := s.X.(*ast.Ident); ok && (x.Name == "t" || x.Name == "b") {
							t.Errorf("%s skips a test", set.Position(s.Pos()))
						}
					}
					return true
				})
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func isShort(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	s, ok := call.Fun.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Short"
}

// Whoever edits content/site.yaml finds each of its keys explained, in both
// languages.
func TestEditorsFindEveryKeyOfTheSiteExplained(t *testing.T) {
	data, err := os.ReadFile("../content/README.md")
	if err != nil {
		t.Fatal(err)
	}
	spanish, english, ok := strings.Cut(string(data), "\n# The texts and the commitments\n")
	if !ok {
		t.Fatal("the manual of editors has no English half")
	}
	for field := range reflect.TypeFor[source.Site]().Fields() {
		key := field.Tag.Get("yaml")
		if key == "" {
			continue
		}
		for language, text := range map[string]string{"Spanish": spanish, "English": english} {
			explained := false
			for line := range strings.Lines(text) {
				explained = explained || strings.HasPrefix(line, "|") && strings.Contains(strings.SplitN(line, "|", 3)[1], "`"+key+"`")
			}
			if !explained {
				t.Errorf("content/README.md does not explain %s in %s", key, language)
			}
		}
	}
}
