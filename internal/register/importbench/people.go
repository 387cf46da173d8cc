package importbench

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"

	"jemput/internal/civil"
	"jemput/internal/register"
)

// grid is a city of eight kecamatan with nine kelurahan each.
type grid struct{}

func (grid) Name(code string) (string, bool) {
	switch {
	case len(code) == 5 && code == city, len(code) == 8 && strings.HasPrefix(code, city) && code[7] >= '1' && code[7] <= '8':
		return "Kota " + code, true
	case len(code) == 13 && strings.HasPrefix(code, city) && code[7] >= '1' && code[7] <= '8' && code[12] >= '1' && code[12] <= '9':
		return "Kelurahan " + code, true
	}
	return "", false
}

func (grid) Kelurahan(string, string) (string, bool) { return "", false }

const header = "NIK,NO_KK,NAMA_LGKP,JENIS_KLMIN,TEMPAT_LAHIR,TANGGAL_LAHIR,NO_KECAMATAN,NO_KELURAHAN,ALAMAT,NO_RT,NO_RW," +
	"AGAMA,STAT_KWN,GOL_DRH,STAT_HBKEL,PDDK_AKH,JENIS_PKRJN,NO_PROP,NO_KAB,EKTP_STATUS\r\n"

var (
	firstNames = strings.Fields("MUHAMMAD SITI AHMAD DEWI BUDI SRI AGUS NURUL RIZKI YULIA DEDI RINA HENDRA FATIMAH YUSUF INDAH IRFAN PUTRI FAJAR RATNA RUDI LESTARI " +
		"EKO KARTIKA JOKO MEGA SLAMET ANISA BAMBANG NUR ANDI FITRI DIMAS WATI ARIF MARYAM HASAN KHADIJAH IBRAHIM SULASTRI ILHAM RUKMINI BAYU YANTI WAHYU ENDANG TAUFIK " +
		"TITIN SYAHRUL HERLINA ZULKIFLI MARIA ROBERT THERESIA YOHANES DIAN KURNIAWAN EKA ABDUL TRI SAIFUL NOVITA FERDI MELATI GILANG INTAN REZA CITRA DONI LINDA IWAN SUSI")
	lastStarts = strings.Fields("HID SAPU PRA SETIA KUS NUG RAHMA WIDO SANTO PERMA HANDA MAULA FIRMAN GUNA HARTO ISKAN KARTA LAKSA MAHEN NASU OKTA PURNA RAMA SIRE TAMPU UTA " +
		"WIRA YUDHA ZAINU ALAM BASKO CAHYA DARMA EFEN FEBRI GINTI HARA")
	lastEnds = strings.Fields("YAT TRA TAMA WAN NTO ROHO NI DO SO NA DI LA SYAH WATI JAYA SARI KUSUMA DINATA GAR PUTRA NEGARA LIM TION BAR MAN DIN ZAH RIA LUNG KO")
	places   = strings.Fields("LUBUKLINGGAU PALEMBANG CURUP BENGKULU JAKARTA JAMBI MUSI_RAWAS BATURAJA LAHAT PRABUMULIH")
	streets  = strings.Fields("MAWAR MELATI KENANGA GARUDA YOS_SUDARSO AHMAD_YANI SUDIRMAN PATTIMURA DEPATI_SAID CEREME BELALAU KARTINI")
)

// writeResidents writes n residents in families, as an export has them; the same ones every time.
func writeResidents(w io.Writer, n int, now time.Time) {
	rng, day := rand.New(rand.NewPCG(16, 73)), civil.Of(now)
	pick := func(list []string) string { // popular ones first, with a long tail
		x := rng.Float64()
		return strings.ReplaceAll(list[int(x*x*float64(len(list)))], "_", " ")
	}
	io.WriteString(w, header)
	var card, address string
	var kecamatan, kelurahan, rt, rw, left int
	for i := range n {
		if left == 0 {
			left, kecamatan, kelurahan, rt, rw = 1+rng.IntN(5), 1+rng.IntN(8), 1+rng.IntN(9), 1+rng.IntN(9), 1+rng.IntN(5)
			card = fmt.Sprintf("1673%02d%02d%02d%02d%04d", kecamatan, 1+rng.IntN(28), 1+rng.IntN(12), rng.IntN(24), 1+i%9999)
			address = fmt.Sprintf("JL. %s NO. %d", pick(streets), 1+rng.IntN(200))
		}
		left--
		born, sex := day.AddDays(-rng.IntN(80*365)), register.Sex(1+rng.IntN(2))
		status, marital := 1, 1
		if born.Age(day) >= 17 {
			status, marital = 2+rng.IntN(7), 1+rng.IntN(4)
		}
		name := pick(firstNames)
		if rng.IntN(2) == 0 {
			name += " " + pick(firstNames)
		}
		name += " " + pick(lastStarts) + lastEnds[rng.IntN(len(lastEnds))]
		nik := register.MakeNIK(fmt.Sprintf("16.73.%02d", 1+i/9999%90), born, sex, 1+i%9999)
		fmt.Fprintf(w, "%s,%s,%s,%d,%s,%02d-%02d-%04d,%d,%d,%s,%03d,%03d,%d,%d,%d,%d,%d,%d,16,73,%d\r\n", nik.Reveal(), card, name, sex, pick(places),
			born.Day, born.Month, born.Year, kecamatan, 1000+kelurahan, address, rt, rw, 1, marital, 1+rng.IntN(13), 1+rng.IntN(4), 1+rng.IntN(10), 1+rng.IntN(88), status)
	}
}

func (grid) Named(string, string) []string { return nil }

func (grid) Below(code string) []string { return []string{code} }
