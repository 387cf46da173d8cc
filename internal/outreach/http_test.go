package outreach

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"jemput/internal/auth"
	"jemput/internal/auth/authtest"
	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/httpapi"
	"jemput/internal/obs"
)

// office is the outreach over HTTP. The header Test-Role says as whom, Test-Group of which agency.
type office struct {
	*world
	authtest.Gate
	handler http.Handler
	log     strings.Builder
}

func (o *office) Staff(context.Context) ([]auth.Officer, error) {
	return []auth.Officer{{ID: "officer-1", Name: "Rina"}, {ID: "officer-2", Name: "Deni"}}, nil
}

func (o *office) VisitCounts(_ context.Context, ids []string) (map[string]Counts, error) {
	counts := map[string]Counts{}
	for _, id := range ids {
		counts[id] = Counts{Present: 9, Active: 5, ActiveElsewhere: 1, Offered: 1, Failed: 1, Refused: 1}
	}
	return counts, nil
}

func newOffice(t *testing.T, d *db.DB) *office {
	o := &office{world: newWorld(t, d)}
	o.ShowProgress(o)
	api := httpapi.New(httpapi.Config{Title: "test", Version: "1", Gate: o, Recorder: o, Now: testNow, Secure: func() bool { return false },
		Log: obs.NewLogger(&o.log, obs.Text, slog.LevelDebug)})
	Routes(api, o.Outreach, Deps{City: "16.73", Places: onePlace{}, Staff: o, Today: func() civil.Date { return testDay }})
	o.handler = api.Handler()
	return o
}

// asked is an answer, with what the test reads of every kind of them.
type asked struct {
	status int
	Code   string
	ID     string
	Added  int
	Next   string
	Groups []struct {
		ID, Name string
		Members  int
	}
	Visits  []visitBody
	Members json.RawMessage // a list of people, or a number
	people  []memberBody
	raw     string
}

func (o *office) ask(t *testing.T, role auth.Role, group, method, path, body string) (a asked) {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Test-Role", string(role))
	r.Header.Set("Test-Group", group)
	r.Header.Set("X-File-Name", "daftar%20pegawai.csv")
	if strings.HasPrefix(body, "{") {
		r.Header.Set("Content-Type", "application/json")
	} else if body != "" {
		r.Header.Set("Content-Type", "text/csv")
	}
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	a.status, a.raw = w.Code, w.Body.String()
	if a.raw != "" {
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatalf("%s %s: %v: %s", method, path, err, a.raw)
		}
		if strings.HasPrefix(string(a.Members), "[") {
			if err := json.Unmarshal(a.Members, &a.people); err != nil {
				t.Fatal(err)
			}
		}
	}
	return a
}

// want asks as a registrar and checks status and the problem's code.
func (o *office) want(t *testing.T, status int, code, method, path, body string) asked {
	t.Helper()
	a := o.ask(t, auth.Registrar, "", method, path, body)
	if a.status != status || a.Code != code {
		t.Fatalf("%s %s: %d %q, want %d %q: %s", method, path, a.status, a.Code, status, code, a.raw)
	}
	return a
}

func TestOperationsAreGuarded(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t))
	authtest.Guarded(t, o.handler)
}

func TestGroupsOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		people := o.insert(t, dirtyPeople()...)
		g := o.want(t, 200, "", "POST", "/api/v1/groups", `{"kind":"agency","name":"Dinas Kesehatan","area":"`+testArea+`"}`)
		o.want(t, 409, "group_exists", "POST", "/api/v1/groups", `{"kind":"agency","name":"Dinas Kesehatan"}`)
		o.want(t, 422, "group_kind_unknown", "POST", "/api/v1/groups", `{"kind":"club","name":"Klub"}`)
		o.want(t, 422, "area_unknown", "POST", "/api/v1/groups", `{"kind":"school","name":"SMA","area":"16.73.01"}`)
		path := "/api/v1/groups/" + g.ID
		ids, _ := json.Marshal([]string{people[0].ID, people[1].ID, people[2].ID})
		for i, added := range []int{3, 0} {
			if a := o.want(t, 200, "", "POST", path+"/members", `{"resident_ids":`+string(ids)+`,"unit":"Umum"}`); a.Added != added {
				t.Errorf("time %d: added %d, want %d", i, a.Added, added)
			}
		}
		o.want(t, 404, "resident_not_found", "POST", path+"/members", `{"resident_ids":["`+newID()+`"]}`)
		o.want(t, 404, "group_not_found", "POST", "/api/v1/groups/"+newID()+"/members", `{"resident_ids":`+string(ids)+`}`)
		first := o.want(t, 200, "", "GET", path+"/members?limit=2", "")
		second := o.want(t, 200, "", "GET", path+"/members?limit=2&after="+first.Next, "")
		if len(first.people) != 2 || len(second.people) != 1 || second.Next != "" || first.people[0].Unit != "Umum" || first.people[0].NIKMasked == "" {
			t.Errorf("members %s, %s", first.raw, second.raw)
		}
		if strings.Contains(first.raw, people[0].NIK.Reveal()) {
			t.Error("the list shows a whole NIK")
		}
		o.want(t, 204, "", "DELETE", path+"/members/"+people[0].ID, "")
		o.want(t, 404, "member_not_found", "DELETE", path+"/members/"+people[0].ID, "")
		all := o.want(t, 200, "", "GET", "/api/v1/groups?kind=agency", "")
		if len(all.Groups) != 1 || all.Groups[0].Members != 2 || all.Groups[0].Name != "Dinas Kesehatan" {
			t.Errorf("groups %s", all.raw)
		}
		if a := o.want(t, 200, "", "GET", path, ""); !strings.Contains(a.raw, `"members":2`) || !strings.Contains(a.raw, `"name":"Air Kuti"`) {
			t.Errorf("group %s", a.raw)
		}
		o.want(t, 404, "group_not_found", "GET", "/api/v1/groups/"+newID(), "")
		o.want(t, 404, "group_not_found", "GET", "/api/v1/groups/"+newID()+"/members", "")
	})
}

func TestVisitsOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		people := o.insert(t, dirtyPeople()...)
		g := o.group(t, Agency, "Dinas Kesehatan", people[0].ID, people[1].ID)
		a := o.want(t, 200, "", "POST", "/api/v1/visits", `{"date":"2026-11-24","starts":"07:30","ends":"10:00","place":"Balai Kota","area":"`+testArea+
			`","host":"`+g.ID+`","team":["officer-2","officer-1"],"expected":40}`)
		var v visitBody
		if err := json.Unmarshal([]byte(a.raw), &v); err != nil {
			t.Fatal(err)
		}
		if v.State != Planned || v.Host == nil || v.Host.Name != "Dinas Kesehatan" || v.Area.Name != "Air Kuti" || len(v.Team) != 2 || v.Team[0].Name != "Deni" ||
			v.Counts.Active != 5 || v.Counts.ActiveElsewhere != 1 || v.Date != "2026-11-24" {
			t.Errorf("visit %s", a.raw)
		}
		path := "/api/v1/visits/" + v.ID
		for _, bad := range []struct{ body, code string }{
			{`{"place":"x"}`, "visit_date_missing"}, {`{"date":"24-11-2026","place":"x"}`, "day_malformed"}, {`{"date":"2026-11-24"}`, "visit_place_missing"},
			{`{"date":"2026-11-24","place":"x","team":["nobody"]}`, "officer_unknown"}, {`{"date":"2026-11-24","place":"x","area":"16"}`, "area_unknown"},
		} {
			o.want(t, 422, bad.code, "POST", "/api/v1/visits", bad.body)
		}
		o.want(t, 404, "group_not_found", "POST", "/api/v1/visits", `{"date":"2026-11-24","place":"x","host":"`+newID()+`"}`)
		if a := o.want(t, 200, "", "POST", path+"/roster/group", `{"group_id":"`+g.ID+`"}`); a.Added != 2 {
			t.Errorf("from group: %s", a.raw)
		}
		if a := o.want(t, 200, "", "POST", path+"/roster/people", `{"resident_ids":["`+people[0].ID+`","`+people[2].ID+`"],"names":["Tono"]}`); a.Added != 2 {
			t.Errorf("people: %s", a.raw)
		}
		const list = "NAMA;TANGGAL LAHIR\nDewi Lestari;8-8-1988\nSlamet;1-1-1970\n"
		for _, query := range []string{"?dry_run=true", ""} {
			a := o.want(t, 200, "", "POST", path+"/roster/file"+query, list)
			if a.Added != 1 || !strings.Contains(a.raw, `"reason":"several_fit"`) || !strings.Contains(a.raw, `"file":"daftar pegawai.csv"`) {
				t.Errorf("file: %s", a.raw)
			}
		}
		o.want(t, 422, "columns_missing", "POST", path+"/roster/file", "a;b\n1;2\n")
		o.want(t, 413, "body_too_large", "POST", path+"/roster/file", strings.Repeat("x", maxListBytes+2))
		o.want(t, 204, "", "PUT", path+"/roster/4", `{"resident_id":"`+people[3].ID+`"}`)
		o.want(t, 409, "roster_person_there", "PUT", path+"/roster/5", `{"resident_id":"`+people[3].ID+`"}`)
		o.want(t, 204, "", "DELETE", path+"/roster/5", "")
		o.want(t, 404, "roster_entry_not_found", "DELETE", path+"/roster/5", "")
		all := o.want(t, 200, "", "GET", "/api/v1/visits?from=2026-11-24&to=2026-11-24", "")
		if len(all.Visits) != 1 || all.Visits[0].Roster != 4 || all.Visits[0].Counts.Present != 9 {
			t.Errorf("visits %s", all.raw)
		}
		if none := o.want(t, 200, "", "GET", "/api/v1/visits?from=2026-11-25", ""); len(none.Visits) != 0 || !strings.Contains(none.raw, "[]") {
			t.Errorf("visits %s", none.raw)
		}
		o.want(t, 422, "day_malformed", "GET", "/api/v1/visits?from=yesterday", "")
		o.want(t, 200, "", "PATCH", path, `{"state":"open","note":"bawa meja"}`)
		o.want(t, 200, "", "PATCH", path, `{"state":"closed","team":[]}`)
		o.want(t, 409, "visit_state_step", "PATCH", path, `{"state":"cancelled"}`)
		o.want(t, 409, "visit_over", "POST", path+"/roster/group", `{"group_id":"`+g.ID+`"}`)
		if a := o.want(t, 200, "", "GET", path, ""); !strings.Contains(a.raw, `"team":[]`) || !strings.Contains(a.raw, `"note":"bawa meja"`) {
			t.Errorf("visit %s", a.raw)
		}
		for _, number := range []string{people[0].NIK.Reveal(), people[3].NIK.Reveal()} {
			if strings.Contains(o.log.String()+fmt.Sprint(o.Records()), number) {
				t.Error("log or audit shows a NIK")
			}
		}
	})
}

