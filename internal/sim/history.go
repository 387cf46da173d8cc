package sim

import (
	"math/rand/v2"
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
	done   map[int]bool // candidates who are active
	tried  map[int]bool // candidates with any attempt
}

// failures that are met at a visit, by how often.
var failures = []struct {
	code  string
	share int
	retry int // days until it makes sense to try again, 0 for never by itself
}{
	{"phone_incompatible", 24, 30}, {"no_smartphone", 18, 0}, {"storage_full", 12, 7}, {"no_signal", 12, 7}, {"face_mismatch", 8, 14},
	{"data_differ", 7, 14}, {"email_missing", 6, 7}, {"bound_elsewhere", 5, 14}, {"camera_broken", 4, 30}, {"pin_forgotten", 4, 7},
}

// tell makes months of visits and days at the counter that end with exactly Realised activations of the city's own people.
func tell(r *rand.Rand, ids *idMaker, today civil.Date, zone *time.Location, all []candidate, list []body, officers []string, host string) *history {
	h := &history{done: map[int]bool{}, tried: map[int]bool{}}
	days := workdays(today.AddDays(-historyDays), today)
	realised := 0
	for n, b := range hosts(r, list, host) {
		day := days[min(len(days)-1, 8+n*(len(days)-12)/hostVisits)]
		realised += h.visit(r, ids, day, zone, all, b, officers, Realised*7/10-realised)
	}
	h.counter(r, days, zone, all, officers, Realised-realised)
	return h
}

// hostVisits is how many visits there were.
const hostVisits = 58

// hosts says who was visited in turn: agencies first, then schools, health and companies. Today's host is still to come.
func hosts(r *rand.Rand, list []body, today string) []body {
	byKind := map[outreach.GroupKind][]body{}
	for _, b := range list {
		if b.ID != today && len(b.people) >= 15 {
			byKind[b.Kind] = append(byKind[b.Kind], b)
		}
	}
	agencies := byKind[outreach.Agency]
	r.Shuffle(len(agencies), func(i, j int) { agencies[i], agencies[j] = agencies[j], agencies[i] })
	order := append(agencies[:len(agencies)*3/4:len(agencies)*3/4], byKind[outreach.School][:9]...)
	order = append(order, byKind[outreach.Health]...)
	order = append(order, byKind[outreach.Company]...)
	return order[:min(len(order), hostVisits)]
}

func workdays(from, until civil.Date) []civil.Date {
	var days []civil.Date
	for d := from; d.Before(until); d = d.AddDays(1) {
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday {
			days = append(days, d)
		}
	}
	return days
}

// visit plays one visit and gives how many of the city's own people it activated, at most limit.
func (h *history) visit(r *rand.Rand, ids *idMaker, day civil.Date, zone *time.Location, all []candidate, b body, officers []string, limit int) (realised int) {
	v := pastVisit{Visit: outreach.Visit{ID: ids.next(), City: City, Date: day, Starts: "07:45", Ends: "12:00", Place: b.Name, HostGroup: b.ID,
		Team: officers, Expected: len(b.people) * 3 / 4, State: outreach.Closed}}
	at := day.Midnight(zone).Add(7*time.Hour + 50*time.Minute)
	for _, p := range b.people {
		c := all[p]
		v.roster = append(v.roster, c.id)
		if h.tried[p] || r.IntN(100) < 38 { // away that morning, or no time
			continue
		}
		at = at.Add(time.Duration(20+r.IntN(60)) * time.Second)
		a := enrol.Past{ResidentID: c.id, Area: c.area, PlaceCity: City, VisitID: v.ID, GroupID: b.ID, OfficerID: officers[r.IntN(len(officers))],
			Channel: enrol.Visiting, At: at}
		h.result(r, &a, c, realised >= limit)
		h.tried[p] = true
		if a.State == enrol.Active {
			h.done[p] = true
			if c.local() {
				realised++
			}
		}
		h.past = append(h.past, a)
	}
	h.visits = append(h.visits, v)
	return realised
}

// result decides how an attempt ended. full says that nobody more may become active.
func (h *history) result(r *rand.Rand, a *enrol.Past, c candidate, full bool) {
	switch x := r.IntN(100); {
	case !c.may && c.must:
		a.State, a.Code = enrol.Failed, string(enrol.RecordFirst)
	case !c.may:
		a.State, a.Code = enrol.Failed, string(enrol.TooYoung)
	case x < 3:
		a.State, a.Code = enrol.Refused, []string{"fears_theft", "refuses"}[r.IntN(2)]
	case x < 5:
		a.State, a.Code = enrol.Left, "left_queue"
	case x < 18 || full && c.local():
		a.State = enrol.Failed
		n := r.IntN(100)
		for _, f := range failures {
			if n -= f.share; n < 0 {
				a.Code = f.code
				if f.retry > 0 {
					a.RetryOn = civil.Of(a.At).AddDays(f.retry)
				}
				return
			}
		}
	default:
		a.State = enrol.Active
	}
}

// counter fills the days with people who came for other papers, until want more are active.
func (h *history) counter(r *rand.Rand, days []civil.Date, zone *time.Location, all []candidate, officers []string, want int) {
	for want > 0 {
		p := r.IntN(len(all))
		c := all[p]
		if h.tried[p] || !c.must || !c.may || c.age > 70 {
			continue
		}
		x := r.Float64()
		day := days[int((1-x*x*0.9)*float64(len(days)-1))] // more of them lately
		a := enrol.Past{ResidentID: c.id, Area: c.area, PlaceCity: City, OfficerID: officers[r.IntN(len(officers))], Channel: enrol.Counter,
			At: day.Midnight(zone).Add(8*time.Hour + time.Duration(r.IntN(7*3600))*time.Second)}
		h.result(r, &a, c, false)
		h.tried[p] = true
		if a.State == enrol.Active {
			h.done[p] = true
			if c.local() {
				want--
			}
		}
		h.past = append(h.past, a)
	}
}
