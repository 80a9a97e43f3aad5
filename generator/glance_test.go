package main

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/net/html"

	"vitrina/generator/date"
)

func TestThePrintEditionOfAPlanHoldsAllItsCommitments(t *testing.T) {
	s := wholeSite(t)
	plans := map[string]int{}
	for _, c := range s.tree.Commitments {
		plans[c.Plan.Value]++
	}
	for _, l := range s.tree.Languages {
		for plan, count := range plans {
			p := s.pages[path.Join(l.Code, l.Section("plans"), strings.ToLower(plan), l.Section("print"), "index.html")]
			if p == nil {
				t.Fatalf("%s: plan %s has no edition for printing", l.Code, plan)
			}
			for _, c := range s.tree.Commitments {
				if (c.Plan.Value == plan) != (p.ids[c.ID.Value] == 1) {
					t.Errorf("%s: %s of plan %s stands there %d times", p.address, c.ID.Value, c.Plan.Value, p.ids[c.ID.Value])
				}
			}
			if leaves := len(find(p.root, byClass("leaf"))); leaves != count {
				t.Errorf("%s: %d sheets for %d commitments", p.address, leaves, count)
			}
		}
	}
}

// What a card of the home page says came of a plan is what the rows of the
// report that judges last say, and together its numbers are all commitments.
func TestTheCardsOfThePlansCountWhatTheIRMSaid(t *testing.T) {
	s := wholeSite(t)
	plan, count := map[string]string{}, map[string]int{}
	for _, c := range s.tree.Commitments {
		plan[c.ID.Value] = c.Plan.Value
		count[c.Plan.Value]++
	}
	last := map[string]string{"I": "completion-progress", "II": "completion-end-of-term"}
	rated := map[string]map[string]bool{}
	for _, r := range rowsOf(t, "datasets/ratings/ratings.csv") {
		p := plan[r["commitment"]]
		if last[p] != "" && r["variable"] == last[p] && r["value"] == "complete" && r["part"] == "" {
			if rated[p] == nil {
				rated[p] = map[string]bool{}
			}
			rated[p][r["commitment"]] = true
		}
	}
	// Of a plan without values the card has what its own report counts as
	// complete, and nothing else; TestAKnownTotalOfCompletionIsNotHidden looks for
	// it.
	told := map[string]int{}
	for _, r := range rowsOf(t, "datasets/claims/claims.csv") {
		if r["subject_kind"] == "plan" && r["property"] == "completed" && last[r["subject"]] == "" {
			told[r["subject"]], _ = strconv.Atoi(r["value"])
		}
	}
	for _, l := range s.tree.Languages {
		home := s.pages[l.Code+"/index.html"]
		for _, list := range find(home.root, byClass("plan-cards")) {
			for _, card := range find(list, byClass("card")) {
				id := textOf(find(card, byClass("number"))[0])
				sum, first := 0, -1
				for _, n := range find(find(card, byClass("came"))[0], byClass("n")) {
					v := 0
					for _, d := range textOf(n) {
						v = v*10 + int(d-'0')
					}
					if sum += v; first < 0 {
						first = v
					}
				}
				switch {
				case last[id] == "" && first >= 0 && (told[id] == 0 || sum != told[id]):
					t.Errorf("%s: plan %s has a count of completion, which the record has not", home.address, id)
				case last[id] != "" && (sum != count[id] || first != len(rated[id])):
					t.Errorf("%s: plan %s tells of %d commitments, %d of them complete; the rows of %d and %d", home.address, id, sum, first, count[id], len(rated[id]))
				}
			}
		}
		if n := len(find(home.root, byClass("card"))); n != len(count) {
			t.Errorf("%s shows %d plans of %d", home.address, n, len(count))
		}
	}
}

// A plan's page marks as in dispute what the page of disagreements lists of it,
// and nothing else.
func TestPlansMarkTheDisagreementsThatAreListed(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		list := s.pages[path.Join(l.Code, l.Section("disagreements"), "index.html")]
		listed := map[string][]string{}
		for _, group := range find(list.root, func(n *html.Node) bool { return n.Data == "section" && attr(n, "class") == "" }) {
			headings := find(group, byName("h2"))
			if len(headings) != 1 {
				continue
			}
			for _, d := range find(group, byClass("dispute")) {
				property, _, _ := strings.Cut(textOf(find(d, byName("h3"))[0]), ":")
				listed[textOf(headings[0])] = append(listed[textOf(headings[0])], property)
			}
		}
		marked := 0
		for _, plan := range []string{"I", "II", "III", "IV", "V"} {
			p := s.pages[path.Join(l.Code, l.Section("plans"), strings.ToLower(plan), "index.html")]
			var got []string
			for _, claim := range find(p.root, byClass("differ")) {
				heading := find(claim, byName("h3"))[0]
				mark := textOf(find(heading, byClass("mark"))[0])
				got = append(got, strings.TrimSpace(strings.TrimSuffix(textOf(heading), mark)))
			}
			want := listed["Plan "+plan]
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s (-listed +marked):\n%s", p.address, diff)
			}
			marked += len(got)
		}
		if marked == 0 {
			t.Errorf("%s: no plan marks a disagreement", l.Code)
		}
	}
}

