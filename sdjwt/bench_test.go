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
