package render

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vitrina/generator/model"
	"vitrina/generator/words"
)

func (p *page) commitmentLine(c *model.Commitment) CommitmentLine {
	line := CommitmentLine{ID: c.ID.Value, Number: c.Number.Value, Address: p.at(c.URL), Title: p.say(c.Title), Plan: p.planLink(c.Plan)}
	for _, e := range c.Lead {
		l := p.entityLink(e, 0)
		if e.Acronym != "" {
			l.Text = e.Acronym
		}
		line.Lead = append(line.Lead, l)
	}
	if c.Plan != nil {
		line.PlanOrder = strconv.Itoa(c.Plan.Number)
	}
	if r := c.Completion(); r != nil {
		line.Completion, line.CompletionCode, line.CompletionVariable = p.label(r.Value), r.Value.Code, p.label(r.Variable)
		line.CompletionVariableCode = r.Variable.Code
		line.CompletionOrder = strconv.Itoa(r.Variable.Order) + "." + strconv.Itoa(r.Value.Order)
	}
	line.Came, line.CameCode = p.came(c)
	if p.disputed(c) {
		line.Mark = p.words.Word("claims.differ")
	}
	return line
}

// came is what came of a commitment in a few words, for a list. code is the value
// that the IRM gives.
func (p *page) came(c *model.Commitment) (came Words, code string) {
	w := p.words
	if r := c.Outcome(); r != nil {
		return p.sentence("list.rated", "variable", p.label(r.Variable), "value", p.label(r.Value)), r.Value.Code
	}
	for _, voice := range []struct {
		name    string
		updates []*model.Update
	}{{w.Word("voice.government"), c.Voices.Government}, {w.Word("voice.civil-society"), c.Voices.CivilSociety}, {w.Word("voice.irm"), c.Voices.Remarks}} {
		u, whole := newestOf(voice.updates)
		if u == nil {
			continue
		}
		if u.Unnamed {
			voice.name = p.unnamed(u)
		}
		said := p.inYear(p.saidIn(u, whole, voice.updates, mostListed), u.Date)
		said.Address = p.pathTo(c, said.Address)
		return p.sentence("outcome.says", "voice", voice.name, "said", said), ""
	}
	if r := c.Absence(); r != nil {
		return p.sentence("list.rated", "variable", p.label(r.Variable), "value", p.label(r.Value)), ""
	}
	return p.sentence(p.unsaid(c)), ""
}

// unsaid is the word for a commitment of which no voice says what came of it, in
// a list as on its page: whether the IRM has still to judge its plan.
func (p *page) unsaid(c *model.Commitment) string {
	switch {
	case c.Plan == nil || c.Plan.Judging() != nil || c.Plan.End.IsZero():
		return "outcome.unrated"
	case c.Plan.End.EndsBefore(p.site.AsOf):
		return "outcome.awaiting"
	}
	return "outcome.running"
}

// pathTo is the address of a part of a commitment's page, or of a row as it is.
func (p *page) pathTo(c *model.Commitment, to string) string {
	if strings.HasPrefix(to, "#") {
		return p.at(c.URL) + to
	}
	return to
}

func (p *page) commitmentLines(list []*model.Commitment) []CommitmentLine {
	out := make([]CommitmentLine, len(list))
	for i, c := range list {
		out[i] = p.commitmentLine(c)
	}
	return out
}

// groupsByPlan groups commitments, which are in order, by their plans.
func (p *page) groupsByPlan(list []*model.Commitment) []CommitmentGroup {
	var groups []CommitmentGroup
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j].Plan == list[i].Plan {
			j++
		}
		g := CommitmentGroup{Count: p.words.Count("count.commitments", j-i), Lines: p.commitmentLines(list[i:j])}
		if plan := list[i].Plan; plan != nil {
			g.ID, g.Title = "plan-"+model.Slug(plan.ID), p.planLink(plan)
			g.Title.Text += " · " + p.period(plan)
		} else {
			g.ID, g.Title = "no-plan", Link{Text: p.words.Word("unknown")}
		}
		groups = append(groups, g)
		i = j
	}
	return groups
}

func (p *page) commitmentsByPlan() Commitments {
	w := p.words
	frame, _ := p.headed("commitments", w.Word("commitments.title"), w.Word("commitments.description"), "")
	v := Commitments{Frame: frame, Groups: p.groupsByPlan(p.site.Commitments), Count: w.Count("count.commitments", len(p.site.Commitments)),
		Other: Link{Text: w.Word("commitments.by-title"), Address: p.at(p.site.Address("commitments", "a-z"))}}
	v.Filters = p.filters(p.site.Commitments, v.Groups)
	return v
}

func (p *page) commitmentsByTitle() Commitments {
	w := p.words
	list := slices.Clone(p.site.Commitments)
	words.Sort(w, list, func(c *model.Commitment) string { return c.Title.In(p.i).Text })
	v := Commitments{Frame: p.frame(w.Word("commitments.by-title"), w.Word("commitments.by-title.description"), "", Link{Text: w.Word("menu.commitments"), Address: p.at(p.site.Address("commitments"))}),
		Count: w.Count("count.commitments", len(list)), Other: Link{Text: w.Word("commitments.by-plan"), Address: p.at(p.site.Address("commitments"))}}
	for _, c := range list {
		letter := initial(c.Title.In(p.i).Text)
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].Title.Text != letter {
			v.Groups = append(v.Groups, CommitmentGroup{ID: "letter-" + model.Slug(strings.ToLower(letter)), Title: Link{Text: letter}})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Lines = append(g.Lines, p.commitmentLine(c))
	}
	for i := range v.Groups {
		v.Groups[i].Count = w.Count("count.commitments", len(v.Groups[i].Lines))
	}
	v.Filters = p.filters(list, v.Groups)
	return v
}

// initial is the letter that a title stands under in a list from A to Z, without
// its accent but for Ñ, which is a letter; one place for all digits.
func initial(title string) string {
	for _, r := range strings.ToUpper(norm.NFC.String(title)) {
		switch {
		case r == 'Ñ':
			return string(r)
		case unicode.IsLetter(r):
			base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
			return string(base)
		case unicode.IsDigit(r):
			return "0–9"
		}
	}
	return "0–9"
}
