package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"jemput/internal/httpapi"
)

func TestAppsServeTheirScreensAndFiles(t *testing.T) {
	w := newWorld()
	httpapi.Apps(w.api, fstest.MapFS{
		"office/index.html":       {Data: []byte("the office")},
		"office/assets/a-1234.js": {Data: []byte(strings.Repeat("let a = 1;", 100))},
	}, "office", "wallet")
	for _, c := range []struct {
		path, body string
		status     int
		cache      string
	}{
		{"/office/", "the office", http.StatusOK, "no-cache"},
		{"/office/kunjungan/0192", "the office", http.StatusOK, "no-cache"}, // a screen's address, found by the app
		{"/office/assets/a-1234.js", "let a = 1;", http.StatusOK, "public, max-age=31536000, immutable"},
		{"/office/assets/b-1234.js", "no_such_path", http.StatusNotFound, "no-store"},
		{"/wallet/", "make web", http.StatusServiceUnavailable, "no-store"},
		{"/wallet/kartu", "make web", http.StatusServiceUnavailable, "no-store"},
	} {
		r := w.do(http.MethodGet, c.path, "")
		if r.Code != c.status || !strings.Contains(r.Body.String(), c.body) || r.Header().Get("Cache-Control") != c.cache {
			t.Errorf("%s: %d %q %.40q", c.path, r.Code, r.Header().Get("Cache-Control"), r.Body.String())
		}
	}
}
