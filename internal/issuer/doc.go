// Package issuer owns the wallet's side of handing out credentials: OpenID4VCI 1.0 with the
// pre-authorized code grant and a transaction code. Its authorization server, nonce endpoint,
// credential endpoint and notification endpoint are one process and one database.
//
// A voucher becomes an access token, a key proof with a fresh nonce becomes a credential, and
// the wallet's "credential_accepted" makes the attempt active. Who may have what is enrol's
// business, behind Grants; what the register says of a person comes through Subjects.
//
// Invariants: an attempt has one credential, however often and by whatever process it is asked
// for; asked again by the same holder key before the wallet accepted it, it is delivered again
// with the same place in the status list; the nonce is spent, the credential is in the ledger
// and both are on disk before the credential leaves; a refused request changes nothing, except
// that Grants may count a wrong transaction code; tokens and nonces are stored as hashes;
// errors are the protocol's own, word for word.
package issuer
