//go:build unix

package publish

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A file that did not change is the same file after the next build, with one
// name; one that changed is another, and a build that is given up changes
// neither.
func TestUnchangedFilesAreReusedAndOthersAreNot(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	build := func(same, other string, commit bool) {
		t.Helper()
		f, err := NewFolder(target)
		if err != nil {
			t.Fatal(err)
		}
		for address, text := range map[string]string{".nojekyll": "", "a/same.html": same, "a/other.html": other} {
			if err := f.Put(address, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		end := f.Discard
		if commit {
			end = f.Commit
		}
		if err := end(); err != nil {
			t.Fatal(err)
		}
	}
	stat := func(address string) *syscall.Stat_t {
		t.Helper()
		info, err := os.Stat(filepath.Join(target, filepath.FromSlash(address)))
		if err != nil {
			t.Fatal(err)
		}
		return info.Sys().(*syscall.Stat_t)
	}
	text := func(address string) string {
		data, err := os.ReadFile(filepath.Join(target, filepath.FromSlash(address)))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}

	build("same", "first", true)
	same, other := stat("a/same.html"), stat("a/other.html")
	build("same", "given up", false)
	if text("a/same.html") != "same" || text("a/other.html") != "first" || stat("a/same.html").Nlink != 1 {
		t.Error("a build that was given up changed the one before")
	}
	build("same", "third", true)
	if now := stat("a/same.html"); now.Ino != same.Ino || now.Nlink != 1 {
		t.Errorf("the unchanged file is not the same with one name: %d names", now.Nlink)
	}
	if now := stat("a/other.html"); now.Ino == other.Ino || text("a/other.html") != "third" {
		t.Error("the changed file was not written anew")
	}

	// A file that lost its mode is written, not reused.
	if err := os.Chmod(filepath.Join(target, "a", "same.html"), 0o600); err != nil {
		t.Fatal(err)
	}
	build("same", "third", true)
	if mode := stat("a/same.html").Mode & 0o777; mode != 0o644 {
		t.Errorf("the mode is %o", mode)
	}
}
