package outreach

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jemput/internal/civil"
	"jemput/internal/register"
)

func day(y, m, d int) (c civil.Date) {
	c, _ = civil.Make(y, m, d)
	return c
}

func TestTitlesComeOff(t *testing.T) {
	for written, want := range map[string]string{
		"BUDI SANTOSO":                   "BUDI SANTOSO",
		"Drs. H. Budi Santoso, M.Si":     "Budi Santoso",
		"dr.Hj. Siti Aminah, Sp.A., MM":  "Siti Aminah",
		"BUDI SANTOSO, S.Pd., M.Pd.":     "BUDI SANTOSO",
		"BUDI SANTOSO S.Pd":              "BUDI SANTOSO",
		"AGUS HERI SUSANTO SE":           "AGUS HERI SUSANTO",
		"AHMAD SE":                       "AHMAD SE", // two words: it may be a name
		"H. ABDULLAH":                    "ABDULLAH",
		"IR":                             "IR",
		"Prof. Dr. Ir. Rahmat, M.T, PhD": "Rahmat",
		"RAHMA WATI, A.Md.Keb":           "RAHMA WATI",
		"":                               "",
	} {
		if got := withoutTitles(written); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}

func TestNIPTellsBirthAndSex(t *testing.T) {
	for n, want := range map[nip]string{
		"198503092010012003": "1985-03-09 2", "197901022005011001": "1979-01-02 1",
		"198513092010012003": "", "198503092010013003": "", "19850309201001200": "", "203001012050011001": "", "": "",
	} {
		got := ""
		if born, sex, ok := n.holder(testDay); ok {
			got = fmt.Sprint(born, int(sex))
		}
		if got = strings.TrimSpace(got); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%s: %q, want %q", string(n), got, want)
		}
	}
}

func TestNumbersAreFoundInEachOthersColumns(t *testing.T) {
	const nik, number = "1673014903850001", "198503092010012003"
	for _, c := range []struct {
		nik, nip, name string
		want           numbers
	}{
		{"'" + nik, "", "", numbers{nik: nik}},
		{"", number, "", numbers{nip: number}},
		{"", "19850309 201001 2 003", "", numbers{nip: number}},
		{number, "", "", numbers{nip: number}},
		{"", nik, "", numbers{nik: nik}},
		{"1.67301E+15", number, "", numbers{lost: true, nip: number}},
		{"", "1.98503E+17", "", numbers{}},
		{"", "", "SITI AMINAH\nNIP. " + number, numbers{nip: number}},
		{"-", "-", "SITI", numbers{}},
	} {
		if got := readNumbers([]byte(c.nik), []byte(c.nip), []byte(c.name)); got != c.want {
			t.Errorf("%q %q %q: %+v", c.nik, c.nip, c.name, got)
		}
	}
	for written, want := range map[string]string{
		"SITI AMINAH NIP. 19850309 201001 2 003": "SITI AMINAH", "SITI / 1673014903850001": "SITI", "SITI": "SITI", "KELAS 7 A": "KELAS 7 A", "NIP 123456789": "",
	} {
		if got := withoutNumbers(written); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}

func TestBirthMayStandBehindItsPlace(t *testing.T) {
	for written, want := range map[string]civil.Date{
		"14-05-1990": day(1990, 5, 14), "Lubuklinggau, 14 Mei 1990": day(1990, 5, 14), "PALEMBANG/1990-05-14": day(1990, 5, 14), "33007": day(1990, 5, 14), "Lubuklinggau": {}, "31-02-1990": {}, "": {},
	} {
		if got := readBirth([]byte(written), false, testDay); got != want {
			t.Errorf("%q: %v, want %v", written, got, want)
		}
	}
}

func TestHeadersAreFoundBelowTitles(t *testing.T) {
	l, err := readList(strings.NewReader("DAFTAR PEGAWAI;;;\nDINAS KESEHATAN;;;\n;;;\nNO;Nama Lengkap dan Gelar;N I P;Unit Kerja\n1;2;3;4\n1;Budi Santoso, S.Pd;19850309 201001 1 003;Sekretariat\n"+
		"Bidang Umum;;;\nNO;Nama Lengkap dan Gelar;NIP;Unit Kerja\n2;Siti;;Umum\n;;;\n;Mengetahui,;;\n;;198503092010011003;\n"), testDay)
	if err != nil {
		t.Fatal(err)
	}
	if l.headerRow != 4 || len(l.people) != 2 || l.people[0].plain != "Budi Santoso" || l.people[0].born != day(1985, 3, 9) || l.people[0].sex != register.Male ||
		l.people[0].row != 6 || l.people[0].unit != "Sekretariat" || l.people[1].unit != "Umum" {
		t.Errorf("%+v", l)
	}
	reasons := ""
	for _, r := range l.rejected {
		reasons += fmt.Sprint(r.Row, " ", r.Reason, "; ")
	}
	if reasons != "7 row_heading; 11 row_heading; 12 row_heading; " {
		t.Errorf("rejected %s", reasons)
	}
	for _, bad := range []string{"a;b\n1;2\n", "UNIT;KELAS\nx;y\n", "\n\n\n"} {
		if _, err := readList(strings.NewReader(bad), testDay); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func TestRoundedNIKsAreNotTrusted(t *testing.T) {
	var b strings.Builder
	b.WriteString("NIK,NAMA\n")
	for i := range 12 {
		fmt.Fprintf(&b, "16730149038500%d0,NAMA %c\n", i%9+1, 'A'+i)
	}
	l, err := readList(strings.NewReader(b.String()), testDay)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range l.people {
		if p.nik != "" || !p.lost {
			t.Fatalf("row %d kept its NIK", p.row)
		}
	}
}

// Whatever a list holds, nothing that is kept in clear of it holds a personal number, and it is read or refused.
func FuzzLists(f *testing.F) {
	f.Add([]byte("NIK;NAMA;NIP;UNIT\n1673014903850001;SITI 1673014903850001;198503092010012003;UNIT 1673 0149 0385 0001\n"))
	f.Add([]byte("\xef\xbb\xbfNAMA/NIP,TTL\r\n\"BUDI\nNIP. 19850309 201001 1 003\",\"LUBUKLINGGAU, 9-3-1985\"\r\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, file []byte) {
		l, err := readList(strings.NewReader(string(file)), testDay)
		if err != nil {
			return
		}
		for _, p := range l.people {
			if p.name == "" && p.nik == "" {
				t.Fatalf("row %d is nobody", p.row)
			}
			for _, text := range []string{p.name, p.unit} {
				if numberRun.MatchString(text) || short(text) != text {
					t.Fatalf("row %d keeps %q", p.row, text)
				}
			}
		}
	})
}

func TestShortTwiceIsShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := short(withoutNumbers(rapid.String().Draw(t, "s")))
		if short(s) != s || len([]rune(s)) > longestText {
			t.Fatalf("%q", s)
		}
	})
}
