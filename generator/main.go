package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vitrina/generator/changes"
	"vitrina/generator/check"
	"vitrina/generator/date"
	"vitrina/generator/diag"
	"vitrina/generator/download"
	"vitrina/generator/preview"
	"vitrina/generator/publish"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/layouts"
)

// Exit statuses of every command.
const (
	exitClean    = 0
	exitFindings = 1 // an author can mend it; nothing was written
	exitTrouble  = 2 // the machine or the command line is at fault
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// errFindings says that the findings have been printed and one is an error.
var errFindings = errors.New("findings")

// run is main without its process, for tests.
func run(args []string, stdout, stderr io.Writer) int {
	root := commands(stdout, stderr)
	root.SetArgs(args)
	err := root.Execute()
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	}
	fmt.Fprintln(stderr, "vitrina:", err)
	return exitTrouble
}

func commands(stdout, stderr io.Writer) *cobra.Command {
	c := &command{stdout: stdout, stderr: stderr}
	root := &cobra.Command{
		Use:   "vitrina",
		Short: "A static open-data site of open-government action plans",
		Long: `Vitrina turns content/, datasets/ and layouts/ into a bilingual site with its
open data. Run it where those folders are, or name the place with --source.`,
		SilenceUsage: true, SilenceErrors: true, SuggestionsMinimumDistance: 2,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(suggestFlag)
	root.PersistentFlags().StringVar(&c.source, "source", ".", "folder that holds content/, datasets/ and layouts/")

	build := &cobra.Command{Use: "build", Short: "Check the sources and publish the site into a folder", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error { return c.build() }}
	build.Flags().StringVar(&c.out, "out", "", "output folder (default: public in the source folder)")
	c.buildFlags(build)
	c.publishedFlag(build)
	build.Flags().BoolVar(&c.stats, "stats", false, "print time and counts of each stage")

	find := &cobra.Command{Use: "check", Short: "Find everything wrong in one run", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error { return c.check() }}
	find.Flags().StringVar(&c.format, "format", "text", "form of the findings: "+strings.Join(diag.Formats, ", "))
	find.Flags().StringVar(&c.lang, "lang", "", "language of the messages: es or en (default: the site's first)")
	find.Flags().StringVar(&c.date, "date", "", "the as-of date, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today)")
	c.publishedFlag(find)

	serve := &cobra.Command{Use: "serve", Short: "Show the site and rebuild it on every change", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error { return c.serve() }}
	serve.Flags().StringVar(&c.addr, "addr", "127.0.0.1:8080", "address to listen on")
	c.buildFlags(serve)

	rules := &cobra.Command{Use: "rules", Short: "Print every rule: what, why, wrong, right", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error { return c.rules() }}
	rules.Flags().StringVar(&c.format, "format", "text", "text or markdown")
	rules.Flags().StringVar(&c.lang, "lang", "", "language: es or en (default: es)")

	diff := &cobra.Command{Use: "diff OLD NEW", Short: "Say what changes between two editions or folders of sources", Args: cobra.ExactArgs(2), RunE: func(_ *cobra.Command, args []string) error { return c.diff(args[0], args[1]) }}
	diff.Flags().StringVar(&c.format, "format", "text", "form: "+strings.Join(changes.Formats, ", "))
	diff.Flags().StringVar(&c.lang, "lang", "", "language of the words (default: the site's first)")

	release := &cobra.Command{Use: "release VERSION", Short: "Freeze the data as an edition", Args: cobra.ExactArgs(1), RunE: func(_ *cobra.Command, args []string) error { return c.release(args[0]) }}
	c.publishedFlag(release)
	release.Flags().StringVar(&c.date, "date", "", "the day of the edition, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today)")

	take := &cobra.Command{Use: "import FILE.csv|DIR...", Short: "Put downloaded tables back into the sources", Args: cobra.MinimumNArgs(1), RunE: func(_ *cobra.Command, args []string) error { return c.takeIn(args) }}
	take.Flags().BoolVar(&c.remove, "remove", false, "delete the rows of datasets that the files do not have")
	take.Flags().BoolVar(&c.newPages, "new", false, "write pages of commitments that have none")
	take.Flags().BoolVar(&c.dryRun, "dry-run", false, "say what would change and write nothing")

	root.AddCommand(build, find, serve, rules, diff, release, take)
	return root
}

var flagName = regexp.MustCompile(`--([a-z-]+)`)

// suggestFlag adds the flag that was most likely meant to an error about one
// that is not known, as cobra does for commands.
func suggestFlag(cmd *cobra.Command, err error) error {
	typed, unknown := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !unknown {
		return err
	}
	var known []string
	for _, m := range flagName.FindAllStringSubmatch(cmd.Flags().FlagUsages(), -1) {
		known = append(known, m[1])
	}
	if near := diag.Nearest(typed, slices.Values(known)); near != "" {
		return fmt.Errorf("%w; did you mean --%s?", err, near)
	}
	return err
}

// command is one call of the program: its flags and where it prints.
type command struct {
	stdout, stderr                                                        io.Writer
	source, out, baseURL, date, repository, format, lang, addr, published string
	plain, stats, remove, newPages, dryRun                                bool

	loaded map[string]*loaded // by folder
}

func (c *command) buildFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.baseURL, "base-url", "", "address where the site is published, for what needs whole addresses")
	f.StringVar(&c.date, "date", "", "the as-of date, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today)")
	f.BoolVar(&c.plain, "plain", false, "do not minify")
	f.StringVar(&c.repository, "repository", "", "address of the sources (default: that of site.yaml)")
}

