package check

import (
	"cmp"
	"fmt"
	"io"
	"strings"
)

// WriteRules prints every rule: its name, what it looks for, why, and a wrong
// and a right example, as text or as Markdown, in Spanish for lang "es" and in
// English for every other.
func WriteRules(w io.Writer, markdown bool, lang string) error {
	label := func(es, en string) string {
		if lang == "es" {
			return es
		}
		return en
	}
	var b strings.Builder
	for _, r := range Rules {
		wrong, right := r.Wrong, r.Right
		if lang != "es" {
			wrong, right = cmp.Or(r.WrongEN, wrong), cmp.Or(r.RightEN, right)
		}
		severity := "error"
		if r.Severity != 0 {
			severity = label("aviso", "warning")
		}
		if markdown {
			fmt.Fprintf(&b, "## %s\n\n%s (%s). %s.\n\n", r.Name, r.What.In(lang), severity, r.Why.In(lang))
			fmt.Fprintf(&b, "%s:\n\n```\n%s\n```\n\n%s:\n\n```\n%s\n```\n\n", label("Mal", "Wrong"), wrong, label("Bien", "Right"), right)
			continue
		}
		fmt.Fprintf(&b, "%s (%s)\n  %s\n  %s\n", r.Name, severity, r.What.In(lang), r.Why.In(lang))
		fmt.Fprintf(&b, "  %s: %s\n  %s: %s\n\n", label("mal", "wrong"), indented(wrong), label("bien", "right"), indented(right))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func indented(text string) string {
	return strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n       ")
}
