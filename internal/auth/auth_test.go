package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"jemput/internal/audit"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/httpapi/httpapitest"
	"jemput/internal/obs"
	"jemput/internal/ratelimit"
)

// office is a server with its staff and a clock that the test moves.
type office struct {
	*Auth
	handler http.Handler
	log     bytes.Buffer
	at      time.Time
	secure  bool
}

func newOffice(d *db.DB, demo bool) *office {
	o := &office{at: time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)}
	now := func() time.Time { return o.at }
	secure := func() bool { return o.secure }
	trail := audit.New(d, now)
	o.Auth = New(d, trail, now, Config{Demo: demo, Secure: secure})
	o.hasher = newHasher(cost{memory: 64, time: 1})
	api := httpapi.New(httpapi.Config{
		Title: "jemput", Version: "test", Gate: o.Auth, Recorder: trail, Now: now, Secure: secure,
		Log: obs.NewLogger(&o.log, obs.Text, slog.LevelInfo),
	})
	Routes(api, o.Auth)
	audit.Routes(api, trail, o.Names)
	o.handler = api.Handler()
	return o
}

func (o *office) do(method, path, body string, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, c := range cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	return w
}

func (o *office) add(t *testing.T, login string, role Role) Added {
	t.Helper()
	added, err := o.AddOfficer(t.Context(), login, "Petugas "+login, role, "")
	if err != nil {
		t.Fatal(err)
	}
	return added
}

// login logs in over HTTP and gives the session's cookie.
func (o *office) login(t *testing.T, a Added, cookies ...*http.Cookie) *http.Cookie {
	t.Helper()
	w := o.do("POST", "/api/v1/session", `{"login":"`+a.Login+`","password":"`+a.Password+`"}`, cookies...)
	set := w.Result().Cookies()
	if w.Code != http.StatusOK || len(set) != 1 {
		t.Fatalf("login: %d %s", w.Code, w.Body)
	}
	return set[0]
}

func (o *office) want(t *testing.T, status int, code, method, path, body string, cookies ...*http.Cookie) {
	t.Helper()
	w := o.do(method, path, body, cookies...)
	var p struct{ Code string }
	_ = json.Unmarshal(w.Body.Bytes(), &p) // a body that is no problem leaves the code empty
	if w.Code != status || p.Code != code {
		t.Errorf("%s %s: %d %q, want %d %q", method, path, w.Code, p.Code, status, code)
	}
}

func TestSessionFromLoginToLogout(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(d, false)
		rina := o.add(t, "rina", FieldOfficer)
		o.want(t, 401, "session_missing", "GET", "/api/v1/session", "")
		cookie := o.login(t, rina)
		if cookie.Name != "jemput_session" || !cookie.HttpOnly || cookie.Secure || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/" {
			t.Errorf("cookie %+v", cookie)
		}
		w := o.do("GET", "/api/v1/session", "", cookie)
		var got sessionBody
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.Officer.Login != "rina" || got.Officer.Role != FieldOfficer || len(got.Scopes) != 6 {
			t.Errorf("session %s (%v)", w.Body, err)
		}
		o.want(t, 403, "scope_missing", "GET", "/api/v1/staff", "", cookie)
		o.want(t, 204, "", "DELETE", "/api/v1/session", "", cookie)
		o.want(t, 401, "session_ended", "GET", "/api/v1/session", "", cookie)
		if strings.Contains(o.log.String(), rina.Password) || strings.Contains(o.log.String(), cookie.Value) {
			t.Error("the log shows a secret")
		}
	})
}

func TestSessionsEnd(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(d, false)
		rina := o.add(t, "rina", FieldOfficer)
		alive := func(c *http.Cookie) bool { return o.do("GET", "/api/v1/session", "", c).Code == http.StatusOK }

		idle := o.login(t, rina)
		o.at = o.at.Add(idleLimit - time.Minute)
		if !alive(idle) {
			t.Error("ended before its idle limit")
		}
		o.at = o.at.Add(idleLimit - time.Minute)
		if !alive(idle) {
			t.Error("use did not keep it")
		}
		o.at = o.at.Add(idleLimit)
		if alive(idle) {
			t.Error("outlived its idle limit")
		}

		old := o.login(t, rina)
		for range 12 {
			o.at = o.at.Add(time.Hour)
			alive(old)
		}
		if alive(old) {
			t.Error("outlived its absolute limit")
		}

		before := o.login(t, rina)
		after := o.login(t, rina, before)
		if alive(before) || !alive(after) || before.Value == after.Value {
			t.Error("login did not replace the browser's session")
		}

		if err := o.Disable(t.Context(), "rina"); err != nil {
			t.Fatal(err)
		}
		if alive(after) {
			t.Error("outlived its account")
		}
		o.want(t, 401, "login_wrong", "POST", "/api/v1/session", `{"login":"rina","password":"`+rina.Password+`"}`)
	})
}

