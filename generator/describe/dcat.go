package describe

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"vitrina/generator/date"
	"vitrina/generator/model"
)

// authority begins the addresses of the code lists of the Publications Office
// of the European Union, which DCAT-AP asks for.
const authority = "http://publications.europa.eu/resource/authority/"

// dataIRI is the address of what the catalogue speaks of: the catalogue itself
// for "", else the part with a name.
func (d *describer) dataIRI(name string) string {
	return d.whole(folder+"catalog.jsonld") + "#" + cmp.Or(name, "catalog")
}

// catalogue describes the data by DCAT-AP 3.0.1.
func (d *describer) catalogue() *graph {
	s, g := d.site, &graph{}
	c := g.thing(d.dataIRI(""), "dcat:Catalog")
	common := d.common(g)
	c.name("dct:title", d.said(s.Site.Title))
	c.name("dct:description", d.said(s.Site.Description))
	for _, x := range common {
		if x.property != "dcat:theme" && x.property != "dcat:keyword" && x.property != "dct:accrualPeriodicity" && x.property != "dcat:contactPoint" {
			c.say(x.property, x.values...)
		}
	}
	d.licenceOf(g, c, s.Site.Licences.Data.Value)
	for _, page := range s.Address() {
		c.say("foaf:homepage", to(g.thing(d.whole(page), "foaf:Document")))
		break // a catalogue has one home page; it leads to its translations
	}
	if len(s.Site.DataThemes) > 0 {
		c.say("dcat:themeTaxonomy", to(d.taxonomy(g)))
	}
	for _, t := range s.Tables {
		about := g.thing(d.dataIRI(t.Name), "dcat:Dataset")
		c.say("dcat:dataset", to(about))
		d.dataset(g, about, t, common)
	}
	whole := slices.DeleteFunc(slices.Clone(d.files[""]), func(f model.File) bool { return !d.isData(f) })
	if len(whole) > 0 || len(s.Editions) > 0 {
		about := g.thing(d.dataIRI("all"), "dcat:Dataset")
		c.say("dcat:dataset", to(about))
		about.name("dct:title", d.said(s.Site.Title))
		about.name("dct:description", d.word("describe.whole", func(int) []string { return nil }))
		about.say("dct:identifier", value{text: d.name()})
		d.land(g, about, s.Address("data"))
		for _, x := range common {
			about.say(x.property, x.values...)
		}
		d.released(about)
		d.cover(g, about, "all", s.Plans)
		d.distributions(g, about, whole, d.said(s.Site.Title), s.Site.Licences.Data.Value)
		d.editions(g, c, about, common)
	}
	return g
}

// released states the edition that the data as it stands is; nothing while the
// sources say something newer.
func (d *describer) released(about *thing) {
	if e := d.site.Latest(); e != nil && d.site.Pending == nil {
		about.say("dcat:version", value{text: e.Version.String()})
		about.say("dct:modified", value{text: e.Date.String(), kind: "xsd:date"})
	}
}

// isData tells the files of data from those that describe them.
func (d *describer) isData(f model.File) bool {
	switch f.Format {
	case FormatPackage, FormatTableSchema, FormatCSVW, FormatJSONLD, FormatTurtle, FormatIndex, FormatJSONSchema, "register":
		return false
	}
	return strings.HasPrefix(f.Address, folder)
}

// taxonomy is the list that the themes are of.
func (d *describer) taxonomy(g *graph) *thing {
	t := g.thing(authority+"data-theme", "skos:ConceptScheme")
	t.say("dct:title", value{text: "Data theme", language: "en"})
	return t
}

// common are the statements that hold for the whole and each part.
func (d *describer) common(g *graph) []statement {
	s := d.site
	collect := &thing{}
	if publisher := d.said(s.Site.Publisher); len(publisher) > 0 {
		p := g.thing(d.dataIRI("publisher"), "foaf:Agent")
		p.name("foaf:name", publisher)
		if s.BaseURL != "" {
			p.say("foaf:homepage", to(g.thing(s.BaseURL+s.Address()[0], "foaf:Document")))
		}
		collect.say("dct:publisher", to(p))
	}
	if contact := s.Site.Contact.Value; contact != "" {
		k := g.thing(d.dataIRI("contact"), "vcard:Kind")
		k.name("vcard:fn", d.said(s.Site.Publisher))
		property, address := "vcard:hasURL", contact
		if strings.Contains(contact, "@") && !strings.Contains(contact, "/") {
			property, address = "vcard:hasEmail", "mailto:"+strings.TrimPrefix(contact, "mailto:")
		}
		k.say(property, value{iri: address})
		collect.say("dcat:contactPoint", to(k))
	}
	for _, code := range d.codes {
		if tag, err := language.Parse(code); err == nil {
			base, _ := tag.Base()
			collect.say("dct:language", to(g.thing(authority+"language/"+strings.ToUpper(base.ISO3()), "dct:LinguisticSystem")))
		}
	}
	if country := s.Site.Country.Value; country != "" {
		place := g.thing(authority+"country/"+country, "dct:Location")
		place.name("skos:prefLabel", d.said(s.Site.Member))
		collect.say("dct:spatial", to(place))
	}
	for i, words := range d.keywords() {
		for _, word := range words {
			collect.say("dcat:keyword", value{text: word, language: d.codes[i]})
		}
	}
	for _, code := range s.Site.DataThemes {
		theme := g.thing(authority+"data-theme/"+code.Value, "skos:Concept")
		theme.say("skos:inScheme", to(d.taxonomy(g)))
		if c := s.Code("data-themes", code.Value); c != nil {
			theme.name("skos:prefLabel", d.meant(c.Label))
		}
		collect.say("dcat:theme", to(theme))
	}
	if f := s.Site.Frequency.Value; f != "" {
		collect.say("dct:accrualPeriodicity", to(g.thing(authority+"frequency/"+f, "dct:Frequency")))
	}
	return collect.statements
}

