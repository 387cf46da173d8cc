package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"time"

	"jemput/internal/audit"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
)

const (
	cookieName    = "jemput_session"
	idleLimit     = 2 * time.Hour   // a tablet that lies about between two visits of a morning
	absoluteLimit = 12 * time.Hour  // a working day
	seenEvery     = 5 * time.Minute // how exactly idleness is known: a write per request would cost more than it tells
	tokenSize     = 32              // bytes
	sessionName   = 8               // bytes of the token's hash by which a session is named in memory
)

// Config of Auth.
type Config struct {
	Demo   bool        // the one-click login exists
	Secure func() bool // whether the public address is https
}

// Auth owns accounts and sessions. Safe for concurrent use.
type Auth struct {
	db     *db.DB
	log    *audit.Log
	now    func() time.Time
	config Config
	hasher *hasher
	guard  *guard
}

// New makes an Auth on an open, migrated database.
func New(d *db.DB, log *audit.Log, now func() time.Time, c Config) *Auth {
	return &Auth{db: d, log: log, now: now, config: c, hasher: newHasher(defaultCost), guard: newGuard(now)}
}

var (
	errNoSession = fault.New(fault.Unauthenticated, "session_missing", "Log in first.")
	errEnded     = fault.New(fault.Unauthenticated, "session_ended", "Your session has ended. Log in again.")
	errNoScope   = fault.New(fault.Denied, "scope_missing", "Your role does not allow this.")
	errWrong     = fault.New(fault.Unauthenticated, "login_wrong", "Login or password is wrong.")
)

// Admit implements httpapi.Gate: the session's officer, if their role has the scope. A public
// operation runs without an officer, whatever cookie came along.
func (a *Auth) Admit(r *http.Request, scope httpapi.Scope) (context.Context, httpapi.Caller, error) {
	if scope == Public {
		return r.Context(), httpapi.Caller{}, nil
	}
	hash, ok := tokenHash(cookieOf(r))
	if !ok {
		return nil, httpapi.Caller{}, errNoSession
	}
	s, err := loadSession(r.Context(), a.db.Read(), hash)
	if err != nil {
		return nil, httpapi.Caller{}, err
	}
	now := a.now()
	if s.disabled || !s.alive(now) {
		return nil, httpapi.Caller{}, errEnded
	}
	caller := httpapi.Caller{ID: s.officer.ID, Session: nameOf(hash)}
	ctx := With(r.Context(), s.officer)
	if !s.officer.Role.Has(scope) {
		return ctx, caller, errNoScope
	}
	if now.Sub(s.seen) >= seenEvery {
		err = a.db.InTx(r.Context(), func(ctx context.Context, tx db.Tx) error { return touchSession(ctx, tx, hash, now) })
	}
	return ctx, caller, err
}

// start begins a session in tx and ends the one the browser had before, so that a planted cookie is worth nothing.
func (a *Auth) start(ctx context.Context, tx db.Tx, officerID, oldToken string) (token string, err error) {
	now := a.now()
	if err := deleteExpired(ctx, tx, now.Add(-idleLimit), now.Add(-absoluteLimit)); err != nil {
		return "", err
	}
	if hash, ok := tokenHash(oldToken); ok {
		if err := deleteSession(ctx, tx, hash); err != nil {
			return "", err
		}
	}
	secret := make([]byte, tokenSize)
	rand.Read(secret)
	token = base64.RawURLEncoding.EncodeToString(secret)
	hash, _ := tokenHash(token)
	return token, insertSession(ctx, tx, hash, officerID, now)
}

// Logout ends the session of a token. An unknown token is no error: there is nothing left to end.
func (a *Auth) Logout(ctx context.Context, token string) error {
	hash, ok := tokenHash(token)
	if !ok {
		return nil
	}
	return a.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return deleteSession(ctx, tx, hash) })
}

// cookie carries a token to the browser; an empty token takes it back.
func (a *Auth) cookie(token string) http.Cookie {
	c := http.Cookie{
		Name: cookieName, Value: token, Path: "/", HttpOnly: true,
		SameSite: http.SameSiteStrictMode, Secure: a.config.Secure(), MaxAge: int(absoluteLimit / time.Second),
	}
	if token == "" {
		c.MaxAge = -1
	}
	return c
}

func cookieOf(r *http.Request) string {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return ""
	}
	return c.Value
}

// tokenHash is how a token is stored. Tokens are random, so a plain hash is enough.
func tokenHash(token string) (hash []byte, ok bool) {
	secret, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(secret) != tokenSize {
		return nil, false
	}
	sum := sha256.Sum256(secret)
	return sum[:], true
}

func nameOf(hash []byte) string { return hex.EncodeToString(hash[:sessionName]) }
