package download

import (
	"vitrina/generator/model"
	"vitrina/generator/publish"
	"vitrina/generator/table"
)

// RegisterAddress is where the register of addresses is published, beside the
// editions.
const RegisterAddress = folder + "v/addresses.csv"

// Register writes every address ever published: those of the register, and
// those at which the site answers beside them. It reports the file.
func Register(site *model.Site, addresses []model.Registered, sink publish.Sink) (model.File, error) {
	rows := make([][]string, len(addresses))
	for i, a := range addresses {
		rows[i] = []string{a.Address, a.Kind, a.ID, a.Since}
	}
	f := File{Format: "register", Address: RegisterAddress, MediaType: "text/csv", Rows: len(rows), Updated: site.Updated()}
	if err := f.put(sink, table.Write(model.RegisterHeader, rows)); err != nil {
		return model.File{}, err
	}
	return f.listed(), nil
}
