package download

var jsonLinesFormat = Format{
	Name: "jsonl", Extension: ".jsonl", MediaType: "application/jsonl",
	table: appendJSONLines,
}

// appendJSONLines appends the table as an object a line, of the same values as
// in JSON.
func appendJSONLines(buf []byte, v *view, _ int) []byte {
	for _, row := range v.Rows {
		buf = append(appendObject(buf, v, row), '\n')
	}
	return buf
}
