package check

import (
	"vitrina/generator/diag"
	"vitrina/generator/written"
)

var unknownSource = Rule{
	Name:  "unknown-source",
	What:  diag.T("una fuente que no está en el conjunto de datos «sources»", "a source that is not in the dataset sources"),
	Why:   diag.T("quien lee no podría comprobar lo que se dice", "a reader could not verify what is said"),
	Wrong: "sources: [deck-2002]",
	Right: "sources: [deck-2020]",
	Find:  findUnknownSource,
}

const sourcesDataset = "sources"

func findUnknownSource(ix *index, report report) {
	k := ix.keysOf(sourcesDataset)
	if k == nil {
		if ix.citesSources() {
			report(whole("datasets/sources/sources.csv"),
				diag.T("falta el conjunto de datos de las fuentes, y hay textos o tablas que las citan", "the dataset of the sources is missing, and texts or tables cite them"),
				diag.T("cree datasets/sources/ con sources.csv y schema.yaml", "write datasets/sources/ with sources.csv and schema.yaml"))
		}
		return
	}
	complain := func(at diag.Pos, value string) {
		report(at, diag.T("la fuente %q no existe", "the source %q does not exist", value),
			ix.nearKey(value, k, diag.T("las fuentes están en %s", "sources are in %s", k.file)))
	}
	each := func(file string, ids written.List) {
		for _, id := range ids {
			if k.unknown(id.Value) {
				complain(id.In(file), id.Value)
			}
		}
	}
	for _, x := range ix.texts {
		each(x.path, x.sources())
	}
	for _, d := range ix.Datasets {
		each(d.SchemaFile, d.Schema.Sources)
	}
	ix.unknownCells(sourcesDataset, func(at diag.Pos, value string, _ *keys) { complain(at, value) })
}

func (ix *index) citesSources() bool {
	for _, x := range ix.texts {
		if len(x.sources()) > 0 {
			return true
		}
	}
	for _, d := range ix.Datasets {
		if len(d.Schema.Sources) > 0 {
			return true
		}
	}
	return false
}
