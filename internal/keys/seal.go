package keys

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// sealKeyFile is the file, in the key folder, that holds the 32-byte root of all sealing.
const sealKeyFile = "seal.key"

// ErrSealBroken says that a sealed value was altered, moved to another record, or sealed by another key.
var ErrSealBroken = errors.New("keys: sealed value does not open with this key and context")

// Sealer encrypts personal columns (AES-256-GCM) and makes the keyed hashes by which they
// are looked up. A database without the key folder shows none of them. Safe for concurrent use.
type Sealer struct {
	aead   cipher.AEAD
	hashes sync.Pool // of keyed hashes: making one costs more than hashing a number
}

// OpenSealer loads the sealing key from dir and makes it on first use.
func OpenSealer(dir string) (*Sealer, error) {
	root, err := loadOrMake(filepath.Join(dir, sealKeyFile), 32)
	if err != nil {
		return nil, err
	}
	return NewSealer(root)
}

// NewSealer derives both keys from a 32-byte root.
func NewSealer(root []byte) (*Sealer, error) {
	if len(root) != 32 {
		return nil, fmt.Errorf("keys: sealing key has %d bytes, want 32", len(root))
	}
	sealKey, err := hkdf.Key(sha256.New, root, nil, "jemput seal v1", 32)
	if err != nil {
		return nil, err
	}
	hashKey, err := hkdf.Key(sha256.New, root, nil, "jemput look-up v1", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(sealKey)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return &Sealer{aead: aead, hashes: sync.Pool{New: func() any { return hmac.New(sha256.New, hashKey) }}}, nil
}

// Seal appends the encryption of plain to dst. context names record and column and must be given again to open it.
func (s *Sealer) Seal(dst, plain, context []byte) []byte {
	return s.aead.Seal(dst, nil, plain, context)
}

// Open appends the decryption of sealed to dst, or fails with ErrSealBroken.
func (s *Sealer) Open(dst, sealed, context []byte) ([]byte, error) {
	out, err := s.aead.Open(dst, nil, sealed, context)
	if err != nil {
		return nil, ErrSealBroken
	}
	return out, nil
}

// LookUp is the 16-byte keyed hash by which an exact value of a column is found.
func (s *Sealer) LookUp(column, value string) []byte {
	h := s.hashes.Get().(hash.Hash)
	defer s.hashes.Put(h)
	h.Reset()
	io.WriteString(h, column)
	h.Write([]byte{0})
	io.WriteString(h, value)
	return h.Sum(nil)[:16]
}

// loadOrMake reads a secret of size bytes, or creates it so that two processes starting together agree on one.
func loadOrMake(path string, size int) ([]byte, error) {
	if secret, err := readSecret(path, size); !errors.Is(err, os.ErrNotExist) {
		return secret, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	secret := make([]byte, size)
	rand.Read(secret)
	if err := writeOnce(path, secret); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, err
	}
	return readSecret(path, size)
}

func readSecret(path string, size int) ([]byte, error) {
	secret, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	if len(secret) != size {
		return nil, fmt.Errorf("keys: %s has %d bytes, want %d: restore it from the backup", filepath.Base(path), len(secret), size)
	}
	return secret, nil
}

// writeOnce puts a complete, synced file at path, or fails with os.ErrExist if one is there.
func writeOnce(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(data); err != nil {
		return fmt.Errorf("keys: %w", errors.Join(err, tmp.Close()))
	}
	if err := tmp.Sync(); err != nil {
		return fmt.Errorf("keys: %w", errors.Join(err, tmp.Close()))
	}
	if err := tmp.Close(); err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	if err := os.Link(tmp.Name(), path); err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	return nil
}
