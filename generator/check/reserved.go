package check

// Names that the program takes for pages and files of its own stand in this
// file alone; a test compares it with the addresses of the real site.

// Sections are the paths, as in content/, of the pages that the site makes by
// itself. A page of the same name is the text above the list.
var Sections = []string{
	"branches", "changes", "commitments", "comparison", "contents", "data", "data/api", "disagreements", "entities", "exercises", "goals", "governance", "levels", "lineage", "load", "members", "pending", "plans",
	"process", "process/agenda", "process/criteria", "process/funnel", "process/participation", "process/principles", "process/schedule", "process/self-check",
	"ratings", "scales", "search", "silence", "sources", "starred", "territories", "themes", "timeline", "values",
}

// Downloads are names below /data/ of files and folders that are of no single
// dataset.
var Downloads = []string{"all", "catalog", "codes", "csv-metadata", "datapackage", "excel", "index", "schemas", "v"}
