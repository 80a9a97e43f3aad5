package preview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/fsnotify/fsnotify"

	"vitrina/generator/publish"
)

// built is what the next build gives.
type built struct {
	site     *publish.Memory
	findings string
	err      error
}

// site is a small build whose home page says text.
func site(t *testing.T, text string) *publish.Memory {
	t.Helper()
	m := &publish.Memory{}
	for address, data := range map[string]string{
		"index.html":          `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>x</title></head><body><p>` + text + `</p></body></html>`,
		"es/a/index.html":     "<html><body>a</body></html>",
		"404.html":            "<html><body>not here</body></html>",
		"data/a.csv":          "id\r\n007\r\n",
		"data/a.json":         "[]",
		"static/site.css":     "a{}",
		"static/icon.svg":     "<svg/>",
		"sitemap.xml":         "<urlset/>",
		"data/SHA256SUMS.txt": "x",
	} {
		if err := m.Put(address, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// server returns a server and the function that builds again with a result.
func server(t *testing.T) (*Server, func(built)) {
	t.Helper()
	var next built
	s := &Server{Log: io.Discard, Build: func() (*publish.Memory, string, error) { return next.site, next.findings, next.err }}
	return s, func(b built) {
		next = b
		s.Rebuild()
	}
}

func get(t *testing.T, s *Server, target string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestPagesAndFilesAreServedAsAHostDoes(t *testing.T) {
	s, rebuild := server(t)
	rebuild(built{site: site(t, "hello")})
	for target, want := range map[string]struct {
		status     int
		kind, says string
	}{
		"/":                     {200, "text/html; charset=utf-8", "<p>hello</p>"},
		"/index.html":           {200, "text/html; charset=utf-8", "<p>hello</p>"},
		"/es/a/":                {200, "text/html; charset=utf-8", "a"},
		"/data/a.csv":           {200, "text/csv; charset=utf-8", "id\r\n007\r\n"},
		"/data/a.json":          {200, "application/json", "[]"},
		"/static/site.css":      {200, "text/css; charset=utf-8", "a{}"},
		"/static/icon.svg":      {200, "image/svg+xml", "<svg/>"},
		"/sitemap.xml":          {200, "application/xml", "<urlset/>"},
		"/data/SHA256SUMS.txt":  {200, "text/plain; charset=utf-8", "x"},
		"/nothing":              {404, "text/html; charset=utf-8", "not here"},
		"/nothing/":             {404, "text/html; charset=utf-8", "not here"},
		"/.preview/reload.js":   {200, "text/javascript; charset=utf-8", "EventSource"},
		"/es/a/index.html?x=y":  {200, "text/html; charset=utf-8", "a"},
		"/../../../etc/passwd":  {307, "", ""},
		"/%2e%2e/%2e%2e/passwd": {404, "text/html; charset=utf-8", "not here"},
	} {
		r := get(t, s, target)
		got := body(t, r)
		if r.StatusCode != want.status && (want.status != 307 || r.StatusCode != 301) {
			t.Errorf("%s: status %d, want %d", target, r.StatusCode, want.status)
		}
		if want.status == 307 {
			continue // the address is cleaned first
		}
		if r.Header.Get("Content-Type") != want.kind || !strings.Contains(got, want.says) || r.Header.Get("Cache-Control") == "" && !strings.HasPrefix(target, "/.preview") {
			t.Errorf("%s: %v %q", target, r.Header, got)
		}
		if !strings.HasSuffix(strings.SplitN(target, "?", 2)[0], "html") && !strings.HasSuffix(target, "/") && want.status == 200 && strings.Contains(got, "<script") {
			t.Errorf("%s was changed on its way: %q", target, got)
		}
	}
}

func TestAFolderWithoutItsSlashIsRedirected(t *testing.T) {
	s, rebuild := server(t)
	rebuild(built{site: site(t, "hello")})
	r := get(t, s, "/es/a")
	if r.StatusCode != http.StatusMovedPermanently || r.Header.Get("Location") != "/es/a/" {
		t.Errorf("status %d to %q", r.StatusCode, r.Header.Get("Location"))
	}
}

// The page's own policy would forbid the script that reloads.
func TestPagesReloadThemselvesAndAreNotChangedOtherwise(t *testing.T) {
	s, rebuild := server(t)
	m := site(t, "hello")
	before := string(m.File("index.html"))
	rebuild(built{site: m})
	got := body(t, get(t, s, "/"))
	want := `<!DOCTYPE html><html><head><title>x</title></head><body><p>hello</p><script src="/.preview/reload.js"></script></body></html>`
	if got != want {
		t.Errorf("got %s", got)
	}
	if string(m.File("index.html")) != before {
		t.Error("the built page itself was changed")
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodHead, "/", nil))
	if w.Code != 200 || w.Body.Len() != 0 {
		t.Errorf("HEAD: %d with %d bytes", w.Code, w.Body.Len())
	}
}

func TestTheLastGoodSiteStaysUnderTheFindings(t *testing.T) {
	s, rebuild := server(t)
	rebuild(built{site: site(t, "good")})
	rebuild(built{findings: "content/a.md:1:1: error: <b>bad</b>\n"})
	got := body(t, get(t, s, "/"))
	if !strings.Contains(got, "<p>good</p>") || !strings.Contains(got, "error: &lt;b&gt;bad&lt;/b&gt;") || !strings.Contains(got, `role="alert"`) || !strings.Contains(got, "reload.js") {
		t.Errorf("got %s", got)
	}
	rebuild(built{err: errors.New("the disk fails")})
	if got := body(t, get(t, s, "/es/a/")); !strings.Contains(got, "the disk fails") {
		t.Errorf("got %s", got)
	}
	rebuild(built{site: site(t, "better"), findings: "content/a.md: warning: x\n"})
	if got := body(t, get(t, s, "/")); !strings.Contains(got, "<p>better</p>") || strings.Contains(got, "alert") {
		t.Errorf("got %s", got)
	}
}

func TestSourcesThatWereNeverGoodShowTheirFindings(t *testing.T) {
	s, rebuild := server(t)
	rebuild(built{findings: "content/site.yaml: error: <missing>\n"})
	r := get(t, s, "/anything")
	got := body(t, r)
	if r.StatusCode != http.StatusInternalServerError || !strings.Contains(got, "&lt;missing&gt;") || !strings.Contains(got, "reload.js") {
		t.Errorf("%d: %s", r.StatusCode, got)
	}
}

// A page that is open hears of the build, whether or not it was good.
func TestOpenPagesHearOfABuild(t *testing.T) {
	s, rebuild := server(t)
	rebuild(built{site: site(t, "one")})
	host := httptest.NewServer(s.Handler())
	defer host.Close()
	for _, next := range []built{{site: site(t, "two")}, {findings: "error"}} {
		r, err := http.Get(host.URL + events)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(r.Body)
		if !lines.Scan() || lines.Text() != ": waiting" || r.Header.Get("Content-Type") != "text/event-stream" {
			t.Fatalf("got %q", lines.Text())
		}
		rebuild(next)
		var rest []string
		for lines.Scan() {
			rest = append(rest, lines.Text())
		}
		if got := strings.Join(rest, "|"); got != "|event: change|data:|" {
			t.Errorf("got %q", got)
		}
		if err := r.Body.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAPageThatIsClosedEndsItsRequest(t *testing.T) {
	s, rebuild := server(t)
	rebuild(built{site: site(t, "one")})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, events, nil).WithContext(ctx))
	if strings.Contains(w.Body.String(), "change") {
		t.Errorf("got %q", w.Body.String())
	}
}

// A source that changes, also in a folder made later, is built anew.
func TestAChangedSourceIsBuiltAnew(t *testing.T) {
	dir := t.TempDir()
	builds := make(chan struct{}, 100)
	s := &Server{Log: io.Discard, Folders: []string{dir, filepath.Join(dir, "missing")}, Build: func() (*publish.Memory, string, error) {
		builds <- struct{}{}
		return &publish.Memory{}, "", nil
	}}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, folder := range s.Folders {
		if err := watch(w, folder); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	var done sync.WaitGroup
	done.Go(func() { s.follow(ctx, w) })
	defer done.Wait()
	defer cancel()
	write := func(name string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		<-builds
	}
	write("a.md")
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	<-builds
	write("sub/b.md")
	if err := os.Remove(filepath.Join(dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	<-builds
}
