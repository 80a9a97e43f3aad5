package render

import (
	"strings"

	"vitrina/generator/model"
)

func (p *page) codeFact(word string, c *model.Code) Fact {
	f := Fact{Name: p.words.Word(word), Unknown: c == nil}
	if c != nil {
		f.Links = []Link{{Text: p.label(c)}}
	}
	return f
}

func (p *page) textFact(word, text string) Fact {
	f := Fact{Name: p.words.Word(word), Unknown: text == ""}
	if text != "" {
		f.Links = []Link{{Text: text}}
	}
	return f
}

func (p *page) linkFact(word, address string) Fact {
	f := Fact{Name: p.words.Word(word), Unknown: address == ""}
	if address != "" {
		f.Links = []Link{{Text: strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/"), Address: address}}
	}
	return f
}
