package jose

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxDepth is how deep objects and arrays may nest.
const MaxDepth = 32

// ErrJSON says that a text is not the strict JSON that signed messages must be.
var ErrJSON = errors.New("jose: not strict JSON")

// ReadObject reads one JSON object and nothing after it. Values are string, bool, nil,
// json.Number, []any and map[string]any. Duplicate members, invalid UTF-8, lone
// surrogates and nesting beyond MaxDepth are refused, because two parsers could read them differently.
func ReadObject(data []byte) (map[string]any, error) {
	v, err := ReadValue(data)
	if err != nil {
		return nil, err
	}
	object, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%w: not an object", ErrJSON)
	}
	return object, nil
}

// ReadValue reads one JSON value of any type under the rules of ReadObject.
func ReadValue(data []byte) (any, error) {
	r := reader{data: data}
	v, err := r.value(0)
	if err != nil {
		return nil, err
	}
	r.space()
	if r.at != len(r.data) {
		return nil, r.fail("trailing data")
	}
	return v, nil
}

// reader is a recursive-descent JSON parser over data; at is the next unread byte.
type reader struct {
	data []byte
	at   int
}

func (r *reader) fail(what string) error {
	return fmt.Errorf("%w: %s at byte %d", ErrJSON, what, r.at)
}

func (r *reader) space() {
	for r.at < len(r.data) {
		switch r.data[r.at] {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return
		}
	}
}

// next skips space and gives the byte after it, 0 at the end.
func (r *reader) next() byte {
	r.space()
	if r.at < len(r.data) {
		return r.data[r.at]
	}
	return 0
}

func (r *reader) value(depth int) (any, error) {
	if depth > MaxDepth {
		return nil, r.fail("nesting too deep")
	}
	switch c := r.next(); {
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.array(depth)
	case c == '"':
		return r.text()
	case c == '-' || (c >= '0' && c <= '9'):
		return r.number()
	case c == 't':
		return true, r.word("true")
	case c == 'f':
		return false, r.word("false")
	case c == 'n':
		return nil, r.word("null")
	}
	return nil, r.fail("no value")
}

func (r *reader) word(want string) error {
	if len(r.data)-r.at < len(want) || string(r.data[r.at:r.at+len(want)]) != want {
		return r.fail("no value")
	}
	r.at += len(want)
	return nil
}

func (r *reader) object(depth int) (any, error) {
	r.at++
	object := make(map[string]any)
	if r.next() == '}' {
		r.at++
		return object, nil
	}
	for {
		if err := r.member(object, depth); err != nil {
			return nil, err
		}
		more, err := r.more('}')
		if err != nil || !more {
			return object, err
		}
	}
}

func (r *reader) member(object map[string]any, depth int) error {
	if r.next() != '"' {
		return r.fail("no member name")
	}
	name, err := r.text()
	if err != nil {
		return err
	}
	if _, twice := object[name]; twice {
		return r.fail("member given twice")
	}
	if r.next() != ':' {
		return r.fail("no colon")
	}
	r.at++
	object[name], err = r.value(depth + 1)
	return err
}

func (r *reader) array(depth int) (any, error) {
	r.at++
	list := []any{}
	if r.next() == ']' {
		r.at++
		return list, nil
	}
	for {
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		more, err := r.more(']')
		if err != nil || !more {
			return list, err
		}
	}
}

// more consumes a comma (true) or the end mark (false).
func (r *reader) more(end byte) (bool, error) {
	switch r.next() {
	case ',':
		r.at++
		return true, nil
	case end:
		r.at++
		return false, nil
	}
	return false, r.fail("no comma or end")
}

func (r *reader) digits() bool {
	from := r.at
	for r.at < len(r.data) && r.data[r.at] >= '0' && r.data[r.at] <= '9' {
		r.at++
	}
	return r.at > from
}

func (r *reader) is(set string) bool {
	for i := range len(set) {
		if r.at < len(r.data) && r.data[r.at] == set[i] {
			return true
		}
	}
	return false
}

// number reads by the grammar of RFC 8259 section 6 and keeps the text, so that nothing is rounded.
func (r *reader) number() (any, error) {
	from := r.at
	if r.is("-") {
		r.at++
	}
	if r.is("0") {
		r.at++
	} else if !r.digits() {
		return nil, r.fail("bad number")
	}
	if r.is(".") {
		r.at++
		if !r.digits() {
			return nil, r.fail("bad number")
		}
	}
	if r.is("eE") {
		r.at++
		if r.is("+-") {
			r.at++
		}
		if !r.digits() {
			return nil, r.fail("bad number")
		}
	}
	return json.Number(r.data[from:r.at]), nil
}

// text reads a string; the common case without escapes costs one pass and one allocation.
func (r *reader) text() (string, error) {
	r.at++
	from := r.at
	for r.at < len(r.data) {
		switch c := r.data[r.at]; {
		case c == '"':
			s := r.data[from:r.at]
			if !utf8.Valid(s) {
				return "", r.fail("invalid UTF-8")
			}
			r.at++
			return string(s), nil
		case c == '\\':
			return r.escaped(from)
		case c < ' ':
			return "", r.fail("control character in a string")
		}
		r.at++
	}
	return "", r.fail("string without end")
}

// escaped goes on where text met the first backslash.
func (r *reader) escaped(from int) (string, error) {
	out := append([]byte(nil), r.data[from:r.at]...)
	for r.at < len(r.data) {
		c := r.data[r.at]
		switch {
		case c == '"':
			if !utf8.Valid(out) {
				return "", r.fail("invalid UTF-8")
			}
			r.at++
			return string(out), nil
		case c < ' ':
			return "", r.fail("control character in a string")
		case c != '\\':
			out = append(out, c)
			r.at++
		default:
			var err error
			if out, err = r.escape(out); err != nil {
				return "", err
			}
		}
	}
	return "", r.fail("string without end")
}

var simpleEscapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (r *reader) escape(out []byte) ([]byte, error) {
	if r.at+1 >= len(r.data) {
		return nil, r.fail("string without end")
	}
	c := r.data[r.at+1]
	if plain := simpleEscapes[c]; plain != 0 {
		r.at += 2
		return append(out, plain), nil
	}
	if c != 'u' {
		return nil, r.fail("unknown escape")
	}
	unit, err := r.unit()
	if err != nil {
		return nil, err
	}
	if !utf16.IsSurrogate(unit) {
		return utf8.AppendRune(out, unit), nil
	}
	second, err := r.unit()
	if err != nil {
		return nil, err
	}
	both := utf16.DecodeRune(unit, second)
	if both == utf8.RuneError {
		return nil, r.fail("lone surrogate")
	}
	return utf8.AppendRune(out, both), nil
}

// unit reads one \uXXXX.
func (r *reader) unit() (rune, error) {
	if r.at+6 > len(r.data) || r.data[r.at] != '\\' || r.data[r.at+1] != 'u' {
		return 0, r.fail("lone surrogate or short escape")
	}
	n, err := strconv.ParseUint(string(r.data[r.at+2:r.at+6]), 16, 16)
	if err != nil {
		return 0, r.fail("bad escape")
	}
	r.at += 6
	return rune(n), nil
}
