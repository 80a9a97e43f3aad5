package download

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/table"
)

func write(t testing.TB, site *model.Site, workers int) (Report, *publish.Memory) {
	t.Helper()
	sink := &publish.Memory{}
	report, err := Files(site, sink, workers)
	if err != nil {
		t.Fatal(err)
	}
	return report, sink
}

func TestTableHasLabelsBesideCodes(t *testing.T) {
	_, sink := write(t, small(t, model.Options{}), 1)
	want := strings.ReplaceAll(`commitment,order,due,status,status_label_es,status_label_en,target,public,territory,tags,tags_label_es,tags_label_en,notes
CO0001,2,,,,,1250,false,007,roads,Vías,,
CO0001,3,2013-02,,,,,,=1+1,,,,"dos~líneas"
CO0001,10,2013,done,"Cumplido, del todo",Done,-0.10,true,05001,health|roads,Salud|Vías,Health|,"a|b, c"
`, "\n", "\r\n")
	want = strings.ReplaceAll(want, "~", "\n")
	if diff := cmp.Diff(want, string(sink.File("data/milestones.csv"))); diff != "" {
		t.Error(diff)
	}
	want = `[
{"commitment":"CO0001","order":2,"due":null,"status":null,"status_label_es":null,"status_label_en":null,"target":1250,"public":false,"territory":"007","tags":["roads"],"tags_label_es":["Vías"],"tags_label_en":[""],"notes":[]},
{"commitment":"CO0001","order":3,"due":"2013-02","status":null,"status_label_es":null,"status_label_en":null,"target":null,"public":null,"territory":"=1+1","tags":[],"tags_label_es":[],"tags_label_en":[],"notes":["dos\nlíneas"]},
{"commitment":"CO0001","order":10,"due":"2013","status":"done","status_label_es":"Cumplido, del todo","status_label_en":"Done","target":-0.10,"public":true,"territory":"05001","tags":["health","roads"],"tags_label_es":["Salud","Vías"],"tags_label_en":["Health",""],"notes":["a","b, c"]}
]
`
	if diff := cmp.Diff(want, string(sink.File("data/milestones.json"))); diff != "" {
		t.Error(diff)
	}
}

func TestValueIsLabelledFromTheScaleOfItsRow(t *testing.T) {
	_, sink := write(t, small(t, model.Options{}), 1)
	want := "commitment,report,variable,value,value_label_es,value_label_en,scale\r\n" +
		"CO0001,r1,completion,done,\"Cumplido, del todo\",Done,status\r\n" +
		"CO0002,r1,completion,no-data,Sin dato,No data,absences\r\n"
	if diff := cmp.Diff(want, string(sink.File("data/ratings.csv"))); diff != "" {
		t.Error(diff)
	}
	if got := string(sink.File("data/claims.csv")); strings.Contains(got, "value_label") {
		t.Errorf("a value without a scale has labels:\n%s", got)
	}
}

func TestTablesWithoutMuch(t *testing.T) {
	_, sink := write(t, small(t, model.Options{}), 1)
	for address, want := range map[string]string{
		"data/empty.csv":   "id\r\n",
		"data/empty.json":  "[]\n",
		"data/single.csv":  "only\r\n\"\"\r\nx\r\n",
		"data/single.json": "[\n{\"only\":null},\n{\"only\":\"x\"}\n]\n",
	} {
		if diff := cmp.Diff(want, string(sink.File(address))); diff != "" {
			t.Errorf("%s: %s", address, diff)
		}
	}
}

