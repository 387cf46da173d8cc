package sdjwt

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"jemput/internal/jose"
)

const saltSize = 16

// encoder writes a claims tree: the payload into one buffer, the disclosures into another.
// Disclosures are written from the innermost outwards, because an outer one holds the
// digests of the inner ones.
type encoder struct {
	hashed      bool                // something is disclosable or a decoy
	salts       []byte              // what is left of the one random read
	disclosures []byte              // "~" and a disclosure, each
	digests     [][sha256.Size]byte // a stack: each object uses what it pushed
	order       []ranked            // of one object's digests
	payload     []byte              // the whole payload, in the end
	scratch     [][]byte            // one buffer for each depth of nesting
}

// encodePayload gives the payload of claims and its disclosures, each preceded by "~".
func (e *encoder) encodePayload(dst []byte, claims Object) ([]byte, error) {
	need := salts(claims) * saltSize
	e.salts = slices.Grow(e.salts[:0], need)[:need]
	rand.Read(e.salts)
	e.disclosures = e.disclosures[:0]
	e.digests = e.digests[:0]
	e.hashed = need > 0
	return e.object(dst, claims, 0)
}

func (e *encoder) salt() []byte {
	s := e.salts[:saltSize]
	e.salts = e.salts[saltSize:]
	return s
}

func (e *encoder) object(dst []byte, o Object, depth int) ([]byte, error) {
	if depth > jose.MaxDepth {
		return nil, errors.New("sdjwt: claims nest too deep")
	}
	if err := checkNames(o); err != nil {
		return nil, err
	}
	base := len(e.digests)
	for i := range o {
		if o[i].kind == always {
			continue
		}
		if err := e.conceal(o[i].kind, o[i].name, o[i].value, true, depth); err != nil {
			return nil, err
		}
	}
	dst = append(dst, '{')
	if depth == 0 && e.hashed {
		dst = append(dst, `"`+algKey+`":"`+sha256ID+`"`...)
	}
	if len(e.digests) > base {
		dst = e.appendDigests(comma(dst), e.digests[base:])
		e.digests = e.digests[:base]
	}
	var err error
	for i := range o {
		if o[i].kind != always {
			continue
		}
		dst = append(jose.AppendString(comma(dst), o[i].name), ':')
		if dst, err = e.value(dst, o[i].value, depth+1); err != nil {
			return nil, err
		}
	}
	return append(dst, '}'), nil
}

// comma separates a member from the one before it, if there is one.
func comma(dst []byte) []byte {
	if dst[len(dst)-1] == '{' {
		return dst
	}
	return append(dst, ',')
}

// appendDigests writes "_sd" with the digests in their own order. Their first 8 bytes
// decide it: digests that share them may stand either way, as both orders tell nothing.
func (e *encoder) appendDigests(dst []byte, digests [][sha256.Size]byte) []byte {
	e.order = e.order[:0]
	for i := range digests {
		e.order = append(e.order, ranked{binary.BigEndian.Uint64(digests[i][:8]), i})
	}
	slices.SortFunc(e.order, func(a, b ranked) int { return cmp.Compare(a.key, b.key) })
	dst = append(dst, `"`+sdKey+`":[`...)
	for i, at := range e.order {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(jose.AppendEncode(append(dst, '"'), digests[at.index][:]), '"')
	}
	return append(dst, ']')
}

// ranked is a digest's place in a list and its first 8 bytes, which are quick to compare.
type ranked struct {
	key   uint64
	index int
}

// conceal writes one disclosure and pushes its digest; a decoy only pushes one.
func (e *encoder) conceal(k kind, name string, value any, named bool, depth int) error {
	salt := e.salt()
	if k == decoy {
		e.digests = append(e.digests, sha256.Sum256(salt))
		return nil
	}
	for len(e.scratch) <= depth {
		e.scratch = append(e.scratch, make([]byte, 0, 256))
	}
	text := append(e.scratch[depth][:0], `["`...)
	text = append(jose.AppendEncode(text, salt), `",`...)
	if named {
		text = append(jose.AppendString(text, name), ',')
	}
	text, err := e.value(text, value, depth+1)
	if err != nil {
		return err
	}
	text = append(text, ']')
	e.scratch[depth] = text
	e.disclosures = append(e.disclosures, '~')
	start := len(e.disclosures)
	e.disclosures = jose.AppendEncode(e.disclosures, text)
	e.digests = append(e.digests, sha256.Sum256(e.disclosures[start:]))
	return nil
}

