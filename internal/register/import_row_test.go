package register

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"jemput/internal/civil"
	"jemput/internal/fault"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"
)

// drawResident makes any resident that a file can say.
func drawResident(t *rapid.T, serial int) Resident {
	born := testDay.AddDays(-rapid.IntRange(0, 100*365).Draw(t, "age"))
	sex := Sex(rapid.IntRange(1, 2).Draw(t, "sex"))
	letters := rapid.StringMatching(`[A-Z][A-ZÉÑ]{0,12}( [A-Z'.,"-][A-Z;]{0,9}){0,4}`)
	code := func(table *Table) int { return rapid.IntRange(1, table.Len()).Draw(t, "code") }
	kecamatan, kelurahan := rapid.IntRange(1, 8).Draw(t, "kecamatan"), rapid.IntRange(1, 10).Draw(t, "kelurahan")
	return Resident{
		NIK:        MakeNIK(fmt.Sprintf("16.73.%02d", rapid.IntRange(1, 8).Draw(t, "first")), born, sex, 1+serial),
		FamilyCard: FamilyCard(rapid.StringMatching(`1673[0-9]{12}`).Draw(t, "card")), Name: letters.Draw(t, "name"), Sex: sex, BirthPlace: letters.Draw(t, "place"),
		BirthDate: born, Area: fmt.Sprintf("16.73.%02d.%d", kecamatan, 1000+kelurahan),
		Blood: code(BloodTypes), Religion: code(Religions), Marital: Marital(code(MaritalStatuses)), Relation: code(Relations), Education: code(Educations),
		Occupation: code(Occupations), Citizenship: Citizenship(code(Citizenships)), KTPStatus: KTPStatus(code(KTPStatuses)), Life: LifeStatus(code(LifeStatuses)),
		Contact: Contact{AddressLine: letters.Draw(t, "address"), RT: rapid.IntRange(0, 99).Draw(t, "rt"), RW: rapid.IntRange(0, 99).Draw(t, "rw"),
			Hamlet: letters.Draw(t, "hamlet"), PostCode: "31625", Phone: "+62812000111", Email: "a@contoh.id", MotherName: letters.Draw(t, "mother"), FatherName: letters.Draw(t, "father")},
	}
}

// dialect writes one column in one of the ways that are understood. It is drawn once for a file.
type drawnColumn struct {
	header string
	write  func(*Resident) string
}

func drawColumns(t *rapid.T) []drawnColumn {
	header := func(options string) string { return rapid.SampledFrom(strings.Split(options, "|")).Draw(t, "header") }
	number := func(n string) string {
		switch rapid.IntRange(0, 4).Draw(t, "number") {
		case 0:
			return "'" + n
		case 1:
			return n[:4] + " " + n[4:8] + " " + n[8:12] + " " + n[12:]
		case 2:
			return n[:2] + "." + n[2:4] + "." + n[4:6] + "." + n[6:12] + "." + n[12:]
		case 3:
			return ` ="` + n + `"`
		}
		return n
	}
	texts := rapid.Bool().Draw(t, "texts")
	code := func(header string, table *Table, of func(*Resident) int) drawnColumn {
		return drawnColumn{header, func(p *Resident) string {
			if texts {
				return strings.ToLower(table.Name(of(p)))
			}
			return fmt.Sprint(of(p))
		}}
	}
	dates := rapid.IntRange(0, 5).Draw(t, "dates")
	columns := []drawnColumn{
		{header("NIK|No. KTP|nomor induk kependudukan"), func(p *Resident) string { return number(p.NIK.Reveal()) }},
		{header("NO_KK|Nomor KK"), func(p *Resident) string { return number(p.FamilyCard.Reveal()) }},
		{header("NAMA_LGKP|NAMA LENGKAP|Nama"), func(p *Resident) string { return "  " + strings.ToLower(p.Name) }},
		code(header("JENIS_KLMIN|JK|L/P"), Sexes, func(p *Resident) int { return int(p.Sex) }),
		{header("TEMPAT_LAHIR|Tmpt. Lahir"), func(p *Resident) string { return p.BirthPlace }},
		{header("TANGGAL_LAHIR|TGL LAHIR"), func(p *Resident) string { return writeDate(p.BirthDate, dates) }},
		{"KELURAHAN", func(p *Resident) string { return p.Area }},
		{"ALAMAT", func(p *Resident) string { return p.Contact.AddressLine }}, {"NO_RT", func(p *Resident) string { return fmt.Sprintf("%03d", p.Contact.RT) }},
		{"NO_RW", func(p *Resident) string { return fmt.Sprintf("%d.0", p.Contact.RW) }}, {"DUSUN", func(p *Resident) string { return p.Contact.Hamlet }},
		{"KODE_POS", func(p *Resident) string { return p.Contact.PostCode }}, {"NO HP", func(p *Resident) string { return p.Contact.Phone }},
		{"EMAIL", func(p *Resident) string { return p.Contact.Email }}, {"NAMA_LGKP_IBU", func(p *Resident) string { return p.Contact.MotherName }},
		{"NAMA_LGKP_AYAH", func(p *Resident) string { return p.Contact.FatherName }},
		code("GOL_DRH", BloodTypes, func(p *Resident) int { return p.Blood }), code("AGAMA", Religions, func(p *Resident) int { return p.Religion }),
		code("STAT_KWN", MaritalStatuses, func(p *Resident) int { return int(p.Marital) }), code("STAT_HBKEL", Relations, func(p *Resident) int { return p.Relation }),
		code("PDDK_AKH", Educations, func(p *Resident) int { return p.Education }), code("JENIS_PKRJN", Occupations, func(p *Resident) int { return p.Occupation }),
		code("KEWARGANEGARAAN", Citizenships, func(p *Resident) int { return int(p.Citizenship) }),
		code("EKTP_STATUS", KTPStatuses, func(p *Resident) int { return int(p.KTPStatus) }), code("STATUS_HIDUP", LifeStatuses, func(p *Resident) int { return int(p.Life) }),
	}
	order := rapid.Permutation(columns).Draw(t, "order")
	return order
}

