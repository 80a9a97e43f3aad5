// Package publish takes finished files, refuses two at one address, and puts
// them in place all at once or not at all.
//
// It also holds the site's one use of the minifier: for pages, styles and
// script, never for data, whose numbers a minifier would rewrite.
//
// It refuses to render, to know what a file means, and to delete a folder that
// it did not make.
package publish

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Sink takes the finished files of a build. Put may be called from several
// goroutines; the data is the caller's again when Put returns.
type Sink interface {
	// Put takes the file at an address below the site's top, such as
	// es/compromisos/co0065/index.html. A second file at one address is our
	// mistake and panics, since the checks refuse what could lead there.
	Put(address string, data []byte) error
}

// Valid reports whether an address is one that every file system and every
// host serves alike: lower case letters, digits, hyphen, point and
// underscore, no part that is empty or begins or ends with a point (but
// .nojekyll). SHA256SUMS.txt is the one name in capitals, as people know it.
func Valid(address string) bool {
	if address == ".nojekyll" {
		return true
	}
	if strings.HasPrefix(address, "data/") {
		address = strings.TrimSuffix(address, "/SHA256SUMS.txt")
	}
	for part := range strings.SplitSeq(address, "/") {
		if part == "" || part[0] == '.' || part[len(part)-1] == '.' {
			return false
		}
		for i := range len(part) {
			c := part[i]
			if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_') {
				return false
			}
		}
	}
	return true
}

// register refuses addresses that are wrong or taken.
type register struct {
	mu    sync.Mutex
	taken map[string]bool
}

func (r *register) take(address string) {
	if !Valid(address) {
		panic(fmt.Sprintf("publish: %q is not an address that every host serves alike", address))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.taken == nil {
		r.taken = map[string]bool{}
	}
	if r.taken[address] {
		panic(fmt.Sprintf("publish: two files at %q", address))
	}
	r.taken[address] = true
}

// Memory keeps the files of a build, for the preview and for tests.
type Memory struct {
	register
	files map[string][]byte
}

// Put takes a copy of the file.
func (m *Memory) Put(address string, data []byte) error {
	m.take(address)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string][]byte{}
	}
	m.files[address] = slices.Clone(data)
	return nil
}

// Addresses returns the addresses of the files in order.
func (m *Memory) Addresses() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := make([]string, 0, len(m.files))
	for a := range m.files {
		all = append(all, a)
	}
	slices.Sort(all)
	return all
}

// File returns the bytes of a file, or nil when there is none.
func (m *Memory) File(address string) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.files[address]
}
