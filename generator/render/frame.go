package render

import (
	"bytes"
	"cmp"
	"html/template"
	"net/url"
	"path"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/source"
)

// shared is what stands around every page of one language, whatever the page.
type shared struct {
	siteTitle                              Words
	member, publisher                      string
	dataLicence, textLicence, codesLicence Link
	menu, foot                             []place
}

// place is a link of a menu before it is relative to a page.
type place struct{ word, address string }

func (r *renderer) sharedBy(i int) shared {
	s, w := r.site, r.site.Language(i)
	licences := s.Site.Licences
	return shared{
		siteTitle: inLanguage(s.Site.Title, w.Code), member: s.Site.Member.Or(w.Code), publisher: s.Site.Publisher.Or(w.Code),
		dataLicence: r.licence(i, licences.Data.Value), textLicence: r.licence(i, licences.Texts.Value), codesLicence: r.licence(i, licences.Codes.Value),
		menu: r.places(i, menu), foot: r.places(i, foot),
	}
}

// places are the parts of a menu that the site has.
func (r *renderer) places(i int, paths []string) []place {
	var out []place
	for _, path := range paths {
		if o := ownAt(path); o.on(r.site) {
			out = append(out, place{r.site.Language(i).Word(o.word), o.addresses(r.site)[i]})
		}
	}
	return out
}

// frame makes what stands around a page. Source is the file that the page is
// written in, crumbs the links between home and the page itself.
func (p *page) frame(title, description, sourceFile string, crumbs ...Link) Frame {
	s, w := p.site, p.words
	sh := &p.shared[p.i]
	f := Frame{
		Lang: w.Code, Locale: w.Locale, Title: title, Description: shorten(description, 300), Root: p.root, Kind: p.kind,
		SiteTitle: sh.siteTitle.Text, SiteLanguage: p.foreign(sh.siteTitle.Language), Member: sh.member, Publisher: sh.publisher,
		Home: p.to(w.Code + "/"), Styles: p.root + p.assetOf["site.css"], Script: p.root + p.assetOf["site.js"], Search: p.at(s.Address("search")), Icon: p.root + p.assetOf["icon.svg"], AsOf: p.moment(s.AsOf), Source: sourceFile,
		DataLicence: sh.dataLicence, TextLicence: sh.textLicence, CodesLicence: sh.codesLicence,
		Menu: p.links(sh.menu), Foot: p.links(sh.foot),
	}
	f.Section, f.Related = p.related()
	f.Feeds, f.History, f.Edition = p.feedLinks(title), p.history(), p.edition(p.i)
	f.Heading, f.SheetTitle = title+" · "+f.SiteTitle, title
	if title == f.SiteTitle {
		f.Heading, f.SheetTitle = title, ""
	}
	if s.BaseURL != "" {
		f.Canonical = s.BaseURL + p.address
		if p.urls != nil { // the site's top is the default language's home
			f.Canonical = s.BaseURL + p.urls[p.i]
		}
	}
	for i, l := range s.Languages {
		a := Alternate{Code: l.Code, Name: l.Name, Current: i == p.i}
		if p.urls != nil {
			a.Address = p.to(p.urls[i])
			if s.BaseURL != "" {
				a.Absolute = s.BaseURL + p.urls[i]
			}
		} else {
			a.Address = p.to(l.Code + "/")
		}
		f.Languages = append(f.Languages, a)
	}
	if p.address != "" && p.address != w.Code+"/" {
		f.Crumbs = append(f.Crumbs, Link{Text: w.Word("home"), Address: f.Home})
		f.Crumbs = append(f.Crumbs, crumbs...)
		f.Crumbs = append(f.Crumbs, Link{Text: title, Current: true})
	}
	if s.Repository != "" {
		if sourceFile != "" {
			f.Edit = s.Repository + "/edit/main/" + sourceFile
			if path.Ext(sourceFile) == "" {
				f.Edit = s.Repository + "/tree/main/" + sourceFile
			}
		}
	}
	f.Problem = p.problem(title)
	return f
}

// problem is how to report a problem with what is called name on the page: an
// issue and a mail, both begun with the name, the address and the date. The
// issue needs a repository; a mail is begun without a recipient where the site
// has no contact, and the page says so.
func (p *page) problem(name string) Problem {
	w := p.words
	var v Problem
	name = bare(name)
	address := p.site.BaseURL + p.address
	subject := w.Fill("report.title", "page", name)
	body := w.Fill("report.body", "page", name+", "+address, "date", p.site.AsOf.String())
	// Mail has spaces and lines of its own (RFC 6068, section 5).
	mail := "?" + strings.ReplaceAll(url.Values{"subject": {subject}, "body": {strings.ReplaceAll(body, "\n", "\r\n")}}.Encode(), "+", "%20")
	var paper []string
	if p.site.Repository != "" {
		paper = append(paper, p.site.Repository+"/issues")
		v.Ways = append(v.Ways, Link{Text: w.Word("report.issue"), Address: p.site.Repository + "/issues/new?" + url.Values{
			// The form of this repository takes page; one without forms takes body.
			"title": {subject}, "template": {"error.yml"}, "page": {name + " · " + address + " · " + p.site.AsOf.String()}, "body": {body}}.Encode()})
	}
	draft := Link{Text: w.Word("report.draft"), Address: "mailto:" + mail}
	switch contact := p.site.Site.Contact.Value; {
	case contact == "":
		v.Draft = p.sentence("report.or-draft", "draft", draft)
	case strings.Contains(contact, "://"):
		paper = append(paper, contact)
		v.Ways = append(v.Ways, Link{Text: w.Word("report.contact"), Address: contact})
	default:
		contact = strings.TrimPrefix(contact, "mailto:")
		paper = append(paper, contact)
		v.Ways = append(v.Ways, Link{Text: w.Word("report.mail"), Address: "mailto:" + contact + mail})
	}
	v.Paper = strings.Join(paper, " · ")
	v.None = p.sentence("report.none", "draft", draft, "page", name, "date", w.Date(p.site.AsOf))
	if e := p.site.Page("participate"); e != nil && e.URL[p.i] != p.address {
		v.None.follow(p.sentence("report.more", "page", Link{Text: w.Word("menu.participate"), Address: p.at(e.URL)}))
	}
	return v
}

