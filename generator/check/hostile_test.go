package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
)

// mistaken is a site of nothing but mistakes, of n rows.
func mistaken(t testing.TB, n int) fstest.MapFS {
	site, _ := sites(t, &txtar.Archive{})
	var rows, links, entities strings.Builder
	rows.WriteString("commitment,order,title,start,due,target,themes,helpers,sources\n")
	entities.WriteString("id,name\n")
	for i := range n {
		fmt.Fprintf(&rows, "CO%d,x,,y,z,w,no-theme|no,nobody-%d,nothing\n", i, i)
		fmt.Fprintf(&entities, "entity-%d,x\n", i)
	}
	for range n / 4 {
		links.WriteString("[x](nothing.md)\n")
	}
	site["datasets/milestones/milestones.csv"] = &fstest.MapFile{Data: []byte(rows.String())}
	site["datasets/entities/entities.csv"] = &fstest.MapFile{Data: []byte(entities.String())}
	site["content/en/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: x\nsummary: x\n---\n" + links.String())}
	return site
}

// Each mistake of a file of nothing else is told.
func TestManyMistakes(t *testing.T) {
	const n = 20_000
	if found := findings(t, mistaken(t, n)); len(found) < 8*n {
		t.Errorf("only %d findings", len(found))
	}
}

// A file of nothing but mistakes does not stall a build: no rule looks at all
// words for each of them.
func BenchmarkManyMistakes(b *testing.B) {
	for _, n := range []int{2_000, 20_000} {
		site := mistaken(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				findings(b, site)
			}
		})
	}
}
