package download

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"sync"

	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/words"
)

// Cache keeps, from one build to the next of the same program, what is slow to
// make and stays the same: a preview builds at every save, and few saves change
// a table. What it is asked for is known by a digest of all that it is made of,
// so that it can be slow and never wrong. A nil Cache keeps nothing.
type Cache struct {
	mu sync.Mutex
	// before is what the last build asked for, now what this one does: what no
	// build asks for is forgotten.
	before, now map[digest][]byte
	// settings is the digest of what every file depends on, whatever the tables.
	settings digest
}

type digest [sha256.Size]byte

// begin begins a build.
func (c *Cache) begin() {
	if c != nil {
		c.before, c.now = c.now, map[digest][]byte{}
	}
}

// of returns what is known by a digest, and makes it where nobody has yet. It
// is not to be changed.
func (c *Cache) of(key digest, make func() ([]byte, error)) ([]byte, error) {
	c.mu.Lock()
	data, ok := c.now[key]
	if !ok {
		data, ok = c.before[key]
	}
	c.mu.Unlock()
	if !ok {
		var err error
		if data, err = make(); err != nil {
			return nil, err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now[key] = data
	return data, nil
}

// table appends a file of a table.
func (c *Cache) table(buf []byte, v *view, f *File) []byte {
	if c == nil {
		return f.format.table(buf, v, f.language)
	}
	key := v.digest()
	data, err := c.of(digestOf(c.settings[:], key[:], []byte(f.Address)), func() ([]byte, error) { return f.format.table(nil, v, f.language), nil })
	if err != nil {
		panic(err)
	}
	return append(buf, data...)
}

// whole makes a file of the whole site.
func (c *Cache) whole(w *Whole, site *model.Site, views []*view) ([]byte, error) {
	if c == nil {
		return w.write(site, views)
	}
	of := [][]byte{c.settings[:], []byte(w.Address)}
	for _, v := range views {
		key := v.digest()
		of = append(of, key[:])
	}
	return c.of(digestOf(of...), func() ([]byte, error) { return w.write(site, views) })
}

// settingsOf is the digest of what files are made of beside the tables: the
// settings of the site and the words; the date.
func settingsOf(site *model.Site) digest {
	var forms []words.Form
	for _, l := range site.Languages {
		forms = append(forms, l.Form)
	}
	data, err := json.Marshal(struct {
		Site          any
		Words         []words.Form
		AsOf, BaseURL string
	}{site.Site, forms, site.AsOf.String(), site.BaseURL})
	if err != nil {
		panic(fmt.Sprintf("download: settings that cannot be JSON: %v", err))
	}
	return digestOf(data)
}

// digested gives views their digests. The forms of a table say nothing beside
// the settings that does not stand in these: its cells, labels, names and
// addresses, as CSV for programs and for spreadsheets has them; its schema.
func digested(views []*view) {
	for _, v := range views {
		v.digest = sync.OnceValue(func() digest {
			schema, err := json.Marshal(v.Schema)
			if err != nil {
				panic(fmt.Sprintf("download: a schema that cannot be JSON: %v", err))
			}
			of := [][]byte{[]byte(v.Name), schema, appendCSV(nil, v, 0)}
			for i := range v.languages {
				of = append(of, appendSpreadsheet(nil, v, i))
			}
			return digestOf(of...)
		})
	}
}

// digestOf is the digest of several texts, each for itself.
func digestOf(parts ...[]byte) digest {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d ", len(p))
		_, _ = h.Write(p)
	}
	return digest(h.Sum(nil))
}

// Files is the function Files with what the cache keeps.
func (c *Cache) Files(site *model.Site, sink publish.Sink, workers int) (Report, error) {
	c.begin()
	views := viewsOf(site)
	if c != nil {
		c.settings = settingsOf(site)
		digested(views)
	}
	m := &making{cache: c, site: site, sink: sink, report: Listing(site), views: views, twins: twinsOf(site, views)}
	if err := m.run(m.jobs(), workers); err != nil {
		return Report{}, err
	}
	return m.report, nil
}

// Archive is NewArchive with what the cache keeps.
func (c *Cache) Archive(sink publish.Sink) *Archive {
	return &Archive{Sink: sink, cache: c, parts: map[string]part{}}
}
