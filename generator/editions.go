package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"vitrina/generator/changes"
	"vitrina/generator/check"
	"vitrina/generator/describe"
	"vitrina/generator/diag"
	"vitrina/generator/download"
	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/generator/words"
	"vitrina/layouts"
)

// roll is a sink that also notes what it was given.
type roll struct {
	publish.Sink
	mu    sync.Mutex
	taken map[string]bool
}

func newRoll(sink publish.Sink) *roll { return &roll{Sink: sink, taken: map[string]bool{}} }

// Put hands the file on.
func (r *roll) Put(address string, data []byte) error {
	r.mu.Lock()
	r.taken[address] = true
	r.mu.Unlock()
	return r.Sink.Put(address, data)
}

// has reports whether a file was put at an address already.
func (r *roll) has(address string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.taken[address]
}

// entry turns the address of a file into the one of the register: a page is
// known by its folder.
func entry(address string) string { return strings.TrimSuffix(address, "index.html") }

// lasting reports whether others may rely on an address: not on those that
// change with their content, are made for this site's script, or are found by
// convention.
func lasting(address string) bool {
	switch {
	case strings.HasPrefix(address, "static/"), address == ".nojekyll", address == "404.html", address == "":
		return false
	case strings.Contains(address, "/search/"): // shards of the index
		return !strings.HasSuffix(address, ".json")
	}
	return true
}

// writtenLater are the files that are written after the register that lists
// them.
var writtenLater = []string{download.RegisterAddress, "data/SHA256SUMS.txt", "data/catalog.jsonld", "data/catalog.ttl", "data/index.json", "robots.txt", "sitemap.xml"}

// lasting returns the addresses of the register at which the site will answer:
// of the pages, of the files that were put, and of those to come.
func (r *roll) lasting(pages []string) []string {
	out := slices.Concat(pages, writtenLater)
	for a := range r.taken {
		if lasting(a) {
			out = append(out, a)
		}
	}
	return out
}

// registered panics where the register that was published lacks an address
// that others may rely on: what is written after it was not foreseen.
func (r *roll) registered(register []model.Registered) {
	known := map[string]bool{}
	for _, a := range register {
		known[a.Address] = true
	}
	for a := range r.taken {
		// Of pages, render tells which ones last.
		if lasting(a) && !strings.HasSuffix(a, "index.html") && !known[a] {
			panic(fmt.Sprintf("%s is published and the register does not list it", a))
		}
	}
}

// editionPage is the page of an edition.
var editionPage = regexp.MustCompile(`/([0-9]+\.[0-9]+\.[0-9]+)/$`)

// sayable reports whether it could be told at an address that something was
// removed: of what the row of the removal would say, kind what the address was
// of.
func sayable(site *model.Site, address, of, kind string) bool {
	if strings.HasPrefix(address, "data/") {
		return kind != "address" && download.Sayable(site, address)
	}
	code, _, _ := strings.Cut(address, "/")
	if !slices.ContainsFunc(site.Languages, func(l *words.Language) bool { return l.Code == code }) {
		return false
	}
	return strings.HasSuffix(address, "/") || strings.HasSuffix(address, ".xml") && of != "address"
}

