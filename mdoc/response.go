package mdoc

import (
	"crypto"
	"errors"
	"fmt"
)

// Status codes of a DeviceResponse, section 8.3.2.1.2.3.
const (
	StatusOK              = 0
	StatusGeneralError    = 10
	StatusDecodingError   = 11
	StatusValidationError = 12
)

// DeviceResponse is what a holder answers.
type DeviceResponse struct {
	Documents []*Document
	Missing   []DocumentError // documents that were asked for and are not returned
	Status    uint64
}

// DocumentError says why a document was not returned.
type DocumentError struct {
	DocType string
	Code    int64 // 0: data not returned
}

// Encode is the response in CBOR.
func (d *DeviceResponse) Encode() []byte {
	members := 2
	if len(d.Documents) > 0 {
		members++
	}
	if len(d.Missing) > 0 {
		members++
	}
	dst := append(appendMap(nil, members), "\x67version\x631.0"...)
	if len(d.Documents) > 0 {
		dst = appendArray(appendText(dst, "documents"), len(d.Documents))
		for _, doc := range d.Documents {
			dst = doc.append(dst)
		}
	}
	if len(d.Missing) > 0 {
		dst = appendArray(appendText(dst, "documentErrors"), len(d.Missing))
		for _, m := range d.Missing {
			dst = appendInt(appendText(appendMap(dst, 1), m.DocType), m.Code)
		}
	}
	return appendHead(append(dst, "\x66status"...), majorUint, d.Status)
}

func (d *Document) append(dst []byte) []byte {
	members := 3
	if len(d.errors) > 0 {
		members++
	}
	dst = append(appendMap(dst, members), "\x67docType"...)
	dst = append(appendText(dst, d.docType), "\x6cissuerSigned"...)
	dst = append(d.issuer.append(dst), "\x6cdeviceSigned\xa2\x6anameSpaces"...)
	dst = append(appendEncoded(dst, d.device), "\x6adeviceAuth\xa1"...)
	if d.mac {
		dst = appendText(dst, "deviceMac")
	} else {
		dst = appendText(dst, "deviceSignature")
	}
	dst = append(dst, d.auth.raw...)
	if len(d.errors) > 0 {
		dst = appendErrors(append(dst, "\x66errors"...), d.errors)
	}
	return dst
}

// appendErrors writes errors, which stand together by namespace.
func appendErrors(dst []byte, errs []ElementError) []byte {
	namespaces := 0
	for i := range errs {
		if i == 0 || errs[i].Namespace != errs[i-1].Namespace {
			namespaces++
		}
	}
	dst = appendMap(dst, namespaces)
	for i := 0; i < len(errs); {
		n := i
		for n < len(errs) && errs[n].Namespace == errs[i].Namespace {
			n++
		}
		dst = appendMap(appendText(dst, errs[i].Namespace), n-i)
		for ; i < n; i++ {
			dst = appendInt(appendText(dst, errs[i].Name), errs[i].Code)
		}
	}
	return dst
}

// ParseDeviceResponse reads an encoded DeviceResponse, each document as ParseIssuerSigned does.
// The caller must not change raw afterwards.
func ParseDeviceResponse(raw []byte) (*DeviceResponse, error) {
	r := reader{data: raw}
	d := new(DeviceResponse)
	versioned, answered := false, false
	for key := range r.members {
		switch string(key) {
		case "version":
			versioned = true
			r.require(string(r.textBytes()) == version, "unknown version")
		case "documents":
			d.Documents = r.documents()
		case "documentErrors":
			d.Missing = r.documentErrors()
		case "status":
			answered = true
			d.Status = r.uint()
		default:
			r.fail("unknown member")
		}
	}
	r.require(versioned && answered, "response is not complete")
	r.end()
	if r.err != nil {
		return nil, r.err
	}
	return d, nil
}

func (r *reader) documents() []*Document {
	n := r.array()
	r.require(n > 0, "no document")
	documents := make([]*Document, 0, min(n, 16))
	for range n {
		documents = append(documents, r.document())
		if r.err != nil {
			return nil
		}
	}
	return documents
}

func (r *reader) document() *Document {
	d := new(Document)
	typed := false
	for key := range r.members {
		switch string(key) {
		case "docType":
			typed = true
			d.docType = r.text()
		case "issuerSigned":
			var err error
			d.issuer, err = r.issuerSigned()
			if r.err == nil {
				r.err = err
			}
		case "deviceSigned":
			r.deviceSigned(d)
		case "errors":
			d.errors = r.elementErrors()
		default:
			r.fail("unknown member")
		}
	}
	r.require(typed && d.issuer != nil && d.auth.raw != nil, "document is not complete")
	if r.err == nil && d.docType != d.issuer.object.docType {
		r.err = fmt.Errorf("%w: not the one that was signed", ErrType)
	}
	return d
}

func (r *reader) deviceSigned(d *Document) {
	for key := range r.members {
		switch string(key) {
		case "nameSpaces":
			d.device = r.encoded()
			if r.err == nil {
				d.items, r.err = readStated(d.device)
			}
		case "deviceAuth":
			r.deviceAuth(d)
		default:
			r.fail("unknown member")
		}
	}
	r.require(d.device != nil && d.auth.raw != nil, "deviceSigned is not complete")
}

func (r *reader) deviceAuth(d *Document) {
	for key := range r.members {
		switch string(key) {
		case "deviceSignature":
		case "deviceMac":
			d.mac = true
		default:
			r.fail("unknown member")
		}
		r.require(d.auth.raw == nil, "signature and MAC")
		d.auth = r.authenticated()
		r.require(d.auth.payload == nil, "payload is not detached")
	}
}

func (r *reader) documentErrors() (missing []DocumentError) {
	n := r.array()
	r.require(n > 0, "no document error")
	for range n {
		for docType := range r.members {
			missing = append(missing, DocumentError{string(docType), r.int()})
		}
		if r.err != nil {
			return nil
		}
	}
	return missing
}

func (r *reader) elementErrors() (errs []ElementError) {
	for namespace := range r.members {
		n := len(errs)
		for name := range r.members {
			errs = append(errs, ElementError{string(namespace), string(name), r.int()})
		}
		r.require(len(errs) > n, "namespace without errors")
	}
	r.require(len(errs) > 0, "no error")
	return errs
}

// Trust gives the key that a document's issuer signs with, if its chain leads to an anchor that
// the verifier trusts for its document type, at the time it was signed; otherwise an error.
type Trust func(*IssuerSigned) (crypto.PublicKey, error)

// ErrEmpty says that a response has no document.
var ErrEmpty = errors.New("mdoc: response has no document")

// Verify checks every document under p; one that does not hold fails the response.
func (d *DeviceResponse) Verify(trust Trust, p Presentation) ([]*Verified, error) {
	if len(d.Documents) == 0 {
		return nil, fmt.Errorf("%w: status %d", ErrEmpty, d.Status)
	}
	if d.Status != StatusOK {
		return nil, fmt.Errorf("%w: status %d", ErrMalformed, d.Status)
	}
	all := make([]*Verified, 0, len(d.Documents))
	for _, doc := range d.Documents {
		key, err := trust(doc.issuer)
		if err != nil {
			return nil, fmt.Errorf("mdoc: issuer: %w", err)
		}
		v, err := doc.Verify(key, p)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}
