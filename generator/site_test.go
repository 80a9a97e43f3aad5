package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"vitrina/generator/date"
	"vitrina/generator/download"
	"vitrina/generator/publish"
	"vitrina/generator/source"
	"vitrina/generator/table"
	"vitrina/layouts"
)

// The real sources are built once, into memory, and swept for damage.

const siteBase = "https://example.org/vitrina/"

// realSources are the sources as they were when the test began: somebody may
// be writing while it runs.
var realSources = sync.OnceValue(func() fs.FS {
	sources := fstest.MapFS{}
	disk := os.DirFS("..")
	for _, root := range []string{"content", "datasets", "layouts"} {
		err := fs.WalkDir(disk, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(disk, name)
			sources[name] = &fstest.MapFile{Data: data, Mode: 0o644}
			return err
		})
		if err != nil {
			panic(err)
		}
	}
	return sources
})

// page is one page of the built site, parsed.
type page struct {
	address     string // es/compromisos/co0065/index.html
	language    string // es; "" for what stands at the site's top
	data        []byte
	root        *html.Node
	ids         map[string]int
	title       string
	description string
}

type realSite struct {
	*publish.Memory
	tree  *source.Tree
	pages map[string]*page
	order []*page
}

var loadReal = sync.OnceValues(func() (*realSite, error) {
	memory, err := buildMemory(realSources(), settings{date: benchDate, baseURL: siteBase})
	if err != nil {
		return nil, err
	}
	tree, _, err := source.Load(layouts.Under(realSources()), 0)
	if err != nil {
		return nil, err
	}
	s := &realSite{Memory: memory, tree: tree, pages: map[string]*page{}}
	for _, address := range memory.Addresses() {
		if path.Ext(address) != ".html" {
			continue
		}
		p := &page{address: address, data: memory.File(address), ids: map[string]int{}}
		if first, _, ok := strings.Cut(address, "/"); ok {
			p.language = first
		}
		if p.root, err = html.Parse(bytes.NewReader(p.data)); err != nil {
			return nil, fmt.Errorf("%s: %w", address, err)
		}
		for n := range p.root.Descendants() {
			if id := attr(n, "id"); id != "" {
				p.ids[id]++
			}
			switch {
			case isElement(n, "title") && isElement(n.Parent, "head"):
				p.title = textOf(n)
			case isElement(n, "meta") && attr(n, "name") == "description":
				p.description = attr(n, "content")
			}
		}
		s.pages[address] = p
		s.order = append(s.order, p)
	}
	return s, nil
})

func buildMemory(sources fs.FS, o settings) (*publish.Memory, error) {
	memory := &publish.Memory{}
	found, _, _, err := build(sources, func() (publish.Sink, error) { return memory, nil }, o)
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		return nil, fmt.Errorf("%d findings, the first: %s:%d: %s", len(found), found[0].File, found[0].Line, found[0].Message.EN)
	}
	return memory, nil
}

func wholeSite(t testing.TB) *realSite {
	t.Helper()
	s, err := loadReal()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func isElement(n *html.Node, name string) bool {
	return n != nil && n.Type == html.ElementNode && n.Data == name
}

func attr(n *html.Node, name string) string {
	if n.Type == html.ElementNode {
		for _, a := range n.Attr {
			if a.Key == name {
				return a.Val
			}
		}
	}
	return ""
}

// textOf is what a reader sees of a node, with single spaces.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// find returns the elements that match.
func find(n *html.Node, match func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && match(d) {
			out = append(out, d)
		}
	}
	return out
}

func byClass(class string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(strings.Fields(attr(n, "class")), class) }
}

func byName(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

// follow resolves a link of a page as a browser would of a site opened from
// disk. Inside says whether it leads to the site itself.
func follow(from, link string) (address, fragment string, inside bool, err error) {
	u, err := url.Parse(link)
	if err != nil {
		return "", "", false, err
	}
	if u.Scheme != "" || u.Host != "" {
		return "", "", false, nil
	}
	if strings.HasPrefix(u.Path, "/") {
		return "", "", true, fmt.Errorf("leads from the root of the host")
	}
	if u.Path == "" {
		return from, u.Fragment, true, nil
	}
	address = path.Join(path.Dir(from), u.Path)
	if strings.HasSuffix(u.Path, "/") {
		return "", "", true, fmt.Errorf("leads to a folder, which a site opened from disk cannot show")
	}
	if strings.HasPrefix(address, "..") {
		return "", "", true, fmt.Errorf("leaves the site")
	}
	return address, u.Fragment, true, nil
}

func TestEveryLinkOfTheSiteLeadsSomewhere(t *testing.T) {
	s := wholeSite(t)
	links := 0
	for _, p := range s.order {
		for _, n := range find(p.root, func(n *html.Node) bool { return attr(n, "href") != "" || attr(n, "src") != "" }) {
			link := attr(n, "href") + attr(n, "src")
			links++
			if strings.HasPrefix(link, siteBase) {
				if n.Data != "link" && p.address != "404.html" { // a host shows that one at any depth
					t.Errorf("%s: %s is a whole address of the site itself", p.address, link)
				}
				address := strings.TrimPrefix(link, siteBase)
				if s.File(address+"index.html") == nil && s.File(address) == nil {
					t.Errorf("%s: %s is not there", p.address, link)
				}
				continue
			}
			address, fragment, inside, err := follow(p.address, link)
			switch {
			case err != nil:
				t.Errorf("%s: %s: %v", p.address, link, err)
			case !inside && n.Data != "a":
				t.Errorf("%s: <%s> asks another host: %s", p.address, n.Data, link)
			case !inside && !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") && !strings.HasPrefix(link, "mailto:"):
				t.Errorf("%s: a link of an unknown kind: %s", p.address, link)
			case inside && s.File(address) == nil:
				t.Errorf("%s: %s is not there", p.address, link)
			case inside && fragment != "" && s.pages[address].ids[fragment] == 0:
				t.Errorf("%s: %s: nothing has that id", p.address, link)
			}
		}
		for _, n := range find(p.root, func(n *html.Node) bool {
			return attr(n, "srcset") != "" || attr(n, "style") != "" || n.Data == "iframe" || n.Data == "base"
		}) {
			t.Errorf("%s: <%s> with srcset or style, a frame or a base", p.address, n.Data)
		}
		// aria-labelledby and the like name ids of the same page.
		for _, name := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"} {
			for _, n := range find(p.root, func(n *html.Node) bool { return attr(n, name) != "" }) {
				for _, id := range strings.Fields(attr(n, name)) {
					if p.ids[id] == 0 {
						t.Errorf("%s: %s=%q names no id", p.address, name, id)
					}
				}
			}
		}
	}
	for _, address := range s.Addresses() {
		if path.Ext(address) == ".css" {
			for _, m := range regexp.MustCompile(`(?i)@import|url\(\s*["']?([^)]*)`).FindAllStringSubmatch(string(s.File(address)), -1) {
				if !strings.HasPrefix(m[1], "data:") && !strings.HasPrefix(m[1], "#") {
					t.Errorf("%s asks for another file: %s", address, m[0])
				}
			}
		}
	}
	if links < 10_000 {
		t.Errorf("only %d links were seen", links)
	}
}

