package table

import _ "embed"

//go:embed schema.go
var declarations string

// Declarations returns the Go file that declares the form of schema.yaml, whose
// comments document the keys for editors.
func Declarations() string { return declarations }