// The register of the addresses ever published is there, the site answers at
// each, and no commitment of an edition is left out of it.
func TestTheSiteAnswersAtEveryRegisteredAddress(t *testing.T) {
	s := wholeSite(t)
	registered := map[string]bool{}
	for _, r := range rowsOf(t, "datasets/releases/addresses.csv") {
		address := r["address"]
		if address == "" || strings.HasSuffix(address, "/") {
			address += "index.html"
		}
		registered[address] = true
		if s.File(address) == nil {
			t.Errorf("%s is registered and not published", r["address"])
		}
	}
	editions, err := fs.ReadDir(realSources(), "datasets/releases")
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, e := range editions {
		// An edition holds the file where it changed.
		file := "datasets/releases/" + e.Name() + "/commitments.csv"
		if _, err := fs.Stat(realSources(), file); err != nil {
			continue
		}
		held++
		for _, r := range rowsOf(t, file) {
			slug := strings.ToLower(r["id"])
			for _, address := range []string{"es/compromisos/" + slug + "/index.html", "en/commitments/" + slug + "/index.html", "data/commitments/" + slug + ".json"} {
				if !registered[address] {
					t.Errorf("%s is not in the register", address)
				}
			}
		}
	}
	if held == 0 || len(registered) == 0 {
		t.Errorf("%d editions with commitments, %d addresses", held, len(registered))
	}
}

// A commitment's page marks as in dispute what the page of disagreements lists
// of it, and nothing else.
func TestCommitmentsMarkTheDisagreementsThatAreListed(t *testing.T) {
	s := wholeSite(t)
	values := map[string]map[string]bool{}
	for _, r := range rowsOf(t, "datasets/claims/claims.csv") {
		if key := r["subject"] + " " + r["property"]; r["subject_kind"] == "commitment" {
			if values[key] == nil {
				values[key] = map[string]bool{}
			}
			values[key][r["value"]] = true
		}
	}
	for _, l := range s.tree.Languages {
		list := s.pages[path.Join(l.Code, l.Section("disagreements"), "index.html")]
		marked := 0
		for _, c := range s.tree.Commitments {
			p := s.pages[path.Join(l.Code, l.Section("commitments"), strings.ToLower(c.ID.Value), "index.html")]
			want := 0
			for key, said := range values {
				if subject, property, _ := strings.Cut(key, " "); subject == c.ID.Value && len(said) > 1 {
					want++
					if list.ids["commitment-"+strings.ToLower(subject)+"-"+property] != 1 {
						t.Errorf("%s does not list %s of %s", list.address, property, subject)
					}
				}
			}
			got := 0
			for _, claim := range find(p.root, byClass("claim")) {
				got += len(find(claim, byClass("mark")))
			}
			if got != want {
				t.Errorf("%s marks %d properties as in dispute; want %d", p.address, got, want)
			}
			marked += got
		}
		if marked == 0 {
			t.Errorf("%s: no commitment marks a disagreement", l.Code)
		}
	}
}

// What sources say of when plans I and IV ran, how many stars plan I had, and
// where OGP files CO0001 and CO0097, stands side by side.
func TestDisagreementsOnDatesAndFilingAreListed(t *testing.T) {
	s := wholeSite(t)
	for _, want := range []struct {
		id     string
		values map[string][]string
		filed  string
	}{
		{"plan-i-period", map[string][]string{"": {"2011-2013", "2012"}}, ""},
		{"plan-i-irm-starred", map[string][]string{"": {"5", "8", "9"}}, ""},
		{"plan-iv-start", map[string][]string{"es": {"mayo de 2020", "10 de diciembre de 2020"}, "en": {"May 2020", "10 December 2020"}}, ""},
		{"commitment-co0001-action-plan-label", map[string][]string{"es": {"ciclo 2012", "Colombia Action Plan 2014-2015"}, "en": {"cycle 2012", "Colombia Action Plan 2014-2015"}}, "I"},
		{"commitment-co0097-action-plan-label", map[string][]string{"es": {"ciclo 2017", "Colombia Action Plan 2023-2025 (December)"}, "en": {"cycle 2017", "Colombia Action Plan 2023-2025 (December)"}}, "III"},
	} {
		for i, l := range s.tree.Languages {
			p := s.pages[path.Join(l.Code, l.Section("disagreements"), "index.html")]
			heads := find(p.root, func(n *html.Node) bool { return attr(n, "id") == want.id })
			if len(heads) != 1 {
				t.Errorf("%s has %d headings %s", p.address, len(heads), want.id)
				continue
			}
			values := want.values[l.Code]
			if values == nil {
				values = want.values[""]
			}
			at := 0
			for _, value := range values {
				n := strings.Index(textOf(heads[0])[at:], value)
				if n < 0 {
					t.Errorf("%s: %q does not go on with %q", p.address, textOf(heads[0]), value)
					break
				}
				at += n + len(value)
			}
			if want.filed != "" {
				says := s.tree.Languages[i].Fill("disagreement.filed", "plan", "Plan "+want.filed)
				if whole := textOf(heads[0].Parent); !strings.Contains(whole, says) {
					t.Errorf("%s: %q does not say %q", p.address, whole, says)
				}
			}
		}
	}
}

