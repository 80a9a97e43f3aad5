package source

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/table"
	"vitrina/generator/written"
)

// ReleasesFolder holds the frozen editions and the register of addresses.
const ReleasesFolder = "datasets/releases"

// Names of files below ReleasesFolder.
const (
	// RegisterFile is the register of addresses: with those at which the site
	// answers now, of every one ever published.
	RegisterFile = ReleasesFolder + "/addresses.csv"
	// EditionFile says of an edition when it was frozen.
	EditionFile = "edition.yaml"
	// ManifestFile lists the files of an edition with their digests and the
	// edition whose folder holds them.
	ManifestFile = "files.csv"
	// SchemaSuffix ends the name of the description of a table of an edition.
	SchemaSuffix = ".schema.yaml"
)

// RegisterHeader and ManifestHeader are the columns of the two tables.
var (
	RegisterHeader = []string{"address", "kind", "id", "since"}
	ManifestHeader = []string{"file", "bytes", "sha256", "edition"}
)

// Edition is a frozen edition of the data, a folder of ReleasesFolder.
type Edition struct {
	// Version is the folder's name.
	Version string
	EditionForm
	// Manifest is nil where the folder has none.
	Manifest *table.Table
	// Files are the files that lie in the folder, but for EditionFile and
	// ManifestFile, by name.
	Files map[string]*Frozen
	// Holds are the files of the edition in the order of its manifest, wherever
	// they lie; one that is nowhere is left out.
	Holds []*Frozen
}

// EditionForm is the form of EditionFile.
type EditionForm struct {
	// Number is the edition's version, as the folder is named.
	Number written.Text `yaml:"version"`
	// Date is the day on which the data was frozen.
	Date written.Text `yaml:"date"`
	// Note says what readers should know of the edition, one a language.
	Note written.Labels `yaml:"note"`
}

var _ = written.Register(EditionForm{})

// Frozen is a file of an edition.
type Frozen struct {
	// Path is the file below the source folder, Name its name in the edition.
	Path, Name string
	Data       []byte
	// SHA256 is the digest in hexadecimal.
	SHA256 string
	// Table is what a CSV file holds, Schema what a file with SchemaSuffix says.
	Table  *table.Table
	Schema *table.Schema
}

// Path returns where a file of the edition lies or would lie.
func (e *Edition) Path(name string) string { return ReleasesFolder + "/" + e.Version + "/" + name }

var versionFolder = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+$`)

// classifyFrozen tells what a file below ReleasesFolder is.
func classifyFrozen(f *file, parts []string) {
	switch {
	case f.path == RegisterFile:
		f.kind = registerKind
	case len(parts) == 4 && versionFolder.MatchString(parts[2]):
		f.kind, f.edition, f.name = frozenKind, parts[2], parts[3]
	}
}

// readFrozen parses a file of an edition. What an edition's description says
// that is not known any more is not wrong: nobody may mend it.
func (f *file) readFrozen(data []byte) {
	sum := sha256.Sum256(data)
	f.frozen = &Frozen{Path: f.path, Name: f.name, Data: data, SHA256: hex.EncodeToString(sum[:])}
	switch {
	case f.name == EditionFile:
		f.editionForm = &EditionForm{}
		f.found = append(f.found, written.Decode(f.path, data, f.editionForm)...)
	case path.Ext(f.name) == ".csv":
		var bad diag.List
		f.frozen.Table, bad = table.Parse(f.path, data)
		f.found = append(f.found, bad...)
	case strings.HasSuffix(f.name, SchemaSuffix):
		f.frozen.Schema = &table.Schema{}
		for _, bad := range written.Decode(f.path, data, f.frozen.Schema) {
			if bad.Rule != written.RuleUnknownKey {
				f.found = append(f.found, bad)
			}
		}
	}
}

// assembleEditions puts the files of the editions together.
func (t *Tree) assembleEditions(files []*file) {
	byVersion := map[string]*Edition{}
	for _, f := range files {
		switch f.kind {
		case registerKind:
			t.Register = f.table
		case frozenKind:
			e := byVersion[f.edition]
			if e == nil {
				e = &Edition{Version: f.edition, Files: map[string]*Frozen{}}
				byVersion[f.edition] = e
				t.Editions = append(t.Editions, e)
			}
			switch f.name {
			case EditionFile:
				e.EditionForm = *f.editionForm
			case ManifestFile:
				e.Manifest = f.frozen.Table
			default:
				e.Files[f.name] = f.frozen
			}
		}
	}
	for _, e := range t.Editions {
		if e.Manifest == nil {
			continue
		}
		for row := range e.Manifest.Rows {
			if holder := byVersion[e.Manifest.Cell(row, "edition")]; holder != nil {
				if held := holder.Files[e.Manifest.Cell(row, "file")]; held != nil {
					e.Holds = append(e.Holds, held)
				}
			}
		}
	}
}
