package render

import "vitrina/generator/model"

// goals shows the Sustainable Development Goals, empty where no source assigns
// any.
func (p *page) goals() Overview {
	w, s := p.words, p.site
	v := p.begin("goals", w.Word("goals.title"), w.Word("goals.description"), "")
	if s.List(goalCoding.list) == nil {
		return v
	}
	none := len(goalCoding.lacking(s))
	section := OverviewSection{ID: "goals", Title: w.Word("goals.section"), Rows: p.rows(model.CommitmentsTable, "codes-sdgs"),
		Tables: []Grid{p.codeTable(goalCoding, w.Word("goals.table"), w.Word("goals.goal"), s.Commitments, "")}}
	section.Explain = []Words{p.sentence("goals.none", "count", p.figure(none, p.at(s.Address("goals", "none"))), "all", p.counted("count.commitments", len(s.Commitments), p.at(s.Address("commitments")))), {Text: w.Word("by-plan.unassigned")}}
	if none == len(s.Commitments) {
		section.Explain = append(section.Explain, Words{Text: w.Word("goals.unassigned")})
	}
	if none > 0 {
		section.Missing = p.plain(w.Word("goals.missing"))
	}
	v.Sections = append(v.Sections, section)
	return v.end()
}
