package enrol

import (
	"context"
	"encoding/json"
	"fmt"

	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/obs"
)

// event is something that happened to an attempt.
type event struct {
	kind   kind
	by     string // officer's id, "" for the wallet
	detail any    // marshalled as JSON; nil for nothing
}

// begin writes a new attempt, its first event and its counter.
func (e *Enrol) begin(ctx context.Context, tx db.Tx, a *Attempt, ev event) error {
	a.lastNo = 1
	if !ev.kind.lawful("", a.State) {
		return fmt.Errorf("enrol: an attempt cannot begin with %s as %s", ev.kind, a.State)
	}
	if err := insertAttempts(ctx, tx, []Attempt{*a}); err != nil {
		return err
	}
	if err := insertEvent(ctx, tx, a, ev); err != nil {
		return err
	}
	return e.move(ctx, tx, nil, a)
}

// record writes what an event made of an attempt: the present state, the event and the counters, all or nothing.
func (e *Enrol) record(ctx context.Context, tx db.Tx, before Attempt, after *Attempt, ev event) error {
	if !ev.kind.lawful(before.State, after.State) {
		return fmt.Errorf("enrol: %s cannot lead from %s to %s", ev.kind, before.State, after.State)
	}
	after.lastNo = before.lastNo + 1
	after.ChangedAt = e.moment()
	if after.State != before.State {
		after.Day = e.today()
	}
	if err := updateAttempt(ctx, tx, after); err != nil {
		return err
	}
	if err := insertEvent(ctx, tx, after, ev); err != nil {
		return err
	}
	return e.move(ctx, tx, &before, after)
}

// move takes an attempt out of the counter it stood in and puts it into the one it stands in now.
func (e *Enrol) move(ctx context.Context, tx db.Tx, before, after *Attempt) error {
	to, in := after.count()
	if before != nil {
		from, was := before.count()
		if was && in && from == to {
			return nil
		}
		if was {
			if err := e.Counters.Add(ctx, tx, from, -1); err != nil {
				return err
			}
		}
	}
	if !in {
		return nil
	}
	return e.Counters.Add(ctx, tx, to, 1)
}

// act is one act of an officer on one attempt. change alters the attempt and says what happened, or
// returns nothing if the act was done before.
func (e *Enrol) act(ctx context.Context, id string, change func(ctx context.Context, tx db.Tx, a *Attempt) (*event, error)) (Attempt, error) {
	var a Attempt
	err := e.write(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		a, err = e.actIn(ctx, tx, id, change)
		return err
	})
	return a, err
}

func (e *Enrol) actIn(ctx context.Context, tx db.Tx, id string, change func(ctx context.Context, tx db.Tx, a *Attempt) (*event, error)) (Attempt, error) {
	before, err := loadAttempt(ctx, tx, id)
	if err != nil {
		return Attempt{}, err
	}
	after := before
	ev, err := change(ctx, tx, &after)
	if err != nil || ev == nil {
		return before, err
	}
	return after, e.record(ctx, tx, before, &after, *ev)
}

// detailText is an event's detail as stored. Personal numbers that slipped into free text are masked.
func detailText(detail any) (string, error) {
	if detail == nil {
		return "{}", nil
	}
	b, err := json.Marshal(detail)
	if err != nil {
		return "", fmt.Errorf("enrol: event detail: %w", err)
	}
	return string(b), nil
}

const longestNote = 500 // characters

// note is free text as it may be kept.
func note(field, text string) (string, error) {
	if len([]rune(text)) > longestNote {
		return "", fault.New(fault.Invalid, "text_too_long", "This text may have at most 500 characters.").WithField(field)
	}
	return obs.Mask(text), nil
}
