package chart

import (
	"errors"
	"strings"
	"testing"
)

func TestALineageJoinsEachWithTheThingItself(t *testing.T) {
	head := Head{ID: "l", Title: "Where it comes from", Description: "Above what it continues."}
	c, err := DrawLineage(Lineage{Head: head, Labels: "What", Notes: "Plan", Before: []Node{{"First", "Plan I", "a"}, {"Second", "Plan I", "b"}}, Here: Node{"Here <x>", "Plan II", "c"}, After: []Node{{"Later", "Plan III", "d"}}})
	if err != nil {
		t.Fatal(err)
	}
	svg := string(c.SVG)
	// Three lines down and one across: the second of those before has a lane
	// of its own.
	if n := strings.Count(svg, "<line"); n != 4 {
		t.Errorf("%d lines, want 4: %s", n, svg)
	}
	if strings.Count(svg, `class="bar"`) != 1 || strings.Count(svg, `class="outline"`) != 3 {
		t.Errorf("the thing itself is not told from the others: %s", svg)
	}
	if len(c.Rows) != 4 || c.Rows[2].Cells[0] != "Here <x>" || !strings.Contains(svg, "Here &lt;x&gt;") {
		t.Errorf("rows %v of %s", c.Rows, svg)
	}
	if _, err := DrawLineage(Lineage{Head: head, Here: Node{Label: "Alone"}}); !errors.Is(err, ErrEmpty) {
		t.Errorf("a thing alone gives %v", err)
	}
}
