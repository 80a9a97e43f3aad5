package render

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// A program is a layout made ready to be filled many times. html/template
// parses a layout and decides how each value is escaped where it stands; it
// would then look up every field by name and call every escaper by reflection,
// on each page again. A program does that once: fields are found by type,
// escapers are called directly. What it writes equals, byte for byte, what
// html/template writes; a test compares the two on every page and by fuzzing.
//
// A layout that uses something a program does not know (a function of its own,
// a value in a style or script) is filled by html/template as it is.
type program struct{ root step }

// step writes a part of a page.
type step func(s *state)

// state is one filling of a program.
type state struct {
	out  *bytes.Buffer
	dot  reflect.Value
	vars []reflect.Value
}

// value is an expression: it yields a value of a type known beforehand.
type value struct {
	kind reflect.Type
	of   func(s *state) reflect.Value
}

// run fills the program with a view.
func (p *program) run(out *bytes.Buffer, view any) {
	dot := reflect.ValueOf(view)
	s := &state{out: out, dot: dot, vars: make([]reflect.Value, 1, 32)}
	s.vars[0] = dot
	p.root(s)
}

// compiler turns the escaped templates of one layout into steps.
type compiler struct {
	set *template.Template
	// done holds the templates already compiled, by name and type of dot, so
	// that a template may be used many times.
	done map[called]*step
	// parsedFrom is the name that the template in the making was parsed under.
	parsedFrom string
}

type called struct {
	name string
	dot  reflect.Type
}

// scope is what an expression may name: the type of dot, and the variables in
// their order.
type scope struct {
	dot  reflect.Type
	vars []variable
}

type variable struct {
	name string
	kind reflect.Type
}

// compile makes a program of the named template of an escaped set, for views of
// the type of view.
func compile(set *template.Template, name string, view any) (*program, error) {
	c := &compiler{set: set, done: map[called]*step{}}
	root, err := c.template(name, reflect.TypeOf(view))
	if err != nil {
		return nil, err
	}
	return &program{*root}, nil
}

func (c *compiler) template(name string, dot reflect.Type) (*step, error) {
	key := called{name, dot}
	if done := c.done[key]; done != nil {
		return done, nil
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		return nil, fmt.Errorf("there is no template %q", name)
	}
	made := new(step)
	c.done[key] = made // before its body, which may use the template itself
	caller := c.parsedFrom
	c.parsedFrom = t.Tree.ParseName
	defer func() { c.parsedFrom = caller }()
	body, err := c.list(t.Tree.Root, &scope{dot: dot, vars: []variable{{"$", dot}}})
	if err != nil {
		return nil, err
	}
	*made = body
	return made, nil
}

func (c *compiler) list(list *parse.ListNode, sc *scope) (step, error) {
	if list == nil {
		return func(*state) {}, nil
	}
	outer := len(sc.vars)
	var steps []step
	for _, n := range list.Nodes {
		st, err := c.node(n, sc)
		if err != nil {
			return nil, err
		}
		if st != nil {
			steps = append(steps, st)
		}
	}
	sc.vars = sc.vars[:outer]
	return func(s *state) {
		for _, st := range steps {
			st(s)
		}
		s.vars = s.vars[:min(len(s.vars), outer)]
	}, nil
}

func (c *compiler) node(n parse.Node, sc *scope) (step, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(s *state) { s.out.Write(text) }, nil
	case *parse.CommentNode:
		return nil, nil
	case *parse.ActionNode:
		return c.action(n, sc)
	case *parse.IfNode:
		return c.branch(n.Pipe, n.List, n.ElseList, sc, false)
	case *parse.WithNode:
		return c.branch(n.Pipe, n.List, n.ElseList, sc, true)
	case *parse.RangeNode:
		return c.loop(n, sc)
	case *parse.TemplateNode:
		return c.call(n, sc)
	}
	return nil, fmt.Errorf("%T is not known", n)
}

