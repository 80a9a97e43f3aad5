package render

// usedWords are the words that this package's code asks for, besides those in
// the layouts; a test compares the list with the code.
var usedWords = []string{
	"404.sentence", "404.title", "boolean.false", "boolean.true",
	"commitment.cite", "commitment.number", "commitments.by-plan", "commitments.by-title", "commitments.by-title.description", "commitments.description", "commitments.title",
	"count.commitments", "count.datasets", "count.days", "count.disagreements", "count.entities", "count.milestones", "count.plans", "count.rows", "count.sources",
	"data.code-list-title", "data.code-lists", "data.description", "data.tables", "data.title", "dataset.cite", "dataset.description", "dataset.preview",
	"disagreement.counted", "disagreements.description", "disagreements.title",
	"entities.description", "entities.no-branch", "entities.title", "entity.description",
	"fact.as-of", "fact.branch", "fact.code", "fact.document-date", "fact.forum", "fact.forum-members", "fact.key", "fact.lead", "fact.level", "fact.licence", "fact.local-id",
	"fact.period", "fact.place", "fact.rows", "fact.sdgs", "fact.support", "fact.territory", "fact.themes", "fact.values", "fact.website",
	"field.maximum", "field.minimum", "format.csv", "format.json", "from-to",
	"home", "home.all-commitments", "home.all-disagreements", "home.all-entities", "home.all-plans", "home.all-themes", "home.data", "home.silence", "list.or",
	"members.description", "members.title",
	"menu.about", "menu.accessibility", "menu.commitments", "menu.data", "menu.disagreements", "menu.entities", "menu.glossary", "menu.lessons", "menu.members",
	"menu.methodology", "menu.participate", "menu.plans", "menu.privacy", "menu.process", "menu.sources", "menu.themes",
	"plan.declared", "plan.description", "plan.name", "plans.description", "process.description", "process.title", "proof.none",
	"rating.none-in-record", "report.body", "report.title", "role.lead", "role.support", "see-rows", "since", "sources.description", "sources.title",
	"state.ahead", "state.no-date", "state.past", "state.spoken", "theme.description", "themes.description", "themes.none", "themes.title",
	"type.boolean", "type.date", "type.integer", "type.list", "type.number", "type.text", "type.url", "unknown",
	"voice.civil-society", "voice.civil-society.silent", "voice.civil-society.who", "voice.government", "voice.government.silent", "voice.government.who",
	"voice.irm", "voice.irm.silent", "voice.irm.who", "voice.on-milestone", "voices.differ",
}
