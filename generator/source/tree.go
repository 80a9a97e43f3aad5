// Package source reads content/, datasets/ and layouts/words/ and remembers
// where each fact was written.
//
// Each file is opened once and parsed once, in parallel. What cannot be read
// as its dialect (encoding, YAML, CSV) is reported here; what is read but wrong
// is for package check.
//
// It refuses to join, to compute and to fill in: a Tree holds what authors
// wrote and nothing else. It reads through fs.FS only, follows no links, and
// asks neither clock nor environment.
package source

import (
	"regexp"
	"time"

	"vitrina/generator/markdown"
	"vitrina/generator/table"
	"vitrina/generator/words"
	"vitrina/generator/written"
)

// Tree is everything that authors wrote.
type Tree struct {
	// Site is content/site.yaml.
	Site Site
	// Zone is the time zone in which the site means "today"; UTC where site.yaml
	// names none.
	Zone *time.Location
	// Languages are the languages of the site in the order of site.yaml; the
	// first is the default. One whose words could not be read is left out.
	Languages []*words.Language
	// Commitments are the commitments of the default language by path, each
	// with its translations.
	Commitments []*Commitment
	// Strays are commitments in another language whose original is missing.
	Strays []*Commitment
	// Pages are the editorial pages of all languages by path.
	Pages []*Page
	// Datasets are the datasets by name, code lists included.
	Datasets []*Dataset
	// Editions are the frozen editions by the names of their folders.
	Editions []*Edition
	// Register lists the addresses that an edition had or that were removed; nil
	// before the first edition.
	Register *table.Table
	// Published lists the addresses at which the site answers now, in the form
	// of Register. No source holds it: the command line may name it, else nil.
	Published *table.Table
	// Broken holds the paths of the files that could not be read to their end:
	// what is missing there may only not have been reached.
	Broken map[string]bool
	// Undecided is set where nothing is known of the default language: what is an
	// original and what a translation cannot be told.
	Undecided bool
	// Counts tells how much was read.
	Counts Counts

	byName   map[string]*Dataset
	meant    map[spelled]bool
	reported map[line]bool
}

// spelled is a key that a file has under another spelling, line a line that
// something was reported on.
type (
	spelled struct{ file, key string }
	line    struct {
		file string
		line int
	}
)

// Lacks reports whether a value that is not there is really missing: its file
// was read to the end, no misspelt key meant it, and nothing was reported where
// the value stands (at line, 0 where its key was not given).
func (t *Tree) Lacks(file, key string, at int) bool {
	return !t.Broken[file] && !t.meant[spelled{file, key}] && (at == 0 || !t.reported[line{file, at}])
}

// Counts tells how much was read.
type Counts struct{ Files, Bytes int }

// Default returns the code of the default language.
func (t *Tree) Default() string {
	if len(t.Site.Languages) == 0 {
		return "es"
	}
	return t.Site.Languages[0].Value
}

// Dataset returns the named dataset, or nil. A code list's name is codes/NAME.
func (t *Tree) Dataset(name string) *Dataset { return t.byName[name] }

// SiteFile is the path of the file that describes the site.
const SiteFile = "content/site.yaml"

