package sim

import (
	"context"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/keys"
	"jemput/internal/outreach"
	"jemput/internal/region"
	"jemput/internal/register"
	"jemput/internal/target"
)

// somePlaces are the register's names of areas.
type somePlaces struct{ *region.Atlas }

func (somePlaces) Kelurahan(string, string) (string, bool) { return "", false }
func (somePlaces) Below(string) []string                   { return nil }
func (somePlaces) Named(string, string) []string           { return nil }

// node is a node whose clock can be moved.
type node struct {
	Parts
	clock *atomic.Int64 // microseconds
}

// newNode wires the parts over a migrated database, as app does, at half past six on testDay.
func newNode(t testing.TB, d *db.DB, folder string) *node {
	t.Helper()
	n := &node{clock: &atomic.Int64{}}
	zone, err := time.LoadLocation("Asia/Jakarta")
	fatal(t, err)
	n.clock.Store(testDay.Midnight(zone).Add(6*time.Hour + 30*time.Minute).UnixMicro())
	now := func() time.Time { return time.UnixMicro(n.clock.Load()) }
	atlas, err := region.Load()
	fatal(t, err)
	sealer, err := keys.NewSealer([]byte("0123456789abcdef0123456789abcdef"))
	fatal(t, err)
	vouchers, err := keys.OpenVoucherKey(folder)
	fatal(t, err)
	log := audit.New(d, now)
	p := Parts{DB: d, Node: config.Node{City: City, Mode: config.Native, Specimen: true, Authority: "Contoh", Zone: zone}, Atlas: atlas}
	p.Auth = auth.New(d, log, now, auth.Config{Demo: true, Secure: func() bool { return false }})
	p.Register = register.New(d, sealer, somePlaces{atlas}, now)
	p.Outreach = outreach.New(d, p.Register, log, now)
	p.Targets = target.New(target.Config{DB: d, Atlas: atlas, Register: p.Register, Outreach: p.Outreach, Log: log, Node: p.Node, Now: now})
	p.Enrol = enrol.New(enrol.Config{
		DB: d, Register: p.Register, Outreach: p.Outreach, Counters: p.Targets, Log: log, Vouchers: vouchers, Node: p.Node, Now: now,
		Base: func() string { return "http://127.0.0.1:8080" },
	})
	p.Targets.RecountFrom(p.Enrol)
	n.Parts = p
	return n
}

func (n *node) options() Options {
	return Options{Seed: 1673, Today: civil.In(time.UnixMicro(n.clock.Load()), n.Node.Zone), Password: "jemput-contoh"}
}

// whole is the whole city, made once for all tests that only read it.
var whole struct {
	sync.Once
	*node
	err error
}

func wholeCity(t testing.TB) *node {
	t.Helper()
	if testing.Short() {
		t.Skip("makes a whole city")
	}
	whole.Do(func() {
		d, err := db.Open(context.Background(), filepath.Join(folder, "jemput.db"))
		fatal(t, err)
		_, err = d.Migrate(context.Background())
		fatal(t, err)
		whole.node = newNode(t, d, folder)
		whole.err = Build(context.Background(), whole.Parts, whole.options())
	})
	fatal(t, whole.err)
	return whole.node
}

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
