package enrol

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/fault"
	"jemput/internal/register"
)

// model is what the tests believe of one resident.
type model struct {
	attempt    string // the newest one
	state      State
	identified bool
	consented  bool
	redeemed   bool
	issued     bool
	offer      Offer // the newest one that may still be redeemed
	used       []string
}

// TestAnyActsInAnyOrder holds random acts by several officers on several residents, of this city and of
// another, against the model, and after each the facts against each other and the counters against the facts.
func TestAnyActsInAnyOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, mode := range []config.Mode{config.Native, config.External} {
			t.Run(string(mode), func(t *testing.T) {
				if mode == config.External {
					d = fresh(t, d)
				}
				w := newWorld(t, d, mode)
				serial := 100
				reached := map[State]int{}
				rapid.Check(t, func(rt *rapid.T) {
					people := w.newcomers(t, &serial) // whom nobody has served yet
					models := map[string]*model{}
					for _, p := range people {
						models[p] = &model{}
					}
					for range rapid.IntRange(1, 25).Draw(rt, "steps") {
						p := people[rapid.IntRange(0, len(people)-1).Draw(rt, "person")]
						by := as(rapid.SampledFrom([]string{"budi", "sari", "tono"}).Draw(rt, "officer"))
						w.step(rt, by, p, models[p])
						w.sound(rt)
						reached[models[p].state]++
					}
				})
				if reached[Active] == 0 || reached[Failed]+reached[Refused]+reached[Left] == 0 || mode == config.Native && reached[Offered] == 0 {
					t.Errorf("the sequences did not get far: %v", reached)
				}
			})
		}
	})
}

// onward is the next act on the straight way to an activation.
func (m *model) onward(native bool) string {
	switch {
	case !m.state.Open():
		return "start"
	case !m.identified:
		return "identify"
	case !m.consented:
		return "consent"
	case !native:
		return "confirm"
	case m.state != Offered || !m.redeemed && m.offer.URI == "":
		return "offer"
	case !m.redeemed:
		return "redeem"
	case !m.issued:
		return "issue"
	}
	return "activate"
}

// newcomers are two people, one of this city and one of another.
func (w *world) newcomers(t *testing.T, serial *int) []string {
	all := []register.Resident{}
	for _, area := range []string{home2, away} {
		*serial++
		born := civil.Date{Year: 1980, Month: 1, Day: 1}
		all = append(all, person(1, area, func(p *register.Resident) {
			p.NIK, p.BirthDate = register.MakeNIK("16.73.01", born, register.Male, *serial), born
		}))
	}
	w.insert(t, all)
	return []string{all[0].ID, all[1].ID}
}

// fresh is another empty database of the same engine.
func fresh(t *testing.T, d *db.DB) *db.DB {
	if d.Engine() == db.Postgres {
		return dbtest.Postgres(t)
	}
	return dbtest.SQLite(t)
}

// step does one act and compares the answer with the model's.
func (w *world) step(t *rapid.T, by context.Context, resident string, m *model) {
	native := w.Node.Mode == config.Native
	act := rapid.SampledFrom([]string{"onward", "onward", "onward", "onward", "onward", "onward", "onward", "onward", "onward", "onward", "start", "identify", "consent", "offer", "redeem", "wrong", "issue", "activate", "confirm", "close", "reopen", "away", "tomorrow"}).Draw(t, "act")
	if act == "onward" { // the way that most people go, so that sequences come to its end
		act = m.onward(native)
	}
	if act == "tomorrow" {
		w.pass(time.Duration(rapid.IntRange(1, 30).Draw(t, "hours")) * time.Hour)
		return
	}
	if m.attempt == "" && act != "start" && act != "away" {
		return
	}
	switch act {
	case "start":
		a, err := w.Start(by, StartRequest{ResidentID: resident, VisitID: rapid.SampledFrom([]string{"", w.visits[0].ID}).Draw(t, "visit")})
		switch {
		case m.state == Active:
			wantCode(t, err, "already_active")
		case m.state.Open():
			want(t, err == nil && a.ID == m.attempt, "start of an open one: %v, %v", a.ID, err)
		default:
			want(t, err == nil && a.ID != m.attempt && a.State == Prepared, "start: %+v, %v", a, err)
			*m = model{attempt: a.ID, state: Prepared, used: m.used}
		}
	case "away":
		_, err := w.TurnAway(by, StartRequest{ResidentID: resident}, Outcome{Code: "left_queue"})
		if m.state == Active {
			wantCode(t, err, "already_active")
			return
		}
		wantCode(t, err, "")
		if !m.state.Open() {
			newest, err := attemptsOf(context.Background(), w.d.Read(), []string{resident})
			want(t, err == nil, "%v", err)
			for _, a := range newest[resident] {
				if a.State == Left && !known(m, a.ID) {
					m.used = append(m.used, m.attempt)
					*m = model{attempt: a.ID, used: m.used}
					break
				}
			}
		}
		m.state, m.offer = Left, Offer{}
	case "identify":
		method := rapid.SampledFrom([]string{CardAndFace, CardOnly}).Draw(t, "method")
		_, err := w.Identify(by, m.attempt, Identity{Method: method})
		if err == nil {
			want(t, m.identified || m.state == Prepared || m.state == Identified, "identified in %s", m.state)
			m.identified = true
			if m.state == Prepared {
				m.state = Identified
			}
			return
		}
		want(t, !(m.state == Prepared || m.state == Identified), "identify in %s: %v", m.state, err)
	case "consent":
		_, err := w.Consent(by, m.attempt, ConsentGiven{Version: ConsentVersion, Language: "id"})
		if err == nil {
			m.consented = true
			return
		}
		want(t, m.state.Closed() || !m.consented && m.state != Prepared && m.state != Identified, "consent in %s: %v", m.state, err)
	case "offer":
		o, err := w.Offer(by, m.attempt)
		may := native && m.identified && m.consented && (m.state == Identified || m.state == Offered)
		want(t, (err == nil) == may, "offer in %s (%+v): %v", m.state, *m, err)
		if err == nil {
			m.state, m.offer = Offered, o
			m.redeemed = m.issued && m.redeemed
		}
	case "redeem":
		if m.offer.URI == "" {
			return
		}
		may := m.state == Offered && w.Now().Before(m.offer.ExpiresAt)
		_, err := w.redeem(token(t, m.offer), m.offer.TxCode)
		want(t, (err == nil) == may, "redeem in %s: %v", m.state, err)
		if err == nil {
			m.redeemed, m.offer = true, Offer{}
		}
	case "wrong":
		if m.offer.URI == "" {
			return
		}
		_, err := w.redeem(token(t, m.offer), "wrong!")
		want(t, err != nil, "a wrong code passed")
	case "issue":
		err := w.deliver(m.attempt, CredentialIssued)
		want(t, (err == nil) == (m.state == Offered && (m.redeemed || m.issued)), "issue in %s: %v", m.state, err)
		m.issued = m.issued || err == nil
	case "activate":
		err := w.activate1(m.attempt)
		want(t, (err == nil) == (m.state == Offered && m.redeemed || m.state == Active), "activate in %s: %v", m.state, err)
		if err == nil {
			m.state, m.offer = Active, Offer{}
		}
	case "confirm":
		_, err := w.Confirm(by, m.attempt)
		may := !native && m.state == Identified && m.consented || m.state == Active
		want(t, (err == nil) == may, "confirm in %s: %v", m.state, err)
		if err == nil {
			m.state = Active
		}
	case "close":
		code := rapid.SampledFrom([]string{"storage_full", "refuses", "left_queue"}).Draw(t, "code")
		a, err := w.Close(by, m.attempt, Outcome{Code: code})
		if m.state.Open() {
			wantCode(t, err, "")
			m.state, m.offer = a.State, Offer{}
			return
		}
		want(t, err != nil || a.Code == code && a.State == m.state, "close in %s: %+v", m.state, a)
	case "reopen":
		a, err := w.Reopen(by, m.attempt, "salah tekan")
		may := (m.state.Closed() || m.state == Active && !native) && !m.issued
		want(t, (err == nil) == may, "reopen in %s: %v", m.state, err)
		if err == nil {
			m.consented = m.consented && m.state != Refused
			m.state, m.redeemed = a.State, false
		}
	}
	stored, err := w.Get(context.Background(), w.d.Read(), m.attempt)
	want(t, err == nil && stored.State == m.state, "after %s the state is %s, want %s: %v", act, stored.State, m.state, err)
}

