package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var sample = func() List {
	var l List
	l.Add(Pos{"b.csv", 3, 5, 9}, "unknown-entity", T("la entidad %q no existe", "the entity %q does not exist", "mintc"), T("¿quiso decir %q?", "did you mean %q?", "mintic"),
		Related{Pos{"a.csv", 1, 2, 0}, T("usada aquí", "used here")})
	l.Warn(Pos{File: "a.md"}, "missing-translation", T("falta", "missing"), Text{})
	l.Add(Pos{File: "b.csv", Line: 3, Column: 5, EndColumn: 9}, "unknown-entity", T("la entidad %q no existe", "the entity %q does not exist", "mintc"), Text{})
	l.Add(Pos{"a.md", 2, 0, 0}, "raw-html", T("a|b <b>", "a|b <b>"), Text{"100 %", "100 %"})
	return l.Sorted()
}()

func sampleLines(file string, line int) string {
	if file == "b.csv" && line == 3 {
		return "id,\tmintc,ñ"
	}
	return ""
}

func printed(t *testing.T, l List, format, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, l, format, lang, sampleLines); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSortedPutsFindingsInOrderEachOnce(t *testing.T) {
	var got []string
	for _, f := range sample {
		got = append(got, fmt.Sprintf("%s:%d:%d %s %s", f.File, f.Line, f.Column, f.Severity, f.Rule))
	}
	want := []string{"a.md:0:0 warning missing-translation", "a.md:2:0 error raw-html", "b.csv:3:5 error unknown-entity"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if sample.Errors() != 2 {
		t.Errorf("%d errors", sample.Errors())
	}
}

func TestTextSaysPlaceSentenceExcerptAndHint(t *testing.T) {
	want := `a.md: aviso: falta [missing-translation]
a.md:2: error: a|b <b> [raw-html]
  ayuda: 100 %
b.csv:3:5: error: la entidad "mintc" no existe [unknown-entity]
   3 | id, mintc,ñ
     |     ^^^^
  ayuda: ¿quiso decir "mintic"?
  a.csv:1:2: usada aquí
`
	if diff := cmp.Diff(want, printed(t, sample, "text", "es")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := printed(t, sample, "text", "en"); !strings.Contains(got, "a.md: warning: missing [") || !strings.Contains(got, "  help: did you mean") || !strings.Contains(got, "  a.csv:1:2: used here\n") {
		t.Errorf("in English:\n%s", got)
	}
	if got := printed(t, sample, "text", "fr"); got != printed(t, sample, "text", "en") {
		t.Errorf("in a language without messages:\n%s", got)
	}
}

func TestJSONIsAnArrayOfFindings(t *testing.T) {
	want := `[
  {
    "file": "a.md",
    "line": 0,
    "column": 0,
    "endColumn": 0,
    "severity": "warning",
    "rule": "missing-translation",
    "message": "missing",
    "hint": "",
    "related": []
  },
  {
    "file": "a.md",
    "line": 2,
    "column": 0,
    "endColumn": 0,
    "severity": "error",
    "rule": "raw-html",
    "message": "a|b <b>",
    "hint": "100 %",
    "related": []
  },
  {
    "file": "b.csv",
    "line": 3,
    "column": 5,
    "endColumn": 9,
    "severity": "error",
    "rule": "unknown-entity",
    "message": "the entity \"mintc\" does not exist",
    "hint": "did you mean \"mintic\"?",
    "related": [
      {
        "file": "a.csv",
        "line": 1,
        "column": 2,
        "message": "used here"
      }
    ]
  }
]
`
	if diff := cmp.Diff(want, printed(t, sample, "json", "en")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := printed(t, nil, "json", "en"); got != "[]\n" {
		t.Errorf("without findings: %q", got)
	}
}

func TestGitHubCommandsAreErrorsFirstAndAtMostTenOfEach(t *testing.T) {
	want := `::error file=a.md,line=2,title=raw-html::a|b <b>%0A100 %25
::error file=b.csv,line=3,col=5,endColumn=9,title=unknown-entity::the entity "mintc" does not exist%0Adid you mean "mintic"?%0Aa.csv:1:2: used here
::warning file=a.md,title=missing-translation::missing
`
	if diff := cmp.Diff(want, printed(t, sample, "github", "en")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var many List
	for i := range 25 {
		many.Add(Pos{"x,y:z.md", i + 1, 1, 0}, "r", T("m", "m"), Text{})
	}
	many.Warn(Pos{File: "w"}, "r", T("m", "m"), Text{})
	got := printed(t, many, "github", "es")
	if n := strings.Count(got, "::error file=x%2Cy%3Az.md,"); n != 10 {
		t.Errorf("%d errors are shown:\n%s", n, got)
	}
	if !strings.Contains(got, "::warning file=w,") || !strings.HasSuffix(got, "::notice::y 15 hallazgos más: están en el resumen del trabajo\n") {
		t.Errorf("got:\n%s", got)
	}
}

func TestTheSummaryHasTheWholeTable(t *testing.T) {
	var b bytes.Buffer
	if err := WriteSummary(&b, sample, "es"); err != nil {
		t.Fatal(err)
	}
	want := "| lugar | gravedad | qué | ayuda |\n| --- | --- | --- | --- |\n" +
		"| `a.md` | aviso | falta `missing-translation` |  |\n" +
		"| `a.md:2` | error | a\\|b \\<b\\> `raw-html` | 100 % |\n" +
		"| `b.csv:3:5` | error | la entidad \"mintc\" no existe `unknown-entity` | ¿quiso decir \"mintic\"?<br>`a.csv:1:2`: usada aquí |\n\nEn total, errores: 2; avisos: 1.\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	b.Reset()
	if err := WriteSummary(&b, nil, "en"); err != nil || b.String() != "No findings.\n" {
		t.Errorf("without findings: %q, %v", b.String(), err)
	}
}

// A title or a code of a stranger cannot put a link, a picture or markup into
// the summary of the job, wherever a message quotes it.
func TestTheSummaryShowsTextAsText(t *testing.T) {
	var l List
	for _, said := range []string{"```[Haga clic](https://evil.example)", "`x` **y** ![z](https://e.example/p.png)", "see https://evil.example or www.evil.example", "<img src=x> | &lt; @who #1 ~~x~~", "\\`[a](b)"} {
		l.Add(Pos{"a`[b](c)`.md", 1, 1, 0}, "r", T("%s", "%s", said), T("%s", "%s", said), Related{Pos{File: "x"}, T("%s", "%s", said)})
	}
	var b bytes.Buffer
	if err := WriteSummary(&b, l, "en"); err != nil {
		t.Fatal(err)
	}
	for _, row := range strings.Split(b.String(), "\n")[2:7] {
		bare := strings.NewReplacer("`r`", "", "`x`: ", "", "<br>", "").Replace(row)
		for i, c := range bare {
			if strings.ContainsRune("`*_[]<>#~!&@", c) && bare[i-1] != '\\' {
				t.Errorf("%c is markup in %s", c, row)
			}
		}
		if strings.Contains(strings.ReplaceAll(bare, `\:`, ""), "://") || strings.Contains(bare, "www.") {
			t.Errorf("an address becomes a link in %s", row)
		}
		if n := strings.Count(strings.ReplaceAll(bare, `\|`, ""), "|"); n != 5 {
			t.Errorf("the row has %d bars: %s", n, row)
		}
	}
}

// A file of nothing but slips is told of by its first, and how many there are.
func TestManyFindingsOfOneRuleAreCounted(t *testing.T) {
	var l List
	for i := range 5000 {
		l.Add(Pos{"a.csv", i + 1, 1, 0}, "ragged-row", T("x", "x"), Text{})
		l.Warn(Pos{"a.csv", i + 1, 2, 0}, "other", T("x", "x"), Text{})
	}
	for i := range shownOfRule + 1 {
		l.Add(Pos{"b.csv", i + 1, 1, 0}, "ragged-row", T("x", "x"), Text{})
	}
	l.Add(Pos{"c.csv", 1, 1, 0}, "ragged-row", T("x", "x"), Text{})
	l = l.Sorted()
	got := printed(t, l, "text", "es")
	for part, times := range map[string]int{
		"a.csv: error: y 4900 más como estos en este archivo [ragged-row]\n": 1, "a.csv: aviso: y 4900 más como estos en este archivo [other]\n": 1,
		"ragged-row]": 100 + 1 + 101 + 1, "other]": 101, "\nen total, errores: 5102; avisos: 5000\n": 1,
	} {
		if n := strings.Count(got, part); n != times {
			t.Errorf("%q stands %d times, not %d", part, n, times)
		}
	}
	var all []any
	if err := json.Unmarshal([]byte(printed(t, l, "json", "en")), &all); err != nil || len(all) != 100+1+101+101+1 {
		t.Errorf("JSON: %d findings, %v", len(all), err)
	}
	var b bytes.Buffer
	if err := WriteSummary(&b, l, "en"); err != nil || !strings.Contains(b.String(), "and 4900 more like these") || !strings.HasSuffix(b.String(), "\n\nIn all, errors: 5102; warnings: 5000.\n") {
		t.Errorf("the summary: %v\n%s", err, b.String())
	}
	// Of many files, what fits into the summary.
	l = nil
	for i := range 20_000 {
		l.Add(Pos{fmt.Sprintf("%d.md", i), 1, 1, 0}, "r", T("x", "%s", strings.Repeat("y", 100)), Text{})
	}
	b.Reset()
	if err := WriteSummary(&b, l, "en"); err != nil || b.Len() > 1<<20 || !strings.Contains(b.String(), "more rows that do not fit here") {
		t.Errorf("the summary has %d bytes, %v", b.Len(), err)
	}
}

func TestExcerptsAreCutAroundThePlaceMeant(t *testing.T) {
	long := strings.Repeat("a", 300) + "MEANT" + strings.Repeat("b", 300)
	got := excerpt(Pos{"x", 7, 301, 306}, long)
	line, marks, _ := strings.Cut(got, "\n")
	if len([]rune(line)) > widest+7 || !strings.Contains(line, "MEANT") {
		t.Errorf("got %q", got)
	}
	if at := strings.Index(marks, "^"); at < 0 || line[at:at+5] != "MEANT" || strings.Count(marks, "^") != 5 {
		t.Errorf("the marks stand elsewhere:\n%s", got)
	}
	for _, p := range []Pos{{"x", 1, 0, 0}, {"x", 1, 4, 0}, {"x", 1, 9, 30}, {"x", 1, 99, 0}, {"x", 1, 2, 1}} {
		if got := excerpt(p, "abc"); strings.Count(got, "\n") != 2 || !strings.Contains(got, "^") {
			t.Errorf("%v: %q", p, got)
		}
	}
	if got := excerpt(Pos{"x", 1, 1, 0}, ""); got != "" {
		t.Errorf("of an empty line: %q", got)
	}
}

// A hostile file cannot speak to the terminal or to the workflow runner: no
// form prints a character that does not show of a source, or begins a line with its text.
func FuzzWriteIsHarmless(f *testing.F) {
	f.Add("a.md", "\x1b[31m::error::x", "línea\r\n::set-output name=a::b", 3)
	f.Add("::error::\u202e.md", "100 %0A|`<b>", "\x00\u2028", 1)
	f.Add("", "\xff\xfe", "", 0)
	f.Fuzz(func(t *testing.T, file, said, line string, column int) {
		var l List
		l.Add(Pos{file, 1, column & 0xff, column & 0xff}, "rule", T("%s", "%s", said), T("%s", "%s", line), Related{Pos{File: file}, T("%s", "%s", said)})
		for _, format := range Formats {
			var b bytes.Buffer
			if err := Write(&b, l, format, "en", func(string, int) string { return strings.NewReplacer("\n", " ").Replace(line) }); err != nil {
				t.Fatal(err)
			}
			if format == "json" {
				var back []any
				if err := json.Unmarshal(b.Bytes(), &back); err != nil || len(back) != 1 {
					t.Errorf("not JSON: %v in %q", err, b.String())
				}
				continue
			}
			lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
			if format == "github" && (len(lines) != 1 || strings.Contains(lines[0], "\r")) {
				t.Errorf("%d commands: %q", len(lines), b.String())
			}
			if strings.ContainsFunc(strings.Join(lines, ""), hidden) {
				t.Errorf("%s prints a character that does not show: %q", format, b.String())
			}
		}
		var b bytes.Buffer
		if err := WriteSummary(&b, l, "en"); err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(b.String(), "\n"); lines != 5 {
			t.Errorf("the summary has %d lines: %q", lines, b.String())
		}
	})
}
