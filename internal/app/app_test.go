package app_test

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jemput/internal/app"
	"jemput/internal/auth"
	"jemput/internal/config"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/httpapi/httpapitest"
	"jemput/internal/obs"
)

// newNode is a prepared, empty node of Lubuklinggau and its log.
func newNode(t *testing.T, demo bool) (*app.App, *bytes.Buffer) {
	t.Helper()
	log := &bytes.Buffer{}
	o := app.Options{Data: t.TempDir(), Demo: demo, Version: "test", Now: time.Now, Log: obs.NewLogger(log, obs.Text, slog.LevelInfo)}
	if _, err := app.PrepareCity(t.Context(), o, "16.73", "", config.Native); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a, log
}

// session logs a new account of a role in and gives its cookie.
func session(t *testing.T, a *app.App, handler http.Handler, role auth.Role) *http.Cookie {
	t.Helper()
	login := strings.ReplaceAll(string(role), "_", "-")
	added, err := a.Auth.AddOfficer(t.Context(), login, "Petugas", role, "")
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/api/v1/session", strings.NewReader(`{"login":"`+login+`","password":"`+added.Password+`"}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Code != http.StatusOK || len(w.Result().Cookies()) != 1 {
		t.Fatalf("login as %s: %d %s", role, w.Code, w.Body)
	}
	return w.Result().Cookies()[0]
}

// TestNothingEscapesTheBorder walks every operation of the whole program: each has a scope and an audit event, and
// lets in neither somebody without a session nor somebody whose role lacks the scope.
func TestNothingEscapesTheBorder(t *testing.T) {
	a, _ := newNode(t, true)
	handler := a.API().Handler()
	operations := httpapitest.Walk(t, handler, auth.Scopes())
	if len(operations) < 50 {
		t.Errorf("only %d operations: is a package not wired?", len(operations))
	}
	cookies := map[auth.Role]*http.Cookie{}
	httpapitest.Guarded(t, handler, operations, func(scope httpapi.Scope) *http.Cookie {
		role, ok := auth.RoleWithout(scope)
		if !ok {
			return nil
		}
		if cookies[role] == nil {
			cookies[role] = session(t, a, handler, role)
		}
		return cookies[role]
	})
}

func TestANodeMustBePrepared(t *testing.T) {
	o := app.Options{Data: filepath.Join(t.TempDir(), "new"), Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	if _, err := app.Open(context.Background(), o); fault.CodeOf(err) != config.ErrNotPrepared.Code {
		t.Errorf("an empty folder: %v", err)
	}
	for code, city := range map[string]string{"city_unknown": "99.99", "city_form": "16.73.01"} {
		if _, err := app.PrepareCity(context.Background(), o, city, "", config.Native); err == nil {
			t.Errorf("%s was prepared, want %s", city, code)
		}
	}
	o.Data = "postgres://nobody@127.0.0.1:1/x"
	if _, err := app.Open(context.Background(), o); fault.CodeOf(err) != "keys_missing" {
		t.Errorf("a database address without a key folder: %v", err)
	}
}

func TestAnEmptyNodeIsSound(t *testing.T) {
	a, _ := newNode(t, false)
	found, err := a.Fsck(t.Context())
	if err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	status, err := a.Targets.Status(t.Context())
	if err != nil || status.Base != 0 || status.Realised != 0 {
		t.Errorf("%+v, %v", status, err)
	}
}

// TestTheCommandLineKnowsTheAddressBeforeTheServerIsReady opens the node a second time, as `jemput offer` does.
func TestTheCommandLineKnowsTheAddressBeforeTheServerIsReady(t *testing.T) {
	a, _ := newNode(t, false)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for public, want := range map[string]string{"": "http://" + l.Addr().String(), "https://ikd.example.id/": "https://ikd.example.id"} {
		got, err := a.Announce(t.Context(), l, public)
		if err != nil || got != want || a.Base() != want {
			t.Errorf("%q: %s, %v", public, got, err)
		}
		if kept, err := config.LoadBase(t.Context(), a.DB.Read()); err != nil || kept != want {
			t.Errorf("%q: the database says %s, %v", public, kept, err)
		}
	}
	if _, err := a.Announce(t.Context(), l, "not an address"); fault.CodeOf(err) != "public_url_form" {
		t.Errorf("a public address that is none: %v", err)
	}
}
