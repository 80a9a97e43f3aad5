package check

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"vitrina/generator/diag"
	"vitrina/generator/source"
)

var update = flag.Bool("update", false, "rewrite what the cases expect")

// base is the site that every case writes over.
const base = "testdata/base.txtar"

// sites reads a case: the site in its failing form and its passing twin.
func sites(t testing.TB, archive *txtar.Archive) (fail, pass fstest.MapFS) {
	t.Helper()
	common, err := txtar.ParseFile(base)
	if err != nil {
		t.Fatal(err)
	}
	fail, pass = fstest.MapFS{}, fstest.MapFS{}
	for _, f := range common.Files {
		fail[f.Name], pass[f.Name] = &fstest.MapFile{Data: f.Data}, &fstest.MapFile{Data: f.Data}
	}
	for _, f := range archive.Files {
		file := &fstest.MapFile{Data: unhide(f.Data)}
		switch side, name, _ := strings.Cut(f.Name, "/"); side {
		case "base":
			fail[name], pass[name] = file, file
		case "fail":
			fail[name] = file
		case "pass":
			pass[name] = file
		}
	}
	return fail, pass
}

var hidden = regexp.MustCompile(`\{\{(U\+|0x)([0-9A-F]+)\}\}`)

// unhide puts the characters and bytes into a case that an editor would not
// show: {{U+FEFF}}, {{0xF3}}.
func unhide(data []byte) []byte {
	return hidden.ReplaceAllFunc(data, func(m []byte) []byte {
		parts := hidden.FindSubmatch(m)
		n, err := strconv.ParseUint(string(parts[2]), 16, 32)
		if err != nil {
			panic(err)
		}
		if string(parts[1]) == "0x" {
			return []byte{byte(n)}
		}
		return []byte(string(rune(n)))
	})
}

// findings reads and checks a site.
func findings(t testing.TB, site fstest.MapFS) diag.List {
	t.Helper()
	tree, found, err := source.Load(site, 2)
	if err != nil {
		t.Fatal(err)
	}
	return append(found, Run(tree)...).Sorted()
}

func printed(t testing.TB, site fstest.MapFS, found diag.List, lang string) string {
	t.Helper()
	var b bytes.Buffer
	err := diag.Write(&b, found, "text", lang, func(file string, line int) string {
		f := site[file]
		if f == nil {
			return ""
		}
		lines := strings.Split(string(f.Data), "\n")
		if line > len(lines) {
			return ""
		}
		return strings.TrimSuffix(strings.TrimPrefix(lines[line-1], "\ufeff"), "\r")
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRules(t *testing.T) {
	for _, r := range Rules {
		if laterStages[r.Name] != "" {
			continue
		}
		t.Run(r.Name, func(t *testing.T) {
			file := filepath.Join("testdata", r.Name+".txtar")
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatalf("every rule has a case: %v", err)
			}
			fail, pass := sites(t, archive)
			if found := findings(t, pass); len(found) > 0 {
				t.Errorf("the passing twin has findings:\n%s", printed(t, pass, found, "en"))
			}
			found := findings(t, fail)
			if len(found) == 0 {
				t.Error("the failing form has no findings")
			}
			for _, f := range found {
				if f.Rule != r.Name {
					t.Errorf("%s:%d: the case of %s also finds %s", f.File, f.Line, r.Name, f.Rule)
				}
				if f.Severity != r.Severity {
					t.Errorf("%s:%d: %s is of severity %s, and the rule says %s", f.File, f.Line, f.Rule, f.Severity, r.Severity)
				}
			}
			wants := map[string]string{"want.es": printed(t, fail, found, "es"), "want.en": printed(t, fail, found, "en")}
			if *update {
				rewrite(t, file, archive, wants)
				return
			}
			for _, f := range archive.Files {
				if want, ok := wants[f.Name]; ok {
					if diff := cmp.Diff(string(f.Data), want); diff != "" {
						t.Errorf("%s differs (-want +got):\n%s", f.Name, diff)
					}
					delete(wants, f.Name)
				}
			}
			if len(wants) > 0 {
				t.Errorf("the case does not say what it wants: %v; run with -update", slices.Sorted(maps.Keys(wants)))
			}
		})
	}
}

// laterStages are the rules that only a stage after the checks reports, each
// with the script that is its case.
var laterStages = map[string]string{"layout-syntax": "layouts.txtar", "refused-version": "release.txtar"}

func TestRulesOfLaterStagesHaveACase(t *testing.T) {
	for name, script := range laterStages {
		data, err := os.ReadFile(filepath.Join("..", "testdata", "script", script))
		if err != nil || !bytes.Contains(data, []byte("["+name)) && !bytes.Contains(data, []byte(`\[`+name)) {
			t.Errorf("%s does not find %s: %v", script, name, err)
		}
	}
}

func rewrite(t *testing.T, file string, archive *txtar.Archive, wants map[string]string) {
	t.Helper()
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return wants[f.Name] != "" })
	for _, name := range slices.Sorted(maps.Keys(wants)) {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(wants[name])})
	}
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestEveryCaseHasARule(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txtar")
		if f != base && !slices.ContainsFunc(Rules, func(r Rule) bool { return r.Name == name }) {
			t.Errorf("%s is the case of no rule", f)
		}
	}
}

