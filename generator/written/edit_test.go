package written

import (
	"strings"
	"testing"
)

func labels(pairs ...string) Labels {
	var l Labels
	for i := 0; i < len(pairs); i += 2 {
		l = append(l, Label{Text{Value: pairs[i]}, Text{Value: pairs[i+1]}})
	}
	return l
}

func list(values ...string) List {
	l := List{}
	for _, v := range values {
		l = append(l, Text{Value: v})
	}
	return l
}

func TestEditTouchesOnlyItsKey(t *testing.T) {
	order := []string{"id", "number", "title", "start", "lead", "title_basis", "notes"}
	const doc = `# the facts
id: A
number: "4"   # as text
title: Uno
summary: >
  dos
  tres
lead: [a, "b c"] # two
title_basis: {es: "of", en: tr}

# the end
notes:
  es: 'it''s'
  en: |
    long
    text
`
	for _, c := range []struct {
		key   string
		value Value
		// from and to are what differs; to "" where the line goes.
		from, to string
	}{
		{"id", Text{Value: "A"}, "", ""},
		{"number", Text{Value: "5"}, `"4"`, `"5"`},
		{"number", Text{Value: `5 "x" \`}, `"4"`, `"5 \"x\" \\"`},
		{"title", Text{Value: "Dos, tres"}, "Uno", "Dos, tres"},
		{"title", Text{Value: "Dos: tres"}, "Uno", `"Dos: tres"`},
		{"title", Text{Value: "[x] # y"}, "Uno", `"[x] # y"`},
		{"title", Text{Value: "a\nb"}, "Uno", `"a\nb"`},
		{"title", Text{Value: "null"}, "Uno", `"null"`},
		{"title", Text{Value: "2015"}, "Uno", "2015"},
		{"title", Text{Value: "yes"}, "Uno", "yes"},
		{"title", Text{Value: "true"}, "Uno", `"true"`},
		{"start", Text{Value: "2014"}, "title: Uno\n", "title: Uno\nstart: \"2014\"\n"},
		{"title", Text{}, "title: Uno\n", ""},
		{"summary", Text{Value: "cuatro"}, "summary: >\n  dos\n  tres\n", "summary: cuatro\n"},
		{"start", Text{Value: "2014-01-02"}, "title: Uno\n", "title: Uno\nstart: 2014-01-02\n"},
		{"lead", list("a", "b c"), "", ""},
		{"lead", list("b c"), `[a, "b c"]`, `["b c"]`},
		{"lead", list("x", "b c", "d, e"), `[a, "b c"]`, `[x, "b c", "d, e"]`},
		{"lead", list(), `[a, "b c"]`, `[]`},
		{"sources", list("s"), "# the facts\n", "sources: [s]\n# the facts\n"}, // a key that the order lacks
		{"title_basis", labels("en", "of"), "en: tr", "en: of"},
		{"title_basis", labels("es", "x"), `"of"`, `"x"`},
		{"title_basis", labels("en", ""), `{es: "of", en: tr}`, `{es: "of"}`},
		{"title_basis", labels("fr", "a, b"), `en: tr}`, `en: tr, fr: "a, b"}`},
		{"title_basis", labels("es", "", "en", ""), "title_basis: {es: \"of\", en: tr}\n", ""},
		{"notes", labels("es", "it's so"), "it''s", "it''s so"},
		{"notes", labels("en", "short"), "en: |\n    long\n    text\n", "en: short\n"},
		{"notes", labels("en", ""), "  en: |\n    long\n    text\n", ""},
		{"notes", labels("fr", "x"), "    text\n", "    text\n  fr: x\n"},
	} {
		want := strings.Replace(doc, c.from, c.to, 1)
		if got := string(Edit([]byte(doc), order, c.key, c.value)); got != want {
			t.Errorf("%s = %v:\n%s\nwant:\n%s", c.key, c.value, got, want)
		}
	}
	const block = "lead:\n  - a # one\n  - b\nid: x\n"
	if got := string(Edit([]byte(block), order, "lead", list("c", "a"))); got != "lead:\n  - c\n  - a # one\nid: x\n" {
		t.Errorf("a list of lines: %q", got)
	}
	if got := string(Edit([]byte(block), order, "lead", list())); got != "lead: []\nid: x\n" {
		t.Errorf("no list of lines: %q", got)
	}
	if got := string(Edit([]byte("id: a\r\nlead: []"), order, "title", Text{Value: "t"})); got != "id: a\r\ntitle: t\r\nlead: []" {
		t.Errorf("other line ends: %q", got)
	}
	if got := string(Edit([]byte("lead: []"), order, "notes", labels("es", "t"))); got != "lead: []\nnotes: {es: t}\n" {
		t.Errorf("a last line without an end: %q", got)
	}
	if got := string(Edit([]byte("{id: a}\n"), order, "id", Text{Value: "b"})); got != "{id: a}\n" {
		t.Errorf("a document in braces: %q", got)
	}
	if got := string(Edit([]byte("id:\nlead: \n"), order, "id", Text{Value: "b"})); got != "id: b\nlead: \n" {
		t.Errorf("a key without a value: %q", got)
	}
}

// Whatever a document holds: where its key can be edited, the key then has the
// value and every other key what it had.
func FuzzEdit(f *testing.F) {
	for _, doc := range []string{"id: a\nplan: b\n", "lead: [a, b]\ntitle: {es: x}\n", "lead:\n- a\n- b\nid: 'it''s'\n", "id: |\n  a\n  b\n# c\nplan: \"x\" # y\n", "title:\n  es: a\n\n  en: >-\n    b\n"} {
		for _, text := range []string{"a", "x: y", "# z", "- 'q' \"r\" \\", "a|b", "", "~", "é,]}"} {
			f.Add(doc, text)
		}
	}
	order := Keys(form{})
	f.Fuzz(func(t *testing.T, doc, text string) {
		before, found := decode(doc)
		if len(found) > 0 || strings.ContainsAny(text, "\x00\r\u0085\u2028\u2029\ufeff") || !isText(text) || !isText(doc) {
			return
		}
		check := func(key string, value Value, want form) {
			out := string(Edit([]byte(doc), order, key, value))
			if out == doc {
				return // left alone
			}
			after, found := decode(out)
			if len(found) > 0 {
				t.Fatalf("%s = %q in %q: %q has %s", key, value, doc, out, places(found))
			}
			if !same(after, want) {
				t.Fatalf("%s = %q in %q: %q is %+v", key, value, doc, out, after)
			}
		}
		want := before
		want.ID = Text{Value: text}
		check("id", Text{Value: text}, want)
		want = before
		var values List
		for v := range strings.SplitSeq(text, "|") {
			if v != "" {
				values = append(values, Text{Value: v})
			}
		}
		want.Lead = values
		check("lead", values, want)
		want = before
		want.Title = nil
		had := false
		for _, l := range before.Title {
			if l.Language.Value == "es" {
				had = true
				l.Text.Value = text
			}
			if l.Text.Value != "" || l.Language.Value != "es" {
				want.Title = append(want.Title, l)
			}
		}
		if !had && text != "" {
			want.Title = append(want.Title, labels("es", text)...)
		}
		check("title", labels("es", text), want)
	})
}

func isText(s string) bool {
	for _, r := range s {
		if r == '\ufffd' || r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return false
		}
	}
	return true
}

// same compares what two forms say, not where; a label without a text says
// nothing.
func same(a, b form) bool {
	said := func(f form) string {
		s := f.ID.Value + "\x00" + f.Plan.Value + "\x00" + strings.Join(f.Lead.Values(), "\x01") + "\x00"
		for _, l := range f.Title {
			if l.Text.Value != "" {
				s += l.Language.Value + "\x01" + l.Text.Value + "\x02"
			}
		}
		return s
	}
	return said(a) == said(b)
}
