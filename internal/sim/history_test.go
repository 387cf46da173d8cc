package sim

import (
	"context"
	"slices"
	"strings"
	"testing"

	"jemput/internal/audit"
	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/enrol"
	"jemput/internal/outreach"
)

// tried is an attempt of the history as it is stored.
type tried struct {
	resident, visit, group, area string
	day, retry                   civil.Date
	state                        enrol.State
	channel                      enrol.Channel
	code                         string
}

func (n *node) attempts(t testing.TB) (all []tried) {
	t.Helper()
	rows, err := n.DB.Read().QueryContext(context.Background(), `SELECT resident_id, visit_id, group_id, area, day, retry_on, state, channel, code FROM enrol_attempt ORDER BY id`)
	fatal(t, err)
	defer rows.Close()
	for rows.Next() {
		var a tried
		fatal(t, rows.Scan(&a.resident, &a.visit, &a.group, &a.area, &a.day, &a.retry, &a.state, &a.channel, &a.code))
		all = append(all, a)
	}
	fatal(t, rows.Err())
	return all
}

func (n *node) allVisits(t testing.TB) []outreach.Visit {
	t.Helper()
	visits, err := n.Outreach.Visits(context.Background(), testDay.AddDays(-400), testDay.AddDays(400))
	fatal(t, err)
	return visits
}

func TestTheHistoryHoldsTogether(t *testing.T) {
	n := wholeCity(t)
	retry := map[string]int{}
	for _, e := range enrol.Endings() {
		retry[e.Code] = e.RetryDays
	}
	visits := map[string]outreach.Visit{}
	for _, v := range n.allVisits(t) {
		visits[v.ID] = v
	}
	shares := 0
	for _, f := range failures {
		if _, ok := retry[f.code]; !ok {
			t.Errorf("%s is no ending of enrol's", f.code)
		}
		shares += f.share
	}
	if shares != 100 {
		t.Errorf("the failures' shares add up to %d", shares)
	}
	seen := map[string]bool{}
	for _, a := range n.attempts(t) {
		if seen[a.resident] {
			t.Fatalf("%s was tried twice", a.resident)
		}
		seen[a.resident] = true
		if !workday(a.day) || !a.day.Before(testDay) {
			t.Fatalf("%+v is not on a workday before today", a)
		}
		if (a.channel == enrol.Visiting) != (a.visit != "") || a.visit != "" && (visits[a.visit].Date != a.day || visits[a.visit].HostGroup != a.group) {
			t.Fatalf("%+v does not fit its visit %+v", a, visits[a.visit])
		}
		want := civil.Date{}
		if retry[a.code] > 0 {
			want = a.day.AddDays(retry[a.code])
		}
		if a.retry != want {
			t.Fatalf("%+v is to be tried again on %s, enrol says %d days", a, a.retry, retry[a.code])
		}
	}
	for _, v := range visits {
		if v.Date.Before(testDay) && (v.State != outreach.Closed || !workday(v.Date)) {
			t.Errorf("%+v", v)
		}
	}
	findings, err := n.Enrol.Check(context.Background())
	if err != nil || len(findings) > 0 {
		t.Errorf("%v %v", findings, err)
	}
	findings, err = n.Targets.Check(context.Background())
	if err != nil || len(findings) > 0 {
		t.Errorf("%v %v", findings, err)
	}
}

// workday is written anew: the tests do not trust the city's own rule.
func workday(d civil.Date) bool { return d.Weekday() >= 1 && d.Weekday() <= 5 }

// TestTheHistoryIsBelievable prints how the city stands and holds it against what such offices report.
func TestTheHistoryIsBelievable(t *testing.T) {
	n := wholeCity(t)
	attempts := n.attempts(t)
	outcomes, byVisit, byGroup, months := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	counter := 0
	for _, a := range attempts {
		outcomes[strings.TrimSpace(string(a.state)+" "+a.code)]++
		if a.state != enrol.Active {
			continue
		}
		byVisit[a.visit]++
		byGroup[a.group]++
		months[a.day.String()[:7]]++
		if a.channel == enrol.Counter {
			counter++
		}
	}
	t.Log("attempts", len(attempts), "outcomes", outcomes, "active by month", months, "at the counter", counter)
	if share := outcomes["active"] * 100 / len(attempts); share < 65 || share > 85 {
		t.Errorf("%d %% of the attempts succeed", share)
	}
	if share := counter * 100 / outcomes["active"]; share < 15 || share > 45 {
		t.Errorf("%d %% at the counter", share)
	}
	held := 0
	var last civil.Date
	for _, v := range n.allVisits(t) {
		if v.State != outreach.Closed {
			continue
		}
		held++
		last = v.Date
		if yield := byVisit[v.ID]; yield < 20 || yield > 150 {
			t.Errorf("%d activations at %s on %s", yield, v.Place, v.Date)
		}
	}
	if held < 35 || held > 75 || testDay.DaysSince(last) > 25 {
		t.Errorf("%d visits, the last one on %s", held, last)
	}
	if early, late := months["2026-03"]+months["2026-04"]+months["2026-05"], months["2026-09"]+months["2026-10"]+months["2026-11"]; late < early*3/2 {
		t.Errorf("%d in spring, %d in autumn", early, late)
	}
	n.believableGroups(t, byGroup)
}

