package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the zones of a site must be the same on every machine

	"vitrina/generator/diag"
	"vitrina/generator/markdown"
	"vitrina/generator/table"
	"vitrina/generator/words"
	"vitrina/generator/written"
)

// Limits on what is read, since pull requests come from strangers.
const (
	MaxTextBytes  = 1 << 20
	MaxTableBytes = 20 << 20
	MaxFiles      = 200_000
)

// file is one file on its way into the tree. The worker that takes it fills
// exactly one of the results.
type file struct {
	separator rune // of a table that a spreadsheet program saved, else 0
	path      string
	kind      kind
	lang      string // of content and words
	name      string // page name, dataset name, name in an edition

	edition string // of a frozen file

	size       int
	commitment *Commitment
	page       *Page
	table      *table.Table
	schema     *table.Schema
	words      *words.Form
	frozen     *Frozen
	// editionForm is what the file that describes an edition says.
	editionForm *EditionForm
	found       diag.List
	err         error
}

type kind int

const (
	siteKind kind = iota
	commitmentKind
	pageKind
	tableKind
	schemaKind
	wordsKind
	registerKind
	frozenKind
	otherKind
)

// Load reads the sources with as many workers (0: one a core). Findings are
// what an author can mend; the error is a disk that fails. The layouts'
// words are read through the same file system.
func Load(sources fs.FS, workers int) (*Tree, diag.List, error) {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	files, found, err := list(sources)
	if err != nil {
		return nil, nil, err
	}
	t := &Tree{Broken: map[string]bool{}, meant: map[spelled]bool{}, reported: map[line]bool{}, byName: map[string]*Dataset{}}
	siteAt := slices.IndexFunc(files, func(f *file) bool { return f.kind == siteKind })
	if siteAt < 0 && slices.ContainsFunc(found, func(one diag.Finding) bool { return one.File == path.Dir(SiteFile) }) {
		return t, found, nil // the folder itself was refused
	}
	if siteAt < 0 {
		found.Add(diag.Pos{File: SiteFile}, RuleMissingFile,
			diag.T("falta el archivo que describe el sitio", "the file that describes the site is missing"),
			diag.T("cree content/site.yaml con title y languages", "write content/site.yaml with title and languages"))
		return t, found, nil
	}

	next := make(chan *file)
	var done sync.WaitGroup
	for range workers {
		done.Go(func() {
			for f := range next {
				f.read(sources, &t.Site)
			}
		})
	}
	for _, f := range files {
		next <- f
	}
	close(next)
	done.Wait()

	for _, f := range files {
		if f.err != nil {
			return nil, nil, fmt.Errorf("reading the sources: %w", f.err)
		}
		found = append(found, f.found...)
		for _, one := range f.found {
			if one.Stops {
				t.Broken[f.path] = true
			}
			if one.Meant != "" {
				t.meant[spelled{f.path, one.Meant}] = true
			}
			t.reported[line{f.path, one.Line}] = true
		}
		t.Counts.Files++
		t.Counts.Bytes += f.size
	}
	found = append(found, t.assemble(files)...)
	return t, found, nil
}

// list walks the folders that hold sources. What may not be there is reported
// and left out.
func list(sources fs.FS) ([]*file, diag.List, error) {
	var l listing
	for _, root := range []string{"content", "datasets", "layouts/words"} {
		link, err := throughLink(sources, root)
		if err != nil {
			return nil, nil, err
		}
		if link != "" {
			l.found = append(l.found, notRegular(link))
			continue
		}
		err = fs.WalkDir(sources, root, func(p string, entry fs.DirEntry, err error) error {
			if p == root && errors.Is(err, fs.ErrNotExist) {
				return fs.SkipDir
			}
			if err != nil {
				return fmt.Errorf("listing %s: %w", p, err)
			}
			return l.take(root, p, entry)
		})
		if err != nil {
			return nil, nil, err
		}
	}
	slices.SortFunc(l.files, func(a, b *file) int { return cmp.Compare(a.path, b.path) })
	return l.files, l.found, nil
}

