package publish

import (
	"bytes"
	"testing"
)

func TestLayoutsKeepTheirActionsTagsAndQuotes(t *testing.T) {
	for text, want := range map[string]string{
		"<!DOCTYPE html>\n<html lang=\"{{.Lang}}\">\n<head>\n<title>{{.Title}}</title>\n</head>\n<body>\n<p>a   b</p>\n\n<p>c</p>\n</body>\n</html>\n": "<!doctype html><html lang=\"{{.Lang}}\"><head><title>{{.Title}}</title></head><body><p>a b</p><p>c</p></body></html>",
		"{{define \"main\"}}<ul>{{range .A}}<li><a href=\"{{.B}}\">{{.C}}</a></li>{{end}}</ul>{{end}}":                                                 "{{define \"main\"}}<ul>{{range .A}}<li><a href=\"{{.B}}\">{{.C}}</a></li>{{end}}</ul>{{end}}",
		"<a href=\"{{.A}}\"{{if .B}} aria-current=\"true\"{{end}}>x</a>":                                                                               "<a href=\"{{.A}}\"{{if .B}} aria-current=\"true\"{{end}}>x</a>",
		"<p>{{if lt .N 3}}<b>1</b>{{end}} 2</p>":                                                                                                       "<p>{{if lt .N 3}}<b>1</b>{{end}} 2</p>",
		"<!-- said to nobody --><p>x</p>":                                                                                                              "<p>x</p>",
	} {
		got, err := NewMinifier(false).Layout(text)
		if err != nil || got != want {
			t.Errorf("%q\n got %q, %v\nwant %q", text, got, err, want)
		}
	}
}

func TestFragmentsKeepWhatReadersSee(t *testing.T) {
	for text, want := range map[string]string{
		"<h2 id=\"a\">A</h2>\n<p>1.234,5 y <em>0.10</em> o <strong>007</strong> fin.</p>\n": "<h2 id=\"a\">A</h2><p>1.234,5 y <em>0.10</em> o <strong>007</strong> fin.</p>",
		"<pre><code>a\n  b\n</code></pre>":                                                  "<pre><code>a\n  b\n</code></pre>",
		"<p>uno\n\n  dos</p>":                                                               "<p>uno\ndos</p>",
		"<p>12\u00a0km</p>":                                                                 "<p>12\u00a0km</p>",
		"<a href=\"https://x.co/?a=1&amp;b=2\">x &lt; y</a>":                                "<a href=\"https://x.co/?a=1&amp;b=2\">x &lt; y</a>",
	} {
		var out bytes.Buffer
		if err := NewMinifier(false).Fragment(&out, []byte(text)); err != nil || out.String() != want {
			t.Errorf("%q\n got %q, %v\nwant %q", text, out.String(), err, want)
		}
	}
}

func TestStylesAndScriptBecomeSmaller(t *testing.T) {
	m := NewMinifier(false)
	if got, err := m.Styles([]byte("a {\n  color: #ff0000;\n}\n")); err != nil || string(got) != "a{color:red}" {
		t.Errorf("styles: %q, %v", got, err)
	}
	if got, err := m.Script([]byte("// said to nobody\nlet a = 1 ;\nalert( a )\n")); err != nil || string(got) != "let a=1;alert(a)" {
		t.Errorf("script: %q, %v", got, err)
	}
	if _, err := m.Script([]byte("let let = (")); err == nil {
		t.Error("a script that cannot be read is taken")
	}
}

func TestAPlainMinifierChangesNothing(t *testing.T) {
	m := NewMinifier(true)
	const text = "<p>\n  a\n</p>\n"
	var out bytes.Buffer
	if err := m.Fragment(&out, []byte(text)); err != nil || out.String() != text {
		t.Errorf("fragment: %q, %v", out.String(), err)
	}
	if got, err := m.Layout(text); err != nil || got != text {
		t.Errorf("layout: %q, %v", got, err)
	}
	if got, err := m.Styles([]byte(text)); err != nil || string(got) != text {
		t.Errorf("styles: %q, %v", got, err)
	}
	if got, err := m.Script([]byte(text)); err != nil || string(got) != text {
		t.Errorf("script: %q, %v", got, err)
	}
}
