package enrol

import (
	"context"
	"strings"
	"time"

	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/fault"
)

// Outcome is how an attempt ended without an activation.
type Outcome struct {
	Code    string     // see Endings
	Next    string     // the next step if it is another than the code's own
	RetryOn civil.Date // zero if there is nothing to try again
	Note    string
}

var (
	errOutcome     = fault.New(fault.Invalid, "outcome_unknown", "There is no outcome of this code.").WithField("code")
	errOutcomeNote = fault.New(fault.Invalid, "outcome_note_missing", "This outcome needs a note that says what happened.").WithField("note")
	errRetry       = fault.New(fault.Invalid, "retry_past", "The day to try again is today or later.").WithField("retry_on")
	errReason      = fault.New(fault.Invalid, "reason_missing", "A correction needs its reason.").WithField("reason")
	errIssued      = fault.New(fault.Conflict, "credential_accepted", "The wallet has the digital ID; the activation is not taken back here.")
)

func (o Outcome) checked(today civil.Date) (_ Outcome, err error) {
	ending, known := endingOf(o.Code)
	if !known {
		return o, errOutcome
	}
	if o.Next, err = note("next", strings.TrimSpace(o.Next)); err != nil {
		return o, err
	}
	if o.Note, err = note("note", strings.TrimSpace(o.Note)); err != nil {
		return o, err
	}
	if ending.needsNote && o.Note == "" {
		return o, errOutcomeNote
	}
	if !o.RetryOn.IsZero() && o.RetryOn.Before(today) {
		return o, errRetry
	}
	return o, nil
}

type closedDetail struct {
	Next    string `json:"next,omitempty"`
	RetryOn string `json:"retry_on,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Close ends an attempt without an activation. Its voucher is void from then on.
func (e *Enrol) Close(ctx context.Context, id string, o Outcome) (Attempt, error) {
	o, err := o.checked(e.today())
	if err != nil {
		return Attempt{}, err
	}
	return e.act(ctx, id, e.closing(o))
}

func (e *Enrol) closing(o Outcome) func(context.Context, db.Tx, *Attempt) (*event, error) {
	ending, _ := endingOf(o.Code)
	return func(ctx context.Context, tx db.Tx, a *Attempt) (*event, error) {
		switch {
		case a.State.Closed() && a.Code == o.Code:
			return nil, nil
		case a.State.Closed():
			return nil, errClosed
		case a.State == Active:
			return nil, errAlreadyActive
		}
		if err := voidVouchers(ctx, tx, a.ID, e.moment()); err != nil {
			return nil, err
		}
		if !a.RedeemedAt.IsZero() && e.Withdraw != nil {
			if err := e.Withdraw(ctx, tx, a.ID); err != nil {
				return nil, err
			}
		}
		a.State, a.Code, a.Next, a.RetryOn = ending.State, o.Code, o.Next, o.RetryOn
		return &event{kind: closed, by: officer(ctx), detail: closedDetail{o.Next, o.RetryOn.String(), o.Note}}, nil
	}
}

// Reopen takes the end of an attempt back: of one that failed, was refused or left, or of one that was
// confirmed in the national system by mistake. Identity proof and consent stand, except that whoever
// refused must agree anew.
func (e *Enrol) Reopen(ctx context.Context, id, reason string) (Attempt, error) {
	reason, err := note("reason", strings.TrimSpace(reason))
	if err == nil && reason == "" {
		err = errReason
	}
	if err != nil {
		return Attempt{}, err
	}
	return e.act(ctx, id, func(ctx context.Context, tx db.Tx, a *Attempt) (*event, error) {
		if err := e.checkReopen(ctx, tx, a); err != nil {
			return nil, err
		}
		if a.State == Refused {
			a.Consent = Agreement{}
		}
		a.reopen()
		return &event{kind: reopened, by: officer(ctx), detail: map[string]string{"reason": reason}}, nil
	})
}

func (e *Enrol) checkReopen(ctx context.Context, tx db.Tx, a *Attempt) error {
	switch {
	case a.State.Open():
		return errOpen
	case a.State == Active && a.Mode != config.External:
		return errIssued
	case !a.IssuedAt.IsZero(): // its one credential is spent
		return errClosed
	}
	active, err := activeAttempt(ctx, tx, a.ResidentID)
	if err != nil {
		return err
	}
	if active != "" && active != a.ID {
		return errAlreadyActive
	}
	_, open, err := openAttempt(ctx, tx, a.ResidentID)
	if err == nil && open {
		return errOpen
	}
	return err
}

func (a *Attempt) reopen() {
	a.State = Prepared
	if a.Identity.Method != "" {
		a.State = Identified
	}
	a.Code, a.Next, a.RetryOn = "", "", civil.Date{}
	a.OfferUntil, a.RedeemedAt, a.ActiveAt = time.Time{}, time.Time{}, time.Time{}
}
