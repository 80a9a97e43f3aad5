package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Output is a file of a finished build.
type Output struct {
	// Name is its slash-separated path below the output folder.
	Name  string
	Bytes int64
}

// Outputs lists the files of a finished build. It is apart from Floor, since
// looking at what another build wrote is no part of building.
func Outputs(built string) ([]Output, error) {
	var all []Output
	err := walk(built, func(name string, bytes int64) {
		all = append(all, Output{name, bytes})
	})
	if err != nil {
		return nil, fmt.Errorf("listing the output: %w", err)
	}
	return all, nil
}

// Floor does what no build can leave out and nothing else: with as many
// workers, it reads every file of content/ and datasets/ below the sources, and
// writes files of the names and sizes of the outputs into the folder out, which
// must not exist. What it writes is filler: to hold or to read the true bytes
// would cost more than the floor.
func Floor(sources string, outputs []Output, out string, workers int) error {
	var inputs []Output
	for _, root := range []string{"content", "datasets"} {
		err := walk(filepath.Join(sources, root), func(name string, bytes int64) {
			inputs = append(inputs, Output{root + "/" + name, bytes})
		})
		if err != nil {
			return fmt.Errorf("listing the sources: %w", err)
		}
	}
	err := inParallel(inputs, workers, func(buffer []byte, f Output) error {
		return read(filepath.Join(sources, filepath.FromSlash(f.Name)), buffer)
	})
	if err != nil {
		return fmt.Errorf("reading the sources: %w", err)
	}
	if err := os.Mkdir(out, 0o755); err != nil {
		return fmt.Errorf("making the folder of the floor: %w", err)
	}
	var made sync.Map
	err = inParallel(outputs, workers, func(buffer []byte, f Output) error {
		name := filepath.Join(out, filepath.FromSlash(f.Name))
		folder := filepath.Dir(name)
		if _, ok := made.Load(folder); !ok {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
			made.Store(folder, true)
		}
		return write(name, f.Bytes, buffer)
	})
	if err != nil {
		return fmt.Errorf("writing the output: %w", err)
	}
	return nil
}

// walk calls found for every regular file below a folder.
func walk(dir string, found func(name string, bytes int64)) error {
	return fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			found(name, info.Size())
		}
		return err
	})
}

// bufferBytes is the buffer of each worker; larger files go through it in
// pieces.
const bufferBytes = 1 << 16

// inParallel calls do for every file with as many workers, each with a buffer of
// its own, and joins what failed.
func inParallel(files []Output, workers int, do func(buffer []byte, f Output) error) error {
	next := make(chan Output)
	failed := make([]error, max(1, workers))
	var done sync.WaitGroup
	for i := range failed {
		done.Go(func() {
			buffer := make([]byte, bufferBytes)
			for f := range next {
				if failed[i] == nil {
					failed[i] = do(buffer, f)
				}
			}
		})
	}
	for _, f := range files {
		next <- f
	}
	close(next)
	done.Wait()
	return errors.Join(failed...)
}

func read(name string, buffer []byte) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // nothing to lose: it was only read
	for {
		if _, err := f.Read(buffer); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

func write(name string, bytes int64, buffer []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	for bytes > 0 {
		n := min(bytes, int64(len(buffer)))
		if _, err := f.Write(buffer[:n]); err != nil {
			return errors.Join(err, f.Close())
		}
		bytes -= n
	}
	return f.Close()
}
