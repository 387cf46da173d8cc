package statuslist

import (
	"crypto"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"time"

	"jemput/internal/jose"

	"github.com/fxamacker/cbor/v2"
	"github.com/veraison/go-cose"
)

// cwtType is the type (label 16) of a status list token in CWT form, section 5.2.
const cwtType = "application/statuslist+cwt"

// cwtClaims is the payload; the numbers are those of section 5.2.
type cwtClaims struct {
	Subject  string  `cbor:"2,keyasint"`
	Expires  uint64  `cbor:"4,keyasint,omitempty"`
	IssuedAt uint64  `cbor:"6,keyasint"`
	List     cwtList `cbor:"65533,keyasint"`
	TTL      uint64  `cbor:"65534,keyasint,omitempty"`
}

// cwtList is the list in CBOR form, section 4.3.
type cwtList struct {
	Bits           int    `cbor:"bits"`
	Packed         []byte `cbor:"lst"`
	AggregationURI string `cbor:"aggregation_uri,omitempty"`
}

var (
	encoding = must(cbor.CoreDetEncOptions().EncMode())
	decoding = must(cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the options are constant
	}
	return v
}

// SignCWT makes the CWT form of a status list token, a tagged COSE_Sign1.
func SignCWT(signer Signer, h Header, t Token) ([]byte, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	claims := cwtClaims{Subject: t.Subject, IssuedAt: uint64(t.IssuedAt.Unix()), TTL: uint64(t.TTL / time.Second),
		List: cwtList{Bits: t.List.bits, Packed: t.List.Compress(), AggregationURI: t.AggregationURI}}
	if !t.Expires.IsZero() {
		claims.Expires = uint64(t.Expires.Unix())
	}
	payload, err := encoding.Marshal(claims)
	if err != nil {
		return nil, fmt.Errorf("statuslist: %w", err)
	}
	m := cose.Sign1Message{Headers: h.cose(), Payload: payload}
	if err := m.Sign(nil, nil, coseSigner{signer}); err != nil {
		return nil, fmt.Errorf("statuslist: sign: %w", err)
	}
	return m.MarshalCBOR()
}

func (h Header) cose() cose.Headers {
	headers := cose.Headers{
		Protected: cose.ProtectedHeader{
			cose.HeaderLabelAlgorithm: cose.AlgorithmES256,
			cose.HeaderLabelType:      cwtType,
		},
		Unprotected: cose.UnprotectedHeader{},
	}
	if h.KeyID != "" {
		headers.Unprotected[cose.HeaderLabelKeyID] = []byte(h.KeyID)
	}
	switch len(h.Chain) {
	case 0:
	case 1: // RFC 9360 section 2: one certificate stands alone
		headers.Unprotected[cose.HeaderLabelX5Chain] = h.Chain[0]
	default:
		chain := make([]any, len(h.Chain))
		for i, der := range h.Chain {
			chain[i] = der
		}
		headers.Unprotected[cose.HeaderLabelX5Chain] = chain
	}
	return headers
}

// CWT is a status list token in CWT form that was read and not yet verified.
type CWT struct {
	message cose.Sign1Message
	token   Token
}

// ParseCWT reads the CWT form.
func ParseCWT(raw []byte) (*CWT, error) {
	var c CWT
	if err := c.message.UnmarshalCBOR(raw); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if c.message.Headers.Protected[cose.HeaderLabelType] != cwtType {
		return nil, fmt.Errorf("%w: type is not %s", ErrMalformed, cwtType)
	}
	if _, there := c.message.Headers.Protected[cose.HeaderLabelCritical]; there {
		return nil, fmt.Errorf("%w: critical headers are not supported", ErrMalformed)
	}
	var claims cwtClaims
	if err := decoding.Unmarshal(c.message.Payload, &claims); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if max(claims.IssuedAt, claims.Expires, claims.TTL) > maxNumber {
		return nil, fmt.Errorf("%w: number out of range", ErrMalformed)
	}
	c.token = Token{Subject: claims.Subject, IssuedAt: unix(int64(claims.IssuedAt)), Expires: unix(int64(claims.Expires)),
		TTL: time.Duration(claims.TTL) * time.Second, AggregationURI: claims.List.AggregationURI}
	var err error
	c.token.List, err = Decompress(claims.List.Bits, claims.List.Packed)
	return &c, err
}

// KeyID is the header's key id, "" if there is none.
func (c *CWT) KeyID() string {
	id, ok := c.message.Headers.Protected[cose.HeaderLabelKeyID].([]byte)
	if !ok {
		id, _ = c.message.Headers.Unprotected[cose.HeaderLabelKeyID].([]byte)
	}
	return string(id)
}

// Chain is the header's x5chain as DER, leaf first, nil if there is none. The caller must validate it.
func (c *CWT) Chain() [][]byte {
	v, there := c.message.Headers.Protected[cose.HeaderLabelX5Chain]
	if !there {
		v = c.message.Headers.Unprotected[cose.HeaderLabelX5Chain]
	}
	switch v := v.(type) {
	case []byte:
		return [][]byte{v}
	case []any:
		var chain [][]byte
		for _, der := range v {
			if der, ok := der.([]byte); ok {
				chain = append(chain, der)
			}
		}
		return chain
	}
	return nil
}

// Verify checks signature, subject (the URI of the Reference) and expiry, and gives the
// token. key is *ecdsa.PublicKey on P-256 or ed25519.PublicKey.
func (c *CWT) Verify(key crypto.PublicKey, uri string, now time.Time) (Token, error) {
	if err := c.message.Verify(nil, coseVerifier{key}); err != nil {
		return Token{}, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	if err := c.token.accept(uri, now); err != nil {
		return Token{}, err
	}
	return c.token, nil
}

// VerifyCWT parses and verifies in one step where the key is known beforehand.
func VerifyCWT(raw []byte, key crypto.PublicKey, uri string, now time.Time) (Token, error) {
	c, err := ParseCWT(raw)
	if err != nil {
		return Token{}, err
	}
	return c.Verify(key, uri, now)
}

type coseSigner struct{ signer Signer }

func (s coseSigner) Algorithm() cose.Algorithm { return cose.AlgorithmES256 }

func (s coseSigner) Sign(_ io.Reader, content []byte) ([]byte, error) {
	digest := sha256.Sum256(content)
	rs, err := s.signer.Sign(digest[:])
	if err == nil && len(rs) != jose.RawSize {
		err = errors.New("signer gave a signature of another length")
	}
	return rs, err
}

// coseVerifier lets the key say the algorithm; go-cose holds it against the header's.
type coseVerifier struct{ key crypto.PublicKey }

func (v coseVerifier) Algorithm() cose.Algorithm {
	if name, err := jose.Algorithm(v.key); err == nil && name == jose.EdDSA {
		return cose.AlgorithmEdDSA
	}
	return cose.AlgorithmES256
}

func (v coseVerifier) Verify(content, signature []byte) error {
	name, err := jose.Algorithm(v.key)
	if err != nil {
		return err
	}
	return jose.Verify(v.key, name, content, signature)
}
