package render

import "html/template"

// The views are the contract with the layouts: a layout sees one of them and
// computes nothing. Addresses are relative to the page; texts are ready to be
// read in the page's language.

// Frame is what every page has around its content.
type Frame struct {
	// Lang is the code of the page's language, Locale its BCP 47 tag.
	Lang, Locale string
	// Title is the page's own title, Heading what stands in <title>.
	Title, Heading string
	// SheetTitle is the title on a printed sheet, beside the site's; empty where
	// it is the same.
	SheetTitle string
	// TitleLanguage is the code of the title's language when not the page's.
	TitleLanguage string
	// Description is one sentence for search engines and previews.
	Description string
	// DescriptionLanguage is the code of its language when not the page's.
	DescriptionLanguage string
	// Prose is the editors' text above what a generated page shows,
	// ProseLanguage the code of its language when not the page's.
	Prose         template.HTML
	ProseLanguage string
	// Root leads from the page to the site's top: "../../".
	Root string
	// SiteTitle, Member and Publisher name the site; SiteLanguage is the code of
	// its title's language when not the page's.
	SiteTitle, Member, Publisher, SiteLanguage string
	// Home is the address of the language's home page.
	Home string
	// Styles and Script are the addresses of the assets, Icon of the mark.
	Styles, Script, Icon string
	// Search is the address of the search page.
	Search string
	// Canonical is the page's absolute address, empty when the site's is not
	// known.
	Canonical string
	// Languages are the same page in the site's languages.
	Languages []Alternate
	// Menu and Foot are the navigation of the head and of the foot.
	Menu, Foot []Link
	// Section names the group of pages that this one belongs to, Related are
	// its pages.
	Section string
	Related []Link
	// Crumbs lead from the home page to this one, which is the last.
	Crumbs []Link
	// AsOf is the date that lateness is computed against.
	AsOf Moment
	// Edit leads to the page's source; empty when the repository is not known.
	Edit string
	// Problem is how to report a problem with the page.
	Problem Problem
	// Source is the path of the page's source file.
	Source string
	// DataLicence, TextLicence and CodesLicence name the licences.
	DataLicence, TextLicence, CodesLicence Link
	// Kind is the kind of page, for styles.
	Kind string
	// Edition names the newest edition of the data; empty before the first.
	Edition string
	// Feeds are the feeds that follow the site and the page.
	Feeds []Link
	// History is what changed about the thing that the page is of.
	History History
}

// Problem is how to report a problem with a page: the ways, with the page and
// the date already written, and what to do where the site has no way.
type Problem struct {
	Ways []Link
	// Paper are the addresses of the ways as one would type them, since a printed
	// link has none.
	Paper string
	// Draft offers a mail without a recipient beside the ways; empty where the
	// site has a contact. None does the same where there are no ways.
	Draft, None Words
}

// Alternate is the page in one language.
type Alternate struct {
	Code, Name, Address, Absolute string
	Current                       bool
}

// Link is a text that leads somewhere; without an Address it is only a text.
type Link struct {
	Text, Address string
	// Language is the code of the text's language when not the page's; In says so
	// to who sees the title of a document.
	Language, In string
	// Name says where the link leads, where its text does not: to which row.
	Name string
	// Current marks the link to the page itself.
	Current bool
	// Count is a number beside the text, empty when there is none; Rows is where
	// its rows are, when not at Address.
	Count, Rows string
}

// Words is a text with its language where that is not the page's. Parts are
// the same text in pieces, where figures in it lead to their rows.
type Words struct {
	Text, Language string
	Parts          []Link
}

// Moment is a date for machines and for readers.
type Moment struct{ ISO, Text string }

// Fact is one line of a page's facts at a glance.
type Fact struct {
	Name string
	// Links are the values, Lines the same where figures in them lead elsewhere;
	// Moments are used instead where they are dates.
	Links []Link
	Lines []Words
	From  Moment
	To    Moment
	// Note says how sure the fact is, Mark warns of the values: that they differ.
	Note, Mark string
	// State says where a deadline stands, StateCode the same for the style.
	State     Words
	StateCode string
	// Unknown is set where the record has no value.
	Unknown bool
}

