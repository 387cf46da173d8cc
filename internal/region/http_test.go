package region_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/httpapi"
	"jemput/internal/httpapi/httpapitest"
	"jemput/internal/obs"
	"jemput/internal/region"
)

// server is the whole border with one logged-in officer of each role.
type server struct {
	handler http.Handler
	trail   *audit.Log
	cookies map[auth.Role]*http.Cookie
}

func newServer(t *testing.T, d *db.DB) *server {
	t.Helper()
	atlas, err := region.Load()
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 24, 5, 0, 0, 0, time.UTC) }
	secure := func() bool { return false }
	s := &server{trail: audit.New(d, now), cookies: map[auth.Role]*http.Cookie{}}
	gate := auth.New(d, s.trail, now, auth.Config{Demo: true, Secure: secure})
	api := httpapi.New(httpapi.Config{
		Title: "jemput", Version: "test", Gate: gate, Recorder: s.trail, Now: now, Secure: secure,
		Log: obs.NewLogger(io.Discard, obs.Text, slog.LevelInfo),
	})
	auth.Routes(api, gate)
	region.Routes(api, atlas, region.NewOutlines(d, atlas, now))
	s.handler = api.Handler()
	for _, role := range []auth.Role{auth.Head, auth.FieldOfficer, auth.RelyingParty} {
		added, err := gate.AddOfficer(t.Context(), string(role), "Petugas", role, "")
		if err != nil {
			t.Fatal(err)
		}
		w := s.do("POST", "/api/v1/demo/session", `{"login":"`+added.Login+`"}`, nil)
		if w.Code != http.StatusOK {
			t.Fatalf("login: %d %s", w.Code, w.Body)
		}
		s.cookies[role] = w.Result().Cookies()[0]
	}
	return s
}

func (s *server) do(method, path, body string, cookie *http.Cookie) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if cookie != nil {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func (s *server) want(t *testing.T, status int, part, method, path, body string, role auth.Role) {
	t.Helper()
	w := s.do(method, path, body, s.cookies[role])
	if w.Code != status || !strings.Contains(w.Body.String(), part) {
		t.Errorf("%s %s: %d %.300s, want %d with %s", method, path, w.Code, w.Body, status, part)
	}
}

func TestAreasOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newServer(t, d)
		s.want(t, 200, `{"code":"16","name":"Sumatera Selatan","level":"province"}`, "GET", "/api/v1/areas", "", auth.RelyingParty)
		s.want(t, 200, `{"code":"16.73.08","name":"Lubuk Linggau Utara II","level":"kecamatan"}]`, "GET", "/api/v1/areas?within=16.73", "", auth.FieldOfficer)
		s.want(t, 200, `{"areas":[{"code":"16.73.01.1003","name":"Taba Jemekeh","level":"kelurahan"}`, "GET", "/api/v1/areas?within=16.73&q=taba+jemeke", "", auth.FieldOfficer)
		s.want(t, 200, `{"areas":[]}`, "GET", "/api/v1/areas?q=xqzwk", "", auth.FieldOfficer)
		s.want(t, 404, `area_unknown`, "GET", "/api/v1/areas?within=99", "", auth.FieldOfficer)
		s.want(t, 422, `request_invalid`, "GET", "/api/v1/areas?q="+strings.Repeat("a", 201), "", auth.FieldOfficer)
	})
}

const oneOutline = `{"type":"FeatureCollection","features":[
	{"type":"Feature","properties":{"kode":"16.73.01.1001"},"geometry":{"type":"Polygon","coordinates":[[[102.9,-3.3],[102.91,-3.3],[102.91,-3.29],[102.9,-3.3]]]}},
	{"type":"Feature","properties":{"nama":"Atlantis"},"geometry":{"type":"Polygon","coordinates":[[[102.9,-3.3],[102.91,-3.3],[102.91,-3.29],[102.9,-3.3]]]}}]}`

func TestOutlinesOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newServer(t, d)
		const path = "/api/v1/areas/16.73/outlines"
		s.want(t, 200, `"schematic":true`, "GET", "/api/v1/areas/16.73/map", "", auth.FieldOfficer)
		s.want(t, 403, `scope_missing`, "POST", path, oneOutline, auth.FieldOfficer)
		s.want(t, 200, `"unmatched_total":1,"unmatched":[{"number":2,"name":"Atlantis","reason":"not_found"}]`, "POST", path, oneOutline, auth.Head)
		w := s.do("GET", "/api/v1/areas/16.73/map", "", s.cookies[auth.FieldOfficer])
		var m region.Map
		if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || m.Schematic || len(m.Features) != 1 || m.Features[0].Properties.Name != "Air Kuti" {
			t.Errorf("map %s (%v)", w.Body, err)
		}
		if got := w.Header().Get("Content-Type"); got != "application/geo+json" {
			t.Errorf("the map is %q", got)
		}
		s.want(t, 422, `outline_not_geojson`, "POST", path, "kode,nama", auth.Head)
		s.want(t, 413, `body_too_large`, "POST", path, `{"x":"`+strings.Repeat("a", region.MaxOutlineBytes)+`"}`, auth.Head)
		s.want(t, 404, `city_unknown`, "POST", "/api/v1/areas/16.73.01/outlines", oneOutline, auth.Head)
		s.want(t, 204, ``, "DELETE", path, "", auth.Head)
		s.want(t, 200, `"schematic":true`, "GET", "/api/v1/areas/16.73/map", "", auth.FieldOfficer)
		events, err := s.trail.About(t.Context(), "16.73", 10)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		for _, e := range events {
			seen[e.Event+" "+e.Outcome]++
		}
		if seen["area.outlines_import ok"] != 1 || seen["area.outlines_remove ok"] != 1 || seen["area.map ok"] != 1 {
			t.Errorf("audit: %v", seen)
		}
	})
}

func TestOperationsAreGuarded(t *testing.T) {
	s := newServer(t, dbtest.SQLite(t))
	operations := httpapitest.Walk(t, s.handler, auth.Scopes())
	httpapitest.Guarded(t, s.handler, operations, func(scope httpapi.Scope) *http.Cookie {
		for role, cookie := range s.cookies {
			if !role.Has(scope) {
				return cookie
			}
		}
		return nil
	})
}
