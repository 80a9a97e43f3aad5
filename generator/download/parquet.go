package download

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// parquetFormat is for tables that are large enough for a columnar file to
// load faster than the CSV; below some hundred rows its frame outweighs them.
var parquetFormat = Format{
	Name: "parquet", Extension: ".parquet", MediaType: "application/vnd.apache.parquet",
	least: 500,
	table: appendParquet,
}

// appendParquet appends the table with the columns of the canonical CSV in
// their order: int64 for integers, double for numbers, boolean, a list of
// strings for lists, and text for all else, dates too, since they may stop at
// the month. An empty cell is null, an empty list has no values.
func appendParquet(buf []byte, v *view, _ int) []byte {
	// The order of the columns is that of a struct's fields; a group would sort
	// them by name.
	fields := make([]reflect.StructField, len(v.columns))
	for i := range v.columns {
		c := &v.columns[i]
		fields[i] = reflect.StructField{Name: "F" + strconv.Itoa(i), Type: parquetType(v, c), Tag: reflect.StructTag(`parquet:"` + c.name + `,optional,snappy"`)}
		if c.list {
			fields[i].Tag = reflect.StructTag(`parquet:"` + c.name + `,list,snappy"`)
		}
	}
	kind := reflect.StructOf(fields)
	var out bytes.Buffer
	w := parquet.NewWriter(&out, parquet.SchemaOf(reflect.New(kind).Elem().Interface()), parquet.CreatedBy("vitrina", "", ""))
	for _, row := range v.Rows {
		record := reflect.New(kind).Elem()
		for i := range v.columns {
			setParquet(record.Field(i), string(v.columns[i].appendCell(nil, row)))
		}
		if err := w.Write(record.Addr().Interface()); err != nil {
			panic(fmt.Sprintf("download: a row of %s does not fit its own schema: %v", v.Name, err))
		}
	}
	if err := w.Close(); err != nil {
		panic(fmt.Sprintf("download: %s as Parquet: %v", v.Name, err))
	}
	return append(buf, out.Bytes()...)
}

func parquetType(v *view, c *column) reflect.Type {
	f, _ := v.Schema.Field(c.name)
	switch {
	case c.list:
		return reflect.TypeFor[[]string]()
	case c.bare == nil || c.kind != cellColumn:
		return reflect.TypeFor[*string]()
	case f.Type.Value == "integer" && v.all(c, fitsInteger):
		return reflect.TypeFor[*int64]()
	case f.Type.Value == "number" && v.all(c, fitsNumber):
		return reflect.TypeFor[*float64]()
	case f.Type.Value == "boolean":
		return reflect.TypeFor[*bool]()
	}
	return reflect.TypeFor[*string]()
}

// all reports whether every cell of a column that is not empty has the form.
func (v *view) all(c *column, has func(cell string) bool) bool {
	for _, row := range v.Rows {
		if cell := row[c.at]; cell != "" && !has(cell) {
			return false
		}
	}
	return true
}

// fitsInteger and fitsNumber report whether a cell is a number that comes back
// from 64 bits with the same digits.
func fitsInteger(cell string) bool {
	n, err := strconv.ParseInt(cell, 10, 64)
	return err == nil && strconv.FormatInt(n, 10) == cell
}

func fitsNumber(cell string) bool {
	n, err := strconv.ParseFloat(cell, 64)
	return err == nil && strconv.FormatFloat(n, 'f', -1, 64) == cell
}

func setParquet(field reflect.Value, cell string) {
	if cell == "" {
		return
	}
	switch field.Interface().(type) {
	case []string:
		field.Set(reflect.ValueOf(strings.Split(cell, "|")))
	case *int64:
		n, _ := strconv.ParseInt(cell, 10, 64)
		field.Set(reflect.ValueOf(&n))
	case *float64:
		n, _ := strconv.ParseFloat(cell, 64)
		field.Set(reflect.ValueOf(&n))
	case *bool:
		yes := cell == "true"
		field.Set(reflect.ValueOf(&yes))
	default:
		field.Set(reflect.ValueOf(&cell))
	}
}
