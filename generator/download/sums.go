package download

import (
	"cmp"
	"slices"
	"strings"
)

// sumsName is the name of the checksums inside the folder of the data.
const sumsName = "SHA256SUMS.txt"

// appendSums appends the checksums of the files by name, in the form of the
// program sha256sum. It sorts the files.
func appendSums(buf []byte, files []File) []byte {
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Address, b.Address) })
	for _, f := range files {
		buf = append(buf, f.SHA256...)
		buf = append(buf, "  "...)
		buf = append(buf, strings.TrimPrefix(f.Address, folder)...)
		buf = append(buf, '\n')
	}
	return buf
}