// Home is the view of home.html.
type Home struct {
	Frame
	// Headline is what the site is, in one sentence.
	Headline Words
	Totals   []Total
	Plans    []PlanCard
	AllPlans Link
	// Silence is what is overdue or of what nobody has spoken.
	Silence Silence
	// Disputes are some of what sources say different things of, AllDisputes
	// leads to all.
	Disputes    []Dispute
	AllDisputes Link
	// Ways lead into the commitments.
	Ways []Way
	// News are the latest changes, AllNews and Feed lead to all.
	News          []NewsLine
	AllNews, Feed Link
	Data          Link
}

// NewsLine is an edition of the data with how much changed in it.
type NewsLine struct {
	Link
	What string
}

// Total is one figure with what it counts and where its rows are.
type Total struct{ Figure, What, Address string }

// PlanCard is a plan with what came of it, at a glance.
type PlanCard struct {
	PlanLine
	// Outcome says who judged what; Values are how many commitments have each
	// value, best first, with where the rows are.
	Outcome string
	Values  []Link
}

// Silence says what is past its deadline without a statement, and of what
// nobody has spoken.
type Silence struct {
	// Sentence tells how many goals are past their deadline, Quiet of how many
	// commitments nobody says what came; either may be empty.
	Sentence Words
	Quiet    Link
	// Terms tells how many commitments are past a deadline of their own, which
	// are not among the goals; empty where none is.
	Terms Words
	// Lines are the longest overdue, Days how their days are counted.
	Lines []MilestoneLine
	Days  string
	Rows  Link
}

// Way is a list that leads into the commitments.
type Way struct {
	ID, Title string
	Links     []Link
	// Note says what the list leaves out.
	Note Words
	All  Link
}

// PlanLine is a plan in a list.
type PlanLine struct {
	Link
	ID, Period string
	Title      Words
	// Held says how many commitments the record has, Declared how many sources
	// say that it has.
	Held, Declared Words
	Reports        []Link
}

// Plans is the view of plans.html.
type Plans struct {
	Frame
	Lines []PlanLine
	// Sections draw what came of the plans.
	Sections []OverviewSection
	Jump     []Link
}

// Plan is the view of plan.html.
type Plan struct {
	Frame
	// Twins are the files with the data of the page, Row its row.
	Twins      []File
	Row        Link
	Kicker     string
	TitleWords Words
	Facts      []Fact
	Text       template.HTML
	TextWords  Words
	CoCreation Words
	Note       Words
	Claims     []ClaimGroup
	Ratings    []RatingCount
	// Untold are totals of reports, where which commitments have the value is
	// not on record.
	Untold []Words
	// OtherRatings are the variables that are not counted here.
	OtherRatings []Link
	// Marks say how many commitments have a star, or are called promising.
	Marks       []Words
	Commitments []CommitmentLine
	Count       string
	Reports     []ReportLine
	Sources     []SourceLine
	// Print leads to the plan with all its commitments on one page, Goals to
	// the goals of all of them.
	Print, Goals Link
	Previous     *Link
	Next         *Link
}

// PrintEdition is the view of print.html: a plan with all its commitments.
type PrintEdition struct {
	Frame
	Kicker     string
	Explain    string
	TitleWords Words
	Facts      []Fact
	Text       template.HTML
	TextWords  Words
	CoCreation Words
	Count      string
	// Commitments are the views of their own pages.
	Commitments []Commitment
	Claims      []ClaimGroup
	Reports     []ReportLine
	Sources     []SourceLine
}

// ClaimGroup is a property with everything that sources say of it.
type ClaimGroup struct {
	Property string
	// Differ says that the sources say different things, or that the rows of
	// this site give another total than they do.
	Differ string
	Claims []ClaimLine
	// Counted says what this site itself counts, where it can.
	Counted Words
}

// ClaimLine is one statement of one source.
type ClaimLine struct {
	// Value leads to the row of the statement.
	Value  Link
	Unit   string
	Source Link
	Date   Moment
	Note   Words
	// Computed is set where the value was computed from the source.
	Computed bool
}

