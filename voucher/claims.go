package voucher

import (
	"errors"
	"fmt"
	"time"
)

// Claims is what a voucher says.
type Claims struct {
	KeyID    []byte    // names the device's key, 1 to MaxKeyID bytes
	Attempt  [16]byte  // the attempt (a UUID), used once
	Sequence uint64    // counts the device's vouchers, without gaps
	Issued   time.Time // whole seconds
	Expires  time.Time // whole seconds, after Issued and at most MaxLife later
	Visit    [16]byte  // the visit (a UUID), zero at a counter
	CodeMAC  [16]byte  // binds the transaction code, keyed
}

const (
	// MaxKeyID is the longest key id.
	MaxKeyID = 32
	// MaxLife is the longest validity.
	MaxLife = 31 * 24 * time.Hour
)

var (
	// ErrMalformed says that a text is not a voucher in its one form.
	ErrMalformed = errors.New("voucher: malformed")
	// ErrSignature says that the device's key did not sign the voucher.
	ErrSignature = errors.New("voucher: signature does not verify")
)

// check holds the rules that both Mint and Open keep.
func (c Claims) check() error {
	life := time.Duration(c.Expires.Unix()-c.Issued.Unix()) * time.Second
	switch {
	case len(c.KeyID) == 0 || len(c.KeyID) > MaxKeyID:
		return fmt.Errorf("%w: key id of %d bytes", ErrMalformed, len(c.KeyID))
	case c.Attempt == [16]byte{}:
		return fmt.Errorf("%w: no attempt", ErrMalformed)
	case c.Issued.Unix() <= 0 || c.Issued.Unix() > 1<<40:
		return fmt.Errorf("%w: time of issue out of range", ErrMalformed)
	case !c.Issued.Before(c.Expires) || life <= 0 || life > MaxLife:
		return fmt.Errorf("%w: validity of %v", ErrMalformed, life)
	}
	return nil
}

// ValidAt says whether the voucher may be redeemed at a time; leeway allows for the
// device's clock before the time of issue, never after expiry.
func (c Claims) ValidAt(now time.Time, leeway time.Duration) bool {
	return now.Before(c.Expires) && !now.Add(leeway).Before(c.Issued)
}
