package check

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/diag"
)

// mistake is one slip planted in the real sources. What is wrong stands in the
// edit between ⟦ and ⟧, which are taken away again before anything is read; a
// mistake about a whole file, or about something that is not there, says its
// place instead.
type mistake struct {
	rule string
	file string
	edit func(text string) string
	at   *diag.Pos
}

// replace writes new over the first match of a regular expression.
func replace(pattern, new string) func(string) string {
	return func(text string) string {
		at := regexp.MustCompile(`(?m)` + pattern).FindStringIndex(text)
		if at == nil {
			panic("the sources have changed: nothing matches " + pattern)
		}
		return text[:at[0]] + new + text[at[1]:]
	}
}

// add writes new at the end.
func add(new string) func(string) string {
	return func(text string) string { return strings.TrimRight(text, "\n") + "\n" + new }
}

// front writes a line into front matter.
func front(line string) func(string) string {
	return replace(`\A---\n`, "---\n"+line+"\n")
}

// row writes a row at the end, of pairs of column and cell.
func row(pairs ...string) func(string) string {
	return func(text string) string {
		header, err := csv.NewReader(strings.NewReader(strings.NewReplacer("⟦", "", "⟧", "").Replace(text))).Read()
		if err != nil {
			panic(err)
		}
		cells := make([]string, len(header))
		for i := 0; i < len(pairs); i += 2 {
			at := slices.Index(header, pairs[i])
			if at < 0 {
				panic("the sources have changed: no column " + pairs[i])
			}
			cells[at] = pairs[i+1]
		}
		return strings.TrimRight(text, "\n") + "\n" + strings.Join(cells, ",") + "\n"
	}
}

// create writes a new file.
func create(text string) func(string) string { return func(string) string { return text } }

const (
	es = "content/es/commitments/"
	en = "content/en/commitments/"
)

func start(file string) *diag.Pos     { return &diag.Pos{File: file, Line: 1, Column: 1} }
func wholeFile(file string) *diag.Pos { return &diag.Pos{File: file} }
func page(front, body string) string {
	return "---\ntitle: Página\nsummary: Una frase.\n" + front + "---\n" + body
}
func milestone(pairs ...string) []string {
	return append(pairs, "source", "deck-2020", "title_es", "Un hito")
}

