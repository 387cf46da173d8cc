package sdjwt_test

import (
	"testing"
	"time"

	"jemput/internal/jose"
	"jemput/sdjwt"
)

// rate is the time of one call of f, taken beside another so that both see the same machine.
func rate(n int, f func()) time.Duration {
	start := time.Now()
	for range n {
		f()
	}
	return time.Since(start)
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
	var issuing, signing, verifying time.Duration
	b.ReportAllocs()
	for range b.N {
		issuing += rate(1, func() {
			if _, err := issuer.Issue(claims); err != nil {
				b.Fatal(err)
			}
		})
		b.StopTimer()
		signing += rate(1, func() { issuerKey.Sign(digest) })
		verifying += rate(1, func() { jose.VerifyDigest(issuerKey.public(), digest, rs) })
		b.StartTimer()
	}
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
	var checking, bare time.Duration
	b.ReportAllocs()
	for range b.N {
		checking += rate(1, func() {
			if !accepted(text) {
				b.Fatal("refused")
			}
		})
		b.StopTimer()
		bare += rate(2, func() { jose.VerifyDigest(issuerKey.public(), digest, rs) })
		b.StartTimer()
	}
	b.ReportMetric(float64(checking)/float64(bare), "verify-ratio")
}
