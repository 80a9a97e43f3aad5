package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"vitrina/generator/diag"
)

// Entries returns the files and folders of a folder, without hidden ones. What
// is neither, such as a link, is reported and left out; a folder that lies
// behind a link has none, since Load reports the link.
func Entries(sources fs.FS, folder string) ([]fs.DirEntry, diag.List, error) {
	link, err := throughLink(sources, folder)
	if err != nil || link != "" {
		return nil, nil, err
	}
	all, err := fs.ReadDir(sources, folder)
	if err != nil {
		return nil, nil, fmt.Errorf("listing %s: %w", folder, err)
	}
	var entries []fs.DirEntry
	var found diag.List
	for _, e := range all {
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case !e.IsDir() && !e.Type().IsRegular():
			found = append(found, notRegular(path.Join(folder, e.Name())))
		default:
			entries = append(entries, e)
		}
	}
	return entries, found, nil
}

// ReadFile reads a file of at most limit bytes. The size is looked at first: a
// larger one is a finding, and is not read.
func ReadFile(sources fs.FS, name string, limit int) ([]byte, diag.List, error) {
	info, err := fs.Stat(sources, name)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if info.Size() > int64(limit) {
		return nil, diag.List{tooLarge(name, info.Size(), limit)}, nil
	}
	data, err := fs.ReadFile(sources, name)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return data, nil, nil
}

// throughLink returns the first of a folder and those it lies in that is
// neither a folder nor a file: what lies behind a link is no source.
func throughLink(sources fs.FS, folder string) (string, error) {
	parts := strings.Split(folder, "/")
	for i := range parts {
		p := path.Join(parts[:i+1]...)
		info, err := fs.Lstat(sources, p)
		if errors.Is(err, fs.ErrNotExist) {
			return "", nil
		}
		if err != nil {
			return "", fmt.Errorf("listing %s: %w", p, err)
		}
		if !info.IsDir() && !info.Mode().IsRegular() {
			return p, nil
		}
	}
	return "", nil
}

func notRegular(p string) diag.Finding {
	return diag.Finding{Pos: diag.Pos{File: p}, Rule: RuleUnexpectedFile,
		Message: diag.T("no es un archivo corriente (enlace, dispositivo o tubería)", "this is not a regular file (a link, device or pipe)"),
		Hint:    diag.T("ponga en su lugar el archivo mismo", "put the file itself in its place")}
}

func tooLarge(file string, size int64, limit int) diag.Finding {
	return diag.Finding{Pos: diag.Pos{File: file}, Rule: RuleTooLarge,
		Message: diag.T("el archivo tiene %[1]d bytes y el máximo es %[2]d", "the file has %[1]d bytes and the most is %[2]d", size, limit),
		Hint:    diag.T("divida el archivo", "split the file")}
}
