package statuslist

import (
	"crypto"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"jemput/internal/jose"
)

// jwtType is the typ of a status list token in JWT form, section 5.1.
const jwtType = "statuslist+jwt"

// SignJWT makes the JWT form of a status list token.
func SignJWT(signer Signer, h Header, t Token) (string, error) {
	if err := t.check(); err != nil {
		return "", err
	}
	if !utf8.ValidString(t.Subject) || !utf8.ValidString(t.AggregationURI) {
		return "", fmt.Errorf("%w: URI is not UTF-8", ErrMalformed)
	}
	header, err := jose.Header{Type: jwtType, KeyID: h.KeyID, Chain: h.Chain}.Encode()
	if err != nil {
		return "", err
	}
	return jose.Sign(signer, header, t.payload())
}

func (t Token) payload() []byte {
	packed := t.List.Compress()
	b := make([]byte, 0, len(packed)*4/3+len(t.Subject)+len(t.AggregationURI)+200)
	b = jose.AppendString(append(b, `{"sub":`...), t.Subject)
	b = strconv.AppendInt(append(b, `,"iat":`...), t.IssuedAt.Unix(), 10)
	if !t.Expires.IsZero() {
		b = strconv.AppendInt(append(b, `,"exp":`...), t.Expires.Unix(), 10)
	}
	if t.TTL > 0 {
		b = strconv.AppendInt(append(b, `,"ttl":`...), int64(t.TTL/time.Second), 10)
	}
	b = strconv.AppendInt(append(b, `,"status_list":{"bits":`...), int64(t.List.bits), 10)
	b = jose.AppendEncode(append(b, `,"lst":"`...), packed)
	b = append(b, '"')
	if t.AggregationURI != "" {
		b = jose.AppendString(append(b, `,"aggregation_uri":`...), t.AggregationURI)
	}
	return append(b, `}}`...)
}

// JWT is a status list token in JWT form that was read and not yet verified.
type JWT struct {
	jws   *jose.JWS
	token Token
}

// ParseJWT reads the JWT form.
func ParseJWT(text string) (*JWT, error) {
	j, err := jose.ReadJWS(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if j.Text("typ") != jwtType {
		return nil, fmt.Errorf("%w: type is not %s", ErrMalformed, jwtType)
	}
	claims, err := jose.ReadObject(j.Payload)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	t, err := tokenOf(claims)
	if err != nil {
		return nil, err
	}
	return &JWT{jws: j, token: t}, nil
}

// KeyID is the header's kid, "" if there is none.
func (j *JWT) KeyID() string { return j.jws.Text("kid") }

// Chain is the header's x5c as DER, leaf first, nil if there is none. The caller must validate it.
func (j *JWT) Chain() ([][]byte, error) { return j.jws.Chain() }

// Verify checks signature, subject (the URI of the Reference) and expiry, and gives the
// token. key is *ecdsa.PublicKey on P-256 or ed25519.PublicKey.
func (j *JWT) Verify(key crypto.PublicKey, uri string, now time.Time) (Token, error) {
	if err := j.jws.Verify(key); err != nil {
		return Token{}, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	if err := j.token.accept(uri, now); err != nil {
		return Token{}, err
	}
	return j.token, nil
}

// VerifyJWT parses and verifies in one step where the key is known beforehand.
func VerifyJWT(text string, key crypto.PublicKey, uri string, now time.Time) (Token, error) {
	j, err := ParseJWT(text)
	if err != nil {
		return Token{}, err
	}
	return j.Verify(key, uri, now)
}

func tokenOf(claims map[string]any) (Token, error) {
	list, _ := claims["status_list"].(map[string]any)
	packed, _ := list["lst"].(string)
	aggregation, ok := optional[string](list, "aggregation_uri")
	subject, ok2 := claims["sub"].(string)
	if list == nil || packed == "" || !ok || !ok2 {
		return Token{}, fmt.Errorf("%w: no list or no subject", ErrMalformed)
	}
	raw, err := jose.Decode(packed)
	if err != nil {
		return Token{}, fmt.Errorf("%w: lst: %w", ErrMalformed, err)
	}
	bits, err := integer(list, "bits")
	iat, err2 := integer(claims, "iat")
	exp, err3 := integer(claims, "exp")
	ttl, err4 := integer(claims, "ttl")
	if err := errors.Join(err, err2, err3, err4); err != nil {
		return Token{}, err
	}
	t := Token{Subject: subject, IssuedAt: unix(iat), Expires: unix(exp), TTL: time.Duration(ttl) * time.Second, AggregationURI: aggregation}
	t.List, err = Decompress(int(bits), raw)
	return t, err
}

// maxNumber bounds times and durations, so that none overflows.
const maxNumber = 1 << 33

// integer reads a member that is a whole number from 1 to maxNumber; 0 if it is absent.
// A fraction, which a NumericDate may have, is cut.
func integer(from map[string]any, name string) (int64, error) {
	v, there := from[name]
	if !there {
		return 0, nil
	}
	n, _ := v.(json.Number)
	f, err := n.Float64()
	if err != nil || f < 1 || f > maxNumber {
		return 0, fmt.Errorf("%w: %s out of range", ErrMalformed, name)
	}
	return int64(f), nil
}

func optional[T any](from map[string]any, name string) (v T, ok bool) {
	if from[name] == nil {
		return v, true
	}
	v, ok = from[name].(T)
	return v, ok
}

// unix is a time of seconds since 1970, the zero time for 0.
func unix(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// ReferenceOf reads the claim status of a token's verified claims (numbers as json.Number).
// A token without one has no status to check: ok is false.
func ReferenceOf(claims map[string]any) (ref Reference, ok bool, err error) {
	status, there := claims["status"]
	if !there {
		return Reference{}, false, nil
	}
	outer, _ := status.(map[string]any)
	list, _ := outer["status_list"].(map[string]any)
	uri, _ := list["uri"].(string)
	n, _ := list["idx"].(json.Number)
	index, err := strconv.ParseInt(string(n), 10, 32)
	if err != nil || index < 0 || uri == "" {
		return Reference{}, false, fmt.Errorf("%w: status without a list reference", ErrMalformed)
	}
	return Reference{URI: uri, Index: int(index)}, true, nil
}
