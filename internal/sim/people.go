package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"jemput/internal/civil"
	"jemput/internal/register"
)

// Relations to the head of the family, as the family card codes them.
const (
	relationHead      = 1
	relationHusband   = 2
	relationWife      = 3
	relationChild     = 4
	relationSonInLaw  = 5
	relationGrandkid  = 6
	relationParent    = 7
	relationOtherKin  = 9
	educationNone     = 1
	educationPrimary  = 3
	educationJunior   = 4
	educationSenior   = 5
	educationDiploma  = 7
	educationBachelor = 8
	educationMaster   = 9
)

// member is a person of a family before names and numbers are given: what the count depends on.
type member struct {
	born     civil.Date
	sex      register.Sex
	marital  register.Marital
	relation int
}

// must reports wajib KTP on the city's day. Everybody here is a living citizen.
func (m member) must(today civil.Date) bool {
	return m.born.Age(today) >= 17 || m.marital != register.Single
}

// households makes families until exactly n people live in them.
func households(r *rand.Rand, today civil.Date, n int) [][]member {
	var all [][]member
	for n > 0 {
		f := household(r, today)
		if len(f) > n {
			f = f[:n]
		}
		all = append(all, f)
		n -= len(f)
	}
	return all
}

func household(r *rand.Rand, today civil.Date) []member {
	age := headAge(r)
	born := func(age int) civil.Date { return today.AddYears(-age).AddDays(-r.IntN(365)) }
	switch kind := r.IntN(100); {
	case kind < 7: // lives alone
		status := register.Single
		if age > 45 {
			status = register.Widowed
		}
		return []member{{born(age), sexOf(r), status, relationHead}}
	case kind < 16: // one parent
		status := register.Divorced
		if age > 50 || r.IntN(3) == 0 {
			status = register.Widowed
		}
		head := member{born(age), register.Female, status, relationHead}
		if r.IntN(4) == 0 {
			head.sex = register.Male
		}
		return append([]member{head}, children(r, age, born)...)
	}
	wife := max(19, age-r.IntN(7)+1)
	family := []member{{born(age), register.Male, register.Married, relationHead}, {born(wife), register.Female, register.Married, relationWife}}
	family = append(family, children(r, wife, born)...)
	return append(family, others(r, age, born)...)
}

// headAge follows a young city: most heads are between 28 and 60.
func headAge(r *rand.Rand) int {
	x := (r.Float64() + r.Float64() + r.Float64()) / 3
	return 22 + int(x*x*62)
}

func sexOf(r *rand.Rand) register.Sex { return register.Sex(1 + r.IntN(2)) }

// children still on the card of a parent of this age, the oldest first.
func children(r *rand.Rand, parentAge int, born func(int) civil.Date) []member {
	oldest := min(parentAge-21+r.IntN(4)-1, 27)
	want := [...]int{0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4}[r.IntN(11)]
	var list []member
	for age := oldest; age >= 0 && len(list) < want; age -= 2 + r.IntN(4) {
		if age > 22 && r.IntN(3) > 0 { // has a card of their own by now
			continue
		}
		child := member{born(age), sexOf(r), register.Single, relationChild}
		if last := len(list) - 1; last < 0 || child.born.DaysSince(list[last].born) >= 300 {
			list = append(list, child)
		}
	}
	return list
}

// others who share the card: a parent, a grown child's family, a niece who studies here.
func others(r *rand.Rand, age int, born func(int) civil.Date) []member {
	switch n := r.IntN(100); {
	case n < 6 && age < 60:
		return []member{{born(age + 22 + r.IntN(8)), register.Female, register.Widowed, relationParent}}
	case n < 9 && age > 48:
		young := age - 22 - r.IntN(5)
		return []member{{born(young), register.Male, register.Married, relationSonInLaw}, {born(max(0, young-23)), sexOf(r), register.Single, relationGrandkid}}
	case n < 12:
		return []member{{born(15 + r.IntN(9)), sexOf(r), register.Single, relationOtherKin}}
	}
	return nil
}

