package register

import (
	"encoding/binary"
	"errors"
	"strconv"

	"jemput/internal/keys"
)

// A resident's sealed columns are one blob, bound to the resident's id: they are always read and
// written together, one nonce and tag instead of nine, and none can be moved to another row.

// recordForm is the first byte of an opened blob. Older forms stay readable.
const recordForm = 1

var errRecord = errors.New("register: sealed record is cut or of an unknown form")

// sealContext binds a blob to its row and column.
func sealContext(dst []byte, id string) []byte {
	return append(append(dst, "resident.sealed/"...), id...)
}

// appendRecord encodes what is sealed of r.
func appendRecord(b []byte, r *Resident) []byte {
	b = append(b, recordForm)
	b = appendNumber(b, string(r.NIK))
	b = appendNumber(b, string(r.FamilyCard))
	c := &r.Contact
	for _, n := range [...]int{r.Blood, r.Religion, r.Relation, r.Education, r.Occupation, c.RT, c.RW} {
		b = binary.AppendUvarint(b, uint64(max(n, 0)))
	}
	for _, s := range [...]string{r.BirthPlace, c.AddressLine, c.Hamlet, c.PostCode, c.Phone, c.Email, c.MotherName, c.FatherName} {
		b = appendText(b, s)
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendNumber packs sixteen digits into a varint; anything else is kept as text behind a zero.
func appendNumber(b []byte, s string) []byte {
	if sixteenDigits(s) {
		n, _ := strconv.ParseUint(s, 10, 64)
		return binary.AppendUvarint(b, n+1)
	}
	return appendText(append(b, 0), s)
}

// readRecord fills the sealed fields of r from an opened blob.
func readRecord(b []byte, r *Resident) error {
	d := decoder{rest: b}
	if d.byte() != recordForm {
		return errRecord
	}
	r.NIK, r.FamilyCard = NIK(d.number()), FamilyCard(d.number())
	c := &r.Contact
	for _, n := range [...]*int{&r.Blood, &r.Religion, &r.Relation, &r.Education, &r.Occupation, &c.RT, &c.RW} {
		*n = int(d.uvarint())
	}
	for _, s := range [...]*string{&r.BirthPlace, &c.AddressLine, &c.Hamlet, &c.PostCode, &c.Phone, &c.Email, &c.MotherName, &c.FatherName} {
		*s = d.text()
	}
	if d.bad || len(d.rest) != 0 {
		return errRecord
	}
	return nil
}

// decoder reads forward; after the first failure it is bad and gives zeros.
type decoder struct {
	rest []byte
	bad  bool
}

func (d *decoder) byte() byte {
	if len(d.rest) == 0 {
		d.bad = true
		return 0
	}
	c := d.rest[0]
	d.rest = d.rest[1:]
	return c
}

func (d *decoder) uvarint() uint64 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.bad, d.rest = true, nil
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

func (d *decoder) text() string {
	n := d.uvarint()
	if n > uint64(len(d.rest)) {
		d.bad, d.rest = true, nil
		return ""
	}
	s := string(d.rest[:n])
	d.rest = d.rest[n:]
	return s
}

func (d *decoder) number() string {
	n := d.uvarint()
	if n == 0 {
		return d.text()
	}
	s := strconv.FormatUint(n-1, 10)
	return "0000000000000000"[:max(0, 16-len(s))] + s
}

// openRecord opens sealed and fills r, whose ID must be set.
func openRecord(s *keys.Sealer, r *Resident, sealed []byte) error {
	var context [64]byte
	plain, err := s.Open(make([]byte, 0, len(sealed)), sealed, sealContext(context[:0], r.ID))
	if err != nil {
		return err
	}
	return readRecord(plain, r)
}

// nikHash is the key by which a NIK is found.
func nikHash(s *keys.Sealer, n NIK) []byte { return s.LookUp("resident.nik", string(n)) }

// cardKeyOf is 16 bits of a keyed hash: enough to find a family among a few false ones, too little to try numbers out.
func cardKeyOf(s *keys.Sealer, c FamilyCard) cardKey {
	if c == "" {
		return cardKey{}
	}
	return cardKey{known: true, bucket: binary.BigEndian.Uint16(s.LookUp("resident.card", string(c)))}
}
