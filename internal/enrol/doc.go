// Package enrol owns one person's attempt to get the digital ID: triage, identity proof, consent,
// the voucher that is handed over, and how it ended.
//
// Every act appends one numbered event and writes the attempt's present state and the counters in
// the same transaction; nothing is ever deleted or overwritten without its event.
//
// Invariants: a resident has at most one active and at most one open attempt, which the database
// enforces; an attempt counts in exactly one counter while it is offered, active, failed, refused or
// left, and in none before; it counts for the kelurahan where the person lived when it was started,
// wherever they are served; no offer leaves without an identity proof and a consent to a text whose
// version is kept; a voucher is redeemed once, by whoever knows its transaction code, within five
// wrong tries; the present state of an attempt is what its last event says.
package enrol
