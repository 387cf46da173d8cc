package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	txAttempts  = 12
	txFirstWait = 2 * time.Millisecond
	txLongest   = 250 * time.Millisecond
)

// InTx runs fn in a write transaction and commits it. A busy database or a serialization
// failure rolls back and runs fn again, so fn must not act outside the transaction.
// An error of fn rolls back and is returned as it is.
func (d *DB) InTx(ctx context.Context, fn func(ctx context.Context, tx Tx) error) error {
	wait := txFirstWait
	for attempt := 1; ; attempt++ {
		err := d.once(ctx, fn)
		if err == nil || attempt == txAttempts || !retryable(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait/2 + rand.N(wait)):
		}
		wait = min(2*wait, txLongest)
	}
}

func (d *DB) once(ctx context.Context, fn func(ctx context.Context, tx Tx) error) (err error) {
	options := &sql.TxOptions{}
	if d.engine == Postgres { // the same guarantee that SQLite's single writer gives
		options.Isolation = sql.LevelSerializable
	}
	tx, err := d.write.BeginTx(ctx, options)
	if err != nil {
		return fmt.Errorf("db: begin: %w", err)
	}
	defer func() {
		if err != nil {
			if back := tx.Rollback(); back != nil && !errors.Is(back, sql.ErrTxDone) {
				err = errors.Join(err, fmt.Errorf("db: roll back: %w", back))
			}
		}
	}()
	if err := fn(ctx, tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("db: commit: %w", err)
	}
	return nil
}

// retryable reports failures after which the same transaction may succeed.
func retryable(err error) bool {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return true
		}
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01" // serialization failure, deadlock
	}
	return false
}

// IsUnique reports that err is a violated unique or primary key: another transaction was first.
func IsUnique(err error) bool {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || lite.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23505"
}

// Micros is how a time is stored: microseconds since 1970 UTC.
func Micros(t time.Time) int64 { return t.UnixMicro() }

// Time is the inverse of Micros, in UTC.
func Time(micros int64) time.Time { return time.UnixMicro(micros).UTC() }
