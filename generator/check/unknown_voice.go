package check

import (
	"slices"
	"strings"

	"vitrina/generator/diag"
	"vitrina/generator/source"
)

var unknownVoice = Rule{
	Name:  "unknown-voice",
	What:  diag.T("una voz que la página de un compromiso no muestra", "a voice that the page of a commitment does not show"),
	Why:   diag.T("lo que dijo quedaría en los datos y faltaría en la página", "what it said would be in the data and missing from the page"),
	Wrong: "id,commitment,voice\nu-1,CO0065,academia",
	Right: "id,commitment,voice\nu-1,CO0065,civil-society",
	Find:  findUnknownVoice,
}

func findUnknownVoice(ix *index, report report) {
	unknown := func(d *source.Dataset, column string, but func(voice string) bool) {
		if d == nil || d.Table == nil || d.Table.Column(column) < 0 {
			return
		}
		for row := range d.Table.Rows {
			if voice := d.Table.Cell(row, column); !slices.Contains(source.Voices, voice) && !but(voice) {
				report(d.Table.Pos(row, d.Table.Column(column)), diag.T("el sitio no conoce la voz %q", "the site does not know the voice %q", voice),
					ix.near(voice, slices.Values(source.Voices), diag.T("el sitio muestra tres voces, que no se mezclan: %s", "the site shows three voices, which are never merged: %s", strings.Join(source.Voices, ", "))))
			}
		}
	}
	const list = source.CodesFolder + "voices"
	unknown(ix.Dataset(list), "code", func(string) bool { return false })
	updates := ix.Dataset("updates")
	if updates == nil {
		return
	}
	listed := ix.keysOf(list)
	field, _ := updates.Schema.Field("voice")
	unknown(updates, "voice", func(voice string) bool {
		switch {
		case voice == "":
			return field.IsRequired() // missing-value
		case listed == nil:
			return false
		}
		return !listed.complete || listed.has[voice] || field.Codes.Value == "voices" // told of at the list, or by unknown-code
	})
}