// RatingCount is how many commitments of a plan have each value of one
// variable on one scale.
type RatingCount struct {
	Variable, Question string
	Total              Link
	Values             []ValueCount
	Rows               Link
}

// ValueCount is one value with how many have it, in hundredths of the total.
type ValueCount struct {
	Label  string
	Count  Link
	Share  int
	Absent bool
}

// ReportLine is a report of the Independent Reporting Mechanism in a list.
type ReportLine struct {
	Title     Link
	Kind      string
	Published Moment
	Results   Words
}

// SourceLine is a source with where it can be read.
type SourceLine struct {
	ID, Title string
	Publisher Words
	Address   string
	Date      Moment
	// Language and In are those of a Link.
	Language, In string
	Entry        string
	Note         Words
	// Page is the source's own, with the rows that rest on it.
	Page string
	// Supports are the tables with rows that rest on it, in the list of sources;
	// the count is of rows.
	Supports []Link
}

// Commitments is the view of commitments.html.
type Commitments struct {
	Frame
	Filters
	Intro  string
	Groups []CommitmentGroup
	Other  Link
	Count  string
}

// CommitmentGroup is a heading with the commitments under it.
type CommitmentGroup struct {
	ID    string
	Title Link
	Count string
	Lines []CommitmentLine
}

// CommitmentLine is a commitment in a list.
type CommitmentLine struct {
	ID, Number, Address string
	Title               Words
	Lead                []Link
	Plan                Link
	Role                string
	// Completion is the IRM's newest value, empty when there is none.
	Completion, CompletionCode, CompletionVariable string
	// Came is what came of it in a few words: the IRM's value, else what another
	// voice says, else that it is awaited or not on record. CameCode is the value.
	Came     Words
	CameCode string
	// Mark says that there is no agreement on what came of it.
	Mark string
	// CompletionVariableCode and Facets are for the filters of a list.
	CompletionVariableCode, Facets string
	// PlanOrder and CompletionOrder put plans and values in their own order,
	// where letters would put them in another.
	PlanOrder, CompletionOrder string
}

// Commitment is the view of commitment.html.
type Commitment struct {
	Frame
	ID, Kicker string
	PlanLink   Link
	TitleWords Words
	TitleBasis string
	Summary    Words
	Change     Words
	// Key are the facts that come first: who answers, by when, and what came of
	// it. Facts are the others.
	Key, Facts   []Fact
	Targets      []TargetLine
	Government   Voice
	CivilSociety Voice
	IRM          Voice
	// Differ says on what the voices or the sources do not agree.
	Differ       []Words
	Milestones   MilestoneTable
	Text         template.HTML
	TextLanguage string
	// Ratings are the IRM's values by report, RatingsSame what all of them share.
	Ratings     []RatingGroup
	RatingsSame []SameCell
	Exercises   []ExerciseLine
	Claims      []ClaimGroup
	Lineage     []Drawing
	Continues   []CommitmentLine
	Followed    []CommitmentLine
	Sources     []SourceLine
	Notes       Words
	// Twins are the files with the data of the page, Row its row.
	Twins    []File
	Row      Link
	Cite     string
	Citation Citation // the same for programs
	Previous *Link
	Next     *Link
}

// Voice is what one of the three says.
type Voice struct {
	Name, Who string
	Says      []Statement
	// Silent is the sentence that says that nothing is known, where Says is
	// empty.
	Silent string
}

// Statement is one thing said by one voice.
type Statement struct {
	What   Words
	Value  Words
	Text   Words
	Date   Moment
	Source Link
	Report Link
	// Seen is where the value was read, where that is not the report itself.
	Seen Link
	// Unnamed says who published it, where nobody is known to have stated it.
	Unnamed string
	// Proof says whether there is evidence: "declared, no evidence in our
	// record".
	Proof    string
	Evidence []Link
	// Levels shows where the value stands on its scale.
	Levels []Level
	Absent bool
}

// Level is one value of a scale.
type Level struct {
	Label   string
	Current bool
}