// titledIn marks the title of a page as of another language.
func (f *Frame) titledIn(language string) {
	f.TitleLanguage = language
	if n := len(f.Crumbs); n > 0 {
		f.Crumbs[n-1].Language = language
	}
}

// links makes the links of a menu relative to the page.
func (p *page) links(menu []place) []Link {
	out := make([]Link, len(menu))
	for i, m := range menu {
		out[i] = Link{Text: m.word, Address: p.to(m.address), Current: strings.HasPrefix(p.address, m.address)}
	}
	return out
}

// licence names a licence, and links to it, as the code list of licences has it.
func (r *renderer) licence(i int, id string) Link {
	if id == "" {
		return Link{}
	}
	t := r.site.Table("codes-licences")
	return Link{Text: cmp.Or(t.Lookup("code", id, "label_"+r.site.Language(i).Code), id), Address: t.Lookup("code", id, "url")}
}

// shorten cuts a text at a word so that it has at most n characters.
func shorten(text string, n int) string {
	r := []rune(text)
	if len(r) <= n {
		return text
	}
	cut := string(r[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}

// body writes an author's text as HTML. File is where it is written, since
// links in it are relative to that file.
func (p *page) body(t source.Text, file string) template.HTML {
	if t.Doc.Empty() {
		return ""
	}
	var raw, small bytes.Buffer
	resolve := func(destination string) string { return p.resolve(destination, file) }
	t.Doc.Write(&raw, resolve)
	made := raw.Bytes()
	// A text in another language than the page's has other words.
	if p.words.Code == folderLanguage(file) {
		made = p.glossedHTML(made)
	}
	if p.minifier.Plain {
		return template.HTML(made)
	}
	if err := p.minifier.Fragment(&small, made); err != nil {
		panic("render: " + err.Error())
	}
	return template.HTML(small.String())
}

// folderLanguage is the language of a text, which is the folder of content/ that
// its file lies in.
func folderLanguage(file string) string {
	parts := strings.SplitN(file, "/", 3)
	if len(parts) < 3 {
		return ""
	}
	return parts[1]
}

// resolve turns a link to a file of the sources into the address of the page
// it becomes, in the reader's language where there is one. The checks have
// made sure that it leads somewhere.
func (p *page) resolve(destination, file string) string {
	target, fragment, _ := strings.Cut(destination, "#")
	if target == "" || strings.Contains(target, ":") {
		return destination
	}
	if fragment != "" {
		fragment = "#" + fragment
	}
	if rows, ok := source.ParseRowsLink(destination); ok {
		return cmp.Or(p.linkedRows(rows), destination)
	}
	parts := strings.Split(path.Join(path.Dir(file), target), "/")
	if parts[0] == "content" && len(parts) > 2 {
		name := strings.TrimSuffix(strings.Join(parts[2:], "/"), ".md")
		if id, ok := strings.CutPrefix(name, "commitments/"); ok {
			if c := p.site.Find(id); c != nil {
				return p.at(c.URL) + fragment
			}
		}
		if page := p.site.Page(name); page != nil {
			return p.at(page.URL) + fragment
		}
		if o := ownAt(name); o.generated() {
			return p.at(o.addresses(p.site)) + fragment
		}
	}
	return destination
}

// entry is the address of a source in the list of sources.
func (p *page) entry(s *model.Source) string {
	if s == nil {
		return ""
	}
	return p.at(p.site.Address("sources")) + "#" + model.Slug(s.ID)
}

// foreign is the language to mark a text with: none when it is the page's.
func (p *page) foreign(language string) string {
	if language == p.words.Code || strings.Contains(language, "|") {
		return ""
	}
	return language
}

// namesOf are the names of entities that are other ones in other languages,
// each with its language.
func namesOf(s *model.Site) map[string]string {
	in := map[string]string{}
	for _, e := range s.Entities {
		for i, l := range s.Languages {
			if n := e.Name.In(i); n.Language == "" && n.Text != e.Name.In((i+1)%len(s.Languages)).Text {
				in[n.Text] = l.Code
			}
		}
	}
	return in
}

// columnLanguage is the language to mark the texts of a column with, as its
// description gives it.
func (p *page) columnLanguage(name, column string) string {
	t := p.site.Table(name)
	if t == nil {
		return ""
	}
	f, _ := t.Schema.Field(column)
	return p.foreign(f.Language.Value)
}

// readersName is the name of an entity in the page's language, where a text is
// its name in another; else the text.
func (p *page) readersName(name string) string {
	if p.named(name).Language == "" {
		return name
	}
	for _, e := range p.site.Entities {
		for i := range p.site.Languages {
			if e.Name.In(i).Text == name {
				return e.Name.In(p.i).Text
			}
		}
	}
	return name
}

// named is a name as a source writes it, with its language where it is that of
// an entity.
func (p *page) named(name string) Words {
	return Words{Text: name, Language: p.foreign(p.nameIn[name])}
}
