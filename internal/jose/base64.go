package jose

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
)

// ErrBase64 says that a text is not base64url as RFC 7515 section 2 wants it.
var ErrBase64 = errors.New("jose: not canonical base64url")

var (
	strict      = base64.RawURLEncoding.Strict()
	stdEncoding = base64.StdEncoding.Strict() // x5c alone uses standard base64, RFC 7515 section 4.1.6
)

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// pairs holds the two characters of every 12 bits, the first in the lower byte. Issuing spent a
// fifth of its time beside the signature in the standard library's encoder, which looks up each alone.
var pairs = func() (t [1 << 12]uint16) {
	for i := range t {
		t[i] = uint16(alphabet[i>>6]) | uint16(alphabet[i&63])<<8
	}
	return t
}()

// Encode is base64url without padding.
func Encode(b []byte) string { return string(AppendEncode(make([]byte, 0, (len(b)*4+2)/3), b)) }

// AppendEncode appends base64url without padding to dst.
func AppendEncode(dst, b []byte) []byte {
	n := len(dst)
	dst = slices.Grow(dst, (len(b)*4+2)/3)[:n+(len(b)*4+2)/3]
	out := dst[n:]
	for len(b) >= 8 && len(out) >= 8 { // 6 bytes a turn, read as 8
		v := binary.BigEndian.Uint64(b)
		binary.LittleEndian.PutUint64(out, uint64(pairs[v>>52])|uint64(pairs[v>>40&0xfff])<<16|
			uint64(pairs[v>>28&0xfff])<<32|uint64(pairs[v>>16&0xfff])<<48)
		b, out = b[6:], out[8:]
	}
	for len(b) >= 3 {
		v := uint(b[0])<<16 | uint(b[1])<<8 | uint(b[2])
		binary.LittleEndian.PutUint32(out, uint32(pairs[v>>12])|uint32(pairs[v&0xfff])<<16)
		b, out = b[3:], out[4:]
	}
	switch len(b) {
	case 1:
		out[0], out[1] = alphabet[b[0]>>2], alphabet[b[0]<<4&63]
	case 2:
		v := uint(b[0])<<8 | uint(b[1])
		out[0], out[1], out[2] = alphabet[v>>10], alphabet[v>>4&63], alphabet[v<<2&63]
	}
	return dst
}

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