// action writes a value, or sets a variable.
func (c *compiler) action(n *parse.ActionNode, sc *scope) (step, error) {
	if len(n.Pipe.Decl) > 0 {
		if len(n.Pipe.Decl) > 1 || n.Pipe.IsAssign {
			return nil, fmt.Errorf("%s is not known", n)
		}
		v, err := c.pipe(n.Pipe, sc)
		if err != nil {
			return nil, err
		}
		sc.declare(n.Pipe.Decl[0].Ident[0], v.kind)
		return func(s *state) { s.vars = append(s.vars, v.of(s)) }, nil
	}
	cmds := n.Pipe.Cmds
	var escapers []string
	for len(cmds) > 1 && len(cmds[len(cmds)-1].Args) == 1 {
		id, ok := cmds[len(cmds)-1].Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(id.Ident, "_html_template_") {
			break
		}
		escapers = append([]string{strings.TrimPrefix(id.Ident, "_html_template_")}, escapers...)
		cmds = cmds[:len(cmds)-1]
	}
	v, err := c.commands(cmds, sc)
	if err != nil {
		return nil, err
	}
	return writer(v, escapers)
}

func (sc *scope) declare(name string, kind reflect.Type) {
	sc.vars = append(sc.vars, variable{name, kind})
}

var htmlType = reflect.TypeFor[template.HTML]()

// writer writes a value through its escapers.
func writer(v value, escapers []string) (step, error) {
	if len(escapers) == 0 {
		return nil, fmt.Errorf("a value without an escaper")
	}
	var text func(s *state) string
	switch v.kind.Kind() {
	case reflect.String:
		text = func(s *state) string { return v.of(s).String() }
	case reflect.Int:
		text = func(s *state) string { return strconv.FormatInt(v.of(s).Int(), 10) }
	default:
		return nil, fmt.Errorf("a value of type %s is not known", v.kind)
	}
	markup := v.kind == htmlType
	if v.kind.PkgPath() == "html/template" && !markup {
		return nil, fmt.Errorf("a value of type %s is not known", v.kind)
	}
	for _, e := range escapers[:len(escapers)-1] {
		before := text
		switch {
		case markup:
			return nil, fmt.Errorf("markup in an address")
		case e == "urlfilter":
			text = func(s *state) string { return filterURL(before(s)) }
		case e == "urlnormalizer":
			text = func(s *state) string { return escapeURL(before(s), true) }
		case e == "urlescaper":
			text = func(s *state) string { return escapeURL(before(s), false) }
		default:
			return nil, fmt.Errorf("the escaper %s is not known", e)
		}
	}
	switch last := escapers[len(escapers)-1]; {
	case last == "htmlescaper" && markup:
		return func(s *state) { s.out.WriteString(text(s)) }, nil
	case markup:
		return nil, fmt.Errorf("markup outside the text of a page")
	case last == "htmlescaper", last == "attrescaper", last == "rcdataescaper":
		return func(s *state) { writeEscaped(s.out, text(s)) }, nil
	default:
		return nil, fmt.Errorf("the escaper %s is not known", last)
	}
}

// writeEscaped writes text so that it is text in the body of a page and in a
// quoted attribute: the table of html/template.
func writeEscaped(out *bytes.Buffer, text string) {
	written := 0
	for i := range len(text) {
		var with string
		switch text[i] {
		case 0:
			with = "\uFFFD"
		case '"':
			with = "&#34;"
		case '&':
			with = "&amp;"
		case '\'':
			with = "&#39;"
		case '+':
			with = "&#43;"
		case '<':
			with = "&lt;"
		case '>':
			with = "&gt;"
		default:
			continue
		}
		out.WriteString(text[written:i])
		out.WriteString(with)
		written = i + 1
	}
	out.WriteString(text[written:])
}

// filterURL replaces an address whose scheme could run a script, as
// html/template does.
func filterURL(address string) string {
	if scheme, _, ok := strings.Cut(address, ":"); ok && !strings.Contains(scheme, "/") &&
		!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return "#ZgotmplZ"
	}
	return address
}

// escapeURL percent-encodes what may not stand in an address: in a whole one
// (keep) its separators and escapes stay.
func escapeURL(address string, keep bool) string {
	const digits = "0123456789abcdef"
	var b []byte
	written := 0
	for i := range len(address) {
		c := address[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~", c) >= 0:
			continue
		case keep && strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0:
			continue
		case keep && c == '%' && i+2 < len(address) && isHex(address[i+1]) && isHex(address[i+2]):
			continue
		}
		b = append(append(b, address[written:i]...), '%', digits[c>>4], digits[c&15])
		written = i + 1
	}
	if written == 0 {
		return address
	}
	return string(append(b, address[written:]...))
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }

