package jose

import (
	"encoding/base64"
	"errors"
	"strings"
)

// ErrBase64 says that a text is not base64url as RFC 7515 section 2 wants it.
var ErrBase64 = errors.New("jose: not canonical base64url")

var (
	strict      = base64.RawURLEncoding.Strict()
	stdEncoding = base64.StdEncoding.Strict() // x5c alone uses standard base64, RFC 7515 section 4.1.6
)

// Encode is base64url without padding.
func Encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// AppendEncode appends base64url without padding to dst.
func AppendEncode(dst, b []byte) []byte { return base64.RawURLEncoding.AppendEncode(dst, b) }

// Decode reads base64url and refuses padding, line breaks (which the standard library skips) and spare bits.
func Decode(s string) ([]byte, error) {
	if strings.ContainsAny(s, "\r\n") {
		return nil, ErrBase64
	}
	b, err := strict.DecodeString(s)
	if err != nil {
		return nil, ErrBase64
	}
	return b, nil
}
