package changes

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A language is held to Words before anything is told: a word that the code
// asks for and the list lacks would be missing in the middle of a sentence.
func TestWordsAreThoseThatTheCodeAsksFor(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || name == "words.go" {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"((?:change|count)\.[a-z.-]*[a-z])"`).FindAllStringSubmatch(string(data), -1) {
			asked[m[1]] = true
		}
	}
	for _, k := range []Kind{TableAdded, TableRemoved, KeyChanged, ColumnAdded, ColumnRemoved, ColumnsMoved, ColumnRetyped, RuleTightened, RuleLoosened, LicenceChanged, DescribedAnew, ColumnDescribed} {
		asked["change."+string(k)] = true
	}
	for _, l := range []Level{None, Patch, Minor, Major} {
		asked["change.level."+l.String()] = true
	}
	for word := range asked {
		if !slices.Contains(Words, word) {
			t.Errorf("the code asks for %q, which is not in Words", word)
		}
	}
	for _, word := range Words {
		if !asked[word] {
			t.Errorf("no code asks for %q", word)
		}
	}
}
