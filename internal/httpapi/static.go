package httpapi

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"jemput/internal/fault"
)

// mediaTypes is our own list: the system's differs from machine to machine, and a wrong type stops a service worker.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8", ".json": "application/json", ".webmanifest": "application/manifest+json",
	".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif",
	".jpg": "image/jpeg", ".ico": "image/x-icon", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
}

// compressible are the types that gzip makes smaller.
var compressible = []string{".html", ".js", ".mjs", ".css", ".json", ".webmanifest", ".wasm", ".svg", ".txt"}

// Apps serves the built web apps, one folder of files each, and leads "/" to the first.
func Apps(a *API, files fs.FS, names ...string) {
	for _, name := range names {
		app := &app{api: a, name: name, files: files, ready: map[string]*asset{}}
		a.mux.Handle("GET /"+name+"/", app)
		a.mux.Handle("GET /"+name, http.RedirectHandler("/"+name+"/", http.StatusMovedPermanently))
	}
	if len(names) > 0 {
		a.mux.Handle("GET /{$}", http.RedirectHandler("/"+names[0]+"/", http.StatusFound))
	}
}

// app is one web app. Its files never change while the program runs.
type app struct {
	api   *API
	name  string
	files fs.FS

	mu    sync.Mutex // guards ready
	ready map[string]*asset
}

// asset is a file as it goes over the wire.
type asset struct {
	plain, gzipped, brotli []byte // the last two nil where they would not be smaller
	tag                    string
}

func (s *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	file, err := s.load(name)
	if err != nil && path.Ext(name) == "" { // a screen's own address: the app finds its screen itself
		name = s.name + "/index.html"
		file, err = s.load(name)
	}
	if err != nil {
		if name == s.name+"/index.html" {
			notBuilt(w)
			return
		}
		s.api.writeProblem(w, r, fault.New(fault.NotFound, "no_such_path", "There is nothing at this address."))
		return
	}
	h := w.Header()
	ext := path.Ext(name)
	h.Set("Content-Type", mediaType(ext))
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache") // html and service workers: always ask whether there is a newer one
	if strings.Contains(name, "/assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable") // the name holds a hash of the content
	}
	if r.Header.Get("Service-Worker") == "script" {
		h.Set("Service-Worker-Allowed", "/"+s.name+"/")
	}
	body, encoding := file.pick(r.Header.Get("Accept-Encoding"))
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("ETag", `"`+file.tag+encoding+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func mediaType(ext string) string {
	if t, ok := mediaTypes[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

// load reads and compresses a file on its first use: a start must not wait for what nobody asks for.
func (s *app) load(name string) (*asset, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f, ok := s.ready[name]; ok {
		return f, nil
	}
	plain, err := fs.ReadFile(s.files, name)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(plain)
	f := &asset{plain: plain, tag: hex.EncodeToString(sum[:12])}
	f.brotli, _ = fs.ReadFile(s.files, name+".br") // absent unless the build made one
	if f.gzipped, err = fs.ReadFile(s.files, name+".gz"); err != nil && slices.Contains(compressible, path.Ext(name)) {
		f.gzipped = compress(plain)
	}
	s.ready[name] = f
	return f, nil
}

func compress(plain []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil
	}
	if _, err := z.Write(plain); err != nil || z.Close() != nil || b.Len() >= len(plain) {
		return nil
	}
	return b.Bytes()
}

func (f *asset) pick(accept string) (body []byte, encoding string) {
	switch {
	case f.brotli != nil && accepts(accept, "br"):
		return f.brotli, "br"
	case f.gzipped != nil && accepts(accept, "gzip"):
		return f.gzipped, "gzip"
	}
	return f.plain, ""
}

func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == encoding && strings.TrimSpace(q) != "q=0" {
			return true
		}
	}
	return false
}

func notBuilt(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write([]byte("The web apps are not built into this program. Run `make web`, then build again.\n")) // the client is gone
}
