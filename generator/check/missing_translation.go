package check

import (
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/written"
)

var missingTranslation = Rule{
	Name:     "missing-translation",
	Severity: diag.Warning,
	What:     diag.T("una página, un compromiso, un título o un nombre sin traducción a un idioma del sitio", "a page, a commitment, a title or a name without a translation into a language of the site"),
	Why:      diag.T("quien lee en ese idioma verá el original", "who reads in that language will see the original"),
	Wrong:    "content/es/about.md",
	Right:    "content/es/about.md\ncontent/en/about.md",
	Find:     findMissingTranslation,
}

func findMissingTranslation(ix *index, report report) {
	for _, x := range ix.texts {
		if !ix.isOriginal(x) {
			continue
		}
		for _, l := range ix.Languages { // of one without words was told
			if where := ix.pathIn(x, l.Code); l.Code != ix.Default() && ix.byPath[where] == nil {
				report(whole(x.path),
					diag.T("no hay traducción al idioma %q", "there is no translation into the language %q", l.Code),
					diag.T("escriba %s con el título, el resumen y el texto", "write %s with the title, the summary and the text", where))
			}
		}
	}
	site := ix.Site
	for _, labels := range []written.Labels{site.Member, site.Title, site.Description, site.Publisher, site.Keywords} {
		ix.translated(source.SiteFile, labels, report)
	}
	for _, d := range ix.Datasets {
		all := append([]written.Labels{d.Schema.Title, d.Schema.Description}, d.Schema.Problems...)
		for _, f := range d.Schema.Fields {
			all = append(all, f.Title, f.Description, f.Unit)
		}
		for _, labels := range all {
			ix.translated(d.SchemaFile, labels, report)
		}
		ix.translatedCodes(d, report)
	}
}

// translated reports the languages in which a text of site.yaml or of a schema
// is missing.
func (ix *index) translated(file string, labels written.Labels, report report) {
	if len(labels) == 0 {
		return
	}
	for _, l := range ix.Languages {
		if labels.Of(l.Code) == "" {
			report(labels[0].Language.In(file), diag.T("este texto no está en el idioma %q", "this text is not in the language %q", l.Code),
				diag.T("agregue %s: con el texto", "add %s: with the text", l.Code))
		}
	}
}

// translatedCodes reports the languages in which codes have no name, where they
// have one in another.
func (ix *index) translatedCodes(d *source.Dataset, report report) {
	if !d.IsCodeList() || d.Table == nil {
		return
	}
	const label = "label_"
	var named []int
	for at, column := range d.Table.Header {
		if strings.HasPrefix(column, label) {
			named = append(named, at)
		}
	}
	if len(named) == 0 {
		return
	}
	for _, l := range ix.Languages {
		at := d.Table.Column(label + l.Code)
		if field, ok := d.Schema.Field(label + l.Code); ok && (at < 0 || field.IsRequired()) {
			continue // missing-column and missing-value tell
		}
		if at < 0 {
			report(diag.Pos{File: d.Table.File, Line: 1, Column: 1}, diag.T("los códigos no tienen nombre en el idioma %q", "the codes have no name in the language %q", l.Code),
				diag.T("agregue la columna %[1]s, y descríbala en %[2]s", "add the column %[1]s, and describe it in %[2]s", label+l.Code, d.SchemaFile))
			continue
		}
		for row, cells := range d.Table.Rows {
			if cells[at] != "" {
				continue
			}
			for _, other := range named {
				if cells[other] != "" {
					report(d.Table.Pos(row, at), diag.T("el código no tiene nombre en el idioma %q", "the code has no name in the language %q", l.Code), diag.T("escríbalo en la columna %s", "write it in the column %s", label+l.Code))
					break
				}
			}
		}
	}
}
