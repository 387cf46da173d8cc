package enrol

import (
	"context"
	"fmt"
	"time"

	"jemput/internal/db"
	"jemput/internal/outreach"
	"jemput/internal/register"
)

// VisitCounts says what visits have come to, in people: somebody with several attempts at a visit stands
// where the last one stands. It implements outreach.Progress.
func (e *Enrol) VisitCounts(ctx context.Context, visitIDs []string) (map[string]outreach.Counts, error) {
	counts := make(map[string]outreach.Counts, len(visitIDs))
	err := db.InPieces(visitIDs, func(args []any, in string) error {
		return db.Each(ctx, e.DB.Read(), func(s db.Row) error {
			var visit, city string
			var state State
			var n int
			err := s.Scan(&visit, &city, &state, &n)
			c := counts[visit]
			add(&c, state, city == e.Node.City, n)
			counts[visit] = c
			return err
		}, `SELECT a.visit_id, SUBSTR(a.area, 1, 5), a.state, COUNT(*) FROM enrol_attempt AS a
			WHERE a.visit_id IN (`+in+`) AND NOT EXISTS (SELECT 1 FROM enrol_attempt AS b
				WHERE b.visit_id = a.visit_id AND b.resident_id = a.resident_id AND (b.started_at, b.id) > (a.started_at, a.id))
			GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, args...)
	})
	if err != nil {
		return nil, fmt.Errorf("enrol: count visits: %w", err)
	}
	return counts, nil
}

func add(c *outreach.Counts, state State, here bool, n int) {
	c.Present += n
	switch state {
	case Active:
		if here {
			c.Active += n
		} else {
			c.ActiveElsewhere += n
		}
	case Offered:
		c.Offered += n
	case Failed:
		c.Failed += n
	case Refused:
		c.Refused += n
	case Left:
		c.Left += n
	}
}

// CountsHere reports whether an attempt counts for this node's city: whether the person lived here.
func (e *Enrol) CountsHere(a *Attempt) bool { return register.CityOf(a.Area) == e.Node.City }

// AttemptsSince counts attempts of these residents that were started at or after the time. It implements register.Dependants.
func (e *Enrol) AttemptsSince(ctx context.Context, q db.Querier, residentIDs []string, since time.Time) (total int, err error) {
	err = db.InPieces(residentIDs, func(args []any, in string) error {
		var n int
		args = append(args, db.Micros(since))
		err := q.QueryRowContext(ctx, fmt.Sprintf(`SELECT COUNT(*) FROM enrol_attempt WHERE resident_id IN (%s) AND started_at >= $%d`, in, len(args)), args...).Scan(&n)
		total += n
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("enrol: count attempts: %w", err)
	}
	return total, nil
}

// ActiveAttempts are attempts that are active through a credential of this node, by id, the next limit ones
// after one. Those that were confirmed in the national system are not among them. It is part of issuer.Grants.
func (e *Enrol) ActiveAttempts(ctx context.Context, q db.Querier, after string, limit int) ([]string, error) {
	ids := []string{}
	err := db.Each(ctx, q, func(s db.Row) error {
		var id string
		err := s.Scan(&id)
		ids = append(ids, id)
		return err
	}, `SELECT id FROM enrol_attempt WHERE state = 'active' AND mode = 'native' AND id > $1 ORDER BY id LIMIT $2`, after, int64(limit))
	if err != nil {
		return nil, fmt.Errorf("enrol: list active attempts: %w", err)
	}
	return ids, nil
}

// EachFact calls do for every attempt that counts now, with its counter: what the counters must add up to.
func (e *Enrol) EachFact(ctx context.Context, q db.Querier, do func(Count) error) error {
	err := db.Each(ctx, q, func(s db.Row) error {
		var c Count
		if err := s.Scan(&c.PlaceCity, &c.Area, &c.GroupID, &c.VisitID, &c.Channel, &c.Day, &c.Outcome, &c.Code); err != nil {
			return err
		}
		return do(c)
	}, `SELECT place_city, area, group_id, visit_id, channel, day, state, code FROM enrol_attempt
		WHERE state NOT IN ('prepared', 'identified') ORDER BY id`)
	if err != nil {
		return fmt.Errorf("enrol: read facts: %w", err)
	}
	return nil
}
