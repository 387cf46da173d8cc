package sdjwt

import (
	"crypto"
	"errors"

	"jemput/internal/jose"
)

// Object is a JSON object in the making; members keep their order.
type Object []Member

// Member is a property of an Object, or a decoy.
type Member struct {
	name  string
	value any
	kind  kind
}

// Array is a JSON array in the making.
type Array []Element

// Element is an element of an Array, or a decoy.
type Element struct {
	value any
	kind  kind
}

type kind byte

const (
	always      kind = iota // in the payload for everybody
	disclosable             // behind a digest
	decoy                   // a digest of nothing
)

// Plain is a property that every holder of the token sees.
//
// A value is nil, string, bool, int, int64, uint64, float64, json.Number, Object, Array,
// []string, []any, map[string]any, json.RawMessage, or what encoding/json can marshal.
func Plain(name string, value any) Member { return Member{name, value, always} }

// Disclosable is a property that the holder may withhold. Its value may hold disclosable parts in turn.
func Disclosable(name string, value any) Member { return Member{name, value, disclosable} }

// Decoy adds one digest of nothing, so that the number of digests tells less (RFC 9901 section 4.2.7).
func Decoy() Member { return Member{kind: decoy} }

// Item is an array element that every holder of the token sees.
func Item(value any) Element { return Element{value, always} }

// DisclosableItem is an array element that the holder may withhold.
func DisclosableItem(value any) Element { return Element{value, disclosable} }

// DecoyItem adds one element that is a digest of nothing.
func DecoyItem() Element { return Element{kind: decoy} }

// written is a value whose JSON this package made itself.
type written []byte

// Confirm is the claim cnf, which binds the token to the holder's key (RFC 7800 section
// 3.2): *ecdsa.PublicKey on P-256 or ed25519.PublicKey.
func Confirm(holder crypto.PublicKey) (Member, error) {
	text, err := jose.AppendKey([]byte(`{"jwk":`), holder)
	if err != nil {
		return Member{}, err
	}
	return Plain("cnf", written(append(text, '}'))), nil
}

// Names that RFC 9901 keeps for itself.
const (
	sdKey    = "_sd"     // the digests of an object's properties
	algKey   = "_sd_alg" // the digest algorithm, at the top only
	itemKey  = "..."     // the digest of an array element
	sha256ID = "sha-256"
)

func reserved(name string) bool { return name == sdKey || name == itemKey || name == algKey }

var errMarshal = errors.New("sdjwt: a claims tree cannot stand inside a value of another type")

// MarshalJSON fails: encoding/json would lose what is disclosable.
func (Member) MarshalJSON() ([]byte, error) { return nil, errMarshal }

// MarshalJSON fails: encoding/json would lose what is disclosable.
func (Element) MarshalJSON() ([]byte, error) { return nil, errMarshal }

// salts counts the random values that a tree needs, so that one read makes them all.
func salts(v any) int {
	n := 0
	switch v := v.(type) {
	case Object:
		for i := range v {
			n += salts(v[i].value) + v[i].kind.salts()
		}
	case Array:
		for i := range v {
			n += salts(v[i].value) + v[i].kind.salts()
		}
	case []any:
		for i := range v {
			n += salts(v[i])
		}
	case map[string]any:
		for _, value := range v {
			n += salts(value)
		}
	}
	return n
}

func (k kind) salts() int {
	if k == always {
		return 0
	}
	return 1
}
