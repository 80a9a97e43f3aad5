package written

import (
	"fmt"
	"strings"
	"testing"

	"vitrina/generator/diag"
)

type form struct {
	ID    Text   `yaml:"id"`
	Plan  Text   `yaml:"plan"`
	Lead  List   `yaml:"lead"`
	Title Labels `yaml:"title"`
}

func decode(text string) (form, diag.List) {
	var f form
	found := Decode("f.yaml", []byte(text), &f)
	return f, found.Sorted()
}

func places(list diag.List) string {
	var out []string
	for _, f := range list {
		out = append(out, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Rule))
	}
	return strings.Join(out, ", ")
}

func TestDecodeReports(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"id: a\nlead: [b]\ntitle: {es: c}\n", ""},
		{"id: [a]\nlead: b\ntitle: c\n", "1:5 wrong-type, 2:7 wrong-type, 3:8 wrong-type"},
		{"idd: a\nid: b\nid: c\n", "1:1 unknown-key, 3:1 repeated-key"},
		{"id: &x a\nplan: *x\nlead: !!seq []\n", "1:5 refused-yaml, 2:7 refused-yaml, 3:7 refused-yaml"},
		{"<<: {id: a}\n", "1:1 refused-yaml, 1:1 unknown-key"},
		{"id: a\n---\nid: b\n", "2:1 refused-yaml"},
		{"- a\n", "1:1 wrong-type"},
		{"id: *Importante*\n", "1:5 yaml-syntax"},
		{"id: a: b\n", "1:6 yaml-syntax"},
		{"lead: [a\nid: b\n", "1:7 yaml-syntax"},
	} {
		_, found := decode(c.text)
		if got := places(found); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
		for _, f := range found {
			for _, s := range []string{f.Message.ES, f.Message.EN, f.Hint.ES, f.Hint.EN} {
				if strings.Contains(s, "%!") || strings.Contains(s, "EXTRA") {
					t.Errorf("%q: says %q", c.text, s)
				}
			}
		}
	}
}

func TestValuesAreNotInterpreted(t *testing.T) {
	f, found := decode("id: 05001\nplan: 2017-09\nlead: [no, 1e3, 12:30, ~, \"x\"]\n")
	if len(found) > 0 || f.ID.Value != "05001" || f.Plan.Value != "2017-09" || strings.Join(f.Lead.Values(), " ") != "no 1e3 12:30 ~ x" {
		t.Errorf("got %+v, %v", f, found)
	}
	if p := f.Lead[4].In("f.yaml"); p.Line != 3 || p.Column != 27 || p.EndColumn != 30 {
		t.Errorf("the quoted value stands at %+v", p)
	}
}

// A small hostile file must not stall a build: nesting is read to a limit, and
// what refers to other values is refused before it is followed.
func TestHostileNesting(t *testing.T) {
	bomb, before := "a: &a [x]\n", "a"
	for i := range 30 {
		name := fmt.Sprintf("b%d", i)
		bomb += fmt.Sprintf("%[1]s: &%[1]s [*%[2]s, *%[2]s, *%[2]s, *%[2]s]\n", name, before)
		before = name
	}
	for name, c := range map[string]struct {
		text string
		want string // the last finding
		all  int
	}{
		"brackets": {"lead: " + strings.Repeat("[", 200_000), "max depth", 1},
		"closed":   {"lead: " + strings.Repeat("[", 5_000) + strings.Repeat("]", 5_000) + "\n", fmt.Sprintf("more than %d levels", maxDepth), 2},
		"braces":   {"title: " + strings.Repeat("{a: ", 200_000), "max depth", 1},
		"dashes":   {"lead:\n" + strings.Repeat("- ", 200_000) + "x\n", "max depth", 1},
		"aliases":  {bomb + "lead: [*b29]\n", "alias", 32},
	} {
		_, found := decode(c.text)
		if len(found) != c.all || !strings.Contains(found[len(found)-1].Message.EN, c.want) {
			t.Errorf("%s: not %d findings, of which the last is of %q: %.300s", name, c.all, c.want, places(found))
		}
	}
}