func TestNoTwoPagesOfALanguageShareTitleOrDescription(t *testing.T) {
	s := wholeSite(t)
	seen := map[[3]string]string{}
	for _, p := range s.order {
		if p.address == "index.html" {
			continue // the default language's home, complete
		}
		for what, text := range map[string]string{"title": p.title, "description": p.description} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", p.address, what)
			}
			key := [3]string{p.language, what, text}
			if other := seen[key]; other != "" {
				t.Errorf("%s and %s share the %s %q", other, p.address, what, text)
			}
			seen[key] = p.address
		}
	}
}

func TestEveryPageSaysItsLanguage(t *testing.T) {
	s := wholeSite(t)
	want := map[string]string{"": "es-CO", "es": "es-CO", "en": "en"}
	for _, p := range s.order {
		root := find(p.root, byName("html"))
		if len(root) != 1 || attr(root[0], "lang") != want[p.language] {
			t.Errorf("%s is in %q, want %q", p.address, attr(root[0], "lang"), want[p.language])
		}
		for _, n := range find(p.root, func(n *html.Node) bool { return attr(n, "hreflang") != "" && n.Data == "link" }) {
			address := strings.TrimPrefix(attr(n, "href"), siteBase)
			if lang := attr(n, "hreflang"); lang != "x-default" && !strings.HasPrefix(address, lang+"/") {
				t.Errorf("%s says that %s is in %q", p.address, address, lang)
			}
		}
	}
}

func TestPagesAreNotDamaged(t *testing.T) {
	s := wholeSite(t)
	keys := map[string]bool{}
	for _, l := range s.tree.Languages {
		for _, key := range l.Keys() {
			keys[key] = strings.Contains(key, ".")
		}
	}
	for _, p := range s.order {
		for _, remains := range []string{"{{", "}}", "<no value>", "ZgotmplZ", "%!", "&amp;lt;", "&amp;amp;", "&amp;#", "map[", "&lt;nil&gt;", "0xc0"} {
			if at := bytes.Index(p.data, []byte(remains)); at >= 0 {
				t.Errorf("%s holds %q: %s", p.address, remains, p.data[max(0, at-40):min(len(p.data), at+40)])
			}
		}
		for id, n := range p.ids {
			if n > 1 {
				t.Errorf("%s: %d elements have the id %q", p.address, n, id)
			}
		}
		for _, n := range find(p.root, func(n *html.Node) bool { return regexp.MustCompile(`^h[1-6]$`).MatchString(n.Data) }) {
			if textOf(n) == "" {
				t.Errorf("%s has an empty heading <%s>", p.address, n.Data)
			}
		}
		if n := len(find(p.root, byName("h1"))); n != 1 {
			t.Errorf("%s has %d headings of the first level", p.address, n)
		}
		for _, n := range find(p.root, func(n *html.Node) bool {
			return n.Data == "a" || n.Data == "th" || n.Data == "caption" || n.Data == "button"
		}) {
			if textOf(n) == "" && attr(n, "aria-label") == "" {
				t.Errorf("%s has an empty <%s>", p.address, n.Data)
			}
		}
		for n := range p.root.Descendants() {
			if n.Type == html.TextNode && keys[strings.TrimSpace(n.Data)] {
				t.Errorf("%s shows the key %q instead of its word", p.address, n.Data)
			}
		}
	}
}

// isCommitment reports whether a page is that of a commitment.
func (s *realSite) isCommitment(p *page) bool {
	for _, l := range s.tree.Languages {
		for _, c := range s.tree.Commitments {
			if p.address == path.Join(l.Code, l.Section("commitments"), strings.ToLower(c.ID.Value), "index.html") {
				return true
			}
		}
	}
	return false
}

