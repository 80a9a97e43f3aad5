package written

import (
	"bytes"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"vitrina/generator/diag"
)

// Rules that Decode reports.
const (
	RuleSyntax      = "yaml-syntax"
	RuleUnknownKey  = "unknown-key"
	RuleRepeatedKey = "repeated-key"
	RuleWrongType   = "wrong-type"
	RuleRefusedYAML = "refused-yaml"
)

// maxDepth is how deep values may nest; the forms of this site need four.
const maxDepth = 20

// Decode reads one YAML document into v, a pointer to a struct with yaml tags
// whose leaves are types of this package. Lines are counted from the top of
// data: pad it with line ends to make them those of a larger file. It fills
// what it can and reports every fault of the document at once; only a syntax
// error ends the reading, at the first.
func Decode(file string, data []byte, v any) diag.List {
	var found diag.List
	var root yaml.Node
	if err := yaml.Load(data, &root); err != nil {
		reportSyntax(&found, file, data, err)
		return found
	}
	body := &root
	if body.Kind == yaml.DocumentNode && len(body.Content) == 1 {
		body = body.Content[0]
	}
	if body.Kind == 0 || isNull(body) {
		return found
	}
	if body.Kind != yaml.MappingNode {
		found.Add(place(file, body), RuleWrongType,
			diag.T("aquí van pares «clave: valor», y se encontró %[1]s", "this must be pairs of key: value, and %[2]s was found", shape(body).ES, shape(body).EN), diag.Text{})
		return found
	}
	c := cleaner{file: file, found: &found, lines: sync.OnceValue(func() []string { return strings.Split(string(data), "\n") })}
	c.clean(body, reflect.TypeOf(v).Elem(), 0)

	err := body.Load(v, yaml.WithKnownFields())
	var many *yaml.LoadErrors
	switch {
	case err == nil:
	case errors.As(err, &many):
		for _, e := range many.Errors {
			var w wrongShape
			if errors.As(e, &w) {
				was := shape(w.node)
				found.Add(place(file, w.node), RuleWrongType,
					diag.T("se esperaba %[1]s, y se encontró %[2]s", "expected %[3]s, and found %[4]s", w.expected.ES, was.ES, w.expected.EN, was.EN), diag.Text{})
				found[len(found)-1].Meant = keyOf(body, w.node)
				continue
			}
			found.Add(diag.Pos{File: file, Line: e.Mark.Line, Column: e.Mark.Column}, RuleWrongType,
				diag.T("el valor no tiene la forma esperada (%s)", "the value does not have the expected form (%s)", e.Message), diag.Text{})
		}
	default:
		reportSyntax(&found, file, data, err)
	}
	return found
}

// keyOf is the key of a group whose value is the node, or "".
func keyOf(group, value *yaml.Node) string {
	for i := 0; i+1 < len(group.Content); i += 2 {
		if group.Content[i+1] == value {
			return group.Content[i].Value
		}
	}
	return ""
}

