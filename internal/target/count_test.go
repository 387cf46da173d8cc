package target

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/enrol"
	"jemput/internal/fault"
	"jemput/internal/outreach"
	"jemput/internal/register"
)

// TestCountersFollowEveryAct holds every sum of the board, after each of random acts on people of this city and of another,
// against a naive count over the attempts.
func TestCountersFollowEveryAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.External)
		_, err := w.Set(context.Background(), w.aTarget())
		fatal(t, err)
		reached, done := map[enrol.State]int{}, map[string]int{}
		rapid.Check(t, func(rt *rapid.T) {
			w.forgetAll(rt)
			w.Targets.Node.Mode = rapid.SampledFrom([]config.Mode{config.Native, config.External}).Draw(rt, "mode")
			w.enrol.Node.Mode = w.Targets.Node.Mode
			for range rapid.IntRange(1, 12).Draw(rt, "steps") {
				done[w.step(rt)]++
				for _, f := range w.sound(rt) {
					reached[f.state]++
				}
			}
		})
		if testing.Short() {
			return // a fifth of the acts need not meet everything
		}
		for _, s := range []enrol.State{enrol.Offered, enrol.Active, enrol.Failed, enrol.Refused, enrol.Left} {
			if reached[s] == 0 {
				t.Errorf("the acts never led to %s: %v", s, reached)
			}
		}
		for _, act := range acts {
			if done[act] == 0 {
				t.Errorf("never did %s: %v", act, done)
			}
		}
	})
}

// forgetAll takes the world back to its first morning, so that a failure can be repeated.
func (w *world) forgetAll(t *rapid.T) {
	w.clock.Store(begin.UnixMicro())
	err := w.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		for _, table := range []string{"enrol_voucher", "enrol_event", "enrol_attempt", "target_count"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var acts = []string{"activate", "agree", "offer", "close", "away", "reopen", "history", "later"}

// step does one act and names it, "" if it was refused. A refusal is as good as a change; a failure is not.
func (w *world) step(t *rapid.T) string {
	p := &w.people[rapid.IntRange(0, 4).Draw(t, "person")] // of them one is not recorded, one of the other city
	visit := rapid.SampledFrom([]string{"", w.visits[0].ID, w.visits[1].ID}).Draw(t, "visit")
	channel := enrol.Visiting
	if visit == "" {
		channel = enrol.Counter
	}
	newest := w.newest(t, p.ID)
	var err error
	act := rapid.SampledFrom(acts).Draw(t, "act")
	switch act {
	case "activate", "agree", "offer":
		var a enrol.Attempt
		if a, err = w.agreed(p.ID, visit, channel); err == nil && act == "activate" {
			err = w.activate(a.ID)
		} else if err == nil && act == "offer" {
			_, err = w.enrol.Offer(officer(), a.ID)
		}
	case "close":
		if newest == "" {
			return ""
		}
		if a, refused := w.agreed(p.ID, visit, channel); refused == nil {
			newest = a.ID
		}
		_, err = w.enrol.Close(officer(), newest, enrol.Outcome{Code: rapid.SampledFrom([]string{"refuses", "no_signal", "left_queue"}).Draw(t, "code")})
	case "away":
		_, err = w.enrol.TurnAway(officer(), enrol.StartRequest{ResidentID: p.ID, VisitID: visit, Channel: channel}, enrol.Outcome{Code: "left_queue"})
	case "reopen":
		_, err = w.enrol.Reopen(officer(), newest, "salah tekan")
	case "history":
		err = w.history(t, p, visit, channel)
	case "later":
		w.pass(time.Duration(rapid.IntRange(1, 100).Draw(t, "hours")) * time.Hour)
	}
	if err != nil && fault.KindOf(err) == fault.Internal {
		t.Fatal(err)
	}
	if err != nil {
		return ""
	}
	return act
}

// history brings in results of some days ago, of which one may have been served in the other city.
func (w *world) history(t *rapid.T, p *register.Resident, visit string, channel enrol.Channel) error {
	at := w.Now().Add(-time.Duration(rapid.IntRange(0, 100).Draw(t, "hours ago")) * time.Hour)
	one := enrol.Past{ResidentID: p.ID, Area: p.Area, PlaceCity: city, VisitID: visit, Channel: channel, At: at, State: enrol.Active}
	if rapid.Bool().Draw(t, "elsewhere") {
		one.PlaceCity, one.VisitID, one.Channel = other, "", enrol.Counter
	}
	failed := one
	failed.State, failed.Code = enrol.Failed, "face_mismatch"
	groups, err := w.Outreach.PrimaryGroups(context.Background(), w.DB.Read(), []string{p.ID})
	if err != nil {
		return err
	}
	one.GroupID = groups[p.ID].ID
	return w.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		return w.enrol.ImportHistory(ctx, tx, []enrol.Past{failed, one})
	})
}

