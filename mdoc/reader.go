package mdoc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf8"
)

// ErrMalformed says that a message is not the strict CBOR of an mdoc.
var ErrMalformed = errors.New("mdoc: malformed")

// maxDepth is how deep arrays, maps and tags may nest in one encoded item.
const maxDepth = 16

// reader reads strict CBOR from data; at is the next unread byte. The first error stays, and
// whatever is read after it is empty, so that callers look at err once.
type reader struct {
	data []byte
	at   int
	err  error
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s at byte %d", ErrMalformed, what, r.at)
		r.at = len(r.data)
	}
}

// require fails unless the condition holds.
func (r *reader) require(holds bool, what string) {
	if !holds {
		r.fail(what)
	}
}

// join takes over the error of a reader of something inside.
func (r *reader) join(inner *reader) {
	if r.err == nil && inner.err != nil {
		r.err = inner.err
		r.at = len(r.data)
	}
}

// end fails if anything is left.
func (r *reader) end() { r.require(r.err != nil || r.at == len(r.data), "trailing bytes") }

// peek is the next byte, 0 at the end.
func (r *reader) peek() byte {
	if r.at < len(r.data) {
		return r.data[r.at]
	}
	return 0
}

// head reads the head of an item: major type, additional information, and the number in it.
func (r *reader) head() (major, info byte, n uint64) {
	rest := r.data[r.at:]
	if len(rest) == 0 {
		r.fail("unexpected end")
		return 0, 0, 0
	}
	major, info = rest[0]>>5, rest[0]&31
	if info < 24 {
		r.at++
		return major, info, uint64(info)
	}
	if info > 27 {
		r.fail("indefinite length or reserved head")
		return 0, 0, 0
	}
	size := 1 << (info - 24)
	if len(rest) < 1+size {
		r.fail("unexpected end")
		return 0, 0, 0
	}
	var wide [8]byte
	copy(wide[8-size:], rest[1:1+size])
	n = binary.BigEndian.Uint64(wide[:])
	if major != majorSimple && headSize(n) != 1+size {
		r.fail("number not in its shortest form")
		return 0, 0, 0
	}
	r.at += 1 + size
	return major, info, n
}

// expect reads a head of the major type and gives its number.
func (r *reader) expect(want byte) uint64 {
	at := r.at
	major, _, n := r.head()
	if r.err == nil && major != want {
		r.at = at
		r.fail("item of another type")
		return 0
	}
	return n
}

// count reads the head of something with n parts of at least size bytes each.
func (r *reader) count(major byte, size uint64) int {
	n := r.expect(major)
	if n > uint64(len(r.data)-r.at)/size {
		r.fail("length beyond the end")
		return 0
	}
	return int(n)
}

func (r *reader) take(major byte) []byte {
	n := r.count(major, 1)
	if r.err != nil {
		return nil
	}
	part := r.data[r.at : r.at+n : r.at+n]
	r.at += n
	return part
}

func (r *reader) bytes() []byte { return r.take(majorBytes) }

// textBytes is a text that shares memory with data.
func (r *reader) textBytes() []byte {
	s := r.take(majorText)
	r.require(utf8.Valid(s), "text is not UTF-8")
	return s
}

func (r *reader) text() string { return string(r.textBytes()) }

func (r *reader) uint() uint64 { return r.expect(majorUint) }

// int reads a number that fits an int64.
func (r *reader) int() int64 {
	at := r.at
	major, _, n := r.head()
	if r.err != nil {
		return 0
	}
	if major > majorNegative || n > 1<<63-1 {
		r.at = at
		r.fail("not a number within range")
		return 0
	}
	if major == majorNegative {
		return ^int64(n)
	}
	return int64(n)
}

func (r *reader) bool() bool {
	b := r.peek()
	r.require(b == cborFalse || b == cborTrue, "not true or false")
	r.at = min(r.at+1, len(r.data))
	return b == cborTrue
}

// null reads null if it is there.
func (r *reader) null() bool {
	if r.peek() != cborNull {
		return false
	}
	r.at++
	return true
}

