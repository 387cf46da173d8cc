package keys

import (
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"jemput/internal/jose"
)

const (
	voucherKeyFile    = "voucher.key.pem"
	voucherSecretFile = "voucher-code.key"
)

// VoucherIDSize is the length of a device key's id: the first bytes of its JWK thumbprint.
const VoucherIDSize = 8

// VoucherKey is the node's own device key, which signs vouchers, and the secret with which
// transaction codes are bound to them. Safe for concurrent use.
type VoucherKey struct {
	key    *ecdsa.PrivateKey
	id     [VoucherIDSize]byte
	secret []byte // 32 bytes
}

// OpenVoucherKey loads the device key and the code secret from dir and makes them on first use.
func OpenVoucherKey(dir string) (*VoucherKey, error) {
	key, err := loadOrMakeFile(filepath.Join(dir, voucherKeyFile), readKey, func() ([]byte, error) {
		key, err := newKey()
		if err != nil {
			return nil, err
		}
		return encodeKey(key)
	})
	if err != nil {
		return nil, err
	}
	secret, err := loadOrMake(filepath.Join(dir, voucherSecretFile), 32)
	if err != nil {
		return nil, err
	}
	thumb, err := jose.Thumbprint(&key.PublicKey)
	if err != nil {
		return nil, err
	}
	return &VoucherKey{key: key, id: [VoucherIDSize]byte(thumb[:VoucherIDSize]), secret: secret}, nil
}

func readKey(path string) (*ecdsa.PrivateKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	key, _, err := decodeKey(text)
	if err != nil {
		return nil, fmt.Errorf("keys: %s: %w: restore it from the backup", filepath.Base(path), err)
	}
	return key, nil
}

// ID names the key in a voucher.
func (k *VoucherKey) ID() []byte { return k.id[:] }

// Public is the key that verifies the node's vouchers.
func (k *VoucherKey) Public() *ecdsa.PublicKey { return &k.key.PublicKey }

// Sign signs a SHA-256 digest and gives the ES256 signature r||s, 64 bytes.
func (k *VoucherKey) Sign(digest []byte) (rs []byte, err error) {
	return jose.SignDigest(k.key, digest)
}

// CodeMAC binds a transaction code to the attempt it was made for. It is keyed, because a
// code of a few digits could be guessed from a plain hash by whoever photographs the QR.
func (k *VoucherKey) CodeMAC(attempt [16]byte, code string) [16]byte {
	h := hmac.New(sha256.New, k.secret)
	h.Write([]byte("jemput tx-code v1\x00"))
	h.Write(attempt[:])
	h.Write([]byte(code))
	return [16]byte(h.Sum(nil)[:16])
}

// CheckCode compares a code with the voucher's MAC in constant time.
func (k *VoucherKey) CheckCode(attempt [16]byte, code string, mac [16]byte) bool {
	own := k.CodeMAC(attempt, code)
	return hmac.Equal(own[:], mac[:])
}
