package render

import (
	"html/template"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/source"
)

// textOf returns the editorial text that stands on a generated page, with the
// code of its language where that is not the page's, and its file.
func (p *page) textOf(name string) (front *source.Page, html template.HTML, language string) {
	e := p.site.Page(name)
	if e == nil {
		e = p.site.Page(name + "/index")
	}
	if e == nil {
		return nil, "", ""
	}
	f := e.In[p.i]
	if f == nil {
		f = e.Original()
		language = f.Language
	}
	return f, p.body(f.Text, f.Path), language
}

// inLanguage is a text of site.yaml or of a schema in a language, or else in the
// first it has, with its code.
func inLanguage(l interface{ OrIn(string) (string, string) }, language string) Words {
	text, of := l.OrIn(language)
	if of == language {
		of = ""
	}
	return Words{Text: text, Language: of}
}

func (p *page) titled(l interface{ OrIn(string) (string, string) }) Words {
	return inLanguage(l, p.words.Code)
}

// headed makes the frame of a generated page, with the title, the description
// and the text of its editorial page where there is one, else with the
// interface's words; and returns the description in full. File is where its
// facts are written where it has no such page.
func (p *page) headed(name, title, description, file string, crumbs ...Link) (Frame, Words) {
	front, text, language := p.textOf(name)
	titled, intro := "", Words{Text: description}
	if front != nil {
		file = front.Path
		if front.Title.Given() {
			title, titled = front.Title.Value, language
		}
		if front.Summary.Given() {
			intro = Words{Text: front.Summary.Value, Language: language}
		}
	}
	f := p.frame(title, intro.Text, file, crumbs...)
	f.titledIn(titled)
	f.DescriptionLanguage, f.Prose = intro.Language, text
	if text != "" {
		f.ProseLanguage = language
	}
	return f, intro
}

// editorial makes a page of the editors' words, with the pages below it and the
// commitments and sources that it names.
func (p *page) editorial(e *model.Page) Text {
	f := e.In[p.i]
	v := Text{}
	if f == nil {
		f = e.Original()
		v.Language = f.Language
	}
	v.TitleWords = Words{Text: f.Title.Value, Language: v.Language}
	v.Text = p.body(f.Text, f.Path)
	var crumbs []Link
	if parent, _, nested := cutLast(e.Name); nested && !strings.HasSuffix(e.Name, "/index") {
		if up := p.site.Page(parent + "/index"); up != nil {
			crumbs = append(crumbs, p.pageLink(up))
		}
	}
	if parent, ok := strings.CutSuffix(e.Name, "/index"); ok {
		told := map[string]bool{} // the pages that the text leads to itself
		for _, l := range f.Text.Doc.Links {
			told[p.resolve(l.Destination, f.Path)] = true
		}
		for _, child := range p.site.Pages {
			if strings.HasPrefix(child.Name, parent+"/") && child != e {
				if link := p.pageLink(child); !told[link.Address] {
					v.Children = append(v.Children, link)
				}
			}
		}
	}
	v.Frame = p.frame(f.Title.Value, f.Summary.Value, f.Path, crumbs...)
	v.Commitments = p.commitmentLines(e.Commitments)
	v.Sources = p.sourceLines(e.Sources)
	return v
}

// pageLink leads to an editorial page by its title.
func (p *page) pageLink(e *model.Page) Link {
	f := e.In[p.i]
	language := ""
	if f == nil {
		f = e.Original()
		language = f.Language
	}
	return Link{Text: f.Title.Value, Language: language, Address: p.at(e.URL)}
}

func cutLast(name string) (before, after string, found bool) {
	i := strings.LastIndexByte(name, '/')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// missing makes 404.html, which a host serves at any depth: its links start
// from the site's published address where that is known.
func (p *page) missing() Missing {
	if base := p.site.BaseURL; base != "" {
		p.root = base
	}
	w := p.words
	v := Missing{Frame: p.frame(w.Word("404.title"), w.Word("404.sentence"), "")}
	v.Crumbs = nil
	for i, l := range p.site.Languages {
		v.Others = append(v.Others, MissingIn{Lang: l.Code, Title: l.Word("404.title"), Sentence: l.Word("404.sentence"), Links: []Link{
			{Text: l.Word("home"), Address: p.to(p.site.Address()[i])},
			{Text: l.Word("commitments.title"), Address: p.to(p.site.Address("commitments")[i])},
		}})
	}
	return v
}
