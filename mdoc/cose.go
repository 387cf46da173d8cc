package mdoc

import (
	"crypto"
	"crypto/sha256"
	"errors"
	"fmt"

	"jemput/internal/jose"
)

// ErrSignature says that a signature is not that of the key over the message.
var ErrSignature = jose.ErrSignature

// COSE algorithms and header labels, RFC 9053 and RFC 9360.
const (
	algES256   = -7
	algEdDSA   = -8
	algHMAC256 = 5

	headerAlg      = 1
	headerCritical = 2
	headerKeyID    = 4
	headerX5Chain  = 33
)

// Protected headers as byte strings, the only ones written here.
const (
	protectedES256 = "\x43\xa1\x01\x26"
	protectedHMAC  = "\x43\xa1\x01\x05"
)

// authenticated is a COSE_Sign1 or COSE_Mac0 as it was read; both are arrays of four (RFC 9052
// sections 4.2 and 6.2).
type authenticated struct {
	raw       []byte // the whole array
	protected []byte // the encoded map
	algorithm int64
	chain     [][]byte // x5chain as DER, leaf first
	payload   []byte   // nil if it is detached
	proof     []byte   // signature or tag
}

// authenticated reads an untagged COSE_Sign1 or COSE_Mac0. Beside the algorithm only x5chain and
// key id are known in the unprotected header, since nothing guards it.
func (r *reader) authenticated() (a authenticated) {
	start := r.at
	r.tuple(4)
	a.protected = r.bytes()
	inner := reader{data: a.protected}
	inner.header(&a, true)
	inner.require(inner.err != nil || a.algorithm != 0, "no algorithm")
	inner.end()
	r.join(&inner)
	r.header(&a, false)
	if !r.null() {
		a.payload = r.bytes()
	}
	a.proof = r.bytes()
	if r.err == nil {
		a.raw = r.data[start:r.at:r.at]
	}
	return a
}

// readAuthenticated reads one that was just made.
func readAuthenticated(raw []byte) (authenticated, error) {
	r := reader{data: raw}
	return r.authenticated(), r.err
}

func (r *reader) header(a *authenticated, protected bool) {
	for label := range r.labels {
		switch {
		case label == headerAlg && protected:
			a.algorithm = r.int()
		case label == headerX5Chain && a.chain == nil:
			a.chain = r.chain()
		case label == headerKeyID: // means nothing here; a widespread library writes undefined
			r.item()
		case !protected || label == headerCritical || label == headerX5Chain:
			r.fail("header is not supported")
		default:
			r.item()
		}
	}
}

// chain reads x5chain, RFC 9360 section 2: one certificate stands alone, several in an array.
func (r *reader) chain() [][]byte {
	if r.peek()>>5 == majorBytes {
		return [][]byte{r.bytes()}
	}
	n := r.array()
	r.require(n >= 2, "chain of one in an array")
	chain := make([][]byte, 0, min(n, 8))
	for range n {
		chain = append(chain, r.bytes())
		if r.err != nil {
			return nil
		}
	}
	return chain
}

// appendChain appends an unprotected header with x5chain, empty if there is no chain.
func appendChain(dst []byte, chain [][]byte) []byte {
	if len(chain) == 0 {
		return appendMap(dst, 0)
	}
	dst = append(dst, 0xa1, 0x18, headerX5Chain)
	if len(chain) > 1 {
		dst = appendArray(dst, len(chain))
	}
	for _, der := range chain {
		dst = appendBytes(dst, der)
	}
	return dst
}

// appendSigStructure appends what a COSE_Sign1 signs, but for the payload as a byte string.
func appendSigStructure(dst, protected []byte) []byte {
	dst = append(dst, "\x84\x6aSignature1"...)
	return append(appendBytes(dst, protected), 0x40) // no external data
}

// verify checks a COSE_Sign1 over payload, which is detached or the message's own.
func (a *authenticated) verify(key crypto.PublicKey, payload []byte) error {
	var name string
	switch a.algorithm {
	case algES256:
		name = jose.ES256
	case algEdDSA:
		name = jose.EdDSA
	default:
		return fmt.Errorf("%w: algorithm %d is not supported", ErrSignature, a.algorithm)
	}
	message := make([]byte, 0, 32+len(a.protected)+len(payload))
	message = appendBytes(appendSigStructure(message, a.protected), payload)
	return jose.Verify(key, name, message, a.proof)
}

// appendDetachedSign1 signs payload and appends a COSE_Sign1 without it.
func appendDetachedSign1(dst []byte, signer Signer, chain [][]byte, payload []byte) ([]byte, error) {
	dst = append(append(dst, 0x84), protectedES256...)
	dst = append(appendChain(dst, chain), cborNull)
	message := appendSigStructure(make([]byte, 0, 32+len(payload)), []byte(protectedES256[1:]))
	digest := sha256.Sum256(appendBytes(message, payload))
	rs, err := sign(signer, digest[:])
	if err != nil {
		return nil, err
	}
	return appendBytes(dst, rs), nil
}

func sign(signer Signer, digest []byte) ([]byte, error) {
	rs, err := signer.Sign(digest)
	if err != nil {
		return nil, fmt.Errorf("mdoc: sign: %w", err)
	}
	if len(rs) != jose.RawSize {
		return nil, errors.New("mdoc: signer gave a signature of another length")
	}
	return rs, nil
}

// macStructure is what a COSE_Mac0 authenticates, RFC 9052 section 6.3.
func macStructure(protected, payload []byte) []byte {
	m := make([]byte, 0, 32+len(protected)+len(payload))
	m = appendBytes(append(m, "\x84\x64MAC0"...), protected)
	return appendBytes(append(m, 0x40), payload)
}
