// Package obs owns what an operator sees of a running node: the log and its redaction.
//
// Invariants: a log line never shows a 16-digit number (a NIK or a family card number),
// nor the value of a key that names a secret or a personal column; the request log holds
// paths without their query strings; every request has an id that its log lines carry.
package obs
