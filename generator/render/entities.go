package render

import (
	"cmp"
	"maps"
	"slices"

	"vitrina/generator/model"
	"vitrina/generator/words"
)

// entityLink leads to an entity by its name, with a count where there is one.
func (p *page) entityLink(e *model.Entity, count int) Link {
	n := p.say(e.Name)
	l := Link{Text: n.Text, Language: n.Language, Address: p.at(e.URL)}
	if count > 0 {
		l.Count = p.words.Integer(count)
	}
	return l
}

func (p *page) entities() Entities {
	w := p.words
	frame, _ := p.headed("entities", w.Word("entities.title"), w.Word("entities.description"), "")
	v := Entities{Frame: frame, Count: w.Count(countOf(p.site.Entities), len(p.site.Entities))}
	type group struct {
		branch, level string
		outside       bool
	}
	byGroup := map[group][]*model.Entity{}
	order := map[group]int{}
	titles := map[group]string{}
	for _, e := range p.site.Entities {
		g := group{}
		rank := 1000
		name := w.Word("entities.no-branch")
		if e.Branch != nil {
			g.branch, rank, name = e.Branch.Code, e.Branch.Order*10, p.label(e.Branch)
		}
		if e.Outside() {
			g.outside, rank, name = true, 2000, w.Word("entities.outside")
		} else if e.Level != nil {
			g.level = e.Level.Code
			rank += e.Level.Order
			name += " · " + p.label(e.Level)
		}
		byGroup[g] = append(byGroup[g], e)
		order[g], titles[g] = rank, name
	}
	keys := slices.SortedFunc(maps.Keys(byGroup), func(a, b group) int {
		return cmp.Or(cmp.Compare(order[a], order[b]), cmp.Compare(titles[a], titles[b]))
	})
	for _, g := range keys {
		list := byGroup[g]
		words.Sort(w, list, func(e *model.Entity) string { return e.Name.In(p.i).Text })
		lines := EntityGroup{Title: titles[g]}
		if g.outside {
			lines.Explain = w.Word("entities.outside-explain")
		}
		for _, e := range list {
			lines.Lines = append(lines.Lines, EntityLine{Link: p.entityLink(e, 0), Acronym: e.Acronym, Place: e.Place,
				Leads: p.figure(len(e.Leads), p.at(e.URL)+"#lead"), Supports: p.figure(len(e.Supports), p.at(e.URL)+"#support")})
		}
		v.Groups = append(v.Groups, lines)
	}
	return v
}

func (p *page) entity(e *model.Entity) Entity {
	w := p.words
	name := p.say(e.Name)
	v := Entity{TitleWords: name, Acronym: e.Acronym, Note: p.from(p.say(e.Note), p.rowLink("entities", e.ID))}
	sentence := "entity.description"
	switch {
	case len(e.Supports) == 0:
		sentence = "entity.leads"
	case len(e.Leads) == 0:
		sentence = "entity.supports"
	}
	description := w.Fill(sentence, "name", name.Text, "leads", w.Count("count.commitments", len(e.Leads)), "supports", w.Count("count.commitments", len(e.Supports)))
	v.Frame = p.frame(name.Text, description, "datasets/entities/entities.csv", Link{Text: w.Word("menu.entities"), Address: p.at(p.site.Address("entities"))})
	v.Frame.titledIn(name.Language)
	v.Deck = p.sentence(sentence, "name", p.carried(e.Name), "leads", p.counted("count.commitments", len(e.Leads), "#lead"), "supports", p.counted("count.commitments", len(e.Supports), "#support"))
	v.Load = p.loadOf(e)
	v.Load.Stacked = true
	v.Load = labelled(v.Load)
	if e.Several() {
		v.Facts = append(v.Facts, p.codeFact("fact.entity-kind", e.Kind))
	}
	if e.Outside() {
		v.Facts = append(v.Facts, p.textFact("filter.branch", w.Word("entities.no-state-branch")))
	} else {
		v.Facts = append(v.Facts, p.codeFact("filter.branch", e.Branch))
	}
	if !e.Outside() || e.Level != nil {
		v.Facts = append(v.Facts, p.codeFact("fact.level", e.Level))
	}
	// A national entity has no department, nor need one outside the state: only
	// of others is it unknown.
	if !e.Outside() && (e.Level == nil || e.Level.Code != "national") || e.Territory != nil {
		v.Facts = append(v.Facts, p.codeFact("fact.territory", e.Territory), p.textFact("fact.place", e.Place))
	}
	v.Facts = append(v.Facts, p.linkFact("fact.website", e.Website))
	for _, part := range []struct {
		list []*model.Commitment
		word string
	}{{e.Leads, "role.lead"}, {e.Supports, "role.support"}} {
		role := Role{ID: part.word[len("role."):], Groups: p.groupsByPlan(part.list)}
		for i := range role.Groups {
			g := &role.Groups[i]
			g.Title.Text = w.Word(part.word) + " · " + g.Title.Text
			g.ID = role.ID + "-" + g.ID
		}
		if len(role.Groups) > 0 {
			v.Roles = append(v.Roles, role)
		}
	}
	if e.Source != nil {
		v.Sources = p.sourceLines([]*model.Source{e.Source})
	}
	v.Twins = p.twinsOf("entities", model.Slug(e.ID))
	v.Row = p.ownRow("entities", e.ID)
	return v
}

// countOf is the key of the words that count entities, which say so where
// groups are among them.
func countOf(entities []*model.Entity) string {
	if slices.ContainsFunc(entities, (*model.Entity).Several) {
		return "count.entities-groups"
	}
	return "count.entities"
}
