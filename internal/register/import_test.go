package register

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/fault"

	"github.com/google/go-cmp/cmp"
)

// fileOf writes residents as an export has them.
func fileOf(t testing.TB, all []Resident) string {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("NIK,NO_KK,NAMA_LGKP,JENIS_KLMIN,TEMPAT_LAHIR,TANGGAL_LAHIR,NO_KECAMATAN,NO_KELURAHAN,ALAMAT,NO_RT,NO_RW,AGAMA,STAT_KWN,GOL_DRH,STAT_HBKEL,PDDK_AKH,JENIS_PKRJN,EKTP_STATUS\n")
	for i := range all {
		p := &all[i]
		fmt.Fprintf(&b, "%s,%s,%s,%d,%s,%02d-%02d-%04d,%s,%s,%s,%d,%d,%d,%d,%d,%d,%d,%d,%d\n", p.NIK.Reveal(), p.FamilyCard.Reveal(), p.Name, p.Sex, p.BirthPlace,
			p.BirthDate.Day, p.BirthDate.Month, p.BirthDate.Year, p.Area[6:8], p.Area[9:], p.Contact.AddressLine, p.Contact.RT, p.Contact.RW,
			p.Religion, p.Marital, p.Blood, p.Relation, p.Education, p.Occupation, p.KTPStatus)
	}
	return writeFile(t, b.Bytes())
}

func somePeople(seed uint64, n int) []Resident {
	p, all := newPeople(seed), make([]Resident, n)
	for i := range all {
		all[i] = p.next()
	}
	return all
}

// state is everything that imports change. Without ids and sealed blobs, which are drawn at random, it compares two databases.
func state(t testing.TB, r *Register, exact bool) map[string]string {
	t.Helper()
	ctx, out := context.Background(), map[string]string{}
	for _, table := range []string{"resident", "resident_former"} {
		err := eachRow(ctx, r.db.Read(), `SELECT `+residentColumns+` FROM `+table+` ORDER BY no, version`, nil, func(w *row) error {
			p, err := r.resident(w)
			blob := w.sealed
			if !exact {
				p.ID, blob = "", nil
			}
			out[fmt.Sprintf("%s %d/%d", table, w.no, w.version)] = fmt.Sprintf("%s %s %+v source %d row %d %x", p.NIK.Reveal(), p.FamilyCard.Reveal(), p, w.source, w.sourceRow, blob)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, query := range []string{`SELECT term, segment, refs FROM resident_term`, `SELECT word, -1, n FROM register_word`} {
		rows, err := r.db.Read().QueryContext(ctx, query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var term string
			var segment int64
			var value any
			if err := rows.Scan(&term, &segment, &value); err != nil {
				t.Fatal(err)
			}
			out[fmt.Sprintf("term %s/%d", term, segment)] = fmt.Sprintf("%x", value)
		}
	}
	return out
}

func TestKilledImportGoesOnAndEndsTheSame(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		all := somePeople(21, 2*segmentSize+3000)
		all[5].Sex = 3 - all[5].Sex // a warning
		path := fileOf(t, all)
		content, _ := os.ReadFile(path)
		content = append(content, []byte("1.67301E+15,,X,1,X,01-01-1990,1,1001,,,,,,,,,,\n"+strings.SplitN(string(content), "\n", 3)[1]+"\n")...)
		path = writeFile(t, content)
		request := ImportRequest{Path: path, Name: "a.csv", City: "16.73", RejectsPath: filepath.Join(t.TempDir(), "rejects.csv")}

		whole := newRegister(t, dbtest.SQLite(t))
		want, err := whole.Import(context.Background(), request)
		if err != nil {
			t.Fatal(err)
		}
		wantRejects, _ := os.ReadFile(request.RejectsPath)

		r := newRegister(t, d)
		for _, chunks := range []int{1, 2} {
			ctx, kill := context.WithCancel(context.Background())
			killed, seen := request, 0
			killed.Progress = func(ImportProgress) {
				if seen++; seen == chunks {
					kill()
				}
			}
			if _, err := r.Import(ctx, killed); !errors.Is(err, context.Canceled) && err != nil {
				t.Fatal(err)
			}
			kill()
		}
		got, err := r.Import(context.Background(), request)
		if err != nil || !got.Resumed {
			t.Fatalf("%+v, %v", got, err)
		}
		got.SourceID, got.Resumed, got.Took = want.SourceID, false, want.Took
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(state(t, whole, false), state(t, r, false)); diff != "" {
			t.Fatal(diff)
		}
		if gotRejects, _ := os.ReadFile(request.RejectsPath); !bytes.Equal(gotRejects, wantRejects) || len(gotRejects) == 0 {
			t.Fatalf("rejects differ: %s", gotRejects)
		}
	})
}

func TestSecondImportChangesNothingAndAThirdWhatDiffers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, r, all := context.Background(), newRegister(t, d), somePeople(22, 600)
		for round := range 2 {
			dry, err := r.Import(ctx, ImportRequest{Path: fileOf(t, all), City: "16.73", DryRun: true})
			if err != nil {
				t.Fatal(err)
			}
			got, err := r.Import(ctx, ImportRequest{Path: fileOf(t, all), City: "16.73"})
			if err != nil {
				t.Fatal(err)
			}
			dry.SourceID, dry.DryRun, dry.Took = got.SourceID, false, got.Took
			if diff := cmp.Diff(got, dry); diff != "" {
				t.Fatal("the dry run said something else:", diff)
			}
			if got.Rows != 600 || got.Changed != 0 || got.Inserted != int64(600*(1-round)) {
				t.Fatalf("round %d: %+v", round, got)
			}
		}
		before, err := r.ByNIK(ctx, all[7].NIK)
		if err != nil {
			t.Fatal(err)
		}
		all[7].Name, all[7].KTPStatus, all[7].Area = "JOKO BARU SEKALI", NotRecorded, "16.73.08.1010"
		all[8].Contact.RT = 99
		wantWarnings := before.KTPStatus.BiometricsRecorded()
		got, err := r.Import(ctx, ImportRequest{Path: fileOf(t, all), City: "16.73"})
		if err != nil || got.Changed != 2 || got.Unchanged != 598 {
			t.Fatalf("%+v, %v", got, err)
		}
		after, err := r.ByNIK(ctx, all[7].NIK)
		if err != nil || after.ID != before.ID || after.Name != "JOKO BARU SEKALI" || (after.Warnings&KTPStatusLowered != 0) != wantWarnings {
			t.Fatalf("%+v, %v", after, err)
		}
		fresh := newRegister(t, dbtest.SQLite(t))
		if _, err := fresh.Import(ctx, ImportRequest{Path: fileOf(t, all), City: "16.73"}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(words(t, fresh), words(t, r)); diff != "" {
			t.Fatal("the index is not that of a fresh import:", diff)
		}
	})
}

