package render

import (
	"slices"
	"testing"

	"vitrina/generator/model"
)

// A text in another language is marked where it stands alone, in a sentence and
// in a drawing; once where its element says so already, and not at all where
// nothing can be marked.
func TestATextCarriesItsLanguage(t *testing.T) {
	es := func(text string) string { return tongue(model.Phrase{Text: text, Language: "es"}) }
	if got := tongue(model.Phrase{Text: "Complete"}); got != "Complete" {
		t.Errorf("a text in the page's language is %q", got)
	}
	for _, c := range [][2]string{
		{"<p>Nothing.</p>", "<p>Nothing.</p>"},
		{"<h2>" + es("Completo") + "</h2>", `<h2 lang="es">Completo</h2>`},
		{`<h2 id="a">` + es("Completo") + ` <span class=count>2</span></h2>`, `<h2 id="a"><span lang="es">Completo</span> <span class=count>2</span></h2>`},
		{`<a href="x" lang="es">` + es("Completo") + "</a>", `<a href="x" lang="es">Completo</a>`},
		{"<p>IRM: " + es("Cumplimiento") + ": " + es("Completo") + ".</p>", `<p>IRM: <span lang="es">Cumplimiento</span>: <span lang="es">Completo</span>.</p>`},
		{`<option value="x">` + es("Completo") + " (2)</option>", `<option value="x">Completo (2)</option>`},
		{`<option value="x">` + es("Completo") + "</option>", `<option value="x" lang="es">Completo</option>`},
		{"<title>" + es("Completo") + " · Site</title>", "<title>Completo · Site</title>"},
		{`<meta content="` + es("Completo > nada") + `, it says">`, `<meta content="Completo > nada, it says">`},
		{`<script type="application/ld+json">{"name":"` + es("Completo") + `"}</script>`, `<script type="application/ld+json">{"name":"Completo"}</script>`},
		{"<svg><title>Levels: " + es("Completo") + "</title><text>" + es("Completo") + "</text><text>2 " + es("Completo") + "</text></svg><p>2 " + es("Completo") + "</p>",
			`<svg><title>Levels: Completo</title><text lang="es">Completo</text><text>2 <tspan lang="es">Completo</tspan></text></svg><p>2 <span lang="es">Completo</span></p>`},
		{"<svg><text>1 " + tongueBegin + "es" + tongueText + "Completo y</text><text>a</text><text>tiempo" + tongueEnd + "</text><text>2</text></svg>",
			`<svg><text>1 <tspan lang="es">Completo y</tspan></text><text lang="es">a</text><text lang="es">tiempo</text><text>2</text></svg>`},
		// Signs that an escape of YAML or HTML wrote take no text with them.
		{"<h1>Publish " + tongueBegin + " the budget</h1>", "<h1>Publish  the budget</h1>"},
		{"<p>a " + tongueBegin + `x" y` + tongueText + " b " + tongueEnd + es("c") + "</p>", `<p>a x" y b <span lang="es">c</span></p>`},
		{"<p>a " + tongueText + "b" + tongueBegin + "</p><p>" + es("c") + "</p>", `<p>a b</p><p lang="es">c</p>`},
		{"<svg><text>a " + tongueBegin + "b</text><text>c</text></svg>", "<svg><text>a b</text><text>c</text></svg>"},
	} {
		if got := string(tongued([]byte(c[0]))); got != c[1] {
			t.Errorf("%q is %q, want %q", c[0], got, c[1])
		}
	}
	if got := bare("a " + tongueBegin + " b " + es("c") + tongueEnd); got != "a  b c" {
		t.Errorf("bare loses text: %q", got)
	}
	if got := bare("a " + es("b") + " c " + es("d")); got != "a b c d" {
		t.Errorf("bare is %q", got)
	}
}

// Texts stand where their letters put them, whatever their language.
func TestTheLanguageOfATextDoesNotMoveIt(t *testing.T) {
	r, jobs := realSite(t)
	p := r.pageOf(&jobs[0])
	order := func() []string {
		var out []string
		for _, part := range p.themes().Parts {
			for _, row := range part.Rows {
				out = append(out, bare(row.Text))
			}
		}
		for _, way := range p.ways() {
			for _, l := range way.Links {
				out = append(out, bare(l.Text))
			}
		}
		for _, group := range p.catalogue().Groups {
			for _, l := range group.Lines {
				out = append(out, l.Name)
			}
		}
		choices := map[string]choice{}
		for _, theme := range r.site.Themes {
			choices[theme.Code.Code] = choice{Option: Option{theme.Code.Code, p.label(theme.Code)}}
		}
		for _, group := range p.optionGroups(choices) {
			for _, o := range group.Options {
				out = append(out, o.Value)
			}
		}
		return out
	}
	before := order()
	for i, theme := range r.site.Themes {
		if i%2 == 0 {
			theme.Label[p.i].Language = "pt"
		}
	}
	for i, table := range r.site.Tables {
		if title := table.Schema.Title; i%2 == 0 {
			for at := range title {
				title[at].Language.Value = "pt"
			}
		}
	}
	if after := order(); len(after) < 150 || !slices.Equal(before, after) {
		t.Errorf("in the page's language:\n%q\nhalf of them in another:\n%q", before, after)
	}
}

// The search finds no signs, nor the codes between them, in what a page says.
func TestTheSearchHearsNoSigns(t *testing.T) {
	es := func(text string) string { return tongue(model.Phrase{Text: text, Language: "es"}) }
	r := &renderer{heard: map[string]gathered{}}
	g := r.hear(&job{address: "x/"}, speech{es("Título"), es("Encabezado"), "IRM: " + es("Completo")})
	if g.title != "Título" || g.headings != "Encabezado\n" || g.text != "Título\nIRM: Completo\n" {
		t.Errorf("the search hears %q, %q and %q", g.title, g.headings, g.text)
	}
}

type speech struct{ title, heading, text string }

func (s speech) named() (string, string) { return s.title, s.title }

func (s speech) tell(heading, text func(string)) {
	heading(s.heading)
	text(s.text)
}

// Those who assign themes stand together, though their list gives no order.
func TestTheChoicesOfOneWhoAssignsStandTogether(t *testing.T) {
	r, jobs := realSite(t)
	p := r.pageOf(&jobs[0])
	first, second := &model.Code{Code: "a", Label: model.Text{{Text: "A"}, {Text: "A"}}}, &model.Code{Code: "b", Label: model.Text{{Text: "B"}, {Text: "B"}}}
	used := map[string]choice{}
	for label, basis := range map[string]*model.Code{"agua": second, "datos": first, "leyes": second, "salud": first, "nada": nil, "tierra": second} {
		used[label] = choice{Option{label, label}, 0, basis}
	}
	var got []string
	for _, g := range p.optionGroups(used) {
		for _, o := range g.Options {
			got = append(got, g.Label+o.Value)
		}
	}
	if want := []string{"Adatos", "Asalud", "Bagua", "Bleyes", "Btierra", "nada"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
