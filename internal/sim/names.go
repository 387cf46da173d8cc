package sim

import (
	"math/rand/v2"
	"slices"
	"strings"

	"jemput/internal/register"
)

// tradition is a way of giving names: given names by sex, and what stands behind them.
type tradition struct {
	share      int // of a hundred families
	religion   int // usual religion of the tradition
	male       []string
	female     []string
	maleEnd    []string // second names, "" for none
	femaleEnd  []string
	familyName []string // handed on; nil where there are none
}

func words(s string) []string { return strings.Fields(s) }

// traditions of the peoples who live in the south of Sumatra. A name given by one of them may be anybody's and is nobody's.
var traditions = []tradition{
	{
		share: 46, religion: 1,
		male:      words("MUHAMMAD AHMAD ABDUL_RAHMAN HENDRA YUSUF RIZKI FIRMANSYAH ZULKIFLI HASAN IBRAHIM ILHAM ARDIANSYAH SYAHRUL RAHMAT HERMAN IRWAN DEDI RUSDI ANSORI AMRULLAH MAULANA FADHIL RAFLI ALDI REZA FAISAL KURNIAWAN JUNAIDI EFENDI SUHARDI MARZUKI IQBAL FAHRI HAIKAL"),
		female:    words("SITI NURUL FATIMAH AISYAH RINA YULIANA NURHAYATI ROHANI MARLINA HERLINA LENI MERIYANTI ZAINAB HALIMAH KHADIJAH SUSANTI DESI MELATI RISKA NABILA SALSABILA AMELIA PUTRI ANISA INTAN NOVITA ELVIANA SARINAH ROSMALA MISNAWATI"),
		maleEnd:   words("SAPUTRA PRATAMA HIDAYAT RAMADHAN WIJAYA SYAHPUTRA ALAMSYAH NOPRIANSYAH HAKIM ARIANSYAH HARIYANTO AFRIZAL OKTAVIAN APRIANSYAH FEBRIAN ANUGRAH SETIAWAN MULYADI EFRIZAL ROMADHON AL_FARIZI PERDANA SUKARDI ISKANDAR"),
		femaleEnd: words("SARI WATI LESTARI UTAMI PERMATA AGUSTINA OKTAVIA RAHAYU FITRIANI HASANAH MAULIDA AZZAHRA ANGGRAINI PUSPITA MARSELA APRILIA NINGSIH SAFITRI RAMADHANI ZAHARA KHAIRUNNISA FADILAH"),
	},
	{
		share: 34, religion: 1,
		male:      words("AGUS BUDI SLAMET JOKO BAMBANG EKO SUTRISNO WAHYU DWI TRI SUPRIYADI HERI ARIF BAYU GALIH DIMAS SUGENG PURWANTO SUYANTO WAGIMIN TUKIMIN SARJONO MARYADI TEGUH YOGI ADITYA RIYAN ANDIKA"),
		female:    words("SRI DEWI ENDANG SULASTRI WARTINI SUMARNI RATNA LESTARI PUJI TITIK SITI RUKMINI SUPARTI TUMINAH WAHYUNI RETNO INDAH MAYA EKA NINING TRI DWI PURWATI YATI AYU WULAN CITRA"),
		maleEnd:   words("SANTOSO PRASETYO NUGROHO SUSANTO HARYONO WIBOWO WIDODO RAHARJO SETYAWAN HARTONO KUNCORO PURNOMO SUTARTO PAMUNGKAS SUPRAPTO HANDOKO SUDARMAJI UTOMO MULYONO"),
		femaleEnd: words("ASTUTI WAHYUNI HANDAYANI SETYOWATI WULANDARI KUSUMAWATI PURWANTI LESTARI RAHMAWATI SETIANINGSIH MARYANI PRIHATIN ARIYANI YULIANTI NURJANAH"),
	},
	{
		share: 11, religion: 1,
		male:      words("RIDWAN FEBRI HARDI ANDRI YULIZAR AFDAL HENDRI RONI DONI ZULFAHMI ARMAN SYAFRIL REFKI FAUZAN TAUFIK ERWIN"),
		female:    words("YESI FITRI RAHMI WELMI GUSMA ELFI SUCI MUTIA HAYATI DESMARNI NELVI SILVIA RATIH VIVI MERI ERNAWATI"),
		maleEnd:   words("CHANIAGO TANJUNG PILIANG KOTO SIKUMBANG JAMBAK MELAYU GUCI"),
		femaleEnd: words("CHANIAGO TANJUNG PILIANG KOTO SIKUMBANG JAMBAK MELAYU GUCI"),
	},
	{
		share: 5, religion: 2,
		male:       words("PARLINDUNGAN MARULI TOGAR HOTMAN JONATHAN SAMUEL DANIEL BINSAR PANTAS RUDOLF ANDREAS HORAS GABRIEL YOSUA"),
		female:     words("ROTUA TIURMA LASMARIA DAMERIA ESTER MARTHA RUTH NOVA HOTMAIDA SINTA REBECCA TIODORA ELISABETH"),
		familyName: words("SITUMORANG SIMANJUNTAK NAINGGOLAN HUTAPEA SIREGAR PANJAITAN SILALAHI MANURUNG SINAGA SIMBOLON GULTOM PURBA"),
	},
	{
		share: 3, religion: 5,
		male:      words("HENDRA ANDI WILLIAM KEVIN STEVEN TONY RUDY HARTONO JIMMY EDWIN FERRY SURYANTO"),
		female:    words("LILY MEILING VIVIAN ANGELINE SHERLY FELICIA YENNY LINDA SUSIANA CYNTHIA JESSICA MELISA"),
		maleEnd:   words("GUNAWAN HALIM WIJAYA TANUWIJAYA SALIM LESMANA KOSASIH SUSANTO"),
		femaleEnd: words("GUNAWAN HALIM WIJAYA TANUWIJAYA SALIM LESMANA KOSASIH"),
	},
	{
		share: 1, religion: 4,
		male:      words("WAYAN MADE NYOMAN KETUT GEDE PUTU"),
		female:    words("NI_WAYAN NI_MADE NI_NYOMAN NI_KETUT NI_PUTU"),
		maleEnd:   words("SUDIARTA ARTAWAN WIRATAMA SUARDANA PARTAMA DARMAYASA"),
		femaleEnd: words("SUKERTI ARIANI SUARTINI WARDANI PRATIWI ASTARI"),
	},
}

