package register

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"jemput/internal/auth"
	"jemput/internal/auth/authtest"
	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/httpapi"
	"jemput/internal/obs"

	"github.com/google/go-cmp/cmp"
)

// counter is the register over HTTP, with an officer of the role in the header Test-Role.
type counter struct {
	authtest.Gate
	r       *Register
	handler http.Handler
	log     strings.Builder
}

func newCounter(t *testing.T, d *db.DB) *counter {
	c := &counter{r: newRegister(t, d)}
	api := httpapi.New(httpapi.Config{Title: "test", Version: "1", Gate: c, Recorder: c, Now: testNow, Secure: func() bool { return false },
		Log: obs.NewLogger(&c.log, obs.Text, slog.LevelDebug)})
	Routes(api, c.r, "16.73", func() civil.Date { return testDay })
	c.handler = api.Handler()
	return c
}

// ask sends a request as a registrar and reads the answer into out.
func (c *counter) ask(t *testing.T, method, path, body string, out any) *httptest.ResponseRecorder {
	t.Helper()
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	req.Header.Set("Test-Role", string(auth.Registrar))
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, req)
	if out != nil {
		if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
			t.Fatalf("%s: status %d, %v", path, w.Code, err)
		}
	}
	return w
}

// refused checks a problem's status and code.
func (c *counter) refused(t *testing.T, status int, code, method, path, body string) {
	t.Helper()
	var p httpapi.Problem
	if w := c.ask(t, method, path, body, &p); w.Code != status || p.Code != code {
		t.Errorf("%s %s: %d %s, want %d %s", method, path, w.Code, p.Code, status, code)
	}
}

func (c *counter) last() httpapi.Record { all := c.Records(); return all[len(all)-1] }

func searchBody(text string) string {
	body, _ := json.Marshal(map[string]any{"text": text, "within": "16.73", "limit": 5})
	return string(body)
}

func TestSearchOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCounter(t, d)
		all := populate(t, c.r, 20, 500)
		var got struct {
			Hits   []ResidentSummary
			Total  int
			Capped bool
			Next   string
		}
		p := all[7]
		w := c.ask(t, "POST", "/api/v1/residents/search", searchBody(p.NIK.Reveal()), &got)
		want := c.r.Summary(&p, testDay)
		want.Match = MatchExact
		if w.Code != 200 || got.Total != 1 || len(got.Hits) != 1 || !cmp.Equal(got.Hits[0], want) {
			t.Fatalf("by NIK: %d, %s", w.Code, cmp.Diff(got.Hits, []ResidentSummary{want}))
		}
		if strings.Contains(w.Body.String(), p.NIK.Reveal()) || w.Header().Get("Cache-Control") != "no-store" {
			t.Error("a list shows the whole number, or is kept")
		}
		if r := c.last(); r.Event != "resident.search" || r.Subject != p.ID || !r.Coalesce {
			t.Errorf("recorded %+v", r)
		}
		c.ask(t, "POST", "/api/v1/residents/search", searchBody("siti"), &got)
		if got.Total < 6 || len(got.Hits) != 5 || got.Next == "" || c.last().Subject != "" {
			t.Errorf("%d of %d, record %+v", len(got.Hits), got.Total, c.last())
		}
		w = c.ask(t, "POST", "/api/v1/residents/search", searchBody("xenophon"), nil)
		if !strings.Contains(w.Body.String(), `"hits":[]`) {
			t.Errorf("nobody: %s", w.Body)
		}
		for _, bad := range []struct{ body, code string }{
			{searchBody(""), "search_text_empty"}, {searchBody(strings.Repeat("x", 300)), "search_text_long"}, {searchBody("123456789"), "search_number_length"},
			{`{"text":"siti","within":"77"}`, "area_unknown"}, {`{"text":"siti","limit":101}`, "request_invalid"}, {`{"text":"siti","after":"z"}`, "search_page_unknown"},
			{`{}`, "request_invalid"},
		} {
			c.refused(t, 422, bad.code, "POST", "/api/v1/residents/search", bad.body)
		}
		c.refused(t, 413, "body_too_large", "POST", "/api/v1/residents/search", searchBody(strings.Repeat("9", 10<<10)))
		if strings.Contains(c.log.String(), p.NIK.Reveal()) {
			t.Error("the log shows a number")
		}
	})
}

func TestRecordAndFamilyOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCounter(t, d)
		all := populate(t, c.r, 21, 200)
		p := all[3]
		path := "/api/v1/residents/" + p.ID
		c.refused(t, 422, "request_invalid", "GET", path, "")
		c.refused(t, 422, "request_invalid", "GET", path+"?purpose=curiosity", "")
		var got ResidentRecord
		if w := c.ask(t, "GET", path+"?purpose=counter", "", &got); w.Code != 200 {
			t.Fatalf("status %d", w.Code)
		}
		if got.ResidentSummary != c.r.Summary(&p, testDay) || got.NIK != p.NIK.Reveal() || got.FamilyCard != p.FamilyCard.Reveal() || !got.DomiciledHere ||
			got.Occupation != (Coded{88, "WIRASWASTA"}) || got.Religion.Name != "ISLAM" || got.Address.Line != p.Contact.AddressLine || got.Address.RT != p.Contact.RT ||
			got.Source.Kind != Generated || got.Source.Name != "test" || !got.Source.At.Equal(testNow()) ||
			!slices.Equal(got.Warnings, c.r.warningsOf(&p).Codes()) {
			t.Errorf("record %+v", got)
		}
		if r := c.last(); r.Event != "resident.read" || r.Subject != p.ID || r.Purpose != "counter" || r.Coalesce {
			t.Errorf("recorded %+v", r)
		}
		c.refused(t, 404, "resident_not_found", "GET", "/api/v1/residents/nobody?purpose=visit", "")

		var family struct{ Members []ResidentSummary }
		c.ask(t, "GET", path+"/family", "", &family)
		want, err := c.r.Family(t.Context(), p.FamilyCard)
		if err != nil || len(family.Members) != len(want) {
			t.Fatalf("%d members, want %d: %v", len(family.Members), len(want), err)
		}
		for i := range want {
			if family.Members[i] != c.r.Summary(&want[i], testDay) {
				t.Errorf("member %+v", family.Members[i])
			}
		}
		c.refused(t, 404, "resident_not_found", "GET", "/api/v1/residents/nobody/family", "")
	})
}

func TestPhotoOverHTTPDoesNothingButShow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCounter(t, d)
		p := populate(t, c.r, 22, 3)[1]
		path := "/api/v1/residents/" + p.ID + "/photo"
		c.refused(t, 404, "photo_not_found", "GET", path, "")
		drawn := Photo{"image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)}
		c.r.DrawPortraits(func(_ context.Context, r *Resident) (Photo, error) { return drawn, nil })
		w := c.ask(t, "GET", path, "", nil)
		h := w.Header()
		if w.Code != 200 || w.Body.String() != string(drawn.Bytes) || h.Get("Content-Type") != drawn.MediaType || h.Get("Cache-Control") != "no-store" ||
			h.Get("Content-Security-Policy") != photoPolicy || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%d %v", w.Code, h)
		}
		if r := c.last(); r.Event != "resident.photo" || r.Subject != p.ID {
			t.Errorf("recorded %+v", r)
		}
	})
}

func TestKTPStatusOverHTTP(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCounter(t, d)
		p := populate(t, c.r, 23, 3)[1]
		path := "/api/v1/residents/" + p.ID + "/ktp-status"
		next := Recorded + 1
		if p.KTPStatus == next {
			next = Recorded
		}
		var got ResidentSummary
		w := c.ask(t, "PUT", path, fmt.Sprintf(`{"ktp_status":%d}`, next), &got)
		if w.Code != 200 || got.KTPStatus.Code != int(next) || got.KTPStatus.Name == "" {
			t.Fatalf("%d %+v", w.Code, got)
		}
		var record ResidentRecord
		c.ask(t, "GET", "/api/v1/residents/"+p.ID+"?purpose=correction", "", &record)
		if record.KTPStatus.Code != int(next) || record.Source.Kind != FromChange || record.Source.Name != "officer-1" {
			t.Errorf("record %+v", record)
		}
		for _, bad := range []string{`{"ktp_status":0}`, `{"ktp_status":9}`, `{}`, `{"ktp_status":"3"}`} {
			c.refused(t, 422, "request_invalid", "PUT", path, bad)
		}
		c.refused(t, 404, "resident_not_found", "PUT", "/api/v1/residents/nobody/ktp-status", `{"ktp_status":3}`)
	})
}

func TestNobodyWithoutTheScopeSeesAResident(t *testing.T) {
	c := newCounter(t, dbtest.SQLite(t))
	authtest.Guarded(t, c.handler)
}

// TestShapesOfTheInterface keeps the names that the web apps read.
func TestShapesOfTheInterface(t *testing.T) {
	c := newCounter(t, dbtest.SQLite(t))
	p := populate(t, c.r, 24, 1)[0]
	var record map[string]any
	c.ask(t, "GET", "/api/v1/residents/"+p.ID+"?purpose=office", "", &record)
	want := strings.Fields(`id nik_masked name sex birth_place birth_date age area kecamatan city ktp_status wajib_ktp life nik family_card blood religion marital
		relation education occupation citizenship address phone email mother_name father_name warnings source domiciled_here`)
	got := make([]string, 0, len(record))
	for key := range record {
		got = append(got, key)
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if area := record["area"].(map[string]any); area["code"] != p.Area || !strings.HasPrefix(area["name"].(string), "Kelurahan ") {
		t.Errorf("area %v", area)
	}
	if record["birth_date"] != p.BirthDate.String() {
		t.Errorf("birth date %v", record["birth_date"])
	}
}
