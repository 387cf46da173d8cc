package audit_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"jemput/internal/audit"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/httpapi"
)

func verify(t *testing.T, l *audit.Log, codes ...string) {
	t.Helper()
	findings, err := l.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) != len(codes) {
		t.Fatalf("findings %+v, want %v", findings, codes)
	}
	for i, f := range findings {
		if f.Code != codes[i] {
			t.Errorf("finding %+v, want %s", f, codes[i])
		}
	}
}

func change(t *testing.T, d *db.DB, statement string, args ...any) {
	t.Helper()
	err := d.InTx(t.Context(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.ExecContext(ctx, statement, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestConcurrentWritersKeepTheirChains(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		logs := []*audit.Log{audit.New(d, time.Now), audit.New(d, time.Now)} // two processes
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() {
				l, e := logs[i%2], audit.Event{Actor: uuid.NewString(), Event: "thing.did", Subject: uuid.NewString()}
				if i%4 < 2 {
					if err := l.Write(t.Context(), e); err != nil {
						t.Error(err)
					}
					return
				}
				err := d.InTx(t.Context(), func(ctx context.Context, tx db.Tx) error { return l.Append(ctx, tx, e) })
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		events, err := logs[0].Recent(t.Context(), time.Now().Add(time.Hour), 100)
		if err != nil || len(events) != 40 {
			t.Fatalf("%d events, want 40 (%v)", len(events), err)
		}
		verify(t, logs[0])
	})
}

func TestAppendSharesTheFateOfItsTransaction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := audit.New(d, time.Now)
		broken := errors.New("no")
		err := d.InTx(t.Context(), func(ctx context.Context, tx db.Tx) error {
			if err := l.Append(ctx, tx, audit.Event{Event: "thing.did"}); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Fatal(err)
		}
		if events, err := l.Recent(t.Context(), time.Now().Add(time.Hour), 10); err != nil || len(events) != 0 {
			t.Errorf("rolled back, yet in the log: %v %v", events, err)
		}
	})
}

func TestVerifyFindsEveryTampering(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := audit.New(d, time.Now)
		for i := range 5 {
			if err := l.Write(t.Context(), audit.Event{Actor: "a", Event: "thing.did", Purpose: fmt.Sprint(i)}); err != nil {
				t.Fatal(err)
			}
		}
		verify(t, l)
		change(t, d, `UPDATE audit_event SET actor = 'b' WHERE seq = 2`)
		verify(t, l, "audit_altered")
		change(t, d, `UPDATE audit_event SET actor = 'a' WHERE seq = 2`)
		verify(t, l)
		change(t, d, `UPDATE audit_event SET at = at + 1 WHERE seq = 5`)
		verify(t, l, "audit_altered")
		change(t, d, `UPDATE audit_event SET at = at - 1 WHERE seq = 5`)
		change(t, d, `DELETE FROM audit_event WHERE seq = 3`)
		verify(t, l, "audit_gap")
	})
}

func TestPersonalNumbersStayOut(t *testing.T) {
	l := audit.New(dbtest.SQLite(t), time.Now)
	for _, e := range []audit.Event{
		{Event: "resident.read", Subject: "1673011708900001"},
		{Event: "resident.read", Actor: "1673 0117 0890 0001"},
		{Event: ""},
	} {
		if err := l.Write(t.Context(), e); err == nil {
			t.Errorf("written: %+v", e)
		}
	}
	if err := l.Write(t.Context(), audit.Event{Event: "resident.read", Purpose: "lost card of 1673011708900001"}); err != nil {
		t.Fatal(err)
	}
	events, err := l.Recent(t.Context(), time.Now().Add(time.Hour), 10)
	if err != nil || len(events) != 1 || events[0].Purpose != "lost card of 1673************" {
		t.Errorf("%+v %v", events, err)
	}
}

// TestCoalescingIsOncePerSessionSubjectAndHour compares the log with a plain set.
func TestCoalescingIsOncePerSessionSubjectAndHour(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		now := time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)
		d := dbtest.SQLite(t)
		l := audit.New(d, func() time.Time { return now })
		want, always := map[string]bool{}, 0
		for range rapid.IntRange(1, 30).Draw(rt, "calls") {
			now = now.Add(time.Duration(rapid.IntRange(0, 40).Draw(rt, "minutes")) * time.Minute)
			r := httpapi.Record{
				Caller: httpapi.Caller{ID: "o", Session: rapid.SampledFrom([]string{"", "s1", "s2"}).Draw(rt, "session")},
				Event:  "board.read", Subject: rapid.SampledFrom([]string{"", "x-1"}).Draw(rt, "subject"), Outcome: "ok",
				Coalesce: rapid.Bool().Draw(rt, "coalesce"),
			}
			if err := l.Record(t.Context(), r); err != nil {
				rt.Fatal(err)
			}
			if r.Coalesce {
				want[fmt.Sprint(r.Caller.Session, "/", r.Subject, "/", now.Unix()/3600)] = true
			} else {
				always++
			}
		}
		events, err := l.Recent(t.Context(), now.Add(time.Hour), 100)
		if err != nil || len(events) != len(want)+always {
			rt.Fatalf("%d events, want %d + %d (%v)", len(events), len(want), always, err)
		}
	})
}
