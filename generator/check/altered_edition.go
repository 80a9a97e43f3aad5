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
		edition := frozenEdition{e, report}
		edition.day()
		edition.listed(byVersion)
		for _, file := range e.Holds {
			if file.Name == "SHA256SUMS.txt" {
				edition.sums(file)
			}
		}
		edition.unlisted()
	}
	if r := ix.Register; r != nil && !slices.Equal(r.Header, source.RegisterHeader) && !ix.Broken[source.RegisterFile] {
		report(whole(source.RegisterFile), diag.T("el registro de direcciones no tiene las columnas address, kind, id, since", "the register of addresses does not have the columns address, kind, id, since"),
			diag.T("su primera línea es address,kind,id,since; las nuevas van al final", "its first line is address,kind,id,since; new ones go at the end"))
	}
}

var restore = diag.T("déjelo como estaba (git restore); lo que cambió sale en la edición que sigue", "put it back as it was (git restore); what has changed comes in the next edition")

// frozenEdition compares an edition with what it says of itself, which was
// frozen too.
type frozenEdition struct {
	*source.Edition
	report report
}

// day finds an edition that does not say its version and its day, or another
// day than its files.
func (e frozenEdition) day() {
	at := e.Path(source.EditionFile)
	day, ok := date.Parse(e.Date.Value)
	if e.Number.Value != e.Version || !ok || day.Day == 0 {
		e.report(e.Number.In(at), diag.T("el archivo no dice la versión %[1]s con su día", "the file does not say version %[1]s with its day", e.Version), restore)
	}
	for _, file := range e.Holds {
		var descriptor struct{ Created string }
		if !ok || file.Name != "datapackage.json" || json.Unmarshal(file.Data, &descriptor) != nil {
			continue
		}
		if !strings.HasPrefix(descriptor.Created, day.String()) {
			e.report(e.Date.In(at), diag.T("la edición %[1]s no es del %[2]s: %[3]s dice %[4]q", "the edition %[1]s is not of %[2]s: %[3]s says %[4]q", e.Version, day, file.Name, descriptor.Created), restore)
		}
	}
}

// listed finds files of the list that are missing or others.
func (e frozenEdition) listed(byVersion map[string]*source.Edition) {
	for row := range e.Manifest.Rows {
		name, held, at := e.Manifest.Cell(row, "file"), e.Manifest.Cell(row, "edition"), e.Manifest.Pos(row, 0)
		var file *source.Frozen
		if holder := byVersion[held]; holder != nil {
			file = holder.Files[name]
		}
		switch {
		case file == nil:
			e.report(at, diag.T("falta el archivo %[1]s de la edición %[2]s", "the file %[1]s of the edition %[2]s is missing", name, held), restore)
		case file.SHA256 != e.Manifest.Cell(row, "sha256") || strconv.Itoa(len(file.Data)) != e.Manifest.Cell(row, "bytes"):
			e.report(whole(file.Path), diag.T("el archivo no es el que se congeló en la edición %[1]s", "the file is not the one that was frozen in the edition %[1]s", e.Version), restore,
				diag.Related{Pos: at, Message: diag.T("su huella está aquí", "its digest is here")})
		}
	}
}

// sums finds files of the list that the edition's own sums have otherwise.
func (e frozenEdition) sums(own *source.Frozen) {
	sums := map[string]bool{}
	for line := range strings.Lines(string(own.Data)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		sums[name+" "+sum] = true
	}
	for row := range e.Manifest.Rows {
		name := e.Manifest.Cell(row, "file")
		if name != own.Name && !sums[name+" "+e.Manifest.Cell(row, "sha256")] {
			e.report(e.Manifest.Pos(row, 0), diag.T("la edición %[1]s se congeló sin este archivo %[2]s, o con otro", "the edition %[1]s was frozen without this file %[2]s, or with another", e.Version, name), restore,
				diag.Related{Pos: whole(own.Path), Message: diag.T("lo que se congeló está aquí", "what was frozen is here")})
		}
	}
}

// unlisted finds files that the list of their edition does not have.
func (e frozenEdition) unlisted() {
	listed := map[string]bool{}
	for row := range e.Manifest.Rows {
		if e.Manifest.Cell(row, "edition") == e.Version {
			listed[e.Manifest.Cell(row, "file")] = true
		}
	}
	for name, file := range e.Files {
		if !listed[name] {
			e.report(whole(file.Path), diag.T("el archivo no es de la edición %[1]s", "the file is not of the edition %[1]s", e.Version),
				diag.T("bórrelo: una edición no cambia", "delete it: an edition does not change"))
		}
	}
}
