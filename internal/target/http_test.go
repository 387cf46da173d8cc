package target

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
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/enrol"
	"jemput/internal/httpapi"
	"jemput/internal/httpapi/httpapitest"
)

// office is the board over HTTP. It lets in whoever names a role.
type office struct {
	*world
	authtest.Gate
	handler http.Handler
}

func newOffice(t *testing.T, d *db.DB) *office {
	t.Helper()
	o := &office{world: newWorld(t, d, config.External)}
	api := httpapi.New(httpapi.Config{Title: "test", Version: "1", Gate: &o.Gate, Recorder: &o.Gate, Now: o.Now, Secure: func() bool { return false }, Log: slog.New(slog.DiscardHandler)})
	Routes(api, o.Targets)
	o.handler = api.Handler()
	return o
}

// ask sends a request in a role, "agency_contact:GROUP" for a contact of a group, and reads the answer into out.
func (o *office) ask(t *testing.T, role string, status int, method, path, body string, out any) {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	role, group, _ := strings.Cut(role, ":")
	r.Header.Set("Test-Role", role)
	r.Header.Set("Test-Group", group)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	if w.Code != status {
		t.Fatalf("%s %s: status %d, want %d: %s", method, path, w.Code, status, w.Body)
	}
	fatal(t, json.Unmarshal(w.Body.Bytes(), out))
}

func TestEveryOperationIsGuarded(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t))
	ops := httpapitest.Walk(t, o.handler, auth.Scopes())
	if len(ops) != 7 {
		t.Errorf("%d operations: six of ours and the OpenAPI", len(ops))
	}
	authtest.Guarded(t, o.handler)
}

const head = string(auth.Head)

func TestTargetOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		var got struct{ Target *targetBody }
		o.ask(t, head, 200, "GET", "/api/v1/target", "", &got)
		if got.Target != nil {
			t.Fatalf("%+v", got.Target)
		}
		const whole = `{"name":"Separuh","base_kind":"wajib_ktp","percent_bp":5000,"due":"2026-12-31"}`
		o.ask(t, head, 200, "PUT", "/api/v1/target", whole, &got)
		set := *got.Target
		o.ask(t, string(auth.Auditor), 200, "GET", "/api/v1/target", "", &got)
		if *got.Target != set || set.Number != 4 || set.Base != 8 || set.BaseSource != "register" || set.BaseAsOf.String() != "2026-11-24" {
			t.Fatalf("%+v, %+v", set, got.Target)
		}
		if last := o.Records()[len(o.Records())-2]; last.Event != "target.put" || last.Subject != set.ID {
			t.Errorf("recorded as %+v", last)
		}
		var problem struct{ Code string }
		for body, code := range map[string]string{
			strings.Replace(whole, "5000", "0", 1):                "target_missing",
			strings.Replace(whole, "2026", "2025", 1):             "due_past",
			strings.Replace(whole, `5000`, `5000,"number":99`, 1): "target_range",
		} {
			if o.ask(t, head, 422, "PUT", "/api/v1/target", body, &problem); problem.Code != code {
				t.Errorf("%s: %s, want %s", body, problem.Code, code)
			}
		}
		o.ask(t, string(auth.Planner), 403, "PUT", "/api/v1/target", whole, &problem)
	})
}

func TestBoardOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		var board struct {
			City     cityBody
			Target   *targetBody
			Realised int64 `json:"realised"`
			Outsider int64 `json:"outsiders_served"`
			OfBase   int64 `json:"percent_of_base_bp"`
			OfTarget int64 `json:"percent_of_target_bp"`
			Expected int64 `json:"expected_by_today"`
			Left     int64 `json:"workdays_left"`
			Needed   int64 `json:"needed_per_workday"`
			Outcomes []outcomeCount
			Channels []channelCount
			Series   []map[string]any
		}
		o.ask(t, head, 200, "GET", "/api/v1/board", "", &board)
		if board.Target != nil || board.City != (cityBody{city, "KOTA LUBUK LINGGAU"}) && board.City.Code != city || board.Outcomes == nil || board.Channels == nil || board.Series == nil {
			t.Fatalf("an empty board: %+v", board)
		}
		_, err := o.Set(context.Background(), o.aTarget())
		fatal(t, err)
		o.active(t, 0)
		o.active(t, 4) // of the other city
		o.ask(t, head, 200, "GET", "/api/v1/board", "", &board)
		if board.Realised != 1 || board.Outsider != 1 || board.OfBase != 12_50 || board.OfTarget != 25_00 || board.Expected != 3 || board.Left != 28 || board.Needed != 1 ||
			len(board.Outcomes) != 1 || board.Outcomes[0] != (outcomeCount{"active", "", 2}) || len(board.Channels) != 1 || board.Series[0]["day"] != "2026-11-24" || board.Series[0]["n"] != 1.0 {
			t.Errorf("%+v", board)
		}
	})
}

