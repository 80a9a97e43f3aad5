package check

import (
	"net/url"
	"strings"
	"unicode"

	"vitrina/generator/diag"
)

var refusedLink = Rule{
	Name:  "refused-link",
	What:  diag.T("un enlace que no es https, http, mailto ni un archivo de las fuentes, o que esconde a dónde lleva", "a link that is neither https, http, mailto nor a file of the sources, or that hides where it leads"),
	Why:   diag.T("puede ejecutar código en el navegador de quien lee o llevarlo a otro sitio del que parece", "it can run code in a reader's browser, or lead elsewhere than it seems to"),
	Wrong: "[ministerio](//mintic.gov.co)",
	Right: "[ministerio](https://mintic.gov.co)",
	Find:  findRefusedLinks,
}

func findRefusedLinks(ix *index, report report) {
	for _, x := range ix.texts {
		for _, l := range x.Links {
			if l.Image {
				continue
			}
			if why := refusal(l.Destination); why != (diag.Text{}) {
				report(x.pos(l.Line, l.Column),
					diag.T("el enlace %[1]q no se admite: %[2]s", "the link %[1]q is not accepted: %[3]s", l.Destination, why.ES, why.EN),
					diag.T("escriba la dirección completa con https://, un archivo .md o /datasets/<nombre>", "write the whole address with https://, a .md file or /datasets/<name>"))
			}
		}
	}
}

// refusal says why an address is not accepted, or nothing. It reads the address
// as browsers do (https://url.spec.whatwg.org/#url-parsing): blanks around it and
// tabs and line ends inside it do not count, a backslash is a slash.
func refusal(destination string) diag.Text {
	if strings.ContainsFunc(destination, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
		return diag.T("tiene espacios o caracteres de control", "it has blanks or control characters")
	}
	if strings.Contains(destination, `\`) {
		return diag.T("tiene una barra invertida", "it has a backslash")
	}
	if strings.HasPrefix(destination, "//") {
		return diag.T("no dice si es https", "it does not say whether it is https")
	}
	switch scheme(destination) {
	case "":
		return diag.Text{}
	case "https", "http":
		u, err := url.Parse(destination)
		if err != nil || u.Host == "" || u.Opaque != "" {
			return diag.T("no tiene un servidor", "it has no host")
		}
		if u.User != nil {
			return diag.T("lleva un usuario antes de @", "it carries a user before @")
		}
		return diag.Text{}
	case "mailto":
		if _, to, ok := strings.Cut(destination, ":"); ok && strings.Contains(to, "@") {
			return diag.Text{}
		}
		return diag.T("no tiene una dirección de correo", "it has no mail address")
	}
	return diag.T("solo se admiten https, http y mailto", "only https, http and mailto are accepted")
}

// scheme returns what stands before the first colon, in lower case, or "" when
// the address is a path. A colon in the first part of a path counts as a scheme,
// even one that no browser knows.
func scheme(destination string) string {
	if end := strings.IndexAny(destination, "/?#"); end >= 0 {
		destination = destination[:end]
	}
	before, _, ok := strings.Cut(destination, ":")
	if !ok {
		return ""
	}
	if before == "" {
		return ":"
	}
	return strings.ToLower(before)
}
