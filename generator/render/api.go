package render

import (
	"cmp"
	"path"
	"strings"

	"vitrina/generator/model"
)

// guarantees, versions and limits are the sentences of the page on fetching the
// data, in their order.
var (
	guarantees = []string{"api.guarantee-addresses", "api.guarantee-ids", "api.guarantee-cells", "api.guarantee-bytes", "api.guarantee-digest", "api.guarantee-open"}
	versioning = []string{"api.version-current", "api.version-frozen", "api.version-numbers", "api.version-deprecation"}
	limits     = []string{"api.limit-get", "api.limit-negotiation", "api.limit-types", "api.limit-base"}
)

// api tells how programs fetch the data.
func (p *page) api() API {
	w, s := p.words, p.site
	v := API{Intro: w.Word("api.intro"), Base: cmp.Or(s.BaseURL, w.Word("api.base-unknown"))}
	v.Frame = p.frame(w.Word("api.title"), w.Word("api.description"), "", Link{Text: w.Word("menu.data"), Address: p.at(s.Address("data"))})
	add := func(pattern, word, example string) {
		v.Addresses = append(v.Addresses, AddressLine{Pattern: pattern, What: w.Word(word), Example: Link{Text: path.Base(example), Address: p.root + example}})
	}
	one := ""
	for _, t := range s.Tables {
		if one == "" || t.Name == model.CommitmentsTable {
			one = t.Name
		}
	}
	for _, f := range p.files[one] {
		if descriptions[f.Format] == "" {
			add(strings.Replace(f.Address, one, "{table}", 1), "api.table", f.Address)
		}
	}
	for _, f := range p.files[one] {
		if word := descriptions[f.Format]; word != "" {
			add(strings.Replace(f.Address, one, "{table}", 1), word, f.Address)
		}
	}
	if len(s.Commitments) > 0 {
		c := s.Commitments[0]
		for _, extension := range []string{".json", ".csv"} {
			add("data/commitments/{id}"+extension, "api.twin", "data/commitments/"+c.Slug+extension)
		}
	}
	for _, f := range p.files[""] {
		if word := descriptions[f.Format]; word != "" && f.Format != "json-schema" {
			add(f.Address, word, f.Address)
		}
	}
	add("data/SHA256SUMS.txt", "api.sums", "data/SHA256SUMS.txt")
	types := map[string]bool{}
	for _, t := range s.Tables {
		for _, f := range p.files[t.Name] {
			if descriptions[f.Format] == "" && !types[f.Format] {
				types[f.Format] = true
				v.Formats = append(v.Formats, FormatLine{Name: strings.ToUpper(f.Format), MediaType: f.MediaType, What: w.Word("format." + f.Format)})
			}
		}
	}
	for _, list := range []struct {
		to   *[]string
		from []string
	}{{&v.Guarantees, guarantees}, {&v.Versions, versioning}, {&v.Limits, limits}} {
		for _, word := range list.from {
			*list.to = append(*list.to, w.Word(word))
		}
	}
	v.Schemas = p.described("", "json-schema")
	for _, f := range p.described("", "index") {
		v.Index = f
	}
	return v
}
