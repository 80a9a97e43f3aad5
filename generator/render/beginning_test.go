package render

import (
	"strings"
	"testing"
)

// What stands for a statement is its first sentence, and no number or title that
// only ends with a full stop.
func TestTheBeginningIsASentence(t *testing.T) {
	long := "El ministerio publicó " + strings.Repeat("datos ", 40)
	for text, want := range map[string]string{
		"Se publicó el portal de datos. Falta el resto.":                    "Se publicó el portal de datos",
		"Se publicó el portal de datos.":                                    "Se publicó el portal de datos",
		"1. Se publicó el portal. 2. Se abrieron los datos.":                "1. Se publicó el portal",
		"1. Se publicó el portal de datos. Está en línea. 2. Se abrió.":     "1. Se publicó el portal de datos",
		"La Dra. Ana Ruiz informó que el portal está listo. Falta el resto": "La Dra. Ana Ruiz informó que el portal está listo",
		"En la mesa del 3 de mayo la Dra. Ana Ruiz informó. Falta todo.":    "En la mesa del 3 de mayo la Dra. Ana Ruiz informó",
		"Under Decree No. 103. The ministry published it.":                  "Under Decree No. 103",
		"Se hizo. El portal quedó en línea en mayo. Falta el resto.":        "Se hizo. El portal quedó en línea en mayo",
		"Se hizo.": "Se hizo",
		"El avance llegó a 12. El resto falta por hacer y nadie lo dice.": "El avance llegó a 12",
		long + ". Falta el resto.": "El ministerio publicó" + strings.Repeat(" datos", 23) + "…",
		"":                         "",
	} {
		if got := beginning(text, mostSaid); got != want {
			t.Errorf("%q begins with %q, want %q", text, got, want)
		}
	}
}
