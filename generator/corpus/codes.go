package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// goals is the number of Sustainable Development Goals.
const goals = 17

var (
	departments     = []string{"05", "08", "11", "52", "76"}
	branches        = []string{"executive", "judicial", "legislative"}
	ogpValues       = []string{"access-to-information", "civic-participation", "public-accountability", "technology-innovation"}
	milestoneStatus = []string{"not-started", "in-progress", "completed"}
	updateStatus    = []string{"not-started", "in-progress", "delayed", "completed"}
)

// scales are the scales of ratings, each from low to high.
var scales = map[string][]string{
	"absences":               {"no-data", "pending", "not-reviewed", "not-applicable"},
	"ambition":               {"unclear", "low", "moderate", "high"},
	"completion":             {"not-started", "limited", "substantial", "complete"},
	"did-it-open-government": {"worsened", "did-not-change", "marginal", "major", "outstanding"},
	"early-results":          {"no-notable-results", "moderate-results", "significant-results"},
	"potential-impact":       {"none", "minor", "moderate", "transformative"},
	"relevance":              {"unclear", "relevant"},
	"specificity":            {"none", "low", "medium", "high"},
	"verifiability":          {"not-verifiable", "verifiable"},
}

// variable is something that reports rate, on a scale, in plans that begin in
// the years from first to last.
type variable struct {
	name, scale string
	first, last int // last 0: still used
}

// variables are chosen so that every year of startYears has ratingsEach of
// them.
var variables = []variable{
	{"ambition", "ambition", 2020, 0},
	{"completion-end-of-term", "completion", 2011, 0},
	{"did-it-open-government", "did-it-open-government", 2014, 2020},
	{"early-results", "early-results", 2021, 0},
	{"potential-impact", "potential-impact", 2011, 2019},
	{"relevance", "relevance", 2011, 2013},
	{"specificity", "specificity", 2011, 2017},
	{"verifiability", "verifiability", 2018, 0},
}

// ratedIn returns the variables of plans that begin in a year.
func ratedIn(year int) []variable {
	in := slices.DeleteFunc(slices.Clone(variables), func(v variable) bool { return year < v.first || v.last != 0 && year > v.last })
	if len(in) != ratingsEach {
		panic(fmt.Sprintf("corpus: %d variables in %d instead of %d", len(in), year, ratingsEach))
	}
	return in
}

// codeList is a code list and its codes in order.
type codeList struct {
	name  string
	codes []string
}

var codeLists = func() []codeList {
	all := []codeList{
		{"branches", branches}, {"claim-properties", []string{"commitments-count"}}, {"code-basis", []string{"page"}}, {"counted", []string{"unknown"}}, {"departments", departments},
		{"exercise-kinds", []string{"exercise"}}, {"languages", []string{"es", "en"}}, {"levels", []string{"national", "territorial"}}, {"licences", []string{"CC-BY-4.0", "CC0-1.0", "MIT"}},
		{"milestone-status", milestoneStatus}, {"ogp-values", ogpValues}, {"rating-parts", []string{"first"}}, {"report-kinds", []string{"end-of-term"}}, {"subject-kinds", []string{"plan"}},
		{"themes-basis", []string{"page"}}, {"title-basis", []string{"official", "translation"}}, {"update-status", updateStatus}, {"values-basis", []string{"irm-rating"}},
		{"voices", []string{"government", "civil-society", "irm"}}, {"sdgs", nil}, {"themes", nil}, {"rating-variables", nil},
	}
	for name, codes := range scales {
		all = append(all, codeList{name, codes})
	}
	for i := range all {
		switch l := &all[i]; l.name {
		case "sdgs":
			for n := range goals {
				l.codes = append(l.codes, strconv.Itoa(n+1))
			}
		case "themes":
			for n := range themes {
				l.codes = append(l.codes, theme(n))
			}
		case "rating-variables":
			for _, v := range variables {
				l.codes = append(l.codes, v.name)
			}
		}
	}
	slices.SortFunc(all, func(a, b codeList) int { return strings.Compare(a.name, b.name) })
	return all
}()

var codeColumns = []string{"code text required unique", "label_es text required", "label_en text required", "order integer required minimum:0", "definition_es text", "definition_en text"}

func (l codeList) table() table {
	return table{name: "codes/" + l.name, key: "code", columns: codeColumns, rows: func(add func(...string), _ *rand.Rand) {
		for i, code := range l.codes {
			words := strings.ReplaceAll(code, "-", " ")
			add(code, "Código "+words, "Code "+words, strconv.Itoa(i+1), "Lo que significa "+words+".", "What "+words+" means.")
		}
	}}
}

// scaleTable says which scale a variable uses and in plans of which years, the
// absences included.
func scaleTable() table {
	columns := append(slices.Clone(codeColumns[:4]), "variable text required codes:rating-variables", "scale text required", "first_plan_year integer required", "last_plan_year integer")
	return table{name: "codes/rating-scales", key: "code", columns: columns, rows: func(add func(...string), _ *rand.Rand) {
		order := 0
		for _, v := range variables {
			for _, scale := range []string{v.scale, "absences"} {
				order++
				last := ""
				if v.last != 0 {
					last = strconv.Itoa(v.last)
				}
				add(v.name+"."+scale, "Escala de "+v.name, "Scale of "+v.name, strconv.Itoa(order), v.name, scale, strconv.Itoa(v.first), last)
			}
		}
	}}
}
