package app

import (
	"context"

	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/issuer"
)

// grants lets the issuer redeem and report what enrol handed out.
type grants struct{ *enrol.Enrol }

// Redeem implements issuer.Grants.
func (g grants) Redeem(ctx context.Context, tx db.Tx, code, txCode string) (issuer.Redeemed, error) {
	r, err := g.Enrol.Redeem(ctx, tx, code, txCode)
	return issuer.Redeemed(r), err
}
