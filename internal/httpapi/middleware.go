package httpapi

import (
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"github.com/google/uuid"

	"jemput/internal/fault"
	"jemput/internal/obs"
)

// openPrefixes are the wallet protocol's endpoints: any web wallet, from any origin, may call them.
var openPrefixes = []string{"/oid4vci/", "/.well-known/"}

func isOpen(path string) bool {
	for _, p := range openPrefixes {
		if strings.HasPrefix(path, p) {
			return true
		}
	}
	return false
}

// middleware wraps the mux. From the outside in: id and log, panics, headers, origin.
func (a *API) middleware(next http.Handler) http.Handler {
	next = a.identify(a.recoverPanics(a.secureHeaders(a.sameOrigin(a.openOrigins(next)))))
	if a.config.Proxy {
		return behindProxy(next)
	}
	return next
}

// behindProxy takes the client's address from the last entry of X-Forwarded-For, the one that our own proxy wrote: what
// stands before it anybody may have made up. Without this, limits on addresses would take all clients for one.
func behindProxy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entries := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if address, err := netip.ParseAddr(strings.TrimSpace(entries[len(entries)-1])); err == nil {
			r.RemoteAddr = netip.AddrPortFrom(address, 0).String()
		}
		next.ServeHTTP(w, r)
	})
}

// statusWriter remembers the status for the log.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// identify gives each request an id and one log line: its path without the query string.
func (a *API) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := uuid.NewString()
		began := a.config.Now()
		r = r.WithContext(obs.WithRequest(r.Context(), id))
		w.Header().Set("X-Request-Id", id)
		sw := &statusWriter{ResponseWriter: w}
		next.ServeHTTP(sw, r)
		level := slog.LevelInfo
		if sw.status >= http.StatusInternalServerError {
			level = slog.LevelError
		}
		a.config.Log.LogAttrs(r.Context(), level, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
			slog.Int("status", sw.status), slog.Duration("took", a.config.Now().Sub(began).Round(time.Microsecond)))
	})
}

// recoverPanics keeps a bug in one operation from ending the others.
func (a *API) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			bug := recover()
			if bug == nil {
				return
			}
			if err, ok := bug.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(bug)
			}
			a.config.Log.ErrorContext(r.Context(), "panic", "panic", bug, "stack", string(debug.Stack()))
			if sw, ok := w.(*statusWriter); ok && sw.status == 0 {
				a.writeProblem(w, r, fault.New(fault.Internal, "internal", "panic"))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// contentPolicy allows what self-hosted apps need and nothing else: no inline script or style, no other host.
const contentPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; " +
	"img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func (a *API) secureHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		if a.config.Secure() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses writes that another site's page sends with an officer's cookie.
func (a *API) sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	for _, p := range openPrefixes {
		guard.AddInsecureBypassPattern(p)
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.writeProblem(w, r, fault.New(fault.Denied, "cross_origin", "This request came from another site."))
	}))
	return guard.Handler(next)
}

// openOrigins lets any origin use the wallet protocol, which is why no cookie gets past here.
func (a *API) openOrigins(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isOpen(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		r.Header.Del("Cookie")
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "DPoP-Nonce, WWW-Authenticate, X-Request-Id")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		if r.Method == http.MethodOptions {
			h.Set("Access-Control-Allow-Methods", "GET, POST")
			h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept, Accept-Language, DPoP")
			h.Set("Access-Control-Max-Age", "7200")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// notFound answers every path that no operation and no app has.
func (a *API) notFound(w http.ResponseWriter, r *http.Request) {
	a.writeProblem(w, r, fault.New(fault.NotFound, "no_such_path", "There is nothing at this address."))
}
