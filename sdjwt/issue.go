package sdjwt

import (
	"errors"
	"strings"
	"sync"
	"unsafe"

	"jemput/internal/jose"
)

// DefaultType is the typ of an SD-JWT VC.
const DefaultType = "dc+sd-jwt"

// Signer makes ES256 signatures.
type Signer interface {
	// Sign signs a SHA-256 digest and gives r||s, 64 bytes.
	Sign(digest []byte) (rs []byte, err error)
}

// Header is the protected header of an issuer's tokens. alg is ES256.
type Header struct {
	Type  string   // typ; "" is DefaultType
	KeyID string   // kid, left out if ""
	Chain [][]byte // x5c: DER certificates, leaf first, without the trust anchor; left out if empty
}

// Issuer signs tokens with one key under one header. Safe for concurrent use if its signer is.
type Issuer struct {
	signer Signer
	header string // encoded once for all tokens
}

// NewIssuer makes an issuer.
func NewIssuer(signer Signer, h Header) (*Issuer, error) {
	if h.Type == "" {
		h.Type = DefaultType
	}
	header, err := jose.Header{Type: h.Type, KeyID: h.KeyID, Chain: h.Chain}.Encode()
	if err != nil {
		return nil, err
	}
	return &Issuer{signer: signer, header: header}, nil
}

// Draft is a token that is complete but for the signature, so that it can be looked at first.
type Draft struct {
	signer Signer
	token  []byte // the whole token with a gap where the signature goes; nil once signed
	head   int    // the length of the header
	gap    int    // where the gap starts
}

// gapSize is the room of "." and an encoded signature.
const gapSize = 1 + (jose.RawSize*4+2)/3

// Payload is the JSON that will be signed: with digests in place of what is disclosable;
// nothing once the draft is signed.
func (d *Draft) Payload() []byte {
	if d.token == nil {
		return nil
	}
	payload, err := jose.Decode(string(d.token[d.head+1 : d.gap]))
	if err != nil {
		panic(err) // Prepare encoded it
	}
	return payload
}

// Disclosures are the disclosures in the order in which they will stand, each base64url;
// none once the draft is signed.
func (d *Draft) Disclosures() []string {
	if len(d.token) < d.gap+gapSize+2 {
		return nil
	}
	return strings.Split(string(d.token[d.gap+gapSize+1:len(d.token)-1]), "~")
}

var encoders = sync.Pool{New: func() any { return new(encoder) }}

// Prepare makes salts, disclosures and payload of a token.
func (i *Issuer) Prepare(claims Object) (*Draft, error) {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	payload, err := e.encodePayload(e.payload[:0], claims)
	if err != nil {
		return nil, err
	}
	e.payload = payload
	gap := len(i.header) + 1 + (len(payload)*4+2)/3
	token := make([]byte, 0, gap+gapSize+len(e.disclosures)+1)
	token = append(append(token, i.header...), '.')
	token = jose.AppendEncode(token, payload)[:gap+gapSize]
	token = append(append(token, e.disclosures...), '~')
	return &Draft{signer: i.signer, token: token, head: len(i.header), gap: gap}, nil
}

// Sign makes the token. A draft is signed once.
func (d *Draft) Sign() (string, error) {
	if d.token == nil {
		return "", errors.New("sdjwt: draft is signed already")
	}
	if _, err := jose.AppendSignature(d.token[:d.gap:d.gap+gapSize], d.signer); err != nil {
		return "", err
	}
	token := d.token
	d.token = nil
	return unsafe.String(unsafe.SliceData(token), len(token)), nil // nobody else holds the bytes, as in strings.Builder
}

// Issue makes and signs a token of claims, with all its disclosures, for the holder.
func (i *Issuer) Issue(claims Object) (string, error) {
	draft, err := i.Prepare(claims)
	if err != nil {
		return "", err
	}
	return draft.Sign()
}
