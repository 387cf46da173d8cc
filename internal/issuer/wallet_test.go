package issuer_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"jemput/internal/db/dbtest"
)

// stockWallet is the folder of the wallet that others wrote; the test is skipped where it is not installed
// (scripts/wallets.sh installs it and runs it against the whole program).
func stockWallet(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "e2e", "wallets")
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		t.Skip("e2e/wallets is not installed: run `npm ci` there")
	}
	return dir
}

func offerURI(base, code string) string {
	offer := map[string]any{
		"credential_issuer": base, "credential_configuration_ids": []string{"identity_sd_jwt"},
		"grants": map[string]any{grantType: map[string]any{
			"pre-authorized_code": code, "tx_code": map[string]any{"input_mode": "numeric", "length": 6, "description": "Kode yang dibacakan petugas"},
		}},
	}
	return "openid-credential-offer://?credential_offer=" + url.QueryEscape(string(must(json.Marshal(offer))))
}

func TestOfferFitsItsSchema(t *testing.T) {
	u := must(url.Parse(offerURI("https://linggau.example", "x")))
	valid(t, "oid4vci", "credential_offer-1_0.json", []byte(u.Query().Get("credential_offer")))
}

// A wallet that others wrote receives the credential, and everything that must be refused to it is.
func TestStockWallet(t *testing.T) {
	dir := stockWallet(t)
	for _, alg := range []string{"ES256", "EdDSA"} {
		w := newWorld(t, dbtest.SQLite(t))
		w.at = time.Now()
		server := httptest.NewUnstartedServer(w.handler)
		w.base = "http://" + server.Listener.Addr().String()
		server.Start()
		defer server.Close()
		cmd := exec.Command("node", filepath.Join(dir, "receive.mjs"), "--offer", offerURI(w.base, w.offer("a")), "--tx-code", txCode,
			"--anchor", w.keys.AnchorPath(), "--alg", alg, "--negative")
		cmd.Stderr = os.Stderr
		text, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Draft    string
			Claims   map[string]any
			Notified int
			Checked  bool `json:"status_checked"`
			Refused  []struct {
				Name, Error string
				Status      int
			}
		}
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got.Claims["name"] != "SITI AISYAH" || got.Notified != 204 || !got.Checked || !w.desk.isActive("a") || got.Draft != "V1" {
			t.Errorf("%s: %s", alg, text)
		}
		want := map[string]string{
			"no tx code": "400 invalid_request", "wrong tx code": "400 invalid_grant", "reused offer": "400 invalid_grant",
			"no such token": "401 invalid_token", "wrong nonce": "400 invalid_nonce", "no nonce": "400 invalid_proof", "tampered proof": "400 invalid_proof",
			"reused nonce": "400 invalid_nonce", "another key": "400 credential_request_denied", "unknown notification id": "400 invalid_notification_id",
			"second credential": "400 credential_request_denied",
		}
		for _, r := range got.Refused {
			if answer := fmt.Sprint(r.Status, " ", r.Error); answer != want[r.Name] {
				t.Errorf("%s: %s: %s, want %s", alg, r.Name, answer, want[r.Name])
			}
			delete(want, r.Name)
		}
		if len(want) > 0 {
			t.Errorf("%s: not tried: %v", alg, want)
		}
		w.fsck()
	}
}
