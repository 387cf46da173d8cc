package target

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/fault"
	"jemput/internal/keys"
	"jemput/internal/outreach"
	"jemput/internal/region"
	"jemput/internal/register"
)

const (
	city  = "16.73"
	other = "16.05"
)

// begin is a Tuesday morning in the city.
var begin = time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC)

// somePlaces are the register's names of areas.
type somePlaces struct{ *region.Atlas }

func (somePlaces) Kelurahan(string, string) (string, bool) { return "", false }
func (somePlaces) Below(string) []string                   { return nil }
func (somePlaces) Named(string, string) []string           { return nil }

// world is a city with its targets, people of it and of another city, groups, visits, and an enrolment that moves the counters.
type world struct {
	*Targets
	enrol  *enrol.Enrol
	homes  []string // kelurahan of the city
	aways  []string // and of the other
	people []register.Resident
	groups []outreach.Group
	visits []outreach.Visit
	clock  *atomic.Int64 // microseconds
}

func (w *world) pass(d time.Duration) { w.clock.Add(d.Microseconds()) }

func newWorld(t testing.TB, d *db.DB, mode config.Mode) *world {
	t.Helper()
	w := &world{clock: &atomic.Int64{}}
	w.clock.Store(begin.UnixMicro())
	now := func() time.Time { return time.UnixMicro(w.clock.Load()) }
	atlas, err := region.Load()
	fatal(t, err)
	sealer, err := keys.NewSealer([]byte("0123456789abcdef0123456789abcdef"))
	fatal(t, err)
	vouchers, err := keys.OpenVoucherKey(t.TempDir())
	fatal(t, err)
	zone, err := time.LoadLocation("Asia/Jakarta")
	fatal(t, err)
	node := config.Node{City: city, Mode: mode, Authority: "Disdukcapil", Zone: zone}
	reg, log := register.New(d, sealer, somePlaces{atlas}, now), audit.New(d, now)
	out := outreach.New(d, reg, log, now)
	w.Targets = New(Config{DB: d, Atlas: atlas, Register: reg, Outreach: out, Log: log, Node: node, Now: now})
	w.enrol = enrol.New(enrol.Config{
		DB: d, Register: reg, Outreach: out, Counters: w.Targets, Log: log, Vouchers: vouchers, Now: now, Node: node,
		Base: func() string { return "http://127.0.0.1:8080" },
	})
	w.RecountFrom(w.enrol)
	w.homes, w.aways = kelurahan(atlas, city, 2), kelurahan(atlas, other, 1)
	w.populate(t)
	return w
}

// kelurahan are the first two of each of the first n kecamatan of a city.
func kelurahan(atlas *region.Atlas, city string, n int) (codes []string) {
	for _, kecamatan := range atlas.Children(city)[:n] {
		for _, k := range atlas.Children(kecamatan.Code)[:2] {
			codes = append(codes, k.Code)
		}
	}
	return codes
}

// populate adds eight people of the city, one of whom is not recorded, and three of the other; three groups and two visits.
func (w *world) populate(t testing.TB) {
	t.Helper()
	for i := range 11 {
		area := append(w.homes, w.aways...)[i%6]
		w.people = append(w.people, person(i+1, area))
	}
	w.people[3].KTPStatus = register.NotRecorded
	left := w.people
	_, err := w.Register.BulkInsert(context.Background(), func() (p register.Resident, ok bool) {
		if len(left) == 0 {
			return p, false
		}
		p, left = left[0], left[1:]
		return p, true
	}, register.Source{Kind: register.Generated, Name: "test", City: city}, nil)
	fatal(t, err)
	groups := []outreach.Group{
		{City: city, Kind: outreach.Agency, Name: "Dinas Pendidikan"}, {City: city, Kind: outreach.Agency, Name: "Inspektorat"},
		{City: city, Kind: outreach.School, Name: "SMA Negeri 1"},
	}
	fatal(t, w.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		if err := w.Outreach.AddGroups(ctx, tx, groups); err != nil {
			return err
		}
		var members []outreach.Member
		for i, p := range w.people[:8] {
			members = append(members, outreach.Member{GroupID: groups[i%3].ID, ResidentID: p.ID})
			if i%4 == 0 {
				members = append(members, outreach.Member{GroupID: groups[(i+1)%3].ID, ResidentID: p.ID})
			}
		}
		w.visits = nil
		for _, place := range []string{"Balai Kota", "SMA Negeri 1"} {
			v, err := w.Outreach.AddVisit(ctx, tx, outreach.Visit{City: city, Date: civil.Of(begin), Place: place, State: outreach.Open})
			if err != nil {
				return err
			}
			w.visits = append(w.visits, v)
		}
		return w.Outreach.AddMembers(ctx, tx, members)
	}))
	w.groups = groups
}

