package sdjwt_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"time"

	"jemput/internal/jose"
	"jemput/sdjwt"
)

// key signs in tests.
type key struct{ *ecdsa.PrivateKey }

func (k key) Sign(digest []byte) ([]byte, error) { return jose.SignDigest(k.PrivateKey, digest) }

func (k key) public() *ecdsa.PublicKey { return &k.PublicKey }

func newKey() key {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key{k}
}

var (
	issuerKey = newKey()
	holderKey = newKey()
	when      = time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)
	check     = sdjwt.Check{Now: when}
	asked     = sdjwt.Presentation{Check: check, Audience: "x509_hash:abc", Nonce: "n-0S6_WzA2Mj"}
	bound     = sdjwt.Binding{Audience: asked.Audience, Nonce: asked.Nonce, IssuedAt: when}
)

// cnf is the claim that binds a token to key.
func cnf(k key) sdjwt.Member {
	member, err := sdjwt.Confirm(k.public())
	if err != nil {
		panic(err)
	}
	return member
}

type fataler interface {
	Helper()
	Fatal(...any)
}

func issue(t fataler, claims sdjwt.Object) *sdjwt.Token {
	t.Helper()
	issuer, err := sdjwt.NewIssuer(issuerKey, sdjwt.Header{KeyID: "k1"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := issuer.Issue(claims)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, text)
}

func parse(t fataler, text string) *sdjwt.Token {
	t.Helper()
	token, err := sdjwt.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func verified(t fataler, token *sdjwt.Token) string {
	t.Helper()
	claims, err := token.Verify(issuerKey.public(), check)
	if err != nil {
		t.Fatal(err)
	}
	return asJSON(t, claims)
}

func asJSON(t fataler, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// twenty is the credential of the benchmarks: 20 disclosable claims and the usual plain ones.
func twenty() sdjwt.Object {
	o := sdjwt.Object{
		sdjwt.Plain("iss", "https://linggau.example"),
		sdjwt.Plain("vct", "urn:jemput:identity:1"),
		sdjwt.Plain("iat", when.Unix()),
		sdjwt.Plain("exp", when.AddDate(1, 0, 0).Unix()),
		sdjwt.Plain("status", sdjwt.Object{sdjwt.Plain("status_list", sdjwt.Object{
			sdjwt.Plain("idx", 412345), sdjwt.Plain("uri", "https://linggau.example/status/1")})}),
		cnf(holderKey),
		sdjwt.Disclosable("address", sdjwt.Object{
			sdjwt.Plain("locality", "Lubuklinggau"), sdjwt.Plain("region", "Sumatera Selatan"), sdjwt.Plain("country", "ID")}),
		sdjwt.Disclosable("nationalities", sdjwt.Array{sdjwt.Item("ID")}),
		sdjwt.Disclosable("age_over_17", true),
		sdjwt.Disclosable("birth_year", 1990),
	}
	for _, name := range []string{"family_name", "given_name", "birth_date", "birth_place", "sex", "religion", "marital_status",
		"occupation", "blood_type", "kelurahan", "kecamatan", "city", "province", "postal_code", "email", "phone"} {
		o = append(o, sdjwt.Disclosable(name, "Value of "+name))
	}
	return o
}
