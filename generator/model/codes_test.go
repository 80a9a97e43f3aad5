package model

import (
	"sync"
	"testing"
)

// A code that no list has is one, however often it is asked for.
func TestACodeWithoutAListIsOne(t *testing.T) {
	s := &Site{codes: []string{"es"}, unlisted: &sync.Map{}}
	a := s.Code("branches", "executive")
	if b := s.Code("branches", "executive"); a != b || a.Label.In(0).Text != "executive" {
		t.Error("a code is two")
	}
	if s.Code("levels", "executive") == a || s.Code("branches", "judicial") == a {
		t.Error("two codes are one")
	}
}
