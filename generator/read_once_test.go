package main

import (
	"io"
	"testing"
)

// A comparison needs the words of the site, and one tree or two: none is read
// more than once, as promise 1 of the manual says.
func TestAComparisonReadsEachFolderOnce(t *testing.T) {
	c := &command{source: "..", format: "text", lang: "es", stdout: io.Discard, stderr: io.Discard}
	if _, err := c.editionOf(".."); err != nil {
		t.Fatal(err)
	}
	first := c.loaded[".."]
	if err := c.diff("1.0.0", ".."); err != nil {
		t.Fatal(err)
	}
	if len(c.loaded) != 1 || c.loaded[".."] != first {
		t.Errorf("%d folders were read, or one of them again", len(c.loaded))
	}
}
