package check

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/diag"
	"vitrina/generator/source"
)

var alteredEdition = Rule{
	Name:    AlteredEdition,
	What:    diag.T("una edición congelada que no es la que se congeló", "a frozen edition that is not what was frozen"),
	Why:     diag.T("quien la citó encontraría otra cosa en la misma dirección", "whoever cited it would find something else at the same address"),
	Wrong:   "datasets/releases/1.0.0/milestones.csv, editado",
	Right:   "datasets/releases/1.0.0/milestones.csv, tal como lo dejó release",
	WrongEN: "datasets/releases/1.0.0/milestones.csv, edited",
	RightEN: "datasets/releases/1.0.0/milestones.csv, as release left it",
	Find:    findAlteredEdition,
}

func findAlteredEdition(ix *index, report report) {
	restore := diag.T("déjelo como estaba (git restore); lo que cambió sale en la edición que sigue", "put it back as it was (git restore); what has changed comes in the next edition")
	byVersion := map[string]*source.Edition{}
	for _, e := range ix.Editions {
		byVersion[e.Version] = e
	}
	for _, e := range ix.Editions {
		if e.Manifest == nil || !slices.Equal(e.Manifest.Header, source.ManifestHeader) {
			if !ix.Broken[e.Path(source.ManifestFile)] {
				report(whole(e.Path(source.ManifestFile)), diag.T("a la edición %[1]s le falta la lista de sus archivos", "the edition %[1]s lacks the list of its files", e.Version), restore)
			}
			continue
		}
		day, ok := date.Parse(e.Date.Value)
		if e.Number.Value != e.Version || !ok || day.Day == 0 {
			report(e.Number.In(e.Path(source.EditionFile)), diag.T("el archivo no dice la versión %[1]s con su día", "the file does not say version %[1]s with its day", e.Version), restore)
		}
		listed := map[string]bool{}
		for row := range e.Manifest.Rows {
			name, held := e.Manifest.Cell(row, "file"), e.Manifest.Cell(row, "edition")
			at := e.Manifest.Pos(row, 0)
			if held == e.Version {
				listed[name] = true
			}
			holder := byVersion[held]
			var file *source.Frozen
			if holder != nil {
				file = holder.Files[name]
			}
			switch {
			case file == nil:
				report(at, diag.T("falta el archivo %[1]s de la edición %[2]s", "the file %[1]s of the edition %[2]s is missing", name, held), restore)
			case file.SHA256 != e.Manifest.Cell(row, "sha256") || strconv.Itoa(len(file.Data)) != e.Manifest.Cell(row, "bytes"):
				report(whole(file.Path), diag.T("el archivo no es el que se congeló en la edición %[1]s", "the file is not the one that was frozen in the edition %[1]s", e.Version), restore,
					diag.Related{Pos: at, Message: diag.T("su huella está aquí", "its digest is here")})
			}
		}
		// What the edition itself says of its files and its day was frozen too.
		for _, file := range e.Holds {
			switch file.Name {
			case "SHA256SUMS.txt":
				sums := map[string]bool{}
				for line := range strings.Lines(string(file.Data)) {
					sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
					sums[name+" "+sum] = true
				}
				for row := range e.Manifest.Rows {
					name := e.Manifest.Cell(row, "file")
					if name != file.Name && !sums[name+" "+e.Manifest.Cell(row, "sha256")] {
						report(e.Manifest.Pos(row, 0), diag.T("la edición %[1]s se congeló sin este archivo %[2]s, o con otro", "the edition %[1]s was frozen without this file %[2]s, or with another", e.Version, name), restore,
							diag.Related{Pos: whole(file.Path), Message: diag.T("lo que se congeló está aquí", "what was frozen is here")})
					}
				}
			case "datapackage.json":
				var descriptor struct{ Created string }
				if err := json.Unmarshal(file.Data, &descriptor); err == nil && ok && !strings.HasPrefix(descriptor.Created, day.String()) {
					report(e.Date.In(e.Path(source.EditionFile)), diag.T("la edición %[1]s no es del %[2]s: %[3]s dice %[4]q", "the edition %[1]s is not of %[2]s: %[3]s says %[4]q", e.Version, day, file.Name, descriptor.Created), restore)
				}
			}
		}
		for name, file := range e.Files {
			if !listed[name] {
				report(whole(file.Path), diag.T("el archivo no es de la edición %[1]s", "the file is not of the edition %[1]s", e.Version),
					diag.T("bórrelo: una edición no cambia", "delete it: an edition does not change"))
			}
		}
	}
	if r := ix.Register; r != nil && !slices.Equal(r.Header, source.RegisterHeader) && !ix.Broken[source.RegisterFile] {
		report(whole(source.RegisterFile), diag.T("el registro de direcciones no tiene las columnas address, kind, id, since", "the register of addresses does not have the columns address, kind, id, since"),
			diag.T("su primera línea es address,kind,id,since; las nuevas van al final", "its first line is address,kind,id,since; new ones go at the end"))
	}
}