// licenceOf states a licence and says that it is one.
func (d *describer) licenceOf(g *graph, about *thing, id string) {
	title, address := d.licence(id)
	if address == "" {
		return
	}
	l := g.thing(address, "dct:LicenseDocument")
	l.name("dct:title", title)
	l.say("dct:identifier", value{text: id})
	about.say("dct:license", to(l))
}

// land states the page that people read, in each language.
func (d *describer) land(g *graph, about *thing, urls []string) {
	for _, u := range urls {
		about.say("dcat:landingPage", to(g.thing(d.whole(u), "foaf:Document")))
	}
}

func (d *describer) dataset(g *graph, about *thing, t *model.Published, common []statement) {
	title, description := d.said(t.Schema.Title), d.said(t.Schema.Description)
	if len(title) == 0 {
		title = texts{{d.codes[0], t.Name}}
	}
	if len(description) == 0 {
		description = title
	}
	about.name("dct:title", title)
	about.name("dct:description", description)
	about.say("dct:identifier", value{text: t.Name})
	d.land(g, about, t.URL)
	for _, x := range common {
		about.say(x.property, x.values...)
	}
	about.say("dct:modified", value{text: t.Updated.String(), kind: "xsd:date"})
	d.cover(g, about, t.Name, d.plansOf(t))
	for _, src := range d.cited(t.Schema.Sources) {
		if src.URL != "" {
			about.say("prov:wasDerivedFrom", value{iri: src.URL})
		}
	}
	if address := d.schemas[t.Name]; address != "" {
		standard := g.thing(d.whole(address), "dct:Standard")
		standard.name("dct:title", d.word("describe.schema", func(i int) []string { return []string{"title", cmp.Or(t.Schema.Title.Or(d.codes[i]), t.Name)} }))
		about.say("dct:conformsTo", to(standard))
	}
	d.distributions(g, about, slices.DeleteFunc(slices.Clone(d.files[t.Name]), func(f model.File) bool { return !d.isData(f) }), title, t.Schema.Licence.Value)
}

// distributions states the files in which a dataset can be fetched.
func (d *describer) distributions(g *graph, about *thing, files []model.File, title texts, licence string) {
	var all []value
	for _, f := range files {
		all = append(all, to(d.distribution(g, f, title, licence)))
	}
	about.list("dcat:distribution", all)
}

func (d *describer) distribution(g *graph, f model.File, title texts, licence string) *thing {
	media, _, _ := strings.Cut(f.MediaType, ";")
	media = strings.TrimSpace(media)
	name := strings.ReplaceAll(strings.TrimPrefix(f.Address, folder), "/", ".")
	dist := g.thing(d.dataIRI(name), "dcat:Distribution")
	address := d.whole(f.Address)
	dist.name("dct:title", title.with(func(_ int, text string) string { return text + " (" + path.Base(f.Address) + ")" }, d.codes))
	dist.say("dcat:accessURL", value{iri: address})
	dist.say("dcat:downloadURL", value{iri: address})
	d.licenceOf(g, dist, licence)
	if media != "" {
		dist.say("dcat:mediaType", to(g.thing("https://www.iana.org/assignments/media-types/"+media, "dct:MediaType")))
	}
	if iri := d.fileType(path.Ext(f.Address)); iri != "" {
		dist.say("dct:format", to(g.thing(iri, "dct:MediaTypeOrExtent")))
	}
	dist.say("dct:modified", value{text: f.Updated.String(), kind: "xsd:date"})
	dist.say("dcat:byteSize", value{text: strconv.Itoa(f.Bytes), kind: "xsd:nonNegativeInteger"})
	sum := g.thing(d.dataIRI(name+".sha256"), "spdx:Checksum")
	sum.say("spdx:algorithm", to(g.thing("http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm")))
	sum.say("spdx:checksumValue", value{text: f.SHA256, kind: "xsd:hexBinary"})
	dist.say("spdx:checksum", to(sum))
	if address := d.schemas[f.Table]; address != "" && f.Format == "csv" {
		dist.say("dct:conformsTo", to(g.thing(d.whole(address), "dct:Standard")))
	}
	return dist
}

