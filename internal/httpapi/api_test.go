package httpapi_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/obs"
)

// world is an API with a gate that reads the caller's scope from a header, and a recorder that remembers.
type world struct {
	config httpapi.Config
	api    *httpapi.API
	log    strings.Builder

	mu      sync.Mutex
	records []httpapi.Record
	failing error
}

func (w *world) Admit(r *http.Request, scope httpapi.Scope) (context.Context, httpapi.Caller, error) {
	has := r.Header.Get("Test-Scope")
	caller := httpapi.Caller{ID: "officer-1", Session: "s1"}
	switch {
	case scope == httpapi.Public:
		return r.Context(), httpapi.Caller{}, nil
	case has == "":
		return nil, httpapi.Caller{}, fault.New(fault.Unauthenticated, "no_session", "Log in first.")
	case has != string(scope):
		return nil, caller, fault.New(fault.Denied, "no_scope", "Your role does not allow this.")
	}
	return r.Context(), caller, nil
}

func (w *world) Record(_ context.Context, r httpapi.Record) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.records = append(w.records, r)
	return w.failing
}

func newWorld() *world {
	w := &world{}
	w.config = httpapi.Config{
		Title: "test", Version: "1", Gate: w, Recorder: w, Log: obs.NewLogger(&w.log, obs.Text, slog.LevelInfo),
		Now: time.Now, Secure: func() bool { return false },
	}
	w.api = httpapi.New(w.config)
	return w
}

func op(method, path, scope string) httpapi.Op {
	return httpapi.Op{
		Operation: huma.Operation{OperationID: method + path, Method: method, Path: path},
		Scope:     httpapi.Scope(scope), Audit: "thing.did",
	}
}

func (w *world) do(method, path, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	out := httptest.NewRecorder()
	w.api.Handler().ServeHTTP(out, r)
	return out
}

func problemOf(t *testing.T, r *httptest.ResponseRecorder) httpapi.Problem {
	t.Helper()
	var p httpapi.Problem
	if got := r.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("content type %q, body %s", got, r.Body)
	}
	if err := json.Unmarshal(r.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

type in struct {
	ID   string `path:"id"`
	Body struct {
		NIK string `json:"nik" maxLength:"16"`
	}
}
type out struct {
	Body struct {
		OK bool `json:"ok"`
	}
}

func TestGateStandsBeforeEverything(t *testing.T) {
	w := newWorld()
	httpapi.Register(w.api, op("POST", "/api/things/{id}", "thing.write"), func(ctx context.Context, i *in) (*out, error) {
		return &out{}, nil
	})
	httpapi.Handle(w.api, op("GET", "/api/plain/{id}", "thing.read"), func(rw http.ResponseWriter, r *http.Request) error {
		_, err := io.WriteString(rw, "hello")
		return err
	})
	const id = "0199a0f0-1111-7000-8000-000000000001"
	for _, c := range []struct {
		method, path, scope string
		status              int
		outcome             string
	}{
		{"POST", "/api/things/" + id, "", 401, "no_session"},
		{"POST", "/api/things/" + id, "other", 403, "no_scope"},
		{"GET", "/api/plain/" + id, "", 401, "no_session"},
		{"GET", "/api/plain/" + id, "other", 403, "no_scope"},
		{"GET", "/api/plain/" + id, "thing.read", 200, "ok"},
	} {
		w.records = nil
		got := w.do(c.method, c.path, "", "Test-Scope", c.scope)
		if got.Code != c.status {
			t.Errorf("%s %s with scope %q: status %d, want %d: %s", c.method, c.path, c.scope, got.Code, c.status, got.Body)
		}
		if len(w.records) != 1 || w.records[0].Outcome != c.outcome || w.records[0].Subject != id {
			t.Errorf("%s %s with scope %q: records %+v, want one %s", c.method, c.path, c.scope, w.records, c.outcome)
		}
	}
}

func TestFaultsBecomeProblems(t *testing.T) {
	w := newWorld()
	var result error
	httpapi.Register(w.api, op("POST", "/api/things/{id}", "public"), func(ctx context.Context, i *in) (*out, error) {
		return &out{}, result
	})
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{fault.New(fault.NotFound, "thing_not_found", "No such thing."), 404, "thing_not_found"},
		{fault.New(fault.Conflict, "thing_taken", "Taken."), 409, "thing_taken"},
		{fault.New(fault.TooMany, "slow_down", "Wait."), 429, "slow_down"},
		{fault.Wrap(errors.New("disk"), fault.Unavailable, "busy", "Later."), 503, "busy"},
		{errors.New("secret cause 1673011708900001"), 500, "internal"},
	} {
		result = c.err
		got := w.do("POST", "/api/things/x", `{"nik":"1"}`)
		p := problemOf(t, got)
		if got.Code != c.status || p.Status != c.status || p.Code != c.code || strings.Contains(got.Body.String(), "secret") {
			t.Errorf("%v: %d %+v", c.err, got.Code, p)
		}
		if c.status == 500 && (p.ID == "" || !strings.Contains(w.log.String(), p.ID) || !strings.Contains(w.log.String(), "secret cause")) {
			t.Errorf("internal error is not in the log under its id %q: %s", p.ID, w.log.String())
		}
	}
	if strings.Contains(w.log.String(), "1673011708900001") {
		t.Error("the log shows a NIK")
	}
}

