package render

import (
	"cmp"
	"path"
	"slices"
	"strings"
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
	// Of each form of a table, the first table that is given in it.
	seen := map[string]bool{}
	var described []func()
	for _, t := range s.Tables {
		for _, f := range p.files[t.Name] {
			if form := f.Format + f.Language; !seen[form] {
				seen[form] = true
				pattern := strings.Replace(f.Address, t.Name, "{table}", 1)
				if word := descriptions[f.Format]; word != "" {
					described = append(described, func() { add(pattern, word, f.Address) })
				} else {
					add(pattern, "format."+f.Format, f.Address)
				}
				if f.Language != "" {
					v.Addresses[len(v.Addresses)-1].What = w.Fill("api.spreadsheet", "language", p.site.LanguageName(f.Language, p.i))
				}
			}
		}
	}
	for _, say := range described {
		say()
	}
	for _, f := range p.files[""] {
		folder, name := path.Split(f.Address)
		switch word := descriptions[f.Format]; {
		case f.Format == "json-schema":
		case word != "":
			add(f.Address, word, f.Address)
		case folder != "data/": // the twins of a kind of page
			if pattern := folder + "{id}" + path.Ext(name); !seen[pattern] {
				seen[pattern] = true
				add(pattern, "api.twin", f.Address)
			}
		default:
			add(f.Address, "format."+f.Format, f.Address)
		}
	}
	v.files = len(v.Addresses)
	if e := s.Latest(); e != nil {
		for _, f := range e.Files {
			if f.Name == "datapackage.json" {
				add("data/v/{version}/{file}", "api.edition", e.Folder()+f.Name)
			}
		}
		add(path.Base(p.siteFeed(p.i)), "api.feed", p.siteFeed(p.i))
	}
	add(path.Base(calendarAddress(s, p.i)), "changes.calendar", calendarAddress(s, p.i))
	for _, e := range slices.Backward(s.Editions) {
		v.Editions = append(v.Editions, p.frozenLink(e))
	}
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
