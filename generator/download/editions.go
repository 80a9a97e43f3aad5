package download

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/table"
)

// Editions publishes the frozen editions below data/v/, the bytes as they were
// frozen, and returns what it published.
func Editions(site *model.Site, sink publish.Sink) ([]model.File, error) {
	var out []model.File
	for _, e := range site.Editions {
		for _, f := range e.Files {
			address := e.Folder() + f.Name
			if err := sink.Put(address, f.Data); err != nil {
				return nil, fmt.Errorf("writing the edition %v: %w", e.Version, err)
			}
			out = append(out, model.File{Format: "edition", Address: address, MediaType: cmp.Or(mediaTypes[path.Ext(f.Name)], "text/plain"), Bytes: len(f.Data), SHA256: f.SHA256, Updated: e.Date})
		}
	}
	return out, nil
}

// mediaTypes are those of files whose form only their name tells.
var mediaTypes = map[string]string{".csv": "text/csv", ".json": "application/json", ".jsonl": "application/jsonl", ".yaml": "application/yaml"}

// Tombstones publishes, at the addresses of data that was removed, a small file
// of the same form that says so, which every program can read that read the
// data: JSON and JSON Lines an object, the forms of tables one row. What it
// returns is for the checksums. Files of the whole site and forms of no table
// have none: their addresses cannot be given up (Sayable). Published tells the
// addresses at which something is after all.
func Tombstones(site *model.Site, sink publish.Sink, published func(address string) bool) ([]model.File, error) {
	var out []model.File
	for _, t := range site.Tombstones {
		kind, _ := site.Subject(t.Address)
		if t.Kind == "address" && kind == "address" || published(t.Address) || !Sayable(site, t.Address) {
			continue
		}
		f := File{Format: "removed", Address: t.Address, MediaType: mediaTypes[path.Ext(t.Address)], Updated: t.Removed}
		if err := f.put(sink, saidOf(site, t).as(site, t.Address)); err != nil {
			return nil, err
		}
		out = append(out, f.listed())
	}
	return out, nil
}

// Sayable reports whether a file at an address could say that something was
// removed: one below data/ in a form of tables.
func Sayable(site *model.Site, address string) bool {
	_, _, ok := formAt(site, address)
	return ok
}

// formAt returns the form that an address asks for, and the language where the
// form has one.
func formAt(site *model.Site, address string) (form Format, language int, ok bool) {
	if !strings.HasPrefix(address, folder) || strings.HasPrefix(address, folder+"v/") {
		return Format{}, 0, false
	}
	for _, f := range Formats {
		switch {
		case path.Ext(address) != f.Extension:
		case !f.perLanguage:
			if !strings.HasPrefix(address, folder+spreadsheetFolder) {
				return f, 0, true
			}
		default:
			for i, l := range site.Languages {
				if strings.HasPrefix(address, folder+spreadsheetFolder+l.Code+"/") {
					return f, i, true
				}
			}
		}
	}
	return Format{}, 0, false
}

// as returns what is said in the form that an address asks for; nil for none.
func (r removal) as(site *model.Site, address string) []byte {
	f, language, ok := formAt(site, address)
	switch {
	case !ok:
		return nil
	case f.Extension == ".json" || f.Extension == ".jsonl":
		return r.json()
	}
	return f.table(nil, r.view(site), language)
}

// removal is what a tombstone says to programs.
type removal struct {
	Removed bool              `json:"removed"`
	Kind    string            `json:"kind"`
	ID      string            `json:"id"`
	Date    string            `json:"date"`
	Reason  map[string]string `json:"reason"`
	MovedTo any               `json:"moved_to"`
}

func saidOf(site *model.Site, t model.Tombstone) removal {
	r := removal{Removed: true, Kind: t.Kind, ID: t.ID, Date: t.Removed.String(), Reason: map[string]string{}}
	for i, l := range site.Languages {
		if reason := t.Reason.In(i); reason.Language == "" {
			r.Reason[l.Code] = reason.Text
		}
	}
	switch {
	case t.MovedOut != "":
		r.MovedTo = t.MovedOut
	case len(t.MovedTo) > 0:
		to := map[string]string{}
		for i, l := range site.Languages {
			to[l.Code] = site.BaseURL + t.MovedTo[i]
		}
		r.MovedTo = to
	}
	return r
}

func (r removal) json() []byte {
	data, err := json.Marshal(r) // keys of maps in order
	if err != nil {
		panic("download: " + err.Error())
	}
	return append(data, '\n')
}

// view is what is said as a table of one row.
func (r removal) view(site *model.Site) *view {
	header, row := []string{"removed", "kind", "id", "date"}, []string{"true", r.Kind, r.ID, r.Date}
	for _, l := range site.Languages {
		header, row = append(header, "reason_"+l.Code), append(row, r.Reason[l.Code])
	}
	switch to := r.MovedTo.(type) {
	case string:
		header, row = append(header, "moved_to"), append(row, to)
	case map[string]string:
		for _, l := range site.Languages {
			header, row = append(header, "moved_to_"+l.Code), append(row, to[l.Code])
		}
	default:
		header, row = append(header, "moved_to"), append(row, "")
	}
	return viewOf(site, &model.Published{Name: model.RemovedTable, Schema: &table.Schema{}, Header: header, Rows: [][]string{row}}, nil)
}
