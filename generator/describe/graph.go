package describe

import (
	"fmt"
	"slices"
	"strings"
)

// graph is a description in RDF: statements about things that all have
// addresses. It is written as JSON-LD and as Turtle by this file alone, since
// both are short and a library would bring a parser, a context loader and an
// algorithm for nameless nodes that this graph has none of; judges outside read
// both and compare.
type graph struct {
	things []*thing
	byIRI  map[string]*thing
}

// thing is a subject with its statements in the order they were made.
type thing struct {
	iri        string
	types      []string // as prefix:name
	statements []statement
}

type statement struct {
	property string // as prefix:name
	values   []value
}

// value is another thing, or a text with a language or a type.
type value struct {
	iri            string
	text           string
	language, kind string // kind as prefix:name
}

// prefixes are the vocabularies, in the order that they are declared.
var prefixes = [][2]string{
	{"adms", "http://www.w3.org/ns/adms#"},
	{"dcat", "http://www.w3.org/ns/dcat#"},
	{"dct", "http://purl.org/dc/terms/"},
	{"foaf", "http://xmlns.com/foaf/0.1/"},
	{"prov", "http://www.w3.org/ns/prov#"},
	{"skos", "http://www.w3.org/2004/02/skos/core#"},
	{"spdx", "http://spdx.org/rdf/terms#"},
	{"vcard", "http://www.w3.org/2006/vcard/ns#"},
	{"xsd", "http://www.w3.org/2001/XMLSchema#"},
}

// thing returns the thing with an address and gives it types that it has not.
func (g *graph) thing(iri string, types ...string) *thing {
	t := g.byIRI[iri]
	if t == nil {
		if g.byIRI == nil {
			g.byIRI = map[string]*thing{}
		}
		t = &thing{iri: iri}
		g.byIRI[iri] = t
		g.things = append(g.things, t)
	}
	for _, kind := range types {
		if !slices.Contains(t.types, kind) {
			t.types = append(t.types, kind)
		}
	}
	return t
}

// say states values of a property, each once; those that are empty are not
// said.
func (t *thing) say(property string, values ...value) {
	at := slices.IndexFunc(t.statements, func(s statement) bool { return s.property == property })
	for _, v := range values {
		if v.iri == "" && v.text == "" {
			continue
		}
		if at < 0 {
			at = len(t.statements)
			t.statements = append(t.statements, statement{property: property})
		}
		if s := &t.statements[at]; !slices.Contains(s.values, v) {
			s.values = append(s.values, v)
		}
	}
}

// list states values of a property that are known to differ: one of a thousand
// is not compared with the others.
func (t *thing) list(property string, values []value) {
	if len(values) > 0 {
		t.statements = append(t.statements, statement{property, values})
	}
}

// name states texts with their languages.
func (t *thing) name(property string, said texts) {
	for _, x := range said {
		t.say(property, value{text: x.text, language: x.language})
	}
}

// to is a value that is another thing.
func to(t *thing) value { return value{iri: t.iri} }

// jsonLD writes the graph as JSON-LD 1.1 with a context of its own, so that
// reading it needs no other file.
func (g *graph) jsonLD() object {
	var context object
	for _, p := range prefixes {
		context = append(context, member{p[0], p[1]})
	}
	var nodes []object
	for _, t := range g.things {
		o := object{{"@id", t.iri}}
		o.set("@type", t.types)
		for _, s := range t.statements {
			var values []object
			for _, v := range s.values {
				switch {
				case v.iri != "":
					values = append(values, object{{"@id", v.iri}})
				case v.language != "":
					values = append(values, object{{"@value", v.text}, {"@language", v.language}})
				case v.kind != "":
					values = append(values, object{{"@value", v.text}, {"@type", v.kind}})
				default:
					values = append(values, object{{"@value", v.text}})
				}
			}
			o.set(s.property, values)
		}
		nodes = append(nodes, o)
	}
	return object{{"@context", context}, {"@graph", nodes}}
}

// turtle writes the graph as Turtle.
func (g *graph) turtle() []byte {
	var b strings.Builder
	for _, p := range prefixes {
		fmt.Fprintf(&b, "@prefix %s: <%s> .\n", p[0], p[1])
	}
	for _, t := range g.things {
		fmt.Fprintf(&b, "\n<%s>", escapedIRI(t.iri))
		lines := make([]string, 0, len(t.statements)+1)
		if len(t.types) > 0 {
			lines = append(lines, " a "+strings.Join(t.types, ", "))
		}
		for _, s := range t.statements {
			values := make([]string, 0, len(s.values))
			for _, v := range s.values {
				values = append(values, v.turtle())
			}
			lines = append(lines, " "+s.property+" "+strings.Join(values, ", "))
		}
		b.WriteString(strings.Join(lines, " ;\n   "))
		b.WriteString(" .\n")
	}
	return []byte(b.String())
}

func (v value) turtle() string {
	if v.iri != "" {
		return "<" + escapedIRI(v.iri) + ">"
	}
	s := `"` + literal.Replace(v.text) + `"`
	switch {
	case v.language != "":
		return s + "@" + v.language
	case v.kind != "":
		return s + "^^" + v.kind
	}
	return s
}

// literal escapes what may not stand in a short string of Turtle.
var literal = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\b", `\b`, "\f", `\f`)

// escapedIRI escapes what may not stand in an IRI of Turtle.
func escapedIRI(iri string) string {
	var b strings.Builder
	for _, r := range iri {
		if r <= 0x20 || strings.ContainsRune("<>\"{}|^`\\", r) {
			fmt.Fprintf(&b, `\u%04X`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