func (e *encoder) array(dst []byte, a Array, depth int) ([]byte, error) {
	if depth > jose.MaxDepth {
		return nil, errors.New("sdjwt: claims nest too deep")
	}
	dst = append(dst, '[')
	var err error
	for i := range a {
		if i > 0 {
			dst = append(dst, ',')
		}
		if a[i].kind == always {
			if dst, err = e.value(dst, a[i].value, depth+1); err != nil {
				return nil, err
			}
			continue
		}
		if err := e.conceal(a[i].kind, "", a[i].value, false, depth); err != nil {
			return nil, err
		}
		last := len(e.digests) - 1
		dst = append(dst, `{"`+itemKey+`":"`...)
		dst = append(jose.AppendEncode(dst, e.digests[last][:]), `"}`...)
		e.digests = e.digests[:last]
	}
	return append(dst, ']'), nil
}

func (e *encoder) value(dst []byte, v any, depth int) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...), nil
	case string:
		if !utf8.ValidString(v) {
			return nil, errors.New("sdjwt: text is not UTF-8")
		}
		return jose.AppendString(dst, v), nil
	case bool:
		return strconv.AppendBool(dst, v), nil
	case int:
		return strconv.AppendInt(dst, int64(v), 10), nil
	case int64:
		return strconv.AppendInt(dst, v, 10), nil
	case uint64:
		return strconv.AppendUint(dst, v, 10), nil
	case float64:
		return appendFloat(dst, v)
	case Object:
		return e.object(dst, v, depth)
	case Array:
		return e.array(dst, v, depth)
	case written:
		return append(dst, v...), nil
	}
	return e.general(dst, v, depth)
}

func appendFloat(dst []byte, f float64) ([]byte, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil, errors.New("sdjwt: number is not finite")
	}
	return strconv.AppendFloat(dst, f, 'g', -1, 64), nil
}

// general writes the values that are not made for this package. They pass the same checks
// of names, because a stray "_sd" inside would be read as digests.
func (e *encoder) general(dst []byte, v any, depth int) ([]byte, error) {
	switch v := v.(type) {
	case []string:
		a := make(Array, len(v))
		for i, s := range v {
			a[i] = Item(s)
		}
		return e.array(dst, a, depth)
	case []any:
		a := make(Array, len(v))
		for i, s := range v {
			a[i] = Item(s)
		}
		return e.array(dst, a, depth)
	case map[string]any:
		o := make(Object, 0, len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			o = append(o, Plain(name, v[name]))
		}
		return e.object(dst, o, depth)
	case json.Number:
		if n, err := jose.ReadValue([]byte(v)); err != nil || n != v {
			return nil, errors.New("sdjwt: not a number")
		}
		return append(dst, v...), nil
	}
	text, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("sdjwt: %w", err)
	}
	read, err := jose.ReadValue(text)
	if err != nil {
		return nil, fmt.Errorf("sdjwt: %w", err)
	}
	return e.value(dst, read, depth)
}

// checkNames refuses reserved names, names that are not UTF-8 and names given twice.
func checkNames(o Object) error {
	var seen nameSet
	for i := range o {
		if o[i].kind == decoy {
			continue
		}
		name := o[i].name
		if reserved(name) {
			return fmt.Errorf("sdjwt: claim name %s is reserved", name)
		}
		if !utf8.ValidString(name) {
			return errors.New("sdjwt: claim name is not UTF-8")
		}
		if seen.add(name) && o[:i].has(name) {
			return fmt.Errorf("sdjwt: claim name %q given twice", name)
		}
	}
	return nil
}

func (o Object) has(name string) bool {
	for i := range o {
		if o[i].kind != decoy && o[i].name == name {
			return true
		}
	}
	return false
}

// nameSet says of most names at once that they are new; only the others are looked for.
type nameSet [4]uint64

// add says whether the name may have been added before.
func (s *nameSet) add(name string) bool {
	h := uint32(2166136261) // FNV-1a
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	h ^= h >> 16
	word, bit := &s[h>>6&3], uint64(1)<<(h&63)
	before := *word&bit != 0
	*word |= bit
	return before
}
