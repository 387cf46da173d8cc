package credential

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/x509"
	"errors"
	"fmt"
	"time"

	"jemput/internal/jose"
	"jemput/sdjwt"
)

// Key is a document signer: keys.Signer is one.
type Key interface {
	Sign(digest []byte) (rs []byte, err error) // ES256, r||s
	Chain() [][]byte                           // DER, leaf first, without the trust anchor
	Public() *ecdsa.PublicKey
	Expires() time.Time // of the certificate
}

// Signer is a Key whose certificates were found fit to sign credentials. Safe for concurrent use.
type Signer struct {
	key    Key
	issuer *sdjwt.Issuer
	header string // the protected header, for the throw-away copy
}

// NewSigner checks the certificates once: the chain belongs to the key, every certificate is
// signed by the next, and none is self-signed, so that no trust anchor travels in x5c.
func NewSigner(key Key) (*Signer, error) {
	if err := checkChain(key); err != nil {
		return nil, fmt.Errorf("credential: certificate chain: %w", err)
	}
	issuer, err := sdjwt.NewIssuer(key, sdjwt.Header{Chain: key.Chain()})
	if err != nil {
		return nil, fmt.Errorf("credential: %w", err)
	}
	header, err := jose.Header{Type: sdjwt.DefaultType, Chain: key.Chain()}.Encode()
	if err != nil {
		return nil, fmt.Errorf("credential: %w", err)
	}
	return &Signer{key: key, issuer: issuer, header: header}, nil
}

func checkChain(key Key) error {
	var before *x509.Certificate
	for _, der := range key.Chain() {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return err
		}
		if bytes.Equal(cert.RawIssuer, cert.RawSubject) {
			return errors.New("a self-signed certificate does not belong into it")
		}
		switch {
		case before != nil:
			if err := before.CheckSignatureFrom(cert); err != nil {
				return err
			}
		case !key.Public().Equal(cert.PublicKey):
			return errors.New("the first certificate is not that of the key")
		case cert.IsCA:
			return errors.New("a certification authority does not sign documents itself")
		case !cert.NotAfter.Equal(key.Expires()):
			return errors.New("the key outlives or survives its certificate")
		}
		before = cert
	}
	if before == nil {
		return errors.New("it is empty")
	}
	return nil
}