func (r *reader) array() int { return r.count(majorArray, 1) }

// tuple reads the head of an array that must have n items.
func (r *reader) tuple(n int) { r.require(r.array() == n, "array of another length") }

func (r *reader) tag(want uint64) {
	n := r.expect(majorTag)
	r.require(r.err != nil || n == want, "another tag")
}

// encoded reads a tagged byte string that holds an encoded item, and gives that.
func (r *reader) encoded() []byte {
	r.tag(tagEncoded)
	return r.bytes()
}

// members goes through a map with text keys, none of them twice. The body reads the value.
func (r *reader) members(yield func(key []byte) bool) {
	var seen keySet
	for range r.count(majorMap, 2) {
		key := r.textBytes()
		r.require(seen.add(key), "duplicate key")
		if r.err != nil || !yield(key) || r.err != nil {
			return
		}
	}
}

// labels goes through a map whose keys are numbers or texts, none of them twice. For a text the
// label is 0. The body reads the value.
func (r *reader) labels(yield func(label int64) bool) {
	var seen keySet
	for range r.count(majorMap, 2) {
		start := r.at
		var label int64
		if r.peek()>>5 == majorText {
			r.textBytes()
		} else {
			label = r.int()
		}
		r.require(seen.add(r.data[start:r.at]), "duplicate key")
		if r.err != nil || !yield(label) || r.err != nil {
			return
		}
	}
}

// item reads any item and gives its encoding.
func (r *reader) item() []byte {
	start := r.at
	r.skip(0)
	if r.err != nil {
		return nil
	}
	return r.data[start:r.at:r.at]
}

func (r *reader) skip(depth int) {
	if depth > maxDepth {
		r.fail("nesting too deep")
		return
	}
	switch r.peek() >> 5 {
	case majorUint, majorNegative:
		r.head()
	case majorBytes:
		r.bytes()
	case majorText:
		r.textBytes()
	case majorArray:
		for range r.array() {
			if r.skip(depth + 1); r.err != nil {
				return
			}
		}
	case majorMap:
		r.skipMap(depth)
	case majorTag:
		r.head()
		r.skip(depth + 1)
	default:
		_, info, _ := r.head()
		r.require(info >= 20 && info <= 23 || info >= 25 && info <= 27, "unknown simple value")
	}
}

func (r *reader) skipMap(depth int) {
	var seen keySet
	for range r.count(majorMap, 2) {
		start := r.at
		r.skip(depth + 1)
		if r.err != nil {
			return
		}
		r.require(seen.add(r.data[start:r.at]), "duplicate key")
		if r.skip(depth + 1); r.err != nil {
			return
		}
	}
}

// checkItem says whether raw is one strict item and nothing more.
func checkItem(raw []byte) error {
	r := reader{data: raw}
	r.item()
	r.end()
	return r.err
}

// keysOnStack is the number of keys that a map may have before remembering them takes memory.
const keysOnStack = 8

// keySet holds keys of a map. Few are compared one by one, which is quicker than hashing.
type keySet struct {
	few  [keysOnStack][]byte // the first ones
	n    int                 // how many of few there are
	more [][]byte            // up to 32
	many map[string]struct{} // all, once there are more
}

func (s *keySet) has(key []byte) bool {
	for _, k := range s.few[:s.n] {
		if string(k) == string(key) {
			return true
		}
	}
	for _, k := range s.more {
		if string(k) == string(key) {
			return true
		}
	}
	return false
}

// add says whether the key is new.
func (s *keySet) add(key []byte) bool {
	if s.many != nil {
		before := len(s.many)
		s.many[string(key)] = struct{}{}
		return len(s.many) > before
	}
	if s.has(key) {
		return false
	}
	if s.n < len(s.few) {
		s.few[s.n] = key
		s.n++
		return true
	}
	s.more = append(s.more, key)
	if len(s.more) == 32 {
		s.many = make(map[string]struct{}, 64)
		for _, k := range append(s.more, s.few[:]...) {
			s.many[string(k)] = struct{}{}
		}
	}
	return true
}
