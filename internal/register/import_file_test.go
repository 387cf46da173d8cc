package register

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jemput/internal/db/dbtest"
	"jemput/internal/fault"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestXLSXWithTitlesNumbersAndSerials(t *testing.T) {
	ctx, r := context.Background(), newRegister(t, dbtest.SQLite(t))
	x := excelize.NewFile()
	defer x.Close()
	for i, row := range [][]any{
		{"DATA PENDUDUK KOTA"},
		{},
		{"No", "N I K", "Nama Lengkap", "L/P", "Tgl. Lahir", "Kecamatan", "Kelurahan/Desa", "Status KTP-el"},
		{1, "1673011405900011", "Budi", "L", time.Date(1990, 5, 14, 0, 0, 0, 0, time.UTC), "KECAMATAN 3", "Kelurahan 3-4", "SUDAH REKAM"},
		{2, 1673015405900022, "Siti", "P", 33007, 3, 1004, 5},
		{3, 1.67301e15, "Ani", "P", 33007, 3, 1004, 5},
	} {
		if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "x")
	b, err := x.WriteToBuffer()
	if err != nil || os.WriteFile(path, b.Bytes(), 0o600) != nil {
		t.Fatal(err)
	}
	p, err := r.Preview(ctx, path, "16.73", nil)
	if err != nil || p.Format != "xlsx" || p.HeaderRow != 3 || len(p.Missing) != 0 || len(p.Rows) != 3 || !cmp.Equal(p.Unknown, []string{"No"}) {
		t.Fatalf("%+v, %v", p, err)
	}
	got, err := r.Import(ctx, ImportRequest{Path: path, City: "16.73"})
	if err != nil || got.Inserted != 2 || got.Reasons["nik_digits_lost"] != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, nik := range []NIK{"1673011405900011", "1673015405900022"} {
		q, err := r.ByNIK(ctx, nik)
		if err != nil || q.Area != "16.73.03.1004" || q.BirthDate.String() != "1990-05-14" || !q.KTPStatus.BiometricsRecorded() {
			t.Fatalf("%+v, %v", q, err)
		}
	}
}

func TestFilesThatAreRefusedAsAWhole(t *testing.T) {
	ctx, r := context.Background(), newRegister(t, dbtest.SQLite(t))
	const header, row = "NIK,NAMA,JK,TGL LAHIR,NO_KECAMATAN,NO_KELURAHAN\n", "1673011405900011,BUDI,L,14-05-1990,1,1001\n"
	rounded := header
	for i := range 12 {
		rounded += fmt.Sprintf("1673011405900%d0,BUDI,L,14-05-1990,1,1001\n", 10+i)
	}
	for name, c := range map[string]struct {
		content, city string
		mapping       Mapping
		code          string
	}{
		"no NIK column":       {"NAMA,JK,TGL LAHIR\nX,L,01-01-1990\n", "16.73", nil, "columns_missing"},
		"unknown city":        {header + row, "99.99", nil, "city_unknown"},
		"no city":             {"NIK,NAMA,JK,TGL LAHIR,KELURAHAN\n", "", nil, "city_missing"},
		"field unknown":       {header + row, "16.73", Mapping{"shoe_size": 1}, "mapping_field_unknown"},
		"column unknown":      {header + row, "16.73", Mapping{FieldNIK: 77}, "mapping_column_unknown"},
		"every NIK rounded":   {rounded, "16.73", nil, "nik_digits_lost"},
		"a NIK as the header": {row + row, "16.73", nil, "columns_missing"},
	} {
		t.Run(name, func(t *testing.T) {
			path := writeFile(t, []byte(c.content))
			_, err := r.Import(ctx, ImportRequest{Path: path, City: c.city, Mapping: c.mapping})
			if fault.CodeOf(err) != c.code {
				t.Fatalf("got %v, want %s", err, c.code)
			}
			if strings.Contains(err.Error(), "1673") || strings.Contains(err.Error(), path) {
				t.Fatalf("the error tells too much: %v", err)
			}
		})
	}
	var sources int
	if err := r.db.Read().QueryRowContext(ctx, `SELECT COUNT(*) FROM register_source`).Scan(&sources); err != nil || sources != 0 {
		t.Fatalf("%d sources are left of refused files: %v", sources, err)
	}
}

func TestNoHeaderButAMapping(t *testing.T) {
	r := newRegister(t, dbtest.SQLite(t))
	got, err := r.Import(context.Background(), ImportRequest{City: "16.73", Path: writeFile(t, []byte("1673011405900011;BUDI;L;14-05-1990;16.73.01.1001\n")),
		Mapping: Mapping{FieldNIK: 0, FieldName: 1, FieldSex: 2, FieldBirthDate: 3, FieldKelurahan: 4}})
	if err != nil || got.Inserted != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
}

func TestEmptyRowsWithoutEnd(t *testing.T) {
	r := newRegister(t, dbtest.SQLite(t))
	content := "NIK;NAMA;JK;TGL LAHIR;KODE_KEL\n1673011405900011;BUDI;L;14-05-1990;16.73.01.1001\n" + strings.Repeat(";;;;\r\n", 5000)
	got, err := r.Import(context.Background(), ImportRequest{City: "16.73", Path: writeFile(t, []byte(content))})
	if err != nil || got.Rows != 1 || got.Inserted != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	_, err = r.Preview(context.Background(), writeFile(t, []byte(strings.Repeat("\n", 5000)+content)), "16.73", nil)
	if fault.CodeOf(err) != "header_missing" {
		t.Fatal(err)
	}
}

func TestOneImportAtATime(t *testing.T) {
	r := newRegister(t, dbtest.SQLite(t))
	r.running.Lock()
	defer r.running.Unlock()
	if _, err := r.Import(context.Background(), ImportRequest{}); !errors.Is(err, ErrImportRunning) {
		t.Fatal(err)
	}
	if err := r.Undo(context.Background(), "x"); !errors.Is(err, ErrImportRunning) {
		t.Fatal(err)
	}
}
