package target

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
)

func TestSetTakesTheBaseFromTheRegister(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		w := newWorld(t, d, config.External)
		if _, set, err := w.Current(ctx, d.Read()); set || err != nil {
			t.Fatalf("a target before one was set: %v", err)
		}
		if s, err := w.Status(ctx); err != nil || s.Base != 0 || s.Target != 0 || s.PercentOfTarget != 0 {
			t.Fatalf("%+v %v", s, err)
		}
		w.active(t, 0)
		var base int64
		for _, p := range w.people {
			if p.City() == city {
				base++
			}
		}
		g, err := w.Set(ctx, w.aTarget())
		fatal(t, err)
		if g.Base != base || g.Number != (base+1)/2 || g.City != city || g.BaseAsOf != w.today() {
			t.Fatalf("%+v, the base is %d", g, base)
		}
		stored, set, err := w.Current(ctx, d.Read())
		if err != nil || !set || stored != g {
			t.Fatalf("%+v came back as %+v: %v", g, stored, err)
		}
		s, err := w.Status(ctx)
		if err != nil || s.Base != base || s.Target != g.Number || s.Realised != 1 || s.PercentOfBase != share(1, base) || s.PercentOfTarget != share(1, g.Number) || !s.AsOf.Equal(w.Now()) {
			t.Fatalf("%+v %v", s, err)
		}
		recorded := w.aTarget()
		recorded.BaseKind, recorded.Number, recorded.PercentBP = Recorded, 3, 0
		w.pass(time.Hour)
		g2, err := w.Set(ctx, recorded)
		if err != nil || g2.Base != base-1 || g2.Number != 3 {
			t.Fatalf("%+v %v", g2, err)
		}
		if now, _, err := w.Current(ctx, d.Read()); err != nil || now.ID != g2.ID {
			t.Fatalf("%+v %v", now, err)
		}
		var targets, bases int
		fatal(t, d.Read().QueryRowContext(ctx, `SELECT COUNT(*) FROM target_target`).Scan(&targets))
		fatal(t, d.Read().QueryRowContext(ctx, `SELECT COUNT(*) FROM target_base WHERE target_id = $1`, g.ID).Scan(&bases))
		if targets != 2 || bases != len(w.homes) {
			t.Errorf("%d targets and %d bases of the first are kept", targets, bases)
		}
		if found, err := w.Log.Verify(ctx); err != nil || len(found) > 0 {
			t.Errorf("the log: %v %v", found, err)
		}
	})
}

func TestSetRefuses(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t), config.External)
	for _, c := range []struct {
		code   string
		change func(*Target)
	}{
		{"base_kind_unknown", func(g *Target) { g.BaseKind = "everybody" }},
		{"percent_range", func(g *Target) { g.PercentBP = -1 }},
		{"percent_range", func(g *Target) { g.PercentBP = 10_001 }},
		{"target_missing", func(g *Target) { g.PercentBP = 0 }},
		{"target_range", func(g *Target) { g.Number = -1 }},
		{"target_range", func(g *Target) { g.Number = 9 }},
		{"due_missing", func(g *Target) { g.Due = civil.Date{} }},
		{"due_past", func(g *Target) { g.Due = w.today().AddDays(-1) }},
		{"target_name", func(g *Target) { g.Name = " " }},
		{"target_name", func(g *Target) { g.Name = strings.Repeat("x", 121) }},
		{"base_empty", func(g *Target) { g.BaseAsOf = civil.Date{Year: 1950, Month: 1, Day: 1}; w.spinster(t) }},
		{"", func(g *Target) { g.Due = w.today() }},
		{"", func(g *Target) { g.PercentBP, g.Number = 1, 0 }}, // rounded up: one person
	} {
		g := w.aTarget()
		c.change(&g)
		set, err := w.Set(context.Background(), g)
		wantCode(t, err, c.code)
		if err == nil && set.Number < 1 {
			t.Errorf("%+v", set)
		}
	}
}

// spinster leaves nobody in the register married: on a day before they were born nobody counts.
func (w *world) spinster(t *testing.T) {
	t.Helper()
	fatal(t, w.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE resident SET marital = 1`)
		return err
	}))
}

func TestTargetsSetAtOnceAreAllKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.External)
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				if _, err := w.Set(context.Background(), w.aTarget()); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		var n, newest int
		fatal(t, d.Read().QueryRowContext(context.Background(), `SELECT COUNT(*), MAX(no) FROM target_target`).Scan(&n, &newest))
		if n != 6 || newest != 6 {
			t.Errorf("%d targets, the newest is number %d", n, newest)
		}
	})
}

func TestADissolvedKelurahanStillCounts(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t, dbtest.SQLite(t), config.External)
	_, err := w.Set(ctx, w.aTarget())
	fatal(t, err)
	w.active(t, 0)
	for table, column := range map[string]string{"target_count": "outcome <> ''", "target_base": "target_id <> ''"} {
		fatal(t, w.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			_, err := tx.ExecContext(ctx, `UPDATE `+table+` SET area = '16.73.99.1999' WHERE `+column+` AND area = $1`, w.homes[0])
			return err
		}))
	}
	rows, total, err := w.areas(ctx, city)
	fatal(t, err)
	last := rows[len(rows)-1]
	if last.Code != "16.73.99" || last.Name != "16.73.99" || last.Realised != 1 || last.Base == 0 || total.Realised != 1 {
		t.Errorf("%+v of %+v", last, total)
	}
}