// A commitment's page says that the first deadline is not known where the rows
// of its goals give none, and the page of what is overdue says of how many.
func TestUnknownFirstDeadlinesAreSaid(t *testing.T) {
	s := wholeSite(t)
	goals, known := map[string]int{}, map[string]int{}
	all, given := 0, 0
	for _, r := range rowsOf(t, "datasets/milestones/milestones.csv") {
		all++
		goals[r["commitment"]]++
		if r["first_due"] != "" {
			given++
			known[r["commitment"]]++
		}
	}
	for i, l := range s.tree.Languages {
		w := s.tree.Languages[i]
		for _, c := range s.tree.Commitments {
			p := s.pages[path.Join(l.Code, l.Section("commitments"), strings.ToLower(c.ID.Value), "index.html")]
			want := goals[c.ID.Value] > 0 && known[c.ID.Value] == 0
			if got := strings.Contains(textOf(p.root), w.Word("milestones.first-unknown")); got != want {
				t.Errorf("%s says that no first deadline is known: %v; want %v", p.address, got, want)
			}
		}
		p := s.pages[path.Join(l.Code, l.Section("silence"), "index.html")]
		if says := w.Fill("moved.none-known", "all", w.Count("count.milestones", all)); given == 0 && !strings.Contains(textOf(p.root), says) {
			t.Errorf("%s does not say %q", p.address, says)
		}
	}
}

// The themes stand in one table for each who assigns them, with as many
// commitments as their front matter gives that theme on that basis.
func TestThemesStandApartByWhoAssignsThem(t *testing.T) {
	s := wholeSite(t)
	want := map[string]map[string]int{}     // basis, then theme
	assigned := map[string]map[string]int{} // basis, then plan
	all := map[string]int{}                 // by plan
	var plans []string
	for _, row := range rowsOf(t, "datasets/plans/plans.csv") {
		plans = append(plans, row["id"])
	}
	for _, c := range s.tree.Commitments {
		all[c.Plan.Value]++
		for i, theme := range c.Themes {
			basis := c.ThemesBasis.Value
			if assigned[basis] == nil {
				assigned[basis] = map[string]int{}
			}
			if i == 0 {
				assigned[basis][c.Plan.Value]++
			}
			if want[basis] == nil {
				want[basis] = map[string]int{}
			}
			want[basis][theme.Value]++
		}
	}
	if len(want) < 2 {
		t.Fatalf("themes rest on %v alone", want)
	}
	for _, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("themes"), "index.html")]
		if !strings.Contains(textOf(p.root), l.Word("themes.vocabularies")) {
			t.Errorf("%s does not say that there are several vocabularies", p.address)
		}
		got := map[string]map[string]int{}
		for _, heading := range find(p.root, byName("h2")) {
			basis, part := attr(heading, "id"), heading.Parent
			if want[basis] == nil {
				continue
			}
			got[basis] = map[string]int{}
			for _, row := range find(part, func(n *html.Node) bool { return isElement(n, "tr") && isElement(n.Parent, "tbody") }) {
				address, _, _, _ := follow(p.address, attr(find(row, byName("a"))[0], "href"))
				cells := find(row, byName("td"))
				total, _ := strconv.Atoi(textOf(cells[len(cells)-1]))
				got[basis][path.Base(path.Dir(address))] = total
				sum := 0
				for i, cell := range cells[:len(cells)-1] {
					n, err := strconv.Atoi(textOf(cell))
					sum += n
					// A zero was looked for in all commitments of the plan; where
					// some were not looked at stands a dash.
					whole := assigned[basis][plans[i]] == all[plans[i]]
					if dash := textOf(cell) == "—"; dash && whole || !dash && (err != nil || n == 0 && !whole) {
						t.Errorf("%s: %q of %s in plan %s", p.address, textOf(cell), textOf(row), plans[i])
					}
				}
				if sum != total {
					t.Errorf("%s: %q adds up to %d", p.address, textOf(row), sum)
				}
			}
			// The last row says of how many there is a theme.
			foot, with, of := find(find(part, byName("tfoot"))[0], byName("td")), 0, 0
			for i, plan := range append(slices.Clone(plans), "") {
				n, total := assigned[basis][plan], all[plan]
				if plan == "" {
					n, total = with, of
				}
				with, of = with+n, of+total
				numbers := strings.FieldsFunc(textOf(foot[i]), func(r rune) bool { return r < '0' || r > '9' })
				if want := []string{strconv.Itoa(n), strconv.Itoa(total)}; !slices.Equal(numbers, want) {
					t.Errorf("%s, %s, plan %q: %q, want %v", p.address, basis, plan, textOf(foot[i]), want)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-rows +page):\n%s", p.address, diff)
		}
	}
}

