package audit

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"jemput/internal/db"
)

// head is the last event of a stream: 0 and nil for a stream that does not exist yet.
func head(ctx context.Context, q db.Querier, stream string) (seq int64, hash []byte, err error) {
	const text = `SELECT seq, hash FROM audit_event WHERE stream = $1 ORDER BY seq DESC LIMIT 1`
	err = q.QueryRowContext(ctx, text, stream).Scan(&seq, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil, nil
	}
	if err != nil {
		return 0, nil, fmt.Errorf("audit: head of a stream: %w", err)
	}
	return seq, hash, nil
}

func insert(ctx context.Context, tx db.Tx, stream string, seq int64, e Event, hash []byte) error {
	const text = `INSERT INTO audit_event (stream, seq, at, actor, event, subject, purpose, outcome, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
	_, err := tx.ExecContext(ctx, text, stream, seq, db.Micros(e.At), e.Actor, e.Event, e.Subject, e.Purpose, e.Outcome, hash)
	if err != nil {
		return fmt.Errorf("audit: append: %w", err)
	}
	return nil
}

// stored is a row of the log.
type stored struct {
	stream string
	seq    int64
	event  Event
	hash   []byte
}

const columns = `stream, seq, at, actor, event, subject, purpose, outcome, hash`

// each calls fn for every row of a query over columns.
func each(ctx context.Context, q db.Querier, fn func(stored) error, where string, args ...any) error {
	err := db.Each(ctx, q, func(r db.Row) error {
		var s stored
		var at int64
		e := &s.event
		if err := r.Scan(&s.stream, &s.seq, &at, &e.Actor, &e.Event, &e.Subject, &e.Purpose, &e.Outcome, &s.hash); err != nil {
			return err
		}
		e.At = db.Time(at)
		return fn(s)
	}, `SELECT `+columns+` FROM audit_event `+where, args...)
	if err != nil {
		return fmt.Errorf("audit: read: %w", err)
	}
	return nil
}
