package app_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jemput/internal/app"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/fault"
	"jemput/internal/register"
	"jemput/internal/sim"
)

func demoIn(folder string) app.Options {
	return app.Options{Data: folder, Version: "test", Now: time.Now, Log: slog.New(slog.DiscardHandler)}
}

// TestTheDemoIsMadeOnce cuts the making of a city short, makes it anew in the same folder, and opens it a second time.
func TestTheDemoIsMadeOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a whole city")
	}
	o := demoIn(t.TempDir())
	ctx, cut := context.WithCancel(t.Context())
	_, _, err := app.OpenDemo(ctx, o, 7, func(done, _ int) {
		if done > 20_000 {
			cut()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("cut short: %v", err)
	}
	if size(t, o, "jemput.db") == 0 || size(t, o, "demo.making") != 0 {
		t.Fatal("nothing was begun")
	}
	begun := time.Now()
	a, info, err := app.OpenDemo(t.Context(), o, 7, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := time.Since(begun)
	status, err := a.Targets.Status(t.Context())
	if err != nil || status.Base != sim.WajibKTP || status.Realised != sim.Realised {
		t.Errorf("%+v %v", status, err)
	}
	if found, err := a.Fsck(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("fsck: %v %v", found, err)
	}
	samplesAreOfTheirKind(t, a, info.Samples)
	if len(info.Accounts) != 8 || info.TrustAnchor == "" {
		t.Errorf("%+v", info)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	begun = time.Now()
	b, again, err := app.OpenDemo(t.Context(), o, 7, func(int, int) { t.Error("the city is made a second time") })
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	second := time.Since(begun)
	t.Logf("first start %v, second %v", first, second)
	if second > first/3 || again.Samples != info.Samples {
		t.Errorf("the second start takes %v, the first %v", second, first)
	}
}

func size(t *testing.T, o app.Options, name string) int64 {
	t.Helper()
	info, err := os.Stat(filepath.Join(o.Data, name))
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func samplesAreOfTheirKind(t *testing.T, a *app.App, s app.DemoSamples) {
	t.Helper()
	for nik, want := range map[string]struct {
		triage enrol.TriageCode
		local  bool
	}{s.Eligible: {enrol.MayActivate, true}, s.Outsider: {enrol.MayActivate, false}, s.NotRecorded: {enrol.RecordFirst, true}, s.Active: {enrol.AlreadyActive, true}} {
		p, err := a.Register.ByNIK(t.Context(), register.NIK(nik))
		if err != nil {
			t.Fatal(err)
		}
		triage, err := a.Enrol.Triage(t.Context(), a.DB.Read(), &p)
		if err != nil || triage.Code != want.triage || (p.City() == sim.City) != want.local {
			t.Errorf("a sample is %s and lives in %s, want %+v: %v", triage.Code, p.City(), want, err)
		}
	}
}

func TestTheDemoKeepsOffARealCity(t *testing.T) {
	o := demoIn(t.TempDir())
	if _, err := app.PrepareCity(t.Context(), o, "16.73", "", config.Native); err != nil {
		t.Fatal(err)
	}
	if _, _, err := app.OpenDemo(t.Context(), o, 7, nil); fault.CodeOf(err) != "data_not_demo" {
		t.Errorf("got %v", err)
	}
	a, err := app.Open(t.Context(), o)
	if err != nil || a.Node.Specimen {
		t.Fatalf("the city's folder was changed: %v", err)
	}
	_ = a.Close()
	if err := os.WriteFile(filepath.Join(o.Data, "demo.making"), nil, 0o600); err != nil { // a demo was cut short here before
		t.Fatal(err)
	}
	if _, _, err := app.OpenDemo(t.Context(), o, 7, nil); fault.CodeOf(err) != "data_not_demo" {
		t.Errorf("with the mark of a demo: %v", err)
	}
	if a, err = app.Open(t.Context(), o); err != nil {
		t.Fatalf("the city is gone: %v", err)
	}
	_ = a.Close()
	o.Data = "postgres://nobody@127.0.0.1:1/x"
	if _, _, err := app.OpenDemo(t.Context(), o, 7, nil); fault.CodeOf(err) != "demo_remote" {
		t.Errorf("a database server: %v", err)
	}
}

// TestAMarkWithoutACityStartsAnew finds what a killed process may leave: the mark, and half of a database or none.
func TestAMarkWithoutACityStartsAnew(t *testing.T) {
	o := demoIn(t.TempDir())
	for name, body := range map[string]string{"demo.making": "", "jemput.db": "SQLite format 3\x00 half a page", "jemput.db-wal": "x"} {
		if err := os.WriteFile(filepath.Join(o.Data, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cut := context.WithCancel(t.Context())
	_, _, err := app.OpenDemo(ctx, o, 7, func(int, int) { cut() }) // far enough to know
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	d, err := db.Open(t.Context(), filepath.Join(o.Data, "jemput.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	if _, err := config.LoadNode(t.Context(), d.Read()); err != nil {
		t.Errorf("not begun anew: %v", err)
	}
}
