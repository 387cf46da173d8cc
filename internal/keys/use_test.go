package keys_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/x509"
	"errors"
	"testing"
	"time"

	"jemput/internal/keys"
	"jemput/sdjwt"
	"jemput/statuslist"
	"jemput/voucher"
)

// leafOf validates a chain as a verifier does that knows only the anchor's PEM.
func leafOf(t *testing.T, anchorPEM []byte, chain [][]byte) *x509.Certificate {
	t.Helper()
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	if !roots.AppendCertsFromPEM(anchorPEM) || len(chain) == 0 {
		t.Fatal("no anchor or no chain")
	}
	for _, der := range chain[1:] {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		between.AddCert(cert)
	}
	leaf, err := x509.ParseCertificate(chain[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: start,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}); err != nil {
		t.Fatal(err)
	}
	return leaf
}

// TestSignaturesVerifyFromTheAnchor: a credential and its status list verify with nothing but the published anchor.
func TestSignaturesVerifyFromTheAnchor(t *testing.T) {
	i := open(t, t.TempDir(), start)
	signer := i.Signer()
	issuer, err := sdjwt.NewIssuer(signer, sdjwt.Header{Chain: signer.Chain()})
	if err != nil {
		t.Fatal(err)
	}
	text, err := issuer.Issue(sdjwt.Object{sdjwt.Disclosable("given_name", "Siti")})
	if err != nil {
		t.Fatal(err)
	}
	token, err := sdjwt.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	chain, err := token.Chain()
	if err != nil {
		t.Fatal(err)
	}
	claims, err := token.Verify(leafOf(t, i.AnchorPEM(), chain).PublicKey, sdjwt.Check{Now: start})
	if err != nil || claims["given_name"] != "Siti" {
		t.Errorf("credential: %v", err)
	}

	list, err := statuslist.New(2, 64)
	if err != nil {
		t.Fatal(err)
	}
	const uri = "https://linggau.example/status/1"
	raw, err := statuslist.SignCWT(signer, statuslist.Header{Chain: signer.Chain()}, statuslist.Token{Subject: uri, IssuedAt: start, List: list})
	if err != nil {
		t.Fatal(err)
	}
	cwt, err := statuslist.ParseCWT(raw)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cwt.Verify(leafOf(t, i.AnchorPEM(), cwt.Chain()).PublicKey, uri, start); err != nil {
		t.Errorf("status list: %v", err)
	}
}

// TestVoucherOfTheNode: a voucher that the node's device key signs opens by the key's id.
func TestVoucherOfTheNode(t *testing.T) {
	k, err := keys.OpenVoucherKey(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	attempt := [16]byte{1, 2, 3}
	text, err := voucher.Mint(k, voucher.Claims{KeyID: k.ID(), Attempt: attempt, Sequence: 1, Issued: start,
		Expires: start.Add(48 * time.Hour), CodeMAC: k.CodeMAC(attempt, "493536")})
	if err != nil {
		t.Fatal(err)
	}
	claims, err := voucher.Open(text, func(kid []byte) (*ecdsa.PublicKey, error) {
		if !bytes.Equal(kid, k.ID()) {
			return nil, errors.New("unknown device")
		}
		return k.Public(), nil
	})
	if err != nil || !k.CheckCode(claims.Attempt, "493536", claims.CodeMAC) {
		t.Errorf("voucher of %d characters: %v", len(text), err)
	}
}
