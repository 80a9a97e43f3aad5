package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// replaceAll puts files, by path, into the folder of the sources: all of them or
// none. Each is written beside its place and reaches the disk first; then they
// change places by rename, which leaves at every moment either the old file or
// the new one. When one fails, those before it get their old files back.
func replaceAll(dir string, files map[string][]byte, rename func(from, to string) error) (err error) {
	var moves []move
	done := 0
	defer func() {
		if err != nil {
			for _, m := range slices.Backward(moves[:done]) {
				err = errors.Join(err, m.undo(rename))
			}
		}
		for _, m := range moves {
			for _, name := range []string{m.next, m.before} {
				if e := os.Remove(name); name != "" && e != nil && !errors.Is(e, fs.ErrNotExist) {
					err = errors.Join(err, e)
				}
			}
		}
	}()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		m, e := prepare(filepath.Join(dir, filepath.FromSlash(name)), files[name])
		moves = append(moves, m)
		if e != nil {
			return fmt.Errorf("writing %s: %w", name, e)
		}
	}
	for _, m := range moves {
		if err := rename(m.next, m.to); err != nil {
			return fmt.Errorf("putting the sources in place: %w", err)
		}
		done++
	}
	return nil
}

// move is a file about to change: next holds the new bytes, before a second name
// of the old ones, "" where there is no old file.
type move struct{ next, to, before string }

func prepare(to string, data []byte) (m move, err error) {
	if real, err := filepath.EvalSymlinks(to); err == nil {
		to = real // the link stays, what it leads to changes
	}
	m.to = to
	mode := fs.FileMode(0o644)
	info, err := os.Stat(to)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return m, err
	case !info.Mode().IsRegular():
		return m, &fs.PathError{Op: "write", Path: to, Err: errors.New("not a file")}
	default:
		mode = info.Mode().Perm()
		if m.before, err = keep(to, mode); err != nil {
			return m, err
		}
	}
	m.next, err = write(filepath.Dir(to), data, mode)
	return m, err
}

// keep gives a file a second name beside it, or a copy where the disk has one
// name a file.
func keep(name string, mode fs.FileMode) (string, error) {
	free, err := write(filepath.Dir(name), nil, mode)
	if err != nil {
		return free, err
	}
	if err := os.Remove(free); err != nil {
		return free, err
	}
	if os.Link(name, free) == nil {
		return free, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	return write(filepath.Dir(name), data, mode)
}

// write makes a file of a free name; the name is returned also with an error,
// where there is something to be removed.
func write(dir string, data []byte, mode fs.FileMode) (name string, err error) {
	f, err := os.CreateTemp(dir, ".import-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	return f.Name(), errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
}

// undo puts the old file back, or takes the new one away.
func (m move) undo(rename func(from, to string) error) error {
	if m.before == "" {
		return os.Remove(m.to)
	}
	return rename(m.before, m.to)
}
