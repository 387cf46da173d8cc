// Package credential owns what a digital ID says and what has become of each one: the identity
// profile with its claims, the lint that stands before every signature, the type's description
// for wallets, the ledger of what was signed, and the published status lists.
//
// Invariants: nothing unlinted can be signed, because only Prepare makes a Prepared and only
// Prepared.Issue signs, once; every claim can be withheld by the holder except issuer, type,
// times, status and holder key; times are whole days (UTC); an attempt has at most one
// credential; a credential's place in a status list is drawn at random and is never used again;
// what a credential says is not stored a second time.
package credential
