package enrol

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/keys"
	"jemput/internal/outreach"
	"jemput/internal/register"
)

// somePlaces is the node's city and another one.
type somePlaces struct{}

const (
	home  = "16.73.01.1001" // in the node's city
	home2 = "16.73.02.1001"
	away  = "16.05.01.2001" // in another city
)

func (somePlaces) Name(code string) (string, bool) {
	name, ok := map[string]string{"16.73": "Lubuklinggau", "16.73.01": "Timur I", home: "Air Kuti", home2: "Kayu Ara", "16.05": "Musi Rawas"}[code]
	return name, ok
}

func (somePlaces) Kelurahan(string, string) (string, bool) { return "", false }

func (somePlaces) Below(string) []string { return nil }

func (somePlaces) Named(string, string) []string { return nil }

// tally keeps the counters of a test in a table of its own: they go with the transaction, as target's do.
type tally struct{}

func (tally) Add(ctx context.Context, tx db.Tx, c Count, delta int) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO test_tally (key, n) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET n = test_tally.n + excluded.n`, keyOf(c), int64(delta))
	return err
}

func keyOf(c Count) string {
	return strings.Join([]string{c.PlaceCity, c.Area, c.GroupID, c.VisitID, string(c.Channel), c.Day.String(), c.Outcome, c.Code}, "|")
}

// world is an enrolment with people, a group, two visits and officers.
type world struct {
	*Enrol
	d      *db.DB
	people []register.Resident
	visits []outreach.Visit
	group  outreach.Group
	clock  *atomic.Int64 // microseconds
}

func (w *world) pass(d time.Duration) { w.clock.Add(d.Microseconds()) }

func newWorld(t testing.TB, d *db.DB, mode config.Mode) *world {
	t.Helper()
	ctx := context.Background()
	sealer, err := keys.NewSealer([]byte("0123456789abcdef0123456789abcdef"))
	fatal(t, err)
	vouchers, err := keys.OpenVoucherKey(t.TempDir())
	fatal(t, err)
	zone, err := time.LoadLocation("Asia/Jakarta")
	fatal(t, err)
	w := &world{d: d, clock: &atomic.Int64{}}
	w.clock.Store(time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC).UnixMicro())
	now := func() time.Time { return time.UnixMicro(w.clock.Load()) }
	reg, log := register.New(d, sealer, somePlaces{}, now), audit.New(d, now)
	out := outreach.New(d, reg, log, now)
	w.people = []register.Resident{
		person(1, home, nil), person(2, home2, nil), person(3, away, nil),
		person(4, home, func(p *register.Resident) { p.KTPStatus = register.NotRecorded }),
		person(5, home, func(p *register.Resident) {
			p.BirthDate = civil.Date{Year: 2012, Month: 5, Day: 1}
			p.Marital = register.Single
		}),
	}
	w.Enrol = New(Config{
		DB: d, Register: reg, Outreach: out, Counters: tally{}, Log: log, Vouchers: vouchers, Now: now, Base: func() string { return "http://127.0.0.1:8080" },
		Node: config.Node{City: "16.73", Mode: mode, Authority: `Disdukcapil "Kota" Lubuklinggau`, Zone: zone},
	})
	w.insert(t, w.people)
	fatal(t, d.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		if _, err := tx.ExecContext(ctx, `CREATE TABLE test_tally (key TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)`); err != nil {
			return err
		}
		groups := []outreach.Group{{City: "16.73", Kind: outreach.Agency, Name: "Dinas Pendidikan"}}
		if err := out.AddGroups(ctx, tx, groups); err != nil {
			return err
		}
		w.group, w.visits = groups[0], nil
		if err := out.AddMembers(ctx, tx, []outreach.Member{{GroupID: w.group.ID, ResidentID: w.people[0].ID, Unit: "Umum"}, {GroupID: w.group.ID, ResidentID: w.people[2].ID}}); err != nil {
			return err
		}
		for _, state := range []outreach.VisitState{outreach.Open, outreach.Closed} {
			v, err := out.AddVisit(ctx, tx, outreach.Visit{City: "16.73", Date: civil.Date{Year: 2026, Month: 11, Day: 24}, Place: "Balai Kota", State: state})
			if err != nil {
				return err
			}
			w.visits = append(w.visits, v)
		}
		_, err = out.AddRoster(ctx, tx, w.visits[0].ID, []string{w.people[0].ID, w.people[3].ID, w.people[2].ID}, "Dinas Pendidikan")
		return err
	}))
	return w
}

func (w *world) insert(t testing.TB, people []register.Resident) {
	t.Helper()
	i := 0
	_, err := w.Register.BulkInsert(context.Background(), func() (register.Resident, bool) {
		if i == len(people) {
			return register.Resident{}, false
		}
		i++
		return people[i-1], true
	}, register.Source{Kind: register.Generated, Name: "test", City: "16.73"}, nil)
	fatal(t, err)
}

// person is somebody of 36 with a card.
func person(n int, area string, change func(*register.Resident)) register.Resident {
	born := civil.Date{Year: 1990, Month: 3, Day: n}
	p := register.Resident{
		ID: newID(), NIK: register.MakeNIK("16.73.01", born, register.Male, n), FamilyCard: register.FamilyCard(fmt.Sprintf("16730101012%05d", n)),
		Name: fmt.Sprintf("ORANG %c", 'A'+n), Sex: register.Male, BirthPlace: "LUBUKLINGGAU", BirthDate: born, Area: area, Blood: 13, Religion: 1,
		Marital: register.Married, Relation: 1, Education: 8, Occupation: 5, Citizenship: register.Citizen, KTPStatus: register.CardIssued, Life: register.Living,
	}
	if change != nil {
		change(&p)
	}
	return p
}

func as(login string) context.Context {
	return auth.With(context.Background(), auth.Officer{ID: login, Login: login, Role: auth.FieldOfficer})
}

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type failer interface {
	Helper()
	Fatalf(string, ...any)
}

func wantCode(t failer, err error, code string) {
	t.Helper()
	if err == nil && code == "" {
		return
	}
	if err == nil || fault.CodeOf(err) != code {
		t.Fatalf("got %v, want %q", err, code)
	}
}

// sound fails unless the facts agree with each other and the counters with the facts.
func (w *world) sound(t failer) {
	t.Helper()
	ctx := context.Background()
	found, err := w.Check(ctx)
	if err != nil || len(found) > 0 {
		t.Fatalf("check: %v %v", found, err)
	}
	facts, kept := map[string]int{}, map[string]int{}
	if err := w.EachFact(ctx, w.d.Read(), func(c Count) error { facts[keyOf(c)]++; return nil }); err != nil {
		t.Fatalf("facts: %v", err)
	}
	err = db.Each(ctx, w.d.Read(), func(s db.Row) error {
		var k string
		var n int
		err := s.Scan(&k, &n)
		kept[k] = n
		return err
	}, `SELECT key, n FROM test_tally WHERE n <> 0 ORDER BY key`)
	if err != nil || !maps.Equal(facts, kept) {
		t.Fatalf("counters %v, facts %v: %v", kept, facts, err)
	}
}

// token is the pre-authorized code of an offer.
func token(t failer, o Offer) string {
	t.Helper()
	body, ok := strings.CutPrefix(o.URI, "openid-credential-offer://?credential_offer=")
	if !ok {
		t.Fatalf("the URI is %s", o.URI)
	}
	_, rest, _ := strings.Cut(body, "pre-authorized_code%22%3A%7B%22pre-authorized_code%22%3A%22")
	code, _, ok := strings.Cut(rest, "%22")
	if !ok {
		t.Fatalf("no code in %s", body)
	}
	return code
}

// redeem does what the issuer does: a refusal's transaction is committed.
func (w *world) redeem(code, txCode string) (got Redeemed, refusal error) {
	err := w.d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) (err error) {
		refusal = nil
		got, err = w.Redeem(ctx, tx, code, txCode)
		if _, ok := fault.As(err); ok && fault.KindOf(err) != fault.Internal && fault.KindOf(err) != fault.Unavailable {
			refusal, err = err, nil
		}
		return err
	})
	return got, cmp.Or(err, refusal)
}

func (w *world) inTx(fn func(ctx context.Context, tx db.Tx) error) error {
	return w.d.InTx(context.Background(), fn)
}

// offered takes a person to an offer.
func (w *world) offered(t failer, resident string) (Attempt, Offer) {
	t.Helper()
	ctx := as("budi")
	a, err := w.Start(ctx, StartRequest{ResidentID: resident, VisitID: w.visits[0].ID, Channel: Visiting})
	wantCode(t, err, "")
	w.agreed(t, a.ID)
	o, err := w.Offer(ctx, a.ID)
	wantCode(t, err, "")
	return a, o
}

func (w *world) agreed(t failer, id string) {
	t.Helper()
	_, err := w.Identify(as("budi"), id, Identity{Method: CardAndFace})
	wantCode(t, err, "")
	_, err = w.Consent(as("budi"), id, ConsentGiven{Version: ConsentVersion, Language: "id"})
	wantCode(t, err, "")
}
