package check

import "vitrina/generator/diag"

var missingOriginal = Rule{
	Name:  "missing-original",
	What:  diag.T("una traducción sin el archivo que traduce", "a translation without the file that it translates"),
	Why:   diag.T("los datos de la página están en el original", "the facts of the page are in the original"),
	Wrong: "content/en/about.md",
	Right: "content/es/about.md\ncontent/en/about.md",
	Find:  findMissingOriginal,
}

func findMissingOriginal(ix *index, report report) {
	for _, x := range ix.texts {
		if ix.isOriginal(x) || x.original != nil {
			continue
		}
		where := ix.pathIn(x, ix.Default())
		hint := diag.T("escriba %s, o borre esta página", "write %s, or delete this page", where)
		if x.page != nil { // ids are all near one another
			hint = ix.near(where, ix.originals(), hint)
		}
		report(whole(x.path), diag.T("esta traducción no tiene original", "this translation has no original"), hint)
	}
}

func (ix *index) originals() func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, x := range ix.texts {
			if x.page != nil && ix.isOriginal(x) && !yield(x.path) {
				return
			}
		}
	}
}
