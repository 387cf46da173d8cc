package enrol

import (
	"bufio"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jemput/internal/auth"
	"jemput/internal/auth/authtest"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/httpapi"
	"jemput/internal/obs"
	"jemput/internal/outreach"
	"jemput/internal/register"
)

// office is the enrolment over HTTP, beside the register and outreach, whose operations must not collide with it.
type office struct {
	*world
	authtest.Gate
	handler http.Handler
	log     strings.Builder
}

func (o *office) Staff(context.Context) ([]auth.Officer, error) {
	return []auth.Officer{{ID: "officer-1", Name: "Rina"}}, nil
}

func newOffice(t *testing.T, d *db.DB, mode config.Mode) *office {
	t.Helper()
	o := &office{world: newWorld(t, d, mode)}
	o.Enrol.Staff = o
	api := httpapi.New(httpapi.Config{Title: "test", Version: "1", Gate: o, Recorder: o, Now: o.Now, Secure: func() bool { return false },
		Log: obs.NewLogger(&o.log, obs.Text, slog.LevelDebug)})
	today := func() civil.Date { return o.today() }
	register.Routes(api, o.Register, "16.73", today)
	outreach.Routes(api, o.Outreach, outreach.Deps{City: "16.73", Places: somePlaces{}, Staff: o, Today: today})
	Routes(api, o.Enrol)
	o.handler = api.Handler()
	return o
}

// ask sends a request as a field officer and reads the answer into out.
func (o *office) ask(t *testing.T, status int, method, path, body string, out any) {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Test-Role", string(auth.FieldOfficer))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	if w.Code != status {
		t.Fatalf("%s %s: status %d, want %d: %s", method, path, w.Code, status, w.Body)
	}
	if out != nil {
		fatal(t, json.Unmarshal(w.Body.Bytes(), out))
	}
}

func (o *office) refused(t *testing.T, status int, code, method, path, body string) {
	t.Helper()
	var p httpapi.Problem
	o.ask(t, status, method, path, body, &p)
	if p.Code != code {
		t.Fatalf("%s %s: %+v, want %s", method, path, p, code)
	}
}

func TestEveryOperationIsGuarded(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t), config.Native)
	authtest.Guarded(t, o.handler)
}

func TestTheOfficersWayOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, config.Native)
		p, visit := o.people[0].ID, o.visits[0].ID
		var a attemptBody
		o.ask(t, 200, "POST", "/api/v1/attempts", `{"resident_id":"`+p+`","visit_id":"`+visit+`","channel":"visit"}`, &a)
		if a.State != Prepared || a.Officer != (attemptOfficer{"officer-1", "Rina"}) || !a.CountsHere || a.ActiveAt != "" || a.Identity != nil || a.GroupID != o.group.ID {
			t.Fatalf("%+v", a)
		}
		at := "/api/v1/attempts/" + a.ID
		o.refused(t, 409, "identity_missing", "POST", at+"/offer", "")
		o.ask(t, 200, "POST", at+"/identity", `{"method":"card_and_face"}`, &a)
		o.ask(t, 200, "POST", at+"/consent", `{"version":"`+ConsentVersion+`","language":"id"}`, &a)
		if a.Identity == nil || a.Identity.Method != CardAndFace || a.Consent == nil || a.Consent.Version != ConsentVersion {
			t.Fatalf("%+v", a)
		}
		var offer struct {
			Link, URI string
			TxCode    string `json:"tx_code"`
			ExpiresAt string `json:"expires_at"`
		}
		o.ask(t, 200, "POST", at+"/offer", "", &offer)
		_, err := o.redeem(token(t, Offer{URI: offer.URI}), offer.TxCode)
		wantCode(t, err, "")
		o.ask(t, 200, "GET", at, "", &a)
		if a.State != Offered || a.Offer == nil || !a.Offer.Redeemed || a.Offer.Issued || a.Offer.ExpiresAt != offer.ExpiresAt {
			t.Fatalf("%+v", a)
		}
		wantCode(t, o.activate1(a.ID), "")
		var standing struct {
			Triage   triageBody
			Group    *standingGroup
			Open     *attemptBody
			Attempts []attemptBody
		}
		o.ask(t, 200, "GET", "/api/v1/residents/"+p+"/standing", "", &standing)
		if standing.Triage != (triageBody{AlreadyActive, false}) || standing.Group == nil || standing.Open != nil || len(standing.Attempts) != 1 || standing.Attempts[0].ActiveAt == "" {
			t.Fatalf("%+v", standing)
		}
		o.sound(t)
	})
}

