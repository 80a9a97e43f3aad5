package source

import "testing"

// Messages are told in the site's language however its list is written, and
// also where another line cannot be read.
func TestTheDefaultLanguageOfABrokenSite(t *testing.T) {
	for data, want := range map[string]string{
		"languages: [es, en]\n":                              "es",
		"languages: [\"es\",\"en\"]\n":                       "es",
		"languages:\n  - es\n  - en\n":                       "es",
		"languages:\n- es\n- en\ntitle: {es: a}\n":           "es",
		"title: {es: a\nlanguages: [\n  en,\n  es\n]\n":      "en",
		"\ufefflanguages: ['en']\r\n":                        "en",
		"title: {es: languages}\nlanguages: # two\n  - en\n": "en",
		"languages: [es\n":                                   "es",
		"languages: []\n":                                    "es",
		"":                                                   "es",
	} {
		if got := DefaultLanguage([]byte(data)); got != want {
			t.Errorf("of %q: %q, want %q", data, got, want)
		}
	}
}
