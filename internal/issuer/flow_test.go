package issuer_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/fault"
	"jemput/sdjwt"
)

func (w *world) verify(r received) map[string]any {
	w.t.Helper()
	token, err := sdjwt.Parse(r.Credentials[0].Credential)
	if err != nil {
		w.t.Fatal(err)
	}
	claims, err := token.Verify(w.keys.Signer().Public(), sdjwt.Check{Now: w.at})
	if err != nil {
		w.t.Fatal(err)
	}
	return claims
}

func TestWalletReceivesItsCredential(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for name, k := range map[string]wallet{"ES256": newWallet(), "EdDSA": newEdWallet()} {
			w := newWorld(t, d)
			access := w.token(w.offer("attempt " + name))
			r := w.receive(access, k)
			claims := w.verify(r)
			if claims["name"] != "SITI AISYAH" || claims["specimen"] != true || claims["iss"] != w.base {
				t.Errorf("claims %v", claims)
			}
			cnf, _ := claims["cnf"].(map[string]any)
			if got, _ := json.Marshal(cnf["jwk"]); string(got) != string(must(json.Marshal(k.jwk()))) {
				t.Errorf("bound to %s", got)
			}
			if len(w.desk.active) != 0 {
				t.Error("active before the wallet has it")
			}
			for range 2 {
				if got := w.notify(access, r.ID, "credential_accepted"); got.Code != 204 || got.Body.Len() != 0 {
					t.Errorf("notification: %d %s", got.Code, got.Body)
				}
			}
			if !slices.Equal(w.desk.events, []string{"issued attempt " + name, "active attempt " + name}) {
				t.Errorf("events %v", w.desk.events)
			}
			w.fsck()
			if strings.Contains(w.log.String(), access) || strings.Contains(w.log.String(), "SITI") || strings.Contains(w.log.String(), "9999014107900001") {
				t.Error("the log shows a secret or a person")
			}
		}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestLostAnswerIsDeliveredAgainToTheSameKeyOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		k := newWallet()
		first := w.receive(w.token(w.offer("a")), k)

		w.at = w.at.Add(26 * time.Hour) // the officer makes a new offer for the same attempt
		access := w.token(w.offer("a"))
		again := w.receive(access, k)
		one, two := w.verify(first), w.verify(again)
		for _, name := range []string{"iat", "exp"} {
			if one[name] != two[name] {
				t.Errorf("%s changed", name)
			}
		}
		if got, want := must(json.Marshal(two["status"])), must(json.Marshal(one["status"])); string(got) != string(want) || first.ID != again.ID {
			t.Errorf("status %s, before %s", got, want)
		}
		before := w.state()
		w.refused("another key", w.ask(access, newWallet()), 400, "credential_request_denied")
		if w.notify(access, again.ID, "credential_accepted").Code != 204 {
			t.Error("not accepted")
		}
		w.refused("same key after acceptance", w.ask(access, k), 400, "credential_request_denied")
		_ = before
		var n int
		if err := d.Read().QueryRowContext(t.Context(), `SELECT COUNT(*) FROM credential_issued`).Scan(&n); err != nil || n != 1 {
			t.Errorf("%d credentials, %v", n, err)
		}
		w.fsck()
	})
}

// However many ask at once, with however many keys: one credential.
func TestManyAtOnceGetOneCredential(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		access := w.token(w.offer("a"))
		type try struct {
			k     wallet
			proof string
		}
		var tries []try
		for range 12 {
			k := newWallet()
			tries = append(tries, try{k, w.proof(k, w.nonce())})
		}
		var mu sync.Mutex
		var codes []int
		var wg sync.WaitGroup
		for _, a := range tries {
			wg.Go(func() {
				got := w.post("/oid4vci/credential", access, asking(a.proof))
				mu.Lock()
				defer mu.Unlock()
				codes = append(codes, got.Code)
			})
		}
		wg.Wait()
		slices.Sort(codes)
		if codes[0] != 200 || codes[1] != 400 || codes[11] != 400 {
			t.Errorf("answers %v", codes)
		}
		w.fsck()
	})
}

// One nonce, one proof, many at once: it is spent once.
func TestNonceIsSpentOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		k := newWallet()
		access, proof := w.token(w.offer("a")), w.proof(k, w.nonce())
		var mu sync.Mutex
		var codes []int
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				got := w.post("/oid4vci/credential", access, asking(proof))
				mu.Lock()
				defer mu.Unlock()
				codes = append(codes, got.Code)
			})
		}
		wg.Wait()
		slices.Sort(codes)
		if !slices.Equal(codes, []int{200, 400, 400, 400, 400, 400}) {
			t.Errorf("answers %v", codes)
		}
		w.refused("spent nonce", w.post("/oid4vci/credential", access, asking(proof)), 400, "invalid_nonce")
		w.receive(access, k) // with a fresh one it works
	})
}