func TestWhatIsDoneIsAuditedAboutThePerson(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t), config.Native)
	p := o.people[0].ID
	var a attemptBody
	o.ask(t, 200, "POST", "/api/v1/attempts", `{"resident_id":"`+p+`"}`, &a)
	o.ask(t, 200, "POST", "/api/v1/attempts/"+a.ID+"/identity", `{"method":"card_only"}`, &a)
	o.ask(t, 200, "POST", "/api/v1/attempts/"+a.ID+"/outcome", `{"code":"no_signal","retry_on":"2026-11-25","note":"hujan"}`, &a)
	want := []string{"attempt.start", "attempt.identify", "attempt.close"}
	for i, r := range o.Records() {
		if r.Subject != p || r.Event != want[i] || r.Caller.ID != "officer-1" {
			t.Errorf("%+v, want %s about the person", r, want[i])
		}
	}
	if len(o.Records()) != len(want) || a.RetryOn != "2026-11-25" || a.State != Failed {
		t.Fatalf("%d records, %+v", len(o.Records()), a)
	}
	if strings.Contains(o.log.String(), o.people[0].Name) {
		t.Error("a name is in the log")
	}
}

func TestTurnedAwayInOneRequest(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t), config.Native)
	p := o.people[3].ID
	o.refused(t, 409, "record_first", "POST", "/api/v1/attempts", `{"resident_id":"`+p+`"}`)
	o.refused(t, 422, "day_malformed", "POST", "/api/v1/attempts", `{"resident_id":"`+p+`","outcome":{"code":"record_first","retry_on":"besok"}}`)
	var a attemptBody
	o.ask(t, 200, "POST", "/api/v1/attempts", `{"resident_id":"`+p+`","visit_id":"`+o.visits[0].ID+`","outcome":{"code":"record_first"}}`, &a)
	if a.State != Failed || a.Code != "record_first" {
		t.Fatalf("%+v", a)
	}
	o.ask(t, 200, "POST", "/api/v1/attempts/"+a.ID+"/reopen", `{"reason":"salah"}`, &a)
	o.sound(t)
}

func TestConfirmationOverHTTP(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t), config.External)
	var a attemptBody
	o.ask(t, 200, "POST", "/api/v1/attempts", `{"resident_id":"`+o.people[2].ID+`"}`, &a)
	o.agreed(t, a.ID)
	o.ask(t, 200, "POST", "/api/v1/attempts/"+a.ID+"/confirm", "", &a)
	if a.State != Active || a.CountsHere {
		t.Fatalf("%+v", a)
	}
	var list struct {
		Attempts []struct {
			ID       string
			Resident register.ResidentSummary
		}
		Total int
	}
	o.ask(t, 200, "GET", "/api/v1/attempts?state=active&area=16.05&day=2026-11-24", "", &list)
	if list.Total != 1 || len(list.Attempts) != 1 || list.Attempts[0].ID != a.ID || list.Attempts[0].Resident.Name != o.people[2].Name {
		t.Fatalf("%+v", list)
	}
	o.refused(t, 422, "day_malformed", "GET", "/api/v1/attempts?day=x", "")
}

