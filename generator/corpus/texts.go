package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of the body of a commitment, in bytes.
const (
	minBody = 2 << 10
	maxBody = 4 << 10
)

const site = `member: {es: País de prueba, en: Test country}
title: {es: Compromisos de prueba, en: Test commitments}
description: {es: "Un sitio inventado para medir el generador.", en: "A made-up site to measure the generator with."}
languages: [es, en]
locales: {es: es-CO, en: en}
time_zone: America/Bogota
base_url: https://example.org/vitrina/
repository: https://example.org/repository
publisher: {es: Nadie, en: Nobody}
contact: nobody@example.org
licences: {data: CC-BY-4.0, texts: CC-BY-4.0, codes: CC0-1.0, code: MIT}
`

// language is what the texts of one language are made of.
type language struct {
	code string
	// stream tells the chance of this language's texts from that of the others.
	stream   uint64
	words    []string
	headings [6]string
	// outcome is the fragment of the fourth heading.
	outcome string
	columns [3]string
	see     string // %s is a link
	data    string
}

var languages = []language{
	{
		code: "es", stream: 1 << 32,
		words: strings.Fields(`abre acción agenda ámbito año apoyo archivo avance ayuda barrio base cada camino capítulo ciudadanía común con consulta contrato
			costa cuenta dato de del diálogo documento educación el en entidad entrega escuela espacio estado evaluación fecha forma foro fuente gasto gestión
			grupo guía hacia herramienta hito indicador información informe institución jornada la las lengua ley los lugar mapa más mejora mesa meta ministerio
			módulo municipio niñez nueva norma obra oficina otra página país para participación persona pública público plan plazo por portal presupuesto primera
			proceso programa promesa prueba pueblo que red región registro reporte revisión salud según seguimiento selección señal servicio sesión sistema sobre
			solicitud taller técnica término territorio tiempo todas trámite transparencia una uso valor veeduría verificación vía vigilancia voz y zona`),
		headings: [6]string{"Qué se prometió", "Por qué importa", "Actividades", "Cómo fue, según quién", "Calendario", "Qué no se sabe"},
		outcome:  "como-fue-segun-quien",
		columns:  [3]string{"Actividad", "Responsable", "Fecha"},
		see:      "Véase también %s.",
		data:     "Los hitos están en [la tabla de hitos](/datasets/milestones) y la fuente en [un sitio de prueba](https://example.org/%s).",
	},
	{
		code: "en", stream: 2 << 32,
		words: strings.Fields(`access account action activity agenda agency and area at base body budget by call child citizen city civil coast common
			consultation contract council country data day debate delivery district document draft each education entity evaluation evidence field figure file
			first for forum from goal group guide health hearing in indicator information institution into law level link list map measure meeting method
			milestone ministry module monitoring more municipality network new norm of office on open other page part participation people person place plan
			platform portal process programme promise proof public record region register report request review rule school selection service session source
			space state step support system table term territory test that the time to tool town training under use value village voice with work workshop year`),
		headings: [6]string{"What was promised", "Why it matters", "Activities", "How it went, and who says so", "Calendar", "What is not known"},
		outcome:  "how-it-went-and-who-says-so",
		columns:  [3]string{"Activity", "Who answers", "Date"},
		see:      "See also %s.",
		data:     "The milestones are in [the table of milestones](/datasets/milestones) and the source on [a test site](https://example.org/%s).",
	},
}

