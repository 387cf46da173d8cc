// Package httpapitest proves of a whole application that no operation escapes the border: each one
// declares a known scope and an audit event, and lets nobody in who lacks the scope.
package httpapitest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"jemput/internal/httpapi"
)

// Operation is one operation as the served OpenAPI describes it.
type Operation struct {
	Method, Path, ID, Event string
	Scope                   httpapi.Scope
}

// Walk reads the OpenAPI that handler serves and fails the test for every operation without a scope of
// known or without an audit event.
func Walk(t *testing.T, handler http.Handler, known []httpapi.Scope) []Operation {
	t.Helper()
	var spec struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	answer := ask(handler, http.MethodGet, "/api/openapi.json", nil)
	if err := json.Unmarshal(answer.Body.Bytes(), &spec); err != nil || answer.Code != http.StatusOK {
		t.Fatalf("no OpenAPI at /api/openapi.json: status %d, %v", answer.Code, err)
	}
	var all []Operation
	for path, methods := range spec.Paths {
		for method, raw := range methods {
			var op struct {
				ID    string        `json:"operationId"`
				Scope httpapi.Scope `json:"x-scope"`
				Event string        `json:"x-audit"`
			}
			if err := json.Unmarshal(raw, &op); err != nil {
				t.Fatalf("%s %s: %v", method, path, err)
			}
			if !slices.Contains(known, op.Scope) {
				t.Errorf("%s %s (%s) has the scope %q, which no role knows", method, path, op.ID, op.Scope)
			}
			if op.Event == "" {
				t.Errorf("%s %s (%s) has no audit event", method, path, op.ID)
			}
			all = append(all, Operation{strings.ToUpper(method), path, op.ID, op.Event, op.Scope})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Path+all[i].Method < all[j].Path+all[j].Method })
	if len(all) == 0 {
		t.Error("the OpenAPI describes no operation")
	}
	return all
}

// Guarded fails the test for every operation that is not public and does not answer 401 without a session,
// or 403 in the session that lacking gives for the operation's scope (nil if every role has it).
func Guarded(t *testing.T, handler http.Handler, operations []Operation, lacking func(httpapi.Scope) *http.Cookie) {
	t.Helper()
	for _, op := range operations {
		if op.Scope == httpapi.Public {
			continue
		}
		path := concrete(op.Path)
		if got := ask(handler, op.Method, path, nil); got.Code != http.StatusUnauthorized {
			t.Errorf("%s %s without a session: status %d, want 401", op.Method, path, got.Code)
		}
		cookie := lacking(op.Scope)
		if cookie == nil {
			continue
		}
		if got := ask(handler, op.Method, path, cookie); got.Code != http.StatusForbidden {
			t.Errorf("%s %s in a session without %s: status %d, want 403", op.Method, path, op.Scope, got.Code)
		}
	}
}

var parameter = regexp.MustCompile(`\{[^}]+\}`)

// concrete fills the path's parameters with an id that nothing has.
func concrete(path string) string {
	return parameter.ReplaceAllString(path, "0199a0f0-0000-7000-8000-000000000000")
}

func ask(handler http.Handler, method, path string, cookie *http.Cookie) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	if cookie != nil {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}
