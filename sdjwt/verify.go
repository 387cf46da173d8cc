package sdjwt

import (
	"crypto"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"jemput/internal/jose"
)

// What verification can find wrong, beside ErrMalformed.
var (
	ErrSignature   = jose.ErrSignature
	ErrType        = errors.New("sdjwt: token is of another type")
	ErrExpired     = errors.New("sdjwt: token has expired")
	ErrNotYetValid = errors.New("sdjwt: token is not valid yet")
	ErrKeyBinding  = errors.New("sdjwt: key binding does not hold")
)

// Check is what a token must satisfy besides the signature.
type Check struct {
	Type   string        // typ; "" is DefaultType
	Now    time.Time     // must be given; nbf and exp are held against it
	Leeway time.Duration // how far clocks may differ
}

// Verify checks the issuer's signature with key (*ecdsa.PublicKey on P-256 or
// ed25519.PublicKey), type and times, and gives the claims: numbers as json.Number, nothing
// of the SD-JWT machinery left. A token with key binding is refused: that is for
// VerifyPresentation. The caller must not change the claims.
func (t *Token) Verify(key crypto.PublicKey, c Check) (map[string]any, error) {
	if t.kb != nil {
		return nil, fmt.Errorf("%w: none is expected", ErrKeyBinding)
	}
	if err := t.verifyIssuer(key, c); err != nil {
		return nil, err
	}
	return t.claims, nil
}

func (t *Token) verifyIssuer(key crypto.PublicKey, c Check) error {
	if c.Now.IsZero() {
		return errors.New("sdjwt: no time to check against")
	}
	if c.Type == "" {
		c.Type = DefaultType
	}
	if err := t.jws.Verify(key); err != nil {
		return err
	}
	if t.Type() != c.Type {
		return ErrType
	}
	return checkTimes(t.claims, c)
}

func checkTimes(claims map[string]any, c Check) error {
	now := float64(c.Now.Unix())
	leeway := c.Leeway.Seconds()
	if v, there := claims["exp"]; there {
		exp, err := seconds(v)
		if err != nil {
			return err
		}
		if now >= exp+leeway {
			return ErrExpired
		}
	}
	if v, there := claims["nbf"]; there {
		nbf, err := seconds(v)
		if err != nil {
			return err
		}
		if now < nbf-leeway {
			return ErrNotYetValid
		}
	}
	return nil
}

// seconds reads a NumericDate, RFC 7519 section 2.
func seconds(v any) (float64, error) {
	n, _ := v.(json.Number)
	f, err := n.Float64()
	if err != nil {
		return 0, fmt.Errorf("%w: time is not a number", ErrMalformed)
	}
	return f, nil
}

// Presentation is what a presentation with key binding must satisfy.
type Presentation struct {
	Check
	Audience string        // aud of the key binding: this verifier
	Nonce    string        // nonce of the key binding: what this verifier sent
	MaxAge   time.Duration // how old the key binding may be; 0 is DefaultMaxAge
}

// DefaultMaxAge is the age at which a key binding is refused unless another is given.
const DefaultMaxAge = 5 * time.Minute

// VerifyPresentation checks everything that Verify does, and that the holder of the key in
// cnf bound this very presentation to audience and nonce, within MaxAge (RFC 9901 section
// 7.3). The caller must not change the claims.
func (t *Token) VerifyPresentation(key crypto.PublicKey, p Presentation) (map[string]any, error) {
	if p.Audience == "" || p.Nonce == "" {
		return nil, errors.New("sdjwt: no audience or nonce to check against")
	}
	if t.kb == nil {
		return nil, fmt.Errorf("%w: there is none", ErrKeyBinding)
	}
	if err := t.verifyIssuer(key, p.Check); err != nil {
		return nil, err
	}
	holder, err := t.HolderKey()
	if err != nil {
		return nil, err
	}
	if err := t.kb.Verify(holder); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKeyBinding, err)
	}
	if err := t.checkBinding(p); err != nil {
		return nil, err
	}
	return t.claims, nil
}

// HolderKey is the key in cnf to which the issuer bound the token (RFC 7800 section 3.2).
func (t *Token) HolderKey() (crypto.PublicKey, error) {
	cnf, _ := t.claims["cnf"].(map[string]any)
	jwk, ok := cnf["jwk"].(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%w: token names no holder key", ErrKeyBinding)
	}
	key, err := jose.KeyFrom(jwk)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKeyBinding, err)
	}
	return key, nil
}

func (t *Token) checkBinding(p Presentation) error {
	iat, err := seconds(t.kbClaims["iat"])
	if err != nil {
		return fmt.Errorf("%w: %w", ErrKeyBinding, err)
	}
	if p.MaxAge == 0 {
		p.MaxAge = DefaultMaxAge
	}
	age := float64(p.Now.Unix()) - iat
	switch {
	case t.kb.Text("typ") != bindingType:
		return fmt.Errorf("%w: type is not %s", ErrKeyBinding, bindingType)
	case t.kbClaims["aud"] != p.Audience:
		return fmt.Errorf("%w: for another audience", ErrKeyBinding)
	case t.kbClaims["nonce"] != p.Nonce:
		return fmt.Errorf("%w: for another nonce", ErrKeyBinding)
	case t.kbClaims["sd_hash"] != digestOf(t.text):
		return fmt.Errorf("%w: of another presentation", ErrKeyBinding)
	case age > (p.MaxAge + p.Leeway).Seconds():
		return fmt.Errorf("%w: too old", ErrKeyBinding)
	case age < -p.Leeway.Seconds():
		return fmt.Errorf("%w: from the future", ErrKeyBinding)
	}
	return nil
}
