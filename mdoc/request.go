package mdoc

import (
	"crypto"
	"errors"
	"fmt"
	"unicode/utf8"
)

// ErrReaderAuth says that the reader's signature does not hold.
var ErrReaderAuth = errors.New("mdoc: reader authentication does not hold")

// Request is what a reader asks of one document.
type Request struct {
	DocType    string
	Namespaces []RequestedNamespace // at least one
}

// RequestedNamespace is the elements that are asked for in one namespace, at least one.
type RequestedNamespace struct {
	Name     string
	Elements []RequestedElement
}

// RequestedElement is an element that is asked for.
type RequestedElement struct {
	Name   string
	Retain bool // the reader means to keep it
}

// Asks says whether an element is asked for; it serves IssuerSigned.Select.
func (q *Request) Asks(namespace, name string) bool {
	for _, n := range q.Namespaces {
		for _, el := range n.Elements {
			if n.Name == namespace && el.Name == name {
				return true
			}
		}
	}
	return false
}

// DocRequest is a Request on the wire, with or without the reader's signature.
type DocRequest struct {
	request Request
	raw     []byte // the encoded ItemsRequest
	auth    authenticated
}

// NewDocRequest makes a request without signature.
func NewDocRequest(q Request) (*DocRequest, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	dst := appendText(append(appendMap(nil, 2), "\x67docType"...), q.DocType)
	dst = appendMap(append(dst, "\x6anameSpaces"...), len(q.Namespaces))
	for _, n := range q.Namespaces {
		dst = appendMap(appendText(dst, n.Name), len(n.Elements))
		for _, el := range n.Elements {
			retain := byte(cborFalse)
			if el.Retain {
				retain = cborTrue
			}
			dst = append(appendText(dst, el.Name), retain)
		}
	}
	return &DocRequest{request: q, raw: dst}, nil
}

// check holds a request to the rules of a credential's namespaces.
func (q *Request) check() error {
	if q.DocType == "" || !utf8.ValidString(q.DocType) {
		return errors.New("mdoc: document type is empty or not UTF-8")
	}
	namespaces := make([]Namespace, len(q.Namespaces))
	for i, n := range q.Namespaces {
		namespaces[i] = Namespace{Name: n.Name, Elements: make([]Element, len(n.Elements))}
		for j, el := range n.Elements {
			namespaces[i].Elements[j].Name = el.Name
		}
	}
	return checkNamespaces(namespaces)
}

// Request is what is asked. The caller must not change it.
func (d *DocRequest) Request() *Request { return &d.request }

// Authenticated says whether there is a reader's signature, which is for VerifyReader.
func (d *DocRequest) Authenticated() bool { return d.auth.raw != nil }

// ReaderChain is the reader's certificates as DER, leaf first. The caller must validate them, and must not change them.
func (d *DocRequest) ReaderChain() [][]byte { return d.auth.chain }

// Authenticate signs the request for one session (section 9.1.4) with the reader's key, whose
// certificates are chain: DER, leaf first.
func (d *DocRequest) Authenticate(reader Signer, chain [][]byte, t Transcript) (*DocRequest, error) {
	if len(chain) == 0 {
		return nil, errors.New("mdoc: a reader needs its certificate")
	}
	message, err := d.authentication(t)
	if err != nil {
		return nil, err
	}
	raw, err := appendDetachedSign1(nil, reader, chain, message)
	if err != nil {
		return nil, err
	}
	signed := *d
	signed.auth, err = readAuthenticated(raw)
	return &signed, err
}

// authentication is the ReaderAuthenticationBytes of section 9.1.4.4.
func (d *DocRequest) authentication(t Transcript) ([]byte, error) {
	return t.authentication("ReaderAuthentication", appendEncoded(nil, d.raw))
}

// VerifyReader checks that the owner of key asks this in this very session.
func (d *DocRequest) VerifyReader(key crypto.PublicKey, t Transcript) error {
	if d.auth.raw == nil {
		return fmt.Errorf("%w: there is none", ErrReaderAuth)
	}
	message, err := d.authentication(t)
	if err != nil {
		return err
	}
	if err := d.auth.verify(key, message); err != nil {
		return fmt.Errorf("%w: %w", ErrReaderAuth, err)
	}
	return nil
}

// DeviceRequest is what a reader asks.
type DeviceRequest struct{ Requests []*DocRequest }

// Encode is the request in CBOR.
func (d *DeviceRequest) Encode() []byte {
	dst := append(appendMap(nil, 2), "\x67version\x631.0\x6bdocRequests"...)
	dst = appendArray(dst, len(d.Requests))
	for _, q := range d.Requests {
		members := 1
		if q.auth.raw != nil {
			members++
		}
		dst = append(appendMap(dst, members), "\x6citemsRequest"...)
		dst = appendEncoded(dst, q.raw)
		if q.auth.raw != nil {
			dst = append(append(dst, "\x6areaderAuth"...), q.auth.raw...)
		}
	}
	return dst
}

// ParseDeviceRequest reads an encoded DeviceRequest. The caller must not change raw afterwards.
func ParseDeviceRequest(raw []byte) (*DeviceRequest, error) {
	r := reader{data: raw}
	d := new(DeviceRequest)
	versioned := false
	for key := range r.members {
		switch string(key) {
		case "version":
			versioned = true
			r.require(string(r.textBytes()) == version, "unknown version")
		case "docRequests":
			for range r.array() {
				d.Requests = append(d.Requests, r.docRequest())
				if r.err != nil {
					break
				}
			}
		default:
			r.fail("unknown member")
		}
	}
	r.require(versioned && len(d.Requests) > 0, "request is not complete")
	r.end()
	if r.err != nil {
		return nil, r.err
	}
	return d, nil
}

func (r *reader) docRequest() *DocRequest {
	d := new(DocRequest)
	for key := range r.members {
		switch string(key) {
		case "itemsRequest":
			d.raw = r.encoded()
			if r.err == nil {
				d.request, r.err = readItemsRequest(d.raw)
			}
		case "readerAuth":
			d.auth = r.authenticated()
			r.require(d.auth.payload == nil, "payload is not detached")
		default:
			r.fail("unknown member")
		}
	}
	r.require(d.raw != nil, "no itemsRequest")
	return d
}

// readItemsRequest reads an ItemsRequest. requestInfo says nothing here and is left alone.
func readItemsRequest(raw []byte) (q Request, err error) {
	r := reader{data: raw}
	for key := range r.members {
		switch string(key) {
		case "docType":
			q.DocType = r.text()
		case "nameSpaces":
			for name := range r.members {
				q.Namespaces = append(q.Namespaces, RequestedNamespace{Name: string(name), Elements: r.requested()})
			}
		case "requestInfo":
			r.item()
		default:
			r.fail("unknown member")
		}
	}
	r.require(q.DocType != "" && len(q.Namespaces) > 0, "itemsRequest is not complete")
	r.end()
	return q, r.err
}

func (r *reader) requested() (elements []RequestedElement) {
	for name := range r.members {
		elements = append(elements, RequestedElement{string(name), r.bool()})
	}
	r.require(len(elements) > 0, "namespace without elements")
	return elements
}