// What the IRM calls promising, and what it gave a star, is told on the pages
// of the commitments and of their plan, with where a value was read when that
// is not its report.
func TestStarsAndPromisingAreToldOnPlansAndCommitments(t *testing.T) {
	s := wholeSite(t)
	plan, report := map[string]string{}, map[string]string{}
	for _, c := range s.tree.Commitments {
		plan[c.ID.Value] = c.Plan.Value
	}
	titles := map[string][]string{}
	for _, r := range rowsOf(t, "datasets/sources/sources.csv") {
		for _, l := range s.tree.Languages {
			title := r["name_"+l.Code]
			if title == "" {
				title = r["title"]
			}
			titles[r["id"]] = append(titles[r["id"]], title)
		}
	}
	for _, r := range rowsOf(t, "datasets/reports/reports.csv") {
		report[r["id"]] = r["source"]
	}
	label := map[string][]string{}
	for _, r := range rowsOf(t, "datasets/codes/starred/starred.csv") {
		label[r["code"]] = []string{r["label_es"], r["label_en"]}
	}
	counts := map[[2]string]map[string]map[string]bool{} // plan and mark, then report, then commitment
	read := map[string][]string{}
	for _, r := range rowsOf(t, "datasets/ratings/ratings.csv") {
		if r["value"] != "starred" && r["value"] != "promising" {
			continue
		}
		key := [2]string{plan[r["commitment"]], r["value"]}
		if counts[key] == nil {
			counts[key] = map[string]map[string]bool{}
		}
		if counts[key][r["report"]] == nil {
			counts[key][r["report"]] = map[string]bool{}
		}
		counts[key][r["report"]][r["commitment"]] = true
		if r["source"] != report[r["report"]] {
			read[r["commitment"]+" "+r["value"]] = titles[r["source"]]
		}
		for i, l := range s.tree.Languages {
			p := s.pages[path.Join(l.Code, l.Section("commitments"), strings.ToLower(r["commitment"]), "index.html")]
			says := textOf(find(p.root, byClass("ratings"))[0])
			if !strings.Contains(says, label[r["value"]][i]) {
				t.Errorf("%s does not say %q", p.address, label[r["value"]][i])
			}
			if from := read[r["commitment"]+" "+r["value"]]; len(from) > 0 && !strings.Contains(textOf(find(p.root, byName("main"))[0]), from[i]) {
				t.Errorf("%s does not say that it was read in %q", p.address, from[i])
			}
		}
	}
	if len(counts) < 4 {
		t.Fatalf("only %d plans have a mark", len(counts))
	}
	for key, reports := range counts {
		for i, l := range s.tree.Languages {
			p := s.pages[path.Join(l.Code, l.Section("plans"), strings.ToLower(key[0]), "index.html")]
			for _, named := range reports {
				if says := label[key[1]][i] + ": " + l.Count("count.commitments", len(named)); !strings.Contains(textOf(p.root), says) {
					t.Errorf("%s does not say %q", p.address, says)
				}
			}
		}
	}
}

// The comparison tells of the stars of the site's own plan what other sources
// count, and how many items pass each test by the rows of the ratings.
func TestComparedStarsAreCheckedAgainstTheRatings(t *testing.T) {
	s := wholeSite(t)
	const report = "irm-progress-2012-2013"
	items := map[string]map[string]string{}
	for _, r := range rowsOf(t, "datasets/ratings/ratings.csv") {
		if key := r["commitment"] + " " + r["part"]; r["report"] == report {
			if items[key] == nil {
				items[key] = map[string]string{}
			}
			items[key][r["variable"]] = r["value"]
		}
	}
	first, later, starred := 0, 0, 0
	for _, v := range items {
		if v["starred"] == "starred" {
			starred++
		}
		if v["relevance"] != "relevant" || !slices.Contains([]string{"medium", "high"}, v["specificity"]) || !slices.Contains([]string{"substantial", "complete"}, v["completion-progress"]) {
			continue
		}
		switch v["potential-impact"] {
		case "transformative":
			later++
			fallthrough
		case "moderate":
			first++
		}
	}
	if first != starred {
		t.Errorf("%d items pass the first test, %d have a star", first, starred)
	}
	file := ""
	for _, r := range rowsOf(t, "datasets/member_ratings/member_ratings.csv") {
		if r["member"] == "colombia" && r["plan"] == "1" && r["variable"] == "starred" && r["value"] == "starred" {
			file = r["items"]
		}
	}
	for _, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("comparison"), "index.html")]
		text := textOf(p.root)
		for _, says := range []string{
			l.Fill("comparison.star-tests", "plan", "Plan I", "items", strconv.Itoa(len(items)), "first", strconv.Itoa(first), "later", strconv.Itoa(later), "file", file),
			l.Fill("comparison.stars-differ", "plan", "Plan I", "values", "5, 8"+l.Word("list.or")+"9"),
			l.Fill("comparison.own", "plan", "Plan I", "count", l.Count("count.commitments", 27), "items", strconv.Itoa(len(items))),
			l.Word("comparison.completion"),
		} {
			if !strings.Contains(text, says) {
				t.Errorf("%s does not say %q", p.address, says)
			}
		}
	}
}