// unanswered finds the addresses of the register, and of those at which the
// site answers now, that nothing was published at, no tombstone either; the
// files of editions that are not what was published; and the tombstones of
// single addresses that answer all the same. Buried are the pages and files that
// say that something was removed.
func (r *roll) unanswered(site *model.Site, buried map[string]bool) diag.List {
	answered, here := map[string]bool{}, map[[2]string]bool{}
	for a := range r.taken {
		a = entry(a)
		answered[a] = true
		kind, id := site.Subject(a)
		here[[2]string{kind, id}] = true
	}
	var found diag.List
	var removed *table.Table
	if d := site.Dataset(model.RemovedTable); d != nil {
		removed = d.Table
	}
	stones := map[string]model.Tombstone{}
	for _, t := range site.Tombstones {
		stones[t.Address] = t
		if answered[t.Address] && !buried[t.Address] {
			found.Add(removed.Pos(t.Row, removed.Column("id")), check.RemovedInUse, diag.T("%s está en el sitio", "%s is in the site", t.Address),
				diag.T("borre esta fila: dice que se retiró algo que sigue ahí", "delete this row: it says that something was removed which is still there"))
		}
	}
	altered := map[string][]string{} // by version
	lost := func(a, kind, id string, at diag.Pos, missing ...[]string) {
		if kind == model.Frozen {
			if _, digest := site.Subject(a); digest != id || !answered[a] {
				version, _, _ := strings.Cut(strings.TrimPrefix(a, "data/v/"), "/")
				altered[version] = append(altered[version], a)
			}
			return
		}
		if answered[a] {
			return
		}
		if m := editionPage.FindStringSubmatch(a); m != nil {
			altered[m[1]] = append(altered[m[1]], a)
			return
		}
		of, which := kind, id
		if here[[2]string{kind, id}] { // the thing is, but for this address
			of, which = "address", a
		}
		hint, related := check.Mend(removed, of, which, missing...)
		switch t, ok := stones[a]; {
		case ok && t.Removed.Day == 0 && strings.HasSuffix(a, ".xml"):
			hint, related = diag.T("escriba en datasets/removed/removed.csv la fecha de %[1]s,%[2]s con su día: la necesita quien sigue su canal", "write the date of %[1]s,%[2]s in datasets/removed/removed.csv with its day: who follows its feed needs it", t.Kind, t.ID), nil
		case ok, !sayable(site, a, of, kind):
			hint, related = diag.T("devuélvalo: un archivo de esta clase no puede decir que se retiró", "bring it back: a file of this kind cannot say that it was removed"), nil
		}
		found.Add(at, check.LostAddress, check.LostMessage(kind, id, a), hint, related...)
	}
	registered := map[string]bool{}
	for _, a := range site.Addresses {
		registered[a.Address] = true
		lost(a.Address, a.Kind, a.ID, site.Register.Pos(a.Row, 0))
	}
	if p := site.Published; p != nil {
		for row := range p.Rows {
			a, kind, id := p.Cell(row, "address"), p.Cell(row, "kind"), p.Cell(row, "id")
			switch {
			case kind == model.Frozen: // whatever a register that was changed with it says
				lost(a, kind, id, diag.Pos{})
			case !registered[a]:
				lost(a, kind, id, diag.Pos{File: source.RegisterFile}, []string{a, kind, id, p.Cell(row, "since")})
			}
		}
	}
	for _, version := range slices.Sorted(maps.Keys(altered)) {
		files := altered[version]
		slices.Sort(files)
		files = slices.Compact(files)
		found.Add(diag.Pos{File: source.ReleasesFolder + "/" + version}, check.AlteredEdition,
			diag.T("la edición %[1]s no sería la que se publicó: %[2]s (archivos: %[3]d)", "the edition %[1]s would not be the one that was published: %[2]s (files: %[3]d)", version, files[0], len(files)),
			diag.T("devuelva la carpeta como estaba: una edición no se retira ni cambia", "put the folder back as it was: an edition is neither removed nor changed"))
	}
	return found
}

// editionOf reads what diff compares: a frozen edition of the sources where
// name is its version, else the sources in the folder of that name.
func (c *command) editionOf(name string) (*changes.Edition, error) {
	if version, ok := changes.ParseVersion(name); ok {
		tree, err := c.read(c.source)
		if err != nil {
			return nil, err
		}
		var known []string
		for _, e := range model.Editions(tree) {
			if e.Version == version {
				return e.Data, nil
			}
			known = append(known, e.Version.String())
		}
		if len(known) == 0 {
			return nil, fmt.Errorf("there is no edition %s: %s has none yet", name, source.ReleasesFolder)
		}
		return nil, fmt.Errorf("there is no edition %s; there are %s", name, strings.Join(known, ", "))
	}
	tree, err := c.read(name)
	if err != nil {
		return nil, err
	}
	e := model.SourceEdition(tree)
	if name != "." {
		e.Name = name
	}
	return e, nil
}

// loaded is what was read of a folder of sources.
type loaded struct {
	tree  *source.Tree
	found diag.List
}

// load reads a folder of sources, once however often it is asked for.
func (c *command) load(folder string) (*loaded, error) {
	folder = filepath.Clean(folder)
	if l := c.loaded[folder]; l != nil {
		return l, nil
	}
	sources, err := openSources(folder)
	if err != nil {
		return nil, fmt.Errorf("opening the source folder: %w", err)
	}
	l := &loaded{}
	if l.tree, l.found, err = source.Load(layouts.Under(sources), 0); err != nil {
		return nil, err
	}
	if c.loaded == nil {
		c.loaded = map[string]*loaded{}
	}
	c.loaded[folder] = l
	return l, nil
}

