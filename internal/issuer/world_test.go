package issuer_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/credential"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/issuer"
	"jemput/internal/jose"
	"jemput/internal/keys"
	"jemput/internal/obs"
)

const (
	authority = "Disdukcapil Kota Lubuklinggau"
	grantType = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
	txCode    = "493156"
)

// desk stands for enrol: it hands out vouchers and keeps the attempts, in memory.
type desk struct {
	now func() time.Time

	mu       sync.Mutex // guards all below
	vouchers map[string]*voucher
	active   map[string]bool
	refusing error // what Activate answers
	events   []string
}

type voucher struct {
	attempt, resident string
	expires           time.Time
	wrong             int
	used              bool
}

func (d *desk) Redeem(_ context.Context, _ db.Tx, code, tx string) (issuer.Redeemed, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	v := d.vouchers[code]
	switch {
	case v == nil:
		return issuer.Redeemed{}, fault.New(fault.Invalid, "voucher_invalid", "The offer is not one of ours.")
	case v.used || v.wrong >= 5:
		return issuer.Redeemed{}, fault.New(fault.Conflict, "voucher_used", "The offer was used already.")
	case !d.now().Before(v.expires):
		return issuer.Redeemed{}, fault.New(fault.Conflict, "voucher_expired", "The offer has expired.")
	case tx == "":
		return issuer.Redeemed{}, fault.New(fault.Invalid, "tx_code_missing", "The transaction code is missing.")
	case tx != txCode:
		v.wrong++
		return issuer.Redeemed{}, fault.New(fault.Denied, "tx_code_wrong", "The transaction code is wrong.")
	}
	v.used = true
	return issuer.Redeemed{AttemptID: v.attempt, ResidentID: v.resident}, nil
}

func (d *desk) Activate(_ context.Context, _ db.Tx, attempt string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.refusing == nil {
		d.active[attempt] = true
		d.events = append(d.events, "active "+attempt)
	}
	return d.refusing
}

func (d *desk) Deliver(_ context.Context, _ db.Tx, attempt, outcome string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.events = append(d.events, outcome+" "+attempt)
	return nil
}

func (d *desk) ActiveAttempts(_ context.Context, _ db.Querier, after string, limit int) ([]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	ids := slices.DeleteFunc(slices.Sorted(maps.Keys(d.active)), func(id string) bool { return id <= after })
	return ids[:min(limit, len(ids))], nil
}

func (d *desk) isActive(attempt string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.active[attempt]
}

// people is the register: everybody is called the same.
type people struct{}

