package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"vitrina/generator/check"
	"vitrina/generator/diag"
	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/upload"
	"vitrina/layouts"
)

// takeIn puts downloaded tables back into the sources, or says why not. The
// findings of the sources as they would be are told at the cells that they come
// from.
func (c *command) takeIn(args []string) error {
	sources, err := c.sources()
	if err != nil {
		return err
	}
	files, err := uploads(args)
	if err != nil {
		return err
	}
	change, found, err := takeIn(sources, files, upload.Options{Remove: c.remove, New: c.newPages})
	if err != nil {
		return err
	}
	given := map[string][]string{}
	for _, f := range files {
		given[f.Name] = strings.Split(strings.ReplaceAll(strings.TrimPrefix(string(f.Data), "\ufeff"), "\r\n", "\n"), "\n")
	}
	written := lines(sources)
	lang := c.messages(sources)
	err = diag.Write(c.stderr, found, "text", lang, func(file string, line int) string {
		text, ok := given[file]
		switch {
		case !ok:
			return written(file, line)
		case line < 1 || line > len(text):
			return ""
		}
		return text[line-1]
	})
	if err != nil {
		return fmt.Errorf("printing the findings: %w", err)
	}
	if found.Errors() > 0 {
		return errFindings
	}
	if !c.dryRun {
		if err := replaceAll(c.source, change.Files, os.Rename); err != nil {
			return err
		}
	}
	for _, line := range change.Summary(lang) {
		fmt.Fprintln(c.stdout, line)
	}
	return nil
}

// takeIn says what the files make of the sources, and what is wrong with that.
func takeIn(sources fs.FS, files []upload.File, o upload.Options) (*upload.Change, diag.List, error) {
	site, found, err := understand(sources)
	if err != nil || found.Errors() > 0 {
		return nil, found, err
	}
	known := map[string]bool{}
	for _, f := range found {
		known[f.File+f.Rule+f.Message.EN] = true
	}
	change, bad, err := upload.Read(site, sources, files, o)
	if err != nil || bad.Errors() > 0 {
		return change, bad.Sorted(), err
	}
	next, after, err := understand(change.Over(sources))
	if err != nil {
		return change, nil, err
	}
	for _, f := range after {
		if !known[f.File+f.Rule+f.Message.EN] {
			bad = append(bad, change.Place(f))
		}
	}
	if after.Errors() == 0 {
		bad = append(bad, change.Verify(next)...)
	}
	return change, bad.Sorted(), nil
}

// understand reads and checks sources; the site is nil when one finding is an
// error.
func understand(sources fs.FS) (*model.Site, diag.List, error) {
	tree, found, err := source.Load(layouts.Under(sources), 0)
	if err != nil {
		return nil, nil, err
	}
	found = append(found, check.Run(tree)...).Sorted()
	if found.Errors() > 0 {
		return nil, found, nil
	}
	return model.Build(tree, model.Options{}), found, nil
}

// uploads reads the files that the arguments name: tables, or folders with
// tables in them.
func uploads(args []string) ([]upload.File, error) {
	var out []upload.File
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, fmt.Errorf("opening what to import: %w", err)
		}
		names := []string{arg}
		if info.IsDir() {
			entries, err := os.ReadDir(arg)
			if err != nil {
				return nil, fmt.Errorf("listing what to import: %w", err)
			}
			names = nil
			for _, e := range entries {
				if !e.IsDir() && filepath.Ext(e.Name()) == ".csv" {
					names = append(names, filepath.Join(arg, e.Name()))
				}
			}
			if len(names) == 0 {
				return nil, fmt.Errorf("the folder %s has no files .csv", arg)
			}
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("reading what to import: %w", err)
			}
			out = append(out, upload.File{Name: filepath.ToSlash(name), Data: data, Listed: info.IsDir()})
		}
	}
	return out, nil
}
