package model

import (
	"cmp"
	"slices"
	"strings"

	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/words"
	"vitrina/generator/written"
)

// CommitmentsTable is the name of the table whose rows are the front matter of
// the commitments.
const CommitmentsTable = "commitments"

// publishTables gathers what readers can download: every dataset as its schema
// orders it, and the commitments' front matter as a table.
func (s *Site) publishTables() {
	haveCommitments := false
	for _, d := range s.Datasets {
		p := &Published{Name: table.Name(d.Name), Schema: &d.Schema, IsCodeList: d.IsCodeList(), URL: s.address("data", table.Name(d.Name))}
		switch {
		case d.Name == CommitmentsTable:
			haveCommitments = true
			s.fillCommitments(p)
		case d.Schema.IsDerived():
			s.fillDerived(p, d)
		case d.Table != nil:
			p.File = d.Table.File
			p.Header = d.Table.Header
			p.Rows = slices.Clone(d.Table.Rows)
		default:
			continue
		}
		sortByKey(p)
		s.Tables = append(s.Tables, p)
	}
	if !haveCommitments && len(s.Commitments) > 0 {
		schema := s.defaultSchema()
		p := &Published{Name: CommitmentsTable, Schema: schema, URL: s.address("data", CommitmentsTable)}
		s.fillCommitments(p)
		sortByKey(p)
		s.Tables = append(s.Tables, p)
	}
	slices.SortFunc(s.Tables, func(a, b *Published) int { return cmp.Compare(a.Name, b.Name) })
	for _, p := range s.Tables {
		p.rowsURL = s.address("data", p.Name, "rows")
	}
}

// Table returns a published table by name (codes-completion for a code list),
// or nil.
func (s *Site) Table(name string) *Published {
	i, found := slices.BinarySearchFunc(s.Tables, name, func(p *Published, name string) int { return cmp.Compare(p.Name, name) })
	if !found {
		return nil
	}
	return s.Tables[i]
}

// fillCommitments makes the rows of the commitments from their front matter:
// one column a field of the schema.
func (s *Site) fillCommitments(p *Published) {
	p.File = "content/" + s.Default() + "/commitments"
	for _, f := range p.Schema.Fields {
		p.Header = append(p.Header, f.Name.Value)
	}
	cells := make([]func(*Commitment) string, len(p.Header))
	for i, name := range p.Header {
		cells[i] = s.commitmentCell(name)
	}
	for _, c := range s.Commitments {
		row := make([]string, len(cells))
		for i, cell := range cells {
			row[i] = cell(c)
		}
		p.Rows = append(p.Rows, row)
	}
}

// commitmentCell returns what fills a column of the commitments: the front
// matter as written, never a translation's stand-in.
func (s *Site) commitmentCell(name string) func(*Commitment) string {
	if fact, ok := commitmentFacts[name]; ok {
		return fact
	}
	if at := strings.LastIndexByte(name, '_'); at > 0 {
		language := name[at+1:]
		translated := func(of func(*source.Front) string) func(*Commitment) string {
			return func(c *Commitment) string {
				if f := c.Commitment.Translation(language); f != nil {
					return of(&f.Front)
				}
				return ""
			}
		}
		switch name[:at] {
		case "title":
			return translated(func(f *source.Front) string { return f.Title.Value })
		case "summary":
			return translated(func(f *source.Front) string { return f.Summary.Value })
		case "change":
			return translated(func(f *source.Front) string { return f.Change.Value })
		case "title_basis":
			return func(c *Commitment) string { return c.Front.TitleBasis.Of(language) }
		case "note":
			return func(c *Commitment) string { return c.Front.Notes.Of(language) }
		}
	}
	return func(*Commitment) string { return "" }
}