// TargetLine is a quantified target.
type TargetLine struct {
	What   Words
	Target Link
	Unit   string
	Year   string
	Source Link
	Note   Words
}

// MilestoneTable are the milestones of a commitment. Dates, States, Sources and
// Notes say whether those differ, so that each line has to show its own; what
// all lines share is in Same.
type MilestoneTable struct {
	Lines                         []MilestoneLine
	Dates, States, Sources, Notes bool
	Same                          []SameCell
	// Remarks say of which milestones the first deadline is not known, and how
	// days are counted from a date without a day.
	Remarks []string
}

// MilestoneLine is a milestone in a table.
type MilestoneLine struct {
	Number     string
	Title      Words
	Commitment Link
	Start, Due Moment
	// First is the deadline that was promised first, where it is known, and Moved
	// says by how much it moved, or that the first is not known.
	First     Moment
	Moved     Words
	Target    Link
	Indicator Words
	State     Words
	StateCode string
	Source    Link
	Note      Words
	// From leads to the milestone's row, where its words hold a figure and
	// nothing else in the line leads there.
	From Link
}

// RatingGroup are the IRM values that one report gives, read in one place: Head
// says which and where.
type RatingGroup struct {
	Head, Note Words
	Lines      []RatingLine
}

// RatingLine is one IRM value in a table.
type RatingLine struct {
	// Variable leads to its scale where that has the same name; else Scale does.
	Variable, Scale Link
	Value           string
	Meaning, Note   Words
}

// ExerciseLine is an exercise around a commitment.
type ExerciseLine struct {
	Title    Words
	Promoter Words
	When     Moment
	Result   Words
	Source   Link
	Note     Words
}

// Entities is the view of entities.html.
type Entities struct {
	Frame
	Groups []EntityGroup
	Count  string
}

// EntityGroup is a branch or level with its entities.
type EntityGroup struct {
	Title string
	// Explain says what puts an entity in the group, where that is not a cell of
	// its row.
	Explain string
	Lines   []EntityLine
}

// EntityLine is an entity in a list.
type EntityLine struct {
	Link
	Acronym, Place  string
	Leads, Supports Link
}

// Entity is the view of entity.html.
type Entity struct {
	Frame
	// Twins are the files with the data of the page, Row its row.
	Twins      []File
	Row        Link
	TitleWords Words
	Acronym    string
	Deck, Note Words
	Facts      []Fact
	Roles      []Role
	// Load is what is known of each commitment that it leads.
	Load    Grid
	Sources []SourceLine
}

// Role is what an entity does for commitments, with those of each plan.
type Role struct {
	ID     string
	Groups []CommitmentGroup
}

// Themes is the view of themes.html.
type Themes struct {
	Frame
	Plans []Link
	// Parts are the themes by who assigns them: each has words of its own, of
	// which Explain warns where there are several.
	Parts   []ThemesPart
	Explain string
	None    Words
	// Topics leads to the topics that a plan set itself.
	Topics Link
}

// ThemesPart are the themes that one source assigns.
type ThemesPart struct {
	ID, Title string
	Explain   Words
	Rows      []ThemeRow
	// Assigned says for each plan, and then for all, to how many commitments
	// themes are assigned.
	Assigned []Words
}

// ThemeRow is a theme with its commitments by plan.
type ThemeRow struct {
	Link
	Counts []Link
	Total  Link
}

// ThemePart are the commitments to which one source assigns a theme.
type ThemePart struct {
	ID, Title, Count string
	Groups           []CommitmentGroup
}

// Theme is the view of theme.html.
type Theme struct {
	Frame
	// Twins are the files with the data of the page, Row its row.
	Twins      []File
	Row        Link
	TitleWords Words
	Definition Words
	// Parts are the commitments by who assigns them the theme.
	Parts []ThemePart
	// Count is how many commitments have it; empty where several assign it,
	// whose counts are not summed: then Apart says so.
	Count, Apart string
	// None says how many commitments have no theme, and may be about this one,
	// ByWords leads to those that have its words.
	None    Words
	ByWords Link
}

