package issuer_test

import (
	"testing"

	"jemput/internal/db/dbtest"
)

// BenchmarkFlow is a whole issue over HTTP handlers and SQLite on disk: token, nonce, credential,
// notification, each with its audit record, one wallet after the other.
func BenchmarkFlow(b *testing.B) {
	w := newWorld(b, dbtest.SQLite(b))
	k := newWallet()
	for b.Loop() {
		access := w.token(w.offer("attempt " + w.nonce()))
		r := w.receive(access, k)
		if got := w.notify(access, r.ID, "credential_accepted"); got.Code != 204 {
			b.Fatal(got.Body)
		}
		w.address = "192.0.2." + r.ID[:3] + ":1" // one address may not ask for thousands of nonces
	}
}
