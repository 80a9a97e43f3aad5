package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"vitrina/generator/diag"
)

func places(list diag.List) string {
	var out []string
	for _, f := range list.Sorted() {
		out = append(out, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Rule))
	}
	return strings.Join(out, ", ")
}

func TestCheckBytes(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"á\r\nb\tc\n👩\u200d👧\n", ""},
		{"\ufeffa", "1:1 byte-order-mark"},
		{"aé\xe9\xffb\xe9", "1:3 invalid-utf-8, 1:4 invalid-utf-8, 1:6 invalid-utf-8"},
		{"a\nb\rc", "2:2 control-character"},
		{"a,b\rc,d\re,f\r", "1:4 control-character"},
		{"\xff\xfea\x00\n\x00\xe9\x00", "1:1 invalid-utf-8"},
		{"\xfe\xff\x00a\x00\n\x00\xe9", "1:1 invalid-utf-8"},
		{"a\x00b\x00\n\x00c\x00", "1:1 invalid-utf-8"},
		{"\x00a\x00b\x00\n", "1:1 invalid-utf-8"},
		{"GIF\x00\x00\x00\x00\x00a\x00", "1:1 invalid-utf-8"},
		{"a\uf8ef\uf8f0b\uf8f1\uf8f2", "1:3 control-character, 1:5 control-character, 1:6 control-character"},
		{"\u202ea\u2028b\u0085\u00ad\x1b", "1:1 control-character, 1:3 control-character, 1:5 control-character, 1:6 control-character, 1:7 control-character"},
	} {
		if got := places(checkBytes("f", []byte(c.data))); got != c.want {
			t.Errorf("%q: got %s, want %s", c.data, got, c.want)
		}
	}
}

// A file is told to be in another encoding where its zeros stand as that one
// puts them, and else to be no text.
func TestFilesWithZerosAreToldApart(t *testing.T) {
	wide := func(text string, before, after int) string {
		var b strings.Builder
		for _, r := range text {
			b.WriteString(strings.Repeat("\x00", before) + string(rune(r)) + strings.Repeat("\x00", after))
		}
		return b.String()
	}
	prose := strings.Repeat("id,title\n1,Un compromiso\n", 60)
	for what, cases := range map[string][]string{
		"in UTF-16": {wide(prose, 0, 1), wide(prose, 1, 0), "\xff\xfea\x00", wide("a,b\n", 0, 1), wide(prose, 0, 1) + "\x19\x20", wide(prose, 0, 1)[:901]},
		"in UTF-32": {wide(prose, 0, 3), wide(prose, 3, 0), "\xff\xfe\x00\x00a\x00\x00\x00"},
		"no text":   {strings.Repeat("\x00", 500), prose[:400] + strings.Repeat("\x00", 600), strings.Repeat("ab\x00\x00\x00", 100), "PK\x03\x04" + strings.Repeat("\x00\x00\x07", 200)},
		"not show":  {"a\x00b,c\n"},
	} {
		for _, data := range cases {
			found := checkBytes("f", []byte(data))
			if len(found) != 1 || !strings.Contains(found[0].Message.In("en"), what) {
				t.Errorf("%.20q: want that it is %s, got %v", data, what, found)
			}
		}
	}
}

// What is cleaned for the parsers keeps every line and column where it was.
func TestCleanKeepsPlaces(t *testing.T) {
	got := string(clean([]byte("\ufeffa\xe9\xffé\r\nb\u202ec\rd\n")))
	if want := "a??é\r\nb?c?d\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSplitFront(t *testing.T) {
	for _, c := range []struct {
		data, title, body string
		before            int
		want              string
	}{
		{"---\ntitle: a\n---\nb\n", "a", "b\n", 3, ""},
		{"\n---\r\ntitle: a\r\n---\r\nb", "a", "b", 4, ""},
		{"---\n---\n\nb", "", "\nb", 2, ""},
		{"---\ntitle: a\n---", "a", "", 3, ""},
		{"---\ntitle: a\n", "", "", 0, "1:1 missing-front-matter"},
		{"title: a\n\n  ---\n", "", "", 0, "1:1 missing-front-matter"},
		{"---\ntitle: |\n  x\n  ---\n  y\n---\nb", "", "", 0, "4:1 yaml-syntax"},
		{"---\ntitle: a\nplam: b\n---\n", "a", "", 4, "3:1 unknown-key"},
		{"+++\ntitle = 'a'\n+++\n", "", "", 0, "1:1 missing-front-matter"},
	} {
		var front Front
		body, before, found := splitFront("f.md", []byte(c.data), &front)
		if string(body) != c.body || before != c.before || front.Title.Value != c.title || places(found) != c.want {
			t.Errorf("%q: got body %q after %d lines, title %q, findings %s", c.data, body, before, front.Title.Value, places(found))
		}
	}
}