// Disagreements is the view of disagreements.html.
type Disagreements struct {
	Frame
	Count  Words
	Groups []DisputeGroup
	Rows   Link
}

// DisputeGroup is a subject with its disputes.
type DisputeGroup struct {
	ID       string
	Title    Link
	Disputes []Dispute
}

// Dispute is a property of which sources say different things.
type Dispute struct {
	ID       string
	Subject  Link
	Property string
	// Values are the different values, each with its row.
	Values Words
	Claims []ClaimLine
	// Counted says what this site itself counts, where it can.
	Counted Words
	Address string
}

// Members is the view of members.html.
type Members struct {
	Frame
	Groups []MemberGroup
	Rows   Link
}

// MemberGroup is a member with the counts known of it.
type MemberGroup struct {
	ID            string
	Name, Country Words
	Kind          string
	Joined        Link
	// Differ is what sources say differently of the member.
	Differ []Link
	Lines  []MemberLine
}

// MemberLine is a count of commitments at a date.
type MemberLine struct {
	Plan   string
	Count  Link
	AsOf   Moment
	Source Link
	Note   Words
}

// Process is the view of process.html: an overview with the ways to its pages.
type Process struct {
	Overview
	Doors []Door
}

// Door leads to a page: what one finds there, and the rows that it shows. The
// name of the table of a row's link is an anchor of the page.
type Door struct {
	Link
	What Words
	Rows []Link
}

// Grid is a table ready to be shown.
type Grid struct {
	Caption string
	Columns []Column
	Rows    []GridRow
	// Same are the columns that say the same on every row, taken out of it.
	Same []SameCell
	// Empty are the names of the columns left out because no row here says
	// anything in them.
	Empty []string
	// Blank marks a table with cells that are empty because the record has no
	// value, which is said below it.
	Blank bool
	// Stacked marks a table whose rows are cards on a narrow screen: each cell
	// below the other, with its column's name.
	Stacked bool
	// Fold is what a table that is folded is found by, with how many rows it has
	// and what else tells it from the others; About is what holds for all its rows.
	Fold, Under, About Words
	Count              string
}

// SameCell is a column's name with the one thing it says.
type SameCell struct {
	Name string
	Cell GridCell
	// From leads to the first of the rows, where the cell holds a figure.
	From Link
}

// Column is a column's name with whether its cells are numbers, or sources,
// which are set quietly. Key is its name in the file, without a language. Long
// and Longer are set where numbers stand under so long a name that they alone
// would leave it a word a line.
type Column struct {
	Name, Key                     string
	Numeric, Source, Long, Longer bool
}

// GridRow is a row of cells.
type GridRow struct {
	ID    string
	Cells []GridCell
	// From leads to the row of a table that the cells are written in, where
	// they hold a figure and do not lead there themselves.
	From Link
}

// GridCell is a cell: one or several values, each perhaps a link.
type GridCell struct {
	Values          []Link
	Numeric, Source bool
	Moment          Moment
	// Under is a remark below the values.
	Under []Link
	// Label is the name of the column, where the cell of a card says it.
	Label string
	// Head marks the heading of the row, Unknown a cell that the record has no
	// value for, Run one whose values are the pieces of one sentence.
	Head, Unknown, Run bool
}

// Catalogue is the view of catalogue.html.
type Catalogue struct {
	Frame
	// Descriptions are what machines read about all the data.
	Descriptions []File
	API          Link
	Linked       template.HTML
	Groups       []DatasetGroup
	// Files hold the data of the whole site.
	Files []File
	Sums  string
	Count string
}

// DatasetGroup is a heading with datasets.
type DatasetGroup struct {
	Title string
	// Explain says what the datasets have in common, where that is not plain.
	Explain string
	Lines   []DatasetLine
}

// DatasetLine is a dataset in the catalogue.
type DatasetLine struct {
	Link
	Name, Description string
	// DescriptionIn is the code of its language when not the page's.
	DescriptionIn string
	Rows          Link
	Files         []File
}

// File is a download.
type File struct {
	Name, Format, Address, Size, Rows, SHA256 string
	About                                     string
}