// What is past its own deadline without a word is told on the page of the
// commitment, its plan and its entities, on the page of what is overdue and on
// the home page, with the days of the table of states.
func TestOwnDeadlinesAreToldWhereOneLooks(t *testing.T) {
	s := wholeSite(t)
	days, plans, leads := map[string]string{}, map[string]int{}, map[string]int{}
	for _, r := range s.rows(t, "status") {
		if r["kind"] == "deadline" && r["milestone_order"] == "" && r["value"] == "past-without-statement" {
			days[r["commitment"]] = r["days_past"]
			plans[r["plan"]]++
			for _, e := range splitCell(r["lead"]) {
				leads[e]++
			}
		}
	}
	if days["CO0007"] == "" || days["CO0002"] != "" || days["CO0028"] != "" {
		t.Errorf("the own deadlines that are past are %v", days)
	}
	for id, n := range days {
		slug := "data/commitments/" + strings.ToLower(id)
		if twin := string(s.File(slug + ".json")); !strings.Contains(twin, `"deadline":{"due":"`) || !strings.Contains(twin, `"state":"past-without-statement","days_past":`+n+"}}") {
			t.Errorf("%s.json does not say %s days: %q", slug, n, twin[max(0, len(twin)-200):])
		}
		if twin := string(s.File(slug + ".csv")); !strings.Contains(twin, "computed.deadline,,days_past,"+n+",") {
			t.Errorf("%s.csv does not say %s days", slug, n)
		}
		for _, l := range s.tree.Languages {
			if agenda := string(s.File(l.Code + "/agenda.ics")); !strings.Contains(agenda, "("+id+")") {
				t.Errorf("%s/agenda.ics has no deadline of %s", l.Code, id)
			}
		}
	}
	for i, l := range s.tree.Languages {
		at := func(parts ...string) *page {
			return s.pages[path.Join(append(append([]string{l.Code}, parts...), "index.html")...)]
		}
		section := func(p *page, id string) *html.Node {
			heads := find(p.root, func(n *html.Node) bool { return attr(n, "id") == id })
			if len(heads) != 1 {
				t.Fatalf("%s has %d parts %s", p.address, len(heads), id)
			}
			n := heads[0]
			for n.Data != "section" {
				n = n.Parent
			}
			return n
		}
		silence := at(l.Section("silence"))
		for id, n := range days {
			count, _ := strconv.Atoi(n)
			says := s.tree.Languages[i].Count("count.days", count)
			c := at(l.Section("commitments"), strings.ToLower(id))
			if key := find(c.root, byClass("key"))[0]; !strings.Contains(textOf(key), says) || len(find(key, byClass("s-past"))) != 1 {
				t.Errorf("%s does not say %q at first sight: %q", c.address, says, textOf(key))
			}
		}
		// Of parts that are rated alike the last word is of the whole.
		co0025 := textOf(find(at(l.Section("commitments"), "co0025").root, byClass("key"))[0])
		substantial := map[string]string{"es": "Sustancial", "en": "Substantial"}[l.Code]
		if says := s.tree.Languages[i].Fill("term.rated", "value", substantial, "date", s.tree.Languages[i].Date(date.Date{Year: 2013, Month: 9, Day: 30})); !strings.Contains(co0025, says) || strings.Contains(co0025, "EITI") {
			t.Errorf("%s: CO0025 does not say %q: %q", l.Code, says, co0025)
		}
		all := 0
		for plan, n := range plans {
			all += n
			count := s.tree.Languages[i].Count("count.commitments", n)
			rows := find(section(silence, "terms-"+strings.ToLower(plan)+"-past"), byName("tr"))
			if len(rows) != n+1 {
				t.Errorf("%s lists %d commitments of plan %s; want %d", silence.address, len(rows)-1, plan, n)
			}
			for _, row := range rows[1:] {
				id := regexp.MustCompile(`CO\d{4}`).FindString(textOf(row))
				number, _ := strconv.Atoi(days[id])
				if !strings.Contains(textOf(row), s.tree.Languages[i].Integer(number)) || days[id] == "" {
					t.Errorf("%s: %q, want %s days", silence.address, textOf(row), days[id])
				}
			}
			p := at(l.Section("plans"), strings.ToLower(plan))
			if says := s.tree.Languages[i].Fill("plan.overdue-terms", "count", count); !strings.Contains(textOf(p.root), says) {
				t.Errorf("%s does not say %q", p.address, says)
			}
		}
		home := at()
		says := s.tree.Languages[i].Fill("home.terms", "count", s.tree.Languages[i].Count("count.commitments", all))
		if !strings.Contains(textOf(section(home, "silence")), says) {
			t.Errorf("%s does not say %q", home.address, says)
		}
		load := find(at(l.Section("load")).root, byName("tr"))
		column := slices.IndexFunc(find(load[0], byName("th")), func(n *html.Node) bool {
			return textOf(n) == s.tree.Languages[i].Word("load.past-terms")
		})
		for e, n := range leads {
			row := slices.IndexFunc(load, func(tr *html.Node) bool {
				return slices.ContainsFunc(find(tr, byName("a")), func(a *html.Node) bool { return strings.HasSuffix(attr(a, "href"), "/"+e+"/index.html") })
			})
			if row < 0 || column < 0 {
				t.Errorf("%s: no row of %s or no column", l.Code, e)
				continue
			}
			cells := find(load[row], func(n *html.Node) bool { return n.Data == "td" || n.Data == "th" })
			if got := textOf(cells[column]); got != strconv.Itoa(n) {
				t.Errorf("%s: %s has %s of %d", l.Code, e, got, n)
			}
		}
	}
}

