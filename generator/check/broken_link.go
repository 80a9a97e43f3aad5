package check

import (
	"iter"
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/markdown"
	"vitrina/generator/source"
)

var brokenLink = Rule{
	Name:  "broken-link",
	What:  diag.T("un enlace del texto que no lleva a un archivo, un conjunto de datos, una fila o un título que exista", "a link of the text that leads to no file, dataset, row or heading there is"),
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
		return ix.followDataset(l.Destination)
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

func (ix *index) followDataset(destination string) (message, hint diag.Text) {
	if decoded, err := url.PathUnescape(destination); err == nil {
		destination = decoded
	}
	link, ok := source.ParseRowsLink(destination)
	if !ok {
		return diag.T("%q no es un conjunto de datos", "%q is not a dataset", destination),
			diag.T("a un conjunto de datos se enlaza como /datasets/<nombre>; a una página, con su ruta desde la carpeta de esta", "link to a dataset as /datasets/<name>; to a page, by its path from the folder of this one")
	}
	d := ix.Dataset(link.Dataset)
	if d == nil {
		return diag.T("el conjunto de datos %q no existe", "the dataset %q does not exist", link.Dataset),
			ix.near(link.Dataset, ix.datasetNames(), diag.T("los conjuntos de datos son las carpetas de datasets/", "datasets are the folders of datasets/"))
	}
	if !link.Rows && link.Key == "" {
		return diag.Text{}, diag.Text{}
	}
	file := "/datasets/" + d.Name + "/" + path.Base(d.Name) + ".csv"
	switch {
	case d.Table == nil:
		return diag.T("el conjunto de datos %q no tiene un archivo de filas", "the dataset %q has no file of rows", d.Name),
			diag.T("enlace a /datasets/%s, o a la fila de la que sale el dato", "link to /datasets/%s, or to the row that the fact comes from", d.Name)
	case !link.Rows:
		return diag.T("el enlace a la fila %q no dice su archivo", "the link to the row %q does not name its file", link.Key),
			diag.T("escriba %[1]s#%[2]s", "write %[1]s#%[2]s", file, link.Key)
	}
	if rows, known := ix.rows(link); known && len(rows) == 0 {
		var columns []string
		for _, k := range d.Schema.Key {
			columns = append(columns, k.Value)
		}
		return diag.T("no hay una fila %q en %s", "there is no row %q in %s", link.Key, d.Table.File),
			ix.near(link.Key, maps.Keys(ix.rowKeys(d)), diag.T("una fila se nombra por su clave (%s), con dos puntos entre una celda y otra", "a row is named by its key (%s), with colons between the cells", strings.Join(columns, ", ")))
	}
	return diag.Text{}, diag.Text{}
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