func (w *world) newest(t *rapid.T, resident string) (id string) {
	err := eachRow(context.Background(), w.DB.Read(), func(s db.Row) error { return s.Scan(&id) },
		`SELECT id FROM enrol_attempt WHERE resident_id = $1 ORDER BY started_at, id`, resident)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// fact is an attempt as the tests count it.
type fact struct {
	place, area, group string
	channel            enrol.Channel
	day                civil.Date
	state              enrol.State
	code               string
}

func (f *fact) lives() bool { return strings.HasPrefix(f.area, city+".") }

func (w *world) facts(t *rapid.T) (all []fact) {
	err := eachRow(context.Background(), w.DB.Read(), func(s db.Row) error {
		var f fact
		err := s.Scan(&f.place, &f.area, &f.group, &f.channel, &f.day, &f.state, &f.code)
		all = append(all, f)
		return err
	}, `SELECT place_city, area, group_id, channel, day, state, code FROM enrol_attempt ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sound fails unless every sum that is served is the naive one, and gives the attempts.
func (w *world) sound(t *rapid.T) []fact {
	ctx, facts := context.Background(), w.facts(t)
	if findings, err := w.Check(ctx); err != nil || len(findings) > 0 {
		t.Fatalf("check: %v %v", findings, err)
	}
	out, err := w.serveBoard(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := w.naive(facts)
	got := out.Body
	got.AsOf, got.Target, got.City = time.Time{}, nil, cityBody{}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("the board says\n%+v, the attempts\n%+v", got, want)
	}
	w.soundAreas(t, facts, got.Figures)
	w.soundGroups(t, facts, got.Figures)
	return facts
}

// naive is the board counted one by one. Its rules are written anew, in the plainest way.
func (w *world) naive(facts []fact) boardBody {
	today := civil.In(w.Now(), w.Node.Zone)
	b := boardBody{Outcomes: []outcomeCount{}, Channels: []channelCount{}, Series: []DayCount{}}
	var pace int64
	series, outcomes, channels := map[civil.Date]int64{}, map[outcomeCount]int64{}, map[enrol.Channel]int64{}
	for _, f := range facts {
		if f.place == city && f.state != enrol.Prepared && f.state != enrol.Identified {
			outcomes[outcomeCount{Outcome: string(f.state), Code: f.code}]++
		}
		if f.state != enrol.Active {
			continue
		}
		if f.place == city {
			b.ServedHere++
			if f.day == today {
				b.ServedHereToday++
			}
			if !f.lives() {
				b.OutsidersServed++
			}
		}
		if !f.lives() {
			continue
		}
		b.Realised++
		channels[f.channel]++
		if f.day == today {
			b.Today++
		}
		if f.day == today.AddDays(-1) {
			b.Yesterday++
		}
		if f.day.Year == today.Year {
			series[f.day]++
		}
		if age := today.DaysSince(f.day); age > 0 && workdays(f.day, today.AddDays(-1)) <= 20 {
			pace++
		}
	}
	for o, n := range outcomes {
		b.Outcomes = append(b.Outcomes, outcomeCount{o.Outcome, o.Code, n})
	}
	slices.SortFunc(b.Outcomes, func(x, y outcomeCount) int { return strings.Compare(x.Outcome+" "+x.Code, y.Outcome+" "+y.Code) })
	for day, n := range series {
		b.Series = append(b.Series, DayCount{day, n})
	}
	slices.SortFunc(b.Series, func(x, y DayCount) int { return x.Day.Compare(y.Day) })
	for c, n := range channels {
		b.Channels = append(b.Channels, channelCount{c, n})
	}
	slices.SortFunc(b.Channels, func(x, y channelCount) int { return strings.Compare(string(x.Channel), string(y.Channel)) })
	b.PacePerWorkday = float64((pace*10+10)/20) / 10
	g, _, _ := w.Current(context.Background(), w.DB.Read())
	ofBase, ofTarget := g.shares(b.Realised)
	b.PercentOfBase, b.PercentOfTarget = int64(ofBase), int64(ofTarget)
	b.ExpectedByToday = g.expected(today)
	b.NeededPerWorkday, b.WorkdaysLeft = g.needed(b.Realised, today)
	return b
}

func (w *world) soundAreas(t *rapid.T, facts []fact, f Figures) {
	ctx := context.Background()
	rows, total, err := w.areas(ctx, city)
	if err != nil || total.Realised != f.Realised || total.Today != f.Today {
		t.Fatalf("the areas have %+v, the board %+v: %v", total, f, err)
	}
	w.addsUp(t, rows, total)
	for _, r := range rows {
		below, sum, err := w.areas(ctx, r.Code)
		if err != nil {
			t.Fatal(err)
		}
		w.addsUp(t, below, sum)
		if r != sum {
			t.Fatalf("%+v in the city, %+v by its kelurahan", r, sum)
		}
		for _, k := range below {
			n := count(facts, func(f *fact) bool { return f.area == k.Code && f.state == enrol.Active })
			if k.Realised != n {
				t.Fatalf("%s: %d, want %d", k.Code, k.Realised, n)
			}
		}
	}
}

func (w *world) addsUp(t *rapid.T, rows []AreaRow, total AreaRow) {
	var sum AreaRow
	for _, r := range rows {
		sum.Residents += r.Residents
		sum.Base += r.Base
		sum.Recorded += r.Recorded
		sum.Target += r.Target
		sum.Realised += r.Realised
		sum.Today += r.Today
	}
	sum.Code, sum.Name, sum.PercentOfBase, sum.PercentOfTarget = total.Code, total.Name, total.PercentOfBase, total.PercentOfTarget
	if sum != total {
		t.Fatalf("the rows add up to %+v, not %+v", sum, total)
	}
}

func (w *world) soundGroups(t *rapid.T, facts []fact, f Figures) {
	rows, err := w.Targets.groups(context.Background(), "")
	if err != nil || len(rows) != len(w.groups) {
		t.Fatalf("%+v %v", rows, err)
	}
	today := civil.In(w.Now(), w.Node.Zone)
	for _, r := range rows {
		of := func(f *fact) bool { return f.group == r.ID && f.state == enrol.Active }
		home := count(facts, func(f *fact) bool { return of(f) && f.lives() })
		away := count(facts, func(f *fact) bool { return of(f) && !f.lives() })
		now := count(facts, func(f *fact) bool { return of(f) && f.day == today })
		if r.Realised != home || r.Elsewhere != away || r.Today != now {
			t.Fatalf("%+v, want %d, %d, %d", r, home, away, now)
		}
	}
	loose := count(facts, func(f *fact) bool { return f.group == "" && f.state == enrol.Active && f.lives() })
	if total := totalOf(rows); total.Realised+loose != f.Realised {
		t.Fatalf("%+v and %d of no group, want %d", total, loose, f.Realised)
	}
	if agencies, err := w.Targets.groups(context.Background(), outreach.Agency); err != nil || len(agencies) != 2 {
		t.Fatalf("%+v %v", agencies, err)
	}
}

func count(facts []fact, is func(*fact) bool) (n int64) {
	for i := range facts {
		if is(&facts[i]) {
			n++
		}
	}
	return n
}

func TestASpoiltCounterIsFound(t *testing.T) {
	spoil := map[string]string{
		"counted too often": `UPDATE target_count SET n = n + 1`,
		"not counted":       `DELETE FROM target_count`,
		"on another day":    `UPDATE target_count SET day = '2026-11-23'`,
		"in another city":   `UPDATE target_count SET city = '16.05'`,
		"from nowhere": `INSERT INTO target_count (outcome, city, day, area, place_city, group_id, visit_id, channel, code, n)
			VALUES ('active', '16.73', '2026-11-24', '16.73.01.1001', '16.73', '', '', 'counter', '', 1)`,
		"less than nothing": `INSERT INTO target_count (outcome, city, day, area, place_city, group_id, visit_id, channel, code, n)
			VALUES ('active', '16.73', '2026-11-24', '16.73.01.1001', '16.73', '', '', 'counter', '', -1)`,
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.Native)
		w.active(t, 0)
		run := func(statement string) {
			fatal(t, d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
				_, err := tx.ExecContext(ctx, statement)
				return err
			}))
		}
		run(`CREATE TABLE test_kept AS SELECT * FROM target_count`)
		for name, statement := range spoil {
			run(statement)
			found, err := w.Check(context.Background())
			if err != nil || len(found) == 0 || found[0].Code != "counter_wrong" || strings.Contains(found[0].Detail, w.people[0].Name) {
				t.Errorf("%s: %v %v", name, found, err)
			}
			run(`DELETE FROM target_count`)
			run(`INSERT INTO target_count SELECT * FROM test_kept`)
			if found, err := w.Check(context.Background()); err != nil || len(found) > 0 {
				t.Fatalf("after %s: %v %v", name, found, err)
			}
		}
		_, err := w.Set(context.Background(), w.aTarget())
		fatal(t, err)
		run(`UPDATE target_base SET wajib_ktp = wajib_ktp + 1 WHERE area = '` + w.homes[0] + `'`)
		if found, err := w.Check(context.Background()); err != nil || len(found) != 1 || found[0].Code != "base_wrong" {
			t.Errorf("a spoilt base: %v %v", found, err)
		}
	})
}
