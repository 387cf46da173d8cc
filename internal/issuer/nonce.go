package issuer

import (
	"context"
	"net/http"
	"time"

	"jemput/internal/db"
)

// sweepEvery is how often a process removes what has expired.
const sweepEvery = time.Minute

// serveNonce is the nonce endpoint, OpenID4VCI section 7.
func (i *Issuer) serveNonce(w http.ResponseWriter, r *http.Request) error {
	if err := i.nonces.take(r.RemoteAddr); err != nil {
		return err
	}
	text, hash := secret()
	err := i.DB.InTx(r.Context(), func(ctx context.Context, tx db.Tx) error {
		return insertNonce(ctx, tx, hash, i.Now().Add(nonceLife))
	})
	if err != nil {
		return err
	}
	i.sweep(r.Context())
	return answer(w, http.StatusOK, struct {
		Nonce string `json:"c_nonce"`
	}{text})
}

// sweep removes what has expired, at most once a minute. If it fails the next one does it: what
// has expired is refused anyway.
func (i *Issuer) sweep(ctx context.Context) {
	now := i.Now()
	last := i.swept.Load()
	if now.Sub(db.Time(last)) < sweepEvery || !i.swept.CompareAndSwap(last, db.Micros(now)) {
		return
	}
	_ = i.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return removeExpired(ctx, tx, now) })
}
