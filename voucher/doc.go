// Package voucher is the token with which an officer's device hands out a digital ID: a
// COSE_Sign1 (RFC 9052) over an attempt, as short as it can be, because it travels in a QR
// code that a weak phone must read at once. It does no I/O and knows nothing of attempts.
//
// It looks the same whether it was made online or offline: the issuer learns from the key
// id which device speaks, from the sequence number whether a voucher of it is missing, from
// the attempt id whether it was used.
//
// Layout, in deterministic CBOR (RFC 8949 section 4.2.1), without tags:
//
//	[ protected {1: -7 (ES256), 4: key id},
//	  {},
//	  payload [attempt, sequence, issued, expiry - issued, visit or empty, code MAC],
//	  signature r||s ]
//
// Invariants: a voucher has exactly one text: base64url is canonical, CBOR is
// deterministic, s is in the lower half (of the two values that ECDSA allows); everything
// else is refused before the signature is looked at.
package voucher
