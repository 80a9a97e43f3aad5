package chart

import (
	"strconv"
	"strings"
)

func words() Words {
	return Words{
		Number: func(n float64) string {
			return strings.Replace(strconv.FormatFloat(n, 'f', -1, 64), ".", ",", 1)
		},
		Of: func(n, all string) string { return n + " de " + all },
		Span: func(from, to string) string {
			switch "" {
			case from:
				return "hasta " + to + "; no se conoce el inicio"
			case to:
				return "desde " + from + "; no se conoce el fin"
			}
			return "de " + from + " a " + to
		},
		Date:    func(iso string) string { return iso },
		Unknown: "no se conoce",
	}
}

func head(id string) Head {
	return Head{ID: id, Title: "Título de " + id, Description: "Qué muestra " + id + ".", Words: words()}
}

func sampleShares() Shares {
	return Shares{
		Head: head("shares"), Categories: "Plan", Total: "Compromisos", Missing: "Sin calificación en nuestro registro",
		Levels: []Level{{Label: "No iniciado"}, {Label: "Limitado"}, {Label: "Sustancial"}, {Label: "Completo"}, {Label: "No revisado", Absent: true}},
		Rows: []ShareRow{
			{Label: "Plan I", Note: "MRI, informe de avance 2011-2013", Total: 27, Counts: []int{3, 13, 9, 2, 0}},
			{Label: "Plan II", Note: "MRI, informe final 2015-2017", Link: "/ii/", Total: 30, Counts: []int{1, 6, 9, 14, 0}},
			{Label: "Plan III, Colombia, hacia un Estado Abierto", Note: "MRI, fichas de los compromisos", Total: 26, Counts: []int{0, 1, 4, 3, 1}},
			{Label: "Plan V", Total: 23, Counts: []int{0, 0, 0, 0, 0}},
		},
	}
}

func sampleBars() Bars {
	return Bars{
		Head: head("bars"), Labels: "Año", Values: "Ejercicios", Targets: "Meta",
		Rows: []BarRow{
			{Label: "Ejercicios de participación en 2018", Note: "MinTIC, febrero de 2020", Value: Known(47.5), Target: Known(50)},
			{Label: "Ejercicios de participación en 2019", Value: Known(12), Target: Known(50)},
			{Label: "Todos los ejercicios del compromiso", Value: Known(100), Target: Known(100)},
			{Label: "Ejercicios con lista publicada", Value: Known(0), Target: Known(100)},
			{Label: "Ejercicios contados en la página", Link: "/x/", Target: Known(5)},
		},
	}
}

func sampleTimeline() Timeline {
	return Timeline{
		Head: head("timeline"), Labels: "Plan", Starts: "Inicio", Ends: "Fin", AsOf: "2026-11-23", AsOfIs: "Fecha de corte:",
		Spans: []Span{
			{Label: "Plan I · Plan de Acción Colombia", Start: "2012-07", End: "2013", Note: "27 compromisos"},
			{Label: "Plan II · Gobierno Abierto para la Inclusión Social y Territorial", Start: "2015-07-01", End: "2017-06-30"},
			{Label: "Plan III · Colombia, hacia un Estado Abierto", Start: "2017", End: "2019"},
			{Label: "Plan IV", Start: "2020", End: "2022"},
			{Label: "Plan V", Start: "2023", Link: "/v/"},
			{Label: "Plan VI"},
		},
	}
}

func sampleGantt() Gantt {
	slot := func(m string, w int) Slot { return Slot{m, w, m + " semana " + strconv.Itoa(w)} }
	return Gantt{
		Head: head("gantt"), Labels: "Actividad", Starts: "Inicio", Ends: "Fin", Notes: "Responsable",
		Months: []Month{{"2019-09", "sep.", "2019", 4}, {"2019-10", "oct.", "2019", 5}, {"2019-11", "nov.", "2019", 4}, {"2019-12", "dic.", "2019", 4}, {"2020-01", "ene.", "2020", 4}, {"2020-02", "feb.", "2020", 4}, {"2020-03", "mar.", "2020", 4}},
		Rows: []GanttRow{
			{Group: "Etapa I. Identificación de temáticas", Label: "Identificar apuestas del gobierno nacional en materia de Gobierno Abierto", Note: "Secretaría de Transparencia", Start: slot("2019-09", 1), End: slot("2019-09", 4)},
			{Group: "Etapa I. Identificación de temáticas", Label: "Identificar las temáticas de interés ciudadano", Start: slot("2019-10", 3), End: slot("2019-11", 2)},
			{Group: "Etapa IV", Label: "Generación de compromisos", Note: "Cada entidad", Start: slot("2020-03", 2), End: slot("2020-03", 4)},
			{Group: "Etapa IV", Label: "Solo se conoce el mes", Start: Slot{"2019-12", 0, "diciembre de 2019"}, End: slot("2020-02", 1)},
			{Group: "Etapa IV", Label: "Sin fecha", Link: "/s/"},
		},
	}
}

func sampleFunnel() Funnel {
	return Funnel{
		Head: head("funnel"), Labels: "Paso", Values: "Cuántos", Changes: "Cambio", Reasons: "Por qué",
		NotWhy: "no se sabe por qué", Other: "unidades distintas: no se restan",
		Steps: []Step{
			{Label: "Actividades del Plan Nacional de Desarrollo", Note: "MinTIC, febrero de 2020", Value: Known(136), Unit: "actividades"},
			{Label: "Actividades priorizadas", Value: Amount{}, Unit: "actividades"},
			{Label: "Propuestas territoriales presentadas", Value: Known(18), Unit: "propuestas"},
			{Label: "Propuestas territoriales elegidas", Value: Known(7), Unit: "propuestas"},
			{Label: "Compromisos del plan", Value: Known(15), Unit: "compromisos", Link: "/iv/"},
		},
	}
}
