// Vitrina turns the sources of a member of the Open Government Partnership
// (its action plans, commitments and data) into a static site in several
// languages with its open data. This comment is the manual of the inside; what
// an author needs stands in the READMEs of content/, datasets/ and layouts/.
//
// # The way of the data
//
//	content/ datasets/ layouts/
//	  source.Load      what authors wrote, and where: each file read once, in parallel
//	  check.Run        what is wrong with it; while one finding is an error, nothing is written
//	  model.Build      what it means: joined, sorted, complete; cannot fail
//	  download.Files   the data, as it was written
//	  render.Pages     the pages, each on its own, handed on as it is finished
//	  publish.Commit   put in place at once, or not at all
//	public/
//
// # Promises
//
//  1. Read once. A file is opened and parsed once; what was checked is what is
//     published.
//  2. Every fact keeps its place. File, line and column are taken when the fact
//     is read and never searched for later.
//  3. After the checks nothing that an author wrote can fail. What goes wrong
//     then is the disk (an error), or our own mistake (a panic with a sentence).
//  4. All or nothing. A build writes into a folder beside the target and changes
//     places with it at the end; one that dies half-way changes nothing.
//  5. Same sources, same date, same bytes, on any number of cores. Nothing reads
//     the clock, the environment or the network but the command line, which
//     hands the date on.
//  6. Data is not retouched. A cell stays text, an empty cell is not zero, 0.10
//     and 05001 leave as they came; only pages, styles and script are minified.
//  7. Cost follows the work. Finished pages are not kept, and no stage looks at
//     all commitments once for each commitment.
//
// # Packages
//
// A package may import those in its line and no other of ours; a test reads
// this table and compares it with the code.
//
//	package         may import                                                                  does
//	main            changes check date describe diag download model preview publish render source table upload words layouts  reads the command line and calls the stages in order
//	source          diag markdown table words written                                           reads the sources and remembers where each fact was written
//	check           date diag markdown source table words written                               looks for what would mislead a reader, one rule a file
//	model           changes date source table words written                                     joins what was written into what it means
//	render          changes chart date diag feed model publish search source table words       puts the model into the layouts
//	changes         date table words written                                                    says what differs between two editions of the data
//	feed            date                                                                        writes Atom feeds and calendars
//	download        date model publish table words                                              writes the data that readers take away
//	upload          date diag download model source table written                               takes downloaded tables back into the sources
//	describe        changes date download model publish source table written                         tells machines what the data is, in the forms they read
//	publish         -                                                                           takes finished files, minifies, puts them in place
//	preview         publish                                                                     serves a build from memory, builds again on change
//	search          -                                                                           writes the search index in small shards
//	chart           -                                                                           draws a series, with the same numbers as a table
//	words           date diag written                                                           holds the words of the interface, reads and writes numbers, writes dates
//	table           date diag written                                                           holds the one dialect of CSV: cells, types, typed rows
//	markdown        -                                                                           holds the one dialect of Markdown
//	written         diag                                                                        holds the one dialect of YAML: values with their places
//	date            -                                                                           holds dates that may stop at the month or the year
//	diag            -                                                                           holds and prints findings
//	corpus          -                                                                           makes sources of any size, for measuring
//	corpus/measure  corpus                                                                      prints time and memory of whole builds
//	layouts         -                                                                           holds the layouts compiled into the program
//
// Each library that does a dialect's work has one home:
//
//	library                           home
//	github.com/adrg/frontmatter       source
//	github.com/yuin/goldmark          markdown
//	github.com/gocarina/gocsv         table
//	github.com/tdewolff/minify        publish
//	github.com/xuri/excelize          download
//	modernc.org/sqlite                download
//	github.com/parquet-go/parquet-go  download
//
// # Where a change goes
//
//	to add               touch
//	a commitment         one file in content/<default language>/commitments/
//	a page               one file in content/<language>/; its path is its address
//	a translation        the same path in the folder of another language
//	a language           content/<code>/, layouts/words/<code>.yaml, its code in content/site.yaml
//	a dataset, a column  its folder in datasets/, rows and schema.yaml together
//	a derived table      its schema.yaml, its function in model/derived.go, its columns in source/derived.go
//	a download format    one file in download/, its name in Formats, the word format.NAME
//	a rule               one file in check/ with its case in testdata/, its name in Rules
//	a column type        one entry in table/types.go
//	a key of front matter  one field in source/tree.go; its comment documents it
//	an edition           vitrina release VERSION; nothing in it is edited
//	a word               layouts/words/<code>.yaml of each language
//	a word to explain    content/<language>/glossary.md
//	a figure on a page   figure, counted or sentence of render/figures.go, which ask where its rows are;
//	                     a list of rows that no page shows yet is a line in render/listings.go
//	a cell's words on a page  from, once or settled of render/figures.go, which lead to its row
//	a figure in a text   a link to its row, /datasets/NAME/NAME.csv#KEY; where no row has it, the row first
//	an overview          its view in render/, its line in groups of render/groups.go, its words and its
//	                     section in layouts/words/, its path in check/reserved.go, which a test compares
//	what the search finds on a page  tell, of render/gathering.go; an overview tells its tables itself
//	a layout             layouts/; where it shows new facts, its view in render/views.go
//	a command            main.go, and the list below
//
// A change that needs more places than its line says that the design is wrong
// there.
//
// # Findings
//
// A finding is data: place, severity, rule, message, hint, other places. All of
// a run are reported, sorted by file, line, column and rule, each once. An
// error would mislead a reader or break a page, and cannot be silenced; a
// warning can be accepted by a page, by its rule's name and with a reason.
// Messages are written in Spanish and English in small letters without a full
// stop: what was found in quotation marks, what was expected, the nearest known
// word; the hint says what to do. Nothing of a source is printed that a
// terminal or a workflow runner would act on.
//
//	content/es/commitments/CO0065.md:6:8: error: la entidad "mintc" no existe [unknown-entity]
//	   6 | lead: [mintc]
//	     |        ^^^^^
//	  ayuda: ¿quiso decir "mintic"? Las entidades están en datasets/entities/entities.csv
//
// Lines and columns count from 1, lines from the top of the file, columns in
// characters. Names of rules are stable.
//
// # Commands
//
// Every command takes --source DIR, the folder that holds content/ and
// datasets/. It exits with 0; with 1 when a finding is an error, and nothing
// was written; with 2 when the machine or the command line is at fault.
//
//	build  checks and publishes into --out (default public): --base-url --date --plain --published --repository --stats
//	check  finds everything wrong in one run: --format text|json|github, --lang, --date --published
//	rules  prints every rule: --format text|markdown, --lang
//	diff  says what changes from OLD to NEW, each a folder of sources or the version of an edition: --format text|markdown|html|json, --lang
//	import  puts downloaded tables, or folders of them, back into the sources: --dry-run --new --remove
//	release  freezes the data as the edition VERSION, in datasets/releases: --date --published
//	serve  shows the site and builds it again on every change: --addr --base-url --date --plain --repository
//
// With --published FILE, the data/v/addresses.csv of the site as it is published,
// an address that would be lost is an error, and so is an edition that would be
// another; check builds the pages for it, in memory. The workflows always give
// it: since each publication answers at every address of the one before, the
// list that it publishes is of every address ever published.
//
// The date is that of --date, else of SOURCE_DATE_EPOCH, else today. Findings
// go to standard error as text, to standard output in the other formats.
//
// # Addresses
//
//	/                            the home page of the default language
//	/es/compromisos/co0065/      a page; sections are named in layouts/words
//	/es/datos/NAME/              a dataset's page; filas/, filas/2/ hold all its rows,
//	                             each with the id row-KEY
//	/data/NAME.csv .json .jsonl .xlsx   a dataset; NAME is codes-LIST for a code list
//	/data/NAME.parquet           a dataset with rows enough
//	/data/excel/es/NAME.csv      a dataset for a spreadsheet program in a language
//	/data/all.zip .xlsx .sqlite  all of them
//	/data/commitments/SLUG.json .csv   the twin of a commitment's page; entities/, plans/, themes/ likewise
//	/data/NAME.schema.json       its columns, Table Schema; NAME.csv-metadata.json: CSVW
//	/data/datapackage.json catalog.jsonld catalog.ttl   what all the data is
//	/data/index.json             every file that can be fetched, feeds too
//	/data/schemas/NAME.json      JSON Schema of the sources, for editors
//	/data/SHA256SUMS.txt         the checksum of every file below /data/
//	/es/novedades.xml            what changed, for feed readers; one more beside each page of
//	                             a commitment, entity, plan and theme
//	/es/agenda.ics               deadlines, events and schedules, for calendars
//	/data/v/VERSION/             a frozen edition: its tables as written, unchanged for ever
//	/data/v/addresses.csv        every address ever published, and what it is about
//	/static/NAME.HASH.css        styles, script and images, named by their content
//	/sitemap.xml /robots.txt /404.html /.nojekyll
//
// Links between pages are relative and name index.html, so that a site works
// at any address and opened from disk. Only what has no page to be relative to
// (sitemap, canonical links, 404.html) uses --base-url.
//
// # Measuring
//
//	go run ./generator build --stats             time and counts of each stage
//	go test ./generator -run '^$' -bench .        each stage, over 1,000 commitments
//	go run ./generator/corpus/measure            whole builds beside the floor of reading and writing
//
// # Tests
//
// go test ./... needs nothing but Go. Whole sites and the command line are
// scripts in generator/testdata/script, each over the site of
// generator/testdata/site.txtar; "go test ./generator -update" rewrites what
// they expect, and the difference is to be read. site_test.go builds the real
// sources and sweeps the result for damage. figures_test.go looks at every
// number of every page: one that does not lead to its rows fails, and so does
// one that leads to a list of another length.
//
// What only outside judges can say is asked by .ci/run: of files and markup by
// the scripts in .ci, of pages as readers meet them by .ci/browser, which
// chooses them by the classes and pieces they have. An engine's remark that is
// no fault stands in .ci/browser/engines.mjs with its reason. The judges
// themselves are held against sites that are spoilt on purpose, in
// .ci/*.test.mjs.
package main
