package auth

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jemput/internal/db"
)

// session is a running session with its officer.
type session struct {
	officer       Officer
	disabled      bool
	created, seen time.Time
}

func (s session) alive(now time.Time) bool {
	return now.Sub(s.created) < absoluteLimit && now.Sub(s.seen) < idleLimit
}

// loadSession fails with errEnded for an unknown token.
func loadSession(ctx context.Context, q db.Querier, hash []byte) (s session, err error) {
	const text = `SELECT o.id, o.login, o.name, o.role, o.group_id, o.disabled, s.created_at, s.seen_at
		FROM auth_session s JOIN auth_officer o ON o.id = s.officer_id WHERE s.token_hash = $1`
	var created, seen int64
	o := &s.officer
	err = q.QueryRowContext(ctx, text, hash).Scan(&o.ID, &o.Login, &o.Name, &o.Role, &o.GroupID, &s.disabled, &created, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		return s, errEnded
	}
	if err != nil {
		return s, fmt.Errorf("auth: load session: %w", err)
	}
	s.created, s.seen = db.Time(created), db.Time(seen)
	return s, nil
}

func insertSession(ctx context.Context, tx db.Tx, hash []byte, officerID string, now time.Time) error {
	const text = `INSERT INTO auth_session (token_hash, officer_id, created_at, seen_at) VALUES ($1, $2, $3, $4)`
	return run(ctx, tx, "start session", text, hash, officerID, db.Micros(now), db.Micros(now))
}

func touchSession(ctx context.Context, tx db.Tx, hash []byte, now time.Time) error {
	return run(ctx, tx, "keep session", `UPDATE auth_session SET seen_at = $2 WHERE token_hash = $1`, hash, db.Micros(now))
}

func deleteSession(ctx context.Context, tx db.Tx, hash []byte) error {
	return run(ctx, tx, "end session", `DELETE FROM auth_session WHERE token_hash = $1`, hash)
}

func deleteSessionsOf(ctx context.Context, tx db.Tx, officerID string) error {
	return run(ctx, tx, "end sessions", `DELETE FROM auth_session WHERE officer_id = $1`, officerID)
}

func deleteExpired(ctx context.Context, tx db.Tx, seenBefore, createdBefore time.Time) error {
	return run(ctx, tx, "clear sessions", `DELETE FROM auth_session WHERE seen_at < $1 OR created_at < $2`,
		db.Micros(seenBefore), db.Micros(createdBefore))
}

const officerColumns = `id, login, name, role, group_id, password, disabled`

// account is an officer with what only this package sees.
type account struct {
	Officer
	password string
	disabled bool
}

func (o *account) scan(row db.Row) error {
	return row.Scan(&o.ID, &o.Login, &o.Name, &o.Role, &o.GroupID, &o.password, &o.disabled)
}

// findAccount reports false for an unknown login.
func findAccount(ctx context.Context, q db.Querier, login string) (o account, ok bool, err error) {
	err = o.scan(q.QueryRowContext(ctx, `SELECT `+officerColumns+` FROM auth_officer WHERE login = $1`, login))
	if errors.Is(err, sql.ErrNoRows) {
		return o, false, nil
	}
	if err != nil {
		return o, false, fmt.Errorf("auth: find account: %w", err)
	}
	return o, true, nil
}

func listAccounts(ctx context.Context, q db.Querier) ([]account, error) {
	all, err := db.All(ctx, q, func(r db.Row) (o account, err error) {
		err = o.scan(r)
		return o, err
	}, `SELECT `+officerColumns+` FROM auth_officer ORDER BY login`)
	if err != nil {
		return nil, fmt.Errorf("auth: list accounts: %w", err)
	}
	return all, nil
}

func loadNames(ctx context.Context, q db.Querier, ids []string) (map[string]string, error) {
	names := make(map[string]string, len(ids))
	err := db.InPieces(ids, func(args []any, in string) error {
		return db.Each(ctx, q, func(r db.Row) error {
			var id, name string
			if err := r.Scan(&id, &name); err != nil {
				return err
			}
			names[id] = name
			return nil
		}, `SELECT id, name FROM auth_officer WHERE id IN (`+in+`) ORDER BY id`, args...)
	})
	if err != nil {
		return nil, fmt.Errorf("auth: load names: %w", err)
	}
	return names, nil
}

func insertAccount(ctx context.Context, tx db.Tx, o account, now time.Time) error {
	const text = `INSERT INTO auth_officer (` + officerColumns + `, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	_, err := tx.ExecContext(ctx, text, o.ID, o.Login, o.Name, string(o.Role), o.GroupID, o.password, o.disabled, db.Micros(now))
	if db.IsUnique(err) {
		return errLoginTaken
	}
	if err != nil {
		return fmt.Errorf("auth: add account: %w", err)
	}
	return nil
}

func setPassword(ctx context.Context, tx db.Tx, id, stored string) error {
	return run(ctx, tx, "set password", `UPDATE auth_officer SET password = $2 WHERE id = $1`, id, stored)
}

// replacePassword leaves a password alone that somebody changed meanwhile.
func replacePassword(ctx context.Context, tx db.Tx, id, old, stored string) error {
	return run(ctx, tx, "set password", `UPDATE auth_officer SET password = $3 WHERE id = $1 AND password = $2`, id, old, stored)
}

func setDisabled(ctx context.Context, tx db.Tx, id string) error {
	return run(ctx, tx, "disable account", `UPDATE auth_officer SET disabled = TRUE WHERE id = $1`, id)
}

func run(ctx context.Context, tx db.Tx, what, text string, args ...any) error {
	if _, err := tx.ExecContext(ctx, text, args...); err != nil {
		return fmt.Errorf("auth: %s: %w", what, err)
	}
	return nil
}
