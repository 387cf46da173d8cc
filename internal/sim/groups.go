package sim

import (
	"math/rand/v2"

	"jemput/internal/outreach"
	"jemput/internal/register"
)

// body is a group with its people, as places in candidates.
type body struct {
	outreach.Group
	people []int
	units  []string // of each of the people
}

// shareOf is how many in a hundred of those who work as this are employed by the city's institutions: others by the
// province, the state, or, of private employees, by nobody who asks for a visit.
var shareOf = map[int]int{civilian: 60, doctor: 60, cityCompany: 80, private: 8}

// bodies founds the institutions and gives them people who work or study there. Nobody is in two.
func bodies(r *rand.Rand, ids *idMaker, all []candidate) []body {
	var list []body
	taken := map[int]bool{}
	for _, works := range [][]int{officials, healers, {cityCompany}, {private}} {
		pool := byOccupation(all, works)
		r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
		var members []institution
		weight := 0
		for _, i := range institutions {
			if i.works[0] == works[0] {
				members = append(members, i)
				weight += i.weight
			}
		}
		size := len(pool) * shareOf[works[0]] / 100
		for _, i := range members {
			n := size * i.weight / weight
			list = append(list, found(r, ids, i.kind, i.name, i.unit, pool[:n], taken))
			pool = pool[n:]
		}
	}
	return append(list, schoolBodies(r, ids, all, taken)...)
}

func found(r *rand.Rand, ids *idMaker, kind outreach.GroupKind, name string, units []string, people []int, taken map[int]bool) body {
	b := body{Group: outreach.Group{ID: ids.next(), City: City, Kind: kind, Name: name}}
	for _, p := range people {
		if taken[p] {
			continue
		}
		taken[p] = true
		unit := ""
		if len(units) > 0 {
			unit = units[r.IntN(len(units))]
		}
		b.people, b.units = append(b.people, p), append(b.units, unit)
	}
	return b
}

// schoolBodies are schools with their teachers and the pupils who are old enough.
func schoolBodies(r *rand.Rand, ids *idMaker, all []candidate, taken map[int]bool) []body {
	masters, youth := byOccupation(all, teachers), pupilsOf(all)
	for _, pool := range [][]int{masters, youth} {
		r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	}
	list := make([]body, 0, len(schools))
	for i, name := range schools {
		staff := masters[i*len(masters)/len(schools) : (i+1)*len(masters)/len(schools)]
		pupils := youth[i*len(youth)/len(schools) : (i+1)*len(youth)/len(schools)]
		b := found(r, ids, outreach.School, name+" Lubuklinggau", []string{"Guru"}, staff, taken)
		more := found(r, ids, outreach.School, name, []string{"Kelas XII A", "Kelas XII B", "Kelas XII C", "Kelas XII D"}, pupils, taken)
		b.people, b.units = append(b.people, more.people...), append(b.units, more.units...)
		list = append(list, b)
	}
	return list
}

// members are the rows of all bodies.
func members(list []body, all []candidate) []outreach.Member {
	var rows []outreach.Member
	for _, b := range list {
		for i, p := range b.people {
			rows = append(rows, outreach.Member{GroupID: b.ID, ResidentID: all[p].id, Unit: b.units[i]})
		}
	}
	return rows
}

// local reports that somebody counts for the city.
func (c candidate) local() bool { return register.CityOf(c.area) == City }