var mistakes = []mistake{
	{"unknown-entity", es + "CO0065.md", replace(`^lead: \[mintic\]`, "lead: [⟦mintc⟧]"), nil},
	{"unknown-plan", es + "CO0039.md", replace(`^plan: II$`, "plan: ⟦VII⟧"), nil},
	{"unknown-code", es + "CO0039.md", replace(`^themes: \[`, "themes: [⟦acces-to-information⟧, "), nil},
	{"unknown-code", es + "CO0042.md", replace(`^branch: .*$`, "branch: ⟦ejecutivo⟧"), nil},
	{"unknown-code", es + "CO0043.md", replace(`^level: .*$`, `level: ⟦"nacional"⟧`), nil},
	{"bad-date", es + "CO0040.md", replace(`^(start: .*\n)?end: .*$`, "start: ⟦2015-13⟧\nend: 2017"), nil},
	{"end-before-start", es + "CO0041.md", replace(`^(start: .*\n)?end: .*$`, "start: 2015-07\nend: ⟦2014⟧"), nil},
	{"unknown-source", es + "CO0044.md", replace(`^sources: \[`, "sources: [⟦ii-plan-2051⟧, "), nil},
	{"unknown-commitment", es + "CO0045.md", front("continues: [⟦CO9999⟧]"), nil},
	{"file-name", es + "CO0046.md", replace(`^id: CO0046$`, "id: ⟦CO9946⟧"), nil},
	{"unknown-key", es + "CO0050.md", replace(`^summary:`, "⟦sumary⟧:"), nil},
	{"repeated-key", es + "CO0051.md", replace(`^plan: II$`, "plan: II\n⟦plan⟧: II"), nil},
	{"wrong-type", es + "CO0052.md", replace(`^support: .*$`, "support: ⟦mintic⟧"), nil},
	{"yaml-syntax", es + "CO0053.md", replace(`^support: .*$`, "support: ⟦⟧[mintic"), nil},
	{"refused-yaml", es + "CO0054.md", replace(`^id: `, "id: ⟦⟧!!str "), nil},
	{"control-character", es + "CO0055.md", add("Aquí hay⟦\u200b⟧ algo.\n"), nil},
	{"missing-source", es + "CO0056.md", replace(`^sources: .*$`, "sources: []"), start(es + "CO0056.md")},
	{"missing-value", en + "CO0048.md", replace(`^title: .*\n`, ""), start(en + "CO0048.md")},
	{"fact-in-translation", en + "CO0049.md", front("plan: ⟦II⟧"), nil},
	{"missing-summary", "content/es/glossary.md", replace(`^summary: .*$`, `summary: ⟦""⟧`), nil},
	{"missing-front-matter", "content/en/plans/V.md", replace(`\A---\n`, ""), start("content/en/plans/V.md")},
	{"unknown-accept", "content/es/methodology.md", front("accepts: [⟦missing-sumary⟧]"), nil},
	{"unknown-commitment", "content/es/participate.md", front("commitments: [⟦CO9998⟧]"), nil},
	{"unknown-source", "content/es/privacy.md", replace(`^sources: \[\]$`, "sources: [⟦nadie⟧]"), nil},
	{"broken-link", "content/es/about.md", replace(`\[metodología\]\(methodology\.md\)`, "⟦⟧[metodología](metodology.md)"), nil},
	{"broken-link", "content/es/participate.md", add("⟦⟧[nada](#nada)\n"), nil},
	{"broken-link", "content/en/methodology.md", add("⟦⟧[milestones](/datasets/milestonez)\n"), nil},
	{"refused-link", "content/en/about.md", add("⟦⟧[x](javascript:alert(1))\n"), nil},
	{"refused-image", "content/es/privacy.md", add("⟦⟧![x](https://example.org/x.png)\n"), nil},
	{"raw-html", "content/es/accessibility.md", add("Una línea⟦⟧<br>y otra.\n"), nil},
	{"heading-order", "content/en/privacy.md", add("⟦⟧##### Deep\n"), nil},
	{"invalid-utf-8", "content/en/glossary.md", add("Caf⟦\xe9⟧.\n"), nil},
	{"missing-translation", "content/es/zz-sin.md", create(page("", "")), wholeFile("content/es/zz-sin.md")},
	{"missing-original", "content/en/zz-nothing.md", create(page("", "")), wholeFile("content/en/zz-nothing.md")},
	{"reserved-name", "content/es/404.md", create(page("accepts: [\"missing-translation: prueba\"]\n", "")), wholeFile("content/es/404.md")},
	{"path-collision", "content/es/about/index.md", create(page("accepts: [\"missing-translation: prueba\"]\n", "")), wholeFile("content/es/about/index.md")},
	{"unexpected-file", "content/es/zz-foto.png", create("x"), wholeFile("content/es/zz-foto.png")},
	{"missing-file", "datasets/zz_huecos/schema.yaml", create("title: {es: Huecos, en: Gaps}\nlicence: CC0-1.0\nkey: [id]\nfields:\n  - {name: id, type: text}\n"), wholeFile("datasets/zz_huecos/zz_huecos.csv")},
	{"missing-value", "datasets/criteria/schema.yaml", replace(`^licence: .*\n`, ""), start("datasets/criteria/schema.yaml")},
	{"missing-column", "datasets/lessons/schema.yaml", add("  - {name: zz_extra, type: text}\n"), start("datasets/lessons/lessons.csv")},
	{"schema-field", "datasets/participation/schema.yaml", replace(`codes: participation-kinds`, "codes: ⟦participation-kindz⟧"), nil},
	{"duplicate-id", "datasets/entities/entities.csv", row("id", "⟦mintic⟧", "name_es", "Otro", "name_en", "Other", "kind", "organisation", "branch", "executive", "level", "national", "source", "deck-2020"), nil},
	{"unknown-column", "datasets/entities/entities.csv", replace(`\bwebsite\b`, "⟦web_site⟧"), nil},
	{"cell-type", "datasets/sources/sources.csv", row("id", "zz-nueva", "title", "Una fuente", "title_language", "es", "url", "⟦mintic.gov.co⟧"), nil},
	{"unknown-commitment", "datasets/milestones/milestones.csv", row(milestone("commitment", "⟦CO9999⟧", "order", "1", "title_en", "A milestone")...), nil},
	{"value-range", "datasets/milestones/milestones.csv", row(milestone("commitment", "CO0065", "order", "⟦0⟧", "title_en", "A milestone")...), nil},
	{"cell-type", "datasets/milestones/milestones.csv", row(milestone("commitment", "CO0065", "order", "902", "title_en", "A milestone", "target", `⟦"1,5"⟧`)...), nil},
	{"end-before-start", "datasets/milestones/milestones.csv", row(milestone("commitment", "CO0065", "order", "903", "title_en", "A milestone", "start", "2019-05", "due", "⟦2019-04-30⟧")...), nil},
	{"missing-value", "datasets/milestones/milestones.csv", row(milestone("commitment", "CO0065", "order", "904", "title_en", "⟦⟧")...), nil},
	{"unknown-code", "datasets/milestones/milestones.csv", row(milestone("commitment", "CO0065", "order", "905", "title_en", "A milestone", "status", "⟦hecho⟧")...), nil},
	{"value-range", "datasets/updates/updates.csv", row("id", "zz-1", "commitment", "CO0065", "voice", "government", "speaker_known", "true", "percent", "⟦150⟧", "text_es", "x", "text_en", "x", "source", "deck-2020"), nil},
	{"unknown-source", "datasets/updates/updates.csv", row("id", "zz-2", "commitment", "CO0065", "voice", "government", "speaker_known", "true", "text_es", "x", "text_en", "x", "evidence", "deck-2020|⟦nada⟧", "source", "deck-2020"), nil},
	{"duplicate-id", "datasets/updates/updates.csv", row("id", "⟦zz-1⟧", "commitment", "CO0065", "voice", "government", "speaker_known", "true", "text_es", "x", "text_en", "x", "source", "deck-2020"), nil},
	{"wrong-scale", "datasets/ratings/ratings.csv", row("commitment", "CO0039", "variable", "potential-impact", "value", "major", "scale", "⟦early-results⟧", "source", "deck-2020"), nil},
	{"wrong-scale", "datasets/ratings/ratings.csv", row("commitment", "CO0041", "variable", "potential-impact", "value", "⟦zz-enorme⟧", "scale", "potential-impact", "source", "deck-2020"), nil},
	{"end-before-start", "datasets/schedule/schedule.csv", replace(`,2020-01,4,2020-01,4,Secretaría de Transparencia,`, ",2020-01,4,⟦2019-12⟧,4,Secretaría de Transparencia,"), nil},
	{"wrong-week", "datasets/schedule/schedule.csv", replace(`,2019-10,3-4-5,`, ",2019-10,⟦3-45⟧,"), nil},
	{"unknown-reference", "datasets/ratings/ratings.csv", row("commitment", "CO0042", "report", "⟦irm-nada⟧", "variable", "potential-impact", "value", "minor", "scale", "potential-impact", "source", "deck-2020"), nil},
	{"unknown-code", "datasets/reports/reports.csv", row("id", "zz-informe", "title", "Un informe", "title_language", "es", "plan", "III", "kind", "design", "languages", "es|⟦xx⟧", "source", "deck-2020"), nil},
	{"formula-cell", "datasets/milestones/milestones.csv", row(milestone("commitment", "CO0065", "order", "906", "title_en", `⟦"=1+1,2"⟧`)...), nil},
	{"ragged-row", "datasets/body_members/body_members.csv", add("solo⟦⟧\n"), nil},
	{"csv-syntax", "datasets/tools/tools.csv", add("⟦⟧\"abierta\n"), nil},
	{"blank-row", "datasets/stages/stages.csv", add("⟦⟧\n"), nil},
	{"byte-order-mark", "datasets/principles/principles.csv", replace(`\A`, "\ufeff"), start("datasets/principles/principles.csv")},
	{"missing-word", "layouts/words/en.yaml", replace(`^  skip: .*\n`, ""), start("layouts/words/en.yaml")},
}