// words counts, for every term, who has it: what the search finds, whatever the numbers of the residents.
func words(t testing.TB, r *Register) map[string]string {
	out := map[string]string{}
	for key, value := range state(t, r, false) {
		if name, segment, ok := strings.Cut(key, "/"); ok && strings.HasPrefix(key, "term ") {
			if segment == "-1" {
				out[key] = value
			} else {
				out[name] = fmt.Sprint(len(value))
			}
		}
	}
	return out
}

func TestColumnsThatTheFileLacksStay(t *testing.T) {
	ctx, r := context.Background(), newRegister(t, dbtest.SQLite(t))
	p := populate(t, r, 23, 3)[1]
	line := fmt.Sprintf("NIK;NAMA LENGKAP;JK;TGL LAHIR;KODE_KEL;STATUS_REKAM\n%s;%s;%d;%02d/%02d/%04d;%s;\n", p.NIK.Reveal(), "NAMA BARU", p.Sex,
		p.BirthDate.Day, p.BirthDate.Month, p.BirthDate.Year, p.Area)
	got, err := r.Import(ctx, ImportRequest{Path: writeFile(t, []byte(line)), City: "16.73"})
	if err != nil || got.Changed != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	want := p
	want.Name, want.Warnings = "NAMA BARU", r.warningsOf(&p)
	after, err := r.Get(ctx, r.db.Read(), p.ID)
	if diff := cmp.Diff(want, after); err != nil || diff != "" {
		t.Fatal(err, diff)
	}
}

// counts is a Dependants that finds attempts, or fails at one of the calls.
type counts struct {
	attempts int
	failAt   int
	calls    int
}

func (c *counts) AttemptsSince(context.Context, db.Querier, []string, time.Time) (int, error) {
	if c.calls++; c.calls == c.failAt {
		return 0, errors.New("killed")
	}
	return c.attempts, nil
}

