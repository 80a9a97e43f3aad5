package render

import "vitrina/generator/model"

// values shows the OGP values of commitments, apart for each who assigns them.
func (p *page) values() Overview {
	w, s := p.words, p.site
	v := p.begin("values", w.Word("values.title"), w.Word("values.description"), "")
	l := s.List(valueCoding.list)
	if l == nil {
		return v
	}
	v.Sections = append(v.Sections, OverviewSection{ID: "meaning", Title: w.Word("values.meaning"), Tables: []Grid{p.levelsOf(w.Word("values.meaning-table"), l)}, Rows: p.rows("codes-ogp-values")})
	for _, b := range p.valueBases() {
		v.Sections = append(v.Sections, OverviewSection{ID: b.code.Code, Title: w.Fill("values.according", "who", p.label(b.code)), Explain: append(p.plain(w.Word("values.explain"), w.Word("by-plan.unassigned")), p.defined(b.code)),
			Tables: []Grid{p.codeTable(valueCoding, w.Fill("values.table", "who", p.label(b.code)), w.Word("values.value"), b.list, b.code.Code+"-")}, Rows: p.rows(model.CommitmentsTable, "ratings")})
	}
	if unclear := p.unclearlyValued(); len(unclear) > 0 {
		v.Sections = append(v.Sections, OverviewSection{ID: "unclear", Title: w.Word("values.unclear"), Count: w.Count("count.commitments", len(unclear)), Explain: p.plain(w.Word("values.unclear-explain")),
			Commitments: p.commitmentLines(unclear), Rows: p.rows("ratings", "codes-relevance")})
	}
	if without := valueCoding.lacking(s); len(without) > 0 {
		tallies := s.Tally(nil, without, valuesOf)
		v.Sections = append(v.Sections, OverviewSection{ID: "none", Title: w.Word("values.none"), Missing: p.plain(w.Word("values.missing")),
			Tables: []Grid{p.byPlan(w.Word("values.none-table"), w.Word("values.value"), tallies, func(model.Tally) Link { return Link{Text: w.Word("unknown")} }, func(model.Tally) (string, string) { return p.at(s.Address("values", "none")), "" })}, Rows: p.rows(model.CommitmentsTable)})
	}
	return v.end()
}

// unclearlyValued are the commitments of which the IRM says that they serve no
// value clearly.
func (p *page) unclearlyValued() []*model.Commitment {
	var out []*model.Commitment
	for _, c := range p.site.Commitments {
		if len(c.Values) == 0 && c.Unclear() != nil {
			out = append(out, c)
		}
	}
	return out
}

// valueBases are who assigns values.
func (p *page) valueBases() []basis {
	l := p.site.List("values-basis")
	if l == nil {
		return nil
	}
	var out []basis
	for _, code := range l.Codes {
		b := basis{code: code}
		for _, c := range p.site.Commitments {
			if c.ValuesBasis != nil && c.ValuesBasis.Code == code.Code {
				b.list = append(b.list, c)
			}
		}
		if len(b.list) > 0 {
			out = append(out, b)
		}
	}
	return out
}
