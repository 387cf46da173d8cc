package mdoc

import (
	"crypto"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Credential is what an issuer states.
type Credential struct {
	DocType    string
	Namespaces []Namespace      // at least one
	DeviceKey  crypto.PublicKey // the holder's: *ecdsa.PublicKey on P-256 or ed25519.PublicKey
	Validity   Validity
	Status     *Status         // nil: none
	DeviceMay  *Authorizations // what the holder may state under DeviceKey; nil: nothing
}

// Namespace is a group of elements.
type Namespace struct {
	Name     string
	Elements []Element // at least one
}

// Element is one datum.
//
// A value is nil, string, bool, int, int64, uint64, []byte, Date, time.Time (a tdate, whole
// seconds in UTC), []string, []any, map[string]any, or what fxamacker/cbor can marshal.
type Element struct {
	Name  string
	Value any
}

// Validity is the validityInfo of the security object; times have whole seconds.
type Validity struct {
	Signed   time.Time
	From     time.Time
	Until    time.Time
	Expected time.Time // expectedUpdate, left out if zero
}

// Status refers to an entry of a token status list.
type Status struct {
	Index uint64
	URI   string
}

// Authorizations says what the device key may state itself (keyAuthorizations, section 9.1.2.4).
type Authorizations struct {
	Namespaces []string            // whole namespaces
	Elements   map[string][]string // single elements, by namespace
}

func (a *Authorizations) allow(namespace, name string) bool {
	if a == nil {
		return false
	}
	for _, n := range a.Namespaces {
		if n == namespace {
			return true
		}
	}
	for _, n := range a.Elements[namespace] {
		if n == name {
			return true
		}
	}
	return false
}

// check refuses what could be signed but not read again.
func (c *Credential) check() error {
	if c.DocType == "" || !utf8.ValidString(c.DocType) {
		return errors.New("mdoc: document type is empty or not UTF-8")
	}
	v := &c.Validity
	if v.From.Before(v.Signed) || !v.Until.After(v.From) {
		return errors.New("mdoc: validity must be signed <= from < until")
	}
	if c.Status != nil && (c.Status.URI == "" || !utf8.ValidString(c.Status.URI)) {
		return errors.New("mdoc: status without URI")
	}
	return checkNamespaces(c.Namespaces)
}

func checkNamespaces(namespaces []Namespace) error {
	if len(namespaces) == 0 {
		return errors.New("mdoc: no namespace")
	}
	for i := range namespaces {
		n := &namespaces[i]
		if !utf8.ValidString(n.Name) {
			return errors.New("mdoc: namespace is not UTF-8")
		}
		for j := range i {
			if namespaces[j].Name == n.Name {
				return fmt.Errorf("mdoc: namespace %q given twice", n.Name)
			}
		}
		if err := checkElements(n.Elements); err != nil {
			return fmt.Errorf("%w in namespace %q", err, n.Name)
		}
	}
	return nil
}

func checkElements(elements []Element) error {
	if len(elements) == 0 {
		return errors.New("mdoc: no element")
	}
	for i := range elements {
		name := elements[i].Name
		if name == "" || !utf8.ValidString(name) {
			return errors.New("mdoc: element name is empty or not UTF-8")
		}
		for j := range i {
			if elements[j].Name == name {
				return fmt.Errorf("mdoc: element %q given twice", name)
			}
		}
	}
	return nil
}
