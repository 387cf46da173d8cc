package outreach

import (
	"context"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
)

func TestGroupsAreChecked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		w.group(t, Agency, "Dinas Pendidikan")
		for code, g := range map[string]Group{
			"group_exists":       {City: "16.73", Kind: Agency, Name: " Dinas  Pendidikan "},
			"group_kind_unknown": {City: "16.73", Kind: "club", Name: "Klub"},
			"group_name_missing": {City: "16.73", Kind: School, Name: " "},
			"city_malformed":     {City: "1673", Kind: School, Name: "SMA 1"},
		} {
			wantCode(t, d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error { return w.AddGroups(ctx, tx, []Group{g}) }), code)
		}
		w.group(t, School, "Dinas Pendidikan") // another kind
		all, err := w.Groups(context.Background(), "")
		if err != nil || len(all) != 2 {
			t.Fatalf("groups %+v, %v", all, err)
		}
		_, err = w.Group(context.Background(), d.Read(), newID())
		wantCode(t, err, "group_not_found")
	})
}

// What a resident belongs to, kept in a plain list per resident, oldest first.
func TestPrimaryGroupIsTheOldestMembershipThatIsLeft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		groups := []Group{w.group(t, Agency, "A"), w.group(t, School, "B"), w.group(t, Health, "C")}
		rapid.Check(t, func(rt *rapid.T) {
			residents, model := ids(4), map[string][]string{}
			for range rapid.IntRange(1, 8).Draw(rt, "steps") {
				n := rapid.IntRange(1, 6).Draw(rt, "n")
				members := make([]Member, n)
				for i := range members {
					members[i] = Member{GroupID: rapid.SampledFrom(groups).Draw(rt, "group").ID, ResidentID: rapid.SampledFrom(residents).Draw(rt, "resident")}
				}
				if rapid.Bool().Draw(rt, "remove") {
					m := members[0]
					err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return w.RemoveMember(ctx, tx, m.GroupID, m.ResidentID) })
					if was := slices.Index(model[m.ResidentID], m.GroupID); was >= 0 {
						model[m.ResidentID] = slices.Delete(model[m.ResidentID], was, was+1)
					} else if err == nil {
						rt.Fatal("somebody was removed who was no member")
					}
					continue
				}
				if err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return w.AddMembers(ctx, tx, members) }); err != nil {
					rt.Fatal(err)
				}
				for _, m := range members {
					if !slices.Contains(model[m.ResidentID], m.GroupID) {
						model[m.ResidentID] = append(model[m.ResidentID], m.GroupID)
					}
				}
			}
			got, err := w.PrimaryGroups(ctx, d.Read(), residents)
			if err != nil {
				rt.Fatal(err)
			}
			for _, id := range residents {
				want := ""
				if len(model[id]) > 0 {
					want = model[id][0]
				}
				if got[id].ID != want {
					rt.Fatalf("primary group %q, want %q of %v", got[id].ID, want, model[id])
				}
			}
		})
	})
}

func TestMembersComeInPages(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		g := w.group(t, Agency, "A", ids(25)...)
		w.group(t, Agency, "B", ids(5)...)
		all, err := w.Members(ctx, d.Read(), g.ID, "", 0)
		if err != nil || len(all) != 25 {
			t.Fatalf("%d members, %v", len(all), err)
		}
		var paged []Member
		for after := ""; ; after = paged[len(paged)-1].ResidentID {
			page, err := w.Members(ctx, d.Read(), g.ID, after, 7)
			if err != nil {
				t.Fatal(err)
			}
			paged = append(paged, page...)
			if len(page) < 7 {
				break
			}
		}
		if !slices.Equal(all, paged) {
			t.Fatalf("pages give %v, want %v", paged, all)
		}
	})
}

func TestSixThousandMembersInOneTransaction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		people := ids(6000)
		begun := time.Now()
		g := w.group(t, Agency, "Pemerintah Kota", people...)
		w.group(t, School, "Guru", people[:500]...)
		t.Logf("6,500 members in %v", time.Since(begun))
		all, err := w.Groups(context.Background(), Agency)
		if err != nil || len(all) != 1 || all[0].Members != 6000 {
			t.Fatalf("groups %+v, %v", all, err)
		}
		v := w.visit(t, g.ID)
		begun = time.Now()
		if added, err := w.RosterFromGroup(context.Background(), v.ID, g.ID); err != nil || added != 6000 {
			t.Fatalf("added %d, %v", added, err)
		}
		t.Logf("a roster of 6,000 in %v", time.Since(begun))
	})
}
