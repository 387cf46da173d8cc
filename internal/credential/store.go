package credential

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jemput/internal/civil"
	"jemput/internal/db"
)

const columns = `id, attempt, resident, profile, holder, list, entry, status, issued_on, expires_on, issued_at, accepted_at`

// insert reports false if the place in the list is taken.
func insert(ctx context.Context, tx db.Tx, c *Issued) (bool, error) {
	const text = `INSERT INTO credential_issued (` + columns + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)
		ON CONFLICT (list, entry) DO NOTHING`
	r, err := tx.ExecContext(ctx, text, c.ID, c.Attempt, c.Resident, c.Profile, c.Holder[:], c.List, c.Index, int(c.Status),
		c.IssuedOn.String(), c.ExpiresOn.String(), db.Micros(c.IssuedAt))
	if err != nil {
		return false, fmt.Errorf("credential: record: %w", err)
	}
	n, err := r.RowsAffected()
	return n == 1, err
}

func one(ctx context.Context, q db.Querier, where string, args ...any) (Issued, error) {
	found, err := many(ctx, q, where, args...)
	if err != nil {
		return Issued{}, err
	}
	if len(found) == 0 {
		return Issued{}, ErrNotFound
	}
	return found[0], nil
}

func many(ctx context.Context, q db.Querier, where string, args ...any) ([]Issued, error) {
	found, err := db.All(ctx, q, scan, `SELECT `+columns+` FROM credential_issued WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("credential: read: %w", err)
	}
	return found, nil
}

func scan(rows db.Row) (c Issued, err error) {
	var holder []byte
	var on, until string
	var status int
	var issued, accepted int64
	err = rows.Scan(&c.ID, &c.Attempt, &c.Resident, &c.Profile, &holder, &c.List, &c.Index, &status, &on, &until, &issued, &accepted)
	if err != nil {
		return c, err
	}
	if len(holder) != len(c.Holder) {
		return c, errors.New("the holder's thumbprint is damaged")
	}
	copy(c.Holder[:], holder)
	c.Status, c.IssuedAt = Status(status), db.Time(issued)
	if accepted != 0 {
		c.AcceptedAt = db.Time(accepted)
	}
	if c.IssuedOn, err = civil.Parse(on); err != nil {
		return c, err
	}
	c.ExpiresOn, err = civil.Parse(until)
	return c, err
}

func accept(ctx context.Context, tx db.Tx, id string, at time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE credential_issued SET accepted_at = $1 WHERE id = $2 AND accepted_at = 0`, db.Micros(at), id)
	if err != nil {
		return fmt.Errorf("credential: accept: %w", err)
	}
	return nil
}

// setStatus changes an entry and the version of its list, which makes every process sign the list again.
func setStatus(ctx context.Context, tx db.Tx, c *Issued, s Status) error {
	if _, err := tx.ExecContext(ctx, `UPDATE credential_issued SET status = $1 WHERE id = $2`, int(s), c.ID); err != nil {
		return fmt.Errorf("credential: set the status: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `UPDATE credential_status_list SET version = version + 1 WHERE no = $1`, c.List); err != nil {
		return fmt.Errorf("credential: set the status: %w", err)
	}
	return nil
}

func insertRevocation(ctx context.Context, tx db.Tx, id, reason string, at time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO credential_revocation (credential, reason, at) VALUES ($1, $2, $3)`, id, reason, db.Micros(at))
	if err != nil {
		return fmt.Errorf("credential: revoke: %w", err)
	}
	return nil
}

// newestList is 0 if there is none yet.
func newestList(ctx context.Context, q db.Querier) (no int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT no FROM credential_status_list ORDER BY no DESC LIMIT 1`).Scan(&no)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("credential: newest status list: %w", err)
	}
	return no, nil
}

func openList(ctx context.Context, tx db.Tx, no int64, at time.Time) error {
	const text = `INSERT INTO credential_status_list (no, version, opened_at) VALUES ($1, 1, $2) ON CONFLICT (no) DO NOTHING`
	if _, err := tx.ExecContext(ctx, text, no, db.Micros(at)); err != nil {
		return fmt.Errorf("credential: open a status list: %w", err)
	}
	return nil
}

// listVersion is ErrNoList for a list that was never opened.
func listVersion(ctx context.Context, q db.Querier, no int64) (version int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT version FROM credential_status_list WHERE no = $1`, no).Scan(&version)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNoList
	}
	if err != nil {
		return 0, fmt.Errorf("credential: version of a status list: %w", err)
	}
	return version, nil
}

// eachChanged calls fn for every entry of a list that is not valid any more.
func eachChanged(ctx context.Context, q db.Querier, list int64, fn func(entry int64, s Status) error) error {
	const text = `SELECT entry, status FROM credential_issued WHERE list = $1 AND status <> 0 ORDER BY entry`
	err := db.Each(ctx, q, func(r db.Row) error {
		var entry int64
		var status int
		if err := r.Scan(&entry, &status); err != nil {
			return err
		}
		return fn(entry, Status(status))
	}, text, list)
	if err != nil {
		return fmt.Errorf("credential: read a status list: %w", err)
	}
	return nil
}

// eachID calls fn for the one text column of every row.
func eachID(ctx context.Context, q db.Querier, fn func(id string) error, text string, args ...any) error {
	err := db.Each(ctx, q, func(r db.Row) error {
		id, err := db.Value[string](r)
		if err != nil {
			return err
		}
		return fn(id)
	}, text, args...)
	if err != nil {
		return fmt.Errorf("credential: check: %w", err)
	}
	return nil
}
