// Package audit owns the log of what was done and refused: append-only, hash-chained, per person.
//
// There is one chain per writer, not one for all: a process has one stream for the operations
// that the HTTP border records and a few lanes for events written inside other transactions, so
// that any number of processes append without waiting for each other. A stream starts at 1, has
// no gap, and the hash of each event covers the event before it.
//
// Invariants: an event is never changed or deleted; actor and subject are ids, never a NIK or a
// name; every read of one person's record is an event of its own. Reads of aggregates (board,
// lists, the polling of an attempt) are recorded once per session, subject and hour, and so are
// refusals without a session, or the log would be mostly noise that anybody can make. What this
// coalescing remembers is per process: with N processes there may be N events for that hour.
//
// Not detected: the loss of the newest events of a stream, or of a whole stream. Only a
// checkpoint kept outside the database can show that.
package audit