// Site is content/site.yaml: who publishes what, in which languages.
type Site struct {
	// Member is the name of the member of the partnership, one a language.
	Member written.Labels `yaml:"member"`
	// MemberID is the code of the member in codes/members and in the datasets
	// about members.
	MemberID written.Text `yaml:"member_id"`
	// Title is the site's name, one a language.
	Title written.Labels `yaml:"title"`
	// Description says in one sentence what the site is, one a language.
	Description written.Labels `yaml:"description"`
	// Languages are the codes of the languages; the first is the default.
	Languages written.List `yaml:"languages"`
	// Locales says for each language whose numbers and dates are used: es-CO.
	Locales written.Labels `yaml:"locales"`
	// TimeZone is the IANA name of the zone in which "today" is meant.
	TimeZone written.Text `yaml:"time_zone"`
	// BaseURL is the address the site is published at; empty when not known.
	BaseURL written.Text `yaml:"base_url"`
	// Repository is the address of the sources; empty when not known.
	Repository written.Text `yaml:"repository"`
	// Publisher is who answers for the site, one name a language.
	Publisher written.Labels `yaml:"publisher"`
	// Contact is a mail or web address; empty when not known.
	Contact written.Text `yaml:"contact"`
	// Name is the machine name of the data as a whole, which never changes:
	// lower-case letters, digits, hyphens, no dates.
	Name written.Text `yaml:"name"`
	// FeedIDs is what the ids of feeds and of calendar entries are made of, where
	// that is another text than Name; it never changes, since readers' programs
	// know the entries by their ids.
	FeedIDs written.Text `yaml:"feed_ids"`
	// Country is the ISO 3166-1 alpha-3 code of the country that the data is
	// about: COL; empty when it is of no one country.
	Country written.Text `yaml:"country"`
	// Keywords are the words that people look for the data with, separated by
	// commas, one text a language.
	Keywords written.Labels `yaml:"keywords"`
	// DataThemes are codes of codes/data-themes: what catalogues file the data
	// under.
	DataThemes written.List `yaml:"data_themes"`
	// Frequency says how often the data is meant to change: a code of
	// codes/update-frequencies; empty when nobody promised one.
	Frequency written.Text `yaml:"frequency"`
	// Licences are the licences of data, texts, code lists and code.
	Licences Licences `yaml:"licences"`
}

// Licences names a licence for each kind of work, by identifier.
type Licences struct {
	Data  written.Text `yaml:"data"`
	Texts written.Text `yaml:"texts"`
	Codes written.Text `yaml:"codes"`
	Code  written.Text `yaml:"code"`
}

// Front is the front matter of a commitment. A translation gives title,
// summary and change only.
type Front struct {
	// ID is the OGP code, or a local id where the code was not established:
	// stable, never reused.
	ID written.Text `yaml:"id"`
	// OGPCode is the code of the Open Government Partnership; left out when it
	// was not established.
	OGPCode written.Text `yaml:"ogp_code"`
	// CodeBasis says how the code is known: a code of codes/code-basis.
	CodeBasis written.Text `yaml:"code_basis"`
	// Plan is the id of the action plan.
	Plan written.Text `yaml:"plan"`
	// Number is the number inside the plan, as text: "2.10".
	Number written.Text `yaml:"number"`
	// Title is the official title where there is one.
	Title written.Text `yaml:"title"`
	// TitleBasis says for each language where the title comes from: a code of
	// codes/title-basis.
	TitleBasis written.Labels `yaml:"title_basis"`
	// Summary is one plain sentence: who does what by when.
	Summary written.Text `yaml:"summary"`
	// Change is one plain sentence: what changes for people.
	Change written.Text `yaml:"change"`
	// Lead are the entities that answer for it.
	Lead written.List `yaml:"lead"`
	// Support are the entities that help.
	Support written.List `yaml:"support"`
	// Start and End are dates that may stop at the month or the year.
	Start written.Text `yaml:"start"`
	End   written.Text `yaml:"end"`
	// Branch is the branch of power: a code of codes/branches.
	Branch written.Text `yaml:"branch"`
	// Level is national or territorial: a code of codes/levels.
	Level written.Text `yaml:"level"`
	// Territory is a DIVIPOLA department code, as text: "05".
	Territory written.Text `yaml:"territory"`
	// Themes are codes of codes/themes.
	Themes written.List `yaml:"themes"`
	// ThemesBasis says where the themes come from: a code of
	// codes/themes-basis.
	ThemesBasis written.Text `yaml:"themes_basis"`
	// Values are the OGP values: codes of codes/ogp-values.
	Values written.List `yaml:"values"`
	// ValuesBasis says where the values come from: a code of
	// codes/values-basis.
	ValuesBasis written.Text `yaml:"values_basis"`
	// SDGs are Sustainable Development Goals: codes of codes/sdgs.
	SDGs written.List `yaml:"sdgs"`
	// Continues are ids of earlier commitments, where a source says so.
	Continues written.List `yaml:"continues"`
	// Sources are ids of the dataset sources.
	Sources written.List `yaml:"sources"`
	// Notes says what a reader should know about the facts, one a language.
	Notes written.Labels `yaml:"notes"`
	// Draft is true for a commitment that is not published yet.
	Draft written.Text `yaml:"draft"`
	// Accepts names the warnings this page lives with, each with a reason
	// after a colon: "missing-summary: the plan gives none".
	Accepts written.List `yaml:"accepts"`
}

