package upload

import (
	"encoding/csv"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vitrina/generator/date"
	"vitrina/generator/diag"
	"vitrina/generator/download"
	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/table"
)

// RuleRewritten tells a value that a spreadsheet program may have written anew
// by itself: as a warning where the value of before is kept, as an error where
// nobody can tell what was meant.
const RuleRewritten = "rewritten-value"

// sheet reads a table in the form for spreadsheet programs, as such a program
// saved it. A cell that shows what the download shows is not changed, whatever
// the program made of its quotes, line ends, zeros or dates; of the others the
// labels become codes again.
type sheet struct {
	*download.Sheet
	typed   *table.Table
	columns []int // of the Sheet by those of the file; -1 where there is none
	schema  *table.Schema
	months  map[string]int // by the first three letters of their names
	// dayFirst and monthFirst are whether dates with an unmistakable order have
	// been seen written so.
	dayFirst, monthFirst bool
	codes                []map[string]bool // of each column, in any language
	padded               []int             // by column, how long its codes with a zero in front are, or 0
}

// openSheet finds out whether a file is a table in the form for spreadsheet
// programs, and of which language: its first line has the titles. It returns
// nil for the other form.
func openSheet(site *model.Site, p *model.Published, f File) (*sheet, diag.List) {
	text := strings.TrimPrefix(string(f.Data), "\ufeff")
	sheets := download.Sheets(site, p.Name)
	var best *sheet
	var bestFound diag.List
	most, equal := 0, -1
	for _, separator := range ";,\t" {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.LazyQuotes = separator, true
		header, err := r.Read()
		if err != nil {
			continue
		}
		for _, d := range sheets {
			known, cells := knownTitles(d, header, separator)
			if known == 0 || 2*known < cells || known < most {
				continue
			}
			typed, found := source.ReadSheet(f.Name, f.Data, separator)
			s := newSheet(site, d, typed, p)
			if n := s.equalCells(); known > most || n > equal {
				best, bestFound, most, equal = s, found, known, n
			}
		}
	}
	if best != nil {
		for _, d := range sheets {
			best.learnCodes(d)
		}
	}
	return best, bestFound
}

// knownTitles counts the titles of a first line, and which of them the sheet
// has. A table that the schema gives no titles has the names; with commas it is
// the other form then.
func knownTitles(d *download.Sheet, header []string, separator rune) (known, cells int) {
	for _, title := range header {
		title = strings.TrimSpace(title)
		if title == "" {
			continue
		}
		cells++
		if slices.Contains(d.Titles, title) && (separator != ',' || !slices.Contains(d.Names, title)) {
			known++
		}
	}
	return known, cells
}

// learnCodes adds the codes that the sheet of a language has for its labels.
func (s *sheet) learnCodes(d *download.Sheet) {
	for at, name := range s.Names {
		i := slices.Index(d.Names, name)
		if i < 0 {
			continue
		}
		for _, codes := range d.Codes(i, "") {
			for _, code := range codes {
				s.codes[at][code] = true
			}
		}
	}
}

func newSheet(site *model.Site, d *download.Sheet, typed *table.Table, p *model.Published) *sheet {
	s := &sheet{Sheet: d, typed: typed, schema: p.Schema, months: map[string]int{}}
	for _, title := range typed.Header {
		at := slices.Index(d.Titles, strings.TrimSpace(title))
		if at < 0 { // a column that had no title when the file was downloaded
			at = slices.Index(d.Names, strings.TrimSpace(title))
		}
		s.columns = append(s.columns, at)
	}
	for _, l := range site.Languages {
		for i, name := range l.Form.Months.Values() {
			s.months[strings.ToLower(string([]rune(name)[:3]))] = i + 1
		}
	}
	for column := range d.Names {
		s.codes = append(s.codes, map[string]bool{})
		zero, shortest := false, 0
		for _, row := range d.Rows {
			if cell := row[column]; isDigits(cell) {
				zero = zero || len(cell) > 1 && cell[0] == '0'
				if shortest == 0 || len(cell) < shortest {
					shortest = len(cell)
				}
			}
		}
		if !zero {
			shortest = 0
		}
		s.padded = append(s.padded, shortest)
	}
	return s
}

// equalCells counts the cells that stand in the sheet as well.
func (s *sheet) equalCells() int {
	n := 0
	for column, at := range s.columns {
		if at < 0 {
			continue
		}
		shown := map[string]bool{}
		for _, row := range s.Rows {
			shown[row[at]] = true
		}
		for _, row := range s.typed.Rows {
			if row[column] != "" && shown[row[column]] {
				n++
			}
		}
	}
	return n
}