func TestEveryFileIsReachedFromTheHomePageByLinksAlone(t *testing.T) {
	s := wholeSite(t)
	reached := map[string]bool{"index.html": true}
	next := []string{"index.html"}
	for len(next) > 0 {
		p := s.pages[next[0]]
		next = next[1:]
		for _, n := range find(p.root, func(n *html.Node) bool { return n.Data != "form" && attr(n, "href")+attr(n, "src") != "" }) {
			address, _, inside, err := follow(p.address, attr(n, "href")+attr(n, "src"))
			if err != nil || !inside || reached[address] {
				continue
			}
			reached[address] = true
			if s.pages[address] != nil {
				next = append(next, address)
			}
		}
	}
	// What a host, a robot or a script asks for by name has no link.
	unlinked := regexp.MustCompile(`^(404\.html|robots\.txt|sitemap\.xml|\.nojekyll)$|/search/`)
	for _, address := range s.Addresses() {
		if !reached[address] && !unlinked.MatchString(address) {
			t.Errorf("%s is not reached", address)
		}
	}
	for i, l := range s.tree.Languages {
		n := 0
		for _, c := range s.tree.Commitments {
			address := path.Join(l.Code, l.Section("commitments"), strings.ToLower(c.ID.Value), "index.html")
			if reached[address] {
				n++
			}
		}
		if n != len(s.tree.Commitments) {
			t.Errorf("language %d: %d commitments are reached, want %d", i, n, len(s.tree.Commitments))
		}
	}
}

// readCSV returns the records of a CSV file by an outside reader.
func readCSV(t testing.TB, data []byte) (header []string, rows [][]string) {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(records) == 0 {
		t.Fatalf("reading CSV: %v", err)
	}
	return records[0], records[1:]
}

func TestEveryDownloadEqualsItsSource(t *testing.T) {
	s := wholeSite(t)
	for _, d := range s.tree.Datasets {
		if d.Table == nil {
			continue
		}
		data, err := fs.ReadFile(realSources(), d.Table.File)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.ReplaceAll(d.Name, "/", "-")
		wantHeader, want := readCSV(t, data)
		header, rows := readCSV(t, s.File("data/"+name+".csv"))
		got := make([][]string, len(rows))
		for i, row := range rows {
			for _, column := range wantHeader {
				at := slices.Index(header, column)
				if at < 0 {
					t.Fatalf("%s.csv has lost the column %s", name, column)
				}
				got[i] = append(got[i], row[at])
			}
		}
		slices.SortFunc(got, slices.Compare)
		slices.SortFunc(want, slices.Compare)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s.csv differs from %s (-source +download):\n%s", name, d.Table.File, diff)
		}
	}
	for _, address := range s.Addresses() {
		if dir, file := path.Split(address); dir == "data/" && path.Ext(file) == ".csv" {
			sameInJSON(t, address, s.File(address), s.File(strings.TrimSuffix(address, ".csv")+".json"))
		}
	}
}

// sameInJSON compares a table in CSV with the same in JSON, value by value.
func sameInJSON(t *testing.T, name string, csvData, jsonData []byte) {
	t.Helper()
	header, rows := readCSV(t, csvData)
	var objects []map[string]any
	decoder := json.NewDecoder(bytes.NewReader(jsonData))
	decoder.UseNumber()
	if err := decoder.Decode(&objects); err != nil {
		t.Errorf("%s as JSON: %v", name, err)
		return
	}
	if len(objects) != len(rows) {
		t.Errorf("%s has %d rows, in JSON %d", name, len(rows), len(objects))
		return
	}
	for i, row := range rows {
		if len(objects[i]) != len(header) {
			t.Errorf("%s, row %d: %d columns, in JSON %d", name, i+1, len(header), len(objects[i]))
		}
		for j, column := range header {
			got := ""
			switch v := objects[i][column].(type) {
			case nil:
			case []any:
				parts := make([]string, len(v))
				for k := range v {
					parts[k] = fmt.Sprint(v[k])
				}
				got = strings.Join(parts, "|")
			default:
				got = fmt.Sprint(v)
			}
			if _, there := objects[i][column]; !there || got != row[j] {
				t.Errorf("%s, row %d, %s is %q, in JSON %q", name, i+1, column, row[j], got)
			}
		}
	}
}

var frontLine = regexp.MustCompile(`(?m)^([a-z_]+): *(.*)$`)

func TestCommitmentsCSVHasTheFrontMatterOfAll(t *testing.T) {
	s := wholeSite(t)
	header, rows := readCSV(t, s.File("data/commitments.csv"))
	if len(rows) != len(s.tree.Commitments) {
		t.Errorf("%d rows, want %d", len(rows), len(s.tree.Commitments))
	}
	files, err := fs.Glob(realSources(), "content/es/commitments/*.md")
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string][]string{}
	for _, row := range rows {
		byID[row[slices.Index(header, "id")]] = row
	}
	for _, file := range files {
		data, err := fs.ReadFile(realSources(), file)
		if err != nil {
			t.Fatal(err)
		}
		front, _, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		row := byID[strings.TrimSuffix(path.Base(file), ".md")]
		if row == nil {
			t.Errorf("%s has no row", file)
			continue
		}
		for _, m := range frontLine.FindAllStringSubmatch(front, -1) {
			column := m[1]
			if column == "title" || column == "summary" || column == "change" {
				column += "_es"
			}
			at := slices.Index(header, column)
			if at < 0 {
				continue
			}
			want := m[2]
			if list, ok := strings.CutPrefix(want, "["); ok {
				want = strings.ReplaceAll(strings.ReplaceAll(strings.TrimSuffix(list, "]"), ", ", "|"), `"`, "")
			} else if unquoted, ok := strings.CutPrefix(want, `"`); ok {
				want = strings.ReplaceAll(strings.TrimSuffix(unquoted, `"`), `\"`, `"`)
			} else if unquoted, ok := strings.CutPrefix(want, `'`); ok {
				want = strings.ReplaceAll(strings.TrimSuffix(unquoted, `'`), `''`, `'`)
			}
			if row[at] != want {
				t.Errorf("%s: %s is %q in the file and %q in the table", file, column, want, row[at])
			}
		}
	}
}

