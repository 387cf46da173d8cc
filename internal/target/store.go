package target

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/register"
)

func addCount(ctx context.Context, tx db.Tx, c counter, delta int64) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO target_count (outcome, city, day, area, place_city, group_id, visit_id, channel, code, n)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (outcome, city, day, area, place_city, group_id, visit_id, channel, code) DO UPDATE SET n = target_count.n + excluded.n`,
		c.Outcome, c.city, c.Day.String(), c.Area, c.PlaceCity, c.GroupID, c.VisitID, string(c.Channel), c.Code, delta)
	if err != nil {
		return fmt.Errorf("target: count: %w", err)
	}
	return nil
}

// eachCounter calls do for every counter that is not zero.
func eachCounter(ctx context.Context, q db.Querier, do func(c counter, n int64) error) error {
	rows, err := q.QueryContext(ctx, `SELECT outcome, city, day, area, place_city, group_id, visit_id, channel, code, n FROM target_count WHERE n <> 0`)
	if err != nil {
		return fmt.Errorf("target: counters: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var c counter
		var n int64
		if err := rows.Scan(&c.Outcome, &c.city, &c.Day, &c.Area, &c.PlaceCity, &c.GroupID, &c.VisitID, &c.Channel, &c.Code, &n); err != nil {
			return fmt.Errorf("target: counters: %w", err)
		}
		if err := do(c, n); err != nil {
			return err
		}
	}
	return rows.Err()
}

// sum is one line of a grouped sum over the counters.
type sum struct {
	key, sub string
	n        int64
}

// sums adds counters up by two expressions over their columns, in the order of those.
func sums(ctx context.Context, q db.Querier, key, sub, where string, args ...any) ([]sum, error) {
	rows, err := q.QueryContext(ctx, `SELECT `+key+` AS k, `+sub+` AS s, SUM(n) FROM target_count WHERE `+where+` GROUP BY 1, 2 ORDER BY 1, 2`, args...)
	if err != nil {
		return nil, fmt.Errorf("target: sums: %w", err)
	}
	defer rows.Close()
	var list []sum
	for rows.Next() {
		var s sum
		if err := rows.Scan(&s.key, &s.sub, &s.n); err != nil {
			return nil, fmt.Errorf("target: sums: %w", err)
		}
		if s.n != 0 {
			list = append(list, s)
		}
	}
	return list, rows.Err()
}

// active is the outcome that is realisation.
const active = string(enrol.Active)

func insertTarget(ctx context.Context, tx db.Tx, g Target, by string, at time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO target_target
		(no, id, city, name, base_kind, base, base_as_of, base_source, percent_bp, number, due, set_at, set_by)
		SELECT COALESCE(MAX(no), 0) + 1, CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS BIGINT), CAST($6 AS TEXT),
			CAST($7 AS TEXT), CAST($8 AS INTEGER), CAST($9 AS BIGINT), CAST($10 AS TEXT), CAST($11 AS BIGINT), CAST($12 AS TEXT) FROM target_target`,
		g.ID, g.City, g.Name, g.BaseKind, g.Base, g.BaseAsOf.String(), g.BaseSource, g.PercentBP, g.Number, g.Due.String(), db.Micros(at), by)
	return err
}

func insertBases(ctx context.Context, tx db.Tx, targetID string, census []register.AreaCount) error {
	insert, err := tx.PrepareContext(ctx, `INSERT INTO target_base (target_id, area, residents, wajib_ktp, recorded) VALUES ($1, $2, $3, $4, $5)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, c := range census {
		if _, err := insert.ExecContext(ctx, targetID, c.Area, int64(c.Residents), int64(c.WajibKTP), int64(c.Recorded)); err != nil {
			return err
		}
	}
	return nil
}

func loadTarget(ctx context.Context, q db.Querier, city string) (g Target, ok bool, err error) {
	err = q.QueryRowContext(ctx, `SELECT id, city, name, base_kind, base, base_as_of, base_source, percent_bp, number, due
		FROM target_target WHERE city = $1 ORDER BY no DESC LIMIT 1`, city).
		Scan(&g.ID, &g.City, &g.Name, &g.BaseKind, &g.Base, &g.BaseAsOf, &g.BaseSource, &g.PercentBP, &g.Number, &g.Due)
	if errors.Is(err, sql.ErrNoRows) {
		return Target{}, false, nil
	}
	if err != nil {
		return Target{}, false, fmt.Errorf("target: load: %w", err)
	}
	return g, true, nil
}

// loadBases are the bases of a target by kelurahan, empty for "".
func loadBases(ctx context.Context, q db.Querier, targetID string) ([]register.AreaCount, error) {
	rows, err := q.QueryContext(ctx, `SELECT area, residents, wajib_ktp, recorded FROM target_base WHERE target_id = $1 ORDER BY area`, targetID)
	if err != nil {
		return nil, fmt.Errorf("target: bases: %w", err)
	}
	defer rows.Close()
	var list []register.AreaCount
	for rows.Next() {
		var c register.AreaCount
		if err := rows.Scan(&c.Area, &c.Residents, &c.WajibKTP, &c.Recorded); err != nil {
			return nil, fmt.Errorf("target: bases: %w", err)
		}
		list = append(list, c)
	}
	return list, rows.Err()
}
