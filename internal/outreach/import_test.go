package outreach

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/register"
)

// importList imports and shows the result in one line per kind, with the people's row numbers.
func (w *world) importList(t testing.TB, visitID, file string, dryRun bool) (RosterImport, string) {
	t.Helper()
	r, err := w.ImportRoster(context.Background(), visitID, strings.NewReader(file), "pegawai.csv", dryRun)
	if err != nil {
		t.Fatal(err)
	}
	s := fmt.Sprintf("matched %d added %d linked %d already %d", r.Matched, r.Added, r.Linked, r.Already)
	for _, x := range r.Repeated {
		s += fmt.Sprintf("; %d repeats %d", x.Row, x.First)
	}
	for _, x := range r.Doubtful {
		s += fmt.Sprintf("; %d %s", x.Row, x.Reason)
		for _, c := range x.Candidates {
			s += fmt.Sprintf(" [%s %s %v]", c.Name, c.Why, c.OnRoster)
		}
	}
	for _, x := range r.Unmatched {
		s += fmt.Sprintf("; %d %s", x.Row, x.Reason)
	}
	for _, x := range r.Rejected {
		s += fmt.Sprintf("; %d %s", x.Row, x.Reason)
	}
	return r, s
}

func dirtyPeople() []register.Resident {
	dead := person(9, "RATNA DEWI", day(1960, 1, 1), register.Female)
	dead.Life = register.Dead
	return []register.Resident{
		person(1, "BUDI SANTOSO", day(1985, 3, 9), register.Male),
		person(2, "SITI NURHAYATI", day(1990, 5, 14), register.Female),
		person(3, "MUHAMMAD YUSUF", day(1979, 1, 2), register.Male),
		person(4, "DEWI LESTARI", day(1988, 8, 8), register.Female),
		person(5, "DEWI LESTARI", day(1988, 8, 8), register.Female),
		person(6, "ANDRÉ KURNIAWAN", day(1982, 2, 3), register.Male),
		dead,
	}
}

const unknownNIK = "1673015001700777"

func dirtyList(p []register.Resident) string {
	return strings.Join([]string{
		"DAFTAR PESERTA APEL;;;;",
		"",
		"NO.;NAMA LENGKAP;N.I.K;TGL. LAHIR;NIP;UNIT KERJA",
		"1;Budi Santoso, S.Pd;'" + p[0].NIK.Reveal() + ";;;Sekretariat", // 4: by NIK
		"2;SITI NURHAYATI;1.67301E+15;14/05/1990;;Keuangan",             // 5: by name and date
		"3;Moh. Jusuf;;;19790102 200501 1 001;Umum",                     // 6: by name and NIP
		"4;Dewi Lestari;;08-08-1988;;Umum",                              // 7: two fit
		"5;Andr\xe9 Kurniawan;;3 Feb 1982;;Umum",                        // 8: Windows-1252
		"6;Ratna Dewi;" + p[6].NIK.Reveal() + ";;;Umum",                 // 9: dead
		"7;Agus Wibowo;" + p[1].NIK.Reveal() + ";;;Umum",                // 10: somebody else's NIK
		"8;Slamet Riyadi;" + unknownNIK + ";01-01-1970;;Umum",           // 11: nobody
		"9;Tono;;01-02-1971;;Gudang " + unknownNIK,                      // 12: nobody, a NIK in the wrong place
		"10;BUDI SANTOSO;;9-3-1985;;Sekretariat",                        // 13: once more
		"11;Budi Santosa;" + unknownNIK + ";09-03-1985;;Umum",           // 14: like Budi, who is row 4
		"12;Siti Nurhayati;;15-05-1990;;Umum",                           // 15: like Siti, who is row 5
		"13;Tono;;01-02-1971;;Gudang",                                   // 16: a namesake of row 12
		";;;;;",
		"14;\"Mus;;;;",                // 18: broken
		";;;;198503092010011003;Umum", // 19: no name
	}, "\r\n")
}

