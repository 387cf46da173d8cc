package jose

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/sha256"
	"errors"
	"fmt"
)

// ErrKey says that a JWK is not a public key that is accepted here.
var ErrKey = errors.New("jose: not an acceptable public key")

// privateMembers are the members of RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1 that must never be sent.
var privateMembers = []string{"d", "p", "q", "dp", "dq", "qi", "oth", "k"}

// ReadKey reads a public key from the text of a JWK under the rules of KeyFrom.
func ReadKey(jwk []byte) (crypto.PublicKey, error) {
	members, err := ReadObject(jwk)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return KeyFrom(members)
}

// KeyFrom reads a public key from the members of a JWK: EC P-256 with the point on the
// curve (*ecdsa.PublicKey) or OKP Ed25519 (ed25519.PublicKey). Coordinates have exactly 32
// bytes; private members, and a use, alg or key_ops that rules out checking signatures, are refused.
func KeyFrom(members map[string]any) (crypto.PublicKey, error) {
	for _, name := range privateMembers {
		if _, there := members[name]; there {
			return nil, fmt.Errorf("%w: private member", ErrKey)
		}
	}
	key, err := keyOfType(members)
	if err != nil {
		return nil, err
	}
	if err := checkPurpose(members, key); err != nil {
		return nil, err
	}
	return key, nil
}

func keyOfType(members map[string]any) (crypto.PublicKey, error) {
	switch {
	case members["kty"] == "EC" && members["crv"] == "P-256":
		x, y := coordinate(members["x"]), coordinate(members["y"])
		if x == nil || y == nil {
			return nil, fmt.Errorf("%w: bad coordinate", ErrKey)
		}
		key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), append(append([]byte{4}, x...), y...))
		if err != nil {
			return nil, fmt.Errorf("%w: point is not on P-256", ErrKey)
		}
		return key, nil
	case members["kty"] == "OKP" && members["crv"] == "Ed25519":
		if x := coordinate(members["x"]); x != nil {
			return ed25519.PublicKey(x), nil
		}
		return nil, fmt.Errorf("%w: bad coordinate", ErrKey)
	}
	return nil, fmt.Errorf("%w: neither EC P-256 nor OKP Ed25519", ErrKey)
}

func coordinate(v any) []byte {
	s, ok := v.(string)
	if !ok {
		return nil
	}
	b, err := Decode(s)
	if err != nil || len(b) != 32 {
		return nil
	}
	return b
}

func checkPurpose(members map[string]any, key crypto.PublicKey) error {
	own, err := Algorithm(key)
	if err != nil {
		return err
	}
	if use, there := members["use"]; there && use != "sig" {
		return fmt.Errorf("%w: use is not sig", ErrKey)
	}
	if alg, there := members["alg"]; there && alg != own {
		return fmt.Errorf("%w: alg does not fit the key", ErrKey)
	}
	ops, there := members["key_ops"]
	if !there {
		return nil
	}
	list, _ := ops.([]any)
	for _, op := range list {
		if op == "verify" {
			return nil
		}
	}
	return fmt.Errorf("%w: key_ops without verify", ErrKey)
}

// AppendKey appends a public key as a JWK in the canonical form of RFC 7638: required
// members only, in alphabetical order, without space.
func AppendKey(dst []byte, key crypto.PublicKey) ([]byte, error) {
	if _, err := Algorithm(key); err != nil {
		return nil, err
	}
	if k, ok := key.(ed25519.PublicKey); ok {
		dst = append(dst, `{"crv":"Ed25519","kty":"OKP","x":"`...)
		dst = AppendEncode(dst, k)
		return append(dst, `"}`...), nil
	}
	point, err := key.(*ecdsa.PublicKey).Bytes()
	if err != nil {
		return nil, fmt.Errorf("jose: %w", err)
	}
	dst = append(dst, `{"crv":"P-256","kty":"EC","x":"`...)
	dst = AppendEncode(dst, point[1:33])
	dst = append(dst, `","y":"`...)
	dst = AppendEncode(dst, point[33:])
	return append(dst, `"}`...), nil
}

// Thumbprint is the SHA-256 thumbprint of a public key, RFC 7638 section 3.
func Thumbprint(key crypto.PublicKey) ([sha256.Size]byte, error) {
	var space [160]byte
	text, err := AppendKey(space[:0], key)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	return sha256.Sum256(text), nil
}
