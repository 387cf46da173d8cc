package jose

import (
	"crypto"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrJWS says that a text is not a compact JWS that is understood here.
var ErrJWS = errors.New("jose: not an acceptable JWS")

// Header is the protected header of a JWS that is made here. The algorithm is ES256.
type Header struct {
	Type  string   // typ
	KeyID string   // kid, left out if ""
	Chain [][]byte // x5c: DER certificates, leaf first, without the trust anchor; left out if empty
}

// Encode is the base64url of the header's JSON.
func (h Header) Encode() (string, error) {
	if !utf8.ValidString(h.Type) || !utf8.ValidString(h.KeyID) {
		return "", errors.New("jose: header is not UTF-8")
	}
	b := append([]byte(nil), `{"alg":"ES256"`...)
	if h.Type != "" {
		b = AppendString(append(b, `,"typ":`...), h.Type)
	}
	if h.KeyID != "" {
		b = AppendString(append(b, `,"kid":`...), h.KeyID)
	}
	for i, der := range h.Chain {
		b = append(b, []string{`,"x5c":["`, `","`}[min(i, 1)]...)
		b = stdEncoding.AppendEncode(b, der)
	}
	if len(h.Chain) > 0 {
		b = append(b, `"]`...)
	}
	return Encode(append(b, '}')), nil
}

// Sign makes a compact JWS from an encoded header and a payload.
func Sign(signer Signer, header string, payload []byte) (string, error) {
	out := make([]byte, 0, len(header)+len(payload)*4/3+RawSize*4/3+8)
	out = append(append(out, header...), '.')
	out = AppendEncode(out, payload)
	out, err := AppendSignature(out, signer)
	return string(out), err
}

// AppendSignature signs all of input and appends a dot and the encoded signature.
func AppendSignature(input []byte, signer Signer) ([]byte, error) {
	digest := sha256.Sum256(input)
	rs, err := signer.Sign(digest[:])
	if err != nil {
		return nil, fmt.Errorf("jose: sign: %w", err)
	}
	if len(rs) != RawSize {
		return nil, fmt.Errorf("jose: signer gave %d bytes, want %d", len(rs), RawSize)
	}
	return AppendEncode(append(input, '.'), rs), nil
}

// JWS is a compact JWS that was read and not yet verified.
type JWS struct {
	Header  map[string]any
	Payload []byte

	input     string // what is signed: header and payload as they came
	signature []byte
}

// ReadJWS takes a compact JWS apart. An extension that must be understood (crit,
// RFC 7515 section 4.1.11) and an unencoded payload (b64, RFC 7797) are refused.
func ReadJWS(text string) (*JWS, error) {
	head, rest, ok := strings.Cut(text, ".")
	body, sig, ok2 := strings.Cut(rest, ".")
	if !ok || !ok2 || strings.Contains(sig, ".") {
		return nil, fmt.Errorf("%w: not three parts", ErrJWS)
	}
	j := &JWS{input: text[:len(head)+1+len(body)]}
	headText, err := Decode(head)
	if err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrJWS, err)
	}
	if j.Header, err = ReadObject(headText); err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrJWS, err)
	}
	if j.Payload, err = Decode(body); err != nil {
		return nil, fmt.Errorf("%w: payload: %w", ErrJWS, err)
	}
	if j.signature, err = Decode(sig); err != nil {
		return nil, fmt.Errorf("%w: signature: %w", ErrJWS, err)
	}
	for _, name := range []string{"crit", "b64"} {
		if _, there := j.Header[name]; there {
			return nil, fmt.Errorf("%w: %s is not supported", ErrJWS, name)
		}
	}
	return j, nil
}

// Text is a header member that is a string, "" otherwise.
func (j *JWS) Text(name string) string {
	s, _ := j.Header[name].(string)
	return s
}

// Verify checks the signature with key.
func (j *JWS) Verify(key crypto.PublicKey) error {
	return Verify(key, j.Text("alg"), []byte(j.input), j.signature)
}

// Chain is x5c as DER certificates, leaf first; nil if the header has none. The certificates are not checked.
func (j *JWS) Chain() ([][]byte, error) {
	v, there := j.Header["x5c"]
	if !there {
		return nil, nil
	}
	list, _ := v.([]any)
	chain := make([][]byte, 0, len(list))
	for _, v := range list {
		text, _ := v.(string)
		der, err := stdEncoding.DecodeString(text)
		if err != nil || len(der) == 0 {
			return nil, fmt.Errorf("%w: x5c is not base64 certificates", ErrJWS)
		}
		chain = append(chain, der)
	}
	if len(chain) == 0 {
		return nil, fmt.Errorf("%w: x5c is empty", ErrJWS)
	}
	return chain, nil
}
