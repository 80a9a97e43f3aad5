package check

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"vitrina/generator/diag"
	"vitrina/generator/source"
	"vitrina/generator/written"
)

// wrongSetting is also reported while the sources are read.
var wrongSetting = Rule{
	Name:  source.RuleSetting,
	What:  diag.T("un valor de site.yaml que no puede ser", "a value of site.yaml that cannot be"),
	Why:   diag.T("está en todas las páginas y en los catálogos: un enlace no llevaría a ninguna parte o el sitio no se podría armar", "it is on all pages and in the catalogues: a link would lead nowhere or the site could not be made"),
	Wrong: "base_url: javascript:alert(1)",
	Right: "base_url: https://example.org/",
	Find:  findWrongSetting,
}

var (
	languageCode = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]+)*$`)
	mailAddress  = regexp.MustCompile(`^[\w.!#$%*/=^{|}~'+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
)

func findWrongSetting(ix *index, report report) {
	site := ix.Site
	complain := func(t written.Text, message, hint diag.Text) {
		report(t.In(source.SiteFile), message, hint)
	}
	for _, t := range []written.Text{site.BaseURL, site.Repository} {
		if t.Given() && !isWeb(t.Value) {
			complain(t, diag.T("%q no es una dirección de la web", "%q is no address on the web", t.Value),
				diag.T("escríbala completa, con https:// y sin ? ni #; si no se conoce, déjela vacía", "write it whole, with https:// and without ? or #; where it is not known, leave it empty"))
		}
	}
	if t := site.Contact; t.Given() && !isWeb(strings.ReplaceAll(strings.ReplaceAll(t.Value, "?", ""), "#", "")) && !mailAddress.MatchString(strings.TrimPrefix(t.Value, "mailto:")) {
		complain(t, diag.T("%q no es un correo ni una dirección de la web", "%q is neither a mail address nor an address on the web", t.Value),
			diag.T("escriba un correo, o una dirección completa, con https://", "write a mail address, or a whole address, with https://"))
	}
	if t := site.Name; t.Given() && !sectionName.MatchString(t.Value) {
		complain(t, diag.T("%q no sirve como nombre para los programas", "%q does not do as a name for programs", t.Value),
			diag.T("use letras minúsculas sin tildes, cifras y guiones", "use small letters without accents, digits and hyphens"))
	}
	if t := site.FeedIDs; t.Given() && !isLine(t.Value) {
		complain(t, diag.T("%q no sirve para hacer identificadores", "%q does not do for making ids", t.Value),
			diag.T("escriba letras, cifras y signos que se vean, sin blancos al comienzo, al final ni dobles", "write letters, digits and signs that show, without blanks at the beginning, at the end or doubled"))
	}
	licences := ix.keysOf(source.CodesFolder + "licences")
	for _, t := range []written.Text{site.Licences.Data, site.Licences.Texts, site.Licences.Codes} {
		if t.Given() && licences.unknown(t.Value) {
			complain(t, diag.T("la licencia %q no se conoce", "the licence %q is not known", t.Value),
				ix.nearKey(t.Value, licences, diag.T("las licencias están en %s", "the licences are in %s", licences.file)))
		}
	}
	ix.checkLanguages(complain)
}

// checkLanguages reports languages that are no languages, and texts of site.yaml in another than the site's.
func (ix *index) checkLanguages(complain func(written.Text, diag.Text, diag.Text)) {
	site := ix.Site
	for _, t := range site.Languages {
		if ix.language(t.Value) == nil {
			continue // it has no words, which was reported
		}
		if _, err := language.Parse(t.Value); err != nil || !languageCode.MatchString(t.Value) {
			complain(t, diag.T("%q no es el código de un idioma", "%q is not the code of a language", t.Value),
				diag.T("escriba el código de BCP 47 en minúsculas, como es o pt-br", "write the code of BCP 47 in small letters, such as es or pt-br"))
		}
	}
	codes := site.Languages.Values()
	if len(codes) == 0 {
		return
	}
	for _, labels := range []written.Labels{site.Member, site.Title, site.Description, site.Locales, site.Publisher, site.Keywords} {
		for _, l := range labels {
			if !slices.Contains(codes, l.Language.Value) {
				complain(l.Language, diag.T("%q no es un idioma del sitio", "%q is no language of the site", l.Language.Value),
					ix.near(l.Language.Value, slices.Values(codes), diag.T("los idiomas del sitio son: %s", "the languages of the site are: %s", strings.Join(codes, ", "))))
			}
		}
	}
}

// isLine reports whether a text shows as it is, so that who copies it gets the
// same.
func isLine(text string) bool {
	return text != "" && strings.Join(strings.Fields(text), " ") == text && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// isWeb reports whether a text is a whole address that others can be made from.
func isWeb(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil && !strings.ContainsAny(text, "?#<>\"'\\` \t")
}
