package mdoc

import "encoding/binary"

// CBOR major types, RFC 8949 section 3.1.
const (
	majorUint byte = iota
	majorNegative
	majorBytes
	majorText
	majorArray
	majorMap
	majorTag
	majorSimple
)

// Initial bytes that stand for themselves.
const (
	cborFalse = 0xf4
	cborTrue  = 0xf5
	cborNull  = 0xf6
)

// CBOR tags that mdoc uses.
const (
	tagDateTime = 0    // tdate
	tagEncoded  = 24   // a byte string that holds encoded CBOR
	tagFullDate = 1004 // full-date, RFC 8943
)

// appendHead appends the head of an item in its shortest form.
func appendHead(dst []byte, major byte, n uint64) []byte {
	major <<= 5
	switch {
	case n < 24:
		return append(dst, major|byte(n))
	case n <= 0xff:
		return append(dst, major|24, byte(n))
	case n <= 0xffff:
		return binary.BigEndian.AppendUint16(append(dst, major|25), uint16(n))
	case n <= 0xffffffff:
		return binary.BigEndian.AppendUint32(append(dst, major|26), uint32(n))
	}
	return binary.BigEndian.AppendUint64(append(dst, major|27), n)
}

// headSize is the length of what appendHead appends.
func headSize(n uint64) int {
	switch {
	case n < 24:
		return 1
	case n <= 0xff:
		return 2
	case n <= 0xffff:
		return 3
	case n <= 0xffffffff:
		return 5
	}
	return 9
}

func appendText(dst []byte, s string) []byte {
	return append(appendHead(dst, majorText, uint64(len(s))), s...)
}

func appendBytes(dst, b []byte) []byte {
	return append(appendHead(dst, majorBytes, uint64(len(b))), b...)
}

func appendMap(dst []byte, pairs int) []byte { return appendHead(dst, majorMap, uint64(pairs)) }

func appendArray(dst []byte, items int) []byte { return appendHead(dst, majorArray, uint64(items)) }

func appendInt(dst []byte, n int64) []byte {
	if n < 0 {
		return appendHead(dst, majorNegative, uint64(^n))
	}
	return appendHead(dst, majorUint, uint64(n))
}

// appendEncoded appends item, which is encoded CBOR, as a tagged byte string.
func appendEncoded(dst, item []byte) []byte {
	return appendBytes(appendHead(dst, majorTag, tagEncoded), item)
}

// encodedSize is the length of what appendEncoded appends for an item of n bytes.
func encodedSize(n int) int { return 2 + headSize(uint64(n)) + n }