func (n *node) believableGroups(t *testing.T, active map[string]int) {
	agencies, err := n.Outreach.Groups(context.Background(), outreach.Agency)
	fatal(t, err)
	good, waiting := 0, 0
	for _, g := range agencies {
		switch share := float64(active[g.ID]) / float64(g.Members) * 100; {
		case g.Name == cityHallHost:
			if active[g.ID] < 3 || share > 5 {
				t.Errorf("%d of today's host's %d are active", active[g.ID], g.Members)
			}
		case share >= 22 && share <= 62:
			good++
		case share <= 6:
			waiting++
		default:
			t.Errorf("%s: %.1f %% of %d", g.Name, share, g.Members)
		}
	}
	if good < len(agencies)/2 || waiting < 3 {
		t.Errorf("of %d agencies %d are on their way and %d wait", len(agencies), good, waiting)
	}
}

func TestOutsidersWorkHere(t *testing.T) {
	n := wholeCity(t)
	var inGroups, active int
	ctx := context.Background()
	fatal(t, n.DB.Read().QueryRowContext(ctx, `SELECT COUNT(*) FROM outreach_member AS m JOIN resident AS r ON r.id = m.resident_id WHERE SUBSTR(r.area, 1, 5) <> '16.73'`).Scan(&inGroups))
	fatal(t, n.DB.Read().QueryRowContext(ctx, `SELECT COUNT(*) FROM enrol_attempt WHERE SUBSTR(area, 1, 5) <> '16.73' AND state = 'active'`).Scan(&active))
	if inGroups < 100 || active < 20 {
		t.Errorf("%d people of other cities work here, %d were activated here", inGroups, active)
	}
}

func TestTodaysRosterHasEveryKind(t *testing.T) {
	n := wholeCity(t)
	ctx := context.Background()
	visits, err := n.Outreach.VisitsOn(ctx, n.DB.Read(), testDay)
	fatal(t, err)
	i := slices.IndexFunc(visits, func(v outreach.Visit) bool { return v.Place == CityHall })
	if i < 0 || visits[i].State != outreach.Open || len(visits) != 2 || len(visits[i].Team) != 3 {
		t.Fatalf("%+v", visits)
	}
	roster, err := n.Outreach.Roster(ctx, n.DB.Read(), visits[i].ID)
	fatal(t, err)
	ids := make([]string, len(roster))
	for i, e := range roster {
		ids[i] = e.ResidentID
	}
	people, err := n.Register.ByIDs(ctx, n.DB.Read(), ids)
	fatal(t, err)
	kinds := map[enrol.TriageCode]int{}
	for _, p := range people {
		triage, err := n.Enrol.Triage(ctx, n.DB.Read(), &p)
		fatal(t, err)
		kinds[triage.Code]++
		if triage.Code == enrol.MayActivate && p.City() != City {
			kinds["outsider"]++
		}
	}
	t.Log(len(roster), kinds)
	for _, kind := range []enrol.TriageCode{enrol.MayActivate, enrol.RecordFirst, enrol.AlreadyActive, "outsider"} {
		if kinds[kind] == 0 {
			t.Errorf("nobody on today's roster is %s: %v", kind, kinds)
		}
	}
}

// TestASmallCityOnBothEngines builds a city in miniature, where every part takes the same way.
func TestASmallCityOnBothEngines(t *testing.T) {
	eachEngine(t, func(t *testing.T, n *node) {
		ctx := context.Background()
		status, err := n.Targets.Status(ctx)
		if err != nil || status.Base != int64(smallSize.wajibKTP) || status.Realised != int64(smallSize.realised) || status.Target != int64(smallSize.target) {
			t.Fatalf("%+v %v", status, err)
		}
		for name, check := range map[string]func(context.Context) ([]audit.Finding, error){"enrol": n.Enrol.Check, "target": n.Targets.Check} {
			if found, err := check(ctx); err != nil || len(found) > 0 {
				t.Errorf("%s: %v %v", name, found, err)
			}
		}
	})
}

func TestEveryDayHasItsVisit(t *testing.T) {
	eachEngine(t, func(t *testing.T, n *node) {
		ctx := context.Background()
		for day := range 9 { // a weekend is among them
			today := testDay.AddDays(day)
			for range 2 { // opened twice
				fatal(t, EnsureToday(ctx, n.Parts, today))
			}
			visits, err := n.Outreach.Visits(ctx, today, today.AddDays(60))
			fatal(t, err)
			perDay, hall := map[civil.Date]int{}, 0
			hosts := map[string]bool{}
			for _, v := range visits {
				perDay[v.Date]++
				if v.Place == CityHall {
					hall++
					if roster, err := n.Outreach.Roster(ctx, n.DB.Read(), v.ID); err != nil || len(roster) == 0 {
						t.Fatalf("nobody on the roster of %s: %v", v.Date, err)
					}
				} else if hosts[v.HostGroup] {
					t.Errorf("%s is visited twice in %v", v.Place, visits)
				}
				hosts[v.HostGroup] = true
				if v.Date != today && !workday(v.Date) {
					t.Errorf("%s is planned on %s", v.Place, v.Date)
				}
			}
			if hall != 1 || len(perDay) < 2 {
				t.Fatalf("on %s: %d visits at city hall, %d days planned", today, hall, len(perDay))
			}
			for d, count := range perDay {
				if count > 2 || d != today && count > 1 {
					t.Errorf("%d visits on %s", count, d)
				}
			}
		}
	})
}

func eachEngine(t *testing.T, test func(t *testing.T, n *node)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		n := newNode(t, d, t.TempDir())
		o := n.options()
		o.size = smallSize
		fatal(t, Build(context.Background(), n.Parts, o))
		test(t, n)
	})
}