func known(m *model, id string) bool {
	for _, u := range append(m.used, m.attempt) {
		if u == id {
			return true
		}
	}
	return false
}

func want(t failer, ok bool, format string, args ...any) {
	t.Helper()
	if !ok {
		t.Fatalf("%s", fmt.Sprintf(format, args...))
	}
}

// TestEightAtOnceActivateNobodyTwice lets eight goroutines start, close, take and accept everything of the same people.
func TestEightAtOnceActivateNobodyTwice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.Native)
		for round := range 3 {
			p := w.people[round].ID
			a, o := w.offered(t, p)
			code := token(t, o)
			var taken, accepted, shut int
			var mu sync.Mutex
			count := func(n *int, err error) {
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					*n++
				} else if fault.KindOf(err) == fault.Internal {
					t.Errorf("not a refusal: %v", err)
				}
			}
			var all sync.WaitGroup
			for i := range 8 {
				all.Go(func() {
					by := as(fmt.Sprint("officer", i))
					_, err := w.redeem(code, o.TxCode)
					count(&taken, err)
					if i%4 == 3 {
						_, err := w.Close(by, a.ID, Outcome{Code: "left_queue"})
						count(&shut, err)
					}
					count(&accepted, w.activate1(a.ID))
					if b, err := w.Start(by, StartRequest{ResidentID: p}); err == nil && b.ID != a.ID {
						_, err := w.Close(by, b.ID, Outcome{Code: "no_signal"})
						count(&shut, err)
					}
				})
			}
			all.Wait()
			stored, err := w.Get(context.Background(), d.Read(), a.ID)
			fatal(t, err)
			if taken > 1 || stored.State.Open() || (stored.State == Active) != (accepted > 0) {
				t.Fatalf("taken %d times, accepted %d, closed %d, state %s", taken, accepted, shut, stored.State)
			}
			w.sound(t)
		}
	})
}

// TestEightAtOnceServeDifferentPeople makes offers beside each other: the vouchers of the one device key stay without a gap.
func TestEightAtOnceServeDifferentPeople(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.Native)
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				p := w.people[i%3].ID
				for range 3 {
					a, err := w.Start(as("budi"), StartRequest{ResidentID: p})
					if err != nil {
						t.Error(err)
						return
					}
					w.agreedOrNot(t, a.ID)
					if _, err := w.Offer(as("budi"), a.ID); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		w.sound(t)
	})
}

// agreedOrNot identifies somebody whom another officer may have taken further meanwhile.
func (w *world) agreedOrNot(t *testing.T, id string) {
	t.Helper()
	_, err := w.Identify(as("budi"), id, Identity{Method: CardAndFace})
	_, err2 := w.Consent(as("budi"), id, ConsentGiven{Version: ConsentVersion, Language: "id"})
	for _, err := range []error{err, err2} {
		if err != nil && fault.KindOf(err) == fault.Internal {
			t.Error(err)
		}
	}
}
