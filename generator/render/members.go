package render

import (
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/words"
)

func (p *page) members() Members {
	w := p.words
	frame, _ := p.headed("members", w.Word("members.title"), w.Word("members.description"), "")
	v := Members{Frame: frame}
	if t := p.site.Table("members"); t != nil {
		v.Rows = Link{Text: w.Word("see-rows"), Address: p.at(t.URL)}
	}
	for _, m := range p.site.Members {
		g := MemberGroup{ID: model.Slug(m.ID), Name: p.say(m.Name), Country: p.say(m.Country), Kind: p.label(m.Kind), Differ: p.differing(m)}
		for _, c := range m.Counts {
			line := MemberLine{Plan: c.Plan, AsOf: p.moment(c.AsOf), Source: p.sourceLink(c.Source), Note: p.say(c.Note)}
			key := []string{m.ID, c.Plan, c.AsOf.String(), c.Source.ID}
			if !c.Joined.IsZero() {
				g.Joined = Link{Text: p.words.Date(c.Joined), Address: p.row("members", key...)}
			}
			if c.Count.Known {
				line.Count = p.measure(c.Count, p.row("members", key...))
			} else {
				line.Note = p.from(line.Note, p.rowLink("members", key...))
			}
			g.Lines = append(g.Lines, line)
		}
		v.Groups = append(v.Groups, g)
	}
	return v
}

// differing is what sources say differently of a member.
func (p *page) differing(m *model.Member) []Link {
	var out []Link
	for _, d := range p.site.DisagreementsOn("member", m.ID) {
		v := p.dispute(d)
		out = append(out, Link{Text: p.words.Fill("members.differ", "property", v.Property, "values", v.Values.Text), Address: v.Address})
	}
	return out
}

// comparison sets members side by side, one variable and one generation of
// plans at a time.
func (p *page) comparison() Overview {
	w := p.words
	v := p.begin("comparison", w.Word("comparison.title"), w.Fill("comparison.description", "member", p.site.Site.Member.Or(w.Code)), "datasets/member_ratings/member_ratings.csv", Link{Text: w.Word("menu.members"), Address: p.at(p.site.Address("members"))})
	file := p.site.ComparedFile()
	all := p.site.Comparisons()
	if len(file.Others) > 0 {
		// Where a table has them all, the figure leads to it.
		listed := "#shown"
		for _, c := range slices.Backward(all) {
			if len(c.Rows) == len(file.Shown) {
				listed = "#" + model.Slug(c.Variable.Code)
			}
		}
		var names []Link
		for _, m := range file.Shown {
			if len(names) > 0 {
				names = append(names, Link{Text: ", "})
			}
			name := p.say(m.Name)
			names = append(names, Link{Text: name.Text, Language: name.Language, Address: p.firstRated(m.ID)})
		}
		v.Sections = append(v.Sections, OverviewSection{ID: "shown", Title: w.Word("comparison.shown"), Explain: []Words{p.sentence("comparison.shown-explain", "shown", p.figure(len(file.Shown), listed),
			"names", names, "others", p.figure(len(file.Others), "#others"))}, Rows: p.rows("member_ratings")})
	}
	for _, c := range all {
		v.Sections = append(v.Sections, p.compared(c))
	}
	if len(file.Others) > 0 {
		others := OverviewSection{ID: "others", Title: w.Word("comparison.others"), Explain: p.plain(w.Word("comparison.others-explain")), Rows: p.rows("member_ratings")}
		for _, code := range file.Others {
			others.Links = append(others.Links, Link{Text: p.label(code), Address: p.firstRated(code.Code)})
		}
		words.Sort(w, others.Links, func(l Link) string { return l.Text })
		v.Sections = append(v.Sections, others)
	}
	limits := p.plain(w.Fill("comparison.limits-explain", "member", p.site.Site.Member.Or(w.Code)))
	if len(all) > 0 {
		if plan, own := p.comparedPlan(all[0]); plan != nil {
			limits = append(limits, p.sentence("comparison.own", "plan", p.planLink(plan), "count", p.counted("count.commitments", len(plan.Commitments), p.at(plan.URL)+"#commitments"),
				"items", p.figure(own.All, p.memberRow(all[0], own.Member.Code, ""))))
		}
	}
	v.Sections = append(v.Sections, OverviewSection{ID: "limits", Title: w.Word("comparison.limits"), Explain: limits, Missing: p.uncompared(file), Rows: p.rows("members", "member_ratings")})
	return v.end()
}

// firstRated is the address of the first row that the file has of a member.
func (p *page) firstRated(member string) string {
	t := p.site.Table("member_ratings")
	if t == nil {
		return ""
	}
	column := slices.Index(t.Header, "member")
	at := slices.IndexFunc(t.Rows, func(row []string) bool { return row[column] == member })
	if column < 0 || at < 0 {
		return ""
	}
	return p.rowURL(t, at)
}