func TestDirtyListGivesWhatItShould(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		people := w.insert(t, dirtyPeople()...)
		v := w.visit(t, "")
		file := dirtyList(people)
		rest := "; 13 repeats 4; 7 several_fit [DEWI LESTARI same false] [DEWI LESTARI same false]; 9 not_living [RATNA DEWI nik false]" +
			"; 10 name_differs [SITI NURHAYATI nik true]; 14 nik_not_found [BUDI SANTOSO name_similar true]; 15 birth_date_differs [SITI NURHAYATI birth_date_differs true]" +
			"; 11 nik_not_found; 12 nobody_fits; 16 nobody_fits; 18 row_quotes; 19 name_missing"
		for i, want := range []string{"matched 5 added 7 linked 0 already 0", "matched 5 added 7 linked 0 already 0", "matched 5 added 0 linked 0 already 7"} {
			r, got := w.importList(t, v.ID, file, i == 0)
			if diff := cmp.Diff(want+rest, got); diff != "" {
				t.Fatalf("time %d: %s", i, diff)
			}
			if r.Rows != 15 || r.HeaderRow != 3 || r.Columns["nik"] != "N.I.K" || r.File != "pegawai.csv" {
				t.Errorf("%+v", r)
			}
			if roster, err := w.Roster(ctx, d.Read(), v.ID); err != nil || (i == 0) != (len(roster) == 0) {
				t.Fatalf("time %d: %d entries, %v", i, len(roster), err)
			}
		}
		roster, err := w.Roster(ctx, d.Read(), v.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := roster[0], (RosterEntry{1, people[0].ID, "Budi Santoso, S.Pd", "Sekretariat", "pegawai.csv"}); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
		for _, e := range roster {
			if strings.Contains(fmt.Sprint(e), "1673") {
				t.Errorf("a NIK is kept in clear: %+v", e)
			}
		}
	})
}

func TestDoubtIsForAPersonToDecide(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		people := w.insert(t, dirtyPeople()...)
		v := w.visit(t, "")
		const file = "NAMA,TANGGAL LAHIR,KELAS\nDEWI LESTARI,08-08-1988,XII A\nTONO,01-02-1971,XII A\nBUDI SANTOSA,9-3-1985,XII B\nB. SANTOSO,,XII B\nBUDI SANTOSO,3-9-1985,XII C\n"
		_, got := w.importList(t, v.ID, file, false)
		want := "matched 0 added 2 linked 0 already 0; 2 several_fit [DEWI LESTARI same false] [DEWI LESTARI same false]; 4 name_similar [BUDI SANTOSO name_similar false]" +
			"; 6 birth_date_differs [BUDI SANTOSO birth_date_differs false]; 3 nobody_fits; 5 nobody_fits"
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		if added, err := w.AddPeople(ctx, v.ID, []string{people[3].ID}, []string{"Budi Santosa"}, "XII A", ""); err != nil || added != 2 {
			t.Fatalf("added %d, %v", added, err)
		}
		if _, got = w.importList(t, v.ID, file, false); !strings.Contains(got, "added 0 linked 0 already 2; 2 several_fit [DEWI LESTARI same true] [DEWI LESTARI same false]") &&
			!strings.Contains(got, "added 0 linked 0 already 2; 2 several_fit [DEWI LESTARI same false] [DEWI LESTARI same true]") {
			t.Errorf("after the decision: %s", got)
		}
		wantCode(t, w.Settle(ctx, v.ID, 1, newID()), "resident_not_found")
		wantCode(t, w.Settle(ctx, v.ID, 1, people[3].ID), "roster_person_there")
		wantCode(t, w.Settle(ctx, v.ID, 3, people[4].ID), "roster_entry_not_found") // has a resident
		if err := w.Settle(ctx, v.ID, 1, people[4].ID); err != nil {
			t.Fatal(err)
		}
		_, err := w.AddPeople(ctx, v.ID, nil, []string{"1673014903850001"}, "", "")
		wantCode(t, err, "roster_name_missing")
		_, err = w.AddPeople(ctx, v.ID, []string{newID()}, nil, "", "")
		wantCode(t, err, "resident_not_found")
	})
}

