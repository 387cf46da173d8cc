package enrol

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jemput/internal/db"
)

const attemptColumns = `id, resident_id, visit_id, group_id, officer_id, channel, mode, place_city, area, state, code, next, retry_on,
	identity_method, identity_note, consent_version, consent_at, offer_until, redeemed_at, issued_at, started_at, changed_at, active_at, day, last_no`

const attemptColumnCount = 25

func attemptArgs(dst []any, a *Attempt) []any {
	return append(dst, a.ID, a.ResidentID, a.VisitID, a.GroupID, a.OfficerID, string(a.Channel), string(a.Mode), a.PlaceCity, a.Area,
		string(a.State), a.Code, a.Next, a.RetryOn.String(), a.Identity.Method, a.Identity.Note, a.Consent.Version, micros(a.Consent.At),
		micros(a.OfferUntil), micros(a.RedeemedAt), micros(a.IssuedAt), micros(a.StartedAt), micros(a.ChangedAt), micros(a.ActiveAt),
		a.Day.String(), int64(a.lastNo))
}

func scanAttempt(s db.Row) (a Attempt, err error) {
	var consented, until, redeemed, issued, started, changed, active int64
	err = s.Scan(&a.ID, &a.ResidentID, &a.VisitID, &a.GroupID, &a.OfficerID, &a.Channel, &a.Mode, &a.PlaceCity, &a.Area,
		&a.State, &a.Code, &a.Next, &a.RetryOn, &a.Identity.Method, &a.Identity.Note, &a.Consent.Version, &consented,
		&until, &redeemed, &issued, &started, &changed, &active, &a.Day, &a.lastNo)
	a.Consent.At, a.OfferUntil, a.RedeemedAt, a.IssuedAt = at(consented), at(until), at(redeemed), at(issued)
	a.StartedAt, a.ChangedAt, a.ActiveAt = at(started), at(changed), at(active)
	return a, err
}

// micros is 0 for no time.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return db.Micros(t)
}

func at(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return db.Time(micros)
}

func insertAttempts(ctx context.Context, tx db.Tx, all []Attempt) error {
	err := db.InsertMany(ctx, tx, `INSERT INTO enrol_attempt (`+attemptColumns+`) VALUES `, attemptColumnCount, ``, len(all),
		func(dst []any, i int) []any { return attemptArgs(dst, &all[i]) })
	if err != nil {
		return fmt.Errorf("enrol: add attempt: %w", err)
	}
	return nil
}

// updateAttempt writes the present state over the one before. What an attempt was begun with never changes.
func updateAttempt(ctx context.Context, tx db.Tx, a *Attempt) error {
	result, err := tx.ExecContext(ctx, `UPDATE enrol_attempt SET state = $1, code = $2, next = $3, retry_on = $4, identity_method = $5, identity_note = $6,
		consent_version = $7, consent_at = $8, offer_until = $9, redeemed_at = $10, issued_at = $11, changed_at = $12, active_at = $13, day = $14, last_no = $15
		WHERE id = $16 AND last_no = $17`,
		string(a.State), a.Code, a.Next, a.RetryOn.String(), a.Identity.Method, a.Identity.Note, a.Consent.Version, micros(a.Consent.At),
		micros(a.OfferUntil), micros(a.RedeemedAt), micros(a.IssuedAt), micros(a.ChangedAt), micros(a.ActiveAt), a.Day.String(), int64(a.lastNo),
		a.ID, int64(a.lastNo-1))
	if err != nil {
		return fmt.Errorf("enrol: write attempt: %w", err)
	}
	if n, err := result.RowsAffected(); err != nil || n != 1 {
		return fmt.Errorf("enrol: write attempt: %d rows have the event before, want 1: %w", n, err)
	}
	return nil
}

func insertEvent(ctx context.Context, tx db.Tx, a *Attempt, ev event) error {
	detail, err := detailText(ev.detail)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO enrol_event (attempt_id, no, at, officer, kind, state, code, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		a.ID, int64(a.lastNo), micros(a.ChangedAt), ev.by, string(ev.kind), string(a.State), a.Code, detail)
	if err != nil {
		return fmt.Errorf("enrol: add event: %w", err)
	}
	return nil
}

func loadAttempt(ctx context.Context, q db.Querier, id string) (Attempt, error) {
	a, err := scanAttempt(q.QueryRowContext(ctx, `SELECT `+attemptColumns+` FROM enrol_attempt WHERE id = $1`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Attempt{}, ErrNotFound
	}
	if err != nil {
		return Attempt{}, fmt.Errorf("enrol: read attempt: %w", err)
	}
	return a, nil
}

// openAttempt is the open attempt of a resident, false if there is none.
func openAttempt(ctx context.Context, q db.Querier, residentID string) (Attempt, bool, error) {
	a, err := scanAttempt(q.QueryRowContext(ctx, `SELECT `+attemptColumns+` FROM enrol_attempt
		WHERE resident_id = $1 AND state IN ('prepared', 'identified', 'offered')`, residentID))
	if errors.Is(err, sql.ErrNoRows) {
		return Attempt{}, false, nil
	}
	if err != nil {
		return Attempt{}, false, fmt.Errorf("enrol: read open attempt: %w", err)
	}
	return a, true, nil
}

// activeAttempt is the id of a resident's active attempt, "" if there is none.
func activeAttempt(ctx context.Context, q db.Querier, residentID string) (id string, err error) {
	err = q.QueryRowContext(ctx, `SELECT id FROM enrol_attempt WHERE resident_id = $1 AND state = 'active'`, residentID).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("enrol: read active attempt: %w", err)
	}
	return id, nil
}

// attemptsOf are all attempts of these residents, each resident's newest first.
func attemptsOf(ctx context.Context, q db.Querier, residentIDs []string) (map[string][]Attempt, error) {
	all := make(map[string][]Attempt, len(residentIDs))
	err := db.InPieces(residentIDs, func(args []any, in string) error {
		return db.Each(ctx, q, func(s db.Row) error {
			a, err := scanAttempt(s)
			all[a.ResidentID] = append(all[a.ResidentID], a)
			return err
		}, `SELECT `+attemptColumns+` FROM enrol_attempt WHERE resident_id IN (`+in+`) ORDER BY resident_id, started_at DESC, id DESC`, args...)
	})
	if err != nil {
		return nil, fmt.Errorf("enrol: read attempts of residents: %w", err)
	}
	return all, nil
}
