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
	"vitrina/generator/source"
	"vitrina/generator/words"
)

// Layouts are the layouts of every language, with its words written into them
// and made smaller once. They may be used from several goroutines.
type Layouts struct {
	byLanguage []map[string]layout
	assets     []asset
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

// Load reads the layouts of layouts/ for each language, and the styles, script
// and images. It reports a layout that cannot be parsed, a word that a language
// lacks, a field that the view of a layout does not have, and what cannot be
// published. Others are the words that other packages ask for. The error is a
// disk that fails.
func Load(sources fs.FS, languages []*words.Language, m *publish.Minifier, others ...string) (*Layouts, diag.List, error) {
	files, found, err := readLayouts(sources)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the layouts: %w", err)
	}
	assets, bad, err := loadAssets(sources, m)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the styles and images: %w", err)
	}
	found = append(found, bad...)
	ls := &Layouts{assets: assets}
	var unusable diag.List
	for _, l := range languages {
		found = append(found, lackingWords(files, l)...)
		sets, bad := loadLanguage(files, l, m)
		ls.byLanguage = append(ls.byLanguage, sets)
		unusable = append(unusable, bad...)
		for _, key := range slices.Concat(usedWords, changes.Words, others) {
			if !l.Has(key) {
				found.Add(diag.Pos{File: l.File, Line: 1, Column: 1}, words.Rule,
					diag.T("falta la palabra %q, que usan las páginas", "the word %q, which the pages use, is missing", key),
					diag.DidYouMean(key, slices.Values(l.Keys()), diag.T("agréguela bajo words:", "add it under words:")))
			}
		}
	}
	if len(unusable) > 0 {
		// A layout was parsed without what makes it long: the places of mistakes
		// are those of the files.
		if placed := misplaced(files); len(placed) > 0 {
			unusable = placed
		}
	}
	return ls, append(found, unusable...), nil
}

// readLayouts reads the layouts and their parts.
func readLayouts(sources fs.FS) (map[string]string, diag.List, error) {
	var found diag.List
	files := map[string]string{}
	for _, folder := range []string{"layouts", partsFolder} {
		entries, bad, err := source.Entries(sources, folder)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, bad...)
		for _, e := range entries {
			if e.IsDir() || path.Ext(e.Name()) != ".html" {
				continue
			}
			name := path.Join(folder, e.Name())
			data, bad, err := source.ReadFile(sources, name, source.MaxTextBytes)
			if err != nil {
				return nil, nil, err
			}
			if found = append(found, bad...); len(bad) == 0 {
				files[name] = string(data)
			}
		}
	}
	return files, found, nil
}

// lackingWords finds the words that layouts ask for and a language lacks.
func lackingWords(files map[string]string, l *words.Language) diag.List {
	var found diag.List
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, m := range wordAction.FindAllStringSubmatchIndex(files[name], -1) {
			key := files[name][m[2]:m[3]]
			if l.Has(key) {
				continue
			}
			at := lineAndColumn(files[name], m[0])
			at.File = name
			found.Add(at, words.Rule, diag.T("la palabra %q no está en %s", "the word %q is not in %s", key, l.File),
				diag.DidYouMean(key, slices.Values(l.Keys()), diag.T("agréguela bajo words:", "add it under words:")))
		}
	}
	return found
}

// loadLanguage makes the layouts of a language. What it reports, Load gives its
// place.
func loadLanguage(files map[string]string, l *words.Language, m *publish.Minifier) (map[string]layout, diag.List) {
	var found diag.List
	unusable := func(name string, err error) {
		message, hint := layoutMessage(err)
		found.Add(diag.Pos{File: name}, RuleLayout, message, hint)
	}
	texts := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text := wordAction.ReplaceAllStringFunc(files[name], func(action string) string {
			key := wordAction.FindStringSubmatch(action)[1]
			if !l.Has(key) {
				return "" // reported by lackingWords
			}
			return html.EscapeString(l.Word(key))
		})
		small, err := m.Layout(text)
		if err != nil {
			unusable(name, err)
		}
		texts[name] = small
	}
	base := template.New("frame")
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if isFrame(name) {
			if _, err := base.Parse(texts[name]); err != nil {
				unusable(name, err)
			}
		}
	}
	sets := map[string]layout{}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		name := "layouts/" + kind + ".html"
		if _, ok := texts[name]; !ok {
			continue // refused
		}
		set, err := template.Must(base.Clone()).Parse(texts[name])
		if err != nil {
			unusable(name, err)
			continue
		}
		made, err := usable(set, "frame", kinds[kind])
		if err != nil {
			unusable(name, err)
			continue
		}
		sets[kind] = layout{set, made}
	}
	return sets, found
}

// usable makes a program of a layout, nil where programs do not know what it
// uses. A dry run makes html/template decide on escaping, and finds mistakes
// before a page is written; it passes over what stands in a range, which the
// compiler does not.
func usable(set *template.Template, name string, view any) (*program, error) {
	dry := set.ExecuteTemplate(&bytes.Buffer{}, name, view)
	made, err := compile(set, name, view)
	if unknown, ok := errors.AsType[noField](err); ok {
		return nil, unknown
	}
	if dry != nil {
		return nil, dry
	}
	if err != nil {
		return nil, nil
	}
	return made, nil
}

// partsFolder holds the pieces that several layouts use.
const partsFolder = "layouts/parts"

// isFrame reports whether a layout is the frame or a part, which all others
// use.
func isFrame(name string) bool {
	return name == "layouts/"+frameFile || path.Dir(name) == partsFolder
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
