package issuer_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jemput/internal/audit"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/issuer"
	"jemput/internal/jose"
	"jemput/internal/keys"
	"jemput/internal/obs"
	"jemput/sdjwt"
)

// killedFolder names the data folder of a process that this test kills.
const killedFolder = "JEMPUT_TEST_KILLED"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedFolder); dir != "" {
		serveUntilKilled(dir)
		return
	}
	os.Exit(m.Run())
}

// diskDesk stands for enrol where memory does not outlive the process. A code is "attempt/number".
type diskDesk struct{}

func (diskDesk) Redeem(ctx context.Context, tx db.Tx, code, _ string) (issuer.Redeemed, error) {
	r, err := tx.ExecContext(ctx, `INSERT INTO desk_used (code) VALUES ($1) ON CONFLICT (code) DO NOTHING`, code)
	if err != nil {
		return issuer.Redeemed{}, err
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return issuer.Redeemed{}, errors.Join(err, fault.New(fault.Conflict, "voucher_used", "The offer was used already."))
	}
	attempt, _, _ := strings.Cut(code, "/")
	return issuer.Redeemed{AttemptID: attempt, ResidentID: attempt}, nil
}

func (diskDesk) Activate(ctx context.Context, tx db.Tx, attempt string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO desk_active (attempt) VALUES ($1)`, attempt) // twice would fail
	return err
}

func (diskDesk) Deliver(ctx context.Context, tx db.Tx, attempt, outcome string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO desk_event (what) VALUES ($1)`, attempt+" "+outcome) // twice would fail
	return err
}

func (diskDesk) ActiveAttempts(ctx context.Context, q db.Querier, after string, limit int) (ids []string, err error) {
	rows, err := q.QueryContext(ctx, `SELECT attempt FROM desk_active WHERE attempt > $1 ORDER BY attempt LIMIT $2`, after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

const deskTables = `CREATE TABLE IF NOT EXISTS desk_used (code TEXT NOT NULL PRIMARY KEY);
	CREATE TABLE IF NOT EXISTS desk_active (attempt TEXT NOT NULL PRIMARY KEY);
	CREATE TABLE IF NOT EXISTS desk_event (what TEXT NOT NULL PRIMARY KEY)`

// diskIssuer is an issuer over the files of a folder.
func diskIssuer(dir string, base func() string) (*issuer.Issuer, http.Handler, *keys.Issuer, *db.DB) {
	d := must(db.Open(context.Background(), filepath.Join(dir, "jemput.db")))
	must(d.Migrate(context.Background()))
	err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.ExecContext(ctx, deskTables)
		return err
	})
	k := must(keys.OpenIssuer(filepath.Join(dir, "keys"), authority, time.Now))
	if err != nil {
		panic(err)
	}
	trail := audit.New(d, time.Now)
	i := issuer.New(issuer.Config{DB: d, Keys: k, Grants: diskDesk{}, Subjects: people{}, Base: base, Authority: authority, Specimen: true, Now: time.Now, Log: trail})
	api := httpapi.New(httpapi.Config{Title: "t", Version: "t", Gate: open{}, Recorder: trail, Log: obs.NewLogger(io.Discard, obs.Text, slog.LevelInfo), Now: time.Now, Secure: func() bool { return false }})
	issuer.Routes(api, i)
	return i, api.Handler(), k, d
}

// killedBase is the address that stays while processes come and go on other ports.
const killedBase = "http://issuer.test"

func serveUntilKilled(dir string) {
	_, handler, _, _ := diskIssuer(dir, func() string { return killedBase })
	l := must(net.Listen("tcp", "127.0.0.1:0"))
	fmt.Println(l.Addr())
	_ = httpapi.Serve(context.Background(), l, handler, slog.New(slog.DiscardHandler)) // ends by being killed
}

// victim is a serving process that is killed after a while.
type victim struct {
	t    *testing.T
	dir  string
	base string
}

// start starts a process that lives for a random time, at most longest, without any warning of its end.
func (v *victim) start(longest time.Duration) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), killedFolder+"="+v.dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		v.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		v.t.Fatal(err)
	}
	v.base = "http://" + strings.TrimSpace(address)
	time.AfterFunc(rand.N(longest), func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
}

