package auth

import (
	"time"

	"jemput/internal/fault"
	"jemput/internal/ratelimit"
)

// Failed logins that are allowed in a window: of one login from one address, of one login from
// anywhere, and from one address, behind which a whole office may sit.
//
// What a restart or a second process gives a guesser is a few tries more against passwords that take
// years. Hashing, two at a time, is the bound that remains in any case.
const (
	guardWindow  = 15 * time.Minute
	pairLimit    = 8
	loginLimit   = 50
	addressLimit = 100
	guardSize    = 20_000 // keys in memory
)

var errTooMany = fault.New(fault.TooMany, "login_limited", "Too many failed logins. Wait a quarter of an hour.")

type guard struct{ tries *ratelimit.Window }

func newGuard(now func() time.Time) *guard {
	return &guard{ratelimit.New(now, guardWindow, guardSize)}
}

// limits of an attempt; the first is that of this login from this address.
func limits(login, address string) []ratelimit.Limit {
	address = ratelimit.Network(address)
	return []ratelimit.Limit{
		{Key: "p " + login + " " + address, Max: pairLimit}, {Key: "l " + login, Max: loginLimit}, {Key: "a " + address, Max: addressLimit},
	}
}

// try counts an attempt as failed before its password is looked at, so that many at once count too.
func (g *guard) try(login, address string) error {
	if _, ok := g.tries.Take(limits(login, address)...); !ok {
		return errTooMany
	}
	return nil
}

// succeeded takes the attempt back, and all earlier ones of this login from this address.
func (g *guard) succeeded(login, address string) {
	all := limits(login, address)
	g.tries.Forget(all[0].Key)
	g.tries.GiveBack(all[1].Key, all[2].Key)
}
