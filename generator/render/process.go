package render

// processTables are the tables of the process page, in the order of the
// process, with the word that introduces each.
var processTables = []string{"stages", "activities", "schedule", "criteria", "topics", "principles", "participation", "events", "tools", "lessons", "bodies", "body_members"}

func (p *page) process() Process {
	w := p.words
	title, description, _, file := p.headed("process", w.Word("process.title"), w.Word("process.description"))
	v := Process{Frame: p.frame(title, description, file), Intro: description}
	for _, name := range processTables {
		t := p.site.Table(name)
		if t == nil || len(t.Rows) == 0 {
			continue
		}
		v.Sections = append(v.Sections, TableSection{ID: name, Title: t.Schema.Title.Or(w.Code), Intro: Words{Text: t.Schema.Description.Or(w.Code)},
			Table: p.settled(without(condensed(p.grid(t, len(t.Rows))), "measure")), Dataset: Link{Text: w.Fill("see-rows-of", "title", t.Schema.Title.Or(w.Code)), Address: p.at(t.URL)}})
	}
	return v
}