func TestCommitmentsEndWithAddresses(t *testing.T) {
	for base, want := range map[string]string{
		"":                       "es/compromisos/co0001/",
		"https://example.org/a/": "https://example.org/a/es/compromisos/co0001/",
	} {
		_, sink := write(t, small(t, model.Options{BaseURL: base}), 1)
		var rows []map[string]any
		if err := json.Unmarshal(sink.File("data/commitments.json"), &rows); err != nil {
			t.Fatal(err)
		}
		if len(rows) != 2 {
			t.Errorf("%d rows, and one of the three commitments is a draft", len(rows))
		}
		if rows[0]["url_es"] != want {
			t.Errorf("base %q: url_es is %v and should be %q", base, rows[0]["url_es"], want)
		}
		if rows[1]["title_en"] != nil {
			t.Errorf("the title in Spanish stands in for one in English: %v", rows[1]["title_en"])
		}
		header, _, _ := strings.Cut(string(sink.File("data/commitments.csv")), "\r\n")
		if !strings.HasSuffix(header, ",url_es,url_en") {
			t.Errorf("header %s", header)
		}
	}
}

func TestTwinIsTheRowsOfTheTables(t *testing.T) {
	_, sink := write(t, small(t, model.Options{}), 1)
	want := `{
"as_of":"2014-03-01",
"licence":"CC-BY-4.0",
"text_licence":null,
"url":{"es":"es/compromisos/co0001/","en":"en/commitments/co0001/"},
"commitment":{"id":"CO0001","ogp_code":null,"plan":"I","number":"2.10","title_es":"Uno, \"dos\" y tres","title_en":"One, two and three","summary_es":null,"summary_en":null,"change_es":null,"change_en":null,"lead":["mintic"],"support":[],"start":null,"end":null,"themes":["health","roads"],"values":[],"sdgs":[],"continues":[],"sources":["plan-1"],"url_es":"es/compromisos/co0001/","url_en":"en/commitments/co0001/"},
"text":{"es":"Texto con \"comillas\",\ny [enlace](../about.md).\n","en":"Text.\n"},
"plan":{"id":"I","number":1,"title_es":"Plan uno","source":"plan-1"},
"lead":[
{"id":"mintic","name_es":"Ministerio de Tecnologías, y Comunicaciones"}],
"support":[],
"continues":[],
"followed_by":[
{"id":"CO0002","title_es":"Otro","title_en":null,"url_es":"es/compromisos/co0002/","url_en":"en/commitments/co0002/"}],
"milestones":[
{"commitment":"CO0001","order":2,"due":null,"status":null,"status_label_es":null,"status_label_en":null,"target":1250,"public":false,"territory":"007","tags":["roads"],"tags_label_es":["Vías"],"tags_label_en":[""],"notes":[]},
{"commitment":"CO0001","order":3,"due":"2013-02","status":null,"status_label_es":null,"status_label_en":null,"target":null,"public":null,"territory":"=1+1","tags":[],"tags_label_es":[],"tags_label_en":[],"notes":["dos\nlíneas"]},
{"commitment":"CO0001","order":10,"due":"2013","status":"done","status_label_es":"Cumplido, del todo","status_label_en":"Done","target":-0.10,"public":true,"territory":"05001","tags":["health","roads"],"tags_label_es":["Salud","Vías"],"tags_label_en":["Health",""],"notes":["a","b, c"]}],
"ratings":[
{"commitment":"CO0001","report":"r1","variable":"completion","value":"done","value_label_es":"Cumplido, del todo","value_label_en":"Done","scale":"status"}],
"claims":[
{"id":"c1","subject_kind":"commitment","subject":"CO0001","value":"14"}],
"exercises":[],
"voices":{
"government":[
{"id":"u1","commitment":"CO0001","date":"2014-01","voice":"government","percent":60}],
"civil-society":[],
"irm":[
{"id":"u2","commitment":"CO0001","date":null,"voice":"irm","percent":null}]},
"others":{
"visits":[
{"day":"2014-05-01","about":["CO0001","CO0002"]}]},
"reports":[
{"id":"r1","published":"2014-03","source":"report-1"}],
"sources":[
{"id":"plan-1","title":"Plan \"I\"","url":null},
{"id":"report-1","title":"Informe","url":"https://example.org/informe?a=1&b=2"}],
"computed":{"last_statement":"2014-03","milestones":[
{"order":2,"state":"no-deadline","days_past":null},
{"order":3,"state":"past-without-statement","days_past":366},
{"order":10,"state":"past-with-statement","days_past":null}],"deadline":null}
}
`
	if diff := cmp.Diff(want, string(sink.File("data/commitments/co0001.json"))); diff != "" {
		t.Error(diff)
	}
}