// read reads sources that need not pass the checks, as long as their data can
// be read whole.
func (c *command) read(folder string) (*source.Tree, error) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%q is neither a folder of sources nor the version of an edition", folder)
	}
	l, err := c.load(folder)
	if err != nil {
		return nil, err
	}
	broken := 0
	for _, f := range l.found {
		if f.Severity == diag.Error && (strings.HasPrefix(f.File, "datasets/") || strings.HasPrefix(f.File, "content/")) {
			broken++
		}
	}
	if broken > 0 {
		return nil, fmt.Errorf("the sources in %s cannot be read whole: errors: %d; see: vitrina check --source %s", folder, broken, folder)
	}
	return l.tree, nil
}

func (c *command) diff(old, new string) error {
	if !slices.Contains(changes.Formats, c.format) {
		return fmt.Errorf("--format %q is not known; use one of: %s", c.format, strings.Join(changes.Formats, ", "))
	}
	sources, err := c.sources()
	if err != nil {
		return err
	}
	lang := c.lang
	if lang == "" {
		lang = c.messages(sources)
	}
	language, err := c.wordsOf(lang)
	if err != nil {
		return err
	}
	a, err := c.editionOf(old)
	if err != nil {
		return err
	}
	b, err := c.editionOf(new)
	if err != nil {
		return err
	}
	return changes.Write(c.stdout, changes.Between(a, b), c.format, &changes.Teller{Language: language})
}

// wordsOf returns the words of one language of the site.
func (c *command) wordsOf(lang string) (*words.Language, error) {
	site, err := c.load(c.source)
	if err != nil {
		return nil, err
	}
	var known []string
	for _, l := range site.tree.Languages {
		if l.Code == lang {
			return l, nil
		}
		known = append(known, l.Code)
	}
	return nil, fmt.Errorf("--lang %q is not a language of the site; use one of: %s", lang, strings.Join(known, ", "))
}

// release freezes the data of the sources as an edition.
func (c *command) release(number string) error {
	version, ok := changes.ParseVersion(number)
	if !ok {
		return fmt.Errorf("%q is not a version; write three numbers, as in 1.0.0", number)
	}
	sources, o, err := c.prepare()
	if err != nil {
		return err
	}
	var taken *publish.Memory
	found, site, _, err := build(sources, func() (publish.Sink, error) {
		taken = &publish.Memory{}
		return taken, nil
	}, o)
	if err != nil {
		return err
	}
	if found.Errors() == 0 {
		found = append(found, refuse(site, version)...)
	}
	if err := diag.Write(c.stderr, found, "text", c.messages(sources), lines(sources)); err != nil {
		return fmt.Errorf("printing the findings: %w", err)
	}
	if found.Errors() > 0 {
		return errFindings
	}
	frozen, err := freeze(layouts.Under(sources), site, version)
	if err != nil {
		return err
	}
	folder := filepath.Join(c.source, filepath.FromSlash(source.ReleasesFolder))
	if err := writeEdition(folder, version, frozen); err != nil {
		return err
	}
	// The site with the edition in it has addresses that the one before had not,
	// and must pass the checks as well.
	found, site, _, err = build(sources, func() (publish.Sink, error) {
		taken = &publish.Memory{}
		return taken, nil
	}, o)
	if err != nil {
		return err
	}
	if found.Errors() > 0 {
		if err := diag.Write(c.stderr, found, "text", c.messages(sources), lines(sources)); err != nil {
			return fmt.Errorf("printing the findings: %w", err)
		}
		return fmt.Errorf("the edition was written and does not pass the checks; delete %s/%v", source.ReleasesFolder, version)
	}
	added, err := extendRegister(filepath.Join(folder, "addresses.csv"), site, version, taken.File(download.RegisterAddress))
	if err != nil {
		return err
	}
	bytes := 0
	for _, f := range frozen {
		bytes += len(f.data)
	}
	fmt.Fprintf(c.stdout, "%s/%v: %d files, %d bytes\n%s: %d new addresses\n", source.ReleasesFolder, version, len(frozen), bytes, source.RegisterFile, added)
	return nil
}

