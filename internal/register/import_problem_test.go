package register

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jemput/internal/db/dbtest"
)

// The office reads the codes in the handbook: none may be missing there.
func TestHandbookNamesEveryReason(t *testing.T) {
	text, err := os.ReadFile("../../docs/import.md")
	if err != nil {
		t.Fatal(err)
	}
	for code := range reasons {
		if !strings.Contains(string(text), code) {
			t.Errorf("docs/import.md does not name %s", code)
		}
	}
}

func TestRejectsFileCanBeImportedWhenCorrected(t *testing.T) {
	r, ctx := newRegister(t, dbtest.SQLite(t)), context.Background()
	out := filepath.Join(t.TempDir(), "rejects.csv")
	const file = "NIK;NAMA;JK;TGL LAHIR;KODE_KEL;NO HP\n1673011405900011;BUDI;L;14-05-90;16.73.01.1001;+62812000111\n"
	got, err := r.Import(ctx, ImportRequest{Path: writeFile(t, []byte(file)), City: "16.73", RejectsPath: out})
	if err != nil || got.RejectsFile != out || got.Reasons["birth_date_century"] != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	corrected := strings.Replace(string(content), "14-05-90", "14-05-1990", 1)
	got, err = r.Import(ctx, ImportRequest{Path: writeFile(t, []byte(corrected)), City: "16.73", RejectsPath: out})
	if err != nil || got.Inserted != 1 || got.RejectsFile != "" {
		t.Fatalf("%+v, %v", got, err)
	}
	p, err := r.ByNIK(ctx, "1673011405900011")
	if err != nil || p.Contact.Phone != "+62812000111" {
		t.Fatalf("%+v, %v", p, err)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Fatal("the rejects of the earlier run are still there")
	}
}
