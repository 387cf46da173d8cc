// Package keys owns every secret key of a node: the sealing key of personal columns, the
// issuer's trust anchor and document signer, the device key that signs vouchers.
//
// Invariants: keys live in files outside the database, readable by their owner only; a
// key is made on first use and never overwritten; sealed values are bound to the record
// and column they belong to, so that they cannot be moved to another; a document signer is issued by the trust anchor,
// never self-signed, and succeeded by the next number before it expires.
package keys
