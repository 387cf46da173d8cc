package target

import (
	"context"

	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/register"
)

// Add moves one counter, in the transaction that moves an attempt. It implements enrol.Counters.
func (t *Targets) Add(ctx context.Context, tx db.Tx, c enrol.Count, delta int) error {
	return addCount(ctx, tx, rowOf(c), int64(delta))
}

// counter is a row of target_count without its sum.
type counter struct {
	city string // of domicile
	enrol.Count
}

func rowOf(c enrol.Count) counter { return counter{register.CityOf(c.Area), c} }
