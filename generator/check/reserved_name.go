package check

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"vitrina/generator/diag"
)

var reservedName = Rule{
	Name:  "reserved-name",
	What:  diag.T("un nombre que ya usan el sitio o los sistemas de archivos", "a name that the site or file systems already use"),
	Why:   diag.T("taparía una página o una descarga, o el archivo no se podría abrir en Windows", "it would cover a page or a download, or the file could not be opened on Windows"),
	Wrong: "content/es/data/ayuda.md",
	Right: "content/es/ayuda.md",
	Find:  findReservedName,
}

// devices are names that Windows keeps for itself, with any ending
// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
var devices = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

func findReservedName(ix *index, report report) {
	complain := func(at diag.Pos, name string) {
		report(at, diag.T("el nombre %q está reservado", "the name %q is reserved", name),
			diag.T("elija otro nombre", "choose another name"))
	}
	for _, x := range ix.texts {
		parts := strings.Split(x.name, "/")
		if at := slices.IndexFunc(parts, devices.MatchString); at >= 0 {
			complain(whole(x.path), parts[at])
			continue
		}
		if x.page == nil {
			continue
		}
		_, plan := planOfPage(x)
		below := len(parts) > 1 && x.name != parts[0]+"/index"
		switch {
		case parts[0] == "404" || parts[0] == "search":
			complain(whole(x.path), parts[0])
		case below && !plan && slices.Contains(Sections, parts[0]):
			complain(whole(x.path), parts[0]+"/")
		}
	}
	for _, d := range ix.Datasets {
		name := path.Base(d.Name)
		if devices.MatchString(name) || slices.Contains(Downloads, d.Name) {
			complain(whole(path.Dir(d.SchemaFile)), name)
		}
	}
}
