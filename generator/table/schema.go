package table

import (
	"vitrina/generator/date"
	"vitrina/generator/written"
)

// Schema is what `schema.yaml` of a dataset says: it checks the rows, describes
// them on the dataset's page, and types the downloads.
type Schema struct {
	// Title is the dataset's name, one a language.
	Title written.Labels `yaml:"title"`
	// Description says in plain words what one row is, where the rows come
	// from, and what an empty cell means.
	Description written.Labels `yaml:"description"`
	// Licence is the identifier of an open licence, such as CC-BY-4.0.
	Licence written.Text `yaml:"licence"`
	// Sources are ids of the dataset `sources`.
	Sources written.List `yaml:"sources"`
	// Key names the columns that together tell the rows apart.
	Key written.List `yaml:"key"`
	// DerivedFrom names the datasets that the rows are computed from; only a
	// derived table, whose rows nobody writes, has it.
	DerivedFrom written.List `yaml:"derived_from"`
	// Ordered is "true" for a code list whose codes are steps from low to high.
	Ordered written.Text `yaml:"ordered"`
	// Problems are what is known to be missing or wrong in the rows, each one
	// sentence a language.
	Problems []written.Labels `yaml:"problems"`
	// Fields describes the columns in their order.
	Fields []Field `yaml:"fields"`
}

// Field describes one column.
type Field struct {
	// Name is the machine name in the header: lower-case letters, digits and _.
	Name written.Text `yaml:"name"`
	// Type is one of Types.
	Type written.Text `yaml:"type"`
	// Title is the name people read, one a language.
	Title written.Labels `yaml:"title"`
	// Description says what the column means, one a language.
	Description written.Labels `yaml:"description"`
	// Required is "true" where no cell may be empty.
	Required written.Text `yaml:"required"`
	// Unique is "true" where no value may stand twice.
	Unique written.Text `yaml:"unique"`
	// Pattern is a regular expression (RE2) that the whole cell must match; in a
	// list, each value.
	Pattern written.Text `yaml:"pattern"`
	// Minimum and Maximum bound a number or a date.
	Minimum written.Text `yaml:"minimum"`
	Maximum written.Text `yaml:"maximum"`
	// Unit says what a number counts, one a language.
	Unit written.Labels `yaml:"unit"`
	// Example is a value as a cell would hold it.
	Example written.Text `yaml:"example"`
	// Language is the code of the language that its texts are written in, where
	// that is one for all rows and the end of its name does not say it.
	Language written.Text `yaml:"language"`
	// References names the dataset whose key the value is.
	References written.Text `yaml:"references"`
	// Codes names the code list the value is of.
	Codes written.Text `yaml:"codes"`
}

var _ = written.Register(Schema{}, Field{})

// IsDerived reports whether the rows are computed from those of other tables.
func (s *Schema) IsDerived() bool { return len(s.DerivedFrom) > 0 }

// IsList reports whether a cell holds several values.
func (f Field) IsList() bool { return f.Type.Value == "list" }

// IsRequired reports whether no cell may be empty.
func (f Field) IsRequired() bool { return f.Required.Value == "true" }

// IsUnique reports whether no value may stand twice in the column.
func (f Field) IsUnique() bool { return f.Unique.Value == "true" }

// IsOrdered reports whether the codes of the list are steps from low to high.
func (s *Schema) IsOrdered() bool { return s.Ordered.Value == "true" }

// Values returns the values of a cell: none when it is empty, several only in
// a list.
func (f Field) Values(cell string) []string {
	if cell == "" {
		return nil
	}
	if f.IsList() {
		return SplitList(cell)
	}
	return []string{cell}
}

// Field returns the description of a column and whether there is one.
func (s *Schema) Field(name string) (Field, bool) {
	for _, f := range s.Fields {
		if f.Name.Value == name {
			return f, true
		}
	}
	return Field{}, false
}

// Types are the types a column may have, in the order manuals list them.
var Types = []Type{textType, integerType, numberType, booleanType, dateType, urlType, listType}

// Type is how cells of a column are written.
type Type struct {
	// Name is what schema.yaml says.
	Name string
	// Valid reports whether a cell that is not empty is of the type.
	Valid func(cell string) bool
	// Hint says how a cell is written, in Spanish and English.
	HintES, HintEN string
	// JSON is the kind of value in JSON downloads: "string", "number",
	// "boolean" or "array".
	JSON string
}

// TypeOf returns the named type and whether there is one.
func TypeOf(name string) (Type, bool) {
	for _, t := range Types {
		if t.Name == name {
			return t, true
		}
	}
	return Type{}, false
}

var (
	textType    = Type{"text", func(string) bool { return true }, "", "", "string"}
	integerType = Type{"integer", func(c string) bool { return isNumber(c) && !hasPoint(c) },
		"escriba un número entero sin puntos ni comas, como 1250", "write a whole number without separators, such as 1250", "number"}
	numberType = Type{"number", isNumber,
		"escriba el número con punto decimal y sin separador de miles, como 1250.5", "write the number with a decimal point and no separator of thousands, such as 1250.5", "number"}
	booleanType = Type{"boolean", func(c string) bool { return c == "true" || c == "false" },
		"escriba true o false", "write true or false", "boolean"}
	dateType = Type{"date", func(c string) bool { _, ok := date.Parse(c); return ok },
		"escriba la fecha como 2019-08-31, 2019-08 o 2019", "write the date as 2019-08-31, 2019-08 or 2019", "string"}
	urlType = Type{"url", isURL,
		"escriba la dirección completa, que empieza por https:// o http://", "write the whole address, beginning with https:// or http://", "string"}
	listType = Type{"list", isList,
		"separe los valores con |, sin espacios ni valores vacíos", "separate the values with |, without blanks or empty values", "array"}
)
