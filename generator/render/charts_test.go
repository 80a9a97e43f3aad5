package render

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/chart"
)

// The numbers of the charts are computed here a second time, from the files as
// they were written, by code that shares nothing with what draws them.

type record map[string]string

func recordsOf(t *testing.T, name string) []record {
	t.Helper()
	f, err := os.Open("../../datasets/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []record
	for _, row := range rows[1:] {
		r := record{}
		for i, cell := range row {
			r[rows[0][i]] = cell
		}
		out = append(out, r)
	}
	return out
}

// front is the front matter of a commitment, as far as charts ask.
type front struct {
	plan string
	lead []string
}

var (
	frontID   = regexp.MustCompile(`(?m)^id: *(\S+)`)
	frontPlan = regexp.MustCompile(`(?m)^plan: *(\S+)`)
	frontLead = regexp.MustCompile(`(?m)^lead: *\[([^\]]*)\]`)
)

func fronts(t *testing.T) map[string]front {
	t.Helper()
	files, err := filepath.Glob("../../content/es/commitments/*.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]front{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		id := frontID.FindStringSubmatch(string(data))
		if id == nil {
			continue
		}
		f := front{plan: frontPlan.FindStringSubmatch(string(data))[1]}
		if m := frontLead.FindStringSubmatch(string(data)); m != nil {
			for _, e := range strings.Split(m[1], ",") {
				if e = strings.TrimSpace(e); e != "" {
					f.lead = append(f.lead, e)
				}
			}
		} else if strings.Contains(string(data), "\nlead:") {
			t.Fatalf("%s: lead is not written as a list on one line", name)
		}
		out[id[1]] = f
	}
	if len(out) < 100 {
		t.Fatalf("%d commitments", len(out))
	}
	return out
}

// spanish makes the page of an address in Spanish.
func spanish(t *testing.T, r *renderer, jobs []job, address string) any {
	t.Helper()
	for i := range jobs {
		if j := &jobs[i]; j.address == address {
			return j.view(r.pageOf(j))
		}
	}
	t.Fatalf("there is no page %s", address)
	return nil
}

func text(c GridCell) string {
	if c.Unknown || len(c.Values) == 0 {
		return ""
	}
	return c.Values[0].Text
}

// tableOf is a table as texts, its head first.
func tableOf(g Grid) [][]string {
	head := []string{}
	for _, c := range g.Columns {
		head = append(head, c.Name)
	}
	out := [][]string{head}
	for _, r := range g.Rows {
		var row []string
		for _, c := range r.Cells {
			row = append(row, text(c))
		}
		out = append(out, row)
	}
	return out
}

// onlyDrawing is the one drawing of a section.
func onlyDrawing(t *testing.T, sections []OverviewSection, id string) (OverviewSection, Drawing) {
	t.Helper()
	for _, s := range sections {
		if s.ID == id {
			if len(s.Charts) != 1 {
				t.Fatalf("%s has %d drawings", id, len(s.Charts))
			}
			if len(s.Rows) == 0 {
				t.Errorf("%s does not lead to its rows", id)
			}
			return s, s.Charts[0]
		}
	}
	t.Fatalf("there is no section %s", id)
	return OverviewSection{}, Drawing{}
}

// says tells whether the drawing has a text, with the hard spaces of its own
// lines taken for blanks; lines that were broken are joined.
func says(f Drawing, want string) bool {
	var all []string
	for _, m := range regexp.MustCompile(`<text[^>]*>([^<]*)</text>`).FindAllStringSubmatch(string(f.SVG), -1) {
		all = append(all, m[1])
	}
	return strings.Contains(strings.ReplaceAll(strings.Join(all, " "), "\u00a0", " "), want)
}

func labelsOf(t *testing.T, list string) map[string]string {
	out := map[string]string{}
	for _, r := range recordsOf(t, "codes/"+list+"/"+list+".csv") {
		out[r["code"]] = r["label_es"]
	}
	return out
}

// moment is one bar of a chart of the plans, as the rows of ratings give it.
type moment struct {
	variable, plan string
	count          map[string]int
	rated          int
}

func TestSpreadChartsAreCountedFromTheRatings(t *testing.T) {
	r, jobs := realSite(t)
	view := spanish(t, r, jobs, "es/planes/").(Plans)
	commitments := fronts(t)
	total := map[string]int{}
	for _, f := range commitments {
		total[f.plan]++
	}
	absences := labelsOf(t, "absences")
	const missing, outside = "Sin calificación en nuestro registro", "La escala es de otros años"
	starts := map[string]string{}
	for _, row := range recordsOf(t, "plans/plans.csv") {
		starts[row["id"]] = row["start"][:4]
	}
	variableLabels := map[string]string{}
	for _, row := range recordsOf(t, "codes/rating-variables/rating-variables.csv") {
		variableLabels[row["code"]] = row["label_es"]
	}
	// What two variables judge alike: a commitment without a value of one may
	// have it of the other.
	other := map[string]string{"early-results": "did-it-open-government", "did-it-open-government": "early-results"}
	apart := 0
	for _, variables := range spreads {
		id, scale := variables[0], ""
		if len(variables) > 1 {
			id = "completion"
		}
		var want []moment
		byPlan := map[string][]moment{}
		for _, variable := range variables {
			// value of each commitment: the rows agree, or the test would fail here.
			value := map[string]string{}
			for _, row := range recordsOf(t, "ratings/ratings.csv") {
				if row["variable"] != variable || row["part"] == "overview-table" {
					continue
				}
				id := row["commitment"]
				if v, ok := value[id]; ok && v != row["value"] {
					t.Fatalf("%s of %s is both %s and %s: this test does not say which counts", variable, id, v, row["value"])
				}
				value[id] = row["value"]
				if row["scale"] != "absences" {
					if scale != "" && scale != row["scale"] {
						t.Fatalf("%s is on two scales", variable)
					}
					scale = row["scale"]
				}
			}
			levels := labelsOf(t, scale)
			of := map[string]*moment{}
			for id, v := range value {
				plan := commitments[id].plan
				if of[plan] == nil {
					of[plan] = &moment{variable, plan, map[string]int{}, 0}
				}
				label := levels[v]
				if label == "" {
					label = absences[v]
				} else {
					of[plan].rated++
				}
				of[plan].count[label]++
			}
			for plan, m := range of {
				byPlan[plan] = append(byPlan[plan], *m)
			}
		}
		for _, plan := range []string{"I", "II", "III", "IV", "V"} {
			if byPlan[plan] == nil {
				byPlan[plan] = []moment{{"", plan, nil, 0}}
			}
			want = append(want, byPlan[plan]...)
		}
		levels := labelsOf(t, scale)
		// Of each plan, how many commitments without a value have one of the
		// other variable, and whether the scale is of its years.
		related, used := map[string]int{}, map[string]bool{}
		own, there := map[string]bool{}, map[string]bool{}
		for _, row := range recordsOf(t, "ratings/ratings.csv") {
			own[row["commitment"]] = own[row["commitment"]] || slices.Contains(variables, row["variable"])
			if own[row["commitment"]] { // whatever its scale, the variable is of the plan's years
				used[commitments[row["commitment"]].plan] = true
			}
			there[row["commitment"]] = there[row["commitment"]] || row["variable"] == other[variables[0]] && row["scale"] != "absences"
		}
		for id, f := range commitments {
			if there[id] && !own[id] {
				related[f.plan]++
			}
		}
		for _, row := range recordsOf(t, "codes/rating-scales/rating-scales.csv") {
			for plan, year := range starts {
				if slices.Contains(variables, row["variable"]) && row["scale"] == scale && row["first_plan_year"] <= year && (row["last_plan_year"] == "" || year <= row["last_plan_year"]) {
					used[plan] = true
				}
			}
		}
		_, f := onlyDrawing(t, view.Sections, id)
		got := tableOf(f.Table)
		head := got[0]
		if len(got)-1 != len(want) {
			t.Fatalf("%s: %d bars, and the rows give %d", id, len(got)-1, len(want))
		}
		for at, row := range got[1:] {
			m := want[at]
			label := "Plan " + m.plan
			if len(variables) > 1 && m.variable != "" {
				label += ", " + r.site.Language(0).Word("chart.at-"+m.variable)
			}
			if row[0] != label {
				t.Errorf("%s: the bar %q should be that of %q", id, row[0], label)
			}
			sum, left := 0, total[m.plan]
			for _, n := range m.count {
				left -= n
			}
			for i := 1; i < len(head)-1; i++ {
				want, step := strconv.Itoa(m.count[head[i]]), slices.Contains(valuesIn(levels), head[i])
				if of := other[variables[0]]; of != "" && head[i] == "Calificado en «"+variableLabels[of]+"»" {
					want = strconv.Itoa(related[m.plan])
					apart += related[m.plan]
				} else if head[i] == outside || head[i] == missing {
					want = "0"
					if used[m.plan] == (head[i] == missing) {
						want = strconv.Itoa(left - related[m.plan])
					}
				} else if m.rated == 0 && step {
					want = "—"
				}
				if row[i] != want {
					t.Errorf("%s, %s, %s: %q, and the rows say %q", id, label, head[i], row[i], want)
				}
				n, _ := strconv.Atoi(row[i])
				sum += n
				switch all := strconv.Itoa(total[m.plan]); {
				case row[i] == "—", n == 0 && !step:
				case n == total[m.plan] && !step:
					if !says(f, row[i]+" de "+all) || !says(f, head[i]) {
						t.Errorf("%s, %s: the drawing does not say %s: all %s", id, label, head[i], row[i])
					}
				case !says(f, head[i]+": "+row[i]+" de "+all):
					t.Errorf("%s, %s: the drawing does not say %s: %s", id, label, head[i], row[i])
				}
			}
			if sum != total[m.plan] || row[len(row)-1] != strconv.Itoa(total[m.plan]) {
				t.Errorf("%s, %s: the parts make %d of %s, and there are %d", id, label, sum, row[len(row)-1], total[m.plan])
			}
			// No value is left out of the columns.
			for value := range m.count {
				if !slices.Contains(head, value) {
					t.Errorf("%s: no column for %q", id, value)
				}
			}
		}
	}
	if apart == 0 {
		t.Error("no commitment is rated under the other variable alone")
	}
	if len(view.Sections) != len(spreads) {
		t.Errorf("%d sections of %d drawings", len(view.Sections), len(spreads))
	}
}

// The moments of a chart are called by words of their own: no label of a code
// needs to begin as the chart is called.
func TestEveryMomentOfAChartHasItsWord(t *testing.T) {
	r, _ := realSite(t)
	moments := 0
	for _, variables := range spreads {
		if len(variables) < 2 {
			continue
		}
		for _, l := range r.site.Languages {
			for _, variable := range variables {
				if moments++; !l.Has("chart.at-" + variable) {
					t.Errorf("%s has no word for the moment of %s", l.File, variable)
				}
			}
		}
	}
	if moments < 6 {
		t.Errorf("only %d moments were seen", moments)
	}
}

func valuesIn(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

func TestTheBranchChartIsCountedFromTheEntities(t *testing.T) {
	r, jobs := realSite(t)
	_, f := onlyDrawing(t, spanish(t, r, jobs, "es/ramas/").(Overview).Sections, "entities")
	branches, levels := labelsOf(t, "branches"), labelsOf(t, "levels")
	kind := map[string]string{}
	for _, e := range recordsOf(t, "entities/entities.csv") {
		switch {
		case e["branch"] == "":
			kind[e["id"]] = "Rama no establecida"
		default:
			kind[e["id"]] = branches[e["branch"]] + " · " + levels[e["level"]]
		}
	}
	leads := map[string]map[string]bool{}
	for _, c := range fronts(t) {
		for _, e := range c.lead {
			if leads[c.plan] == nil {
				leads[c.plan] = map[string]bool{}
			}
			leads[c.plan][e] = true
		}
	}
	for plan, entities := range leads {
		count := map[string]int{}
		for e := range entities {
			if kind[e] == "" {
				t.Fatalf("%s is no entity", e)
			}
			count[kind[e]]++
		}
		for k, n := range count {
			want := k + ": " + strconv.Itoa(n) + " de " + strconv.Itoa(len(entities))
			if !says(f, want) {
				t.Errorf("plan %s: the drawing does not say %q", plan, want)
			}
		}
	}
	if n := strings.Count(string(f.SVG), `class="outline"`); n != len(leads) {
		t.Errorf("%d bars for %d plans", n, len(leads))
	}
}

func TestTheTimelineHasEveryPeriodAsWritten(t *testing.T) {
	r, jobs := realSite(t)
	section, f := onlyDrawing(t, spanish(t, r, jobs, "es/linea-de-tiempo/").(Overview).Sections, "periods")
	plans := recordsOf(t, "plans/plans.csv")
	if len(section.Tables) != 1 || len(section.Tables[0].Rows) != len(plans) {
		t.Fatal("the numbers of the drawing are not in a table beside it")
	}
	months := strings.Split("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", " ")
	write := func(iso string) string {
		if len(iso) == 7 {
			n, _ := strconv.Atoi(iso[5:])
			return months[n-1] + " de " + iso[:4]
		}
		return iso
	}
	for i, p := range plans {
		if want := "Plan " + p["id"] + " · " + p["title_es"] + " " + write(p["start"]) + " – " + write(p["end"]); !says(f, want) {
			t.Errorf("the drawing does not say %q", want)
		}
		for j, iso := range []string{p["start"], p["end"]} {
			if got := section.Tables[0].Rows[i].Cells[1+j].Moment.ISO; got != iso {
				t.Errorf("plan %s: %q, written %q", p["id"], got, iso)
			}
		}
	}
}

func TestTheFunnelsHaveTheFiguresOfTheirSources(t *testing.T) {
	r, jobs := realSite(t)
	view := spanish(t, r, jobs, "es/cocreacion/de-propuestas-a-compromisos/").(Overview)
	claim := map[string]string{}
	for _, c := range recordsOf(t, "claims/claims.csv") {
		if c["subject"] == "IV" {
			claim[c["property"]] = c["value"]
		}
	}
	proposals := map[string]string{}
	for _, p := range recordsOf(t, "participation/participation.csv") {
		if p["plan"] == "IV" {
			proposals[p["measure"]] = p["value"]
		}
	}
	var got [][]string
	for _, s := range view.Sections {
		for _, f := range s.Charts {
			for _, row := range tableOf(f.Table)[1:] {
				got = append(got, row[1:3])
				if !says(f, row[1]) {
					t.Errorf("the drawing does not say %q", row[1])
				}
			}
		}
	}
	received, _ := strconv.Atoi(proposals["proposals-received"])
	selected, _ := strconv.Atoi(proposals["proposals-selected"])
	const units = "unidades distintas: no se restan"
	want := [][]string{
		{claim["executive-activities-in-ndp"] + " actividades", ""},
		{claim["national-executive-commitments"] + " compromisos", units},
		{proposals["proposals-received"] + " propuestas", ""},
		{proposals["proposals-selected"] + " propuestas", "−" + strconv.Itoa(received-selected)},
		{claim["subnational-commitments"] + " compromisos", units},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-rows +drawn)\n%s", diff)
	}
}

func TestTheScheduleIsDrawnFromItsWeeks(t *testing.T) {
	r, jobs := realSite(t)
	sections := spanish(t, r, jobs, "es/cocreacion/cronograma/").(Overview).Sections
	_, f := onlyDrawing(t, sections, "chart-iv")
	if at := slices.IndexFunc(sections, func(s OverviewSection) bool { return s.ID == "chart-iv" }); at < 1 || len(sections[at-1].Tables) == 0 {
		t.Error("the table does not come before the drawing")
	}
	rows := recordsOf(t, "schedule/schedule.csv")
	last := func(marks string) int {
		n, _ := strconv.Atoi(marks[strings.LastIndex(marks, "-")+1:])
		return n
	}
	first := func(marks string) int {
		n, _ := strconv.Atoi(strings.Split(marks, "-")[0])
		return n
	}
	// Weeks before each month, in an axis of four weeks a month or as many as
	// are marked.
	weeks := map[string]int{}
	from, to := "9999", ""
	for _, row := range rows {
		for _, at := range []string{"start", "end"} {
			month := row[at+"_month"]
			from, to = min(from, month), max(to, month)
			weeks[month] = max(weeks[month], 4, last(row[at+"_week"]))
		}
	}
	before, all := map[string]int{}, 0
	for month := from; month <= to; {
		before[month] = all
		all += max(4, weeks[month])
		y, _ := strconv.Atoi(month[:4])
		m, _ := strconv.Atoi(month[5:])
		if m++; m > 12 {
			y, m = y+1, 1
		}
		month = strconv.Itoa(y) + "-" + string(rune('0'+m/10)) + string(rune('0'+m%10))
	}
	bars := regexp.MustCompile(`<rect class="span(?: pending)?"(?: fill="[^"]*")? x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"`).FindAllStringSubmatch(string(f.SVG), -1)
	if len(bars) != len(rows) {
		t.Fatalf("%d bars for %d activities", len(bars), len(rows))
	}
	unit := 358.0 / float64(all)
	for i, row := range rows {
		x, _ := strconv.ParseFloat(bars[i][1], 64)
		width, _ := strconv.ParseFloat(bars[i][2], 64)
		begin := before[row["start_month"]] + first(row["start_week"]) - 1
		end := before[row["end_month"]] + last(row["end_week"])
		if near := func(a, b float64) bool { return a-b < .02 && b-a < .02 }; !near(x, 1+unit*float64(begin)) || !near(width, unit*float64(end-begin)) {
			t.Errorf("activity %s is drawn from %v over %v, and its weeks are %d to %d of %d", row["order"], x, width, begin, end, all)
		}
		if !says(f, row["title_es"]) {
			t.Errorf("activity %s is not named", row["order"])
		}
	}
}

// Targets are drawn, each unit apart. What was reported in a unit in which
// nothing was promised is not, and no bar stands for what nothing proves as if
// it were proved.
func TestTargetsAreDrawnApartByUnit(t *testing.T) {
	r, jobs := realSite(t)
	sections := spanish(t, r, jobs, "es/ejercicios/").(Overview).Sections
	at := slices.IndexFunc(sections, func(s OverviewSection) bool { return s.ID == "targets-co0065" })
	if at < 0 {
		t.Fatal("no targets of CO0065")
	}
	promised, reported := map[string]bool{}, map[string]bool{}
	for _, row := range recordsOf(t, "exercises/exercises.csv") {
		if row["commitment"] != "CO0065" {
			continue
		}
		switch row["kind"] {
		case "target":
			promised[row["unit_es"]] = true
		case "reported-result":
			reported[row["unit_es"]] = true
		}
	}
	if len(reported) == 0 || len(sections[at].Charts) != len(promised) {
		t.Fatalf("%d drawings for %d units with targets", len(sections[at].Charts), len(promised))
	}
	for _, f := range sections[at].Charts {
		unit := strings.TrimSuffix(f.Title[strings.LastIndex(f.Title, "(")+1:], ")")
		bars, targets := 0, 0
		for _, row := range recordsOf(t, "exercises/exercises.csv") {
			if row["kind"] == "exercise" || row["unit_es"] != unit {
				continue
			}
			want := row["title_es"]
			if row["result"] != "" {
				bars++
			}
			if row["kind"] == "target" && row["target"] != "" {
				targets++
				if !says(f, "Meta: "+row["target"]) {
					t.Errorf("the drawing does not say the target %s", row["target"])
				}
			}
			if !says(f, want) {
				t.Errorf("%s is not named", want)
			}
		}
		if !promised[unit] || strings.Contains(string(f.SVG), `class="bar"`) {
			t.Errorf("%s is drawn, and nothing proves or promises it", unit)
		}
		if n := strings.Count(string(f.SVG), `class="bar hollow"`); n != bars {
			t.Errorf("%s: %d bars for %d results", unit, n, bars)
		}
		if n := strings.Count(string(f.SVG), `class="target"`); n != targets {
			t.Errorf("%s: %d marks for %d targets", unit, n, targets)
		}
	}
	// The table tells the reported result with its caveat, and no target of it.
	table := sections[at].Tables[0]
	for _, row := range table.Rows {
		title := row.Cells[0].Values[0].Text
		for _, e := range recordsOf(t, "exercises/exercises.csv") {
			if e["title_es"] != title || e["kind"] != "reported-result" {
				continue
			}
			if got := text(row.Cells[2]); got != "no consta una meta en esta unidad" {
				t.Errorf("%s: the target is %q", title, got)
			}
			if under := row.Cells[3].Under; len(under) != 1 || under[0].Text != "Declarado, sin evidencia en nuestro registro." {
				t.Errorf("%s: %v stands under the result", title, under)
			}
		}
	}
}

func TestTheComparisonIsCountedFromTheFile(t *testing.T) {
	r, jobs := realSite(t)
	sections := spanish(t, r, jobs, "es/comparacion/").(Overview).Sections
	members := map[string]bool{}
	for _, m := range recordsOf(t, "members/members.csv") {
		members[m["id"]] = true
	}
	names := labelsOf(t, "members")
	absences := labelsOf(t, "absences")
	checked := 0
	for _, variable := range compared {
		levels := labelsOf(t, variable)
		items := map[string]map[string]int{}
		all := map[string]string{}
		for _, row := range recordsOf(t, "member_ratings/member_ratings.csv") {
			if row["variable"] != variable || row["plan"] != "1" || !members[row["member"]] {
				continue
			}
			label := levels[row["value"]]
			if row["scale"] == "absences" {
				label = absences[row["value"]]
			}
			if items[row["member"]] == nil {
				items[row["member"]] = map[string]int{}
			}
			n, _ := strconv.Atoi(row["items"])
			items[row["member"]][label] += n
			all[row["member"]] = row["items_in_plan"]
		}
		if len(items) == 0 {
			continue
		}
		checked++
		_, f := onlyDrawing(t, sections, variable)
		if n := strings.Count(string(f.SVG), `class="outline"`); n != len(items) {
			t.Errorf("%s: %d bars for %d members", variable, n, len(items))
		}
		for member, counts := range items {
			// What stands between the name of the member and that of the next.
			drawing := string(f.SVG)
			from := strings.Index(drawing, ">"+names[member]+"</text>")
			if from < 0 {
				t.Errorf("%s: %s is not drawn", variable, member)
				continue
			}
			part := drawing[from+1:]
			if next := strings.Index(part, `class="name"`); next > 0 {
				part = part[:next]
			}
			own := Drawing{SVG: "<text>" + f.SVG[from+1:from+1+len(part)]}
			sum := 0
			for label, n := range counts {
				sum += n
				share := strconv.Itoa(n) + " de " + all[member]
				if n > 0 && !says(own, label+": "+share) && !(strconv.Itoa(n) == all[member] && says(own, share) && says(own, label)) {
					t.Errorf("%s of %s: the drawing does not say %s: %d de %s", variable, member, label, n, all[member])
				}
			}
			if total, _ := strconv.Atoi(all[member]); sum > total {
				t.Errorf("%s of %s: %d values of %d items", variable, member, sum, total)
			}
		}
	}
	if checked < 2 {
		t.Errorf("%d variables are drawn", checked)
	}
}

// The drawing for a wide page has the same bars as the one for a phone, whose
// numbers the tests above recompute: as many, in the same order, with the same
// patterns, as long in their share of the width.
func TestWideChartsHaveTheBarsOfTheOthers(t *testing.T) {
	r, jobs := realSite(t)
	rects := regexp.MustCompile(`<rect class="(segment|bar|bar hollow|span|span pending|open|outline)"(?: fill="url\(#([^"]*)\)")? x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"`)
	seen := 0
	for _, address := range []string{"es/planes/", "es/ejercicios/", "es/comparacion/", "es/ramas/", "es/cocreacion/cronograma/", "es/linea-de-tiempo/", "es/cocreacion/de-propuestas-a-compromisos/"} {
		var sections []OverviewSection
		switch v := spanish(t, r, jobs, address).(type) {
		case Plans:
			sections = v.Sections
		case Overview:
			sections = v.Sections
		}
		for _, s := range sections {
			for _, f := range s.Charts {
				small, wide := rects.FindAllStringSubmatch(string(f.SVG), -1), rects.FindAllStringSubmatch(string(f.Wide), -1)
				if len(small) != len(wide) || f.Wide == "" {
					t.Errorf("%s: %d bars, and %d on a wide page", f.Title, len(small), len(wide))
					continue
				}
				longest, widest := 0.0, 0.0
				for i := range small {
					n, _ := strconv.ParseFloat(small[i][4], 64)
					m, _ := strconv.ParseFloat(wide[i][4], 64)
					if n > widest {
						longest, widest = m/n, n
					}
					if small[i][1] != wide[i][1] || strings.Replace(wide[i][2], "-broad-", "-", 1) != small[i][2] {
						t.Errorf("%s: bar %d is %v, and %v on a wide page", f.Title, i, small[i], wide[i])
					}
				}
				for i := range small {
					n, _ := strconv.ParseFloat(small[i][4], 64)
					m, _ := strconv.ParseFloat(wide[i][4], 64)
					if d := m - n*longest; d > .1 || d < -.1 {
						t.Errorf("%s: bar %d is %v long, and %v on a wide page", f.Title, i, n, m)
					}
					seen++
				}
			}
		}
	}
	if seen < 200 {
		t.Errorf("%d bars", seen)
	}
}

// A chart that our own mistake spoils is not left out in silence.
func TestAMistakeInAChartPanics(t *testing.T) {
	p := &page{job: &job{address: "es/x/"}}
	if p.drawing(chart.Chart{}, chart.ErrEmpty, nil) != nil || p.drawing(chart.Chart{}, fmt.Errorf("of x: %w", chart.ErrRefused), nil) != nil {
		t.Error("what cannot be drawn is drawn")
	}
	defer func() {
		if said := recover(); said != "render: a chart of es/x/: chart  has no title" {
			t.Errorf("panics with %v", said)
		}
	}()
	p.drawing(chart.Chart{}, errors.New("chart  has no title"), nil)
}

// What is no step of a scale looks the same wherever it stands.
func TestOneAbsenceHasOneHatch(t *testing.T) {
	r, jobs := realSite(t)
	swatch := regexp.MustCompile(`class="swatch" fill="url\(#[^)]*-(absent\d)\)"[^>]*></rect>((?:<text[^>]*>[^<]*</text>)+)`)
	tags := regexp.MustCompile(`<[^>]*>`)
	hatches, charts := map[string]string{}, map[string]int{}
	look := func(d Drawing) {
		for _, m := range swatch.FindAllStringSubmatch(string(d.Wide), -1) {
			label := tags.ReplaceAllString(m[2], " ")
			charts[label]++
			if before := hatches[label]; before != "" && before != m[1] {
				t.Errorf("%s: %s in one chart and %s in another", label, before, m[1])
			}
			hatches[label] = m[1]
		}
	}
	sections := slices.Concat(spanish(t, r, jobs, "es/comparacion/").(Overview).Sections, spanish(t, r, jobs, "es/planes/").(Plans).Sections)
	for _, section := range sections {
		for _, d := range section.Charts {
			look(d)
		}
	}
	if n := charts[" La escala es de otros años "]; n < 2 {
		t.Errorf("a scale of other years is in %d charts: %v", n, charts)
	}
}

// The figures on which members are compared lead to lists of just as many.
func TestComparedMembersAreListed(t *testing.T) {
	r, jobs := realSite(t)
	sections := spanish(t, r, jobs, "es/comparacion/").(Overview).Sections
	here, file := map[string]bool{}, map[string]bool{}
	for _, m := range recordsOf(t, "members/members.csv") {
		here[m["id"]] = true
	}
	for _, row := range recordsOf(t, "member_ratings/member_ratings.csv") {
		file[row["member"]] = true
	}
	shown := 0
	for id := range file {
		if here[id] {
			shown++
		}
	}
	listed := map[string]int{}
	for _, s := range sections {
		listed["#"+s.ID] = len(s.Links)
		if len(s.Tables) > 0 {
			listed["#"+s.ID] = len(s.Tables[0].Rows)
		}
	}
	figures := 0
	for _, part := range sections[0].Explain[0].Parts {
		if n, err := strconv.Atoi(part.Text); err == nil {
			figures++
			if listed[part.Address] != n {
				t.Errorf("%d leads to %s, where %d are listed", n, part.Address, listed[part.Address])
			}
		}
	}
	if figures != 2 || listed["#others"] != len(file)-shown {
		t.Errorf("%d figures; %d others are listed of %d", figures, listed["#others"], len(file)-shown)
	}
}
