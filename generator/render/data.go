package render

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/words"
)

// previewRows is how many rows a dataset's page shows; the files have all.
const previewRows = 10

// catalogue lists the tables by their titles.
func (p *page) catalogue() Catalogue {
	w := p.words
	frame, _ := p.headed("data", w.Word("data.title"), w.Word("data.description"), "")
	v := Catalogue{Frame: frame, Count: w.Count("count.datasets", len(p.site.Tables)), Sums: p.root + "data/SHA256SUMS.txt", Files: p.listed("", true)}
	groups := []DatasetGroup{{Title: w.Word("data.tables")}, {Title: w.Word("data.derived"), Explain: w.Word("data.derived-explain")}, {Title: w.Word("data.code-lists")}}
	for _, t := range p.site.Tables {
		line := DatasetLine{Link: Link{Text: p.tableTitle(t), Address: p.at(t.URL)}, Name: t.Name, Description: t.Schema.Description.Or(w.Code), DescriptionIn: p.titled(t.Schema.Description).Language, Rows: p.counted("count.rows", len(t.Rows), p.at(t.RowPage(0))), Files: p.main(t)}
		at := 0
		switch {
		case t.Schema.IsDerived():
			at = 1
		case t.IsCodeList:
			at = 2
		}
		groups[at].Lines = append(groups[at].Lines, line)
	}
	for _, g := range groups {
		words.Sort(w, g.Lines, func(l DatasetLine) string { return bare(l.Text) })
		// What the site is about comes first.
		if i := slices.IndexFunc(g.Lines, func(l DatasetLine) bool { return l.Name == model.CommitmentsTable }); i > 0 {
			first := g.Lines[i]
			g.Lines = slices.Insert(slices.Delete(g.Lines, i, i+1), 0, first)
		}
		if len(g.Lines) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	v.Descriptions = p.described("", "datapackage", "csvw", "jsonld", "turtle", "index", "register")
	v.API = Link{Text: w.Word("api.title"), Address: p.at(p.site.Address("data", "api"))}
	v.Linked = p.linkedCatalogue(&v)
	return v
}

// descriptions are the forms that tell machines what the data is, with the words
// that say what each is good for.
var descriptions = map[string]string{
	"datapackage": "describes.datapackage", "table-schema": "describes.table-schema", "csvw": "describes.csvw", "jsonld": "describes.dcat", "turtle": "describes.dcat",
	"index": "describes.index", "register": "describes.register", "json-schema": "describes.json-schema",
}

// described are the descriptions of a table, or of the whole for "".
func (p *page) described(table string, formats ...string) []File {
	var out []File
	for _, f := range p.files[table] {
		if word := descriptions[f.Format]; word != "" && (formats == nil || slices.Contains(formats, f.Format)) {
			out = append(out, File{Name: path.Base(f.Address), Format: f.Format, Address: p.root + f.Address, Size: p.size(f.Bytes), SHA256: f.SHA256, About: p.words.Word(word)})
		}
	}
	return out
}

func (p *page) tableTitle(t *model.Published) string {
	text, language := t.Schema.Title.OrIn(p.words.Code)
	return cmp.Or(tongue(model.Phrase{Text: text, Language: p.foreign(language)}), t.Name)
}

// titleIn is the language to mark the title of a table with.
func (p *page) titleIn(t *model.Published) string { return p.titled(t.Schema.Title).Language }

func (p *page) downloads(t *model.Published) []File { return p.listed(t.Name, false) }

// main are the files of a table that most readers want; its page has all.
func (p *page) main(t *model.Published) []File {
	return slices.DeleteFunc(p.downloads(t), func(f File) bool {
		return path.Base(path.Dir(f.Address)) != "data" || f.Format != "CSV" && f.Format != "XLSX" && f.Format != "JSON"
	})
}

// listed lists the files of a table, or with "" those of the whole site; a file
// that is made for a language stands on the pages of that language alone.
// Whole leaves out the twins of pages, which stand on theirs.
func (p *page) listed(table string, whole bool) []File {
	w := p.words
	var out []File
	for _, f := range p.files[table] {
		if descriptions[f.Format] != "" {
			continue
		}
		if f.Language != "" && f.Language != w.Code || whole && path.Dir(f.Address) != "data" {
			continue
		}
		file := File{Name: strings.TrimPrefix(f.Address, "data/"), Format: strings.ToUpper(strings.TrimPrefix(path.Ext(f.Address), ".")), Address: p.root + f.Address, Size: p.size(f.Bytes), SHA256: f.SHA256, About: w.Word("format." + f.Format)}
		if table != "" {
			file.Rows = w.Count("count.rows", f.Rows)
		}
		out = append(out, file)
	}
	return out
}

// twinsOf are the files with the data of a page: those of its kind's folder
// with its slug.
func (p *page) twinsOf(kind, slug string) []File {
	var out []File
	for _, f := range p.twins["data/"+kind+"/"+slug] {
		out = append(out, File{Name: path.Base(f.Address), Format: strings.ToUpper(f.Format), Address: p.root + f.Address, Size: p.size(f.Bytes)})
	}
	return out
}

// size writes a number of bytes the way people read it, in units of a
// thousand.
func (p *page) size(bytes int) string {
	if bytes < 1000 {
		return p.words.Measure(float64(bytes), "B")
	}
	if bytes < 1_000_000 {
		return p.words.Measure(float64((bytes+50)/100)/10, "kB")
	}
	return p.words.Measure(float64((bytes+50_000)/100_000)/10, "MB")
}

// writtenIn is where the rows of a table are written.
func writtenIn(t *model.Published) string {
	if t.IsCodeList {
		return cmp.Or(t.File, "datasets/"+strings.Replace(t.Name, "codes-", "codes/", 1))
	}
	return cmp.Or(t.File, "datasets/"+t.Name)
}

func (p *page) dataset(t *model.Published) Dataset {
	w := p.words
	title := p.tableTitle(t)
	description := t.Schema.Description.Or(w.Code)
	file := writtenIn(t)
	v := Dataset{Name: t.Name, Deck: description, DeckIn: p.titled(t.Schema.Description).Language, Files: p.downloads(t), Sums: p.root + "data/SHA256SUMS.txt"}
	pageTitle := title
	if t.IsCodeList {
		pageTitle = w.Fill("data.code-list-title", "title", title)
	}
	v.Frame = p.frame(pageTitle, w.Fill("dataset.description", "title", title, "rows", w.Count("count.rows", len(t.Rows)), "description", description), file, Link{Text: w.Word("menu.data"), Address: p.at(p.site.Address("data"))})
	if !t.IsCodeList {
		v.titledIn(p.titleIn(t))
	}
	v.Problem = p.problem(t.Name)
	// A dataset is often called as the page that shows it.
	v.Heading = w.Word("menu.data") + ": " + pageTitle + " · " + v.SiteTitle
	licence := p.renderer.licence(p.i, t.Schema.Licence.Value)
	var key []Link
	for _, k := range t.Schema.Key {
		key = append(key, Link{Text: k.Value, Address: "#field-" + k.Value})
	}
	v.Facts = []Fact{
		{Name: w.Word("fact.rows"), Links: []Link{p.counted("count.rows", len(t.Rows), p.at(t.RowPage(0)))}},
		{Name: w.Word("fact.licence"), Links: []Link{licence}, Unknown: licence.Text == ""},
		{Name: w.Word("fact.key"), Links: key, Unknown: len(key) == 0},
		{Name: w.Word("fact.as-of"), From: p.moment(p.site.AsOf)},
	}
	updated := Fact{Name: w.Word("fact.updated"), From: p.moment(t.Updated)}
	if t.Unreleased {
		updated.Note = w.Word("fact.unreleased")
	}
	v.Facts = append(v.Facts, updated)
	if t.Schema.IsDerived() {
		from := Fact{Name: w.Word("fact.derived-from"), Note: w.Word("data.derived-explain")}
		for _, other := range p.site.MadeOf(t) {
			from.Links = append(from.Links, Link{Text: p.tableTitle(other), Address: p.at(other.URL)})
		}
		v.Facts = append(v.Facts, from)
	}
	isKey := map[string]bool{}
	for _, k := range t.Schema.Key {
		isKey[k.Value] = true
	}
	for _, f := range t.Schema.Fields {
		v.Fields = append(v.Fields, p.fieldLine(t, f, isKey[f.Name.Value]))
		if f.References.Value == "sources" && v.RowSource == "" {
			v.RowSource = f.Name.Value
		}
	}
	if t.Name == model.CommitmentsTable {
		v.Fields = append(v.Fields, p.addressFields(t)...)
	}
	v.Preview = p.settled(p.grid(t, previewRows))
	v.AllRows = Link{Text: w.Fill("rows.all", "rows", w.Count("count.rows", len(t.Rows))), Address: p.at(t.RowPage(0))}
	v.Preview.Caption = w.Fill("dataset.preview", "title", title)
	var sources []*model.Source
	for _, id := range t.Schema.Sources {
		if s := p.site.Source(id.Value); s != nil {
			sources = append(sources, s)
		}
	}
	v.Sources = p.sourceLines(sources)
	for _, problem := range t.Schema.Problems {
		text := problem.Of(w.Code)
		rows := Link{Text: w.Word("rows"), Name: w.Fill("rows.of", "title", title), Address: p.allRows(t.Name)}
		if text != "" {
			v.Problems = append(v.Problems, p.from(Words{Text: text}, rows))
		} else if text = problem.Or(w.Code); text != "" {
			v.Problems = append(v.Problems, p.from(Words{Text: text, Language: p.site.Default()}, rows))
		}
	}
	v.Descriptions = p.described(t.Name)
	v.API = Link{Text: w.Word("api.title"), Address: p.at(p.site.Address("data", "api"))}
	where := p.site.BaseURL
	if where != "" {
		where += t.URL[p.i]
	}
	v.Cite = strings.TrimSpace(w.Fill("dataset.cite", "publisher", cmp.Or(p.site.Site.Publisher.Or(w.Code), p.site.Site.Title.Or(w.Code)), "title", title, "site", p.site.Site.Title.Or(w.Code), "date", w.Date(p.site.AsOf), "licence", t.Schema.Licence.Value) + " " + strings.TrimSpace(v.Edition+" "+where))
	v.Citation = p.citationOfTable(t, title, where)
	if e := p.site.Latest(); e != nil {
		name := e.Folder() + t.Name + ".csv"
		if slices.ContainsFunc(e.Files, func(f *source.Frozen) bool { return f.Name == t.Name+".csv" }) {
			v.Frozen = p.sentence("dataset.frozen", "edition", p.frozenLink(e), "file", Link{Text: name, Address: p.root + name})
		}
	}
	v.Snippets = p.snippets(t)
	v.Linked = p.linkedDataset(t, &v)
	return v
}

// addressFields are the columns that lead from a commitment to its page.
func (p *page) addressFields(t *model.Published) []FieldLine {
	var out []FieldLine
	for _, l := range p.site.Languages {
		if name := "url_" + l.Code; !slices.Contains(t.Header, name) {
			out = append(out, FieldLine{ID: "field-" + name, Name: name, Title: p.words.Fill("describe.address", "language", p.site.LanguageName(l.Code, p.i)),
				Description: p.words.Fill("describe.address-of", "language", p.site.LanguageName(l.Code, p.i)), Type: p.words.Word("type.url"), Empty: p.words.Word("field.never-empty")})
		}
	}
	return out
}

// manyCodes is how long a list of codes may be to stand in the dictionary
// itself; a longer one is only linked.
const manyCodes = 60

func (p *page) fieldLine(t *model.Published, f table.Field, key bool) FieldLine {
	w := p.words
	line := FieldLine{ID: "field-" + f.Name.Value, Name: f.Name.Value, Title: f.Title.Or(w.Code), Description: f.Description.Or(w.Code), TitleIn: p.titled(f.Title).Language, DescriptionIn: p.titled(f.Description).Language, Type: w.Word("type." + cmp.Or(f.Type.Value, "text")),
		Unit: f.Unit.Or(w.Code), Example: t.Example(f.Name.Value), Required: f.IsRequired(), Key: key}
	switch {
	case f.Codes.Given():
		line.List = p.tableLink("codes-" + f.Codes.Value)
		p.codesIn(&line, p.site.List(f.Codes.Value))
	case f.References.Given():
		line.List = p.tableLink(f.References.Value)
	}
	var limits []string
	if f.Minimum.Given() {
		limits = append(limits, w.Fill("field.minimum", "value", p.value(f.Minimum.Value)))
	}
	if f.Maximum.Given() {
		limits = append(limits, w.Fill("field.maximum", "value", p.value(f.Maximum.Value)))
	}
	line.Constraint = strings.Join(limits, ", ")
	if f.Codes.Given() || f.Name.Value == "value" && slices.Contains(t.Header, "scale") {
		for _, l := range p.site.Languages {
			if name := f.Name.Value + "_label_" + l.Code; !slices.Contains(t.Header, name) {
				line.Beside = append(line.Beside, name)
			}
		}
	}
	switch {
	case f.IsRequired():
		line.Empty = w.Word("field.never-empty")
	case !strings.Contains(line.Description, w.Word("field.empty-mark")):
		line.Empty = w.Word("field.empty")
	}
	if !f.IsRequired() {
		line.Filled = p.filledIn(t, f.Name.Value)
	}
	return line
}

// tableLink leads to a table by its title; nowhere where the site has none.
func (p *page) tableLink(name string) Link {
	if t := p.site.Table(name); t != nil {
		return Link{Text: p.tableTitle(t), Address: p.at(t.URL)}
	}
	return Link{}
}

// codesIn tells the codes of a column, one by one where they are few.
func (p *page) codesIn(line *FieldLine, l *model.List) {
	if l == nil {
		return
	}
	line.Count = p.words.Count("count.codes", len(l.Codes))
	if len(l.Codes) > manyCodes {
		return
	}
	for _, c := range l.Codes {
		line.Values = append(line.Values, ValueLine{c.Code, tongue(c.Label.In(p.i))})
	}
}

// filledIn says in how many rows a column is filled; nothing where it is in all.
func (p *page) filledIn(t *model.Published, column string) Words {
	at := slices.Index(t.Header, column)
	if at < 0 {
		return Words{}
	}
	filled := 0
	for _, row := range t.Rows {
		if row[at] != "" {
			filled++
		}
	}
	if filled == len(t.Rows) {
		return Words{}
	}
	all := p.at(t.RowPage(0))
	return p.sentence("field.filled", "count", p.figure(filled, all), "rows", p.counted("count.rows", len(t.Rows), all))
}
