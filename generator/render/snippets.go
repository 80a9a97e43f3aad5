package render

import (
	"slices"
	"strings"

	"vitrina/generator/model"
)

// snippet is a program with its language's name; {url}, {sums}, {name}, {column}
// and {sheet}, the column's in the workbook, are filled. A judge runs each
// against the files.
type snippet struct{ id, title, code string }

// snippets are the programs in the order that pages show them. They ask for no
// more than the language itself, and keep every cell text: a code such as 05
// must not become a number.
var snippets = []snippet{
	{"python", "Python", `import csv
import io
import urllib.request

url = "{url}"
with urllib.request.urlopen(url) as file:
    rows = list(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")))

print(len(rows))
for row in rows[:3]:
    print(row["{column}"])
`},
	{"r", "R", `url <- "{url}"
rows <- read.csv(url, colClasses = "character", na.strings = "", encoding = "UTF-8")

cat(nrow(rows), head(rows[["{column}"]], 3), sep = "\n")
`},
	{"sql", "DuckDB (SQL)", `SELECT count(*) AS "rows", min("{column}") AS "first"
FROM read_csv('{url}', header = true, all_varchar = true, quote = '"', escape = '"');
`},
	{"formula", "Excel · LibreOffice", `=COUNTA('{sheet}'!A:A)-1
`},
	{"curl", "curl", `curl -fsSO {url}
curl -fsS {sums} | grep '  {name}.csv$' | sha256sum -c
`},
}

// snippets fills the programs for a table. Where the site does not know its own
// address they begin at the folder of the site.
func (p *page) snippets(t *model.Published) []Snippet {
	w := p.words
	address := ""
	for _, f := range p.files[t.Name] {
		if f.Format == "csv" {
			address = p.site.BaseURL + f.Address
		}
	}
	if address == "" || p.site.BaseURL == "" || len(t.Header) == 0 {
		return nil // a program needs an address to fetch
	}
	column := t.Header[0]
	if len(t.Schema.Key) > 0 {
		column = t.Schema.Key[0].Value
	}
	filled := strings.NewReplacer("{sheet}", t.Name[:min(len(t.Name), 31)], "{url}", address, "{sums}", p.site.BaseURL+"data/SHA256SUMS.txt", "{name}", t.Name, "{column}", column)
	var out []Snippet
	// The formula counts the first column, which must have no empty cell.
	holes := slices.ContainsFunc(t.Rows, func(row []string) bool { return row[0] == "" })
	for _, s := range snippets {
		if s.id == "formula" && holes {
			continue
		}
		out = append(out, Snippet{ID: "code-" + s.id, Title: s.title, Note: w.Fill("snippet."+s.id, "name", t.Name), Code: filled.Replace(s.code)})
	}
	return append(out, p.questions(t)...)
}

// questions are programs that answer one question over several tables, for
// those who come from a figure and want it as a data frame: which commitments
// of a plan have which value of completion. {base} is the folder of the data,
// {plan}, {variable} and {language} say what is asked.
var questions = []snippet{
	{"question-python", "Python", `import csv
import io
import urllib.request

def fetch(name):
    with urllib.request.urlopen("{base}" + name + ".csv") as file:
        return list(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")))

commitments = {row["id"]: row for row in fetch("commitments")}
rows = [
    {
        "commitment": row["commitment"],
        "title": commitments[row["commitment"]]["title_{language}"],
        "value": row["value_label_{language}"],
    }
    for row in fetch("ratings")
    if row["variable"] == "{variable}"
    and row["part"] == ""
    and commitments[row["commitment"]]["plan"] == "{plan}"
]

for row in rows:
    print(*row.values(), sep=" | ")
`},
	{"question-r", "R", `fetch <- function(name) {
  read.csv(paste0("{base}", name, ".csv"),
           colClasses = "character", na.strings = "", encoding = "UTF-8")
}

rows <- merge(fetch("ratings"), fetch("commitments"), by.x = "commitment", by.y = "id")
rows <- subset(rows, variable == "{variable}" & is.na(part) & plan == "{plan}",
               select = c("commitment", "title_{language}", "value_label_{language}"))
names(rows) <- c("commitment", "title", "value")

print(rows, right = FALSE, row.names = FALSE)
`},
	{"question-sql", "DuckDB (SQL)", `SELECT ratings.commitment, title_{language} AS "title", value_label_{language} AS "value"
FROM read_csv('{base}ratings.csv', header = true, all_varchar = true, quote = '"', escape = '"') AS ratings
JOIN read_csv('{base}commitments.csv', header = true, all_varchar = true, quote = '"', escape = '"') AS commitments
  ON commitments.id = ratings.commitment
WHERE variable = '{variable}' AND part IS NULL AND plan = '{plan}'
ORDER BY 1;
`},
}

// questions stand on the pages of the two tables that they join. They ask about
// the newest plan of which the IRM has judged completion.
func (p *page) questions(t *model.Published) []Snippet {
	if t.Name != model.CommitmentsTable && t.Name != "ratings" {
		return nil
	}
	for _, plan := range slices.Backward(p.site.Plans) {
		sp, ps := p.judged(plan)
		if ps == nil {
			continue
		}
		w := p.words
		title := w.Fill("snippet.question", "plan", plan.ID, "variable", p.label(sp.Variable))
		filled := strings.NewReplacer("{base}", p.site.BaseURL+"data/", "{plan}", plan.ID, "{variable}", sp.Variable.Code, "{language}", w.Code)
		var out []Snippet
		for _, s := range questions {
			out = append(out, Snippet{ID: "code-" + s.id, Title: title + " · " + s.title, Note: w.Word("snippet." + s.id), Code: filled.Replace(s.code)})
		}
		return out
	}
	return nil
}
