package download

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"vitrina/generator/date"
	"vitrina/generator/model"
	"vitrina/generator/source"
)

// wordsFile is what a language needs to be one.
const wordsFile = `name: %s
sections: {commitments: %s}
months: [a, b, c, d, e, f, g, h, i, j, k, l]
day: "{day} {month} {year}"
month: "{month} {year}"
year: "{year}"
words:
  workbook.form: form
  foot.as-of: "as of"
  column.label: label
  column.address: address
  archive.licence: "{site}: {publisher}."
  archive.readme-name: leame-%[1]s
  archive.readme: "{site} {date} {address}"
  count.datasets: {one: "# table", other: "# tables"}
`

// smallSite is a site with the cells that are easily spoilt.
var smallSite = map[string]string{
	"content/site.yaml":     "title: {es: Sitio, en: Site}\nlanguages: [es, en]\nlicences: {data: CC-BY-4.0}\n",
	"layouts/words/es.yaml": fmt.Sprintf(wordsFile, "Español", "compromisos"),
	"layouts/words/en.yaml": fmt.Sprintf(wordsFile, "English", "commitments"),

	"content/es/commitments/CO0001.md": "---\nid: CO0001\nplan: I\nnumber: \"2.10\"\ntitle: \"Uno, \\\"dos\\\" y tres\"\nlead: [mintic]\nthemes: [health, roads]\nsources: [plan-1]\n---\nTexto con \"comillas\",\ny [enlace](../about.md).\n",
	"content/en/commitments/CO0001.md": "---\ntitle: One, two and three\n---\nText.\n",
	"content/es/commitments/CO0002.md": "---\nid: CO0002\nplan: I\ntitle: Otro\ncontinues: [CO0001]\n---\nSolo en español.\n",
	"content/es/commitments/CO0003.md": "---\nid: CO0003\nplan: I\ntitle: Borrador\ndraft: true\n---\n",

	"datasets/plans/schema.yaml": "key: [id]\nfields: [{name: id, type: text}, {name: number, type: integer}, {name: title_es, type: text}, {name: source, type: text, references: sources}]\n",
	"datasets/plans/plans.csv":   "id,number,title_es,source\nI,1,Plan uno,plan-1\n",

	"datasets/entities/schema.yaml":  "key: [id]\nfields: [{name: id, type: text}, {name: name_es, type: text}]\n",
	"datasets/entities/entities.csv": "id,name_es\nmintic,\"Ministerio de Tecnologías, y Comunicaciones\"\n",

	"datasets/sources/schema.yaml": "key: [id]\nfields: [{name: id, type: text}, {name: title, type: text}, {name: url, type: url}]\n",
	"datasets/sources/sources.csv": "id,title,url\nreport-1,Informe,https://example.org/informe?a=1&b=2\nplan-1,\"Plan \"\"I\"\"\",\nunused,No citada,\n",

	"datasets/reports/schema.yaml": "key: [id]\nfields: [{name: id, type: text}, {name: published, type: date}, {name: source, type: text, references: sources}]\n",
	"datasets/reports/reports.csv": "id,published,source\nr1,2014-03,report-1\n",

	"datasets/milestones/schema.yaml": "key: [commitment, order]\nfields: [{name: commitment, type: text, references: commitments}, {name: order, type: integer}, {name: due, type: date}, {name: status, type: text, codes: status}, {name: target, type: number}, {name: public, type: boolean}, {name: territory, type: text}, {name: tags, type: list, codes: themes}, {name: notes, type: list}]\n",
	"datasets/milestones/milestones.csv": "commitment,order,due,status,target,public,territory,tags,notes\n" +
		"CO0001,10,2013,done,-0.10,true,05001,health|roads,\"a|b, c\"\n" +
		"CO0001,2,,,1250,false,007,roads,\n" +
		"CO0001,3,2013-02,,,,=1+1,,\"dos\nlíneas\"\n",

	"datasets/ratings/schema.yaml": "key: [commitment, report, variable, value]\nfields: [{name: commitment, type: text, references: commitments}, {name: report, type: text, references: reports}, {name: variable, type: text}, {name: value, type: text}, {name: scale, type: text}]\n",
	"datasets/ratings/ratings.csv": "commitment,report,variable,value,scale\nCO0001,r1,completion,done,status\nCO0002,r1,completion,no-data,absences\n",

	"datasets/updates/schema.yaml": "key: [id]\nfields: [{name: id, type: text}, {name: commitment, type: text, references: commitments}, {name: date, type: date}, {name: voice, type: text}, {name: percent, type: number}]\n",
	"datasets/updates/updates.csv": "id,commitment,date,voice,percent\nu1,CO0001,2014-01,government,60\nu2,CO0001,,irm,\nu3,CO0002,2014,civil-society,0\n",

	"datasets/claims/schema.yaml": "key: [id]\nfields: [{name: id, type: text}, {name: subject_kind, type: text}, {name: subject, type: text}, {name: value, type: text}]\n",
	"datasets/claims/claims.csv":  "id,subject_kind,subject,value\nc1,commitment,CO0001,14\nc2,plan,CO0001,15\n",

	"datasets/visits/schema.yaml": "key: [day]\nfields: [{name: day, type: date}, {name: about, type: list, references: commitments}]\n",
	"datasets/visits/visits.csv":  "day,about\n2014-05-01,CO0001|CO0002\n",

	"datasets/single/schema.yaml": "key: [only]\nfields: [{name: only, type: text}]\n",
	"datasets/single/single.csv":  "only\n\"\"\nx\n",
	"datasets/empty/schema.yaml":  "key: [id]\nfields: [{name: id, type: text}]\n",
	"datasets/empty/empty.csv":    "id\n",

	"datasets/codes/themes/schema.yaml":    "key: [code]\nfields: [{name: code, type: text}]\n",
	"datasets/codes/themes/themes.csv":     "code,label_es,label_en,order\nhealth,Salud,Health,1\nroads,Vías,,2\n",
	"datasets/codes/status/schema.yaml":    "key: [code]\nfields: [{name: code, type: text}]\n",
	"datasets/codes/status/status.csv":     "code,label_es,label_en,order\ndone,\"Cumplido, del todo\",Done,1\n",
	"datasets/codes/absences/schema.yaml":  "key: [code]\nfields: [{name: code, type: text}]\n",
	"datasets/codes/absences/absences.csv": "code,label_es,label_en,order\nno-data,Sin dato,No data,1\n",
}