// read returns the table with the names of the columns and the cells as an
// author writes them. Before are the rows of the download by the site's row.
func (s *sheet) read(header []string, before [][]string, found *diag.List) *table.Table {
	t := &table.Table{File: s.typed.File, Header: s.names(found)}
	if found.Errors() > 0 {
		return t
	}
	place := make([]int, len(s.columns)) // of the download's columns
	for i, name := range t.Header {
		place[i] = slices.Index(header, name)
	}
	s.learnOrder(s.match(t.Header, before, place))
	rows := s.match(t.Header, before, place) // keys with dates can be read now
	scale := slices.Index(t.Header, "scale")
	kept := make([][]int, len(s.columns)) // the rows with a cell that the program rewrote
	for i, old := range rows {
		cells := make([]string, len(s.columns))
		// What names the list of codes comes before the codes.
		for _, later := range []bool{false, true} {
			for column, cell := range s.typed.Rows[i] {
				if s.Scaled(s.columns[column]) != later {
					continue
				}
				same, rewritten := s.same(old, column, cell)
				if rewritten {
					kept[column] = append(kept[column], i)
				}
				list := ""
				if later && scale >= 0 {
					list = cells[scale]
				}
				if same || rewritten {
					cells[column] = before[old][place[column]]
				} else {
					cells[column] = s.write(i, column, unix(cell), list, found)
				}
			}
		}
		t.Rows = append(t.Rows, cells)
	}
	for column, list := range kept {
		if len(list) > 0 {
			i := list[0]
			found.Warn(s.typed.Pos(i, column), RuleRewritten,
				diag.T("la hoja de cálculo reescribió celdas de esta columna: %[1]d; la primera, %[2]q en vez de %[3]q; quedan como estaban", "the spreadsheet program rewrote cells of this column: %[1]d; the first is %[2]q in place of %[3]q; they stay as they were", len(list), s.typed.Rows[i][column], s.Rows[rows[i]][s.columns[column]]),
				diag.T("no hay que hacer nada; si cambió una de ellas a propósito, hágalo en la tabla de /data/", "nothing has to be done; if you changed one of them on purpose, do it in the table of /data/"))
		}
	}
	return t
}

// names are the names of the file's columns; one that the table does not have
// keeps its title, and is told.
func (s *sheet) names(found *diag.List) []string {
	var out []string
	for i, at := range s.columns {
		if at >= 0 {
			out = append(out, s.Names[at])
			continue
		}
		title := s.typed.Header[i]
		found.Add(s.typed.Pos(-1, i), "unknown-column",
			diag.T("la tabla no tiene una columna %q", "the table has no column %q", title),
			diag.DidYouMean(title, slices.Values(s.Titles), diag.T("deje la primera línea como se descargó", "leave the first line as it was downloaded")))
		out = append(out, title)
	}
	return out
}

// same reports whether a cell is that of the row of before, or what a program
// makes of it by itself; there is no such row below 0.
func (s *sheet) same(old, column int, cell string) (same, rewritten bool) {
	if old < 0 {
		return false, false
	}
	shown := s.Rows[old][s.columns[column]]
	same = unix(cell) == unix(shown)
	return same, !same && s.rewritten(shown, unix(cell))
}

// unix is a text with line ends of one character.
func unix(cell string) string { return strings.ReplaceAll(cell, "\r\n", "\n") }

// learnOrder finds dates that the program wrote with the day or the month first
// and that cannot be read otherwise.
func (s *sheet) learnOrder(rows []int) {
	for i, old := range rows {
		if old < 0 {
			continue
		}
		for column, cell := range s.typed.Rows[i] {
			a, b, _, ok := slashes(cell)
			if !ok {
				continue
			}
			switch s.Rows[old][s.columns[column]] {
			case s.slashed(cell, true):
				s.dayFirst = s.dayFirst || a > 12
			case s.slashed(cell, false):
				s.monthFirst = s.monthFirst || b > 12
			}
		}
	}
}