func writeDate(d civil.Date, form int) string {
	switch form {
	case 0:
		return fmt.Sprintf("%02d-%02d-%04d", d.Day, d.Month, d.Year)
	case 1:
		return fmt.Sprintf("%d/%d/%d", d.Day, d.Month, d.Year)
	case 2:
		return d.String() + " 00:00:00"
	case 3:
		return fmt.Sprintf("%02d%02d%04d", d.Day, d.Month, d.Year)
	case 4:
		return fmt.Sprintf("%d %s %d", d.Day, []string{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "Nopember", "Desember"}[d.Month-1], d.Year)
	}
	return fmt.Sprint(d.DaysSince(excelEpoch))
}

// readFile parses all rows of a file; rejects are given by their code.
func readRows(t interface{ Fatal(...any) }, path string) (all []parsed, rejects []string) {
	table, err := openTable(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer table.close()
	reader := newRowReader(table.mapping, fewPlaces{}, "16.73", testDay, false)
	for {
		row, err := table.next()
		if errors.Is(err, io.EOF) {
			return all, rejects
		}
		if err != nil {
			t.Fatal(err)
		}
		var p parsed
		if problems := reader.read(&row, &p); len(problems) > 0 {
			rejects = append(rejects, problems[0].Code)
			continue
		}
		all = append(all, p)
	}
}

func TestResidentsSurviveEveryDialect(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		columns := drawColumns(rt)
		delimiter := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(rt, "delimiter")
		want := make([]Resident, rapid.IntRange(1, 5).Draw(rt, "n"))
		var b strings.Builder
		line := func(cell func(drawnColumn) string) {
			for i, c := range columns {
				if i > 0 {
					b.WriteString(delimiter)
				}
				text := cell(c)
				if strings.ContainsAny(text, delimiter+`"`) {
					text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
				}
				b.WriteString(text)
			}
			b.WriteString("\r\n")
		}
		line(func(c drawnColumn) string { return c.header })
		for i := range want {
			want[i] = drawResident(rt, i)
			line(func(c drawnColumn) string { return c.write(&want[i]) })
		}
		content := []byte(b.String())
		if rapid.Bool().Draw(rt, "windows-1252") {
			content, _ = charmap.Windows1252.NewEncoder().Bytes(content)
		}
		got, rejects := readRows(rt, writeFile(t, content))
		if len(rejects) > 0 || len(got) != len(want) {
			rt.Fatalf("%d of %d, rejects %v", len(got), len(want), rejects)
		}
		for i := range want {
			want[i].Name = strings.TrimSpace(want[i].Name)
			if diff := cmp.Diff(want[i], got[i].Resident, cmpopts.EquateEmpty()); diff != "" {
				rt.Fatal(diff)
			}
			if got[i].warnings != 0 {
				rt.Fatalf("warnings %v", got[i].warnings.Codes())
			}
		}
	})
}

func FuzzImportRow(f *testing.F) {
	f.Add([]byte(siakHeader + "\n" + dirt[0].row + "\n" + dirt[7].row + "\n"))
	f.Add([]byte("NIK;NAMA;JK;TGL LAHIR;KEC;KEL\n1673011405900011;B;L;33007;Kecamatan 1;Kelurahan 1-1\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		table, err := openTable(writeFile(t, content), nil)
		if err != nil {
			if fault.KindOf(err) == fault.Internal {
				t.Fatal(err)
			}
			return
		}
		defer table.close()
		if len(table.mapping.missing()) > 0 {
			return
		}
		reader := newRowReader(table.mapping, fewPlaces{}, "16.73", testDay, false)
		for {
			row, err := table.next()
			if err != nil {
				return
			}
			var p parsed
			for _, problem := range reader.read(&row, &p) {
				if id, en := problem.Reason(); id == "" || en == "" || bytes.Contains([]byte(en), []byte("1673")) {
					t.Fatalf("a reason without words: %+v", problem)
				}
			}
			if len(reader.problems) > 0 {
				continue
			}
			_, known := fewPlaces{}.Name(p.Area)
			if !p.NIK.Valid() || !known || p.Name == "" || !p.BirthDate.Valid() || p.Sex != Male && p.Sex != Female || p.KTPStatus < 1 || p.Marital < 1 {
				t.Fatalf("accepted: %+v", p)
			}
			var back Resident
			if err := readRecord(appendRecord(nil, &p.Resident), &back); err != nil || back.NIK != p.NIK {
				t.Fatalf("the record does not come back: %v", err)
			}
		}
	})
}
