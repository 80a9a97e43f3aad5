package render

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"iter"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"vitrina/generator/diag"
)

// misplaced finds the mistakes of layouts where they stand: it parses the files
// as they were written, where Load parses them filled with words and made
// smaller. Each place is reported once, however many layouts use it.
func misplaced(files map[string]string) diag.List {
	p := places{files: files, seen: map[diag.Pos]bool{}, lacking: map[string]*lack{}, defined: map[string]string{}, used: map[string]bool{}}
	texts := map[string]string{}
	broken := false
	for _, name := range slices.Sorted(maps.Keys(files)) {
		// As long as before, and no function that only Load knows.
		texts[name] = wordAction.ReplaceAllStringFunc(files[name], func(action string) string { return strings.Repeat("w", len(action)) })
		if _, err := template.New(name).Parse(texts[name]); err != nil {
			p.add(name, err)
			broken = broken || isFrame(name)
			delete(texts, name)
		}
	}
	if broken {
		return p.found // of the others nothing can be told
	}
	base := template.New("")
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if isFrame(name) {
			template.Must(base.New(name).Parse(texts[name]))
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		name := "layouts/" + kind + ".html"
		text, ok := texts[name]
		if !ok {
			continue
		}
		set := template.Must(base.Clone())
		if _, err := set.New(name).Parse(text); err != nil {
			p.add(name, err)
			continue
		}
		if p.note(set) {
			continue
		}
		if _, err := usable(set, "frame", kinds[kind]); err != nil {
			p.add(name, err)
		}
	}
	p.missing()
	return p.found
}

// places collects findings, each with its place in the files.
type places struct {
	files map[string]string
	seen  map[diag.Pos]bool
	found diag.List
	// lacking are the pieces that nothing defines; defined are the others with
	// the file that defines them, used those that something uses.
	lacking map[string]*lack
	defined map[string]string
	used    map[string]bool
}

func (p *places) report(at diag.Pos, message, hint diag.Text) {
	if !p.seen[at] {
		p.seen[at] = true
		p.found.Add(at, RuleLayout, message, hint)
	}
}

// add reports what was said of a layout, which may lie in one of its parts.
func (p *places) add(name string, err error) {
	message, hint := layoutMessage(err)
	p.report(p.placeOf(name, err), message, hint)
}

var (
	templatePosition = regexp.MustCompile(`template: ?([^:]*):(\d+)(?::(\d+))?`)
	unclosedStart    = regexp.MustCompile(`started at [^:]*:(\d+)`)
	quotedPart       = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
)

func (p *places) placeOf(name string, err error) diag.Pos {
	if unknown, ok := errors.AsType[noField](err); ok && unknown.file != "" {
		return p.offset(unknown.file, unknown.at, "."+unknown.name)
	}
	m := templatePosition.FindStringSubmatch(err.Error())
	if m == nil {
		return diag.Pos{File: name, Line: 1, Column: 1}
	}
	if _, ok := p.files[m[1]]; ok {
		name = m[1]
	}
	line, _ := strconv.Atoi(m[2])
	if started := unclosedStart.FindStringSubmatch(err.Error()); started != nil {
		line, _ = strconv.Atoi(started[1])
	}
	lines := strings.SplitAfter(p.files[name], "\n")
	if line < 1 || line > len(lines) {
		return diag.Pos{File: name, Line: 1, Column: 1}
	}
	for line > 1 && strings.TrimSpace(lines[line-1]) == "" { // the end of the file
		line--
	}
	text := strings.TrimRight(lines[line-1], "\r\n")
	at := strings.Index(text, "{{")
	if column, bad := strconv.Atoi(m[3]); bad == nil && column < len(text) {
		at = column
	} else if quoted := quotedPart.FindStringSubmatch(goPlace.ReplaceAllString(err.Error(), "")); quoted != nil && strings.Contains(text, quoted[1]) {
		at = strings.Index(text, quoted[1])
	}
	if at < 0 {
		at = 0
	}
	return diag.Pos{File: name, Line: line, Column: 1 + len([]rune(text[:at]))}
}

// offset is the place of the first word of a file from an offset on.
func (p *places) offset(name string, from int, word string) diag.Pos {
	text := p.files[name]
	from = min(from, len(text))
	if i := strings.Index(text[from:], word); i >= 0 {
		from += i
	}
	at := lineAndColumn(text, from)
	at.File = name
	return at
}

