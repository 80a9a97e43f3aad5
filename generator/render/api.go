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
	v.Addresses = append(p.tableAddresses(), p.wholeAddresses()...)
	v.files = len(v.Addresses)
	v.Addresses = append(v.Addresses, p.otherAddresses()...)
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

// addressLine is a kind of address, what the word says it is, and an example.
func (p *page) addressLine(pattern, word, example string) AddressLine {
	return AddressLine{Pattern: pattern, What: p.words.Word(word), Example: Link{Text: path.Base(example), Address: p.root + example}}
}

// tableAddresses are those of each form of a table, of the first table that is
// given in it; the descriptions last.
func (p *page) tableAddresses() []AddressLine {
	var files, described []AddressLine
	seen := map[string]bool{}
	for _, t := range p.site.Tables {
		for _, f := range p.files[t.Name] {
			form := f.Format + f.Language
			if seen[form] {
				continue
			}
			seen[form] = true
			pattern := strings.Replace(f.Address, t.Name, "{table}", 1)
			if word := descriptions[f.Format]; word != "" {
				described = append(described, p.addressLine(pattern, word, f.Address))
				continue
			}
			line := p.addressLine(pattern, "format."+f.Format, f.Address)
			if f.Language != "" {
				line.What = p.words.Fill("api.spreadsheet", "language", p.site.LanguageName(f.Language, p.i))
			}
			files = append(files, line)
		}
	}
	return append(files, described...)
}

// wholeAddresses are those of files of the whole site, and of the twins of each
// kind of page.
func (p *page) wholeAddresses() []AddressLine {
	var out []AddressLine
	seen := map[string]bool{}
	for _, f := range p.files[""] {
		folder, name := path.Split(f.Address)
		switch word := descriptions[f.Format]; {
		case f.Format == "json-schema":
		case word != "":
			out = append(out, p.addressLine(f.Address, word, f.Address))
		case folder == "data/":
			out = append(out, p.addressLine(f.Address, "format."+f.Format, f.Address))
		default: // the twins of a kind of page
			if pattern := folder + "{id}" + path.Ext(name); !seen[pattern] {
				seen[pattern] = true
				out = append(out, p.addressLine(pattern, "api.twin", f.Address))
			}
		}
	}
	return out
}

// otherAddresses are those of editions, of the feed and of the calendar.
func (p *page) otherAddresses() []AddressLine {
	var out []AddressLine
	if e := p.site.Latest(); e != nil {
		for _, f := range e.Files {
			if f.Name == "datapackage.json" {
				out = append(out, p.addressLine("data/v/{version}/{file}", "api.edition", e.Folder()+f.Name))
			}
		}
		out = append(out, p.addressLine(path.Base(p.siteFeed(p.i)), "api.feed", p.siteFeed(p.i)))
	}
	return append(out, p.addressLine(path.Base(calendarAddress(p.site, p.i)), "changes.calendar", calendarAddress(p.site, p.i)))
}