func place(file string, n *yaml.Node) diag.Pos {
	p := diag.Pos{File: file, Line: n.Line, Column: n.Column}
	if n.Kind == yaml.ScalarNode && width(n) > 0 {
		p.EndColumn = n.Column + width(n)
	}
	return p
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func shape(n *yaml.Node) diag.Text {
	switch n.Kind {
	case yaml.SequenceNode:
		return diag.T("una lista", "a list")
	case yaml.MappingNode:
		return diag.T("un grupo de claves", "a group of keys")
	}
	return diag.T("%q", "%q", n.Value)
}

// cleaner walks the parsed document beside the Go type that will take it, and
// removes from it whatever it reports. The library alone would stop at the
// first kind of fault of a mapping: a repeated key hides unknown ones.
type cleaner struct {
	file  string
	found *diag.List
	lines func() []string
}

func (c cleaner) clean(n *yaml.Node, t reflect.Type, depth int) {
	if depth > maxDepth {
		c.found.Add(place(c.file, n), RuleRefusedYAML, diag.T("los valores están anidados a más de %d niveles", "values are nested more than %d levels deep", maxDepth), diag.Text{})
		n.Content = nil
		return
	}
	c.refuse(n)
	c.refuseCut(n, n.LineComment)
	switch n.Kind {
	case yaml.SequenceNode:
		for _, item := range n.Content {
			c.clean(item, elem(t), depth+1)
		}
	case yaml.MappingNode:
		known := fields(t)
		first := map[string]*yaml.Node{}
		kept := n.Content[:0]
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			if before, twice := first[key.Value]; twice {
				c.found.Add(place(c.file, key), RuleRepeatedKey,
					diag.T("la clave %q está repetida", "the key %q is repeated", key.Value),
					diag.T("deje una sola vez la clave", "keep the key only once"),
					diag.Related{Pos: place(c.file, before), Message: diag.T("usada antes aquí", "used before here")})
				continue
			}
			first[key.Value] = key
			c.refuse(key)
			next, ok := known[key.Value]
			if known != nil && !ok {
				c.found.Add(place(c.file, key), RuleUnknownKey,
					diag.T("la clave %q no se conoce", "the key %q is not known", key.Value),
					diag.DidYouMean(key.Value, maps.Keys(known), diag.T("las claves conocidas son: %s", "the known keys are: %s", strings.Join(slices.Sorted(maps.Keys(known)), ", "))))
				(*c.found)[len(*c.found)-1].Meant = diag.Nearest(key.Value, maps.Keys(known))
				continue
			}
			if isNull(value) && value.LineComment == "" {
				c.refuseCut(value, key.LineComment)
			}
			c.clean(value, next, depth+1)
			if isNull(value) && next == textType {
				value.Tag, value.Value = "!!str", "" // a key without a value keeps its place
			}
			kept = append(kept, key, value)
		}
		n.Content = kept
	}
}

// refuse reports YAML's ways to say one thing in the words of another, which
// no form of this site needs and which hide what a page says.
func (c cleaner) refuse(n *yaml.Node) {
	what := diag.Text{}
	switch {
	case n.Kind == yaml.AliasNode:
		what = diag.T("una referencia (*%s)", "an alias (*%s)", n.Value)
		*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line, Column: n.Column}
	case n.Anchor != "":
		what = diag.T("un ancla (&%s)", "an anchor (&%s)", n.Anchor)
	case n.Style&yaml.TaggedStyle != 0:
		what = diag.T("una etiqueta de tipo (%s)", "a tag (%s)", n.Tag)
	case n.Kind == yaml.ScalarNode && n.Value == "<<" && n.Style == 0:
		what = diag.T("una mezcla de claves (<<)", "a merge key (<<)")
	default:
		return
	}
	c.found.Add(diag.Pos{File: c.file, Line: n.Line, Column: n.Column}, RuleRefusedYAML,
		diag.T("no se admite %[1]s", "%[2]s is not accepted", what.ES, what.EN),
		diag.T("escriba el valor completo en este lugar", "write the whole value in this place"))
}

// refuseCut reports a value without quotes that one blank and a # cut short, as
// they do that of "title: Contrato #5". A remark is told by the two blanks
// before it.
func (c cleaner) refuseCut(n *yaml.Node, comment string) {
	if comment == "" || n.Kind != yaml.ScalarNode || n.Style != 0 {
		return
	}
	words, ends := strings.Fields(n.Value), ":"
	if len(words) > 0 {
		ends = words[len(words)-1]
	}
	lines := c.lines()
	for line := n.Line; line <= min(n.Line+len(words), len(lines)); line++ { // a value ends on no later line
		before, cut := strings.CutSuffix(strings.TrimRight(lines[line-1], " \t\r"), comment)
		if !cut {
			continue
		}
		if strings.HasSuffix(before, ends+" ") {
			column := utf8.RuneCountInString(before) + 1
			c.found.Add(diag.Pos{File: c.file, Line: line, Column: column, EndColumn: column + utf8.RuneCountInString(comment)}, RuleRefusedYAML,
				diag.T("%q no se publicaría: en un valor sin comillas, lo que sigue a un # es un comentario", "%q would not be published: in a value without quotes, what follows a # is a comment", comment),
				diag.T("ponga el valor entre comillas dobles; si es un comentario, deje dos espacios antes de #", "put the value in double quotes; if it is a comment, leave two blanks before the #"))
		}
		return
	}
}