// branch is if and with.
func (c *compiler) branch(pipe *parse.PipeNode, then, other *parse.ListNode, sc *scope, with bool) (step, error) {
	v, err := c.pipe(pipe, sc)
	if err != nil {
		return nil, err
	}
	outer := len(sc.vars)
	inner := &scope{dot: sc.dot, vars: sc.vars}
	if with {
		inner.dot = v.kind
	}
	declares := len(pipe.Decl) == 1
	if declares {
		inner.declare(pipe.Decl[0].Ident[0], v.kind)
	}
	yes, err := c.list(then, inner)
	if err != nil {
		return nil, err
	}
	no, err := c.list(other, &scope{dot: sc.dot, vars: inner.vars[:len(inner.vars):len(inner.vars)]})
	if err != nil {
		return nil, err
	}
	return func(s *state) {
		x := v.of(s)
		if declares {
			s.vars = append(s.vars, x)
		}
		switch {
		case !truth(x):
			no(s)
		case with:
			dot := s.dot
			s.dot = x
			yes(s)
			s.dot = dot
		default:
			yes(s)
		}
		s.vars = s.vars[:outer]
	}, nil
}

// truth is what html/template takes for true.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Bool:
		return v.Bool()
	case reflect.String, reflect.Slice, reflect.Map:
		return v.Len() > 0
	case reflect.Int:
		return v.Int() != 0
	case reflect.Pointer:
		return !v.IsNil()
	}
	return true
}

func (c *compiler) loop(n *parse.RangeNode, sc *scope) (step, error) {
	v, err := c.commands(n.Pipe.Cmds, sc)
	if err != nil {
		return nil, err
	}
	if v.kind.Kind() != reflect.Slice || n.Pipe.IsAssign {
		return nil, fmt.Errorf("range over %s is not known", v.kind)
	}
	outer, declared := len(sc.vars), len(n.Pipe.Decl)
	inner := &scope{dot: v.kind.Elem(), vars: sc.vars[:outer:outer]}
	if declared == 2 {
		inner.declare(n.Pipe.Decl[0].Ident[0], intType)
	}
	if declared > 0 {
		inner.declare(n.Pipe.Decl[declared-1].Ident[0], v.kind.Elem())
	}
	body, err := c.list(n.List, inner)
	if err != nil {
		return nil, err
	}
	none, err := c.list(n.ElseList, &scope{dot: sc.dot, vars: sc.vars[:outer:outer]})
	if err != nil {
		return nil, err
	}
	return func(s *state) {
		items := v.of(s)
		if items.Len() == 0 {
			none(s)
			return
		}
		dot := s.dot
		for i := range items.Len() {
			item := items.Index(i)
			s.dot = item
			if declared == 2 {
				s.vars = append(s.vars, reflect.ValueOf(i))
			}
			if declared > 0 {
				s.vars = append(s.vars, item)
			}
			body(s)
			s.vars = s.vars[:outer]
		}
		s.dot = dot
	}, nil
}

var intType = reflect.TypeFor[int]()

// call fills another template with its own dot and variables.
func (c *compiler) call(n *parse.TemplateNode, sc *scope) (step, error) {
	if n.Pipe == nil {
		return nil, fmt.Errorf("a template without a value is not known")
	}
	v, err := c.pipe(n.Pipe, sc)
	if err != nil {
		return nil, err
	}
	body, err := c.template(n.Name, v.kind)
	if err != nil {
		return nil, err
	}
	return func(s *state) {
		dot, vars := s.dot, s.vars
		s.dot = v.of(s)
		// The called template's $ takes the place after the caller's variables.
		s.vars = append(s.vars[len(s.vars):], s.dot)
		(*body)(s)
		s.dot, s.vars = dot, vars
	}, nil
}

func (c *compiler) pipe(p *parse.PipeNode, sc *scope) (value, error) { return c.commands(p.Cmds, sc) }

func (c *compiler) commands(cmds []*parse.CommandNode, sc *scope) (value, error) {
	if len(cmds) != 1 {
		return value{}, fmt.Errorf("a pipeline is not known")
	}
	cmd := cmds[0]
	if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return c.function(id.Ident, cmd.Args[1:], sc)
	}
	if len(cmd.Args) > 1 {
		return value{}, fmt.Errorf("%s is not known", cmd)
	}
	return c.operand(cmd.Args[0], sc)
}

func (c *compiler) operand(n parse.Node, sc *scope) (value, error) {
	v, err := c.operandOf(n, sc)
	if unknown, ok := err.(noField); ok && unknown.file == "" {
		unknown.file, unknown.at = c.parsedFrom, int(n.Position())
		err = unknown
	}
	return v, err
}

