package check

import (
	"vitrina/generator/diag"
	"vitrina/generator/words"
	"vitrina/generator/written"
)

// missingWord is also reported while the words are read.
var missingWord = Rule{
	Name:    words.Rule,
	What:    diag.T("una palabra de la interfaz que le falta a un idioma", "a word of the interface that a language lacks"),
	Why:     diag.T("la página mostraría un hueco o una palabra en otro idioma", "the page would show a gap or a word in another language"),
	Wrong:   "# en.yaml no tiene la clave\nwords:\n  plans: Planes",
	Right:   "words:\n  plans: Plans",
	WrongEN: "# en.yaml lacks the key\nwords:\n  plans: Planes",
	Find:    findMissingWord,
}

func findMissingWord(ix *index, report report) {
	type use struct {
		file string
		key  written.Text
	}
	first := map[string]use{}
	for _, l := range ix.Languages {
		for _, e := range l.Form.Words {
			if _, ok := first[e.Key.Value]; !ok {
				first[e.Key.Value] = use{l.File, e.Key}
			}
		}
	}
	for _, l := range ix.Languages {
		if ix.Broken[l.File] {
			continue
		}
		for key, used := range first {
			if l.Has(key) {
				continue
			}
			report(diag.Pos{File: l.File, Line: 1, Column: 1},
				diag.T("falta la palabra %q", "the word %q is missing", key),
				diag.T("tradúzcala de %s", "translate it from %s", used.file),
				diag.Related{Pos: used.key.In(used.file), Message: diag.T("está aquí en otro idioma", "it is here in another language")})
		}
	}
}
