package render

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/gosimple/slug"

	"vitrina/generator/diag"
	"vitrina/generator/publish"
	"vitrina/generator/source"
)

// assetsFolder holds the styles, the script and the images.
const assetsFolder = "layouts/static"

// asset is a file of assetsFolder, made smaller, with the address that it is
// published at: one that changes with its content, so that a browser never
// mixes two editions.
type asset struct {
	name, address string
	data          []byte
}

// loadAssets reads assetsFolder. It reports what cannot be published: a folder,
// a name that does not do for an address, a script that cannot be read.
func loadAssets(sources fs.FS, m *publish.Minifier) ([]asset, diag.List, error) {
	entries, found, err := source.Entries(sources, assetsFolder)
	if err != nil {
		return nil, nil, err
	}
	var assets []asset
	for _, e := range entries {
		name := path.Join(assetsFolder, e.Name())
		if e.IsDir() {
			found.Add(diag.Pos{File: name}, source.RuleUnexpectedFile,
				diag.T("una carpeta dentro de %s no se publica", "a folder inside %s is not published", assetsFolder),
				diag.T("ponga sus archivos directamente en %s", "put its files directly into %s", assetsFolder))
			continue
		}
		if !publish.Valid("static/" + e.Name()) {
			found.Add(diag.Pos{File: name}, ruleFileName,
				diag.T("el nombre %q no sirve para una dirección", "the name %q does not do for an address", e.Name()),
				diag.T("use letras minúsculas sin tildes, números, puntos, guiones y _, como %q", "use small letters without accents, digits, points, hyphens and _, such as %q", addressable(e.Name())))
			continue
		}
		data, bad, err := source.ReadFile(sources, name, source.MaxTableBytes)
		if err != nil {
			return nil, nil, err
		}
		if len(bad) > 0 {
			found = append(found, bad...)
			continue
		}
		switch path.Ext(name) {
		case ".css":
			data, err = m.Styles(data)
		case ".js":
			data, err = m.Script(data)
		}
		if at, ok := errors.AsType[*publish.Unreadable](err); ok {
			found.Add(diag.Pos{File: name, Line: at.Line, Column: at.Column}, RuleLayout,
				diag.T("el archivo no se puede leer; el minificador dice: %s", "the file cannot be read; the minifier says: %s", at.Message),
				diag.T("corrija lo que está en ese lugar o justo antes", "mend what stands there or just before"))
			continue
		}
		if err != nil {
			panic(fmt.Sprintf("render: making %s smaller failed: %v", name, err))
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(name)
		assets = append(assets, asset{e.Name(), "static/" + strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:4]) + ext, data})
	}
	return assets, found, nil
}

// ruleFileName is the rule of package check for names that addresses are made
// from.
const ruleFileName = "file-name"

// addressable is a name like the one given that does for an address.
func addressable(name string) string {
	ext := path.Ext(name)
	base := slug.Make(strings.TrimSuffix(name, ext))
	if base == "" {
		base = "x"
	}
	if ext = strings.ToLower(ext); !publish.Valid(base + ext) {
		return base
	}
	return base + ext
}

// assets publishes the styles, the script and the images.
func (r *renderer) assets() error {
	r.assetOf = map[string]string{}
	for _, a := range r.layouts.assets {
		if err := r.sink.Put(a.address, a.data); err != nil {
			return err
		}
		r.assetOf[a.name] = a.address
	}
	return nil
}
