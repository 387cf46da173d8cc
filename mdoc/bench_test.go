package mdoc_test

import (
	"testing"
	"time"

	"jemput/internal/jose"
	"jemput/mdoc"
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

// bare is one P-256 signature and one check of it.
func bare(b *testing.B) (signing, verifying func()) {
	digest := make([]byte, 32)
	rs, err := issuerKey.Sign(digest)
	if err != nil {
		b.Fatal(err)
	}
	return func() { issuerKey.Sign(digest) }, func() { jose.VerifyDigest(issuerKey.public(), digest, rs) }
}

// BenchmarkIssue20 issues credentials with 20 elements and reports, measured in the same run,
// the ratio to a bare P-256 signature (sign-ratio) and to the floor of issuing, one signature
// and one check of a proof (floor-ratio, the check counted on both sides).
func BenchmarkIssue20(b *testing.B) {
	issuer, err := mdoc.NewIssuer(issuerKey, [][]byte{make([]byte, 700)})
	if err != nil {
		b.Fatal(err)
	}
	c := twenty()
	b.ReportAllocs()
	signing, verifying := bare(b)
	own, floor := compare(b, func() {
		if _, err := issuer.Issue(c); err != nil {
			b.Fatal(err)
		}
	}, signing, verifying)
	b.ReportMetric(float64(own.Nanoseconds())/float64(b.N), "ns/issue")
	b.ReportMetric(float64(own)/float64(floor[0]), "sign-ratio")
	b.ReportMetric(float64(own+floor[1])/float64(floor[0]+floor[1]), "floor-ratio")
}

// BenchmarkPrepare20 is the part of issuing that is not the signature.
func BenchmarkPrepare20(b *testing.B) {
	issuer, err := mdoc.NewIssuer(issuerKey, [][]byte{make([]byte, 700)})
	if err != nil {
		b.Fatal(err)
	}
	c := twenty()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := issuer.Prepare(c); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerify20 verifies responses of 20 elements with a device signature and reports the
// ratio to the two bare P-256 checks in it.
func BenchmarkVerify20(b *testing.B) {
	raw := signed(b, issue(b, twenty()))
	b.ReportAllocs()
	_, verifying := bare(b)
	own, floor := compare(b, func() {
		if _, err := verify(raw, asked); err != nil {
			b.Fatal(err)
		}
	}, verifying)
	b.ReportMetric(float64(own.Nanoseconds())/float64(b.N), "ns/verify")
	b.ReportMetric(float64(own)/float64(2*floor[0]), "verify-ratio")
}

// BenchmarkMAC20 verifies responses with a MAC and reports the ratio to one bare P-256 check and one key agreement.
func BenchmarkMAC20(b *testing.B) {
	s := issue(b, twenty())
	p := asked
	p.ReaderKey = readerKey.agreement()
	raw := maced(b, s)
	_, verifying := bare(b)
	own, other := readerKey.agreement(), deviceKey.agreement().PublicKey()
	agreeing := func() { own.ECDH(other) }
	took, floor := compare(b, func() {
		if _, err := verify(raw, p); err != nil {
			b.Fatal(err)
		}
	}, verifying, agreeing)
	b.ReportMetric(float64(took.Nanoseconds())/float64(b.N), "ns/verify")
	b.ReportMetric(float64(took)/float64(floor[0]+floor[1]), "verify-ratio")
}

// BenchmarkIssueWithProof does what an issuer does for one credential: read and check the
// wallet's key proof, bind a credential of 20 elements to its key, sign it. It reports the ratio
// to one bare P-256 check and one bare signature in the same run (floor-ratio).
func BenchmarkIssueWithProof(b *testing.B) {
	issuer, err := mdoc.NewIssuer(issuerKey, [][]byte{make([]byte, 700)})
	if err != nil {
		b.Fatal(err)
	}
	jwk, err := jose.AppendKey(nil, deviceKey.public())
	if err != nil {
		b.Fatal(err)
	}
	header := jose.Encode([]byte(`{"alg":"ES256","typ":"openid4vci-proof+jwt","jwk":` + string(jwk) + `}`))
	proof, err := jose.Sign(deviceKey, header, []byte(`{"aud":"https://linggau.example","iat":1803888000,"nonce":"c2l4dGVlbiBieXRlcyE"}`))
	if err != nil {
		b.Fatal(err)
	}
	c := twenty()
	once := func() {
		j, err := jose.ReadJWS(proof)
		if err != nil {
			b.Fatal(err)
		}
		members, _ := j.Header["jwk"].(map[string]any)
		if c.DeviceKey, err = jose.KeyFrom(members); err != nil {
			b.Fatal(err)
		}
		if err := j.Verify(c.DeviceKey); err != nil {
			b.Fatal(err)
		}
		said, err := jose.ReadObject(j.Payload)
		if err != nil || said["aud"] != "https://linggau.example" {
			b.Fatal(err)
		}
		raw, err := issuer.Issue(c)
		if err != nil {
			b.Fatal(err)
		}
		jose.Encode(raw)
	}
	signing, verifying := bare(b)
	own, floor := compare(b, once, signing, verifying)
	b.ReportMetric(float64(own.Nanoseconds())/float64(b.N), "ns/credential")
	b.ReportMetric(float64(own)/float64(floor[0]+floor[1]), "floor-ratio")
}

// BenchmarkParse20 reads a credential and checks its digests.
func BenchmarkParse20(b *testing.B) {
	raw := issue(b, twenty()).Encode()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := mdoc.ParseIssuerSigned(raw); err != nil {
			b.Fatal(err)
		}
	}
}