func TestLongFormHasEveryValueOfTheTwin(t *testing.T) {
	report, sink := write(t, small(t, model.Options{}), 1)
	records, err := readStrict(string(sink.File("data/commitments/co0001.csv")))
	if err != nil {
		t.Fatal(err)
	}
	if got := report.Twin("commitments/co0001")[0].Rows; got != len(records)-1 {
		t.Errorf("the report says %d rows and there are %d", got, len(records)-1)
	}
	have := map[string]bool{}
	for _, r := range records {
		have[strings.Join(r.values, ";")] = true
	}
	for _, want := range []string{
		"section;item;field;value;source",
		"licence;;licence;CC-BY-4.0;",
		"computed;;as_of;2014-03-01;",
		"computed;;last_statement;2014-03;",
		"commitment;CO0001;number;2.10;plan-1",
		"commitment;CO0001;themes;health|roads;plan-1",
		"commitment;CO0001;url_en;en/commitments/co0001/;plan-1",
		"text;es;text;Texto con \"comillas\",\ny [enlace](../about.md).\n;",
		"plan;I;title_es;Plan uno;plan-1",
		"lead;mintic;name_es;Ministerio de Tecnologías, y Comunicaciones;",
		"followed_by;CO0002;title_en;;",
		"milestones;10;status_label_es;Cumplido, del todo;",
		"ratings;r1|completion|done;value_label_en;Done;",
		"claims;c1;value;14;",
		"voices.government;u1;percent;60;",
		"voices.irm;u2;date;;",
		"others.visits;2014-05-01;about;CO0001|CO0002;",
		"reports;r1;published;2014-03;report-1",
		"sources;plan-1;title;Plan \"I\";plan-1",
		"computed.milestones;3;days_past;366;",
		"computed.milestones;10;state;past-with-statement;",
	} {
		if !have[want] {
			t.Errorf("no row %q", want)
		}
	}
}

// TestJSONEqualsCSV compares every value of every table of both sites in the
// two formats, each read by a reader that is not ours.
func TestJSONEqualsCSV(t *testing.T) {
	for name, site := range map[string]*model.Site{"small": small(t, model.Options{}), "real": realSite(t)} {
		_, sink := write(t, site, 2)
		compared := 0
		for _, p := range site.Tables {
			records, err := readStrict(string(sink.File("data/" + p.Name + ".csv")))
			if err != nil {
				t.Errorf("%s: %s.csv: %v", name, p.Name, err)
				continue
			}
			objects := orderedObjects(t, sink.File("data/"+p.Name+".json"))
			if len(objects) != len(records)-1 || len(objects) != len(p.Rows) {
				t.Errorf("%s: %s has %d rows, %d in CSV and %d in JSON", name, p.Name, len(p.Rows), len(records)-1, len(objects))
				continue
			}
			header := records[0].values
			for i, object := range objects {
				if !slices.Equal(object.keys, header) {
					t.Fatalf("%s: %s: keys %v, header %v", name, p.Name, object.keys, header)
				}
				for j, key := range header {
					cell := records[i+1].values[j]
					if got := asCell(t, object.values[j]); got != cell {
						t.Errorf("%s: %s row %d %s: %q in CSV, %s in JSON", name, p.Name, i, key, cell, object.values[j])
					}
					checkType(t, p, key, cell, object.values[j])
					compared++
				}
			}
			// What was written is what was read.
			for i, row := range p.Rows {
				for j, column := range p.Header {
					if got := records[i+1].values[slices.Index(header, column)]; got != row[j] {
						t.Errorf("%s: %s row %d %s: %q is not the source's %q", name, p.Name, i, column, got, row[j])
					}
				}
			}
		}
		t.Logf("%s: %d values compared", name, compared)
	}
}

type object struct {
	keys   []string
	values []json.RawMessage
}