// refuse finds why a version may not be given to the sources as they stand:
// it must be higher than the newest, and promise no less than the changes
// break.
func refuse(site *model.Site, version changes.Version) diag.List {
	var found diag.List
	at := diag.Pos{File: source.ReleasesFolder + "/" + version.String()}
	no := func(message, hint diag.Text) { found.Add(at, check.RefusedVersion, message, hint) }
	latest := site.Latest()
	if latest == nil {
		return nil
	}
	if site.AsOf.Compare(latest.Date) < 0 {
		no(diag.T("la fecha %[1]s es anterior a la de la edición %[2]v, %[3]s", "the date %[1]s is before that of the edition %[2]v, %[3]s", site.AsOf, latest.Version, latest.Date),
			diag.T("dé otra fecha con --date", "give another date with --date"))
	}
	if site.Pending == nil {
		no(diag.T("nada cambió desde la edición %v", "nothing has changed since the edition %v", latest.Version),
			diag.T("no hace falta otra edición", "no other edition is needed"))
		return found
	}
	level := site.Pending.Level()
	least := latest.Version.Least(level)
	hint := diag.T("el menor número que se puede dar es %v", "the least number that may be given is %v", least)
	switch {
	case version.Compare(latest.Version) <= 0:
		no(diag.T("la versión %[1]v no es mayor que la última, %[2]v", "version %[1]v is not higher than the last, %[2]v", version, latest.Version), hint)
	case version.Compare(least) < 0:
		es, en := wordsFor(site, "es"), wordsFor(site, "en")
		reason := func(l *words.Language) string {
			if l == nil {
				return level.String()
			}
			t := changes.Teller{Language: l}
			report := t.Report(site.Pending)
			reasons := report.Breaking
			if level < changes.Major {
				reasons = nil
				for _, table := range report.Tables {
					if table.Counts != "" {
						reasons = append(reasons, table.Name+": "+table.Counts)
					}
				}
			}
			if len(reasons) > 5 {
				reasons = append(reasons[:5:5], "…")
			}
			return strings.Join(reasons, "; ")
		}
		no(diag.Text{
			ES: fmt.Sprintf("la versión %v promete menos de lo que cambió desde la %v (%s): %s", version, latest.Version, level, reason(es)),
			EN: fmt.Sprintf("version %v promises less than what has changed since %v (%s): %s", version, latest.Version, level, reason(en)),
		}, hint)
	}
	return found
}

// wordsFor returns the words of a language, or those of the site's first.
func wordsFor(site *model.Site, code string) *words.Language {
	for _, l := range site.Languages {
		if l.Code == code {
			return l
		}
	}
	if len(site.Languages) > 0 {
		return site.Languages[0]
	}
	return nil
}

// frozenFile is a file of a new edition; data is nil where an earlier edition
// holds it.
type frozenFile struct {
	name, sha256, held string
	bytes              int
	data               []byte
}

// freeze makes the files of an edition: the tables as authors wrote them, their
// descriptions, one description of all, the checksums; then what only the
// folder has, the list of the files and the day.
func freeze(sources fs.FS, site *model.Site, version changes.Version) ([]frozenFile, error) {
	held := map[string]frozenFile{} // by name and digest
	if latest := site.Latest(); latest != nil {
		for _, e := range site.Tree.Editions {
			for _, f := range e.Files {
				key := f.Name + "\x00" + f.SHA256
				if before, ok := held[key]; !ok || older(e.Version, before.held) {
					held[key] = frozenFile{name: f.Name, sha256: f.SHA256, held: e.Version, bytes: len(f.Data)}
				}
			}
		}
	}
	var out []frozenFile
	add := func(name string, data []byte) frozenFile {
		sum := sha256.Sum256(data)
		f := frozenFile{name: name, sha256: hex.EncodeToString(sum[:]), held: version.String(), bytes: len(data), data: data}
		if before, ok := held[name+"\x00"+f.sha256]; ok {
			f.held, f.data = before.held, nil
		}
		out = append(out, f)
		return f
	}
	edition := model.SourceEdition(site.Tree)
	edition.Version, edition.Date = version, site.AsOf
	var files []model.File
	for _, t := range edition.Tables {
		schema, err := schemaOf(sources, site, t)
		if err != nil {
			return nil, err
		}
		csv := add(t.Name+".csv", table.Write(t.Header, t.Rows))
		add(t.Name+source.SchemaSuffix, schema)
		files = append(files, model.File{Table: t.Name, Format: "csv", Address: "data/" + csv.name, MediaType: "text/csv", Rows: len(t.Rows), Bytes: csv.bytes, SHA256: csv.sha256})
	}
	add("datapackage.json", describe.Edition(site, version.String(), site.AsOf, files))
	slices.SortFunc(out, func(a, b frozenFile) int { return strings.Compare(a.name, b.name) })
	var sums strings.Builder
	for _, f := range out {
		fmt.Fprintf(&sums, "%s  %s\n", f.sha256, f.name)
	}
	add("SHA256SUMS.txt", []byte(sums.String()))

	var rows [][]string
	for _, f := range out {
		rows = append(rows, []string{f.name, strconv.Itoa(f.bytes), f.sha256, f.held})
	}
	out = slices.DeleteFunc(out, func(f frozenFile) bool { return f.data == nil })
	out = append(out, frozenFile{name: source.ManifestFile, data: table.Write(source.ManifestHeader, rows)},
		frozenFile{name: source.EditionFile, data: fmt.Appendf(nil, "version: %v\ndate: %v\n", version, site.AsOf)})
	return out, nil
}