func TestTheRosterSaysHowFarEverybodyIs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, config.Native)
		o.offered(t, o.people[2].ID)
		_, err := o.TurnAway(as("budi"), StartRequest{ResidentID: o.people[3].ID, VisitID: o.visits[0].ID}, Outcome{Code: "record_first"})
		wantCode(t, err, "")
		var roster struct {
			Entries []struct {
				No       int
				Resident *register.ResidentSummary
				Triage   *triageBody
				Attempt  *attemptBody
			}
		}
		path := "/api/v1/visits/" + o.visits[0].ID + "/roster"
		o.ask(t, 200, "GET", path, "", &roster)
		e := roster.Entries
		if len(e) != 3 || e[0].Attempt != nil || !e[0].Triage.MayActivate || e[1].Attempt.State != Failed || e[1].Triage.Code != RecordFirst || e[2].Attempt.State != Offered {
			t.Fatalf("%+v", e)
		}
		o.ask(t, 200, "GET", path+"?q=orang+"+strings.ToLower(o.people[2].Name[6:]), "", &roster)
		if len(roster.Entries) != 1 || roster.Entries[0].Resident.ID != o.people[2].ID {
			t.Fatalf("%+v", roster.Entries)
		}
		o.refused(t, 404, "visit_not_found", "GET", "/api/v1/visits/"+newID()+"/roster", "")
	})
}

func TestTheTextsAreThere(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t), config.Native)
	var outcomes struct{ Outcomes []endingBody }
	o.ask(t, 200, "GET", "/api/v1/outcomes", "", &outcomes)
	var consent ConsentText
	o.ask(t, 200, "GET", "/api/v1/consent", "", &consent)
	if len(outcomes.Outcomes) != len(Endings()) || consent.Version != ConsentVersion || consent.Retention.ID == "" {
		t.Fatalf("%d outcomes, %+v", len(outcomes.Outcomes), consent)
	}
	o.refused(t, 422, "consent_version_unknown", "GET", "/api/v1/consent?version=1", "")
}

// listen opens a stream and gives the data of its events.
func (o *office) listen(t *testing.T, url, event string) <-chan string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	fatal(t, err)
	r.Header.Set("Test-Role", string(auth.FieldOfficer))
	answer, err := http.DefaultClient.Do(r)
	fatal(t, err)
	data := make(chan string, 16)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(data)
		name := ""
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if n, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				name = n
			}
			if body, ok := strings.CutPrefix(lines.Text(), "data: "); ok && name == event {
				data <- body
			}
		}
	}()
	t.Cleanup(func() { cancel(); _ = answer.Body.Close(); <-done })
	return data
}

func next(t *testing.T, data <-chan string, out any) time.Duration {
	t.Helper()
	begun := time.Now()
	select {
	case body := <-data:
		fatal(t, json.Unmarshal([]byte(body), out))
	case <-time.After(5 * time.Second):
		t.Fatal("no event")
	}
	return time.Since(begun)
}

func TestStreamsFollowChangesHereAndInOtherProcesses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, config.Native)
		server := httptest.NewServer(o.handler)
		t.Cleanup(server.Close)
		a, err := o.Start(as("budi"), StartRequest{ResidentID: o.people[0].ID, VisitID: o.visits[0].ID})
		wantCode(t, err, "")
		attempts := o.listen(t, server.URL+"/api/v1/attempts/"+a.ID+"/events", "attempt")
		counts := o.listen(t, server.URL+"/api/v1/visits/"+o.visits[0].ID+"/events", "counts")
		var seen attemptBody
		var sum liveCounts
		next(t, attempts, &seen)
		next(t, counts, &sum)
		if seen.State != Prepared || sum != (liveCounts{Present: 1}) {
			t.Fatalf("%+v %+v", seen, sum)
		}
		_, err = o.Identify(as("budi"), a.ID, Identity{Method: CardOnly})
		wantCode(t, err, "")
		if wait := next(t, attempts, &seen); seen.State != Identified || wait > pollEvery/2 {
			t.Fatalf("%+v after %v", seen, wait)
		}
		other := New(o.Enrol.Config) // another process: its bell is not ours
		_, err = other.Close(as("sari"), a.ID, Outcome{Code: "left_queue"})
		wantCode(t, err, "")
		wait := next(t, attempts, &seen)
		next(t, counts, &sum)
		if seen.State != Left || sum != (liveCounts{Present: 1, Left: 1}) || wait > 3*pollEvery {
			t.Fatalf("%+v %+v after %v", seen, sum, wait)
		}
		o.refused(t, 404, "attempt_not_found", "GET", "/api/v1/attempts/"+newID()+"/events", "")
		o.refused(t, 404, "visit_not_found", "GET", "/api/v1/visits/"+newID()+"/events", "")
	})
}
