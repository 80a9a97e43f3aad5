package check

import "vitrina/generator/diag"

// missingFile is reported while the sources are read.
var missingFile = Rule{
	Name:  "missing-file",
	What:  diag.T("un archivo sin el que otro no se entiende", "a file without which another cannot be understood"),
	Why:   diag.T("un conjunto de datos sin esquema no se puede revisar ni describir, y uno sin filas no dice nada", "a dataset without a schema can be neither checked nor described, and one without rows says nothing"),
	Wrong: "datasets/plans/plans.csv",
	Right: "datasets/plans/plans.csv\ndatasets/plans/schema.yaml",
}
