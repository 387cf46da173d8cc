// Package fault is the one error type that crosses package borders.
//
// It owns: the kinds of failure, what a client may read of one (Code, Detail),
// and what only an operator reads (Hint, the wrapped cause).
//
// Invariants: Code is stable snake_case; Detail never holds personal data and is
// safe in a response; the cause is never rendered to a client. An error that is
// not a *Error is an internal fault.
package fault
