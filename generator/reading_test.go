package main

import (
	"testing"

	"golang.org/x/net/html"
)

// What all milestones of a commitment share is said once, above them.
func TestMilestonesSayOnceWhatTheyShare(t *testing.T) {
	s := wholeSite(t)
	tables := 0
	for _, p := range s.order {
		for _, table := range find(p.root, byClass("milestones")) {
			body := find(table, byName("tbody"))[0]
			rows := find(body, byName("tr"))
			if len(rows) < 2 {
				continue
			}
			tables++
			for name, match := range map[string]func(*html.Node) bool{"note": byClass("note"), "source": byClass("at"), "unknown deadline": byClass("unknown")} {
				texts := map[string]int{}
				for _, n := range find(body, match) {
					texts[textOf(n)]++
				}
				for text, n := range texts {
					if n == len(rows) {
						t.Errorf("%s: every one of %d rows has the %s %q", p.address, n, name, text)
					}
				}
			}
		}
	}
	if tables == 0 {
		t.Error("no table of milestones was looked at")
	}
}
