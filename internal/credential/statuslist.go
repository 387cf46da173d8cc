package credential

import (
	"context"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// ErrNoList says that no such status list was ever opened.
var ErrNoList = fault.New(fault.NotFound, "status_list_not_found", "There is no such status list.")

// ListVersion grows whenever an entry of the list changes. ErrNoList for a list that was never opened.
func (l *Ledger) ListVersion(ctx context.Context, q db.Querier, no int64) (int64, error) {
	return listVersion(ctx, q, no)
}

// EachChanged calls fn for every entry of a list that is not Valid, in their order.
func (l *Ledger) EachChanged(ctx context.Context, q db.Querier, list int64, fn func(index int64, s Status) error) error {
	return eachChanged(ctx, q, list, fn)
}
