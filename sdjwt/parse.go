package sdjwt

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"jemput/internal/jose"
)

// ErrMalformed says that a text is not a token of RFC 9901 as this package accepts it.
var ErrMalformed = errors.New("sdjwt: malformed token")

// Path leads to a claim: member names (string) and positions in arrays (int), from the top.
type Path []any

// Token is a token that was read. Nothing of it may be believed before Verify or
// VerifyPresentation gave its claims. It does not change; safe for concurrent use.
type Token struct {
	text        string // up to and with the last "~": what a key binding hashes
	jws         *jose.JWS
	disclosures []disclosure
	claims      map[string]any // with the disclosures in their places
	kb          *jose.JWS      // nil without key binding
	kbClaims    map[string]any
	kbText      string
}

// disclosure is one disclosure and its place in the claims.
type disclosure struct {
	text   string // base64url, as it came
	named  bool   // of a property; false: of an array element
	name   string
	value  any
	placed bool
	path   Path
	parent int // the disclosure that holds this one's digest, -1 if the payload does
}

// Parse reads an SD-JWT or an SD-JWT+KB and puts every disclosure in its place, by the
// rules of RFC 9901 section 7.1 steps 1 to 3 but for the signatures.
func Parse(text string) (*Token, error) {
	last := strings.LastIndexByte(text, '~')
	if last < 0 {
		return nil, fmt.Errorf("%w: no disclosure separator", ErrMalformed)
	}
	t := &Token{text: text[:last+1], kbText: text[last+1:]}
	head, rest, _ := strings.Cut(t.text, "~")
	var err error
	if t.jws, err = jose.ReadJWS(head); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if t.disclosures, err = readDisclosures(rest); err != nil {
		return nil, err
	}
	payload, err := jose.ReadObject(t.jws.Payload)
	if err != nil {
		return nil, fmt.Errorf("%w: payload: %w", ErrMalformed, err)
	}
	if t.claims, err = place(payload, t.disclosures); err != nil {
		return nil, err
	}
	return t, t.readBinding()
}

func (t *Token) readBinding() (err error) {
	if t.kbText == "" {
		return nil
	}
	if t.kb, err = jose.ReadJWS(t.kbText); err != nil {
		return fmt.Errorf("%w: key binding: %w", ErrMalformed, err)
	}
	if t.kbClaims, err = jose.ReadObject(t.kb.Payload); err != nil {
		return fmt.Errorf("%w: key binding: %w", ErrMalformed, err)
	}
	return nil
}

// readDisclosures reads "disclosure~disclosure~...~", which may be empty.
func readDisclosures(text string) ([]disclosure, error) {
	if text == "" {
		return nil, nil
	}
	parts := strings.Split(text[:len(text)-1], "~")
	list := make([]disclosure, len(parts))
	for i, part := range parts {
		d, err := readDisclosure(part)
		if err != nil {
			return nil, err
		}
		list[i] = d
	}
	return list, nil
}

// readDisclosure reads [salt, name, value] or [salt, value], RFC 9901 section 4.2.
func readDisclosure(text string) (disclosure, error) {
	raw, err := jose.Decode(text)
	if err != nil {
		return disclosure{}, fmt.Errorf("%w: disclosure: %w", ErrMalformed, err)
	}
	v, err := jose.ReadValue(raw)
	if err != nil {
		return disclosure{}, fmt.Errorf("%w: disclosure: %w", ErrMalformed, err)
	}
	list, _ := v.([]any)
	d := disclosure{text: text, parent: -1}
	switch len(list) {
	case 2:
		d.value = list[1]
	case 3:
		d.named, d.value = true, list[2]
		var ok bool
		if d.name, ok = list[1].(string); !ok || reserved(d.name) {
			return disclosure{}, fmt.Errorf("%w: disclosure with a reserved name or none", ErrMalformed)
		}
	default:
		return disclosure{}, fmt.Errorf("%w: disclosure is not an array of 2 or 3", ErrMalformed)
	}
	if _, ok := list[0].(string); !ok {
		return disclosure{}, fmt.Errorf("%w: disclosure without a salt", ErrMalformed)
	}
	return d, nil
}

func digestOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return jose.Encode(sum[:])
}

// Type is the typ of the issuer's header.
func (t *Token) Type() string { return t.jws.Text("typ") }

// KeyID is the kid of the issuer's header, "" if there is none.
func (t *Token) KeyID() string { return t.jws.Text("kid") }

// Chain is x5c of the issuer's header as DER, leaf first, nil if there is none. The caller must validate it.
func (t *Token) Chain() ([][]byte, error) { return t.jws.Chain() }

// Bound says that the token carries a key binding.
func (t *Token) Bound() bool { return t.kb != nil }

// Unverified is the claims as they stand, to find the issuer's key by; nothing in them may
// be believed yet. The caller must not change them.
func (t *Token) Unverified() map[string]any { return t.claims }

// BindingClaims is the payload of the key binding, nil without one: to be believed once
// VerifyPresentation succeeded. The caller must not change it.
func (t *Token) BindingClaims() map[string]any { return t.kbClaims }

// Compact is the token without its key binding.
func (t *Token) Compact() string { return t.text }