func TestRulesAreComplete(t *testing.T) {
	if !slices.IsSortedFunc(Rules, func(a, b Rule) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the rules are not sorted by name")
	}
	for _, r := range Rules {
		for what, text := range map[string]string{"What in Spanish": r.What.ES, "What in English": r.What.EN, "Why in Spanish": r.Why.ES, "Why in English": r.Why.EN, "Wrong": r.Wrong, "Right": r.Right} {
			if text == "" || strings.Contains(text, "%!") || strings.HasPrefix(what, "Wh") && strings.HasSuffix(text, ".") {
				t.Errorf("%s: %s is %q", r.Name, what, text)
			}
		}
		if r.Wrong == r.Right {
			t.Errorf("%s: wrong and right are the same", r.Name)
		}
		if file := strings.NewReplacer("-", "_", "utf-8", "utf8").Replace(r.Name) + ".go"; !exists(file) {
			t.Errorf("%s has no file %s", r.Name, file)
		}
	}
	reported := rulesOfReaders(t)
	for name, where := range reported {
		if !slices.ContainsFunc(Rules, func(r Rule) bool { return r.Name == name }) {
			t.Errorf("%s is reported by %s and not in the list", name, where)
		}
	}
	for _, r := range Rules {
		if r.Find == nil && reported[r.Name] == "" && laterStages[r.Name] == "" {
			t.Errorf("%s has no function, and no reader of files reports it", r.Name)
		}
	}
}

// The examples are told in the language of the rest.
func TestRulesAreToldInOneLanguage(t *testing.T) {
	var b bytes.Buffer
	if err := WriteRules(&b, false, "en"); err != nil {
		t.Fatal(err)
	}
	for _, r := range Rules {
		for _, word := range []string{"borrar", "escribir", "editado", "dejó", "archivos", "sigue", "línea", "no tiene", "desde la", "no la da"} {
			for what, text := range map[string]string{r.Wrong: r.WrongEN, r.Right: r.RightEN} {
				if strings.Contains(what, word) && text == "" {
					t.Errorf("%s: %q is not told in English", r.Name, what)
				}
			}
		}
		for _, text := range []string{r.WrongEN, r.RightEN} {
			if text != "" && !strings.Contains(b.String(), indented(text)) {
				t.Errorf("%s: %q is not printed", r.Name, text)
			}
		}
	}
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// rulesOfReaders finds the constants Rule… of the packages that read, since
// their values are the names they report.
func rulesOfReaders(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, dir := range []string{"source", "written", "table", "words"} {
		files, err := filepath.Glob(filepath.Join("..", dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				spec, ok := n.(*ast.ValueSpec)
				if !ok || !strings.HasPrefix(spec.Names[0].Name, "Rule") || len(spec.Values) == 0 {
					return true
				}
				if value, ok := spec.Values[0].(*ast.BasicLit); ok {
					rule, err := strconv.Unquote(value.Value)
					if err != nil {
						t.Fatal(err)
					}
					out[rule] = dir
				}
				return true
			})
		}
	}
	if len(out) < 15 {
		t.Fatalf("only %d rules of readers were found", len(out))
	}
	return out
}

func TestBaseIsClean(t *testing.T) {
	fail, _ := sites(t, &txtar.Archive{})
	if found := findings(t, fail); len(found) > 0 {
		t.Errorf("the common site has findings:\n%s", printed(t, fail, found, "en"))
	}
}

// A draft is checked leniently, and a page can accept a warning with a reason.
func TestDraftsAndAccepts(t *testing.T) {
	site, _ := sites(t, &txtar.Archive{})
	page := func(front string) {
		site["content/es/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Acerca\n" + front + "---\n\n[x](nada.md)\n")}
	}
	rules := func() string {
		var out []string
		for _, f := range findings(t, site) {
			out = append(out, fmt.Sprintf("%s %s", f.Severity, f.Rule))
		}
		return strings.Join(out, ", ")
	}
	for _, c := range []struct{ front, want string }{
		{"", "warning missing-summary, error broken-link"},
		{"draft: true\n", "warning missing-summary, warning broken-link"},
		{"accepts: [\"missing-summary: el texto es corto\"]\n", "error broken-link"},
		{"accepts: [\"broken-link: no importa\"]\n", "warning missing-summary, error unknown-accept, error broken-link"},
		{"draft: true\ntitel: x\n", "warning missing-summary, error unknown-key, warning broken-link"},
	} {
		page(c.front)
		if got := rules(); got != c.want {
			t.Errorf("with %q: got %s, want %s", c.front, got, c.want)
		}
	}
}