// Dataset is the view of dataset.html.
type Dataset struct {
	Frame
	// Deck is the description, whole, DeckIn the code of its language when not
	// the page's.
	Deck, DeckIn string
	Name         string
	Facts        []Fact
	// Files are the data, Descriptions what machines read about it.
	Files        []File
	Descriptions []File
	Fields       []FieldLine
	// RowSource is where the dictionary says that each row names its source:
	// the column; empty where the table has none.
	RowSource string
	Preview   Grid
	AllRows   Link
	Problems  []Words
	Sources   []SourceLine
	Cite      string
	Citation  Citation // the same for programs
	// Frozen says where the table of the newest edition stays as it is; empty
	// where no edition has it.
	Frozen   Words
	Snippets []Snippet
	Sums     string
	API      Link
	// Linked says what the page says as JSON-LD, in a script element that no
	// browser runs.
	Linked template.HTML
}

// Snippet is a short program that fetches a dataset.
type Snippet struct{ ID, Title, Note, Code string }

// FieldLine is a line of the data dictionary.
type FieldLine struct {
	ID, Name, Title, Description, Type, Unit, Example string
	// TitleIn and DescriptionIn are the codes of their languages when not the
	// page's.
	TitleIn, DescriptionIn string
	Required               bool
	Key                    bool
	List                   Link
	Constraint             string
	// Values are the codes that may stand in the cell; Count says how many.
	Values []ValueLine
	Count  string
	// Beside are the columns of the files with the labels of the codes.
	Beside []string
	// Empty says what an empty cell means, where the description does not.
	Empty string
	// Filled says in how many rows the cell is not empty; empty when in all.
	Filled Words
}

// ValueLine is a code with what it means.
type ValueLine struct{ Code, Label string }

// API is the view of api.html: how programs fetch the data.
type API struct {
	Frame
	Intro      string
	Base       string
	Addresses  []AddressLine
	files      int // how many of the addresses, from the first, are of files of the data
	Formats    []FormatLine
	Guarantees []string
	Versions   []string
	Limits     []string
	// Editions lead to the files of the frozen editions, the newest first.
	Editions []Link
	Schemas  []File
	Index    File
}

// AddressLine is a kind of address with an example.
type AddressLine struct {
	Pattern, What string
	Example       Link
}

// FormatLine is a form of files with its media type.
type FormatLine struct{ Name, MediaType, What string }

// Rows is the view of rows.html: a table whole, some of its rows a page.
type Rows struct {
	Frame
	Name    string
	Count   string
	Dataset Link
	File    File
	Grid    Grid
	// Pages are the pages of a table that is too long for one; none otherwise.
	Pages          []Link
	Previous, Next *Link
}

// SourcesPage is the view of sources.html.
type SourcesPage struct {
	Frame
	Lines []SourceLine
	Count string
}

// Text is the view of text.html: an editorial page.
type Text struct {
	Frame
	TitleWords  Words
	Text        template.HTML
	Language    string
	Children    []Link
	Commitments []CommitmentLine
	Sources     []SourceLine
}

// Missing is the view of 404.html.
type Missing struct {
	Frame
	Others []MissingIn
}

// MissingIn is the page of a missing address in one more language.
type MissingIn struct {
	Lang, Title, Sentence string
	Links                 []Link
}

// kinds are the layouts with an empty view each, which Load fills once to find
// what a layout asks for in vain.
var kinds = map[string]any{
	"home": Home{}, "plans": Plans{}, "plan": Plan{}, "print": PrintEdition{}, "commitments": Commitments{}, "commitment": Commitment{},
	"entities": Entities{}, "entity": Entity{}, "themes": Themes{}, "theme": Theme{}, "disagreements": Disagreements{},
	"members": Members{}, "process": Process{}, "catalogue": Catalogue{}, "dataset": Dataset{}, "rows": Rows{}, "api": API{}, "sources": SourcesPage{},
	"text": Text{}, "search": Search{}, "404": Missing{}, "overview": Overview{},
	"tombstone": Tombstone{},
}
