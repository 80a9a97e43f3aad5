package render

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/table"
)

// either lists values as alternatives, the smallest first: 17, 27 o 28.
func (p *page) either(values map[string]bool) string {
	list := sortedNumbers(values)
	last := len(list) - 1
	if last < 1 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:last], ", ") + p.or(list[last]) + list[last]
}

// or is what stands before the last of several alternatives.
func (p *page) or(last string) string {
	return cmp.Or(p.words.OtherOr(last), p.words.Word("list.or"))
}

// eitherOf lists values as alternatives, each with the address of its row.
func (p *page) eitherOf(values []Link) Words {
	var v Words
	var items [][]Link
	last := ""
	for _, value := range values {
		items, last = append(items, []Link{value}), p.or(value.Text)
	}
	for _, part := range enumerated(items, last) {
		v.add(part)
	}
	return v
}

// enumerated puts items one after the other with commas, and what stands before the
// last.
func enumerated(items [][]Link, last string) []Link {
	var out []Link
	for i, item := range items {
		switch {
		case i > 0 && i == len(items)-1:
			out = append(out, Link{Text: last})
		case i > 0:
			out = append(out, Link{Text: ", "})
		}
		out = append(out, item...)
	}
	return out
}

func sortedNumbers[T any](values map[string]T) []string {
	return slices.SortedFunc(maps.Keys(values), func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
}

func (p *page) claimLine(c *model.Claim) ClaimLine {
	// The value leads to the row that the note is written in, too.
	return ClaimLine{Value: Link{Text: p.claimValue(c), Address: p.claimRow(c), Language: p.claimLanguage(c)}, Unit: p.unit(c), Source: p.sourceLink(c.Source), Date: p.datedApart(c.Source, c.Date), Note: p.say(c.Note), Computed: c.Computed}
}

// datedApart is the date of a statement, but where the title of its source ends
// with it.
func (p *page) datedApart(s *model.Source, at date.Date) Moment {
	if s != nil && !at.IsZero() && at == s.Date {
		for _, l := range p.site.Tree.Languages {
			if strings.Contains(p.sourceName(s).Text, l.Date(at)+")") {
				return Moment{}
			}
		}
	}
	return p.moment(at)
}

func (p *page) claimValue(c *model.Claim) string {
	if text := p.say(c.Words).Text; text != "" {
		return strings.ReplaceAll(text, "|", ", ")
	}
	if d, ok := date.Parse(c.Value); ok && d.Month > 0 {
		return p.words.Date(d)
	}
	return p.value(c.Value)
}

// claimLanguage is the language to mark a statement with: words without
// translation are those of the source.
func (p *page) claimLanguage(c *model.Claim) string {
	if c.Words.Given() || c.Source == nil || !strings.Contains(c.Value, " ") {
		return ""
	}
	return p.foreign(c.Source.Language)
}

// unit is what the value of a statement counts; none for words, dates and
// years.
func (p *page) unit(c *model.Claim) string {
	if _, counts := table.ParseNumber(c.Value); !counts || len(c.Value) == 4 || c.Words.Given() {
		return ""
	}
	return p.carried(c.Unit)
}

// countedHere is what the rows of this site give for what claims declare, with
// the row that puts the two side by side.
func (p *page) countedHere(claims []*model.Claim, c *model.Counted) Link {
	return p.figure(c.N, p.totalRow(claims))
}

// totalRow is the address of the row of the totals that puts what claims say of
// a plan beside what the rows of this site give.
func (p *page) totalRow(claims []*model.Claim) string {
	for _, c := range claims {
		if !c.Computed {
			return p.row("plan_totals", c.ID)
		}
	}
	return p.row("plan_totals", model.CountedTotal(p.site.Plan(claims[0].Subject), claims[0].Property.Code))
}

// countSentence says what the rows of this site give for what claims declare
// of a plan, and of how many commitments they tell it.
func (p *page) countSentence(plan *model.Plan, claims []*model.Claim, c *model.Counted) Words {
	commitments, row := p.at(plan.URL)+"#commitments", p.totalRow(claims)
	if claims[0].Property.Code == "commitments-count" {
		return p.sentence("disagreement.counted", "count", p.counted("count.commitments", c.N, commitments))
	}
	word, count := "disagreement.counted-rows", "count.commitments"
	switch {
	case claims[0].Property.Code == "territorial-entities":
		word, count = "disagreement.counted-territorial", "count.entities"
	case c.From == "commitment_entities":
		word, count = "disagreement.counted-entities", "count.entities"
	case c.From == "ratings":
		word = "disagreement.counted-ratings"
	}
	v := p.sentence(word, "count", p.counted(count, c.N, row))
	if n := len(c.Several); n > 0 {
		var names []Link
		for i, e := range c.Several {
			if i > 0 {
				names = append(names, Link{Text: "; "})
			}
			names = append(names, p.entityLink(e, 0))
		}
		v.follow(p.sentence("disagreement.counted-groups", "count", p.figure(n, row), "names", names))
	}
	if c.Known < c.All {
		v.follow(p.sentence("disagreement.counted-part", "known", p.figure(c.Known, row), "all", p.counted("count.commitments", c.All, commitments)))
	}
	return v
}

// claimGroups gathers statements by property, in the order of the properties.
func (p *page) claimGroups(claims []*model.Claim) []ClaimGroup {
	ordered := slices.Clone(claims)
	slices.SortStableFunc(ordered, func(a, b *model.Claim) int {
		return cmp.Or(cmp.Compare(a.Property.Order, b.Property.Order), cmp.Compare(a.Property.Code, b.Property.Code))
	})
	var out []ClaimGroup
	for i, c := range ordered {
		if i == 0 || ordered[i-1].Property.Code != c.Property.Code {
			out = append(out, ClaimGroup{Property: p.label(c.Property)})
		}
		g := &out[len(out)-1]
		line := p.claimLine(c)
		for _, other := range g.Claims {
			if other.Value.Text != line.Value.Text && !line.Computed && !other.Computed {
				g.Differ = p.words.Word("claims.differ")
			}
		}
		g.Claims = append(g.Claims, line)
	}
	return out
}

// countedGroups are the statements on a plan by property, each total with what
// the rows of this site give.
func (p *page) countedGroups(plan *model.Plan) []ClaimGroup {
	groups := p.claimGroups(plan.Claims)
	of := map[string][]*model.Claim{}
	for _, c := range plan.Claims {
		of[p.label(c.Property)] = append(of[p.label(c.Property)], c)
	}
	apart := map[string]bool{}
	for _, d := range p.site.DisagreementsOn("plan", plan.ID) {
		apart[d.Property.Code] = d.Apart
	}
	for i := range groups {
		g := &groups[i]
		claims := of[g.Property]
		if g.Differ == "" && apart[claims[0].Property.Code] {
			g.Differ = p.words.Word("claims.differ-own")
		}
		if counted := p.site.Count(plan, claims[0].Property.Code); counted != nil {
			g.Counted = p.countSentence(plan, claims, counted)
		}
	}
	return groups
}

// value writes a claim's value: a number in the page's language, anything else
// as the source has it.
func (p *page) value(text string) string {
	if n, ok := table.ParseNumber(text); ok && len(text) != 4 {
		return p.words.Number(n)
	}
	return text
}

// claimOf returns the first statement on a property of a plan.
func claimOf(plan *model.Plan, property string) *model.Claim {
	for _, c := range plan.Claims {
		if c.Property.Code == property && !c.Computed {
			return c
		}
	}
	return nil
}
