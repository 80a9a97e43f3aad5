package describe

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/written"
)

// Form is the JSON Schema of one kind of source file.
type Form struct {
	// Name is the file's name below data/schemas/, without ending.
	Name string
	// Schema is the JSON Schema.
	Schema any
}

// form is a kind of source file: the Go type that takes it, what must be
// there, and, for a translation, all that may be there.
type form struct {
	name, title    string
	kind           reflect.Type
	required, only []string
}

var forms = []form{
	{"site", "content/site.yaml", reflect.TypeFor[source.Site](), []string{"title", "languages"}, nil},
	{"commitment", "Front matter of a commitment", reflect.TypeFor[source.Front](), []string{"id", "plan", "title"}, nil},
	{"commitment-translation", "Front matter of the translation of a commitment", reflect.TypeFor[source.Front](), []string{"title"}, []string{"title", "summary", "change"}},
	{"page", "Front matter of a page", reflect.TypeFor[source.PageFront](), []string{"title"}, nil},
	{"page-translation", "Front matter of the translation of a page", reflect.TypeFor[source.PageFront](), []string{"title"}, []string{"title", "summary"}},
	{"dataset", "datasets/NAME/schema.yaml", reflect.TypeFor[table.Schema](), []string{"title", "licence", "key", "fields"}, nil},
}

// Forms returns the JSON Schemas of what authors write, made of the Go types
// that take it and of their comments, so that an editor's program completes
// and explains keys. A comment that says "a code of codes/NAME" gives the
// values of that list; the decoder and the checks remain the judge.
//
// Own reflection, since the leaves are types of package written, for each of
// which a library would have to be told the same by hand.
func Forms(site *model.Site) []Form {
	f := former{site: site, comments: map[string]string{}}
	f.read(source.Declarations())
	f.read(table.Declarations())
	out := make([]Form, 0, len(forms))
	for _, each := range forms {
		s := object{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", each.title}}
		out = append(out, Form{each.name, append(s, f.object(each.kind, each.required, each.only)...)})
	}
	return out
}

type former struct {
	site     *model.Site
	comments map[string]string // by Type.Field
}

// read takes the comments of the fields of a Go file.
func (f *former) read(file string) {
	parsed, err := parser.ParseFile(token.NewFileSet(), "", file, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		panic(fmt.Sprintf("describe: a file of ours that is not Go: %v", err))
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if s, ok := spec.Type.(*ast.StructType); ok {
			last := ""
			for _, field := range s.Fields.List {
				if text := field.Doc.Text(); text != "" {
					last = strings.Join(strings.Fields(text), " ")
				}
				for _, name := range field.Names {
					f.comments[spec.Name.Name+"."+name.Name] = last // a comment may speak for two
				}
			}
		}
		return false
	})
}

func (f *former) object(t reflect.Type, required, only []string) object {
	var properties object
	for field := range t.Fields() {
		key := field.Tag.Get("yaml")
		if key == "" || only != nil && !slices.Contains(only, key) {
			continue
		}
		comment := f.comments[t.Name()+"."+field.Name]
		o := object{}
		o.set("description", comment)
		properties = append(properties, member{key, append(o, f.value(t, field, comment)...)})
	}
	s := object{{"type", "object"}, {"additionalProperties", false}}
	s.set("required", required)
	return append(s, member{"properties", properties})
}

// scalar are the forms that YAML may read a text as that stands without quotes.
var scalar = []string{"string", "number", "boolean", "null"}

func (f *former) value(parent reflect.Type, field reflect.StructField, comment string) object {
	switch field.Type {
	case reflect.TypeFor[written.Text]():
		switch {
		case parent == reflect.TypeFor[table.Field]() && field.Name == "Type":
			var names []string
			for _, t := range table.Types {
				names = append(names, t.Name)
			}
			return object{{"enum", names}}
		case strings.Contains(comment, `is "true"`) || strings.Contains(comment, " is true for"):
			return object{{"enum", []any{true, false, "true", "false", nil}}}
		}
		if codes := f.codes(comment); codes != nil {
			return object{{"enum", append(codes, nil, "")}}
		}
		return object{{"type", scalar}}
	case reflect.TypeFor[written.List]():
		items := object{{"type", scalar}}
		if codes := f.codes(comment); codes != nil {
			items = object{{"enum", codes}}
		}
		return object{{"type", []string{"array", "null"}}, {"items", items}}
	case reflect.TypeFor[written.Labels]():
		return f.labels(comment)
	case reflect.TypeFor[[]written.Labels]():
		return object{{"type", "array"}, {"items", f.labels("")}}
	case reflect.TypeFor[[]table.Field]():
		return object{{"type", "array"}, {"items", f.object(reflect.TypeFor[table.Field](), []string{"name", "type"}, nil)}}
	}
	if field.Type.Kind() == reflect.Struct {
		return f.object(field.Type, nil, nil)
	}
	panic("describe: no JSON Schema for " + field.Type.String())
}

// labels are texts by language.
func (f *former) labels(comment string) object {
	value := object{{"type", scalar}}
	if codes := f.codes(comment); codes != nil {
		value = object{{"enum", append(codes, nil, "")}}
	}
	var languages object
	for _, l := range f.site.Languages {
		languages = append(languages, member{l.Code, value})
	}
	return object{{"type", []string{"object", "null"}}, {"additionalProperties", false}, {"properties", languages}}
}

var ofList = regexp.MustCompile(`\bcodes? of codes/([a-z0-9-]+)`)

// codes are the values of the list that a comment names. A number that YAML
// would make of a code without quotes stands beside it.
func (f *former) codes(comment string) []any {
	m := ofList.FindStringSubmatch(comment)
	if m == nil {
		return nil
	}
	l := f.site.List(m[1])
	if l == nil {
		return nil
	}
	var out []any
	for _, c := range l.Codes {
		out = append(out, c.Code)
		if n, err := strconv.Atoi(c.Code); err == nil {
			out = append(out, n)
		}
	}
	return out
}
