package mdoc_test

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"math/big"
	"time"

	"jemput/internal/jose"
	"jemput/mdoc"
)

// key signs in tests.
type key struct{ *ecdsa.PrivateKey }

func (k key) Sign(digest []byte) ([]byte, error) { return jose.SignDigest(k.PrivateKey, digest) }

func (k key) public() *ecdsa.PublicKey { return &k.PublicKey }

func (k key) agreement() *ecdh.PrivateKey {
	a, err := k.ECDH()
	if err != nil {
		panic(err)
	}
	return a
}

func newKey() key {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key{k}
}

var (
	issuerKey = newKey()
	deviceKey = newKey()
	readerKey = newKey()
	when      = time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)
	check     = mdoc.Check{DocType: docType, Now: when}
	session   = mdoc.OpenID4VPTranscript("x509_hash:abc", "n-0S6_WzA2Mj", nil, "https://bank.example/response")
	asked     = mdoc.Presentation{Check: check, Transcript: session}
	issuerDER = certificate(issuerKey)
)

const (
	docType   = "id.jemput.identity.1"
	namespace = "id.jemput.identity.1"
	pid       = "eu.europa.ec.eudi.pid.1"
)

// certificate is one that a key made for itself.
func certificate(k key) []byte {
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: when.AddDate(0, 0, -1), NotAfter: when.AddDate(2, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, k.public(), k.PrivateKey)
	if err != nil {
		panic(err)
	}
	return der
}

type fataler interface {
	Helper()
	Fatal(...any)
}

func newIssuer(t fataler) *mdoc.Issuer {
	t.Helper()
	issuer, err := mdoc.NewIssuer(issuerKey, [][]byte{issuerDER})
	if err != nil {
		t.Fatal(err)
	}
	return issuer
}

func issue(t fataler, c mdoc.Credential) *mdoc.IssuerSigned {
	t.Helper()
	raw, err := newIssuer(t).Issue(c)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, raw)
}

func parse(t fataler, raw []byte) *mdoc.IssuerSigned {
	t.Helper()
	s, err := mdoc.ParseIssuerSigned(raw)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// signed is a response of one document, signed by the device.
func signed(t fataler, s *mdoc.IssuerSigned, stated ...mdoc.Namespace) []byte {
	t.Helper()
	doc, err := s.Sign(deviceKey, session, stated...)
	if err != nil {
		t.Fatal(err)
	}
	return (&mdoc.DeviceResponse{Documents: []*mdoc.Document{doc}}).Encode()
}

// maced is a response of one document with the MAC for readerKey.
func maced(t fataler, s *mdoc.IssuerSigned) []byte {
	t.Helper()
	doc, err := s.MAC(deviceKey.agreement(), readerKey.agreement().PublicKey(), session)
	if err != nil {
		t.Fatal(err)
	}
	return (&mdoc.DeviceResponse{Documents: []*mdoc.Document{doc}}).Encode()
}

func verify(raw []byte, p mdoc.Presentation) (*mdoc.Verified, error) {
	response, err := mdoc.ParseDeviceResponse(raw)
	if err != nil {
		return nil, err
	}
	all, err := response.Verify(trustIssuer, p)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// credential has a few elements in two namespaces.
func credential() mdoc.Credential {
	return mdoc.Credential{
		DocType: docType,
		Namespaces: []mdoc.Namespace{
			{Name: pid, Elements: []mdoc.Element{
				{Name: "family_name", Value: "Siti"}, {Name: "birth_date", Value: mdoc.Date("1990-01-31")}, {Name: "age_over_17", Value: true}}},
			{Name: namespace, Elements: []mdoc.Element{{Name: "is_wajib_ktp", Value: true}, {Name: "photo", Value: []byte{1, 2, 3}}}},
		},
		DeviceKey: deviceKey.public(),
		Validity:  mdoc.Validity{Signed: when, From: when, Until: when.AddDate(1, 0, 0)},
		Status:    &mdoc.Status{Index: 412345, URI: "https://linggau.example/status/1"},
	}
}

// twenty is the credential of the benchmarks.
func twenty() mdoc.Credential {
	c := credential()
	elements := []mdoc.Element{
		{Name: "resident_address", Value: map[string]any{"locality": "Lubuklinggau", "region": "Sumatera Selatan", "country": "ID"}},
		{Name: "nationality", Value: []string{"ID"}},
		{Name: "age_over_17", Value: true},
		{Name: "birth_date", Value: mdoc.Date("1990-01-31")},
	}
	for _, name := range []string{"family_name", "given_name", "birth_year", "birth_place", "sex", "religion", "marital_status",
		"occupation", "blood_type", "kelurahan", "kecamatan", "city", "province", "postal_code", "email", "phone"} {
		elements = append(elements, mdoc.Element{Name: name, Value: "Value of " + name})
	}
	c.Namespaces = []mdoc.Namespace{{Name: namespace, Elements: elements}}
	return c
}

// trustIssuer trusts issuerKey under its very certificate.
func trustIssuer(s *mdoc.IssuerSigned) (crypto.PublicKey, error) {
	if len(s.Chain()) != 1 || !bytes.Equal(s.Chain()[0], issuerDER) {
		return nil, errors.New("issuer is not trusted")
	}
	return issuerKey.public(), nil
}