// Many mistakes at once in the real sources: each is found at exactly its line
// and column, and none leads to another finding.
func TestFiftyMistakes(t *testing.T) {
	site := realSources(t)
	if found := findings(t, site); len(found) > 0 {
		t.Fatalf("the sources have findings before anything was planted:\n%s", printed(t, site, found, "en"))
	}
	rules := map[string]bool{}
	want := map[string]int{}
	for i, m := range mistakes {
		rules[m.rule] = true
		text := ""
		if f := site[m.file]; f != nil {
			text = string(f.Data)
		}
		// Marks carry the number of their mistake until all are planted.
		text = strings.ReplaceAll(m.edit(text), "⟦", "⟦"+strconv.Itoa(i)+"|")
		text = numbered.ReplaceAllString(text, "⟦$1|")
		site[m.file] = &fstest.MapFile{Data: []byte(text)}
		if m.at != nil {
			want[where(*m.at, m.rule)]++
		}
	}
	if len(mistakes) < 50 || len(rules) < 25 {
		t.Errorf("%d mistakes of %d rules are too few", len(mistakes), len(rules))
	}
	for file, f := range site {
		text, at := unmark(t, file, string(f.Data))
		f.Data = []byte(text)
		for i, p := range at {
			want[where(p, mistakes[i].rule)]++
		}
	}
	got := map[string]int{}
	found := findings(t, site)
	for _, f := range found {
		got[where(f.Pos, f.Rule)]++
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-planted +found):\n%s", diff)
	}
	for _, f := range found {
		for _, s := range []string{f.Message.ES, f.Message.EN} {
			if s == "" || strings.Contains(s, "%!") {
				t.Errorf("%s: the message is %q", f.Rule, s)
			}
		}
	}
}

