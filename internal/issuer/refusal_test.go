package issuer_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
)

type pairs = []string

// Every error of the token endpoint, by OpenID4VCI section 6.3 and RFC 6749 section 5.2.
func TestTokenRefusals(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		good := func() pairs {
			return pairs{"grant_type", grantType, "pre-authorized_code", w.offer("a"), "tx_code", txCode}
		}
		used := good()
		w.form(used...)
		expired := good()
		w.desk.vouchers[expired[3]].expires = w.at
		for _, c := range []struct {
			name string
			send func() *httptest.ResponseRecorder
			code string
		}{
			{"no grant type", func() *httptest.ResponseRecorder { return w.form(good()[2:]...) }, "invalid_request"},
			{"another grant", func() *httptest.ResponseRecorder { return w.form("grant_type", "authorization_code") }, "unsupported_grant_type"},
			{"no code", func() *httptest.ResponseRecorder { return w.form("grant_type", grantType, "tx_code", txCode) }, "invalid_request"},
			{"no tx code", func() *httptest.ResponseRecorder { return w.form(good()[:4]...) }, "invalid_request"},
			{"wrong tx code", func() *httptest.ResponseRecorder { return w.form(append(good()[:4], "tx_code", "000000")...) }, "invalid_grant"},
			{"unknown code", func() *httptest.ResponseRecorder {
				return w.form("grant_type", grantType, "pre-authorized_code", "x", "tx_code", txCode)
			}, "invalid_grant"},
			{"used code", func() *httptest.ResponseRecorder { return w.form(used...) }, "invalid_grant"},
			{"expired code", func() *httptest.ResponseRecorder { return w.form(expired...) }, "invalid_grant"},
			{"code given twice", func() *httptest.ResponseRecorder { return w.form(append(good(), "tx_code", txCode)...) }, "invalid_request"},
			{"details are no list", func() *httptest.ResponseRecorder { return w.form(append(good(), "authorization_details", `{}`)...) }, "invalid_authorization_details"},
			{"details of nothing", func() *httptest.ResponseRecorder { return w.form(append(good(), "authorization_details", `[]`)...) }, "invalid_authorization_details"},
			{"details of another kind", func() *httptest.ResponseRecorder {
				return w.form(append(good(), "authorization_details", `[{"type":"openid_credential","credential_configuration_id":"other"}]`)...)
			}, "invalid_authorization_details"},
			{"json", func() *httptest.ResponseRecorder {
				return w.send("POST", "/oid4vci/token", "application/json", `{"grant_type":"x"}`)
			}, "invalid_request"},
			{"not a form", func() *httptest.ResponseRecorder {
				return w.send("POST", "/oid4vci/token", "application/x-www-form-urlencoded", "%zz")
			}, "invalid_request"},
			{"in the query", func() *httptest.ResponseRecorder {
				return w.send("POST", "/oid4vci/token?grant_type="+grantType+"&pre-authorized_code="+w.offer("a")+"&tx_code="+txCode, "application/x-www-form-urlencoded", "")
			}, "invalid_request"},
		} {
			before := w.state()
			w.refused(c.name, c.send(), 400, c.code)
			if after := w.state(); after != before {
				t.Errorf("%s changed %s to %s", c.name, before, after)
			}
		}
		secret := w.form(append(good(), "client_id", "x", "client_secret", "y")...)
		w.refused("client secret", secret, 401, "invalid_client")
		basic := w.send("POST", "/oid4vci/token", "application/x-www-form-urlencoded", "grant_type=x", "Authorization", "Basic eDp5")
		w.refused("basic", basic, 401, "invalid_client")
		if basic.Header().Get("WWW-Authenticate") == "" {
			t.Error("401 without a challenge")
		}
		w.refused("too large", w.form("grant_type", strings.Repeat("x", 20_000)), 413, "invalid_request")
	})
}

// A wrong transaction code is counted although the request is refused: the fifth ends the voucher.
func TestWrongCodesEndTheVoucher(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	code := w.offer("a")
	for range 5 {
		w.refused("wrong", w.form("grant_type", grantType, "pre-authorized_code", code, "tx_code", "111111"), 400, "invalid_grant")
	}
	w.refused("right, too late", w.form("grant_type", grantType, "pre-authorized_code", code, "tx_code", txCode), 400, "invalid_grant")
}

func TestClientIDIsIgnored(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	got := w.form("grant_type", grantType, "pre-authorized_code", w.offer("a"), "tx_code", txCode, "client_id", "some-wallet", "redirect_uri", "x:")
	answer := read[map[string]any](w, got, 200)
	if answer["token_type"] != "Bearer" || answer["expires_in"] != 600.0 || answer["authorization_details"] != nil || answer["c_nonce"] != nil {
		t.Errorf("%v", answer)
	}
	if got.Header().Get("Cache-Control") != "no-store" {
		t.Error("a token may be cached")
	}
}