// What could not be read is reported once: rows, ids and languages that depend
// on it are not called unknown.
func TestNoConsequences(t *testing.T) {
	for _, c := range []struct{ file, data, want string }{
		{"datasets/entities/entities.csv", "id,name\nmintic\ndnp,Planeación\n", "ragged-row"},
		{"datasets/plans/plans.csv", "id,start\n\"III,2017\n", "csv-syntax"},
		{"content/es/commitments/CO0065.md", "---\nid: \"CO0065\nplan: III\n---\n", "yaml-syntax"},
		{"content/es/commitments/CO0065.md", "id: CO0065\n", "missing-front-matter"},
		{"content/site.yaml", "title: {es: a\nlanguages: [es]\n", "yaml-syntax"},
		{"content/site.yaml", "title: {es: a, en: a}\nlanguages: [es, en, en]\n", "wrong-setting"},
		{"content/site.yaml", "title: {es: a, en: a}\nlanguages: [Español, es, en]\n", "missing-word"},
		{"content/site.yaml", "title: {es: a, en: a}\nlanguages: [es, en, xx]\n", "missing-word"},
		{"layouts/words/en.yaml", "name: \"English\nwords: {}\n", "yaml-syntax"},
		{"datasets/codes/themes/themes.csv", "code;label\nopen-data;x\n", "csv-syntax"},
		{"datasets/entities/entities.csv", "id;name\nmintic;MinTIC\ndnp;x\n", "csv-syntax"},
		{"datasets/plans/schema.yaml", "title: {es: a\n", "yaml-syntax"},
		{"datasets/plans/schema.yaml", "title: {es: a, en: a}\nlicence: CC-BY-4.0\nkey: id\nfields:\n  - {name: id, type: text}\n  - {name: start, type: date}\n", "wrong-type"},
	} {
		site, _ := sites(t, &txtar.Archive{})
		// What is published, and a link to a row, depend on what is broken.
		site[source.RegisterFile] = &fstest.MapFile{Data: []byte("address,kind,id,since\nes/compromisos/co0065/,commitment,CO0065,1.0.0\n" +
			"es/planes/iii/,plan,III,1.0.0\nes/entidades/mintic/,entity,mintic,1.0.0\nes/temas/open-data/,theme,open-data,1.0.0\nes/acerca/,page,about,1.0.0\nes/datos/plans/,dataset,plans,1.0.0\n")}
		site["content/es/plans/III.md"] = &fstest.MapFile{Data: []byte("---\ntitle: III\nsummary: Un plan.\nsources: [deck-2020]\n---\n\nEl [plan](/datasets/plans/plans.csv#III).\n")}
		site["content/en/plans/III.md"] = &fstest.MapFile{Data: []byte("---\ntitle: III\nsummary: A plan.\n---\n")}
		site[c.file] = &fstest.MapFile{Data: []byte(c.data)}
		found := findings(t, site)
		if len(found) != 1 || found[0].Rule != c.want {
			t.Errorf("%s broken: want one %s, got:\n%s", c.file, c.want, printed(t, site, found, "en"))
		}
	}
}

// One slip hides no other of the same file, nor of a file that refers to it.
func TestOneSlipHidesNoOther(t *testing.T) {
	site, _ := sites(t, &txtar.Archive{})
	site["content/es/commitments/CO0065.md"] = &fstest.MapFile{Data: []byte("---\nid: CO0065\nplan: III\ntitle: Algo\nsumary: x\nlead: [mintc]\nstart: 30/02/2017\nsources: [deck-2020]\n---\n")}
	site["datasets/entities/entities.csv"] = &fstest.MapFile{Data: []byte("id,name\nmintic,MinTIC,x\ndnp,\"Planeación\" Nacional\nst\n")}
	var got []string
	for _, f := range findings(t, site) {
		got = append(got, fmt.Sprintf("%s:%d:%d %s", path.Base(f.File), f.Line, f.Column, f.Rule))
	}
	want := []string{"CO0065.md:5:1 unknown-key", "CO0065.md:6:8 unknown-entity", "CO0065.md:7:8 bad-date",
		"entities.csv:2:15 ragged-row", "entities.csv:3:16 csv-syntax", "entities.csv:4:3 ragged-row"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNoSite(t *testing.T) {
	found := findings(t, fstest.MapFS{"content/es/index.md": {Data: []byte("x")}})
	if len(found) != 1 || found[0].Rule != "missing-file" {
		t.Errorf("got %v", found)
	}
}