// plansOf are the plans that the rows of a table are about: those that they are,
// name, or name a commitment of.
func (d *describer) plansOf(t *model.Published) []*model.Plan {
	var out []*model.Plan
	add := func(p *model.Plan) {
		if p != nil && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for at, name := range t.Header {
		f, _ := t.Schema.Field(name)
		own := len(t.Schema.Key) == 1 && t.Schema.Key[0].Value == name
		for _, row := range t.Rows {
			for _, id := range f.Values(row[at]) {
				switch {
				case f.References.Value == "plans" || own && t.Name == "plans":
					add(d.site.Plan(id))
				case f.References.Value == model.CommitmentsTable || own && t.Name == model.CommitmentsTable:
					if c := d.site.Find(id); c != nil {
						add(c.Plan)
					}
				}
			}
		}
	}
	return out
}

// cover states the time that the data is about: from the first day of the terms
// of its plans to the last. An end of which one plan gives no date is unknown.
func (d *describer) cover(g *graph, about *thing, name string, plans []*model.Plan) {
	var start, end date.Date
	for i, p := range plans {
		if i == 0 {
			start, end = p.Start, p.End
			continue
		}
		if p.Start.Compare(start) < 0 { // an unknown date comes before all
			start = p.Start
		}
		if end.IsZero() || p.End.IsZero() {
			end = date.Date{}
		} else if p.End.Last().Compare(end.Last()) > 0 {
			end = p.End
		}
	}
	if start.IsZero() && end.IsZero() {
		return
	}
	period := g.thing(d.dataIRI(name+".time"), "dct:PeriodOfTime")
	for _, each := range []struct {
		property string
		day      date.Date
	}{{"dcat:startDate", start}, {"dcat:endDate", end}} {
		kind := "xsd:date"
		switch {
		case each.day.Month == 0:
			kind = "xsd:gYear"
		case each.day.Day == 0:
			kind = "xsd:gYearMonth"
		}
		period.say(each.property, value{text: each.day.String(), kind: kind})
	}
	about.say("dct:temporal", to(period))
}

// fileType is the address of a kind of file in the list of the Publications
// Office, as the code list of file types has it.
func (d *describer) fileType(extension string) string {
	return d.site.Table("codes-file-types").Lookup("extension", extension, "uri")
}

// editions describes the frozen editions: each a version of the whole, with its
// files, in one series.
func (d *describer) editions(g *graph, catalogue, whole *thing, common []statement) {
	s := d.site
	if len(s.Editions) == 0 {
		return
	}
	series := g.thing(d.dataIRI("series"), "dcat:DatasetSeries")
	series.name("dct:title", d.said(s.Site.Title))
	series.name("dct:description", d.word("describe.series", func(int) []string { return nil }))
	for _, x := range common {
		if x.property == "dct:publisher" || x.property == "dct:spatial" {
			series.say(x.property, x.values...)
		}
	}
	var previous *thing
	for _, e := range s.Editions {
		version := e.Version.String()
		about := g.thing(d.dataIRI("v"+version), "dcat:Dataset")
		catalogue.say("dcat:dataset", to(about))
		about.name("dct:title", d.said(s.Site.Title).with(func(_ int, title string) string { return title + " " + version }, d.codes))
		about.name("dct:description", d.word("describe.edition", func(i int) []string {
			return []string{"version", version, "date", s.Language(i).Date(e.Date)}
		}))
		about.say("dct:identifier", value{text: d.name() + "-" + version})
		about.say("dcat:version", value{text: version})
		about.say("dct:issued", value{text: e.Date.String(), kind: "xsd:date"})
		about.say("dcat:inSeries", to(series))
		about.say("dcat:isVersionOf", to(whole))
		about.name("adms:versionNotes", d.meant(e.Note))
		whole.say("dcat:hasVersion", to(about))
		if previous != nil {
			about.say("dcat:previousVersion", to(previous))
		}
		previous = about
		d.land(g, about, s.Address("data"))
		for _, x := range common {
			about.say(x.property, x.values...)
		}
		var files []value
		for _, f := range e.Files {
			if path.Ext(f.Name) != ".csv" || f.Table == nil {
				continue
			}
			t := e.Data.Table(strings.TrimSuffix(f.Name, ".csv"))
			files = append(files, to(d.distribution(g, model.File{Format: "edition", Address: e.Folder() + f.Name, MediaType: "text/csv", Bytes: len(f.Data), SHA256: f.SHA256, Updated: e.Date}, d.titleOf(&t.Schema, t.Name), d.frozenLicence(t))))
		}
		about.list("dcat:distribution", files)
	}
}
