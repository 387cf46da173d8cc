package issuer_test

import (
	"context"
	"encoding/json"
	"net/url"
	"testing"
	"time"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/sdjwt"
	"jemput/statuslist"
)

// look fetches the list that a credential names and reads its status as a verifier does.
func (w *world) look(r received) statuslist.Status {
	w.t.Helper()
	token, err := sdjwt.Parse(r.Credentials[0].Credential)
	if err != nil {
		w.t.Fatal(err)
	}
	ref, ok, err := statuslist.ReferenceOf(token.Unverified())
	if !ok || err != nil {
		w.t.Fatalf("no status: %v", err)
	}
	u := must(url.Parse(ref.URI))
	got := w.get(u.Path)
	if got.Code != 200 || got.Header().Get("Content-Type") != "application/statuslist+jwt" {
		w.t.Fatalf("%d %v", got.Code, got.Header())
	}
	list, err := statuslist.VerifyJWT(got.Body.String(), w.keys.Signer().Public(), ref.URI, w.at)
	if err != nil {
		w.t.Fatal(err)
	}
	if list.TTL != 15*time.Minute || list.List.Size() != 1<<20 || list.List.Bits() != 2 {
		w.t.Errorf("list %+v", list)
	}
	s, err := list.List.Get(ref.Index)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func TestRevocationIsPublished(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		one, two := w.receive(w.token(w.offer("a")), newWallet()), w.receive(w.token(w.offer("b")), newWallet())
		if w.look(one) != statuslist.Valid || w.look(two) != statuslist.Valid {
			t.Fatal("revoked from the start")
		}
		tag := w.get("/oid4vci/status/1").Header().Get("ETag")
		if got := w.get("/oid4vci/status/1", "If-None-Match", tag); got.Code != 304 || got.Body.Len() != 0 || got.Header().Get("ETag") != tag {
			t.Errorf("%d %v", got.Code, got.Header())
		}
		c := must(w.issuer.Ledger().ByAttempt(t.Context(), d.Read(), "a"))
		err := d.InTx(t.Context(), func(ctx context.Context, tx db.Tx) error {
			return w.issuer.Ledger().Revoke(ctx, tx, c.ID, "duplicate")
		})
		if err != nil {
			t.Fatal(err)
		}
		if w.look(one) != statuslist.Invalid || w.look(two) != statuslist.Valid {
			t.Error("the list does not say what was revoked")
		}
		if got := w.get("/oid4vci/status/1", "If-None-Match", tag); got.Code != 200 || got.Header().Get("ETag") == tag {
			t.Errorf("the old edition is still good: %d", got.Code)
		}
	})
}

func TestListIsSignedAnewInTime(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	r := w.receive(w.token(w.offer("a")), newWallet())
	for range 30 { // a list that is fetched today holds for days
		w.look(r)
		w.at = w.at.Add(11 * time.Hour)
	}
	first, second := w.get("/oid4vci/status/1").Body.String(), w.get("/oid4vci/status/1").Body.String()
	if first != second {
		t.Error("signed twice for one edition")
	}
}

func TestListsThatAreNotThere(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	w.receive(w.token(w.offer("a")), newWallet())
	for _, path := range []string{"2", "0", "-1", "01", "+1", "x", "99999999999999999999"} {
		got := w.get("/oid4vci/status/" + path)
		var p struct{ Code string }
		if err := json.Unmarshal(got.Body.Bytes(), &p); err != nil || got.Code != 404 || p.Code != "status_list_not_found" {
			t.Errorf("%s: %d %s", path, got.Code, got.Body)
		}
	}
}
