package check

import (
	"path"
	"regexp"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/source"
)

var fileName = Rule{
	Name:  "file-name",
	What:  diag.T("un archivo de compromiso que no se llama como su identificador, o un nombre con letras que no van en una dirección", "a file of a commitment that is not named like its id, or a name with letters that do not belong in an address"),
	Why:   diag.T("del nombre sale la dirección, y no todos los sistemas leen igual tildes, espacios y mayúsculas", "the address is made from the name, and not all systems read accents, blanks and capitals alike"),
	Wrong: "content/es/Acerca de.md",
	Right: "content/es/acerca-de.md",
	Find:  findFileName,
}

var (
	pageForm    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	datasetForm = regexp.MustCompile(`^[a-z][a-z0-9]*([_-][a-z0-9]+)*$`)
)

func findFileName(ix *index, report report) {
	for _, x := range ix.texts {
		base := path.Base(x.name)
		switch {
		case x.page != nil:
			if _, ok := planOfPage(x); ok {
				continue // unknown-plan looks at it
			}
			for _, part := range strings.Split(x.name, "/") {
				if !pageForm.MatchString(part) {
					report(whole(x.path),
						diag.T("el nombre %q no sirve para una dirección", "the name %q does not do for an address", part),
						diag.T("use letras minúsculas sin tildes, números y guiones", "use small letters without accents, digits and hyphens"))
				}
			}
		case !ix.isOriginal(x):
		case !x.commitment.ID.Given():
		case !source.CommitmentID.MatchString(x.commitment.ID.Value):
			report(x.commitment.ID.In(x.path),
				diag.T("%q no es un identificador", "%q is not an id", x.commitment.ID.Value),
				diag.T("use letras mayúsculas sin tildes, números y guiones, como CO0065", "use capital letters without accents, digits and hyphens, such as CO0065"))
		case base != x.commitment.ID.Value && ix.byID[x.commitment.ID.Value] == x.commitment:
			report(x.commitment.ID.In(x.path),
				diag.T("el identificador es %[1]q y el archivo se llama %[2]q", "the id is %[1]q and the file is named %[2]q", x.commitment.ID.Value, base+".md"),
				diag.T("llame al archivo %s.md, en todos los idiomas", "name the file %s.md, in every language", x.commitment.ID.Value))
		}
	}
	for _, d := range ix.Datasets {
		if name := path.Base(d.Name); !datasetForm.MatchString(name) {
			report(whole(path.Dir(d.SchemaFile)),
				diag.T("el nombre %q no sirve para un conjunto de datos", "the name %q does not do for a dataset", name),
				diag.T("use letras minúsculas sin tildes, números y _", "use small letters without accents, digits and _"))
		}
	}
}
