package main

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"vitrina/generator/source"
	"vitrina/layouts"
)

// Without a date "today" is the day where the site is, not where it is built.
func TestTodayIsMeantInTheZoneOfTheSite(t *testing.T) {
	evening := time.Date(2026, 11, 2, 2, 0, 0, 0, time.UTC) // in Bogotá still the day before
	memory, err := buildMemory(realSources(), settings{now: evening})
	if err != nil {
		t.Fatal(err)
	}
	if page := string(memory.File("en/index.html")); !strings.Contains(page, "1 November 2026") || strings.Contains(page, "2 November 2026") {
		t.Error("the home page is not as of 1 November 2026")
	}
}

func TestAZoneThatIsNotKnownIsReported(t *testing.T) {
	_, found, err := source.Load(layouts.Under(fstest.MapFS{"content/site.yaml": {Data: []byte("title: {es: x}\nlanguages: [es]\ntime_zone: America/Bogotá\n")}}), 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Line != 3 || found[0].Column != 12 || !strings.Contains(found[0].Message.ES, "America/Bogotá") {
		t.Errorf("got %+v", found)
	}
}
