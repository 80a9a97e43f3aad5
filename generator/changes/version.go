package changes

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
)

// Version is the number of an edition, by Semantic Versioning without
// pre-releases: MAJOR.MINOR.PATCH.
type Version struct{ Major, Minor, Patch int }

var versionForm = regexp.MustCompile(`^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$`)

// ParseVersion reads a number such as 1.0.0 and reports whether it is one.
func ParseVersion(text string) (Version, bool) {
	m := versionForm.FindStringSubmatch(text)
	if m == nil {
		return Version{}, false
	}
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // digits, at most six
	}
	return Version{n[0], n[1], n[2]}, true
}

// IsZero reports whether there is no version: the sources as they stand.
func (v Version) IsZero() bool { return v == Version{} }

// String returns the number as written.
func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }

// Compare orders versions by their numbers.
func (v Version) Compare(w Version) int {
	return cmp.Or(cmp.Compare(v.Major, w.Major), cmp.Compare(v.Minor, w.Minor), cmp.Compare(v.Patch, w.Patch))
}

// Least returns the lowest number that an edition with changes of the level
// may have after this one. Before 1.0.0 nothing is promised yet, and what
// breaks readers asks for no more than the next minor number (SemVer 2.0, 4).
func (v Version) Least(level Level) Version {
	switch {
	case level == Major && v.Major > 0:
		return Version{v.Major + 1, 0, 0}
	case level >= Minor:
		return Version{v.Major, v.Minor + 1, 0}
	}
	return Version{v.Major, v.Minor, v.Patch + 1}
}