// drawTradition picks by share.
func drawTradition(r *rand.Rand) *tradition {
	n := r.IntN(100)
	for i := range traditions {
		if n -= traditions[i].share; n < 0 {
			return &traditions[i]
		}
	}
	return &traditions[0]
}

// popular picks from a list in which the front is met more often, as with real names.
func popular(r *rand.Rand, list []string) string {
	x := r.Float64()
	return list[int(x*x*float64(len(list)))]
}

// name makes a name of the tradition; last is a family name that is handed on, "" if there is none.
func (t *tradition) name(r *rand.Rand, sex register.Sex, last string) string {
	given, end := t.male, t.maleEnd
	if sex == register.Female {
		given, end = t.female, t.femaleEnd
	}
	parts := []string{popular(r, given)}
	add := func(word string) {
		if !slices.Contains(parts, word) {
			parts = append(parts, word)
		}
	}
	if r.IntN(5) < 2 && !strings.Contains(parts[0], "_") {
		add(popular(r, given))
	}
	switch {
	case last != "":
		add(last)
	case len(end) > 0 && (r.IntN(8) > 0 || stub(parts)):
		add(popular(r, end))
	}
	return strings.ReplaceAll(strings.Join(parts, " "), "_", " ")
}

// stub reports one short word, which nobody is called by alone.
func stub(parts []string) bool { return len(parts) == 1 && len(parts[0]) < 4 }

// familyNameOf draws what a family hands on.
func (t *tradition) familyNameOf(r *rand.Rand) string {
	if len(t.familyName) == 0 {
		return ""
	}
	return t.familyName[r.IntN(len(t.familyName))]
}

var streets = words("MAWAR MELATI KENANGA CEMPAKA ANGGREK FLAMBOYAN MERDEKA PAHLAWAN SUDIRMAN DIPONEGORO KARTINI GARUDA NANGKA DURIAN RAMBUTAN BELIMBING CENDRAWASIH MERPATI NUSANTARA PATTIMURA HASANUDDIN YOS-SUDARSO KELABAT SILAMPARI BUKIT-SULAP DEPATI-SAID")

var birthPlaces = []struct {
	name   string
	region string // kecamatan of first registration there; "" is a kecamatan of the city itself
	share  int
}{
	{"LUBUKLINGGAU", "", 66}, {"MUSI RAWAS", "16.05.01", 12}, {"PALEMBANG", "16.71.03", 6}, {"CURUP", "17.02.01", 5}, {"EMPAT LAWANG", "16.11.02", 3},
	{"BENGKULU", "17.71.02", 2}, {"LAHAT", "16.04.05", 2}, {"MUARA BELITI", "16.05.05", 2}, {"JAMBI", "15.71.03", 1}, {"PADANG", "13.71.03", 1},
}
