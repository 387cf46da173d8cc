package mdoc

import (
	"bytes"
	"crypto"
	"errors"
	"fmt"
	"time"
)

// What verification can find wrong, beside ErrMalformed and ErrSignature.
var (
	ErrDigest      = errors.New("mdoc: element is not the one that was signed")
	ErrType        = errors.New("mdoc: document is of another type")
	ErrExpired     = errors.New("mdoc: document has expired")
	ErrNotYetValid = errors.New("mdoc: document is not valid yet")
)

// IssuerSigned is what an issuer signed and a holder keeps or shows, all of it or a part.
type IssuerSigned struct {
	namespaces []group
	auth       authenticated
	object     securityObject
}

type group struct {
	name  string
	items []Item
}

// Item is one element as it was read.
type Item struct {
	Namespace string
	Name      string
	value     []byte
	raw       []byte // the tagged, encoded IssuerSignedItem; nothing of what the device states
	id        uint64 // of its digest
}

// Raw is the value in CBOR. The caller must not change it.
func (i Item) Raw() []byte { return i.value }

// Value is the value as string, bool, int64, *big.Int if it is larger, float64, []byte, Date,
// time.Time, nil, []any, map[string]any, map[any]any if it has other keys, or cbor.Tag.
func (i Item) Value() (any, error) { return readValue(i.value) }

// ParseIssuerSigned reads an encoded IssuerSigned and holds every element against its digest in
// the security object; the signature over that is for Verify. The caller must not change raw afterwards.
func ParseIssuerSigned(raw []byte) (*IssuerSigned, error) {
	r := reader{data: raw}
	s, err := r.issuerSigned()
	r.end()
	if r.err != nil {
		return nil, r.err
	}
	return s, err
}

func (r *reader) issuerSigned() (*IssuerSigned, error) {
	s := new(IssuerSigned)
	for key := range r.members {
		switch string(key) {
		case "nameSpaces":
			s.namespaces = r.groups()
		case "issuerAuth":
			s.auth = r.authenticated()
		default:
			r.fail("unknown member")
		}
	}
	r.require(s.auth.payload != nil, "no issuerAuth with a payload")
	if r.err != nil {
		return nil, r.err
	}
	payload := reader{data: s.auth.payload}
	encoded := payload.encoded()
	payload.end()
	if payload.err != nil {
		return nil, payload.err
	}
	var err error
	if s.object, err = readSecurityObject(encoded); err != nil {
		return nil, err
	}
	return s, s.checkDigests()
}

func (r *reader) groups() []group {
	n := 0
	var groups []group
	for key := range r.members {
		g := group{name: string(key)}
		n = r.array()
		r.require(n > 0, "namespace without elements")
		g.items = make([]Item, 0, min(n, 64))
		var seen keySet
		for range n {
			start := r.at
			content := r.encoded()
			if r.err != nil {
				return nil
			}
			g.items = append(g.items, Item{Namespace: g.name, raw: r.data[start:r.at:r.at]})
			name := r.signedItem(content, &g.items[len(g.items)-1])
			r.require(seen.add(name), "element twice")
		}
		groups = append(groups, g)
	}
	r.require(len(groups) > 0, "no namespace")
	return groups
}

// signedItem reads an IssuerSignedItem.
func (r *reader) signedItem(content []byte, item *Item) (name []byte) {
	inner := reader{data: content}
	id, random := false, 0
	for key := range inner.members {
		switch string(key) {
		case "digestID":
			id = true
			item.id = inner.uint()
		case "random":
			random = len(inner.bytes())
		case "elementIdentifier":
			name = inner.textBytes()
		case "elementValue":
			item.value = inner.item()
		default:
			inner.item()
		}
	}
	inner.require(id && random >= randomSize && name != nil && item.value != nil, "element is not complete")
	inner.end()
	r.join(&inner)
	item.Name = string(name)
	return name
}

// checkDigests holds each element against its digest. No digest id serves two elements: their
// encodings would be the same, and an element twice did not parse.
func (s *IssuerSigned) checkDigests() error {
	h := s.object.hash.New()
	var space [64]byte
	for _, g := range s.namespaces {
		digests := s.object.digests[g.name]
		for i := range g.items {
			item := &g.items[i]
			h.Reset()
			h.Write(item.raw)
			if want := find(digests, item.id); want == nil || !bytes.Equal(h.Sum(space[:0]), want) {
				return fmt.Errorf("%w: %s in %s", ErrDigest, item.Name, g.name)
			}
		}
	}
	return nil
}

// DocType is the document type that the issuer signed.
func (s *IssuerSigned) DocType() string { return s.object.docType }

// DeviceKey is the holder's key that the issuer signed.
func (s *IssuerSigned) DeviceKey() crypto.PublicKey { return s.object.key }

// Validity is the times that the issuer signed.
func (s *IssuerSigned) Validity() Validity { return s.object.validity }

// Status is the reference to a status list, nil if there is none.
func (s *IssuerSigned) Status() *Status { return s.object.status }

// Chain is the issuer's certificates as DER, leaf first. The caller must validate them, and must not change them.
func (s *IssuerSigned) Chain() [][]byte { return s.auth.chain }

// Items are the elements that are there, in their order.
func (s *IssuerSigned) Items() []Item {
	n := 0
	for _, g := range s.namespaces {
		n += len(g.items)
	}
	all := make([]Item, 0, n)
	for _, g := range s.namespaces {
		all = append(all, g.items...)
	}
	return all
}

// Select keeps the elements that show names, which may be none.
func (s *IssuerSigned) Select(show func(namespace, name string) bool) *IssuerSigned {
	selected := *s
	selected.namespaces = nil
	for _, g := range s.namespaces {
		kept := group{name: g.name}
		for _, item := range g.items {
			if show(g.name, item.Name) {
				kept.items = append(kept.items, item)
			}
		}
		if kept.items != nil {
			selected.namespaces = append(selected.namespaces, kept)
		}
	}
	return &selected
}

// Encode is the IssuerSigned in CBOR.
func (s *IssuerSigned) Encode() []byte { return s.append(nil) }

func (s *IssuerSigned) append(dst []byte) []byte {
	if len(s.namespaces) == 0 {
		dst = appendMap(dst, 1)
	} else {
		dst = appendText(appendMap(dst, 2), "nameSpaces")
		dst = appendMap(dst, len(s.namespaces))
	}
	for _, g := range s.namespaces {
		dst = appendArray(appendText(dst, g.name), len(g.items))
		for _, item := range g.items {
			dst = append(dst, item.raw...)
		}
	}
	return append(appendText(dst, "issuerAuth"), s.auth.raw...)
}

// Check is what a document must satisfy besides the signature.
type Check struct {
	DocType string        // "": any
	Now     time.Time     // must be given; validFrom and validUntil are held against it
	Leeway  time.Duration // how far clocks may differ
}

// Verify checks the issuer's signature with key (*ecdsa.PublicKey on P-256 or ed25519.PublicKey),
// type and times. Elements were checked when it was read.
func (s *IssuerSigned) Verify(key crypto.PublicKey, c Check) error {
	if c.Now.IsZero() {
		return errors.New("mdoc: no time to check against")
	}
	if err := s.auth.verify(key, s.auth.payload); err != nil {
		return err
	}
	switch v := s.object.validity; {
	case c.DocType != "" && c.DocType != s.object.docType:
		return ErrType
	case c.Now.Add(c.Leeway).Before(v.From):
		return ErrNotYetValid
	case !c.Now.Add(-c.Leeway).Before(v.Until):
		return ErrExpired
	}
	return nil
}