// person is somebody of 36 with a card.
func person(n int, area string) register.Resident {
	born := civil.Date{Year: 1990, Month: 3, Day: n}
	return register.Resident{
		NIK: register.MakeNIK("16.73.01", born, register.Male, n), FamilyCard: register.FamilyCard(fmt.Sprintf("16730101012%05d", n)), ID: uuid.Must(uuid.NewV7()).String(),
		Name: fmt.Sprintf("ORANG %c", 'A'+n), Sex: register.Male, BirthPlace: "LUBUKLINGGAU", BirthDate: born, Area: area, Blood: 13, Religion: 1,
		Marital: register.Married, Relation: 1, Education: 8, Occupation: 5, Citizenship: register.Citizen, KTPStatus: register.CardIssued, Life: register.Living,
	}
}

func officer() context.Context {
	return auth.With(context.Background(), auth.Officer{ID: "budi", Login: "budi", Role: auth.FieldOfficer})
}

// agreed starts an attempt and takes it to where it waits for its last step.
func (w *world) agreed(resident, visit string, channel enrol.Channel) (enrol.Attempt, error) {
	a, err := w.enrol.Start(officer(), enrol.StartRequest{ResidentID: resident, VisitID: visit, Channel: channel})
	if err != nil {
		return a, err
	}
	if _, err := w.enrol.Identify(officer(), a.ID, enrol.Identity{Method: enrol.CardAndFace}); err != nil {
		return a, err
	}
	return w.enrol.Consent(officer(), a.ID, enrol.ConsentGiven{Version: enrol.ConsentVersion, Language: "id"})
}

// activate takes an agreed attempt to its end: confirmed, or offered, redeemed and accepted.
func (w *world) activate(id string) error {
	if w.Node.Mode == config.External {
		_, err := w.enrol.Confirm(officer(), id)
		return err
	}
	o, err := w.enrol.Offer(officer(), id)
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(o.URI, "pre-authorized_code%22%3A%7B%22pre-authorized_code%22%3A%22")
	code, _, _ := strings.Cut(rest, "%22")
	return w.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		if _, err := w.enrol.Redeem(ctx, tx, code, o.TxCode); err != nil {
			return err
		}
		return w.enrol.Activate(ctx, tx, id)
	})
}

// active activates somebody at the first visit.
func (w *world) active(t testing.TB, person int) {
	t.Helper()
	a, err := w.agreed(w.people[person].ID, w.visits[0].ID, enrol.Visiting)
	fatal(t, err)
	fatal(t, w.activate(a.ID))
}

func (w *world) aTarget() Target {
	return Target{Name: "Sampai akhir tahun", BaseKind: WajibKTP, BaseSource: "register", PercentBP: 5000, Due: civil.Date{Year: 2026, Month: 12, Day: 31}}
}

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t testing.TB, err error, code string) {
	t.Helper()
	if (err == nil) != (code == "") || err != nil && fault.CodeOf(err) != code {
		t.Errorf("got %v, want %q", err, code)
	}
}
