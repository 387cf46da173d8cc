package outreach

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jemput/internal/db"
)

func insertRoster(ctx context.Context, tx db.Tx, visitID string, entries []RosterEntry, at time.Time) error {
	return db.InsertMany(ctx, tx, `INSERT INTO outreach_roster (visit_id, no, resident_id, given_name, unit, source, added_at) VALUES `, 7, ``,
		len(entries), func(dst []any, i int) []any {
			e := entries[i]
			return append(dst, visitID, int64(e.No), e.ResidentID, e.GivenName, e.Unit, e.Source, db.Micros(at))
		})
}

// lastNo is the highest number that was ever given on the roster of a visit.
func lastNo(ctx context.Context, tx db.Tx, visitID string) (no int, err error) {
	err = tx.QueryRowContext(ctx, `SELECT last_no FROM outreach_visit WHERE id = $1`, visitID).Scan(&no)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrVisitNotFound
	}
	return no, err
}

func setLastNo(ctx context.Context, tx db.Tx, visitID string, no int) error {
	_, err := tx.ExecContext(ctx, `UPDATE outreach_visit SET last_no = $2 WHERE id = $1`, visitID, int64(no))
	return err
}

func listRoster(ctx context.Context, q db.Querier, visitID string) ([]RosterEntry, error) {
	entries := []RosterEntry{}
	err := db.Each(ctx, q, func(s db.Row) error {
		var e RosterEntry
		err := s.Scan(&e.No, &e.ResidentID, &e.GivenName, &e.Unit, &e.Source)
		entries = append(entries, e)
		return err
	}, `SELECT no, resident_id, given_name, unit, source FROM outreach_roster WHERE visit_id = $1 ORDER BY no`, visitID)
	if err != nil {
		return nil, fmt.Errorf("outreach: read roster: %w", err)
	}
	return entries, nil
}

func rosterResidents(ctx context.Context, q db.Querier, visitID string) (map[string]bool, error) {
	there := map[string]bool{}
	err := db.Each(ctx, q, func(s db.Row) error {
		var id string
		err := s.Scan(&id)
		there[id] = true
		return err
	}, `SELECT resident_id FROM outreach_roster WHERE visit_id = $1 AND resident_id <> '' ORDER BY resident_id`, visitID)
	return there, err
}

func rosterSizes(ctx context.Context, q db.Querier, visitIDs []string) (map[string]int, error) {
	sizes := make(map[string]int, len(visitIDs))
	err := db.InPieces(visitIDs, func(args []any, in string) error {
		return db.Each(ctx, q, func(s db.Row) error {
			var id string
			var n int
			err := s.Scan(&id, &n)
			sizes[id] = n
			return err
		}, `SELECT visit_id, COUNT(*) FROM outreach_roster WHERE visit_id IN (`+in+`) GROUP BY visit_id ORDER BY visit_id`, args...)
	})
	return sizes, err
}

func deleteFromRoster(ctx context.Context, tx db.Tx, visitID string, no int) (int64, error) {
	result, err := tx.ExecContext(ctx, `DELETE FROM outreach_roster WHERE visit_id = $1 AND no = $2`, visitID, int64(no))
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// linkEntry says which resident an entry is that had only a name; 0 if there is no such entry.
func linkEntry(ctx context.Context, tx db.Tx, visitID string, no int, residentID string) (int64, error) {
	const text = `UPDATE outreach_roster SET resident_id = $3 WHERE visit_id = $1 AND no = $2 AND resident_id = ''`
	result, err := tx.ExecContext(ctx, text, visitID, int64(no), residentID)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}
