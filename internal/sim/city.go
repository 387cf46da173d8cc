package sim

import (
	"math"
	"math/rand/v2"
	"slices"

	"jemput/internal/civil"
	"jemput/internal/region"
	"jemput/internal/register"
)

// What is known in public of Lubuklinggau in November 2023; everything finer is made up.
const (
	City      = "16.73"
	Residents = 247_550
	WajibKTP  = 168_015
	Realised  = 4_015
	Target    = 42_000 // 25 % of the base is 42,003.75, said as 42,000
)

// size of a city: how many people live in it, must hold a card, are counted and are to be, and how many more
// work here and live in the regencies around.
type size struct{ residents, wajibKTP, realised, target, outsiders int }

var fullSize = size{Residents, WajibKTP, Realised, Target, 460}

// candidate is what is remembered of a resident while the rest of the city is made.
type candidate struct {
	id         string
	area       string
	occupation int
	age        int
	may        bool // biometrics recorded, so that an activation is possible
	must       bool
}

// population streams the residents of the city, kelurahan by kelurahan and family by family.
type population struct {
	namer    *namer
	today    civil.Date
	families [][]member
	areas    []string // of each family
	at       int
	pending  []register.Resident

	candidates []candidate // everybody who was streamed, in order
}

// newPopulation draws who lives where. atlas gives the kelurahan.
func newPopulation(r *rand.Rand, atlas *region.Atlas, today civil.Date, s size) (*population, error) {
	families := households(r, today, s.residents)
	if err := settle(r, families, today, s.wajibKTP); err != nil {
		return nil, err
	}
	kelurahan := kelurahanOf(atlas, City)
	p := &population{namer: newNamer(r, today), today: today, families: families, areas: spread(r, len(families), kelurahan)}
	away, areas := strangers(r, atlas, today, s.outsiders)
	p.families, p.areas = append(p.families, away...), append(p.areas, areas...)
	p.candidates = make([]candidate, 0, s.residents+s.outsiders)
	return p, nil
}

func kelurahanOf(atlas *region.Atlas, city string) []string {
	var codes []string
	for _, k := range atlas.Children(city) {
		for _, v := range atlas.Children(k.Code) {
			codes = append(codes, v.Code)
		}
	}
	return codes
}

// spread gives n families to kelurahan of unequal size, each kelurahan's families together.
func spread(r *rand.Rand, n int, kelurahan []string) []string {
	weights, sum := make([]float64, len(kelurahan)), 0.0
	for i := range weights {
		weights[i] = math.Exp(0.45 * r.NormFloat64())
		sum += weights[i]
	}
	areas := make([]string, 0, n)
	for i, w := range weights {
		share := int(float64(n) * w / sum)
		if i == len(weights)-1 {
			share = n - len(areas)
		}
		for range share {
			areas = append(areas, kelurahan[i])
		}
	}
	return areas
}

// strangers are single people of working age in the regencies around: the register has them because they were served here.
func strangers(r *rand.Rand, atlas *region.Atlas, today civil.Date, people int) (families [][]member, areas []string) {
	for _, n := range neighbours {
		kelurahan := kelurahanOf(atlas, n.city)
		for range people * n.share / 100 {
			born := today.AddYears(-19 - r.IntN(36)).AddDays(-r.IntN(365))
			families = append(families, []member{{born, sexOf(r), register.Single, relationHead}})
			areas = append(areas, kelurahan[r.IntN(len(kelurahan))])
		}
	}
	return families, areas
}

// next is the next resident, for register.BulkInsert.
func (p *population) next() (register.Resident, bool) {
	if len(p.pending) == 0 {
		if p.at == len(p.families) {
			return register.Resident{}, false
		}
		p.pending = p.namer.family(p.families[p.at], p.areas[p.at])
		if register.CityOf(p.areas[p.at]) != City { // at work here, or they would not be known here
			p.pending[0].Occupation = []int{civilian, contract, teacher, nurse, midwife, private}[p.namer.r.IntN(6)]
			p.pending[0].KTPStatus = register.CardIssued
		}
		p.at++
	}
	one := p.pending[0]
	p.pending = p.pending[1:]
	p.candidates = append(p.candidates, candidate{
		id: one.ID, area: one.Area, occupation: one.Occupation, age: one.BirthDate.Age(p.today),
		may: one.KTPStatus.BiometricsRecorded(), must: one.WajibKTP(p.today),
	})
	return one, true
}

// byOccupation lists the places, in candidates, of everybody who works as one of codes.
func byOccupation(all []candidate, codes []int) []int {
	var found []int
	for i, c := range all {
		if c.age >= 18 && slices.Contains(codes, c.occupation) {
			found = append(found, i)
		}
	}
	return found
}

// pupilsOf lists the places of pupils who are seventeen or eighteen.
func pupilsOf(all []candidate) []int {
	var found []int
	for i, c := range all {
		if c.occupation == pupil && c.age >= 17 && c.age <= 18 && register.CityOf(c.area) == City {
			found = append(found, i)
		}
	}
	return found
}