// phrase is a run of words without an end mark.
func (l *language) phrase(r *rand.Rand, least, most int) string {
	var b strings.Builder
	for i := range least + r.IntN(most-least+1) {
		w := l.words[r.IntN(len(l.words))]
		if i == 0 {
			first, size := utf8.DecodeRuneInString(w)
			b.WriteRune(unicode.ToUpper(first))
			w = w[size:]
		} else {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

func (l *language) sentence(r *rand.Rand) string {
	s := l.phrase(r, 6, 18)
	if r.IntN(3) == 0 {
		s += ", " + strings.ToLower(l.phrase(r, 4, 9))
	}
	return s + "."
}

func (l *language) paragraph(r *rand.Rand, sentences int) string {
	all := make([]string, sentences)
	for i := range all {
		all[i] = l.sentence(r)
	}
	return strings.Join(all, " ")
}

// commitment writes the file of a commitment in a language. Facts are drawn
// before texts, and from the same stream in every language.
func (c *corpus) commitment(b *bytes.Buffer, l language, i int) {
	facts := c.chance(uint64(i))
	r := c.chance(l.stream + uint64(i))
	b.WriteString("---\n")
	if l.code == languages[0].code {
		c.frontFacts(b, facts, l, r, i)
	} else {
		front(b, l, r)
	}
	b.WriteString("---\n\n")
	c.body(b, l, r, i)
}

// front writes what each language has its own of.
func front(b *bytes.Buffer, l language, r *rand.Rand) {
	fmt.Fprintf(b, "title: \"%s\"\n", l.phrase(r, 6, 12))
	fmt.Fprintf(b, "summary: \"%s\"\n", l.sentence(r))
	fmt.Fprintf(b, "change: \"%s\"\n", l.sentence(r))
}

func (c *corpus) frontFacts(b *bytes.Buffer, facts *rand.Rand, l language, r *rand.Rand, i int) {
	plan := c.planOf(i)
	year := startYear(plan)
	fmt.Fprintf(b, "id: %[1]s\nogp_code: %[1]s\ncode_basis: page\nplan: %[2]s\nnumber: \"%[3]d\"\n", c.id(i), planID(plan), i-c.firstOf(plan)+1)
	fmt.Fprintf(b, "title_basis: {es: official, en: translation}\n")
	front(b, l, r)
	lead := facts.IntN(c.entities)
	fmt.Fprintf(b, "lead: [%s]\n", c.entity(lead))
	support := ""
	if facts.IntN(2) == 0 {
		support = c.entity((lead + 1 + facts.IntN(c.entities-1)) % c.entities)
	}
	fmt.Fprintf(b, "support: [%s]\nstart: %d-09\nend: %d-08\nbranch: executive\n", support, year, year+2)
	if facts.IntN(5) == 0 {
		fmt.Fprintf(b, "level: territorial\nterritory: \"%s\"\n", departments[facts.IntN(len(departments))])
	} else {
		b.WriteString("level: national\n")
	}
	first := facts.IntN(themes)
	fmt.Fprintf(b, "themes: [%s, %s]\nthemes_basis: page\n", theme(first), theme((first+1+facts.IntN(themes-1))%themes))
	fmt.Fprintf(b, "values: [%s]\nvalues_basis: irm-rating\nsdgs: [\"%d\"]\n", ogpValues[facts.IntN(len(ogpValues))], 1+facts.IntN(goals))
	if i > 0 && facts.IntN(10) == 0 {
		fmt.Fprintf(b, "continues: [%s]\n", c.id(facts.IntN(i)))
	}
	from := facts.IntN(c.sources)
	fmt.Fprintf(b, "sources: [%s, %s]\n", c.source(from), c.source((from+1+facts.IntN(c.sources-1))%c.sources))
	if facts.IntN(5) == 0 {
		fmt.Fprintf(b, "notes: {es: \"%s\", en: \"%s\"}\n", languages[0].sentence(r), languages[1].sentence(r))
	}
}

// body writes 2 to 4 KB of Markdown: headings of two levels, lists, a table,
// emphasis, and links to commitments, to a dataset and out of the site.
func (c *corpus) body(b *bytes.Buffer, l language, r *rand.Rand, i int) {
	start := b.Len()
	target := minBody + r.IntN(maxBody-minBody-longestParagraph)
	other := func() string { return c.id(r.IntN(c.commitments)) }

	fmt.Fprintf(b, "## %s\n\n%s\n\n", l.headings[0], l.paragraph(r, 2))
	to := other()
	fmt.Fprintf(b, l.see+"\n\n", fmt.Sprintf("[%[1]s](%[1]s.md)", to))
	fmt.Fprintf(b, "## %s\n\n%s **%s** %s\n\n", l.headings[1], l.sentence(r), l.phrase(r, 2, 4), l.sentence(r))
	fmt.Fprintf(b, "## %s\n\n", l.headings[2])
	for range 4 {
		fmt.Fprintf(b, "- *%s*: %s\n", l.phrase(r, 1, 3), strings.ToLower(l.phrase(r, 5, 10)))
	}
	fmt.Fprintf(b, "\n### %s\n\n| %s | %s | %s |\n| --- | --- | --- |\n", l.headings[4], l.columns[0], l.columns[1], l.columns[2])
	for range 4 {
		fmt.Fprintf(b, "| %s | %s | %d |\n", l.phrase(r, 3, 5), l.phrase(r, 2, 3), 2012+r.IntN(14))
	}
	fmt.Fprintf(b, "\n## %s\n\n%s "+l.data+"\n\n", l.headings[3], l.sentence(r), c.id(i))
	to = other()
	fmt.Fprintf(b, l.see+"\n", fmt.Sprintf("[%s](%s.md#%s)", l.phrase(r, 3, 6), to, l.outcome))
	for b.Len()-start < target {
		fmt.Fprintf(b, "\n%s\n", l.paragraph(r, 2))
	}
	fmt.Fprintf(b, "\n## %s\n\n1. %s\n2. %s\n", l.headings[5], l.phrase(r, 6, 10), l.phrase(r, 6, 10))
}

// longestParagraph is room for what a body may grow beyond its target, in
// bytes: the last paragraph and the last section.
const longestParagraph = 1 << 10

// page is an editorial page of the corpus.
type page struct {
	name string
	at   uint64
}

var pages = []page{{"index", 0}, {"about", 1}, {"methodology", 2}, {"lessons/first", 3}, {"lessons/second", 4}}

func (c *corpus) page(b *bytes.Buffer, l language, p page) {
	r := c.chance(pageStream + l.stream + p.at)
	fmt.Fprintf(b, "---\ntitle: \"%s\"\nsummary: \"%s\"\n", l.phrase(r, 3, 6), l.sentence(r))
	if l.code == languages[0].code {
		fmt.Fprintf(b, "sources: [%s]\n", c.source(0))
	}
	fmt.Fprintf(b, "---\n\n%s\n", l.paragraph(r, 4))
	for _, h := range l.headings[:3] {
		fmt.Fprintf(b, "\n## %s\n\n%s\n", h, l.paragraph(r, 3))
	}
}