var commitmentFacts = map[string]func(*Commitment) string{
	"id":           func(c *Commitment) string { return c.Front.ID.Value },
	"ogp_code":     func(c *Commitment) string { return c.Front.OGPCode.Value },
	"code_basis":   func(c *Commitment) string { return c.Front.CodeBasis.Value },
	"plan":         func(c *Commitment) string { return c.Front.Plan.Value },
	"number":       func(c *Commitment) string { return c.Front.Number.Value },
	"lead":         func(c *Commitment) string { return joined(c.Front.Lead) },
	"support":      func(c *Commitment) string { return joined(c.Front.Support) },
	"start":        func(c *Commitment) string { return c.Front.Start.Value },
	"end":          func(c *Commitment) string { return c.Front.End.Value },
	"branch":       func(c *Commitment) string { return c.Front.Branch.Value },
	"level":        func(c *Commitment) string { return c.Front.Level.Value },
	"territory":    func(c *Commitment) string { return c.Front.Territory.Value },
	"themes":       func(c *Commitment) string { return joined(c.Front.Themes) },
	"themes_basis": func(c *Commitment) string { return c.Front.ThemesBasis.Value },
	"values":       func(c *Commitment) string { return joined(c.Front.Values) },
	"values_basis": func(c *Commitment) string { return c.Front.ValuesBasis.Value },
	"sdgs":         func(c *Commitment) string { return joined(c.Front.SDGs) },
	"continues":    func(c *Commitment) string { return joined(c.Front.Continues) },
	"sources":      func(c *Commitment) string { return joined(c.Front.Sources) },
}

func joined(l written.List) string { return strings.Join(l.Values(), "|") }

// columnTitle is what a column of the commitments is called in a language, where
// no schema says; empty where the language has no word for it.
func (s *Site) columnTitle(l *words.Language, name string) string {
	key, of := strings.ReplaceAll(name, "_", "-"), ""
	for _, other := range s.Languages {
		if before, ok := strings.CutSuffix(name, "_"+other.Code); ok {
			key, of = before, other.Name
		}
	}
	switch {
	case !l.Has("column." + key):
		return ""
	case of != "":
		return l.Fill("column."+key, "language", of)
	}
	return l.Word("column." + key)
}

// defaultSchema describes the commitments of a site that has no
// datasets/commitments: its columns are called as the site's words have them.
func (s *Site) defaultSchema() *table.Schema {
	names := []string{"id", "ogp_code", "plan", "number"}
	for _, prefix := range []string{"title", "summary", "change"} {
		for _, code := range s.codes {
			names = append(names, prefix+"_"+code)
		}
	}
	names = append(names, "lead", "support", "start", "end", "themes", "values", "sdgs", "continues", "sources")
	lists := map[string]bool{"lead": true, "support": true, "themes": true, "values": true, "sdgs": true, "continues": true, "sources": true}
	references := map[string]string{"plan": "plans", "lead": "entities", "support": "entities", "continues": CommitmentsTable, "sources": "sources"}
	schema := &table.Schema{Key: written.List{{Value: "id"}}, Licence: s.Site.Licences.Data}
	for _, code := range s.codes {
		schema.Title = append(schema.Title, written.Label{Language: written.Text{Value: code}, Text: written.Text{Value: CommitmentsTable}})
	}
	for _, name := range names {
		kind := "text"
		switch {
		case lists[name]:
			kind = "list"
		case name == "start" || name == "end":
			kind = "date"
		}
		field := table.Field{Name: written.Text{Value: name}, Type: written.Text{Value: kind}}
		if to := references[name]; to == CommitmentsTable || s.Tree.Dataset(to) != nil {
			field.References = written.Text{Value: to}
		}
		for _, l := range s.Languages {
			if title := s.columnTitle(l, name); title != "" {
				field.Title = append(field.Title, written.Label{Language: written.Text{Value: l.Code}, Text: written.Text{Value: title}})
			}
		}
		schema.Fields = append(schema.Fields, field)
	}
	return schema
}

// sortByKey puts the rows in the order of the schema's key.
func sortByKey(p *Published) { slices.SortStableFunc(p.Rows, p.Schema.Compare(p.Header)) }

// MadeOf are the tables that a derived table is computed from; none for others.
func (s *Site) MadeOf(t *Published) []*Published {
	var out []*Published
	for _, from := range t.Schema.DerivedFrom {
		if other := s.Table(table.Name(from.Value)); other != nil {
			out = append(out, other)
		}
	}
	return out
}
