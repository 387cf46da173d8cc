package register

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"

	"golang.org/x/text/encoding/charmap"
)

const siakHeader = "NIK,NO_KK,NAMA_LGKP,JENIS_KLMIN,TEMPAT_LAHIR,TANGGAL_LAHIR,NO_KECAMATAN,NO_KELURAHAN,ALAMAT,NO_RT,NO_RW,EKTP_STATUS"

// dirt is one row as an office may send it: columns of siakHeader, and what is to come of it.
var dirt = []struct {
	name, row string
	code      string // of the rejection, "" for an accepted row
	column    string
	check     func(*Resident) bool
}{
	{name: "clean", row: `1673011405900011,1673010101200001,BUDI SANTOSO,1,LUBUKLINGGAU,14-05-1990,1,1001,JL. MAWAR 3,2,1,3`,
		check: func(p *Resident) bool {
			return p.Name == "BUDI SANTOSO" && p.Sex == Male && p.Area == "16.73.01.1001" && p.BirthDate.String() == "1990-05-14" && p.KTPStatus == Recorded &&
				p.FamilyCard == "1673010101200001" && p.Contact.AddressLine == "JL. MAWAR 3" && p.Contact.RT == 2 && p.Contact.RW == 1 && p.Warnings == 0
		}},
	{name: "apostrophe", row: `'1673011405900021,'1673010101200001,BUDI,1,X,14-05-1990,01,1001,,,,3`, check: func(p *Resident) bool { return p.NIK == "1673011405900021" }},
	{name: "formula text", row: `"=""1673011405900031""",,BUDI,1,X,14-05-1990,01,1001,,,,3`, check: func(p *Resident) bool { return p.Warnings == CardNumberOdd }},
	{name: "spaces", row: ` 1673 0114 0590 0041 ,,BUDI,1,X,14-05-1990,01,1001,,,,3`, check: func(p *Resident) bool { return p.NIK == "1673011405900041" }},
	{name: "dots", row: `16.73.01.140590.0051,,BUDI,1,X,14-05-1990,01,1001,,,,3`, check: func(p *Resident) bool { return p.NIK == "1673011405900051" }},
	{name: "float", row: `1673011405900061.0,,BUDI,1,X,14-05-1990,1.0,1001.0,,,,3.0`, check: func(p *Resident) bool { return p.NIK == "1673011405900061" }},
	{name: "scientific, whole", row: `1.673011405900071E+15,,BUDI,1,X,14-05-1990,1,1001,,,,3`, check: func(p *Resident) bool { return p.NIK == "1673011405900071" }},
	{name: "scientific, lost", row: `1.67301E+15,,BUDI,1,X,14-05-1990,1,1001,,,,3`, code: "nik_digits_lost", column: "NIK"},
	{name: "rounded serial", row: `1673011405900000,,BUDI,1,X,14-05-1990,1,1001,,,,3`, code: "nik_digits_lost", column: "NIK"},
	{name: "fifteen digits", row: `167301140590001,,BUDI,1,X,14-05-1990,1,1001,,,,3`, code: "nik_malformed", column: "NIK"},
	{name: "seventeen digits", row: `16730114059000111,,BUDI,1,X,14-05-1990,1,1001,,,,3`, code: "nik_malformed", column: "NIK"},
	{name: "letters", row: `16730114059O0011,,BUDI,1,X,14-05-1990,1,1001,,,,3`, code: "nik_malformed", column: "NIK"},
	{name: "no NIK", row: `,,BUDI,1,X,14-05-1990,1,1001,,,,3`, code: "nik_missing", column: "NIK"},
	{name: "date with slashes", row: `1673010402900012,,ANI,1,X,4/2/1990,1,1001,,,,3`, check: func(p *Resident) bool { return p.BirthDate.String() == "1990-02-04" && p.Warnings&NIKBirthDiffers == 0 }},
	{name: "ISO date", row: `1673010402900022,,ANI,1,X,1990-02-04 00:00:00,1,1001,,,,3`, check: func(p *Resident) bool { return p.BirthDate.String() == "1990-02-04" }},
	{name: "Excel serial", row: `1673010402900032,,ANI,1,X,32908,1,1001,,,,3`, check: func(p *Resident) bool { return p.BirthDate.String() == "1990-02-04" }},
	{name: "month by name", row: `1673011705900042,,ANI,1,X,17 Mei 1990,1,1001,,,,3`, check: func(p *Resident) bool { return p.BirthDate.String() == "1990-05-17" }},
	{name: "eight digits", row: `1673010402900052,,ANI,1,X,04021990,1,1001,,,,3`, check: func(p *Resident) bool { return p.BirthDate.String() == "1990-02-04" }},
	{name: "month before day", row: `1673010402900062,,ANI,1,X,12/25/1990,1,1001,,,,3`, code: "birth_date_unreadable", column: "TANGGAL_LAHIR"},
	{name: "no such day", row: `1673010402900072,,ANI,1,X,31-02-1990,1,1001,,,,3`, code: "birth_date_unreadable", column: "TANGGAL_LAHIR"},
	{name: "two-digit year", row: `1673010402900082,,ANI,1,X,04-02-90,1,1001,,,,3`, code: "birth_date_century", column: "TANGGAL_LAHIR"},
	{name: "future", row: `1673010402900092,,ANI,1,X,04-02-2027,1,1001,,,,3`, code: "birth_date_out_of_range", column: "TANGGAL_LAHIR"},
	{name: "no date", row: `1673010402900102,,ANI,1,X,-,1,1001,,,,3`, code: "birth_date_missing", column: "TANGGAL_LAHIR"},
	{name: "sex by letter", row: `1673015405900013,,SITI,p,X,14-05-1990,1,1001,,,,3`, check: func(p *Resident) bool { return p.Sex == Female && p.Warnings&NIKSexDiffers == 0 }},
	{name: "sex by word", row: `1673015405900023,,SITI,Perempuan,X,14-05-1990,1,1001,,,,BELUM REKAM`, check: func(p *Resident) bool { return p.Sex == Female && p.KTPStatus == NotRecorded }},
	{name: "sex unknown", row: `1673015405900033,,SITI,?,X,14-05-1990,1,1001,,,,3`, code: "sex_unknown", column: "JENIS_KLMIN"},
	{name: "no sex", row: `1673015405900043,,SITI,,X,14-05-1990,1,1001,,,,3`, code: "sex_missing", column: "JENIS_KLMIN"},
	{name: "NIK of another day and sex", row: `1673015405900053,,SITI,1,X,15-05-1990,1,1001,,,,3`, check: func(p *Resident) bool {
		return p.Warnings&(NIKBirthDiffers|NIKSexDiffers) == NIKBirthDiffers|NIKSexDiffers
	}},
	{name: "NIK of an unknown region", row: `9999995405900063,,SITI,2,X,14-05-1990,1,1001,,,,3`, check: func(p *Resident) bool { return p.Warnings&NIKRegionUnknown != 0 && p.Area == "16.73.01.1001" }},
	{name: "lower case, spaces", row: `1673015405900073,,"  siti   nurbaya ",2,X,14-05-1990,1,1001,,,,3`, check: func(p *Resident) bool { return p.Name == "SITI NURBAYA" }},
	{name: "quotes and lines", row: "1673015405900083,,\"SITI \"\"ITI\"\", S.Pd\",2,X,14-05-1990,1,1001,\"JL. A\r\nLORONG B\",,,3", check: func(p *Resident) bool {
		return p.Name == `SITI "ITI", S.PD` && p.Contact.AddressLine == "JL. A LORONG B"
	}},
	{name: "name without letters", row: `1673015405900093,,123,2,X,14-05-1990,1,1001,,,,3`, code: "name_unreadable", column: "NAMA_LGKP"},
	{name: "no name", row: `1673015405900103,,,2,X,14-05-1990,1,1001,,,,3`, code: "name_missing", column: "NAMA_LGKP"},
	{name: "endless name", row: `1673015405900113,,` + strings.Repeat("A", 400) + `,2,X,14-05-1990,1,1001,,,,3`, code: "name_unreadable", column: "NAMA_LGKP"},
	{name: "kelurahan unknown", row: `1673015405900123,,SITI,2,X,14-05-1990,1,1099,,,,3`, code: "kelurahan_unknown", column: "NO_KELURAHAN"},
	{name: "no kelurahan", row: `1673015405900133,,SITI,2,X,14-05-1990,1,,,,,3`, code: "kelurahan_missing", column: "NO_KELURAHAN"},
	{name: "full code", row: `1673015405900143,,SITI,2,X,14-05-1990,,16.73.02.1003,,,,3`, check: func(p *Resident) bool { return p.Area == "16.73.02.1003" }},
	{name: "full code without dots", row: `1673015405900153,,SITI,2,X,14-05-1990,,1673021003,,,,3`, check: func(p *Resident) bool { return p.Area == "16.73.02.1003" }},
	{name: "kelurahan by name", row: `1673015405900163,,SITI,2,X,14-05-1990,Kecamatan 2,Kelurahan 2-3,,,,3`, check: func(p *Resident) bool { return p.Area == "16.73.02.1003" }},
	{name: "another city", row: `1673015405900173,,SITI,2,X,14-05-1990,,16.05.02.1003,,,,3`, code: "kelurahan_unknown", column: "NO_KELURAHAN"},
	{name: "status unread", row: `1673015405900183,,SITI,2,X,14-05-1990,1,1001,,x,,SOON`, check: func(p *Resident) bool { return p.KTPStatus == NotRecorded && p.Warnings&FieldUnread != 0 }},
	{name: "no status, child", row: `1673015405180193,,SITI,2,X,14-05-2018,1,1001,,003/001,,`, check: func(p *Resident) bool { return p.KTPStatus == NotYetRequired && p.Contact.RT == 3 && p.Contact.RW == 1 }},
	{name: "stray quotation mark", row: `1673015405900203,,"SITI" SAJA,2,X,14-05-1990,1,1001,,,,3`, code: "row_quotes"},
	{name: "short row", row: `1673015405900213,,SITI,2`, code: "birth_date_missing", column: "TANGGAL_LAHIR"},
	{name: "accents", row: `1673015405900223,,RENÉ ANDRÉ,2,X,14-05-1990,1,1001,,,,3`, check: func(p *Resident) bool { return p.Name == "RENÉ ANDRÉ" }},
	{name: "repeated, other content", row: `1673011405900011,,BUDI,1,LUBUKLINGGAU,14-05-1990,1,1001,JL. LAIN,2,1,3`, code: "nik_repeated", column: "NIK"},
	{name: "trailing empty", row: `,,,,,,,,,,,`, code: "-"},
}