// listing is the files that were met so far.
type listing struct {
	files []*file
	found diag.List
}

// take adds what lies at a path below the root of a walk.
func (l *listing) take(root, p string, entry fs.DirEntry) error {
	hidden := strings.HasPrefix(entry.Name(), ".")
	switch {
	case entry.IsDir() && hidden && p != root:
		return fs.SkipDir
	case entry.IsDir():
		return nil
	case !entry.Type().IsRegular():
		l.found = append(l.found, notRegular(p))
		return nil
	case hidden || entry.Name() == "README.md":
		return nil
	}
	f := classify(p)
	if f.kind == otherKind {
		l.found.Add(diag.Pos{File: p}, RuleUnexpectedFile,
			diag.T("aquí no va un archivo de este tipo", "a file of this kind has no place here"),
			expectedFiles(root))
		return nil
	}
	if l.files = append(l.files, f); len(l.files) > MaxFiles {
		return fmt.Errorf("the sources have more than %d files", MaxFiles)
	}
	return nil
}

func expectedFiles(root string) diag.Text {
	switch root {
	case "content":
		return diag.T("en content/ van site.yaml y archivos .md dentro de la carpeta de un idioma", "content/ holds site.yaml, and .md files inside the folder of a language")
	case "datasets":
		return diag.T("en datasets/<nombre>/ van <nombre>.csv y schema.yaml", "datasets/<name>/ holds <name>.csv and schema.yaml")
	}
	return diag.T("en layouts/words/ van archivos <idioma>.yaml", "layouts/words/ holds files <language>.yaml")
}

// classify tells from a path what the file is.
func classify(p string) *file {
	f := &file{path: p, kind: otherKind}
	parts := strings.Split(p, "/")
	base := parts[len(parts)-1]
	switch {
	case p == SiteFile:
		f.kind = siteKind
	case parts[0] == "content" && len(parts) == 4 && parts[2] == "commitments" && strings.HasSuffix(base, ".md") && base != "index.md":
		f.kind, f.lang, f.name = commitmentKind, parts[1], strings.TrimSuffix(base, ".md")
	case parts[0] == "content" && len(parts) >= 3 && strings.HasSuffix(base, ".md"):
		f.kind, f.lang, f.name = pageKind, parts[1], strings.TrimSuffix(strings.Join(parts[2:], "/"), ".md")
	case parts[0] == "layouts" && strings.HasSuffix(base, ".yaml"):
		f.kind, f.lang = wordsKind, strings.TrimSuffix(base, ".yaml")
	case parts[0] == "datasets" && len(parts) > 1 && parts[1] == "releases":
		classifyFrozen(f, parts)
	case parts[0] == "datasets" && (len(parts) == 3 || len(parts) == 4 && parts[1] == "codes"):
		f.name = strings.Join(parts[1:len(parts)-1], "/")
		switch base {
		case "schema.yaml":
			f.kind = schemaKind
		case parts[len(parts)-2] + ".csv":
			f.kind = tableKind
		}
	}
	return f
}

// read fills the file's result; site is written by the one worker that has
// site.yaml.
func (f *file) read(sources fs.FS, site *Site) {
	limit := f.limit()
	info, err := fs.Stat(sources, f.path)
	if err == nil && info.Size() > int64(limit) {
		f.tooLarge(info.Size(), limit)
		f.stopped(site)
		return
	}
	var data []byte
	if err == nil {
		data, err = fs.ReadFile(sources, f.path)
	}
	if err != nil {
		f.err = err
		return
	}
	f.take(data, site)
}

func (f *file) limit() int {
	if f.kind == tableKind || f.kind == registerKind || f.kind == frozenKind {
		return MaxTableBytes
	}
	return MaxTextBytes
}

func (f *file) tooLarge(size int64, limit int) {
	f.found = append(f.found, tooLarge(f.path, size, limit))
	f.found.Stop()
}

