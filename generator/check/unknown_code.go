package check

import (
	"slices"

	"golang.org/x/text/language"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/written"
)

var unknownCode = Rule{
	Name:  "unknown-code",
	What:  diag.T("un código que no está en su lista", "a code that is not in its list"),
	Why:   diag.T("no tendría nombre en ningún idioma ni se podría contar con los demás", "it would have no name in any language and could not be counted with the others"),
	Wrong: "themes: [datos-abiertos]",
	Right: "themes: [open-data]",
	Find:  findUnknownCode,
}

// coded is a value of front matter and the code list it is of.
type coded struct {
	list string
	written.Text
}

// codesOf returns the values of front matter that code lists explain.
func codesOf(c *source.Commitment) []coded {
	out := []coded{
		{"code-basis", c.CodeBasis},
		{"branches", c.Branch},
		{"levels", c.Level},
		{"departments", c.Territory},
		{"themes-basis", c.ThemesBasis},
		{"values-basis", c.ValuesBasis},
	}
	for _, l := range c.TitleBasis {
		out = append(out, coded{"title-basis", l.Text})
	}
	for _, l := range []struct {
		list   string
		values written.List
	}{{"themes", c.Themes}, {"ogp-values", c.Values}, {"sdgs", c.SDGs}} {
		for _, v := range l.values {
			out = append(out, coded{l.list, v})
		}
	}
	return slices.DeleteFunc(out, func(v coded) bool { return !v.Given() })
}

// siteCodes returns the values of site.yaml that code lists explain, where the
// site has the list.
func siteCodes(site source.Site) []coded {
	out := []coded{{"update-frequencies", site.Frequency}, {"members", site.MemberID}}
	for _, v := range site.DataThemes {
		out = append(out, coded{"data-themes", v})
	}
	return slices.DeleteFunc(out, func(v coded) bool { return !v.Given() })
}

func findUnknownCode(ix *index, report report) {
	complain := func(at diag.Pos, list, value string, k *keys) {
		report(at, diag.T("%[1]q no es un código de la lista %[2]q", "%[1]q is not a code of the list %[2]q", value, list),
			ix.nearKey(value, k, diag.T("los códigos están en %s", "the codes are in %s", k.file)))
	}
	missing := map[string]bool{}
	for _, c := range ix.Commitments {
		for _, v := range codesOf(c) {
			k := ix.keysOf(source.CodesFolder + v.list)
			if k == nil && !missing[v.list] {
				missing[v.list] = true
				report(whole("datasets/codes/"+v.list+"/"+v.list+".csv"),
					diag.T("falta la lista de códigos %q, que usan los compromisos", "the code list %q is missing, which commitments use", v.list),
					diag.T("cree datasets/codes/%[1]s/ con %[1]s.csv y schema.yaml", "write datasets/codes/%[1]s/ with %[1]s.csv and schema.yaml", v.list))
			}
			if k.unknown(v.Value) {
				complain(v.In(c.Path), v.list, v.Value, k)
			}
		}
	}
	for _, v := range siteCodes(ix.Site) {
		if k := ix.keysOf(source.CodesFolder + v.list); k.unknown(v.Value) {
			complain(v.In(source.SiteFile), v.list, v.Value, k)
		}
	}
	if c := ix.Site.Country; c.Given() {
		if region, err := language.ParseRegion(c.Value); err != nil || region.ISO3() != c.Value {
			report(c.In(source.SiteFile), diag.T("%q no es el código de tres letras de un país", "%q is not the three-letter code of a country", c.Value),
				diag.T("escriba el código de ISO 3166-1, como COL", "write the code of ISO 3166-1, such as COL"))
		}
	}
	for _, col := range ix.columns {
		list := col.field.Codes.Value
		if list == "" {
			continue
		}
		k := ix.keysOf(source.CodesFolder + list)
		for p, v := range col.values() {
			if k.unknown(v) {
				complain(p.pos(), list, v, k)
			}
		}
	}
}