// CommitmentID is the form of an id, which is also the name of a file: CO0065,
// CO-P5-1-2.
var CommitmentID = regexp.MustCompile(`^[A-Z0-9]+(-[A-Z0-9]+)*$`)

// Commitment is one Markdown file of a commitment.
type Commitment struct {
	// Path is the file below the source folder.
	Path string
	// Language is the code of the folder it lies in.
	Language string
	Front
	// Text is the body.
	Text Text
	// Translations are the files at the same path of other languages, in the
	// order of the site's languages.
	Translations []*Commitment
}

// IsDraft reports whether the commitment is not published yet.
func (c *Commitment) IsDraft() bool { return c.Draft.Value == "true" }

// Translation returns the file in a language, the commitment itself in its
// own, or nil.
func (c *Commitment) Translation(language string) *Commitment {
	if c.Language == language {
		return c
	}
	for _, t := range c.Translations {
		if t.Language == language {
			return t
		}
	}
	return nil
}

// PageFront is the front matter of an editorial page. A translation gives
// title and summary only.
type PageFront struct {
	// Title is the page's title.
	Title written.Text `yaml:"title"`
	// Summary is one sentence that says what the page is about.
	Summary written.Text `yaml:"summary"`
	// Sources are ids of the dataset sources.
	Sources written.List `yaml:"sources"`
	// Commitments are ids of commitments that the page speaks of.
	Commitments written.List `yaml:"commitments"`
	// Draft is true for a page that is not published yet.
	Draft written.Text `yaml:"draft"`
	// Accepts names the warnings this page lives with, each with a reason.
	Accepts written.List `yaml:"accepts"`
}

// Page is one editorial Markdown file.
type Page struct {
	// Path is the file below the source folder.
	Path string
	// Language is the code of the folder it lies in.
	Language string
	// Name is the path inside the language's folder without .md:
	// lessons/broader. The same name in two languages is one page.
	Name string
	PageFront
	// Text is the body.
	Text Text
}

// IsDraft reports whether the page is not published yet.
func (p *Page) IsDraft() bool { return p.Draft.Value == "true" }

// Text is a parsed body and where it stands in its file.
type Text struct {
	*markdown.Doc
	// Before is how many lines of the file come before the body.
	Before int
}

// Dataset is one folder of datasets/.
type Dataset struct {
	// Name is the folder's name; a code list's begins with codes/.
	Name string
	// SchemaFile is the path of schema.yaml.
	SchemaFile string
	// Schema is what schema.yaml says, empty unless Described.
	Schema table.Schema
	// Described is whether there is a schema.yaml.
	Described bool
	// Table is nil where the rows come from elsewhere, as those of commitments
	// do.
	Table *table.Table
}

// IsCodeList reports whether the dataset is a code list.
func (d *Dataset) IsCodeList() bool {
	return len(d.Name) > len(CodesFolder) && d.Name[:len(CodesFolder)] == CodesFolder
}

// CommitmentsDataset is the dataset whose rows come from front matter.
const CommitmentsDataset = "commitments"

// Voices are the codes of the voices that speak of a commitment.
var Voices = []string{"government", "civil-society", "irm"}

// CodesFolder is how the names of code lists begin.
const CodesFolder = "codes/"

var _ = written.Register(Site{}, Licences{}, Front{}, PageFront{})