func TestWhoComesIntoTheRegisterTakesTheirPlace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		w.insert(t, dirtyPeople()...)
		v := w.visit(t, "")
		const file = "NAMA;TANGGAL LAHIR;UNIT\nTono Wijaya;01-02-1971;Gudang\nTono Wijaya;05-06-1981;Gudang\n"
		if _, got := w.importList(t, v.ID, file, false); got != "matched 0 added 2 linked 0 already 0; 2 nobody_fits; 3 nobody_fits" {
			t.Fatal(got)
		}
		come := w.insert(t, person(77, "TONO WIJAYA", day(1971, 2, 1), register.Male))
		for i, want := range []string{"matched 1 added 0 linked 1 already 0", "matched 1 added 0 linked 0 already 1"} {
			if _, got := w.importList(t, v.ID, file, false); got != want+"; 3 birth_date_differs [TONO WIJAYA birth_date_differs true]" {
				t.Fatalf("time %d: %s", i, got)
			}
		}
		roster, err := w.Roster(ctx, d.Read(), v.ID)
		if err != nil || len(roster) != 2 || roster[0].ResidentID != come[0].ID || roster[1].ResidentID != "" {
			t.Fatalf("%+v, %v", roster, err)
		}
	})
}

func TestXLSXListIsRead(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	people := w.insert(t, dirtyPeople()...)
	v := w.visit(t, "")
	x := excelize.NewFile()
	defer x.Close()
	for i, row := range [][]any{
		{"Daftar Pegawai"}, {"Nama", "NIK", "Tempat/Tgl Lahir", "Bagian"},
		{"Budi Santoso", people[0].NIK.Reveal(), "", "Umum"},
		{"Siti Nurhayati", "", "Lubuklinggau, 14 Mei 1990", "Umum"},
		{"Muhammad Yusuf", "", time.Date(1979, 1, 2, 0, 0, 0, 0, time.UTC), "Umum"},
	} {
		if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	if r, got := w.importList(t, v.ID, b.String(), false); got != "matched 3 added 3 linked 0 already 0" || r.Format != "xlsx" {
		t.Errorf("%s %+v", got, r)
	}
}

// A list in any order, in several parts, with rows twice: everybody known is on the roster once, everybody
// else as often as one list names them, and importing all of it again adds nothing.
func TestImportIsIdempotent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d), context.Background()
		people := w.insert(t, dirtyPeople()...)[:3]
		rapid.Check(t, func(rt *rapid.T) {
			v := w.visit(t, "")
			rows := rapid.SliceOfN(rapid.IntRange(0, 5), 1, 12).Draw(rt, "rows")
			var b strings.Builder
			b.WriteString("NIK;NAMA;TTL;UNIT\n")
			known, others := map[string]bool{}, 0
			for _, n := range rows {
				if n > 2 {
					others++
					fmt.Fprintf(&b, ";Orang %c;;Unit\n", 'A'+n)
					continue
				}
				p := people[n]
				known[p.ID] = true
				if rapid.Bool().Draw(rt, "nik") {
					fmt.Fprintf(&b, "%s;%s;;Unit\n", p.NIK.Reveal(), p.Name)
				} else {
					fmt.Fprintf(&b, ";%s;%s;Unit\n", p.Name, p.BirthDate)
				}
			}
			for i := range 3 {
				r, err := w.ImportRoster(ctx, v.ID, strings.NewReader(b.String()), "x", false)
				if err != nil {
					rt.Fatal(err)
				}
				if want := len(known) + others; i == 0 && r.Added != want || i > 0 && (r.Added != 0 || r.Already != want) {
					rt.Fatalf("time %d: added %d, already %d, want %d", i, r.Added, r.Already, want)
				}
			}
		})
	})
}