func TestMalformedRequestsDoNotEchoTheirValues(t *testing.T) {
	w := newWorld()
	httpapi.Register(w.api, op("POST", "/api/things/{id}", "public"), func(ctx context.Context, i *in) (*out, error) {
		return &out{}, nil
	})
	got := w.do("POST", "/api/things/x", `{"nik":"16730117089000011"}`)
	if p := problemOf(t, got); got.Code != 422 || p.Code != "request_invalid" || p.Field != "body.nik" {
		t.Errorf("%d %+v", got.Code, p)
	}
	if strings.Contains(got.Body.String(), "16730117") {
		t.Errorf("the answer repeats the value: %s", got.Body)
	}
	if got := w.do("POST", "/api/things/x", `{"nik":"`+strings.Repeat("9", 2<<20)+`"}`); got.Code != 413 || problemOf(t, got).Code != "body_too_large" {
		t.Errorf("a body of 2 MiB: %d", got.Code)
	}
}

func TestNothingLeavesUnrecorded(t *testing.T) {
	w := newWorld()
	w.failing = errors.New("disk full")
	httpapi.Register(w.api, op("POST", "/api/things/{id}", "public"), func(ctx context.Context, i *in) (*out, error) {
		return &out{}, nil
	})
	httpapi.Handle(w.api, op("GET", "/api/plain", "public"), func(rw http.ResponseWriter, r *http.Request) error {
		_, err := io.WriteString(rw, "a person's record")
		return err
	})
	for _, got := range []*httptest.ResponseRecorder{w.do("POST", "/api/things/x", `{"nik":"1"}`), w.do("GET", "/api/plain", "")} {
		if got.Code != 500 || strings.Contains(got.Body.String(), "record") {
			t.Errorf("without a record: %d %s", got.Code, got.Body)
		}
	}
}

func TestDeclarationsWithoutScopeOrEventAreImpossible(t *testing.T) {
	for name, spoil := range map[string]func(*httpapi.Op){
		"no scope": func(o *httpapi.Op) { o.Scope = "" },
		"no event": func(o *httpapi.Op) { o.Audit = "" },
		"no id":    func(o *httpapi.Op) { o.OperationID = "" },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it was registered")
				}
			}()
			o := op("GET", "/api/x", "public")
			spoil(&o)
			httpapi.Handle(newWorld().api, o, func(http.ResponseWriter, *http.Request) error { return nil })
		})
	}
}

func TestRefusalInTheProtocolsOwnWordsIsRecorded(t *testing.T) {
	w := newWorld()
	httpapi.Handle(w.api, op("POST", "/oid4vci/thing", "public"), func(rw http.ResponseWriter, r *http.Request) error {
		httpapi.SetRefusal(r.Context(), "invalid_grant")
		rw.WriteHeader(http.StatusBadRequest)
		_, err := io.WriteString(rw, `{"error":"invalid_grant"}`)
		return err
	})
	if got := w.do("POST", "/oid4vci/thing", ""); got.Code != http.StatusBadRequest || got.Body.String() != `{"error":"invalid_grant"}` {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if len(w.records) != 1 || w.records[0].Outcome != "invalid_grant" || !w.records[0].Coalesce {
		t.Errorf("records %+v", w.records)
	}
}

func TestClientAddressBehindAProxy(t *testing.T) {
	for _, c := range []struct {
		proxy     bool
		forwarded []string
		want      string
	}{
		{false, []string{"198.51.100.7"}, "192.0.2.1:1234"}, // httptest's own
		{true, nil, "192.0.2.1:1234"},
		{true, []string{"198.51.100.7"}, "198.51.100.7:0"},
		{true, []string{"10.0.0.1, made up", "203.0.113.9, 198.51.100.7"}, "198.51.100.7:0"},
		{true, []string{"2001:db8::7"}, "[2001:db8::7]:0"},
		{true, []string{"not an address"}, "192.0.2.1:1234"},
	} {
		w := newWorld()
		w.config.Proxy = c.proxy
		api := httpapi.New(w.config)
		var got string
		httpapi.Handle(api, op("GET", "/api/x", "public"), func(rw http.ResponseWriter, r *http.Request) error {
			got = r.RemoteAddr
			return nil
		})
		r := httptest.NewRequest("GET", "/api/x", nil)
		r.Header["X-Forwarded-For"] = c.forwarded
		api.Handler().ServeHTTP(httptest.NewRecorder(), r)
		if got != c.want {
			t.Errorf("proxy %v, %q: %s, want %s", c.proxy, c.forwarded, got, c.want)
		}
	}
}
