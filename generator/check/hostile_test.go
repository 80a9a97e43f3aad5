package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// A file of nothing but mistakes does not stall a build: no rule looks at all
// words for each of them.
func TestManyMistakes(t *testing.T) {
	const n = 20_000
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
	began := time.Now()
	found := findings(t, site)
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("%d findings took %s", len(found), took)
	} else {
		t.Logf("%d findings in %s", len(found), took)
	}
	if len(found) < 8*n {
		t.Errorf("only %d findings", len(found))
	}
}
