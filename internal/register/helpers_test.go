package register

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/keys"
)

var testDay = civil.Date{Year: 2026, Month: 11, Day: 24}

func testNow() time.Time { return time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC) }

// fewPlaces is a city of eight kecamatan with ten kelurahan each.
type fewPlaces struct{}

func (fewPlaces) Name(code string) (string, bool) {
	var p, c, k, v int
	switch n, _ := fmt.Sscanf(code, "%2d.%2d.%2d.%4d", &p, &c, &k, &v); n {
	case 4:
		return fmt.Sprintf("Kelurahan %d-%d", k, v-1000), p == 16 && c == 73 && k >= 1 && k <= 8 && v >= 1001 && v <= 1010
	case 3:
		return fmt.Sprintf("Kecamatan %d", k), p == 16 && (c == 73 || c == 5) && k >= 1 && k <= 8
	case 2:
		return "Lubuklinggau", p == 16 && c == 73
	}
	return "", false
}

func (p fewPlaces) Kelurahan(name, within string) (string, bool) {
	var k, v int
	if _, err := fmt.Sscanf(strings.ToUpper(name), "KELURAHAN %d-%d", &k, &v); err != nil {
		return "", false
	}
	code := fmt.Sprintf("16.73.%02d.%d", k, 1000+v)
	_, ok := p.Name(code)
	return code, ok && strings.HasPrefix(code, within)
}

// everywhere is the codes of the 80 kelurahan.
func everywhere() (codes []string) {
	for k := range 8 {
		for v := range 10 {
			codes = append(codes, fmt.Sprintf("16.73.%02d.%d", k+1, v+1001))
		}
	}
	return codes
}

func (p fewPlaces) Named(name, within string) []string {
	var found []string
	for _, code := range everywhere() {
		for _, c := range []string{code, code[:8]} {
			if n, _ := p.Name(c); strings.EqualFold(n, name) && strings.HasPrefix(c, within) && !slices.Contains(found, c) {
				found = append(found, c)
			}
		}
	}
	return found
}

func (fewPlaces) Below(code string) []string {
	var below []string
	for _, c := range everywhere() {
		if c == code || strings.HasPrefix(c, code+".") {
			below = append(below, c)
		}
	}
	return below
}

func newRegister(t testing.TB, d *db.DB) *Register {
	t.Helper()
	sealer, err := keys.NewSealer([]byte("0123456789abcdef0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	return New(d, sealer, fewPlaces{}, testNow)
}

// people makes believable residents, the same ones from the same seed.
type people struct {
	rng    *rand.Rand
	serial int
	card   FamilyCard
	left   int // members still to come of the family at hand
	area   string
}

func newPeople(seed uint64) *people { return &people{rng: rand.New(rand.NewPCG(seed, 1))} }

func (p *people) next() Resident {
	p.serial++
	if p.left == 0 {
		p.left = 1 + p.rng.IntN(5)
		p.card = FamilyCard(fmt.Sprintf("1673%02d%02d%02d%02d%04d", 1+p.rng.IntN(8), 1+p.rng.IntN(28), 1+p.rng.IntN(12), p.rng.IntN(24), p.serial%10000))
		p.area = fmt.Sprintf("16.73.%02d.%d", 1+p.rng.IntN(8), 1001+p.rng.IntN(10))
	}
	p.left--
	born := testDay.AddDays(-p.rng.IntN(80 * 365))
	sex := Sex(1 + p.rng.IntN(2))
	r := Resident{
		NIK: uniqueNIK(p.serial, born, sex), FamilyCard: p.card, Name: p.name(sex), Sex: sex, BirthPlace: "LUBUKLINGGAU",
		BirthDate: born, Area: p.area, Blood: 13, Religion: 1, Marital: Single, Relation: 4, Education: 5, Occupation: 88,
		Citizenship: Citizen, KTPStatus: NotYetRequired, Life: Living,
		Contact: Contact{AddressLine: fmt.Sprintf("JL. MAWAR RAHASIA NO. %d", p.serial), RT: 1 + p.rng.IntN(9), RW: 1 + p.rng.IntN(5)},
	}
	if born.Age(testDay) >= 17 {
		r.Marital, r.KTPStatus = Marital(1+p.rng.IntN(4)), KTPStatus(2+p.rng.IntN(7))
	}
	return r
}

// uniqueNIK spreads serials over kecamatan so that a million numbers stay distinct.
func uniqueNIK(n int, born civil.Date, sex Sex) NIK {
	return MakeNIK(fmt.Sprintf("16.%02d.%02d", 1+n/9999%90, 1+n/899910%8), born, sex, 1+n%9999)
}

var (
	maleNames   = strings.Fields("MUHAMMAD AHMAD BUDI AGUS RIZKI DEDI HENDRA YUSUF IRFAN FAJAR RUDI EKO JOKO SLAMET BAMBANG ANDI DIMAS ARIF HASAN IBRAHIM ILHAM BAYU WAHYU TAUFIK SYAHRUL ZULKIFLI ROBERT YOHANES KURNIAWAN ABDUL SAIFUL FERDI GILANG REZA ALDI DONI IWAN SURYA TONI UJANG")
	femaleNames = strings.Fields("SITI NURUL DEWI SRI RINA YULIA FATIMAH AISYAH INDAH PUTRI RATNA LESTARI KARTIKA MEGA ANISA NUR FITRI WATI MARYAM KHADIJAH SULASTRI RUKMINI YANTI ENDANG TITIN HERLINA MARIA THERESIA DIAN EKA TRI NOVITA FEBRIANI MELATI INTAN BUNGA CITRA LINDA SUSI VERA")
	lastStart   = strings.Fields("HID SAPU PRA SETIA KUS NUG RAHMA WIDO SANTO PERMA HANDA MAULA FIRMAN GUNA HARTO ISKAN KARTA LAKSA MAHEN NASU OKTA PURNA RAMA SIRE TAMPU UTA WIRA YUDHA ZAINU ALAM BASKO CAHYA DARMA EFEN FEBRI GINTI HARA")
	lastEnd     = strings.Fields("YAT TRA TAMA WAN NTO ROHO NI DO SO NA DI LA SYAH WATI JAYA SARI KUSUMA DINATA GAR PUTRA NEGARA LIM TION BAR MAN DIN ZAH RIA LUNG KO")
)

func (p *people) name(sex Sex) string {
	pick := func(list []string) string { // popular names first, with a long tail
		x := p.rng.Float64()
		return list[int(x*x*float64(len(list)))]
	}
	first := maleNames
	if sex == Female {
		first = femaleNames
	}
	parts := []string{pick(first)}
	if p.rng.IntN(2) == 0 {
		parts = append(parts, pick(first))
	}
	return strings.Join(append(parts, pick(lastStart)+lastEnd[p.rng.IntN(len(lastEnd))]), " ")
}

// populate inserts n people and returns them with their ids.
func populate(t testing.TB, r *Register, seed uint64, n int) []Resident {
	t.Helper()
	p, all := newPeople(seed), make([]Resident, 0, n)
	ids := idMaker{now: testNow}
	stats, err := r.BulkInsert(context.Background(), func() (Resident, bool) {
		if len(all) == n {
			return Resident{}, false
		}
		one := p.next()
		one.ID = ids.next()
		all = append(all, one)
		return one, true
	}, Source{Kind: Generated, Name: "test", City: "16.73"}, nil)
	if err != nil || stats.Inserted != int64(n) {
		t.Fatalf("inserted %d of %d: %v", stats.Inserted, n, err)
	}
	return all
}
