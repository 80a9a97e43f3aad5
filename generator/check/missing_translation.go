package check

import "vitrina/generator/diag"

var missingTranslation = Rule{
	Name:     "missing-translation",
	Severity: diag.Warning,
	What:     diag.T("una página o un compromiso sin traducción a un idioma del sitio", "a page or a commitment without a translation into a language of the site"),
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
		for _, l := range ix.Site.Languages[1:] {
			if where := ix.pathIn(x, l.Value); ix.byPath[where] == nil {
				report(whole(x.path),
					diag.T("no hay traducción al idioma %q", "there is no translation into the language %q", l.Value),
					diag.T("escriba %s con el título, el resumen y el texto", "write %s with the title, the summary and the text", where))
			}
		}
	}
}
