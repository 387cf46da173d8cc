// Package keys owns every secret key of a node: the sealing key of personal columns,
// and the signing keys with their certificate chains.
//
// Invariants: keys live in files outside the database, readable by their owner only; a
// key is made on first use and never overwritten; sealed values are bound to the record
// and column they belong to, so that they cannot be moved to another.
package keys
