package issuer_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jemput/internal/credential"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/jose"
)

// machine does anything in any order with a few attempts and wallets, and remembers who received what.
type machine struct {
	*world
	wallets  []wallet
	offers   []string
	tokens   []access
	nonces   []string
	received map[string][sha256.Size]byte // by attempt: the thumbprint that it was delivered to
	ids      []report
}

type access struct{ attempt, token string }

type report struct {
	access
	id string
}

func pick[T any](t *rapid.T, name string, from []T) T {
	if len(from) == 0 {
		t.Skip("nothing to pick")
	}
	return rapid.SampledFrom(from).Draw(t, name)
}

func (m *machine) Offer(t *rapid.T) {
	m.offers = append(m.offers, m.offer(fmt.Sprint("attempt ", rapid.IntRange(1, 3).Draw(t, "attempt"))))
}

func (m *machine) Token(t *rapid.T) {
	code := pick(t, "offer", m.offers)
	attempt := m.desk.vouchers[code].attempt
	sent := rapid.SampledFrom([]string{txCode, txCode, "000000", ""}).Draw(t, "tx code")
	got := m.form("grant_type", grantType, "pre-authorized_code", code, "tx_code", sent)
	if got.Code == 200 && sent != txCode {
		t.Fatal("a token for a wrong code")
	}
	if got.Code == 200 {
		m.tokens = append(m.tokens, access{attempt, read[struct {
			AccessToken string `json:"access_token"`
		}](m.world, got, 200).AccessToken})
	}
}

func (m *machine) Nonce(*rapid.T) { m.nonces = append(m.nonces, m.nonce()) }

func (m *machine) Credential(t *rapid.T) {
	a, k := pick(t, "token", m.tokens), pick(t, "wallet", m.wallets)
	got := m.post("/oid4vci/credential", a.token, asking(m.proof(k, pick(t, "nonce", m.nonces))))
	if got.Code != 200 {
		return
	}
	r := read[received](m.world, got, 200)
	holder := must(jose.Thumbprint(&k.ec.PublicKey))
	if before, there := m.received[a.attempt]; there && before != holder {
		t.Fatalf("%s was delivered to two keys", a.attempt)
	}
	m.received[a.attempt] = holder
	m.ids = append(m.ids, report{a, r.ID})
}

func (m *machine) Notify(t *rapid.T) {
	r := pick(t, "report", m.ids)
	m.notify(r.token, r.id, rapid.SampledFrom([]string{"credential_accepted", "credential_failure", "credential_deleted"}).Draw(t, "event"))
}

func (m *machine) Revoke(t *rapid.T) {
	attempt := pick(t, "attempt", m.ids).attempt
	err := m.db.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		c, err := m.issuer.Ledger().ByAttempt(ctx, tx, attempt)
		if err != nil || !c.AcceptedAt.IsZero() { // an active one stays: fsck would rightly complain
			return err
		}
		return m.issuer.Ledger().Revoke(ctx, tx, c.ID, "test")
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (m *machine) Wait(t *rapid.T) {
	m.at = m.at.Add(time.Duration(rapid.IntRange(1, 400).Draw(t, "seconds")) * time.Second)
}

// Check runs after every step.
func (m *machine) Check(t *rapid.T) {
	findings, err := m.issuer.Check(context.Background())
	if err != nil || len(findings) > 0 {
		t.Fatalf("fsck: %v %v", findings, err)
	}
	for attempt := range m.desk.active {
		if _, there := m.received[attempt]; !there {
			t.Fatalf("%s is active and received nothing", attempt)
		}
	}
	for attempt, holder := range m.received {
		c, err := m.issuer.Ledger().ByAttempt(context.Background(), m.db.Read(), attempt)
		if err != nil || c.Holder != holder || c.Profile != credential.IdentityType {
			t.Fatalf("%s: %+v %v", attempt, c, err)
		}
	}
}

func TestAnythingInAnyOrder(t *testing.T) {
	d := dbtest.SQLite(t)
	rapid.Check(t, func(r *rapid.T) {
		wipe(t, d)
		m := &machine{world: newWorld(t, d), wallets: []wallet{newWallet(), newWallet()}, received: map[string][sha256.Size]byte{}}
		r.Repeat(rapid.StateMachineActions(m))
	})
}

func wipe(t *testing.T, d *db.DB) {
	t.Helper()
	err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		for _, table := range []string{"issuer_notification", "issuer_token", "issuer_nonce", "credential_revocation", "credential_issued"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
