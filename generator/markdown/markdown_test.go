package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
)

func rendered(t testing.TB, d *Doc) string {
	t.Helper()
	var b bytes.Buffer
	d.Write(&b, func(to string) string { return to })
	return b.String()
}

func TestPlaces(t *testing.T) {
	d := Parse([]byte("## Título ##\n\né [a *b*](x.md) ![i](j.png) <https://q.r/> <b>\n\n<div>\n</div>\n\n| [c](d) |\n|---|\n| ñ [é](q) |\n\n> # Fin\n\n<a@b.co>\n"))
	links := []Link{
		{Place{3, 3}, "x.md", false, "a b"}, {Place{3, 17}, "j.png", true, "i"}, {Place{3, 29}, "https://q.r/", false, "https://q.r/"},
		{Place{8, 3}, "d", false, "c"}, {Place{10, 5}, "q", false, "é"}, {Place{14, 1}, "mailto:a@b.co", false, "a@b.co"},
	}
	if diff := cmp.Diff(links, d.Links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	headings := []Heading{{Place{1, 1}, 2, "titulo", "Título"}, {Place{12, 3}, 1, "fin", "Fin"}}
	if diff := cmp.Diff(headings, d.Headings); diff != "" {
		t.Errorf("headings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Place{{3, 44}, {5, 1}}, d.RawHTML); diff != "" {
		t.Errorf("raw HTML (-want +got):\n%s", diff)
	}
}

// A link is checked by the same address that is written.
func TestDestinationsAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"[x](https://x.co/?a=1&amp;b=2)": "https://x.co/?a=1&b=2",
		"[x](&#106;avascript&colon;y)":   "javascript:y",
		`[x](a\_b.md)`:                   "a_b.md",
		"[x][y]\n\n[y]: <a b.md>":        "a b.md",
	} {
		d := Parse([]byte(text))
		if len(d.Links) != 1 || d.Links[0].Destination != want {
			t.Errorf("%s: got %+v, want %q", text, d.Links, want)
			continue
		}
		seen := ""
		if d.Write(&bytes.Buffer{}, func(to string) string { seen = to; return to }); seen != want {
			t.Errorf("%s: written as %q, checked as %q", text, seen, want)
		}
	}
}

// What goldmark does by itself, and what we build on: an upgrade that changes
// it fails here with the reason.
func TestGoldmarkKeepsEntitiesInDestinations(t *testing.T) {
	var b bytes.Buffer
	if err := goldmark.Convert([]byte("[x](java&#115;cript:alert(1)) [y](java%09script:z)"), &b); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != "<p><a href=\"\">x</a> <a href=\"java%09script:z\">y</a></p>\n" {
		t.Errorf("goldmark no longer blanks one and lets the other pass without a word: %s", got)
	}
}

func TestTheSameTreeIsWrittenTwiceAlike(t *testing.T) {
	d := Parse([]byte("## A\n\n## A\n\n[x](y) **b**\n\n| a |\n|---|\n| b |\n"))
	if first, second := rendered(t, d), rendered(t, d); first != second {
		t.Errorf("%s\n%s", first, second)
	}
}

func TestRawHTMLIsNeverWritten(t *testing.T) {
	if got := rendered(t, Parse([]byte("a <script>x</script>\n\n<div onclick=y>\n"))); strings.Contains(got, "<script") || strings.Contains(got, "<div") {
		t.Error(got)
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		text string
		want Place
		hard bool
	}{
		{strings.Repeat("a", MaxLine), Place{}, false},
		{"x\n" + strings.Repeat("é", MaxLine+1), Place{2, MaxLine + 1}, true},
		{strings.Repeat("> ", MaxNesting) + "x", Place{}, false},
		{"\n" + strings.Repeat("> ", MaxNesting+1) + "x", Place{2, 1}, true},
		{strings.Repeat("*", MaxDelimiters), Place{}, false},
		{"é" + strings.Repeat("[", MaxDelimiters+1), Place{1, MaxDelimiters + 2}, true},
	} {
		if at, _, hard := TooHard([]byte(c.text)); hard != c.hard || at != c.want {
			t.Errorf("%.20q…: got %v %v, want %v %v", c.text, at, hard, c.want, c.hard)
		}
	}
}

