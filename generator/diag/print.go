package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// Lines gives the text of a line of a source file, without its end, for the
// excerpt under a finding; "" when there is none. Line counts from 1.
type Lines func(file string, line int) string

// Formats are the names that Write knows.
var Formats = []string{"text", "json", "github"}

// shownByGitHub is how many findings become annotations: GitHub shows at most
// ten errors and ten warnings of a step.
const shownByGitHub = 10

// Write prints the findings, which must be sorted, in one of Formats with
// messages in lang. Every control character of a source is printed escaped, so
// that a hostile file cannot speak to the terminal or to the workflow runner.
func Write(w io.Writer, list List, format, lang string, lines Lines) error {
	if format == "github" {
		return writeGitHub(w, list, lang)
	}
	shown := list.shown()
	if format == "json" {
		return writeJSON(w, shown, lang)
	}
	for _, f := range shown {
		if err := writeText(w, f, lang, lines); err != nil {
			return err
		}
	}
	if len(shown) == len(list) {
		return nil
	}
	_, err := fmt.Fprintln(w, list.total().In(lang))
	return err
}

// shownOfRule is how many findings of one rule are printed of one file: who
// mends those sees the next.
const shownOfRule = 100

// shown returns the list with what is too much of one rule in one file told as
// a number, where the first that is left out would stand.
func (l List) shown() List {
	if len(l) <= shownOfRule {
		return l
	}
	type group struct{ file, rule string }
	left := map[group]int{}
	for _, f := range l {
		left[group{f.File, f.Rule}]++
	}
	seen := map[group]int{}
	var out List
	for _, f := range l {
		of := group{f.File, f.Rule}
		// One more is printed rather than told of.
		if seen[of]++; seen[of] <= shownOfRule || left[of] == shownOfRule+1 {
			out = append(out, f)
		} else if seen[of] == shownOfRule+1 {
			more := left[of] - shownOfRule
			out = append(out, Finding{Pos: Pos{File: f.File}, Severity: f.Severity, Rule: f.Rule,
				Message: T("y %d más como estos en este archivo", "and %d more like these in this file", more)})
		}
	}
	return out
}

// total says how much was found, printed or not.
func (l List) total() Text {
	errors := l.Errors()
	return T("en total, errores: %d; avisos: %d", "in all, errors: %d; warnings: %d", errors, len(l)-errors)
}

