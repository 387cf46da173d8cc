package outreach

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/fault"
)

func TestVisitsAreChecked(t *testing.T) {
	good := Visit{City: "16.73", Date: testDay, Starts: "07:30", Ends: "09:00", Place: "Balai Kota"}
	if _, err := good.checked(); err != nil {
		t.Fatal(err)
	}
	for code, spoil := range map[string]func(*Visit){
		"city_malformed":       func(v *Visit) { v.City = "" },
		"visit_date_missing":   func(v *Visit) { v.Date = civil.Date{} },
		"visit_time_malformed": func(v *Visit) { v.Ends = "07:30" },
		"visit_place_missing":  func(v *Visit) { v.Place = "  " },
		"visit_expected_range": func(v *Visit) { v.Expected = -1 },
		"visit_state_unknown":  func(v *Visit) { v.State = "late" },
	} {
		bad := good
		spoil(&bad)
		_, err := bad.checked()
		wantCode(t, err, code)
	}
	for _, s := range []string{"7:30", "24:00", "07.30", "x"} {
		bad := good
		bad.Starts = s
		_, err := bad.checked()
		wantCode(t, err, "visit_time_malformed")
	}
}

func TestVisitsAreReadBackByDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		g := w.group(t, Agency, "Balai Kota")
		var want []Visit
		w.tx(t, func(ctx context.Context, tx db.Tx) error {
			want = nil
			for i, times := range []string{"07:30", "08:00", "13:00"} {
				v, err := w.AddVisit(ctx, tx, Visit{City: "16.73", Date: testDay.AddDays(i / 2), Starts: times, Place: "Tempat", Address: "Jl. Garuda 1",
					HostGroup: g.ID, Team: []string{"b", "a", "b", ""}, Expected: 15, Note: "bawa meja"})
				if err != nil {
					return err
				}
				want = append(want, v)
			}
			return nil
		})
		if diff := cmp.Diff([]string{"b", "a"}, want[0].Team); diff != "" {
			t.Error(diff)
		}
		all, err := w.Visits(ctx, civil.Date{}, civil.Date{})
		if diff := cmp.Diff(want, all); diff != "" || err != nil {
			t.Fatal(diff, err)
		}
		today, err := w.VisitsOn(ctx, d.Read(), testDay)
		if diff := cmp.Diff(want[:2], today); diff != "" || err != nil {
			t.Fatal(diff, err)
		}
		_, err = w.Visit(ctx, d.Read(), newID())
		wantCode(t, err, "visit_not_found")
		err = d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			_, err := w.AddVisit(ctx, tx, Visit{City: "16.73", Date: testDay, Place: "x", HostGroup: newID()})
			return err
		})
		wantCode(t, err, "group_not_found")
	})
}

func TestVisitsGoFromStateToStateAsTheTableSays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		states := []VisitState{Planned, Open, Closed, Cancelled}
		allowed := map[[2]VisitState]bool{
			{Planned, Open}: true, {Planned, Cancelled}: true, {Open, Closed}: true, {Open, Planned}: true, {Closed, Open}: true, {Cancelled, Planned}: true,
		}
		rapid.Check(t, func(rt *rapid.T) {
			v, events := w.visit(t, ""), 0
			for range rapid.IntRange(1, 6).Draw(rt, "steps") {
				to := rapid.SampledFrom(states).Draw(rt, "to")
				place := rapid.StringMatching(`[A-Z]{1,5}`).Draw(rt, "place")
				changed, err := w.ChangeVisit(ctx, v.ID, VisitChange{State: &to, Place: &place})
				if to != v.State && !allowed[[2]VisitState{v.State, to}] {
					if fault.CodeOf(err) != "visit_state_step" {
						rt.Fatalf("%s to %s: %v", v.State, to, err)
					}
					continue
				}
				if err != nil || changed.State != to || changed.Place != place {
					rt.Fatalf("%s to %s: %+v, %v", v.State, to, changed, err)
				}
				if to != v.State {
					events++
				}
				v = changed
			}
			if got, err := w.Visit(ctx, d.Read(), v.ID); err != nil || !cmp.Equal(got, v) {
				rt.Fatalf("stored %+v, want %+v: %v", got, v, err)
			}
			if recorded, err := w.log.About(ctx, v.ID, 100); err != nil || len(recorded) != events {
				rt.Fatalf("%d audit events, want %d: %v", len(recorded), events, err)
			}
		})
	})
}