// hostile are texts that goldmark takes long for, with what they go beyond when
// they are one block, and how many of them a block within the limits has.
var hostile = []struct {
	unit  string
	limit Limit
	units int
}{
	{"a**b_c", ManyEmphasis, MaxEmphasis / 3}, {"*a_ ", ManyEmphasis, MaxEmphasis / 2}, {"[*a_", ManyEmphasis, MaxEmphasis / 2},
	{"[a](", ManyBrackets, MaxBrackets / 2}, {"[a*](b) ", ManyBrackets, MaxBrackets / 2}, {"<x> ", LongBlock, MaxBlock / 5}, {"[a]: x\n", ManyDefinitions, 0},
}

const hostileSize = 400_000

// within is a text of blocks that are just within the limits.
func within(unit string, units int) []byte {
	block := strings.Repeat(strings.Repeat(unit, 1000)+"\n", units/1000) + strings.Repeat(unit, units%1000) + "\n\n"
	return []byte(strings.Repeat(block, 1+hostileSize/4/len(block)))
}

// A text of strangers does not stall a build: what goldmark takes long for is
// beyond a limit. BenchmarkHostileTexts tells what the limits let through costs.
func TestHostileTextsAreBeyondALimit(t *testing.T) {
	for _, c := range hostile {
		lines := strings.Repeat(c.unit, 1000) + "\n"
		text := strings.Repeat(lines, 1+hostileSize/len(lines))
		if _, limit, hard := TooHard([]byte(text)); !hard || limit != c.limit {
			t.Errorf("%d bytes of %q in one block: %v, limit %d", len(text), c.unit, hard, limit)
		}
		if c.units == 0 {
			continue
		}
		if at, limit, hard := TooHard(within(c.unit, c.units)); hard {
			t.Errorf("blocks of %d %q go beyond the limit %d at %v", c.units, c.unit, limit, at)
		}
	}
}

func BenchmarkHostileTexts(b *testing.B) {
	for _, c := range hostile {
		if c.units == 0 {
			continue
		}
		text := within(c.unit, c.units)
		b.Run(c.unit, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Parse(text)
			}
		})
	}
}

// An item of a list ends the block before it, so that a long list is not taken
// for a long paragraph.
func TestALongListIsNotALongBlock(t *testing.T) {
	if at, limit, hard := TooHard([]byte(strings.Repeat("- **Una palabra**: lo que [dice](a.md) y más.\n", 15_000) + strings.Repeat("# a\n", 50_000))); hard {
		t.Errorf("beyond the limit %d at %v", limit, at)
	}
	if _, _, hard := TooHard([]byte(strings.Repeat("**a**\n-\n    - b\n", MaxEmphasis))); !hard {
		t.Error("what is no item of a list ends a block")
	}
}

var (
	tag     = regexp.MustCompile(`<[^>]*>`)
	allowed = regexp.MustCompile(`^</?(p|h[1-6]|em|strong|a|img|ul|ol|li|blockquote|pre|code|hr|br|table|thead|tbody|tr|th|td|div)\b`)
	event   = regexp.MustCompile(`(?i)^<[^"]*("[^"]*"[^"]*)*\son[a-z]+=`)
)

// Whatever the text within the limits: parsing ends in good time and does not
// panic, all places lie in the text, only the dialect's own elements are
// written, and each address that is written was there to be checked.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"###", "#", "- ", "# a\n\n[x](y) ![i](j)\n", "<b>x</b>", "[x](javascript:alert(1))", "a\n===\n", "| a |\n|---|\n| [x](y) |", "<a@b.co>", "[x]: y\n\n[x]", "```<\nx\n```", "&#60;script&#62;", "[\"><script>](\"onclick=x)"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if _, _, hard := TooHard(src); hard || len(src) > 1<<12 || bytes.ContainsAny(src, "\x00\r") {
			return
		}
		d := Parse(src)
		checked := map[string]bool{}
		lines := strings.Count(string(src), "\n") + 1
		for _, l := range d.Links {
			checked[l.Destination] = true
			if l.Line < 1 || l.Line > lines || l.Column < 1 {
				t.Errorf("a link stands at %d:%d", l.Line, l.Column)
			}
		}
		var b bytes.Buffer
		d.Write(&b, func(to string) string {
			if !checked[to] {
				t.Errorf("the address %q is written and was not checked", to)
			}
			return "https://example.org/"
		})
		for _, one := range tag.FindAllString(b.String(), -1) {
			if one != "<!-- raw HTML omitted -->" && !allowed.MatchString(one) || event.MatchString(one) {
				t.Errorf("writes %q", one)
			}
		}
	})
}
