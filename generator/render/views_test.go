package render

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
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

	"vitrina/generator/changes"
	"vitrina/generator/describe"
	"vitrina/generator/diag"
	"vitrina/generator/publish"
	"vitrina/generator/source"
	"vitrina/layouts"
)

// A field of a view that is called as one of the frame's would be shown in its
// place, in the head of the page too.
func TestNoViewHidesAFieldOfTheFrame(t *testing.T) {
	frame := reflect.TypeFor[Frame]()
	for name, view := range kinds {
		v := reflect.TypeOf(view)
		for i := range v.NumField() {
			f := v.Field(i)
			if _, hides := frame.FieldByName(f.Name); hides && !f.Anonymous {
				t.Errorf("the view of %s.html hides the field %s of the frame", name, f.Name)
			}
		}
	}
}

// wordy are the packages that ask for words.
var wordy = []string{".", "../download", "../model"}

// usedWords is the list that a language is held to before a page is written:
// it must be what the code asks for.
func TestUsedWordsAreThoseThatTheCodeAsksFor(t *testing.T) {
	asked := map[string]string{}
	prefixes := map[string]string{}
	key := regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+$`)
	var names []string
	for _, folder := range wordy {
		own, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(own) == 0 {
			t.Fatal(folder, err)
		}
		names = append(names, own...)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || name == "used.go" {
			continue
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 0 {
				if f, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"Word", "Fill", "Count", "sentence", "counted"}, f.Sel.Name) {
					where := fmt.Sprint(files.Position(call.Pos()))
					switch arg := call.Args[0].(type) {
					case *ast.BasicLit:
						asked[unquoted(t, arg)] = where
					case *ast.BinaryExpr:
						if prefix, ok := arg.X.(*ast.BasicLit); ok {
							prefixes[unquoted(t, prefix)] = where
						}
					}
				}
			}
			// Keys that are handed on before they are asked for.
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text := unquoted(t, lit); key.MatchString(text) && slices.Contains(usedWords, text) {
					asked[text] = fmt.Sprint(files.Position(lit.Pos()))
				}
			}
			return true
		})
	}
	for _, word := range slices.Sorted(maps.Keys(asked)) {
		if !slices.Contains(usedWords, word) {
			t.Errorf("%s asks for %q, which is not in usedWords", asked[word], word)
		}
	}
	begins := func(word string) bool {
		for prefix := range prefixes {
			if strings.HasPrefix(word, prefix) {
				return true
			}
		}
		return false
	}
	for _, word := range usedWords {
		if asked[word] == "" && !begins(word) {
			t.Errorf("no code asks for %q of usedWords", word)
		}
	}
	for _, prefix := range slices.Sorted(maps.Keys(prefixes)) {
		if !slices.ContainsFunc(usedWords, func(word string) bool { return strings.HasPrefix(word, prefix) }) {
			t.Errorf("%s asks for words that begin with %q, and usedWords has none", prefixes[prefix], prefix)
		}
	}
	if !slices.IsSorted(usedWords) || len(slices.Compact(slices.Clone(usedWords))) != len(usedWords) {
		t.Error("usedWords are not sorted, each once")
	}
}

func unquoted(t *testing.T, lit *ast.BasicLit) string {
	t.Helper()
	if lit.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// changed is the compiled layouts with some files in place of their own.
type changed struct {
	fs.FS
	files map[string]string
}

func (c changed) ReadFile(name string) ([]byte, error) {
	if text, ok := c.files[name]; ok {
		return []byte(text), nil
	}
	return fs.ReadFile(c.FS, name)
}

func loadChanged(t *testing.T, files map[string]string) diag.List {
	t.Helper()
	sources := layouts.Under(os.DirFS("../.."))
	tree, found, err := source.Load(sources, 0)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	_, found, err = Load(changed{sources, files}, tree.Languages, publish.NewMinifier(false))
	if err != nil {
		t.Fatal(err)
	}
	return found.Sorted()
}

func TestLayoutsThatCannotBeUsedAreFindings(t *testing.T) {
	if found := loadChanged(t, nil); len(found) > 0 {
		t.Fatalf("the layouts as they are: %v", found)
	}
	for name, c := range map[string]struct{ file, text, rule, says string }{
		"a field that the view lacks":  {"layouts/theme.html", "{{define \"main\"}}\n<p>{{.Titel}}</p>{{end}}", RuleLayout, "Titel"},
		"a syntax error":               {"layouts/theme.html", "{{define \"main\"}}\n<p>{{.Title</p>{{end}}", RuleLayout, "U+003C"},
		"a word that no language has":  {"layouts/theme.html", "{{define \"main\"}}\n<p>{{word \"nav.mian\"}}</p>{{end}}", "missing-word", "nav.mian"},
		"a field that no row has":      {"layouts/theme.html", "{{define \"main\"}}\n<p>{{range .Parts}}{{.Titel}}{{end}}</p>{{end}}", RuleLayout, "Titel"},
		"a field of an optional link":  {"layouts/commitment.html", "{{define \"main\"}}\n{{with .Previous}}{{.Titel}}{{end}}{{end}}", RuleLayout, "Titel"},
		"a field the frame's part has": {"layouts/frame.html", "{{define \"frame\"}}\n<title>{{.Headding}}</title>{{end}}", RuleLayout, "Headding"},
	} {
		t.Run(name, func(t *testing.T) {
			found := loadChanged(t, map[string]string{c.file: c.text})
			if len(found) == 0 {
				t.Fatal("no finding")
			}
			for _, f := range found {
				if f.Rule != c.rule || !strings.Contains(f.Message.EN, c.says) {
					t.Errorf("%s:%d:%d: %s [%s]", f.File, f.Line, f.Column, f.Message.EN, f.Rule)
				}
				if !strings.HasPrefix(f.File, "layouts/") || f.Rule == "missing-word" && (f.Line != 2 || f.Column != 4) {
					t.Errorf("%v is not the place", f.Pos)
				}
			}
		})
	}
}

// A word that nothing asks for is work for every translator, for nothing.
func TestEveryWordIsUsedAndIsInEveryLanguage(t *testing.T) {
	sources := os.DirFS("../..")
	used := map[string]bool{}
	for _, word := range slices.Concat(usedWords, changes.Words, describe.Words) {
		used[word] = true
	}
	for _, pattern := range []string{"layouts/*.html", "layouts/parts/*.html"} {
		names, err := fs.Glob(sources, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(sources, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range wordAction.FindAllStringSubmatch(string(data), -1) {
				used[m[1]] = true
			}
		}
	}
	tree, _, err := source.Load(layouts.Under(sources), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range tree.Languages {
		for _, key := range l.Keys() {
			if !used[key] {
				t.Errorf("%s: nothing uses %q", l.File, key)
			}
		}
		for key := range used {
			if !l.Has(key) {
				t.Errorf("%s: %q is missing", l.File, key)
			}
		}
	}
}