// take fills the file's result from its bytes.
func (f *file) take(data []byte, site *Site) {
	f.size = len(data)
	if limit := f.limit(); len(data) > limit {
		f.tooLarge(int64(len(data)), limit)
		f.stopped(site)
		return
	}
	if bad := checkBytes(f.path, data); len(bad) > 0 {
		f.found = append(f.found, bad...)
		if data = clean(data); bad[len(bad)-1].Stops {
			f.stopped(site)
			return
		}
	}
	f.fill(data, site)
}

// stopped fills the file's result as that of an empty file, without a word on
// what an empty one lacks.
func (f *file) stopped(site *Site) {
	found := f.found
	f.fill(nil, site)
	f.found = found
}

func (f *file) fill(data []byte, site *Site) {
	switch f.kind {
	case siteKind:
		f.found = append(f.found, written.Decode(f.path, data, site)...)
	case wordsKind:
		f.words = &words.Form{}
		bad := written.Decode(f.path, data, f.words)
		f.found = append(f.found, bad...)
		if len(bad) == 0 {
			f.found = append(f.found, words.Check(f.path, *f.words)...)
		}
	case schemaKind:
		f.schema = &table.Schema{}
		f.found = append(f.found, written.Decode(f.path, data, f.schema)...)
	case frozenKind:
		f.readFrozen(data)
	case tableKind, registerKind:
		var bad diag.List
		if f.separator != 0 {
			f.table, bad = table.ParseSheet(f.path, data, f.separator)
		} else {
			f.table, bad = table.Parse(f.path, data)
		}
		f.found = append(f.found, bad...)
	case commitmentKind:
		f.commitment = &Commitment{Path: f.path, Language: f.lang}
		f.commitment.Text = f.readText(data, &f.commitment.Front)
	case pageKind:
		f.page = &Page{Path: f.path, Language: f.lang, Name: f.name}
		f.page.Text = f.readText(data, &f.page.PageFront)
	}
}

// readText splits front matter from body and parses both.
func (f *file) readText(data []byte, front any) Text {
	body, before, found := splitFront(f.path, data, front)
	f.found = append(f.found, found...)
	if at, limit, hard := markdown.TooHard(body); hard {
		t := tooHard[limit]
		f.found.Add(diag.Pos{File: f.path, Line: before + at.Line, Column: at.Column}, RuleTooLarge,
			diag.T(t.message.ES, t.message.EN, limit.Most()), t.hint)
		body = nil
	}
	return Text{Doc: markdown.Parse(body), Before: before}
}

// tooHard says what each limit of Markdown means to an author; the number is
// what it allows.
var tooHard = map[markdown.Limit]struct{ message, hint diag.Text }{
	markdown.LongLine:        {diag.Text{ES: "la línea tiene más de %d caracteres", EN: "the line has more than %d characters"}, diag.T("divídala", "break it")},
	markdown.DeepNesting:     {diag.Text{ES: "la línea está a más de %d niveles de listas o citas", EN: "the line lies more than %d levels of lists or quotations deep"}, diag.T("quite niveles", "take levels away")},
	markdown.ManyDelimiters:  {diag.Text{ES: "hay más de %d signos seguidos", EN: "there are more than %d marks in a row"}, diag.T("quítelos o sepárelos", "remove them or keep them apart")},
	markdown.LongBlock:       {diag.Text{ES: "el párrafo o la tabla tiene más de %d caracteres", EN: "the paragraph or table has more than %d characters"}, diag.T("divídalo con una línea en blanco", "divide it by a blank line")},
	markdown.ManyEmphasis:    {diag.Text{ES: "el párrafo o la tabla tiene más de %d signos «*» y «_»", EN: "the paragraph or table has more than %d of the marks * and _"}, diag.T("divídalo con una línea en blanco", "divide it by a blank line")},
	markdown.ManyBrackets:    {diag.Text{ES: "el párrafo o la tabla tiene más de %d corchetes", EN: "the paragraph or table has more than %d square brackets"}, diag.T("divídalo con una línea en blanco", "divide it by a blank line")},
	markdown.ManyDefinitions: {diag.Text{ES: "el texto define aparte más de %d enlaces", EN: "the text defines more than %d links apart"}, diag.T("escriba los enlaces en su lugar, [así](página.md), o divida la página", "write the links in their place, [like this](page.md), or split the page")},
}