// dialects are the ways in which the same table is written.
var dialects = []struct {
	name string
	make func(rows []string) []byte
}{
	{"UTF-8, comma, LF", func(rows []string) []byte { return []byte(strings.Join(rows, "\n")) }},
	{"BOM, semicolon, CRLF", func(rows []string) []byte {
		return []byte("\ufeff" + strings.Join(swap(rows, ";"), "\r\n") + "\r\n\r\n;;;;;\r\n")
	}},
	{"Windows-1252, tab", func(rows []string) []byte {
		b, _ := charmap.Windows1252.NewEncoder().Bytes([]byte(strings.Join(swap(rows, "\t"), "\r\n")))
		return b
	}},
}

// swap puts another delimiter outside quotation marks.
func swap(rows []string, delimiter string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		parts := strings.Split(row, `"`)
		for j := 0; j < len(parts); j += 2 {
			parts[j] = strings.ReplaceAll(parts[j], ",", delimiter)
		}
		out[i] = strings.Join(parts, `"`)
	}
	return out
}

func writeFile(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEveryKindOfDirt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, dialect := range dialects {
			t.Run(dialect.name, func(t *testing.T) { importDirt(t, d, dialect.make) })
		}
	})
}

func importDirt(t *testing.T, d *db.DB, write func([]string) []byte) {
	ctx, r := context.Background(), newRegister(t, d)
	rows, rejects, accepted := []string{siakHeader}, map[string]string{}, int64(0)
	for _, c := range dirt {
		rows = append(rows, c.row)
		switch c.code {
		case "":
			accepted++
		case "-":
		default:
			rejects[c.name] = c.code
		}
	}
	path := writeFile(t, write(rows))
	out := filepath.Join(t.TempDir(), "rejects.csv")
	got, err := r.Import(ctx, ImportRequest{Path: path, Name: "dirt.csv", City: "16.73", RejectsPath: out})
	if err != nil {
		t.Fatal(err)
	}
	if got.Accepted != accepted || got.Rejected != int64(len(rejects)) || got.Rows != accepted+got.Rejected || got.Inserted+got.Unchanged != accepted {
		t.Errorf("got %+v, want %d accepted and %d rejected", got, accepted, len(rejects))
	}
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range dirt {
		line := lineOf(string(content), i+2)
		switch {
		case c.code == "" && line != "":
			t.Errorf("%s: rejected as %.80s", c.name, line)
		case c.code != "" && c.code != "-" && !strings.Contains(line, c.code) || c.column != "" && !strings.Contains(line, c.column):
			t.Errorf("%s: got %.80q, want %s in %s", c.name, line, c.code, c.column)
		}
		if c.check == nil {
			continue
		}
		digits, _, _ := readDigits(nil, []byte(strings.Trim(strings.SplitN(c.row, ",", 2)[0], `"=`)))
		p, err := r.ByNIK(ctx, NIK(digits))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !c.check(&p) {
			t.Errorf("%s: read as %+v", c.name, p)
		}
	}
	again, err := r.Import(ctx, ImportRequest{Path: path, Name: "dirt.csv", City: "16.73", RejectsPath: out})
	if err != nil || again.Changed != 0 || again.Inserted != 0 || again.Rejected != got.Rejected || again.Warnings != got.Warnings {
		t.Errorf("the second time: %+v, %v", again, err)
	}
	if info, err := os.Stat(out); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the rejects file is readable for others: %v, %v", info.Mode(), err)
	}
}

// lineOf is the line of the rejects file about a row, in any dialect.
func lineOf(content string, row int) string {
	for line := range strings.SplitSeq(content, "\r\n") {
		number := strings.FieldsFunc(line, func(c rune) bool { return c == ',' || c == ';' || c == '\t' })
		if len(number) > 0 && number[0] == strconv.Itoa(row) {
			return line
		}
	}
	return ""
}
