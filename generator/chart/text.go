package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	size    = 15.0 // height of the letters, in units of the drawing
	leading = 19.0 // from one line of text to the next
	rise    = 14.0 // from the top of a line of text to its baseline
)

// clean drops what XML cannot hold, and turns every run of white space into
// one space.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f': // the hard spaces inside numbers stay
			return ' '
		case r == utf8.RuneError, r < ' ', r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
			return -1
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // would turn round the text beside it
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func escape(s string) string { return escaper.Replace(clean(s)) }

// width estimates how wide a text is drawn, on the high side: the fonts of
// readers differ, and the widths are those of a wide one (DejaVu Sans) with the
// spacing that readers may ask for (WCAG 2.2, 1.4.12): .12 em between letters
// and .16 em more between words.
func width(s string, bold bool) float64 {
	em, spacing := 0.0, 0.0
	for _, r := range s {
		em += runeWidth(r)
		if spacing += .12; r == ' ' || r == '\u00a0' {
			spacing += .16
		}
	}
	if bold {
		em *= 1.12
	}
	return (em + spacing) * size
}

func runeWidth(r rune) float64 {
	switch {
	case strings.ContainsRune("iljíIÍ", r):
		return .31
	case strings.ContainsRune("|.,:;'!", r):
		return .36
	case strings.ContainsRune("()[]-ftr", r):
		return .42
	case strings.ContainsRune(" \u00a0\u202f", r):
		return .34
	case strings.ContainsRune("mMWwŒœÆæ—%…@", r):
		return 1.02
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		return 0
	case r > 0x2fff:
		return 1.5
	case strings.ContainsRune("csz", r):
		return .56
	case unicode.IsLower(r):
		return .61
	case unicode.IsDigit(r):
		return .64
	case r > 0x17f:
		return 1.02
	}
	return .76
}

// together keeps a short text on one line.
func together(s string) string { return strings.ReplaceAll(clean(s), " ", "\u00a0") }

// wrap breaks a text into lines at most room wide; a word that is wider than a
// line is cut. An empty text has no lines.
func wrap(s string, room float64, bold bool) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(clean(s), " ") {
		if word == "" {
			continue
		}
		if line != "" && width(line+" "+word, bold) <= room {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		var pieces []string
		pieces, line = cut(word, room, bold)
		lines = append(lines, pieces...)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// cut takes full lines off a word until the rest fits.
func cut(word string, room float64, bold bool) (full []string, rest string) {
	for width(word, bold) > room {
		at, w := 0, 0.0
		for i, r := range word {
			w += width(string(r), bold)
			if w > room && i > 0 {
				break
			}
			at = i + utf8.RuneLen(r)
		}
		if at == len(word) {
			break
		}
		full, word = append(full, word[:at]), word[at:]
	}
	return full, word
}