func TestAreasOverHTTP(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t))
	_, err := o.Set(context.Background(), o.aTarget())
	fatal(t, err)
	o.active(t, 0)
	var table struct{ Rows, Total json.RawMessage }
	var rows []map[string]any
	for path, children := range map[string]int{"": 8, "?within=16.73": 8, "?within=" + o.homes[0][:8]: len(o.Atlas.Children(o.homes[0][:8]))} {
		o.ask(t, head, 200, "GET", "/api/v1/board/areas"+path, "", &table)
		fatal(t, json.Unmarshal(table.Rows, &rows))
		if len(rows) != children || rows[0]["realised"] != 1.0 || rows[0]["percent_of_base_bp"] == nil || !strings.HasPrefix(rows[0]["code"].(string), o.homes[0][:8]) {
			t.Errorf("%s: %s", path, table.Rows)
		}
	}
	var problem struct{ Code string }
	for _, within := range []string{"16.05", "16.7", "16", "99.99", "16.73.99"} {
		if o.ask(t, head, 404, "GET", "/api/v1/board/areas?within="+within, "", &problem); problem.Code != "area_not_here" {
			t.Errorf("%s: %s", within, problem.Code)
		}
	}
}

func TestAContactSeesTheirAgencyOnly(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t))
	o.active(t, 0)
	o.active(t, 1)
	o.active(t, 4) // of the other city, in the second group
	var table struct {
		Rows  []groupBody
		Total groupBody
	}
	o.ask(t, head, 200, "GET", "/api/v1/board/groups", "", &table)
	if len(table.Rows) != 3 || table.Total.Realised != 2 || table.Total.Elsewhere != 1 || table.Total.Today != 3 {
		t.Fatalf("%+v", table)
	}
	o.ask(t, head, 200, "GET", "/api/v1/board/groups?kind=school", "", &table)
	if len(table.Rows) != 1 || table.Rows[0].Realised != 0 {
		t.Fatalf("%+v", table)
	}
	contact := string(auth.AgencyContact)
	o.ask(t, contact+":"+o.groups[1].ID, 200, "GET", "/api/v1/board/groups", "", &table)
	if len(table.Rows) != 1 || table.Rows[0].ID != o.groups[1].ID || table.Rows[0].Elsewhere != 1 || table.Rows[0].Percent != int64(share(2, table.Rows[0].Members)) ||
		table.Total.Members != table.Rows[0].Members || table.Total.Percent != table.Rows[0].Percent {
		t.Fatalf("%+v", table)
	}
	for _, group := range []string{"", "gone"} {
		o.ask(t, contact+":"+group, 200, "GET", "/api/v1/board/groups", "", &table)
		if len(table.Rows) != 0 || table.Total.Members != 0 {
			t.Errorf("a contact of %q sees %+v", group, table)
		}
	}
}

// listen opens the stream and gives its figures.
func (o *office) listen(t *testing.T) <-chan Figures {
	t.Helper()
	server := httptest.NewServer(o.handler)
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/api/v1/board/events", nil)
	fatal(t, err)
	r.Header.Set("Test-Role", head)
	answer, err := http.DefaultClient.Do(r)
	fatal(t, err)
	data, done := make(chan Figures, 16), make(chan struct{})
	go func() {
		defer close(done)
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if body, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var f Figures
				if json.Unmarshal([]byte(body), &f) == nil {
					data <- f
				}
			}
		}
	}()
	t.Cleanup(func() { cancel(); _ = answer.Body.Close(); <-done; server.Close() })
	return data
}

func next(t *testing.T, data <-chan Figures) Figures {
	t.Helper()
	select {
	case f := <-data:
		return f
	case <-time.After(5 * time.Second):
		t.Fatal("no event")
	}
	return Figures{}
}

func TestTheStreamFollowsOtherProcesses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		first, second := o.listen(t), o.listen(t)
		if a, b := next(t, first), next(t, second); a != (Figures{}) || b != a {
			t.Fatalf("%+v %+v", a, b)
		}
		elsewhere := *o.world // another process: its counters are not ours
		c := o.enrol.Config
		c.Counters = New(o.Config)
		elsewhere.enrol = enrol.New(c)
		elsewhere.active(t, 0)
		o.pass(liveEvery)
		want := Figures{Realised: 1, Today: 1, ServedHere: 1, ServedHereToday: 1}
		if a, b := next(t, first), next(t, second); a != want || b != want {
			t.Fatalf("%+v %+v", a, b)
		}
		o.pass(24 * time.Hour) // a new day begins
		want.Today, want.Yesterday, want.ServedHereToday = 0, 1, 0
		if a := next(t, first); a != want {
			t.Fatalf("%+v", a)
		}
	})
}
