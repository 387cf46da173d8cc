// Package statuslist is Token Status List (draft-ietf-oauth-status-list-20): lists of 1, 2,
// 4 or 8 bits for each token, compressed, and signed as JWT or CWT. It does no I/O and knows
// nothing of what a token is.
//
// The issuer keeps a List, sets statuses in it and signs it with SignJWT or SignCWT. A
// verifier reads the Reference in a token, fetches the list at its URI, checks it with
// VerifyJWT or VerifyCWT and looks the index up.
//
// Invariants: a list never grows while it is read (the size is bounded before anything is
// unpacked); an index outside the list is an error and never "valid"; a list whose subject
// is not the URI it was fetched from, or which has expired, does not verify.
package statuslist
