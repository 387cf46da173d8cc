package sdjwt_test

import (
	"testing"
	"time"

	"jemput/internal/jose"
	"jemput/sdjwt"
)

// compare times f against each of the others, in turns of a few calls so that all see the
// same machine, and gives the times spent in f and in each.
func compare(b *testing.B, f func(), others ...func()) (own time.Duration, theirs []time.Duration) {
	const turn = 32
	run := func(g func()) time.Duration {
		start := time.Now()
		for range turn {
			g()
		}
		return time.Since(start)
	}
	theirs = make([]time.Duration, len(others))
	for done := 0; done < b.N; done += turn {
		own += run(f)
		for i, other := range others {
			theirs[i] += run(other)
		}
	}
	return own, theirs
}

// BenchmarkIssue20 issues tokens with 20 disclosable claims and reports, measured in the
// same run, the ratio to a bare P-256 signature (sign-ratio) and to the floor of issuing,
// one signature and one check of a proof (floor-ratio, the check counted on both sides).
func BenchmarkIssue20(b *testing.B) {
	issuer, err := sdjwt.NewIssuer(issuerKey, sdjwt.Header{KeyID: "k1", Chain: [][]byte{make([]byte, 700)}})
	if err != nil {
		b.Fatal(err)
	}
	claims := twenty()
	digest := make([]byte, 32)
	rs, err := issuerKey.Sign(digest)
	if err != nil {
		b.Fatal(err)
	}
	issuing, bare := compare(b,
		func() {
			if _, err := issuer.Issue(claims); err != nil {
				b.Fatal(err)
			}
		},
		func() { issuerKey.Sign(digest) },
		func() { jose.VerifyDigest(issuerKey.public(), digest, rs) })
	signing, verifying := bare[0], bare[1]
	b.ReportMetric(float64(issuing.Nanoseconds())/float64(b.N), "ns/issue")
	b.ReportMetric(float64(issuing)/float64(signing), "sign-ratio")
	b.ReportMetric(float64(issuing+verifying)/float64(signing+verifying), "floor-ratio")
}

// BenchmarkVerify20 verifies presentations of 20 claims and reports the ratio to the two
// bare P-256 checks in it.
func BenchmarkVerify20(b *testing.B) {
	text, err := issue(b, twenty()).KeyBind(holderKey, bound)
	if err != nil {
		b.Fatal(err)
	}
	digest := make([]byte, 32)
	rs, err := issuerKey.Sign(digest)
	if err != nil {
		b.Fatal(err)
	}
	checking, bare := compare(b,
		func() {
			if !accepted(text) {
				b.Fatal("refused")
			}
		},
		func() { jose.VerifyDigest(issuerKey.public(), digest, rs) })
	b.ReportMetric(float64(checking.Nanoseconds())/float64(b.N), "ns/verify")
	b.ReportMetric(float64(checking)/float64(2*bare[0]), "verify-ratio")
}

// BenchmarkIssueWithProof does what an issuer does for one credential: read and check the
// wallet's key proof, bind a token of 20 claims to its key, sign it. It reports the ratio to
// one bare P-256 check and one bare signature in the same run (floor-ratio).
func BenchmarkIssueWithProof(b *testing.B) {
	issuer, err := sdjwt.NewIssuer(issuerKey, sdjwt.Header{KeyID: "k1", Chain: [][]byte{make([]byte, 700)}})
	if err != nil {
		b.Fatal(err)
	}
	jwk, err := jose.AppendKey(nil, holderKey.public())
	if err != nil {
		b.Fatal(err)
	}
	header := jose.Encode([]byte(`{"alg":"ES256","typ":"openid4vci-proof+jwt","jwk":` + string(jwk) + `}`))
	proof, err := jose.Sign(holderKey, header, []byte(`{"aud":"https://linggau.example","iat":1803888000,"nonce":"c2l4dGVlbiBieXRlcyE"}`))
	if err != nil {
		b.Fatal(err)
	}
	claims := twenty()
	digest := make([]byte, 32)
	rs, err := issuerKey.Sign(digest)
	if err != nil {
		b.Fatal(err)
	}
	once := func() {
		j, err := jose.ReadJWS(proof)
		if err != nil {
			b.Fatal(err)
		}
		members, _ := j.Header["jwk"].(map[string]any)
		holder, err := jose.KeyFrom(members)
		if err != nil {
			b.Fatal(err)
		}
		if err := j.Verify(holder); err != nil {
			b.Fatal(err)
		}
		said, err := jose.ReadObject(j.Payload)
		if err != nil || said["aud"] != "https://linggau.example" {
			b.Fatal(err)
		}
		bound, err := sdjwt.Confirm(holder)
		if err != nil {
			b.Fatal(err)
		}
		claims[5] = bound
		if _, err := issuer.Issue(claims); err != nil {
			b.Fatal(err)
		}
	}
	own, bare := compare(b, once, func() { issuerKey.Sign(digest) },
		func() { jose.VerifyDigest(issuerKey.public(), digest, rs) })
	b.ReportMetric(float64(own.Nanoseconds())/float64(b.N), "ns/credential")
	b.ReportMetric(float64(own)/float64(bare[0]+bare[1]), "floor-ratio")
}
