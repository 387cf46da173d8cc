package voucher

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"fmt"
	"io"
	"math/big"

	"jemput/internal/jose"

	"github.com/veraison/go-cose"
)

// Signer makes ES256 signatures.
type Signer interface {
	// Sign signs a SHA-256 digest and gives r||s, 64 bytes.
	Sign(digest []byte) (rs []byte, err error)
}

// Mint signs claims with the device's key. Times are cut to whole seconds.
func Mint(signer Signer, c Claims) (string, error) {
	if err := c.check(); err != nil {
		return "", err
	}
	m, err := c.message()
	if err != nil {
		return "", err
	}
	if err := m.Sign(nil, nil, coseSigner{signer}); err != nil {
		return "", fmt.Errorf("voucher: sign: %w", err)
	}
	raw, err := m.MarshalCBOR()
	if err != nil {
		return "", fmt.Errorf("voucher: %w", err)
	}
	return jose.Encode(raw), nil
}

// Open checks form and signature of a voucher and gives its claims. keyOf finds the device's
// key by its id, and refuses one that is unknown or withdrawn; its error is handed on as it
// is. Times are not held against a clock: see Claims.ValidAt.
func Open(token string, keyOf func(kid []byte) (*ecdsa.PublicKey, error)) (Claims, error) {
	raw, err := jose.Decode(token)
	if err != nil {
		return Claims{}, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	m, c, err := read(raw)
	if err != nil {
		return Claims{}, err
	}
	if len(m.Signature) != jose.RawSize || high(m.Signature[32:]) {
		return Claims{}, fmt.Errorf("%w: signature not in its one form", ErrMalformed)
	}
	key, err := keyOf(bytes.Clone(c.KeyID))
	if err != nil {
		return Claims{}, err
	}
	if err := m.Verify(nil, coseVerifier{key}); err != nil {
		return Claims{}, ErrSignature
	}
	return c, nil
}

// coseSigner signs with the lower of the two values of s that ECDSA allows.
type coseSigner struct{ signer Signer }

func (s coseSigner) Algorithm() cose.Algorithm { return cose.AlgorithmES256 }

func (s coseSigner) Sign(_ io.Reader, content []byte) ([]byte, error) {
	digest := sha256.Sum256(content)
	rs, err := s.signer.Sign(digest[:])
	if err != nil {
		return nil, err
	}
	if len(rs) != jose.RawSize {
		return nil, fmt.Errorf("signer gave %d bytes, want %d", len(rs), jose.RawSize)
	}
	if high(rs[32:]) {
		rs = bytes.Clone(rs)
		new(big.Int).Sub(order, new(big.Int).SetBytes(rs[32:])).FillBytes(rs[32:])
	}
	return rs, nil
}

type coseVerifier struct{ key *ecdsa.PublicKey }

func (v coseVerifier) Algorithm() cose.Algorithm { return cose.AlgorithmES256 }

func (v coseVerifier) Verify(content, signature []byte) error {
	return jose.Verify(v.key, jose.ES256, content, signature)
}

var (
	order     = elliptic.P256().Params().N
	halfOrder = new(big.Int).Rsh(order, 1).FillBytes(make([]byte, 32))
)

// high says that s is in the upper half of the group's order.
func high(s []byte) bool { return bytes.Compare(s, halfOrder) > 0 }
