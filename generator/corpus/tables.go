package corpus

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"path"
	"strconv"
	"strings"
)

// table is a dataset: its schema, and what writes its rows.
type table struct {
	name, key string
	// columns are written "name type", then the schema's other keys: a bare one
	// is true, another is key:value.
	columns []string
	// rows is nil where the rows come from elsewhere, as those of commitments
	// do.
	rows func(add func(cells ...string), r *rand.Rand)
}

// table writes schema.yaml and the rows of a dataset.
func (c *corpus) table(to put, t table, r *rand.Rand) error {
	folder := "datasets/" + t.name + "/"
	if err := to(folder+"schema.yaml", c.schema(t)); err != nil {
		return err
	}
	if t.rows == nil {
		return nil
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	header := make([]string, len(t.columns))
	for i, column := range t.columns {
		header[i], _, _ = strings.Cut(column, " ")
	}
	_ = w.Write(header)
	t.rows(func(cells ...string) { _ = w.Write(cells) }, r)
	w.Flush()
	return to(folder+path.Base(t.name)+".csv", out.Bytes())
}

func (c *corpus) schema(t table) []byte {
	var b bytes.Buffer
	licence := "CC-BY-4.0"
	if strings.HasPrefix(t.name, "codes/") {
		licence = "CC0-1.0"
	}
	fmt.Fprintf(&b, "title: {es: \"%[1]s (prueba)\", en: \"%[1]s (test)\"}\n", t.name)
	b.WriteString("description:\n  es: \"Filas inventadas para medir. Una celda vacía no dice nada.\"\n  en: \"Rows made up for measuring. An empty cell says nothing.\"\n")
	fmt.Fprintf(&b, "licence: %s\nsources: [%s]\nkey: [%s]\nfields:\n", licence, c.source(0), t.key)
	for _, column := range t.columns {
		keys := strings.Fields(column)
		fmt.Fprintf(&b, "  - name: %[1]s\n    type: %[2]s\n    title: {es: \"%[1]s\", en: \"%[1]s\"}\n", keys[0], keys[1])
		fmt.Fprintf(&b, "    description: {es: \"La columna %[1]s.\", en: \"The column %[1]s.\"}\n", keys[0])
		for _, k := range keys[2:] {
			key, value, given := strings.Cut(k, ":")
			if !given {
				value = "true"
			}
			fmt.Fprintf(&b, "    %s: %s\n", key, value)
		}
	}
	return b.Bytes()
}

// tables lists the datasets that the pages know, and the code lists that these
// and the front matter use.
func (c *corpus) tables() []table {
	all := []table{
		{name: "sources", key: "id", columns: []string{"id text required unique", "title text required", "publisher text", "date date", "url url", "language text codes:languages", "note_es text", "note_en text"}, rows: c.sourceRows},
		{name: "plans", key: "id", columns: []string{"id text required unique pattern:^[IVXLCDM]+$", "number integer required unique minimum:1", "title_es text required", "title_en text required", "start date required", "end date required",
			"co_creation_es text", "co_creation_en text", "forum text", "forum_members list", "document_date date", "source text required references:sources", "other_sources list references:sources", "note_es text", "note_en text"}, rows: c.planRows},
		{name: "entities", key: "id", columns: []string{"id text required unique", "name_es text required", "name_en text required", "acronym text", "branch text codes:branches", "level text codes:levels", "territory text codes:departments",
			"place text", "website url", "source text required references:sources"}, rows: c.entityRows},
		{name: "commitments", key: "id", columns: []string{"id text required unique", "ogp_code text", "code_basis text codes:code-basis", "plan text required references:plans", "number text", "title_es text required", "title_en text required",
			"title_basis_es text codes:title-basis", "title_basis_en text codes:title-basis", "summary_es text", "summary_en text", "change_es text", "change_en text", "lead list references:entities", "support list references:entities",
			"start date", "end date", "branch text codes:branches", "level text codes:levels", "territory text codes:departments", "themes list codes:themes", "themes_basis text codes:themes-basis", "values list codes:ogp-values",
			"values_basis text codes:values-basis", "sdgs list codes:sdgs", "continues list references:commitments", "sources list required references:sources", "note_es text", "note_en text"}},
		{name: "milestones", key: "commitment, order", columns: []string{"commitment text required references:commitments", "order integer required minimum:1", "title_es text required", "title_en text required", "start date", "due date",
			"status text codes:milestone-status", "indicator_es text", "indicator_en text", "target number", "source text required references:sources", "note_es text", "note_en text"}, rows: c.milestoneRows},
		{name: "reports", key: "id", columns: []string{"id text required unique", "title text required", "plan text required references:plans", "kind text required codes:report-kinds", "languages list codes:languages", "published date",
			"key_results_es text", "key_results_en text", "source text required references:sources", "note_es text", "note_en text"}, rows: c.reportRows},
		{name: "ratings", key: "commitment, report, variable, part, value", columns: []string{"commitment text required references:commitments", "report text references:reports", "variable text required codes:rating-variables", "part text codes:rating-parts",
			"value text required", "scale text required", "source text required references:sources", "note_es text", "note_en text"}, rows: c.ratingRows},
		{name: "updates", key: "id", columns: []string{"id text required unique", "commitment text required references:commitments", "milestone_order integer minimum:1", "date date", "voice text required codes:voices", "status text codes:update-status",
			"percent number minimum:0 maximum:100", "text_es text required", "text_en text required", "evidence list references:sources", "source text required references:sources"}, rows: c.updateRows},
		{name: "claims", key: "id", columns: []string{"id text required unique", "subject_kind text required codes:subject-kinds", "subject text required", "property text required codes:claim-properties", "value text required", "unit_es text", "unit_en text",
			"source text required references:sources", "date date", "note_es text", "note_en text"}, rows: c.claimRows},
		{name: "exercises", key: "id", columns: []string{"id text required unique", "commitment text required references:commitments", "kind text codes:exercise-kinds", "title_es text required", "title_en text required", "year text", "start date", "end date",
			"promoter text", "target number", "result number", "unit_es text", "unit_en text", "counted text codes:counted", "source text required references:sources", "note_es text", "note_en text"}, rows: c.exerciseRows},
	}
	for _, l := range codeLists {
		all = append(all, l.table())
	}
	return append(all, scaleTable())
}

func (c *corpus) anySource(r *rand.Rand) string { return c.source(r.IntN(c.sources)) }

func (c *corpus) sourceRows(add func(...string), r *rand.Rand) {
	for i := range c.sources {
		add(c.source(i), fmt.Sprintf("Fuente de prueba %d: %s", i+1, languages[0].phrase(r, 3, 8)), "Nadie", fmt.Sprintf("20%02d-%02d", 12+r.IntN(13), 1+r.IntN(12)),
			"https://example.org/"+c.source(i), "es", "", "")
	}
}

func (c *corpus) planRows(add func(...string), r *rand.Rand) {
	for i := range c.plans {
		year := startYear(i)
		add(planID(i), strconv.Itoa(i+1), fmt.Sprintf("Plan de prueba %d", i+1), fmt.Sprintf("Test plan %d", i+1), fmt.Sprintf("%d-09", year), fmt.Sprintf("%d-08", year+2),
			languages[0].sentence(r), languages[1].sentence(r), "Foro de prueba", "Nadie|Ninguno", strconv.Itoa(year), c.source(0), c.source(1), "", "")
	}
}

func (c *corpus) entityRows(add func(...string), r *rand.Rand) {
	for i := range c.entities {
		level, territory := "national", ""
		if i%5 == 4 {
			level, territory = "territorial", departments[r.IntN(len(departments))]
		}
		add(c.entity(i), fmt.Sprintf("Entidad de prueba %d", i+1), fmt.Sprintf("Test entity %d", i+1), fmt.Sprintf("EP%d", i+1), branches[r.IntN(len(branches))], level, territory, "",
			"https://example.org/"+c.entity(i), c.anySource(r))
	}
}

func (c *corpus) milestoneRows(add func(...string), r *rand.Rand) {
	for i := range c.commitments {
		year := startYear(c.planOf(i))
		for order := 1; order <= milestonesEach; order++ {
			status, target, unitES, unitEN := "", "", "", ""
			if r.IntN(3) == 0 {
				status = milestoneStatus[r.IntN(len(milestoneStatus))]
			}
			if r.IntN(4) == 0 {
				target, unitES, unitEN = strconv.Itoa(1+r.IntN(200)), "sesiones", "sessions"
			}
			add(c.id(i), strconv.Itoa(order), languages[0].phrase(r, 4, 9), languages[1].phrase(r, 4, 9), fmt.Sprintf("%d-09", year), fmt.Sprintf("%d-%02d", year+1+order/3, 1+r.IntN(8)),
				status, unitES, unitEN, target, c.anySource(r), "", "")
		}
	}
}

func report(plan int) string { return fmt.Sprintf("report-%04d", plan+1) }

func (c *corpus) reportRows(add func(...string), r *rand.Rand) {
	for i := range c.plans {
		add(report(i), fmt.Sprintf("Informe de prueba %d", i+1), planID(i), "end-of-term", "es|en", strconv.Itoa(startYear(i)+3), languages[0].sentence(r), languages[1].sentence(r), c.anySource(r), "", "")
	}
}

func (c *corpus) ratingRows(add func(...string), r *rand.Rand) {
	for i := range c.commitments {
		plan := c.planOf(i)
		for _, v := range ratedIn(startYear(plan)) {
			scale, values := v.scale, scales[v.scale]
			if r.IntN(12) == 0 {
				scale, values = "absences", scales["absences"]
			}
			add(c.id(i), report(plan), v.name, "", values[r.IntN(len(values))], scale, c.anySource(r), "", "")
		}
	}
}

func (c *corpus) updateRows(add func(...string), r *rand.Rand) {
	for i := range c.commitments {
		year := startYear(c.planOf(i))
		for _, voice := range []string{"government", "civil-society"} {
			if voice != "government" && r.IntN(2) == 0 {
				continue
			}
			evidence := ""
			if r.IntN(2) == 0 {
				evidence = c.anySource(r)
			}
			add("u-"+strings.ToLower(c.id(i))+"-"+voice, c.id(i), strconv.Itoa(1+r.IntN(milestonesEach)), fmt.Sprintf("%d-%02d", year+1, 1+r.IntN(12)), voice, updateStatus[r.IntN(len(updateStatus))],
				strconv.Itoa(r.IntN(101)), languages[0].sentence(r), languages[1].sentence(r), evidence, c.anySource(r))
		}
	}
}

// claimRows gives each plan two counts of its commitments; in every other plan
// they disagree.
func (c *corpus) claimRows(add func(...string), r *rand.Rand) {
	for i := range c.plans {
		n := c.firstOf(i+1) - c.firstOf(i)
		for j := range 2 {
			add(fmt.Sprintf("claim-%04d-%d", i+1, j+1), "plan", planID(i), "commitments-count", strconv.Itoa(n+j*(i%2)), "compromisos", "commitments", c.source(j), "", "", "")
		}
	}
}

func (c *corpus) exerciseRows(add func(...string), r *rand.Rand) {
	for i := 0; i < c.commitments; i += 25 {
		year := strconv.Itoa(startYear(c.planOf(i)) + 1)
		add("exercise-"+strings.ToLower(c.id(i)), c.id(i), "exercise", languages[0].phrase(r, 3, 7), languages[1].phrase(r, 3, 7), year, year+"-03", year+"-06", "Nadie", "100", "", "ejercicios", "exercises", "unknown", c.anySource(r), "", "")
	}
}