func older(a, b string) bool {
	x, _ := changes.ParseVersion(a)
	y, _ := changes.ParseVersion(b)
	return x.Compare(y) < 0
}

// schemaOf returns the description of a table as it was written.
func schemaOf(sources fs.FS, site *model.Site, t *changes.Table) ([]byte, error) {
	for _, d := range site.Datasets {
		if table.Name(d.Name) == t.Name && d.Described {
			data, err := fs.ReadFile(sources, d.SchemaFile)
			if err != nil {
				return nil, fmt.Errorf("reading the description of %s: %w", t.Name, err)
			}
			return data, nil
		}
	}
	var b strings.Builder // of commitments that no schema describes
	if licence := t.Schema.Licence.Value; licence != "" {
		fmt.Fprintf(&b, "licence: %s\n", licence)
	}
	if len(t.Schema.Title) > 0 {
		b.WriteString("title:\n")
		for _, l := range t.Schema.Title {
			fmt.Fprintf(&b, "  %s: %s\n", l.Language.Value, l.Text.Value)
		}
	}
	fmt.Fprintf(&b, "key: [%s]\nfields:\n", strings.Join(t.Schema.Key.Values(), ", "))
	for _, f := range t.Schema.Fields {
		fmt.Fprintf(&b, "  - {name: %s, type: %s", f.Name.Value, f.Type.Value)
		if to := f.References.Value; to != "" {
			fmt.Fprintf(&b, ", references: %s", to)
		}
		for i, l := range f.Title {
			before := ", "
			if i == 0 {
				before = ", title: {"
			}
			fmt.Fprintf(&b, "%s%s: %q", before, l.Language.Value, l.Text.Value)
		}
		if len(f.Title) > 0 {
			b.WriteByte('}')
		}
		b.WriteString("}\n")
	}
	return []byte(b.String()), nil
}

// writeEdition puts the folder of an edition in place at once.
func writeEdition(releases string, version changes.Version, files []frozenFile) (err error) {
	final := filepath.Join(releases, version.String())
	if _, err := os.Stat(final); err == nil {
		return fmt.Errorf("%s is already there", final)
	}
	staging := filepath.Join(releases, "."+version.String()+".staging")
	if err := os.RemoveAll(staging); err != nil {
		return fmt.Errorf("removing what an interrupted release left: %w", err)
	}
	if err := os.MkdirAll(staging, 0o755); err != nil {
		return fmt.Errorf("making the folder of the edition: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(staging))
		}
	}()
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(staging, f.name), f.data, 0o644); err != nil {
			return fmt.Errorf("writing the edition: %w", err)
		}
	}
	if err := os.Rename(staging, final); err != nil {
		return fmt.Errorf("putting the edition in place: %w", err)
	}
	return nil
}

// extendRegister gives the addresses that the edition is the first to have its
// version, and returns how many there are.
func extendRegister(name string, site *model.Site, version changes.Version, published []byte) (int, error) {
	register, found := table.Parse(download.RegisterAddress, published)
	if found.Errors() > 0 {
		panic("the register that was published cannot be read: " + found[0].Message.EN)
	}
	known := map[string]bool{}
	for _, a := range site.Addresses {
		known[a.Address] = true
	}
	added := 0
	for _, row := range register.Rows {
		if !known[row[0]] {
			added++
			if at := len(row) - 1; row[at] == "" {
				row[at] = version.String()
			}
		}
	}
	staging := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".staging")
	if err := os.WriteFile(staging, table.Write(register.Header, register.Rows), 0o644); err != nil {
		return 0, fmt.Errorf("writing the register of addresses: %w", err)
	}
	if err := os.Rename(staging, name); err != nil {
		return 0, fmt.Errorf("writing the register of addresses: %w", err)
	}
	return added, nil
}
