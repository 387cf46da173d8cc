package outreach

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
)

// Adding and removing in any order: nobody stands there twice, and no number is given twice.
func TestRosterNumbersAndPeopleAreUnique(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		rapid.Check(t, func(rt *rapid.T) {
			v, people := w.visit(t, ""), ids(8)
			given, on := map[int]string{}, map[string]int{}
			for range rapid.IntRange(1, 10).Draw(rt, "steps") {
				if no := rapid.IntRange(0, 12).Draw(rt, "remove"); no > 0 && rapid.Bool().Draw(rt, "really") {
					err := w.RemoveFromRoster(ctx, v.ID, no)
					if on[given[no]] != no || given[no] == "" {
						wantCode(t, err, "roster_entry_not_found")
					} else if err != nil {
						rt.Fatal(err)
					}
					if on[given[no]] == no {
						delete(on, given[no])
					}
					continue
				}
				add := rapid.SliceOfN(rapid.SampledFrom(people), 1, 6).Draw(rt, "add")
				fresh := map[string]bool{}
				for _, id := range add {
					if on[id] == 0 {
						fresh[id] = true
					}
				}
				var added int
				err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
					added, err = w.AddRoster(ctx, tx, v.ID, add, "test")
					return err
				})
				if err != nil || added != len(fresh) {
					rt.Fatalf("added %d, want %d: %v", added, len(fresh), err)
				}
				roster, err := w.Roster(ctx, d.Read(), v.ID)
				if err != nil {
					rt.Fatal(err)
				}
				for _, e := range roster {
					if was, ok := given[e.No]; ok && was != e.ResidentID {
						rt.Fatalf("number %d was given twice", e.No)
					}
					given[e.No], on[e.ResidentID] = e.ResidentID, e.No
				}
				if len(roster) != len(on) {
					rt.Fatalf("%d entries for %d people", len(roster), len(on))
				}
			}
		})
	})
}

func TestRosterFromGroup(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		people := ids(9)
		g := w.group(t, Agency, "Dinas Kesehatan", people...)
		v := w.visit(t, g.ID)
		w.tx(t, func(ctx context.Context, tx db.Tx) error {
			_, err := w.AddRoster(ctx, tx, v.ID, people[:2], "")
			return err
		})
		for i, want := range []int{7, 0} {
			if added, err := w.RosterFromGroup(ctx, v.ID, g.ID); err != nil || added != want {
				t.Fatalf("time %d: added %d, want %d: %v", i, added, want, err)
			}
		}
		roster, err := w.Roster(ctx, d.Read(), v.ID)
		if err != nil {
			t.Fatal(err)
		}
		units := []string{}
		for _, e := range roster[2:] {
			units = append(units, e.Unit)
			if e.Source != "Dinas Kesehatan" || e.GivenName != "" {
				t.Errorf("entry %+v", e)
			}
		}
		if !slices.IsSorted(units) || units[0] != "Bidang 0" {
			t.Errorf("units %v", units)
		}
		sizes, err := w.RosterSizes(ctx, d.Read(), []string{v.ID, newID()})
		if diff := cmp.Diff(map[string]int{v.ID: 9}, sizes); diff != "" || err != nil {
			t.Fatal(diff, err)
		}
		_, err = w.RosterFromGroup(ctx, v.ID, newID())
		wantCode(t, err, "group_not_found")
		_, err = w.RosterFromGroup(ctx, newID(), g.ID)
		wantCode(t, err, "visit_not_found")
		cancelled := Cancelled
		if _, err := w.ChangeVisit(ctx, v.ID, VisitChange{State: &cancelled}); err != nil {
			t.Fatal(err)
		}
		_, err = w.RosterFromGroup(ctx, v.ID, g.ID)
		wantCode(t, err, "visit_over")
		wantCode(t, w.RemoveFromRoster(ctx, v.ID, 1), "visit_over")
	})
}
