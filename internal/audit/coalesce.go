package audit

import (
	"sync"
	"time"

	"jemput/internal/httpapi"
)

// seenLimit bounds the memory of an hour. Beyond it every event is written: the log loses nothing.
const seenLimit = 100_000

type seenKey struct{ session, event, subject, outcome string }

// coalescer remembers what was already recorded in the running hour.
type coalescer struct {
	mu   sync.Mutex // guards all below
	hour int64
	seen map[seenKey]struct{}
}

func keyOf(r httpapi.Record) seenKey {
	return seenKey{r.Caller.Session, r.Event, r.Subject, r.Outcome}
}

// first reports whether this hour has no such record yet, and remembers it.
func (c *coalescer) first(r httpapi.Record, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if hour := now.Unix() / 3600; hour != c.hour || c.seen == nil {
		c.hour, c.seen = hour, map[seenKey]struct{}{}
	}
	key := keyOf(r)
	if _, ok := c.seen[key]; ok {
		return false
	}
	if len(c.seen) < seenLimit {
		c.seen[key] = struct{}{}
	}
	return true
}

// forget takes back a record that could not be written.
func (c *coalescer) forget(r httpapi.Record) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.seen, keyOf(r))
}
