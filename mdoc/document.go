package mdoc

import (
	"cmp"
	"crypto"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
)

// ErrDeviceAuth says that the holder's proof of possession does not hold.
var ErrDeviceAuth = errors.New("mdoc: device authentication does not hold")

// Document is what a holder shows: what the issuer signed, and the holder's proof of possession.
type Document struct {
	docType string
	issuer  *IssuerSigned
	device  []byte // the encoded DeviceNameSpaces
	items   []Item // what device states
	mac     bool   // the proof is a MAC, not a signature
	auth    authenticated
	errors  []ElementError
}

// ElementError says why an element was not returned.
type ElementError struct {
	Namespace string
	Name      string
	Code      int64 // 0: data not returned; section 8.3.2.1.2.3
}

// DocType is the document type; it is the one that the issuer signed.
func (d *Document) DocType() string { return d.docType }

// IssuerSigned is the part that the issuer signed.
func (d *Document) IssuerSigned() *IssuerSigned { return d.issuer }

// Errors says of elements that were asked for why they are missing. Nothing guards it.
func (d *Document) Errors() []ElementError { return d.errors }

// Report says of elements that were asked for why they are missing; none may be given twice.
func (d *Document) Report(missing ...ElementError) error {
	sorted := slices.SortedFunc(slices.Values(missing), func(a, b ElementError) int {
		return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name))
	})
	for i := range sorted {
		if i > 0 && sorted[i].Namespace == sorted[i-1].Namespace && sorted[i].Name == sorted[i-1].Name {
			return fmt.Errorf("mdoc: error of %q given twice", sorted[i].Name)
		}
	}
	d.errors = sorted
	return nil
}

// Sign proves with the device key's signature that the holder shows s in this session.
// stated is what the holder states itself, which the issuer must have allowed.
func (s *IssuerSigned) Sign(device Signer, t Transcript, stated ...Namespace) (*Document, error) {
	d, message, err := s.document(t, stated)
	if err != nil {
		return nil, err
	}
	raw, err := appendDetachedSign1(nil, device, nil, message)
	if err != nil {
		return nil, err
	}
	d.auth, err = readAuthenticated(raw)
	return d, err
}

// MAC proves with a key that device and reader share that the holder shows s in this session
// (section 9.1.3.5): the device key agrees with reader, the reader's ephemeral key.
func (s *IssuerSigned) MAC(device KeyAgreement, reader *ecdh.PublicKey, t Transcript, stated ...Namespace) (*Document, error) {
	d, message, err := s.document(t, stated)
	if err != nil {
		return nil, err
	}
	tag, err := deviceMAC(device, reader, t, []byte(protectedHMAC[1:]), message)
	if err != nil {
		return nil, err
	}
	d.mac = true
	raw := append([]byte{0x84}, protectedHMAC...)
	d.auth, err = readAuthenticated(appendBytes(append(raw, 0xa0, cborNull), tag))
	return d, err
}

// document makes a document without proof, and the message that the proof is over.
func (s *IssuerSigned) document(t Transcript, stated []Namespace) (*Document, []byte, error) {
	device, err := encodeStated(stated)
	if err != nil {
		return nil, nil, err
	}
	d := &Document{docType: s.object.docType, issuer: s, device: device}
	if d.items, err = readStated(device); err != nil {
		return nil, nil, err
	}
	if err := d.checkStated(); err != nil {
		return nil, nil, err
	}
	message, err := d.authentication(t)
	return d, message, err
}

// authentication is the DeviceAuthenticationBytes of section 9.1.3.4.
func (d *Document) authentication(t Transcript) ([]byte, error) {
	return t.authentication("DeviceAuthentication", appendText(nil, d.docType), appendEncoded(nil, d.device))
}

// deviceMAC is the tag over message; the key is EMacKey of section 9.1.3.5.
func deviceMAC(own KeyAgreement, other *ecdh.PublicKey, t Transcript, protected, message []byte) ([]byte, error) {
	key, err := sessionKey(own, other, t, "EMacKey")
	if err != nil {
		return nil, err
	}
	h := hmac.New(sha256.New, key)
	h.Write(macStructure(protected, message))
	return h.Sum(nil), nil
}

