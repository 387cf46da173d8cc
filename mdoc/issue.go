package mdoc

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"

	"jemput/internal/jose"
)

// Issuer signs credentials with one key and certificate. Safe for concurrent use if its signer is.
type Issuer struct {
	signer Signer
	auth   []byte // "issuerAuth" up to the payload, encoded once for all credentials
}

// NewIssuer makes an issuer. chain is its certificates as DER, leaf first, without the trust anchor.
func NewIssuer(signer Signer, chain [][]byte) (*Issuer, error) {
	if signer == nil || len(chain) == 0 {
		return nil, errors.New("mdoc: an issuer needs a signer and its certificate")
	}
	auth := appendText(nil, "issuerAuth")
	auth = append(append(auth, 0x84), protectedES256...)
	return &Issuer{signer: signer, auth: appendChain(auth, chain)}, nil
}

// Draft is a credential that is complete but for the signature, so that it can be looked at first.
type Draft struct {
	signer  Signer
	doc     []byte // the whole IssuerSigned, 64 zero bytes in place of the signature; nil once signed
	payload []byte // the part of doc that is the payload with its head
	mso     []byte // the part of doc that is the security object
}

// signatureHead is the head of a signature as a byte string.
const signatureHead = "\x58\x40"

var encoders = sync.Pool{New: func() any { return new(encoder) }}

// Prepare makes random values, digests and security object of a credential.
func (i *Issuer) Prepare(c Credential) (*Draft, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	if err := e.namespaces(c.Namespaces); err != nil {
		return nil, err
	}
	if err := e.securityObject(&c); err != nil {
		return nil, err
	}
	payload := encodedSize(len(e.mso))
	size := len(e.doc) + len(i.auth) + headSize(uint64(payload)) + payload + len(signatureHead) + jose.RawSize
	doc := append(append(make([]byte, 0, size), e.doc...), i.auth...)
	start := len(doc)
	doc = appendEncoded(appendHead(doc, majorBytes, uint64(payload)), e.mso)
	end := len(doc)
	doc = append(doc, signatureHead...)
	return &Draft{signer: i.signer, doc: doc[:len(doc)+jose.RawSize], payload: doc[start:end], mso: doc[end-len(e.mso) : end : end]}, nil
}

// SecurityObject is the encoded mobile security object that will be signed; nothing once the draft is signed.
func (d *Draft) SecurityObject() []byte { return bytes.Clone(d.mso) }

// Read reads the draft as its holder will, so that a linter sees what a verifier would see;
// only the signature is missing.
func (d *Draft) Read() (*IssuerSigned, error) {
	if d.doc == nil {
		return nil, errSigned
	}
	return ParseIssuerSigned(bytes.Clone(d.doc))
}

var errSigned = errors.New("mdoc: draft is signed already")

// signedHead is what precedes the payload in the Sig_structure of an issuer.
var signedHead = appendSigStructure(nil, []byte(protectedES256[1:]))

// Sign makes the encoded IssuerSigned. A draft is signed once.
func (d *Draft) Sign() ([]byte, error) {
	if d.doc == nil {
		return nil, errSigned
	}
	h := sha256.New()
	h.Write(signedHead)
	h.Write(d.payload)
	var digest [sha256.Size]byte
	rs, err := sign(d.signer, h.Sum(digest[:0]))
	if err != nil {
		return nil, err
	}
	doc := d.doc
	copy(doc[len(doc)-jose.RawSize:], rs)
	*d = Draft{}
	return doc, nil
}

// Issue makes and signs a credential and gives the encoded IssuerSigned for the holder.
func (i *Issuer) Issue(c Credential) ([]byte, error) {
	draft, err := i.Prepare(c)
	if err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	return draft.Sign()
}