func TestDuplicateIsRevoked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		access := w.token(w.offer("a"))
		r := w.receive(access, newWallet())
		w.desk.refusing = fault.New(fault.Conflict, "already_active", "This person is active already.")
		for range 2 {
			if got := w.notify(access, r.ID, "credential_accepted"); got.Code != 204 {
				t.Fatalf("%d %s", got.Code, got.Body)
			}
		}
		c, err := w.issuer.Ledger().ByAttempt(t.Context(), d.Read(), "a")
		if err != nil || c.Status != 1 {
			t.Errorf("%+v %v", c, err)
		}
		w.fsck()
	})
}

func TestRevokedOnTheWayDoesNotActivate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		k, access := newWallet(), w.token(w.offer("a"))
		r := w.receive(access, k)
		c := must(w.issuer.Ledger().ByAttempt(t.Context(), d.Read(), "a"))
		err := d.InTx(t.Context(), func(ctx context.Context, tx db.Tx) error {
			return w.issuer.Ledger().Revoke(ctx, tx, c.ID, "duplicate")
		})
		if err != nil {
			t.Fatal(err)
		}
		w.refused("again", w.ask(access, k), 400, "credential_request_denied")
		if got := w.notify(access, r.ID, "credential_accepted"); got.Code != 204 || len(w.desk.active) != 0 {
			t.Errorf("%d, active %v", got.Code, w.desk.active)
		}
		w.fsck()
	})
}

func TestWhatTheWalletReportsReachesTheDeskOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		access := w.token(w.offer("a"))
		r := w.receive(access, newWallet())
		other := w.token(w.offer("b"))
		before := w.state()
		w.refused("another's", w.notify(other, r.ID, "credential_accepted"), 400, "invalid_notification_id")
		w.refused("unknown", w.notify(access, "nothing", "credential_accepted"), 400, "invalid_notification_id")
		w.refused("unknown event", w.notify(access, r.ID, "credential_eaten"), 400, "invalid_notification_request")
		w.refused("no id", w.post("/oid4vci/notification", access, map[string]any{"event": "credential_accepted"}), 400, "invalid_notification_request")
		w.refused("no event", w.post("/oid4vci/notification", access, map[string]any{"notification_id": r.ID}), 400, "invalid_notification_request")
		w.refused("no token", w.notify("", r.ID, "credential_accepted"), 401, "invalid_token")
		if after := w.state(); after != before {
			t.Errorf("a refusal changed %s to %s", before, after)
		}
		for _, event := range []string{"credential_failure", "credential_failure", "credential_accepted", "credential_deleted", "credential_deleted"} {
			if got := w.notify(access, r.ID, event); got.Code != 204 {
				t.Errorf("%s: %d %s", event, got.Code, got.Body)
			}
		}
		if want := []string{"issued a", "credential_failure a", "active a", "credential_deleted a"}; !slices.Equal(w.desk.events, want) {
			t.Errorf("events %v", w.desk.events)
		}
	})
}

func TestFsckFindsActiveWithoutCredential(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	for _, a := range []string{"b", "d"} {
		access := w.token(w.offer(a))
		r := w.receive(access, newWallet())
		w.notify(access, r.ID, "credential_accepted")
	}
	w.fsck()
	w.desk.active["a"], w.desk.active["c"], w.desk.active["e"] = true, true, true
	findings, err := w.issuer.Check(t.Context())
	if err != nil || len(findings) != 3 || findings[1].Code != "active_without_credential" {
		t.Errorf("%v %v", findings, err)
	}
}

func TestAuditSaysWhoReceived(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	access := w.token(w.offer("a"))
	w.receive(access, newWallet())
	w.form("grant_type", grantType, "pre-authorized_code", "nothing", "tx_code", txCode)
	events, err := w.trail.Recent(t.Context(), w.at.Add(time.Hour), 50)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range events {
		got = append(got, e.Event+" "+e.Subject+" "+e.Outcome)
	}
	slices.Sort(got)
	want := []string{"issuer.credential resident of a ok", "issuer.nonce  ok", "issuer.token  invalid_grant", "issuer.token resident of a ok"}
	if !slices.Equal(got, want) {
		t.Errorf("audit %q", got)
	}
}
