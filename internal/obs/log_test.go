package obs_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jemput/internal/obs"
)

const nik = "1673011708900001"

func TestLogNeverShowsPersonalNumbers(t *testing.T) {
	for _, format := range []obs.Format{obs.Text, obs.JSON} {
		var out bytes.Buffer
		log := obs.NewLogger(&out, format, slog.LevelDebug)
		log.Info("found "+nik, "path", "/x/"+nik, "error", errors.New("bad row: "+nik), "n", 1673011708900001)
		log.With("note", nik).WithGroup("g").Info("x", "any", struct{ A string }{nik}, "spaced", "1673 0117 0890 0001")
		log.Info("x", "NIK", "short", "password", "hunter2", "tx_code", "123456", "bytes", []byte("raw "+nik))
		for _, secret := range []string{nik, "1673 0117 0890 0001", "short", "hunter2", "123456", "raw"} {
			if strings.Contains(out.String(), secret) {
				t.Errorf("%s log shows %q:\n%s", format, secret, out.String())
			}
		}
		if !strings.Contains(out.String(), "1673************") {
			t.Errorf("%s log hides even the region:\n%s", format, out.String())
		}
	}
}

func TestIDsStayReadable(t *testing.T) {
	for _, s := range []string{"0199a0f0-1111-7000-8000-000000000001", "16.73.01.1001", "2026-11-24T07:45:00.123456Z", "168015"} {
		if got := obs.Mask(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

func TestEveryLongDigitRunIsMasked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.StringMatching(`[a-z:/="]{0,9}`).Draw(t, "before")
		digits := rapid.StringMatching(`[0-9]{16,20}`).Draw(t, "digits")
		text := before + digits + rapid.StringMatching(`[a-z:/="]{0,9}`).Draw(t, "after")
		got := obs.Mask(text)
		if len(got) != len(text) || strings.Contains(got, digits) || strings.ContainsAny(got[len(before)+4:len(before)+len(digits)], "0123456789") {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestRequestIDIsOnEveryLine(t *testing.T) {
	var out bytes.Buffer
	log := obs.NewLogger(&out, obs.Text, slog.LevelInfo)
	log.InfoContext(obs.WithRequest(t.Context(), "r-1"), "x")
	if !strings.Contains(out.String(), "request=r-1") {
		t.Error(out.String())
	}
}
