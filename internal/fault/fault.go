package fault

import (
	"errors"
	"fmt"
)

// Kind says what sort of failure an error is; the HTTP layer maps each to one status.
type Kind int

// The kinds, from the caller's mistakes to our own.
const (
	Internal        Kind = iota // a bug or a broken machine: 500
	Invalid                     // the request cannot be right: 422
	Unauthenticated             // no valid session or token: 401
	Denied                      // authenticated, not allowed: 403
	NotFound                    // 404
	Conflict                    // the state does not allow it: 409
	TooMany                     // rate limit: 429
	Unavailable                 // try again later: 503
)

// Error is a failure with a client-safe part and an operator's part.
type Error struct {
	Kind   Kind
	Code   string // stable machine code, snake_case
	Detail string // safe for the client; plain English, no personal data
	Field  string // the request field at fault, "" if none
	Hint   string // what the operator can do about it, "" if nothing
	cause  error
}

// New makes an error that stands for itself.
func New(kind Kind, code, detail string) *Error {
	return &Error{Kind: kind, Code: code, Detail: detail}
}

// Wrap makes an error that keeps its cause for the log.
func Wrap(cause error, kind Kind, code, detail string) *Error {
	return &Error{Kind: kind, Code: code, Detail: detail, cause: cause}
}

// WithHint returns a copy that tells the operator what to do.
func (e *Error) WithHint(hint string) *Error { c := *e; c.Hint = hint; return &c }

// WithField returns a copy that names the request field at fault.
func (e *Error) WithField(field string) *Error { c := *e; c.Field = field; return &c }

// Error renders code, detail and cause: for logs, never for a client.
func (e *Error) Error() string {
	if e.cause != nil {
		return fmt.Sprintf("%s: %s: %v", e.Code, e.Detail, e.cause)
	}
	return e.Code + ": " + e.Detail
}

// Unwrap gives the cause to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.cause }

// Is matches two faults by kind and code, so that a package's fault can serve as a sentinel.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && t.Kind == e.Kind
}

// KindOf is the kind of the outermost fault in err's chain, Internal for any other error.
func KindOf(err error) Kind {
	if e, ok := As(err); ok {
		return e.Kind
	}
	return Internal
}

// CodeOf is the code of the outermost fault in err's chain, "internal" for any other error.
func CodeOf(err error) string {
	if e, ok := As(err); ok {
		return e.Code
	}
	return "internal"
}

// As finds the outermost fault in err's chain.
func As(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}
