package main

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"time"

	"jemput/internal/jose"
)

// signer is a P-256 key.
type signer struct{ *ecdsa.PrivateKey }

func newSigner() (signer, error) {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	return signer{k}, err
}

func (s signer) Sign(digest []byte) ([]byte, error) { return jose.SignDigest(s.PrivateKey, digest) }

// jwk is a private key, for the other side to sign with.
type jwk struct {
	Type  string `json:"kty"`
	Curve string `json:"crv"`
	X     string `json:"x"`
	Y     string `json:"y"`
	D     string `json:"d"`
}

func (s signer) jwk() (jwk, error) {
	point, err := s.PublicKey.Bytes()
	if err != nil {
		return jwk{}, err
	}
	private, err := s.PrivateKey.Bytes()
	return jwk{Type: "EC", Curve: "P-256", X: jose.Encode(point[1:33]), Y: jose.Encode(point[33:]), D: jose.Encode(private)}, err
}

// agreement is the private key of a JWK.
func (k jwk) agreement() (*ecdh.PrivateKey, error) {
	private, err := jose.Decode(k.D)
	if err != nil {
		return nil, err
	}
	return ecdh.P256().NewPrivateKey(private)
}

// authority is a trust anchor that certifies document signers and readers.
type authority struct {
	key  signer
	cert *x509.Certificate
}

func newAuthority(now time.Time) (authority, error) {
	key, err := newSigner()
	if err != nil {
		return authority{}, err
	}
	template := certificate("Anchor", now)
	template.IsCA, template.BasicConstraintsValid, template.KeyUsage = true, true, x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key.PrivateKey)
	if err != nil {
		return authority{}, err
	}
	cert, err := x509.ParseCertificate(der)
	return authority{key, cert}, err
}

// certify makes a key with its certificate.
func (a authority) certify(name string, now time.Time) (signer, []byte, error) {
	key, err := newSigner()
	if err != nil {
		return signer{}, nil, err
	}
	template := certificate(name, now)
	template.KeyUsage = x509.KeyUsageDigitalSignature
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, &key.PublicKey, a.key.PrivateKey)
	return key, der, err
}

func certificate(name string, now time.Time) *x509.Certificate {
	return &x509.Certificate{SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: name, Country: []string{"ID"}},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(1, 0, 0)}
}
