package check

import "vitrina/generator/diag"

var refusedImage = Rule{
	Name:  "refused-image",
	What:  diag.T("una imagen en el texto", "an image in the text"),
	Why:   diag.T("una imagen de otro servidor le cuenta a ese servidor quién lee; las de las fuentes aún no se admiten", "an image from another server tells that server who reads; images of the sources are not supported yet"),
	Wrong: "![logo](https://example.org/logo.png)",
	Right: "[logo](https://example.org/logo.png)",
	Find:  findRefusedImages,
}

func findRefusedImages(ix *index, report report) {
	for _, x := range ix.texts {
		for _, l := range x.Links {
			if l.Image {
				report(x.pos(l.Line, l.Column),
					diag.T("la imagen %q no se admite", "the image %q is not accepted", l.Destination),
					diag.T("describa en palabras lo que muestra, o enlácela sin el signo «!»", "say in words what it shows, or link to it without the sign !"))
			}
		}
	}
}
