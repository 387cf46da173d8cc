// Package jose is the small part of JOSE that the formats share: strict JSON, strict
// base64url, ES256 and EdDSA over raw signatures, public keys as JWK, thumbprints, compact JWS.
//
// Invariants: one text has one reading (no duplicate members, no invalid UTF-8, no
// base64url with padding, line breaks or spare bits); an algorithm is chosen by the key and
// never by the message; a private member in a key is refused, so that nobody sends one twice.
package jose
