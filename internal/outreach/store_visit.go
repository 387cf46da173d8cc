package outreach

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jemput/internal/civil"
	"jemput/internal/db"
)

const visitColumns = `id, city, day, starts, ends, place, address, area, host_group, expected, state, note`

func scanVisit(s db.Row) (v Visit, err error) {
	v.Team = []string{}
	err = s.Scan(&v.ID, &v.City, &v.Date, &v.Starts, &v.Ends, &v.Place, &v.Address, &v.Area, &v.HostGroup, &v.Expected, &v.State, &v.Note)
	return v, err
}

func insertVisit(ctx context.Context, tx db.Tx, v Visit, at time.Time) error {
	const text = `INSERT INTO outreach_visit (` + visitColumns + `, last_no, created_at, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $13)`
	_, err := tx.ExecContext(ctx, text, v.ID, v.City, v.Date, v.Starts, v.Ends, v.Place, v.Address, v.Area, v.HostGroup,
		int64(v.Expected), string(v.State), v.Note, db.Micros(at))
	if err != nil {
		return fmt.Errorf("outreach: add visit: %w", err)
	}
	return insertTeam(ctx, tx, v)
}

func updateVisit(ctx context.Context, tx db.Tx, v Visit, at time.Time) error {
	const text = `UPDATE outreach_visit SET day = $2, starts = $3, ends = $4, place = $5, address = $6, area = $7, host_group = $8,
		expected = $9, state = $10, note = $11, changed_at = $12 WHERE id = $1`
	_, err := tx.ExecContext(ctx, text, v.ID, v.Date, v.Starts, v.Ends, v.Place, v.Address, v.Area, v.HostGroup,
		int64(v.Expected), string(v.State), v.Note, db.Micros(at))
	if err != nil {
		return fmt.Errorf("outreach: change visit: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM outreach_team WHERE visit_id = $1`, v.ID); err != nil {
		return err
	}
	return insertTeam(ctx, tx, v)
}

func insertTeam(ctx context.Context, tx db.Tx, v Visit) error {
	if len(v.Team) == 0 {
		return nil
	}
	return db.InsertMany(ctx, tx, `INSERT INTO outreach_team (visit_id, no, officer_id) VALUES `, 3, ``, len(v.Team),
		func(dst []any, i int) []any { return append(dst, v.ID, int64(i), v.Team[i]) })
}

func loadVisit(ctx context.Context, q db.Querier, id string) (Visit, error) {
	v, err := scanVisit(q.QueryRowContext(ctx, `SELECT `+visitColumns+` FROM outreach_visit WHERE id = $1`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Visit{}, ErrVisitNotFound
	}
	if err != nil {
		return Visit{}, fmt.Errorf("outreach: read visit: %w", err)
	}
	one := []Visit{v}
	err = fillTeams(ctx, q, one)
	return one[0], err
}

// listVisits gives the visits between two days (zero: no limit), of one host if host is not "".
func listVisits(ctx context.Context, q db.Querier, from, to civil.Date, host string) ([]Visit, error) {
	last := to.String()
	if to.IsZero() {
		last = "9999-12-31"
	}
	visits := []Visit{}
	err := db.Each(ctx, q, func(s db.Row) error {
		v, err := scanVisit(s)
		visits = append(visits, v)
		return err
	}, `SELECT `+visitColumns+` FROM outreach_visit WHERE day >= $1 AND day <= $2 AND ($3 = '' OR host_group = $3)
		ORDER BY day, starts, id`, from.String(), last, host)
	if err != nil {
		return nil, fmt.Errorf("outreach: list visits: %w", err)
	}
	return visits, fillTeams(ctx, q, visits)
}

func fillTeams(ctx context.Context, q db.Querier, visits []Visit) error {
	at, ids := make(map[string]int, len(visits)), make([]string, len(visits))
	for i, v := range visits {
		at[v.ID], ids[i] = i, v.ID
	}
	return db.InPieces(ids, func(args []any, in string) error {
		return db.Each(ctx, q, func(s db.Row) error {
			var visit, officer string
			if err := s.Scan(&visit, &officer); err != nil {
				return err
			}
			v := &visits[at[visit]]
			v.Team = append(v.Team, officer)
			return nil
		}, `SELECT visit_id, officer_id FROM outreach_team WHERE visit_id IN (`+in+`) ORDER BY visit_id, no`, args...)
	})
}