var textType = reflect.TypeFor[Text]()

// fields returns the known keys of a struct with the types of their values,
// or nil where every key is taken.
func fields(t reflect.Type) map[string]reflect.Type {
	if t == nil || t.Kind() != reflect.Struct || t == textType {
		return nil
	}
	if known, ok := fieldCache[t]; ok {
		return known
	}
	return fieldsOf(t)
}

// fieldCache is filled by Register before any reading, so that readers in
// parallel need no lock.
var fieldCache = map[reflect.Type]map[string]reflect.Type{}

// Register notes the keys of the forms that will be read often. It must be
// called before the first Decode, from a package's variable declarations.
func Register(forms ...any) bool {
	for _, f := range forms {
		t := reflect.TypeOf(f)
		fieldCache[t] = fieldsOf(t)
	}
	return true
}

func fieldsOf(t reflect.Type) map[string]reflect.Type {
	known := map[string]reflect.Type{}
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("yaml"); name != "" && name != "-" {
			known[name] = t.Field(i).Type
		}
	}
	return known
}

// Keys returns the keys that a form knows, in the order of its fields.
func Keys(form any) []string {
	t := reflect.TypeOf(form)
	var keys []string
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("yaml"); name != "" && name != "-" {
			keys = append(keys, name)
		}
	}
	return keys
}

func elem(t reflect.Type) reflect.Type {
	if t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer) {
		return t.Elem()
	}
	return nil
}

// reportSyntax puts the library's words into the languages of messages, at the
// place where the construct began rather than where the reader gave up.
func reportSyntax(found *diag.List, file string, data []byte, err error) {
	var one *yaml.LoadError
	if !errors.As(err, &one) {
		found.Add(diag.Pos{File: file, Line: 1, Column: 1}, RuleSyntax, diag.T("no se puede leer: %v", "cannot be read: %v", err), diag.Text{})
		found.Stop()
		return
	}
	if strings.Contains(one.Message, "multiple") {
		line := 1 + bytes.Count(data[:secondDocument(data)], []byte("\n"))
		found.Add(diag.Pos{File: file, Line: line, Column: 1}, RuleRefusedYAML,
			diag.T("un segundo documento («---») no se admite", "a second document (---) is not accepted"),
			diag.T("deje un solo documento por archivo", "keep one document in a file"))
		found.Stop()
		return
	}
	mark := one.Mark
	// Where a key is missing the construct is the whole group of keys, and the
	// place where the reader gave up is nearer.
	if one.ContextMark.Line > 0 && !strings.Contains(one.Message, "did not find expected key") {
		mark = one.ContextMark
	}
	if mark.Line == 0 {
		if strings.Contains(one.Message, "no documents") {
			return // an empty document holds no key; what is required is reported by whoever needs it
		}
		mark.Line, mark.Column = 1, 1
	}
	if at, ok := hardBlank(data, mark.Line); ok {
		at.File = file
		found.Add(at, RuleSyntax,
			diag.T("después de «:» hay un espacio duro (U+00A0)", "a no-break space (U+00A0) follows the colon"),
			diag.T("bórrelo y escriba un espacio corriente", "delete it and type a plain blank"))
		found.Stop()
		return
	}
	message, hint := diag.T("no se puede leer: %s", "cannot be read: %s", one.Message), diag.Text{}
	if line, column := indentedByTab(data, mark.Line, one.Mark.Line); line > 0 {
		one.Message, mark.Line, mark.Column = "found a tab", line, column
	}
	for part, words := range syntaxWords {
		if strings.Contains(one.Message, part) {
			message, hint = words[0], words[1]
		}
	}
	found.Add(diag.Pos{File: file, Line: mark.Line, Column: mark.Column}, RuleSyntax, message, hint)
	found.Stop()
}