func TestListsThatCannotBeRead(t *testing.T) {
	w, ctx := newWorld(t, dbtest.SQLite(t)), context.Background()
	v := w.visit(t, "")
	for code, file := range map[string]string{
		"file_empty": "", "file_web_page": "<html><table></table></html>", "file_old_excel": "\xd0\xcf\x11\xe0 old", "columns_missing": "a;b\n1;2\n",
		"list_too_large": "NAMA\n" + strings.Repeat("x\n", maxListRows+1), "file_damaged": "PK\x03\x04 cut",
	} {
		_, err := w.ImportRoster(ctx, v.ID, strings.NewReader(file), "x", false)
		wantCode(t, err, code)
	}
	_, err := w.ImportRoster(ctx, v.ID, strings.NewReader("NAMA\n"+strings.Repeat("y", maxListBytes)), "x", false)
	wantCode(t, err, "list_too_large")
	_, err = w.ImportRoster(ctx, newID(), strings.NewReader("NAMA\nTono\n"), "x", false)
	wantCode(t, err, "visit_not_found")
	cancelled := Cancelled
	if _, err := w.ChangeVisit(ctx, v.ID, VisitChange{State: &cancelled}); err != nil {
		t.Fatal(err)
	}
	_, err = w.ImportRoster(ctx, v.ID, strings.NewReader("NAMA\nTono\n"), "x", false)
	wantCode(t, err, "visit_over")
}

func TestDatabaseHoldsNoNumberOfThoseWhoWereNotFound(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	d, err := db.Open(ctx, filepath.Join(folder, "jemput.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, d)
	people := w.insert(t, dirtyPeople()...)
	v := w.visit(t, "")
	if _, err := w.ImportRoster(ctx, v.ID, strings.NewReader(dirtyList(people)), "daftar "+unknownNIK+".csv", false); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(folder, "*"))
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, number := range []string{unknownNIK, "19790102 200501 1 001", "197901022005011001"} {
			if strings.Contains(string(b), number) {
				t.Errorf("%s holds %s", filepath.Base(name), number)
			}
		}
		if filepath.Ext(name) == ".db" && !strings.Contains(string(b), "Slamet Riyadi") {
			t.Error("the database was not written: the test sees nothing")
		}
	}
}

func BenchmarkImportThreeThousand(b *testing.B) {
	for _, by := range []string{"nik", "name"} {
		b.Run(by, func(b *testing.B) {
			w := newWorld(b, dbtest.SQLite(b))
			people := make([]register.Resident, 100_000)
			for i := range people {
				born := day(1960, 1, 1).AddDays(i % 15_000)
				people[i] = person(i, fmt.Sprintf("ORANG %s %s", letters(i), letters(i*7+3)), born, register.Male)
				people[i].NIK = register.MakeNIK(fmt.Sprintf("16.73.%02d", 1+i/9999), born, register.Male, 1+i%9999)
			}
			w.insert(b, people...)
			var file strings.Builder
			file.WriteString("NIK;NAMA;TANGGAL LAHIR;UNIT\n")
			for i := range 3000 {
				p := people[i*30]
				number := ""
				if by == "nik" {
					number = p.NIK.Reveal()
				}
				fmt.Fprintf(&file, "%s;%s;%s;Unit %d\n", number, p.Name, p.BirthDate, i%20)
			}
			for b.Loop() {
				v := w.visit(b, "")
				if r, err := w.ImportRoster(context.Background(), v.ID, strings.NewReader(file.String()), "x", false); err != nil || r.Added != 3000 {
					b.Fatalf("%d added, %d doubtful: %v", r.Added, len(r.Doubtful), err)
				}
			}
		})
	}
}

// letters writes a number in letters, so that names differ.
func letters(n int) string {
	s := []byte("BA")
	for ; n > 0; n /= 10 {
		s = append(s, "KLMNPRSTDG"[n%10], "AIUEO"[n%5])
	}
	return string(s)
}