// What was computed from a source is not said by it: the plan's page says so,
// and it takes no part in the disagreements.
func TestWhatWasComputedIsNoStatement(t *testing.T) {
	s := wholeSite(t)
	computed := 0
	for _, r := range s.rows(t, "claims") {
		if r["computed"] != "true" {
			continue
		}
		computed++
		for _, l := range s.tree.Languages {
			plan := s.pages[path.Join(l.Code, l.Section("plans"), strings.ToLower(r["subject"]), "index.html")]
			lines := 0
			for _, line := range find(find(plan.root, byClass("claim-grid"))[0], byName("li")) {
				if says := textOf(find(line, byClass("says"))[0]); strings.HasSuffix(attr(find(line, byName("a"))[0], "href"), "#row-"+r["id"]) {
					lines++
					if !strings.HasPrefix(says, l.Word("claims.computed")+" ") {
						t.Errorf("%s: %s stands as what %q says", plan.address, r["id"], says)
					}
				}
			}
			if lines != 1 {
				t.Errorf("%s has %d lines of %s", plan.address, lines, r["id"])
			}
			for _, section := range []string{"disagreements", "starred", "branches"} {
				list := s.pages[path.Join(l.Code, l.Section(section), "index.html")]
				for _, a := range find(list.root, byName("a")) {
					if strings.HasSuffix(attr(a, "href"), "#row-"+r["id"]) {
						t.Errorf("%s has %s among what sources say", list.address, r["id"])
					}
				}
			}
		}
	}
	if computed == 0 {
		t.Error("no claim was computed")
	}
}

// A figure that a source states of a plan says what it counts, also where two
// sources count the same.
func TestStatedFiguresSayWhatTheyCount(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		said := map[string]string{} // by the row of the statement
		for _, plan := range s.rows(t, "plans") {
			p := s.pages[path.Join(l.Code, l.Section("plans"), strings.ToLower(plan["id"]), "index.html")]
			for _, line := range find(find(p.root, byClass("claim-grid"))[0], byName("li")) {
				_, row, _ := strings.Cut(attr(find(line, byName("a"))[0], "href"), "#row-")
				said[row] = textOf(line)
			}
		}
		counts := 0
		for _, r := range s.rows(t, "claims") {
			if _, err := strconv.Atoi(r["value"]); err != nil || len(r["value"]) == 4 || r["subject_kind"] != "plan" {
				continue
			}
			counts++
			if want := r["value"] + " " + r["unit_"+l.Code]; !strings.HasPrefix(said[r["id"]], want+" ") {
				t.Errorf("%s: %s says %q; want %q first", l.Code, r["id"], said[r["id"]], want)
			}
		}
		if counts < 50 {
			t.Errorf("%s: only %d figures", l.Code, counts)
		}
	}
}

// A total that a source declares and the rows give otherwise is listed, with
// both, and marked on the page of its plan with what the rows give.
func TestTotalsThatTheRowsGiveOtherwiseAreListed(t *testing.T) {
	s := wholeSite(t)
	for i, l := range s.tree.Languages {
		list := s.pages[path.Join(l.Code, l.Section("disagreements"), "index.html")]
		for _, want := range []struct{ plan, property, declared, counted string }{
			{"ii", "starred-with-major-or-outstanding-opening", "5", "8"},
			{"i", "entities-count", "11", "14"},
			{"ii", "entities-count", "17", "18"},
			{"iii", "territorial-entities", "6", "7"},
		} {
			id := "plan-" + want.plan + "-" + want.property
			heads := find(list.root, func(n *html.Node) bool { return attr(n, "id") == id })
			if len(heads) != 1 {
				t.Errorf("%s has %d headings %s", list.address, len(heads), id)
				continue
			}
			values := textOf(find(heads[0], byClass("values"))[0])
			if values != s.tree.Languages[i].Fill("disagreement.own", "declared", want.declared, "counted", want.counted) {
				t.Errorf("%s: %s is %q", list.address, id, values)
			}
			here := textOf(find(heads[0].Parent, byClass("counted-here"))[0])
			if !strings.Contains(here, want.counted+" ") {
				t.Errorf("%s: %s says %q", list.address, id, here)
			}
			if want.plan == "i" { // 2 groups and a programme are among the 14
				named := 0
				for _, a := range find(find(heads[0].Parent, byClass("counted-here"))[0], byName("a")) {
					for _, e := range []string{"superintendencias", "ministerios-reguladores", "gobierno-en-linea"} {
						if strings.Contains(attr(a, "href"), "/"+e+"/") {
							named++
						}
					}
				}
				if named != 3 {
					t.Errorf("%s: %s names %d groups and programmes", list.address, id, named)
				}
			}
			property, _, _ := strings.Cut(textOf(heads[0]), ":")
			plan := s.pages[path.Join(l.Code, l.Section("plans"), want.plan, "index.html")]
			marked := 0
			for _, claim := range find(plan.root, byClass("differ")) {
				if strings.HasPrefix(textOf(claim), property) && strings.Contains(textOf(claim), here) {
					marked++
				}
			}
			if marked != 1 {
				t.Errorf("%s marks %q %d times", plan.address, property, marked)
			}
		}
		// The home page lists what sources say otherwise than each other.
		home := s.pages[l.Code+"/index.html"]
		for _, a := range find(find(home.root, byClass("disputes"))[0], byName("a")) {
			if _, fragment, _, _ := follow(home.address, attr(a, "href")); strings.Contains(fragment, "-entities") || strings.Contains(fragment, "-institutions") {
				t.Errorf("%s lists %s", home.address, fragment)
			}
		}
		// That the record has not all commitments of a plan contradicts nobody.
		if len(find(list.root, func(n *html.Node) bool { return attr(n, "id") == "plan-v-commitments-count" })) > 0 {
			t.Errorf("%s lists the number of commitments of plan V", list.address)
		}
	}
}

