package describe

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"vitrina/generator/changes"
	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

// index lists every file that can be fetched. Addresses are below the top of
// the site, which base leads to.
func (d *describer) index(files []model.File) object {
	s := d.site
	base := s.BaseURL
	if base == "" {
		base = "../"
	}
	o := object{{"title", d.said(s.Site.Title)}, {"base", base}, {"as_of", s.AsOf.String()}}
	o.set("licence", s.Site.Licences.Data.Value)
	pages := object{}
	for i, code := range d.codes {
		pages = append(pages, member{code, s.Address("data", "api")[i]})
	}
	o.set("documentation", pages)
	var tables []object
	for _, t := range s.Tables {
		row := object{{"name", t.Name}, {"title", d.title(t)}, {"rows", len(t.Rows)}}
		row.set("licence", t.Schema.Licence.Value)
		row.set("updated", t.Updated.String())
		if t.AsOf {
			row.set("as_of", s.AsOf.String())
		}
		page := object{}
		for i, code := range d.codes {
			page = append(page, member{code, t.URL[i]})
		}
		row.set("page", page)
		tables = append(tables, row)
	}
	o.set("tables", tables)
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b model.File) int { return cmp.Compare(a.Address, b.Address) })
	twins := d.twins()
	frozen := d.frozenFiles()
	var list []object
	for _, f := range files {
		row := object{{"address", f.Address}, {"media_type", f.MediaType}, {"format", f.Format}}
		row.set("table", f.Table)
		title, rows, licence := d.fileTitle(f, twins), f.Rows, s.Site.Licences.Data.Value
		counted := rows > 0 || d.isData(f) && f.Table != ""
		if t := frozen[f.Address]; t != nil { // as it was then, whatever is said of the table now
			title, licence = d.titleOf(&t.Schema, t.Name), d.frozenLicence(t)
			if counted = path.Ext(f.Address) == ".csv"; counted {
				rows = len(t.Rows)
			}
		}
		if t, _ := d.table(f.Table); t != nil {
			licence = cmp.Or(t.Schema.Licence.Value, licence)
		}
		row.set("title", title)
		if counted {
			row.set("rows", rows)
		}
		if f.SHA256 != "" {
			row.set("bytes", f.Bytes)
			row.set("sha256", f.SHA256)
		}
		row.set("licence", licence)
		row.set("updated", f.Updated.String())
		if f.AsOf {
			row.set("as_of", s.AsOf.String())
		}
		list = append(list, row)
	}
	o.set("files", list)
	return o
}

// frozenFiles are the tables of the frozen editions by the addresses of their
// files: the rows and the schema.
func (d *describer) frozenFiles() map[string]*changes.Table {
	out := map[string]*changes.Table{}
	for _, e := range d.site.Editions {
		for _, t := range e.Data.Tables {
			for _, end := range []string{".csv", source.SchemaSuffix} {
				out[e.Folder()+t.Name+end] = t
			}
		}
	}
	return out
}

// frozenLicence is the licence that the table was frozen under.
func (d *describer) frozenLicence(t *changes.Table) string {
	return cmp.Or(t.Schema.Licence.Value, d.site.Site.Licences.Data.Value)
}

func (d *describer) title(t *model.Published) texts { return d.titleOf(t.Schema, t.Name) }

func (d *describer) titleOf(schema *table.Schema, name string) texts {
	if title := d.said(schema.Title); len(title) > 0 {
		return title
	}
	return texts{{d.codes[0], name}}
}

// fileTitle says what a file is about: its table, the commitment or other page
// whose twin it is, or the whole.
func (d *describer) fileTitle(f model.File, twins map[string]model.Text) texts {
	if t, _ := d.table(f.Table); t != nil {
		return d.title(t)
	}
	if title := d.meant(twins[strings.TrimSuffix(f.Address, path.Ext(f.Address))]); len(title) > 0 {
		return title
	}
	return d.said(d.site.Site.Title)
}

// twins are the titles of the pages that have twins, by the address of the twin
// without its ending.
func (d *describer) twins() map[string]model.Text {
	out := map[string]model.Text{}
	for _, c := range d.site.Commitments {
		out[folder+"commitments/"+c.Slug] = c.Title
	}
	for _, p := range d.site.Plans {
		out[folder+"plans/"+model.Slug(p.ID)] = p.Title
	}
	for _, e := range d.site.Entities {
		out[folder+"entities/"+model.Slug(e.ID)] = e.Name
	}
	for _, t := range d.site.Themes {
		out[folder+"themes/"+model.Slug(t.Code.Code)] = t.Label
	}
	return out
}
