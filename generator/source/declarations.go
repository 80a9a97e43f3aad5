package source

import _ "embed"

//go:embed tree.go
var declarations string

// Declarations returns the Go file that declares the forms of site.yaml and of
// front matter, whose comments document the keys for editors.
func Declarations() string { return declarations }