// Where sources give a plan two periods the page says which one the site uses,
// and a number beside words says of what it is.
func TestDisagreementsSayWhatTheSiteUses(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		list := s.pages[path.Join(l.Code, l.Section("disagreements"), "index.html")]
		for id, row := range map[string]string{"plan-i-period": "#row-I", "plan-iv-period": "#row-IV"} {
			head := find(list.root, func(n *html.Node) bool { return attr(n, "id") == id })[0]
			used := find(head.Parent, byClass("counted-here"))
			if len(used) != 1 || !slices.ContainsFunc(find(used[0], byName("a")), func(a *html.Node) bool { return strings.HasSuffix(attr(a, "href"), row) }) {
				t.Errorf("%s: %s does not lead to the period of %s", list.address, id, row)
			}
		}
		days := find(list.root, func(n *html.Node) bool { return attr(n, "id") == "plan-iv-survey-duration" })[0]
		for _, r := range s.rows(t, "claims") {
			if r["id"] == "iv-survey-duration-1" && !strings.Contains(textOf(days), r["value"]+" "+r["unit_"+l.Code]) {
				t.Errorf("%s: %q", list.address, textOf(days))
			}
		}
	}
}

// Two tables that give another number of items of one plan of a member are
// listed as in disagreement.
func TestMembersOfWhichTablesDifferAreListed(t *testing.T) {
	s := wholeSite(t)
	items := map[string]string{}
	for _, r := range s.rows(t, "member_ratings") {
		items[r["member"]+" plan "+r["plan"]] = r["items_in_plan"]
	}
	differ := 0
	for _, m := range s.rows(t, "members") {
		_, number, numbered := strings.Cut(m["plan"], "plan ")
		other := items[m["id"]+" "+m["plan"]]
		if !numbered || other == "" || other == m["commitments"] {
			continue
		}
		differ++
		for _, l := range s.tree.Languages {
			list := s.pages[path.Join(l.Code, l.Section("disagreements"), "index.html")]
			id := "member-" + m["id"] + "-rated-items-plan-" + number
			heads := find(list.root, func(n *html.Node) bool { return attr(n, "id") == id })
			if len(heads) != 1 {
				t.Errorf("%s has %d headings %s", list.address, len(heads), id)
				continue
			}
			for _, value := range []string{m["commitments"], other} {
				if !slices.Contains(strings.Fields(textOf(find(heads[0], byClass("values"))[0])), value) {
					t.Errorf("%s: %q does not say %s", list.address, textOf(heads[0]), value)
				}
			}
			// Where the number stands, the way to both is there too.
			for section, marks := range map[string]bool{"members": true, "comparison": number == "1"} {
				p := s.pages[path.Join(l.Code, l.Section(section), "index.html")]
				marked := slices.ContainsFunc(find(p.root, byName("a")), func(a *html.Node) bool { return strings.HasSuffix(attr(a, "href"), "#"+id) })
				if marked != marks {
					t.Errorf("%s marks %s: %v", p.address, id, marked)
				}
			}
		}
	}
	if differ == 0 {
		t.Error("no two tables differ")
	}
}

// The total of complete commitments that the IRM's report on a plan gives
// stands on the home page and on that of what is not rated, where the record
// has no commitment's value.
func TestAKnownTotalOfCompletionIsNotHidden(t *testing.T) {
	s := wholeSite(t)
	plan, rated, reported := map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, c := range s.rows(t, "commitments") {
		plan[c["id"]] = c["plan"]
	}
	for _, r := range s.rows(t, "ratings") {
		if strings.HasPrefix(r["variable"], "completion") && r["variable"] != "completion-projected" && r["scale"] != "absences" {
			rated[plan[r["commitment"]]] = true
		}
	}
	for _, r := range s.rows(t, "reports") {
		reported[r["plan"]+" "+r["source"]] = true
	}
	told := 0
	for _, claim := range s.rows(t, "claims") {
		if claim["property"] != "completed" || rated[claim["subject"]] || !reported[claim["subject"]+" "+claim["source"]] {
			continue
		}
		told++
		for _, l := range s.tree.Languages {
			home, pending := s.pages[l.Code+"/index.html"], s.pages[path.Join(l.Code, l.Section("pending"), "index.html")]
			leads := func(part *html.Node) bool {
				for _, a := range find(part, byName("a")) {
					if strings.HasSuffix(attr(a, "href"), "#row-"+claim["id"]) && slices.Contains(strings.Fields(textOf(a)), claim["value"]) {
						return true
					}
				}
				return false
			}
			card := false
			for _, c := range find(home.root, byClass("card")) {
				card = card || textOf(find(c, byClass("number"))[0]) == claim["subject"] && leads(c)
			}
			if !card {
				t.Errorf("%s: the card of plan %s does not give the %s of %s", home.address, claim["subject"], claim["value"], claim["id"])
			}
			heads := find(pending.root, func(n *html.Node) bool { return attr(n, "id") == "plan-"+strings.ToLower(claim["subject"]) })
			if len(heads) != 1 || !leads(heads[0].Parent) {
				t.Errorf("%s does not give the %s of %s", pending.address, claim["value"], claim["id"])
			}
		}
	}
	if told == 0 {
		t.Error("no report gives a total")
	}
}

