package register

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/httpapi"
	"jemput/internal/httpapi/httpapitest"
)

// openGate lets everybody pass who asks for the scope of imports.
type openGate struct{}

func (openGate) Admit(r *http.Request, scope httpapi.Scope) (context.Context, httpapi.Caller, error) {
	return r.Context(), httpapi.Caller{ID: "officer", Session: "s"}, nil
}

// records keeps the audit events.
type records struct{ events []string }

func (r *records) Record(_ context.Context, e httpapi.Record) error {
	r.events = append(r.events, e.Event)
	return nil
}

type site struct {
	t        *testing.T
	importer *Importer
	handler  http.Handler
	records  *records
	logged   *bytes.Buffer
}

func newSite(t *testing.T, r *Register, folder string) *site {
	t.Helper()
	s := &site{t: t, records: &records{}, logged: &bytes.Buffer{}}
	log := slog.New(slog.NewTextHandler(s.logged, nil))
	var err error
	if s.importer, err = NewImporter(r, ImporterConfig{Folder: folder, City: "16.73", Now: testNow, Log: log}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.importer.Close)
	api := httpapi.New(httpapi.Config{Title: "test", Version: "1", Gate: openGate{}, Recorder: s.records, Log: log, Now: testNow, Secure: func() bool { return false }})
	ImportRoutes(api, s.importer)
	s.handler = api.Handler()
	return s
}

// ask sends a request and reads the JSON answer into out.
func (s *site) ask(method, path, contentType string, body io.Reader, status int, out any) string {
	s.t.Helper()
	r := httptest.NewRequest(method, "/api/v1/imports"+path, body)
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	r.Header.Set("X-File-Name", "penduduk%20lama.csv")
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	if w.Code != status {
		s.t.Fatalf("%s %s: status %d, want %d: %.300s", method, path, w.Code, status, w.Body)
	}
	if out != nil {
		if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
			s.t.Fatal(err)
		}
	}
	return w.Body.String()
}

const smallFile = "NIK;NAMA LENGKAP;JK;TGL LAHIR;KECAMATAN;KELURAHAN;CATATAN\n" +
	"1673011405900011;BUDI;L;14-05-1990;Kecamatan 1;Kelurahan 1-1;x\n" +
	"1.67301E+15;=HYPERLINK(1);L;14-05-1990;Kecamatan 1;Kelurahan 1-1;y\n"

func TestUploadPreviewRunRejectsUndoDelete(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		folder := filepath.Join(t.TempDir(), "uploads")
		r := newRegister(t, d)
		s := newSite(t, r, folder)
		var form bytes.Buffer
		m := multipart.NewWriter(&form)
		_ = m.WriteField("city", "16.73")
		part, _ := m.CreateFormFile("file", `C:\data\penduduk.csv`)
		_, _ = part.Write([]byte(smallFile))
		_ = m.Close()
		var up importBody
		s.ask("POST", "", m.FormDataContentType(), &form, http.StatusCreated, &up)
		if up.Name != "penduduk.csv" || up.State != "uploaded" || len(up.Preview.Rows) != 2 || len(up.Preview.Rows[1].Problems) != 1 || up.Preview.Unknown[0] != "CATATAN" {
			t.Fatalf("uploaded as %+v, %+v", up, up.Preview)
		}
		if up.Preview.Rows[0].Cells[0] != "1673··········11" {
			t.Errorf("the preview shows %q", up.Preview.Rows[0].Cells[0])
		}
		if info, err := os.Stat(filepath.Join(folder, up.ID, "file")); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the upload is readable for others: %v, %v", info, err)
		}
		var one importBody
		for _, dry := range []bool{true, false} {
			body, _ := json.Marshal(map[string]any{"dry_run": dry})
			s.ask("POST", "/"+up.ID+"/run", "application/json", bytes.NewReader(body), http.StatusOK, nil)
			events := s.ask("GET", "/"+up.ID+"/events", "", nil, http.StatusOK, nil)
			if !strings.Contains(events, "event: done") {
				t.Fatalf("events: %s", events)
			}
			s.ask("GET", "/"+up.ID, "", nil, http.StatusOK, &one)
			if one.Result.Accepted != 1 || one.Result.Rejected != 1 || one.Result.Inserted != 1 || one.Result.DryRun != dry {
				t.Fatalf("dry run %v: %+v", dry, one.Result)
			}
			if _, err := r.ByNIK(context.Background(), "1673011405900011"); (err == nil) == dry {
				t.Fatalf("dry run %v, and then: %v", dry, err)
			}
		}
		rejects := s.ask("GET", "/"+up.ID+"/rejects", "", nil, http.StatusOK, nil)
		if !strings.Contains(rejects, "3;NIK;nik_digits_lost;") || !strings.Contains(rejects, ";'=HYPERLINK(1);") {
			t.Fatalf("rejects: %s", rejects)
		}
		restarted := newSite(t, r, folder)
		restarted.ask("GET", "/"+up.ID, "", nil, http.StatusOK, &one)
		if one.State != "done" || one.SourceID == "" {
			t.Fatalf("after a restart: %+v", one)
		}
		s.ask("POST", "/"+up.ID+"/undo", "", nil, http.StatusNoContent, nil)
		s.ask("POST", "/"+up.ID+"/undo", "", nil, http.StatusConflict, nil)
		if _, err := r.ByNIK(context.Background(), "1673011405900011"); err == nil {
			t.Fatal("undone, and still there")
		}
		s.ask("DELETE", "/"+up.ID, "", nil, http.StatusNoContent, nil)
		if left, _ := os.ReadDir(folder); len(left) != 0 {
			t.Fatalf("left in the folder: %v", left)
		}
		var list struct{ Imports []importBody }
		s.ask("GET", "", "", nil, http.StatusOK, &list)
		if len(list.Imports) != 1 || list.Imports[0].State != "undone" || list.Imports[0].Uploaded {
			t.Fatalf("listed: %+v", list.Imports)
		}
		if text := s.logged.String(); strings.Contains(text, "16730114") {
			t.Fatalf("logged: %s", text)
		}
		for _, want := range []string{"import.upload", "import.run", "import.rejects", "import.undo", "import.delete"} {
			if !strings.Contains(strings.Join(s.records.events, " "), want) {
				t.Errorf("no audit event %s in %v", want, s.records.events)
			}
		}
	})
}

func TestUploadsThatAreRefused(t *testing.T) {
	folder := t.TempDir()
	s := newSite(t, newRegister(t, dbtest.SQLite(t)), folder)
	for name, content := range map[string]string{"empty": "", "page": "<html><table>", "old Excel": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "binary": "a\x00b"} {
		t.Run(name, func(t *testing.T) {
			s.ask("POST", "", "application/octet-stream", strings.NewReader(content), http.StatusUnprocessableEntity, nil)
		})
	}
	s.ask("POST", "/0199a0f0-0000-7000-8000-000000000000/run", "application/json", strings.NewReader("{}"), http.StatusNotFound, nil)
	s.ask("GET", "/0199a0f0-0000-7000-8000-000000000000/rejects", "", nil, http.StatusNotFound, nil)
	s.ask("POST", "/0199a0f0-0000-7000-8000-000000000000/undo", "", nil, http.StatusNotFound, nil)
	if left, _ := os.ReadDir(folder); len(left) != 0 {
		t.Fatalf("left in the folder: %v", left)
	}
	httpapitest.Walk(t, s.handler, []httpapi.Scope{httpapi.Public, ImportWrite})
}
