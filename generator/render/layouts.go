package render

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"vitrina/generator/changes"
	"vitrina/generator/diag"
	"vitrina/generator/publish"
	"vitrina/generator/words"
)

// Layouts are the layouts of every language, with its words written into them
// and made smaller once. They may be used from several goroutines.
type Layouts struct {
	byLanguage []map[string]layout
}

// layout is one layout of one language. The program is nil where the layout
// uses what programs do not know.
type layout struct {
	set     *template.Template
	program *program
}

// RuleLayout is the rule whose findings say that a layout cannot be used.
const RuleLayout = "layout-syntax"

// frameFile is the layout that every other fills.
const frameFile = "frame.html"

var wordAction = regexp.MustCompile(`\{\{-?\s*word\s+"([^"]*)"\s*-?\}\}`)

// Load reads the layouts of layouts/ for each language. It reports a layout
// that cannot be parsed, a word that a language lacks, and a field that the
// view of a layout does not have. Others are the words that other packages ask
// for.
func Load(sources fs.FS, languages []*words.Language, m *publish.Minifier, others ...string) (*Layouts, diag.List) {
	var found diag.List
	files := map[string]string{}
	for _, pattern := range []string{"layouts/*.html", "layouts/parts/*.html"} {
		names, err := fs.Glob(sources, pattern)
		if err != nil {
			panic("render: a pattern of ours is malformed: " + err.Error())
		}
		for _, name := range names {
			data, err := fs.ReadFile(sources, name)
			if err != nil {
				found.Add(diag.Pos{File: name}, RuleLayout, diag.T("no se puede leer: %v", "cannot be read: %v", err), diag.Text{})
				continue
			}
			files[name] = string(data)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		if _, ok := files["layouts/"+name+".html"]; !ok {
			found.Add(diag.Pos{File: "layouts/" + name + ".html"}, RuleLayout, diag.T("falta la plantilla %q", "the layout %q is missing", name), diag.Text{})
		}
	}
	ls := &Layouts{}
	for _, l := range languages {
		sets, bad := loadLanguage(files, l, m)
		ls.byLanguage = append(ls.byLanguage, sets)
		found = append(found, bad...)
		for _, key := range slices.Concat(usedWords, changes.Words, others) {
			if !l.Has(key) {
				found.Add(diag.Pos{File: l.File, Line: 1, Column: 1}, words.Rule,
					diag.T("falta la palabra %q, que usan las páginas", "the word %q, which the pages use, is missing", key),
					diag.DidYouMean(key, slices.Values(l.Keys()), diag.T("agréguela bajo words:", "add it under words:")))
			}
		}
	}
	return ls, found
}

func loadLanguage(files map[string]string, l *words.Language, m *publish.Minifier) (map[string]layout, diag.List) {
	var found diag.List
	texts := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text := wordAction.ReplaceAllStringFunc(files[name], func(action string) string {
			key := wordAction.FindStringSubmatch(action)[1]
			if !l.Has(key) {
				at := lineAndColumn(files[name], strings.Index(files[name], action))
				at.File = name
				found.Add(at, words.Rule, diag.T("la palabra %q no está en %s", "the word %q is not in %s", key, l.File),
					diag.DidYouMean(key, slices.Values(l.Keys()), diag.T("agréguela bajo words:", "add it under words:")))
				return ""
			}
			return html.EscapeString(l.Word(key))
		})
		small, err := m.Layout(text)
		if err != nil {
			found.Add(diag.Pos{File: name}, RuleLayout, diag.T("%v", "%v", err), diag.Text{})
		}
		texts[name] = small
	}
	if len(found) > 0 {
		return nil, found
	}
	base := template.New("frame")
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if name == "layouts/"+frameFile || strings.HasPrefix(name, "layouts/parts/") {
			if _, err := base.Parse(texts[name]); err != nil {
				found.Add(templatePlace(name, err), RuleLayout, diag.T("%s", "%s", templateMessage(err)), diag.Text{})
			}
		}
	}
	sets := map[string]layout{}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		name := "layouts/" + kind + ".html"
		set, err := template.Must(base.Clone()).Parse(texts[name])
		if err != nil {
			found.Add(templatePlace(name, err), RuleLayout, diag.T("%s", "%s", templateMessage(err)), diag.Text{})
			continue
		}
		// A dry run makes html/template decide on escaping, and finds mistakes
		// before a page is written; it passes over what stands in a range.
		dry := set.ExecuteTemplate(&bytes.Buffer{}, "frame", kinds[kind])
		made, err := compile(set, "frame", kinds[kind])
		if unknown, ok := errors.AsType[noField](err); ok {
			found.Add(fieldPlace(files, name, unknown.name), RuleLayout,
				diag.T("el campo %q no está en %s", "the field %q is not in %s", unknown.name, unknown.of), diag.Text{})
			continue
		}
		if dry != nil {
			found.Add(templatePlace(name, dry), RuleLayout, diag.T("%s", "%s", templateMessage(dry)), diag.Text{})
			continue
		}
		if err != nil {
			made = nil
		}
		sets[kind] = layout{set, made}
	}
	return sets, found
}

var templatePosition = regexp.MustCompile(`template: [^:]*:(\d+)`)

func templatePlace(name string, err error) diag.Pos {
	p := diag.Pos{File: name, Line: 1, Column: 1}
	if m := templatePosition.FindStringSubmatch(err.Error()); m != nil {
		_, _ = fmt.Sscan(m[1], &p.Line)
	}
	return p
}

// fieldPlace is where a field is asked for: in the layout itself, else in the
// first of the frame and the parts that names it.
func fieldPlace(files map[string]string, layout, field string) diag.Pos {
	asked := regexp.MustCompile(`\.` + field + `\b`)
	for _, name := range append([]string{layout}, slices.Sorted(maps.Keys(files))...) {
		if at := asked.FindStringIndex(files[name]); at != nil && (name == layout || name == "layouts/"+frameFile || strings.HasPrefix(name, "layouts/parts/")) {
			p := lineAndColumn(files[name], at[0])
			p.File = name
			return p
		}
	}
	return diag.Pos{File: layout, Line: 1, Column: 1}
}

func templateMessage(err error) string {
	return strings.TrimPrefix(err.Error(), "template: ")
}

func lineAndColumn(text string, offset int) diag.Pos {
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	return diag.Pos{Line: 1 + strings.Count(text[:start], "\n"), Column: 1 + len([]rune(text[start:offset]))}
}

// execute fills the layout of a kind for the language with index i.
func (ls *Layouts) execute(out *bytes.Buffer, i int, kind string, view any) error {
	l, ok := ls.byLanguage[i][kind]
	if !ok {
		panic("render: no layout " + path.Join("layouts", kind+".html"))
	}
	if l.program != nil {
		l.program.run(out, view)
		return nil
	}
	if err := l.set.ExecuteTemplate(out, "frame", view); err != nil {
		return fmt.Errorf("filling the layout %s: %w", kind, err)
	}
	return nil
}
