package corpus

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFloorWritesFilesOfTheSameNamesAndSizes(t *testing.T) {
	dir := t.TempDir()
	sources, built, out := filepath.Join(dir, "sources"), filepath.Join(dir, "built"), filepath.Join(dir, "out")
	if err := Write(sources, 3, 1); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(built, "es", "a"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, size := range map[string]int{"index.html": 10, ".nojekyll": 0, "es/a/index.html": 2*bufferBytes + 1} {
		if err := os.WriteFile(filepath.Join(built, filepath.FromSlash(name)), make([]byte, size), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	outputs, err := Outputs(built)
	if err != nil {
		t.Fatal(err)
	}
	if len(outputs) != 3 {
		t.Fatalf("found %d outputs instead of 3", len(outputs))
	}
	if err := Floor(sources, outputs, out, 2); err != nil {
		t.Fatal(err)
	}
	got, err := Outputs(out)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(outputs, got); d != "" {
		t.Errorf("names and sizes (-built +floor):\n%s", d)
	}
	if Floor(sources, outputs, out, 2) == nil {
		t.Error("a folder that exists was taken")
	}
	if Floor(filepath.Join(dir, "none"), outputs, filepath.Join(dir, "other"), 1) == nil {
		t.Error("sources that are missing were read")
	}
}
