package issuer

import (
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// What one address may do in a window. Behind one address there may be everybody at a visit, or a
// mobile network's whole district: so only failed token requests count, and nonces are cheap.
//
// The counts live in memory, per process: a guesser gets a few tries more from a second process,
// but the transaction code of a voucher stands only five wrong tries anywhere.
const (
	limitWindow   = 15 * time.Minute
	tokenFailures = 100
	nonceRequests = 5000
	limiterSize   = 20_000 // addresses in memory
)

// limiter counts what addresses did in the running window.
type limiter struct {
	now func() time.Time
	max int

	mu   sync.Mutex // guards used
	used map[string]*usage
}

type usage struct {
	n     int
	since time.Time
}

func newLimiter(now func() time.Time, max int) *limiter {
	return &limiter{now: now, max: max, used: map[string]*usage{}}
}

// take counts one use before it is looked at, so that many at once count too. It refuses with slow_down.
func (l *limiter) take(address string) error {
	key := network(address)
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	u := l.used[key]
	if u == nil || now.Sub(u.since) >= limitWindow {
		l.makeRoom(now)
		u = &usage{since: now}
		l.used[key] = u
	}
	if u.n >= l.max {
		return &refusal{status: http.StatusTooManyRequests, code: "slow_down", description: "too many requests from this address", retryAfter: limitWindow - now.Sub(u.since)}
	}
	u.n++
	return nil
}

// giveBack takes back a use that turned out to be harmless.
func (l *limiter) giveBack(address string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if u := l.used[network(address)]; u != nil && u.n > 0 {
		u.n--
	}
}

// makeRoom drops what is over, then anything, so that addresses without number cannot fill the memory.
func (l *limiter) makeRoom(now time.Time) {
	if len(l.used) < limiterSize {
		return
	}
	for key, u := range l.used {
		if now.Sub(u.since) >= limitWindow {
			delete(l.used, key)
		}
	}
	for key := range l.used {
		if len(l.used) < limiterSize {
			return
		}
		delete(l.used, key)
	}
}

// network is the address of an IPv4 client, the /64 of an IPv6 client, who has all of it.
func network(address string) string {
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
