package render

import (
	"os"
	"testing"

	"vitrina/generator/model"
	"vitrina/generator/source"
	"vitrina/generator/written"
)

// Readers' programs know the entries of a feed by their ids: none changes with
// the name that a member goes by, and those of the real site are these.
func TestTheIDsOfFeedsStay(t *testing.T) {
	id := func(of source.Site) string {
		r := &renderer{site: &model.Site{Tree: &source.Tree{Site: of}}}
		return r.urn("site", "es")
	}
	var real source.Site
	data, err := os.ReadFile("../../content/site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	written.Decode(source.SiteFile, data, &real)
	const published = "urn:uuid:dfb45c3c-e5cb-5f25-adac-99c37ce30904"
	if got := id(real); got != published {
		t.Errorf("the feed of the site has the id %s, and is published with %s", got, published)
	}
	renamed := real
	renamed.Member = written.Labels{{Language: written.Text{Value: "es"}, Text: written.Text{Value: "República de Colombia"}}}
	renamed.Title = renamed.Member
	if got := id(renamed); got != published {
		t.Errorf("with another name of the member the id is %s", got)
	}
	named := renamed
	named.FeedIDs = written.Text{}
	other := named
	other.Member, other.Title = nil, nil
	if id(named) != id(other) {
		t.Error("an id is made of what is shown, and not of the machine name")
	}
}
