package target

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/enrol"
	"jemput/internal/outreach"
)

// demoAttempts is how many attempts the demo's history has; in the worst case each has a counter of its own.
const demoAttempts = 5_500

// fill adds counters as a year of outreach leaves them: most of the attempts are active, most counters stand at one.
func (w *world) fill(t testing.TB, attempts int) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	all := kelurahan(w.Atlas, city, 8)
	fatal(t, w.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		groups := make([]outreach.Group, 60)
		for i := range groups {
			groups[i] = outreach.Group{City: city, Kind: outreach.Agency, Name: fmt.Sprintf("Dinas %d", i)}
		}
		if err := w.Outreach.AddGroups(ctx, tx, groups); err != nil {
			return err
		}
		for range attempts {
			c := enrol.Count{PlaceCity: city, Area: all[r.IntN(len(all))], Channel: enrol.Counter, Day: w.today().AddDays(-r.IntN(290)), Outcome: active}
			if r.IntN(10) < 7 {
				n := r.IntN(len(groups))
				c.GroupID, c.VisitID, c.Channel, c.Day = groups[n].ID, fmt.Sprintf("visit %d", n), enrol.Visiting, w.today().AddDays(-4*n)
			}
			if r.IntN(10) < 2 {
				c.Outcome, c.Code = string(enrol.Failed), []string{"no_signal", "storage_full", "no_smartphone"}[r.IntN(3)]
			}
			if err := w.Add(ctx, tx, c, 1); err != nil {
				return err
			}
		}
		return nil
	}))
}

// BenchmarkBoard measures what every screen of the office asks for, and gives percentiles of a call.
func BenchmarkBoard(b *testing.B) {
	for _, size := range []int{demoAttempts, 10 * demoAttempts} {
		w := newWorld(b, dbtest.SQLite(b), config.External)
		_, err := w.Set(context.Background(), w.aTarget())
		fatal(b, err)
		w.fill(b, size)
		for name, call := range map[string]func() error{
			"board":  func() error { _, err := w.serveBoard(context.Background(), nil); return err },
			"events": func() error { _, err := w.Targets.figures(context.Background(), w.DB.Read()); return err },
			"areas":  func() error { _, _, err := w.areas(context.Background(), city); return err },
			"groups": func() error { _, err := w.Targets.groups(context.Background(), ""); return err },
		} {
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				var took []time.Duration
				for b.Loop() {
					begun := time.Now()
					fatal(b, call())
					took = append(took, time.Since(begun))
				}
				slices.Sort(took)
				for metric, at := range map[string]int{"p1-ms": len(took) / 100, "p50-ms": len(took) / 2, "p99-ms": len(took) * 99 / 100} {
					b.ReportMetric(float64(took[at].Microseconds())/1000, metric)
				}
			})
		}
	}
}
