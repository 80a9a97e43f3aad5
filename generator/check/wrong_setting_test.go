package check

import "testing"

// What ids are made of is text that shows as it is.
func TestWhatIDsAreMadeOfShows(t *testing.T) {
	for text, want := range map[string]bool{
		"Colombia": true, "Colombia Abierta 2": true, "Perú": true,
		" Colombia": false, "Colombia ": false, "Colombia  Abierta": false, " ": false,
		"Colombia\tAbierta": false, "Colombia\nAbierta": false, "Colombia\u00a0Abierta": false, "Colombia\x01": false, "Colombia\u200b": false,
	} {
		if got := isLine(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
