package diag

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestNearest(t *testing.T) {
	known := []string{"mintic", "dnp", "presidencia", "participación", "open-data"}
	for typed, want := range map[string]string{
		"mintc": "mintic", "mitnic": "mintic", "MINTIC": "mintic", "dpn": "dnp", "Participacion": "participación",
		"presi": "presidencia", "opendata": "open-data", "": "", "xyz": "", "x": "", "completamente": "",
	} {
		if got := Nearest(typed, slices.Values(known)); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

// The nearest word is one of the known, is itself when it is known, does not
// depend on their order, and is never found for what is too long to compare.
func FuzzNearest(f *testing.F) {
	f.Add("mintc", "mintic", "minting")
	f.Add("", "a", "á")
	f.Add("Á\u0301", "a", "\u0301")
	f.Fuzz(func(t *testing.T, typed, a, b string) {
		got := Nearest(typed, slices.Values([]string{a, b}))
		if got != "" && got != a && got != b {
			t.Errorf("%q is not known", got)
		}
		if again := Nearest(typed, slices.Values([]string{b, a})); again != got {
			t.Errorf("in the other order %q, before %q", again, got)
		}
		if utf8.RuneCountInString(typed) > 10*longest && got != "" {
			t.Errorf("compared a word of %d characters", utf8.RuneCountInString(typed))
		}
		if utf8.ValidString(typed) && len(typed) <= longest && len(fold(typed)) > 0 && Nearest(typed, slices.Values([]string{typed})) != typed {
			t.Errorf("%q is not near itself", typed)
		}
		x, y := fold(a), fold(b)
		if len(x) <= longest && len(y) <= longest && editDistance(x, y) != editDistance(y, x) {
			t.Errorf("the distance of %q and %q depends on the order", a, b)
		}
	})
}
