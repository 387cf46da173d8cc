package credential

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"sync"
	"testing"

	"jemput/internal/audit"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/fault"
)

func newLedger(d *db.DB) *Ledger { return NewLedger(audit.New(d, noon), noon) }

func draftFor(attempt string) Draft {
	d := Draft{Attempt: attempt, Resident: "resident of " + attempt, Profile: IdentityType, IssuedOn: today, ExpiresOn: today.AddYears(1)}
	rand.Read(d.Holder[:])
	return d
}

func inTx(t *testing.T, d *db.DB, fn func(ctx context.Context, tx db.Tx) error) {
	t.Helper()
	if err := d.InTx(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func record(t *testing.T, d *db.DB, l *Ledger, attempt string) (c Issued) {
	t.Helper()
	inTx(t, d, func(ctx context.Context, tx db.Tx) (err error) {
		c, err = l.Record(ctx, tx, draftFor(attempt))
		return err
	})
	return c
}

func clean(t *testing.T, d *db.DB, l *Ledger) {
	t.Helper()
	findings, err := l.Check(t.Context(), d.Read())
	if err != nil || len(findings) != 0 {
		t.Fatalf("fsck: %v %v", findings, err)
	}
}

func TestLedgerKeepsWhatWasIssued(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, l := t.Context(), newLedger(d)
		if _, err := l.ByAttempt(ctx, d.Read(), "a"); fault.KindOf(err) != fault.NotFound {
			t.Fatalf("empty ledger: %v", err)
		}
		c := record(t, d, l, "a")
		for name, read := range map[string]func() (Issued, error){
			"by attempt": func() (Issued, error) { return l.ByAttempt(ctx, d.Read(), "a") },
			"by id":      func() (Issued, error) { return l.Get(ctx, d.Read(), c.ID) },
		} {
			if got, err := read(); err != nil || got != c {
				t.Errorf("%s: %+v, %v; want %+v", name, got, err, c)
			}
		}
		err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			_, err := l.Record(ctx, tx, draftFor("a"))
			return err
		})
		if !db.IsUnique(err) {
			t.Errorf("a second credential of one attempt: %v", err)
		}
		inTx(t, d, func(ctx context.Context, tx db.Tx) error { return l.Accept(ctx, tx, c.ID) })
		if got, _ := l.Get(ctx, d.Read(), c.ID); got.AcceptedAt.IsZero() {
			t.Error("acceptance was not kept")
		}
		if ids, err := l.Accepted(ctx, d.Read(), "", 10); err != nil || !slices.Equal(ids, []string{"a"}) {
			t.Errorf("accepted %v, %v", ids, err)
		}
		clean(t, d, l)
	})
}

func TestRevocationFlipsOneEntryOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, l := t.Context(), newLedger(d)
		c := record(t, d, l, "a")
		record(t, d, l, "b")
		changed := func() (all []string) {
			err := l.EachChanged(ctx, d.Read(), c.List, func(index int64, s Status) error {
				all = append(all, fmt.Sprintf("%d=%d", index, s))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		if got := changed(); len(got) != 0 {
			t.Fatalf("changed %v", got)
		}
		before, _ := l.ListVersion(ctx, d.Read(), c.List)
		for range 2 {
			inTx(t, d, func(ctx context.Context, tx db.Tx) error { return l.Revoke(ctx, tx, c.ID, "duplicate") })
		}
		after, _ := l.ListVersion(ctx, d.Read(), c.List)
		if got := changed(); !slices.Equal(got, []string{fmt.Sprintf("%d=1", c.Index)}) || after != before+1 {
			t.Errorf("changed %v, version %d after %d", got, after, before)
		}
		events, err := audit.New(d, noon).About(ctx, c.Resident, 10)
		if err != nil || len(events) != 1 || events[0].Event != "credential.revoke" || events[0].Purpose != "duplicate" {
			t.Errorf("audit %v, %v", events, err)
		}
		if _, err := l.ListVersion(ctx, d.Read(), 99); fault.KindOf(err) != fault.NotFound {
			t.Errorf("list 99: %v", err)
		}
		clean(t, d, l)
	})
}

func TestManyWritersGetDifferentPlaces(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLedger(d)
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Go(func() {
				for n := range 10 {
					err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
						_, err := l.Record(ctx, tx, draftFor(fmt.Sprint(w, "/", n)))
						return err
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		var n int
		if err := d.Read().QueryRowContext(t.Context(), `SELECT COUNT(DISTINCT entry) FROM credential_issued`).Scan(&n); err != nil || n != 80 {
			t.Errorf("%d places, %v", n, err)
		}
		clean(t, d, l)
	})
}

// A list that is full of others is left for a new one.
func TestCrowdedListIsLeft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l, tries := newLedger(d), 0
		inTx(t, d, func(ctx context.Context, tx db.Tx) error {
			e, err := l.allocate(ctx, tx, func(e Entry) (bool, error) {
				tries++
				return e.List == 2, nil
			})
			if err == nil && (e.List != 2 || tries != drawLimit+1) {
				t.Errorf("list %d after %d tries", e.List, tries)
			}
			return err
		})
	})
}

// Places tell nothing about the order of issue: they spread over the whole list.
func TestPlacesAreSpread(t *testing.T) {
	var low, high, rising int
	before := int64(-1)
	for range 2000 {
		e := draw()
		if e < 0 || e >= ListSize {
			t.Fatalf("place %d", e)
		}
		if e < ListSize/2 {
			low++
		} else {
			high++
		}
		if e > before {
			rising++
		}
		before = e
	}
	// Each count is near 1,000 with a standard deviation of 22 (rising: 13): ten of them is never.
	for name, n := range map[string]int{"lower half": low, "upper half": high, "rising": rising} {
		if n < 780 || n > 1220 {
			t.Errorf("%s: %d of 2000", name, n)
		}
	}
}

func TestCheckFindsWhatIsWrong(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLedger(d)
		for _, damage := range []string{
			`UPDATE credential_issued SET entry = 1048576 WHERE attempt = 'a'`,
			`UPDATE credential_issued SET status = 1 WHERE attempt = 'a'`,
			`UPDATE credential_issued SET expires_on = issued_on WHERE attempt = 'a'`,
		} {
			inTx(t, d, func(ctx context.Context, tx db.Tx) error {
				_, err := tx.ExecContext(ctx, `DELETE FROM credential_issued`)
				return err
			})
			record(t, d, l, "a")
			clean(t, d, l)
			inTx(t, d, func(ctx context.Context, tx db.Tx) error {
				_, err := tx.ExecContext(ctx, damage)
				return err
			})
			if findings, err := l.Check(t.Context(), d.Read()); err != nil || len(findings) != 1 {
				t.Errorf("%s: %v %v", damage, findings, err)
			}
		}
	})
}
