package check

import "vitrina/generator/diag"

// repeatedColumn is reported while the sources are read.
var repeatedColumn = Rule{
	Name:  "repeated-column",
	What:  diag.T("dos columnas con el mismo nombre", "two columns of one name"),
	Why:   diag.T("no se sabría cuál de las dos vale", "nobody could tell which of the two counts"),
	Wrong: "id,title,title",
	Right: "id,title,note",
}
