package target

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"jemput/internal/civil"
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

// active is the outcome that is realisation.
const active = string(enrol.Active)

// eachRow calls take for every row of a query, and says where a failure comes from.
func eachRow(ctx context.Context, q db.Querier, take func(db.Row) error, query string, args ...any) error {
	if err := db.Each(ctx, q, take, query, args...); err != nil {
		return fmt.Errorf("target: read: %w", err)
	}
	return nil
}

// eachCounter calls do for every counter that is not zero.
func eachCounter(ctx context.Context, q db.Querier, do func(c counter, n int64)) error {
	return eachRow(ctx, q, func(s db.Row) error {
		var c counter
		var n int64
		err := s.Scan(&c.Outcome, &c.city, &c.Day, &c.Area, &c.PlaceCity, &c.GroupID, &c.VisitID, &c.Channel, &c.Code, &n)
		if err == nil {
			do(c, n)
		}
		return err
	}, `SELECT outcome, city, day, area, place_city, group_id, visit_id, channel, code, n FROM target_count
		WHERE n <> 0 ORDER BY outcome, city, day, area, place_city, group_id, visit_id, channel, code`)
}

// loadDays sums the activations up of people who live, or were served, in a city. Each half reads an index of its own,
// which the outcome must be written out for.
func loadDays(ctx context.Context, q db.Querier, city string) (list days, err error) {
	err = eachRow(ctx, q, func(s db.Row) error {
		var d dayCount
		var lives, here int
		err := s.Scan(&d.day, &d.channel, &lives, &here, &d.n)
		d.lives, d.here = lives == 1, here == 1
		list = append(list, d)
		return err
	}, `SELECT day, channel, 1 AS lives, CASE WHEN place_city = $1 THEN 1 ELSE 0 END AS here, CAST(SUM(n) AS BIGINT) AS n FROM target_count
		WHERE outcome = 'active' AND city = $1 GROUP BY day, channel, place_city
		UNION ALL
		SELECT day, channel, 0, 1, CAST(SUM(n) AS BIGINT) FROM target_count
		WHERE place_city = $1 AND outcome = 'active' AND code = '' AND city <> $1 GROUP BY day, channel
		ORDER BY 1, 2, 3, 4`, city)
	return list, err
}

// loadOutcomes sums the attempts up that were made in a city.
func loadOutcomes(ctx context.Context, q db.Querier, city string) ([]outcomeCount, error) {
	list := []outcomeCount{}
	err := eachRow(ctx, q, func(s db.Row) error {
		var o outcomeCount
		err := s.Scan(&o.Outcome, &o.Code, &o.N)
		list = append(list, o)
		return err
	}, `SELECT outcome, code, CAST(SUM(n) AS BIGINT) FROM target_count WHERE place_city = $1
		GROUP BY outcome, code HAVING SUM(n) <> 0 ORDER BY outcome, code`, city)
	slices.SortFunc(list, func(a, b outcomeCount) int { // engines collate differently
		return cmp.Or(strings.Compare(a.Outcome, b.Outcome), strings.Compare(a.Code, b.Code))
	})
	return list, err
}

// areaCount is how many people of a kelurahan are active.
type areaCount struct {
	area     string
	n, today int64
}

func loadAreas(ctx context.Context, q db.Querier, city string, today civil.Date) (list []areaCount, err error) {
	err = eachRow(ctx, q, func(s db.Row) error {
		var a areaCount
		err := s.Scan(&a.area, &a.n, &a.today)
		list = append(list, a)
		return err
	}, `SELECT area, CAST(SUM(n) AS BIGINT), CAST(SUM(CASE WHEN day = $3 THEN n ELSE 0 END) AS BIGINT) FROM target_count
		WHERE outcome = $1 AND city = $2 GROUP BY area ORDER BY area`, active, city, today.String())
	return list, err
}

// groupCount is how many people of a group are active: those who live in the city, and others.
type groupCount struct{ home, elsewhere, today int64 }

func loadGroups(ctx context.Context, q db.Querier, city string, today civil.Date) (map[string]groupCount, error) {
	all := map[string]groupCount{}
	err := eachRow(ctx, q, func(s db.Row) error {
		var id string
		var g groupCount
		err := s.Scan(&id, &g.home, &g.elsewhere, &g.today)
		all[id] = g
		return err
	}, `SELECT group_id, CAST(SUM(CASE WHEN city = $2 THEN n ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN city <> $2 THEN n ELSE 0 END) AS BIGINT),
			CAST(SUM(CASE WHEN day = $3 THEN n ELSE 0 END) AS BIGINT)
		FROM target_count WHERE outcome = $1 AND group_id <> '' GROUP BY group_id ORDER BY group_id`, active, city, today.String())
	return all, err
}

func insertTarget(ctx context.Context, tx db.Tx, g Target, by string, at time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO target_target
		(no, id, city, name, base_kind, base, base_as_of, base_source, percent_bp, number, due, set_at, set_by)
		SELECT COALESCE(MAX(no), 0) + 1, CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS BIGINT), CAST($6 AS TEXT),
			CAST($7 AS TEXT), CAST($8 AS INTEGER), CAST($9 AS BIGINT), CAST($10 AS TEXT), CAST($11 AS BIGINT), CAST($12 AS TEXT) FROM target_target`,
		g.ID, g.City, g.Name, g.BaseKind, g.Base, g.BaseAsOf.String(), g.BaseSource, g.PercentBP, g.Number, g.Due.String(), db.Micros(at), by)
	return err
}

func insertBases(ctx context.Context, tx db.Tx, targetID string, census []register.AreaCount) error {
	return db.InsertMany(ctx, tx, `INSERT INTO target_base (target_id, area, residents, wajib_ktp, recorded) VALUES `, 5, ``, len(census),
		func(dst []any, i int) []any {
			c := &census[i]
			return append(dst, targetID, c.Area, int64(c.Residents), int64(c.WajibKTP), int64(c.Recorded))
		})
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

// loadBases are the bases of a target by kelurahan, in the order of their codes; none for "".
func loadBases(ctx context.Context, q db.Querier, targetID string) (list []register.AreaCount, err error) {
	err = eachRow(ctx, q, func(s db.Row) error {
		var c register.AreaCount
		err := s.Scan(&c.Area, &c.Residents, &c.WajibKTP, &c.Recorded)
		list = append(list, c)
		return err
	}, `SELECT area, residents, wajib_ktp, recorded FROM target_base WHERE target_id = $1 ORDER BY area`, targetID)
	slices.SortFunc(list, func(a, b register.AreaCount) int { return strings.Compare(a.Area, b.Area) }) // engines collate differently
	return list, err
}
