package register

import (
	"context"
	"fmt"

	"jemput/internal/db"

	"golang.org/x/sync/errgroup"
)

// BulkInsert streams new residents in: one goroutine calls next, seals and hashes, this one writes.
// Residents without an ID get one. Nobody may be in the register already. A run that is cut short
// leaves whole chunks and a source that is still "running". progress may be nil.
func (r *Register) BulkInsert(ctx context.Context, next func() (Resident, bool), src Source, progress func(n int)) (Stats, error) {
	r.running.Lock()
	defer r.running.Unlock()
	defer r.words.forget()
	var source, begun int64
	err := r.db.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(no) + 1, 0) FROM resident`).Scan(&begun); err != nil {
			return err
		}
		source, _, err = addSource(ctx, tx, src, "", stateRunning, r.now())
		return err
	})
	if err != nil {
		return Stats{}, fmt.Errorf("register: bulk insert: %w", err)
	}
	var stats Stats
	parent := ctx
	group, ctx := errgroup.WithContext(parent)
	full, empty := make(chan *chunk, 1), make(chan *chunk, 3)
	for range cap(empty) {
		empty <- &chunk{}
	}
	group.Go(func() error { return r.fill(ctx, next, source, begun, full, empty) })
	group.Go(func() error {
		for c := range full {
			if err := r.writeBulk(ctx, c, source, &stats); err != nil {
				return err
			}
			empty <- c
			if progress != nil {
				progress(int(stats.Inserted))
			}
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return stats, fmt.Errorf("register: bulk insert: %w", err)
	}
	return stats, r.db.InTx(parent, func(ctx context.Context, tx db.Tx) error { return setState(ctx, tx, source, stateDone, r.now()) })
}

// fill makes chunks until next has no more. The first one ends with the segment that others began.
func (r *Register) fill(ctx context.Context, next func() (Resident, bool), source, begun int64, full chan<- *chunk, empty <-chan *chunk) error {
	defer close(full)
	f := newFinisher(r.sealer, r.now)
	size := int(segmentSize - begun%segmentSize)
	for more := true; more; size = segmentSize {
		var c *chunk
		select {
		case c = <-empty:
		case <-ctx.Done():
			return ctx.Err()
		}
		f.start(c)
		for len(c.rows) < size {
			var p Resident
			if p, more = next(); !more {
				break
			}
			f.add(c, &p, r.warningsOf(&p), source, 0)
		}
		c.order()
		select {
		case full <- c:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (r *Register) writeBulk(ctx context.Context, c *chunk, source int64, stats *Stats) error {
	after := *stats
	after.Read += int64(len(c.rows))
	after.Inserted += int64(len(c.rows))
	for i := range c.rows {
		if c.rows[i].warnings != 0 {
			after.Warned++
		}
	}
	err := r.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := insertChunk(ctx, tx, c); err != nil {
			return err
		}
		return saveStats(ctx, tx, source, after)
	})
	if err == nil {
		*stats = after
	}
	return err
}

// warningsOf compares a resident's numbers with the record and the areas.
func (r *Register) warningsOf(p *Resident) Warnings {
	w := p.nikWarnings()
	if _, known := r.places.Name(p.NIK.Region()); !known {
		w |= NIKRegionUnknown
	}
	if !p.FamilyCard.Valid() {
		w |= CardNumberOdd
	}
	return w
}
