package render

import "testing"

func TestTheLetterOfATitle(t *testing.T) {
	for title, want := range map[string]string{
		"Éxito": "E", "École": "E", "Ökologie": "O", "ñandú": "Ñ", "Nariño": "N", "“Urna de Cristal”": "U", "¿Qué?": "Q", "2.º plan": "0–9", "…": "0–9", "": "0–9", "E\u0301xito": "E", "Ångström": "A",
	} {
		if got := initial(title); got != want {
			t.Errorf("%q stands under %q, want %q", title, got, want)
		}
	}
}