func TestUndoRestoresExactlyWhatWas(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, r := context.Background(), newRegister(t, d)
		people := populate(t, r, 24, 700)
		zero := state(t, r, true)
		for i := range people[:300] {
			people[i].Name, people[i].Area = people[i].Name+" TAMBAHAN", "16.73.01.1001"
		}
		first := importOf(t, r, append(people[:400:400], somePeople(25, 500)[300:]...))
		one := state(t, r, true)
		for i := range people[200:500] {
			people[200+i].FamilyCard, people[200+i].Name = "1673010101209999", "KELUARGA SATU "+people[200+i].Name
		}
		second := importOf(t, r, append(people[200:600:600], somePeople(26, 900)[700:]...))
		if first.Changed < 200 || first.Inserted < 100 || second.Changed < 200 || second.Inserted < 100 {
			t.Fatalf("the test changes too little: %+v, %+v", first, second)
		}
		if err := r.Undo(ctx, first.SourceID); !errors.Is(err, ErrOvertaken) {
			t.Fatalf("undone under a later import: %v", err)
		}
		r.dependants = &counts{attempts: 1}
		if err := r.Undo(ctx, second.SourceID); !errors.Is(err, ErrHasDependants) {
			t.Fatalf("undone under attempts: %v", err)
		}
		r.dependants = &counts{failAt: 3}
		if err := r.Undo(ctx, second.SourceID); err == nil || fault.KindOf(err) != fault.Internal {
			t.Fatalf("killed, and yet: %v", err)
		}
		if _, err := r.Import(ctx, ImportRequest{Path: fileOf(t, people[:1]), City: "16.73"}); !errors.Is(err, ErrUndoUnfinished) {
			t.Fatalf("imported into half an undo: %v", err)
		}
		if err := r.Undo(ctx, second.SourceID); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(one, state(t, r, true)); diff != "" {
			t.Fatal(diff)
		}
		if err := r.Undo(ctx, first.SourceID); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(zero, state(t, r, true)); diff != "" {
			t.Fatal(diff)
		}
		if err := r.Undo(ctx, first.SourceID); !errors.Is(err, ErrUndone) {
			t.Fatalf("undone twice: %v", err)
		}
		if list, err := r.Sources(ctx); err != nil || len(list) != 2 || list[1].State != stateUndone || list[1].ID != first.SourceID {
			t.Fatalf("%+v, %v", list, err)
		}
	})
}

func importOf(t testing.TB, r *Register, all []Resident) ImportResult {
	t.Helper()
	got, err := r.Import(context.Background(), ImportRequest{Path: fileOf(t, all), Name: "people.csv", City: "16.73"})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestUndoRefusesWhatAnOfficerBuiltOn(t *testing.T) {
	ctx, r := context.Background(), newRegister(t, dbtest.SQLite(t))
	all := somePeople(27, 5)
	got := importOf(t, r, all)
	p, err := r.ByNIK(ctx, all[2].NIK)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return r.SetKTPStatus(ctx, tx, p.ID, 9-p.KTPStatus, "officer")
	}); err != nil {
		t.Fatal(err)
	}
	if err := r.Undo(ctx, got.SourceID); !errors.Is(err, ErrOvertaken) {
		t.Fatalf("got %v", err)
	}
}

// Between the look-up and the write, others change a resident, or add one.
func TestChunkThatIsOvertakenIsMatchedAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, r := context.Background(), newRegister(t, d)
		there := populate(t, r, 28, 4)
		file := append([]Resident{there[0], there[1]}, somePeople(29, 9)[7:]...)
		file[0].KTPStatus, file[0].Name = CardPrinted, "NAMA BERUBAH"
		im, err := r.beginImport(ctx, ImportRequest{Path: fileOf(t, file), City: "16.73"})
		if err != nil {
			t.Fatal(err)
		}
		defer im.close()
		c := &importChunk{chunk: &chunk{}}
		if _, err := im.readChunk(ctx, c, 100); err != nil {
			t.Fatal(err)
		}
		if err := im.matcher.match(ctx, d.Read(), c); err != nil {
			t.Fatal(err)
		}
		overtaking := file[2]
		if _, err := r.BulkInsert(ctx, once(overtaking), Source{Kind: Generated}, nil); err != nil {
			t.Fatal(err)
		}
		if err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			return r.SetKTPStatus(ctx, tx, there[0].ID, CardShipped, "officer")
		}); err != nil {
			t.Fatal(err)
		}
		if err := im.write(ctx, c); err != nil {
			t.Fatal(err)
		}
		if s := im.stats; s.Inserted != 1 || s.Changed != 1 || s.Unchanged != 2 {
			t.Fatalf("%+v", s)
		}
		p, err := r.ByNIK(ctx, file[0].NIK)
		if err != nil || p.KTPStatus != CardPrinted || p.Name != "NAMA BERUBAH" {
			t.Fatalf("%+v, %v", p, err)
		}
		var former int
		if err := d.Read().QueryRowContext(ctx, `SELECT COUNT(*) FROM resident_former`).Scan(&former); err != nil || former < 1 {
			t.Fatalf("%d former versions: %v", former, err)
		}
	})
}

func once(p Resident) func() (Resident, bool) {
	done := false
	return func() (Resident, bool) {
		was := done
		done = true
		return p, !was
	}
}
