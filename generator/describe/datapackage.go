package describe

import (
	"cmp"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/written"
)

// dataPackage describes all tables; version and created, a day, are empty where
// the data is of no edition.
func (d *describer) dataPackage(version, created string) object {
	s := d.site
	title, description := d.said(s.Site.Title), d.said(s.Site.Description)
	var p object
	p.set("$schema", "https://datapackage.org/profiles/2.0/datapackage.json")
	p.set("name", d.name())
	if s.BaseURL != "" {
		p.set("id", d.dataIRI("all"))
	}
	p.set("title", title.first())
	p.set("description", description.first())
	p.set("i18n:title", title)
	p.set("i18n:description", description)
	p.set("languages", d.codes)
	if version != "" {
		p.set("version", version)
		p.set("created", created+"T00:00:00Z")
	}
	if s.BaseURL != "" {
		p.set("homepage", s.BaseURL+s.Address("data")[0])
	}
	p.set("keywords", d.keywords()[0])
	p.set("contributors", d.contributors())
	p.set("licenses", d.licences(s.Site.Licences.Data.Value))
	p.set("sources", d.sources(s.Sources()))
	var resources []object
	for i := range s.Tables {
		if r := d.resource(i); r != nil {
			resources = append(resources, r)
		}
	}
	p.set("resources", resources)
	return p
}

// name is the machine name of the data.
func (d *describer) name() string {
	s := d.site.Site
	return strings.Trim(model.Slug(cmp.Or(s.Name.Value, s.Title.Or(d.codes[0]))), "-")
}

// keywords are the words that people look for the data with, by language; empty
// lists where nobody wrote any.
func (d *describer) keywords() [][]string {
	out := make([][]string, len(d.codes))
	for i, code := range d.codes {
		for word := range strings.SplitSeq(d.site.Site.Keywords.Of(code), ",") {
			if word = strings.TrimSpace(word); word != "" {
				out[i] = append(out[i], word)
			}
		}
	}
	return out
}

func (d *describer) contributors() []object {
	publisher := d.said(d.site.Site.Publisher)
	if len(publisher) == 0 {
		return nil
	}
	c := object{{"title", publisher.first()}}
	c.set("path", d.site.BaseURL)
	contact := strings.TrimPrefix(d.site.Site.Contact.Value, "mailto:")
	roles := []string{"publisher"}
	if strings.Contains(contact, "@") && !strings.Contains(contact, "/") {
		c.set("email", contact)
		roles = append(roles, "contact")
	}
	c.set("roles", roles)
	return []object{c}
}

// licences names a licence as the code list of licences has it.
func (d *describer) licences(id string) []object {
	if id == "" {
		return nil
	}
	title, address := d.licence(id)
	l := object{{"name", id}}
	l.set("path", address)
	l.set("title", title.first())
	return []object{l}
}

func (d *describer) licence(id string) (title texts, address string) {
	t := d.site.Table("codes-licences")
	if t.Lookup("code", id, "code") == "" {
		return nil, ""
	}
	return d.meant(d.site.Code("licences", id).Label), t.Lookup("code", id, "url")
}

func (d *describer) sources(all []*model.Source) []object {
	var out []object
	for _, src := range all {
		o := object{{"title", src.Title}}
		o.set("path", src.URL)
		o.set("vitrina:id", src.ID)
		o.set("vitrina:date", src.Date.String())
		o.set("vitrina:publisher", src.Publisher)
		out = append(out, o)
	}
	return out
}

// cited are the sources that a table names in its schema.
func (d *describer) cited(ids written.List) []*model.Source {
	var out []*model.Source
	for _, id := range ids {
		if src := d.site.Source(id.Value); src != nil {
			out = append(out, src)
		}
	}
	return out
}

// dialect is the one form of CSV of this site, written out for readers that do
// not know the defaults. A frozen edition has the line ends of the sources.
func (d *describer) dialect() object {
	end := "\r\n"
	if d.frozen {
		end = "\n"
	}
	return object{{"header", true}, {"headerRows", []any{1}}, {"delimiter", ","}, {"lineTerminator", end}, {"quoteChar", `"`}, {"doubleQuote", true}}
}

// resource describes the CSV of a table; nil when it was not written.
func (d *describer) resource(i int) object {
	t := d.site.Tables[i]
	f, ok := d.csv(t.Name)
	if !ok {
		return nil
	}
	media, _, _ := strings.Cut(f.MediaType, ";")
	title, description := d.said(t.Schema.Title), d.said(t.Schema.Description)
	r := object{{"name", t.Name}, {"path", strings.TrimPrefix(f.Address, folder)}, {"type", "table"}}
	r.set("title", cmp.Or(title.first(), t.Name))
	r.set("description", description.first())
	r.set("i18n:title", title)
	r.set("i18n:description", description)
	if d.site.BaseURL != "" {
		r.set("homepage", d.site.BaseURL+t.URL[0])
	}
	r.set("format", "csv")
	r.set("mediatype", media)
	r.set("encoding", "utf-8")
	r.set("bytes", f.Bytes)
	r.set("hash", "sha256:"+f.SHA256)
	r.set("vitrina:rows", f.Rows)
	r.set("vitrina:updated", t.Updated.String())
	if t.IsCodeList && t.Schema.IsOrdered() {
		r.set("vitrina:ordered", true)
	}
	var problems []any
	for _, p := range t.Schema.Problems {
		problems = append(problems, d.said(p))
	}
	r.set("vitrina:problems", problems)
	r.set("licenses", d.licences(t.Schema.Licence.Value))
	r.set("sources", d.sources(d.cited(t.Schema.Sources)))
	r.set("dialect", d.dialect())
	r.set("schema", d.tableSchema(i, false))
	return r
}