// settle moves children over the seventeenth birthday, or back, until exactly want people must hold a card. Families
// stay plausible.
func settle(r *rand.Rand, families [][]member, today civil.Date, want int) error {
	type place struct{ family, member int }
	var movable []place
	have := 0
	for f, family := range families {
		for i, m := range family {
			if m.must(today) {
				have++
			}
			if age := m.born.Age(today); m.marital == register.Single && m.relation == relationChild && age >= 11 && age <= 22 {
				movable = append(movable, place{f, i})
			}
		}
	}
	r.Shuffle(len(movable), func(i, j int) { movable[i], movable[j] = movable[j], movable[i] })
	for _, at := range movable {
		if have == want {
			return nil
		}
		m := &families[at.family][at.member]
		grown, age := m.must(today), m.born.Age(today)
		years := 17 - age + r.IntN(3) // older
		if grown {
			years = 16 - age - r.IntN(3)
		}
		if born := m.born.AddYears(-years); grown == (have > want) && mayBeBorn(families[at.family], at.member, born) {
			m.born = born
			have += 1 - 2*boolean(grown)
		}
	}
	if have != want {
		return fmt.Errorf("sim: %d of %d must hold a card, and nobody else can be moved", have, want)
	}
	return nil
}

// mayBeBorn reports that a child of the family could have been born on that day: its parents were 18, its brothers and
// sisters came ten months before or after.
func mayBeBorn(family []member, child int, born civil.Date) bool {
	for i, m := range family {
		switch m.relation {
		case relationHead, relationWife:
			if born.AddYears(-18).Before(m.born) {
				return false
			}
		case relationChild:
			if apart := born.DaysSince(m.born); i != child && apart > -300 && apart < 300 {
				return false
			}
		}
	}
	return true
}

// namer gives the members of families names, numbers and all else that the register knows.
type namer struct {
	r       *rand.Rand
	today   civil.Date
	ids     idMaker
	serials map[string]int // by region, date and sex: NIK and family cards are unique
}

func newNamer(r *rand.Rand, today civil.Date) *namer {
	return &namer{r: r, today: today, ids: newIDMaker(r, today), serials: map[string]int{}}
}

// serial is the next number behind a prefix of twelve digits.
func (n *namer) serial(prefix string) int {
	n.serials[prefix]++
	return n.serials[prefix]
}

// family turns one family into residents of a kelurahan.
func (n *namer) family(members []member, area string) []register.Resident {
	people := make([]register.Resident, len(members))
	tradition := drawTradition(n.r)
	last := tradition.familyNameOf(n.r)
	kecamatan := area[:8]
	card := n.card(kecamatan, members[0])
	religion := tradition.religion
	if religion == 2 && n.r.IntN(5) == 0 || religion == 5 && n.r.IntN(3) == 0 {
		religion = 3
	}
	contact := n.address()
	for i, m := range members {
		p := register.Resident{
			ID: n.ids.next(), FamilyCard: card, Sex: m.sex, BirthDate: m.born, Area: area, Religion: religion, Marital: m.marital,
			Relation: m.relation, Blood: [...]int{13, 13, 13, 4, 1, 2, 3, 4}[n.r.IntN(8)], Citizenship: register.Citizen,
			Life: register.Living, Contact: contact, Name: n.name(tradition, m.sex, last, people[:i]),
		}
		age := m.born.Age(n.today)
		p.Education, p.Occupation = n.education(age), n.occupation(age, m)
		p.KTPStatus = n.status(m, age)
		var region string
		p.BirthPlace, region = n.birthPlace()
		if region == "" {
			region = kecamatan
		}
		p.NIK = n.nik(region, m)
		people[i] = p
	}
	n.parents(members, people)
	return people
}

// name makes a name that nobody in the family has yet.
func (n *namer) name(t *tradition, sex register.Sex, last string, family []register.Resident) string {
	for {
		name := t.name(n.r, sex, last)
		if !slices.ContainsFunc(family, func(p register.Resident) bool { return p.Name == name }) {
			return name
		}
	}
}

func (n *namer) card(kecamatan string, head member) register.FamilyCard {
	day := head.born.AddYears(24 + n.r.IntN(4))
	if n.today.Before(day) {
		day = n.today.AddDays(-n.r.IntN(400) - 1)
	}
	if first := (civil.Date{Year: 2006, Month: time.January, Day: 1}); day.Before(first) {
		day = first.AddDays(n.r.IntN(2500))
	}
	prefix := strings.ReplaceAll(kecamatan, ".", "") + fmt.Sprintf("%02d%02d%02d", day.Day, day.Month, day.Year%100)
	return register.FamilyCard(fmt.Sprintf("%s%04d", prefix, n.serial("K"+prefix)))
}

