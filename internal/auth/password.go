package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"jemput/internal/fault"
)

// cost of argon2id. One pass over 64 MiB takes about a twentieth of a second on a small machine's core.
type cost struct {
	memory uint32 // KiB
	time   uint32
}

var defaultCost = cost{memory: 64 << 10, time: 1}

const (
	saltSize   = 16
	keySize    = 32
	hashAtOnce = 2  // 128 MiB at most
	hashQueue  = 64 // beyond that a login is told to come back
	minLength  = 10
	maxLength  = 256
)

// hasher hashes passwords, a few at a time.
type hasher struct {
	cost    cost
	running chan struct{}
	waiting chan struct{}
	dummy   string // what an unknown login is compared with
}

func newHasher(c cost) *hasher {
	h := &hasher{cost: c, running: make(chan struct{}, hashAtOnce), waiting: make(chan struct{}, hashQueue)}
	h.dummy = encode(c, make([]byte, saltSize), make([]byte, keySize)) // no password has an all-zero key
	return h
}

// slot waits for its turn.
func (h *hasher) slot(ctx context.Context) (done func(), err error) {
	select {
	case h.waiting <- struct{}{}:
	default:
		return nil, fault.New(fault.Unavailable, "login_busy", "Too many people are logging in. Try again in a minute.")
	}
	defer func() { <-h.waiting }()
	select {
	case h.running <- struct{}{}:
		return func() { <-h.running }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// hash makes the stored form of a password: the PHC string of argon2id.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	done, err := h.slot(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	salt := make([]byte, saltSize)
	rand.Read(salt)
	return encode(h.cost, salt, derive(password, salt, h.cost)), nil
}

// matches compares a password with a stored form, and says whether that form is of today's cost.
func (h *hasher) matches(ctx context.Context, password, stored string) (ok, current bool, err error) {
	c, salt, key, err := decode(stored)
	if err != nil {
		return false, false, err
	}
	done, err := h.slot(ctx)
	if err != nil {
		return false, false, err
	}
	defer done()
	return subtle.ConstantTimeCompare(derive(password, salt, c), key) == 1, c == h.cost, nil
}

func derive(password string, salt []byte, c cost) []byte {
	return argon2.IDKey([]byte(password), salt, c.time, c.memory, 1, keySize)
}

func encode(c cost, salt, key []byte) string {
	b := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, c.memory, c.time, b.EncodeToString(salt), b.EncodeToString(key))
}

func decode(stored string) (c cost, salt, key []byte, err error) {
	parts := strings.Split(stored, "$")
	broken := fmt.Errorf("auth: stored password is not of the form $argon2id$v=..$m=..,t=..,p=1$salt$key")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, broken
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=1", &c.memory, &c.time); err != nil || c.memory > 1<<20 || c.time > 16 || c.time == 0 {
		return c, nil, nil, broken
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return c, nil, nil, broken
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(key) != keySize {
		return c, nil, nil, broken
	}
	return c, salt, key, nil
}

// NewPassword makes a password that can be read out over the telephone: 80 random bits.
func NewPassword() string {
	s := strings.ToLower(rand.Text())[:16]
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}

func checkPassword(password string) error {
	if len(password) < minLength || len(password) > maxLength {
		return fault.New(fault.Invalid, "password_length", fmt.Sprintf("A password has %d to %d characters.", minLength, maxLength)).WithField("password")
	}
	return nil
}
