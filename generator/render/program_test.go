package render

import (
	"bytes"
	"html/template"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/source"
	"vitrina/layouts"
)

// realSite is the site of this repository, joined, with its layouts.
func realSite(t testing.TB) (*renderer, []job) {
	t.Helper()
	sources := layouts.Under(os.DirFS("../.."))
	tree, found, err := source.Load(sources, 0)
	if err != nil || found.Errors() > 0 {
		t.Fatalf("reading the site: %v, %v", err, found)
	}
	m := publish.NewMinifier(false)
	ls, found, err := Load(sources, tree.Languages, m)
	if err != nil || len(found) > 0 {
		t.Fatalf("reading the layouts: %v, %v", found, err)
	}
	s := model.Build(tree, model.Options{AsOf: date.Date{Year: 2026, Month: 11, Day: 1}, BaseURL: "https://example.org/vitrina/", Repository: "https://example.org/repository"})
	r := newRenderer(s)
	r.layouts, r.minifier, r.sink = ls, m, &publish.Memory{}
	if err := r.assets(); err != nil {
		t.Fatal(err)
	}
	jobs := r.pages()
	jobs = append(jobs, r.tombstones(jobs)...)
	return r, append(jobs, r.searchJobs(jobs)...)
}

func TestEveryLayoutBecomesAProgram(t *testing.T) {
	r, _ := realSite(t)
	for i, sets := range r.layouts.byLanguage {
		for kind, l := range sets {
			if l.program == nil {
				_, err := compile(l.set, "frame", kinds[kind])
				t.Errorf("%s in language %d is filled the slow way: %v", kind, i, err)
			}
		}
	}
}

func TestProgramsWriteWhatTheTemplatesWrite(t *testing.T) {
	r, jobs := realSite(t)
	compared := map[string]int{}
	for i := range jobs {
		j := &jobs[i]
		// Every page of a kind that has few, every seventh of the others.
		if compared[j.kind]++; compared[j.kind] > 12 && compared[j.kind]%7 != 0 {
			continue
		}
		view := j.view(r.pageOf(j))
		l := r.layouts.byLanguage[j.language][j.kind]
		var fast, slow bytes.Buffer
		l.program.run(&fast, view)
		if err := l.set.ExecuteTemplate(&slow, "frame", view); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(fast.Bytes(), slow.Bytes()) {
			t.Fatalf("%s differs (-template +program):\n%s", j.address, cmp.Diff(slow.String(), fast.String()))
		}
	}
}

// probe has a value in every place where layouts put one.
type probe struct {
	Text  string
	HTML  template.HTML
	Count int
	List  []probe
	Next  *probe
}

const probeLayout = `{{define "p"}}<title>{{.Text}}</title><a href="{{.Text}}" title="{{.Text}}">{{.Text}}</a><a href="#{{.Text}}">{{.Count}}</a><a href="?q={{.Text}}">x</a><a href="../{{.Text}}">x</a><img src="{{.Text}}" alt="{{.Text}}">{{.HTML}}` +
	`{{range $i, $e := .List}}{{if $i}}, {{end}}{{$e.Text}}{{template "p" .}}{{else}}none{{end}}{{with .Next}}{{.Text}}{{$.Text}}{{else}}-{{end}}{{$x := .Text}}{{if and .Text (not .Next)}}{{$x}}{{end}}{{if or (eq .Text "a") (eq (len .List) 2)}}two{{end}}{{end}}`

func FuzzProgramsEscapeAsTemplatesDo(f *testing.F) {
	set := template.Must(template.New("").Parse(probeLayout))
	if err := set.ExecuteTemplate(&bytes.Buffer{}, "p", probe{}); err != nil {
		f.Fatal(err)
	}
	made, err := compile(set, "p", probe{})
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{"", "a", `"><script>alert(1)</script>`, "javascript:alert(1)", "JaVaScRiPt:x", "https://x.y/?a=b&c=%20d%zz", "data:text/html,x", "mailto:a@b.c", "ñ á +'\x00\xff", "{{.}}", "//x/y:z", "a:b/c", "%"} {
		f.Add(text, "b")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		view := probe{Text: a, HTML: template.HTML(b), Count: len(a), List: []probe{{Text: b}, {Text: a, HTML: "<b>"}}, Next: &probe{Text: b}}
		for _, v := range []probe{view, {Text: a}, {Next: &view}} {
			var fast, slow bytes.Buffer
			made.run(&fast, v)
			if err := set.ExecuteTemplate(&slow, "p", v); err != nil {
				t.Fatal(err)
			}
			if fast.String() != slow.String() {
				t.Fatalf("%q, %q (-template +program):\n%s", a, b, cmp.Diff(slow.String(), fast.String()))
			}
		}
	})
}

func TestALayoutThatProgramsDoNotKnowIsFilledByItsTemplate(t *testing.T) {
	for _, layout := range []string{`<script>{{.Text}}</script>`, `<p style="{{.Text}}">`, `{{printf "%s" .Text}}`, `{{index .List 0}}`, `{{.Absent}}`} {
		set := template.Must(template.New("p").Parse(layout))
		_ = set.Execute(&bytes.Buffer{}, probe{})
		if _, err := compile(set, "p", probe{}); err == nil {
			t.Errorf("%s was compiled", layout)
		}
	}
}