// orderedObjects reads an array of objects with the order of their keys.
func orderedObjects(t *testing.T, data []byte) []object {
	t.Helper()
	if !utf8.Valid(data) {
		t.Fatal("JSON that is not UTF-8")
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	objects := make([]object, len(raw))
	for i, r := range raw {
		var values map[string]json.RawMessage
		if err := json.Unmarshal(r, &values); err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(bytes.NewReader(r))
		depth := 0
		key := true
		for {
			token, err := d.Token()
			if err != nil {
				break
			}
			switch token {
			case json.Delim('{'), json.Delim('['):
				depth++
				continue
			case json.Delim('}'), json.Delim(']'):
				depth--
			default:
				if depth == 1 && key {
					objects[i].keys = append(objects[i].keys, token.(string))
					key = false
					continue
				}
			}
			if depth == 1 {
				key = true
			}
		}
		if len(values) != len(objects[i].keys) {
			t.Fatalf("keys are repeated: %v", objects[i].keys)
		}
		for _, k := range objects[i].keys {
			objects[i].values = append(objects[i].values, values[k])
		}
	}
	return objects
}

// asCell returns what a JSON value would be as a cell.
func asCell(t *testing.T, value json.RawMessage) string {
	t.Helper()
	switch value[0] {
	case '"':
		var s string
		if err := json.Unmarshal(value, &s); err != nil {
			t.Fatal(err)
		}
		return s
	case '[':
		var list []string
		if err := json.Unmarshal(value, &list); err != nil {
			t.Fatal(err)
		}
		return strings.Join(list, "|")
	case 'n':
		return ""
	}
	return string(value)
}

func checkType(t *testing.T, p *model.Published, column, cell string, value json.RawMessage) {
	t.Helper()
	f, known := p.Schema.Field(column)
	if !known {
		return
	}
	kind, _ := table.TypeOf(f.Type.Value)
	want := map[string]string{"number": "-0123456789", "boolean": "tf", "array": "[", "string": `"`}[kind.JSON]
	if kind.JSON == "" {
		want = `"`
	}
	if cell == "" && kind.JSON != "array" {
		want = "n"
	}
	if !strings.Contains(want, string(value[0])) {
		t.Errorf("%s.%s is a %s and %s is not", p.Name, column, f.Type.Value, value)
	}
}

func TestTwinsOfTheRealSite(t *testing.T) {
	site := realSite(t)
	_, sink := write(t, site, 2)
	if len(site.Commitments) == 0 {
		t.Fatal("the site has no commitments")
	}
	var size [2]int
	for _, c := range site.Commitments {
		var twin struct {
			Commitment struct{ ID string }
			Plan       struct{ ID string }
			Text       map[string]*string
			Milestones []struct{ Commitment string }
			Voices     map[string][]struct{ Voice string }
			Sources    []struct{ ID, Title string }
			Ratings    []struct{ Commitment, Value_label_es, Source string }
		}
		data := sink.File("data/commitments/" + c.Slug + ".json")
		size[0] += len(data)
		if err := json.Unmarshal(data, &twin); err != nil {
			t.Fatalf("%s: %v", c.Slug, err)
		}
		id := c.Front.ID.Value
		if twin.Commitment.ID != id || twin.Plan.ID != c.Plan.ID {
			t.Errorf("%s: the twin is of %s, plan %s", id, twin.Commitment.ID, twin.Plan.ID)
		}
		if len(twin.Milestones) != len(c.Milestones) || len(twin.Ratings) != len(c.Ratings) {
			t.Errorf("%s: %d milestones and %d ratings, on the page %d and %d", id, len(twin.Milestones), len(twin.Ratings), len(c.Milestones), len(c.Ratings))
		}
		if got := len(twin.Voices["government"]); got != len(c.Voices.Government) {
			t.Errorf("%s: the government says %d things, on the page %d", id, got, len(c.Voices.Government))
		}
		if got := len(twin.Voices["civil-society"]); got != len(c.Voices.CivilSociety) {
			t.Errorf("%s: civil society says %d things, on the page %d", id, got, len(c.Voices.CivilSociety))
		}
		if twin.Text["es"] == nil || *twin.Text["es"] != string(c.Text.Source()) {
			t.Errorf("%s: the text is not the page's", id)
		}
		listed := map[string]bool{}
		for _, s := range twin.Sources {
			listed[s.ID] = true
			if s.Title == "" {
				t.Errorf("%s: the source %s has no title", id, s.ID)
			}
		}
		for _, s := range c.Sources {
			if !listed[s.ID] {
				t.Errorf("%s: the source %s is missing", id, s.ID)
			}
		}
		for _, r := range twin.Ratings {
			if !listed[r.Source] {
				t.Errorf("%s: the source %s of a rating is missing", id, r.Source)
			}
			if r.Value_label_es == "" {
				t.Errorf("%s: a rating has no label", id)
			}
		}
		long := sink.File("data/commitments/" + c.Slug + ".csv")
		size[1] += len(long)
		if _, err := readStrict(string(long)); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	t.Logf("%d twins, on average %d bytes in JSON and %d in CSV", len(site.Commitments), size[0]/len(site.Commitments), size[1]/len(site.Commitments))
}

func TestReportIsWhatWasWritten(t *testing.T) {
	site := small(t, model.Options{})
	listing := Listing(site)
	report, sink := write(t, site, 2)
	var addresses []string
	for i, f := range report.Files {
		addresses = append(addresses, f.Address)
		data := sink.File(f.Address)
		sum := sha256.Sum256(data)
		if f.Bytes != len(data) || f.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: the report does not have its measures: %+v", f.Address, f)
		}
		if l := listing.Files[i]; l.Address != f.Address || l.Format != f.Format {
			t.Errorf("the listing has %s where the report has %s", l.Address, f.Address)
		}
	}
	slices.Sort(addresses)
	if diff := cmp.Diff(sink.Addresses(), addresses); diff != "" {
		t.Error(diff)
	}
	files := report.Table("milestones")
	if len(files) != len(Formats) || files[0].Address != "data/milestones.csv" || files[0].Rows != 3 || files[1].Address != "data/excel/es/milestones.csv" || files[2].Address != "data/excel/en/milestones.csv" {
		t.Errorf("milestones: %+v", files)
	}
	if report.Table("nothing") != nil || report.Twin("nothing") != nil {
		t.Error("what is not there has files")
	}
	if twin := report.Twin("commitments/co0002"); len(twin) != 2 || twin[1].Address != "data/commitments/co0002.json" || twin[1].Rows != 1 {
		t.Errorf("twin: %+v", twin)
	}
}

func TestSumsAreOfEveryFile(t *testing.T) {
	report, sink := write(t, small(t, model.Options{}), 2)
	if f, err := Sums(report.Listed(), sink); err != nil || f.Rows != len(report.Files) || f.Bytes != len(sink.File(f.Address)) {
		t.Errorf("%+v, %v", f, err)
	}
	var want []string
	for _, address := range sink.Addresses() {
		name := strings.TrimPrefix(address, "data/")
		if name != sumsName {
			want = append(want, fmt.Sprintf("%x  %s\n", sha256.Sum256(sink.File(address)), name))
		}
	}
	slices.SortFunc(want, func(a, b string) int { return strings.Compare(a[66:], b[66:]) })
	if diff := cmp.Diff(strings.Join(want, ""), string(sink.File("data/SHA256SUMS.txt"))); diff != "" {
		t.Error(diff)
	}
}

func TestAnyNumberOfWorkersWritesTheSame(t *testing.T) {
	for name, site := range map[string]*model.Site{"small": small(t, model.Options{}), "real": realSite(t)} {
		one, first := write(t, site, 1)
		for _, workers := range []int{0, 2, 16} {
			many, again := write(t, site, workers)
			if diff := cmp.Diff(one.Listed(), many.Listed()); diff != "" {
				t.Errorf("%s, %d workers: %s", name, workers, diff)
			}
			for _, address := range first.Addresses() {
				if !bytes.Equal(first.File(address), again.File(address)) {
					t.Errorf("%s: %s differs with %d workers", name, address, workers)
				}
			}
		}
	}
}

type full struct{}

var errFull = errors.New("the disk is full")

func (full) Put(address string, data []byte) error {
	if strings.HasSuffix(address, ".json") {
		return errFull
	}
	return nil
}

func TestFailingSinkIsAnError(t *testing.T) {
	for _, workers := range []int{1, 4} {
		_, err := Files(small(t, model.Options{}), full{}, workers)
		if !errors.Is(err, errFull) || !strings.Contains(err.Error(), ".json") {
			t.Errorf("error %v", err)
		}
	}
}

func TestFormatsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Formats {
		if f.Name == "" || !strings.HasPrefix(f.Extension, ".") || f.MediaType == "" || f.table == nil || seen[f.Name] {
			t.Errorf("format %+v", f)
		}
		seen[f.Name] = true
	}
}