var syntaxWords = map[string][2]diag.Text{
	"unexpected end of stream": {
		diag.T("faltan las comillas de cierre", "the closing quote is missing"),
		diag.T("cierre las comillas que se abren aquí", "close the quote that opens here")},
	"expected ',' or ']'": {
		diag.T("falta cerrar el corchete", "the bracket is not closed"),
		diag.T("separe los valores con comas y cierre con ]", "separate the values with commas and close with ]")},
	"expected ',' or '}'": {
		diag.T("falta cerrar la llave", "the brace is not closed"),
		diag.T("separe los valores con comas y cierre con }", "separate the values with commas and close with }")},
	"mapping values are not allowed": {
		diag.T("hay dos puntos seguidos de espacio dentro de un valor sin comillas", "a colon followed by a blank stands inside a value without quotes"),
		diag.T("ponga el valor entre comillas dobles", "put the value in double quotes")},
	"could not find expected ':'": {
		diag.T("falta «:» después de la clave", "the colon after the key is missing"),
		diag.T("escriba la línea como «clave: valor»", "write the line as key: value")},
	"unknown anchor": {
		diag.T("un asterisco al comienzo de un valor sin comillas es una referencia, que no se admite", "an asterisk at the start of a value without quotes is an alias, which is not accepted"),
		diag.T("ponga el valor entre comillas dobles", "put the value in double quotes")},
	"cannot start any token": {
		diag.T("un valor sin comillas no puede empezar con este carácter", "a value without quotes cannot begin with this character"),
		diag.T("ponga el valor entre comillas dobles", "put the value in double quotes")},
	"found a tab": {
		diag.T("hay una tabulación donde van espacios", "there is a tab where blanks belong"),
		diag.T("use espacios para la sangría", "indent with blanks")},
	"did not find expected key": {
		diag.T("aquí se esperaba una clave", "a key was expected here"),
		diag.T("revise la sangría y las comillas de las líneas anteriores", "look at the indentation and the quotes of the lines above")},
}

// hardBlank returns the place of a no-break space after a colon, which YAML
// takes for a letter, in the given line or in one before it.
func hardBlank(data []byte, line int) (diag.Pos, bool) {
	at := diag.Pos{}
	n := 0
	for text := range strings.Lines(string(data)) {
		if n++; n > line {
			break
		}
		if before, _, ok := strings.Cut(text, ":\u00a0"); ok && !strings.ContainsAny(before, "\"'#") {
			column := utf8.RuneCountInString(before) + 2
			at = diag.Pos{Line: n, Column: column, EndColumn: column + 1}
		}
	}
	return at, at.Line > 0
}

// indentedByTab returns the place of the first tab in the indentation of the
// lines from one to another, 0 where there is none.
func indentedByTab(data []byte, from, to int) (line, column int) {
	for text := range bytes.Lines(data) {
		if line++; line < from {
			continue
		}
		if line > max(from, to) {
			break
		}
		if at := bytes.IndexByte(text, '\t'); at >= 0 && len(bytes.TrimSpace(text[:at])) == 0 {
			return line, at + 1
		}
	}
	return 0, 0
}

func secondDocument(data []byte) int {
	at, seen := 0, false
	for line := range bytes.Lines(data) {
		trimmed := bytes.TrimRight(line, " \r\n")
		if bytes.Equal(trimmed, []byte("---")) && seen {
			return at
		}
		if len(bytes.TrimSpace(line)) > 0 {
			seen = true
		}
		at += len(line)
	}
	return at
}
