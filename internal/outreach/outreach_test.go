package outreach

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"jemput/internal/audit"
	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/keys"
	"jemput/internal/register"
)

var testDay = civil.Date{Year: 2026, Month: 11, Day: 24}

func testNow() time.Time { return time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC) }

// onePlace is a city of one kelurahan.
type onePlace struct{}

const testArea = "16.73.01.1001"

func (onePlace) Name(code string) (string, bool) {
	name, ok := map[string]string{"16.73": "Lubuklinggau", "16.73.01": "Timur I", testArea: "Air Kuti"}[code]
	return name, ok
}

func (onePlace) Named(string, string) []string { return nil }

func (onePlace) Below(code string) []string { return []string{code} }

func (onePlace) Kelurahan(name, within string) (string, bool) {
	return testArea, strings.EqualFold(name, "air kuti") && strings.HasPrefix(testArea, within)
}

// world is an outreach over a register.
type world struct {
	*Outreach
	register *register.Register
	log      *audit.Log
	d        *db.DB
}

func newWorld(t testing.TB, d *db.DB) *world {
	t.Helper()
	sealer, err := keys.NewSealer([]byte("0123456789abcdef0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	reg, log := register.New(d, sealer, onePlace{}, testNow), audit.New(d, testNow)
	return &world{Outreach: New(d, reg, log, testNow), register: reg, log: log, d: d}
}

// person is a resident with a NIK that fits.
func person(n int, name string, born civil.Date, sex register.Sex) register.Resident {
	return register.Resident{
		ID: newID(), NIK: register.MakeNIK("16.73.01", born, sex, 1+n%9999), FamilyCard: register.FamilyCard(fmt.Sprintf("16730101012%05d", n)),
		Name: name, Sex: sex, BirthPlace: "LUBUKLINGGAU", BirthDate: born, Area: testArea, Blood: 13, Religion: 1, Marital: register.Married,
		Relation: 1, Education: 8, Occupation: 5, Citizenship: register.Citizen, KTPStatus: register.CardIssued, Life: register.Living,
	}
}

func (w *world) insert(t testing.TB, people ...register.Resident) []register.Resident {
	t.Helper()
	i := 0
	_, err := w.register.BulkInsert(context.Background(), func() (register.Resident, bool) {
		if i == len(people) {
			return register.Resident{}, false
		}
		i++
		return people[i-1], true
	}, register.Source{Kind: register.Generated, Name: "test", City: "16.73"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return people
}

func (w *world) tx(t testing.TB, fn func(ctx context.Context, tx db.Tx) error) {
	t.Helper()
	if err := w.d.InTx(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

// group adds a group with these members, in units by turns.
func (w *world) group(t testing.TB, kind GroupKind, name string, residents ...string) Group {
	t.Helper()
	groups := []Group{{City: "16.73", Kind: kind, Name: name, Area: testArea}}
	w.tx(t, func(ctx context.Context, tx db.Tx) error {
		groups[0].ID = ""
		if err := w.AddGroups(ctx, tx, groups); err != nil {
			return err
		}
		members := make([]Member, len(residents))
		for i, id := range residents {
			members[i] = Member{GroupID: groups[0].ID, ResidentID: id, Unit: fmt.Sprintf("Bidang %d", i%3), Position: "Staf"}
		}
		return w.AddMembers(ctx, tx, members)
	})
	return groups[0]
}

func (w *world) visit(t testing.TB, host string) (v Visit) {
	t.Helper()
	w.tx(t, func(ctx context.Context, tx db.Tx) (err error) {
		v, err = w.AddVisit(ctx, tx, Visit{City: "16.73", Date: testDay, Starts: "07:30", Ends: "12:00", Place: "Balai Kota", Area: testArea, HostGroup: host, Expected: 40})
		return err
	})
	return v
}

func wantCode(t testing.TB, err error, code string) {
	t.Helper()
	if fault.CodeOf(err) != code || err == nil {
		t.Errorf("got %v, want %s", err, code)
	}
}

// ids makes n ids that no resident has.
func ids(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = newID()
	}
	return all
}
