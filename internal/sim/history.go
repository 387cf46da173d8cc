package sim

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"jemput/internal/civil"
	"jemput/internal/enrol"
	"jemput/internal/outreach"
)

// historyDays is how far back the outreach goes.
const historyDays = 290

// pastVisit is a visit that took place, with who came.
type pastVisit struct {
	outreach.Visit
	roster []string // resident ids
}

// history is what the office did before today.
type history struct {
	visits []pastVisit
	past   []enrol.Past
	tried  map[int]bool // candidates with any attempt
}

// failures that are met at a visit, by how often, in a hundred.
var failures = []struct {
	code  string
	share int
}{
	{"phone_incompatible", 24}, {"no_smartphone", 18}, {"storage_full", 12}, {"no_signal", 12}, {"face_mismatch", 8},
	{"data_differ", 7}, {"email_missing", 6}, {"bound_elsewhere", 5}, {"camera_broken", 4}, {"pin_forgotten", 4},
}

// retryDays is after how many days enrol proposes to try again, by code; 0 for never by itself.
var retryDays = func() map[string]int {
	days := map[string]int{}
	for _, e := range enrol.Endings() {
		days[e.Code] = e.RetryDays
	}
	return days
}()

// teller makes up the history.
type teller struct {
	history
	r        *rand.Rand
	ids      *idMaker
	zone     *time.Location
	all      []candidate
	groups   map[int]string // of candidates
	officers []string
	days     []civil.Date // workdays before today
}

// tell makes months of visits and days at the counter that end with exactly want activations of the city's own people.
// list[0] is who is visited today: some of its people came to the counter already.
func tell(r *rand.Rand, ids *idMaker, today civil.Date, zone *time.Location, all []candidate, list []body, officers []string, want int) *history {
	t := &teller{history: history{tried: map[int]bool{}}, r: r, ids: ids, zone: zone, all: all, groups: map[int]string{}, officers: officers,
		days: workdays(today.AddDays(-historyDays), today)}
	for _, b := range list {
		for _, p := range b.people {
			t.groups[p] = b.ID
		}
	}
	visited, waiting := hosts(r, list)
	realised := 0
	for n, b := range visited {
		// More of them lately: the office bought a second set of equipment.
		at := int(float64(len(t.days)-6) * math.Pow(float64(n+1)/float64(len(visited)+1), 0.62))
		if realised < want*7/8 {
			realised += t.host(b, 4+at)
		}
	}
	t.counter(waiting, want-realised)
	return &t.history
}

// smallest group that is visited.
const smallest = 15

// hosts says who was visited, in turn: agencies first, then others among them. The people of the agencies that still wait,
// today's host foremost, can only have come to the counter.
func hosts(r *rand.Rand, list []body) (visited []body, waiting []int) {
	var agencies, others []body
	left := map[outreach.GroupKind]int{outreach.School: 3, outreach.Health: 5, outreach.Company: 2}
	for _, b := range list[1:] {
		switch {
		case len(b.people) < smallest:
		case b.Kind == outreach.Agency:
			agencies = append(agencies, b)
		case left[b.Kind] > 0:
			left[b.Kind]--
			others = append(others, b)
		}
	}
	r.Shuffle(len(agencies), func(i, j int) { agencies[i], agencies[j] = agencies[j], agencies[i] })
	r.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
	first, last := len(agencies)/2, len(agencies)*3/4
	visited = append(visited, agencies[:first]...)
	rest := append(agencies[first:last:last], others...)
	r.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	visited = append(visited, rest...)
	waiting = append(waiting, list[0].people...)
	for _, b := range agencies[last:] {
		waiting = append(waiting, b.people...)
	}
	return visited, waiting
}

func workdays(from, until civil.Date) []civil.Date {
	var days []civil.Date
	for d := from; d.Before(until); d = d.AddDays(1) {
		if weekday(d) {
			days = append(days, d)
		}
	}
	return days
}

// A team manages about so many people in a morning.
const morning = 130

