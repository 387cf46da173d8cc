package config_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/fault"
)

func jakarta(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestNodeIsKeptAndItsCityIsFixed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		if _, err := config.LoadNode(ctx, d.Read()); !errors.Is(err, config.ErrNotPrepared) {
			t.Fatalf("an empty database: %v", err)
		}
		n := config.Node{City: "16.73", Mode: config.Native, Specimen: true, Authority: "Disdukcapil Kota Lubuklinggau", Zone: jakarta(t)}
		save := func(n config.Node) error {
			return d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return config.SaveNode(ctx, tx, n) })
		}
		if err := save(n); err != nil {
			t.Fatal(err)
		}
		got, err := config.LoadNode(ctx, d.Read())
		if err != nil || got.City != n.City || got.Mode != n.Mode || !got.Specimen || got.Authority != n.Authority || got.Zone.String() != "Asia/Jakarta" {
			t.Fatalf("got %+v, %v", got, err)
		}
		n.City = "16.05"
		if err := save(n); fault.CodeOf(err) != "city_fixed" {
			t.Fatalf("another city in the same database: %v", err)
		}
	})
}

func TestNodesThatCannotWorkAreRefused(t *testing.T) {
	good := config.Node{City: "16.73", Mode: config.External, Authority: "x", Zone: time.UTC}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for code, spoil := range map[string]func(*config.Node){
		"city_form":         func(n *config.Node) { n.City = "1673" },
		"mode_unknown":      func(n *config.Node) { n.Mode = "other" },
		"authority_missing": func(n *config.Node) { n.Authority = "" },
		"zone_missing":      func(n *config.Node) { n.Zone = nil },
	} {
		n := good
		spoil(&n)
		if err := n.Check(); fault.CodeOf(err) != code {
			t.Errorf("%s: %v", code, err)
		}
	}
}