// numbered matches a mark that an earlier mistake has numbered already.
var numbered = regexp.MustCompile(`⟦\d+\|(\d+)\|`)

// where says a place to the character.
func where(p diag.Pos, rule string) string {
	return fmt.Sprintf("%s:%d:%d %s", p.File, p.Line, p.Column, rule)
}

var mark = regexp.MustCompile(`⟦(\d+)\|`)

// unmark takes the marks out of a text and returns their places by mistake.
func unmark(t *testing.T, file, text string) (string, map[int]diag.Pos) {
	t.Helper()
	at := map[int]diag.Pos{}
	text = strings.ReplaceAll(text, "⟧", "")
	for {
		m := mark.FindStringSubmatchIndex(text)
		if m == nil {
			return text, at
		}
		n, err := strconv.Atoi(text[m[2]:m[3]])
		if err != nil {
			t.Fatal(err)
		}
		line := text[strings.LastIndexByte(text[:m[0]], '\n')+1 : m[0]]
		at[n] = diag.Pos{File: file, Line: 1 + strings.Count(text[:m[0]], "\n"), Column: 1 + utf8.RuneCountInString(line)}
		text = text[:m[0]] + text[m[1]:]
	}
}

// realSources copies the sources of this repository's site into memory.
func realSources(t testing.TB) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	root := os.DirFS("../..")
	for _, dir := range []string{"content", "datasets", "layouts/words"} {
		err := fs.WalkDir(root, dir, func(p string, entry fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := fs.ReadFile(root, path.Clean(p))
			site[p] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(site) < 100 {
		t.Fatal("this repository has no sources")
	}
	return site
}