// A milestone of which somebody says how it went shows what and when, as its
// neighbours do of which the last word may be of before the deadline.
func TestASettledMilestoneShowsWhatWasSaid(t *testing.T) {
	s := wholeSite(t)
	percent := map[string]string{} // by commitment and order, "" for the whole
	for _, u := range s.rows(t, "updates") {
		if u["percent"] != "" {
			percent[u["commitment"]+" "+u["milestone_order"]] = u["percent"]
		}
	}
	complete := map[string]string{}
	for _, r := range rowsOf(t, "datasets/codes/completion/completion.csv") {
		if r["code"] == "complete" {
			complete["es"], complete["en"] = r["label_es"], r["label_en"]
		}
	}
	whole, own, rated := 0, 0, 0
	for _, r := range s.rows(t, "status") {
		if r["kind"] != "deadline" || r["milestone_order"] == "" || r["value"] != "past-with-statement" {
			continue
		}
		says, ok := percent[r["commitment"]+" "+r["milestone_order"]]
		if ok {
			own++
		} else if says, ok = percent[r["commitment"]+" "]; ok {
			whole++
		} else {
			rated++ // nobody but the IRM speaks of it
		}
		for i, l := range s.tree.Languages {
			p := s.pages[path.Join(l.Code, l.Section("plans"), strings.ToLower(r["plan"]), l.Section("milestones"), "index.html")]
			number, err := strconv.ParseFloat(says, 64)
			found := 0
			for _, row := range find(p.root, byName("tr")) {
				says := strings.ReplaceAll(s.tree.Languages[i].Percent(number), "\u00a0", " ")
				if err != nil {
					says = complete[l.Code]
				}
				if text := textOf(row); strings.Contains(text, r["commitment"]) && strings.Contains(text, says+", ") {
					found++
				}
			}
			if found == 0 {
				t.Errorf("%s says nowhere that %s was declared of %s %s", p.address, says, r["commitment"], r["milestone_order"])
			}
		}
	}
	if own == 0 || whole == 0 || rated == 0 {
		t.Errorf("%d milestones are settled by a statement on them, %d by one on the whole", own, whole)
	}
	for i, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("commitments"), "co0082", "index.html")]
		first := textOf(find(find(p.root, byClass("milestones"))[0], byName("tr"))[1])
		if says := strings.ReplaceAll(s.tree.Languages[i].Fill("said.unproven-unnamed", "said", s.tree.Languages[i].Percent(100)), "\u00a0", " ") + ", 2021"; !strings.Contains(first, says) {
			t.Errorf("%s: %q does not say %q", p.address, first, says)
		}
	}
}

// The governing elements of a plan lead to what its sources disagree on.
func TestGoverningElementsMarkTheDisagreementOnTopics(t *testing.T) {
	s := wholeSite(t)
	for _, l := range s.tree.Languages {
		p := s.pages[path.Join(l.Code, l.Section("process"), l.Section("principles"), "index.html")]
		list := path.Join(l.Code, l.Section("disagreements"), "index.html")
		marks := 0
		for _, a := range find(p.root, byName("a")) {
			if address, fragment, _, err := follow(p.address, attr(a, "href")); err == nil && address == list && fragment != "" {
				if s.pages[list].ids[fragment] != 1 || fragment != "plan-iv-main-topics" {
					t.Errorf("%s leads to #%s", p.address, fragment)
				}
				marks++
			}
		}
		if marks != 1 {
			t.Errorf("%s marks %d disagreements", p.address, marks)
		}
	}
}

// The latest changes tell what changed, and not what did not.
func TestTheLatestChangesCountNothingThatDidNotChange(t *testing.T) {
	s := wholeSite(t)
	for i, l := range s.tree.Languages {
		home := s.pages[path.Join(l.Code, "index.html")]
		news := find(find(home.root, func(n *html.Node) bool { return attr(n, "id") == "news" })[0].Parent, byName("li"))
		if len(news) == 0 {
			t.Errorf("%s tells no changes", home.address)
		}
		for _, line := range news {
			if text := textOf(line); strings.Contains(text, s.tree.Languages[i].Count("count.commitments", 0)) {
				t.Errorf("%s: %q", home.address, text)
			}
		}
	}
}
