package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/obs"
)

// OK is the outcome of an operation that was done; a refused one has the code of its fault.
const OK = "ok"

// Event is one entry of the log.
type Event struct {
	At      time.Time // set by Append
	Actor   string    // id of the officer; "" for the public, "system" for the program itself
	Event   string    // the operation, such as "resident.read"
	Subject string    // id of the resident, visit, attempt or officer it was about, "" if none
	Purpose string
	Outcome string // "" means OK
}

// System is the actor of what the program does by itself or on the command line.
const System = "system"

// checked refuses what must never be in the log. Purpose is free text and is masked instead.
func (e Event) checked() (Event, error) {
	if e.Event == "" {
		return e, fault.New(fault.Internal, "audit_event_missing", "An audit event needs a name.")
	}
	for _, id := range []string{e.Actor, e.Subject, e.Event, e.Outcome} {
		if len(id) > 100 || obs.Mask(id) != id {
			return e, fault.New(fault.Internal, "audit_personal_number", "An audit event holds ids, not personal numbers.")
		}
	}
	if e.Outcome == "" {
		e.Outcome = OK
	}
	e.Purpose = obs.Mask(e.Purpose)
	return e, nil
}

// hash chains the event to the one before it. Every field has its length in front, so that no two events read alike.
func (e Event) hash(stream string, seq int64, before []byte) []byte {
	h := sha256.New()
	number := func(n int64) {
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], uint64(n))
		h.Write(b[:])
	}
	h.Write([]byte("jemput audit v1\n"))
	number(int64(len(before)))
	h.Write(before)
	number(seq)
	number(db.Micros(e.At))
	for _, field := range []string{stream, e.Actor, e.Event, e.Subject, e.Purpose, e.Outcome} {
		number(int64(len(field)))
		h.Write([]byte(field))
	}
	return h.Sum(nil)
}
