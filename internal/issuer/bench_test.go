package issuer

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"testing"
	"time"

	"jemput/internal/civil"
	"jemput/internal/credential"
	"jemput/internal/jose"
	"jemput/internal/keys"
)

// BenchmarkIssue does what one credential costs beside the database: read and check the key proof,
// fill the profile, lint the throw-away copy, sign. It reports the ratio to the bare curve
// operations that nobody can do without, one check and one signature, measured in the same run.
func BenchmarkIssue(b *testing.B) {
	at := time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)
	k, err := keys.OpenIssuer(b.TempDir(), "Disdukcapil Kota Lubuklinggau", func() time.Time { return at })
	if err != nil {
		b.Fatal(err)
	}
	key := k.Signer()
	signer, err := credential.NewSigner(key)
	if err != nil {
		b.Fatal(err)
	}
	const base = "https://linggau.example"
	text := benchProof(b, base, at)
	on := civil.Of(at)
	subject := credential.Subject{
		NIK: "9999014107900001", Name: "SITI AISYAH", Sex: 2, BirthPlace: "LUBUKLINGGAU", BirthDate: civil.Date{Year: 1990, Month: 7, Day: 1},
		Address:  credential.Address{Line: "JL. GARUDA NO. 5", RT: 3, RW: 1, Kelurahan: "KAYU ARA", KelurahanCode: "16.73.02.1001", Kecamatan: "LUBUK LINGGAU BARAT I", City: "KOTA LUBUK LINGGAU", Province: "SUMATERA SELATAN"},
		Religion: "ISLAM", Marital: "KAWIN", Occupation: "GURU", Nationality: "ID", WajibKTP: true,
	}
	once := func() {
		p, err := readProof(text, base, at)
		if err != nil {
			b.Fatal(err)
		}
		prepared, err := credential.Prepare(credential.Identity, subject, credential.Issuance{
			Issuer: base, Authority: "Disdukcapil", IssuedOn: on, ExpiresOn: on.AddDays(300), HolderKey: p.key,
			StatusURI: base + "/oid4vci/status/1", StatusIndex: 7, Specimen: true,
		}, signer)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := prepared.Issue(); err != nil {
			b.Fatal(err)
		}
	}
	digest := sha256.Sum256([]byte(text))
	rs, err := key.Sign(digest[:])
	if err != nil {
		b.Fatal(err)
	}
	floor := func() {
		if err := jose.VerifyDigest(key.Public(), digest[:], rs); err != nil {
			b.Fatal(err)
		}
		if _, err := key.Sign(digest[:]); err != nil {
			b.Fatal(err)
		}
	}
	own, bare := inTurns(b, once, floor)
	b.ReportMetric(float64(own.Nanoseconds())/float64(b.N), "ns/credential")
	b.ReportMetric(float64(own)/float64(bare), "floor-ratio")
}

// inTurns times both in turns, so that they see the same machine.
func inTurns(b *testing.B, f, g func()) (own, bare time.Duration) {
	for b.Loop() {
		start := time.Now()
		f()
		middle := time.Now()
		g()
		own += middle.Sub(start)
		bare += time.Since(middle)
	}
	return own, bare
}

func benchProof(b *testing.B, base string, at time.Time) string {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	jwk, err := jose.AppendKey(nil, &k.PublicKey)
	if err != nil {
		b.Fatal(err)
	}
	header, err := json.Marshal(map[string]any{"typ": proofType, "alg": "ES256", "jwk": json.RawMessage(jwk)})
	if err != nil {
		b.Fatal(err)
	}
	claims, err := json.Marshal(map[string]any{"aud": base, "iat": at.Unix(), "nonce": "n"})
	if err != nil {
		b.Fatal(err)
	}
	text, err := jose.Sign(ecKey{k}, jose.Encode(header), claims)
	if err != nil {
		b.Fatal(err)
	}
	return text
}

type ecKey struct{ key *ecdsa.PrivateKey }

func (k ecKey) Sign(digest []byte) ([]byte, error) { return jose.SignDigest(k.key, digest) }