// What adrg/frontmatter does by itself, and what we protect authors from: an
// upgrade that changes it fails here with the reason.
func TestFrontmatterTrimsLinesAndTakesSevenFences(t *testing.T) {
	var v struct {
		Title string `yaml:"title"`
	}
	rest, err := frontmatter.Parse(strings.NewReader("---\ntitle: |\n  x\n  ---\n  y\n---\nb"), &v)
	if err != nil || string(rest) != "  y\n---\nb" {
		t.Errorf("an indented --- no longer ends front matter: %q, %v", rest, err)
	}
	rest, err = frontmatter.Parse(strings.NewReader("---\ntitle: a\n"), &v)
	if err != nil || string(rest) != "---\ntitle: a\n" {
		t.Errorf("an open fence is no longer taken for text: %q, %v", rest, err)
	}
	rest, err = frontmatter.Parse(strings.NewReader(";;;\n{\"title\": \"a\"}\n;;;\nb"), &v)
	if err != nil || string(rest) != "b" {
		t.Errorf("fences other than --- are no longer taken by default: %q, %v", rest, err)
	}
	if _, err = frontmatter.MustParse(strings.NewReader("\ufeff---\ntitle: a\n---\n"), &v); err == nil {
		t.Error("a byte-order mark no longer hides the fence")
	}
}

// Whatever the bytes of a page, reading does not panic, reports at places of
// the file, and loses nothing: the front matter and the body are the file.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"---\ntitle: a\nlead: [b]\n---\nc\n", "---\n---\n", "---\nid: &a b\nplan: *a\n---\n", "---\ntitle: \"\n---\n", "\n\n---\r\nnotes: {es: x}\r\n---\r\ny", "---\n- a\n---\n", "---\n<<: {a: b}\n? c\n---\n", "---\nid: a\n---\nid: b\n---\n", "\xff\xfe", "---\nid: !!int 05\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		const file = "content/es/commitments/X.md"
		tree, found, err := Load(fstest.MapFS{
			SiteFile: {Data: []byte("title: {es: x}\nlanguages: [es]\n")}, file: {Data: data},
		}, 1)
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.Count(data, []byte("\n")) + 1
		for _, one := range found {
			if one.File == file && (one.Line > lines || one.Line < 0) {
				t.Errorf("%s at line %d of %d", one.Rule, one.Line, lines)
			}
			if one.Message.ES == "" || strings.Contains(one.Message.ES+one.Message.EN+one.Hint.ES+one.Hint.EN, "%!") {
				t.Errorf("%s says %+v %+v", one.Rule, one.Message, one.Hint)
			}
		}
		c := tree.Commitments[0]
		for _, one := range found {
			if one.File == file {
				return // a place in a file that is wrong is that of what is wrong
			}
		}
		if !utf8.Valid(data) {
			t.Fatal("bytes that are not UTF-8 were not reported")
		}
		if c.Text.Before < 2 || c.Text.Before > lines {
			t.Errorf("the body begins after %d lines of %d", c.Text.Before, lines)
		}
		if c.ID.Given() && !strings.ContainsAny(c.ID.Value, "\n\\'\"") && c.ID.Width == utf8.RuneCountInString(c.ID.Value) {
			at := []rune(strings.Split(string(data), "\n")[c.ID.Line-1])
			if got := string(at[c.ID.Column-1 : min(len(at), c.ID.Column-1+c.ID.Width)]); got != c.ID.Value && !strings.Contains(c.ID.Value, " ") {
				t.Errorf("the id %q is said to be %q", c.ID.Value, got)
			}
		}
	})
}
