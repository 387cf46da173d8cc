package sdjwt

import (
	"errors"
	"strings"
	"time"

	"jemput/internal/jose"
)

// bindingType is the typ of a key binding, RFC 9901 section 4.3.
const bindingType = "kb+jwt"

// Disclosed lists the paths of the disclosures that the token carries, in their order.
func (t *Token) Disclosed() []Path {
	paths := make([]Path, len(t.disclosures))
	for i := range t.disclosures {
		paths[i] = append(Path(nil), t.disclosures[i].path...)
	}
	return paths
}

// Present gives the token with only the disclosures for which choose is true, and those
// that they stand in; without a key binding. choose must not keep or change the path.
func (t *Token) Present(choose func(Path) bool) (*Token, error) {
	keep := make([]bool, len(t.disclosures))
	for i := range t.disclosures {
		if !choose(t.disclosures[i].path) {
			continue
		}
		for at := i; at >= 0 && !keep[at]; at = t.disclosures[at].parent {
			keep[at] = true
		}
	}
	var b strings.Builder
	b.Grow(len(t.text))
	b.WriteString(t.text[:strings.IndexByte(t.text, '~')+1])
	for i, kept := range keep {
		if kept {
			b.WriteString(t.disclosures[i].text)
			b.WriteByte('~')
		}
	}
	return Parse(b.String())
}

// Binding is what a holder says when presenting.
type Binding struct {
	Audience string    // who asks
	Nonce    string    // what makes the answer fresh, from the verifier
	IssuedAt time.Time // written in whole seconds
	Extra    Object    // further claims of the protocol, such as transaction_data_hashes; none disclosable
}

// KeyBind signs a presentation with the holder's key and gives the SD-JWT+KB. A key binding
// that the token carries is replaced.
func (t *Token) KeyBind(signer Signer, b Binding) (string, error) {
	if b.Audience == "" || b.Nonce == "" || b.IssuedAt.IsZero() {
		return "", errors.New("sdjwt: key binding needs audience, nonce and time")
	}
	claims := append(Object{
		Plain("iat", b.IssuedAt.Unix()),
		Plain("aud", b.Audience),
		Plain("nonce", b.Nonce),
		Plain("sd_hash", digestOf(t.text)),
	}, b.Extra...)
	if salts(claims) > 0 {
		return "", errors.New("sdjwt: key binding with disclosable claims")
	}
	payload, err := new(encoder).encodePayload(nil, claims)
	if err != nil {
		return "", err
	}
	header, err := jose.Header{Type: bindingType}.Encode()
	if err != nil {
		return "", err
	}
	kb, err := jose.Sign(signer, header, payload)
	if err != nil {
		return "", err
	}
	return t.text + kb, nil
}
