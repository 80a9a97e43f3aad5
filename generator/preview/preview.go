// Package preview serves a build from memory and builds again when a source
// changes.
//
// A page that is open reloads by itself. When the sources have an error, the
// last good site stays and the findings lie over it. It refuses to write to
// the disk, to serve to other machines unless told to, and to put anything of
// its own into what is published: the script that reloads is added to pages on
// their way to the browser only.
package preview

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"vitrina/generator/publish"
)

// Server shows a site while it is being written.
type Server struct {
	// Addr is where it listens, such as 127.0.0.1:8080.
	Addr string
	// Folders are watched with everything below them; one that is missing is
	// passed over.
	Folders []string
	// Log is where it says what it does.
	Log io.Writer
	// Build makes the site anew. It returns nil where the sources have errors,
	// and the findings as text.
	Build func() (site *publish.Memory, findings string, err error)

	mu       sync.Mutex
	site     *publish.Memory
	findings string
	failed   bool
	changed  chan struct{} // closed and replaced at each build
}

// settle is how long the sources must be quiet before they are built: one save
// is several events.
const settle = 60 * time.Millisecond

// Run serves until the program is interrupted.
func (s *Server) Run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", s.Addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w", s.Addr, err)
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return errors.Join(fmt.Errorf("watching the sources: %w", err), listener.Close())
	}
	defer watcher.Close()
	for _, folder := range s.Folders {
		if err := watch(watcher, folder); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	s.Rebuild()
	fmt.Fprintf(s.Log, "http://%s/\n", listener.Addr())
	go s.follow(ctx, watcher)

	server := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving: %w", err)
	}
	return nil
}

// watch adds a folder and all below it, since the watcher does not look below.
func watch(w *fsnotify.Watcher, folder string) error {
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if d.IsDir() {
			return w.Add(name)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("watching %s: %w", folder, err)
	}
	return nil
}

func (s *Server) follow(ctx context.Context, w *fsnotify.Watcher) {
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-w.Events:
			if e.Has(fsnotify.Chmod) && e.Op == fsnotify.Chmod {
				continue
			}
			if e.Has(fsnotify.Create) {
				if err := watch(w, e.Name); err != nil {
					fmt.Fprintln(s.Log, err)
				}
			}
			quiet.Reset(settle)
		case err := <-w.Errors:
			fmt.Fprintln(s.Log, "watching the sources:", err)
		case <-quiet.C:
			s.Rebuild()
		}
	}
}

// Rebuild builds the site and tells the pages that are open.
func (s *Server) Rebuild() {
	start := time.Now()
	site, findings, err := s.Build()
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case err != nil:
		s.findings, s.failed = err.Error(), true
	case site == nil:
		s.findings, s.failed = findings, true
	default:
		s.site, s.findings, s.failed = site, findings, false
	}
	fmt.Fprint(s.Log, s.findings)
	if !s.failed {
		fmt.Fprintf(s.Log, "%d files in %d ms\n", len(site.Addresses()), time.Since(start).Milliseconds())
	}
	if s.changed != nil {
		close(s.changed)
	}
	s.changed = make(chan struct{})
}

func (s *Server) state() (*publish.Memory, string, bool, chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.site, s.findings, s.failed, s.changed
}

// events and script are the addresses that only the preview has.
const (
	events = "/.preview/events"
	script = "/.preview/reload.js"
)

// Handler serves the site.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc(events, s.events)
	mux.HandleFunc(script, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = io.WriteString(w, "new EventSource('"+events+"').addEventListener('change',()=>location.reload());\n")
	})
	mux.HandleFunc("/", s.page)
	return mux
}

// events tells a page that is open when the site was built anew.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	_, _, _, changed := s.state()
	_, _ = io.WriteString(w, ": waiting\n\n")
	_ = http.NewResponseController(w).Flush()
	select {
	case <-changed:
		_, _ = io.WriteString(w, "event: change\ndata:\n\n")
	case <-r.Context().Done():
	}
}

func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	site, findings, failed, _ := s.state()
	w.Header().Set("Cache-Control", "no-store")
	if site == nil {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, "<!DOCTYPE html><html lang=\"es\"><title>Vitrina</title>"+overlay(findings)+"</html>")
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	status := http.StatusOK
	if name == "" || strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	data := site.File(name)
	if data == nil && site.File(path.Join(name, "index.html")) != nil {
		http.Redirect(w, r, "/"+name+"/", http.StatusMovedPermanently)
		return
	}
	if data == nil {
		name, data, status = "404.html", site.File("404.html"), http.StatusNotFound
	}
	kind := mediaType(name)
	w.Header().Set("Content-Type", kind)
	if strings.HasPrefix(kind, "text/html") {
		data = preview(data, findings, failed)
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data)
	}
}

// preview lets a page reload itself, and lays the findings over it. The page's
// own policy would forbid both, so the preview's copy goes without.
func preview(page []byte, findings string, failed bool) []byte {
	if at := bytes.Index(page, []byte(`<meta http-equiv="Content-Security-Policy"`)); at >= 0 {
		if end := bytes.IndexByte(page[at:], '>'); end > 0 {
			page = append(bytes.Clone(page[:at]), page[at+end+1:]...)
		}
	}
	extra := `<script src="` + script + `"></script>`
	if failed {
		extra = overlay(findings)
	}
	if at := bytes.LastIndex(page, []byte("</body>")); at >= 0 {
		return append(append(bytes.Clone(page[:at]), extra...), page[at:]...)
	}
	return append(bytes.Clone(page), extra...)
}

func overlay(findings string) string {
	return `<div role="alert" style="position:fixed;inset:0;overflow:auto;background:#16161af2;color:#f0ede6;padding:2rem;z-index:9;font:14px/1.5 monospace"><pre style="white-space:pre-wrap;margin:0">` +
		html.EscapeString(findings) + `</pre></div><script src="` + script + `"></script>`
}

// mediaType is what a host such as GitHub Pages would say of a file.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".xml":
		return "application/xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}