// host plays the visits to one institution, on as many mornings as its people need, and gives how many of the city's
// own people they activated.
func (t *teller) host(b body, day int) (realised int) {
	come := 0.33 + 0.37*t.r.Float64() // of the people, over all mornings
	if b.Kind == outreach.School {
		come = 0.30 + 0.15*t.r.Float64() // whole classes, but many are not seventeen yet
	}
	mornings := 1 + int(float64(len(b.people))*come)/morning
	people := slices.Clone(b.people)
	for m := range mornings {
		here := people[m*len(people)/mornings : (m+1)*len(people)/mornings]
		realised += t.visit(b, here, t.days[min(day+m, len(t.days)-1)], come)
	}
	return realised
}

// visit plays one visit of which so many of the people come.
func (t *teller) visit(b body, people []int, day civil.Date, come float64) (realised int) {
	v := pastVisit{Visit: outreach.Visit{ID: t.ids.next(), City: City, Date: day, Starts: "07:45", Ends: "12:00", Place: b.Name, HostGroup: b.ID,
		Team: t.officers, Expected: int(float64(len(people)) * come), State: outreach.Closed}}
	at := day.Midnight(t.zone).Add(7*time.Hour + 50*time.Minute)
	for _, p := range people {
		v.roster = append(v.roster, t.all[p].id)
		if t.tried[p] || t.r.Float64() > come { // away that morning, or no time
			continue
		}
		at = at.Add(time.Duration(20+t.r.IntN(60)) * time.Second)
		if t.attempt(p, enrol.Past{VisitID: v.ID, Channel: enrol.Visiting, At: at}, day) {
			realised++
		}
	}
	t.visits = append(t.visits, v)
	return realised
}

// attempt plays what became of one person, and reports an activation that counts for the city.
func (t *teller) attempt(p int, a enrol.Past, day civil.Date) bool {
	c := t.all[p]
	a.ResidentID, a.Area, a.PlaceCity, a.GroupID, a.OfficerID = c.id, c.area, City, t.groups[p], t.officers[t.r.IntN(len(t.officers))]
	a.State, a.Code = t.result(c)
	if days := retryDays[a.Code]; days > 0 {
		a.RetryOn = day.AddDays(days)
	}
	t.tried[p] = true
	t.past = append(t.past, a)
	return a.State == enrol.Active && c.local()
}

// result decides how an attempt ended.
func (t *teller) result(c candidate) (enrol.State, string) {
	switch x := t.r.IntN(100); {
	case !c.must:
		return enrol.Failed, string(enrol.TooYoung)
	case !c.may:
		return enrol.Failed, string(enrol.RecordFirst)
	case x < 3:
		return enrol.Refused, []string{"fears_theft", "refuses"}[t.r.IntN(2)]
	case x < 5:
		return enrol.Left, "left_queue"
	case x < 18:
		return enrol.Failed, t.failure()
	}
	return enrol.Active, ""
}

func (t *teller) failure() string {
	n := t.r.IntN(100)
	for _, f := range failures {
		if n -= f.share; n < 0 {
			return f.code
		}
	}
	panic("sim: the shares of the failures are less than a hundred")
}

// counter fills the days with people who came for other papers, until want more are active. One in thirty is
// of those whose agency still waits for its visit.
func (t *teller) counter(waiting []int, want int) {
	for want > 0 {
		p := t.r.IntN(len(t.all))
		if len(waiting) > 0 && t.r.IntN(32) == 0 {
			p = waiting[t.r.IntN(len(waiting))]
		}
		if c := t.all[p]; t.tried[p] || !c.must || c.age > 70 {
			continue
		}
		x := t.r.Float64()
		day := t.days[int((1-x*x*0.9)*float64(len(t.days)-1))] // more of them lately
		at := day.Midnight(t.zone).Add(8*time.Hour + time.Duration(t.r.IntN(7*3600))*time.Second)
		if t.attempt(p, enrol.Past{Channel: enrol.Counter, At: at}, day) {
			want--
		}
	}
}