func TestSecureCookieOnHTTPS(t *testing.T) {
	o := newOffice(dbtest.SQLite(t), false)
	o.secure = true
	if c := o.login(t, o.add(t, "rina", FieldOfficer)); !c.Secure {
		t.Error("the cookie would travel in clear")
	}
}

func TestForgedCookies(t *testing.T) {
	o := newOffice(dbtest.SQLite(t), false)
	o.add(t, "rina", FieldOfficer)
	for value, code := range map[string]string{
		"": "session_missing", "x": "session_missing", strings.Repeat("A", 43): "session_ended", strings.Repeat("A", 4000): "session_missing",
	} {
		o.want(t, 401, code, "GET", "/api/v1/session", "", &http.Cookie{Name: cookieName, Value: value})
	}
}

func TestGuessingIsLimited(t *testing.T) {
	o := newOffice(dbtest.SQLite(t), false)
	rina, budi := o.add(t, "rina", FieldOfficer), o.add(t, "budi", FieldOfficer)
	var wg sync.WaitGroup
	var mu sync.Mutex
	wrong := 0
	for range 30 { // at once: what runs already counts
		wg.Go(func() {
			_, _, err := o.Login(t.Context(), "rina", "wrong password", "", "192.0.2.1:99")
			mu.Lock()
			defer mu.Unlock()
			if errors.Is(err, errWrong) {
				wrong++
			}
		})
	}
	wg.Wait()
	if wrong != pairLimit {
		t.Errorf("%d guesses were answered, want %d", wrong, pairLimit)
	}
	if _, _, err := o.Login(t.Context(), "rina", rina.Password, "", "192.0.2.1:1"); fault.KindOf(err) != fault.TooMany {
		t.Errorf("the right password after too many wrong ones: %v", err)
	}
	if _, _, err := o.Login(t.Context(), "rina", rina.Password, "", "192.0.2.2:1"); err != nil {
		t.Errorf("a guesser locked the officer out elsewhere: %v", err)
	}
	if _, _, err := o.Login(t.Context(), "budi", budi.Password, "", "192.0.2.1:1"); err != nil {
		t.Errorf("a guesser locked a colleague out: %v", err)
	}
	o.at = o.at.Add(guardWindow)
	if _, _, err := o.Login(t.Context(), "rina", rina.Password, "", "192.0.2.1:1"); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

func TestGuardStaysSmall(t *testing.T) {
	g := newGuard(time.Now)
	for i := range 3 * guardSize {
		if err := g.try("login", "2001:db8:"+string(rune('a'+i%6))+":"+time.Duration(i).String()); err != nil && i < pairLimit {
			t.Fatal(err)
		}
	}
	if g.tries.Len() > guardSize {
		t.Errorf("%d keys in memory", g.tries.Len())
	}
	if ratelimit.Network("[2001:db8:1:2:3::4]:5") != ratelimit.Network("[2001:db8:1:2:ffff::1]:6") || ratelimit.Network("192.0.2.1:5") != "192.0.2.1" {
		t.Error("addresses are told apart wrongly")
	}
}

// TestUnknownLoginsTakeAsLong compares hashing work, not clocks: an unknown login must wait for the same slot.
func TestUnknownLoginsTakeAsLong(t *testing.T) {
	o := newOffice(dbtest.SQLite(t), false)
	o.add(t, "rina", FieldOfficer)
	for range hashAtOnce {
		o.hasher.running <- struct{}{}
	}
	for _, login := range []string{"rina", "nobody", "Not A Login!", ""} {
		done := make(chan error, 1)
		go func() {
			_, _, err := o.Login(t.Context(), login, "wrong password", "", "192.0.2.7:1")
			done <- err
		}()
		select {
		case err := <-done:
			t.Errorf("%q was answered without hashing: %v", login, err)
		case <-time.After(20 * time.Millisecond):
		}
		<-o.hasher.running
		if err := <-done; !errors.Is(err, errWrong) {
			t.Errorf("%q: %v", login, err)
		}
		o.hasher.running <- struct{}{}
	}
}

func TestDemoLoginExistsOnlyInTheDemo(t *testing.T) {
	for _, demo := range []bool{false, true} {
		o := newOffice(dbtest.SQLite(t), demo)
		o.add(t, "kepala", Head)
		status, code := 404, "no_such_path"
		if demo {
			status, code = 200, ""
		}
		o.want(t, status, code, "GET", "/api/v1/demo/accounts", "")
		o.want(t, status, code, "POST", "/api/v1/demo/session", `{"login":"kepala"}`)
	}
	o := newOffice(dbtest.SQLite(t), true)
	o.want(t, 404, "officer_not_found", "POST", "/api/v1/demo/session", `{"login":"nobody"}`)
}

func TestAccountsAreChecked(t *testing.T) {
	o := newOffice(dbtest.SQLite(t), false)
	o.add(t, "rina", FieldOfficer)
	for code, n := range map[string]Account{
		"login_taken":     {Login: " RINA ", Name: "x", Role: Head},
		"login_form":      {Login: "a b", Name: "x", Role: Head},
		"name_missing":    {Login: "ab", Name: " ", Role: Head},
		"role_unknown":    {Login: "ab", Name: "x", Role: "boss"},
		"password_length": {Login: "ab", Name: "x", Role: Head, Password: "short"},
	} {
		if _, err := o.AddOfficers(t.Context(), []Account{{Login: "fine", Name: "x", Role: Head}, n}); fault.CodeOf(err) != code {
			t.Errorf("%+v: %v, want %s", n, err, code)
		}
	}
	if staff, err := o.Staff(t.Context()); err != nil || len(staff) != 1 {
		t.Errorf("a refused batch left accounts: %v %v", staff, err)
	}
}

// TestOnlyTheDemoSharesASalt adds accounts of one published password: the demo hashes it once, a city never does.
func TestOnlyTheDemoSharesASalt(t *testing.T) {
	for _, demo := range []bool{true, false} {
		o := newOffice(dbtest.SQLite(t), demo)
		accounts := []Account{{Login: "kepala", Name: "x", Role: Head, Password: "kata-sandi-contoh"}, {Login: "rina", Name: "y", Role: FieldOfficer, Password: "kata-sandi-contoh"}}
		added, err := o.AddOfficers(t.Context(), accounts)
		if err != nil {
			t.Fatal(err)
		}
		stored := map[string]bool{}
		for _, a := range added {
			o.login(t, a)
			found, _, err := findAccount(t.Context(), o.db.Read(), a.Login)
			if err != nil {
				t.Fatal(err)
			}
			stored[found.password] = true
		}
		if (len(stored) == 1) != demo {
			t.Errorf("demo %v: %d stored forms", demo, len(stored))
		}
	}
}

func TestPasswordsAreUpgradedAndReplaced(t *testing.T) {
	o := newOffice(dbtest.SQLite(t), false)
	rina := o.add(t, "rina", FieldOfficer)
	o.hasher = newHasher(cost{memory: 128, time: 1})
	cookie := o.login(t, rina)
	if a, _, err := findAccount(t.Context(), o.db.Read(), "rina"); err != nil || !strings.Contains(a.password, "m=128,") {
		t.Errorf("stored %q (%v)", a.password, err)
	}
	if err := o.SetPassword(t.Context(), "rina", "kata sandi baru"); err != nil {
		t.Fatal(err)
	}
	o.want(t, 401, "session_ended", "GET", "/api/v1/session", "", cookie)
	o.want(t, 401, "login_wrong", "POST", "/api/v1/session", `{"login":"rina","password":"`+rina.Password+`"}`)
	o.login(t, Added{Officer: rina.Officer, Password: "kata sandi baru"})
}

// TestNothingEscapesTheBorder is the walk over this package's own operations; the app does it over all.
func TestNothingEscapesTheBorder(t *testing.T) {
	o := newOffice(dbtest.SQLite(t), true)
	cookies := map[Role]*http.Cookie{}
	for _, role := range Roles() {
		cookies[role] = o.login(t, o.add(t, strings.ReplaceAll(string(role), "_", "-"), role))
	}
	operations := httpapitest.Walk(t, o.handler, Scopes())
	httpapitest.Guarded(t, o.handler, operations, func(scope httpapi.Scope) *http.Cookie {
		if role, ok := RoleWithout(scope); ok {
			return cookies[role]
		}
		return nil
	})
	events, err := o.Auth.log.Recent(t.Context(), o.at.Add(time.Hour), 500)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, e := range events {
		seen[e.Event+" "+e.Outcome] = true
	}
	for _, want := range []string{"session.start ok", "staff.add scope_missing", "staff.add session_missing", "officer.added ok"} {
		if !seen[want] {
			t.Errorf("not in the audit log: %s", want)
		}
	}
}

func TestWhoMayGoOut(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(d, false)
		cookies := map[Role]*http.Cookie{}
		for _, role := range Roles() {
			cookies[role] = o.login(t, o.add(t, strings.ReplaceAll(string(role), "_", "-"), role))
		}
		o.add(t, "gone", FieldOfficer)
		if err := o.Disable(t.Context(), "gone"); err != nil {
			t.Fatal(err)
		}
		var got struct{ Officers []map[string]string }
		w := o.do("GET", "/api/v1/officers", "", cookies[Planner])
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%d %s (%v)", w.Code, w.Body, err)
		}
		var roles []string
		for _, one := range got.Officers {
			roles = append(roles, one["role"])
			if len(one) != 3 || one["id"] == "" || one["name"] == "" {
				t.Errorf("a planner gets %v, want id, name and role", one)
			}
		}
		if strings.Join(roles, " ") != "officer registrar" {
			t.Errorf("who may go out: %v", roles)
		}
		o.want(t, 403, "scope_missing", "GET", "/api/v1/officers", "", cookies[FieldOfficer])
	})
}