// assemble puts what the workers read into the tree, in the order of the
// paths.
func (t *Tree) assemble(files []*file) diag.List {
	found := t.assembleLanguages(files)
	found = append(found, t.assembleZone()...)
	t.assembleEditions(files)
	t.assembleTexts(files)
	t.assembleDatasets(files)
	found = append(found, t.otherFolders(files)...)
	for _, d := range t.Datasets {
		found = append(found, d.incomplete()...)
	}
	return found
}

// assembleLanguages makes the languages of the site, each with its words.
func (t *Tree) assembleLanguages(files []*file) diag.List {
	var found diag.List
	forms := map[string]*file{}
	for _, f := range files {
		if f.kind == wordsKind {
			forms[f.lang] = f
		}
	}
	first := map[string]written.Text{}
	t.Site.Languages = slices.DeleteFunc(t.Site.Languages, func(code written.Text) bool {
		before, twice := first[code.Value]
		if twice {
			found.Add(code.In(SiteFile), RuleSetting, diag.T("el idioma %q está repetido", "the language %q is repeated", code.Value), diag.T("déjelo una sola vez", "keep it only once"),
				diag.Related{Pos: before.In(SiteFile), Message: diag.T("usado antes aquí", "used before here")})
		} else {
			first[code.Value] = code
		}
		return twice
	})
	for _, code := range t.Site.Languages {
		f := forms[code.Value]
		if f == nil {
			t.Undecided = t.Undecided || code.Value == t.Default()
			found.Add(code.In(SiteFile), words.Rule,
				diag.T("el idioma %q no tiene palabras", "the language %q has no words", code.Value),
				diag.T("cree layouts/words/%s.yaml", "write layouts/words/%s.yaml", code.Value))
			continue
		}
		if len(f.words.Months) != 12 {
			continue // reported by words.Check
		}
		l, err := words.New(code.Value, cmp.Or(t.Site.Locales.Of(code.Value), code.Value), f.path, *f.words)
		if err != nil {
			found.Add(code.In(SiteFile), written.RuleWrongType, diag.T("%v", "%v", err), diag.Text{})
			continue
		}
		t.Languages = append(t.Languages, l)
	}
	return found
}

// assembleZone finds the time zone that the site names, UTC where none.
func (t *Tree) assembleZone() diag.List {
	var found diag.List
	t.Zone = time.UTC
	name := t.Site.TimeZone
	if !name.Given() {
		return nil
	}
	zone, err := time.LoadLocation(name.Value)
	if err != nil || name.Value == "Local" {
		found.Add(name.In(SiteFile), written.RuleWrongType,
			diag.T("la zona horaria %q no se conoce", "the time zone %q is not known", name.Value),
			diag.T("use un nombre de la lista IANA, como America/Bogota", "use a name of the IANA list, such as America/Bogota"))
		return found
	}
	t.Zone = zone
	return nil
}

// assembleTexts puts pages and commitments into the tree, translations with
// what they translate, in the order of the languages.
func (t *Tree) assembleTexts(files []*file) {
	byID := map[string]*Commitment{}
	translations := map[string][]*file{} // by language
	for _, f := range files {
		switch {
		case f.kind == pageKind:
			t.Pages = append(t.Pages, f.page)
		case f.kind != commitmentKind:
		case f.lang == t.Default():
			t.Commitments = append(t.Commitments, f.commitment)
			byID[f.name] = f.commitment
		default:
			translations[f.lang] = append(translations[f.lang], f)
		}
	}
	for _, language := range t.Site.Languages {
		for _, f := range translations[language.Value] {
			if original := byID[f.name]; original != nil {
				original.Translations = append(original.Translations, f.commitment)
			} else {
				t.Strays = append(t.Strays, f.commitment)
			}
		}
	}
}