func TestAnAgencysContactSeesTheirAgencyOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		people := o.insert(t, dirtyPeople()...)
		own, other := o.group(t, Agency, "Dinas Kesehatan", people[0].ID), o.group(t, Agency, "Dinas Pendidikan", people[1].ID)
		ownVisit, otherVisit, nobodys := o.visit(t, own.ID), o.visit(t, other.ID), o.visit(t, "")
		ask := func(group, path string) asked { return o.ask(t, auth.AgencyContact, group, "GET", path, "") }
		if a := ask(own.ID, "/api/v1/groups"); len(a.Groups) != 1 || a.Groups[0].ID != own.ID {
			t.Errorf("groups %s", a.raw)
		}
		if a := ask(own.ID, "/api/v1/visits"); len(a.Visits) != 1 || a.Visits[0].ID != ownVisit.ID {
			t.Errorf("visits %s", a.raw)
		}
		if a := ask(own.ID, "/api/v1/groups/"+own.ID+"/members"); len(a.people) != 1 || a.people[0].ID != people[0].ID {
			t.Errorf("members %s", a.raw)
		}
		for _, path := range []string{"/api/v1/groups/" + own.ID, "/api/v1/visits/" + ownVisit.ID} {
			if a := ask(own.ID, path); a.status != 200 {
				t.Errorf("%s: %d", path, a.status)
			}
		}
		for _, path := range []string{"/api/v1/groups/" + other.ID, "/api/v1/groups/" + other.ID + "/members", "/api/v1/visits/" + otherVisit.ID, "/api/v1/visits/" + nobodys.ID} {
			if a := ask(own.ID, path); a.status != 404 {
				t.Errorf("%s: %d %s", path, a.status, a.raw)
			}
		}
		// A contact without an agency sees nothing, not everything.
		if g, v := ask("", "/api/v1/groups"), ask("", "/api/v1/visits"); len(g.Groups) != 0 || len(v.Visits) != 0 {
			t.Errorf("groups %s, visits %s", g.raw, v.raw)
		}
		if a := ask("", "/api/v1/visits/"+nobodys.ID); a.status != 404 {
			t.Errorf("a visit to nobody: %d", a.status)
		}
		for _, path := range []string{"/roster/group", "/roster/people", "/roster/file"} {
			if a := o.ask(t, auth.AgencyContact, own.ID, "POST", "/api/v1/visits/"+ownVisit.ID+path, `{}`); a.status != 403 {
				t.Errorf("%s: %d", path, a.status)
			}
		}
		// An administrator runs the system and sees no resident; a head sees figures.
		for _, role := range []auth.Role{auth.Administrator, auth.Head} {
			if a := o.ask(t, role, "", "GET", "/api/v1/groups/"+own.ID+"/members", ""); a.status != 403 || len(a.people) != 0 {
				t.Errorf("%s reads members: %d", role, a.status)
			}
		}
		if a := o.ask(t, auth.Administrator, "", "POST", "/api/v1/visits/"+ownVisit.ID+"/roster/file", "NAMA\nBudi Santoso\n"); a.status != 403 || a.Code != "scope_missing" {
			t.Errorf("an administrator imports a list: %d", a.status)
		}
		if a := o.ask(t, auth.Planner, "", "GET", "/api/v1/groups/"+own.ID+"/members", ""); a.status != 200 || len(a.people) != 1 {
			t.Errorf("a planner reads members: %d", a.status)
		}
	})
}