// match finds the site's row of each row of the file, -1 for new ones.
func (s *sheet) match(header []string, before [][]string, place []int) []int {
	var key []int // columns of the file
	for _, k := range s.schema.Key {
		if i := slices.Index(header, k.Value); i >= 0 {
			key = append(key, i)
		}
	}
	rows := make([]int, len(s.typed.Rows))
	taken := map[int]bool{}
	byKey := map[string][]int{}
	for old, row := range s.Rows {
		k := join(key, func(k int) string { return row[s.columns[k]] })
		byKey[k] = append(byKey[k], old)
	}
	for i, row := range s.typed.Rows {
		rows[i] = -1
		if old := byKey[join(key, func(k int) string { return row[k] })]; len(old) == 1 && !taken[old[0]] {
			rows[i] = old[0]
			taken[old[0]] = true
		}
	}
	if len(key) == 0 || len(key) < len(s.schema.Key) {
		return rows
	}
	// A key that the program rewrote, or whose codes were written.
	for i, row := range s.typed.Rows {
		if rows[i] >= 0 {
			continue
		}
		rows[i] = s.only(taken, func(old int) bool {
			return !slices.ContainsFunc(key, func(k int) bool {
				shown := s.Rows[old][s.columns[k]]
				return row[k] != shown && row[k] != before[old][place[k]] && !s.rewritten(shown, row[k])
			})
		})
		taken[rows[i]] = true // -1 is no row
	}
	return rows
}

// only is the one row not taken that is meant, -1 where none or more than one
// could be.
func (s *sheet) only(taken map[int]bool, meant func(old int) bool) int {
	found := -1
	for old := range s.Rows {
		if taken[old] || !meant(old) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = old
	}
	return found
}

func join(key []int, cell func(int) string) string {
	parts := make([]string, len(key))
	for i, k := range key {
		parts[i] = cell(k)
	}
	return strings.Join(parts, "\x00")
}

// rewritten reports whether a spreadsheet program shows a value so by itself:
// a zero dropped before or behind a number, a date in the country's form, a
// truth value in capitals.
func (s *sheet) rewritten(shown, cell string) bool {
	if a, ok := s.digits(shown); ok {
		b, ok := s.digits(cell)
		return ok && a == b
	}
	if b, ok := truth(cell); ok {
		return shown == b
	}
	d, ok := date.Parse(shown)
	if !ok {
		return false
	}
	if month, year, ok := s.monthOf(cell); ok {
		return d.Day == 0 && d.Month == month && (d.Year == year || d.Year%100 == year)
	}
	return s.readDate(cell) == shown
}

// digits are those of a number without the zeros that say nothing.
func (s *sheet) digits(cell string) (string, bool) {
	number, negative := strings.CutPrefix(cell, "-")
	whole, fraction, point := strings.Cut(number, s.Decimal)
	if !isDigits(whole) || point && !isDigits(fraction) {
		return "", false
	}
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	return strconv.FormatBool(negative) + whole + "." + fraction, true
}

func isDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

func truth(cell string) (string, bool) {
	switch strings.ToLower(cell) {
	case "true", "verdadero":
		return "true", true
	case "false", "falso":
		return "false", true
	}
	return "", false
}

var (
	slashDate = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: 0?0:00(?::00)?)?$`)
	monthDate = regexp.MustCompile(`^(?:\d{1,2}[-/ ])?(\pL{3})\pL*\.?[-/ ](\d{4}|\d{2})$`)
	dayMonth  = regexp.MustCompile(`^\d{1,2}[-/ ](\pL{3})\pL*\.?$`)
	// spoilt is what is left of a number that was too long, or of a formula.
	spoilt = regexp.MustCompile(`^(?:-?\d(?:[.,]\d+)?E[+-]?\d+|#+|#[¿¡]?[\p{Lu}/0]+[?!]|#N/A)$`)
)

// slashes are the parts of a date such as 30/06/2015.
func slashes(cell string) (a, b, year int, ok bool) {
	m := slashDate.FindStringSubmatch(cell)
	if m == nil {
		return 0, 0, 0, false
	}
	a, _ = strconv.Atoi(m[1])
	b, _ = strconv.Atoi(m[2])
	year, _ = strconv.Atoi(m[3])
	return a, b, year, true
}

// slashed reads such a date in one of the two orders; "" for none.
func (s *sheet) slashed(cell string, dayFirst bool) string {
	a, b, year, ok := slashes(cell)
	if !ok || year < 100 {
		return "" // nobody knows the century
	}
	if !dayFirst {
		a, b = b, a
	}
	d := date.Date{Year: year, Month: b, Day: a}.String()
	if _, ok := date.Parse(d); !ok {
		return ""
	}
	return d
}

