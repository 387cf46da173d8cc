package jose

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
)

// The algorithms that are spoken here (RFC 7518 section 3.4, RFC 8037 section 3.1).
const (
	ES256 = "ES256"
	EdDSA = "EdDSA"
)

// RawSize is the length of an ES256 signature: r and s, 32 bytes each.
const RawSize = 64

// ErrSignature says that a signature is not that of the key over the message.
var ErrSignature = errors.New("jose: signature does not verify")

// Signer makes ES256 signatures.
type Signer interface {
	// Sign signs a SHA-256 digest and gives r||s, 64 bytes.
	Sign(digest []byte) (rs []byte, err error)
}

// SignDigest signs a SHA-256 digest with a P-256 key and gives r||s.
func SignDigest(key *ecdsa.PrivateKey, digest []byte) ([]byte, error) {
	der, err := ecdsa.SignASN1(rand.Reader, key, digest)
	if err != nil {
		return nil, fmt.Errorf("jose: sign: %w", err)
	}
	return rawFromDER(der)
}

// Algorithm is the one algorithm that a public key is used with.
func Algorithm(key crypto.PublicKey) (string, error) {
	switch k := key.(type) {
	case *ecdsa.PublicKey:
		if k != nil && k.Curve != nil && k.Curve.Params().Name == "P-256" {
			return ES256, nil
		}
	case ed25519.PublicKey:
		if len(k) == ed25519.PublicKeySize {
			return EdDSA, nil
		}
	}
	return "", fmt.Errorf("jose: unsupported public key %T", key)
}

// Verify checks a raw signature; algorithm is what the message claims and must be the key's own.
func Verify(key crypto.PublicKey, algorithm string, message, signature []byte) error {
	own, err := Algorithm(key)
	if err != nil {
		return err
	}
	if algorithm != own {
		return fmt.Errorf("%w: algorithm is not the key's", ErrSignature)
	}
	if k, ok := key.(ed25519.PublicKey); ok {
		if !ed25519.Verify(k, message, signature) {
			return ErrSignature
		}
		return nil
	}
	digest := sha256.Sum256(message)
	return VerifyDigest(key.(*ecdsa.PublicKey), digest[:], signature)
}

// VerifyDigest checks r||s over a SHA-256 digest.
func VerifyDigest(key *ecdsa.PublicKey, digest, rs []byte) error {
	if len(rs) != RawSize {
		return ErrSignature
	}
	var space [2 + 2*(2+33)]byte
	if !ecdsa.VerifyASN1(key, digest, derFromRaw(space[:0], rs)) {
		return ErrSignature
	}
	return nil
}

// derFromRaw appends SEQUENCE { INTEGER r, INTEGER s } to dst; at most 72 bytes, so lengths take one byte.
func derFromRaw(dst, rs []byte) []byte {
	start := len(dst)
	dst = append(dst, 0x30, 0)
	dst = appendInteger(dst, rs[:32])
	dst = appendInteger(dst, rs[32:])
	dst[start+1] = byte(len(dst) - start - 2)
	return dst
}

func appendInteger(dst, n []byte) []byte {
	for len(n) > 1 && n[0] == 0 {
		n = n[1:]
	}
	if n[0] >= 0x80 {
		dst = append(dst, 2, byte(len(n)+1), 0)
	} else {
		dst = append(dst, 2, byte(len(n)))
	}
	return append(dst, n...)
}

// rawFromDER turns the output of the standard library's signer into r||s.
func rawFromDER(der []byte) ([]byte, error) {
	rs := make([]byte, RawSize)
	rest := der
	if len(rest) < 2 || rest[0] != 0x30 || int(rest[1]) != len(rest)-2 {
		return nil, errors.New("jose: malformed signature")
	}
	rest = rest[2:]
	for part := range 2 {
		if len(rest) < 2 || rest[0] != 2 || int(rest[1]) > len(rest)-2 {
			return nil, errors.New("jose: malformed signature")
		}
		n := rest[2 : 2+int(rest[1])]
		rest = rest[2+len(n):]
		for len(n) > 0 && n[0] == 0 {
			n = n[1:]
		}
		if len(n) > 32 {
			return nil, errors.New("jose: malformed signature")
		}
		copy(rs[32*part+32-len(n):], n)
	}
	if len(rest) != 0 {
		return nil, errors.New("jose: malformed signature")
	}
	return rs, nil
}
