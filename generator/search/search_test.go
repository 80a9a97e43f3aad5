package search_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrina/generator/search"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"Contratación pública", []string{"contratacion", "publica"}},
		{"el NIÑO y la niña", []string{"el", "nino", "y", "la", "nina"}},
		{"Narin\u0303o", []string{"narino"}},
		{"CO0065", []string{"co65"}},
		{"co65", []string{"co65"}},
		{"CO00", []string{"co"}},
		{"CO-P3-01", []string{"co", "p3", "1"}},
		{"05001", []string{"5001"}},
		{"0 00 100", []string{"0", "0", "100"}},
		{"0x1f", []string{"0x1f"}},
		{"«5.000»; N.º 7", []string{"5", "0", "n", "o", "7"}},
		{"n", []string{"n"}},
	} {
		got := search.Words(c.text)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("Words(%q):\n%s", c.text, d)
		}
	}
}

// library is a small index with everything that a rank depends on.
func library() *search.Index {
	return &search.Index{
		Entries: []search.Entry{
			{Title: "Datos abiertos", Address: "es/datos/", Kind: "Página", Weight: 0},
			{ID: "CO0066", Title: "Presupuesto participativo", Text: "publica sus datos abiertos en Cali", Address: "es/co0066/", Kind: "Compromiso", Weight: 5},
			{ID: "CO0065", Title: "Datos abiertos de Cali", Text: "resumen", Address: "es/co0065/", Kind: "Compromiso", Line: "Plan III", Weight: 5},
			{ID: "CO0650", Title: "Calidad del agua para el niño", Text: "", Address: "es/co0650/", Kind: "Compromiso", Weight: 5},
			{Title: "Water for all", Language: "en", Text: "constructor __proto__", Address: "es/agua/", Kind: "Página", Weight: 0},
		},
	}
}

func TestQueries(t *testing.T) {
	r := read(t, write(t, library(), 1), "de en la")
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"datos abiertos", []string{"es/co0065/", "es/datos/", "es/co0066/"}}, // title before text, the commitment before the list
		{"Datos abiertos en Cali", []string{"es/co0065/", "es/co0066/"}},      // «en» need not match
		{"cali", []string{"es/co0065/", "es/co0066/", "es/co0650/"}},          // a whole word, in titles, then in texts; then a beginning
		{"co65", []string{"es/co0065/", "es/co0650/"}},
		{"CO0065", []string{"es/co0065/", "es/co0650/"}},
		{"co 65", []string{"es/co0065/"}},
		{"co006", []string{"es/co0066/", "es/co0065/", "es/co0650/"}},
		{"NIÑO", []string{"es/co0650/"}},
		{"nino agua", []string{"es/co0650/"}},
		{"partic", []string{"es/co0066/"}},
		{"datos nada", nil},
		{"constructor", []string{"es/agua/"}},
		{"de", []string{"es/co0065/", "es/co0650/"}}, // it is all that is asked; «del» begins so
		{"zzz", nil},
		{"0", nil},
	} {
		found, _ := r.find(c.query)
		var got []string
		for _, e := range r.show(found) {
			got = append(got, e.address)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%q:\n%s", c.query, d)
		}
	}
}

// The cases are also put to the script, in .ci/judges.test.mjs: what is held to
// a budget here must be what readers have.
func TestTheOtherNumberOfAWord(t *testing.T) {
	numbers := readForms(t)
	plurals := numbers.rules(t)
	for word, want := range numbers.Cases {
		if got := forms(word, plurals); !slices.Equal(got, want) {
			t.Errorf("forms(%q) = %q, not %q", word, got, want)
		}
	}
	if len(numbers.Cases) < 15 {
		t.Errorf("only %d cases", len(numbers.Cases))
	}
}

// A query of which nothing has all words finds what has most of them, and says
// which words nothing has.
func TestAQueryThatAsksTooMuchFindsTheRest(t *testing.T) {
	r := read(t, write(t, library(), 1), "de en la")
	for _, c := range []struct {
		query   string
		want    []string
		missing []string
	}{
		{"datos abiertos zzz", []string{"es/co0065/", "es/datos/", "es/co0066/"}, []string{"zzz"}},
		{"presupuesto agua", []string{"es/co0066/", "es/co0650/"}, []string{"presupuesto agua"}},
		{"dato abierto", []string{"es/co0065/", "es/datos/", "es/co0066/"}, nil},
		{"presupuestos participativos", []string{"es/co0066/"}, nil},
		{"zzz", nil, []string{"zzz"}},
	} {
		found, _, missing, _ := r.look(c.query)
		var got []string
		for _, e := range r.show(found) {
			got = append(got, e.address)
		}
		if !slices.Equal(got, c.want) || !slices.Equal(missing, c.missing) {
			t.Errorf("%q finds %q without %q, not %q without %q", c.query, got, missing, c.want, c.missing)
		}
	}
}