func (n *namer) address() register.Contact {
	return register.Contact{
		AddressLine: fmt.Sprintf("JL. %s NO. %d", strings.ReplaceAll(streets[n.r.IntN(len(streets))], "-", " "), 1+n.r.IntN(180)),
		RT:          1 + n.r.IntN(12), RW: 1 + n.r.IntN(5), PostCode: fmt.Sprintf("316%02d", 11+n.r.IntN(20)),
	}
}

func (n *namer) birthPlace() (name, region string) {
	x := n.r.IntN(100)
	for _, p := range birthPlaces {
		if x -= p.share; x < 0 {
			return p.name, p.region
		}
	}
	return birthPlaces[0].name, ""
}

// nik is a number that is free; for three in a thousand it disagrees with the record, as it does where the record was corrected later.
func (n *namer) nik(region string, m member) register.NIK {
	born, sex := m.born, m.sex
	switch n.r.IntN(700) {
	case 0:
		born = born.AddDays(1)
	case 1:
		sex = 3 - sex
	}
	for {
		number := register.MakeNIK(region, born, sex, 1)
		if serial := n.serial(string(number[:12])); serial < 10000 {
			return register.MakeNIK(region, born, sex, serial)
		}
		born = born.AddDays(1)
	}
}

func (n *namer) parents(members []member, people []register.Resident) {
	father, mother := "", ""
	for i, m := range members {
		if m.relation == relationHead || m.relation == relationHusband || m.relation == relationWife {
			if m.sex == register.Male {
				father = people[i].Name
			} else {
				mother = people[i].Name
			}
		}
	}
	for i, m := range members {
		if m.relation == relationChild {
			people[i].Contact.FatherName, people[i].Contact.MotherName = father, mother
		}
	}
}

func (n *namer) status(m member, age int) register.KTPStatus {
	if !m.must(n.today) {
		return register.NotYetRequired
	}
	missing := 14 // in a thousand
	switch {
	case age <= 17:
		missing = 450
	case age <= 19:
		missing = 120
	case age > 80:
		missing = 60
	}
	if n.r.IntN(1000) < missing {
		return register.NotRecorded
	}
	return [...]register.KTPStatus{register.CardIssued, register.CardIssued, register.CardIssued, register.CardIssued, register.CardIssued, register.CardIssued,
		register.CardIssued, register.CardIssued, register.CardIssued, register.CardPrinted, register.Recorded, register.PrintReady,
		register.PrintReady, register.SentToPrint, register.CardShipped}[n.r.IntN(15)]
}

func (n *namer) education(age int) int {
	x := n.r.IntN(100)
	switch {
	case age < 7:
		return educationNone
	case age < 13:
		return educationNone + 1
	case age < 16:
		return educationPrimary
	case age < 19:
		return educationJunior
	case x < 14:
		return educationPrimary
	case x < 30:
		return educationJunior
	case x < 76 || age < 22:
		return educationSenior
	case x < 84:
		return educationDiploma
	case x < 97:
		return educationBachelor
	}
	return educationMaster
}

// occupations by share of a thousand adults, men and women.
var (
	menAtWork   = []struct{ code, share int }{{88, 270}, {19, 150}, {9, 110}, {15, 110}, {84, 80}, {5, 46}, {81, 42}, {18, 30}, {35, 26}, {13, 24}, {65, 12}, {7, 10}, {6, 8}, {16, 10}, {17, 7}, {74, 4}, {72, 1}, {64, 2}, {45, 3}, {4, 20}, {1, 35}}
	womenAtWork = []struct{ code, share int }{{2, 560}, {88, 90}, {84, 80}, {15, 60}, {9, 30}, {5, 47}, {18, 34}, {65, 30}, {74, 12}, {73, 10}, {72, 2}, {17, 5}, {30, 8}, {64, 2}, {4, 10}, {1, 20}}
)

func (n *namer) occupation(age int, m member) int {
	switch {
	case age < 5:
		return 1
	case age <= 18, age <= 22 && m.marital == register.Single && n.r.IntN(10) < 5:
		return 3
	case age > 62 && n.r.IntN(3) == 0:
		return 4
	}
	list := menAtWork
	if m.sex == register.Female {
		list = womenAtWork
	}
	x := n.r.IntN(1000)
	for _, o := range list {
		if x -= o.share; x < 0 {
			return o.code
		}
	}
	return list[0].code
}