func TestTokenGuessingIsLimited(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	bad := func() *httptest.ResponseRecorder {
		return w.form("grant_type", grantType, "pre-authorized_code", "x", "tx_code", "1")
	}
	for range 150 {
		w.token(w.offer("a")) // what succeeds does not count: everybody at a visit has one address
	}
	for range 100 {
		w.refused("guess", bad(), 400, "invalid_grant")
	}
	limited := bad()
	w.refused("one too many", limited, 429, "slow_down")
	if limited.Header().Get("Retry-After") == "" {
		t.Error("429 without Retry-After")
	}
	w.address = "[2001:db8::1]:1"
	w.refused("elsewhere", bad(), 400, "invalid_grant")
	w.address = "192.0.2.1:4712"
	w.at = w.at.Add(15 * time.Minute)
	w.refused("later", bad(), 400, "invalid_grant")
}

// Every error of the credential endpoint, by OpenID4VCI section 8.3.1.
func TestCredentialRefusals(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		k, access := newWallet(), w.token(w.offer("a"))
		with := func(bend func(header, claims map[string]any)) map[string]any {
			return asking(w.proof(k, w.nonce(), bend))
		}
		bent := func(name string, value any) map[string]any {
			return with(func(_, claims map[string]any) { claims[name] = value })
		}
		headed := func(name string, value any) map[string]any {
			return with(func(header, _ map[string]any) { header[name] = value })
		}
		good := func() string { return w.proof(k, w.nonce()) }
		tampered := func() string {
			p := []byte(good())
			at := len(p) - 20
			p[at] = map[bool]byte{true: 'A', false: 'B'}[p[at] != 'A']
			return string(p)
		}
		late := w.nonce()
		w.at = w.at.Add(5 * time.Minute)
		for _, c := range []struct {
			name string
			body any
			code string
		}{
			{"neither", map[string]any{"proofs": map[string]any{"jwt": []string{good()}}}, "invalid_credential_request"},
			{"both", map[string]any{"credential_configuration_id": "identity_sd_jwt", "credential_identifier": "identity", "proofs": map[string]any{"jwt": []string{good()}}}, "invalid_credential_request"},
			{"unknown configuration", map[string]any{"credential_configuration_id": "driving_licence", "proofs": map[string]any{"jwt": []string{good()}}}, "unknown_credential_configuration"},
			{"identifier not given", map[string]any{"credential_identifier": "identity", "proofs": map[string]any{"jwt": []string{good()}}}, "unknown_credential_identifier"},
			{"encrypted", map[string]any{"credential_configuration_id": "identity_sd_jwt", "credential_response_encryption": map[string]any{}, "proofs": map[string]any{"jwt": []string{good()}}}, "invalid_encryption_parameters"},
			{"no object", []int{1}, "invalid_credential_request"},
			{"no proofs", map[string]any{"credential_configuration_id": "identity_sd_jwt"}, "invalid_proof"},
			{"old proof", map[string]any{"credential_configuration_id": "identity_sd_jwt", "proof": map[string]any{"proof_type": "jwt", "jwt": good()}}, "invalid_proof"},
			{"no proof", asking(), "invalid_proof"},
			{"two proofs", asking(good(), good()), "invalid_proof"},
			{"other kind", map[string]any{"credential_configuration_id": "identity_sd_jwt", "proofs": map[string]any{"attestation": []string{"x"}}}, "invalid_proof"},
			{"two kinds", map[string]any{"credential_configuration_id": "identity_sd_jwt", "proofs": map[string]any{"jwt": []string{good()}, "attestation": []string{"x"}}}, "invalid_proof"},
			{"not a JWT", asking("x.y"), "invalid_proof"},
			{"tampered", asking(tampered()), "invalid_proof"},
			{"another's key", asking(newWallet().sign(map[string]any{"typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": k.jwk()},
				map[string]any{"aud": w.base, "iat": w.at.Unix(), "nonce": w.nonce()})), "invalid_proof"},
			{"typ", headed("typ", "JWT"), "invalid_proof"},
			{"alg none", headed("alg", "none"), "invalid_proof"},
			{"alg of another curve", headed("alg", "EdDSA"), "invalid_proof"},
			{"kid beside jwk", headed("kid", "1"), "invalid_proof"},
			{"x5c beside jwk", headed("x5c", []string{"AA=="}), "invalid_proof"},
			{"crit", headed("crit", []string{"b64"}), "invalid_proof"},
			{"jwk is text", headed("jwk", "did:jwk:x"), "invalid_proof"},
			{"private key", with(func(header, _ map[string]any) { header["jwk"].(map[string]any)["d"] = "AA" }), "invalid_proof"},
			{"point not on the curve", with(func(header, _ map[string]any) { header["jwk"].(map[string]any)["x"] = strings.Repeat("A", 43) }), "invalid_proof"},
			{"no jwk", with(func(header, _ map[string]any) { delete(header, "jwk") }), "invalid_proof"},
			{"aud", bent("aud", "https://other.example"), "invalid_proof"},
			{"two audiences", bent("aud", []string{w.base, "https://other.example"}), "invalid_proof"},
			{"iat too old", bent("iat", w.at.Unix()-301), "invalid_proof"},
			{"iat in the future", bent("iat", w.at.Unix()+301), "invalid_proof"},
			{"iat is text", bent("iat", "now"), "invalid_proof"},
			{"no iat", with(func(_, claims map[string]any) { delete(claims, "iat") }), "invalid_proof"},
			{"no nonce", with(func(_, claims map[string]any) { delete(claims, "nonce") }), "invalid_proof"},
			{"nonce is a number", bent("nonce", 7), "invalid_proof"},
			{"unknown nonce", bent("nonce", "7"), "invalid_nonce"},
			{"expired nonce", bent("nonce", late), "invalid_nonce"},
		} {
			before := w.state()
			w.refused(c.name, w.post("/oid4vci/credential", access, c.body), 400, c.code)
			if after := w.state(); after != before {
				t.Errorf("%s changed %s to %s", c.name, before, after)
			}
		}
		w.refused("not JSON", w.send("POST", "/oid4vci/credential", "application/json", "{", "Authorization", "Bearer "+access), 400, "invalid_credential_request")
		w.refused("a form", w.send("POST", "/oid4vci/credential", "application/x-www-form-urlencoded", "a=b", "Authorization", "Bearer "+access), 400, "invalid_credential_request")
		w.refused("given twice", w.send("POST", "/oid4vci/credential", "application/json", `{"credential_configuration_id":"a","credential_configuration_id":"b"}`, "Authorization", "Bearer "+access), 400, "invalid_credential_request")
		w.refused("too large", w.post("/oid4vci/credential", access, map[string]any{"x": strings.Repeat("x", 70_000)}), 413, "invalid_credential_request")
		w.receive(access, k) // after all that
		w.fsck()
	})
}

