package register

import (
	"fmt"
	"strings"
	"testing"

	"jemput/internal/civil"

	"pgregory.net/rapid"
)

func drawBirth(t *rapid.T) civil.Date {
	return civil.Date{Year: 1920, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 38000).Draw(t, "born"))
}

func TestMadeNIKAgreesWithItsRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Resident{BirthDate: drawBirth(t), Sex: Sex(rapid.IntRange(1, 2).Draw(t, "sex"))}
		r.NIK = MakeNIK("16.73.01", r.BirthDate, r.Sex, rapid.IntRange(1, 9999).Draw(t, "serial"))
		if !r.NIK.Valid() || r.NIK.Region() != "16.73.01" || r.nikWarnings() != 0 {
			t.Fatalf("%s: region %s, warnings %v", r.NIK.Reveal(), r.NIK.Region(), r.nikWarnings().Codes())
		}
		other := r
		other.BirthDate = r.BirthDate.AddDays(rapid.IntRange(1, 20000).Draw(t, "later"))
		century := other.BirthDate.Year-r.BirthDate.Year == 100
		if !century && other.nikWarnings()&NIKBirthDiffers == 0 {
			t.Fatalf("%s with birth %v gives no warning", r.NIK.Reveal(), other.BirthDate)
		}
		other = r
		other.Sex = 3 - r.Sex
		if other.nikWarnings() != NIKSexDiffers {
			t.Fatalf("wrong sex gives %v", other.nikWarnings().Codes())
		}
	})
}

func TestNIKIsNeverPrinted(t *testing.T) {
	n := NIK("1673014107900001")
	for _, s := range []string{fmt.Sprint(n), fmt.Sprintf("%v %s %+v", n, n, struct{ N NIK }{n}), n.LogValue().String()} {
		if strings.Contains(s, "0141079") {
			t.Errorf("shows %q", s)
		}
	}
}

func TestCodesAreReadAsNumberAndAsText(t *testing.T) {
	for _, table := range []*Table{Sexes, Religions, MaritalStatuses, BloodTypes, Relations, Educations, Occupations, Citizenships, KTPStatuses, LifeStatuses} {
		for code := 1; code <= table.Len(); code++ {
			for _, text := range []string{table.Name(code), strings.ToLower(table.Name(code)), fmt.Sprint(code), " " + table.Name(code) + " "} {
				if got, ok := table.Code(strings.TrimSpace(text)); !ok || got != code {
					t.Errorf("%q is read as %d, want %d", text, got, code)
				}
			}
		}
		if _, ok := table.Code("SESUATU"); ok {
			t.Error("an unknown text is read")
		}
	}
}