func (people) Subject(_ context.Context, _ db.Querier, id string) (credential.Subject, error) {
	if id == "gone" {
		return credential.Subject{}, fault.New(fault.NotFound, "resident_not_found", "There is no such resident.")
	}
	return credential.Subject{
		NIK: "9999014107900001", Name: "SITI AISYAH", Sex: 2, BirthPlace: "LUBUKLINGGAU", BirthDate: civil.Date{Year: 1990, Month: 7, Day: 1},
		Address:  credential.Address{Line: "JL. GARUDA NO. 5", RT: 3, RW: 1, Kelurahan: "KAYU ARA", KelurahanCode: "16.73.02.1001", Kecamatan: "LUBUK LINGGAU BARAT I", City: "KOTA LUBUK LINGGAU", Province: "SUMATERA SELATAN"},
		Religion: "ISLAM", Marital: "KAWIN", Occupation: "GURU", Nationality: "ID", WajibKTP: true,
		Portrait: credential.Portrait{MediaType: "image/svg+xml", Bytes: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
	}, nil
}

// open lets everybody in, as for the public operations of the node.
type open struct{}

func (open) Admit(r *http.Request, scope httpapi.Scope) (context.Context, httpapi.Caller, error) {
	if scope != auth.Public {
		return r.Context(), httpapi.Caller{}, fault.New(fault.Unauthenticated, "session_missing", "Log in first.")
	}
	return r.Context(), httpapi.Caller{}, nil
}

// world is an issuer with its desk and a clock that the test moves.
type world struct {
	t       testing.TB
	db      *db.DB
	issuer  *issuer.Issuer
	desk    *desk
	keys    *keys.Issuer
	trail   *audit.Log
	handler http.Handler
	log     bytes.Buffer
	base    string
	at      time.Time
	address string
}

func newWorld(t testing.TB, d *db.DB) *world {
	t.Helper()
	w := &world{t: t, db: d, base: "https://linggau.example", at: time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC), address: "192.0.2.1:4711"}
	now := func() time.Time { return w.at }
	k, err := keys.OpenIssuer(t.TempDir(), authority, now)
	if err != nil {
		t.Fatal(err)
	}
	w.keys, w.trail = k, audit.New(d, now)
	w.desk = &desk{now: now, vouchers: map[string]*voucher{}, active: map[string]bool{}}
	w.issuer = issuer.New(issuer.Config{
		DB: d, Keys: k, Grants: w.desk, Subjects: people{}, Base: func() string { return w.base }, Authority: authority, Specimen: true, Now: now, Log: w.trail,
	})
	api := httpapi.New(httpapi.Config{
		Title: "jemput", Version: "test", Gate: open{}, Recorder: w.trail, Log: obs.NewLogger(&w.log, obs.Text, slog.LevelInfo), Now: now,
		Secure: func() bool { return true },
	})
	issuer.Routes(api, w.issuer)
	w.handler = api.Handler()
	return w
}

// offer makes a voucher for an attempt.
func (w *world) offer(attempt string) (code string) {
	code = "voucher-" + rand.Text()
	w.desk.mu.Lock()
	defer w.desk.mu.Unlock()
	w.desk.vouchers[code] = &voucher{attempt: attempt, resident: "resident of " + attempt, expires: w.at.Add(15 * time.Minute)}
	return code
}

func (w *world) send(method, path, kind, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.RemoteAddr = w.address
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	out := httptest.NewRecorder()
	w.handler.ServeHTTP(out, r)
	return out
}

func (w *world) get(path string, header ...string) *httptest.ResponseRecorder {
	return w.send("GET", path, "", "", header...)
}

func (w *world) form(pairs ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return w.send("POST", "/oid4vci/token", "application/x-www-form-urlencoded", form.Encode())
}

func (w *world) post(path, access string, body any) *httptest.ResponseRecorder {
	text, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.send("POST", path, "application/json", string(text), "Authorization", "Bearer "+access)
}

// refused checks an error of the protocol: status, code, and that no cache may keep it.
func (w *world) refused(what string, got *httptest.ResponseRecorder, status int, code string) {
	w.t.Helper()
	var body map[string]any
	_ = json.Unmarshal(got.Body.Bytes(), &body) // anything else has no error either
	if got.Code != status || body["error"] != code || got.Header().Get("Cache-Control") != "no-store" || got.Header().Get("Content-Type") != "application/json" {
		w.t.Errorf("%s: %d %s %v, want %d %s", what, got.Code, got.Body, got.Header(), status, code)
	}
}

func read[T any](w *world, got *httptest.ResponseRecorder, status int) (v T) {
	w.t.Helper()
	if got.Code != status {
		w.t.Fatalf("%d %s, want %d", got.Code, got.Body, status)
	}
	if err := json.Unmarshal(got.Body.Bytes(), &v); err != nil {
		w.t.Fatal(err)
	}
	return v
}

func (w *world) token(code string) string {
	w.t.Helper()
	got := w.form("grant_type", grantType, "pre-authorized_code", code, "tx_code", txCode)
	return read[struct {
		AccessToken string `json:"access_token"`
	}](w, got, 200).AccessToken
}

func (w *world) nonce() string {
	w.t.Helper()
	return read[struct {
		Nonce string `json:"c_nonce"`
	}](w, w.send("POST", "/oid4vci/nonce", "", ""), 200).Nonce
}