// compared is the comparison on one variable.
func (p *page) compared(c model.Comparison) OverviewSection {
	w := p.words
	name := p.label(c.Variable)
	g := Grid{Caption: w.Fill("comparison.table", "variable", name, "number", c.Generation), Columns: columns(w.Word("table.member"))}
	for _, l := range c.Levels {
		g.Columns = append(g.Columns, column(p.label(l), true))
	}
	g.Columns = append(g.Columns, column(w.Word("comparison.rated"), true))
	for _, a := range c.Absences {
		g.Columns = append(g.Columns, column(p.label(a), true))
	}
	g.Columns = append(g.Columns, columns("#"+w.Word("comparison.items"), w.Word("table.as-of"), w.Word("table.source"))...)
	for _, r := range c.Rows {
		g.Rows = append(g.Rows, p.comparedMember(c, r))
	}
	explain := p.plain(p.carried(c.Variable.Definition), w.Word("comparison.share"))
	switch c.Variable.Code {
	case "completion":
		explain = append(explain, p.plain(w.Word("comparison.completion"))...)
	case "starred":
		explain = append(explain, p.comparedStars(c)...)
	}
	return OverviewSection{ID: model.Slug(c.Variable.Code), Title: w.Fill("comparison.section", "variable", name, "number", c.Generation), Explain: explain, Charts: p.comparisonChart(c), Tables: []Grid{g}, Rows: p.rows("member_ratings")}
}

// comparedMember counts the items of a member by value, with their shares of
// those that have a step of the scale.
func (p *page) comparedMember(c model.Comparison, r model.ComparisonRow) GridRow {
	w := p.words
	row := GridRow{Cells: []GridCell{p.head(Link{Text: p.label(r.Member)})}}
	for _, l := range c.Levels {
		rows := p.memberRow(c, r.Member.Code, l.Code)
		cell := p.number(r.Items[l.Code], rows)
		if r.Rated > 0 {
			cell.Under = []Link{{Text: w.Percent(float64((r.Items[l.Code]*100 + r.Rated/2) / r.Rated)), Address: rows}}
		} else {
			cell.Values = []Link{{Text: "—"}}
		}
		row.Cells = append(row.Cells, cell)
	}
	whole := p.memberRow(c, r.Member.Code, "")
	row.Cells = append(row.Cells, p.number(r.Rated, whole))
	for _, a := range c.Absences {
		row.Cells = append(row.Cells, p.number(r.Items[a.Code], p.memberRow(c, r.Member.Code, a.Code)))
	}
	items := p.number(r.All, whole)
	if d := p.site.Disagreement("member", r.Member.Code, "rated-items-plan-"+c.Generation); d != nil {
		v := p.dispute(d)
		items.Under = append(items.Under, Link{Text: w.Fill("claims.differ-here", "values", v.Values.Text), Address: v.Address})
	}
	row.Cells = append(row.Cells, items, p.dated(p.moment(r.AsOf)), p.cited(r.Source))
	return row
}

// uncompared says what the file does not have of the members of the site.
func (p *page) uncompared(file model.ComparedFile) []Words {
	w := p.words
	var out []Words
	if file.Later > 0 && !file.OwnLater {
		out = append(out, p.sentence("comparison.missing-later", "member", p.site.Site.Member.Or(w.Code), "number", file.Generation, "rows", p.counted("count.rows", file.Later, p.allRows("member_ratings"))))
	}
	var absent []string
	for _, m := range file.Absent {
		absent = append(absent, p.carried(m.Name))
	}
	if len(absent) > 0 {
		out = append(out, p.sentence("comparison.missing-members", "names", strings.Join(absent, ", ")))
	}
	if len(out) > 0 {
		out[len(out)-1].follow(p.sentence("comparison.missing"))
	}
	return out
}

// comparedPlan is the plan of the site that a comparison is of, with its row;
// nil where the site has none.
func (p *page) comparedPlan(c model.Comparison) (*model.Plan, model.ComparisonRow) {
	if len(c.Rows) == 0 || !c.Rows[0].Own {
		return nil, model.ComparisonRow{}
	}
	for _, plan := range p.site.Plans {
		if strconv.Itoa(plan.Number) == c.Generation {
			return plan, c.Rows[0]
		}
	}
	return nil, model.ComparisonRow{}
}

// comparedStars says what other sources count of the stars of the site's own
// plan, and how many items pass which test by the ratings in the record.
func (p *page) comparedStars(c model.Comparison) []Words {
	plan, own := p.comparedPlan(c)
	if plan == nil {
		return nil
	}
	var out []Words
	if d := p.site.Disagreement("plan", plan.ID, "irm-starred"); d != nil {
		dispute := p.dispute(d)
		out = append(out, p.sentence("comparison.stars-differ", "plan", Link{Text: p.planLink(plan).Text, Address: dispute.Address}, "values", dispute.Values.Parts))
	}
	if t, known := p.site.StarTests(plan); known {
		rows := p.allRows("ratings")
		out = append(out, p.sentence("comparison.star-tests", "plan", p.planLink(plan).Text, "first", p.figure(t.First, rows), "later", p.figure(t.Later, rows), "items", p.figure(t.Items, rows),
			"file", p.figure(own.Items["starred"], p.memberRow(c, own.Member.Code, "starred"))))
	}
	return out
}
