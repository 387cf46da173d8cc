package keys

import (
	"crypto/ecdsa"
	"time"

	"jemput/internal/jose"
)

// Signer is a document signer: a P-256 key with a certificate that the trust anchor
// issued. It signs credentials and status lists. It never changes; safe for concurrent use.
type Signer struct {
	pair  pair
	chain [][]byte
}

func signerOf(p pair) *Signer { return &Signer{pair: p, chain: [][]byte{p.cert.Raw}} }

// Sign signs a SHA-256 digest and gives the ES256 signature r||s, 64 bytes.
func (s *Signer) Sign(digest []byte) (rs []byte, err error) {
	return jose.SignDigest(s.pair.key, digest)
}

// Chain is the certificates for x5c in DER, leaf first, without the trust anchor. The caller must not change them.
func (s *Signer) Chain() [][]byte { return s.chain }

// Public is the key that verifies what the signer signs.
func (s *Signer) Public() *ecdsa.PublicKey { return &s.pair.key.PublicKey }

// Expires is the end of the certificate's validity.
func (s *Signer) Expires() time.Time { return s.pair.cert.NotAfter }
