package enrol

import (
	"context"

	"jemput/internal/audit"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/fault"
)

// What the issuer may report of a credential, beside its acceptance.
const (
	CredentialIssued  = "issued"
	CredentialFailure = "credential_failure"
	CredentialDeleted = "credential_deleted"
)

var (
	errNotRedeemed = fault.New(fault.Conflict, "voucher_not_redeemed", "No wallet has taken this attempt's offer.")
	errNoIdentity  = fault.New(fault.Conflict, "identity_missing", "The person must be identified first.")
	errNoConsent   = fault.New(fault.Conflict, "consent_missing", "The person must agree first.")
	errDelivery    = fault.New(fault.Invalid, "delivery_unknown", "This is nothing that happens to a credential.")
)

// Activate makes an attempt active because the wallet has its credential. It runs in the issuer's
// transaction and is idempotent. A Conflict, without any write, says that it may not become active: the
// person is active through another attempt (already_active), or this one was closed (attempt_closed).
func (e *Enrol) Activate(ctx context.Context, tx db.Tx, attemptID string) error {
	_, err := e.actIn(ctx, tx, attemptID, func(ctx context.Context, tx db.Tx, a *Attempt) (*event, error) {
		switch {
		case a.State == Active:
			return nil, nil
		case a.State.Closed():
			return nil, errClosed
		case a.State != Offered || a.RedeemedAt.IsZero():
			return nil, errNotRedeemed
		}
		return e.activate(ctx, tx, a, event{kind: activated})
	})
	if db.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, errAlreadyActive.Code, errAlreadyActive.Detail)
	}
	e.bell.ringSoon()
	return err
}

// Confirm makes an attempt active because the officer saw the activation in the national system.
func (e *Enrol) Confirm(ctx context.Context, id string) (Attempt, error) {
	return e.act(ctx, id, func(ctx context.Context, tx db.Tx, a *Attempt) (*event, error) {
		switch {
		case a.State == Active:
			return nil, nil
		case a.Mode != config.External:
			return nil, errNative
		}
		if err := e.ready(ctx, tx, a); err != nil {
			return nil, err
		}
		return e.activate(ctx, tx, a, event{kind: confirmed, by: officer(ctx)})
	})
}

// activate is the one place where somebody becomes active.
func (e *Enrol) activate(ctx context.Context, tx db.Tx, a *Attempt, ev event) (*event, error) {
	other, err := activeAttempt(ctx, tx, a.ResidentID)
	if err != nil {
		return nil, err
	}
	if other != "" {
		return nil, errAlreadyActive
	}
	if err := voidVouchers(ctx, tx, a.ID, e.moment()); err != nil {
		return nil, err
	}
	a.State, a.ActiveAt = Active, e.moment()
	return &ev, e.Log.Append(ctx, tx, audit.Event{Actor: ev.by, Event: "attempt.activated", Subject: a.ResidentID})
}

// ready refuses an attempt that lacks a step, and a person whose record changed since it was started.
func (e *Enrol) ready(ctx context.Context, tx db.Tx, a *Attempt) error {
	switch {
	case a.State == Active:
		return errAlreadyActive
	case a.State.Closed():
		return errClosed
	case a.Identity.Method == "":
		return errNoIdentity
	case a.Consent.Version == "":
		return errNoConsent
	}
	p, err := e.Register.Get(ctx, tx, a.ResidentID)
	if err != nil {
		return err
	}
	t, err := e.Triage(ctx, tx, &p)
	if err != nil {
		return err
	}
	return t.refusal()
}

// Deliver notes what happened to an attempt's credential. It runs in the issuer's transaction. That a
// credential is issued is refused (and must then not be) for an attempt that is no longer offered.
func (e *Enrol) Deliver(ctx context.Context, tx db.Tx, attemptID, outcome string) error {
	_, err := e.actIn(ctx, tx, attemptID, func(ctx context.Context, tx db.Tx, a *Attempt) (*event, error) {
		switch outcome {
		case CredentialIssued:
			return e.issue(ctx, tx, a)
		case CredentialFailure, CredentialDeleted:
			return &event{kind: delivered, detail: map[string]string{"outcome": outcome}}, nil
		}
		return nil, errDelivery
	})
	e.bell.ringSoon()
	return err
}

func (e *Enrol) issue(ctx context.Context, tx db.Tx, a *Attempt) (*event, error) {
	switch {
	case !a.IssuedAt.IsZero() && a.State == Offered:
		return nil, nil
	case a.State.Closed():
		return nil, errClosed
	case a.State != Offered || a.RedeemedAt.IsZero():
		return nil, errNotRedeemed
	}
	other, err := activeAttempt(ctx, tx, a.ResidentID)
	if err != nil {
		return nil, err
	}
	if other != "" {
		return nil, errAlreadyActive
	}
	a.IssuedAt = e.moment()
	return &event{kind: issued}, nil
}
