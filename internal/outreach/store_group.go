package outreach

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"time"

	"jemput/internal/db"
)

const groupColumns = `g.id, g.city, g.kind, g.name, g.area`

func groupFields(g *Group) []any { return []any{&g.ID, &g.City, &g.Kind, &g.Name, &g.Area} }

func insertGroups(ctx context.Context, tx db.Tx, groups []Group, at time.Time) error {
	if len(groups) == 0 {
		return nil
	}
	err := db.InsertMany(ctx, tx, `INSERT INTO outreach_group (id, city, kind, name, area, created_at) VALUES `, 6, ``, len(groups),
		func(dst []any, i int) []any {
			g := groups[i]
			return append(dst, g.ID, g.City, string(g.Kind), g.Name, g.Area, db.Micros(at))
		})
	if err != nil {
		return fmt.Errorf("outreach: add groups: %w", err)
	}
	return nil
}

func loadGroup(ctx context.Context, q db.Querier, id string) (g Group, err error) {
	err = q.QueryRowContext(ctx, `SELECT `+groupColumns+` FROM outreach_group AS g WHERE g.id = $1`, id).Scan(groupFields(&g)...)
	if errors.Is(err, sql.ErrNoRows) {
		return Group{}, ErrGroupNotFound
	}
	return g, err
}

func listGroups(ctx context.Context, q db.Querier, kind GroupKind) ([]GroupSize, error) {
	groups := []GroupSize{}
	err := db.Each(ctx, q, func(s db.Row) error {
		var g GroupSize
		err := s.Scan(append(groupFields(&g.Group), &g.Members)...)
		groups = append(groups, g)
		return err
	}, `SELECT `+groupColumns+`, (SELECT COUNT(*) FROM outreach_member AS m WHERE m.group_id = g.id)
		FROM outreach_group AS g WHERE ($1 = '' OR g.kind = $1) ORDER BY g.name, g.id`, string(kind))
	if err != nil {
		return nil, fmt.Errorf("outreach: list groups: %w", err)
	}
	return groups, nil
}

func loadGroups(ctx context.Context, q db.Querier, ids []string) (map[string]Group, error) {
	found := make(map[string]Group, len(ids))
	err := db.InPieces(ids, func(args []any, in string) error {
		return db.Each(ctx, q, func(s db.Row) error {
			var g Group
			err := s.Scan(groupFields(&g)...)
			found[g.ID] = g
			return err
		}, `SELECT `+groupColumns+` FROM outreach_group AS g WHERE g.id IN (`+in+`) ORDER BY g.id`, args...)
	})
	return found, err
}

type memberRow struct {
	Member
	rank int
}

func insertMembers(ctx context.Context, tx db.Tx, rows []memberRow, at time.Time) error {
	if len(rows) == 0 {
		return nil
	}
	err := db.InsertMany(ctx, tx, `INSERT INTO outreach_member (group_id, resident_id, unit, position, rank, added_at) VALUES `, 6,
		` ON CONFLICT (group_id, resident_id) DO UPDATE SET unit = excluded.unit, position = excluded.position`, len(rows),
		func(dst []any, i int) []any {
			m := rows[i]
			return append(dst, m.GroupID, m.ResidentID, m.Unit, m.Position, int64(m.rank), db.Micros(at))
		})
	if err != nil {
		return fmt.Errorf("outreach: add members: %w", err)
	}
	return nil
}

// freeRanks is, for each resident of these members, the first rank that none of their memberships has.
func freeRanks(ctx context.Context, q db.Querier, members []Member) (map[string]int, error) {
	ids := make([]string, len(members))
	for i, m := range members {
		ids[i] = m.ResidentID
	}
	ranks := make(map[string]int, len(members))
	err := db.InPieces(ids, func(args []any, in string) error {
		return db.Each(ctx, q, func(s db.Row) error {
			var id string
			var rank int
			err := s.Scan(&id, &rank)
			ranks[id] = rank
			return err
		}, `SELECT resident_id, MAX(rank) + 1 FROM outreach_member WHERE resident_id IN (`+in+`) GROUP BY resident_id ORDER BY resident_id`, args...)
	})
	return ranks, err
}

func deleteMember(ctx context.Context, tx db.Tx, groupID, residentID string) (int64, error) {
	result, err := tx.ExecContext(ctx, `DELETE FROM outreach_member WHERE group_id = $1 AND resident_id = $2`, groupID, residentID)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// listMembers begins after the resident after, wherever they stand; a resident who has left begins nowhere.
func listMembers(ctx context.Context, q db.Querier, groupID, after string, limit int) ([]Member, error) {
	if limit <= 0 {
		limit = math.MaxInt32
	}
	where, args := ``, []any{groupID, int64(limit)}
	if after != "" {
		where = ` AND (unit, resident_id) > (SELECT unit, resident_id FROM outreach_member WHERE group_id = $1 AND resident_id = $3)`
		args = append(args, after)
	}
	members := []Member{}
	err := db.Each(ctx, q, func(s db.Row) error {
		m := Member{GroupID: groupID}
		err := s.Scan(&m.ResidentID, &m.Unit, &m.Position)
		members = append(members, m)
		return err
	}, `SELECT resident_id, unit, position FROM outreach_member WHERE group_id = $1`+where+` ORDER BY unit, resident_id LIMIT $2`, args...)
	return members, err
}

func primaryGroups(ctx context.Context, q db.Querier, residentIDs []string) (map[string]Group, error) {
	primary := make(map[string]Group, len(residentIDs))
	err := db.InPieces(residentIDs, func(args []any, in string) error {
		return db.Each(ctx, q, func(s db.Row) error {
			var id string
			var g Group
			err := s.Scan(append([]any{&id}, groupFields(&g)...)...)
			if _, known := primary[id]; !known {
				primary[id] = g
			}
			return err
		}, `SELECT m.resident_id, `+groupColumns+` FROM outreach_member AS m JOIN outreach_group AS g ON g.id = m.group_id
			WHERE m.resident_id IN (`+in+`) ORDER BY m.resident_id, m.rank`, args...)
	})
	return primary, err
}

func countMembers(ctx context.Context, q db.Querier, groupID string) (n int, err error) {
	err = q.QueryRowContext(ctx, `SELECT COUNT(*) FROM outreach_member WHERE group_id = $1`, groupID).Scan(&n)
	return n, err
}
