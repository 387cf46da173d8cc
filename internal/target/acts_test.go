package target_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/enrol"
	"jemput/internal/fault"
	"jemput/internal/keys"
	"jemput/internal/outreach"
	"jemput/internal/region"
	"jemput/internal/register"
	"jemput/internal/target"
)

// city is an enrolment whose counters are the real ones.
type city struct {
	*enrol.Enrol
	targets  *target.Targets
	register *register.Register
	d        *db.DB
	visit    outreach.Visit
	clock    atomic.Int64 // microseconds
	serial   int
}

func newCity(t *testing.T, d *db.DB) *city {
	t.Helper()
	c := &city{d: d}
	c.clock.Store(time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC).UnixMicro())
	now := func() time.Time { return time.UnixMicro(c.clock.Load()) }
	atlas, err := region.Load()
	must(t, err)
	sealer, err := keys.NewSealer([]byte("0123456789abcdef0123456789abcdef"))
	must(t, err)
	vouchers, err := keys.OpenVoucherKey(t.TempDir())
	must(t, err)
	node := config.Node{City: "16.73", Mode: config.Native, Authority: "Disdukcapil", Zone: time.FixedZone("WIB", 7*3600)}
	log := audit.New(d, now)
	c.register = register.New(d, sealer, atlas, now)
	out := outreach.New(d, c.register, log, now)
	c.targets = target.New(target.Config{DB: d, Atlas: atlas, Register: c.register, Outreach: out, Log: log, Node: node, Now: now})
	c.Enrol = enrol.New(enrol.Config{DB: d, Register: c.register, Outreach: out, Counters: c.targets, Log: log, Vouchers: vouchers, Node: node, Now: now,
		Base: func() string { return "https://id.example" }})
	c.targets.RecountFrom(c.Enrol)
	must(t, d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		c.visit, err = out.AddVisit(ctx, tx, outreach.Visit{City: "16.73", Date: civil.Date{Year: 2026, Month: 11, Day: 24}, Place: "Balai Kota", State: outreach.Open})
		return err
	}))
	return c
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newcomers are people whom nobody has served yet, one of each area.
func (c *city) newcomers(t *testing.T, areas ...string) []string {
	t.Helper()
	var ids []string
	i := 0
	_, err := c.register.BulkInsert(context.Background(), func() (p register.Resident, more bool) {
		if i == len(areas) {
			return p, false
		}
		c.serial++
		born := civil.Date{Year: 1980, Month: 1, Day: 1 + c.serial%28}
		p = register.Resident{ID: fmt.Sprintf("0199a0f0-0000-7000-8000-%012d", c.serial), NIK: register.MakeNIK("16.73.01", born, register.Male, c.serial),
			FamilyCard: "1673010101200001", Name: "ORANG", Sex: register.Male, BirthDate: born, Area: areas[i], Marital: register.Married,
			Citizenship: register.Citizen, KTPStatus: register.CardIssued, Life: register.Living}
		ids = append(ids, p.ID)
		i++
		return p, true
	}, register.Source{Kind: register.Generated, Name: "test", City: "16.73"}, nil)
	must(t, err)
	return ids
}

// TestTheBoardSaysWhatHappened lets several officers do random acts on people of this city and of another, and
// holds after each act both checks clean and the board against a list of who became active when.
func TestTheBoardSaysWhatHappened(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCity(t, d)
		activeOn, outsider := map[string]civil.Date{}, map[string]bool{}
		rapid.Check(t, func(rt *rapid.T) {
			people := c.newcomers(t, "16.73.01.1001", "16.73.02.1001", "16.05.01.2001")
			outsider[people[2]] = true
			attempts := map[string]string{}
			for range rapid.IntRange(1, 15).Draw(rt, "steps") {
				p := people[rapid.IntRange(0, 2).Draw(rt, "person")]
				by := auth.With(context.Background(), auth.Officer{ID: rapid.SampledFrom([]string{"budi", "sari"}).Draw(rt, "officer")})
				if c.act(rt, by, p, attempts) {
					if _, already := activeOn[p]; !already {
						activeOn[p] = c.today()
					}
				}
				c.sound(rt)
			}
			status, err := c.targets.Status(context.Background())
			want := 0
			for p := range activeOn {
				if !outsider[p] {
					want++
				}
			}
			if err != nil || status.Realised != int64(want) {
				rt.Fatalf("realised %d, want %d: %v", status.Realised, want, err)
			}
		})
		if len(activeOn) == 0 {
			t.Error("no sequence activated anybody")
		}
	})
}