// An edition is published as it was frozen: every file of the folder in the
// sources, or of the edition that held it before, and no other.
func TestFrozenEditionsArePublishedUnchanged(t *testing.T) {
	s := wholeSite(t)
	folders, err := filepath.Glob("../datasets/releases/*.*.*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no edition was frozen: %v", err)
	}
	files := 0
	for _, folder := range folders {
		version := filepath.Base(folder)
		for line := range strings.Lines(string(s.File("data/v/" + version + "/SHA256SUMS.txt"))) {
			sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
			got := sha256.Sum256(s.File("data/v/" + version + "/" + name))
			if hex.EncodeToString(got[:]) != sum {
				t.Errorf("%s: %s has another checksum", version, name)
			}
			files++
		}
		kept, err := filepath.Glob(folder + "/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range kept {
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			base := filepath.Base(name)
			if got := s.File("data/v/" + version + "/" + base); base != "edition.yaml" && base != "files.csv" && !bytes.Equal(got, want) {
				t.Errorf("%s: %s is not what was frozen", version, base)
			}
		}
	}
	published := 0
	for _, address := range s.Addresses() {
		if strings.HasPrefix(address, "data/v/") && address != download.RegisterAddress {
			published++
		}
	}
	if published != files+len(folders) { // and the checksums themselves
		t.Errorf("%d files are published, and the editions have %d", published, files+len(folders))
	}
}

// The site lists every address that it answers at and that others may rely on,
// and every one of the register; a build held against its own list loses none.
func TestEveryAddressIsListed(t *testing.T) {
	s := wholeSite(t)
	list, found := table.Parse(download.RegisterAddress, s.File(download.RegisterAddress))
	if len(found) > 0 {
		t.Fatal(found)
	}
	listed := map[string]bool{}
	for row := range list.Rows {
		a := list.Cell(row, "address")
		if listed[a] {
			t.Errorf("%s is listed twice", a)
		}
		if listed[a] = true; s.File(a) == nil && s.File(a+"index.html") == nil {
			t.Errorf("%s is listed and does not answer", a)
		}
	}
	for _, p := range s.order { // pages by what the sitemap says, files all
		if a := entry(p.address); a != "" && p.address != "404.html" && !listed[a] && strings.Contains(string(s.File("sitemap.xml")), "/"+a+"</loc>") {
			t.Errorf("%s is not listed", a)
		}
	}
	unlisted := regexp.MustCompile(`\.html$|^static/|^data/v/\d|/search/.*\.json$|^\.nojekyll$`)
	for _, a := range s.Addresses() {
		if !unlisted.MatchString(a) && !listed[a] {
			t.Errorf("%s is not listed", a)
		}
	}
	for row := range s.tree.Register.Rows {
		if a := s.tree.Register.Cell(row, "address"); !listed[a] {
			t.Errorf("%s is in the register and not listed", a)
		}
	}
	if len(listed) < 2900 {
		t.Errorf("%d addresses are listed", len(listed))
	}
}

func TestChecksumsHold(t *testing.T) {
	s := wholeSite(t)
	listed := map[string]bool{}
	for line := range strings.Lines(string(s.File("data/SHA256SUMS.txt"))) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok {
			t.Fatalf("malformed: %q", line)
		}
		got := sha256.Sum256(s.File("data/" + name))
		if hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s has another checksum", name)
		}
		listed[name] = true
	}
	for _, address := range s.Addresses() {
		if name, ok := strings.CutPrefix(address, "data/"); ok && name != "SHA256SUMS.txt" && !listed[name] {
			t.Errorf("%s has no checksum", address)
		}
	}
}

// What CO0065 promised stands as a quantified target; what the ministry
// declares is the Government's word, without evidence; of the IRM it is said
// that there is nothing. Who adds what another says makes that part moot.
func TestThePageOfCO0065TellsTheThreeVoicesApart(t *testing.T) {
	s := wholeSite(t)
	heard, said, lastGoal := map[string]bool{}, 0, ""
	for _, row := range rowsOf(t, "datasets/updates/updates.csv") {
		if row["commitment"] == "CO0065" {
			heard["voice."+row["voice"]] = true
			said++
		}
	}
	for _, row := range rowsOf(t, "datasets/milestones/milestones.csv") {
		if row["commitment"] == "CO0065" {
			lastGoal = max(lastGoal, row["due"])
		}
	}
	for i, want := range []struct{ address, target, noEvidence string }{
		{"es/compromisos/co0065/index.html", "ejercicios ciudadanos", "proof.none"},
		{"en/commitments/co0065/index.html", "citizen exercises", "proof.none"},
	} {
		w := s.tree.Languages[i]
		p := s.pages[want.address]
		if p == nil {
			t.Fatalf("no page %s", want.address)
		}
		var targets []string
		for _, n := range find(p.root, byClass("targets")) {
			for _, li := range find(n, byName("li")) {
				targets = append(targets, textOf(li))
			}
		}
		for _, figure := range []string{"50 " + want.target + " · 2018", "50 " + want.target + " · 2019", "100 " + want.target} {
			if !slices.ContainsFunc(targets, func(one string) bool { return strings.HasPrefix(one, figure) }) {
				t.Errorf("%s: no target %q among %q", want.address, figure, targets)
			}
		}
		// Each goal stands with the year that the deck gives as its deadline; the
		// ministry has spoken of them, since it declares the whole completed.
		for _, year := range []string{"2018", "2019"} {
			if !slices.ContainsFunc(find(p.root, byClass("milestones")), func(table *html.Node) bool {
				return slices.ContainsFunc(find(table, byName("time")), func(n *html.Node) bool { return attr(n, "datetime") == year })
			}) {
				t.Errorf("%s: no goal is due %s", want.address, year)
			}
		}
		last := w.Fill("milestone.before-whole", "last", w.Fill("said.unproven-government", "said", w.Percent(100))+", "+w.Date(date.Date{Year: 2020, Month: 2}))
		spoken := strings.ReplaceAll(w.Fill("state.spoken-last", "last", last), "\u00a0", " ")
		due, _ := date.Parse(lastGoal)
		if says := textOf(p.root); said == 1 && !strings.Contains(says, spoken) || !strings.Contains(says, w.Fill("fact.last-goal", "date", w.Date(due))) {
			t.Errorf("%s does not say that the deadlines have passed and that somebody has spoken", want.address)
		}
		voices := map[string]string{}
		for _, n := range find(p.root, byClass("voice")) {
			voice := textOf(n)
			for _, key := range []string{"voice.government", "voice.civil-society", "voice.irm"} {
				if strings.HasPrefix(voice, w.Word(key)) {
					voices[key] = voice
				}
			}
		}
		if len(voices) != 3 {
			t.Fatalf("%s has the voices %q", want.address, voices)
		}
		done := strings.Join(strings.Fields(w.Percent(100)), " ") // as textOf gives it
		for key, parts := range map[string][]string{
			"voice.government":    {done, w.Word(want.noEvidence)},
			"voice.civil-society": {w.Word("voice.civil-society.silent")},
			"voice.irm":           {w.Word("told.what")}, // of the plan, and no more
		} {
			if key != "voice.government" && heard[key] {
				continue
			}
			for _, part := range parts {
				if !strings.Contains(voices[key], part) {
					t.Errorf("%s: %s does not say %q: %s", want.address, key, part, voices[key])
				}
			}
		}
		for _, key := range []string{"voice.civil-society", "voice.irm"} {
			if !heard[key] && strings.Contains(voices[key], done) {
				t.Errorf("%s: %s says what the Government says", want.address, key)
			}
		}
	}
}

