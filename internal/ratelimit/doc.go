// Package ratelimit counts what somebody did in the running window, and says when it was enough.
//
// The counts live in memory, per process: an attempt must not cost a write on the database's one write connection. A
// restart or a second process gives a guesser a few tries more, so what is guarded must bear those.
//
// Invariants: a use is counted before it is looked at, so that many at once count too; of several limits all count or
// none; the memory is bounded, whatever keys are made up.
package ratelimit