func writeText(w io.Writer, f Finding, lang string, lines Lines) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s [%s]\n", place(f.Pos), severityWord(f.Severity, lang), visible(f.Message.In(lang)), f.Rule)
	if f.Line > 0 {
		b.WriteString(excerpt(f.Pos, lines(f.File, f.Line)))
	}
	if hint := f.Hint.In(lang); hint != "" {
		fmt.Fprintf(&b, "  %s: %s\n", T("ayuda", "help").In(lang), visible(hint))
	}
	for _, r := range f.Related {
		fmt.Fprintf(&b, "  %s: %s\n", place(r.Pos), visible(r.Message.In(lang)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func severityWord(s Severity, lang string) string {
	if s == Warning {
		return T("aviso", "warning").In(lang)
	}
	return "error"
}

func place(p Pos) string {
	switch {
	case p.Line == 0:
		return visible(p.File)
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", visible(p.File), p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", visible(p.File), p.Line, p.Column)
}

// widest is how many characters of a line an excerpt shows; a longer line is
// cut around the place meant.
const widest = 100

func excerpt(p Pos, line string) string {
	if line == "" {
		return ""
	}
	text := []rune(line)
	start := max(p.Column, 1) - 1
	end := start + 1
	if p.EndColumn > p.Column {
		end = p.EndColumn - 1
	}
	start, end = min(start, len(text)), min(end, max(len(text), start+1))
	from, to := 0, len(text)
	if to > widest {
		from = max(0, min(start-widest/2, len(text)-widest))
		to = min(len(text), from+widest)
	}
	end = min(end, to+1)
	shown := func(part []rune) string { return visible(string(part)) }
	before := shown(text[from:start])
	meant := ""
	if start < to {
		// Of a blank that is meant the reader sees which it is.
		meant = shown([]rune(blanks.Replace(string(text[start:min(end, to)]))))
	}
	after := ""
	if end < to {
		after = shown(text[end:to])
	}
	gutter := fmt.Sprintf("%4d | ", p.Line)
	margin := strings.Repeat(" ", len(gutter)-2) + "| "
	marks := strings.Repeat("^", max(1, len([]rune(meant))))
	return gutter + before + meant + after + "\n" + margin + strings.Repeat(" ", len([]rune(before))) + marks + "\n"
}

var blanks = strings.NewReplacer("\t", "→", "\u00a0", `\u00A0`)

// visible escapes every character that a terminal would act on or that a
// reader could not see.
func visible(s string) string {
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case hidden(r):
			fmt.Fprintf(&b, "\\u%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar
}

type finding struct {
	File      string    `json:"file"`
	Line      int       `json:"line"`
	Column    int       `json:"column"`
	EndColumn int       `json:"endColumn"`
	Severity  string    `json:"severity"`
	Rule      string    `json:"rule"`
	Message   string    `json:"message"`
	Hint      string    `json:"hint"`
	Related   []related `json:"related"`
}

type related struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

func writeJSON(w io.Writer, list List, lang string) error {
	out := make([]finding, 0, len(list))
	for _, f := range list {
		j := finding{f.File, f.Line, f.Column, f.EndColumn, f.Severity.String(), f.Rule, f.Message.In(lang), f.Hint.In(lang), []related{}}
		for _, r := range f.Related {
			j.Related = append(j.Related, related{r.File, r.Line, r.Column, r.Message.In(lang)})
		}
		out = append(out, j)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// writeGitHub prints workflow commands: the first ten errors, then the first
// ten warnings, then how many were left out.
func writeGitHub(w io.Writer, list List, lang string) error {
	left := 0
	for _, severity := range []Severity{Error, Warning} {
		shown := 0
		for _, f := range list {
			if f.Severity != severity {
				continue
			}
			if shown++; shown > shownByGitHub {
				left++
				continue
			}
			if _, err := io.WriteString(w, f.command(lang)); err != nil {
				return err
			}
		}
	}
	if left > 0 {
		m := T("y %d hallazgos más: están en el resumen del trabajo", "and %d more findings: they are in the job summary", left)
		if _, err := fmt.Fprintf(w, "::notice::%s\n", escapeMessage(m.In(lang))); err != nil {
			return err
		}
	}
	return nil
}

// command is the workflow command that shows a finding at its place.
func (f Finding) command(lang string) string {
	properties := []string{"file=" + escapeProperty(visible(f.File))}
	if f.Line > 0 {
		properties = append(properties, fmt.Sprintf("line=%d", f.Line))
	}
	if f.Column > 0 {
		properties = append(properties, fmt.Sprintf("col=%d", f.Column))
		if f.EndColumn > f.Column {
			properties = append(properties, fmt.Sprintf("endColumn=%d", f.EndColumn))
		}
	}
	properties = append(properties, "title="+escapeProperty(f.Rule))
	message := visible(f.Message.In(lang))
	if hint := f.Hint.In(lang); hint != "" {
		message += "\n" + visible(hint)
	}
	for _, r := range f.Related {
		message += "\n" + place(r.Pos) + ": " + visible(r.Message.In(lang))
	}
	return fmt.Sprintf("::%s %s::%s\n", f.Severity, strings.Join(properties, ","), escapeMessage(message))
}

func escapeMessage(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func escapeProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

// summaryBytes is how long a summary may grow: GitHub shows none of more than
// a mebibyte, and other tools of the same step write into it too.
const summaryBytes = 900_000

// WriteSummary prints the list as a Markdown table, for the file that
// GITHUB_STEP_SUMMARY names.
func WriteSummary(w io.Writer, list List, lang string) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, T("Sin hallazgos.", "No findings.").In(lang))
		return err
	}
	var b strings.Builder
	b.WriteString(T("| lugar | gravedad | qué | ayuda |\n", "| place | severity | what | help |\n").In(lang))
	b.WriteString("| --- | --- | --- | --- |\n")
	shown := list.shown()
	for i, f := range shown {
		help := markdown(f.Hint.In(lang))
		for _, r := range f.Related {
			help += "<br>" + code(place(r.Pos)) + ": " + markdown(r.Message.In(lang))
		}
		row := "| " + strings.Join([]string{code(place(f.Pos)), severityWord(f.Severity, lang), markdown(f.Message.In(lang)) + " " + code(f.Rule), help}, " | ") + " |\n"
		if b.Len()+len(row) > summaryBytes {
			b.WriteString("| | | " + T("y %d filas más que no caben aquí", "and %d more rows that do not fit here", len(shown)-i).In(lang) + " | |\n")
			break
		}
		b.WriteString(row)
	}
	b.WriteString("\n" + upperFirst(list.total().In(lang)) + ".\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// code shows a text of our own making, or the name of a file, as code; one that
// could end the code is shown as text.
func code(s string) string {
	if strings.ContainsAny(s, "`|\\") {
		return markdown(s)
	}
	return "`" + visible(s) + "`"
}

// markdown keeps a text of the sources from ending the cell, becoming markup or
// becoming a link, which GitHub makes of bare addresses too.
func markdown(s string) string {
	var b strings.Builder
	text := []rune(visible(strings.ReplaceAll(s, "\n", " ")))
	for i, r := range text {
		rest := text[i:]
		switch {
		case slices.Contains(marks, r),
			r == ':' && hasPrefix(rest, "://"), r == '.' && i >= 3 && strings.EqualFold(string(text[i-3:i]), "www"):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// marks are the characters that are markup somewhere.
var marks = []rune("\\`*_[]<>#|~!&@")

func hasPrefix(text []rune, prefix string) bool {
	return len(text) >= len(prefix) && string(text[:len(prefix)]) == prefix
}
