package enrol

import (
	"context"
	"testing"
	"time"

	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
)

func TestCheckFindsWhatMustNotBe(t *testing.T) {
	for code, spoil := range map[string][]string{
		"state_differs":  {`UPDATE enrol_attempt SET state = 'left', code = 'left_queue' WHERE state = 'offered'`},
		"event_gap":      {`DELETE FROM enrol_event WHERE no = 2`},
		"event_unlawful": {`UPDATE enrol_event SET kind = 'activated' WHERE no = 2`},
		"step_missing":   {`UPDATE enrol_attempt SET consent_version = '' WHERE state = 'offered'`},
		"not_redeemed":   {`UPDATE enrol_attempt SET state = 'active', active_at = 1 WHERE state = 'offered'`},
		"voucher_loose":  {`UPDATE enrol_voucher SET voided_at = 0`},
		"voucher_tries":  {`UPDATE enrol_voucher SET wrong_tries = 5 WHERE voided_at = 0`},
		"voucher_gap":    {`UPDATE enrol_voucher SET seq = 9 WHERE seq = 2`},
		"open_twice": {`DROP INDEX enrol_attempt_open`, `INSERT INTO enrol_attempt SELECT 'x', resident_id, visit_id, group_id, officer_id, channel, mode, place_city, area, 'prepared', code,
			next, retry_on, '', '', '', 0, 0, 0, 0, started_at, changed_at, 0, day, 0 FROM enrol_attempt WHERE state = 'offered'`},
	} {
		t.Run(code, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				w := newWorld(t, d, config.Native)
				a, _ := w.offered(t, w.people[0].ID)
				_, err := w.Offer(as("budi"), a.ID)
				wantCode(t, err, "")
				w.sound(t)
				fatal(t, w.inTx(func(ctx context.Context, tx db.Tx) error {
					for _, s := range spoil {
						if _, err := tx.ExecContext(ctx, s); err != nil {
							return err
						}
					}
					return nil
				}))
				found, err := w.Check(context.Background())
				fatal(t, err)
				for _, f := range found {
					if f.Code == code {
						return
					}
				}
				t.Fatalf("found %v", found)
			})
		})
	}
}

// TestTheDatabaseItselfRefusesASecond goes around every rule of the program.
func TestTheDatabaseItselfRefusesASecond(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.Native)
		a, _ := w.offered(t, w.people[0].ID)
		for _, state := range []State{Prepared, Identified, Offered} {
			b := a
			b.ID, b.State = newID(), state
			err := w.inTx(func(ctx context.Context, tx db.Tx) error { return insertAttempts(ctx, tx, []Attempt{b}) })
			if !db.IsUnique(err) {
				t.Fatalf("a second open attempt: %v", err)
			}
		}
		for i := range 2 {
			b := a
			b.ID, b.State, b.ActiveAt = newID(), Active, w.moment()
			err := w.inTx(func(ctx context.Context, tx db.Tx) error { return insertAttempts(ctx, tx, []Attempt{b}) })
			if db.IsUnique(err) != (i == 1) {
				t.Fatalf("active attempt %d: %v", i+1, err)
			}
		}
	})
}

func TestADayIsTheOneOfTheStateNotOfWhatCameLater(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t), config.Native)
	a, o := w.offered(t, w.people[0].ID)
	_, err := w.redeem(token(t, o), o.TxCode)
	wantCode(t, err, "")
	wantCode(t, w.activate1(a.ID), "")
	day := w.today()
	w.pass(48 * time.Hour)
	wantCode(t, w.deliver(a.ID, CredentialDeleted), "")
	stored, err := w.Get(context.Background(), w.d.Read(), a.ID)
	if err != nil || stored.Day != day || stored.Day == w.today() {
		t.Fatalf("%+v, %v", stored, err)
	}
	w.sound(t)
}
