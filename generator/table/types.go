package table

import (
	"net/url"
	"strings"
)

func hasPoint(cell string) bool { return strings.Contains(cell, ".") }

func isURL(cell string) bool {
	u, err := url.Parse(cell)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && !strings.ContainsAny(cell, " \"<>\\")
}

func isList(cell string) bool {
	for _, v := range strings.Split(cell, "|") {
		if v == "" || strings.TrimSpace(v) != v {
			return false
		}
	}
	return true
}
