package issuer

import (
	"net/http"
	"time"

	"jemput/internal/ratelimit"
)

// What one address may do in a window. Behind one address there may be everybody at a visit, or a
// mobile network's whole district: so only failed token requests count, and nonces are cheap.
// What a second process gives a guesser does not matter: the transaction code of a voucher stands
// only five wrong tries anywhere.
const (
	limitWindow   = 15 * time.Minute
	tokenFailures = 100
	nonceRequests = 5000
	limiterSize   = 20_000 // addresses in memory
)

// limiter counts what addresses did in the running window.
type limiter struct {
	uses *ratelimit.Window
	max  int
}

func newLimiter(now func() time.Time, max int) *limiter {
	return &limiter{ratelimit.New(now, limitWindow, limiterSize), max}
}

// take counts one use before it is looked at, so that many at once count too. It refuses with slow_down.
func (l *limiter) take(address string) error {
	wait, ok := l.uses.Take(ratelimit.Limit{Key: ratelimit.Network(address), Max: l.max})
	if !ok {
		return &refusal{status: http.StatusTooManyRequests, code: "slow_down", description: "too many requests from this address", retryAfter: wait}
	}
	return nil
}

// giveBack takes back a use that turned out to be harmless.
func (l *limiter) giveBack(address string) { l.uses.GiveBack(ratelimit.Network(address)) }
