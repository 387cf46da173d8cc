package mdoc

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"errors"
	"fmt"

	"jemput/internal/jose"
)

// Signer makes ES256 signatures.
type Signer interface {
	// Sign signs a SHA-256 digest and gives r||s, 64 bytes.
	Sign(digest []byte) (rs []byte, err error)
}

// KeyAgreement is a P-256 private key that agrees on secrets; *ecdh.PrivateKey is one.
type KeyAgreement interface {
	// ECDH gives the shared secret with the other side's key, 32 bytes.
	ECDH(remote *ecdh.PublicKey) ([]byte, error)
}

// ErrKey says that a COSE_Key is not a public key that is accepted here.
var ErrKey = errors.New("mdoc: not an acceptable public key")

// COSE_Key labels and values, RFC 9052 section 7 and RFC 9053 section 7.
const (
	keyType, keyAlg                  = 1, 3
	keyCurve, keyX, keyY, keyD       = -1, -2, -3, -4
	typeOKP, typeEC2                 = 1, 2
	curveP256, curveEd25519    int64 = 1, 6
)

// AppendKey appends a public key as a COSE_Key: *ecdsa.PublicKey on P-256 or ed25519.PublicKey.
func AppendKey(dst []byte, key crypto.PublicKey) ([]byte, error) {
	if _, err := jose.Algorithm(key); err != nil {
		return nil, fmt.Errorf("%w: %T", ErrKey, key)
	}
	if k, ok := key.(ed25519.PublicKey); ok {
		dst = append(dst, 0xa3, keyType, typeOKP, 0x20, byte(curveEd25519), 0x21)
		return appendBytes(dst, k), nil
	}
	point, err := key.(*ecdsa.PublicKey).Bytes()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	dst = append(dst, 0xa4, keyType, typeEC2, 0x20, byte(curveP256), 0x21)
	dst = appendBytes(dst, point[1:33])
	return appendBytes(append(dst, 0x22), point[33:]), nil
}

// ReadKey reads a COSE_Key under the rules that AppendKey writes; members may stand in any order.
// A private member, a compressed point, or an algorithm that does not fit is refused.
func ReadKey(raw []byte) (crypto.PublicKey, error) {
	r := reader{data: raw}
	key, err := r.key()
	r.end()
	if r.err != nil {
		return nil, r.err
	}
	return key, err
}

type coseKey struct {
	kind, curve, alg int64
	x, y             []byte
	private          bool
}

func (r *reader) key() (crypto.PublicKey, error) {
	var k coseKey
	for label := range r.labels {
		switch label {
		case keyType:
			k.kind = r.int()
		case keyAlg:
			k.alg = r.int()
		case keyCurve:
			k.curve = r.int()
		case keyX:
			k.x = r.bytes()
		case keyY:
			k.y = r.bytes()
		case keyD:
			k.private = true
			r.item()
		default:
			r.item()
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	return k.public()
}

func (k coseKey) public() (crypto.PublicKey, error) {
	switch {
	case k.private:
		return nil, fmt.Errorf("%w: private member", ErrKey)
	case k.kind == typeEC2 && k.curve == curveP256 && (k.alg == 0 || k.alg == algES256):
		if len(k.x) != 32 || len(k.y) != 32 {
			return nil, fmt.Errorf("%w: bad coordinate", ErrKey)
		}
		point := append(append([]byte{4}, k.x...), k.y...)
		key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
		if err != nil {
			return nil, fmt.Errorf("%w: point is not on P-256", ErrKey)
		}
		return key, nil
	case k.kind == typeOKP && k.curve == curveEd25519 && (k.alg == 0 || k.alg == algEdDSA):
		if len(k.x) != ed25519.PublicKeySize || k.y != nil {
			return nil, fmt.Errorf("%w: bad coordinate", ErrKey)
		}
		return ed25519.PublicKey(k.x), nil
	}
	return nil, fmt.Errorf("%w: neither EC2 P-256 nor OKP Ed25519", ErrKey)
}

// agreementKey turns a public key into one for key agreement; only P-256 can.
func agreementKey(key crypto.PublicKey) (*ecdh.PublicKey, error) {
	k, ok := key.(*ecdsa.PublicKey)
	if !ok {
		return nil, fmt.Errorf("%w: key agreement needs P-256", ErrKey)
	}
	return k.ECDH()
}