// readDate reads such a date in the order in which the file has others; "" where
// that is not known.
func (s *sheet) readDate(cell string) string {
	day, month := s.slashed(cell, true), s.slashed(cell, false)
	switch {
	case day == month:
		return day
	case day == "" && !s.dayFirst:
		return month
	case month == "" && !s.monthFirst:
		return day
	case s.dayFirst && !s.monthFirst:
		return day
	case s.monthFirst && !s.dayFirst:
		return month
	}
	return ""
}

// monthOf reads a month such as jun-14.
func (s *sheet) monthOf(cell string) (month, year int, ok bool) {
	m := monthDate.FindStringSubmatch(cell)
	if m == nil {
		return 0, 0, false
	}
	month = s.months[strings.ToLower(m[1])]
	year, _ = strconv.Atoi(m[2])
	return month, year, month > 0
}

// write returns the cell that an author would write, or reports why it cannot
// be told.
func (s *sheet) write(row, column int, cell, scale string, found *diag.List) string {
	at := s.columns[column]
	pos := s.typed.Pos(row, column)
	doubt := func(es, en string) string {
		found.Add(pos, RuleRewritten, diag.T(es+": %q", en+": %q", cell),
			diag.T("dé a la columna el formato «Texto» antes de escribir el valor, o cámbielo en la tabla de /data/", "give the column the format “Text” before you type the value, or change it in the table of /data/"))
		return cell
	}
	field, _ := s.schema.Field(s.Names[at])
	kind := field.Type.Value
	switch {
	case cell == "":
		return ""
	case field.Codes.Given() || s.Scaled(at) || s.Named(at):
		return s.encode(pos, at, cell, scale, found)
	case spoilt.MatchString(cell):
		return doubt("la hoja de cálculo no guardó el valor", "the spreadsheet program did not save the value")
	case s.padded[at] > len(cell) && isDigits(cell):
		return doubt("en esta columna hay valores que empiezan por cero, y a este puede faltarle", "this column has values that begin with a zero, and this one may have lost it")
	case kind == "boolean":
		if value, ok := truth(cell); ok {
			return value
		}
	case kind == "integer" || kind == "number":
		if s.Decimal != "." && strings.Contains(cell, ".") {
			return doubt("el punto no separa los decimales en este archivo", "the point is not the decimal mark of this file")
		}
		return strings.Replace(cell, s.Decimal, ".", 1)
	}
	if _, _, _, ok := slashes(cell); ok {
		if d := s.readDate(cell); d != "" && kind == "date" {
			return d
		}
		return doubt("no se sabe qué fecha es", "it is not known which date this is")
	}
	if _, _, ok := s.monthOf(cell); ok && (kind == "date" || len([]rune(cell)) < 10) {
		return doubt("no se sabe qué fecha es", "it is not known which date this is")
	}
	if m := dayMonth.FindStringSubmatch(cell); m != nil && s.months[strings.ToLower(m[1])] > 0 {
		return doubt("puede ser algo que la hoja de cálculo tomó por una fecha", "it may be something that the spreadsheet program took for a date")
	}
	return strings.Join(s.Values(at, cell), "|")
}

// encode turns labels into codes, and names into ids.
func (s *sheet) encode(pos diag.Pos, at int, cell, scale string, found *diag.List) string {
	labels := s.Codes(at, scale)
	values := s.Values(at, cell)
	for i, value := range values {
		codes := labels[value]
		switch {
		case len(codes) == 1:
			values[i] = codes[0]
		case len(codes) > 1:
			found.Add(pos, "unknown-code",
				diag.T("%[1]q es la etiqueta de varios códigos: %[2]s", "%[1]q is the label of several codes: %[2]s", value, strings.Join(codes, ", ")),
				diag.T("escriba el código", "write the code"))
		case s.codes[at][value] || isCode(labels, value):
		case s.Named(at): // perhaps the id of a row that comes along; else the checks name it
		default:
			hint := diag.T("escriba una de las etiquetas de la lista, o su código", "write one of the labels of the list, or its code")
			if strings.ContainsAny(value, ",;|") {
				hint = diag.T("escriba etiquetas de la lista; varias se separan con « · »", "write labels of the list; several are separated by “ · ”")
			}
			found.Add(pos, "unknown-code",
				diag.T("%q no es una etiqueta de la lista", "%q is not a label of the list", value),
				diag.DidYouMean(value, func(yield func(string) bool) {
					for label := range labels {
						if !yield(label) {
							return
						}
					}
				}, hint))
		}
	}
	return strings.Join(values, "|")
}

func isCode(labels map[string][]string, value string) bool {
	for _, codes := range labels {
		if slices.Contains(codes, value) {
			return true
		}
	}
	return false
}