// TestTheLogNamesPeople asks as an auditor and as a registrar, after the officer has left.
func TestTheLogNamesPeople(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(d, false)
		rina, auditor, registrar := o.add(t, "rina", FieldOfficer), o.login(t, o.add(t, "ani", Auditor)), o.login(t, o.add(t, "sari", Registrar))
		const person = "0199a0f0-0000-7000-8000-000000000001"
		for _, e := range []audit.Event{
			{Actor: rina.ID, Event: "resident.read", Subject: person, Purpose: "counter"},
			{Actor: audit.System, Event: "credential.revoke", Subject: person},
			{Event: "resident.photo", Subject: person, Outcome: "session_missing"},
			{Actor: rina.ID, Event: "resident.read", Subject: "0199a0f0-0000-7000-8000-000000000002"},
		} {
			o.at = o.at.Add(time.Second)
			if err := o.Auth.log.Write(t.Context(), e); err != nil {
				t.Fatal(err)
			}
		}
		if err := o.Disable(t.Context(), "rina"); err != nil {
			t.Fatal(err)
		}
		var listed struct{ Events []map[string]any }
		ask(t, o, "/api/v1/audit?subject="+person, auditor, &listed)
		var looked struct{ Looks []map[string]any }
		ask(t, o, "/api/v1/residents/"+person+"/looks", registrar, &looked)
		if len(listed.Events) != 3 || len(looked.Looks) != 3 {
			t.Fatalf("%v\n%v", listed.Events, looked.Looks)
		}
		for i, want := range []struct{ who, by, event string }{{"", "public", "resident.photo"}, {"", "system", "credential.revoke"}, {"Petugas rina", "officer", "resident.read"}} {
			e, l := listed.Events[i], looked.Looks[i]
			if e["actor_name"] != want.who || e["event"] != want.event {
				t.Errorf("event %d: %v, want %+v", i, e, want)
			}
			if l["who"] != want.who || l["by"] != want.by || l["event"] != want.event || l["actor"] != nil {
				t.Errorf("look %d: %v, want %+v", i, l, want)
			}
		}
		o.want(t, 403, "scope_missing", "GET", "/api/v1/residents/"+person+"/looks", "", auditor)
		ask(t, o, "/api/v1/audit?subject="+person, auditor, &listed)
		if first := listed.Events[0]; first["event"] != "resident.looks" || first["outcome"] != "scope_missing" {
			t.Errorf("asking who looked is in the log: %v", first)
		}
	})
}

func ask(t *testing.T, o *office, path string, cookie *http.Cookie, into any) {
	t.Helper()
	w := o.do("GET", path, "", cookie)
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s (%v)", path, w.Code, w.Body, err)
	}
}
