package register

import (
	"context"
	"fmt"
	"time"

	"jemput/internal/db"

	"github.com/google/uuid"
)

// SourceKind says how rows came into the register.
type SourceKind string

// Source kinds.
const (
	FromImport SourceKind = "import"    // an office's file
	Generated  SourceKind = "generated" // the demo's synthetic city
	FromChange SourceKind = "change"    // one change by a person
)

// Source is where rows come from; every row keeps it.
type Source struct {
	Kind SourceKind
	Name string // file name, or the person who made the change
	Hash string // SHA-256 of the file, hexadecimal
	City string // the city the file is of, "16.73"
}

// Stats is what a bulk insert or an import did.
type Stats struct {
	Read, Inserted, Changed, Unchanged, Rejected, Warned int64
}

const (
	stateRunning = "running"
	stateDone    = "done"
	stateUndoing = "undoing"
	stateUndone  = "undone"
)

// addSource writes a new source and gives its number and id.
func addSource(ctx context.Context, tx db.Tx, s Source, mapping, state string, at time.Time) (no int64, id string, err error) {
	u, err := uuid.NewV7()
	if err != nil {
		return 0, "", err
	}
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(no), 0) + 1 FROM register_source`).Scan(&no); err != nil {
		return 0, "", err
	}
	finished := int64(0)
	if state == stateDone {
		finished = db.Micros(at)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO register_source
		(no, id, kind, name, hash, city, mapping, state, started_at, finished_at, read_rows, inserted, changed, unchanged, rejected, warned)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, 0)`,
		no, u.String(), string(s.Kind), s.Name, s.Hash, s.City, mapping, state, db.Micros(at), finished)
	return no, u.String(), err
}

// saveStats records how far a source has come, in the transaction that did it.
func saveStats(ctx context.Context, tx db.Tx, no int64, s Stats) error {
	_, err := tx.ExecContext(ctx, `UPDATE register_source SET read_rows = $1, inserted = $2, changed = $3, unchanged = $4, rejected = $5, warned = $6 WHERE no = $7`,
		s.Read, s.Inserted, s.Changed, s.Unchanged, s.Rejected, s.Warned, no)
	return err
}

func setState(ctx context.Context, tx db.Tx, no int64, state string, finished time.Time) error {
	at := int64(0)
	if !finished.IsZero() {
		at = db.Micros(finished)
	}
	_, err := tx.ExecContext(ctx, `UPDATE register_source SET state = $1, finished_at = $2 WHERE no = $3`, state, at, no)
	return err
}

// originOf is where the version w comes from.
func originOf(ctx context.Context, q db.Querier, w *row) (Origin, error) {
	o := Origin{Row: w.sourceRow}
	var at int64
	if err := q.QueryRowContext(ctx, `SELECT kind, name, started_at FROM register_source WHERE no = $1`, w.source).Scan(&o.Kind, &o.Name, &at); err != nil {
		return Origin{}, fmt.Errorf("register: source of resident %s: %w", w.id, err)
	}
	o.At = db.Time(at)
	return o, nil
}