// What has several words as they were typed comes before what has one of them
// only as the beginning of another, wherever they stand; a word that nothing has
// so, or the last one while it is short, is still being typed.
func TestWordsAsTypedComeBeforeBeginnings(t *testing.T) {
	r := read(t, write(t, &search.Index{Entries: []search.Entry{
		{Title: "Datos de calidad", Address: "quality"},
		{Title: "Plan", Address: "text", Text: "Los datos de Cali."},
		{Title: "Plan", Address: "other", Text: "Los datos.", Other: "Cali"},
		{Title: "Gobierno con datos", Address: "government"},
		{Title: "gov", Address: "gov", Text: "datos"},
	}}, 1), "de los")
	for _, c := range []struct {
		query string
		want  []string
		sure  int
	}{
		{"datos cali", []string{"text", "other", "quality"}, 2},
		{"cali dato", []string{"text", "other", "quality"}, 2},
		{"datos calid", []string{"quality"}, 1},
		{"datos go", []string{"government", "gov"}, 2},
		{"datos gov", []string{"gov"}, 1},
		{"go datos", []string{"government", "gov"}, 2},
		{"cali", []string{"text", "quality", "other"}, 3},
	} {
		found, sure, _, _ := r.look(c.query)
		var got []string
		for _, e := range r.show(found) {
			got = append(got, e.address)
		}
		if !slices.Equal(got, c.want) || sure != c.sure {
			t.Errorf("%q finds %q, %d of them for sure, not %q and %d", c.query, got, sure, c.want, c.sure)
		}
	}
}

// What is rare counts for more than what is said often, a title for more than
// a part, a part than a text, and a title in another language least; what a
// hyphen joins is one word and two.
func TestWhatIsFoundFirst(t *testing.T) {
	x := &search.Index{Entries: []search.Entry{
		{Title: "Salud", Address: "title"},
		{Title: "Informe", Parts: "Salud", Text: "otra", Address: "part"},
		{Title: "Informe", Text: "salud otra", Address: "text"},
		{Title: "Saludos", Address: "beginning"},
		{Title: "Hospital", Other: "salud", Address: "elsewhere"},
		{Title: "Política anti-corrupción", Address: "hyphen"},
		{Title: "Observatorio anticorrupción de co‑creación", Address: "one"},
		{Title: "Antioquia sin corrupción", Address: "two"},
		{Title: "Serie 2017-plan", Address: "number"},
		{Title: "Informe otra", Text: "antes", Address: "often"},
		{Title: "Acta", Text: "presupuestos", Address: "plural"},
		{Title: "Presupuestosa", Address: "longer"},
	}}
	r := read(t, write(t, x, 1), "de")
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"salud", []string{"title", "part", "text", "beginning", "elsewhere"}},
		{"anticorrupcion", []string{"hyphen", "one"}},
		{"anti corrupción", []string{"hyphen", "one"}},
		{"anti-corrupcion", []string{"hyphen", "one"}},
		{"cocreacion", []string{"one"}},
		{"co-creación", []string{"one"}},
		{"2017plan", nil},
		{"presupuesto", []string{"plural", "longer"}}, // its plural is no beginning
		// Nothing has all: what has most of what is rare comes first.
		{"informe otra observatorio", []string{"often", "part", "text", "one"}},
		{"informe hospital", []string{"elsewhere", "part", "text", "often"}},
	} {
		found, _, _, _ := r.look(c.query)
		var got []string
		for _, e := range r.show(found) {
			got = append(got, e.address)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%q:\n%s", c.query, d)
		}
	}
}

func TestTheNearestWord(t *testing.T) {
	r := read(t, write(t, &search.Index{Entries: []search.Entry{{Title: "Justicia"}, {Title: "Transparencia y justicia"}, {Title: "DAFP"}, {Title: "Justifica"}}}, 1), "")
	for word, want := range map[string]string{"justica": "justicia", "trasparencia": "transparencia", "dapf": "dafp", "jus": "", "justiciaaa": "", "2017": "", "xyzw": ""} {
		if got := r.nearest(word); got != want {
			t.Errorf("nearest(%q) = %q, not %q", word, got, want)
		}
	}
}

func TestTheIndexOfNothingCanBeAsked(t *testing.T) {
	files := write(t, &search.Index{}, 0)
	if len(files) != 1 {
		t.Errorf("%d files", len(files))
	}
}

func TestTheSameIndexGivesTheSameBytes(t *testing.T) {
	x := &search.Index{}
	for i := range 3000 {
		n := string(rune('a'+i%26)) + string(rune('a'+i/26%26))
		x.Entries = append(x.Entries, search.Entry{ID: "TS" + n, Title: "Título " + n, Text: strings.Repeat(n+" palabra ", i%7), Address: n, Kind: "k", Weight: i % 3})
	}
	want := write(t, x, 1)
	for _, workers := range []int{1, 2, 7, 64} {
		if d := cmp.Diff(want, write(t, x, workers)); d != "" {
			t.Fatalf("with %d workers:\n%s", workers, d)
		}
	}
	changed := slices.Clone(x.Entries)
	changed[2999].Text += " otra"
	before, after := read(t, want, ""), read(t, write(t, &search.Index{Entries: changed}, 0), "")
	if before.manifest.Version == after.manifest.Version {
		t.Error("another index has the same version")
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"Contratación", "CO0065", "ñ", "\xff", "İSTANBUL ẞ", "００５", "٠٥", "a\u0301b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := search.Words(text)
		for _, w := range words {
			if strings.ContainsAny(w, " \"\\<>\n") {
				t.Errorf("%q gives the word %q", text, w)
			}
			if again := search.Words(w); len(again) != 1 || again[0] != w {
				t.Errorf("%q gives %q, which gives %q", text, w, again)
			}
		}
	})
}