func (c *city) today() civil.Date {
	return civil.In(time.UnixMicro(c.clock.Load()), time.FixedZone("WIB", 7*3600))
}

// act does something with a person and reports whether they are active afterwards. Refusals are fine, failures are not.
func (c *city) act(t *rapid.T, by context.Context, person string, attempts map[string]string) (active bool) {
	act := rapid.SampledFrom([]string{"all", "start", "offer", "close", "reopen", "later", "all", "away"}).Draw(t, "act")
	id := attempts[person]
	var err error
	switch act {
	case "start":
		var a enrol.Attempt
		a, err = c.Start(by, enrol.StartRequest{ResidentID: person, VisitID: rapid.SampledFrom([]string{"", c.visit.ID}).Draw(t, "visit")})
		if err == nil {
			attempts[person] = a.ID
		}
	case "away":
		_, err = c.TurnAway(by, enrol.StartRequest{ResidentID: person}, enrol.Outcome{Code: "no_signal"})
	case "offer":
		_, err = c.Offer(by, id)
	case "close":
		_, err = c.Close(by, id, enrol.Outcome{Code: rapid.SampledFrom([]string{"refuses", "storage_full"}).Draw(t, "code")})
	case "reopen":
		_, err = c.Reopen(by, id, "salah tekan")
	case "later":
		c.clock.Add((time.Duration(rapid.IntRange(1, 40).Draw(t, "hours")) * time.Hour).Microseconds())
	case "all":
		active, err = c.all(by, person)
	}
	if err != nil && fault.KindOf(err) == fault.Internal {
		t.Fatalf("%s: %v", act, err)
	}
	return active
}

// all takes a person the whole way, as officer, wallet and issuer do.
func (c *city) all(by context.Context, person string) (bool, error) {
	a, err := c.Start(by, enrol.StartRequest{ResidentID: person, VisitID: c.visit.ID})
	if err != nil {
		return false, err
	}
	if a.State != enrol.Offered {
		if _, err := c.Identify(by, a.ID, enrol.Identity{Method: enrol.CardAndFace}); err != nil {
			return false, err
		}
		if _, err := c.Consent(by, a.ID, enrol.ConsentGiven{Version: enrol.ConsentVersion, Language: "id"}); err != nil {
			return false, err
		}
	}
	o, err := c.Offer(by, a.ID)
	if err != nil {
		return false, err
	}
	offer, _ := url.QueryUnescape(o.URI)
	_, rest, _ := strings.Cut(offer, `"pre-authorized_code":"`)
	code, _, _ := strings.Cut(rest, `"`)
	err = c.d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		if _, err := c.Redeem(ctx, tx, code, o.TxCode); err != nil {
			return err
		}
		if err := c.Deliver(ctx, tx, a.ID, enrol.CredentialIssued); err != nil {
			return err
		}
		return c.Activate(ctx, tx, a.ID)
	})
	return err == nil, err
}

func (c *city) sound(t *rapid.T) {
	for name, check := range map[string]func(context.Context) ([]audit.Finding, error){"enrol": c.Enrol.Check, "target": c.targets.Check} {
		if found, err := check(context.Background()); err != nil || len(found) > 0 {
			t.Fatalf("%s: %v, %v", name, found, err)
		}
	}
}