// assembleDatasets puts rows and schemas into the tree, those of one dataset
// together.
func (t *Tree) assembleDatasets(files []*file) {
	for _, f := range files {
		if f.kind != tableKind && f.kind != schemaKind {
			continue
		}
		d := t.byName[f.name]
		if d == nil {
			d = &Dataset{Name: f.name, SchemaFile: "datasets/" + f.name + "/schema.yaml"}
			t.byName[f.name] = d
			t.Datasets = append(t.Datasets, d)
		}
		if f.kind == tableKind {
			d.Table = f.table
		} else {
			d.Schema, d.Described = *f.schema, true
		}
	}
}

// otherFolders finds folders of content/ that are of no language of the site.
func (t *Tree) otherFolders(files []*file) diag.List {
	if len(t.Site.Languages) == 0 {
		return nil
	}
	var found diag.List
	known := map[string]bool{} // or reported
	for _, language := range t.Site.Languages {
		known[language.Value] = true
	}
	for _, f := range files {
		if (f.kind == commitmentKind || f.kind == pageKind) && !known[f.lang] {
			known[f.lang] = true
			found.Add(diag.Pos{File: path.Join("content", f.lang)}, RuleUnexpectedFile,
				diag.T("la carpeta %q no es la de un idioma del sitio", "the folder %q is not that of a language of the site", f.lang),
				diag.T("agregue el idioma a languages en content/site.yaml, o mueva la carpeta", "add the language to languages in content/site.yaml, or move the folder"))
		}
	}
	return found
}

// incomplete finds what a dataset lacks, or has though it is computed.
func (d *Dataset) incomplete() diag.List {
	var found diag.List
	switch {
	case d.Schema.IsDerived() && d.Table != nil:
		found.Add(diag.Pos{File: d.Table.File}, RuleUnexpectedFile,
			diag.T("las filas de la tabla derivada %q se calculan", "the rows of the derived table %q are computed", d.Name),
			diag.T("borre este archivo, o quite derived_from de %s", "delete this file, or take derived_from out of %s", d.SchemaFile))
	case d.Table == nil && d.Name != CommitmentsDataset && !d.Schema.IsDerived():
		csv := "datasets/" + d.Name + "/" + path.Base(d.Name) + ".csv"
		found.Add(diag.Pos{File: csv}, RuleMissingFile,
			diag.T("el conjunto de datos %q no tiene filas", "the dataset %q has no rows", d.Name),
			diag.T("cree %s con los nombres de las columnas en la primera línea", "write %s with the names of the columns in its first line", csv))
	}
	if !d.Described {
		found.Add(diag.Pos{File: d.SchemaFile}, RuleMissingFile,
			diag.T("el conjunto de datos %q no tiene schema.yaml", "the dataset %q has no schema.yaml", d.Name),
			diag.T("descríbalo: título, descripción, licencia, fuentes, clave y campos", "describe it: title, description, licence, sources, key and fields"))
	}
	return found
}

// DefaultLanguage returns the default language of a site.yaml that may have
// mistakes in its other lines, so that they can be told in that language.
func DefaultLanguage(data []byte) string {
	var own []byte
	inside := false
	for line := range bytes.Lines(bytes.TrimPrefix(data, mark)) {
		if line[0] != ' ' && line[0] != '-' && line[0] != ']' && line[0] != '#' {
			inside = bytes.HasPrefix(line, []byte("languages:"))
		}
		if inside {
			own = append(own, line...)
		}
	}
	t := &Tree{}
	written.Decode(SiteFile, own, &t.Site) // its findings are those of Load
	return t.Default()
}

// ReadTable reads a table that lies outside the sources, such as one that was
// downloaded. It is held to what a table of the sources is, but may begin with
// the byte-order mark that spreadsheet programs write.
func ReadTable(name string, data []byte) (*table.Table, diag.List) {
	f := &file{path: name, kind: tableKind}
	f.take(bytes.TrimPrefix(data, mark), nil)
	return f.table, f.found
}

// ReadSheet is ReadTable for what a spreadsheet program saved, with the given
// separator between its cells.
func ReadSheet(name string, data []byte, separator rune) (*table.Table, diag.List) {
	f := &file{path: name, kind: tableKind, separator: separator}
	f.take(bytes.TrimPrefix(data, mark), nil)
	return f.table, f.found
}
