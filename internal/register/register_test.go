package register

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWhatIsInsertedIsReadBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, r := context.Background(), newRegister(t, d)
		for _, want := range populate(t, r, 1, 40) {
			want.Warnings = r.warningsOf(&want)
			got, err := r.Get(ctx, d.Read(), want.ID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatal(diff)
			}
			if got, err := r.ByNIK(ctx, want.NIK); err != nil || got.ID != want.ID {
				t.Fatalf("by NIK: %v, %v", got.ID, err)
			}
		}
		if _, err := r.Get(ctx, d.Read(), "nobody"); !errors.Is(err, ErrNotFound) {
			t.Fatalf("got %v", err)
		}
		if _, err := r.ByNIK(ctx, "1673010101019999"); !errors.Is(err, ErrNotFound) {
			t.Fatalf("got %v", err)
		}
	})
}

func TestFamilyIsEverybodyOnTheCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		want := map[FamilyCard]int{}
		all := populate(t, r, 2, 2000)
		for _, p := range all {
			want[p.FamilyCard]++
		}
		for _, p := range all[:50] {
			family, err := r.Family(context.Background(), p.FamilyCard)
			if err != nil || len(family) != want[p.FamilyCard] {
				t.Fatalf("%d members, want %d: %v", len(family), want[p.FamilyCard], err)
			}
		}
	})
}

func TestCensusCountsAsTheRuleSays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		want := map[string]AreaCount{}
		for _, p := range populate(t, r, 3, 3000) {
			c := want[p.Area]
			c.Area = p.Area
			c.Residents++
			if p.WajibKTP(testDay) {
				c.WajibKTP++
				if p.KTPStatus.BiometricsRecorded() {
					c.Recorded++
				}
			}
			want[p.Area] = c
		}
		got, err := r.Census(context.Background(), "16.73", testDay)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%d areas, want %d: %v", len(got), len(want), err)
		}
		for _, c := range got {
			if c != want[c.Area] {
				t.Fatalf("got %+v, want %+v", c, want[c.Area])
			}
		}
	})
}

func TestStatusChangeKeepsTheFormerVersion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, r := context.Background(), newRegister(t, d)
		p := populate(t, r, 4, 10)[3]
		next := Recorded
		if p.KTPStatus == Recorded {
			next = CardIssued
		}
		for range 2 { // the second time nothing is left to change
			if err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return r.SetKTPStatus(ctx, tx, p.ID, next, "officer") }); err != nil {
				t.Fatal(err)
			}
		}
		got, err := r.Get(ctx, d.Read(), p.ID)
		if err != nil || got.KTPStatus != next {
			t.Fatalf("status %v: %v", got.KTPStatus, err)
		}
		var versions int
		if err := d.Read().QueryRowContext(ctx, `SELECT COUNT(*) FROM resident_former WHERE id = $1`, p.ID).Scan(&versions); err != nil || versions != 1 {
			t.Fatalf("%d former versions: %v", versions, err)
		}
	})
}

func TestPhotoComesBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, r := context.Background(), newRegister(t, d)
		p := populate(t, r, 5, 3)[0]
		if _, err := r.Photo(ctx, p.ID); !errors.Is(err, errNoPhoto) {
			t.Fatalf("got %v", err)
		}
		want := Photo{"image/png", []byte("picture of a face")}
		if err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return r.SetPhoto(ctx, tx, p.ID, want) }); err != nil {
			t.Fatal(err)
		}
		got, err := r.Photo(ctx, p.ID)
		if err != nil || !cmp.Equal(got, want) {
			t.Fatalf("got %v, %v", got, err)
		}
	})
}

func TestDatabaseFileShowsNoNumberAndNoAddress(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	d, err := db.Open(ctx, filepath.Join(folder, "jemput.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	all := populate(t, newRegister(t, d), 6, 500)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(folder, "*"))
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(content, []byte(all[0].Name)) {
			t.Fatal("the test looks into the wrong file: not even a name is in it")
		}
		for _, p := range all {
			for _, secret := range []string{p.NIK.Reveal(), p.FamilyCard.Reveal(), p.Contact.AddressLine, "MAWAR RAHASIA", p.NIK.Reveal()[6:]} {
				if bytes.Contains(content, []byte(secret)) {
					t.Fatalf("%s shows %q", filepath.Base(name), secret)
				}
			}
		}
	}
}

func TestRecordSurvivesItsBlob(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.StringMatching(`[0-9]{16}`), rapid.StringMatching(`.{0,20}`))
		small, text := rapid.IntRange(0, 999), rapid.String()
		want := Resident{NIK: NIK(number.Draw(t, "nik")), FamilyCard: FamilyCard(number.Draw(t, "card")), BirthPlace: text.Draw(t, "place"),
			Blood: small.Draw(t, "blood"), Occupation: small.Draw(t, "occupation"),
			Contact: Contact{AddressLine: text.Draw(t, "line"), RT: small.Draw(t, "rt"), Phone: text.Draw(t, "phone"), MotherName: text.Draw(t, "mother")}}
		var got Resident
		blob := appendRecord(nil, &want)
		if err := readRecord(blob, &got); err != nil || got != want {
			t.Fatalf("got %+v, %v", got, err)
		}
		if cut := rapid.IntRange(0, len(blob)-1).Draw(t, "cut"); readRecord(blob[:cut], &got) == nil {
			t.Fatal("a cut blob was read")
		}
	})
}
