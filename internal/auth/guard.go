package auth

import (
	"net/netip"
	"sync"
	"time"

	"jemput/internal/fault"
)

// Failed logins that are allowed in a window: of one login from one address, of one login from
// anywhere, and from one address, behind which a whole office may sit.
//
// The counts live in memory, per process: a wrong password must not cost a write on the database's
// one write connection, and a restart or a second process gives a guesser a few tries more against
// passwords that take years. Hashing, two at a time, is the bound that remains in any case.
const (
	guardWindow  = 15 * time.Minute
	pairLimit    = 8
	loginLimit   = 50
	addressLimit = 100
	guardSize    = 20_000 // keys in memory
)

var errTooMany = fault.New(fault.TooMany, "login_limited", "Too many failed logins. Wait a quarter of an hour.")

type guard struct {
	now func() time.Time

	mu    sync.Mutex // guards tries
	tries map[string]*tries
}

type tries struct {
	n     int
	since time.Time
}

func newGuard(now func() time.Time) *guard {
	return &guard{now: now, tries: map[string]*tries{}}
}

type limit struct {
	key string
	max int
}

func limits(login, address string) []limit {
	address = network(address)
	return []limit{{"p " + login + " " + address, pairLimit}, {"l " + login, loginLimit}, {"a " + address, addressLimit}}
}

// try counts an attempt as failed before its password is looked at, so that many at once count too.
func (g *guard) try(login, address string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	for _, l := range limits(login, address) {
		if t := g.tries[l.key]; t != nil && now.Sub(t.since) < guardWindow && t.n >= l.max {
			return errTooMany
		}
	}
	g.makeRoom(now)
	for _, l := range limits(login, address) {
		t := g.tries[l.key]
		if t == nil || now.Sub(t.since) >= guardWindow {
			t = &tries{since: now}
			g.tries[l.key] = t
		}
		t.n++
	}
	return nil
}

// succeeded takes the attempt back, and all earlier ones of this login from this address.
func (g *guard) succeeded(login, address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	all := limits(login, address)
	delete(g.tries, all[0].key)
	for _, l := range all[1:] {
		if t := g.tries[l.key]; t != nil && t.n > 0 {
			t.n--
		}
	}
}

// makeRoom drops what is over, then anything, so that addresses without number cannot fill the memory.
func (g *guard) makeRoom(now time.Time) {
	if len(g.tries) < guardSize {
		return
	}
	for key, t := range g.tries {
		if now.Sub(t.since) >= guardWindow {
			delete(g.tries, key)
		}
	}
	for key := range g.tries {
		if len(g.tries) < guardSize {
			return
		}
		delete(g.tries, key)
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
