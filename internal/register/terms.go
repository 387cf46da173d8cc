package register

import (
	"encoding/hex"
	"slices"
)

// Terms of the inverted index: a folded word stands for itself; areas and family cards carry a mark
// that no word has.

const (
	segmentBits = 14
	segmentSize = 1 << segmentBits // residents per segment: an offset fits in two bytes
	refSize     = 3                // offset (2), detail (1)
)

// areaTerm is the term of all residents of a kelurahan.
func areaTerm(area string) string { return "@" + area }

// cardTerm is the term of all family cards of a bucket; the other half of the bucket is the posting's detail.
func cardTerm(bucket uint16) string { return "#" + hex.EncodeToString([]byte{byte(bucket >> 8)}) }

// isWord tells a name word from the marked terms.
func isWord(term string) bool { return term[0] >= 'A' && term[0] <= 'Z' }

// cardKey is what the index knows of a family card.
type cardKey struct {
	known  bool
	bucket uint16
}

// posting says that a resident has a term. detail is, for a word, its place in the name (high four
// bits) and the number of words (low four); for a family card the low byte of its bucket.
type posting struct {
	term   string
	detail byte
}

// postingsOf lists what a resident is found by. folded maps a written word to its term.
func postingsOf(dst []posting, name, area string, card cardKey, folded func(string) string) []posting {
	first := len(dst)
	eachWord(name, func(word string) {
		if len(dst)-first < maxNameWords {
			dst = append(dst, posting{term: folded(word)})
		}
	})
	count := len(dst) - first
	for i := range count {
		dst[first+i].detail = byte(i<<4 | count)
	}
	dst = dst[:first+dropRepeated(dst[first:])]
	dst = append(dst, posting{term: areaTerm(area)})
	if card.known {
		dst = append(dst, posting{cardTerm(card.bucket), byte(card.bucket)})
	}
	return dst
}

// dropRepeated keeps the first of equal terms, in place, and says how many are left.
func dropRepeated(p []posting) int {
	kept := 0
	for i := range p {
		if !slices.ContainsFunc(p[:kept], func(q posting) bool { return q.term == p[i].term }) {
			p[kept] = p[i]
			kept++
		}
	}
	return kept
}

// refs is one posting list of one segment: refSize bytes each, ascending by offset.
type refs []byte

func appendRef(b refs, offset int, detail byte) refs {
	return append(b, byte(offset>>8), byte(offset), detail)
}

func (b refs) len() int          { return len(b) / refSize }
func (b refs) offset(i int) int  { return int(b[i*refSize])<<8 | int(b[i*refSize+1]) }
func (b refs) detail(i int) byte { return b[i*refSize+2] }
func (b refs) one(i int) []byte  { return b[i*refSize : (i+1)*refSize] }
func (b refs) wellFormed() bool {
	if len(b) == 0 || len(b)%refSize != 0 {
		return false
	}
	for i := 1; i < b.len(); i++ {
		if b.offset(i-1) >= b.offset(i) {
			return false
		}
	}
	return b.offset(b.len()-1) < segmentSize
}

// merge gives the union of two lists; where both have an offset, add's detail wins.
func (b refs) merge(add refs) refs {
	out := make(refs, 0, len(b)+len(add))
	i, j := 0, 0
	for i < b.len() || j < add.len() {
		switch {
		case j == add.len() || i < b.len() && b.offset(i) < add.offset(j):
			out = append(out, b.one(i)...)
			i++
		case i < b.len() && b.offset(i) == add.offset(j):
			i++
		default:
			out = append(out, add.one(j)...)
			j++
		}
	}
	return out
}

// without gives the list less the offsets of gone.
func (b refs) without(gone refs) refs {
	out := make(refs, 0, len(b))
	j := 0
	for i := range b.len() {
		for j < gone.len() && gone.offset(j) < b.offset(i) {
			j++
		}
		if j == gone.len() || gone.offset(j) != b.offset(i) {
			out = append(out, b.one(i)...)
		}
	}
	return out
}
