package register

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Cells come as bytes that change with the next row. What is kept of them is copied once, into one text per row.

const maxText = 300 // bytes of a text that is kept; a longer one is no name, place or address

// trimCell takes off space, and what spreadsheets put around a text so that it stays one: '…, ="…".
func trimCell(b []byte) []byte {
	b = trimSpace(b)
	if len(b) > 3 && b[0] == '=' && b[1] == '"' && b[len(b)-1] == '"' {
		b = trimSpace(b[2 : len(b)-1])
	}
	for {
		switch {
		case len(b) > 0 && (b[0] == '\'' || b[0] == '`'):
			b = trimSpace(b[1:])
		case bytes.HasPrefix(b, []byte("’")), bytes.HasPrefix(b, []byte("‘")):
			b = trimSpace(b[3:])
		default:
			return b
		}
	}
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && b[0] <= ' ' {
		b = b[1:]
	}
	for len(b) > 0 && b[len(b)-1] <= ' ' {
		b = b[:len(b)-1]
	}
	if n := len(b); n > 0 && (b[0] >= utf8.RuneSelf || b[n-1] >= utf8.RuneSelf) { // no-break spaces and the like
		return bytes.TrimFunc(b, isSpace)
	}
	return b
}

func isSpace(c rune) bool {
	return unicode.IsSpace(c) || unicode.IsControl(c) || c == '\u200b' || c == '\ufeff' || c == utf8.RuneError
}

// appendText copies a text with single spaces, in capitals if upper. False if it is longer than a text may be.
func appendCell(dst, b []byte, upper bool) ([]byte, bool) {
	first, space := len(dst), false
	for i := 0; i < len(b); {
		c, size := rune(b[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(b[i:])
		}
		i += size
		if c <= ' ' || c >= 0x7f && isSpace(c) {
			space = len(dst) > first
			continue
		}
		if space {
			dst, space = append(dst, ' '), false
		}
		switch {
		case !upper:
			dst = utf8.AppendRune(dst, c)
		case c >= 'a' && c <= 'z':
			dst = append(dst, byte(c-'a'+'A'))
		case c < utf8.RuneSelf:
			dst = append(dst, byte(c))
		default:
			dst = utf8.AppendRune(dst, unicode.ToUpper(c))
		}
		if len(dst)-first > maxText {
			return dst[:first], false
		}
	}
	return dst, true
}

// isNothing reports what clerks write for "no value".
func isNothing(b []byte) bool {
	if len(b) > 4 {
		return false
	}
	switch string(b) {
	case "", "-", "--", "0", "NULL", "null", "#N/A", "N/A", "\\N":
		return true
	}
	return false
}

// smallNumber reads a whole number of up to nine digits, also as "3.0" or "03".
func smallNumber(b []byte) (int, bool) {
	b = withoutZeroDecimals(trimCell(b))
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// withoutZeroDecimals makes "1001.0" what it was before a program took it for a measurement.
func withoutZeroDecimals(b []byte) []byte {
	i := len(b)
	for i > 0 && b[i-1] == '0' {
		i--
	}
	if i < len(b) && i > 1 && (b[i-1] == '.' || b[i-1] == ',') && !bytes.ContainsAny(b[:i-1], ".,") {
		return b[:i-1]
	}
	return b
}

// codeIn reads a code of a table, as number or text.
func codeIn(t *Table, b []byte) (int, bool) {
	b = trimCell(b)
	if n, ok := smallNumber(b); ok {
		return n, n >= 1 && n <= t.Len()
	}
	if code, ok := t.byName[string(b)]; ok {
		return code, true
	}
	if len(b) > maxText {
		return 0, false
	}
	return t.Code(string(b))
}