// claimRows returns the rows of claims.csv as maps.
func rowsOf(t testing.TB, file string) []map[string]string {
	t.Helper()
	data, err := fs.ReadFile(realSources(), file)
	if err != nil {
		t.Fatal(err)
	}
	header, rows := readCSV(t, data)
	out := make([]map[string]string, len(rows))
	for i, row := range rows {
		out[i] = map[string]string{}
		for j, column := range header {
			out[i][column] = row[j]
		}
	}
	return out
}

func TestDisagreementsShowBothCountsWithTheirSources(t *testing.T) {
	s := wholeSite(t)
	titles := map[string]string{}
	for _, r := range rowsOf(t, "datasets/sources/sources.csv") {
		titles[r["id"]] = r["title"]
	}
	for i, address := range []string{"es/desacuerdos/index.html", "en/disagreements/index.html"} {
		p := s.pages[address]
		if p == nil {
			l := s.tree.Languages[i]
			address = path.Join(l.Code, l.Section("disagreements"), "index.html")
			if p = s.pages[address]; p == nil {
				t.Fatalf("no page %s", address)
			}
		}
		said := 0
		for _, section := range find(p.root, byName("section")) {
			head := textOf(section)
			// The section of plan III's count shows 25 and 26.
			if len(find(section, byName("section"))) > 0 || !strings.Contains(head, "25") || !strings.Contains(head, "26") {
				continue
			}
			complete := true
			for _, r := range rowsOf(t, "datasets/claims/claims.csv") {
				if r["subject_kind"] == "plan" && r["subject"] == "III" && r["property"] == "commitments-count" {
					complete = complete && strings.Contains(head, r["value"]) && strings.Contains(head, titles[r["source"]])
				}
			}
			if complete {
				said++
			}
		}
		if said != 1 {
			t.Errorf("%s: %d sections show 25 and 26 commitments of plan III, each with its source; want 1", address, said)
		}
	}
}