func (c *command) publishedFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.published, "published", "", "data/v/addresses.csv of the site as it is published now: none of its addresses may be lost")
}

func (c *command) settings() (settings, error) {
	d, err := c.asOf()
	if err != nil {
		return settings{}, err
	}
	now := time.Now()
	for flag, value := range map[string]string{"--base-url": c.baseURL, "--repository": c.repository} {
		if value != "" && !strings.HasPrefix(value, "https://") && !strings.HasPrefix(value, "http://") {
			return settings{}, fmt.Errorf("%s %q is not a whole address; write it with https://", flag, value)
		}
	}
	published, err := readPublished(c.published)
	if err != nil {
		return settings{}, err
	}
	return settings{date: d, now: now, baseURL: c.baseURL, repository: c.repository, plain: c.plain, published: published}, nil
}

// readPublished reads the list of addresses in a file; nil for no name.
func readPublished(name string) (*table.Table, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the addresses that are published: %w", err)
	}
	t, found := table.Parse(name, bytes.TrimPrefix(data, []byte("\ufeff")))
	if t == nil || found.Errors() > 0 || !slices.Equal(t.Header, source.RegisterHeader) {
		return nil, fmt.Errorf("--published %s is not a list of addresses: it must be the data/v/addresses.csv of the published site, with the columns %s", name, strings.Join(source.RegisterHeader, ", "))
	}
	return t, nil
}

// asOf is the date that lateness is computed against: the flag, else
// SOURCE_DATE_EPOCH in UTC, else none, which means today where the site is.
func (c *command) asOf() (date.Date, error) {
	if c.date != "" {
		d, ok := date.Parse(c.date)
		if !ok || d.Day == 0 {
			return date.Date{}, fmt.Errorf("--date %q is not a day; write it as 2026-03-31", c.date)
		}
		return d, nil
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return date.Date{}, fmt.Errorf("SOURCE_DATE_EPOCH %q is not a number of seconds", epoch)
		}
		return date.Of(time.Unix(seconds, 0).UTC()), nil
	}
	return date.Date{}, nil
}

// prepare reads the flags and opens the source folder.
func (c *command) prepare() (fs.FS, settings, error) {
	o, err := c.settings()
	if err != nil {
		return nil, settings{}, err
	}
	sources, err := c.sources()
	return sources, o, err
}

func (c *command) sources() (fs.FS, error) {
	sources, err := openSources(c.source)
	if err != nil {
		return nil, fmt.Errorf("opening the source folder: %w", err)
	}
	return sources, nil
}

// openSources opens a folder of sources: nothing outside it can be read through
// it, wherever its links lead.
func openSources(folder string) (fs.FS, error) {
	info, err := os.Stat(folder)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", folder)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	return root.FS(), nil
}

func (c *command) build() (err error) {
	sources, o, err := c.prepare()
	if err != nil {
		return err
	}
	out := c.out
	if out == "" {
		out = filepath.Join(c.source, "public")
	}
	var folder *publish.Folder
	found, _, st, err := build(sources, func() (publish.Sink, error) {
		folder, err = publish.NewFolder(out)
		return folder, err
	}, o)
	if err != nil {
		if folder != nil {
			err = errors.Join(err, folder.Discard())
		}
		return err
	}
	if err := diag.Write(c.stderr, found, "text", c.messages(sources), lines(sources)); err != nil {
		return fmt.Errorf("printing the findings: %w", err)
	}
	if found.Errors() > 0 {
		if folder != nil { // an address would be lost, which only the pages tell
			if err := folder.Discard(); err != nil {
				return err
			}
		}
		return errFindings
	}
	if err := folder.Commit(); err != nil {
		return errors.Join(err, folder.Discard())
	}
	files, bytes := folder.Written()
	st.done("publish", "%d files, %.1f MB in %s", files, float64(bytes)/1e6, out)
	if c.stats {
		st.print(c.stdout)
	}
	return nil
}

