package render

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strings"

	"vitrina/generator/model"
)

// linked is a script element with JSON-LD, which browsers do not run. The
// encoder writes <, > and & as escapes, so that no text can end the element.
func linked(v any) template.HTML {
	data, err := json.Marshal(v)
	if err != nil {
		panic("render: JSON-LD that cannot be JSON: " + err.Error())
	}
	return template.HTML(`<script type="application/ld+json">` + string(data) + `</script>`)
}

// indented writes JSON for people.
func indented(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		panic("render: a text that cannot be JSON: " + err.Error())
	}
	return b.String()
}

// linkedDataset says what the page of a dataset says, with the words of
// schema.org. It is made of the view, so that it cannot say anything else.
func (p *page) linkedDataset(t *model.Published, v *Dataset) template.HTML {
	d := map[string]any{
		"@context": "https://schema.org", "@type": "Dataset", "name": p.tableTitle(t), "description": v.Deck, "identifier": v.Name,
		"inLanguage": p.locales(), "isAccessibleForFree": true,
		"includedInDataCatalog": p.linkedCatalogueLink(),
	}
	if v.Canonical != "" {
		d["url"] = v.Canonical
	}
	if v.Publisher != "" {
		organization := map[string]any{"@type": "Organization", "name": v.Publisher}
		d["publisher"], d["creator"] = organization, organization
	}
	if licence := p.renderer.licence(p.i, t.Schema.Licence.Value); licence.Address != "" {
		d["license"] = licence.Address
	}
	d["dateModified"] = t.Updated.String()
	if e := p.site.Latest(); e != nil && p.site.Pending == nil {
		d["version"] = e.Version.String()
	}
	d["creditText"] = v.Cite
	var variables []any
	for _, f := range v.Fields {
		x := map[string]any{"@type": "PropertyValue", "name": f.Name, "description": strings.TrimSpace(f.Title + ". " + f.Description)}
		if f.Unit != "" {
			x["unitText"] = f.Unit
		}
		variables = append(variables, x)
	}
	d["variableMeasured"] = variables
	var files []any
	for _, f := range p.files[t.Name] {
		if descriptions[f.Format] != "" || f.Language != "" && f.Language != p.words.Code {
			continue // the page does not show it
		}
		media, _, _ := strings.Cut(f.MediaType, ";")
		address := p.site.BaseURL + f.Address
		if p.site.BaseURL == "" {
			address = p.root + f.Address
		}
		files = append(files, map[string]any{"@type": "DataDownload", "contentUrl": address, "encodingFormat": strings.TrimSpace(media), "contentSize": strings.ReplaceAll(p.size(f.Bytes), "\u00a0", " "), "sha256": f.SHA256})
	}
	d["distribution"] = files
	return linked(d)
}

func (p *page) locales() []string {
	var out []string
	for _, l := range p.site.Languages {
		out = append(out, l.Locale)
	}
	return out
}

func (p *page) linkedCatalogueLink() map[string]any {
	c := map[string]any{"@type": "DataCatalog", "name": p.words.Word("data.title") + " · " + p.site.Site.Title.Or(p.words.Code)}
	if p.site.BaseURL != "" {
		c["url"] = p.site.BaseURL + p.site.Address("data")[p.i]
	}
	return c
}

// linkedCatalogue says what the page of all data says.
func (p *page) linkedCatalogue(v *Catalogue) template.HTML {
	c := p.linkedCatalogueLink()
	c["@context"] = "https://schema.org"
	c["description"] = v.Description
	c["inLanguage"] = p.locales()
	c["isAccessibleForFree"] = true
	if v.Publisher != "" {
		c["publisher"] = map[string]any{"@type": "Organization", "name": v.Publisher}
	}
	if v.DataLicence.Address != "" {
		c["license"] = v.DataLicence.Address
	}
	var all []any
	for _, g := range v.Groups {
		for _, line := range g.Lines {
			d := map[string]any{"@type": "Dataset", "name": line.Text, "description": line.Description, "identifier": line.Name}
			if t := p.site.Table(line.Name); t != nil && p.site.BaseURL != "" {
				d["url"] = p.site.BaseURL + t.URL[p.i]
			}
			all = append(all, d)
		}
	}
	c["dataset"] = all
	return linked(c)
}
