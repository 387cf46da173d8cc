package ratelimit

import (
	"net/netip"
	"sync"
	"time"
)

// Limit is how often something may be done in a window.
type Limit struct {
	Key string // whose or what
	Max int
}

// Window counts uses by key. A key's window begins with its first use. Safe for concurrent use.
type Window struct {
	now    func() time.Time
	length time.Duration
	size   int // keys in memory

	mu   sync.Mutex // guards used
	used map[string]*usage
}

type usage struct {
	n     int
	since time.Time
}

// New makes a window of the given length that remembers at most size keys.
func New(now func() time.Time, length time.Duration, size int) *Window {
	return &Window{now: now, length: length, size: size, used: map[string]*usage{}}
}

// Take counts one use for each limit. If one of them is used up it counts none and says how long it stays so.
func (w *Window) Take(limits ...Limit) (wait time.Duration, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.now()
	for _, l := range limits {
		if u := w.used[l.Key]; u != nil && !w.over(u, now) && u.n >= l.Max {
			return w.length - now.Sub(u.since), false
		}
	}
	for _, l := range limits {
		u := w.used[l.Key]
		if u == nil {
			w.makeRoom(now)
		}
		if u == nil || w.over(u, now) {
			u = &usage{since: now}
			w.used[l.Key] = u
		}
		u.n++
	}
	return 0, true
}

// GiveBack takes back one use of each key, which turned out to be harmless.
func (w *Window) GiveBack(keys ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, key := range keys {
		if u := w.used[key]; u != nil && u.n > 0 {
			u.n--
		}
	}
}

// Forget takes back all uses of a key.
func (w *Window) Forget(key string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.used, key)
}

// Len is how many keys are in memory.
func (w *Window) Len() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.used)
}

func (w *Window) over(u *usage, now time.Time) bool { return now.Sub(u.since) >= w.length }

// makeRoom drops what is over, then anything, so that keys without number cannot fill the memory.
func (w *Window) makeRoom(now time.Time) {
	if len(w.used) < w.size {
		return
	}
	for key, u := range w.used {
		if w.over(u, now) {
			delete(w.used, key)
		}
	}
	for key := range w.used {
		if len(w.used) < w.size {
			return
		}
		delete(w.used, key)
	}
}

// Network is the key of a client's address: that of an IPv4 client, the /64 of an IPv6 client, who has all of it.
func Network(address string) string {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return address
	}
	ip := ap.Addr().Unmap().WithZone("")
	if ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}