// sessionKey derives a key of 32 bytes for the session, sections 9.1.1.5 and 9.1.3.5.
func sessionKey(own KeyAgreement, other *ecdh.PublicKey, t Transcript, info string) ([]byte, error) {
	if t.raw == nil {
		return nil, errTranscript
	}
	secret, err := own.ECDH(other)
	if err != nil {
		return nil, fmt.Errorf("mdoc: key agreement: %w", err)
	}
	return hkdf.Key(sha256.New, secret, t.hash(), info, 32)
}

// encodeStated encodes DeviceNameSpaces.
func encodeStated(stated []Namespace) ([]byte, error) {
	if len(stated) == 0 {
		return appendMap(nil, 0), nil
	}
	if err := checkNamespaces(stated); err != nil {
		return nil, err
	}
	dst := appendMap(nil, len(stated))
	var err error
	for _, n := range stated {
		dst = appendMap(appendText(dst, n.Name), len(n.Elements))
		for _, el := range n.Elements {
			if dst, err = appendValue(appendText(dst, el.Name), el.Value, 0); err != nil {
				return nil, err
			}
		}
	}
	return dst, nil
}

func readStated(raw []byte) (items []Item, err error) {
	r := reader{data: raw}
	for namespace := range r.members {
		n := len(items)
		for name := range r.members {
			items = append(items, Item{Namespace: string(namespace), Name: string(name), value: r.item()})
		}
		r.require(len(items) > n, "namespace without elements")
	}
	r.end()
	return items, r.err
}

func (d *Document) checkStated() error {
	for _, item := range d.items {
		if !d.issuer.object.authorized.allow(item.Namespace, item.Name) {
			return fmt.Errorf("%w: the device may not state %s in %s", ErrDeviceAuth, item.Name, item.Namespace)
		}
	}
	return nil
}

// Presentation is what a document must satisfy when it is shown.
type Presentation struct {
	Check
	Transcript Transcript   // of the session with this verifier
	ReaderKey  KeyAgreement // the reader's ephemeral key; nil: a MAC is refused
}

// Verified is what a verifier may rely on.
type Verified struct {
	DocType  string
	Items    []Item // of the issuer
	Stated   []Item // of the device itself, as the issuer allowed
	Validity Validity
	Status   *Status // of which the caller must ask the list; nil: none
	Signed   bool    // the device signed; otherwise it proved itself to this reader only
}

// Verify checks everything that IssuerSigned.Verify does, and that the holder of the device key
// shows this document in this very session.
func (d *Document) Verify(issuer crypto.PublicKey, p Presentation) (*Verified, error) {
	if err := d.issuer.Verify(issuer, p.Check); err != nil {
		return nil, err
	}
	message, err := d.authentication(p.Transcript)
	if err != nil {
		return nil, err
	}
	if err := d.checkStated(); err != nil {
		return nil, err
	}
	if d.mac {
		err = d.verifyMAC(p, message)
	} else {
		err = d.auth.verify(d.issuer.object.key, message)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDeviceAuth, err)
	}
	return &Verified{DocType: d.docType, Items: d.issuer.Items(), Stated: d.items, Validity: d.issuer.object.validity,
		Status: d.issuer.object.status, Signed: !d.mac}, nil
}

func (d *Document) verifyMAC(p Presentation, message []byte) error {
	if p.ReaderKey == nil {
		return errors.New("no reader key for a MAC")
	}
	if d.auth.algorithm != algHMAC256 {
		return errors.New("algorithm is not HMAC 256/256")
	}
	device, err := agreementKey(d.issuer.object.key)
	if err != nil {
		return err
	}
	want, err := deviceMAC(p.ReaderKey, device, p.Transcript, d.auth.protected, message)
	if err != nil {
		return err
	}
	if !hmac.Equal(want, d.auth.proof) {
		return ErrSignature
	}
	return nil
}

// Get finds an element among items.
func Get(items []Item, namespace, name string) (Item, bool) {
	for _, item := range items {
		if item.Namespace == namespace && item.Name == name {
			return item, true
		}
	}
	return Item{}, false
}
