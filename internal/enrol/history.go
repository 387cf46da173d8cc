package enrol

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"jemput/internal/audit"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/fault"
)

// Past is an earlier result that was recorded elsewhere.
type Past struct {
	ResidentID string
	Area       string // kelurahan of domicile at that time
	PlaceCity  string // where the person was served
	VisitID    string
	GroupID    string
	OfficerID  string
	Channel    Channel
	At         time.Time
	State      State // Active, Failed, Refused, Left
	Code       string
	Next       string
	RetryOn    civil.Date
}

func (p *Past) checked() error {
	ending, known := endingOf(p.Code)
	fits := p.State == Active && p.Code == "" || known && ending.State == p.State
	switch {
	case !fits:
		return fault.New(fault.Invalid, "past_outcome", "A past result is active, or has the code of an outcome of its state.").WithField("code")
	case len(p.Area) != 13 || len(p.PlaceCity) != 5:
		return fault.New(fault.Invalid, "past_place", "A past result names the kelurahan of domicile and the city of service.").WithField("area")
	case p.Channel != Visiting && p.Channel != Counter:
		return errChannel
	case p.At.IsZero():
		return fault.New(fault.Invalid, "past_time", "A past result needs its time.").WithField("at")
	}
	return nil
}

// ImportHistory records earlier results in bulk: attempts, an event each, and the counters. They have the
// mode external, because no credential of this node stands behind them.
func (e *Enrol) ImportHistory(ctx context.Context, tx db.Tx, past []Past) error {
	if len(past) == 0 {
		return nil
	}
	all, sums := make([]Attempt, len(past)), map[Count]int{}
	for i := range past {
		if err := past[i].checked(); err != nil {
			return fmt.Errorf("enrol: result %d of the history: %w", i+1, err)
		}
		all[i] = e.pastAttempt(&past[i])
		c, _ := all[i].count()
		sums[c]++
	}
	if err := insertAttempts(ctx, tx, all); err != nil {
		if db.IsUnique(err) {
			return fault.Wrap(err, fault.Conflict, errAlreadyActive.Code, "Somebody of the history is active already, or twice.")
		}
		return err
	}
	if err := insertRecorded(ctx, tx, all, officer(ctx)); err != nil {
		return err
	}
	for _, c := range ordered(sums) {
		if err := e.Counters.Add(ctx, tx, c, sums[c]); err != nil {
			return err
		}
	}
	e.bell.ringSoon()
	return e.Log.Append(ctx, tx, audit.Event{Actor: officer(ctx), Event: "attempt.history"})
}

func (e *Enrol) pastAttempt(p *Past) Attempt {
	when := db.Time(db.Micros(p.At))
	a := Attempt{
		ID: newID(), ResidentID: p.ResidentID, VisitID: p.VisitID, GroupID: p.GroupID, OfficerID: p.OfficerID, Channel: p.Channel,
		Mode: config.External, PlaceCity: p.PlaceCity, Area: p.Area, State: p.State, Code: p.Code, Next: p.Next, RetryOn: p.RetryOn,
		StartedAt: when, ChangedAt: when, Day: civil.In(p.At, e.Node.Zone), lastNo: 1,
	}
	if p.State == Active {
		a.ActiveAt = when
	}
	return a
}

func insertRecorded(ctx context.Context, tx db.Tx, all []Attempt, by string) error {
	err := db.InsertMany(ctx, tx, `INSERT INTO enrol_event (attempt_id, no, at, officer, kind, state, code, detail) VALUES `, 8, ``, len(all),
		func(dst []any, i int) []any {
			a := &all[i]
			return append(dst, a.ID, int64(1), micros(a.ChangedAt), by, string(recorded), string(a.State), a.Code, "{}")
		})
	if err != nil {
		return fmt.Errorf("enrol: add events of the history: %w", err)
	}
	return nil
}

// ordered gives the counters in one order for every transaction, so that two of them cannot wait for each other.
func ordered(sums map[Count]int) []Count {
	all := make([]Count, 0, len(sums))
	for c := range sums {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b Count) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Area, b.Area), cmp.Compare(a.VisitID, b.VisitID), cmp.Compare(a.GroupID, b.GroupID),
			cmp.Compare(a.PlaceCity, b.PlaceCity), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Code, b.Code))
	})
	return all
}