// wallet is a holder with a key.
type wallet struct {
	ec *ecdsa.PrivateKey
	ed ed25519.PrivateKey
}

func newWallet() wallet {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return wallet{ec: k}
}

func newEdWallet() wallet {
	_, k, err := ed25519.GenerateKey(nil)
	if err != nil {
		panic(err)
	}
	return wallet{ed: k}
}

func (k wallet) jwk() map[string]any {
	var text []byte
	var err error
	if k.ed != nil {
		text, err = jose.AppendKey(nil, k.ed.Public().(ed25519.PublicKey))
	} else {
		text, err = jose.AppendKey(nil, &k.ec.PublicKey)
	}
	if err != nil {
		panic(err)
	}
	members, err := jose.ReadObject(text)
	if err != nil {
		panic(err)
	}
	return members
}

func (k wallet) sign(header, claims map[string]any) string {
	input := encode(header) + "." + encode(claims)
	if k.ed != nil {
		return input + "." + jose.Encode(ed25519.Sign(k.ed, []byte(input)))
	}
	digest := sha256.Sum256([]byte(input))
	sig, err := jose.SignDigest(k.ec, digest[:])
	if err != nil {
		panic(err)
	}
	return input + "." + jose.Encode(sig)
}

func encode(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return jose.Encode(text)
}

// proof is what a correct wallet sends; bend changes header or claims before it is signed.
func (w *world) proof(k wallet, nonce string, bend ...func(header, claims map[string]any)) string {
	alg := "ES256"
	if k.ed != nil {
		alg = "EdDSA"
	}
	header := map[string]any{"typ": "openid4vci-proof+jwt", "alg": alg, "jwk": k.jwk()}
	claims := map[string]any{"aud": w.base, "iat": w.at.Unix(), "nonce": nonce}
	for _, b := range bend {
		b(header, claims)
	}
	return k.sign(header, claims)
}

func asking(proofs ...string) map[string]any {
	return map[string]any{"credential_configuration_id": "identity_sd_jwt", "proofs": map[string]any{"jwt": proofs}}
}

type received struct {
	Credentials []struct{ Credential string }
	ID          string `json:"notification_id"`
}

func (w *world) ask(access string, k wallet) *httptest.ResponseRecorder {
	w.t.Helper()
	return w.post("/oid4vci/credential", access, asking(w.proof(k, w.nonce())))
}

func (w *world) receive(access string, k wallet) received {
	w.t.Helper()
	r := read[received](w, w.ask(access, k), 200)
	if len(r.Credentials) != 1 || r.ID == "" {
		w.t.Fatalf("received %+v", r)
	}
	return r
}

func (w *world) notify(access, id, event string) *httptest.ResponseRecorder {
	return w.post("/oid4vci/notification", access, map[string]any{"notification_id": id, "event": event})
}

func (w *world) fsck() {
	w.t.Helper()
	findings, err := w.issuer.Check(context.Background())
	if err != nil || len(findings) > 0 {
		w.t.Errorf("fsck: %v %v", findings, err)
	}
}

// state is everything that a refusal must not change.
func (w *world) state() string {
	w.t.Helper()
	var parts []string
	for _, text := range []string{
		`SELECT COUNT(*), COALESCE(SUM(expires_at), 0) FROM issuer_token`, `SELECT COUNT(*), COALESCE(SUM(expires_at), 0) FROM issuer_nonce`,
		`SELECT COUNT(*), COALESCE(SUM(accepted_at + failed_at + deleted_at), 0) FROM issuer_notification`,
		`SELECT COUNT(*), COALESCE(SUM(accepted_at + status), 0) FROM credential_issued`,
	} {
		var n, sum string
		if err := w.db.Read().QueryRowContext(context.Background(), text).Scan(&n, &sum); err != nil {
			w.t.Fatal(err)
		}
		parts = append(parts, n+"/"+sum)
	}
	w.desk.mu.Lock()
	defer w.desk.mu.Unlock()
	return fmt.Sprint(parts, len(w.desk.active), w.desk.events)
}
