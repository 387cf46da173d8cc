// Package mdoc is the mdoc of ISO/IEC 18013-5 for issuer, holder and verifier: IssuerSigned
// with its mobile security object, DeviceResponse with device signature or MAC, DeviceRequest
// with reader authentication, the session transcripts of 18013-5 and of OpenID4VP 1.0 (annex
// B.2.6), and the session encryption of 18013-5. It does no I/O but reading random bytes, and
// knows nothing of any product.
//
// The issuer describes a Credential and signs it with Issuer.Issue, or Prepare and Sign where
// something looks at it in between. The holder reads it with ParseIssuerSigned, checks it with
// IssuerSigned.Verify, chooses with Select and proves possession with Sign or MAC. The verifier
// reads with ParseDeviceResponse and calls DeviceResponse.Verify.
//
// Invariants: what is issued has SHA-256 digests, 128 random bits in each element, and digest ids
// in random order, so that the place of a digest tells nothing; an element that parsed
// has its digest in the security object; one message has one reading: CBOR with a duplicate key,
// an indefinite length, a length or number that is not in its shortest form, text that is
// not UTF-8, or trailing bytes does not parse, nor does another version, nor an unknown member
// outside what is signed. The order of map keys is free, as 18013-5 leaves it.
package mdoc
