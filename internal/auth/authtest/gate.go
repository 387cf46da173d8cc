// Package authtest stands in for logged-in staff and the audit log, in the tests of packages that serve HTTP.
package authtest

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"testing"

	"jemput/internal/auth"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/httpapi/httpapitest"
)

// Officer is the id of everybody whom a Gate lets in.
const Officer = "officer-1"

// Gate lets in as the role that the header Test-Role (or the cookie "role") names, of the agency in Test-Group, and
// keeps what is recorded. It is an httpapi.Gate and an httpapi.Recorder. The zero value is ready; safe for concurrent use.
type Gate struct {
	mu      sync.Mutex // guards records
	records []httpapi.Record
}

// Admit implements httpapi.Gate by the rules of the roles.
func (g *Gate) Admit(r *http.Request, scope httpapi.Scope) (context.Context, httpapi.Caller, error) {
	role := auth.Role(r.Header.Get("Test-Role"))
	if cookie, err := r.Cookie("role"); err == nil {
		role = auth.Role(cookie.Value)
	}
	switch {
	case scope != httpapi.Public && role == "":
		return nil, httpapi.Caller{}, fault.New(fault.Unauthenticated, "session_missing", "Log in first.")
	case !role.Has(scope):
		return nil, httpapi.Caller{ID: Officer}, fault.New(fault.Denied, "scope_missing", "Your role does not allow this.")
	}
	officer := auth.Officer{ID: Officer, Role: role, GroupID: r.Header.Get("Test-Group")}
	return auth.With(r.Context(), officer), httpapi.Caller{ID: Officer, Session: "s"}, nil
}

// Record implements httpapi.Recorder.
func (g *Gate) Record(_ context.Context, r httpapi.Record) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.records = append(g.records, r)
	return nil
}

// Records are all records so far, in order.
func (g *Gate) Records() []httpapi.Record {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.records)
}

// Guarded proves that every operation of a handler behind a Gate has a scope and an audit event, and lets in nobody
// without a role or with a role that lacks the scope.
func Guarded(t *testing.T, handler http.Handler) {
	t.Helper()
	operations := httpapitest.Walk(t, handler, auth.Scopes())
	httpapitest.Guarded(t, handler, operations, func(scope httpapi.Scope) *http.Cookie {
		role, ok := auth.RoleWithout(scope)
		if !ok {
			return nil
		}
		return &http.Cookie{Name: "role", Value: string(role)}
	})
}