func TestAccessTokens(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d)
		access, k := w.token(w.offer("a")), newWallet()
		body := `{"credential_configuration_id":"identity_sd_jwt"}`
		for header, challenge := range map[string]string{
			"": "Bearer", "Basic eDp5": "Bearer", "Bearer": "Bearer", "DPoP " + access: "Bearer", "Bearer x": `Bearer error="invalid_token"`,
		} {
			got := w.send("POST", "/oid4vci/credential", "application/json", body, "Authorization", header)
			w.refused(header, got, 401, "invalid_token")
			if got.Header().Get("WWW-Authenticate") != challenge {
				t.Errorf("%q: challenge %q", header, got.Header().Get("WWW-Authenticate"))
			}
		}
		w.refused("in the query", w.send("POST", "/oid4vci/credential?access_token="+access, "application/json", body), 401, "invalid_token")
		w.at = w.at.Add(10 * time.Minute)
		w.refused("expired", w.ask(access, k), 401, "invalid_token")
		w.at = w.at.Add(time.Minute)
		w.nonce() // sweeps what has expired: the token, but neither this nonce nor the one asked for above
		if got := w.state(); !strings.HasPrefix(got, "[0/0 2/") {
			t.Errorf("expired rows are left: %s", got)
		}
	})
}

func TestIdentifiersAreUsedWhereTheTokenNamesThem(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	answer := read[struct {
		AccessToken string `json:"access_token"`
		Details     []struct {
			Type        string
			ID          string   `json:"credential_configuration_id"`
			Identifiers []string `json:"credential_identifiers"`
		} `json:"authorization_details"`
	}](w, w.form("grant_type", grantType, "pre-authorized_code", w.offer("a"), "tx_code", txCode,
		"authorization_details", `[{"type":"openid_credential","credential_configuration_id":"identity_sd_jwt"}]`), 200)
	if len(answer.Details) != 1 || answer.Details[0].Type != "openid_credential" || answer.Details[0].ID != "identity_sd_jwt" || len(answer.Details[0].Identifiers) != 1 {
		t.Fatalf("%+v", answer)
	}
	k := newWallet()
	request := func(name, value string) map[string]any {
		return map[string]any{name: value, "proofs": map[string]any{"jwt": []string{w.proof(k, w.nonce())}}}
	}
	w.refused("configuration", w.post("/oid4vci/credential", answer.AccessToken, request("credential_configuration_id", "identity_sd_jwt")), 400, "invalid_credential_request")
	w.refused("other", w.post("/oid4vci/credential", answer.AccessToken, request("credential_identifier", "other")), 400, "unknown_credential_identifier")
	read[received](w, w.post("/oid4vci/credential", answer.AccessToken, request("credential_identifier", answer.Details[0].Identifiers[0])), 200)
}

func TestSomebodyWhoIsGoneGetsNothing(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	code := w.offer("a")
	w.desk.vouchers[code].resident = "gone"
	w.refused("gone", w.ask(w.token(code), newWallet()), 400, "credential_request_denied")
}