func (c *command) check() error {
	if !slices.Contains(diag.Formats, c.format) {
		return fmt.Errorf("--format %q is not known; use one of: %s", c.format, strings.Join(diag.Formats, ", "))
	}
	if err := c.knowsLang(); err != nil {
		return err
	}
	sources, o, err := c.prepare()
	if err != nil {
		return err
	}
	var found diag.List
	if o.published == nil {
		_, _, found, err = inspect(layouts.Under(sources), o, &stats{start: time.Now()})
	} else { // whether each address will answer only the pages tell
		found, _, _, err = build(sources, func() (publish.Sink, error) { return &publish.Memory{}, nil }, o)
	}
	if err != nil {
		return err
	}
	lang := c.lang
	if lang == "" {
		lang = c.messages(sources)
	}
	w := c.stdout
	if c.format == "text" {
		w = c.stderr
	}
	if err := diag.Write(w, found, c.format, lang, lines(sources)); err != nil {
		return fmt.Errorf("printing the findings: %w", err)
	}
	if summary := os.Getenv("GITHUB_STEP_SUMMARY"); c.format == "github" && summary != "" {
		if err := appendSummary(summary, found, lang); err != nil {
			return err
		}
	}
	if found.Errors() > 0 {
		return errFindings
	}
	return nil
}

// knowsLang refuses a language that messages are not written in.
func (c *command) knowsLang() error {
	if c.lang != "" && c.lang != "es" && c.lang != "en" {
		return fmt.Errorf("--lang %q is not known; use es or en", c.lang)
	}
	return nil
}

func appendSummary(name string, found diag.List, lang string) (err error) {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("opening the job summary: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := diag.WriteSummary(f, found, lang); err != nil {
		return fmt.Errorf("writing the job summary: %w", err)
	}
	return nil
}

func (c *command) serve() error {
	sources, o, err := c.prepare()
	if err != nil {
		return err
	}
	o.kept = &download.Cache{}
	s := &preview.Server{Addr: c.addr, Folders: []string{filepath.Join(c.source, "content"), filepath.Join(c.source, "datasets"), filepath.Join(c.source, "layouts")}, Log: c.stderr,
		Build: func() (*publish.Memory, string, error) {
			memory := &publish.Memory{}
			found, _, _, err := build(sources, func() (publish.Sink, error) { return memory, nil }, o)
			if err != nil {
				return nil, "", err
			}
			var text strings.Builder
			if err := diag.Write(&text, found, "text", c.messages(sources), lines(sources)); err != nil {
				return nil, "", fmt.Errorf("printing the findings: %w", err)
			}
			if found.Errors() > 0 {
				memory = nil
			}
			return memory, text.String(), nil
		}}
	return s.Run()
}

func (c *command) rules() error {
	switch c.format {
	case "text", "markdown":
	default:
		return fmt.Errorf("--format %q is not known; use text or markdown", c.format)
	}
	if err := c.knowsLang(); err != nil {
		return err
	}
	// A default of the flag would be lost: flags of several commands share the
	// value, and the one declared last sets it.
	return check.WriteRules(c.stdout, c.format == "markdown", cmp.Or(c.lang, "es"))
}

// messages is the language that findings are told in: the site's first, where
// messages are written in it.
func (c *command) messages(sources fs.FS) string {
	data, err := fs.ReadFile(sources, source.SiteFile)
	if err != nil || source.DefaultLanguage(data) == "es" {
		return "es"
	}
	return "en"
}

// lines gives the excerpts of findings their text; a file is read again only
// when something in it is wrong.
func lines(sources fs.FS) diag.Lines {
	cache := map[string][]string{}
	sources = layouts.Under(sources)
	return func(file string, line int) string {
		text, ok := cache[file]
		if !ok {
			data, err := fs.ReadFile(sources, file)
			if err == nil {
				text = strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
			}
			cache[file] = text
		}
		if line < 1 || line > len(text) {
			return ""
		}
		return text[line-1]
	}
}
