package check

import (
	"iter"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/markdown"
)

var brokenLink = Rule{
	Name:  "broken-link",
	What:  diag.T("un enlace del texto que no lleva a un archivo, un conjunto de datos o un título que exista", "a link of the text that leads to no file, dataset or heading there is"),
	Why:   diag.T("quien lo sigue no llega a ninguna parte", "whoever follows it arrives nowhere"),
	Wrong: "[metodología](metodologia.md)",
	Right: "[metodología](methodology.md)",
	Find:  findBrokenLinks,
}

func findBrokenLinks(ix *index, report report) {
	for _, x := range ix.texts {
		for _, l := range x.Links {
			if l.Image || refusal(l.Destination) != (diag.Text{}) || isOutside(l.Destination) {
				continue
			}
			if message, hint := ix.follow(x, l); message != (diag.Text{}) {
				report(x.pos(l.Line, l.Column), message, hint)
			}
		}
	}
}

// isOutside reports whether an address that was not refused has a scheme.
func isOutside(destination string) bool { return scheme(destination) != "" }

// follow returns what is wrong with a link inside the sources, or nothing.
func (ix *index) follow(from *text, l markdown.Link) (message, hint diag.Text) {
	target, fragment, hasFragment := strings.Cut(l.Destination, "#")
	if decoded, err := url.PathUnescape(target); err == nil {
		target = decoded
	}
	to := from
	switch {
	case target == "" && !hasFragment:
		return diag.T("el enlace no lleva a ninguna parte", "the link leads nowhere"),
			diag.T("escriba el archivo entre los paréntesis", "write the file between the parentheses")
	case target == "":
	case strings.HasPrefix(target, "/"):
		return ix.followDataset(target)
	default:
		to = ix.byPath[path.Join(path.Dir(from.path), target)]
		if to == nil {
			return diag.T("el archivo %q no existe", "the file %q does not exist", target),
				ix.near(target, ix.pathsFrom(from), diag.T("enlace a un archivo .md, con su ruta desde la carpeta de esta página", "link to a .md file, by its path from the folder of this page"))
		}
		if to.isDraft() && !from.isDraft() {
			return diag.T("%q es un borrador y no se publica", "%q is a draft and is not published", target),
				diag.T("quite el enlace, o quite «draft: true» de %s", "remove the link, or remove draft: true from %s", to.path)
		}
	}
	if hasFragment && !to.broken && !to.hasHeading(fragment) {
		return diag.T("no hay un título %q en %s", "there is no heading %q in %s", "#"+fragment, to.path),
			ix.near("#"+fragment, to.fragments(), diag.T("los títulos se enlazan en minúsculas, sin tildes y con guiones", "headings are linked in lower case, without accents and with hyphens"))
	}
	return diag.Text{}, diag.Text{}
}

func (ix *index) followDataset(target string) (message, hint diag.Text) {
	name, ok := strings.CutPrefix(strings.TrimSuffix(target, "/"), "/datasets/")
	if ok && ix.Dataset(name) != nil {
		return diag.Text{}, diag.Text{}
	}
	if !ok {
		return diag.T("%q no es un conjunto de datos", "%q is not a dataset", target),
			diag.T("a un conjunto de datos se enlaza como /datasets/<nombre>; a una página, con su ruta desde la carpeta de esta", "link to a dataset as /datasets/<name>; to a page, by its path from the folder of this one")
	}
	return diag.T("el conjunto de datos %q no existe", "the dataset %q does not exist", name),
		ix.near(name, ix.datasetNames(), diag.T("los conjuntos de datos son las carpetas de datasets/", "datasets are the folders of datasets/"))
}

func (ix *index) datasetNames() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, d := range ix.Datasets {
			if !yield(d.Name) {
				return
			}
		}
	}
}

// pathsFrom yields how the texts of the same language are written in a link.
func (ix *index) pathsFrom(from *text) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, x := range ix.texts {
			if x.language != from.language || x == from {
				continue
			}
			to, err := filepath.Rel(path.Dir(from.path), x.path)
			if err == nil && !yield(filepath.ToSlash(to)) {
				return
			}
		}
	}
}

func (x *text) fragments() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, h := range x.Headings {
			if !yield("#" + h.ID) {
				return
			}
		}
	}
}
