package changes

// Words are the words of the interface that this package asks for: a language
// that lacks one is reported before anything is told.
var Words = []string{
	"change.added", "change.breaking", "change.changed", "change.column-added", "change.column-described", "change.column-removed", "change.column-retyped",
	"change.columns-moved", "change.days-unknown", "change.described-anew", "change.earlier", "change.edition", "change.field",
	"change.from-to", "change.key-changed", "change.later", "change.least", "change.level.major", "change.level.minor",
	"change.level.none", "change.level.patch", "change.licence-changed", "change.moved", "change.none", "change.removed", "change.rule-loosened",
	"change.rule-tightened", "change.sources", "change.table-added", "change.table-removed", "count.days", "count.rows-added", "count.rows-changed",
	"count.rows-removed",
}
