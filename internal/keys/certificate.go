package keys

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"net/url"
	"time"
	"unicode/utf8"
)

// Lifetimes of certificates. A credential never outlives its signer's certificate (the lint of credentials sees to it):
// renewed so early, a signer has time for a credential of at least 306 days.
const (
	anchorYears = 10
	signerLife  = 396 * 24 * time.Hour // a year and a month, so that renewal never hurries
	renewBefore = 90 * 24 * time.Hour
	backdate    = 24 * time.Hour // phones and hubs whose clock runs behind accept a new certificate
)

const country = "ID"

// maxName is the upper bound of common and organisation names in X.520.
const maxName = 64

func checkAuthority(name string) error {
	if n := utf8.RuneCountInString(name); n == 0 || n > maxName || !utf8.ValidString(name) {
		return fmt.Errorf("keys: the authority's name has %d characters, want 1 to %d", n, maxName)
	}
	return nil
}

// newAnchor makes the self-signed root that verifiers trust. It issues signers only (path length 0).
func newAnchor(authority string, now time.Time) (pair, error) {
	template := &x509.Certificate{
		Subject:               pkix.Name{Country: []string{country}, Organization: []string{authority}, CommonName: authority},
		NotBefore:             now.Add(-backdate),
		NotAfter:              now.AddDate(anchorYears, 0, 0),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
	}
	key, err := newKey()
	if err != nil {
		return pair{}, err
	}
	return certify(template, key, pair{key: key, cert: template})
}

// newSigner makes a document signer that the anchor issued. number tells its certificates apart for people.
func newSigner(anchor pair, issuerURL *url.URL, number int, now time.Time) (pair, error) {
	template := &x509.Certificate{
		Subject: pkix.Name{Country: []string{country}, Organization: anchor.cert.Subject.Organization,
			CommonName: fmt.Sprintf("Document signer %d", number)},
		NotBefore:             now.Add(-backdate),
		NotAfter:              now.Add(signerLife),
		KeyUsage:              x509.KeyUsageDigitalSignature,
		BasicConstraintsValid: true,
	}
	if issuerURL != nil {
		template.URIs = []*url.URL{issuerURL}
	}
	if template.NotBefore.Before(anchor.cert.NotBefore) {
		template.NotBefore = anchor.cert.NotBefore
	}
	if template.NotAfter.After(anchor.cert.NotAfter) {
		template.NotAfter = anchor.cert.NotAfter
	}
	if !now.Before(template.NotAfter) {
		return pair{}, errors.New("keys: the trust anchor has expired: a new one must be made and published")
	}
	key, err := newKey()
	if err != nil {
		return pair{}, err
	}
	return certify(template, key, anchor)
}

func newKey() (*ecdsa.PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	return key, nil
}

// certify signs template for key with the issuer's pair. The serial number is random.
func certify(template *x509.Certificate, key *ecdsa.PrivateKey, issuer pair) (pair, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, issuer.cert, &key.PublicKey, issuer.key)
	if err != nil {
		return pair{}, fmt.Errorf("keys: certify %s: %w", template.Subject.CommonName, err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return pair{}, fmt.Errorf("keys: %w", err)
	}
	return pair{key: key, cert: cert}, nil
}