func TestTheSitemapIsComplete(t *testing.T) {
	s := wholeSite(t)
	var sitemap struct {
		URLs []struct {
			Loc   string `xml:"loc"`
			Links []struct {
				Rel      string `xml:"rel,attr"`
				Language string `xml:"hreflang,attr"`
				Address  string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(s.File("sitemap.xml"), &sitemap); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	alternates := map[string]string{}
	for _, u := range sitemap.URLs {
		if listed[u.Loc] {
			t.Errorf("%s is listed twice", u.Loc)
		}
		listed[u.Loc] = true
		languages := ""
		all := ""
		for _, l := range u.Links {
			languages += l.Language + " "
			all += l.Address + " "
		}
		if languages != "es en " || !strings.Contains(all, u.Loc+" ") {
			t.Errorf("%s has the alternates %q in %q", u.Loc, all, languages)
		}
		alternates[u.Loc] = all
		for other := range strings.FieldsSeq(all) {
			if before := alternates[other]; before != "" && before != all {
				t.Errorf("%s and %s do not name each other", u.Loc, other)
			}
		}
	}
	for _, p := range s.order {
		if p.address != "404.html" && p.address != "index.html" && !listed[siteBase+strings.TrimSuffix(p.address, "index.html")] {
			t.Errorf("%s is not listed", p.address)
		}
	}
	if len(listed) != len(s.order)-2 {
		t.Errorf("%d addresses are listed, and there are %d pages", len(listed), len(s.order)-2)
	}
	if robots := string(s.File("robots.txt")); !strings.Contains(robots, "Sitemap: "+siteBase+"sitemap.xml\n") {
		t.Errorf("robots.txt does not name the sitemap: %q", robots)
	}
}

func TestTheTotalsOfTheHomePageAreCounted(t *testing.T) {
	s := wholeSite(t)
	answering := map[string]bool{}
	for _, c := range s.tree.Commitments {
		for _, e := range slices.Concat(c.Lead.Values(), c.Support.Values()) {
			answering[e] = true
		}
	}
	values := map[string]map[string]bool{}
	differ := 0
	for _, r := range rowsOf(t, "datasets/claims/claims.csv") {
		key := r["subject_kind"] + " " + r["subject"] + " " + r["property"]
		if r["computed"] == "true" {
			continue
		}
		if values[key] == nil {
			values[key] = map[string]bool{}
		}
		if values[key][r["value"]] = true; len(values[key]) == 2 {
			differ++
			values[key]["counted once"] = true
		}
	}
	// A total that the rows give otherwise than every source that declares it.
	apart := map[string]bool{}
	for _, r := range s.rows(t, "plan_totals") {
		key := "plan " + r["plan"] + " " + r["property"]
		if r["claim"] == "" || values[key]["counted once"] {
			continue
		}
		declared, _ := strconv.Atoi(r["declared"])
		counted, err := strconv.Atoi(r["counted"])
		more := r["comparison"] == "partial" || r["counted_from"] == "commitments" // what is already known cannot become less
		is := err == nil && (counted > declared || counted < declared && !more)
		if was, seen := apart[key]; !seen || was {
			apart[key] = is
		}
	}
	own := 0
	for _, is := range apart {
		if is {
			own++
		}
	}
	schemas, err := fs.Glob(realSources(), "datasets/*/schema.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lists, err := fs.Glob(realSources(), "datasets/codes/*/schema.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"plans": len(rowsOf(t, "datasets/plans/plans.csv")), "commitments": len(s.tree.Commitments), "entities": len(answering), "disagreements": differ, "data": len(schemas) + len(lists)}
	for i, l := range s.tree.Languages {
		w := s.tree.Languages[i]
		if got, want := textOf(find(s.pages[path.Join(l.Code, l.Section("disagreements"), "index.html")].root, byClass("count"))[0]),
			w.Count("count.disagreements", differ)+" · "+w.Count("count.own-totals", own); got != want {
			t.Errorf("%s: %q disagree, want %q", l.Code, got, want)
		}
		home := s.pages[l.Code+"/index.html"]
		got := map[string]int{}
		for _, list := range find(home.root, byClass("totals")) {
			for _, a := range find(list, byName("a")) {
				address, _, _, err := follow(home.address, attr(a, "href"))
				if err != nil {
					t.Fatal(err)
				}
				for section := range want {
					if address == path.Join(l.Code, l.Section(section), "index.html") {
						figure := 0
						if _, err := fmt.Sscan(regexp.MustCompile(`[^0-9 ]`).ReplaceAllString(textOf(find(a, byName("strong"))[0]), ""), &figure); err != nil {
							t.Fatal(err)
						}
						got[section] = figure
					}
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-counted +shown):\n%s", home.address, diff)
		}
	}
}

func compressed(t testing.TB, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func TestPagesAreLight(t *testing.T) {
	s := wholeSite(t)
	const commitmentLimit, wholeLimit = 14 << 10, 100 << 10
	heaviest, heaviestWhole := 0, 0
	which, whichWhole := "", ""
	assets := map[string]int{}
	for _, p := range s.order {
		small := compressed(t, p.data)
		whole := small
		for _, n := range find(p.root, func(n *html.Node) bool {
			return n.Data == "script" || n.Data == "img" || n.Data == "link" && (attr(n, "rel") == "stylesheet" || attr(n, "rel") == "icon")
		}) {
			address, _, _, err := follow(p.address, attr(n, "href")+attr(n, "src"))
			if err != nil || address == p.address {
				continue
			}
			if _, ok := assets[address]; !ok {
				assets[address] = compressed(t, s.File(address))
			}
			whole += assets[address]
		}
		if s.isCommitment(p) && small > heaviest {
			heaviest, which = small, p.address
		}
		if whole > heaviestWhole {
			heaviestWhole, whichWhole = whole, p.address
		}
	}
	t.Logf("the heaviest commitment: %d bytes compressed, %s; the heaviest whole page: %d, %s", heaviest, which, heaviestWhole, whichWhole)
	if heaviest == 0 || heaviest > commitmentLimit {
		t.Errorf("%s has %d bytes compressed, at most %d", which, heaviest, commitmentLimit)
	}
	if heaviestWhole > wholeLimit {
		t.Errorf("%s has %d bytes compressed with all it asks for, at most %d", whichWhole, heaviestWhole, wholeLimit)
	}
}

// The self-check dates what each requirement lacks by the records: the newest
// source of the plan, else the plan's start.
func TestTheSelfCheckDatesWhatIsMissing(t *testing.T) {
	s := wholeSite(t)
	start := ""
	for _, r := range rowsOf(t, "datasets/plans/plans.csv") {
		if r["id"] == "V" {
			start = r["start"]
		}
	}
	sources := map[string]string{}
	for _, r := range rowsOf(t, "datasets/sources/sources.csv") {
		sources[r["id"]] = r["date"]
	}
	// Days are compared by their year: each language writes the rest its way.
	schedule, dialogues := "", ""
	for _, r := range rowsOf(t, "datasets/schedule/schedule.csv") {
		schedule = sources[r["source"]][:4]
	}
	for _, r := range rowsOf(t, "datasets/participation/participation.csv") {
		if r["plan"] == "V" && r["kind"] == "regional-dialogue" {
			dialogues = sources[r["source"]][:4]
		}
	}
	for i, address := range []string{"es/cocreacion/requisitos/index.html", "en/process/self-check/index.html"} {
		p := s.pages[address]
		if p == nil {
			t.Fatalf("no page %s", address)
		}
		dated := map[string]string{}
		for _, row := range find(p.root, byName("tr")) {
			if cells := find(row, byName("td")); len(cells) > 0 {
				dated[strings.Fields(textOf(row))[0]] = textOf(cells[len(cells)-1])
			}
		}
		requirements := rowsOf(t, "datasets/codes/minimum-requirements/minimum-requirements.csv")
		for _, r := range requirements {
			undated := dated[r["code"]] == s.tree.Languages[i].Word("self-check.since-undated")
			if !undated && !regexp.MustCompile(`\b20[0-9]{2}\b`).MatchString(dated[r["code"]]) {
				t.Errorf("%s: requirement %s does not say since when something is missing: %q", address, r["code"], dated[r["code"]])
			}
			// The paragraph above says once since when they all bind.
			if said := textOf(find(p.root, byClass("explain"))[0]); !strings.Contains(said, r["valid_from"]) || strings.Contains(dated[r["code"]], r["valid_from"]) {
				t.Errorf("%s: requirement %s binds since %s: %q, %q", address, r["code"], r["valid_from"], said, dated[r["code"]])
			}
		}
		for code, want := range map[string][]string{"1.2": {start}, "3.1": {start, schedule, "IV"}, "3.2": {dialogues}} {
			for _, w := range want {
				if !strings.Contains(dated[code], w) {
					t.Errorf("%s: requirement %s says %q, without %q", address, code, dated[code], w)
				}
			}
		}
	}
}

// A plan whose commitments have no goal on record shows no zeros: nobody said
// that there are none.
func TestGoalsThatNobodyAssignedAreNotZeros(t *testing.T) {
	s := wholeSite(t)
	assigned := map[string]bool{}
	for _, c := range s.tree.Commitments {
		if len(c.SDGs) > 0 {
			assigned[c.Plan.Value] = true
		}
	}
	var plans []string
	for _, r := range rowsOf(t, "datasets/plans/plans.csv") {
		plans = append(plans, r["id"])
	}
	for _, address := range []string{"es/ods/index.html", "en/goals/index.html"} {
		p := s.pages[address]
		if p == nil {
			t.Fatalf("no page %s", address)
		}
		cells := 0
		for _, row := range find(p.root, byName("tr")) {
			for i, cell := range find(row, byName("td")) {
				if i < len(plans) {
					cells++
					if dash := strings.TrimSpace(textOf(cell)) == "—"; dash == assigned[plans[i]] {
						t.Errorf("%s: plan %s shows %q", address, plans[i], textOf(cell))
					}
				}
			}
		}
		if cells == 0 {
			t.Errorf("%s: no cells", address)
		}
	}
}

// No page says that a goal or a value has 0 commitments while the record does
// not know of some which they have.
func TestWhatNobodyAssignedIsNotCountedAsNone(t *testing.T) {
	s := wholeSite(t)
	goals, values := 0, 0
	for _, c := range s.tree.Commitments {
		if len(c.SDGs) == 0 {
			goals++
		}
		if len(c.Values) == 0 {
			values++
		}
	}
	seen := 0
	for i, l := range s.tree.Languages {
		w := s.tree.Languages[i]
		for section, unknown := range map[string]int{"goals": goals, "values": values} {
			for address, p := range s.pages {
				if parent := path.Join(l.Code, l.Section(section)) + "/"; !strings.HasPrefix(address, parent) || strings.Count(address, "/") != strings.Count(parent, "/")+1 {
					continue
				}
				seen++
				deck := textOf(find(p.root, byClass("deck"))[0])
				if strings.Contains(deck, " "+w.Count("count.commitments", 0)) {
					t.Errorf("%s: %q", address, deck)
				}
				if section == "goals" && unknown == len(s.tree.Commitments) && !strings.Contains(address, l.Section("none")) && !strings.Contains(deck, w.Count("count.commitments", unknown)) {
					t.Errorf("%s does not say of how many no goal is known: %q", address, deck)
				}
			}
		}
	}
	if seen < 2*17 {
		t.Errorf("only %d pages of goals and values", seen)
	}
}

// On a phone each row of a table of words is a card: its cells stand below each
// other, each with the heading of its column before it. So are all tables of a
// commitment, and the schedule.
func TestTablesOfWordsAreCardsOnAPhone(t *testing.T) {
	s := wholeSite(t)
	seen := map[string]int{}
	for _, p := range s.order {
		ofCommitment := len(find(p.root, byClass("p-commitment"))) > 0
		for _, table := range find(p.root, byName("table")) {
			if !byClass("stacked")(table) {
				if ofCommitment {
					t.Errorf("%s: a table scrolls sideways on a phone", p.address)
				}
				continue
			}
			heads := find(table, func(n *html.Node) bool { return isElement(n, "th") && attr(n, "scope") == "col" })
			for _, row := range find(table, func(n *html.Node) bool { return isElement(n, "tr") && isElement(n.Parent, "tbody") }) {
				for i, cell := range find(row, func(n *html.Node) bool { return n.Data == "td" || n.Data == "th" }) {
					// The list of commitments has some headings that go without saying.
					if label := attr(cell, "data-label"); i > 0 && label != textOf(heads[i]) && !byClass("commitments-table")(table) {
						t.Errorf("%s: a cell below %q is called %q", p.address, textOf(heads[i]), label)
					}
				}
			}
			seen[attr(table, "class")]++
		}
		for _, l := range s.tree.Languages {
			if p.address == path.Join(l.Code, l.Section("process"), l.Section("schedule"), "index.html") {
				seen["schedule"]++
				if tables := find(p.root, byName("table")); len(tables) == 0 || !byClass("stacked")(tables[0]) {
					t.Errorf("%s: the schedule scrolls sideways on a phone", p.address)
				}
			}
		}
	}
	if seen["ratings stacked"] < 50 || seen["milestones stacked"] < 50 || seen["grid stacked"] < 50 || seen["schedule"] != len(s.tree.Languages) {
		t.Errorf("only %v were seen", seen)
	}
}

// A percentage and a size are not parted at the end of a line: no space between
// the number and its sign in English, one that does not break in Spanish. The
// pages of the data, and what was changed in it, show a cell as it was written.
func TestNumbersAreNotPartedFromTheirSigns(t *testing.T) {
	s := wholeSite(t)
	parted, sign := regexp.MustCompile(`\d (?:%|[kM]?B\b)`), regexp.MustCompile("\\d(\u00a0?)%")
	signs := map[string]int{}
	for _, p := range s.order {
		asWritten := len(find(p.root, byClass("p-rows")))+len(find(p.root, byClass("p-dataset"))) > 0
		for n := range p.root.Descendants() {
			if n.Type != html.TextNode || !strings.ContainsAny(n.Data, "%B") || slices.Contains([]string{"script", "del", "ins"}, n.Parent.Data) {
				continue
			}
			if at := parted.FindString(n.Data); at != "" && !asWritten {
				t.Errorf("%s: %q can be parted in %q", p.address, at, n.Data)
			}
			for _, m := range sign.FindAllStringSubmatch(n.Data, -1) {
				if isElement(n.Parent, "a") && byClass("p-overview")(find(p.root, byName("body"))[0]) {
					signs[p.language+m[1]]++
				}
			}
		}
	}
	if signs["es\u00a0"] < 20 || signs["en"] < 20 || signs["es"]+signs["en\u00a0"] > 0 {
		t.Errorf("percentages by language and space: %v", signs)
	}
}

// The interface has one word for one thing: what the IRM gives is a rating, a
// step with a deadline is a milestone, and a target is a number that was
// promised.
func TestTheInterfaceHasOneWordForOneThing(t *testing.T) {
	tree, _, err := source.Load(realSources(), 2)
	if err != nil {
		t.Fatal(err)
	}
	other := map[string]*regexp.Regexp{"es": regexp.MustCompile(`(?i)valoraci[oó]n|\bmetas?\b`), "en": regexp.MustCompile(`(?i)\bgoals?\b`)}
	targets := regexp.MustCompile(`^(?:target|commitment\.targets|exercises\..*|chart\.targets.*|goals?\..*|kind\.goal|(?:fact|column)\.sdgs|without\.goals-.*)$`)
	seen := 0
	for _, l := range tree.Languages {
		for _, e := range l.Form.Words {
			texts := []string{e.Text.Value}
			for _, f := range e.Forms {
				texts = append(texts, f.Text.Value)
			}
			for _, text := range texts {
				seen++
				if at := other[l.Code].FindString(text); at != "" && !targets.MatchString(e.Key.Value) {
					t.Errorf("%s says %q in %s: %s", l.Code, at, e.Key.Value, text)
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("only %d words were seen", seen)
	}
}

// Texts that ask for a report name a place that every build has, with or
// without an address: the real site is built without one.
func TestTextsThatAskForAReportEndWithTheWay(t *testing.T) {
	s := wholeSite(t)
	for address, said := range map[string]string{
		"es/participar/index.html": "Informar de un problema", "es/accesibilidad/index.html": "Informar de un problema", "es/privacidad/index.html": "Informar de un problema", "es/acerca-de/index.html": "Informar de un problema",
		"en/participate/index.html": "Report a problem", "en/accessibility/index.html": "Report a problem", "en/privacy/index.html": "Report a problem", "en/about/index.html": "Report a problem",
	} {
		p := s.pages[address]
		if p == nil {
			t.Errorf("no page %s", address)
			continue
		}
		text := find(p.root, byClass("text"))
		heading := find(p.root, func(n *html.Node) bool { return attr(n, "id") == "report" })
		if len(text) == 0 || len(heading) == 0 || !strings.Contains(textOf(text[0]), said) || textOf(heading[0]) != said {
			t.Errorf("%s does not end with the way to report that its text names, %q", address, said)
			continue
		}
		if way := textOf(heading[0].Parent); len(way) < len(said)+40 || strings.Contains(textOf(text[0]), "incidencia en el repositorio") {
			t.Errorf("%s: %q", address, way)
		}
	}
}

// Names and quotations in another language than the page's are marked, for a
// screen reader to say them in it, or stand in the page's own.
func TestNamesInAnotherLanguageAreMarked(t *testing.T) {
	s := wholeSite(t)
	marked := func(n *html.Node) string {
		for a := range n.Ancestors() {
			if l := attr(a, "lang"); l != "" {
				return l[:2]
			}
		}
		return ""
	}
	names := map[string]string{"Comité de Estado Abierto": "es", "Alcaldía de Cali": "es", "Fundación Corona": "es", "Corporación Somos Más": "es",
		"Diseño del Sistema de Alertas Tempranas (SAT) en corrupción y mala administración": "es"}
	seen := map[string]int{}
	for _, p := range s.order {
		for n := range p.root.Descendants() {
			if n.Type != html.TextNode || within(n, "code") || within(n, "title") {
				continue
			}
			said := strings.TrimSpace(n.Data)
			if want := names[said]; want != "" && !within(n, "del") && !within(n, "ins") && len(find(p.root, byClass("p-rows"))) == 0 {
				seen[p.language+" "+want]++
				if got := marked(n); got != want {
					t.Errorf("%s: %q is marked %q", p.address, said, got)
				}
			}
		}
		// The way to the entry of a source says its title, in its language.
		for _, entry := range find(p.root, byClass("entry")) {
			title := find(entry.Parent, func(n *html.Node) bool { return n.Parent == entry.Parent && (n.Data == "a" || n.Data == "span") })[0]
			said := find(entry, byName("span"))
			if last := said[len(said)-1]; textOf(last) != textOf(title) || attr(last, "lang") != attr(title, "lang") {
				t.Errorf("%s: the entry of %q (%s) is called %q (%s)", p.address, textOf(title), attr(title, "lang"), textOf(last), attr(last, "lang"))
			}
			seen["entries"]++
		}
		if p.language == "en" {
			for _, svg := range find(p.root, byName("svg")) {
				if shown := textOf(svg); strings.Contains(shown, "Ministerio") {
					t.Errorf("%s: a drawing says %q", p.address, shown)
				}
			}
		}
	}
	if seen["en es"] < 20 || seen["es es"] < 20 || seen["entries"] < 500 {
		t.Errorf("only %v were seen", seen)
	}
}
