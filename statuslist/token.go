package statuslist

import (
	"errors"
	"fmt"
	"time"
)

// What verification can find wrong, beside ErrMalformed.
var (
	ErrSignature = errors.New("statuslist: signature does not verify")
	ErrSubject   = errors.New("statuslist: list is not that of the URI")
	ErrExpired   = errors.New("statuslist: list has expired")
)

// Signer makes ES256 signatures.
type Signer interface {
	// Sign signs a SHA-256 digest and gives r||s, 64 bytes.
	Sign(digest []byte) (rs []byte, err error)
}

// Header is what a status list token says of its signing key. The algorithm is ES256.
type Header struct {
	KeyID string   // kid, left out if ""
	Chain [][]byte // DER certificates, leaf first, without the trust anchor; left out if empty
}

// Token is a status list token: a list and what is said of it. Times are whole seconds.
type Token struct {
	Subject        string        // URI of the list
	IssuedAt       time.Time     // when the list was as it is
	Expires        time.Time     // zero: never
	TTL            time.Duration // how long a verifier may keep it; 0: not said
	AggregationURI string        // where all lists of the issuer are named; "" : nowhere
	List           *List
}

func (t Token) check() error {
	switch {
	case t.Subject == "":
		return fmt.Errorf("%w: no subject", ErrMalformed)
	case t.IssuedAt.Unix() <= 0:
		return fmt.Errorf("%w: no time of issue", ErrMalformed)
	case !t.Expires.IsZero() && !t.Expires.After(t.IssuedAt):
		return fmt.Errorf("%w: expires before it is issued", ErrMalformed)
	case t.TTL < 0:
		return fmt.Errorf("%w: negative time to live", ErrMalformed)
	case t.List == nil:
		return fmt.Errorf("%w: no list", ErrMalformed)
	}
	return nil
}

// accept holds a token that was read and whose signature is right against what a verifier wants.
func (t Token) accept(uri string, now time.Time) error {
	if err := t.check(); err != nil {
		return err
	}
	if t.Subject != uri {
		return ErrSubject
	}
	if !t.Expires.IsZero() && !now.Before(t.Expires) {
		return ErrExpired
	}
	return nil
}

// Reference is where a token's status stands: the member status_list of its claim status (section 6.2).
type Reference struct {
	URI   string
	Index int
}