// post gives status 0 if the process died before its answer was here.
func (v *victim) post(path, kind, access, body string) (int, map[string]any) {
	r := must(http.NewRequest("POST", v.base+path, strings.NewReader(body)))
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Authorization", access)
	r.Close = true
	if access == "" {
		r.Header.Del("Authorization")
	}
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil
	}
	defer got.Body.Close()
	text, err := io.ReadAll(got.Body)
	if err != nil {
		return 0, nil
	}
	if len(text) == 0 {
		return got.StatusCode, nil
	}
	return got.StatusCode, must(jose.ReadObject(text))
}

// holder goes through the flow until its credential is accepted, from the start whenever something is lost.
type holder struct {
	world
	attempt string
	key     wallet
	offers  int
	places  map[string]bool // in the status list
}

// try reports whether the flow came to its end.
func (h *holder) try(v *victim) bool {
	h.offers++
	code, token := v.post("/oid4vci/token", "application/x-www-form-urlencoded", "",
		url.Values{"grant_type": {grantType}, "pre-authorized_code": {fmt.Sprint(h.attempt, "/", h.offers)}, "tx_code": {txCode}}.Encode())
	if code != 200 {
		return false
	}
	access := "Bearer " + token["access_token"].(string)
	code, nonce := v.post("/oid4vci/nonce", "", "", "")
	if code != 200 {
		return false
	}
	h.at, h.base = time.Now(), killedBase
	proof := h.proof(h.key, nonce["c_nonce"].(string))
	code, answer := v.post("/oid4vci/credential", "application/json", access, `{"credential_configuration_id":"identity_sd_jwt","proofs":{"jwt":["`+proof+`"]}}`)
	if code == 400 { // accepted already, and only the answer to that was lost
		return answer["error"] == "credential_request_denied" && len(h.places) == 1
	}
	if code != 200 {
		return false
	}
	text := answer["credentials"].([]any)[0].(map[string]any)["credential"].(string)
	h.places[fmt.Sprint(must(sdjwt.Parse(text)).Unverified()["status"])] = true
	code, _ = v.post("/oid4vci/notification", "application/json", access, `{"event":"credential_accepted","notification_id":"`+answer["notification_id"].(string)+`"}`)
	return code == 204
}

// However often the process is killed, in the middle of whatever: everybody gets one credential, with one
// place in the status list, and is activated once.
func TestKilledAgainAndAgain(t *testing.T) {
	v := &victim{t: t, dir: t.TempDir()}
	i, _, _, d := diskIssuer(v.dir, func() string { return killedBase })
	defer d.Close()
	const people = 12
	killed := 0
	for n := range people {
		h := &holder{world: world{t: t}, attempt: fmt.Sprintf("attempt-%02d", n), key: newWallet(), places: map[string]bool{}}
		for tries := 0; v.base == "" || !h.try(v); tries++ {
			if tries == 200 {
				t.Fatal("does not come to an end")
			}
			if code, _ := v.post("/oid4vci/nonce", "", "", ""); code == 0 {
				v.start(time.Duration(15+15*tries) * time.Millisecond) // longer from try to try, so that it ends on a slow machine too
				killed++
			}
		}
		if len(h.places) != 1 {
			t.Errorf("%s was issued with %d places", h.attempt, len(h.places))
		}
	}
	findings, err := i.Check(t.Context())
	if err != nil || len(findings) > 0 {
		t.Errorf("fsck: %v %v", findings, err)
	}
	var issued, accepted, active sql.NullInt64
	if err := d.Read().QueryRowContext(t.Context(), `SELECT (SELECT COUNT(*) FROM credential_issued), (SELECT COUNT(*) FROM credential_issued WHERE accepted_at > 0),
		(SELECT COUNT(*) FROM desk_active)`).Scan(&issued, &accepted, &active); err != nil {
		t.Fatal(err)
	}
	if issued.Int64 != people || accepted.Int64 != people || active.Int64 != people {
		t.Errorf("%d issued, %d accepted, %d active of %d", issued.Int64, accepted.Int64, active.Int64, people)
	}
	t.Logf("%d processes", killed)
}