func load(t testing.TB, sources fs.FS, o model.Options) *model.Site {
	t.Helper()
	tree, found, err := source.Load(sources, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("%s:%d: %s", f.Pos.File, f.Pos.Line, f.Message.EN)
	}
	return model.Build(tree, o)
}

func small(t testing.TB, o model.Options) *model.Site {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range smallSite {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if o.AsOf.IsZero() {
		o.AsOf = date.Date{Year: 2014, Month: 3, Day: 1}
	}
	return load(t, files, o)
}

// realSite is the site whose sources lie beside the generator.
func realSite(t testing.TB) *model.Site {
	t.Helper()
	return load(t, os.DirFS("../.."), model.Options{AsOf: date.Date{Year: 2026, Month: 1, Day: 1}})
}

// record is a CSV record of the strict reader: values, and which were quoted.
type record struct {
	values []string
	quoted []bool
}

// readStrict reads CSV as RFC 4180 has it, and nothing else: CRLF after every
// record, quotes only around whole values and only doubled inside.
func readStrict(data string) ([]record, error) {
	var records []record
	for data != "" {
		var r record
		for {
			value, quoted := "", false
			if strings.HasPrefix(data, `"`) {
				quoted = true
				data = data[1:]
				for {
					at := strings.IndexByte(data, '"')
					if at < 0 {
						return nil, errors.New("quotes that do not close")
					}
					value += data[:at]
					data = data[at+1:]
					if !strings.HasPrefix(data, `"`) {
						break
					}
					value += `"`
					data = data[1:]
				}
			} else {
				at := strings.IndexAny(data, "\",\r\n")
				if at < 0 {
					return nil, errors.New("a record without CRLF")
				}
				value, data = data[:at], data[at:]
			}
			r.values = append(r.values, value)
			r.quoted = append(r.quoted, quoted)
			if strings.HasPrefix(data, ",") {
				data = data[1:]
				continue
			}
			if !strings.HasPrefix(data, "\r\n") {
				return nil, fmt.Errorf("after the value %q stands %.5q", value, data)
			}
			data = data[2:]
			break
		}
		if len(records) > 0 && len(r.values) != len(records[0].values) {
			return nil, fmt.Errorf("a record with %d values instead of %d", len(r.values), len(records[0].values))
		}
		for i, value := range r.values {
			needed := strings.ContainsAny(value, "\",\r\n") || value == "" && len(r.values) == 1
			if r.quoted[i] != needed {
				return nil, fmt.Errorf("the value %q has quotes: %v, and needs them: %v", value, r.quoted[i], needed)
			}
		}
		records = append(records, r)
	}
	return records, nil
}
