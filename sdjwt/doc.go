// Package sdjwt is SD-JWT (RFC 9901) for issuer, holder and verifier: disclosable object
// properties and array elements, nested and recursive, decoys, key binding, in the compact
// serialisation. It does no I/O but reading random bytes, and knows nothing of any product.
//
// The issuer describes claims as a tree of Object and Array, in which each member says
// whether the holder may withhold it, and signs it with Issuer.Issue, or Prepare and Sign
// where something looks at the payload in between. The holder reads a token with Parse,
// checks it with Token.Verify, chooses with Token.Present and binds with Token.KeyBind. The
// verifier reads with Parse and calls Token.VerifyPresentation.
//
// Invariants: every digest is SHA-256; every salt has 128 random bits and is used once;
// digests are sorted, so that their order tells nothing; a token with a disclosure that no
// digest refers to, with a digest twice, or with anything but canonical base64url and
// strict JSON does not parse; a verified token's claims hold no trace of _sd, "..." or _sd_alg.
package sdjwt
