package voucher

import (
	"bytes"
	"fmt"
	"time"

	"github.com/fxamacker/cbor/v2"
	"github.com/veraison/go-cose"
)

// wire is the payload as it travels.
type wire struct {
	_        struct{} `cbor:",toarray"`
	Attempt  []byte
	Sequence uint64
	Issued   uint64 // seconds since 1970
	Life     uint64 // seconds until expiry
	Visit    []byte // 16 bytes, or none
	CodeMAC  []byte
}

var (
	encoding = must(cbor.CoreDetEncOptions().EncMode())
	decoding = must(cbor.DecOptions{
		DupMapKey:   cbor.DupMapKeyEnforcedAPF,
		IndefLength: cbor.IndefLengthForbidden,
		TagsMd:      cbor.TagsForbidden,
	}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the options are constant
	}
	return v
}

func (c Claims) payload() ([]byte, error) {
	w := wire{
		Attempt: c.Attempt[:], Sequence: c.Sequence,
		Issued: uint64(c.Issued.Unix()), Life: uint64(c.Expires.Unix() - c.Issued.Unix()),
		Visit: []byte{}, CodeMAC: c.CodeMAC[:],
	}
	if c.Visit != [16]byte{} {
		w.Visit = c.Visit[:]
	}
	return encoding.Marshal(w)
}

// message is the COSE structure of claims, not signed yet.
func (c Claims) message() (*cose.UntaggedSign1Message, error) {
	payload, err := c.payload()
	if err != nil {
		return nil, fmt.Errorf("voucher: %w", err)
	}
	return &cose.UntaggedSign1Message{
		Headers: cose.Headers{Protected: cose.ProtectedHeader{
			cose.HeaderLabelAlgorithm: cose.AlgorithmES256,
			cose.HeaderLabelKeyID:     c.KeyID,
		}},
		Payload: payload,
	}, nil
}

// read takes a message apart and gives its claims; the signature is not looked at. Whatever
// does not come out as the same bytes again is refused, so that a voucher has one form.
func read(raw []byte) (*cose.UntaggedSign1Message, Claims, error) {
	var m cose.UntaggedSign1Message
	if err := m.UnmarshalCBOR(raw); err != nil {
		return nil, Claims{}, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	c, err := claimsOf(&m)
	if err != nil {
		return nil, Claims{}, err
	}
	again, err := c.message()
	if err != nil {
		return nil, Claims{}, err
	}
	again.Signature = m.Signature
	text, err := again.MarshalCBOR()
	if err != nil || !bytes.Equal(text, raw) {
		return nil, Claims{}, fmt.Errorf("%w: not in its one form", ErrMalformed)
	}
	return &m, c, nil
}

func claimsOf(m *cose.UntaggedSign1Message) (Claims, error) {
	var w wire
	if err := decoding.Unmarshal(m.Payload, &w); err != nil {
		return Claims{}, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	id, _ := m.Headers.Protected[cose.HeaderLabelKeyID].([]byte)
	if len(w.Attempt) != 16 || len(w.CodeMAC) != 16 || (len(w.Visit) != 0 && len(w.Visit) != 16) {
		return Claims{}, fmt.Errorf("%w: an id of another length", ErrMalformed)
	}
	if w.Issued > 1<<40 || w.Life > uint64(MaxLife/time.Second) {
		return Claims{}, fmt.Errorf("%w: time out of range", ErrMalformed)
	}
	c := Claims{
		KeyID: id, Attempt: [16]byte(w.Attempt), Sequence: w.Sequence, CodeMAC: [16]byte(w.CodeMAC),
		Issued: time.Unix(int64(w.Issued), 0).UTC(), Expires: time.Unix(int64(w.Issued+w.Life), 0).UTC(),
	}
	copy(c.Visit[:], w.Visit)
	if len(w.Visit) == 16 && c.Visit == [16]byte{} {
		return Claims{}, fmt.Errorf("%w: a visit of zeros", ErrMalformed)
	}
	return c, c.check()
}