func FuzzCSVReturnsTheCells(f *testing.F) {
	for _, seed := range []string{"", "a", "a,b", `"`, `""`, "a\"b\"", "\r", "\n", "a\r\nb", " a ", "=1+1", "á|ñ", "\"\"\",\"\r\n"} {
		f.Add(seed, "b", 2)
		f.Add(seed, seed, 1)
	}
	f.Fuzz(func(t *testing.T, a, b string, width int) {
		width = 1 + (width&3+3)%3
		v := &view{Published: &model.Published{}}
		want := make([][]string, 3)
		for i := range want {
			for j := range width {
				want[i] = append(want[i], []string{a, b, a + b, ""}[(i+j)%4])
			}
		}
		for j := range width {
			v.columns = append(v.columns, column{name: fmt.Sprint("c", j), at: j, scale: -1})
		}
		v.Rows = want
		data := string(appendCSV(nil, v, 0))
		records, err := readStrict(data)
		if err != nil {
			t.Fatalf("%v in %q", err, data)
		}
		var got [][]string
		for _, r := range records[1:] {
			got = append(got, r.values)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		// A second reader; it turns CRLF inside a value into LF.
		second, err := csv.NewReader(strings.NewReader(data)).ReadAll()
		if err != nil || len(second) != len(records) {
			t.Fatalf("encoding/csv reads %d records of %d: %v", len(second), len(records), err)
		}
		for i, r := range got {
			for j, value := range r {
				if second[i+1][j] != strings.ReplaceAll(value, "\r\n", "\n") {
					t.Errorf("encoding/csv reads %q instead of %q", second[i+1][j], value)
				}
			}
		}
	})
}

func FuzzJSONString(f *testing.F) {
	for _, seed := range []string{"", "a", `"\`, "\n\r\t\x00\x1f\x7f", "ñ\u2028", "</script>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // cells are UTF-8
		}
		var got string
		if err := json.Unmarshal(appendString(nil, s), &got); err != nil || got != s {
			t.Errorf("%q is read as %q: %v", s, got, err)
		}
	})
}

func BenchmarkTwin(b *testing.B) {
	site := realSite(b)
	p := &page{twins: twinsOf(site, viewsOf(site))}
	var buf []byte
	written := 0
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		p.gather(site.Commitments[i%len(site.Commitments)])
		buf, _ = appendTwinJSON(buf[:0], p)
		written += len(buf)
		buf, _ = appendTwinCSV(buf[:0], p)
		written += len(buf)
		i++
	}
	b.SetBytes(int64(written / i))
}

func BenchmarkTable(b *testing.B) {
	site := realSite(b)
	for _, v := range viewsOf(site) {
		if v.Name != "ratings" && v.Name != "commitments" {
			continue
		}
		for _, f := range Formats {
			b.Run(v.Name+"-"+f.Name, func(b *testing.B) {
				var buf []byte
				for b.Loop() {
					buf = f.table(buf[:0], v, 0)
				}
				b.SetBytes(int64(len(buf)))
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*max(1, len(v.Rows))), "ns/row")
			})
		}
	}
}
