package download

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vitrina/generator/model"
	"vitrina/generator/publish"
)

// sumsName is the name of the checksums inside the folder of the data.
const sumsName = "SHA256SUMS.txt"

// Sums writes data/SHA256SUMS.txt with the checksum of every file given that
// lies below data/, and reports it.
func Sums(files []model.File, sink publish.Sink) (model.File, error) {
	below := slices.DeleteFunc(slices.Clone(files), func(f model.File) bool { return !strings.HasPrefix(f.Address, folder) })
	f := File{Format: "sums", Address: folder + sumsName, MediaType: "text/plain; charset=utf-8", Rows: len(below), AsOf: true}
	for _, each := range below {
		if each.Updated.Compare(f.Updated) > 0 {
			f.Updated = each.Updated
		}
	}
	if err := f.put(sink, appendSums(nil, below)); err != nil {
		return model.File{}, fmt.Errorf("writing the checksums: %w", err)
	}
	return f.listed(), nil
}

// appendSums appends the checksums of the files by name, in the form of the
// program sha256sum. It sorts the files.
func appendSums(buf []byte, files []model.File) []byte {
	slices.SortFunc(files, func(a, b model.File) int { return cmp.Compare(a.Address, b.Address) })
	for _, f := range files {
		buf = append(buf, f.SHA256...)
		buf = append(buf, "  "...)
		buf = append(buf, strings.TrimPrefix(f.Address, folder)...)
		buf = append(buf, '\n')
	}
	return buf
}
