package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"sync/atomic"
)

// Folder is a Sink that writes into a staging folder beside the target and
// puts it in place with Commit. Until then the target is as it was, also when
// the program is killed.
type Folder struct {
	register
	target, staging, before string
	made                    sync.Map
	chmod                   bool
	files, bytes            atomic.Int64
}

// kept are the files of the target that are not the build's and stay.
var kept = []string{".gitignore"}

// madeBy is the file that tells a folder this program made from any other.
const madeBy = ".nojekyll"

// NewFolder prepares to replace the target folder, which may be missing, empty
// but for .gitignore, or an earlier build. It refuses any other folder, so
// that a slip in --out deletes nobody's files.
func NewFolder(target string) (*Folder, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return nil, fmt.Errorf("finding the output folder: %w", err)
	}
	parent, name := filepath.Split(target)
	f := &Folder{target: target, staging: filepath.Join(parent, "."+name+".staging"), before: filepath.Join(parent, "."+name+".before")}
	if err := f.recover(); err != nil {
		return nil, err
	}
	if err := refuseForeign(target); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder of the output: %w", err)
	}
	if err := os.RemoveAll(f.staging); err != nil {
		return nil, fmt.Errorf("removing what an interrupted build left: %w", err)
	}
	if err := os.Mkdir(f.staging, 0o755); err != nil {
		return nil, fmt.Errorf("making the staging folder: %w", err)
	}
	// A strict umask would publish files that a web server cannot read.
	info, err := os.Stat(f.staging)
	if err != nil {
		return nil, fmt.Errorf("reading the staging folder: %w", err)
	}
	if f.chmod = info.Mode().Perm() != 0o755; f.chmod {
		if err := os.Chmod(f.staging, 0o755); err != nil {
			return nil, fmt.Errorf("setting the mode of the staging folder: %w", err)
		}
	}
	return f, nil
}

// recover puts back what a build killed between the two renames moved away.
func (f *Folder) recover() error {
	if _, err := os.Stat(f.before); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := os.Stat(f.target); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(f.before, f.target); err != nil {
			return fmt.Errorf("putting back the output of the build before: %w", err)
		}
		return nil
	}
	if err := os.RemoveAll(f.before); err != nil {
		return fmt.Errorf("removing the output of the build before: %w", err)
	}
	return nil
}

// ErrForeign says that the output folder holds what this program did not make.
var ErrForeign = errors.New("the output folder holds files that this program did not make; empty it or name another with --out")

func refuseForeign(target string) error {
	entries, err := os.ReadDir(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the output folder: %w", err)
	}
	foreign := false
	for _, e := range entries {
		switch e.Name() {
		case madeBy:
			foreign = false
			for _, never := range []string{"content", "datasets", "go.mod", ".git"} {
				if _, err := os.Stat(filepath.Join(target, never)); err == nil {
					return fmt.Errorf("%s: %w", target, ErrForeign)
				}
			}
			return nil
		case ".gitignore":
		default:
			foreign = true
		}
	}
	if foreign {
		return fmt.Errorf("%s: %w", target, ErrForeign)
	}
	return nil
}

// Put writes the file into the staging folder with mode 0644.
func (f *Folder) Put(address string, data []byte) error {
	f.take(address)
	if err := f.makeFolder(path.Dir(address)); err != nil {
		return err
	}
	name := filepath.Join(f.staging, filepath.FromSlash(address))
	f.files.Add(1)
	f.bytes.Add(int64(len(data)))
	if reuse(filepath.Join(f.target, filepath.FromSlash(address)), name, data) {
		return nil
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return fmt.Errorf("writing a page: %w", err)
	}
	if f.chmod {
		if err := os.Chmod(name, 0o644); err != nil {
			return fmt.Errorf("setting the mode of a page: %w", err)
		}
	}
	return nil
}

// reuse gives the file of the build before a second name in the staging folder
// where it has the same bytes: most of a site does not change from one build to
// the next, and making files costs more than reading them. The first name goes
// with the old output. It reports whether that was possible; where it is not,
// the file is written.
func reuse(old, name string, data []byte) bool {
	info, err := os.Lstat(old)
	if err != nil || info.Mode() != 0o644 || info.Size() != int64(len(data)) {
		return false
	}
	was, err := os.ReadFile(old)
	return err == nil && bytes.Equal(was, data) && os.Link(old, name) == nil
}

func (f *Folder) makeFolder(dir string) error {
	if dir == "." {
		return nil
	}
	if _, ok := f.made.Load(dir); ok {
		return nil
	}
	if err := f.makeFolder(path.Dir(dir)); err != nil {
		return err
	}
	name := filepath.Join(f.staging, filepath.FromSlash(dir))
	if err := os.Mkdir(name, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("making a folder: %w", err)
	}
	if f.chmod {
		if err := os.Chmod(name, 0o755); err != nil {
			return fmt.Errorf("setting the mode of a folder: %w", err)
		}
	}
	f.made.Store(dir, true)
	return nil
}

// Written returns how many files and bytes were put.
func (f *Folder) Written() (files, bytes int64) { return f.files.Load(), f.bytes.Load() }

// Commit puts the staged files in place of the target. What was there and is
// not kept is gone.
func (f *Folder) Commit() error {
	for _, name := range kept {
		data, err := os.ReadFile(filepath.Join(f.target, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(f.staging, name), data, 0o644)
		}
		if err != nil {
			return fmt.Errorf("keeping %s: %w", name, err)
		}
	}
	if err := os.Rename(f.target, f.before); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("moving the old output away: %w", err)
	}
	if err := os.Rename(f.staging, f.target); err != nil {
		// The old site goes back, so that a failure here is no outage.
		return errors.Join(fmt.Errorf("putting the new output in place: %w", err), f.recover())
	}
	if err := os.RemoveAll(f.before); err != nil {
		return fmt.Errorf("removing the old output: %w", err)
	}
	return nil
}

// Discard removes the staging folder; the target stays as it was.
func (f *Folder) Discard() error {
	if err := os.RemoveAll(f.staging); err != nil {
		return fmt.Errorf("removing the staging folder: %w", err)
	}
	return nil
}
