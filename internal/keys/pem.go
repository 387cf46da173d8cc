package keys

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

const (
	keyBlock  = "PRIVATE KEY" // PKCS #8
	certBlock = "CERTIFICATE"
)

// pair is a private key with its certificate. Both stand in one file, so that two
// processes that start together can never mix the key of one with the certificate of the other.
type pair struct {
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
}

func (p pair) encode() ([]byte, error) {
	text, err := encodeKey(p.key)
	if err != nil {
		return nil, err
	}
	return append(text, certPEM(p.cert)...), nil
}

func certPEM(cert *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: certBlock, Bytes: cert.Raw})
}

func encodeKey(key *ecdsa.PrivateKey) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: keyBlock, Bytes: der}), nil
}

// readPair reads a key and its certificate; an absent file is os.ErrNotExist.
func readPair(path string) (pair, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return pair{}, fmt.Errorf("keys: %w", err)
	}
	p, err := decodePair(text)
	if err != nil {
		return pair{}, fmt.Errorf("keys: %s: %w: restore it from the backup", filepath.Base(path), err)
	}
	return p, nil
}

func decodePair(text []byte) (pair, error) {
	key, rest, err := decodeKey(text)
	if err != nil {
		return pair{}, err
	}
	block, rest := pem.Decode(rest)
	if block == nil || block.Type != certBlock || len(bytes.TrimSpace(rest)) > 0 {
		return pair{}, errors.New("want one private key and one certificate")
	}
	cert, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return pair{}, err
	}
	if !key.PublicKey.Equal(cert.PublicKey) {
		return pair{}, errors.New("the certificate is not that of the private key")
	}
	return pair{key: key, cert: cert}, nil
}

func decodeKey(text []byte) (key *ecdsa.PrivateKey, rest []byte, err error) {
	block, rest := pem.Decode(text)
	if block == nil || block.Type != keyBlock {
		return nil, nil, errors.New("no private key in the file")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, nil, err
	}
	key, ok := parsed.(*ecdsa.PrivateKey)
	if !ok || key.Curve != elliptic.P256() {
		return nil, nil, errors.New("the private key is not P-256")
	}
	return key, rest, nil
}

// loadOrMakeFile reads path with load, or writes what create gives and reads that back.
// Whichever of two processes links its file first wins, and both read the winner's.
func loadOrMakeFile[T any](path string, load func(string) (T, error), create func() ([]byte, error)) (T, error) {
	if v, err := load(path); !errors.Is(err, os.ErrNotExist) {
		return v, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return *new(T), fmt.Errorf("keys: %w", err)
	}
	data, err := create()
	if err != nil {
		return *new(T), err
	}
	if err := writeOnce(path, data); err != nil && !errors.Is(err, os.ErrExist) {
		return *new(T), err
	}
	return load(path)
}
