package statuslist

import (
	"errors"
	"fmt"
)

// Status is what a list says of one token; the values of section 7.1.
type Status uint8

// The registered statuses. 0x03 and 0x0C to 0x0F are for applications.
const (
	Valid     Status = 0
	Invalid   Status = 1 // revoked for good
	Suspended Status = 2
)

// MaxSize is the largest number of entries in a list that is read.
const MaxSize = 1 << 24

var (
	// ErrMalformed says that a list or a token of one is not as the draft wants it.
	ErrMalformed = errors.New("statuslist: malformed")
	// ErrIndex says that a list has no entry of that index.
	ErrIndex = errors.New("statuslist: index outside the list")
)

// List is the statuses of up to MaxSize tokens. Not safe for concurrent change.
type List struct {
	bits int    // for each entry: 1, 2, 4 or 8
	data []byte // entry 0 in the lowest bits of the first byte, section 4.1
}

// New makes a list of size entries, all Valid. size is a multiple of 8, so that it fills its bytes.
func New(bits, size int) (*List, error) {
	if err := checkBits(bits); err != nil {
		return nil, err
	}
	if size <= 0 || size > MaxSize || size%8 != 0 {
		return nil, fmt.Errorf("statuslist: size %d, want a multiple of 8 up to %d", size, MaxSize)
	}
	return &List{bits: bits, data: make([]byte, size/8*bits)}, nil
}

// FromBytes makes a list of packed entries, which it keeps.
func FromBytes(bits int, packed []byte) (*List, error) {
	if err := checkBits(bits); err != nil {
		return nil, err
	}
	if len(packed) == 0 || len(packed)*8/bits > MaxSize {
		return nil, fmt.Errorf("%w: list of %d bytes", ErrMalformed, len(packed))
	}
	return &List{bits: bits, data: packed}, nil
}

func checkBits(bits int) error {
	switch bits {
	case 1, 2, 4, 8:
		return nil
	}
	return fmt.Errorf("%w: %d bits, want 1, 2, 4 or 8", ErrMalformed, bits)
}

// Bits is the number of bits for each entry.
func (l *List) Bits() int { return l.bits }

// Size is the number of entries.
func (l *List) Size() int { return len(l.data) * 8 / l.bits }

// Bytes is the packed entries. The caller must not change them.
func (l *List) Bytes() []byte { return l.data }

// Clone is a list of its own with the same entries.
func (l *List) Clone() *List {
	return &List{bits: l.bits, data: append([]byte(nil), l.data...)}
}

// Get is the status of one entry; ErrIndex if the list has none of that index.
func (l *List) Get(index int) (Status, error) {
	if index < 0 || index >= l.Size() {
		return 0, fmt.Errorf("%w: %d of %d", ErrIndex, index, l.Size())
	}
	at := index * l.bits
	return Status(l.data[at/8] >> (at % 8) & l.mask()), nil
}

// Set changes the status of one entry; s must fit the list's bits.
func (l *List) Set(index int, s Status) error {
	if index < 0 || index >= l.Size() {
		return fmt.Errorf("%w: %d of %d", ErrIndex, index, l.Size())
	}
	if byte(s) > l.mask() {
		return fmt.Errorf("statuslist: status %d does not fit %d bits", s, l.bits)
	}
	at := index * l.bits
	entry := &l.data[at/8]
	*entry = *entry&^(l.mask()<<(at%8)) | byte(s)<<(at%8)
	return nil
}

// mask is the lowest bits of one entry.
func (l *List) mask() byte { return byte(1<<l.bits - 1) }