// note keeps the pieces that a set uses and nothing defines, each with the
// first place that uses it, the frame and the parts before others.
func (p *places) note(set *template.Template) (missing bool) {
	used := map[string]bool{}
	for _, t := range set.Templates() {
		if t.Tree == nil {
			continue
		}
		for n := range usesOf(t.Tree.Root) {
			used[n.Name] = true
			if set.Lookup(n.Name) != nil {
				continue
			}
			missing = true
			m := p.lacking[n.Name]
			if m == nil {
				m = &lack{uses: map[diag.Pos]bool{}}
				p.lacking[n.Name] = m
			}
			at := p.offset(t.Tree.ParseName, int(n.Pos), `"`+n.Name)
			m.uses[at] = true
			if m.at.File == "" || placeOrder(at, m.at) < 0 {
				m.at = at
			}
		}
	}
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.Root != nil && t.Name() != t.Tree.ParseName && t.Name() != "frame" {
			p.defined[t.Name()] = t.Tree.ParseName
			p.used[t.Name()] = p.used[t.Name()] || used[t.Name()]
		}
	}
	return missing
}

// lack is a piece that nothing defines.
type lack struct {
	at   diag.Pos
	uses map[diag.Pos]bool
}

func placeOrder(a, b diag.Pos) int {
	rank := func(p diag.Pos) int {
		if isFrame(p.File) {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// missing reports the pieces that were noted, each once. One that is defined
// under a like name and that nobody uses is most likely the one that is meant.
func (p *places) missing() {
	for _, name := range slices.Sorted(maps.Keys(p.lacking)) {
		m := p.lacking[name]
		var related []diag.Related
		near := diag.Nearest(name, maps.Keys(p.defined))
		if file := p.defined[near]; near != "" && !p.used[near] {
			related = []diag.Related{{Pos: p.offset(file, strings.Index(p.files[file], `define "`+near+`"`), `"`+near), Message: diag.T("aquí se define %q, que nadie usa", "here %q is defined, which nothing uses", near)}}
		}
		p.found.Add(m.at, RuleLayout,
			diag.T("la pieza %[1]q no está definida; lugares que la usan: %[2]d", "the piece %[1]q is not defined; places that use it: %[2]d", name, len(m.uses)),
			diag.DidYouMean(name, maps.Keys(p.defined), diag.T("defínala con {{define %[1]q}} … {{end}} en un archivo de %[2]s", "define it with {{define %[1]q}} … {{end}} in a file of %[2]s", name, partsFolder)), related...)
	}
}

// usesOf returns the uses of other templates below a node.
func usesOf(n parse.Node) iter.Seq[*parse.TemplateNode] {
	return func(yield func(*parse.TemplateNode) bool) {
		var walk func(n parse.Node) bool
		list := func(l *parse.ListNode) bool {
			if l == nil {
				return true
			}
			for _, one := range l.Nodes {
				if !walk(one) {
					return false
				}
			}
			return true
		}
		walk = func(n parse.Node) bool {
			switch n := n.(type) {
			case *parse.ListNode:
				return list(n)
			case *parse.IfNode:
				return list(n.List) && list(n.ElseList)
			case *parse.WithNode:
				return list(n.List) && list(n.ElseList)
			case *parse.RangeNode:
				return list(n.List) && list(n.ElseList)
			case *parse.TemplateNode:
				return yield(n)
			}
			return true
		}
		walk(n)
	}
}

// said are the sentences of Go's template packages that authors meet, and what
// is told of them.
var said = []struct {
	form           *regexp.Regexp
	es, en         string
	hintES, hintEN string
}{
	{regexp.MustCompile(`^unexpected EOF`), "el archivo termina antes de cerrar un bloque", "the file ends before a block is closed", "ponga el {{end}} que falta", "put the {{end}} that is missing"},
	{regexp.MustCompile(`^unexpected \{\{(end|else)\}\}|^unexpected <(end|else)>`), "«{{end}}» o «{{else}}» no corresponde a ningún bloque abierto", "{{end}} or {{else}} belongs to no open block", "quítelo, o abra antes el bloque", "remove it, or open the block before it"},
	{regexp.MustCompile(`^unexpected "(.*)" in`), "no se esperaba %[1]q aquí", "%[1]q was not expected here", "", ""},
	{regexp.MustCompile(`^unexpected <?([^ >]+)>? in`), "no se esperaba «%[1]s» aquí", "%[1]q was not expected here", "", ""},
	{regexp.MustCompile(`^(?:unexpected )?bad character (U\+\w+)`), "el carácter %[1]s no va aquí", "the character %[1]s does not belong here", "revise si falta «}}»", "look whether a }} is missing"},
	{regexp.MustCompile(`^function "(.*)" not defined`), "la función %[1]q no existe", "the function %[1]q does not exist", "los campos empiezan con un punto, como {{.Title}}; las palabras se piden con {{word \"clave\"}}", "fields begin with a point, as in {{.Title}}; words are asked for with {{word \"key\"}}"},
	{regexp.MustCompile(`^undefined variable "(.*)"`), "la variable %[1]q no existe", "the variable %[1]q does not exist", "defínala antes: {{%[1]s := …}}", "define it before: {{%[1]s := …}}"},
	{regexp.MustCompile(`^unclosed action`), "falta «}}»", "a }} is missing", "cierre la acción", "close the action"},
	{regexp.MustCompile(`^unclosed comment`), "falta «*/}}» al final de un comentario", "a comment lacks its */}}", "cierre el comentario", "close the comment"},
	{regexp.MustCompile(`^unterminated`), "falta la comilla que cierra un texto", "a text lacks its closing quotation mark", "ciérrela", "close it"},
	{regexp.MustCompile(`^missing value for (\w+)`), "falta decir qué mira «%[1]s»", "what %[1]q looks at is missing", "escriba un campo, como {{%[1]s .Title}}", "write a field, as in {{%[1]s .Title}}"},
	{regexp.MustCompile(`can't evaluate field (\w+) in type (\S+)`), "el campo %[1]q no está en %[2]s", "the field %[1]q is not in %[2]s", "los campos de cada vista están en generator/render/views.go", "the fields of each view are in generator/render/views.go"},
	{regexp.MustCompile(`no such template "(.*)"`), "la pieza %[1]q no está definida", "the piece %[1]q is not defined", "", ""},
}

var goPlace = regexp.MustCompile(`^(?:html/)?template: ?[^:]*:\d+(?::\d+)?: `)

// layoutMessage tells what is wrong with a layout, and the mend, in both
// languages. What Go says is in English and quoted as what it is.
func layoutMessage(err error) (message, hint diag.Text) {
	if unknown, ok := errors.AsType[noField](err); ok {
		return diag.T("el campo %q no está en %s", "the field %q is not in %s", unknown.name, unknown.of),
			diag.DidYouMean(unknown.name, fieldsOf(unknown.of), diag.T("los campos de cada vista están en generator/render/views.go", "the fields of each view are in generator/render/views.go"))
	}
	text := goPlace.ReplaceAllString(err.Error(), "")
	for _, s := range said {
		m := s.form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		var args []any
		for _, part := range m[1:] {
			args = append(args, part)
		}
		return diag.Text{ES: worded(s.es, args), EN: worded(s.en, args)}, diag.Text{ES: worded(s.hintES, args), EN: worded(s.hintEN, args)}
	}
	return diag.T("la plantilla no se puede usar; Go dice: %s", "the layout cannot be used; Go says: %s", text), diag.Text{}
}

// worded fills a sentence that may use none of its arguments.
func worded(sentence string, args []any) string {
	if !strings.Contains(sentence, "%[") {
		return sentence
	}
	used := 0
	for i := range args {
		if strings.Contains(sentence, "%["+strconv.Itoa(i+1)+"]") {
			used = i + 1
		}
	}
	return fmt.Sprintf(sentence, args[:used]...)
}

// fieldsOf are the names of the fields of a view.
func fieldsOf(of reflect.Type) iter.Seq[string] {
	return func(yield func(string) bool) {
		if of.Kind() != reflect.Struct {
			return
		}
		for _, f := range reflect.VisibleFields(of) {
			if f.IsExported() && !yield(f.Name) {
				return
			}
		}
	}
}