func (c *compiler) operandOf(n parse.Node, sc *scope) (value, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return value{sc.dot, func(s *state) reflect.Value { return s.dot }}, nil
	case *parse.FieldNode:
		return field(value{sc.dot, func(s *state) reflect.Value { return s.dot }}, n.Ident)
	case *parse.VariableNode:
		for i := len(sc.vars) - 1; i >= 0; i-- {
			if sc.vars[i].name == n.Ident[0] {
				return field(value{sc.vars[i].kind, func(s *state) reflect.Value { return s.vars[i] }}, n.Ident[1:])
			}
		}
		return value{}, fmt.Errorf("the variable %s is not known", n.Ident[0])
	case *parse.StringNode:
		return constant(n.Text), nil
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64)), nil
		}
	case *parse.BoolNode:
		return constant(n.True), nil
	case *parse.PipeNode:
		return c.pipe(n, sc)
	case *parse.ChainNode:
		v, err := c.operand(n.Node, sc)
		if err != nil {
			return value{}, err
		}
		return field(v, n.Field)
	}
	return value{}, fmt.Errorf("%s is not known", n)
}

func constant(x any) value {
	v := reflect.ValueOf(x)
	return value{v.Type(), func(*state) reflect.Value { return v }}
}

// noField says that a layout asks for a field that its view does not have.
type noField struct {
	of   reflect.Type
	name string
	// file and at are where the expression begins: the name that the layout was
	// parsed under, and bytes from its start.
	file string
	at   int
}

func (e noField) Error() string { return fmt.Sprintf("%s has no field %s", e.of, e.name) }

// field follows names through structs, and through pointers to them.
func field(v value, names []string) (value, error) {
	for _, name := range names {
		of, kind := v.of, v.kind
		if kind.Kind() == reflect.Pointer {
			kind = kind.Elem()
			pointer := of
			of = func(s *state) reflect.Value { return pointer(s).Elem() }
		}
		if kind.Kind() != reflect.Struct {
			return value{}, noField{of: kind, name: name}
		}
		f, ok := kind.FieldByName(name)
		if !ok {
			return value{}, noField{of: kind, name: name}
		}
		at := f.Index
		if len(at) == 1 {
			i := at[0]
			v = value{f.Type, func(s *state) reflect.Value { return of(s).Field(i) }}
			continue
		}
		v = value{f.Type, func(s *state) reflect.Value { return of(s).FieldByIndex(at) }}
	}
	return v, nil
}

// function is one of the few that layouts use; they compare and combine, and
// compute nothing.
func (c *compiler) function(name string, args []parse.Node, sc *scope) (value, error) {
	operands := make([]value, len(args))
	for i, a := range args {
		v, err := c.operand(a, sc)
		if err != nil {
			return value{}, err
		}
		operands[i] = v
	}
	yesNo := func(of func(s *state) bool) (value, error) {
		return value{boolType, func(s *state) reflect.Value { return reflect.ValueOf(of(s)) }}, nil
	}
	switch {
	case name == "not" && len(operands) == 1:
		return yesNo(func(s *state) bool { return !truth(operands[0].of(s)) })
	case name == "len" && len(operands) == 1:
		return value{intType, func(s *state) reflect.Value { return reflect.ValueOf(operands[0].of(s).Len()) }}, nil
	case (name == "eq" || name == "ne") && len(operands) == 2 && operands[0].kind.Kind() == operands[1].kind.Kind():
		same, err := equal(operands[0], operands[1])
		if err != nil {
			return value{}, err
		}
		return yesNo(func(s *state) bool { return same(s) == (name == "eq") })
	case name == "and" || name == "or":
		// Only as a condition: html/template would yield the operand itself.
		return yesNo(func(s *state) bool {
			for _, o := range operands {
				if truth(o.of(s)) == (name == "or") {
					return name == "or"
				}
			}
			return name == "and"
		})
	}
	return value{}, fmt.Errorf("the function %s is not known", name)
}

var boolType = reflect.TypeFor[bool]()

func equal(a, b value) (func(s *state) bool, error) {
	switch a.kind.Kind() {
	case reflect.String:
		return func(s *state) bool { return a.of(s).String() == b.of(s).String() }, nil
	case reflect.Int:
		return func(s *state) bool { return a.of(s).Int() == b.of(s).Int() }, nil
	}
	return nil, fmt.Errorf("comparing %s is not known", a.kind)
}
